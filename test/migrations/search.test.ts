import { describe, expect, it } from 'vitest'
import { openPlace } from '../../main/db/dialect'
import { migrate } from '../../main/db/migrate'
import { migrations } from '../../main/db/migrations'
import { registerPlace, type Place } from '../../main/db/place'
import { indexPerson, searchNames } from '../../main/db/search'
import { sqliteTables } from '../../main/db/sqlite'
import { typedWords } from '../../shared/rules/names'
import { freshDatabase, onPostgres, temporaryFolder } from '../helpers/desk'
import { insertPeople } from '../helpers/invented-people'

describe('migrations', () => {
  it('0021_search: people of before are found with a slip and by former names, those who come stand among them', async () => {
    const place: Place = onPostgres
      ? { kind: 'postgres', url: await freshDatabase(), shown: '' }
      : registerPlace(temporaryFolder())
    const db = openPlace(place)
    const run = (steps: typeof migrations) =>
      migrate(db, { appVersion: '1', backUp: () => Promise.resolve(), steps })
    await run(
      migrations.slice(
        0,
        migrations.findIndex((step) => step.name === '0021_search'),
      ),
    )
    await insertPeople(db, [
      { last: 'Өтегенова', first: 'Жанар', middle: '' },
      { last: 'Әбілдаев', first: 'Нұржан', middle: '' },
    ])
    const ids = await db('persons').orderBy('id').pluck<number[]>('id')
    await db('person_names').insert({
      person_id: ids[0],
      name: 'Құсайынова Жанар',
      until: '2026-01-01T00:00:00.000Z',
    })
    await run(migrations)
    await insertPeople(db, [{ last: 'Кусаинова', first: 'Айжан', middle: '' }], 3)
    const last = (await db('persons').max({ id: 'id' }).first()) as { id: number }
    await db.transaction((trx) => indexPerson(trx, last.id))
    const find = async (text: string) => (await searchNames(db, typedWords(text), 10)).ids
    expect(await find('Абилдеав Нуржан')).toEqual([ids[1]])
    expect(await find('Отегенова')).toEqual([ids[0]])
    expect(await find('кусайын')).toEqual([ids[0]])
    expect(await find('кусаинова')).toEqual([last.id, ids[0]])
    if (!onPostgres) expect(await sqliteTables(db)).not.toContain('person_search')
    await db.destroy()
  })
})

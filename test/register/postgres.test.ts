/** What is of a server only: its faults as codes of ours, values as with SQLite, waiting, search, copies. */
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { copyRegister } from '../../main/db/copy'
import { closeDatabase, openDatabase, openRegister } from '../../main/db/open'
import { openPlace, storageFault } from '../../main/db/dialect'
import { migrate } from '../../main/db/migrate'
import { openPostgres } from '../../main/db/postgres'
import { indexEverybody, indexPerson, searchNames } from '../../main/db/search'
import { checkSqlite, openSqlite } from '../../main/db/sqlite'
import { typedWords } from '../../shared/rules/names'
import {
  accept,
  databaseUrl,
  freshDatabase,
  lookInto,
  newFolder,
  onPostgres,
  openDesk,
  openSetUpDesk,
  temporaryFolder,
  useDatabase,
} from '../helpers/desk'
import { insertPeople } from '../helpers/invented-people'

const now = new Date('2026-11-20T05:00:00.000Z')
const codeOf = (error: unknown) => (storageFault(error) as { value?: { code: string } }).value?.code

/** The fault that opening a register at this place ends with. */
async function refusal(url: string) {
  const folder = temporaryFolder()
  useDatabase(folder, url)
  const error = await openRegister(folder, '1', now).then(
    () => new Error('it was opened'),
    (fault: unknown) => fault,
  )
  expect(String((error as Error).stack) + JSON.stringify(error)).not.toContain('secret')
  return codeOf(error)
}

describe.skipIf(!onPostgres)('faults of a server', () => {
  it('that is not there, does not know the name, or holds no such database', async () => {
    expect(await refusal('postgres://desk:secret@127.0.0.1:9/name')).toBe('database_unreachable')
    expect(await refusal('postgres://desk:secret@no-such-host.invalid/name')).toBe('database_unreachable')
    expect(await refusal(databaseUrl('not_there'))).toBe('database_refused')
    expect(await refusal(databaseUrl('postgres').replace(/\/\/[^@]*@/, '//nobody_of_ours:secret@'))).toBe(
      'database_refused',
    )
  })

  it.each([
    ['53100', 'disk_full'],
    ['40001', 'database_busy'],
    ['40P01', 'database_busy'],
    ['55P03', 'database_busy'],
    ['53300', 'database_busy'],
    ['57P01', 'database_unreachable'],
    ['08006', 'database_unreachable'],
    ['28P01', 'database_refused'],
    ['42501', 'database_refused'],
    ['25006', 'database_unreadable'],
    ['XX001', 'database_corrupt'],
    ['23505', undefined],
    ['42601', undefined],
  ])('%s is %s', (sqlstate, code) => {
    expect(codeOf(Object.assign(new Error('said by the server'), { code: sqlstate }))).toBe(code)
  })

  it('a database of somebody else is refused and left alone', async () => {
    const url = await freshDatabase()
    const db = openPostgres(url)
    await db.schema.createTable('orders', (t) => void t.increments('id'))
    expect(await refusal(url)).toBe('database_corrupt')
    expect(await db('pg_tables').where({ schemaname: 'public' }).pluck('tablename')).toEqual(['orders'])
    await db.destroy()
  })

  it('a database in another encoding is refused before anything is made in it', async () => {
    const url = await freshDatabase("ENCODING 'WIN1251' LOCALE_PROVIDER libc LOCALE 'C' TEMPLATE template0")
    expect(await refusal(url)).toBe('database_unsuitable')
  })

  it('a connection that is cut is told, and the desk goes on by itself', async () => {
    const desk = await openSetUpDesk()
    await accept(desk)
    await lookInto(desk, (db) =>
      db.raw(
        'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
      ),
    )
    const answers = []
    for (let round = 0; round < 5; round++) answers.push(await desk.call('application.list', {}))
    expect(answers.at(-1)).toMatchObject({ ok: true, value: { total: 1 } })
    for (const answer of answers) if (!answer.ok) expect(answer.error.code).toBe('database_unreachable')
  })

  it('a text with a character that no text can hold is refused, and nothing of it reaches the log', async () => {
    const db = await openRegister(await newFolder(), '1', now)
    const error = await db('settings')
      .insert({ key: 'Сейтжанова\u0000', value: '1' })
      .catch((fault: unknown) => fault)
    expect(codeOf(error)).toBe('input_invalid')
    const number = await db('persons')
      .where('id', '>', 'Сейтжанова')
      .catch((fault: Error) => fault)
    expect(String((number as Error).stack)).not.toContain('Сейтжанова')
    await closeDatabase(db)
  })
})

describe.skipIf(!onPostgres)('a register on a server', () => {
  it('is made once by counters that start at the same moment, and sorts by characters in any locale', async () => {
    const folder = await newFolder()
    const both = await Promise.all([openRegister(folder, '1', now), openRegister(folder, '1', now)])
    const db = both[0]
    await db('settings').insert(['б', 'a', 'Я', 'B', 'ә', 'A', '-'].map((key) => ({ key, value: '1' })))
    expect(await db('settings').orderBy('key').pluck('key')).toEqual(['-', 'A', 'B', 'a', 'Я', 'б', 'ә'])
    const { rows } = (await db.raw(
      `SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = current_schema()
       AND data_type IN ('text', 'character varying') AND collation_name IS DISTINCT FROM 'C'`,
    )) as { rows: unknown[] }
    expect(rows).toEqual([])
    await Promise.all(both.map((one) => one.destroy()))
  })

  it('gives values as SQLite does, booleans as truth values, and whole numbers of any length', async () => {
    const desk = await openSetUpDesk()
    await lookInto(desk, async (db) => {
      await db('numbers').insert({ series: 'long', year: 2026, last: Number.MAX_SAFE_INTEGER })
      expect(await db('numbers').where({ series: 'long' }).first('last')).toEqual({
        last: Number.MAX_SAFE_INTEGER,
      })
      expect(await db('staff').first('active', 'blocked_until')).toEqual({
        active: true,
        blocked_until: null,
      })
      expect(await db('staff').count({ n: '*' })).toEqual([{ n: 1 }])
    })
  })

  it('lets nobody write beside a command, and readers read', async () => {
    const desk = await openSetUpDesk()
    const [one, other] = [openDatabase(desk.folder), openDatabase(desk.folder)]
    const order: string[] = []
    let enter!: () => void
    const inside = new Promise<void>((resolve) => (enter = resolve))
    let leave!: () => void
    const outside = new Promise<void>((resolve) => (leave = resolve))
    const first = one.transaction(async (trx) => {
      await trx('settings').insert({ key: 'first', value: '1' })
      enter()
      await outside
      order.push('first')
    })
    await inside
    const second = other.transaction(async (trx) => {
      // It sees what the first one left, not what stood there when it asked.
      expect(await trx('settings').where({ key: 'first' }).first('value')).toEqual({ value: '1' })
      order.push('second')
    })
    expect(await other('settings').where({ key: 'first' }).first('value')).toBeUndefined()
    const { rows } = (await other.raw(
      `SELECT COUNT(*) AS n FROM pg_locks WHERE locktype = 'advisory' AND granted`,
    )) as { rows: { n: number }[] }
    expect(rows[0]!.n).toBeGreaterThan(0)
    leave()
    await Promise.all([first, second])
    expect(order).toEqual(['first', 'second'])
    await closeDatabase(one)
    await closeDatabase(other)
  })

  it('shows its server to whoever is signed in, without user and password', async () => {
    const desk = await openSetUpDesk()
    const { register } = await desk.do('settings.get', {})
    expect(register).toMatch(/^PostgreSQL .+\/\w+$/)
    expect(register).not.toContain('@')
  })

  it('is copied into a file that holds all of it and opens on any PC', async () => {
    const desk = await openSetUpDesk()
    const { application } = await accept(desk)
    const { fileName } = await desk.do('backup.make', {})
    const backups = path.join(desk.folder, 'backups')
    expect(readdirSync(backups)).toEqual([fileName])
    const file = path.join(backups, fileName)
    await checkSqlite(file)
    const copy = openSqlite(file, { readonly: true })
    expect(await copy('applications').first('number')).toMatchObject({ number: application.number })
    await closeDatabase(copy)
    const other = await openDesk({ ports: { register: 'sqlite:' + file } })
    expect((await other.do('app.status', {})).setUp).toBe(true)
  })
})

describe('the index of names', () => {
  const people = [
    ['Сейтжанова', 'Айгерім', 'Болатқызы'],
    ['Жұмағұлов', 'Әлібек', ''],
    ['Жумагулова', 'Алия', 'Сериковна'],
    ['Ким-Ли', 'Ирина', "О'Нил"],
    ['Йылдыз', 'Ümit', 'Гёкхан'],
    ['Müller', 'Zoë', 'Ann-Marie'],
    ['Ібраев', 'Ілияс', 'Ыбырайұлы'],
  ]
  const asked = [
    'сейт',
    'сейтжанова айг',
    'айг сейтж',
    'жумагул',
    'жұмағұл ә',
    'кимли',
    'ким',
    'онил',
    'umit',
    'ümit',
    'muller',
    'zoe',
    'annm',
    'ибр',
    'ыбр',
    'нет',
    'а',
    'с б',
    'йы',
    'ии',
  ]

  it.skipIf(!onPostgres)('answers alike in both databases', async () => {
    const found = await Promise.all(
      [
        openPlace({ kind: 'postgres', url: await freshDatabase(), shown: '' }),
        openSqlite(':memory:', { single: true }),
      ].map(async (db) => {
        await migrate(db, { appVersion: '1', backUp: () => Promise.resolve() })
        await db.transaction(async (trx) => {
          for (const [index, [last, first, middle]] of people.entries()) {
            await insertPeople(trx, [{ last: last!, first: first ?? '', middle: middle ?? '' }], index + 1)
            await indexPerson(trx, index + 1)
          }
        })
        const answers: Record<string, unknown> = {}
        for (const text of asked) answers[text] = await searchNames(db, typedWords(text), 10)
        await db.transaction(indexEverybody)
        for (const text of asked) expect(await searchNames(db, typedWords(text), 10)).toEqual(answers[text])
        await db.destroy()
        return answers
      }),
    )
    expect(found[0]).toEqual(found[1])
    expect(Object.keys(found[0]!).length).toBeGreaterThan(10)
  })

  it('is never taken for a table of the register', async () => {
    const desk = await openSetUpDesk()
    await lookInto(desk, async (db) => {
      await expect(copyRegister(db, db)).rejects.toMatchObject({ value: { code: 'register_not_empty' } })
    })
  })
})

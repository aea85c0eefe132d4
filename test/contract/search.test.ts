/** Whoever comes is found however the name was typed, and is not entered twice. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { sortKey } from '../../main/core/persons/search'
import { indexEverybody, indexPerson } from '../../main/db/search'
import { emptyPersonFields } from '../../shared/model'
import { accept, lookInto, openSetUpDesk, readyDraft, type TestDesk } from '../helpers/desk'
import { insertPeople, inventor } from '../helpers/invented-people'

const misspelt = readFileSync(path.join(import.meta.dirname, '../fixtures/misspelt-names.csv'), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => {
    // Commas in the first cell are keys of the Latin layout.
    const cells = line.split(',')
    const [kind, ...name] = cells.splice(-4)
    return {
      typed: cells.join(',').replace(/^"|"$/gu, ''),
      kind: kind!,
      name: name as [string, string, string],
    }
  })
const wanted = [...new Map(misspelt.map(({ name }) => [name.join(' '), name])).values()]

async function withPeople(desk: TestDesk, decoys: number, seed: number): Promise<void> {
  const make = inventor(seed)
  const people = Array.from({ length: decoys }, make)
  // Those who are looked for stand in the middle of the others.
  people.splice(
    Math.floor(decoys / 2),
    0,
    ...wanted.map(([last, first, middle]) => ({ last, first, middle })),
  )
  await lookInto(desk, (db) =>
    db.transaction(async (trx) => {
      await insertPeople(trx, people)
      await indexEverybody(trx)
    }),
  )
}
const names = async (desk: TestDesk, text: string, limit = 5) =>
  (await desk.do('person.search', { text, limit })).people.map((person) => person.fullName)

describe('a name typed in a hurry', () => {
  it('100 of 100 misspelt names find their person among the first five, of four thousand', async () => {
    const desk = await openSetUpDesk()
    await withPeople(desk, 4000, 5)
    const lost: string[] = []
    for (const { typed, kind, name } of misspelt)
      if (!(await names(desk, typed)).includes(name.join(' ')))
        lost.push(`${kind}: ${typed} > ${name.join(' ')}`)
    expect(lost).toEqual([])
    expect(misspelt).toHaveLength(100)
  })

  it('the exact name comes first, then other letters, then beginnings, then slips, each in the order of the alphabet', async () => {
    const desk = await openSetUpDesk()
    const people = [
      ['Оспанова', 'Айгүль'],
      ['Осрпанова', 'Айгүл'],
      ['Өспанова', 'Айгүл'],
      ['Оспанова', 'Әйгүл'],
      ['Оспанова', 'Айгүл'],
      ['Оспановаева', 'Айгүл'],
      ['Тұрарова', 'Айгүл'],
    ].map(([last, first]) => ({ last: last!, first: first!, middle: '' }))
    await lookInto(desk, (db) =>
      db.transaction(async (trx) => {
        await insertPeople(trx, people)
        for (const { id } of await trx('persons').orderBy('id').select<{ id: number }[]>('id'))
          await indexPerson(trx, id)
      }),
    )
    const answer = await desk.do('person.search', { text: 'оспанова айгүл', limit: 10 })
    expect(answer.people.map((person) => person.fullName)).toEqual([
      'Оспанова Айгүл',
      'Оспанова Айгүль',
      'Оспанова Әйгүл',
      'Өспанова Айгүл',
      'Оспановаева Айгүл',
      'Осрпанова Айгүл',
    ])
    expect(answer.near).toBe(5)
  })

  it('pages follow each other without a gap or a repetition', async () => {
    const desk = await openSetUpDesk()
    await withPeople(desk, 600, 8)
    const whole = (await desk.do('person.search', { text: 'ну', limit: 200 })).people.map(({ id }) => id)
    expect(whole.length).toBeGreaterThan(20)
    const pieces: number[] = []
    for (let offset = 0; offset < whole.length; offset += 7)
      pieces.push(
        ...(await desk.do('person.search', { text: 'ну', limit: 7, offset })).people.map(({ id }) => id),
      )
    expect(pieces).toEqual(whole)
  })

  it('a former name finds the person, a mended one at once', async () => {
    const desk = await openSetUpDesk()
    const { application } = await accept(desk)
    const { person } = await desk.do('person.get', { id: application.personId })
    await desk.do('person.save', {
      id: person.id,
      version: person.version,
      fields: { ...readyDraft().person, lastName: 'Құдайбергенова' },
    })
    for (const text of ['Кудайбергенова', 'Сейтжанова', 'Сейтжаова Айгерим'])
      expect(await names(desk, text)).toEqual(['Құдайбергенова Айгерім Болатқызы'])
  })

  it('telephones and numbers are found as they are typed', async () => {
    const desk = await openSetUpDesk()
    const { application } = await accept(desk)
    for (const text of [
      '850315',
      'ү503154001', // Kazakh digit row
      '8 701 555 01 24',
      '+7 (701) 555-01-24',
      '8701555',
      application.number,
      application.number.toLowerCase().replace('т', 't'),
    ])
      expect(await names(desk, text), text).toEqual(['Сейтжанова Айгерім Болатқызы'])
  })
})

describe('the index of names', () => {
  it('keeps the order of the alphabet when many are put between two neighbours', async () => {
    const desk = await openSetUpDesk()
    const letters = 'аәбвгғдежзик'
    const people = Array.from(letters).flatMap((a) =>
      Array.from(letters, (b) => ({ last: 'Сейтова', first: `Ж${a}${b}`, middle: '' })),
    )
    await lookInto(desk, (db) =>
      db.transaction(async (trx) => {
        await insertPeople(trx, [
          { last: 'Абаев', first: 'Абай', middle: '' },
          { last: 'Яковлев', first: 'Яков', middle: '' },
        ])
        await indexEverybody(trx)
        const first = (await trx('persons').max({ id: 'id' }).first()) as { id: number }
        await insertPeople(trx, people, 10)
        for (let id = first.id + 1; id <= first.id + people.length; id++) await indexPerson(trx, id)
      }),
    )
    const inOrder = people.map(({ last, first }) => `${last} ${first}`)
    inOrder.sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1))
    expect(await names(desk, 'сейтова', 200)).toEqual(inOrder.slice(0, 200))
    expect(await names(desk, 'сейтова жә', 200)).toEqual(
      inOrder.filter((name) => /Ж[аә]/u.test(name)).slice(0, 200),
    )
    expect(await names(desk, 'яковлев')).toEqual(['Яковлев Яков'])
  })
})

describe('people who may be one', () => {
  let desk: TestDesk
  const similar = async (person: Partial<typeof emptyPersonFields>) =>
    (
      await desk.do('person.similar', {
        person: { ...emptyPersonFields, birthDate: '1985-03-15', ...person },
        exceptId: null,
      })
    ).map(({ reasons }) => reasons)

  it('a slip in each word, Russian letters or the words in another order do not hide them', async () => {
    desk = await openSetUpDesk()
    await accept(desk)
    const alike = [['similar_name', 'same_birth_date']]
    expect(await similar({ lastName: 'Ысейтжанова', firstName: 'Айгеирм' })).toEqual(alike)
    expect(await similar({ lastName: 'Айгерим', firstName: 'Сейтжанова' })).toEqual(alike)
    expect(await similar({ lastName: 'Исейтжанова', firstName: 'Динара' })).toEqual([])
    expect(
      await similar({
        lastName: 'Сейтжанова',
        firstName: 'Айгерим',
        middleName: 'Болаткызы',
        birthDate: '1958-03-15',
      }),
    ).toEqual([['same_name']])
  })
})

/**
 * How people are found by name: lists of people for every word of a name and for every beginning of one to six
 * letters, each in the order of the Kazakh alphabet, so that the first twenty are known without sorting the rest.
 *
 * A person stands at a *place*, a number that grows with the alphabet and leaves gaps for those to come. A list is
 * kept in pieces of places, written as differences. Words that are one slip apart share a shortening; its hash leads
 * to them. All of it is plain tables, the same in SQLite and PostgreSQL, and is made from the people again at will.
 */
import type { Knex } from 'knex'
import { foldSecond, fullName, nameWords, shortenings, type NameWord } from '../../shared/rules/names'

export const tables = {
  lists: 'person_search_lists',
  words: 'person_search_words',
  slips: 'person_search_slips',
  places: 'person_search_places',
} as const

/** The spelling under which the list of a beginning stands: no word has it. */
export const anySpelling = '*'
/** Longest beginning that has a list of its own; longer ones are put together from their few words. */
export const longestStart = 6
/** Places between two people when the index is made. */
const step = 2 ** 14
const middle = 2 ** 45
/** Most places in a piece of a list. */
export const pieceSize = 1024
/** Parts that the shortenings are spread over. */
const slipParts = 2 ** 14
/** Rows in one statement; SQLite takes 500 at most. */
const rowsAtOnce = 250
const peopleAtOnce = 5000

/** Make the empty tables. */
export async function createIndexTables(db: Knex): Promise<void> {
  await db.schema.createTable(tables.lists, (t) => {
    t.string('term').notNullable()
    t.string('spelling').notNullable()
    t.integer('first').notNullable()
    t.binary('places').notNullable()
    t.primary(['term', 'spelling', 'first'])
  })
  await db.schema.createTable(tables.words, (t) => {
    t.increments('id')
    t.string('folded').notNullable().unique()
    t.string('second').notNullable().index()
  })
  await db.schema.createTable(tables.slips, (t) => {
    t.integer('part').primary()
    t.binary('entries').notNullable()
  })
  await db.schema.createTable(tables.places, (t) => {
    t.integer('place').primary()
    t.integer('person_id').notNullable().unique()
  })
}

/* ---------- Pieces of lists ---------- */

/** Places as bytes: seven bits a byte of the difference to the one before; the first is known. */
function encode(places: ArrayLike<number>): Buffer {
  const bytes: number[] = []
  for (let at = 1; at < places.length; at++) {
    let left = places[at]! - places[at - 1]!
    while (left >= 128) {
      bytes.push((left % 128) + 128)
      left = Math.floor(left / 128)
    }
    bytes.push(left)
  }
  return Buffer.from(bytes)
}

/** Append the places of a piece. */
export function decode(first: number, bytes: Uint8Array, into: number[]): void {
  let place = first
  into.push(place)
  let value = 0
  let weight = 1
  for (const byte of bytes) {
    if (byte >= 128) {
      value += (byte - 128) * weight
      weight *= 128
    } else {
      place += value + byte * weight
      into.push(place)
      value = 0
      weight = 1
    }
  }
}

export interface Piece {
  first: number
  places: Uint8Array
}

const startsOf = (folded: string): string[] => {
  const letters = Array.from(folded)
  return letters.slice(0, longestStart).map((_, at) => letters.slice(0, at + 1).join(''))
}

/** The lists in which somebody with these words stands. */
function listsOf(words: NameWord[]): [term: string, spelling: string][] {
  const lists = new Map<string, [string, string]>()
  for (const { folded, spelling } of words) {
    lists.set(folded + ' ' + spelling, [folded, spelling])
    for (const start of startsOf(folded)) lists.set(start + ' ' + anySpelling, [start, anySpelling])
  }
  return [...lists.values()]
}

/* ---------- Slips ---------- */

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) {
    hash ^= text.charCodeAt(at)
    hash = Math.imul(hash, 0x01000193)
  }
  return hash >>> 0
}

/** Hashes of a word and its shortenings: two words one slip apart have one in common. */
export const slipKeys = (second: string): number[] => [
  ...new Set([second, ...shortenings(second)].map(hashOf)),
]
export const slipPart = (key: number): number => key % slipParts

const entryBytes = 8
/** Add the words of the entries that have one of these keys. */
export function addWords(entries: Uint8Array, keys: ReadonlySet<number>, words: Set<number>): void {
  const view = new DataView(entries.buffer, entries.byteOffset, entries.byteLength)
  for (let at = 0; at < entries.byteLength; at += entryBytes)
    if (keys.has(view.getUint32(at, true))) words.add(view.getUint32(at + 4, true))
}
function entryOf(key: number, word: number): Buffer {
  const entry = Buffer.alloc(entryBytes)
  entry.writeUInt32LE(key, 0)
  entry.writeUInt32LE(word, 4)
  return entry
}

/** Names of nobody are so long; a slip in them is not looked for. */
const longestSlipWord = 40

async function rememberWords(db: Knex, folded: string[]): Promise<void> {
  const known = new Set(await db(tables.words).whereIn('folded', folded).pluck<string[]>('folded'))
  for (const word of folded.filter((one) => !known.has(one))) {
    const second = foldSecond(word)
    const [{ id }] = (await db(tables.words).insert({ folded: word, second }, ['id'])) as [{ id: number }]
    if (second.length > longestSlipWord) continue
    for (const key of slipKeys(second)) {
      const part = slipPart(key)
      const row = await db(tables.slips).where({ part }).first<{ entries: Buffer } | undefined>('entries')
      const entries = Buffer.concat([row?.entries ?? Buffer.alloc(0), entryOf(key, id)])
      await (row
        ? db(tables.slips).where({ part }).update({ entries })
        : db(tables.slips).insert({ part, entries }))
    }
  }
}

/* ---------- One person ---------- */

interface Names {
  id: number
  last_name: string
  first_name: string
  middle_name: string
  sort_key: string
}

/** All words by which these people are found: of the name they have and of those they had. */
async function wordsOf(db: Knex, people: Names[]): Promise<Map<number, NameWord[]>> {
  const names = new Map(
    people.map((one) => [
      one.id,
      [fullName({ lastName: one.last_name, firstName: one.first_name, middleName: one.middle_name })],
    ]),
  )
  const ids = people.map((one) => one.id)
  for (let at = 0; at < ids.length; at += 1000)
    for (const former of await db('person_names')
      .whereIn('person_id', ids.slice(at, at + 1000))
      .orderBy('id')
      .select<{ person_id: number; name: string }[]>('person_id', 'name'))
      names.get(former.person_id)!.push(former.name)
  return new Map(
    [...names].map(([id, all]) => [
      id,
      all.length === 1
        ? nameWords(all[0]!)
        : [
            ...new Map(
              all.flatMap(nameWords).map((word) => [word.folded + ' ' + word.spelling, word]),
            ).values(),
          ],
    ]),
  )
}

/** What changes in one list. */
interface Edit {
  term: string
  spelling: string
  remove: Set<number>
  add: number[]
}

class Edits {
  private readonly byList = new Map<string, Edit>()

  move(words: NameWord[], from: number | null, to: number): void {
    for (const [term, spelling] of listsOf(words)) {
      const key = term + ' ' + spelling
      let edit = this.byList.get(key)
      if (!edit) this.byList.set(key, (edit = { term, spelling, remove: new Set(), add: [] }))
      if (from !== null) edit.remove.add(from)
      edit.add.push(to)
    }
  }

  async apply(db: Knex): Promise<void> {
    for (const edit of this.byList.values()) await editList(db, edit)
  }
}

async function editList(db: Knex, { term, spelling, remove, add }: Edit): Promise<void> {
  const list = () => db(tables.lists).where({ term, spelling })
  const touched = [...remove, ...add]
  const [low, high] = [Math.min(...touched), Math.max(...touched)]
  // The piece in which the lowest stands begins at or before it; before all of them, the first one takes it.
  const from =
    (await list().where('first', '<=', low).orderBy('first', 'desc').first<Piece | undefined>('first')) ??
    (await list().orderBy('first').first<Piece | undefined>('first'))
  const pieces = from
    ? await list()
        .whereBetween('first', [from.first, Math.max(high, from.first)])
        .orderBy('first')
        .select<Piece[]>('first', 'places')
    : []
  const before: number[] = []
  for (const piece of pieces) decode(piece.first, piece.places, before)
  const after = [...new Set([...before.filter((place) => !remove.has(place)), ...add])].sort((a, b) => a - b)
  if (after.length === before.length && after.every((place, at) => place === before[at])) return
  if (pieces.length > 0)
    await list()
      .whereIn(
        'first',
        pieces.map((piece) => piece.first),
      )
      .del()
  const parts = Math.ceil(after.length / pieceSize)
  for (let part = 0; part < parts; part++) {
    const places = after.slice(
      Math.floor((part * after.length) / parts),
      Math.floor(((part + 1) * after.length) / parts),
    )
    await db(tables.lists).insert({ term, spelling, first: places[0], places: encode(places) })
  }
}

const named = ['p.id', 'p.last_name', 'p.first_name', 'p.middle_name', 'p.sort_key']
const placed = (db: Knex) => db('persons as p').join(tables.places + ' as s', 's.person_id', 'p.id')

/** Places of the people before and after somebody in the alphabet; null at the ends. */
async function neighbours(db: Knex, { id, sort_key }: Names): Promise<[number | null, number | null]> {
  type Found = { place: number } | undefined
  const before =
    (await placed(db)
      .where('p.sort_key', sort_key)
      .where('p.id', '<', id)
      .orderBy('p.id', 'desc')
      .first<Found>('s.place')) ??
    (await placed(db)
      .where('p.sort_key', '<', sort_key)
      .orderBy([
        { column: 'p.sort_key', order: 'desc' },
        { column: 'p.id', order: 'desc' },
      ])
      .first<Found>('s.place'))
  const after =
    (await placed(db)
      .where('p.sort_key', sort_key)
      .where('p.id', '>', id)
      .orderBy('p.id')
      .first<Found>('s.place')) ??
    (await placed(db)
      .where('p.sort_key', '>', sort_key)
      .orderBy(['p.sort_key', 'p.id'])
      .first<Found>('s.place'))
  return [before?.place ?? null, after?.place ?? null]
}

function between(before: number | null, after: number | null): number | null {
  if (before === null) return after === null ? middle : after - step
  if (after === null) return before + step
  return after - before < 2 ? null : before + Math.floor((after - before) / 2)
}

/** Where people stand too close for another one, give those around new places, evenly. */
async function spread(db: Knex, around: number): Promise<void> {
  for (let reach = 32; ; reach *= 2) {
    const left = (await db(tables.places)
      .where('place', '<=', around)
      .orderBy('place', 'desc')
      .limit(reach + 1)
      .select('place', 'person_id')) as { place: number; person_id: number }[]
    const right = (await db(tables.places)
      .where('place', '>', around)
      .orderBy('place')
      .limit(reach + 1)
      .select('place', 'person_id')) as { place: number; person_id: number }[]
    const low = left.length > reach ? left.pop()!.place : null
    const high = right.length > reach ? right.pop()!.place : null
    const people = [...left.reverse(), ...right]
    const start = low ?? (high ?? middle) - (people.length + 1) * step
    const gap = Math.min(step, ((high ?? Infinity) - start) / (people.length + 1))
    if (gap < 64) continue
    const records = (await db('persons as p')
      .whereIn(
        'p.id',
        people.map((one) => one.person_id),
      )
      .select(named)) as Names[]
    const words = await wordsOf(db, records)
    const edits = new Edits()
    const moved = people.map((one, at) => ({ ...one, to: Math.floor(start + gap * (at + 1)) }))
    for (const one of moved) edits.move(words.get(one.person_id) ?? [], one.place, one.to)
    await db(tables.places)
      .whereIn(
        'place',
        people.map((one) => one.place),
      )
      .del()
    for (const one of moved) await db(tables.places).insert({ place: one.to, person_id: one.person_id })
    await edits.apply(db)
    return
  }
}

/** Put a person, who is in the register already, into the index or where a changed name belongs. */
export async function indexPerson(db: Knex, id: number): Promise<void> {
  const person = (await db('persons as p').where('p.id', id).first(named)) as Names
  const words = (await wordsOf(db, [person])).get(id)!
  const now = (await db(tables.places).where({ person_id: id }).first<{ place: number } | undefined>('place'))
    ?.place
  let [before, after] = await neighbours(db, person)
  const fits = (place: number) => (before === null || before < place) && (after === null || place < after)
  let place = now !== undefined && fits(now) ? now : between(before, after)
  if (place === null) {
    await spread(db, before!)
    ;[before, after] = await neighbours(db, person)
    place = between(before, after)!
  }
  // A former name keeps its words, so that all lists of the old place are among those of the new one.
  const from =
    now === undefined
      ? null
      : (await db(tables.places).where({ person_id: id }).first<{ place: number }>('place')).place
  if (from !== place) {
    if (from !== null) await db(tables.places).where({ person_id: id }).del()
    await db(tables.places).insert({ place, person_id: id })
  }
  const edits = new Edits()
  edits.move(words, from === place ? null : from, place)
  await edits.apply(db)
  await rememberWords(db, [...new Set(words.map((word) => word.folded))])
}

/* ---------- Everybody ---------- */

/** A list while it grows: what is full is written at once, so that memory holds the last piece of each only. */
interface Growing {
  term: string
  spelling: string
  places: number[]
}

async function insertAll(db: Knex, table: string, rows: object[]): Promise<void> {
  for (let at = 0; at < rows.length; at += rowsAtOnce) await db(table).insert(rows.slice(at, at + rowsAtOnce))
  rows.length = 0
}

/** Whether this register has the index at all: one of an older program gets it, and makes it, when it is opened. */
export const hasIndexTables = (db: Knex): Promise<boolean> => db.schema.hasTable(tables.lists)

/** Make the index of everybody anew. */
export async function indexEverybody(db: Knex): Promise<void> {
  for (const table of Object.values(tables)) await db(table).del()
  const lists = new Map<string, Growing>()
  const words = new Set<string>()
  const full: object[] = []
  const write = ({ term, spelling, places }: Growing) =>
    full.push({ term, spelling, first: places[0], places: encode(places) })
  let place = middle
  for (let last: Names | undefined; ;) {
    const people = (await db('persons as p')
      .modify((query) => {
        // The first condition is what an index knows, the second what is meant.
        if (last)
          void query
            .where('p.sort_key', '>=', last.sort_key)
            .whereRaw('(p.sort_key, p.id) > (?, ?)', [last.sort_key, last.id])
      })
      .orderBy(['p.sort_key', 'p.id'])
      .limit(peopleAtOnce)
      .select(named)) as Names[]
    const found = await wordsOf(db, people)
    const standing: object[] = []
    for (const { id } of people) {
      place += step
      standing.push({ place, person_id: id })
      const mine = found.get(id)!
      for (const { folded } of mine) words.add(folded)
      for (const [term, spelling] of listsOf(mine)) {
        const key = term + ' ' + spelling
        const list = lists.get(key)
        if (!list) lists.set(key, { term, spelling, places: [place] })
        else {
          if (list.places.length === pieceSize) {
            write(list)
            list.places = []
          }
          list.places.push(place)
        }
      }
    }
    await insertAll(db, tables.places, standing)
    await insertAll(db, tables.lists, full)
    if (people.length < peopleAtOnce) break
    last = people.at(-1)
  }
  for (const list of lists.values()) {
    write(list)
    if (full.length >= rowsAtOnce) await insertAll(db, tables.lists, full)
  }
  await insertAll(db, tables.lists, full)
  await indexWords(db, [...words])
}

async function indexWords(db: Knex, words: string[]): Promise<void> {
  const parts = new Map<number, number[]>()
  const ids = new Map<string, number>()
  for (let at = 0; at < words.length; at += rowsAtOnce) {
    const some = words.slice(at, at + rowsAtOnce)
    const made = (await db(tables.words).insert(
      some.map((folded) => ({ folded, second: foldSecond(folded) })),
      ['id', 'folded'],
    )) as { id: number; folded: string }[]
    for (const { id, folded } of made) ids.set(folded, id)
  }
  for (const [folded, id] of ids) {
    const second = foldSecond(folded)
    if (second.length > longestSlipWord) continue
    for (const key of slipKeys(second)) {
      const part = slipPart(key)
      const entries = parts.get(part)
      if (entries) entries.push(key, id)
      else parts.set(part, [key, id])
    }
  }
  const rows: object[] = []
  for (const [part, entries] of parts) {
    rows.push({ part, entries: Buffer.from(Uint32Array.from(entries).buffer) })
    if (rows.length >= rowsAtOnce) await insertAll(db, tables.slips, rows)
  }
  await insertAll(db, tables.slips, rows)
}

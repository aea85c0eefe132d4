/** Finding people by name. `search-index.ts` tells how the index is kept; both databases answer alike. */
import type { Knex } from 'knex'
import { foldSecond, oneSlipApart, type NameWord } from '../../shared/rules/names'
import { isPostgres } from './dialect'
import {
  anySpelling,
  decode,
  longestStart,
  pieceSize,
  slipEntries,
  slipKeys,
  slipPart,
  tables,
  type Piece,
} from './search-index'

export { createIndexTables, hasIndexTables, indexEverybody, indexPerson } from './search-index'

/** Tables of the index: made from the people again, never copied. */
export const isSearchTable = (name: string): boolean => name.startsWith('person_search')
export const searchTables: readonly string[] = Object.values(tables)

/** The index of the first releases; its migration makes it and a later one takes it away. */
export async function createFirstNameIndex(db: Knex): Promise<void> {
  if (!isPostgres(db)) {
    await db.raw(
      `CREATE VIRTUAL TABLE person_search USING fts5(folded, second, content='', contentless_delete=1, prefix='2 3')`,
    )
    return
  }
  await db.schema.createTable('person_search', (t) => {
    t.integer('person_id').notNullable().references('persons.id')
    t.string('of').notNullable()
    t.string('word').notNullable()
    t.primary(['person_id', 'of', 'word'])
    // Texts sort by their characters, so that words with one beginning stand together.
    t.index(['of', 'word', 'person_id'])
  })
}

/** A pattern of `LIKE` for what holds this text; what would mean something else in a pattern is left out. */
export const holding = (text: string): string => `%${text.replace(/[%_\\]/gu, '')}%`

/** Places in ascending order, each once. */
type Places = readonly number[]

/** The last of all characters: everything that begins with a word lies before the word and it. */
const beyond = '\u{10FFFF}'
/** Words that are looked at for a second chance, at most. */
const mostWords = 400
/** A second chance for less would find half of the register. */
const shortestSecond = 3
/** Slips are looked for in words so long. */
const slipLengths = { from: 3, to: 40 }

function unite(...lists: Places[]): Places {
  const some = lists.filter((list) => list.length > 0)
  if (some.length < 2) return some[0] ?? []
  return ordered(some.flat())
}

/** Numbers in order, each once; sorted as numbers, which is many times quicker than as values of any kind. */
function ordered(numbers: number[]): Places {
  let sorted = true
  for (let at = 1; sorted && at < numbers.length; at++) sorted = numbers[at - 1]! < numbers[at]!
  if (sorted) return numbers
  const values = Float64Array.from(numbers).sort()
  const result: number[] = []
  for (const value of values) if (result.at(-1) !== value) result.push(value)
  return result
}

function intersect(one: Places, other: Places): Places {
  const [few, many] = one.length < other.length ? [one, other] : [other, one]
  const both: number[] = []
  let at = 0
  for (const place of few) {
    // Strides that double find the place in a much longer list without walking all of it.
    let stride = 1
    while (at + stride < many.length && many[at + stride]! < place) {
      at += stride
      stride *= 2
    }
    while (at < many.length && many[at]! < place) at++
    if (many[at] === place) both.push(place)
  }
  return both
}

interface Row extends Piece {
  term: string
  spelling: string
}

const piecesOf = (db: Knex) =>
  db<Row>(tables.lists).orderBy(['term', 'spelling', 'first']).select('term', 'spelling', 'first', 'places')

function placesIn(rows: Row[]): Places {
  const all: number[] = []
  for (const row of rows) decode(row.first, row.places, all)
  return ordered(all)
}

/** Where a piece of a list stands. */
type Key = Pick<Row, 'term' | 'spelling' | 'first'>

/**
 * Lists that stand for one word. Of a single list, which may hold a third of the register, only the pieces that matter
 * are read; several are read together.
 */
class Lists {
  private readonly read = new Map<number, Places>()
  private whole: Promise<Places> | undefined
  private readonly firsts: number[]

  constructor(
    private readonly db: Knex,
    readonly keys: Key[],
  ) {
    this.firsts = keys.map((key) => key.first)
  }

  get size(): number {
    return this.keys.length * pieceSize
  }

  private get single(): boolean {
    const [one, last] = [this.keys[0], this.keys.at(-1)]
    return one?.term === last?.term && one?.spelling === last?.spelling
  }

  private async load(firsts: number[]): Promise<Places> {
    const missing = firsts.filter((first) => !this.read.has(first))
    if (missing.length > 0) {
      const rows = await this.db<Row>(tables.lists)
        .where({ term: this.keys[0]!.term, spelling: this.keys[0]!.spelling })
        .modify((query) => {
          if (missing.length > 100) void query.whereBetween('first', [missing[0]!, missing.at(-1)!])
          else void query.whereIn('first', missing)
        })
        .orderBy('first')
        .select('first', 'places')
      for (const row of rows) {
        const places: number[] = []
        decode(row.first, row.places, places)
        this.read.set(row.first, places)
      }
    }
    return firsts.flatMap((first) => this.read.get(first) ?? [])
  }

  all(): Promise<Places> {
    if (this.keys.length === 0) return Promise.resolve([])
    return (this.whole ??= this.single
      ? this.load(this.firsts)
      : (async () => {
          const wanted = new Set(this.keys.map((key) => key.term + ' ' + key.spelling))
          const rows = await piecesOf(this.db).whereBetween('term', [
            this.keys[0]!.term,
            this.keys.at(-1)!.term,
          ])
          return placesIn(rows.filter((row) => wanted.has(row.term + ' ' + row.spelling)))
        })())
  }

  /** Those of these places that stand in the lists. */
  async within(places: Places): Promise<Places> {
    if (this.keys.length === 0 || places.length === 0) return []
    if (!this.single) return intersect(await this.all(), places)
    const wanted = new Set<number>()
    let at = 0
    for (const place of places) {
      while (at + 1 < this.firsts.length && this.firsts[at + 1]! <= place) at++
      if (this.firsts[at]! <= place) wanted.add(this.firsts[at]!)
    }
    return intersect(await this.load([...wanted]), places)
  }

  /** The places from the first on, in parts that grow: the first twenty people mostly are in the first part. */
  async *batches(): AsyncGenerator<Places> {
    if (!this.single) return yield* inParts(await this.all())
    for (let at = 0, count = 1; at < this.firsts.length; at += count, count = Math.min(64, count * 2))
      yield this.load(this.firsts.slice(at, at + count))
  }
}

function* inParts(places: Places): Generator<Places> {
  for (let at = 0, count = pieceSize; at < places.length; at += count, count *= 2)
    yield places.slice(at, at + count)
}

/** One typed word and its lists. */
class Word {
  readonly second: string
  /** Written letter by letter like this; the same word with other letters; what begins so. */
  exact!: Lists
  folded!: Lists
  begins!: Lists
  /** Filled by `lookFurther`. */
  chance: Places = []
  slips: Places = []

  private constructor(readonly word: NameWord) {
    this.second = foldSecond(word.folded)
  }

  static async of(db: Knex, word: NameWord): Promise<Word> {
    const made = new Word(word)
    const { folded, spelling } = word
    const short = Array.from(folded).length <= longestStart
    // The key holds all that is asked for, so that no piece is read yet.
    const keys = (await db(tables.lists)
      .modify((query) => {
        if (short) void query.where('term', folded)
        else void query.where('term', '>=', folded).where('term', '<', folded + beyond)
      })
      .orderBy(['term', 'spelling', 'first'])
      .select('term', 'spelling', 'first')) as Key[]
    const same = keys.filter((key) => key.term === folded && key.spelling !== anySpelling)
    made.exact = new Lists(
      db,
      same.filter((key) => key.spelling === spelling),
    )
    made.folded = made.exact.keys.length === same.length ? made.exact : new Lists(db, same)
    made.begins = short
      ? new Lists(
          db,
          keys.filter((key) => key.spelling === anySpelling),
        )
      : keys.length === same.length
        ? made.folded
        : new Lists(db, keys)
    return made
  }

  /** Of these places, those where the word begins so, or comes near. */
  async within(places: Places, slips: boolean): Promise<Places> {
    return unite(
      await this.begins.within(places),
      intersect(this.chance, places),
      slips ? intersect(this.slips, places) : [],
    )
  }

  async all(slips: boolean): Promise<Places> {
    return unite(await this.begins.all(), this.chance, slips ? this.slips : [])
  }
}

interface Relative {
  id: number
  folded: string
  second: string
}

/**
 * Fill the rougher lists of all words together: letters that clerks without Kazakh keys type (ы for і, ю for ү), and
 * words one slip away.
 */
async function lookFurther(db: Knex, words: Word[]): Promise<void> {
  const long = words.filter(({ second }) => Array.from(second).length >= shortestSecond)
  const chances = (
    await Promise.all(
      long.map(
        ({ second }) =>
          db<Relative>(tables.words)
            .where('second', '>=', second)
            .where('second', '<', second + beyond)
            .orderBy(['second', 'folded'])
            .limit(mostWords)
            .select('id', 'folded', 'second') as Promise<Relative[]>,
      ),
    )
  ).flat()
  const slipped = await oneSlipFrom(db, words)
  const termsOf = (word: Word, from: Relative[], fits: (one: Relative) => boolean) =>
    from.filter((one) => fits(one) && !one.folded.startsWith(word.word.folded)).map((one) => one.folded)
  const wanted = words.map((word) => ({
    word,
    chance: new Set(termsOf(word, chances, (one) => one.second.startsWith(word.second))),
    slips: new Set(termsOf(word, slipped, (one) => oneSlipApart(one.second, word.second))),
  }))
  const terms = [...new Set(wanted.flatMap((one) => [...one.chance, ...one.slips]))]
  const rows =
    terms.length === 0 ? [] : await piecesOf(db).whereIn('term', terms).whereNot('spelling', anySpelling)
  for (const one of wanted) {
    one.word.chance = placesIn(rows.filter((row) => one.chance.has(row.term)))
    one.word.slips = placesIn(rows.filter((row) => one.slips.has(row.term)))
  }
}

/** Words that share a shortening with one of these. */
async function oneSlipFrom(db: Knex, words: Word[]): Promise<Relative[]> {
  const keys = new Set(
    words
      .filter(({ second }) => second.length >= slipLengths.from && second.length <= slipLengths.to)
      .flatMap(({ second }) => slipKeys(second)),
  )
  const rows = await db(tables.slips)
    .whereIn('part', [...new Set([...keys].map(slipPart))])
    .orderBy('part')
    .select<{ entries: Uint8Array }[]>('entries')
  const ids = new Set<number>()
  for (const row of rows)
    for (const { key, word } of slipEntries(row.entries)) if (keys.has(key)) ids.add(word)
  return (await db<Relative>(tables.words)
    .whereIn('id', [...ids])
    .orderBy('id')
    .select('id', 'folded', 'second')) as Relative[]
}

export interface Found {
  /** People in the order to show them. */
  ids: number[]
  /** So many of all found, from the first, hold the words as typed; the rest resemble them. */
  near: number
}

/**
 * The first `need` people whose names, present or former, hold every word: letter by letter first, then with other
 * letters for the same ones, then words that begin so, then Kazakh letters by their neighbours, then one slip a word;
 * each in the order of the Kazakh alphabet.
 */
export async function searchNames(db: Knex, typed: readonly NameWord[], need: number): Promise<Found> {
  if (typed.length === 0) return { ids: [], near: 0 }
  const words = await Promise.all(typed.map((word) => Word.of(db, word)))
  const found = new Set<number>()
  const add = (places: Places) => {
    for (const place of places) {
      if (found.size >= need) return
      found.add(place)
    }
  }
  const enough = () => found.size >= need
  /** Walk the lists of the word that fewest have, as far as it takes, and ask the others. */
  const tier = async (of: (word: Word) => Lists) => {
    const [rarest, ...rest] = words.map(of).sort((a, b) => a.size - b.size) as [Lists, ...Lists[]]
    for await (const part of rarest.batches()) {
      let both = part
      for (const lists of rest) both = await lists.within(both)
      add(both)
      if (enough()) return
    }
  }
  const rougher = async (slips: boolean) => {
    const size = (word: Word) => word.begins.size + word.chance.length + word.slips.length
    const [rarest, ...rest] = [...words].sort((a, b) => size(a) - size(b)) as [Word, ...Word[]]
    for (const part of inParts(await rarest.all(slips))) {
      let both = part
      for (const word of rest) if (both.length > 0) both = await word.within(both, slips)
      add(both)
      if (enough()) return
    }
  }

  await tier((word) => word.exact)
  if (!enough() && words.some((word) => word.folded !== word.exact)) await tier((word) => word.folded)
  if (!enough() && words.some((word) => word.begins !== word.folded)) await tier((word) => word.begins)
  if (enough()) return { ids: await peopleAt(db, [...found]), near: found.size }
  await lookFurther(db, words)
  if (words.some((word) => word.chance.length > 0)) await rougher(false)
  const near = found.size
  if (!enough() && words.some((word) => word.slips.length > 0)) await rougher(true)
  return { ids: await peopleAt(db, [...found]), near }
}

async function peopleAt(db: Knex, places: number[]): Promise<number[]> {
  const at = new Map<number, number>()
  for (let from = 0; from < places.length; from += 1000) {
    const rows = (await db(tables.places)
      .whereIn('place', places.slice(from, from + 1000))
      .orderBy('place')
      .select('place', 'person_id')) as { place: number; person_id: number }[]
    for (const row of rows) at.set(row.place, row.person_id)
  }
  return places.flatMap((place) => at.get(place) ?? [])
}

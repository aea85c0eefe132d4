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

export { createIndexTables, indexEverybody, indexPerson } from './search-index'

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
/** Places looked at together where the first ones may be enough. */
const batch = 4096
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

/** The list of a short beginning: perhaps of a third of the register, so only the pieces that matter are read. */
class LongList {
  private firsts: Promise<number[]> | undefined
  private readonly read = new Map<number, Places>()

  constructor(
    private readonly db: Knex,
    private readonly term: string,
  ) {}

  private pieces = () => this.db<Row>(tables.lists).where({ term: this.term, spelling: anySpelling })
  private directory = () =>
    (this.firsts ??= Promise.resolve(this.pieces().orderBy('first').pluck<number[]>('first')))

  size = async () => (await this.directory()).length * pieceSize

  private async load(firsts: number[]): Promise<Places> {
    const missing = firsts.filter((first) => !this.read.has(first))
    if (missing.length > 0) {
      const rows = await this.pieces()
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

  /** Those of these places that stand in the list. */
  async within(places: Places): Promise<Places> {
    const firsts = await this.directory()
    const wanted = new Set<number>()
    let at = 0
    for (const place of places) {
      while (at + 1 < firsts.length && firsts[at + 1]! <= place) at++
      if (firsts.length > 0 && firsts[at]! <= place) wanted.add(firsts[at]!)
    }
    return intersect(await this.load([...wanted]), places)
  }

  /** The list from its beginning, so many pieces at a time; where they begin need not be known for that. */
  async *batches(): AsyncGenerator<Places> {
    for (let after = -Infinity, count = 4; ; count = Math.min(64, count * 2)) {
      const rows = await this.pieces()
        .modify((query) => {
          if (after > -Infinity) void query.where('first', '>', after)
        })
        .orderBy('first')
        .limit(count)
        .select('term', 'spelling', 'first', 'places')
      yield placesIn(rows)
      if (rows.length < count) return
      after = rows.at(-1)!.first
    }
  }

  all = async () => this.load(await this.directory())
}

/** The lists of one typed word. */
class Word {
  readonly second: string
  /** The list of what begins so, where the word is short. */
  readonly long: LongList | null
  private rows: Promise<Row[]> | undefined
  private beginning: Promise<Places> | undefined
  /** Filled by `lookFurther`. */
  chance: Places = []
  slips: Places = []

  constructor(
    private readonly db: Knex,
    readonly word: NameWord,
  ) {
    this.second = foldSecond(word.folded)
    this.long = Array.from(word.folded).length <= longestStart ? new LongList(db, word.folded) : null
  }

  /** A short word by itself; a longer one with all that begins so, since that is one range. */
  private read(): Promise<Row[]> {
    const { folded } = this.word
    return (this.rows ??= Promise.resolve(
      this.long
        ? piecesOf(this.db).where('term', folded).whereNot('spelling', anySpelling)
        : piecesOf(this.db)
            .where('term', '>=', folded)
            .where('term', '<', folded + beyond),
    ))
  }

  /** The same word for whoever types it with other letters. */
  folded = async (): Promise<Places> =>
    placesIn((await this.read()).filter((row) => row.term === this.word.folded))
  /** Written letter by letter like this. */
  exact = async (): Promise<Places> =>
    placesIn(
      (await this.read()).filter(
        (row) => row.term === this.word.folded && row.spelling === this.word.spelling,
      ),
    )
  private begins = (): Promise<Places> => (this.beginning ??= this.read().then(placesIn))

  size = async (): Promise<number> =>
    (this.long ? await this.long.size() : (await this.begins()).length) +
    this.chance.length +
    this.slips.length

  /** What begins so, in parts that follow each other. */
  async *batches(): AsyncGenerator<Places> {
    if (this.long) return yield* this.long.batches()
    const places = await this.begins()
    for (let at = 0; at < places.length; at += batch) yield places.slice(at, at + batch)
  }

  private beginsWithin = async (places: Places): Promise<Places> =>
    this.long ? this.long.within(places) : intersect(await this.begins(), places)

  /** Those of these places that stand in one of its lists. */
  async within(places: Places, slips: boolean): Promise<Places> {
    return unite(
      await this.beginsWithin(places),
      intersect(this.chance, places),
      slips ? intersect(this.slips, places) : [],
    )
  }

  async all(slips: boolean): Promise<Places> {
    return unite(await (this.long ? this.long.all() : this.begins()), this.chance, slips ? this.slips : [])
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
  const words = typed.map((word) => new Word(db, word))
  if (words.length === 0) return { ids: [], near: 0 }
  const found = new Set<number>()
  const add = (places: Places) => {
    for (const place of places) {
      if (found.size >= need) return
      found.add(place)
    }
  }
  const enough = () => found.size >= need
  const all = async (of: (word: Word) => Promise<Places>) => {
    const lists = (await Promise.all(words.map(of))).sort((a, b) => a.length - b.length)
    return lists.reduce(intersect)
  }
  /** The words, the one that fewest people have first. */
  const bySize = async () => {
    if (words.length === 1) return words
    const sized = await Promise.all(words.map(async (word) => ({ word, size: await word.size() })))
    return sized.sort((a, b) => a.size - b.size).map(({ word }) => word)
  }
  const withRest = async (places: Places, rest: Word[], slips: boolean) => {
    let both = places
    for (const word of rest) if (both.length > 0) both = await word.within(both, slips)
    return both
  }

  add(await all((word) => word.exact()))
  if (!enough()) add(await all((word) => word.folded()))
  if (!enough()) {
    const [rarest, ...rest] = (await bySize()) as [Word, ...Word[]]
    for await (const places of rarest.batches()) {
      add(await withRest(places, rest, false))
      if (enough()) break
    }
  }
  let near = found.size
  if (!enough()) {
    await lookFurther(db, words)
    const [rarest, ...rest] = (await bySize()) as [Word, ...Word[]]
    if (words.some((word) => word.chance.length > 0)) {
      add(await withRest(await rarest.all(false), rest, false))
      near = found.size
    }
    if (!enough() && words.some((word) => word.slips.length > 0))
      add(await withRest(await rarest.all(true), rest, true))
  }
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

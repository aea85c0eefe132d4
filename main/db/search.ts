/** Finding people by name. `search-index.ts` tells how the index is kept; both databases answer alike. */
import type { Knex } from 'knex'
import { foldSecond, oneSlipApart, type NameWord } from '../../shared/rules/names'
import { isPostgres } from './dialect'
import {
  anySpelling,
  decode,
  longestStart,
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
/** Pieces of a long list read at a time where its beginning may be enough. */
const piecesAtOnce = 8
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

/** The lists of one typed word. */
class Word {
  readonly second: string
  /** Its beginnings have a list of their own. */
  readonly short: boolean
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
    this.short = Array.from(word.folded).length <= longestStart
  }

  /** A short word by itself; a longer one with all that begins so, since that is one range. */
  private read(): Promise<Row[]> {
    const { folded } = this.word
    return (this.rows ??= Promise.resolve(
      this.short
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
  begins = (): Promise<Places> =>
    (this.beginning ??= (
      this.short
        ? Promise.resolve(piecesOf(this.db).where({ term: this.word.folded, spelling: anySpelling }))
        : this.read()
    ).then(placesIn))

  /** The beginning of a list, piece by piece. */
  async *walk(): AsyncGenerator<number> {
    if (!this.short) return yield* await this.begins()
    for (let after = -Infinity; ;) {
      const rows = await piecesOf(this.db)
        .where({ term: this.word.folded, spelling: anySpelling })
        .modify((query) => {
          if (after > -Infinity) void query.where('first', '>', after)
        })
        .limit(piecesAtOnce)
      yield* placesIn(rows)
      if (rows.length < piecesAtOnce) return
      after = rows.at(-1)!.first
    }
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
  /** Places that stand, for every word, in one of its lists; only what the words before have left is looked at. */
  const all = async (...of: ((word: Word) => Places | Promise<Places>)[]) => {
    const lists = await Promise.all(words.map((word) => Promise.all(of.map((each) => each(word)))))
    const size = (some: Places[]) => some.reduce((sum, list) => sum + list.length, 0)
    lists.sort((a, b) => size(a) - size(b))
    let both = unite(...lists[0]!)
    for (const some of lists.slice(1)) both = unite(...some.map((list) => intersect(both, list)))
    return both
  }
  const begins = (word: Word) => word.begins()
  add(await all((word) => word.exact()))
  if (!enough()) add(await all((word) => word.folded()))
  if (!enough() && words.length === 1) {
    for await (const place of words[0]!.walk()) {
      found.add(place)
      if (enough()) break
    }
  } else if (!enough()) add(await all(begins))
  if (enough()) return { ids: await peopleAt(db, [...found]), near: found.size }
  await lookFurther(db, words)
  add(await all(begins, (word) => word.chance))
  const near = found.size
  if (!enough())
    add(
      await all(
        begins,
        (word) => word.chance,
        (word) => word.slips,
      ),
    )
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

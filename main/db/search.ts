/** Finding people by name. `search-index.ts` tells how the index is kept; both databases answer alike. */
import type { Knex } from 'knex'
import { foldSecond, oneSlipApart, type NameWord } from '../../shared/rules/names'
import { isPostgres } from './dialect'
import {
  anySpelling,
  decode,
  longestStart,
  pieceSize,
  addWords,
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

/** Pieces that one statement names one by one. */
const statementKeys = 100
/** Lists of so many pieces at most are read together, before anything is asked of them. */
const fewPieces = 16

/** Where a piece of a list stands. */
type Key = Pick<Row, 'term' | 'spelling' | 'first'>
const nameOf = ({ term, spelling, first }: Key): string => `${term} ${spelling} ${first}`

/** Reads each piece once in a search. */
class Pieces {
  private readonly read = new Map<string, Places>()

  constructor(readonly db: Knex) {}

  /** Keys of lists, in the order of term, spelling and first place. */
  keys(where: (query: Knex.QueryBuilder) => void): Promise<Key[]> {
    return this.db(tables.lists)
      .where((query) => where(query))
      .orderBy(['term', 'spelling', 'first'])
      .select('term', 'spelling', 'first') as unknown as Promise<Key[]>
  }

  async load(keys: readonly Key[]): Promise<Places[]> {
    const missing = keys.filter((key) => !this.read.has(nameOf(key)))
    const [one, last] = [missing[0], missing.at(-1)]
    const single = one?.term === last?.term && one?.spelling === last?.spelling
    const step = single ? Math.max(1, missing.length) : statementKeys
    for (let at = 0; at < missing.length; at += step) {
      const some = missing.slice(at, at + step)
      const rows = (await this.db<Row>(tables.lists)
        .modify((query) => {
          if (single && some.length > statementKeys)
            void query
              .where({ term: one!.term, spelling: one!.spelling })
              .whereBetween('first', [one!.first, last!.first])
          else
            void query.whereIn(
              ['term', 'spelling', 'first'],
              some.map((key) => [key.term, key.spelling, key.first]),
            )
        })
        .select('term', 'spelling', 'first', 'places')) as Row[]
      for (const row of rows) {
        const places: number[] = []
        decode(row.first, row.places, places)
        this.read.set(nameOf(row), places)
      }
    }
    return keys.map((key) => this.read.get(nameOf(key)) ?? [])
  }
}

/**
 * Lists that stand for one word: one, which may hold a third of the register, or those of its spellings, of the longer
 * words that begin so and of its relatives. Only the pieces that matter are read.
 */
class Lists {
  /** The pieces of each list, in order. */
  private readonly lists: Key[][] = []

  constructor(
    private readonly pieces: Pieces,
    /** List by list, in the order of their first places. */
    readonly keys: readonly Key[],
  ) {
    let last: Key | undefined
    for (const key of keys) {
      if (last?.term === key.term && last.spelling === key.spelling) this.lists.at(-1)!.push(key)
      else this.lists.push([key])
      last = key
    }
  }

  /** Those of these places that stand in the lists. */
  async within(places: Places): Promise<Places> {
    if (places.length === 0) return []
    const wanted: Key[] = []
    for (const list of this.lists) {
      let at = 0
      for (const place of places) {
        while (at + 1 < list.length && list[at + 1]!.first <= place) at++
        const key = list[at]!
        if (key.first <= place && wanted.at(-1) !== key) wanted.push(key)
      }
    }
    return unite(...(await this.pieces.load(wanted)).map((piece) => intersect(piece, places)))
  }

  /** The places from the first on, in parts that grow: the first twenty people mostly are in the first part. */
  async *batches(): AsyncGenerator<Places> {
    const order = this.lists.length === 1 ? this.keys : [...this.keys].sort((a, b) => a.first - b.first)
    let left: Places = []
    let size = 64
    for (
      let at = 0, count = Math.min(statementKeys, Math.max(1, this.lists.length));
      at < order.length;
      at += count, count = Math.min(statementKeys, count * 2)
    ) {
      const known = unite(left, ...(await this.pieces.load(order.slice(at, at + count))))
      // What the next pieces may still stand before has to wait.
      const next = order[at + count]?.first
      const cut = next === undefined ? -1 : known.findIndex((place) => place >= next)
      const sure = cut < 0 ? known : known.slice(0, cut)
      left = cut < 0 ? [] : known.slice(cut)
      // Few at first: each place may stand in another piece of a list that holds half of the register.
      for (let from = 0; from < sure.length;) {
        yield sure.slice(from, from + size)
        from += size
        size = Math.min(size * 4, pieceSize * 4)
      }
    }
  }
}

/** A word, and the rougher way of writing it. */
interface Folded {
  folded: string
  second: string
}

/** One typed word and its lists. */
interface Word extends Folded {
  /** Written letter by letter like this; the same word with other letters; what begins so. */
  exact: Lists
  same: Lists
  begins: Lists
}

const isShort = ({ folded }: NameWord): boolean => Array.from(folded).length <= longestStart

/** The lists of all typed words: the keys first, then what is small in one go. */
async function listsOf(pieces: Pieces, typed: readonly (NameWord & Folded)[]): Promise<Word[]> {
  const found = await pieces.keys((query) => {
    const short = typed.filter(isShort).map(({ folded }) => folded)
    if (short.length > 0) void query.whereIn('term', short)
    for (const { folded } of typed.filter((word) => !isShort(word)))
      void query.orWhere(
        (range) => void range.where('term', '>=', folded).where('term', '<', folded + beyond),
      )
  })
  const words = typed.map((word): Word => {
    const { folded, second, spelling } = word
    const own = found.filter(({ term }) => term === folded)
    const same = own.filter((key) => key.spelling !== anySpelling)
    return {
      folded,
      second,
      exact: new Lists(
        pieces,
        same.filter((key) => key.spelling === spelling),
      ),
      same: new Lists(pieces, same),
      begins: new Lists(
        pieces,
        isShort(word)
          ? own.filter((key) => key.spelling === anySpelling)
          : found.filter(({ term, spelling: any }) => term.startsWith(folded) && any !== anySpelling),
      ),
    }
  })
  const small = words.flatMap(({ begins, same }) =>
    [begins, same].flatMap(({ keys }) => (keys.length <= fewPieces ? keys : [])),
  )
  await pieces.load([...new Set(small)])
  return words
}

type Relative = Folded

/**
 * Rougher lists of all words together: letters that clerks without Kazakh keys type (ы for і, ю for ү), and words one
 * slip away; each with all that is finer.
 */
async function lookFurther(
  pieces: Pieces,
  words: Word[],
  [chances, slipped]: Awaited<ReturnType<typeof relativesOf>>,
): Promise<{ chance: Lists; slips: Lists }[]> {
  const wanted = words.map((word) => {
    const other = ({ folded }: { folded: string }) => !folded.startsWith(word.folded)
    const chance = new Set(
      chances.filter((one) => one.second.startsWith(word.second) && other(one)).map((one) => one.folded),
    )
    const slips = slipped.filter(
      (one) => other(one) && !chance.has(one.folded) && oneSlipApart(one.second, word.second),
    )
    return { chance, slips }
  })
  const terms = [...new Set(wanted.flatMap(({ chance }) => [...chance]))]
  const keys =
    terms.length === 0
      ? []
      : (await pieces.keys((query) => void query.whereIn('term', terms))).filter(
          (key) => key.spelling !== anySpelling,
        )
  const rare = [...keys, ...wanted.flatMap(({ slips }) => slips)]
  if (rare.length <= statementKeys / 2)
    await pieces.load([...new Map(rare.map((key) => [nameOf(key), key])).values()])
  return wanted.map(({ chance, slips }, at) => {
    const { begins } = words[at]!
    const finer = [...begins.keys, ...keys.filter(({ term }) => chance.has(term))]
    return {
      chance: new Lists(pieces, finer),
      slips: new Lists(pieces, [...finer, ...slips]),
    }
  })
}

/** Words of the register that come near to typed ones. */
const relativesOf = (db: Knex, typed: Folded[]) =>
  Promise.all([
    wordsThatBegin(
      db,
      typed.filter(({ second }) => Array.from(second).length >= shortestSecond),
    ),
    oneSlipFrom(db, typed),
  ])

/** Words of the register that begin so when ы and ю are read as и and у. */
async function wordsThatBegin(db: Knex, words: Folded[]): Promise<Relative[]> {
  if (words.length === 0) return []
  return (await db<Relative>(tables.words)
    .where((query) => {
      for (const { second } of words)
        void query.orWhere(
          (range) => void range.where('second', '>=', second).where('second', '<', second + beyond),
        )
    })
    .orderBy(['second', 'folded'])
    .limit(mostWords)
    .select('folded', 'second')) as Relative[]
}

/** The lists of words that share a shortening with one of these. */
async function oneSlipFrom(db: Knex, words: Folded[]): Promise<(Relative & Key)[]> {
  const keys = new Set(
    words
      .filter(({ second }) => second.length >= slipLengths.from && second.length <= slipLengths.to)
      .flatMap(({ second }) => slipKeys(second)),
  )
  if (keys.size === 0) return []
  const rows = await db(tables.slips)
    .whereIn('part', [...new Set([...keys].map(slipPart))])
    .orderBy('part')
    .select<{ entries: Uint8Array }[]>('entries')
  const ids = new Set<number>()
  for (const row of rows) addWords(row.entries, keys, ids)
  if (ids.size === 0) return []
  return (await db(tables.words + ' as w')
    .join(tables.lists + ' as l', 'l.term', 'w.folded')
    .whereIn('w.id', [...ids])
    .whereNot('l.spelling', anySpelling)
    .orderBy(['l.term', 'l.spelling', 'l.first'])
    .select('w.folded', 'w.second', 'l.term', 'l.spelling', 'l.first')) as (Relative & Key)[]
}

export interface Found {
  /** People in the order to show them. */
  ids: number[]
  /** So many of all found, from the first, hold the words as typed; the rest resemble them. */
  near: number
}

/**
 * The first `need` people whose names, present or former, hold every word: letter by letter first, then with other
 * letters for the same ones, then words that begin so, then (unless `slips` is false) Kazakh letters by their
 * neighbours and one slip a word; each in the order of the Kazakh alphabet.
 */
export async function searchNames(
  db: Knex,
  typed: readonly NameWord[],
  need: number,
  { slips: withSlips = true } = {},
): Promise<Found> {
  if (typed.length === 0) return { ids: [], near: 0 }
  const pieces = new Pieces(db)
  // Two words together are mostly few people, and then all that comes near is asked for: it is read meanwhile.
  const folded = typed.map((word) => ({ ...word, second: foldSecond(word.folded) }))
  const early = withSlips && typed.length > 1 ? relativesOf(db, folded) : undefined
  early?.catch(() => undefined)
  const words = await listsOf(pieces, folded)
  const found = new Set<number>()
  const enough = () => found.size >= need
  /** Walk the lists of the word that fewest have, as far as it takes, and ask the others. */
  const tier = async (lists: Lists[]) => {
    const [rarest, ...rest] = [...lists].sort((a, b) => a.keys.length - b.keys.length) as [Lists, ...Lists[]]
    // A word that nobody has needs no other.
    if (enough() || rarest.keys.length === 0) return
    for await (const part of rarest.batches()) {
      let both = part
      for (const other of rest) both = await other.within(both)
      for (const place of both) if (!enough()) found.add(place)
      if (enough()) return
    }
  }
  const tell = async (near: number) => ({ ids: await peopleAt(db, [...found]), near })

  /** Whether these lists hold more than those: keys are the same objects where they are of the same pieces. */
  const more = (lists: Lists[], than: Lists[]) =>
    lists.some(({ keys }, at) => keys.length !== than[at]!.keys.length || keys[0] !== than[at]!.keys[0])
  const exact = words.map((word) => word.exact)
  const same = words.map((word) => word.same)
  const begins = words.map((word) => word.begins)
  await tier(exact)
  if (more(same, exact)) await tier(same)
  if (more(begins, same)) await tier(begins)
  if (enough() || !withSlips) return tell(found.size)
  const further = await lookFurther(pieces, words, await (early ?? relativesOf(db, folded)))
  const chance = further.map((one) => one.chance)
  const slips = further.map((one) => one.slips)
  if (more(chance, begins)) await tier(chance)
  const near = found.size
  if (more(slips, chance)) await tier(slips)
  return tell(near)
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

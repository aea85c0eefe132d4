/**
 * Finding people by name: the only place that knows how the index is kept. With SQLite it is a full-text table;
 * with PostgreSQL a table of words, which needs no extension of the server. Both answer alike.
 */
import type { Knex } from 'knex'
import { foldSecond, fullName } from '../../shared/rules/names'
import { isPostgres } from './dialect'

/** Tables of the index: made from the people again, never copied. */
export const isSearchTable = (name: string): boolean => name.startsWith('person_search')

type Column = 'folded' | 'second'

/** Make the empty index; part of the first migration. */
export async function createNameIndex(db: Knex): Promise<void> {
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

/** Words as SQLite's index splits them, Latin letters without their marks. */
const wordsOf = (text: string): string[] => [
  ...new Set(
    text
      .normalize('NFD')
      .replace(/(?<=\p{Script=Latin})\p{M}+/gu, '')
      .normalize('NFC')
      .toLowerCase()
      .split(/[^\p{L}\p{N}\p{M}]+/u)
      .filter(Boolean),
  ),
]

/** Put a person's folded names into the index, in place of what stood there. */
export async function indexPerson(db: Knex, id: number, folded: string, second: string): Promise<void> {
  if (!isPostgres(db)) {
    await db.raw('DELETE FROM person_search WHERE rowid = ?', [id])
    await db.raw('INSERT INTO person_search (rowid, folded, second) VALUES (?, ?, ?)', [id, folded, second])
    return
  }
  await db('person_search').where({ person_id: id }).del()
  const rows = Object.entries({ folded, second } satisfies Record<Column, string>).flatMap(([of, text]) =>
    wordsOf(text).map((word) => ({ person_id: id, of, word })),
  )
  if (rows.length > 0) await db('person_search').insert(rows)
}

/**
 * Ids of people whose folded names hold words beginning with each of the given words, in any order; in the
 * order of the Kazakh alphabet.
 */
export async function searchNames(
  db: Knex,
  column: Column,
  words: string[],
  limit: number,
  offset: number,
): Promise<number[]> {
  if (words.length === 0) return []
  if (isPostgres(db)) {
    const query = db('persons as p').orderBy(['p.sort_key', 'p.id']).limit(limit).offset(offset)
    for (const word of wordsOf(words.join(' ')))
      void query.whereIn(
        'p.id',
        db('person_search')
          .where({ of: column })
          .where('word', '>=', word)
          // The last of all characters: everything that begins with the word lies before it.
          .where('word', '<', word + '\u{10FFFF}')
          .select('person_id'),
      )
    return query.pluck('p.id')
  }
  const match = `${column}: ` + words.map((word) => `"${word.replaceAll('"', '""')}"*`).join(' AND ')
  const rows = (await db.raw(
    `SELECT p.id FROM person_search s JOIN persons p ON p.id = s.rowid
     WHERE person_search MATCH ? ORDER BY p.sort_key, p.id LIMIT ? OFFSET ?`,
    [match, limit, offset],
  )) as { id: number }[]
  return rows.map((row) => row.id)
}

/** People read at a time while the index is made anew. */
const stride = 500

/** Make the index of everybody anew, into an empty one. */
export async function indexEverybody(db: Knex): Promise<void> {
  for (let after = 0; ;) {
    const people = (await db('persons')
      .where('id', '>', after)
      .orderBy('id')
      .limit(stride)
      .select('id', 'folded', 'last_name', 'first_name', 'middle_name')) as {
      id: number
      folded: string
      last_name: string
      first_name: string
      middle_name: string
    }[]
    for (const { id, folded, last_name, first_name, middle_name } of people)
      await indexPerson(
        db,
        id,
        folded,
        foldSecond(fullName({ lastName: last_name, firstName: first_name, middleName: middle_name })),
      )
    if (people.length < stride) return
    after = people.at(-1)!.id
  }
}

/** A pattern of `LIKE` for what holds this text; what would mean something else in a pattern is left out. */
export const holding = (text: string): string => `%${text.replace(/[%_\\]/gu, '')}%`

/** Finding people by name: the only place that knows SQLite's full-text index. */
import type { Knex } from 'knex'

/** Put a person's folded names into the index, in place of what stood there. */
export async function indexPerson(db: Knex, id: number, folded: string, second: string): Promise<void> {
  await db.raw('DELETE FROM person_search WHERE rowid = ?', [id])
  await db.raw('INSERT INTO person_search (rowid, folded, second) VALUES (?, ?, ?)', [id, folded, second])
}

/**
 * Ids of people whose folded names hold words beginning with each of the given words, in any order; in the
 * order of the Kazakh alphabet.
 */
export async function searchNames(
  db: Knex,
  column: 'folded' | 'second',
  words: string[],
  limit: number,
  offset: number,
): Promise<number[]> {
  if (words.length === 0) return []
  const match = `${column}: ` + words.map((word) => `"${word.replaceAll('"', '""')}"*`).join(' AND ')
  const rows = (await db.raw(
    `SELECT p.id FROM person_search s JOIN persons p ON p.id = s.rowid
     WHERE person_search MATCH ? ORDER BY p.sort_key, p.id LIMIT ? OFFSET ?`,
    [match, limit, offset],
  )) as { id: number }[]
  return rows.map((row) => row.id)
}

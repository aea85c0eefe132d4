/** Names are found with a slip too, in both databases by the same tables, and in former names. */
import type { Knex } from 'knex'
import { createIndexTables, indexEverybody } from '../search'

export async function up(db: Knex): Promise<void> {
  await db.schema.dropTable('person_search')
  await createIndexTables(db)
  await indexEverybody(db)
}

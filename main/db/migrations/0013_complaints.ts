/** Register of complaints (R159 to R164). */
import type { Knex } from 'knex'

export async function up(_db: Knex): Promise<void> {}

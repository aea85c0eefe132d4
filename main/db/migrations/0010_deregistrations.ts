/** Duties of an unemployed person and deregistration (Order No 214, paras 51, 52, 64, R81 to R97). */
import type { Knex } from 'knex'

export async function up(_db: Knex): Promise<void> {}

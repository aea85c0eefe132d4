/** Referrals to active employment measures and their return slips (Order No 84, annex 8-1, R118 to R158). */
import type { Knex } from 'knex'

export async function up(_db: Knex): Promise<void> {}

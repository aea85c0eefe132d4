/** Applications that came through egov.kz and enbek.kz (Order No 214, paras 24 to 37, R45 to R54). */
import type { Knex } from 'knex'

export async function up(_db: Knex): Promise<void> {}

/** All migrations, in order. Names are monotonic and never change once released. */
import type { Knex } from 'knex'
import * as register from './0001_register'

export interface Migration {
  name: string
  up(db: Knex): Promise<void>
}

export const migrations: readonly Migration[] = [{ name: '0001_register', up: register.up }]

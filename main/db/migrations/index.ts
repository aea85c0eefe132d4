/** All migrations, in order. Names are monotonic and never change once released. */
import type { Knex } from 'knex'
import * as register from './0001_register'
import * as services from './0002_services'
import * as papers from './0003_papers'

export interface Migration {
  name: string
  up(db: Knex): Promise<void>
}

export const migrations: readonly Migration[] = [
  { name: '0001_register', up: register.up },
  { name: '0002_services', up: services.up },
  { name: '0003_papers', up: papers.up },
]

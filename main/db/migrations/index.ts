/** All migrations, in order. Names are monotonic and never change once released. */
import type { Knex } from 'knex'
import * as register from './0001_register'
import * as services from './0002_services'
import * as papers from './0003_papers'
import * as employment from './0004_employment'
import * as status from './0005_status'
import * as plans from './0006_plans'
import * as vacancies from './0007_vacancies'

export interface Migration {
  name: string
  up(db: Knex): Promise<void>
}

export const migrations: readonly Migration[] = [
  { name: '0001_register', up: register.up },
  { name: '0002_services', up: services.up },
  { name: '0003_papers', up: papers.up },
  { name: '0004_employment', up: employment.up },
  { name: '0005_status', up: status.up },
  { name: '0006_plans', up: plans.up },
  { name: '0007_vacancies', up: vacancies.up },
]

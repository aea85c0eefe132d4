/** All migrations, in order. Names are monotonic and never change once released. */
import type { Knex } from 'knex'
import * as register from './0001_register'
import * as services from './0002_services'
import * as papers from './0003_papers'
import * as employment from './0004_employment'
import * as status from './0005_status'
import * as plans from './0006_plans'
import * as vacancies from './0007_vacancies'
import * as work from './0008_work'
import * as offers from './0009_offers'
import * as deregistrations from './0010_deregistrations'
import * as rural from './0011_rural'
import * as portal from './0012_portal'
import * as complaints from './0013_complaints'
import * as referrals from './0014_referrals'
import * as targets from './0015_targets'
import * as central from './0016_central'
import * as exchange from './0019_exchange'
import * as queue from './0020_queue'
import * as search from './0021_search'
import * as classifiers from './0022_classifiers'
import * as reports from './0023_reports'
import * as nullIndexes from './0025_null_indexes'

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
  { name: '0008_work', up: work.up },
  { name: '0009_offers', up: offers.up },
  { name: '0010_deregistrations', up: deregistrations.up },
  { name: '0011_rural', up: rural.up },
  { name: '0012_portal', up: portal.up },
  { name: '0013_complaints', up: complaints.up },
  { name: '0014_referrals', up: referrals.up },
  { name: '0015_targets', up: targets.up },
  { name: '0016_central', up: central.up },
  { name: '0019_exchange', up: exchange.up },
  { name: '0020_queue', up: queue.up },
  { name: '0021_search', up: search.up },
  { name: '0022_classifiers', up: classifiers.up },
  { name: '0023_reports', up: reports.up },
  { name: '0025_null_indexes', up: nullIndexes.up },
]

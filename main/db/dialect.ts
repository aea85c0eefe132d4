/** What differs between SQLite and PostgreSQL, behind one name each. Everything else of `main` knows neither. */
import type { Knex } from 'knex'
import { CodedError } from '../../shared/errors'
import type { Place } from './place'
import { openPostgres, postgresFault, postgresTables } from './postgres'
import { closeSqlite, openSqlite, sqliteFault, sqliteTables } from './sqlite'

/** Whether this register, or this transaction of it, is on PostgreSQL. */
export const isPostgres = (db: Knex): boolean => (db.client as { dialect?: string }).dialect === 'postgresql'

/** Open a place as it is, without making or migrating anything. */
export const openPlace = (place: Place): Knex =>
  place.kind === 'postgres' ? openPostgres(place.url) : openSqlite(place.file)

/** Close a register; a file holds everything then. */
export const closeDatabase = (db: Knex): Promise<void> => (isPostgres(db) ? db.destroy() : closeSqlite(db))

/** The coded error behind the error of a driver or of the file system; others come back as they are. */
export function storageFault(error: unknown): unknown {
  if (error instanceof CodedError) return error
  const busy =
    (error as { name?: string }).name === 'KnexTimeoutError' ? ('database_busy' as const) : undefined
  const code = busy ?? sqliteFault(error) ?? postgresFault(error)
  return code ? new CodedError(code, undefined, undefined, { cause: error }) : error
}

/** Names of the tables of a database; those that SQLite keeps for itself are not among them. */
export const tablesOf = (db: Knex): Promise<string[]> =>
  isPostgres(db) ? postgresTables(db) : sqliteTables(db)

/** Whether anything was ever put into this database. */
export const hasTables = async (db: Knex): Promise<boolean> => (await tablesOf(db)).length > 0

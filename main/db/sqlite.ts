/**
 * The one module that knows which SQLite driver is in use. `sqlite3` is N-API and serves Node and Electron
 * alike; should it have to go, only this file changes.
 */
import knexFactory, { type Knex } from 'knex'
import SqliteClient from 'knex/lib/dialects/sqlite3/index.js'
import { CodedError, type ErrorCode } from '../../shared/errors'

/**
 * knex opens transactions with `BEGIN`, which takes the write lock only at the first write; a reader that
 * turns into a writer then fails at once instead of waiting. Counters on one file must wait for each other.
 */
class WritingSqliteClient extends SqliteClient {
  override transaction(...args: unknown[]) {
    const transaction = super.transaction(...args)
    transaction.begin = (connection) => transaction.query(connection, 'BEGIN IMMEDIATE;')
    // A full disk makes SQLite roll back by itself; a second ROLLBACK would then hide the true error.
    transaction.rollback = async (connection, error) => {
      await transaction.trxClient.query(connection, 'ROLLBACK;').catch(() => undefined)
      return transaction.query(connection, 'SELECT 1;', 2, error)
    }
    return transaction
  }
}

interface RawConnection {
  exec(sql: string, done: (error: Error | null) => void): void
}

/** Milliseconds a counter waits for another one that is writing to the same file. */
const busyTimeoutMs = 10_000

/**
 * Open a database file: WAL, foreign keys, every commit on disk before it is answered. `readonly` refuses
 * writes by pragma: knex adds SQLite's open flags to its own, so the flag for it cannot be given.
 */
export function openSqlite(filename: string, options: { readonly?: boolean } = {}): Knex {
  const pragmas = options.readonly
    ? `PRAGMA busy_timeout=${busyTimeoutMs}; PRAGMA query_only=ON;`
    : `PRAGMA busy_timeout=${busyTimeoutMs}; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;`
  return knexFactory({
    client: WritingSqliteClient as unknown as typeof Knex.Client,
    connection: { filename },
    useNullAsDefault: true,
    // An error's message would else carry the values of the statement: names and numbers of people, into the log.
    compileSqlOnError: false,
    // Every fault reaches the caller as an error; on stdout it would spoil the answers of the command line.
    log: { warn() {}, error() {}, deprecate() {}, debug() {} },
    pool: {
      min: 1,
      max: options.readonly ? 1 : 4,
      afterCreate: (
        connection: RawConnection,
        done: (error: Error | null, connection: RawConnection) => void,
      ) => connection.exec(pragmas, (error) => done(error, connection)),
    },
    acquireConnectionTimeout: 30_000,
  })
}

/**
 * Close a database with everything in its one file. Connections that close at the same moment may each leave the
 * log to the other; whoever copies the file alone would then copy an older register.
 */
export async function closeSqlite(db: Knex): Promise<void> {
  await db.raw('PRAGMA wal_checkpoint(PASSIVE)').catch(() => undefined)
  await db.destroy()
}

const faults: [RegExp, ErrorCode][] = [
  [/SQLITE_FULL|ENOSPC|EDQUOT/, 'disk_full'],
  [/SQLITE_BUSY|SQLITE_LOCKED/, 'database_busy'],
  [/SQLITE_CORRUPT|SQLITE_NOTADB/, 'database_corrupt'],
  [/SQLITE_CANTOPEN|SQLITE_READONLY|SQLITE_PERM|SQLITE_IOERR|EACCES|EPERM|EROFS/, 'database_unreadable'],
]

/** The coded error behind a driver's or the file system's error; others come back as they are. */
export function storageFault(error: unknown): unknown {
  if (error instanceof CodedError) return error
  const { code, message } = error as { code?: string; message?: string }
  const text = `${code ?? ''} ${message ?? ''}`
  for (const [pattern, fault] of faults) {
    if (pattern.test(text)) return new CodedError(fault, undefined, undefined, { cause: error })
  }
  return error
}

/** Whether anything was ever put into this database. */
export async function hasTables(db: Knex): Promise<boolean> {
  return (await db('sqlite_master').where({ type: 'table' }).first('name')) !== undefined
}

/** A whole and consistent copy of the open database, also while others write (`VACUUM INTO`). */
export async function copySqlite(db: Knex, target: string): Promise<void> {
  await db.raw('VACUUM INTO ?', [target])
}

/** Open a copy read-only and check every page and foreign key; throws `database_corrupt`. */
export async function checkSqlite(filename: string): Promise<void> {
  const db = openSqlite(filename, { readonly: true })
  try {
    const rows = (await db.raw('PRAGMA integrity_check')) as { integrity_check: string }[]
    const broken = (await db.raw('PRAGMA foreign_key_check')) as unknown[]
    if (rows[0]?.integrity_check !== 'ok' || broken.length > 0) {
      throw new CodedError('database_corrupt')
    }
  } catch (error) {
    throw storageFault(error)
  } finally {
    await db.destroy()
  }
}

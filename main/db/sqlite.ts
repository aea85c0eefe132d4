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
 * writes by pragma: knex adds SQLite's open flags to its own, so the flag for it cannot be given. `single` opens
 * one connection only, which can then change the kind of log; `asItIs` leaves that kind alone, so that a copy of a
 * register stays one.
 */
export function openSqlite(
  filename: string,
  options: { readonly?: boolean; single?: boolean; asItIs?: boolean } = {},
): Knex {
  const pragmas = options.readonly
    ? `PRAGMA busy_timeout=${busyTimeoutMs}; PRAGMA query_only=ON;`
    : `PRAGMA busy_timeout=${busyTimeoutMs}; ${options.asItIs ? '' : 'PRAGMA journal_mode=WAL; '}PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;`
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
      max: options.readonly || options.single ? 1 : 4,
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

/** The code behind an error of the driver or of the file system. */
export function sqliteFault(error: unknown): ErrorCode | undefined {
  const { code, message } = error as { code?: string; message?: string }
  const text = `${code ?? ''} ${message ?? ''}`
  return faults.find(([pattern]) => pattern.test(text))?.[1]
}

/** Names of all tables but SQLite's own. */
export async function sqliteTables(db: Knex): Promise<string[]> {
  const rows = (await db('sqlite_master')
    .where({ type: 'table' })
    .whereRaw("name NOT LIKE 'sqlite\\_%' ESCAPE '\\'")
    .orderBy('name')
    .select('name')) as { name: string }[]
  return rows.map((row) => row.name)
}

/** Columns of a table, those of its primary key first and in its order. */
export async function sqliteColumns(db: Knex, table: string) {
  const rows = (await db.raw('SELECT name, type, pk FROM pragma_table_info(?) ORDER BY pk = 0, pk, cid', [
    table,
  ])) as { name: string; type: string; pk: number }[]
  return rows.map(({ name, type, pk }) => ({ name, type, key: pk > 0, sequence: null }))
}

/** Which tables a table points to. */
export async function sqliteReferences(db: Knex, table: string): Promise<string[]> {
  const rows = (await db.raw('SELECT DISTINCT "table" AS name FROM pragma_foreign_key_list(?)', [table])) as {
    name: string
  }[]
  return rows.map((row) => row.name)
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
    const code = sqliteFault(error)
    throw code ? new CodedError(code, undefined, undefined, { cause: error }) : error
  } finally {
    await db.destroy()
  }
}

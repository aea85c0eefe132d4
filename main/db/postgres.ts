/**
 * The one module that knows the PostgreSQL driver. Values are what they are with SQLite: numbers, texts, bytes,
 * booleans; moments and days are texts of ours.
 */
import knexFactory, { type Knex } from 'knex'
import PostgresClient from 'knex/lib/dialects/postgres/index.js'
import { CodedError, type ErrorCode } from '../../shared/errors'

/** Milliseconds a counter waits for the others: there may be twenty before it, and papers are filled in between. */
const lockTimeoutMs = 20_000
/** A counter that went silent within a command (its plug was pulled) holds the others up for so long at most. */
const silentTimeoutMs = 60_000
/** Milliseconds until a server that does not answer is given up. */
const connectTimeoutMs = 10_000

/**
 * How a command begins. Commands of all counters go through one lock, one after the other, as SQLite's
 * `BEGIN IMMEDIATE` makes them: gapless numbers and the chain of the audit trail then hold by the order itself.
 * Serializable transactions would promise the same by refusing whoever comes second, and a command that filled a
 * paper would have to be run again. The lock goes with the transaction, whatever becomes of the counter; each
 * schema has its own. `READ COMMITTED` is said aloud: a stricter default of the server would show the register as
 * it was before the wait. What is answered must be on disk, also where the server takes that lightly.
 */
const beginCommand = `BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE;
SET LOCAL lock_timeout = ${lockTimeoutMs};
SET LOCAL idle_in_transaction_session_timeout = ${silentTimeoutMs};
SELECT set_config('synchronous_commit', 'on', true) WHERE current_setting('synchronous_commit') = 'off';
SELECT pg_advisory_xact_lock(7113, hashtext(current_schema()));`

/** One state of the register for a long reader, whom nobody waits for. */
const beginReading = 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;'

/** Texts sort by their characters, in every locale of a server, and numbers are as long as SQLite's. */
const text = 'text collate "C"'
const columnTypes = {
  varchar: () => text,
  text,
  integer: 'bigint',
  increments: () => 'bigserial primary key',
}

/** What each connection was asked last. */
const lastOf = new WeakMap<object, Promise<unknown>>()

class CountersPostgresClient extends PostgresClient {
  override transaction(...args: unknown[]) {
    const transaction = super.transaction(...args)
    transaction.begin = async (connection) => {
      const { trxClient } = transaction
      try {
        return await trxClient.query(connection, transaction.readOnly ? beginReading : beginCommand)
      } catch (error) {
        // It began and got no lock: the connection goes back to the others, and must not stay inside.
        await trxClient.query(connection, 'ROLLBACK;').catch(() => undefined)
        throw error
      }
    }
    return transaction
  }

  override columnCompiler(...args: unknown[]) {
    return Object.assign(super.columnCompiler(...args), columnTypes)
  }

  /** Statements of one transaction go one after the other; the driver takes no second one while one is under way. */
  override _query(connection: object, statement: unknown) {
    const mine = (lastOf.get(connection) ?? Promise.resolve())
      .then(() => super._query(connection, statement))
      .catch((error: unknown) => {
        throw withoutValues(error)
      })
    lastOf.set(
      connection,
      mine.catch(() => undefined),
    )
    return mine
  }
}

/** The server repeats values, names and numbers of people, where it tells what is wrong with them. */
function withoutValues(error: unknown): unknown {
  const fault = error as { code?: string; message?: string; detail?: string; where?: string }
  delete fault.detail
  delete fault.where
  if (fault.code?.startsWith('22')) fault.message = fault.message?.replace(/: ".*$/s, '') ?? ''
  return error
}

type Parse = (value: string) => unknown
const bytes: Parse = (value) => Buffer.from(value.slice(2), 'hex')
const parsers: Readonly<Record<number, Parse>> = {
  // bool, bytea
  16: (value) => value === 't',
  17: bytes,
  // int8, int2, int4, oid, numeric: none of ours is longer than a number.
  20: Number,
  21: Number,
  23: Number,
  26: Number,
  1700: Number,
}
const types = { getTypeParser: (oid: number): Parse => parsers[oid] ?? ((value) => value) }

/** Open a database by its connection string. Nothing is asked of the server yet. */
export function openPostgres(url: string): Knex {
  return knexFactory({
    client: CountersPostgresClient as unknown as typeof Knex.Client,
    connection: {
      connectionString: url,
      connectionTimeoutMillis: connectTimeoutMs,
      application_name: 'qabyldau',
      keepAlive: true,
      types,
    } as Knex.PgConnectionConfig,
    // An error's message would else carry the values of the statement, into the log.
    compileSqlOnError: false,
    log: { warn() {}, error() {}, deprecate() {}, debug() {} },
    // A server takes a hundred connections by default: enough for twenty counters and their copies.
    pool: { min: 0, max: 4 },
    acquireConnectionTimeout: lockTimeoutMs + connectTimeoutMs,
  })
}

const faults: [RegExp, ErrorCode][] = [
  [/^(53100|ENOSPC)$/, 'disk_full'],
  // Deadlock, failure of serialization, no lock in time, ended by the server for waiting, no connection free.
  [/^(40001|40P01|55P03|57014|25P0[34]|53200|53300)$/, 'database_busy'],
  [/^XX00[12]$/, 'database_corrupt'],
  // Wrong password or user, no such database, no right to it.
  [/^(28...|3D000|42501)$/, 'database_refused'],
  // A copy of the server that only reads.
  [/^25006$/, 'database_unreadable'],
  [
    /^(08...|57P0.|ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EPIPE|ECONNABORTED)$/,
    'database_unreachable',
  ],
  // A text with a character that no text can hold (U+0000).
  [/^(22021|22P05)$/, 'input_invalid'],
]

/** The code behind an error of the driver, of the server or of the way there. */
export function postgresFault(error: unknown): ErrorCode | undefined {
  const { code = '', message = '', errors } = error as { code?: string; message?: string; errors?: unknown[] }
  // Every address of a host was tried in vain.
  if (errors?.length && !code) return postgresFault(errors[0])
  const found = faults.find(([pattern]) => pattern.test(code))?.[1]
  if (found) return found
  // The driver's own words have no code.
  if (
    /(?:^| - )Connection terminated|^timeout expired$|(?:^| - )Client has encountered a connection error|not queryable/.test(
      message,
    )
  )
    return 'database_unreachable'
  if (/client password must be a string|no password supplied|SASL/.test(message)) return 'database_refused'
  return undefined
}

/** A reader's view of the whole register at one moment, while the counters go on writing. */
export const readSnapshot = <T>(db: Knex, read: (trx: Knex) => Promise<T>): Promise<T> =>
  db.transaction(read, { readOnly: true })

/** A transaction that waits for another database between its statements: the server must not end it for that. */
export const letPause = async (trx: Knex): Promise<void> =>
  void (await trx.raw('SET LOCAL idle_in_transaction_session_timeout = 0'))

/** Refuse a database that cannot hold the letters of the register; throws `database_unsuitable` {encoding}. */
export async function refuseEncoding(db: Knex): Promise<void> {
  const { rows } = (await db.raw('SHOW server_encoding')) as { rows: { server_encoding: string }[] }
  const encoding = rows[0]?.server_encoding ?? ''
  if (encoding !== 'UTF8') throw new CodedError('database_unsuitable', { encoding })
}

/** Names of all tables of this register's schema. */
export async function postgresTables(db: Knex): Promise<string[]> {
  const { rows } = (await db.raw(
    'SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1',
  )) as { rows: { name: string }[] }
  return rows.map((row) => row.name)
}

/** Columns of a table, with those of its primary key and those that hold booleans. */
export async function postgresColumns(db: Knex, table: string) {
  const { rows } = (await db.raw(
    `SELECT a.attname AS name, format_type(a.atttypid, NULL) AS type,
            COALESCE(a.attnum = ANY (i.indkey), false) AS key,
            pg_get_serial_sequence(quote_ident(c.relname), a.attname) AS sequence
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
     WHERE c.relnamespace = current_schema()::regnamespace AND c.relname = ?
     ORDER BY array_position(i.indkey::smallint[], a.attnum), a.attnum`,
    [table],
  )) as { rows: { name: string; type: string; key: boolean; sequence: string | null }[] }
  return rows
}

/** Which tables a table points to. */
export async function postgresReferences(db: Knex, table: string): Promise<string[]> {
  const { rows } = (await db.raw(
    `SELECT DISTINCT t.relname AS name FROM pg_constraint f
     JOIN pg_class c ON c.oid = f.conrelid JOIN pg_class t ON t.oid = f.confrelid
     WHERE f.contype = 'f' AND c.relnamespace = current_schema()::regnamespace AND c.relname = ?`,
    [table],
  )) as { rows: { name: string }[] }
  return rows.map((row) => row.name)
}

/** Let the next id of a table follow the highest one in it. */
export async function followSequence(db: Knex, table: string, column: string): Promise<void> {
  await db.raw(
    'SELECT setval(pg_get_serial_sequence(quote_ident(?), ?), GREATEST(COALESCE((SELECT MAX(??) FROM ??), 0), 1), (SELECT COUNT(*) > 0 FROM ??))',
    [table, column, column, table, table],
  )
}

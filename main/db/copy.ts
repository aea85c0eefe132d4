/**
 * A register copied whole, table by table, into an empty one: between SQLite and PostgreSQL, or within one of
 * them. What arrived is read back and compared by count and SHA-256, in a form that is the same in both.
 */
import { createHash } from 'node:crypto'
import type { Knex } from 'knex'
import { CodedError } from '../../shared/errors'
import { isPostgres, tablesOf } from './dialect'
import { appliedMigrations, migrate } from './migrate'
import { migrations } from './migrations'
import { followSequence, letPause, postgresColumns, postgresReferences, readSnapshot } from './postgres'
import { hasIndexTables, indexEverybody, isSearchTable } from './search'
import { closeSqlite, openSqlite, sqliteColumns, sqliteReferences } from './sqlite'

/** A table after it was copied: the same number of rows and the same hash in both registers. */
export interface CopiedTable {
  name: string
  rows: number
  sha256: string
}

/** Rows read at a time; those that may hold files less, so that memory stays flat. */
const stride = 500
const fileStride = 20

interface Column {
  name: string
  type: string
  key: boolean
  sequence: string | null
}

const columnsOf = (db: Knex, table: string): Promise<Column[]> =>
  isPostgres(db) ? postgresColumns(db, table) : sqliteColumns(db, table)

/** The tables that hold the register, those that others point to first. */
export async function registerTables(db: Knex): Promise<string[]> {
  const names = (await tablesOf(db)).filter((name) => !isSearchTable(name)).sort()
  const ordered = new Set<string>()
  const open = new Set<string>()
  const visit = async (name: string): Promise<void> => {
    // Two tables that point to each other could not be filled in any order.
    if (open.has(name)) throw new Error(`tables point to each other: ${[...open].join(', ')}`)
    if (ordered.has(name)) return
    open.add(name)
    for (const other of isPostgres(db)
      ? await postgresReferences(db, name)
      : await sqliteReferences(db, name))
      if (other !== name) await visit(other)
    open.delete(name)
    ordered.add(name)
  }
  for (const name of names) await visit(name)
  return [...ordered]
}

type Row = Record<string, unknown>

/** Rows of a table in the order of its key, a few at a time. */
async function* rowsOf(db: Knex, table: string, columns: Column[]): AsyncGenerator<Row[]> {
  const key = columns.filter((column) => column.key).map(({ name }) => name)
  if (key.length === 0) throw new Error(`table ${table} has no primary key`)
  const size = columns.some(({ type }) => /^(blob|bytea)$/i.test(type)) ? fileStride : stride
  for (let last: Row | undefined; ;) {
    const after = last
    const rows = (await db(table)
      .modify((query) => {
        if (after)
          void query.whereRaw(`(${key.map(() => '??').join(', ')}) > (${key.map(() => '?').join(', ')})`, [
            ...key,
            ...key.map((name) => after[name] as string),
          ])
      })
      .orderBy(key)
      .limit(size)) as Row[]
    if (rows.length > 0) yield rows
    if (rows.length < size) return
    last = rows.at(-1)
  }
}

/** A value as both databases mean it: SQLite keeps a boolean as 0 or 1. */
const canonical = (value: unknown): unknown =>
  typeof value === 'boolean'
    ? Number(value)
    : value instanceof Uint8Array
      ? { base64: Buffer.from(value).toString('base64') }
      : (value ?? null)

/** Hash over the names of the columns and over every row, a line of JSON each. */
function hashing(columns: Column[]) {
  const names = columns.map(({ name }) => name).sort()
  const hash = createHash('sha256').update(JSON.stringify(names) + '\n')
  let rows = 0
  return {
    add(row: Row) {
      rows++
      hash.update(JSON.stringify(names.map((name) => canonical(row[name]))) + '\n')
    },
    done: () => ({ rows, sha256: hash.digest('hex') }),
  }
}

/** Count and hash of a table. */
export async function hashTable(db: Knex, table: string): Promise<Omit<CopiedTable, 'name'>> {
  const columns = await columnsOf(db, table)
  const hash = hashing(columns)
  for await (const rows of rowsOf(db, table, columns)) rows.forEach((row) => hash.add(row))
  return hash.done()
}

async function copyTable(from: Knex, to: Knex, table: string): Promise<CopiedTable> {
  const [columns, arriving] = [await columnsOf(from, table), await columnsOf(to, table)]
  const booleans = new Set(arriving.filter(({ type }) => /^bool/i.test(type)).map(({ name }) => name))
  const hash = hashing(columns)
  // The migrations wrote their own names there, with the day on which they ran.
  if (table === 'schema_versions') await to(table).del()
  for await (const rows of rowsOf(from, table, columns)) {
    rows.forEach((row) => hash.add(row))
    const values = rows.map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([name, value]) => [
          name,
          booleans.has(name) && value !== null ? Boolean(value) : value,
        ]),
      ),
    )
    // Both databases take only so many values in a statement.
    for (let at = 0; at < values.length; at += 50) await to(table).insert(values.slice(at, at + 50))
  }
  const [sent, arrived] = [hash.done(), await hashTable(to, table)]
  if (sent.rows !== arrived.rows || sent.sha256 !== arrived.sha256)
    throw new CodedError('copy_differs', { table, sent: sent.rows, arrived: arrived.rows })
  if (isPostgres(to))
    for (const { name, sequence } of arriving) if (sequence) await followSequence(to, table, name)
  return { name: table, ...sent }
}

/** Whether a register holds nothing but its own schema. */
async function isEmpty(db: Knex): Promise<boolean> {
  for (const table of await tablesOf(db)) {
    if (table === 'schema_versions' || isSearchTable(table)) continue
    if ((await db(table).first(db.raw('1 AS found'))) !== undefined) return false
  }
  return true
}

/**
 * Copy the register that `from` shows into `to`, which must be empty, and make it of the same migrations first.
 * `from` is a transaction, so that all tables are of one moment. `after` works in the transaction that copies.
 *
 * @throws CodedError `register_not_empty`, `copy_differs` {table, sent, arrived}, `database_newer`, `setup_missing`
 * where `from` is no register; `to` is then as empty as it was
 */
export async function copyRegister(
  from: Knex,
  to: Knex,
  after: (to: Knex, tables: CopiedTable[]) => Promise<void> = () => Promise.resolve(),
): Promise<CopiedTable[]> {
  const applied = await appliedMigrations(from)
  if (applied.length === 0) throw new CodedError('setup_missing')
  const unknown = applied.find((name) => !migrations.some((step) => step.name === name))
  if (unknown) throw new CodedError('database_newer', { name: unknown })
  if (!(await isEmpty(to))) throw new CodedError('register_not_empty')
  await migrate(to, {
    // Of no use: the names come with the rest of the register.
    appVersion: '',
    backUp: () => Promise.resolve(),
    steps: migrations.filter((step) => applied.includes(step.name)),
  })
  if (isPostgres(from)) await letPause(from)
  return to.transaction(async (trx) => {
    if (isPostgres(trx)) await letPause(trx)
    // Asked again inside the lock: another counter may have begun with it.
    if (!(await isEmpty(trx))) throw new CodedError('register_not_empty')
    const [here, there] = [await registerTables(from), await registerTables(trx)]
    const strange = [...here, ...there].find((name) => !here.includes(name) || !there.includes(name))
    if (strange !== undefined) throw new CodedError('copy_differs', { table: strange, sent: 0, arrived: 0 })
    const tables: CopiedTable[] = []
    for (const name of there) tables.push(await copyTable(from, trx, name))
    if (await hasIndexTables(trx)) await indexEverybody(trx)
    await after(trx, tables)
    return tables
  })
}

/** A register on a server as a file of SQLite, of one moment, while the counters go on writing. */
export async function copyToFile(db: Knex, file: string): Promise<void> {
  const copy = openSqlite(file, { single: true })
  try {
    await readSnapshot(db, (trx) => copyRegister(trx, copy))
    // One file without a log, as SQLite's own copies are.
    await copy.raw('PRAGMA journal_mode=DELETE')
  } finally {
    await closeSqlite(copy)
  }
}

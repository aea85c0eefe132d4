/**
 * Bring a register to this program's schema: a copy first, then all steps in one transaction. A register
 * made by a newer program is refused, never touched.
 */
import type { Knex } from 'knex'
import { CodedError } from '../../shared/errors'
import { hasTables, isPostgres, storageFault } from './dialect'
import { migrations, type Migration } from './migrations'
import { refuseEncoding } from './postgres'

const table = 'schema_versions'

/** Names of the migrations that this file has been through. */
export async function appliedMigrations(db: Knex): Promise<string[]> {
  if (!(await db.schema.hasTable(table))) return []
  const rows = await db<{ name: string }>(table).select('name').orderBy('name')
  return rows.map((row) => row.name)
}

/**
 * Run what is missing. `backUp` is called once before the first change to a register that already holds data.
 * Throws `database_newer` {name}, `database_corrupt` for a database that is no register, or `migration_failed`
 * {name}; in all cases the file is as it was.
 */
export async function migrate(
  db: Knex,
  options: { appVersion: string; backUp: () => Promise<void>; steps?: readonly Migration[] },
): Promise<void> {
  const steps = options.steps ?? migrations
  if (isPostgres(db)) await refuseEncoding(db)
  // Asked first: tables of another counter's first start come together with their names.
  const foreign = await hasTables(db)
  const applied = await appliedMigrations(db)
  if (foreign && applied.length === 0) throw new CodedError('database_corrupt')
  const unknown = applied.find((name) => !steps.some((step) => step.name === name))
  if (unknown) throw new CodedError('database_newer', { name: unknown })
  if (applied.length === steps.length) return
  if (applied.length > 0) await options.backUp()

  let current = ''
  try {
    await db.transaction(async (trx) => {
      if (!(await trx.schema.hasTable(table))) {
        await trx.schema.createTable(table, (t) => {
          t.string('name').primary()
          t.string('app_version').notNullable()
          t.string('applied_at').notNullable()
        })
      }
      // Asked again inside the lock: two counters may have started at the same moment.
      const done = new Set(await appliedMigrations(trx))
      for (const step of steps) {
        if (done.has(step.name)) continue
        current = step.name
        await step.up(trx)
        await trx(table).insert({
          name: step.name,
          app_version: options.appVersion,
          applied_at: new Date().toISOString(),
        })
      }
    })
  } catch (error) {
    const fault = storageFault(error)
    if (fault instanceof CodedError) throw fault
    throw new CodedError('migration_failed', { name: current }, undefined, { cause: error })
  }
}

/** Papers are filled by a compiled worker, so `dist/main` must be there and fresh before the first test. */
import { ensureBuilt } from '../main/build.mjs'
import { migrate } from '../main/db/migrate'
import { openPostgres } from '../main/db/postgres'

/** Run some work on a database of the server of `npm run test:postgres`. */
async function on(url: string, work: (db: ReturnType<typeof openPostgres>) => Promise<unknown>) {
  const db = openPostgres(url)
  try {
    await work(db)
  } finally {
    await db.destroy()
  }
}

/** A migrated database: every desk of a test begins as a copy of it, which takes far less than migrating. */
async function templateDatabase(server: string, name: string): Promise<() => Promise<void>> {
  await on(server, (db) => db.raw(`CREATE DATABASE ${name}`))
  await on(server.replace(/\/[^/?]*(\?|$)/, `/${name}$1`), (db) =>
    migrate(db, { appVersion: '0.0.0-test', backUp: () => Promise.resolve() }),
  )
  // Those of the desks bear its name.
  return () =>
    on(server, async (db) => {
      const made = await db('pg_database')
        .where('datname', 'like', name.replaceAll('_', '\\_') + '%')
        .pluck<string[]>('datname')
      for (const one of made) await db.raw(`DROP DATABASE ?? WITH (FORCE)`, [one])
    })
}

/** Set once the process is ready: every project of the configuration calls for it, with a module of its own. */
const ready = 'QABYLDAU_TEST_READY'

export default async function setUp(): Promise<(() => Promise<void>) | void> {
  if (process.env[ready] === String(process.pid)) return
  process.env[ready] = String(process.pid)
  try {
    await ensureBuilt(['main'])
  } catch (error) {
    // The tests of the rules need no build: let them speak, and those of the papers fail by themselves.
    process.stderr.write(`dist/main could not be built: ${error instanceof Error ? error.message : error}\n`)
  }
  const { QABYLDAU_TEST_PG: server, QABYLDAU_TEST_PG_TEMPLATE: template } = process.env
  if (server && template) return templateDatabase(server, template)
}

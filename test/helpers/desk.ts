/**
 * A real desk for tests: a real register, real templates, a clock that the test turns. The register is a file of
 * a temporary folder, or with `npm run test:postgres` a database of its own on a real server.
 */
import { randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach } from 'vitest'
import { openApp, type App, type Client, type Ports } from '../../main/core/app'
import type { Knex } from '../../main/db/open'
import { closeDatabase, openDatabase } from '../../main/db/open'
import { registerTables } from '../../main/db/copy'
import { openPostgres } from '../../main/db/postgres'
import { searchTables } from '../../main/db/search'
import type { InputOf, OperationName, OutputOf } from '../../shared/contract'
import type { ErrorValue, Result } from '../../shared/errors'
import type { Centre, DocumentRow, RuralPlace } from '../../shared/model'
import { readyDraft } from './drafts'

export { readyDraft } from './drafts'

const root = fileURLToPath(new URL('../../', import.meta.url))
export const templatesFolder = path.join(root, 'templates')
export const paperWorker = path.join(root, 'dist/main/paper-worker.js')
const opened: { close(): Promise<void> }[] = []
const folders: string[] = []
const databases: string[] = []

/** The server of `npm run test:postgres` and the database on it that each desk begins as; else undefined. */
const server = process.env['QABYLDAU_TEST_PG']
const template = process.env['QABYLDAU_TEST_PG_TEMPLATE']
export const onPostgres = server !== undefined

/** Work on the server as who may make and drop databases. */
async function onServer(sql: string): Promise<void> {
  const db = openPostgres(server!)
  try {
    await db.raw(sql)
  } finally {
    await db.destroy()
  }
}

/** Connection string of another database of the same server. */
export const databaseUrl = (name: string): string => server!.replace(/\/[^/?]*(\?|$)/, `/${name}$1`)

const ours = (what: string) => `${template}_${what}_${randomUUID().replaceAll('-', '')}`

/** An empty database of its own, dropped after the test; gives its connection string. */
export async function freshDatabase(options = ''): Promise<string> {
  const name = ours('empty')
  await onServer(`CREATE DATABASE ${name} ${options}`)
  databases.push(name)
  return databaseUrl(name)
}

/** Migrated databases that a test has left, with nothing in them; and those that are in use. */
const free: string[] = []
const inUse: string[] = []

async function migratedDatabase(): Promise<string> {
  let name = free.pop()
  if (name === undefined) await onServer(`CREATE DATABASE ${(name = ours('desk'))} TEMPLATE ${template}`)
  inUse.push(name!)
  return databaseUrl(name!)
}

let emptying: string | undefined

/** Empty a database again: to make one anew takes ten times as long. */
async function emptied(name: string): Promise<void> {
  const db = openPostgres(databaseUrl(name))
  try {
    if (emptying === undefined) {
      const tables = (await registerTables(db)).filter((table) => table !== 'schema_versions').reverse()
      const { rows } = (await db.raw(
        'SELECT sequencename AS name FROM pg_sequences WHERE schemaname = current_schema()',
      )) as { rows: { name: string }[] }
      emptying = [
        ...searchTables.map((table) => `DELETE FROM ${table}`),
        ...tables.map((table) => `DELETE FROM "${table}"`),
        ...rows.map((row) => `SELECT setval('"${row.name}"', 1, false)`),
      ].join('; ')
    }
    await db.raw(emptying)
    free.push(name)
  } finally {
    await db.destroy()
  }
}

/** The setting by which the desk of a folder finds its register on a server. */
export const useDatabase = (folder: string, url: string): void =>
  writeFileSync(path.join(folder, 'desk.json'), JSON.stringify({ register: url }))

/** Close what the test opened and remove its folders and databases. */
export async function putAway(): Promise<void> {
  await Promise.all(opened.splice(0).map((one) => one.close()))
  await Promise.all(inUse.splice(0).map(emptied))
  for (const name of databases.splice(0)) await onServer(`DROP DATABASE ${name} WITH (FORCE)`)
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
}
afterEach(putAway)

export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'qabyldau-'))
  folders.push(folder)
  return folder
}

const isFolder = (name: string) => statSync(name, { throwIfNoEntry: false })?.isDirectory() === true

/** A folder whose register was never opened yet: no file, or an empty database of its own. */
export async function newFolder(): Promise<string> {
  const folder = temporaryFolder()
  if (onPostgres) useDatabase(folder, await freshDatabase())
  return folder
}

/** Let rows in whose neighbours a test does not make. */
export async function withoutForeignKeys(db: Knex): Promise<void> {
  if (!onPostgres) return void (await db.raw('PRAGMA foreign_keys = OFF'))
  for (const table of await registerTables(db)) await db.raw('ALTER TABLE ?? DISABLE TRIGGER ALL', [table])
}

/** Friday 20.11.2026, ten o'clock in Almaty (UTC+5). */
export const fridayMorning = '2026-11-20T05:00:00.000Z'

export const centre: Centre = {
  nameKk: 'Көкөзек ауданының мансап орталығы',
  nameRu: 'Карьерный центр Кокозекского района',
  areaKk: 'Көкөзек ауданының',
  areaRu: 'Кокозекского района',
  addressKk: '',
  addressRu: '',
  director: 'Жақсыбеков Ерлан Маратұлы',
  mobilityCentreKk: '',
  mobilityCentreRu: '',
  bin: '230440000010',
  region: '33',
}

export const password = 'Тілеуова-2026'

/** What a shell would supply; a fault that the core did not foresee fails the test. */
export const portsOf = (dataFolder: string): Ports => ({
  dataFolder,
  templatesFolder,
  paperWorker,
  appVersion: '0.0.0-test',
  passwordCost: 1024,
  now: () => new Date(fridayMorning),
  log: (level, event, detail) => {
    if (level === 'error' && event === 'operation failed') throw new Error(JSON.stringify(detail))
  },
})

export interface TestDesk {
  app: App
  folder: string
  clock: { now: Date; set(instant: string): void; minutes(n: number): void }
  client: Client
  /** The raw answer. */
  call<N extends OperationName>(name: N, input: InputOf<N>, client?: Client): Promise<Result<OutputOf<N>>>
  /** The value; throws when the desk refuses. */
  do<N extends OperationName>(name: N, input: InputOf<N>, client?: Client): Promise<OutputOf<N>>
  /** The error; throws when the desk does not refuse. */
  refuse<N extends OperationName>(name: N, input: InputOf<N>, client?: Client): Promise<ErrorValue>
}

export async function openDesk(
  options: { folder?: string; now?: string; ports?: Partial<Ports> } = {},
): Promise<TestDesk> {
  const folder = options.folder ?? temporaryFolder()
  if (
    onPostgres &&
    isFolder(folder) &&
    !['desk.json', 'register.sqlite'].some((name) => existsSync(path.join(folder, name)))
  )
    useDatabase(folder, await migratedDatabase())
  const clock = {
    now: new Date(options.now ?? fridayMorning),
    set: (instant: string) => void (clock.now = new Date(instant)),
    minutes: (n: number) => void (clock.now = new Date(clock.now.getTime() + n * 60_000)),
  }
  const app = await openApp({ ...portsOf(folder), now: () => clock.now, ...options.ports })
  opened.push(app)
  const client: Client = { id: 'first-window', kind: 'window' }
  const call: TestDesk['call'] = (name, input, from = client) =>
    app.call(name, input, from) as Promise<Result<OutputOf<typeof name>>>
  return {
    app,
    folder,
    clock,
    client,
    call,
    async do(name, input, from) {
      const result = await call(name, input, from)
      if (!result.ok) throw new Error(`${name} refused: ${JSON.stringify(result.error)}`)
      return result.value
    },
    async refuse(name, input, from) {
      const result = await call(name, input, from)
      if (result.ok) throw new Error(`${name} was not refused`)
      return result.error
    },
  }
}

/** A desk that is set up, with one person on the staff who may do everything, signed in. */
export async function openSetUpDesk(options: Parameters<typeof openDesk>[0] = {}): Promise<TestDesk> {
  const desk = await openDesk(options)
  const { staffId } = await desk.do('setup.complete', {
    language: 'kk',
    centre,
    administrator: {
      fullName: 'Әбенова Гүлнұр Серікқызы',
      positionKk: 'маман',
      positionRu: 'специалист',
      roles: ['administrator', 'specialist'],
      password,
    },
  })
  await desk.do('session.signIn', { staffId, password })
  return desk
}

/** A second clerk at a window of their own. */
export async function addClerk(
  desk: TestDesk,
  fullName: string,
  roles: ('specialist' | 'director' | 'administrator' | 'assistant')[] = ['specialist'],
  rural?: RuralPlace,
) {
  const row = await desk.do('staff.add', {
    staff: { fullName, positionKk: 'маман', positionRu: 'специалист', roles, rural, password },
  })
  const client: Client = { id: 'window of ' + fullName, kind: 'window' }
  await desk.do('session.signIn', { staffId: row.id, password }, client)
  return { id: row.id, client }
}

/** The director of a desk, put on the staff when there is none, signed in now at a window of their own. */
export async function directorOf(desk: TestDesk): Promise<{ id: number; client: Client }> {
  const staff = await desk.do('session.staff', {})
  const known = staff.find(({ roles }) => roles.includes('director'))
  const id = known?.id ?? (await addClerk(desk, centre.director, ['director'])).id
  const client: Client = { id: 'window of the director', kind: 'window' }
  await desk.do('session.signIn', { staffId: id, password }, client)
  return { id, client }
}

let made = 0
/** A fresh draft id. */
export const draftId = () => `00000000-0000-4000-8000-${String(++made).padStart(12, '0')}`

/** What a command made, with its paper; an ordinary case always has one. */
const withPaper = <A>({ application, document }: { application: A; document: DocumentRow | null }) => ({
  application,
  document: document!,
})

/** Accept a ready draft. */
export const accept = async (desk: TestDesk, draft = readyDraft(), client?: Client) =>
  withPaper(await desk.do('intake.accept', { draftId: draftId(), draft }, client))

/** Accept, confirm the check and decide. */
export async function decide(
  desk: TestDesk,
  outcome: 'granted' | 'refused' = 'granted',
  draft = readyDraft(),
) {
  const { application } = await accept(desk, draft)
  const checked = await desk.do('application.check', {
    id: application.id,
    version: application.version,
    result: outcome === 'granted' ? 'confirmed' : 'inaccurate',
    note: outcome === 'granted' ? '' : 'Жұмыс орны бар',
  })
  return withPaper(
    await desk.do('application.decide', {
      id: checked.id,
      version: checked.version,
      outcome,
      grounds: outcome === 'granted' ? [] : ['inaccurate'],
      explanation: outcome === 'granted' ? '' : 'Еңбек қатынасында тұр',
    }),
  )
}

/** Read the register itself, beside the running desk. */
export async function lookInto<T>(desk: TestDesk, read: (db: Knex) => Promise<T>): Promise<T> {
  const db = openDatabase(desk.folder)
  try {
    return await read(db)
  } finally {
    await closeDatabase(db)
  }
}

/** Lay a text file on the shelf, as a screen does; answers its token. */
export const putFile = (desk: TestDesk, name: string, text: string | Uint8Array): string =>
  desk.app.files.put(
    {
      name,
      type: 'text/csv',
      bytes: typeof text === 'string' ? new TextEncoder().encode(text) : text,
    },
    desk.client,
  ).token

/** The open duties in short: the end of their id and their day. */
export const dutiesOf = async (desk: TestDesk, input: InputOf<'work.list'> = {}) =>
  (await desk.do('work.list', input)).items.map(({ id, due }) => [id, due] as const)

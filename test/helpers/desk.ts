/** A real desk for tests: real SQLite in a temporary folder, real templates, a clock that the test turns. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach } from 'vitest'
import { openApp, type App, type Client, type Ports } from '../../main/core/app'
import type { Knex } from '../../main/db/open'
import { closeSqlite, openSqlite } from '../../main/db/sqlite'
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

afterEach(async () => {
  await Promise.all(opened.splice(0).map((one) => one.close()))
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
})

export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'qabyldau-'))
  folders.push(folder)
  return folder
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
  const db = openSqlite(path.join(desk.folder, 'register.sqlite'))
  try {
    return await read(db)
  } finally {
    await closeSqlite(db)
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

/** A centre to live in: the real core over a real register, a clock that is turned, and a second reader of the file. */
import path from 'node:path'
import { openApp, type App, type Client } from '../../main/core/app'
import { closeSqlite, openSqlite } from '../../main/db/sqlite'
import { ensureBuilt } from '../../main/build.mjs'
import type { InputOf, OperationName, OutputOf } from '../../shared/contract'
import type { ErrorCode, Result } from '../../shared/errors'
import type { Knex } from '../../main/db/open'
import { paperWorker, templatesFolder } from '../helpers/docx'

/** Of everybody in the simulated centre; invented. */
export const password = 'Сынақ-жылы-2026'
export const bin = '230440000010'

export interface Clerk {
  id: number
  name: string
  client: Client
}

export interface SimulatedCentre {
  app: App
  clerks: readonly [Clerk, Clerk]
  director: Clerk
  /** The register as any other program would read it: what the checks look at. */
  register: Knex
  now(): Date
  /** Turn the clock to a local time of a day (Almaty, UTC+5) and open the desks. */
  begin(day: string, time: string): Promise<void>
  minutes(n: number): void
  call<N extends OperationName>(by: Clerk, name: N, input: InputOf<N>): Promise<Result<OutputOf<N>>>
  /** The value; a refusal that was not foreseen ends the simulation. */
  must<N extends OperationName>(by: Clerk, name: N, input: InputOf<N>): Promise<OutputOf<N>>
  /** Upload a file as a screen would. */
  upload(by: Clerk, name: string, text: string): string
  /** How often a refusal was met that the simulation provokes on purpose. */
  refusals: Map<ErrorCode, number>
  close(): Promise<void>
}

export async function openCentre(folder: string, firstDay: string): Promise<SimulatedCentre> {
  await ensureBuilt(['main'])
  let clock = new Date(firstDay + 'T04:00:00.000Z')
  const failures: string[] = []
  const app = await openApp({
    dataFolder: folder,
    register: 'sqlite:register.sqlite',
    templatesFolder,
    paperWorker,
    appVersion: '0.0.0-simulation',
    passwordCost: 1024,
    now: () => clock,
    log: (level, event, detail) => {
      if (level === 'error') failures.push(event + ' ' + JSON.stringify(detail))
    },
  })
  const refusals = new Map<ErrorCode, number>()
  const call: SimulatedCentre['call'] = async (by, name, input) => {
    // Every act takes a minute: two records never have the same moment.
    clock = new Date(clock.getTime() + 1000)
    const result = (await app.call(name, input, by.client)) as Result<OutputOf<typeof name>>
    if (failures.length > 0) throw new Error(`${name}: ${failures.join('\n')}`)
    if (!result.ok) refusals.set(result.error.code, (refusals.get(result.error.code) ?? 0) + 1)
    return result
  }
  const must: SimulatedCentre['must'] = async (by, name, input) => {
    const result = await call(by, name, input)
    if (!result.ok)
      throw new Error(`${name} refused ${JSON.stringify(result.error)}\n${JSON.stringify(input)}`)
    return result.value
  }

  const first: Clerk = { id: 0, name: 'Әбенова Гүлнұр', client: { id: 'first', kind: 'window' } }
  const setUp = await must(first, 'setup.complete', {
    language: 'kk',
    centre: {
      nameKk: 'Көкөзек ауданының мансап орталығы',
      nameRu: 'Карьерный центр Кокозекского района',
      areaKk: 'Көкөзек ауданының',
      areaRu: 'Кокозекского района',
      addressKk: '',
      addressRu: '',
      director: 'Жақсыбеков Ерлан Маратұлы',
      mobilityCentreKk: 'Үлгі облысының еңбек мобильділігі орталығы',
      mobilityCentreRu: 'Центр трудовой мобильности Образцовой области',
      bin,
      region: '33',
    },
    administrator: {
      fullName: first.name,
      positionKk: 'маман',
      positionRu: 'специалист',
      roles: ['administrator', 'specialist'],
      password,
    },
  })
  first.id = setUp.staffId
  await must(first, 'session.signIn', { staffId: first.id, password })
  const add = async (name: string, roles: ('specialist' | 'director')[]): Promise<Clerk> => {
    const staff = { fullName: name, positionKk: 'маман', positionRu: 'специалист', roles, password }
    const { id } = await must(first, 'staff.add', { staff })
    return { id, name, client: { id: 'window of ' + name, kind: 'window' } }
  }
  const second = await add('Омаров Дәулет', ['specialist'])
  const director = await add('Жақсыбеков Ерлан', ['director'])
  const { desk } = await must(first, 'settings.get', {})
  // Nobody scans a code here; a day at the desk has pauses.
  await must(first, 'settings.saveDesk', { desk: { ...desk, qr: false, idleMinutes: 120 } })
  await must(first, 'law.saveText', {
    id: 'payment_documents',
    from: '2023-07-01',
    kk: 'Жеке куәлік\nБанк шоты туралы мәлімет',
    ru: 'Удостоверение личности\nСведения о банковском счете',
    source: 'Симуляция',
  })
  const register = openSqlite(path.join(folder, 'register.sqlite'), { readonly: true })
  return {
    app,
    clerks: [first, second],
    director,
    register,
    refusals,
    now: () => clock,
    async begin(day, time) {
      const next = new Date(`${day}T${time}:00.000+05:00`)
      if (next > clock) clock = next
      for (const one of [first, second, director])
        await must(one, 'session.signIn', { staffId: one.id, password })
    },
    minutes: (n) => void (clock = new Date(clock.getTime() + n * 60_000)),
    call,
    must,
    upload: (by, name, text) =>
      app.files.put({ name, type: 'text/csv', bytes: new TextEncoder().encode(text) }, by.client).token,
    async close() {
      await closeSqlite(register)
      await app.close()
    },
  }
}

/** The application: everything the desk can do, behind one call. Knows no Electron, no HTTP, no React. */
import { randomBytes } from 'node:crypto'
import path from 'node:path'
import type { AppEvent, Topic } from '../../shared/contract'
import { CodedError, type ErrorValue, type Result } from '../../shared/errors'
import { isPostgres } from '../db/dialect'
import { backupFolder, closeDatabase, openRegister, type Knex } from '../db/open'
import { backUp, newestBackupDay } from '../db/backup'
import { registerPlace } from '../db/place'
import { readSetting, writeSetting } from './context'
import { dispatch, unattended, type Desk } from './dispatch'
import { createPaperEngine } from './documents/papers'
import { takeOverLaw } from './law/handlers'
import { changesOf, LawShelf, loadLaw } from './law/load'
import type { Client, FileShelf, Ports, ShelvedFile } from './ports'
import { Sessions } from './session/sessions'
import { stopDeliveries } from './targets/deliver'

export type { Client, FileShelf, Ports, ShelvedFile } from './ports'
export { registerExists } from '../db/open'

export interface App {
  call(name: string, input: unknown, client: Client): Promise<Result<unknown>>
  /** Listen to changes; returns the way to stop. */
  on(listener: (event: AppEvent) => void): () => void
  files: FileShelf
  close(): Promise<void>
}

/** A token for files is good for this long (milliseconds) and the shelf holds at most so many. */
const shelfLife = 10 * 60_000
const shelfSize = 500
/** Bytes of all files on the shelf; the oldest leave first, the newest always stays. */
const shelfBytes = 256 * 1024 * 1024

function createFileShelf(now: () => Date): FileShelf {
  const shelf = new Map<string, { file: ShelvedFile; client: string; until: number }>()
  return {
    put(file, client) {
      let held = file.bytes.length
      for (const { file: other } of shelf.values()) held += other.bytes.length
      for (const [token, { file: other, until }] of shelf) {
        if (until > now().getTime() && shelf.size < shelfSize && held <= shelfBytes) break
        shelf.delete(token)
        held -= other.bytes.length
      }
      const token = randomBytes(18).toString('base64url')
      shelf.set(token, { file, client: client.id, until: now().getTime() + shelfLife })
      return { token, name: file.name, type: file.type, bytes: file.bytes.length }
    },
    get(token, client) {
      const entry = shelf.get(token)
      return entry && entry.client === client.id && entry.until > now().getTime() ? entry.file : undefined
    },
  }
}

/**
 * Open the application over a data folder. Never throws: when the register cannot be opened every call
 * answers that fault, and each `app.status` tries again, so that a screen can offer "try again".
 */
export async function openApp(ports: Ports): Promise<App> {
  const listeners = new Set<(event: AppEvent) => void>()
  const files = createFileShelf(ports.now)
  const sessions = new Sessions()
  const papers = createPaperEngine({
    templatesFolder: ports.templatesFolder,
    centreTemplatesFolder: path.join(ports.dataFolder, 'templates'),
    worker: ports.paperWorker,
    // Below the time that another counter waits for the register: papers are filled inside the transaction.
    timeLimitMs: 8_000,
  })
  let desk: Desk | undefined
  let fault: ErrorValue | undefined
  let opening: Promise<void> | undefined
  let copying: Promise<void> | undefined
  let closed = false
  /** Calls under way: closing waits for them, so that an answered save is never torn off. */
  const underWay = new Set<Promise<unknown>>()

  const announce = (changed: Topic[]) => {
    for (const listener of listeners) {
      try {
        listener({ type: 'changed', topics: changed })
      } catch (error) {
        // The change is on disk: a window that went away must not turn it into a failure.
        ports.log('warn', 'listener failed', { error: String(error) })
      }
    }
  }

  const tryOpen = async () => {
    try {
      const db = await openRegister(
        ports.dataFolder,
        ports.appVersion,
        ports.now(),
        registerPlace(ports.dataFolder, ports.register),
      )
      desk = { db, ports, papers, law: new LawShelf(ports.dataFolder), files, sessions, announce }
      await lawOfTheFolder(desk)
      fault = undefined
      copying = copyOfTheDay(desk)
    } catch (error) {
      fault = error instanceof CodedError ? error.value : { code: 'database_unreadable' }
      const cause = error instanceof CodedError ? error.cause : error
      ports.log('error', 'register not opened', {
        code: fault.code,
        cause: String((cause as Error)?.stack ?? cause),
      })
    }
  }

  await tryOpen()
  return {
    async call(name, input, client) {
      if (!desk && !closed && name === 'app.status') {
        opening ??= tryOpen().finally(() => (opening = undefined))
        await opening
      }
      if (!desk || closed) return { ok: false, error: fault ?? { code: 'database_unreadable' } }
      const answer = dispatch(desk, name, input, client)
      underWay.add(answer)
      return answer.finally(() => underWay.delete(answer))
    },
    on(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    files,
    async close() {
      closed = true
      await opening
      await stopDeliveries(ports)
      await Promise.allSettled([...underWay, copying])
      await papers.close()
      if (desk) await closeDatabase(desk.db)
    },
  }
}

/**
 * The centre's own law files may have changed since the last start. A failure is logged: the desk then works
 * with the files as they are.
 */
async function lawOfTheFolder(desk: Desk): Promise<void> {
  const { db, ports } = desk
  try {
    if ((await changesOf(db, await loadLaw(db, ports.dataFolder))) === null) return
    const context = await unattended(desk, 'law.reload', { id: 'start', kind: 'scheduler' })
    await context.write(takeOverLaw)
  } catch (error) {
    ports.log('warn', 'law not taken over', { error: String(error) })
  }
}

const copyDayKey = 'copy_of_the_day'

/** Whether this counter is the first today to see to the copy: one of a shared register is enough for all. */
const isFirstToday = (db: Knex, day: string): Promise<boolean> =>
  db.transaction(async (trx) => {
    if ((await readSetting<string | null>(trx, copyDayKey, null)) === day) return false
    await writeSetting(trx, copyDayKey, day)
    return true
  })

/** The first start of a day leaves a checked copy; a failure is logged, and the desk still opens. */
async function copyOfTheDay({ db, ports }: Desk): Promise<void> {
  const folder = backupFolder(ports.dataFolder)
  try {
    const staff = (await db('staff').count({ n: '*' })) as { n: number }[]
    if (Number(staff[0]?.n) === 0) return
    const day = ports.now().toISOString().slice(0, 10)
    if ((await newestBackupDay(folder)) === day) return
    if (!isPostgres(db)) return void (await backUp(db, folder, ports.now()))
    if (!(await isFirstToday(db, day))) return
    try {
      await backUp(db, folder, ports.now())
    } catch (error) {
      // Another counter, with a better disk, may still make it.
      await db.transaction((trx) => writeSetting(trx, copyDayKey, null))
      throw error
    }
  } catch (error) {
    ports.log('warn', 'daily copy failed', { error: String(error) })
  }
}

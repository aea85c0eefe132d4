/** Open the register of a data folder, whatever state it is in. */
import { existsSync } from 'node:fs'
import { mkdir, open, readdir, rename, stat } from 'node:fs/promises'
import path from 'node:path'
import type { Knex } from 'knex'
import { CodedError } from '../../shared/errors'
import { backUp } from './backup'
import { closeDatabase, openPlace, storageFault } from './dialect'
import { migrate } from './migrate'
import { registerPlace, type Place } from './place'

export type { Knex }
export { closeDatabase }
export const backupFolder = (dataFolder: string) => path.join(dataFolder, 'backups')

/** Open the register of a data folder as it is, beside a desk that may be running. */
export const openDatabase = (dataFolder: string): Knex => openPlace(registerPlace(dataFolder))

/** Whether a register was ever made for this folder; one on a server is asked for when it is opened. */
export function registerExists(dataFolder: string): boolean {
  const place = registerPlace(dataFolder)
  return place.kind === 'postgres' || existsSync(place.file)
}

/**
 * Open (and where needed create or migrate) the register of a data folder, or of another `place`. Throws
 * `CodedError` with a `database_*`, `register_setting_invalid` or `disk_full` code; the register is never changed
 * by a failed attempt.
 */
export async function openRegister(
  dataFolder: string,
  appVersion: string,
  now: Date,
  place: Place = registerPlace(dataFolder),
): Promise<Knex> {
  try {
    await mkdir(dataFolder, { recursive: true })
    if (place.kind === 'sqlite') await refuseForeignFile(place.file, backupFolder(dataFolder))
  } catch (error) {
    throw storageFault(error)
  }
  const db = openPlace(place)
  try {
    await migrate(db, {
      appVersion,
      backUp: async () => void (await backUp(db, backupFolder(dataFolder), now, 'before_update')),
    })
    await db.raw('SELECT count(*) FROM settings')
    return db
  } catch (error) {
    await db.destroy()
    throw storageFault(error)
  }
}

/**
 * A file that is no SQLite database must not be opened: SQLite would take an empty or foreign one as new.
 * A copy put in the register's place by hand is made safe first.
 */
async function refuseForeignFile(filename: string, backups: string): Promise<void> {
  const log = filename + '-wal'
  // Looked at before the header: another counter makes its log only after it changed the header.
  const logBytes = (await stat(log).catch(() => null))?.size ?? 0
  let handle
  try {
    handle = await open(filename, 'r')
  } catch (error) {
    // A log without its register: SQLite would delete it.
    if ((error as { code?: string }).code === 'ENOENT' && logBytes > 0)
      throw new CodedError('database_corrupt')
    if ((error as { code?: string }).code === 'ENOENT') return
    throw error
  }
  try {
    const head = Buffer.alloc(20)
    const { bytesRead } = await handle.read(head, 0, 20, 0)
    if (bytesRead === 0) {
      // Created and not yet written, as after a crash in the very first second; else the register was emptied.
      const copies = await readdir(backups).catch(() => [])
      if (logBytes > 0 || copies.length > 0) throw new CodedError('database_corrupt')
      return
    }
    if (head.toString('latin1', 0, 16) !== 'SQLite format 3\0') throw new CodedError('database_corrupt')
    // Byte 18 is 2 in a register that was opened once, and 1 in a copy (`VACUUM INTO`). A log beside a copy was
    // left by the register it replaces; SQLite would write its pages over the copy.
    if (head[18] === 1 && logBytes > 0) await rename(log, `${log}.${Date.now()}.left`)
  } finally {
    await handle.close()
  }
}

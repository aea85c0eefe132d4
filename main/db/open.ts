/** Open the register of a data folder, whatever state it is in. */
import { mkdir, open, readdir, rename, stat } from 'node:fs/promises'
import path from 'node:path'
import type { Knex } from 'knex'
import { CodedError } from '../../shared/errors'
import { backUp } from './backup'
import { migrate } from './migrate'
import { openSqlite, storageFault } from './sqlite'

export type { Knex }
export const registerFileName = 'register.sqlite'
export const backupFolder = (dataFolder: string) => path.join(dataFolder, 'backups')

/**
 * Open (and where needed create or migrate) the register. Throws `CodedError` with a `database_*` or
 * `disk_full` code; the file is never changed by a failed attempt.
 */
export async function openRegister(dataFolder: string, appVersion: string, now: Date): Promise<Knex> {
  const filename = path.join(dataFolder, registerFileName)
  try {
    await mkdir(dataFolder, { recursive: true })
    await refuseForeignFile(filename, backupFolder(dataFolder))
  } catch (error) {
    throw storageFault(error)
  }
  const db = openSqlite(filename)
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

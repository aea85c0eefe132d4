/** Open the register of a data folder, whatever state it is in. */
import { mkdir, open } from 'node:fs/promises'
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
    await refuseForeignFile(filename)
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

/** A file that is no SQLite database must not be opened: SQLite would take an empty or foreign one as new. */
async function refuseForeignFile(filename: string): Promise<void> {
  let handle
  try {
    handle = await open(filename, 'r')
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return
    throw error
  }
  try {
    const head = Buffer.alloc(16)
    const { bytesRead } = await handle.read(head, 0, 16, 0)
    // Zero bytes: created and not yet written, as after a crash in the very first second.
    if (bytesRead > 0 && head.toString('latin1') !== 'SQLite format 3\0')
      throw new CodedError('database_corrupt')
  } finally {
    await handle.close()
  }
}

/** Copies of the register: whole, opened and checked before they count, rotated. */
import { randomUUID } from 'node:crypto'
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import type { Knex } from 'knex'
import { copyToFile } from './copy'
import { isPostgres, storageFault } from './dialect'
import { checkSqlite, copySqlite } from './sqlite'

const pattern = /^register-(\d{4}-\d{2}-\d{2})T\d{6}(-\w+)?\.sqlite$/
/** Copies kept of the newest day, and days kept. */
const keptToday = 3
const keptDays = 10

/**
 * Copy, check and rotate. The copy gets its name only after it was opened and found whole.
 * Throws `disk_full`, `database_unreadable` or `database_corrupt`.
 */
export async function backUp(
  db: Knex,
  folder: string,
  now: Date,
  label = '',
): Promise<{ fileName: string; bytes: number }> {
  const stamp = now.toISOString().slice(0, 19).replaceAll(':', '')
  const fileName = `register-${stamp}${label && '-' + label}.sqlite`
  // Several counters may start in the same second: each copies into a file of its own.
  const unfinished = path.join(folder, `${fileName}.${randomUUID()}.unfinished`)
  try {
    await mkdir(folder, { recursive: true })
    await removeAbandoned(folder, now)
    // Of a register on a server too a copy is one file, which opens on any PC and needs no program of the server.
    await (isPostgres(db) ? copyToFile(db, unfinished) : copySqlite(db, unfinished))
    await checkSqlite(unfinished)
    await rename(unfinished, path.join(folder, fileName))
    const { size } = await stat(path.join(folder, fileName))
    await rotate(folder)
    return { fileName, bytes: size }
  } catch (error) {
    for (const rest of ['', '-wal', '-shm']) await rm(unfinished + rest, { force: true })
    throw storageFault(error)
  }
}

/** Copies that a killed process left half made; one of the last hour may still be in the making elsewhere. */
async function removeAbandoned(folder: string, now: Date): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.endsWith('.unfinished')) continue
    const { mtimeMs } = await stat(path.join(folder, name))
    if (now.getTime() - mtimeMs > 3_600_000) await rm(path.join(folder, name), { force: true })
  }
}

/** The newest copy's day, `YYYY-MM-DD`, or null. */
export async function newestBackupDay(folder: string): Promise<string | null> {
  return (await names(folder)).at(-1)?.day ?? null
}

async function names(folder: string) {
  const files = await readdir(folder).catch(() => [] as string[])
  return files
    .flatMap((name) => {
      const match = pattern.exec(name)
      return match ? [{ name, day: match[1]!, labelled: match[2] !== undefined }] : []
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** Keep three copies of the newest day and the last one of each of the ten days before; labelled ones stay. */
async function rotate(folder: string): Promise<void> {
  const plain = (await names(folder)).filter((file) => !file.labelled)
  const days = [...new Set(plain.map((file) => file.day))].reverse()
  for (const [index, day] of days.entries()) {
    const ofDay = plain.filter((file) => file.day === day).reverse()
    const keep = index === 0 ? keptToday : index <= keptDays ? 1 : 0
    for (const file of ofDay.slice(keep)) await rm(path.join(folder, file.name), { force: true })
  }
}

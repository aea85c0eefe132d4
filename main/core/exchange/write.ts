/** Writing a file so that it is either whole and on disk, or not there. */
import { mkdir, open, readFile, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import writeFileAtomic from 'write-file-atomic'
import { CodedError } from '../../../shared/errors'
import { sha256Of } from './batch'

/** What tests replace; the real ones by default. */
export interface WriteParts {
  write(path: string, bytes: Uint8Array): Promise<void>
  read(path: string): Promise<Uint8Array>
  wait(milliseconds: number): Promise<unknown>
}

const realParts: WriteParts = {
  write: (path, bytes) =>
    writeFileAtomic(path, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), { fsync: true }),
  read: readFile,
  wait: pause,
}

/** Windows: a virus scanner or backup tool holds the file for a moment. */
const locked = new Set(['EBUSY', 'EPERM', 'EACCES'])
const full = new Set(['ENOSPC', 'EDQUOT', 'EFBIG'])
const waits = [50, 100, 200, 400, 800]

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException | null)?.code ?? ''

/** What went wrong with a file, as a code: `disk_full`; `file_write_failed` {name, reason}. */
export function writeFault(name: string, cause: unknown): CodedError {
  if (cause instanceof CodedError) return cause
  return full.has(codeOf(cause))
    ? new CodedError('disk_full', { name }, undefined, { cause })
    : new CodedError('file_write_failed', { name, reason: codeOf(cause) }, undefined, { cause })
}

/** Do it; while a file is locked try again, for about a second and a half. */
export async function whileLocked<T>(work: () => Promise<T>, wait: WriteParts['wait'] = pause): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await work()
    } catch (cause) {
      const pauseFor = waits[attempt]
      if (!locked.has(codeOf(cause)) || pauseFor === undefined) throw cause
      await wait(pauseFor)
    }
  }
}

/** The rename itself reaches the disk only with its folder; Windows knows no such call. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null)
  await handle?.sync().catch(() => undefined)
  await handle?.close()
}

/**
 * Writes through a temporary file, `fsync` and rename, reads the file back and compares its SHA-256. A locked
 * file is tried again for about a second and a half.
 *
 * @param name plain file name, no path
 * @returns the path of the file
 * @throws CodedError `disk_full`; `file_write_failed` {name, reason}
 */
export async function writeAtomically(
  folder: string,
  name: string,
  bytes: Uint8Array,
  parts: Partial<WriteParts> = {},
): Promise<string> {
  const { write, read, wait } = { ...realParts, ...parts }
  if (name === '' || name === '.' || name === '..' || basename(name) !== name || /[\\/:\0]/u.test(name)) {
    throw new CodedError('file_write_failed', { name, reason: 'name' })
  }
  const path = join(folder, name)
  let written: Uint8Array
  try {
    await mkdir(folder, { recursive: true })
    await whileLocked(() => write(path, bytes), wait)
    await syncFolder(folder)
    written = await read(path)
  } catch (cause) {
    throw writeFault(name, cause)
  }
  if (sha256Of(written) !== sha256Of(bytes)) {
    await rm(path, { force: true })
    // A full disk may cut a file short without an error.
    throw written.length < bytes.length
      ? new CodedError('disk_full', { name })
      : new CodedError('file_write_failed', { name, reason: 'hash' })
  }
  return path
}

/** A folder of this PC, of the network, or of a drive that is plugged in. */
import { createReadStream, constants } from 'node:fs'
import { link, open, readdir, rename, rm, stat, unlink } from 'node:fs/promises'
import path from 'node:path'
import { CodedError, type ErrorCode } from '../../../shared/errors'
import { freeBytes } from './drives'
import type { DeliveryParts } from './parts'
import type { Store, StoredFile } from './store'

const full = new Set(['ENOSPC', 'EDQUOT', 'EFBIG'])
const denied = new Set(['EACCES', 'EPERM'])
/** The folder, the share or the drive itself is not there any more. */
const gone = new Set([
  ...['ENOENT', 'ENOTDIR', 'ENODEV', 'ENXIO', 'EIO', 'ESTALE', 'EBADF', 'UNKNOWN'],
  ...[
    'ENOTCONN',
    'ECONNRESET',
    'ECONNABORTED',
    'ETIMEDOUT',
    'EHOSTDOWN',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'EPIPE',
  ],
])

/** The code for an error of the file system; `goneAs` says what its absence means here. */
export function localFault(error: unknown, goneAs: ErrorCode, where: string): CodedError {
  if (error instanceof CodedError) return error
  const code = (error as NodeJS.ErrnoException | null)?.code ?? ''
  const because = (name: ErrorCode, params: Record<string, string>) =>
    new CodedError(name, params, undefined, { cause: error })
  if (full.has(code)) return because('target_full', { path: where })
  if (code === 'EROFS') return because('target_read_only', { path: where })
  if (denied.has(code)) return because('target_denied', { path: where })
  if (gone.has(code)) return because(goneAs, { path: where })
  return because('target_failed', { reason: code || String(error) })
}

/**
 * Open a folder that exists. It is never made: the mount point of a share that is gone would take its place.
 *
 * @param goneAs `target_gone`, or `stick_pulled` for a drive
 */
export async function openFolder(folder: string, goneAs: ErrorCode, parts: DeliveryParts): Promise<Store> {
  const coded = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work()
    } catch (error) {
      throw localFault(error, goneAs, folder)
    }
  }
  const at = (name: string) => path.join(folder, name)
  const missing = (error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    return null
  }
  const isThere = async () => {
    if (!(await stat(folder)).isDirectory()) throw Object.assign(new Error('no folder'), { code: 'ENOTDIR' })
  }
  await coded(isThere)
  return {
    list: () =>
      coded(async () => {
        const found: StoredFile[] = []
        for (const entry of await readdir(folder, { withFileTypes: true })) {
          if (!entry.isFile()) continue
          const about = await stat(at(entry.name)).catch(missing)
          if (about) found.push({ name: entry.name, bytes: about.size, modified: Math.round(about.mtimeMs) })
        }
        return found
      }),
    size: (name) =>
      coded(async () => {
        const about = await stat(at(name)).catch(missing)
        // No file in a folder that is gone is no file to write.
        if (!about) await isThere()
        return about?.size ?? null
      }),
    async *read(name) {
      try {
        for await (const part of createReadStream(at(name), { highWaterMark: parts.chunk }))
          yield part as Uint8Array
      } catch (error) {
        throw localFault(error, goneAs, folder)
      }
    },
    write: (name, keep) =>
      coded(async () => {
        const { O_WRONLY, O_CREAT, O_TRUNC } = constants
        const file = await open(at(name), O_WRONLY | O_CREAT | (keep ? 0 : O_TRUNC), 0o644)
        let closed = false
        const close = async () => {
          if (closed) return
          closed = true
          await file.close()
        }
        return {
          write: (chunk, offset) => coded(() => parts.write(file, chunk, offset)),
          finish: () =>
            coded(async () => {
              await parts.sync(file)
              await close()
            }),
          // Of a drive that was pulled, closing fails too; the first error is the one to tell.
          close: () => close().catch(() => undefined),
        }
      }),
    rename: (from, to) =>
      coded(async () => {
        try {
          // A hard link refuses a name that is taken, which a rename would write over.
          await link(at(from), at(to))
          await unlink(at(from))
        } catch (error) {
          const { code } = error as NodeJS.ErrnoException
          if (code === 'EEXIST') throw new CodedError('target_file_differs', { file: to })
          // FAT and many shares know no hard links.
          if (await stat(at(to)).catch(missing)) throw new CodedError('target_file_differs', { file: to })
          await rename(at(from), at(to))
        }
        const handle = await open(folder, 'r').catch(() => null)
        // The new name reaches the medium only with its folder; Windows knows no such call.
        await handle?.sync().catch(() => undefined)
        await handle?.close()
      }),
    remove: (name) => coded(() => rm(at(name), { force: true })),
    free: () => freeBytes(folder),
    close: () => Promise.resolve(),
  }
}

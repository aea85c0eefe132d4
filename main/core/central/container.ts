/** The ZIP around a batch of the central system. Everything that knows what a ZIP is stands behind this. */
import { zipSync, type Zippable } from 'fflate'
import { CodedError } from '../../../shared/errors'
import { fixedTime, openArchive, unreadable } from '../exchange/container'

/** Bytes of all files, inflated; they are read whole. */
const inflated = 256 * 1024 * 1024

/**
 * The files of a ZIP that came from anywhere, by name. The whole directory is judged before anything is inflated.
 *
 * @throws CodedError `batch_unreadable` {reason, file}
 */
export async function unpack(bytes: Uint8Array): Promise<Map<string, Uint8Array>> {
  const archive = await openArchive(bytes)
  try {
    const total = archive.names.reduce((sum, name) => sum + archive.size(name), 0)
    if (total > inflated) throw unreadable('too_large')
    // The files of a batch lie side by side: a name is never a path.
    const folder = archive.names.find((name) => name.includes('/'))
    if (folder !== undefined) throw unreadable('path', folder)
    const files = new Map<string, Uint8Array>()
    for (const name of archive.names) {
      const parts: Buffer[] = []
      try {
        for await (const part of await archive.stream(name)) parts.push(part as Buffer)
      } catch (cause) {
        throw cause instanceof CodedError ? cause : unreadable('not_a_zip', name, cause)
      }
      files.set(name, new Uint8Array(Buffer.concat(parts)))
    }
    return files
  } finally {
    archive.close()
  }
}

/** A ZIP of these files, in their order; the same files are the same bytes on any machine. */
export function pack(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const entries: Zippable = Object.fromEntries(files)
  return zipSync(entries, { level: 6, mtime: fixedTime(), os: 3, attrs: 0o644 << 16 })
}

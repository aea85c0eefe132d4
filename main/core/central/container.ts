/** The ZIP around a batch of the central system. Everything that knows what a ZIP is stands here. */
import { zipSync, type Zippable } from 'fflate'
import { fromBufferPromise, type Entry } from 'yauzl'
import { CodedError } from '../../../shared/errors'

/** Bytes; a batch of a year of the largest centre stays far below. */
export const limits = {
  archive: 64 * 1024 * 1024,
  inflated: 256 * 1024 * 1024,
  files: 16,
  /** Inflated to deflated size, asked of files above `ratioFrom`. */
  ratio: 300,
  ratioFrom: 1024 * 1024,
} as const

const unreadable = (reason: string, file?: string, cause?: unknown) =>
  new CodedError('batch_unreadable', { reason, ...(file === undefined ? {} : { file }) }, undefined, {
    cause,
  })

/**
 * The files of a ZIP that came from anywhere, by name. The whole directory is judged before anything is inflated.
 *
 * @throws CodedError `batch_unreadable` {reason, file}
 */
export async function unpack(bytes: Uint8Array): Promise<Map<string, Uint8Array>> {
  if (bytes.length > limits.archive) throw unreadable('too_large')
  try {
    const zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), {
      lazyEntries: true,
      strictFileNames: true,
    })
    const entries = new Map<string, Entry>()
    let total = 0
    for await (const entry of zip.eachEntry()) {
      const { fileName: name, uncompressedSize: size, compressedSize } = entry
      // The files of a batch lie side by side: a name is never a path.
      if (!/^[a-z0-9_]+\.(?:json|ndjson)$/u.test(name)) throw unreadable('path', name.slice(0, 200))
      if (entries.has(name)) throw unreadable('duplicate_file', name)
      if (entries.size >= limits.files) throw unreadable('too_many_files')
      total += size
      if (total > limits.inflated) throw unreadable('too_large', name)
      if (size > limits.ratioFrom && size > compressedSize * limits.ratio) throw unreadable('ratio', name)
      entries.set(name, entry)
    }
    const files = new Map<string, Uint8Array>()
    for (const [name, entry] of entries) {
      const parts: Buffer[] = []
      // A stream that gives more or less than the directory says fails in the library.
      for await (const part of await zip.openReadStreamPromise(entry)) parts.push(part as Buffer)
      files.set(name, new Uint8Array(Buffer.concat(parts)))
    }
    return files
  } catch (cause) {
    if (cause instanceof CodedError) throw cause
    const named = /(?:invalid|absolute|relative) (?:path|characters)/u.test(String(cause))
    throw unreadable(named ? 'path' : 'not_a_zip', undefined, cause)
  }
}

/** A ZIP of these files, in their order; the same files are the same bytes on any machine. */
export function pack(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const entries: Zippable = Object.fromEntries(files)
  // A ZIP holds local time: built from local parts it is the same in every time zone.
  return zipSync(entries, { level: 6, mtime: new Date(2020, 0, 1), os: 3, attrs: 0o644 << 16 })
}

/**
 * ZIP files as a stream: written so that the same contents are the same bytes on any machine and in any version
 * of Node, read without trusting a word of the directory. Memory does not grow with the file.
 */
import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { Zip, ZipDeflate } from 'fflate'
import { fromBufferPromise, openPromise, type Entry, type ZipFile } from 'yauzl'
import { CodedError } from '../../../shared/errors'

/** More than a day of the largest centre by far; beyond it a file is taken for an attack or an accident. */
export const containerLimits = {
  /** The ZIP itself, bytes. */
  archive: 256 * 1024 * 1024,
  /** One file inside, inflated, bytes. */
  file: 512 * 1024 * 1024,
  /** All files inside, inflated, bytes. */
  total: 1024 * 1024 * 1024,
  /** Inflated to deflated size of a file; records that differ in nothing but their key reach about 100. */
  ratio: 300,
  /** Below this inflated size the ratio means nothing, bytes. */
  ratioFrom: 1024 * 1024,
  files: 64,
  /** A file that is read whole (manifest, signature, schema), bytes. */
  whole: 4 * 1024 * 1024,
} as const

/** Deflate output depends on how its input is cut; so every file is cut the same. Bytes. */
const chunk = 64 * 1024

/**
 * The DOS date of every entry. The ZIP holds local time, so it is built from local parts when it is needed: the
 * bytes are then the same in every time zone.
 */
export const fixedTime = () => new Date(2020, 0, 1, 0, 0, 0)

/** A file to be put in: its bytes, or the path of a file that holds them. */
export interface ZipEntry {
  name: string
  source: Uint8Array | string
}

async function* chunksOf(source: Uint8Array | string): AsyncGenerator<Uint8Array> {
  if (typeof source !== 'string') {
    for (let at = 0; at < source.length; at += chunk) yield source.subarray(at, at + chunk)
    return
  }
  const file = await open(source, 'r')
  try {
    for (;;) {
      const buffer = Buffer.alloc(chunk)
      let filled = 0
      while (filled < chunk) {
        const { bytesRead } = await file.read(buffer, filled, chunk - filled, null)
        if (bytesRead === 0) break
        filled += bytesRead
      }
      if (filled > 0) yield buffer.subarray(0, filled)
      if (filled < chunk) return
    }
  } finally {
    await file.close()
  }
}

/**
 * Write a ZIP to `path`, `fsync` included, entries in the order given.
 *
 * @param options.onBytes told how many bytes of the contents are in so far
 * @param options.signal stops between two chunks, with its own reason
 * @returns size and SHA-256 of the file
 */
export async function writeZip(
  path: string,
  entries: readonly ZipEntry[],
  options: { onBytes?: (bytes: number) => void; signal?: AbortSignal } = {},
): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256')
  const out = await open(path, 'w')
  let bytes = 0
  let taken = 0
  let pending: Uint8Array[] = []
  try {
    const zip = new Zip((error, data) => {
      if (error) throw error
      pending.push(data)
    })
    const flush = async () => {
      const ready = pending
      pending = []
      for (const data of ready) {
        hash.update(data)
        bytes += data.length
        for (let at = 0; at < data.length;) at += (await out.write(data, at)).bytesWritten
      }
    }
    for (const { name, source } of entries) {
      const file = new ZipDeflate(name, { level: 6 })
      file.mtime = fixedTime()
      file.os = 3
      file.attrs = 0o644 << 16
      zip.add(file)
      for await (const part of chunksOf(source)) {
        options.signal?.throwIfAborted()
        file.push(part)
        taken += part.length
        await flush()
        options.onBytes?.(taken)
      }
      file.push(new Uint8Array(), true)
      await flush()
    }
    zip.end()
    await flush()
    await out.sync()
  } finally {
    await out.close()
  }
  return { bytes, sha256: hash.digest('hex') }
}

/** Reasons of `batch_unreadable`, for the message and for maintainers. */
export type UnreadableReason =
  'not_a_zip' | 'too_large' | 'too_many_files' | 'path' | 'duplicate_file' | 'ratio'

export const unreadable = (reason: UnreadableReason, file?: string, cause?: unknown) =>
  new CodedError('batch_unreadable', { reason, ...(file === undefined ? {} : { file }) }, undefined, {
    cause,
  })

/** Names of ours only: a plain file, or one folder down. No drive, no `..`, no backslash, no absolute path. */
const safeName = /^(?:[a-z0-9][a-z0-9._-]*\/)?[a-z0-9][a-z0-9._-]*$/iu

/** An open ZIP whose directory was judged before anything was inflated. */
export interface Archive {
  /** Names of the files, in the order of the directory. */
  names: string[]
  /** Inflated size as declared; a stream that gives another one fails. */
  size(name: string): number
  stream(name: string): Promise<Readable>
  /** A small file as a whole. */
  read(name: string): Promise<Uint8Array>
  close(): void
}

/**
 * Open a ZIP that came from anywhere, a file or its bytes. Nothing is written to disk.
 *
 * @throws CodedError `batch_unreadable` {reason, file}
 */
export async function openArchive(source: Uint8Array | string): Promise<Archive> {
  // Names as bytes: the library's own rules for names are wider than ours.
  const options = { lazyEntries: true, autoClose: false, decodeStrings: false } as const
  let zip: ZipFile
  try {
    zip =
      typeof source === 'string'
        ? await openPromise(source, options)
        : await fromBufferPromise(Buffer.from(source.buffer, source.byteOffset, source.byteLength), options)
  } catch (cause) {
    if (typeof source === 'string' && (cause as NodeJS.ErrnoException).code) throw cause
    throw unreadable('not_a_zip', undefined, cause)
  }
  try {
    if (zip.fileSize > containerLimits.archive) throw unreadable('too_large')
    if (zip.entryCount > containerLimits.files) throw unreadable('too_many_files')
    const entries = await entriesOf(zip)
    const entry = (name: string) => {
      const found = entries.get(name)
      if (!found) throw new Error(`no entry ${name}`)
      return found
    }
    const stream = async (name: string) => {
      try {
        return await zip.openReadStreamPromise(entry(name))
      } catch (cause) {
        throw unreadable('not_a_zip', name, cause)
      }
    }
    return {
      names: [...entries.keys()],
      size: (name) => entry(name).uncompressedSize,
      stream,
      async read(name) {
        if (entry(name).uncompressedSize > containerLimits.whole) throw unreadable('too_large', name)
        const parts: Buffer[] = []
        try {
          for await (const part of await stream(name)) parts.push(part as Buffer)
        } catch (cause) {
          throw cause instanceof CodedError ? cause : unreadable('not_a_zip', name, cause)
        }
        return new Uint8Array(Buffer.concat(parts))
      },
      close: () => zip.close(),
    }
  } catch (error) {
    zip.close()
    throw error
  }
}

async function entriesOf(zip: ZipFile): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>()
  const lower = new Set<string>()
  let total = 0
  const judge = (entry: Entry) => {
    const name = new TextDecoder().decode(entry.fileName as unknown as Buffer)
    if (name.length > 200 || name.includes('..') || !safeName.test(name))
      throw unreadable('path', name.slice(0, 200))
    if (lower.has(name.toLowerCase())) throw unreadable('duplicate_file', name)
    const { uncompressedSize, compressedSize } = entry
    total += uncompressedSize
    if (uncompressedSize > containerLimits.file || total > containerLimits.total)
      throw unreadable('too_large', name)
    if (
      uncompressedSize > containerLimits.ratioFrom &&
      uncompressedSize > compressedSize * containerLimits.ratio
    )
      throw unreadable('ratio', name)
    lower.add(name.toLowerCase())
    entries.set(name, entry)
  }
  try {
    for await (const entry of zip.eachEntry()) judge(entry)
  } catch (cause) {
    throw cause instanceof CodedError ? cause : unreadable('not_a_zip', undefined, cause)
  }
  return entries
}

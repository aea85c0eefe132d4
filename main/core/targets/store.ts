/**
 * What a target can do, and the one way in which a file gets there: under a temporary name, flushed, read back,
 * compared, renamed. Nothing that is there under the name of a batch is ever written over.
 */
import { createHash, type Hash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { CodedError } from '../../../shared/errors'

export interface StoredFile {
  name: string
  bytes: number
  /** Milliseconds since 1970, as far as the target tells. */
  modified: number
}

/** A file that is being written. */
export interface Writing {
  write(chunk: Uint8Array, at: number): Promise<void>
  /** Flush to the medium and close. */
  finish(): Promise<void>
  /** Close, whatever happened. */
  close(): Promise<void>
}

/** An open target. Every method throws `CodedError` of the closed list. */
export interface Store {
  list(): Promise<StoredFile[]>
  /** Bytes of a file; null where there is none. */
  size(name: string): Promise<number | null>
  read(name: string): AsyncIterable<Uint8Array>
  /** Open for writing: `keep` leaves what is there, else it begins empty. */
  write(name: string, keep: boolean): Promise<Writing>
  /** Give a file its final name; refuses where that is taken. */
  rename(from: string, to: string): Promise<void>
  remove(name: string): Promise<void>
  /** Free bytes, where the target tells. */
  free(): Promise<number | null>
  close(): Promise<void>
}

export interface Sent {
  name: string
  path: string
  sha256: string
  bytes: number
}

export interface Course {
  signal: AbortSignal
  /** Bytes of a chunk. */
  chunk: number
  /** Bytes of the file that are at the target. */
  progress(bytes: number): Promise<void> | void
}

const stopped = (signal: AbortSignal) => {
  if (signal.aborted) throw new CodedError('delivery_cancelled')
}

async function hashOf(
  parts: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
  hash: Hash = createHash('sha256'),
) {
  for await (const part of parts) {
    stopped(signal)
    hash.update(part)
  }
  return hash.digest('hex')
}

/** The part name under which a file grows. */
export const partName = (name: string) => name + '.part'

/**
 * Bring a file to a target and prove that it is there.
 *
 * @returns whether it was written now or lay there already, whole; and how many bytes were left from an earlier try
 * @throws CodedError `target_file_differs`, `target_verify_failed`, `target_full`, `delivery_cancelled` and what
 * the store throws; the part that was written stays for the next try
 */
export async function bring(
  store: Store,
  file: Sent,
  { signal, chunk, progress }: Course,
): Promise<{ already: boolean; resumed: number; sha256: string }> {
  stopped(signal)
  const there = await store.size(file.name)
  if (there !== null) {
    const sha256 = there === file.bytes ? await hashOf(store.read(file.name), signal) : ''
    if (sha256 !== file.sha256) throw new CodedError('target_file_differs', { file: file.name })
    await progress(file.bytes)
    return { already: true, resumed: 0, sha256 }
  }
  const part = partName(file.name)
  const source = await open(file.path, 'r')
  try {
    const resumed = await samePrefix(store, part, source, file.bytes, signal)
    const free = await store.free()
    if (free !== null && free < file.bytes - resumed) throw new CodedError('target_full', { path: file.name })
    await progress(resumed)
    const writing = await store.write(part, resumed > 0)
    try {
      const buffer = Buffer.alloc(chunk)
      for (let at = resumed; at < file.bytes;) {
        stopped(signal)
        const { bytesRead } = await source.read(buffer, 0, chunk, at)
        if (bytesRead === 0) throw new CodedError('target_failed', { reason: 'source' })
        await writing.write(buffer.subarray(0, bytesRead), at)
        at += bytesRead
        await progress(at)
      }
      await writing.finish()
    } finally {
      await writing.close()
    }
    stopped(signal)
    const sha256 = await hashOf(store.read(part), signal)
    if (sha256 !== file.sha256) {
      // It would be gone on with for ever.
      await store.remove(part)
      throw new CodedError('target_verify_failed', { file: file.name })
    }
    await store.rename(part, file.name)
    return { already: false, resumed, sha256 }
  } finally {
    await source.close()
  }
}

/** How many bytes of an earlier try are the beginning of this file; 0 begins anew. */
async function samePrefix(
  store: Store,
  part: string,
  source: Awaited<ReturnType<typeof open>>,
  bytes: number,
  signal: AbortSignal,
): Promise<number> {
  const there = await store.size(part)
  if (there === null || there === 0 || there > bytes) return 0
  const own = createHash('sha256')
  const buffer = Buffer.alloc(256 * 1024)
  for (let at = 0; at < there;) {
    const { bytesRead } = await source.read(buffer, 0, Math.min(buffer.length, there - at), at)
    if (bytesRead === 0) return 0
    own.update(buffer.subarray(0, bytesRead))
    at += bytesRead
  }
  return own.digest('hex') === (await hashOf(store.read(part), signal)) ? there : 0
}

/** Write a trial file, read it back and take it away. */
export async function tryOut(store: Store): Promise<void> {
  const name = '.qabyldau-' + String(process.pid) + '.part'
  const text = new TextEncoder().encode('qabyldau\n')
  const writing = await store.write(name, false)
  try {
    await writing.write(text, 0)
    await writing.finish()
  } finally {
    await writing.close()
  }
  const read = await hashOf(store.read(name), new AbortController().signal)
  await store.remove(name)
  if (read !== createHash('sha256').update(text).digest('hex'))
    throw new CodedError('target_verify_failed', { file: name })
}

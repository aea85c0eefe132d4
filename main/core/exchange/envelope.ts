/**
 * The envelope of a batch: the `age` format (age-encryption.org/v1), so that the receiver can open it with any
 * program that knows it. Encrypting is never twice the same; what is hashed, chained and made again is the batch in
 * it.
 */
import { createReadStream, createWriteStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream as NodeStream } from 'node:stream/web'
import { Decrypter, Encrypter } from 'age-encryption'
import { CodedError } from '../../../shared/errors'

const header = 'age-encryption.org/v1'

const streamOf = (path: string) =>
  Readable.toWeb(createReadStream(path)) as unknown as ReadableStream<Uint8Array>
const readable = (stream: ReadableStream<Uint8Array>) => Readable.fromWeb(stream as unknown as NodeStream)

/** Encrypt a file to a receiver (`age1...`) as another file; written with `fsync`. */
export async function seal(from: string, to: string, recipient: string): Promise<void> {
  const encrypter = new Encrypter()
  encrypter.addRecipient(recipient)
  await pipeline(readable(await encrypter.encrypt(streamOf(from))), createWriteStream(to, { flush: true }))
}

/** Whether a file begins like an envelope. */
export async function isSealed(path: string): Promise<boolean> {
  const file = await open(path, 'r')
  try {
    const start = Buffer.alloc(header.length)
    await file.read(start, 0, start.length, 0)
    return start.toString('latin1') === header
  } finally {
    await file.close()
  }
}

/**
 * Open an envelope as another file, with an identity (`AGE-SECRET-KEY-1...`). A file cut short or changed leaves
 * what was good of it: the caller removes it.
 *
 * @throws CodedError `batch_sealed`: not for this identity, cut short or changed
 */
export async function unseal(from: string, to: string, identity: string): Promise<void> {
  const decrypter = new Decrypter()
  decrypter.addIdentity(identity)
  try {
    await pipeline(readable(await decrypter.decrypt(streamOf(from))), createWriteStream(to))
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOSPC') throw cause
    throw new CodedError('batch_sealed', undefined, undefined, { cause })
  }
}

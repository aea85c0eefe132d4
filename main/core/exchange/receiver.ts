/** Who receives the batches: its public keys, taken from the file that it gives to every centre. */
import { Encrypter } from 'age-encryption'
import { z } from 'zod'
import type { Receiver } from '../../../shared/contract/exchange'
import { CodedError } from '../../../shared/errors'
import type { Centre } from '../../../shared/model'
import type { Knex } from '../../db/open'
import { readSetting } from '../context'
import { fingerprintOf } from './signature'

export const receiverSetting = 'exchange_receiver'

export const readReceiver = (db: Knex) => readSetting<Receiver | null>(db, receiverSetting, null)

/** The file `*.key.json` by which both sides give each other their public keys. */
export const KeyFile = z.strictObject({
  format: z.literal('qabyldau-key'),
  formatVersion: z.literal(1),
  /** Whose it is: `centre` signs batches, `receiver` signs acknowledgements and may be encrypted to. */
  role: z.enum(['centre', 'receiver']),
  name: z.string().trim().min(1).max(200),
  /** BIN of the centre; null for the receiver. */
  bin: z.string().max(20).nullable(),
  publicKey: z.string().max(1000),
  fingerprint: z.string().max(64),
  age: z
    .string()
    .max(4000)
    .regex(/^age1[0-9a-z]+$/u)
    .nullable(),
})
export type KeyFile = z.infer<typeof KeyFile>

export const keyFileText = (file: KeyFile) => JSON.stringify(file, null, 2) + '\n'

/** The centre's public key as the receiver takes it. */
export const centreKeyFile = (
  centre: Pick<Centre, 'bin' | 'nameKk' | 'nameRu'>,
  publicKey: string,
): KeyFile => ({
  format: 'qabyldau-key',
  formatVersion: 1,
  role: 'centre',
  name: centre.nameKk || centre.nameRu || centre.bin,
  bin: centre.bin,
  publicKey,
  fingerprint: fingerprintOf(publicKey)!,
  age: null,
})

/**
 * Read a key file.
 *
 * @throws CodedError `key_file_invalid` {reason}: `shape`, `role`, `key`, `fingerprint` or `age`
 */
export function readKeyFile(bytes: Uint8Array, role: KeyFile['role']): KeyFile {
  const refuse = (reason: string) => new CodedError('key_file_invalid', { reason })
  let data: unknown
  try {
    data = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw refuse('shape')
  }
  const parsed = KeyFile.safeParse(data)
  if (!parsed.success) throw refuse(parsed.error.issues[0]?.path[0] === 'age' ? 'age' : 'shape')
  const file = parsed.data
  if (file.role !== role) throw refuse('role')
  const fingerprint = fingerprintOf(file.publicKey)
  if (fingerprint === null) throw refuse('key')
  if (fingerprint !== file.fingerprint) throw refuse('fingerprint')
  if (file.age !== null) {
    try {
      new Encrypter().addRecipient(file.age)
    } catch {
      throw refuse('age')
    }
  }
  return file
}

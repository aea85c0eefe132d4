/**
 * The receiver's answer to a batch, as a file of two lines: a JSON object, and the receiver's signature over the
 * bytes of the first line. Described in docs/exchange-format.md.
 */
import { z } from 'zod'
import { RefusalReason } from '../../../shared/contract/exchange'
import { CodedError } from '../../../shared/errors'
import { Instant, RecordKind } from '../../../shared/model'
import { Signature, signatureHolds, signWith, type KeyPair } from './signature'

export const ackFormat = 'qabyldau-ack'
export const ackFormatVersion = 1

/** Bytes; an answer that refuses every record of the largest batch stays below. */
const largest = 64 * 1024 * 1024

/** Why a batch as a whole is not taken; the receiver waits for the batch numbered `expected`. */
export const batchRefusals = [
  /** A batch before it has not arrived. */
  'gap',
  /** Another batch under this number was taken. */
  'sequence_taken',
  /** It does not follow the batch that was taken before it. */
  'chain_broken',
] as const
export type BatchRefusal = (typeof batchRefusals)[number]

export const Acknowledgement = z.strictObject({
  format: z.literal(ackFormat),
  formatVersion: z.literal(ackFormatVersion),
  /** Identity of this answer. */
  id: z.string().min(8).max(100),
  /** Rises with every answer to this centre: of two answers to one batch the higher is true. */
  serial: z.number().int().positive(),
  receiver: z.string().max(200),
  centre: z.strictObject({ bin: z.string().max(20) }),
  batch: z.strictObject({
    sequence: z.number().int().positive(),
    sha256: z.string().regex(/^[0-9a-f]{64}$/u),
  }),
  receivedAt: Instant,
  createdAt: Instant,
  /** `taken`: every record that is not refused below is accepted. `refused`: nothing of the batch was taken. */
  outcome: z.enum(['taken', 'refused']),
  reason: z.enum(batchRefusals).nullable(),
  /** Number of the batch that the receiver waits for. */
  expected: z.number().int().positive(),
  accepted: z.number().int().min(0),
  refused: z.array(
    z.strictObject({
      kind: RecordKind,
      key: z.string().min(1).max(100),
      version: z.number().int().positive(),
      reasons: z.array(RefusalReason).min(1).max(100),
    }),
  ),
})
export type Acknowledgement = z.infer<typeof Acknowledgement>

/** `qabyldau-<bin>-000042.<serial>.ack.json` */
export const ackFileName = (batchName: string, serial: number) =>
  `${batchName.replace(/\.zip$/u, '')}.${String(serial).padStart(4, '0')}.ack.json`

/** The bytes of an answer, signed by the receiver. */
export function ackBytes(ack: Acknowledgement, key: KeyPair): Uint8Array {
  const head = Buffer.from(JSON.stringify(ack))
  return Buffer.concat([head, Buffer.from('\n' + JSON.stringify(signWith(key, head)) + '\n')])
}

/**
 * Read an answer and check that the receiver signed it.
 *
 * @param receiver the receiver's public key (PEM); null when the centre does not know it
 * @throws CodedError `ack_unreadable` {reason}, `ack_version` {version, known}, `ack_key_unknown`, `ack_forged`
 */
export function readAck(bytes: Uint8Array, receiver: string | null): Acknowledgement {
  const refuse = (reason: string) => new CodedError('ack_unreadable', { reason })
  if (bytes.length > largest) throw refuse('too_large')
  const end = bytes.indexOf(10)
  const head = end < 0 ? bytes : bytes.subarray(0, end)
  const json = (part: Uint8Array): unknown => {
    try {
      return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(part))
    } catch {
      throw refuse('not_json')
    }
  }
  const data = json(head)
  const { format, formatVersion } = (data ?? {}) as { format?: unknown; formatVersion?: unknown }
  if (format !== ackFormat) throw refuse('format')
  if (typeof formatVersion === 'number' && formatVersion > ackFormatVersion)
    throw new CodedError('ack_version', { version: formatVersion, known: ackFormatVersion })
  // A file cut at its end has lost its signature: say that it is cut, not that it is forged.
  if (end < 0 || bytes.at(-1) !== 10) throw refuse('cut_short')
  const signature = Signature.safeParse(json(bytes.subarray(end + 1)))
  if (!signature.success) throw refuse('signature')
  if (receiver === null) throw new CodedError('ack_key_unknown')
  if (!signatureHolds(head, signature.data, receiver)) throw new CodedError('ack_forged')
  const parsed = Acknowledgement.safeParse(data)
  if (!parsed.success) throw refuse(parsed.error.issues[0]?.path.join('.') || 'shape')
  return parsed.data
}

/** What leaves the centre for the central systems, and the receiver's answer to it (rules, section M). */
import { z } from 'zod'
import { errorCodes } from '../errors'
import { BatchCheck, BatchRow, FileToken, Id, Instant, IsoDay, LocalText, RecordKind } from '../model'
import { command, query, type Operation } from './define'

const nothing = z.strictObject({})
const Token = z.strictObject({ token: z.string().max(100) })

/**
 * Where a record version is on its way: waiting for a batch, in a batch without an answer, taken, refused, or
 * overtaken by a newer version of the same record.
 */
export const recordStates = ['waiting', 'sent', 'accepted', 'refused', 'superseded'] as const
export const RecordState = z.enum(recordStates)
export type RecordState = z.infer<typeof RecordState>

/** Why the receiver refused a record: the field of the record, a code of the receiver, its words. */
export const RefusalReason = z.object({
  field: z.string().max(200),
  code: z.string().max(100),
  text: LocalText,
})
export type RefusalReason = z.infer<typeof RefusalReason>

export const OutboxRow = z.object({
  id: Id,
  kind: RecordKind,
  key: z.string(),
  version: z.number().int().positive(),
  state: RecordState,
  createdAt: Instant,
  /** Last day on which it may leave; null where none was kept. */
  due: IsoDay.nullable(),
  batch: z.number().int().positive().nullable(),
  reasons: z.array(RefusalReason),
  /** A newer version of the same record exists. */
  overtaken: z.boolean(),
  /** Whom it is about, and where in the desk it is mended. */
  person: z.object({ id: Id, name: z.string() }).nullable(),
  place: z.string().nullable(),
})
export type OutboxRow = z.infer<typeof OutboxRow>

/** The receiver's public keys, taken from the file that it gives to every centre. */
export const Receiver = z.object({
  name: z.string().max(200),
  /** PEM; its signature stands under every acknowledgement. */
  publicKey: z.string().max(1000),
  fingerprint: z.string(),
  /** `age1...`: batches are encrypted to it; null leaves them readable. */
  age: z.string().max(4000).nullable(),
})
export type Receiver = z.infer<typeof Receiver>

export const AcknowledgementRow = z.object({
  id: Id,
  serial: z.number().int(),
  batch: z.number().int(),
  outcome: z.enum(['taken', 'refused']),
  accepted: z.number().int(),
  refused: z.number().int(),
  madeAt: Instant,
  takenAt: Instant,
  by: z.string(),
  /** A newer answer to the same batch was there already; it changed nothing. */
  late: z.boolean(),
})

/** What taking an acknowledgement in did. */
export const AckResult = AcknowledgementRow.extend({
  /** `again`: the same file as before; `late`: overtaken by a newer answer. Both change nothing. */
  effect: z.enum(['applied', 'again', 'late']),
  /** Why the batch as a whole was refused, and the number the receiver waits for. */
  reason: z.string().nullable(),
  expected: z.number().int().nullable(),
})
export type AckResult = z.infer<typeof AckResult>

/** How far the batch is that this desk is making. */
export const MakingBatch = z.object({
  sequence: z.number().int(),
  records: z.number().int(),
  /** Records written; all of them while the file is packed and checked. */
  done: z.number().int(),
  step: z.enum(['records', 'packing', 'checking']),
  /** Made by this process; else another desk does, or one that was killed. */
  here: z.boolean(),
})

const verifyErrors = [
  'file_unknown',
  'batch_unreadable',
  'batch_manifest',
  'batch_signature',
  'batch_hash',
  'batch_count',
  'batch_record',
  'batch_version',
] as const

const ackErrors = [
  'file_unknown',
  'ack_unreadable',
  'ack_version',
  'ack_key_unknown',
  'ack_forged',
  'ack_foreign',
  'ack_other_batch',
  'ack_mismatch',
] as const

export const exchangeOperations = {
  'exchange.state': query({
    about: 'What waits, what must leave by when, what the receiver said, and the batches, newest first.',
    right: 'exchange',
    input: nothing,
    output: z.object({
      today: IsoDay,
      waiting: z.record(RecordKind, z.number().int()),
      waitingTotal: z.number().int(),
      waitingSince: Instant.nullable(),
      /** Waiting records whose last day is today, or is over. */
      dueToday: z.number().int(),
      overdue: z.number().int(),
      /** In a batch, not answered. */
      sentTotal: z.number().int(),
      acceptedTotal: z.number().int(),
      /** Refused, and not yet sent anew. */
      refusedTotal: z.number().int(),
      batches: z.array(BatchRow),
      making: MakingBatch.nullable(),
      /** Public key of this centre; null before the first batch. */
      key: z.object({ fingerprint: z.string(), createdAt: Instant }).nullable(),
      receiver: Receiver.nullable(),
      acknowledgements: z.array(AcknowledgementRow),
    }),
    errors: [],
  }),
  'exchange.make': command({
    about:
      'Make the batch of everything that waits, atomically, and verify it; goes on with an unfinished one.',
    right: 'exchange',
    input: nothing,
    output: BatchRow,
    errors: [
      'nothing_to_send',
      'batch_under_way',
      'batch_cancelled',
      'file_write_failed',
      'disk_full',
      'batch_hash',
    ],
  }),
  'exchange.cancel': command({
    about: 'Stop the batch that this desk is making; its records wait again and its number is free.',
    right: 'exchange',
    input: nothing,
    output: z.object({ stopped: z.boolean() }),
    errors: [],
  }),
  'exchange.file': query({
    about: 'The file of a batch; made again from the register, and then identical, when it is gone.',
    right: 'exchange',
    input: z.strictObject({
      sequence: z.number().int().positive(),
      /** Encrypted to the receiver, as it leaves; the plain ZIP where the receiver gave no key. */
      encrypted: z.boolean().default(false),
    }),
    output: FileToken,
    errors: ['not_found', 'batch_hash', 'file_write_failed', 'disk_full'],
  }),
  'exchange.verify': query({
    about: 'Check an uploaded batch: container, manifest, signature, counts, hashes, every record.',
    right: 'exchange',
    input: Token,
    output: BatchCheck,
    errors: [...verifyErrors],
  }),
  'exchange.records': query({
    about: 'Records on their way, newest first: by state, kind, batch, or all versions of one record.',
    right: 'exchange',
    input: z.strictObject({
      state: RecordState.nullable().default(null),
      /** Only refused ones that nothing newer has overtaken. */
      open: z.boolean().default(false),
      kind: RecordKind.nullable().default(null),
      key: z.string().max(100).nullable().default(null),
      batch: z.number().int().positive().nullable().default(null),
      limit: z.number().int().min(1).max(500).default(100),
      offset: z.number().int().min(0).default(0),
    }),
    output: z.object({ total: z.number().int(), rows: z.array(OutboxRow) }),
    errors: [],
  }),
  'exchange.sendAgain': command({
    about: 'Let records leave once more, on purpose: each becomes a new version that waits.',
    right: 'exchange',
    input: z.strictObject({ ids: z.array(Id).min(1).max(10_000), reason: z.string().trim().min(1).max(500) }),
    output: z.object({ waiting: z.number().int(), left: z.number().int() }),
    errors: ['not_found'],
  }),
  'exchange.acknowledge': command({
    about: "Take in the receiver's answer to a batch: accepted or refused, record by record.",
    right: 'exchange',
    input: Token,
    output: AckResult,
    errors: [...ackErrors],
  }),
  'exchange.takeInbox': command({
    about: 'Take in the answers that targets brought along; a refused file is kept aside with its reason.',
    right: 'exchange',
    input: nothing,
    output: z.array(
      z.object({
        file: z.string(),
        result: AckResult.nullable(),
        error: z
          .object({ code: z.enum(errorCodes), params: z.record(z.string(), z.unknown()).optional() })
          .nullable(),
      }),
    ),
    errors: [],
  }),
  'exchange.publicKey': command({
    about: "The centre's public key as a file for the receiver; makes the key pair where there is none.",
    right: 'exchange',
    input: nothing,
    output: FileToken,
    errors: ['file_write_failed', 'disk_full'],
  }),
  'exchange.saveReceiver': command({
    about: "Take over the receiver's public keys from its file; null forgets them.",
    right: 'settings',
    input: z.strictObject({ token: z.string().max(100).nullable() }),
    output: Receiver.nullable(),
    errors: ['file_unknown', 'key_file_invalid'],
  }),
} as const satisfies Record<string, Operation>

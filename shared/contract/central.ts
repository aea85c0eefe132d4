/** R172: what arises in the central system and comes to the centre in batches. */
import { z } from 'zod'
import { Instant, IsoDay, LocalText, Version } from '../model'
import { command, query, type Operation } from './define'

export const centralKinds = [
  'statuses',
  'categories',
  'vacancies',
  'portal_applications',
  'deregistrations',
  'employer_answers',
] as const
export const CentralKind = z.enum(centralKinds)
export type CentralKind = z.infer<typeof CentralKind>

/** Where a value of the register comes from, when it came in a batch of a central system. */
export const FromCentral = z.object({
  source: z.string(),
  batch: z.number().int().positive(),
  /** Key of the record in that system. */
  key: z.string(),
  at: Instant,
})
export type FromCentral = z.infer<typeof FromCentral>

/**
 * `open`: not tried yet. `older`: a newer version of the record was there before. `kept`: a person decided that what
 * stands here holds. `waiting`: it cannot be applied now.
 */
export const centralOutcomes = [
  'conflict',
  'waiting',
  'new',
  'changed',
  'already',
  'kept',
  'older',
  'open',
] as const
export const CentralOutcome = z.enum(centralOutcomes)
export type CentralOutcome = z.infer<typeof CentralOutcome>
/** What still waits for somebody or something. */
export const unsettledOutcomes = ['conflict', 'waiting', 'open'] as const satisfies readonly CentralOutcome[]

export const CentralChange = z.object({
  /** Its caption is `central.field_<field>`. */
  field: z.string(),
  before: LocalText,
  after: LocalText,
})
export type CentralChange = z.infer<typeof CentralChange>

export const CentralRow = z.object({
  batch: z.number().int().positive(),
  kind: CentralKind,
  key: z.string(),
  version: Version,
  /** Day that the record tells of. */
  day: IsoDay,
  /** The person, or the vacancy with its employer. */
  about: z.string(),
  iinMasked: z.string(),
  /** Address in the desk of what it is about; null: the register does not hold it. */
  place: z.string().nullable(),
  outcome: CentralOutcome,
  changes: z.array(CentralChange),
  /** Why it waits or what is to be decided: `central.reason_<code>`, or an error of the desk. */
  reason: z
    .object({
      code: z.string(),
      field: z.string().nullable(),
      params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
    })
    .nullable(),
  /** Who entered what stands here against it. */
  held: z.object({ by: z.string(), at: Instant.nullable() }).nullable(),
  /** Of a conflict: what may be decided, and the state that the decision is about. */
  choice: z
    .object({
      theirs: z.boolean(),
      /** Why theirs cannot be taken: an error of the desk. */
      refused: z.string().nullable(),
      ours: z.boolean(),
      seen: z.string(),
    })
    .nullable(),
  decided: z.object({ take: z.enum(['theirs', 'ours']), reason: z.string() }).nullable(),
})
export type CentralRow = z.infer<typeof CentralRow>

export const CentralCounts = z.record(CentralOutcome, z.number().int())
export type CentralCounts = z.infer<typeof CentralCounts>

export const CentralBatch = z.object({
  source: z.string(),
  sequence: z.number().int().positive(),
  createdAt: Instant,
  sha256: z.string(),
  fileName: z.string(),
  /** Whether a signature was checked; without a key of the receiver none can be. */
  signed: z.boolean(),
  takenAt: Instant,
  by: z.string(),
  counts: CentralCounts,
  /** Numbers that were missing when a person let this one pass before them. */
  skipped: z.array(z.number().int()),
  /** Null: the taking was interrupted; take the batch again. */
  finishedAt: Instant.nullable(),
})
export type CentralBatch = z.infer<typeof CentralBatch>

/** What is to be taken: an uploaded file, one kept from its preview, or what still waits of all batches. */
const Of = z.union([
  z.strictObject({ token: z.string().max(200) }),
  z.strictObject({ kept: z.string().regex(/^[0-9a-f]{64}$/u) }),
  z.strictObject({ waiting: z.literal(true) }),
])
export type CentralOf = z.infer<typeof Of>

const skip = z.boolean().default(false).describe('Take a batch although others before it are missing')

const Head = CentralBatch.pick({
  source: true,
  sequence: true,
  createdAt: true,
  sha256: true,
  fileName: true,
  signed: true,
})

export const CentralDecision = z.strictObject({
  batch: z.number().int().positive(),
  kind: CentralKind,
  key: z.string().max(100),
  seen: z.string().max(64).describe('`choice.seen` that was on the screen'),
  take: z.enum(['theirs', 'ours']),
  reason: z.string().max(500).describe('Why what stands here is kept; taking theirs needs none'),
})
export type CentralDecision = z.infer<typeof CentralDecision>

const fileErrors = [
  'file_unknown',
  'file_write_failed',
  'disk_full',
  'batch_unreadable',
  'batch_manifest',
  'batch_hash',
  'batch_count',
  'batch_record',
  'batch_version',
  'central_centre',
  'central_signature',
  'central_order',
  'central_chain',
  'central_differs',
] as const

export const centralOperations = {
  'central.preview': query({
    about: 'R172: what a batch of the central system would do, record by record; nothing is changed.',
    right: 'mediate',
    input: z.strictObject({ of: Of, skip }),
    output: z.object({
      /** Null: what waits of all batches. */
      batch: Head.nullable(),
      /** When this very batch was taken before. */
      before: z.object({ at: Instant, by: z.string() }).nullable(),
      missing: z.array(z.number().int()),
      counts: CentralCounts,
      rows: z.array(CentralRow),
    }),
    errors: fileErrors,
  }),
  'central.apply': command({
    about: 'R172: take a batch of the central system; conflicts only as a person decided them.',
    right: 'mediate',
    input: z.strictObject({ of: Of, skip, decisions: z.array(CentralDecision).max(20_000).default([]) }),
    output: z.object({
      batch: Head.nullable(),
      counts: CentralCounts,
      /** Records that changed the register now. */
      applied: z.number().int(),
      /** Records that still wait, those of this call. */
      left: z.number().int(),
      rows: z.array(CentralRow),
    }),
    errors: ['reason_needed', ...fileErrors],
  }),
  'central.list': query({
    about: 'R172: batches of the central system that were taken, numbers that are missing, what waits.',
    right: 'exchange',
    input: z.strictObject({}),
    output: z.object({
      batches: z.array(CentralBatch),
      missing: z.array(z.number().int()),
      /** Number that the next batch must bear. */
      expected: z.number().int(),
      waiting: z.number().int(),
      conflicts: z.number().int(),
      /** Whose signature is asked for; null: none can be checked. */
      signer: z.string().nullable(),
    }),
    errors: [],
  }),
  'central.rows': query({
    about: 'R172: what one batch of the central system did, record by record.',
    right: 'exchange',
    input: z.strictObject({ sequence: z.number().int().positive() }),
    output: z.object({ rows: z.array(CentralRow), counts: CentralCounts }),
    errors: ['not_found'],
  }),
} as const satisfies Record<string, Operation>

/** When and where batches leave: targets, what was delivered to each, and the schedule (R165 to R171). */
import { z } from 'zod'
import { errorCodes } from '../errors'
import { Id, Instant } from '../model'
import { command, query, type Operation } from './define'

export const targetKinds = ['folder', 'removable', 'sftp'] as const
export const TargetKind = z.enum(targetKinds)
export type TargetKind = z.infer<typeof TargetKind>

const name = z.string().max(100)

/** A folder of this PC or of the network; `path` is absolute. */
export const FolderTarget = z.strictObject({ kind: z.literal('folder'), name, path: z.string().max(1000) })
/** A drive that is plugged in for it, known by its label file wherever the system mounts it. */
export const RemovableTarget = z.strictObject({
  kind: z.literal('removable'),
  name,
  /** Id of its label file; empty until the drive is chosen. */
  stick: z.string().max(64).default(''),
  /** Folder on the drive; empty: at its root. */
  folder: z.string().max(200).default(''),
})
export const SftpTarget = z.strictObject({
  kind: z.literal('sftp'),
  name,
  host: z.string().max(255),
  port: z.number().int().min(1).max(65535).default(22),
  user: z.string().max(100),
  auth: z.enum(['password', 'key']),
  /** Private key file on this PC, with `auth: key`; the secret is then its passphrase. */
  keyFile: z.string().max(1000).default(''),
  folder: z.string().max(1000).default('.'),
  /** `SHA256:...` of the host key, as a person confirmed it; empty until then. */
  fingerprint: z.string().max(100).default(''),
})
export const TargetFields = z.discriminatedUnion('kind', [FolderTarget, RemovableTarget, SftpTarget])
export type TargetFields = z.infer<typeof TargetFields>

/** Why something failed, as it is kept: code and values, never a sentence. */
export const Fault = z.object({
  code: z.enum(errorCodes),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
})
export type Fault = z.infer<typeof Fault>

export const deliveryStates = ['waiting', 'under_way', 'delivered', 'failed'] as const
export const DeliveryState = z.enum(deliveryStates)
export type DeliveryState = z.infer<typeof DeliveryState>

export const DeliveryRow = z.object({
  targetId: Id,
  targetName: z.string(),
  /** Number of the batch. */
  sequence: z.number().int().positive(),
  state: DeliveryState,
  fileName: z.string(),
  /** Bytes written so far and of the whole file; 0 before the file was opened. */
  bytes: z.number().int(),
  total: z.number().int(),
  /** What was read back from the target. */
  sha256: z.string().nullable(),
  deliveredAt: Instant.nullable(),
  fault: Fault.nullable(),
  attempts: z.number().int(),
  nextTryAt: Instant.nullable(),
})
export type DeliveryRow = z.infer<typeof DeliveryRow>

export const TargetRow = z.object({
  id: Id,
  version: z.number().int().positive(),
  active: z.boolean(),
  fields: TargetFields,
  hasSecret: z.boolean(),
  /** The first batch that goes there. */
  fromSequence: z.number().int().positive(),
  /** `idle`: everything is there. */
  state: z.enum(['idle', 'waiting', 'under_way', 'failed', 'off']),
  /** Batches that are not there yet. */
  waiting: z.number().int(),
  delivered: z.number().int(),
  /** The delivery that stands first in the queue: how far it is, or why it stopped. */
  next: DeliveryRow.nullable(),
  last: z.object({ sequence: z.number().int(), at: Instant }).nullable(),
  /** A removable drive: whether it is plugged in now; null for the others. */
  present: z.boolean().nullable(),
  /** All that is on it was flushed, read back and compared, and nothing is being written. */
  safeToPull: z.boolean(),
})
export type TargetRow = z.infer<typeof TargetRow>

/** What became of one target when it was delivered to. */
export const TargetResult = z.object({
  targetId: Id,
  name: z.string(),
  kind: TargetKind,
  /** Batches that arrived this time. */
  delivered: z.array(z.number().int()),
  /** Batches that are not there. */
  waiting: z.number().int(),
  /** Files of acknowledgement that were fetched. */
  acknowledgements: z.number().int(),
  fault: Fault.nullable(),
})
export type TargetResult = z.infer<typeof TargetResult>

/** Times of a day, `HH:MM`, in the centre's time zone. */
export const Schedule = z.strictObject({
  on: z.boolean(),
  times: z.array(z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/u)).max(12),
  /** Only on working days of the centre's calendar. */
  workingDays: z.boolean(),
})
export type Schedule = z.infer<typeof Schedule>

export const ScheduledRun = z.object({
  /** Local day and time for which it was set, `YYYY-MM-DDTHH:MM`. */
  slot: z.string(),
  startedAt: Instant,
  finishedAt: Instant.nullable(),
  /** `nothing`: no record waited. */
  outcome: z.enum(['under_way', 'made', 'nothing', 'failed']),
  sequence: z.number().int().nullable(),
  fault: Fault.nullable(),
  /** Targets that still lack something. */
  lacking: z.array(z.object({ name: z.string(), fault: Fault })),
})
export type ScheduledRun = z.infer<typeof ScheduledRun>

const secret = z
  .string()
  .max(500)
  .nullable()
  .default(null)
  .describe('Password or passphrase; null: as it was')
const targetErrors = [
  'target_full',
  'target_read_only',
  'target_denied',
  'target_gone',
  'target_failed',
  'target_path',
  'stick_absent',
  'stick_pulled',
  'sftp_unreachable',
  'sftp_login',
  'sftp_key_changed',
  'sftp_key_unconfirmed',
  'sftp_cut',
  'sftp_key_file',
  'secret_missing',
] as const

export const targetOperations = {
  'target.list': query({
    about: 'Where batches go, and how each target stands.',
    right: 'exchange',
    input: z.strictObject({}),
    output: z.object({ targets: z.array(TargetRow), lastSequence: z.number().int() }),
    errors: [],
  }),
  'target.drives': query({
    about: 'Removable drives that the system shows now, for the choice of one.',
    right: 'settings',
    input: z.strictObject({}),
    output: z.array(
      z.object({ path: z.string(), stick: z.string().nullable(), free: z.number().nullable() }),
    ),
    errors: [],
  }),
  'target.save': command({
    about: 'Add a target, or change one; what it was before stays in the audit trail.',
    right: 'settings',
    input: z.strictObject({
      id: Id.nullable().default(null),
      version: z.number().int().positive().nullable().default(null),
      fields: TargetFields,
      active: z.boolean().default(true),
      secret,
      /** The drive that is labelled now, one of `target.drives`; null: the one that was labelled before. */
      drive: z.string().max(1000).nullable().default(null),
      /** A new target: also the batches made before. */
      earlier: z.boolean().default(true),
    }),
    output: TargetRow,
    errors: [
      'not_found',
      'version_conflict',
      'name_empty',
      'input_invalid',
      'file_write_failed',
      ...targetErrors,
    ],
  }),
  'target.test': command({
    about:
      'Reach a target, write a trial file, read it back and take it away. SFTP: show the host key first.',
    right: 'settings',
    input: z.strictObject({
      id: Id.nullable().default(null),
      fields: TargetFields,
      secret,
      drive: z.string().max(1000).nullable().default(null),
    }),
    output: z.object({
      /** False: the host key was read and nothing else was done; a person confirms it first. */
      tried: z.boolean(),
      fingerprint: z.string().nullable(),
      free: z.number().nullable(),
    }),
    errors: ['not_found', 'target_verify_failed', ...targetErrors],
  }),
  'target.deliver': command({
    about: 'Deliver what waits, older batches first, to one target or to all active ones.',
    right: 'exchange',
    input: z.strictObject({
      targetId: Id.nullable().default(null),
      /** Answer at once and go on in the background. */
      background: z.boolean().default(false),
    }),
    output: z.array(TargetResult),
    errors: ['not_found'],
  }),
  'target.cancel': command({
    about: 'Stop a delivery after the part that is being written; what is there is gone on with later.',
    right: 'exchange',
    input: z.strictObject({ targetId: Id }),
    output: z.object({ stopped: z.boolean() }),
    errors: ['not_found'],
  }),
  'target.deliveries': query({
    about: 'What went to which target, the newest batch first.',
    right: 'exchange',
    input: z.strictObject({
      targetId: Id.nullable().default(null),
      sequence: z.number().int().positive().nullable().default(null),
      limit: z.number().int().min(1).max(500).default(60),
    }),
    output: z.array(DeliveryRow),
    errors: [],
  }),
  'schedule.get': query({
    about: 'When the desk makes and delivers batches by itself, and how the last run ended.',
    right: 'exchange',
    input: z.strictObject({}),
    output: z.object({
      schedule: Schedule,
      timeZone: z.string(),
      next: Instant.nullable(),
      last: ScheduledRun.nullable(),
    }),
    errors: [],
  }),
  'schedule.save': command({
    about: 'Set the hours at which batches leave.',
    right: 'settings',
    input: z.strictObject({ schedule: Schedule }),
    output: Schedule,
    errors: ['input_invalid'],
  }),
  'schedule.tick': command({
    about:
      'Do what is due by the clock: the scheduled batch, deliveries to try again, drives that were plugged in.',
    right: 'exchange',
    input: z.strictObject({ background: z.boolean().default(false) }),
    output: z.object({ slot: z.string().nullable(), results: z.array(TargetResult) }),
    errors: [],
  }),
} as const satisfies Record<string, Operation>

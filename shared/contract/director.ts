/** The director's desk: what waits, what is late and by whom, who stands in for the director, whose a duty is. */
import { z } from 'zod'
import { errorCodes } from '../errors'
import { Id, Instant, IsoDay, LocalText, Version } from '../model'
import { command, query, type Operation } from './define'
import { Referral } from './referrals'
import { WorkItem } from './work'

/** Somebody of the staff stands in for the director from the first day to the last, both whole. */
export const Acting = z.object({
  id: Id,
  staffId: Id,
  name: z.string(),
  from: IsoDay,
  until: IsoDay,
  orderNumber: z.string(),
  orderOn: IsoDay,
  reason: z.string(),
  namedBy: z.string(),
  namedAt: Instant,
  revoked: z.object({ at: Instant, by: z.string(), why: z.string() }).nullable(),
  /** `to_come`, `now`, `over` by the clock; `revoked` by the director. */
  state: z.enum(['to_come', 'now', 'over', 'revoked']),
})
export type Acting = z.infer<typeof Acting>

const Count = z.number().int()

/** Why one of several papers was left out, as the errors of operations say it. */
const Refusal = z.object({
  code: z.enum(errorCodes),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
})
export type Refusal = z.infer<typeof Refusal>

/** A paper that waits for the signature; `refused` says why it cannot be signed today. */
export const SigningRow = z.object({ referral: Referral, refused: Refusal.nullable() })
export type SigningRow = z.infer<typeof SigningRow>

export const directorOperations = {
  'director.desk': query({
    about:
      'What the director looks at: numbers of the day, what waits for a signature, what is overdue and by whom.',
    right: 'direct',
    input: z.strictObject({}),
    output: z.object({
      today: IsoDay,
      /** Today: accepted, decided, papers issued, people who became unemployed or job seekers. */
      accepted: Count,
      decided: Count,
      issued: Count,
      registered: Count,
      /** Referrals that wait for the signature, by form. */
      toSign: z.array(
        z.object({
          formId: z.string(),
          title: LocalText,
          n: Count,
          oldest: IsoDay,
          /** The nearest due day among their applications and slips. */
          due: IsoDay.nullable(),
        }),
      ),
      /** Overdue duties by the clerk responsible, the most first; null: nobody's. */
      overdue: z.array(z.object({ staffId: Id.nullable(), name: z.string(), items: z.array(WorkItem) })),
      doubtful: Count,
      slipsOverdue: Count,
      complaints: z.object({ open: Count, overdue: Count, due: IsoDay.nullable() }),
      batch: z.object({ last: Instant.nullable(), today: z.boolean(), waiting: Count }),
      drafts: z.array(z.object({ staffId: Id, name: z.string(), n: Count, oldest: Instant })),
      acting: Acting.nullable(),
    }),
    errors: [],
  }),
  'director.signing': query({
    about: 'Papers that wait for the signature, each with what stands in its way.',
    right: 'direct',
    input: z.strictObject({
      /** Referrals that were seen on this list before: they stay on it, though cancelled or made anew since. */
      also: z.array(Id).max(1000).default([]),
    }),
    output: z.object({ rows: z.array(SigningRow) }),
    errors: [],
  }),
  'director.sign': command({
    about: 'Sign the papers that were looked at. One that cannot be signed says why and blocks no other.',
    right: 'direct',
    input: z.strictObject({
      /** Each with the paper that was looked at: one made anew since is not signed unseen. */
      papers: z
        .array(z.strictObject({ id: Id, version: Version, documentId: Id }))
        .min(1)
        .max(1000),
    }),
    output: z.object({
      signed: z.array(Referral),
      refused: z.array(z.object({ id: Id, error: Refusal })),
    }),
    errors: [],
  }),
  'director.acting': query({
    about: 'Who stands, stood and will stand in for the director, the newest first.',
    right: 'direct',
    input: z.strictObject({}),
    output: z.object({
      acting: z.array(Acting),
      staff: z.array(z.object({ id: Id, name: z.string() })),
      /** False for the acting director: a right that was lent is not lent on. */
      mayName: z.boolean(),
    }),
    errors: [],
  }),
  'director.name': command({
    about: 'Name an acting director for a time. The director only.',
    right: 'direct',
    input: z.strictObject({
      staffId: Id,
      from: z.string().max(40),
      until: z.string().max(40),
      orderNumber: z.string().max(60),
      orderOn: z.string().max(40),
      reason: z.string().max(500),
    }),
    output: Acting,
    errors: [
      'not_found',
      'right_missing',
      'acting_again',
      'acting_unsuitable',
      'acting_overlaps',
      'acting_order',
      'date_invalid',
      'date_too_early',
      'date_in_future',
      'reason_needed',
    ],
  }),
  'director.revoke': command({
    about: 'End the time of an acting director now. The director only.',
    right: 'direct',
    input: z.strictObject({ id: Id, why: z.string().max(500) }),
    output: Acting,
    errors: ['not_found', 'acting_again', 'acting_over', 'reason_needed'],
  }),
  'director.assign': command({
    about: 'Give an open duty to another clerk, with a note.',
    right: 'direct',
    input: z.strictObject({ workId: z.string().max(200), staffId: Id, note: z.string().max(500) }),
    output: WorkItem,
    errors: ['not_found', 'assign_unsuitable', 'assign_same'],
  }),
} as const satisfies Record<string, Operation>

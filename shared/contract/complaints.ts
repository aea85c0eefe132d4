/** Register of complaints (R159 to R164). */
import { z } from 'zod'
import { DeadlineWhy, Id, Instant, IsoDay, LocalText } from '../model'
import { Told } from '../rules/engine/finding'
import { command, query, type Operation } from './define'

export const ComplaintAbout = z.enum(['decision', 'act', 'omission'])
export const ComplaintAddressee = z.enum(['provider_head', 'quality_body', 'local_body'])

/** What may become of a complaint, each once, with its day. */
export const complaintSteps = [
  'received',
  'registered',
  'forwarded',
  'satisfied',
  'answered',
  'court',
] as const
export const ComplaintStep = z.enum(complaintSteps)
export type ComplaintStep = z.infer<typeof ComplaintStep>

export const ComplaintFields = z.strictObject({
  personId: Id.nullable(),
  /** Of somebody who is not in the register. */
  name: z.string().max(300),
  applicationId: Id.nullable(),
  serviceCode: z.string().max(20),
  about: ComplaintAbout.nullable(),
  /** Empty: went to court without a complaint (R164). */
  on: z.string().max(40),
  /** Null where the act names none. */
  addressee: ComplaintAddressee.nullable(),
  text: z.string().max(4000),
})
export type ComplaintFields = z.infer<typeof ComplaintFields>

export const emptyComplaint: ComplaintFields = {
  personId: null,
  name: '',
  applicationId: null,
  serviceCode: 'S-JS',
  about: null,
  on: '',
  addressee: null,
  text: '',
}

export const ComplaintState = z.enum(['open', 'forwarded', 'satisfied', 'answered', 'court'])

/** A term that runs or ran: sending on (R162) or answering (R163). */
export const ComplaintTerm = z.object({
  step: z.enum(['forwarded', 'answered']),
  state: z.enum(['open', 'overdue', 'late', 'done']),
  why: DeadlineWhy,
  workingDaysLeft: z.number().int().nullable(),
  told: Told,
})
export type ComplaintTerm = z.infer<typeof ComplaintTerm>

export const ComplaintRow = z.object({
  id: Id,
  version: z.number().int().positive(),
  number: z.string(),
  personId: Id.nullable(),
  /** Of the person, or as it was written. */
  who: z.string(),
  iinMasked: z.string().nullable(),
  applicationId: Id.nullable(),
  applicationNumber: z.string().nullable(),
  serviceCode: z.string(),
  serviceName: LocalText,
  about: ComplaintAbout,
  on: IsoDay.nullable(),
  addressee: ComplaintAddressee.nullable(),
  state: ComplaintState,
  closed: z.boolean(),
  /** The nearest term that is not met. */
  due: ComplaintTerm.nullable(),
  enteredAt: Instant,
  by: z.string(),
})
export type ComplaintRow = z.infer<typeof ComplaintRow>

export const ComplaintEvent = z.object({
  step: ComplaintStep,
  on: IsoDay,
  note: z.string(),
  at: Instant,
  by: z.string(),
})
export type ComplaintEvent = z.infer<typeof ComplaintEvent>

export const Complaint = ComplaintRow.extend({
  text: z.string(),
  events: z.array(ComplaintEvent),
  terms: z.array(ComplaintTerm),
  /** R159, R160, R162, R164. */
  told: z.array(Told),
  /** What the act of the service says, with its paragraph. */
  law: z.object({ act: LocalText, clause: z.string().nullable(), text: LocalText.nullable() }),
  corrections: z.array(z.object({ at: Instant, by: z.string(), reason: z.string() })),
})
export type Complaint = z.infer<typeof Complaint>

/** What the act of a service says of complaints, for whoever writes one down. */
export const ComplaintLaw = z.object({
  code: z.string(),
  name: LocalText,
  act: LocalText,
  /** The act names to whom it is addressed (R161). */
  addressed: z.boolean(),
  told: z.array(Told),
})
export type ComplaintLaw = z.infer<typeof ComplaintLaw>

const Version = z.number().int().positive()
const reason = z.string().max(500).default('').describe('Why what was recorded is corrected')
const dayErrors = ['date_invalid', 'date_in_future', 'date_too_early'] as const
const fieldErrors = ['name_empty', 'input_invalid', 'complaint_law_unknown', ...dayErrors] as const

export const complaintOperations = {
  'complaint.list': query({
    about: 'R159 to R164: the register of complaints, the newest first.',
    right: 'people_read',
    input: z.strictObject({
      state: z.enum(['all', 'open', 'closed']).default('all'),
      personId: Id.nullable().default(null),
      limit: z.number().int().min(1).max(500).default(100),
    }),
    output: z.object({ rows: z.array(ComplaintRow), total: z.number().int() }),
    errors: [],
  }),
  'complaint.get': query({
    about: 'One complaint with its terms, their reasons and everything that became of it.',
    right: 'people_read',
    input: z.strictObject({ id: Id }),
    output: Complaint,
    errors: ['not_found'],
  }),
  'complaint.laws': query({
    about: 'R159 to R161: what the acts in force on a day say of complaints, by service.',
    right: 'people_read',
    input: z.strictObject({ on: z.string().max(40).default('').describe('Empty: today') }),
    output: z.array(ComplaintLaw),
    errors: dayErrors,
  }),
  'complaint.enter': command({
    about: 'R159, R161: enter a complaint, or that somebody went to court without one (R164).',
    right: 'people_write',
    input: z.strictObject({
      fields: ComplaintFields,
      received: z.string().max(40).default('').describe('Day on which the provider got it'),
      court: z.string().max(40).default('').describe('Day on which the court was applied to'),
    }),
    output: Complaint,
    errors: ['not_found', ...fieldErrors],
  }),
  'complaint.correct': command({
    about: 'Correct what was entered of a complaint; needs a reason.',
    right: 'people_write',
    input: z.strictObject({ id: Id, version: Version, fields: ComplaintFields, reason }),
    output: Complaint,
    errors: ['not_found', 'version_conflict', 'reason_needed', ...fieldErrors],
  }),
  'complaint.record': command({
    about:
      'R162 to R164: what became of a complaint and when; a step recorded before is corrected with a reason.',
    right: 'people_write',
    input: z.strictObject({
      id: Id,
      version: Version,
      step: ComplaintStep,
      on: z.string().max(40).describe('Empty: take back what was recorded'),
      note: z.string().max(1000).default(''),
      reason,
    }),
    output: Complaint,
    errors: ['not_found', 'version_conflict', 'reason_needed', 'complaint_not_received', ...dayErrors],
  }),
} as const satisfies Record<string, Operation>

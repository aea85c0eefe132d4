/** Individual employment plan of an unemployed person (Order No 214, paras 61 to 65, form 214-annex10). */
import { z } from 'zod'
import { DeadlineWhy, DocumentRow, Id, Instant, IsoDay, PaperLanguage, Version } from '../model'
import { Told } from '../rules/engine/finding'
import { planMeasures } from '../rules/engine/plan'
import { command, query, type Operation } from './define'

export const PlanMeasureCode = z.enum(planMeasures)

/** A day as it was typed; empty: not said yet. */
const TypedDay = z.string().max(40)

/** What a clerk types into a plan; a draft may lack any of it. */
export const PlanFields = z.object({
  goal: z.string().max(1000),
  education: z.string().max(500),
  speciality: z.string().max(300),
  /** Rows in use, each measure once. */
  measures: z
    .array(z.object({ measure: PlanMeasureCode, completeOn: TypedDay }))
    .refine((rows) => new Set(rows.map(({ measure }) => measure)).size === rows.length),
  /** Schedule of visits and reports. */
  visits: z.array(z.object({ on: TypedDay, action: z.string().max(500) })).max(50),
  validUntil: TypedDay,
  /** How the person reaches the employee who draws up the plan; the form prints both. */
  specialistPhone: z.string().max(100),
  specialistEmail: z.string().max(200),
})
export type PlanFields = z.infer<typeof PlanFields>

export const PlanMeasureRow = z.object({
  measure: PlanMeasureCode,
  completeOn: IsoDay,
  /** R79; null: not looked at yet. */
  mark: z.object({ done: z.boolean(), on: IsoDay, note: z.string(), by: z.string() }).nullable(),
  /** R78. */
  overdue: z.boolean(),
})
export type PlanMeasureRow = z.infer<typeof PlanMeasureRow>

export const VisitJudgement = z.enum(['valid', 'not_valid'])

export const PlanVisit = z.object({
  id: Id,
  on: IsoDay.nullable(),
  action: z.string(),
  /** R73; null: nothing is recorded yet. */
  record: z
    .object({
      /** Day on which it was kept; null: it was not. */
      keptOn: IsoDay.nullable(),
      explanation: z.string(),
      /** R96: what the employee thinks of the reason. */
      judgement: VisitJudgement.nullable(),
      by: z.string(),
    })
    .nullable(),
  /** `unrecorded`: its day passed and nobody wrote what came of it. */
  state: z.enum(['planned', 'today', 'unrecorded', 'kept', 'late', 'missed']),
})
export type PlanVisit = z.infer<typeof PlanVisit>

export const Plan = z.object({
  id: Id,
  version: Version,
  personId: Id,
  /** `superseded`: another plan took its place. */
  state: z.enum(['draft', 'signed', 'superseded']),
  goal: z.string(),
  education: z.string(),
  speciality: z.string(),
  measures: z.array(PlanMeasureRow),
  visits: z.array(PlanVisit),
  validUntil: IsoDay.nullable(),
  specialistPhone: z.string(),
  specialistEmail: z.string(),
  personSignedOn: IsoDay.nullable(),
  employeeSignedOn: IsoDay.nullable(),
  copyGivenOn: IsoDay.nullable(),
  supersededOn: IsoDay.nullable(),
  document: DocumentRow.nullable(),
  /** Whoever signed it, or drew it up last. */
  employee: z.string(),
  updatedAt: Instant,
  updatedBy: z.string(),
  /** R75 of a draft; R73, R76, R78 and R79 of a plan in force. */
  findings: z.array(Told),
})
export type Plan = z.infer<typeof Plan>

export const PersonPlans = z.object({
  /** The open registration as unemployed; null: there is none, and no plan is drawn up. */
  registration: z
    .object({
      since: IsoDay,
      /** Of the application, and so of the plan's paper. */
      language: PaperLanguage,
      /** R74: until when the first plan must be drawn up. */
      due: DeadlineWhy,
      /** Null once a plan was signed. */
      workingDaysLeft: z.number().int().nullable(),
    })
    .nullable(),
  current: Plan.nullable(),
  draft: Plan.nullable(),
  /** Superseded plans and those of ended registrations, the newest first. */
  past: z.array(Plan),
  /** What a new draft starts from. */
  proposal: PlanFields,
  /** R80: referrals since the registration that the plan does not hold. */
  referrals: z.array(z.object({ applicationId: Id, applicationNumber: z.string(), finding: Told })),
  /** R82: what the person must report, to be shown at signing. */
  changesToTell: Told,
})
export type PersonPlans = z.infer<typeof PersonPlans>

/** Why a record that was made is changed; where it is empty, the note or the explanation says it. */
const Reason = z.string().max(500).default('')

const notOpen = ['not_found', 'version_conflict', 'not_unemployed'] as const
const days = ['date_invalid', 'date_in_future', 'date_too_early', 'date_after_plan'] as const

export const planOperations = {
  'plan.get': query({
    about: 'The plans of a person: in force, in draft and past, with what the rules say of them.',
    right: 'people_read',
    input: z.strictObject({ personId: Id }),
    output: PersonPlans,
    errors: ['not_found'],
  }),
  'plan.save': command({
    about: 'Draw up the draft of a plan, or change it; a signed plan is changed by a new one.',
    right: 'mediate',
    input: z.strictObject({
      personId: Id,
      /** Null begins a draft. */
      id: Id.nullable(),
      version: Version.nullable(),
      fields: PlanFields,
    }),
    output: Plan,
    errors: [...notOpen, ...days, 'plan_signed'],
  }),
  'plan.sign': command({
    about: 'Both sign the draft: it is in force, its paper is issued, the plan before it is superseded.',
    right: 'decide',
    input: z.strictObject({
      id: Id,
      version: Version,
      personSignedOn: TypedDay,
      employeeSignedOn: TypedDay,
      copyGivenOn: TypedDay,
    }),
    output: Plan,
    errors: [
      ...notOpen,
      'date_invalid',
      'date_in_future',
      'date_too_early',
      'plan_signed',
      'plan_not_ready',
      'template_missing',
      'template_invalid',
      'template_too_slow',
      'form_field_missing',
    ],
  }),
  'plan.renew': command({
    about:
      'Begin a new plan from what is still open in the one in force, which holds until the new is signed.',
    right: 'mediate',
    input: z.strictObject({ id: Id, version: Version }),
    output: Plan,
    errors: [...notOpen, 'plan_not_in_force'],
  }),
  'plan.mark': command({
    about: 'Monitoring: a measure of the plan is done or not done, with the day and a note.',
    right: 'mediate',
    input: z.strictObject({
      id: Id,
      version: Version,
      measure: PlanMeasureCode,
      done: z.boolean(),
      on: TypedDay,
      note: z.string().max(1000).default(''),
      reason: Reason,
    }),
    output: Plan,
    errors: [
      ...notOpen,
      'date_invalid',
      'date_in_future',
      'date_too_early',
      'reason_needed',
      'plan_not_in_force',
    ],
  }),
  'plan.visit': command({
    about:
      'The person came or reported as agreed, or did not; with the explanation and what is thought of it.',
    right: 'mediate',
    input: z.strictObject({
      id: Id,
      version: Version,
      visitId: Id,
      /** Day on which the visit was kept; empty: it was not. */
      keptOn: TypedDay,
      explanation: z.string().max(1000).default(''),
      judgement: VisitJudgement.nullable().default(null),
      reason: Reason,
    }),
    output: Plan,
    errors: [
      ...notOpen,
      'date_invalid',
      'date_in_future',
      'date_too_early',
      'reason_needed',
      'plan_not_in_force',
    ],
  }),
} as const satisfies Record<string, Operation>

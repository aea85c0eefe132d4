/** Referrals to active employment measures and their return slips (Order No 84, annex 8-1, R118 to R158). */
import { z } from 'zod'
import {
  Application,
  DeadlineWhy,
  DocumentRow,
  Id,
  Instant,
  IsoDay,
  LocalText,
  PaperLanguage,
  Version,
} from '../model'
import { Told } from '../rules/engine/finding'
import { Counterpart, slipOutcomes } from '../rules/engine/referrals'
import { referralStates } from '../rules/engine/states'
import { command, query, type Operation } from './define'
import { Difference } from './work'

/** A day as it was typed. */
const Typed = z.string().max(40)

/** What the clerk tells for a referral; a form takes what it has blanks for. */
export const ReferralFields = z.strictObject({
  /** Who takes the person in, where the measure has two forms (R134). */
  counterpart: Counterpart.nullable(),
  organisationId: Id.nullable(),
  /** A training group or subsidised place of the organisation; the referral takes one of its places. */
  placeId: Id.nullable(),
  vacancyId: Id.nullable(),
  profession: z.string().max(300),
  /** NKZ; empty: none was chosen. */
  professionCode: z.string().max(20).default(''),
  /** Which category is underlined (R146); empty: the one of the application. */
  category: z.string().max(60),
  startOn: Typed,
  /** Empty: computed from the first day and the months (R147). */
  endOn: Typed,
  months: z.number().int().min(1).max(120).nullable(),
  /** Days of training (172-annex6). */
  days: z.number().int().min(1).max(1000).nullable(),
  /** R142: decision of the regional commission, and where the family moves. */
  commissionOn: Typed,
  commissionNumber: z.string().max(60),
  destination: z.string().max(300),
  family: z.array(z.strictObject({ relation: z.string().max(60), fullName: z.string().max(200) })).max(20),
  /** R127: how the owner of a digital document agreed. */
  digitalConsent: z.enum(['one_time_password', 'sms_answer']).nullable(),
  /** Number and day of an old paper referral; its own otherwise. */
  number: z.string().max(40),
  issuedOn: Typed,
})
export type ReferralFields = z.infer<typeof ReferralFields>

export const emptyReferral: ReferralFields = {
  counterpart: null,
  organisationId: null,
  placeId: null,
  vacancyId: null,
  profession: '',
  professionCode: '',
  category: '',
  startOn: '',
  endOn: '',
  months: null,
  days: null,
  commissionOn: '',
  commissionNumber: '',
  destination: '',
  family: [],
  digitalConsent: null,
  number: '',
  issuedOn: '',
}
export type ReferralField = keyof ReferralFields

/** Something to look at that is no rule of the orders, e.g. that more people are sent than there are places. */
const Note = z.object({ field: z.string().nullable(), text: LocalText })

/** What of the fields is missing or wrong, by field; the sentence says what to do. */
const Missing = z.object({ field: z.string(), text: LocalText })

export const MeasurePlaceFields = z.strictObject({
  organisationId: Id,
  measure: z.string().max(60),
  /** Profession of the group or of the place. */
  title: z.string().max(300),
  startsOn: Typed,
  endsOn: Typed,
  places: z.number().int().min(1).max(10_000),
  note: z.string().max(1000),
  /** False: nobody is referred there any more. */
  active: z.boolean(),
})
export type MeasurePlaceFields = z.infer<typeof MeasurePlaceFields>

export const MeasurePlace = MeasurePlaceFields.extend({
  id: Id,
  version: Version,
  startsOn: IsoDay,
  endsOn: IsoDay,
  organisationKk: z.string(),
  organisationRu: z.string(),
  measureName: LocalText,
  taken: z.number().int(),
  /** Negative: more people were sent than there are places. */
  free: z.number().int(),
  updatedAt: Instant,
  updatedBy: z.string(),
})
export type MeasurePlace = z.infer<typeof MeasurePlace>

/** What came back on a slip, as it is typed. */
export const SlipFields = z.strictObject({
  outcome: z.enum(slipOutcomes),
  returnedOn: Typed,
  /** Name on the slip; empty: the one of the referral. */
  name: z.string().max(300),
  /** A copy of the order on hiring is attached. */
  hireOrderCopy: z.boolean(),
  /** By field of the form; days as they are typed. */
  written: z.record(z.string().max(60), z.string().max(300)),
  note: z.string().max(1000),
})
export type SlipFields = z.infer<typeof SlipFields>

/** A blank of the slip. */
const SlipBlank = z.object({
  id: z.string(),
  kind: z.enum(['text', 'date', 'choice']),
  options: z.array(z.string()),
})
export type SlipBlank = z.infer<typeof SlipBlank>

const Slip = z.object({
  fields: SlipFields,
  returnedOn: IsoDay,
  doubtful: z.boolean(),
  findings: z.array(Told),
  enteredAt: Instant,
  enteredBy: z.string(),
  decision: z.object({ reason: z.string(), at: Instant, by: z.string() }).nullable(),
})

export const referralStages = ['to_print', 'to_sign', 'to_hand_over', 'handed_over'] as const

/** What a referral was closed as (R141); `refused` and `not_come` free the place. */
export const ReferralClosing = z.enum(['enrolled', 'hired', 'relocated', 'answered', 'refused', 'not_come'])
export type ReferralClosing = z.infer<typeof ReferralClosing>

export const Referral = z.object({
  id: Id,
  version: Version,
  number: z.string(),
  nameOnPaper: z.string(),
  applicationId: Id,
  applicationNumber: z.string(),
  person: z.object({ id: Id, name: z.string(), iinMasked: z.string(), phone: z.string() }),
  edition: z.string(),
  formId: z.string(),
  formTitle: LocalText,
  language: PaperLanguage,
  measure: z.string(),
  measureName: LocalText,
  counterpart: Counterpart,
  organisation: z
    .object({ id: Id, nameKk: z.string(), nameRu: z.string(), phone: z.string(), contact: z.string() })
    .nullable(),
  placeId: Id.nullable(),
  vacancyId: Id.nullable(),
  profession: z.string(),
  destination: z.string(),
  startsOn: IsoDay.nullable(),
  endsOn: IsoDay.nullable(),
  months: z.number().int().nullable(),
  issuedOn: IsoDay,
  issuedBy: z.string(),
  archive: z.boolean(),
  document: DocumentRow.nullable(),
  /** Its paper was cancelled and none stands in its place: it holds no more. */
  cancelled: z.boolean(),
  stage: z.enum(referralStages),
  state: z.enum(referralStates),
  signed: z.object({ on: IsoDay, by: z.string() }).nullable(),
  handedOverOn: IsoDay.nullable(),
  /** R138, R139, R158; null where the form states no limit. */
  slipDue: DeadlineWhy.nullable(),
  /** R140: the centre's own day to ask. */
  reminderOn: IsoDay.nullable(),
  /** Until the slip is due; null when nothing is waited for. */
  workingDaysLeft: z.number().int().nullable(),
  remindedOn: IsoDay.nullable(),
  blanks: z.array(SlipBlank),
  asksCopy: z.boolean(),
  slip: Slip.nullable(),
  closed: z.object({ as: ReferralClosing, on: IsoDay }).nullable(),
  /** The time in the measure: of the slip, else of the referral. */
  takesPart: z.object({ from: IsoDay.nullable(), to: IsoDay.nullable() }),
  stopped: z.object({ on: IsoDay, why: z.string() }).nullable(),
})
export type Referral = z.infer<typeof Referral>

export const referralLists = [
  'to_print',
  'to_sign',
  'to_hand_over',
  'waiting',
  'overdue',
  'in_question',
  'closed',
  'all',
] as const
export type ReferralList = (typeof referralLists)[number]

/** A line of the comparison of a slip with its referral. */
const SlipLine = z.object({
  field: z.string(),
  issued: z.string().nullable(),
  written: z.string().nullable(),
  verdict: z.enum(['same', 'differs', 'missing', 'told']),
})
export type SlipLine = z.infer<typeof SlipLine>

/** Several referrals at once, each at the version that was seen. */
const Many = z
  .array(z.strictObject({ id: Id, version: Version }))
  .min(1)
  .max(200)

const Preparation = z.object({
  /** The measure has no form of a referral in this edition: it is decided like any other service. */
  applies: z.boolean(),
  issued: Referral.nullable(),
  measure: z.string(),
  measureName: LocalText,
  archive: z.boolean(),
  formId: z.string().nullable(),
  formTitle: LocalText.nullable(),
  counterpart: Counterpart.nullable(),
  /** Who may take the person in; more than one where it must be chosen. */
  counterparts: z.array(Counterpart),
  /** Which fields this form asks for. */
  asks: z.array(z.string()),
  /** Which may be underlined (R146). */
  categories: z.array(z.string()),
  /** What was given, with what follows from it: last day, months, category. */
  fields: ReferralFields,
  missing: z.array(Missing),
  findings: z.array(Told),
  notes: z.array(Note),
  ready: z.boolean(),
  /** Groups and places for this measure, of the organisation where one is chosen. */
  places: z.array(MeasurePlace),
})

const dayErrors = ['date_invalid', 'date_in_future', 'date_too_early'] as const
const stepErrors = ['not_found', 'version_conflict', 'paper_cancelled', 'referral_step'] as const
/** Why a referral cannot be signed. */
export const signErrors = [
  ...stepErrors,
  ...dayErrors,
  'referral_not_printed',
  'referral_signed',
  'handed_over_already',
  'paper_outdated',
  'paper_signatory',
] as const

/** A slip as it should have been entered; null: it was none of this referral, which is waited for again. */
const CorrectedSlip = z.strictObject({ id: Id, version: Version, slip: SlipFields.nullable() })

const Count = z.object({
  /** `YYYY-MM` of issue. */
  month: z.string(),
  measure: z.string(),
  measureName: LocalText,
  organisationId: Id.nullable(),
  organisation: LocalText.nullable(),
  issued: z.number().int(),
  came: z.number().int(),
  refused: z.number().int(),
  /** No slip yet, or one that waits for a decision. */
  waiting: z.number().int(),
  stopped: z.number().int(),
})

export const referralOperations = {
  'referral.prepare': query({
    about: 'What the referral of an application asks for, what is missing, and what the rules find.',
    right: 'decide',
    input: z.strictObject({ applicationId: Id, fields: ReferralFields.nullable().default(null) }),
    output: Preparation,
    errors: ['not_found'],
  }),
  'referral.issue': command({
    about: 'R133-R137: grant the application and issue its referral; nothing is issued half.',
    right: 'decide',
    input: z.strictObject({ applicationId: Id, version: Version, fields: ReferralFields }),
    output: z.object({
      application: Application,
      document: DocumentRow.nullable(),
      referral: Referral,
    }),
    errors: [
      'not_found',
      'version_conflict',
      'decision_exists',
      'papers_not_taken',
      'check_needed',
      'check_contradicts',
      'referral_not_ready',
      'referral_number_taken',
      ...dayErrors,
      'template_missing',
      'template_invalid',
      'template_too_slow',
      'form_field_missing',
    ],
  }),
  'referral.list': query({
    about:
      'Referrals by where they stand: to print, to sign, to hand over, slips waited for, overdue, in doubt.',
    right: 'people_read',
    input: z.strictObject({
      show: z.enum(referralLists).default('all'),
      text: z.string().max(200).default(''),
      personId: Id.nullable().default(null),
      organisationId: Id.nullable().default(null),
      measure: z.string().max(60).default(''),
      limit: z.number().int().min(1).max(500).default(100),
      offset: z.number().int().min(0).default(0),
    }),
    output: z.object({
      today: IsoDay,
      referrals: z.array(Referral),
      total: z.number().int(),
      counts: z.record(z.enum(referralLists), z.number().int()),
    }),
    errors: [],
  }),
  'referral.get': query({
    about: 'One referral with its slip.',
    right: 'people_read',
    input: z.strictObject({ id: Id }),
    output: Referral,
    errors: ['not_found'],
  }),
  'referral.find': query({
    about: 'The referral of a slip, by the code on its paper or by its number.',
    right: 'people_read',
    input: z.strictObject({ text: z.string().max(200) }),
    output: z.object({
      verdict: z.enum(['unchanged', 'changed', 'damaged', 'not_ours', 'by_number', 'unknown']),
      /** More than one where an old number was used in several years. */
      referrals: z.array(Referral),
    }),
    errors: [],
  }),
  'referral.sign': command({
    about: 'Signed by the director or the acting one: several referrals at once, all or none.',
    right: 'sign',
    input: z.strictObject({ referrals: Many, on: Typed.default('') }),
    output: z.array(Referral),
    errors: [...signErrors],
  }),
  'referral.handOver': command({
    about: 'Hand signed referrals over, each person seen with the identity document.',
    right: 'decide',
    input: z.strictObject({ referrals: Many, identitySeen: z.boolean(), on: Typed.default('') }),
    output: z.array(Referral),
    errors: [
      ...stepErrors,
      ...dayErrors,
      'referral_not_signed',
      'handed_over_already',
      'identity_document_needed',
    ],
  }),
  'referral.compare': query({
    about: 'R141, R180: a slip beside its referral, line by line, before it is kept.',
    right: 'decide',
    input: z.strictObject({ id: Id, slip: SlipFields }),
    output: z.object({
      lines: z.array(SlipLine),
      findings: z.array(Told),
      missing: z.array(Missing),
      /** It will wait for a person's decision. */
      doubtful: z.boolean(),
      closes: ReferralClosing,
    }),
    errors: ['not_found'],
  }),
  'referral.returnSlip': command({
    about: 'R141: keep a slip that came back; a clear one closes the referral, a doubtful one waits.',
    right: 'decide',
    input: z.strictObject({ id: Id, version: Version, slip: SlipFields }),
    output: Referral,
    errors: [...stepErrors, ...dayErrors, 'slip_field_unknown', 'referral_not_signed'],
  }),
  'referral.confirmSlip': command({
    about: 'R141: a person accepts a doubtful slip, with the reason.',
    right: 'decide',
    input: z.strictObject({ id: Id, version: Version, reason: z.string().max(1000) }),
    output: Referral,
    errors: [...stepErrors, 'reason_needed'],
  }),
  'referral.foresee': query({
    about: 'What a correction of a kept slip, or taking it back, would change for the person.',
    right: 'decide',
    input: CorrectedSlip,
    output: Difference,
    errors: [...stepErrors, ...dayErrors, 'slip_field_unknown', 'referral_not_signed'],
  }),
  'referral.correct': command({
    about: 'Correct a kept slip, or take it back and wait for the right one; what was said before is kept.',
    right: 'decide',
    input: CorrectedSlip.extend({ reason: z.string().max(1000) }),
    output: Referral,
    errors: [...stepErrors, ...dayErrors, 'slip_field_unknown', 'referral_not_signed', 'reason_needed'],
  }),
  'referral.remind': command({
    about: 'Print one reminder to each organisation: about the chosen slips and its other overdue ones.',
    right: 'decide',
    input: z.strictObject({ referrals: Many }),
    output: z.object({ referrals: z.array(Referral), documents: z.array(DocumentRow) }),
    errors: [
      ...stepErrors,
      'slip_not_due',
      'template_missing',
      'template_invalid',
      'template_too_slow',
      'form_field_missing',
    ],
  }),
  'referral.stop': command({
    about: 'A person left the measure before its last day.',
    right: 'decide',
    input: z.strictObject({ id: Id, version: Version, on: Typed, why: z.string().max(300) }),
    output: Referral,
    errors: [...stepErrors, ...dayErrors, 'reason_needed', 'referral_not_taking_part'],
  }),
  'referral.participants': query({
    about: 'Who takes part in a measure: today, ending soon, stopped early.',
    right: 'people_read',
    input: z.strictObject({
      show: z.enum(['now', 'ending', 'stopped', 'all']).default('now'),
      /** For `ending`: within so many calendar days. */
      days: z.number().int().min(1).max(365).default(14),
      organisationId: Id.nullable().default(null),
      measure: z.string().max(60).default(''),
      limit: z.number().int().min(1).max(500).default(100),
      offset: z.number().int().min(0).default(0),
    }),
    output: z.object({
      today: IsoDay,
      referrals: z.array(Referral),
      total: z.number().int(),
      counts: z.object({ now: z.number().int(), ending: z.number().int(), stopped: z.number().int() }),
    }),
    errors: [],
  }),
  'referral.counts': query({
    about: 'Referrals issued and what came of them, by month, measure and organisation.',
    right: 'people_read',
    input: z.strictObject({
      /** Months `YYYY-MM`, both included; empty: the last twelve. */
      from: z.string().max(7).default(''),
      to: z.string().max(7).default(''),
      organisationId: Id.nullable().default(null),
      measure: z.string().max(60).default(''),
    }),
    output: z.object({
      months: z.array(z.string()),
      measures: z.array(z.object({ code: z.string(), name: LocalText })),
      rows: z.array(Count),
    }),
    errors: [],
  }),
  'referral.places': query({
    about: 'Training groups and subsidised places, with how many are free.',
    right: 'people_read',
    input: z.strictObject({
      organisationId: Id.nullable().default(null),
      measure: z.string().max(60).default(''),
      /** Also those that ended or are closed. */
      past: z.boolean().default(false),
    }),
    output: z.object({
      places: z.array(MeasurePlace),
      measures: z.array(z.object({ code: z.string(), name: LocalText })),
    }),
    errors: [],
  }),
  'referral.savePlace': command({
    about: 'Add a training group or subsidised places, or mend them.',
    right: 'mediate',
    input: z.strictObject({ id: Id.nullable(), version: Version.nullable(), fields: MeasurePlaceFields }),
    output: MeasurePlace,
    errors: ['not_found', 'version_conflict', 'name_empty', 'measure_unknown', ...dayErrors],
  }),
} as const satisfies Record<string, Operation>

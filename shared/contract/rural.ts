/** The assistant in a village and what the centre takes over from one (Order No 214, paras 14 to 20, R34 to R44). */
import { z } from 'zod'
import {
  codedFields,
  ApplicationRow,
  CheckResult,
  DeadlineWhy,
  FileToken,
  Id,
  Instant,
  IntakeDraft,
  IntakeVerdict,
  IsoDay,
  Outcome,
  PaperLanguage,
  PersonFields,
  Problem,
  RuralPlace,
  Version,
} from '../model'
import { Told } from '../rules/engine/finding'
import { command, query, type Operation } from './define'

/** A day as it is typed (R179). */
const Day = z.string().max(40)

/** Through whom or what a person is told (R44). */
export const RuralChannel = z.enum(['assistant', 'ict', 'mobile'])
export type RuralChannel = z.infer<typeof RuralChannel>

/** R38 to R41: what the assistant says of the personal employment card and of enbek.kz, beside the intake. */
export const RuralFacts = z.strictObject({
  aisAccessible: z.boolean().nullable(),
  card: z.enum(['ais', 'electronic', 'paper']).nullable(),
  /** R40: as read from AIS, which alone determines it; '' where it was not read. */
  seekerCategory: z.string().max(200),
  /** R41: the possibilities of enbek.kz were explained. */
  portalExplained: z.boolean(),
})
export type RuralFacts = z.infer<typeof RuralFacts>

export const emptyRuralFacts: RuralFacts = {
  aisAccessible: null,
  card: null,
  seekerCategory: '',
  portalExplained: false,
}

/** R37: the assistant's check of the documents and the personal data. */
export const RuralCheck = z.strictObject({
  on: IsoDay,
  result: CheckResult,
  note: z.string().max(2000),
  by: z.string().max(300),
  /** When it was recorded. */
  at: Instant,
})
export type RuralCheck = z.infer<typeof RuralCheck>

/** R43: what the centre made of a case, as the assistant knows it. */
export const RuralAnswer = z.strictObject({
  receivedOn: IsoDay,
  applicationNumber: z.string().max(60),
  /** Null while it is not decided, and where it was refused. */
  registeredOn: IsoDay.nullable(),
  outcome: Outcome.nullable(),
})
export type RuralAnswer = z.infer<typeof RuralAnswer>

/** R44: how the person was told the date of registration. */
export const RuralTold = z.object({
  on: IsoDay,
  /** Null: in person, which the order does not name. */
  through: RuralChannel.nullable(),
  note: z.string(),
  by: z.string(),
  at: Instant,
})
export type RuralTold = z.infer<typeof RuralTold>

/** R35. `closed`: the assistant put it aside. */
export const RuralState = z.enum(['draft', 'checked', 'sent', 'received', 'registered', 'refused', 'closed'])
export type RuralState = z.infer<typeof RuralState>

/** A case of an assistant as a row of her list. */
export const RuralRow = z.object({
  id: z.uuid(),
  version: Version,
  state: RuralState,
  personName: z.string(),
  iinMasked: z.string(),
  begunOn: IsoDay,
  savedAt: Instant,
  assistant: z.string(),
  district: z.object({ kk: z.string(), ru: z.string() }),
  check: RuralCheck.nullable(),
  transfer: z.object({ id: Id, number: z.string(), sentOn: IsoDay }).nullable(),
  answer: RuralAnswer.nullable(),
  told: RuralTold.nullable(),
  /** What is to be done next, with its day where the law names one. */
  due: DeadlineWhy.nullable(),
  /** 0 today, negative when overdue; null where no day is named. */
  workingDaysLeft: z.number().int().nullable(),
})
export type RuralRow = z.infer<typeof RuralRow>

/** A case with everything typed in it. */
export const RuralPage = RuralRow.extend({
  revision: z.number().int(),
  place: RuralPlace,
  personId: Id.nullable(),
  draft: IntakeDraft,
  facts: RuralFacts,
  closed: z.object({ reason: z.string(), by: z.string(), at: Instant }).nullable(),
  /** What the rules say of it now: R37 to R44. */
  findings: z.array(Told),
})
export type RuralPage = z.infer<typeof RuralPage>

export const RuralTransfer = z.object({
  id: Id,
  number: z.string(),
  sentOn: IsoDay,
  at: Instant,
  by: z.string(),
  cases: z.number().int(),
  /** How many of them the centre has answered with a number. */
  answered: z.number().int(),
  sha256: z.string(),
  fileName: z.string(),
  language: PaperLanguage,
})
export type RuralTransfer = z.infer<typeof RuralTransfer>

/** Where a transfer comes from, as its file says. */
export const RuralHead = z.strictObject({
  uid: z.uuid(),
  number: z.string().min(1).max(40),
  sentOn: IsoDay,
  assistant: z.string().min(1).max(300),
  district: z.strictObject({ kk: z.string().max(200), ru: z.string().max(200) }),
  akim: z.string().max(200),
})
export type RuralHead = z.infer<typeof RuralHead>

/** What the centre took over of a case, and what became of it. */
export const RuralArrival = z.object({
  id: Id,
  version: Version,
  personId: Id,
  personName: z.string(),
  iinMasked: z.string(),
  applicationId: Id,
  applicationNumber: z.string(),
  state: ApplicationRow.shape.state,
  outcome: Outcome.nullable(),
  receivedOn: IsoDay,
  registeredOn: IsoDay.nullable(),
  check: RuralCheck,
  /** R43: when registration is due. */
  due: DeadlineWhy,
  /** Null once it is registered or refused. */
  workingDaysLeft: z.number().int().nullable(),
  informed: RuralTold.nullable(),
  findings: z.array(Told),
})
export type RuralArrival = z.infer<typeof RuralArrival>

export const RuralReceipt = RuralHead.extend({
  id: Id,
  at: Instant,
  by: z.string(),
  fileName: z.string(),
  arrivals: z.array(RuralArrival),
})
export type RuralReceipt = z.infer<typeof RuralReceipt>

/** Fields of a person that the centre and the file may tell differently. */
/** What may differ; a code goes with its text. */
type OwnField = Exclude<keyof PersonFields, (typeof codedFields)[keyof typeof codedFields]>
const codes: readonly string[] = Object.values(codedFields)
export const RuralField = z.enum(
  Object.keys(PersonFields.shape).filter((field) => !codes.includes(field)) as [OwnField],
)
export type RuralField = z.infer<typeof RuralField>

/** Why a case of a file cannot become an application. */
export const RuralFault = z.enum([
  /** A field is missing or is not what it should be. */
  'shape',
  /** The same case stands twice in the file. */
  'doubled',
  /** Its days contradict each other or today. */
  'dates',
  'service',
  /** Its number belongs to another application of this register. */
  'foreign_draft',
  /** The intake could not be accepted: `problems` say why. */
  'not_ready',
])
export type RuralFault = z.infer<typeof RuralFault>

/** One case of a file against the register, before anything changes. */
export const RuralIncoming = z.object({
  /** '' where it cannot even be read. */
  id: z.string(),
  personName: z.string(),
  iinMasked: z.string(),
  begunOn: IsoDay.nullable(),
  check: RuralCheck.nullable(),
  facts: RuralFacts.nullable(),
  verdict: z.enum(['new', 'known', 'taken', 'unusable']),
  fault: RuralFault.nullable(),
  /** What stops it or should be looked at, by the law's data. */
  problems: z.array(Problem),
  findings: z.array(Told),
  /** The person of the register with this IIN. */
  person: z.object({ id: Id, version: Version }).nullable(),
  /** `chosen` false: the identity document that was shown counts, as at the counter. */
  differences: z.array(
    z.object({ field: RuralField, ours: z.string(), theirs: z.string(), chosen: z.boolean() }),
  ),
  /** People without this number who may be the same (R31); somebody must say that they are not. */
  similar: z.array(z.object({ id: Id, fullName: z.string(), birthDate: IsoDay, iinMasked: z.string() })),
  /** R182: a reason is asked for. */
  openApplication: ApplicationRow.nullable(),
  /** What was registered from it before. */
  application: z.object({ id: Id, number: z.string() }).nullable(),
})
export type RuralIncoming = z.infer<typeof RuralIncoming>

const Choices = z.strictObject({
  id: z.uuid(),
  /** Version of the known person that was on the screen; null for a new one. */
  personVersion: Version.nullable(),
  /** For each field told differently: whose value stays. */
  keep: z.partialRecord(RuralField, z.enum(['ours', 'theirs'])).default({}),
  similarSeen: z.boolean().default(false),
  /** R182: why a second application. */
  secondReason: z.string().max(500).default(''),
})
export type RuralChoices = z.infer<typeof Choices>

const fileErrors = [
  'file_unknown',
  'file_too_large',
  'rural_file_unreadable',
  'rural_file_changed',
  'rural_file_newer',
  'rural_file_centre',
] as const
const caseErrors = ['not_found', 'version_conflict', 'rural_locked'] as const
const dayErrors = ['date_invalid', 'date_in_future', 'date_too_early'] as const
const lawErrors = ['service_unknown', 'edition_not_held'] as const
const paperErrors = [
  'template_missing',
  'template_invalid',
  'template_too_slow',
  'form_field_missing',
] as const

export const ruralOperations = {
  /* ---------- at the assistant's ---------- */
  'rural.cases': query({
    about: 'Cases of the assistants at this desk, the most urgent first, and where the caller works.',
    right: 'rural',
    input: z.strictObject({ show: z.enum(['open', 'all']).default('open') }),
    output: z.object({
      /** Null: no assistant, or nobody has put in the district yet. */
      place: RuralPlace.nullable(),
      cases: z.array(RuralRow),
    }),
    errors: [],
  }),
  'rural.get': query({
    about: 'One case of an assistant with what is typed in it and what the rules say.',
    right: 'rural',
    input: z.strictObject({ id: z.uuid() }),
    output: RuralPage,
    errors: ['not_found'],
  }),
  'rural.judge': query({
    about: 'R36: what is missing in a case: the checklist of the counter, asked for by the assistant.',
    right: 'rural',
    input: z.strictObject({ draft: IntakeDraft }),
    output: IntakeVerdict,
    errors: [...lawErrors],
  }),
  'rural.save': command({
    about: 'R35: keep what is typed of a case. An older revision never overwrites a newer one.',
    right: 'rural',
    input: z.strictObject({ id: z.uuid(), revision: z.number().int().min(0), data: IntakeDraft }),
    output: z.object({ revision: z.number().int(), savedAt: Instant }),
    errors: ['version_conflict', 'rural_locked', 'rural_place_missing'],
  }),
  'rural.note': command({
    about: 'R38 to R41: where the personal employment card stands, what AIS says, enbek.kz explained.',
    right: 'rural',
    input: z.strictObject({ id: z.uuid(), version: Version, facts: RuralFacts }),
    output: RuralPage,
    errors: [...caseErrors],
  }),
  'rural.check': command({
    about: 'R37: the check of documents and data is done; the person is kept, the case waits to be sent.',
    right: 'rural',
    input: z.strictObject({
      id: z.uuid(),
      version: Version,
      on: Day,
      result: CheckResult,
      note: z.string().max(2000),
    }),
    output: RuralPage,
    errors: [
      ...caseErrors,
      ...dayErrors,
      ...lawErrors,
      'intake_not_ready',
      'reason_needed',
      'person_exists',
      'name_empty',
    ],
  }),
  'rural.reopen': command({
    about: 'Take the check of a case back, to mend what is typed; only until it is sent.',
    right: 'rural',
    input: z.strictObject({ id: z.uuid(), version: Version }),
    output: RuralPage,
    errors: [...caseErrors],
  }),
  'rural.close': command({
    about: 'Put a case aside that was not sent; it stays in the register with the reason.',
    right: 'rural',
    input: z.strictObject({ id: z.uuid(), version: Version, reason: z.string().max(500) }),
    output: RuralPage,
    errors: [...caseErrors, 'reason_needed'],
  }),
  'rural.paper': query({
    about: 'The application to be signed at the assistant’s, with a blank for the number of the centre.',
    right: 'rural',
    input: z.strictObject({ id: z.uuid(), what: z.enum(['application', 'card']) }),
    output: FileToken,
    errors: ['not_found', 'form_unknown', ...lawErrors, ...paperErrors],
  }),
  'rural.send': command({
    about: 'R42: send checked cases to the centre: a file and the transfer list; the cases are locked.',
    right: 'rural',
    input: z.strictObject({
      cases: z
        .array(z.strictObject({ id: z.uuid(), version: Version }))
        .min(1)
        .max(200),
      on: Day,
      language: PaperLanguage,
    }),
    output: RuralTransfer,
    errors: [
      ...caseErrors,
      ...dayErrors,
      ...lawErrors,
      'rural_not_checked',
      'rural_place_missing',
      ...paperErrors,
    ],
  }),
  'rural.transfers': query({
    about: 'What was sent from this desk, newest first.',
    right: 'rural',
    input: z.strictObject({}),
    output: z.array(RuralTransfer),
    errors: [],
  }),
  'rural.transferFile': query({
    about: 'The file of a transfer for the centre, the same bytes each time; or its list as paper (S7).',
    right: 'rural',
    input: z.strictObject({ id: Id, as: z.enum(['file', 'docx', 'pdf']).default('file') }),
    output: FileToken,
    errors: ['not_found', 'paper_changed', 'pdf_unavailable', 'office_failed'],
  }),
  'rural.readAnswer': command({
    about: 'Read the centre’s answer: its cases get their number and the day of registration.',
    right: 'rural',
    input: z.strictObject({ token: z.string().max(100) }),
    output: z.object({
      fileName: z.string(),
      number: z.string(),
      lines: z.array(
        z.object({
          id: z.string(),
          personName: z.string(),
          applicationNumber: z.string(),
          registeredOn: IsoDay.nullable(),
          /** `contradicts`: another number or day stands here already and stays. */
          verdict: z.enum(['marked', 'unchanged', 'unknown', 'contradicts']),
        }),
      ),
    }),
    errors: [...fileErrors],
  }),
  'rural.noteAnswer': command({
    about: 'Type in what the centre answered of a case: received, its number, the day of registration.',
    right: 'rural',
    input: z.strictObject({
      id: z.uuid(),
      version: Version,
      receivedOn: Day,
      applicationNumber: z.string().max(60),
      /** '' while it is not registered. */
      registeredOn: Day,
      refused: z.boolean().default(false),
    }),
    output: RuralPage,
    errors: [...caseErrors, ...dayErrors, 'rural_not_sent', 'name_empty'],
  }),
  'rural.tell': command({
    about: 'R44: the assistant told the person the date of registration.',
    right: 'rural',
    input: z.strictObject({
      id: z.uuid(),
      version: Version,
      on: Day,
      through: RuralChannel,
      note: z.string().max(1000),
    }),
    output: RuralPage,
    errors: [...caseErrors, ...dayErrors, 'rural_not_registered'],
  }),

  /* ---------- at the centre ---------- */
  'rural.readFile': query({
    about: 'Read the file of an assistant, case by case, without changing anything.',
    right: 'intake',
    input: z.strictObject({ token: z.string().max(100), receivedOn: Day.default('') }),
    output: RuralHead.extend({
      fileName: z.string(),
      cases: z.array(RuralIncoming),
      /** The same transfer was taken in before. */
      before: z.object({ at: Instant, by: z.string() }).nullable(),
    }),
    errors: [...fileErrors, 'date_invalid', 'date_in_future'],
  }),
  'rural.takeIn': command({
    about: 'R43: register the chosen cases of a file, all or none; a case taken in before is left as it is.',
    right: 'intake',
    input: z.strictObject({
      token: z.string().max(100),
      /** Day on which the papers came from the assistant; '' is today. */
      receivedOn: Day.default(''),
      cases: z.array(Choices).min(1).max(200),
    }),
    output: z.object({ receiptId: Id, taken: z.number().int(), before: z.number().int() }),
    errors: [
      ...fileErrors,
      ...dayErrors,
      ...lawErrors,
      ...paperErrors,
      'rural_case_unusable',
      'rural_choice_missing',
      'version_conflict',
      'intake_not_ready',
      'person_exists',
      'papers_not_taken',
    ],
  }),
  'rural.receipts': query({
    about: 'Transfers that the centre took in, newest first, with what became of each case.',
    right: 'rural',
    input: z.strictObject({ limit: z.number().int().min(1).max(200).default(50) }),
    output: z.array(RuralReceipt),
    errors: [],
  }),
  'rural.inform': command({
    about:
      'R44: the person was told the date of registration, through the assistant, by ICT or by telephone.',
    right: 'decide',
    input: z.strictObject({
      id: Id,
      version: Version,
      on: Day,
      through: RuralChannel,
      note: z.string().max(1000),
    }),
    output: RuralArrival,
    errors: ['not_found', 'version_conflict', 'rural_not_registered', ...dayErrors],
  }),
  'rural.answerFile': query({
    about: 'The answer to a transfer for the assistant: numbers and days of registration.',
    right: 'intake',
    input: z.strictObject({ id: Id }),
    output: FileToken,
    errors: ['not_found'],
  }),
} as const satisfies Record<string, Operation>

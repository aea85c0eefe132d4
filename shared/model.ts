/** The words of the domain as data: what crosses the contract and what the register keeps. */
import { z } from 'zod'

/** A calendar day in the centre's time zone, `YYYY-MM-DD`. Whether the day exists is checked by the core. */
export const IsoDay = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
/** A time of the day in the centre's time zone, `HH:MM`. */
export const LocalTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
/** A moment in UTC, `YYYY-MM-DDTHH:MM:SS.sssZ`. */
export const Instant = z.iso.datetime()
export const Id = z.number().int().positive()
export const Version = z.number().int().positive()
export const PaperLanguage = z.enum(['kk', 'ru'])
export type PaperLanguage = z.infer<typeof PaperLanguage>
export const ScreenLanguage = z.enum(['kk', 'ru', 'en'])
export type ScreenLanguage = z.infer<typeof ScreenLanguage>

/** A name or sentence in the languages of the desk; English is for maintainers. */
export const LocalText = z.object({ kk: z.string(), ru: z.string(), en: z.string() })
export type LocalText = z.infer<typeof LocalText>

export const RoleName = z.enum(['administrator', 'director', 'specialist', 'assistant'])

/* ---------- deadlines ---------- */

export const DayKind = z.enum([
  'start',
  'counted',
  'weekend',
  'holiday',
  /** a weekday made free by the minister, or the working day after a holiday that fell on a day off */
  'moved_off',
  /** a Saturday or Sunday made a working day: it counts */
  'worked_weekend',
])
export const DayStep = z.object({
  day: IsoDay,
  kind: DayKind,
  /** Number of the counted day, from 1. */
  n: z.number().int().optional(),
  holiday: LocalText.optional(),
})
export type DayStep = z.infer<typeof DayStep>

export const Term = z.object({ amount: z.number().int().min(0).max(3650), unit: z.enum(['wd', 'cd']) })
export type Term = z.infer<typeof Term>

/** Why a deadline is that date: the rule, the start, every day counted or passed over. */
export const DeadlineWhy = z.object({
  /** Code of table P in the rules, e.g. `js_decision`; null for a term typed by hand. */
  code: z.string().nullable(),
  rules: z.array(z.string()),
  source: LocalText,
  start: IsoDay,
  startEvent: LocalText,
  term: Term,
  due: IsoDay,
  days: z.array(DayStep),
  /** Years on the way whose calendar is computed or missing: announced, not guessed silently. */
  warnings: z.array(z.object({ year: z.number().int(), status: z.enum(['computed', 'missing']) })),
})
export type DeadlineWhy = z.infer<typeof DeadlineWhy>

/* ---------- people ---------- */

export const Sex = z.enum(['male', 'female'])
export const PersonCategory = z.enum(['citizen', 'kandas', 'foreigner_resident', 'stateless_resident'])
export const AddressKind = z.enum(['residence', 'temporary_stay'])
export const IdentityDocumentKind = z.enum([
  'identity_card',
  'passport',
  'residence_permit',
  'stateless_certificate',
  'refugee_certificate',
  'kandas_certificate',
  'birth_certificate',
  'other',
])

export const IdentityDocument = z.object({
  kind: IdentityDocumentKind,
  /** Text as on the document; formats are not checked hard. */
  number: z.string().max(40),
  issuer: z.string().max(200),
  issuedOn: IsoDay.nullable(),
  expiresOn: IsoDay.nullable(),
})
export type IdentityDocument = z.infer<typeof IdentityDocument>

/** What a clerk types about a person. Texts are trimmed and checked by the core, not by this shape. */
export const PersonFields = z.object({
  iin: z.string().max(40),
  /** Why a number that fails the check is kept all the same; recorded. */
  iinOverrideReason: z.string().max(500),
  lastName: z.string().max(1000),
  firstName: z.string().max(1000),
  middleName: z.string().max(1000),
  /** Whole name in the Russian genitive, for papers that ask for it; may be empty. */
  fullNameRuGen: z.string().max(1000),
  birthDate: z.string().max(40),
  sex: Sex.nullable(),
  category: PersonCategory,
  addressKind: AddressKind,
  address: z.string().max(2000),
  /** KATO of the place in the address; empty: none was chosen. */
  addressCode: z.string().max(20).default(''),
  phone: z.string().max(60),
  mobile: z.string().max(60),
  email: z.string().max(200),
  identityDocument: IdentityDocument,
  /** Labour activity and education as told by the person (R165); free text. */
  labourActivity: z.string().max(1000),
  /** NKZ of the occupation in it; empty: none was chosen. */
  labourActivityCode: z.string().max(20).default(''),
  education: z.string().max(1000),
  /** Why birth date or sex differ from the IIN (R181); recorded. */
  mismatchReason: z.string().max(500),
})
export type PersonFields = z.infer<typeof PersonFields>

/** Fields whose code of a classifier stands beside them; the code goes where its text goes. */
export const codedFields = {
  address: 'addressCode',
  labourActivity: 'labourActivityCode',
} as const satisfies Partial<Record<keyof PersonFields, keyof PersonFields>>

export const emptyPersonFields: PersonFields = {
  iin: '',
  iinOverrideReason: '',
  lastName: '',
  firstName: '',
  middleName: '',
  fullNameRuGen: '',
  birthDate: '',
  sex: null,
  category: 'citizen',
  addressKind: 'residence',
  address: '',
  addressCode: '',
  phone: '',
  mobile: '',
  email: '',
  identityDocument: { kind: 'identity_card', number: '', issuer: '', issuedOn: null, expiresOn: null },
  labourActivity: '',
  labourActivityCode: '',
  education: '',
  mismatchReason: '',
}

export const Person = PersonFields.extend({
  id: Id,
  version: Version,
  birthDate: IsoDay,
  /** Age in full years today. */
  age: z.number().int(),
  formerNames: z.array(z.object({ name: z.string(), until: Instant })),
  status: z.enum(['none', 'applied', 'job_seeker', 'refused', 'unemployed', 'deregistered']),
  statusSince: IsoDay.nullable(),
  /** Day on which the last application was taken from them here or in a village; null: none was. */
  lastVisitOn: IsoDay.nullable(),
  updatedAt: Instant,
  updatedBy: z.string(),
})
export type Person = z.infer<typeof Person>

/** One row of a list of people. The IIN is masked: only its last four digits. */
export const PersonRow = z.object({
  id: Id,
  iinMasked: z.string(),
  fullName: z.string(),
  birthDate: IsoDay,
  mobile: z.string(),
  status: Person.shape.status,
  statusSince: IsoDay.nullable(),
})
export type PersonRow = z.infer<typeof PersonRow>

/* ---------- law ---------- */

export const ChecklistNeed = z.enum(['required', 'if_available', 'condition_open', 'not_asked'])
export const ShownAs = z.enum(['paper', 'digital', 'none'])

/* ---------- intake ---------- */

export const ChecklistAnswer = z.object({
  shown: ShownAs.nullable(),
  number: z.string().max(60),
  expiresOn: IsoDay.nullable(),
})
export type ChecklistAnswer = z.infer<typeof ChecklistAnswer>

export const LegalRepresentative = z.object({
  fullName: z.string().max(1000),
  iin: z.string().max(40),
  /** `proxy`: under a power of attorney. */
  kind: z.enum(['parent', 'guardian', 'trustee', 'proxy']).nullable(),
  /** Number and date of the power of attorney (R149). */
  document: z.string().max(200).default(''),
})

/** An old paper case, entered under the edition of its date (R1, R179). */
export const ArchiveEntry = z.object({
  acceptanceDate: z.string().max(40),
  /** The number it bears on paper; may be empty. */
  paperNumber: z.string().max(60),
  /** Whether the papers of its edition are made too; they usually exist. */
  papers: z.boolean(),
})
export type ArchiveEntry = z.infer<typeof ArchiveEntry>

/** Everything typed at the counter for one application; saved as a draft at every change. */
export const IntakeDraft = z.object({
  personId: Id.nullable(),
  /** Version of the person that was on the screen; null for a new one. */
  personVersion: Version.nullable(),
  person: PersonFields,
  serviceCode: z.string().max(20),
  /** Where it is handed in, and what of the service is applied for; '' where the law's data leave no choice. */
  place: z.string().max(40).default(''),
  caseId: z.string().max(60).default(''),
  measure: z.string().max(60).default(''),
  recipient: z.string().max(60).default(''),
  term: z.string().max(60).default(''),
  /** Papers asked for on a condition: whether it holds for this person, by item of the list. */
  conditions: z.record(z.string().max(60), z.boolean().nullable()).default({}),
  archive: ArchiveEntry.nullable().default(null),
  language: PaperLanguage,
  /** Date written by the applicant; empty means today. */
  applicationDate: z.string().max(40),
  checklist: z.record(z.string().max(60), ChecklistAnswer),
  consents: z.record(z.string().max(60), z.boolean().nullable()),
  /** R11: no work and (or) no earnings, looks for suitable work. */
  declaredNoWork: z.boolean().nullable(),
  /** R12: the address lies in the area that this centre serves. */
  inArea: z.boolean().nullable(),
  legalRepresentative: LegalRepresentative,
  /** R182: why a second application while one is open. */
  secondReason: z.string().max(500),
  /** Similar people were shown and this is somebody else. */
  similarSeen: z.boolean(),
})
export type IntakeDraft = z.infer<typeof IntakeDraft>

export const emptyIntakeDraft: IntakeDraft = {
  personId: null,
  personVersion: null,
  person: emptyPersonFields,
  serviceCode: 'S-JS',
  place: '',
  caseId: '',
  measure: '',
  recipient: '',
  term: '',
  conditions: {},
  archive: null,
  language: 'kk',
  applicationDate: '',
  checklist: {},
  consents: {},
  declaredNoWork: null,
  inArea: null,
  legalRepresentative: { fullName: '', iin: '', kind: null, document: '' },
  secondReason: '',
  similarSeen: false,
}

/**
 * One thing that stops the intake (`block`) or that the clerk should look at (`warn`).
 * `field` is a dotted path into `IntakeDraft`; the sentence is `problem.<code>` in the catalogue.
 */
export const Problem = z.object({
  field: z.string(),
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
  severity: z.enum(['block', 'warn']),
  rule: z.string().optional(),
})
export type Problem = z.infer<typeof Problem>

export const ChecklistRow = z.object({
  id: z.string(),
  need: ChecklistNeed,
  title: LocalText,
  /** Why it is asked for, e.g. "younger than 16"; empty where always asked. */
  because: LocalText.nullable(),
  /** Asked for only when this holds, which the clerk answers. */
  condition: LocalText.nullable().default(null),
  /** Any one of these will do too. */
  alternatives: z.array(LocalText).default([]),
  note: LocalText.nullable().default(null),
  /** Where the law asks for it. */
  source: LocalText.nullable().default(null),
  /** Somebody speaks for the applicant with it. */
  representative: z.boolean().default(false),
  /** The program makes this paper itself (the application). */
  printed: z.boolean(),
  digitalAllowed: z.boolean(),
  asksExpiry: z.boolean(),
  /** R15: on paper or as a digital document; null while not answered, and for what the program prints. */
  shown: ShownAs.nullable(),
  state: z.enum([
    'unanswered',
    'ready',
    'present',
    'missing',
    'expired',
    'absent_allowed',
    'condition_open',
    'not_asked',
  ]),
})
export type ChecklistRow = z.infer<typeof ChecklistRow>

export const ConsentRow = z.object({
  id: z.string(),
  title: LocalText,
  /** `yes_no`: either answer will do; `must_agree`: the service cannot be given without it. */
  answer: z.enum(['yes_no', 'must_agree']),
  source: LocalText,
})
export type ConsentRow = z.infer<typeof ConsentRow>

/* ---------- applications ---------- */

/**
 * `intake_refused`: the papers were not taken (R131); no application was registered, and it stays so.
 * `portal_registered`: enbek.kz registered by itself (R51); nothing is decided here.
 */
export const ApplicationState = z.enum([
  'accepted',
  'checked',
  'decided',
  'handed_over',
  'intake_refused',
  'portal_registered',
])
/** States in which nothing waits for a decision, though there is none. */
export const undecidedForGood = ['intake_refused', 'portal_registered'] as const
export const CheckResult = z.enum(['confirmed', 'inaccurate'])
export const Outcome = z.enum(['granted', 'refused'])
export const Channel = z.enum(['counter', 'egov', 'enbek', 'rural_assistant'])

/** Things done at the counter beside the paper; each is recorded with who and when. */
export const MarkName = z.enum([
  'receipt_given',
  'documents_returned',
  'information_given',
  'portal_explained',
])
export const Mark = z.object({ name: MarkName, at: Instant, by: z.string() })
export type Mark = z.infer<typeof Mark>

export const Decision = z.object({
  id: Id,
  outcome: Outcome,
  grounds: z.array(z.string()),
  explanation: z.string(),
  decidedOn: IsoDay,
  decidedAt: Instant,
  decidedBy: z.string(),
  registrationDate: IsoDay.nullable(),
  /** Which of the service's results was granted; null where it has one only. */
  resultKind: LocalText.nullable(),
})
export type Decision = z.infer<typeof Decision>

export const DeadlineRow = z.object({
  id: Id,
  code: z.string(),
  due: IsoDay,
  metOn: IsoDay.nullable(),
  late: z.boolean(),
  why: DeadlineWhy,
})
export type DeadlineRow = z.infer<typeof DeadlineRow>

export const DocumentRow = z.object({
  id: Id,
  formId: z.string(),
  title: LocalText,
  language: PaperLanguage,
  number: z.string().nullable(),
  applicationId: Id,
  applicationNumber: z.string(),
  serviceName: LocalText,
  personId: Id,
  personName: z.string(),
  issuedAt: Instant,
  issuedBy: z.string(),
  sha256: z.string(),
  /** Times printed; 0 stands in the print queue. */
  printed: z.number().int(),
  printedAt: Instant.nullable(),
  handedOverOn: IsoDay.nullable(),
  /** An application form stays in the centre; a result must be handed over (R28). */
  toHandOver: z.boolean(),
  /** R49: the result is an electronic document in the cabinet; what is printed is only a copy. */
  electronic: z.boolean(),
  /** Copies that the law asks for. */
  copies: z.number().int().positive(),
  /** A cancelled paper stays in the register; it is neither printed nor handed over any more. */
  cancelled: z.object({ at: Instant, by: z.string(), reason: z.string() }).nullable(),
})
export type DocumentRow = z.infer<typeof DocumentRow>

/** Every way a template of a form can be unfit; each has words in `settings.forms_fault`. */
export const templateProblems = [
  'not_docx',
  'too_large',
  'macros',
  'embedded_file',
  'external_link',
  'hidden_xml',
  'unsupported_layout',
  'delimiter',
  'command_not_allowed',
  'field_unknown',
  'structure',
  'field_not_used',
  'render',
  'memory',
  'too_slow',
  'too_many_pages',
] as const
export type TemplateProblem = (typeof templateProblems)[number]

/** One reason why a template cannot be used. */
export const TemplateFault = z.object({
  problem: z.enum(templateProblems),
  /** The same in English, for whoever mends the file. */
  reason: z.string(),
  /** The command, field or part of the file that it is about; '' when it is the file as a whole. */
  at: z.string(),
})
export type TemplateFault = z.infer<typeof TemplateFault>

/** A template that was in use and was replaced; its id is the moment when that happened. */
export const SupersededForm = z.object({ id: z.string(), at: Instant })

/** One line of the wording of two templates side by side; `marked` parts are what a changed line changed. */
export const WordingLine = z.object({
  is: z.enum(['same', 'removed', 'added']),
  parts: z.array(z.object({ text: z.string(), marked: z.boolean() })),
})
export type WordingLine = z.infer<typeof WordingLine>

export const ApplicationRow = z.object({
  id: Id,
  version: Version,
  number: z.string(),
  serviceCode: z.string(),
  serviceName: LocalText,
  edition: z.string(),
  personId: Id,
  personName: z.string(),
  iinMasked: z.string(),
  channel: Channel,
  language: PaperLanguage,
  applicationDate: IsoDay,
  acceptanceDate: IsoDay,
  acceptedAt: Instant,
  acceptedBy: z.string(),
  state: ApplicationState,
  outcome: Outcome.nullable(),
  /** An old paper case entered later, with the number that it bears on paper. */
  archive: z.object({ paperNumber: z.string() }).nullable(),
})
export type ApplicationRow = z.infer<typeof ApplicationRow>

export const Application = ApplicationRow.extend({
  /** Where it was handed in, as the law names the desk; empty for the usual one. */
  placeName: LocalText.nullable(),
  /** What of the service was applied for, in the words of the law. */
  choices: z.array(z.object({ kind: z.enum(['case', 'measure', 'recipient']), title: LocalText })),
  /** Reasons written on a receipt of refusing the papers (R131). */
  intakeRefusal: z.object({ missing: z.array(LocalText), explanation: z.string() }).nullable(),
  /** Who is granted it is registered; else the decision gives a result of another kind. */
  registers: z.boolean(),
  /** Kinds of result to choose from when granting; empty: one only. */
  resultKinds: z.array(z.object({ id: z.string(), title: LocalText })),
  checklist: z.array(ChecklistRow),
  consents: z.record(z.string(), z.boolean().nullable()),
  secondReason: z.string(),
  check: z.object({ result: CheckResult, note: z.string(), at: Instant, by: z.string() }).nullable(),
  decision: Decision.nullable(),
  marks: z.array(Mark),
  handOver: z
    .object({
      on: IsoDay,
      at: Instant,
      identityDocument: IdentityDocumentKind,
      digital: z.boolean(),
      number: z.string(),
      by: z.string(),
    })
    .nullable(),
  messages: z.array(
    z.object({
      /** `assistant` and `ict` for a person who came through the assistant in a village (R44). */
      channel: z.enum(['sms', 'call', 'email', 'in_person', 'assistant', 'ict']),
      to: z.string(),
      text: z.string(),
      at: Instant,
      by: z.string(),
    }),
  ),
  deadlines: z.array(DeadlineRow),
  documents: z.array(DocumentRow),
  /** Grounds on which this service may be refused, from the law's data. */
  refusalGrounds: z.array(z.object({ id: z.string(), title: LocalText, source: LocalText })),
})
export type Application = z.infer<typeof Application>

/** What the law's data and the register say about an intake as it is typed. */
export const IntakeVerdict = z.object({
  ready: z.boolean(),
  problems: z.array(Problem),
  checklist: z.array(ChecklistRow),
  consents: z.array(ConsentRow),
  serviceName: LocalText,
  edition: z.string(),
  act: LocalText,
  /** Terms to choose from, where the law leaves more than one for this case. */
  terms: z.array(z.object({ id: z.string(), title: LocalText })),
  due: DeadlineWhy.nullable(),
  /** What the act says of the term, where it is no number of days. */
  termText: LocalText.nullable(),
  age: z.number().int().nullable(),
  openApplication: ApplicationRow.nullable(),
})
export type IntakeVerdict = z.infer<typeof IntakeVerdict>

export const IconTone = z.enum(['stop', 'done', 'today'])
export type IconTone = z.infer<typeof IconTone>

/** One event of a person's time line. The sentence is `timeline.<kind>` in the catalogue. */
export const TimelineEvent = z.object({
  at: Instant,
  kind: z.enum([
    'person_created',
    'person_changed',
    'name_changed',
    'accepted',
    'checked',
    'granted',
    'refused',
    'handed_over',
    'informed',
    'printed',
    'paper_cancelled',
    'consultation',
    'intake_refused',
    'archive_entered',
    'became_unemployed',
    'status_refused',
    'status_paper',
    'payment_informed',
    'plan_signed',
    'plan_renewed',
    'plan_marked',
    'plan_visit',
    /** In the words of its own area: offers, duties, complaints and the like. */
    'noted',
  ]),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  noted: z.object({ what: LocalText, more: LocalText.nullable(), tone: IconTone.nullable() }).optional(),
  by: z.string(),
  applicationId: Id.nullable(),
  documentId: Id.nullable(),
})
export type TimelineEvent = z.infer<typeof TimelineEvent>

/* ---------- centre, staff, settings ---------- */

export const Centre = z.object({
  nameKk: z.string().max(300),
  nameRu: z.string().max(300),
  /** Distinguishing part before "мансап орталығы", e.g. "Көкөзек ауданының". */
  areaKk: z.string().max(200),
  /** Distinguishing part after "карьерный центр", genitive, e.g. "Кокозекского района". */
  areaRu: z.string().max(200),
  addressKk: z.string().max(300),
  addressRu: z.string().max(300),
  director: z.string().max(200),
  mobilityCentreKk: z.string().max(300),
  mobilityCentreRu: z.string().max(300),
  bin: z.string().max(20),
  /** First two digits of the region's KATO code, e.g. `33`. */
  region: z.string().max(2),
})
export type Centre = z.infer<typeof Centre>

export const emptyCentre: Centre = {
  nameKk: '',
  nameRu: '',
  areaKk: '',
  areaRu: '',
  addressKk: '',
  addressRu: '',
  director: '',
  mobilityCentreKk: '',
  mobilityCentreRu: '',
  bin: '',
  region: '',
}

/** R34: the rural district and the akim in whose office an assistant of the centre works. */
export const RuralPlace = z.object({
  /** As it stands on the transfer list, e.g. "Жаңақоныс ауылдық округі". */
  districtKk: z.string().max(200),
  districtRu: z.string().max(200),
  akim: z.string().max(200),
})
export type RuralPlace = z.infer<typeof RuralPlace>

export const StaffRow = z.object({
  id: Id,
  version: Version,
  fullName: z.string(),
  positionKk: z.string(),
  positionRu: z.string(),
  roles: z.array(RoleName),
  rural: RuralPlace.nullable(),
  active: z.boolean(),
  hasOpenDraft: z.boolean(),
})
export type StaffRow = z.infer<typeof StaffRow>

export const NewStaff = z.object({
  fullName: z.string().max(300),
  positionKk: z.string().max(120),
  positionRu: z.string().max(120),
  roles: z.array(RoleName).min(1),
  /** Asked for an assistant in a village. */
  rural: RuralPlace.nullable().optional(),
  password: z.string().max(200),
})
export type NewStaff = z.infer<typeof NewStaff>

/** Programs of a PC that can make a PDF of a paper. */
export const OfficeProgram = z.enum(['libreoffice', 'word'])
export type OfficeProgram = z.infer<typeof OfficeProgram>

export const DeskSettings = z.object({
  language: ScreenLanguage,
  /** Minutes without a key or a click before the desk locks itself. */
  idleMinutes: z.number().int().min(1).max(120),
  /** R7: whether the day of the event is day 1. The usual civil rule says no. */
  countFromSameDay: z.boolean(),
  /** A five-day week counts Monday to Friday; six-day centres count Saturdays too. */
  week: z.union([z.literal(5), z.literal(6)]),
  opens: LocalTime,
  closes: LocalTime,
  breakFrom: LocalTime,
  breakTo: LocalTime,
  timeZone: z.string().max(60),
  /** New papers bear a code by which they can be verified. */
  qr: z.boolean().default(true),
  /** What makes PDFs: the page that previews papers, or one of these on the PCs that have it. */
  pdf: z.enum(['built_in', ...OfficeProgram.options]).default('built_in'),
  /** R143: whether the centre puts a seal on referrals; its place is printed anyway. */
  seal: z.boolean().default(true),
  /** R140: calendar days after which a referral for relocation is asked about; null: never. */
  relocationReminderDays: z.number().int().min(1).max(366).nullable().default(null),
})
export type DeskSettings = z.infer<typeof DeskSettings>

export const CalendarYear = z.object({
  year: z.number().int().min(1991).max(2200),
  week: z.union([z.literal(5), z.literal(6)]),
  /** Weekdays that are off, `MM-DD`. */
  off: z.array(z.string().regex(/^\d{2}-\d{2}$/)),
  /** Saturdays and Sundays that are worked, `MM-DD`. */
  worked: z.array(z.string().regex(/^\d{2}-\d{2}$/)),
  status: z.enum(['official', 'computed']),
  source: z.string().max(500),
})
export type CalendarYear = z.infer<typeof CalendarYear>

/* ---------- exchange ---------- */

export const RecordKind = z.enum([
  'persons',
  'applications',
  'decisions',
  'documents',
  'stages',
  'plans',
  'deregistrations',
  'candidates',
  'referrals',
])
export type RecordKind = z.infer<typeof RecordKind>

/** A file that crosses the contract: fetched under `/files/<token>` for ten minutes, by one client. */
export const FileToken = z.object({
  token: z.string(),
  name: z.string(),
  type: z.string(),
  bytes: z.number().int(),
})

export const BatchRow = z.object({
  sequence: z.number().int().positive(),
  createdAt: Instant,
  from: Instant.nullable(),
  to: Instant,
  records: z.number().int(),
  counts: z.partialRecord(RecordKind, z.number().int()),
  sha256: z.string(),
  previous: z.string().nullable(),
  fileName: z.string(),
  by: z.string(),
  /** Fingerprint of the key that signed it; null for batches of former versions. */
  signedBy: z.string().nullable(),
  /** What the receiver said: nothing yet, took all, took some, refused the batch as a whole. */
  answer: z.enum(['none', 'accepted', 'partly', 'refused']),
  /** Code of the reason why the batch as a whole was refused. */
  answerReason: z.string().nullable(),
  answeredAt: Instant.nullable(),
  /** Records of it by what became of them. */
  accepted: z.number().int(),
  refused: z.number().int(),
})
export type BatchRow = z.infer<typeof BatchRow>

export const BatchCheck = z.object({
  fileName: z.string(),
  sequence: z.number().int(),
  centre: z.string(),
  createdAt: Instant,
  sha256: z.string(),
  previous: z.string().nullable(),
  counts: z.record(z.string(), z.number().int()),
  /** Who signed it, and whether that key is one of those asked for; null for an unsigned batch. */
  signature: z.object({ key: z.string(), known: z.boolean() }).nullable(),
})
export type BatchCheck = z.infer<typeof BatchCheck>

/** The shape of the law's data: everything the counter must know of a service in one edition of its act. */
import { z } from 'zod'
import { IsoDay, LocalText, LocalTime, PersonCategory } from '../model'
import { LawDates, Standing } from './dates'

const Key = z.string().regex(/^[a-z][a-z0-9_]*$/u)
const Words = z.string().min(1)
const RuleId = z.string().regex(/^R\d+$/u)
const FormId = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)+$/u)
/** Name of a service across editions, `S-JS`, `STD-12`; and of an edition of its act, `214`. */
export const ServiceCode = z.string().regex(/^(S-[A-Z]+|STD-\d{2})$/u)
export const EditionCode = z.string().regex(/^[a-z0-9-]+$/u)

/** Written in all three languages. */
const Text = LocalText.extend({ kk: Words, ru: Words, en: Words }).strict()

export const LawLanguage = z.enum(['kk', 'ru', 'en'])
export type LawLanguage = z.infer<typeof LawLanguage>

/**
 * A text in the languages it exists in. Words of the act itself stand in an official language; the others are
 * translations of ours. `official` overrides the definition's own list, `[]` says: none of it is from the act.
 * References (`source`) and what is said to the clerk (`because`, `gaps`) are always ours.
 */
export const LawText = z
  .strictObject({
    kk: Words.optional(),
    ru: Words.optional(),
    en: Words.optional(),
    official: z.array(LawLanguage).optional(),
  })
  .refine((text) => (text.kk ?? text.ru ?? text.en) !== undefined, { message: 'a text in no language' })
export type LawText = z.infer<typeof LawText>

/** Where a paper is handed in, a term runs, a result is given out. */
export const Place = z.enum([
  /** The body that gives the service, at its own counter. */
  'provider',
  /** Career centre, where the provider is another body. */
  'career_centre',
  /** Assistant of the career centre in the akim's office. */
  'rural_assistant',
  'rural_akim',
  /** Public service centre (ХҚО, ЦОН). */
  'psc',
  /** State Corporation "Government for Citizens". */
  'state_corporation',
  'pension_centre',
  'egov',
  'enbek',
  'mobile',
  /** The provider comes to the applicant. */
  'visit',
  /** The text names no place: one figure for all. */
  'any',
])
export type Place = z.infer<typeof Place>

const Unit = z.enum(['wd', 'cd', 'min', 'month'])

/** When an item of the checklist is asked for, as the program can tell; absent: always. */
export const ChecklistCondition = z.discriminatedUnion('kind', [
  z.strictObject({
    /** Age on the day of acceptance below so many full years. */
    kind: z.literal('younger_than'),
    years: z.number().int().min(1).max(120),
    /** Said to the clerk beside the item. */
    because: Text,
  }),
  z.strictObject({
    /**
     * Age on the day of acceptance from so many full years and below so many; of one kind of recipient, which
     * is one of the service's own where the act lists them.
     */
    kind: z.literal('age_between'),
    from: z.number().int().min(0).max(120),
    below: z.number().int().min(1).max(120),
    recipient: Key.nullable(),
    because: Text,
  }),
])

/** A paper of a list. */
export const LawItem = z
  .strictObject({
    id: Key,
    title: LawText,
    /** Its place in the act. */
    source: LawText.optional(),
    /**
     * `required` blocks acceptance when missing, `if_available` never does, `conditional` is required when
     * `when` or `condition` holds.
     */
    need: z.enum(['required', 'if_available', 'conditional']),
    when: ChecklistCondition.optional(),
    /** What only a person can judge. */
    condition: LawText.optional(),
    /** The act gives no word of condition, but the paper makes sense only for some. */
    conditionImplied: z.literal(true).optional(),
    /** Any one of these will do, unless the note says otherwise. */
    alternatives: z.array(LawText).min(1).optional(),
    /** Annex of the act with its form, as the list cites it. */
    annex: Words.optional(),
    /** An electronic document from the digital documents service will do (R15); null: the act does not say. */
    digital: z.boolean().nullable(),
    /** Number and expiry are written down; an expired one is not accepted. */
    asksExpiry: z.boolean(),
    /** The program prints this paper itself. */
    printedByProgram: z.boolean(),
    /** Somebody speaks for the applicant with it: name and standing are written down. */
    representative: z.literal(true).optional(),
    rule: RuleId.optional(),
    note: LawText.optional(),
    /** Which sentence (`problem.<code>`) says what is wrong with the answer. */
    problems: z
      .strictObject({ unanswered: Key, missing: Key.optional(), expired: Key.optional() })
      .optional(),
  })
  .refine(
    (item) =>
      item.need !== 'conditional' ||
      item.when !== undefined ||
      item.condition !== undefined ||
      item.conditionImplied === true,
    { message: 'conditional without its condition' },
  )
export type LawItem = z.infer<typeof LawItem>

/** Papers asked of one kind of applicant at some places. */
export const DocumentList = z.strictObject({
  id: Key,
  /** Cases or measures it is for; empty: every applicant. */
  cases: z.array(Key),
  forWhom: LawText.nullable(),
  places: z.array(Place).min(1),
  items: z.array(LawItem),
})
export type DocumentList = z.infer<typeof DocumentList>

export const Consent = z.strictObject({
  id: Key,
  title: Text,
  /** `yes_no`: must be answered, "no" is allowed; `must_agree`: without it the application is not signed. */
  answer: z.enum(['yes_no', 'must_agree']),
  source: Text,
})

export const Ground = z.strictObject({
  id: Key,
  title: LawText,
  source: LawText.nullable(),
  /** Measures it may be used with; absent: all. */
  measures: z.array(Key).min(1).optional(),
  rule: RuleId.optional(),
  note: LawText.optional(),
})

/** How long the service or a step of it may take. */
export const ServiceTerm = z.strictObject({
  /** `base` for the whole service; else a case, a step or what happens. */
  case: Key,
  /** The service as a whole is due by it, for these cases; empty: all. Implied for `base` and for a case. */
  cases: z.array(Key).optional(),
  /** Null where the act gives no number. */
  amount: z.number().int().min(0).nullable(),
  unit: Unit,
  limit: z.enum(['within', 'not_more_than', 'not_later_than', 'same_day', 'by_schedule']),
  places: z.array(Place),
  note: LawText.nullable(),
  /** Code in `deadlines.json`, where the program computes it. */
  deadline: Key.optional(),
})

/** Minutes at one place. */
export const MinuteLimit = z.strictObject({
  place: Place,
  minutes: z.number().int().positive(),
  /** Lower end of a range. */
  from: z.number().int().positive().optional(),
  /** `per_recipient`: depends on the queue, at most so many minutes for each person in it. */
  rule: z.enum(['fixed', 'per_recipient', 'range']),
  note: LawText.optional(),
})

export const WorkingHours = z.strictObject({
  place: Place,
  text: LawText,
  days: z.enum(['mon_fri', 'mon_sat', 'every_day']).nullable(),
  opens: LocalTime.nullable(),
  /** `24:00`: round the clock. */
  closes: z.union([LocalTime, z.literal('24:00')]).nullable(),
  breakFrom: LocalTime.nullable(),
  breakTo: LocalTime.nullable(),
  closedOn: LawText.nullable(),
  /** Hours of reception, where they are others. */
  reception: z
    .strictObject({
      days: z.enum(['mon_fri', 'mon_sat']),
      opens: LocalTime,
      closes: LocalTime,
      note: LawText.nullable(),
    })
    .nullable(),
  publishedAt: Words.optional(),
})

export const Confirmation = z.strictObject({
  place: Place,
  kind: z.enum(['tear_off_coupon', 'coupon', 'receipt', 'system_record', 'portal_status', 'not_stated']),
  /** Null: not stated. */
  paper: z.boolean().nullable(),
  /** What stands on it. */
  contents: z.array(Key),
  text: LawText.nullable(),
  note: LawText.optional(),
})

export const ComplaintLimit = z.strictObject({
  amount: z.number().int().positive(),
  unit: z.literal('wd'),
  appliesTo: LawText,
  from: LawText,
  deadline: Key.optional(),
})

export const Complaint = z.strictObject({
  addressees: z.array(LawText),
  howFiled: LawText.nullable(),
  proof: LawText.nullable(),
  /** Empty: the act gives no days. */
  limits: z.array(ComplaintLimit),
  court: z.boolean().nullable(),
  text: LawText.nullable(),
  /** Paragraphs: the complaint, the court, and the one that it cites for the addresses. */
  clause: Words.nullable(),
  courtClause: Words.nullable(),
  addressesClause: Words.nullable(),
  /** Complaints about staff of the public service centre go to its head. */
  pscHeadForPscStaff: z.boolean().nullable(),
  informedByPhone1414: z.boolean().nullable(),
  trackedInCabinet: z.boolean().nullable(),
  note: LawText.optional(),
})

export const Annex = z.strictObject({
  formId: FormId,
  /** Number, or `single`. */
  annex: Words,
  /** As the act calls it; null where the source has lost its title. */
  title: LawText.nullable(),
  purpose: z.enum(['application', 'receipt', 'result', 'certificate', 'table', 'plan', 'other']),
  filledBy: LawText.nullable(),
  /** Null: not stated. */
  tearOff: z.boolean().nullable(),
  copies: z.number().int().positive().nullable(),
  /** Places where alone it is used; absent: all. */
  places: z.array(Place).min(1).optional(),
  /** The source is damaged: no template may be built from it. */
  damaged: z.literal(true).optional(),
  /** What the applicant declares by signing. */
  declarations: z.array(LawText).optional(),
  /** Attachments printed on the form. */
  attachments: z.array(LawText).optional(),
  /** A list that is no form. */
  entries: z.array(z.strictObject({ n: Words, text: LawText })).optional(),
  headings: z.array(z.strictObject({ n: Words, text: LawText })).optional(),
  note: LawText.optional(),
})

/** An active measure for which a referral is issued (tables J.1, K.1). */
export const Measure = z.strictObject({
  code: Key,
  name: Text,
  /** Measure that it is a kind of. */
  group: Key.nullable(),
  /** A group that is chosen itself too, not only by one of its kinds. */
  alone: z.literal(true).optional(),
  /** Forms of the referral: one of them. */
  forms: z.array(FormId).min(1),
  /** Full years, only where the act states them. */
  ages: z.strictObject({ from: z.number().int(), below: z.number().int().nullable() }).nullable(),
  source: LawText,
  rule: RuleId.optional(),
  note: LawText.optional(),
})

const electronic = z.enum(['none', 'partial', 'full', 'degree_not_stated'])

const shape = {
  code: ServiceCode,
  /** Edition of the act; forms are looked up by it. */
  edition: EditionCode,
  /** Number inside an act with several services. */
  number: z.number().int().positive().nullable(),
  /** `reference`: for comparison only, no case is ever bound to it. */
  state: z.enum(['in_force', 'historic', 'reference']),
  /** Languages in which the texts below are those of the act, as far as it is held. */
  official: z.array(LawLanguage).min(1),
  name: Text,
  /** Languages of the name that are the act's own. */
  nameOfficial: z.array(LawLanguage),
  act: Text,
  provider: z.strictObject({ code: Key, name: LawText }),
  /** Whether the employment authority serves it, and in which line of work. */
  authority: z.strictObject({
    serves: z.boolean(),
    line: z.enum(['employment', 'social_protection', 'labour_migration']).nullable(),
    note: LawText.nullable(),
  }),
  places: z
    .array(
      z.strictObject({
        place: Place,
        name: LawText,
        /** Absent: takes everything. */
        scope: LawText.optional(),
        /** The application is handed in there. */
        intake: z.boolean(),
        /** The result is given out there; null: the act does not say. */
        result: z.boolean().nullable(),
      }),
    )
    .min(1),
  /** Kinds of applicant or of application that have papers or terms of their own. */
  cases: z.array(z.strictObject({ id: Key, title: LawText })),
  measures: z.array(Measure),
  terms: z.array(ServiceTerm).min(1),
  /** The whole paragraph on terms. */
  termText: LawText.nullable(),
  /** Sum of steps that a term is made of. */
  steps: z.array(
    z.strictObject({
      case: Key,
      total: z.number().int(),
      steps: z
        .array(
          z.strictObject({
            id: Key,
            amount: z.number().int().nullable(),
            unit: Unit.nullable(),
            note: LawText.optional(),
          }),
        )
        .min(1),
    }),
  ),
  /** R9, R10; empty: the act names no minutes. */
  waiting: z.array(MinuteLimit),
  serving: z.array(MinuteLimit),
  /** How it is given; null: not stated. */
  mode: z
    .strictObject({
      electronic,
      paper: z.boolean(),
      /** Without an application. */
      proactive: z.boolean(),
      text: LawText,
    })
    .nullable(),
  result: LawText,
  resultKinds: z.array(z.strictObject({ id: Key, title: LawText, forms: z.array(FormId) })),
  resultForm: z
    .strictObject({ electronic, paper: z.boolean(), text: LawText, note: LawText.optional() })
    .nullable(),
  /** R3: all these services are free of charge, so that no payment field exists anywhere. */
  fee: z.literal(false),
  feeText: LawText,
  workingHours: z.array(WorkingHours),
  queue: z.array(
    z.strictObject({
      places: z.array(Place).min(1),
      kind: z.enum(['queue', 'electronic_queue']),
      appointment: z.boolean(),
      expedited: z.boolean(),
      bookingByPortal: z.boolean(),
      text: LawText,
    }),
  ),
  /** Who may apply, by person; null: not told by these categories. */
  applicants: z.array(PersonCategory).min(1).nullable(),
  /** Who may apply, by situation; empty: not told. */
  recipients: z.array(z.strictObject({ id: Key, title: LawText })),
  recipientsText: LawText.nullable(),
  /** `allowed` null: the act says nothing. */
  representative: z.strictObject({
    allowed: z.boolean().nullable(),
    texts: z.array(LawText),
    note: LawText.nullable(),
  }),
  /** Null: the act asks for no papers at all, and the program must not either (R55). */
  documents: z.array(DocumentList).min(1).nullable(),
  laterDocuments: z.array(z.strictObject({ id: Key, title: LawText, when: LawText })),
  exemptions: z.array(z.strictObject({ of: Key, text: LawText })),
  copies: LawText.nullable(),
  dataFromSystems: LawText.nullable(),
  consents: z.array(Consent),
  confirmations: z.array(Confirmation),
  /** Refusing to take the papers; null: the act has no such paper. */
  intakeRefusal: z
    .strictObject({
      grounds: z.array(Ground).min(1),
      by: z.array(Place).min(1),
      /** Null: the act gives no form. */
      form: FormId.nullable(),
      copies: z.number().int().positive().nullable(),
      rule: RuleId.optional(),
    })
    .nullable(),
  /** Grounds for refusing the service; empty: the act has none. */
  refusalGrounds: z.array(Ground),
  complaint: Complaint,
  homeVisit: LawText.nullable(),
  socialWorker: LawText.nullable(),
  /** Forms that the counter fills from its own facts; null: a general paper is printed instead. */
  forms: z
    .strictObject({
      application: FormId.nullable(),
      granted: FormId.nullable(),
      refused: FormId.nullable(),
    })
    .nullable(),
  /** What is asked of the applicant beside papers and consents: R11, R12. */
  questions: z.array(z.enum(['no_work', 'in_area'])).default([]),
  /** Who is granted it stands on this register from the day of the decision; null: on none. */
  registers: z.enum(['job_seeker']).nullable().default(null),
  annexes: z.array(Annex),
  related: z.array(z.strictObject({ code: ServiceCode, relation: LawText })),
  /** Before the year in the registration number: `Т-2026-00001`; null: no application of it is taken here. */
  numberPrefix: z
    .string()
    .regex(/^\p{Lu}{1,3}\d{0,2}$/u)
    .nullable(),
  inForce: z.strictObject({
    /** Null: not known. */
    from: IsoDay.nullable(),
    /** Last day; null while in force. */
    until: IsoDay.nullable(),
    /** The true first (last) day is this one or a later one: the day of publication is not known. */
    notEarlierThan: z.boolean(),
    untilNotEarlierThan: z.boolean(),
    /** Whether the days were compared with the official card of the act. */
    verified: z.boolean(),
    source: z.string(),
  }),
  /** What the sources do not say, and how the text is read where it contradicts itself. */
  gaps: z.array(LawText),
} as const

/** What is wrong with a file; `law.fault_<code>` says it. */
export const LawFaultCode = z.enum([
  'unreadable',
  'too_large',
  'not_json',
  /** Not below the folder of its edition. */
  'misplaced',
  'unknown_field',
  'empty_list',
  'twice',
  /** Two editions of a service in force together. */
  'overlap',
  /** A day that does not exist, or an end before the beginning. */
  'no_such_day',
  /** The register numbers another service with these letters. */
  'prefix_taken',
  /** The file is gone, but applications were accepted under it. */
  'gone',
  'other',
])
export type LawFaultCode = z.infer<typeof LawFaultCode>

const General = z.strictObject(shape)
type Issues = {
  addIssue(issue: {
    code: 'custom'
    path: (string | number)[]
    message: string
    params: { fault: LawFaultCode }
  }): void
}

/** What must hold inside one definition. */
function checkInside(service: z.infer<typeof General>, issues: Issues): void {
  const say = (path: (string | number)[], message: string, fault: LawFaultCode = 'other') =>
    issues.addIssue({ code: 'custom', path, message, params: { fault } })
  const twice = (path: (string | number)[], ids: string[]) => {
    for (const id of new Set(ids))
      if (ids.indexOf(id) !== ids.lastIndexOf(id)) say(path, `${id} twice`, 'twice')
  }
  const lists = service.documents ?? []
  twice(
    ['consents'],
    service.consents.map((one) => one.id),
  )
  twice(
    ['refusalGrounds'],
    service.refusalGrounds.map((one) => one.id),
  )
  twice(
    ['documents'],
    lists.map((one) => one.id),
  )
  twice(
    ['annexes'],
    service.annexes.map((one) => one.formId),
  )
  const cases = [...service.cases.map((one) => one.id), ...service.measures.map((one) => one.code)]
  twice(['cases'], cases)

  const measures = new Set(service.measures.map((one) => one.code))
  const formIds = new Set(service.annexes.map((one) => one.formId))
  const places = new Set(service.places.map((one) => one.place))
  const form = (path: (string | number)[], id: string | null) => {
    // Papers for which the act has no form are the project's own.
    if (id !== null && !formIds.has(id) && !id.startsWith('common-')) say(path, `unknown form ${id}`)
  }
  lists.forEach((list, at) => {
    const path = ['documents', at]
    if (list.items.length === 0) say([...path, 'items'], `list ${list.id} has no item`, 'empty_list')
    twice(
      [...path, 'items'],
      list.items.map((one) => one.id),
    )
    for (const id of list.cases) if (!cases.includes(id)) say([...path, 'cases'], `unknown case ${id}`)
    for (const place of list.places)
      if (!places.has(place)) say([...path, 'places'], `no such place ${place}`)
    list.items.forEach((item, n) => {
      const recipient = item.when?.kind === 'age_between' ? item.when.recipient : null
      if (
        recipient !== null &&
        service.recipients.length > 0 &&
        !service.recipients.some((one) => one.id === recipient)
      )
        say([...path, 'items', n, 'when'], `unknown recipient ${recipient}`)
      if (item.when?.kind === 'age_between' && item.when.from >= item.when.below)
        say([...path, 'items', n, 'when'], 'no age between')
    })
  })
  service.measures.forEach((measure, at) => {
    for (const id of measure.forms) form(['measures', at, 'forms'], id)
  })
  service.refusalGrounds.forEach((ground, at) => {
    for (const code of ground.measures ?? [])
      if (!measures.has(code)) say(['refusalGrounds', at, 'measures'], `unknown measure ${code}`)
  })
  service.resultKinds.forEach((kind, at) => {
    for (const id of kind.forms) form(['resultKinds', at, 'forms'], id)
  })
  form(['intakeRefusal', 'form'], service.intakeRefusal?.form ?? null)
  for (const use of ['application', 'granted', 'refused'] as const)
    form(['forms', use], service.forms?.[use] ?? null)

  const { from, until } = service.inForce
  if (until !== null && from !== null && until < from)
    say(['inForce'], 'ends before it begins', 'no_such_day')
  if (service.state !== 'reference' && from === null) say(['inForce', 'from'], 'the first day is missing')
  if (service.state === 'in_force' && until !== null) say(['inForce', 'until'], 'in force, yet ended')
  if (service.state === 'historic' && until === null) say(['inForce', 'until'], 'the last day is missing')
}

/** A service of the catalogue: in force, historic or for reference. */
export const LawService = General.superRefine(checkInside)
export type LawService = z.infer<typeof LawService>

/** As `law.get` gives it out: with what this version can print and what is known of its days. */
export const LawServiceView = z.strictObject({
  ...shape,
  state: Standing,
  /** The days as its file says. */
  filed: shape.inForce,
  /** What the administrator set instead; null: nothing. */
  dates: LawDates.nullable(),
  /** Which days the administrator may set. */
  settable: z.strictObject({ from: z.boolean(), until: z.boolean() }),
  annexes: z.array(z.strictObject({ ...Annex.shape, templateHeld: z.boolean() })),
})
export type LawServiceView = z.infer<typeof LawServiceView>

/** Why a definition was left out of the catalogue. */
export const LawFault = z.strictObject({
  /** `<edition>/<name>.json`, shipped or in the folder `law` of the data. */
  file: z.string(),
  /** Where in it, `documents.0.items.2.when`; empty: the file as a whole. */
  path: z.string(),
  code: LawFaultCode,
  /** The particulars, for whoever mends the file. */
  reason: z.string(),
  /** What stands in for it: what the same file held before, the shipped definition, or nothing. */
  used: z.enum(['nothing', 'last_good', 'shipped']),
})
export type LawFault = z.infer<typeof LawFault>

/** Regions of Kazakhstan: the first two digits of KATO. */
export const Region = z.strictObject({
  code: z.string().regex(/^\d{2}$/u),
  kato: z.string().regex(/^\d{9}$/u),
  kk: z.string().min(1),
  ru: z.string().min(1),
  kind: z.enum(['oblast', 'city']),
})
export type Region = z.infer<typeof Region>

/**
 * Data for the central systems, AIS "Labour Market" and the system for monitoring state services (R165-R173). The
 * orders give neither format nor field list nor schedule: each record is due with the rule that needs it.
 */
import type { DeadlineWhy } from '../../model'
import { computeDeadline } from '../deadlines'
import { found, type Finding, type RuleId } from './finding'
import type { Counting } from './referrals'

type Value = string | number | boolean | null | undefined | readonly unknown[]

/** Nothing of it is there: absent, null, blank, or a list without an entry. */
const isEmpty = (value: Value) =>
  value == null ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && !value.length)

interface ExportKind {
  rule: RuleId
  /** Code of the deadline that needs the record; `at_once`: on the day of the event. */
  due: string | 'at_once'
  /** Fields without which the receiver can do nothing with it. */
  fields: readonly string[]
}

/** R165-R171: what each record must hold, and by which deadline it leaves. */
export const exportKinds = {
  /** Middle name, labour activity and education only where there are any. */
  person: {
    rule: 'R165',
    due: 'js_decision',
    fields: [
      'iin',
      'names',
      'birthDate',
      'sex',
      'category',
      'address',
      'addressKind',
      'contacts',
      'identityDocumentKind',
      'consents',
    ],
  },
  case: {
    rule: 'R166',
    due: 'js_decision',
    fields: ['applicationNumber', 'acceptanceDate', 'channel', 'employee'],
  },
  /** The sections that para 2 6) names; the form itself (Order No 365) is not held. */
  card: {
    rule: 'R167',
    due: 'js_decision',
    fields: ['personalData', 'employmentHistory', 'measures', 'goals'],
  },
  plan: {
    rule: 'R168',
    due: 'un_plan',
    fields: ['goal', 'education', 'speciality', 'measures', 'interactions', 'endDate', 'signedOn'],
  },
  deregistration: { rule: 'R169', due: 'at_once', fields: ['iin', 'ground', 'factDate', 'employee'] },
  candidate: { rule: 'R170', due: 'resume_to_employer', fields: ['resume', 'vacancyId', 'consentDate'] },
  stage: {
    rule: 'R171',
    due: 'at_once',
    fields: ['serviceCode', 'applicationNumber', 'iin', 'provider', 'channel', 'stage', 'stageAt'],
  },
} as const satisfies Record<string, ExportKind>
export type ExportKindName = keyof typeof exportKinds

/** A record to be sent: every field that its kind names, and what its conditions ask for. */
export type ExportRecord = Readonly<Record<string, Value>>

/** What a record of this kind must hold beyond the fields of all, from its own content. */
const conditions: Partial<Record<ExportKindName, (record: ExportRecord) => string[]>> = {
  // R166: registered on a day, or refused on a day and a ground; the assistant's papers with who and when.
  case: (record) => [
    ...(record['refusalDate'] != null ? ['refusalGrounds'] : ['registrationDate']),
    ...(record['channel'] === 'rural_assistant' ? ['assistant', 'transferDate'] : []),
  ],
  // R96: grounds 3 and 4 are raised only with the explanation of the person.
  deregistration: (record) => (['51-3', '51-4'].includes(String(record['ground'])) ? ['explanation'] : []),
  // R171: the due day runs from acceptance; a decision has its result, a result its paper.
  stage: (record) => [
    ...(record['stage'] === 'intake_refused' ? [] : ['dueDate']),
    ...(['decided_positive', 'decided_refusal', 'result_issued'].includes(String(record['stage']))
      ? ['result']
      : []),
    ...(record['stage'] === 'result_issued' ? ['resultDocument', 'resultDate'] : []),
  ],
}

/** R165-R171: what is missing in a record before it can be sent. */
export function exportMissing(kind: ExportKindName, record: ExportRecord): Finding[] {
  const { rule, fields } = exportKinds[kind]
  return [...fields, ...(conditions[kind]?.(record) ?? [])]
    .filter((field) => isEmpty(record[field]))
    .map((field) => found(rule, 'record', 'export_field_missing', { kind, field }, { field }))
}

const grounds = [1, 2, 3, 4, 5, 6, 7].map((n) => `51-${n}`)

/** R169: the ground is one of the seven of para 51. */
export const r169Ground = (ground: string): Finding[] =>
  grounds.includes(ground)
    ? []
    : [found('R169', 'block', 'export_ground_unknown', { ground }, { field: 'ground' })]

/**
 * R165-R171: the last day on which a record may leave, from the day of its event (receipt, registration as
 * unemployed, raised ground, consent of the candidate, stage). What is due at once leaves that day, on a day off
 * with the next working one.
 */
export function exportDue(kind: ExportKindName, start: string, counting: Counting): Finding {
  const { rule, due: code } = exportKinds[kind]
  const deadline: DeadlineWhy =
    code === 'at_once'
      ? computeDeadline({ term: { amount: 0, unit: 'wd' }, start, calendar: counting.calendar })
      : computeDeadline({ code, start, ...counting })
  return found(rule, 'compute', 'export_due', { kind, start, due: deadline.due }, { deadline })
}

/**
 * R171: no schedule is given; records leave daily, or after as many working days as the centre has set. Null while
 * nothing waits too long.
 */
export function r171Waiting(
  waiting: { since: string | null; count: number },
  today: string,
  counting: Counting,
  everyDays = 1,
): Finding | null {
  if (waiting.since === null) return null
  const days = counting.calendar.workingDaysBetween(waiting.since, today)
  const { count, since } = waiting
  return days >= everyDays ? found('R171', 'warn', 'export_waiting', { count, since, days }) : null
}

/**
 * R144, R171: stages of a service for the monitoring system, in the order in which they can come. `registered` is
 * the application in the journal, not yet its result (interpretation: it stands before `in_work` in R171).
 */
const nextStages: Readonly<Record<string, readonly string[]>> = {
  // A proactive service (S-UN) has no application and begins with the work.
  '': ['received', 'intake_refused', 'in_work'],
  received: ['registered', 'in_work', 'decided_positive', 'decided_refusal'],
  intake_refused: [],
  registered: ['in_work', 'decided_positive', 'decided_refusal'],
  in_work: ['decided_positive', 'decided_refusal'],
  decided_positive: ['result_issued'],
  decided_refusal: ['result_issued'],
  result_issued: [],
}

/** R144, R171: the stages of one application follow each other; the first that cannot come there is named. */
export function r171Order(stages: readonly string[]): Finding | null {
  let before = ''
  for (const stage of stages) {
    if (!nextStages[before]?.includes(stage))
      return found('R171', 'block', 'export_stage_order', { before, stage }, { field: 'stage' })
    before = stage
  }
  return null
}

/** R172: fields that arise in AIS or a portal; the desk only takes them over. */
export const aisFields = [
  'seekerCategory',
  'jobSeekerSince',
  'portalApplication',
  'unemployedSince',
  'unemployedRefusalGround',
  'deregisteredOn',
  'vacancies',
  'employerAnswer',
] as const

/**
 * R172: take over what came from AIS. Its fields win over the local ones, and what differed is shown; all other
 * fields stay the desk's own, whatever the file holds.
 */
export function r172TakeOver<T extends ExportRecord>(
  local: T,
  imported: ExportRecord,
): { record: T; findings: Finding[] } {
  const record: Record<string, Value> = { ...local }
  const findings: Finding[] = []
  for (const field of aisFields) {
    const value = imported[field]
    if (value === undefined) continue
    const own = local[field]
    if (own != null && JSON.stringify(own) !== JSON.stringify(value))
      findings.push(found('R172', 'warn', 'ais_value_taken', { field }, { field }))
    record[field] = value
  }
  return { record: record as T, findings }
}

/** R172: a change typed at the desk never overwrites a value of AIS. */
export const r172LocalChange = (record: ExportRecord, changed: readonly string[]): Finding[] =>
  aisFields
    .filter((field) => changed.includes(field) && record[field] != null)
    .map((field) => found('R172', 'block', 'ais_value_kept', { field }, { field }))

/** What personal data are sent for. */
export type ExportPurpose = 'ais' | 'private_agency' | 'publish_resume'

const consentFor = {
  ais: 'personalData',
  private_agency: 'outsourcingTransfer',
  publish_resume: 'publishResume',
} as const satisfies Record<ExportPurpose, string>

/**
 * R173: nothing leaves before the signed application with the consent to process personal data is recorded; data go
 * to private agencies, and a résumé is published, only with the consent to that.
 */
export function r173Consent(
  purpose: ExportPurpose,
  application: {
    signed: boolean
    personalData: boolean | null
    outsourcingTransfer?: boolean | null
    publishResume?: boolean | null
  },
): Finding[] {
  if (!application.signed) return [found('R173', 'block', 'export_not_signed', {}, { field: 'signed' })]
  const needed = [...new Set(['personalData' as const, consentFor[purpose]])]
  return needed
    .filter((consent) => application[consent] !== true)
    .map((consent) => found('R173', 'block', 'export_no_consent', { consent }, { field: consent }))
}

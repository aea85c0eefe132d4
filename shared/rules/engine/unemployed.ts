/**
 * R55-R73: registration as unemployed (Order No 214, chapter 3). AIS and the portals decide; the desk expects
 * the transition, warns of the bars in advance and prints on request. The grounds and papers are data of the
 * catalogue; R65 is the portal's own act.
 */
import { z } from 'zod'
import retirementData from '../../law/retirement.json'
import { IsoDay, LocalText, type PersonFields } from '../../model'
import type { Calendar } from '../calendar'
import { addDays, ageOn, daysInMonth, isoDay } from '../dates'
import { computeDeadline } from '../deadlines'
import { found, type Finding } from './finding'
import { duty, missing, type Clock } from './registration'

/* ---------- the transition ---------- */

/** R55: the service asks for no documents; each one that was asked for is refused. */
export const r55NoDocuments = (asked: readonly string[]): Finding[] =>
  asked.map((document) => found('R55', 'block', 'unemployed_no_documents', { document }, { field: document }))

/** A job seeker on the way to the status of unemployed; days `YYYY-MM-DD`. */
export interface JobSeekerCase {
  registeredOn: string
  /** Day on which the person took up or was placed in suitable work. */
  placedOn: string | null
  /** Day of the first refusal of an offered job. */
  refusedOn: string | null
  /** What AIS made of it, and on which day. */
  ais: { status: 'unemployed' | 'refused'; on: string } | null
}

/**
 * R56: the day on which AIS is expected to register the person as unemployed: the first day, worked or not,
 * after the two working days of R33 or R53 ("after the period has passed"; the transition is automatic).
 */
export function r56TransitionDay(registeredOn: string, { calendar, countFromSameDay }: Omit<Clock, 'today'>) {
  const deadline = computeDeadline({ code: 'js_matching', start: registeredOn, calendar, countFromSameDay })
  return { day: addDays(deadline.due, 1), deadline }
}

/**
 * R56, R57: the transition of one person. A refusal of the offered job (R57) does not wait for the end of the
 * period or more offers; para 38 names no day for it, and the day of the refusal is taken. The day that AIS gives
 * is never overwritten: it is shown beside the expected one. Null for somebody placed before the transition.
 */
export function r56Transition(one: JobSeekerCase, clock: Clock): Finding | null {
  const { registeredOn, refusedOn, placedOn, ais } = one
  const { day: after, deadline } = r56TransitionDay(registeredOn, clock)
  const byRefusal = refusedOn !== null && refusedOn < after
  const rule = byRefusal ? 'R57' : 'R56'
  const expected = byRefusal ? refusedOn : after
  const more = byRefusal ? {} : { deadline }
  if (ais) return found(rule, 'info', 'transition_in_ais', { status: ais.status, on: ais.on, expected }, more)
  if (placedOn !== null && placedOn <= expected) return null
  const state = clock.today < expected ? 'waiting' : 'due'
  return found(rule, 'compute', 'transition_expected', { state, expected, refusal: byRefusal }, more)
}

/** R56: of all job seekers those who are due for the transition and of whom AIS has not told yet. */
export const r56DueForTransition = <T extends JobSeekerCase>(cases: readonly T[], clock: Clock): T[] =>
  cases.filter((one) => r56Transition(one, clock)?.inputs.state === 'due')

/**
 * R55: the two working days of the service. The list names no start event; taken, as an interpretation, is the end
 * of matching or the refusal of an offer, whichever came first.
 */
export function r55ServiceDue({ registeredOn, refusedOn, ais }: JobSeekerCase, clock: Clock): Finding {
  const { due: matchedBy } = r56TransitionDay(registeredOn, clock).deadline
  const start = refusedOn !== null && refusedOn < matchedBy ? refusedOn : matchedBy
  return duty('R55', 'unemployed_service', { deadline: 'un_service', start, done: ais?.on ?? null }, clock)
}

/* ---------- retirement age ---------- */

const Age = z.strictObject({
  years: z.number().int().min(40).max(80),
  months: z.number().int().min(0).max(11),
})
const AgeRow = z.strictObject({ from: IsoDay, female: Age.nullable(), male: Age.nullable() })
const AgeTable = z.strictObject({
  /** On what ground: everybody, life in the zones of nuclear tests, five and more children. */
  kind: z.enum(['general', 'nuclear_test_zone', 'five_children']),
  /** Whether two sources agree. */
  confirmed: z.boolean(),
  rows: z
    .array(AgeRow)
    .min(1)
    .refine(
      (rows) => rows.every((row, at) => at === 0 || rows[at - 1]!.from < row.from),
      'not in order of days',
    ),
})

/** The ages of Social Code art. 207 by day and sex, a dated setting. */
export const RetirementAges = z.strictObject({
  source: LocalText,
  ages: z
    .array(AgeTable)
    .refine((tables) => new Set(tables.map((one) => one.kind)).size === tables.length, 'a kind twice')
    .refine((tables) => tables.some((one) => one.kind === 'general'), 'no general age'),
})
export type RetirementAges = z.infer<typeof RetirementAges>
export type PensionKind = RetirementAges['ages'][number]['kind']

export const retirementAges: RetirementAges = RetirementAges.parse(retirementData)

/**
 * The day on which an age in years and months is reached. Where the month has no such day it is the first of the
 * next one, as with birthdays on 29 February (`ageOn`).
 */
export function dayOfAge(birth: string, { years, months }: { years: number; months: number }): string {
  const month = Number(birth.slice(5, 7)) - 1 + months
  const year = Number(birth.slice(0, 4)) + years + Math.floor(month / 12)
  const day = Number(birth.slice(8))
  const last = daysInMonth(year, (month % 12) + 1)
  const reached = isoDay(year, (month % 12) + 1, Math.min(day, last))
  return day > last ? addDays(reached, 1) : reached
}

/**
 * R61: the day on which a person reaches the retirement age: the first day on which the age of the row then in
 * force is full, so that a later rise takes it from nobody. Null when the kind has no age for this sex. No row
 * is held before the first one: who was older by then reached it on its first day as far as this can tell.
 */
export function retirementDay(
  person: { birthDate: string; sex: 'female' | 'male' },
  kind: PensionKind = 'general',
  table: RetirementAges = retirementAges,
): string | null {
  const rows = table.ages.find((one) => one.kind === kind)?.rows ?? []
  for (const [at, row] of rows.entries()) {
    const age = row[person.sex]
    if (!age) continue
    const full = dayOfAge(person.birthDate, age)
    const reached = full > row.from ? full : row.from
    if (reached < (rows[at + 1]?.from ?? '9999')) return reached
  }
  return null
}

/* ---------- the bars ---------- */

/** What is known of a person before the transition; null: nobody knows here, AIS checks it all the same. */
export interface BarFacts {
  /** From the identity document (R181). */
  birthDate: string
  sex: PersonFields['sex']
  employed: boolean | null
  /** A ground for an earlier pension that the person told of. */
  pensionKind: Exclude<PensionKind, 'general'> | null
  /** A member of staff or AIS found the data on work and earnings false, or other data inaccurate. */
  falseData: boolean | null
  /** Student or senior pupil who claims participation in active measures. */
  studentClaimsMeasures: boolean | null
  sentence:
    'none' | 'correctional_labour' | 'compulsory_labour' | 'imprisonment' | 'imprisonment_conditional' | null
}

/** R59: younger than sixteen on the day of the transition. */
export function r59UnderSixteen({ birthDate }: Pick<BarFacts, 'birthDate'>, day: string): Finding | null {
  const age = ageOn(birthDate, day)
  return age < 16
    ? found('R59', 'warn', 'bar_under_16', { age, day, birthDate }, { field: 'birthDate' })
    : null
}

/** R60: employed. */
export const r60Employed = ({ employed }: Pick<BarFacts, 'employed'>): Finding | null =>
  employed ? found('R60', 'warn', 'bar_employed', {}, { field: 'employed' }) : null

/**
 * R61: has reached the retirement age on the day of the transition. Without the sex it is told only where both
 * ages say the same; else the sex is asked for.
 */
export function r61RetirementAge(
  { birthDate, sex, pensionKind }: Pick<BarFacts, 'birthDate' | 'sex' | 'pensionKind'>,
  day: string,
  table: RetirementAges = retirementAges,
): Finding | null {
  const reachedBy = (of: 'female' | 'male') =>
    (['general', pensionKind] as const)
      .flatMap((kind) => {
        const on = kind && retirementDay({ birthDate, sex: of }, kind, table)
        return on && on <= day ? [{ kind, on }] : []
      })
      .at(0)
  const ages = (sex === null ? (['female', 'male'] as const) : [sex]).map(reachedBy)
  const reached = ages.filter((one) => one !== undefined)
  if (reached.length === 0) return null
  if (reached.length < ages.length)
    return found('R61', 'record', 'bar_retirement_sex', { day }, { field: 'sex' })
  const { kind, on } = reached.reduce((a, b) => (a.on > b.on ? a : b))
  return found(
    'R61',
    'warn',
    'bar_retirement_age',
    { kind, since: on, day, birthDate },
    { field: 'birthDate' },
  )
}

/** R62: gave knowingly false data on having no work and earnings, or other inaccurate data. */
export const r62FalseData = ({ falseData }: Pick<BarFacts, 'falseData'>): Finding | null =>
  falseData ? found('R62', 'warn', 'bar_false_data', {}, { field: 'falseData' }) : null

/** R63: student or senior pupil who claims active measures; a referral to public works stays possible (R118). */
export const r63Student = ({
  studentClaimsMeasures,
}: Pick<BarFacts, 'studentClaimsMeasures'>): Finding | null =>
  studentClaimsMeasures ? found('R63', 'warn', 'bar_student', {}, { field: 'studentClaimsMeasures' }) : null

/** R64: a sentence by a court; imprisonment only where it is not conditional. */
export const r64Sentence = ({ sentence }: Pick<BarFacts, 'sentence'>): Finding | null =>
  sentence === null || sentence === 'none' || sentence === 'imprisonment_conditional'
    ? null
    : found('R64', 'warn', 'bar_sentence', { sentence }, { field: 'sentence' })

/**
 * R58: every bar that is known, on the day of the transition. They warn: the decision is AIS's, and nothing here
 * takes away the registration as a job seeker (R16).
 */
export const r58PreCheck = (
  facts: BarFacts,
  day: string,
  table: RetirementAges = retirementAges,
): Finding[] =>
  [
    r59UnderSixteen(facts, day),
    r60Employed(facts),
    r61RetirementAge(facts, day, table),
    r62FalseData(facts),
    r63Student(facts),
    r64Sentence(facts),
  ].filter((finding) => finding !== null)

/* ---------- papers and messages ---------- */

/** What AIS says of a person, and when the person asked for the paper. */
export interface NoticeRequest {
  status: 'unemployed' | 'refused' | null
  requestedOn: string | null
  /** Ids of the grounds on which registration was refused. */
  grounds: readonly string[]
}

/**
 * R66, R67: whether the notice may be printed: only on the person's request and only of what AIS has decided; a
 * refusal names at least one ground and only those of para 41.
 *
 * @param lawful ids of the grounds of the service's definition
 */
export function r66Notice(
  { status, requestedOn, grounds }: NoticeRequest,
  lawful: readonly string[],
): Finding[] {
  const rule = status === 'refused' ? 'R67' : 'R66'
  const stops: Finding[] = []
  if (status === null) stops.push(found(rule, 'block', 'notice_no_status', {}, { field: 'status' }))
  if (requestedOn === null)
    stops.push(found(rule, 'block', 'notice_not_requested', {}, { field: 'requestedOn' }))
  if (status === 'refused') {
    if (grounds.length === 0)
      stops.push(found('R67', 'block', 'notice_without_ground', {}, { field: 'grounds' }))
    for (const ground of grounds)
      if (!lawful.includes(ground))
        stops.push(found('R67', 'block', 'notice_unlawful_ground', { ground }, { field: 'grounds' }))
  }
  return stops.length > 0 ? stops : [found(rule, 'print', 'notice_on_request', { status, requestedOn })]
}

/**
 * R68: telling which documents the social payment for loss of work needs, one working day from the registration
 * as unemployed. The list is the centre's own text: the order does not give it.
 */
export const r68PaymentInformation = (
  record: { registeredOn: string; informedOn: string | null; documents: string },
  clock: Clock,
): Finding[] => [
  duty(
    'R68',
    'payment_information',
    { deadline: 'un_ssif_info', start: record.registeredOn, done: record.informedOn, field: 'informedOn' },
    clock,
  ),
  ...missing('R68', 'payment_documents_missing', { documents: record.documents }),
]

/** R69: who takes part in mandatory social insurance is told where the payment is asked for; null: not known. */
export const r69SocialPayment = (insured: boolean | null): Finding | null =>
  insured ? found('R69', 'info', 'social_payment_cabinet') : null

/**
 * R70: the stages of the service for the monitoring system, from what is known of the case. The service is
 * proactive: it has no application, and its work begins when the transition is due.
 */
export function r70Stages(
  one: JobSeekerCase & { noticeOn: string | null },
  clock: Clock,
): { stage: 'in_work' | 'decided_positive' | 'decided_refusal' | 'result_issued'; on: string }[] {
  const transition = r56Transition(one, clock)
  if (!transition || transition.inputs.state === 'waiting') return []
  const began = String(transition.inputs.expected)
  if (!one.ais) return [{ stage: 'in_work', on: began }]
  const { status, on } = one.ais
  return [
    { stage: 'in_work', on: began < on ? began : on },
    { stage: status === 'unemployed' ? 'decided_positive' : 'decided_refusal', on },
    ...(one.noticeOn === null ? [] : [{ stage: 'result_issued' as const, on: one.noticeOn }]),
  ]
}

/** R71: the information on registration, on request: help in the self-service zone, or a printed copy. */
export const r71Information = (requestedOn: string | null): Finding =>
  requestedOn === null
    ? found('R71', 'record', 'information_not_requested', {}, { field: 'requestedOn' })
    : found('R71', 'print', 'information_copy', { requestedOn })

/**
 * R72: the last day on which the information is valid, itself included: issue + 30 calendar days, or + 29 where
 * the day of issue is counted. It is not moved from a day off.
 */
export function r72ValidUntil(issuedOn: string, calendar: Calendar, countIssueDay = false): Finding {
  const deadline = computeDeadline({
    code: 'certificate_validity',
    start: issuedOn,
    calendar,
    countFromSameDay: countIssueDay,
  })
  return found('R72', 'compute', 'information_valid_until', { issuedOn, until: deadline.due }, { deadline })
}

/** R72: a paper that is shown after its validity; null while it is valid. */
export function r72Expired(issuedOn: string, clock: Clock): Finding | null {
  const { due } = r72ValidUntil(issuedOn, clock.calendar, clock.countFromSameDay).deadline!
  return clock.today > due ? found('R72', 'warn', 'information_expired', { issuedOn, until: due }) : null
}

/** A date of the plan on which the person comes to the centre or reports to it. */
export interface Visit {
  date: string
  /** Day on which it was kept; null while it was not. */
  keptOn: string | null
}

/**
 * R73: the next date of the plan, and those that were missed or kept late. Para 44 gives no dates of its own.
 * Whether the reason was valid is judged by a person (R96) before anything follows from it (R89).
 */
export function r73Visits(visits: readonly Visit[], today: string): Finding[] {
  const byDate = [...visits].sort((a, b) => a.date.localeCompare(b.date))
  const next = byDate.find(({ date, keptOn }) => date >= today && keptOn === null)
  return [
    ...(next ? [found('R73', 'compute', 'visit_next', { date: next.date })] : []),
    ...byDate
      .filter(({ date, keptOn }) => (keptOn ?? today) > date)
      .map(({ date, keptOn }) =>
        found('R73', 'warn', 'visit_missed', { date, keptOn, late: keptOn !== null }),
      ),
  ]
}

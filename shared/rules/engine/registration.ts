/**
 * R1-R54: registration of job seekers at the counter, through the assistant in a village and through the portals
 * (Order No 214, chapter 2). What intake, check and decision judge themselves (R11-R19, R24-R31) stands in the
 * core and is not repeated here; editions, terms and papers (R1-R3, R36, R45, R48) are data of the catalogue.
 */
import { z } from 'zod'
import type { ApplicationRow, Mark } from '../../model'
import type { Calendar } from '../calendar'
import { computeDeadline, portalStart, type OpeningHours } from '../deadlines'
import { found, type Finding, type RuleId } from './finding'

type Channel = ApplicationRow['channel']

/** The day on which the rules are asked, and how days are counted (R6, R7). */
export interface Clock {
  today: string
  calendar: Calendar
  countFromSameDay?: boolean
}

/**
 * Where a duty with a deadline of table P stands: open, done in time, overdue or done late; the last two warn.
 * Its sentence selects by `state` (`open`, `overdue`, `late`; `other` is done in time).
 *
 * @param of.done day on which it was done; null while it is not
 */
export function duty(
  rule: RuleId,
  code: string,
  of: { deadline: string; start: string; done: string | null; field?: string },
  clock: Clock,
): Finding {
  const { calendar, countFromSameDay, today } = clock
  const deadline = computeDeadline({ code: of.deadline, start: of.start, calendar, countFromSameDay })
  const { due } = deadline
  const late = (of.done ?? today) > due
  const state = of.done === null ? (late ? 'overdue' : 'open') : late ? 'late' : 'done'
  return found(
    rule,
    late ? 'warn' : 'compute',
    code,
    { state, start: of.start, due, done: of.done },
    { deadline, ...(of.field === undefined ? {} : { field: of.field }) },
  )
}

/** What is missing in a record: one finding for each field that is empty, not answered or not there (`false`). */
export function missing(
  rule: RuleId,
  code: string,
  record: Readonly<Record<string, string | boolean | null>>,
): Finding[] {
  return Object.entries(record)
    .filter(([, value]) => value === null || value === false || (typeof value === 'string' && !value.trim()))
    .map(([field]) => found(rule, 'record', code, { field }, { field }))
}

/* ---------- the queue ---------- */

const Minutes = z.number().int().min(1).max(480)

/**
 * R9, R10: minutes after which waiting and serving are warned of. Only superseded texts name them (passport of
 * 2020; Order No 84, annex 8-1 in the edition of No 172), so they are a setting with these as defaults.
 */
export const QueueLimits = z.strictObject({
  waiting: Minutes.default(30),
  /** By code of the service; a service without an entry has no limit. */
  serving: z.record(z.string(), Minutes).default({ 'S-JS': 20, 'S-REF': 30 }),
})
export type QueueLimits = z.infer<typeof QueueLimits>

/** A place in the queue; moments in UTC. */
export interface QueueRecord {
  ticketAt: string
  calledAt: string | null
  endedAt: string | null
}

export interface Measured {
  /** Full minutes. */
  minutes: number
  /** Null below the limit. */
  finding: Finding | null
}

function measure(rule: RuleId, code: string, from: string, to: string, limit: number | undefined): Measured {
  // A clock that was set back must not give negative minutes to the statistics.
  const minutes = Math.max(0, Math.floor((Date.parse(to) - Date.parse(from)) / 60_000))
  const over = limit !== undefined && minutes >= limit
  return { minutes, finding: over ? found(rule, 'warn', code, { minutes, limit }) : null }
}

/** R9: how long the applicant waited to hand in the papers, or waits by now; warns at the limit. */
export const r9Waiting = (
  { ticketAt, calledAt }: Pick<QueueRecord, 'ticketAt' | 'calledAt'>,
  now: string,
  limits: QueueLimits,
): Measured => measure('R9', 'queue_waiting', ticketAt, calledAt ?? now, limits.waiting)

/** R10: how long the applicant was served, or is by now; null before the call. Warns at the service's limit. */
export const r10Serving = (
  { calledAt, endedAt }: Pick<QueueRecord, 'calledAt' | 'endedAt'>,
  serviceCode: string,
  now: string,
  limits: QueueLimits,
): Measured | null =>
  calledAt === null
    ? null
    : measure('R10', 'queue_serving', calledAt, endedAt ?? now, limits.serving[serviceCode])

/* ---------- at the counter ---------- */

/**
 * What is done beside the papers, on which channel. Order No 214: annex 1 (R18), paras 5 (R22), 9 (R23; para 27
 * takes it over for egov.kz), 13 (R30) and 18 (R41).
 */
const markDuties: readonly {
  rule: RuleId
  mark: Mark['name']
  channels: readonly Channel[]
  onlyRegistered: boolean
}[] = [
  { rule: 'R18', mark: 'receipt_given', channels: ['counter'], onlyRegistered: false },
  { rule: 'R22', mark: 'documents_returned', channels: ['counter'], onlyRegistered: false },
  { rule: 'R23', mark: 'information_given', channels: ['counter', 'egov'], onlyRegistered: false },
  { rule: 'R30', mark: 'portal_explained', channels: ['counter'], onlyRegistered: true },
  { rule: 'R41', mark: 'portal_explained', channels: ['rural_assistant'], onlyRegistered: false },
]

/** R18, R22, R23, R30, R41: what was not yet marked as done for an accepted application. */
export const missingMarks = (application: {
  channel: Channel
  registered: boolean
  marks: readonly Mark['name'][]
}): Finding[] =>
  markDuties
    .filter(
      ({ channels, onlyRegistered }) =>
        channels.includes(application.channel) && (!onlyRegistered || application.registered),
    )
    .filter(({ mark }) => !application.marks.includes(mark))
    .map(({ rule, mark }) => found(rule, 'record', 'mark_missing', { mark }, { field: mark }))

/** R20: entering the personal data in the personal employment card, inside the working day of the decision. */
export const r20PersonalCard = (
  card: { acceptanceDate: string; enteredOn: string | null },
  clock: Clock,
): Finding =>
  duty(
    'R20',
    'card_entry',
    { deadline: 'js_decision', start: card.acceptanceDate, done: card.enteredOn, field: 'enteredOn' },
    clock,
  )

/**
 * R21, through the assistant R40: the category of the seeker as read from AIS, which alone determines it. The
 * text is kept as it is read; the orders do not list the categories.
 */
export const r21SeekerCategory = (record: {
  channel: Channel
  seekerCategory: string
  categoryReadOn: string | null
}): Finding[] =>
  missing(record.channel === 'rural_assistant' ? 'R40' : 'R21', 'seeker_category_missing', {
    seekerCategory: record.seekerCategory,
    categoryReadOn: record.categoryReadOn,
  })

/**
 * R33, for enbek.kz R53: the two working days of finding suitable work, from the registration as a job seeker.
 * The transition (R56) comes on the day after them.
 *
 * @param record.found day on which suitable work was found; null while it is not
 */
export const r33Matching = (
  record: { channel: Channel; registeredOn: string; found: string | null },
  clock: Clock,
): Finding =>
  duty(
    record.channel === 'enbek' ? 'R53' : 'R33',
    'job_matching',
    { deadline: 'js_matching', start: record.registeredOn, done: record.found },
    clock,
  )

/* ---------- through the assistant in a village ---------- */

/** A case that began with the assistant; days `YYYY-MM-DD`, null while it has not happened. */
export interface RuralCase {
  ruralDistrict: string
  assistant: string
  checkedOn: string | null
  checkResult: 'confirmed' | 'inaccurate' | null
  aisAccessible: boolean | null
  /** Where the personal employment card was filled in. */
  card: 'ais' | 'electronic' | 'paper' | null
  sentOn: string | null
  receivedOn: string | null
  registeredOn: string | null
  informedOn: string | null
  informedThrough: 'assistant' | 'ict' | 'mobile' | null
}

/** R34: the district and the assistant to whom the person came. */
export const r34RuralRoute = ({ ruralDistrict, assistant }: RuralCase): Finding[] =>
  missing('R34', 'rural_route_missing', { ruralDistrict, assistant })

/** R35: how far a case is; until the centre has the papers it is the assistant's draft. */
export function r35RuralState(rural: RuralCase): 'draft' | 'checked' | 'sent' | 'received' | 'registered' {
  if (rural.registeredOn !== null) return 'registered'
  if (rural.receivedOn !== null) return 'received'
  if (rural.sentOn !== null) return 'sent'
  return rural.checkedOn !== null && rural.checkResult !== null ? 'checked' : 'draft'
}

/** R37: the assistant's check and its result. Para 15 gives it no term: para 19 counts from its end (R42). */
export const r37RuralCheck = ({ checkedOn, checkResult }: RuralCase): Finding[] =>
  missing('R37', 'rural_check_missing', { checkedOn, checkResult })

/** R38, R39: the personal employment card stands in AIS, or without access to it in a file or on paper. */
export function r38RuralCard({ aisAccessible, card }: RuralCase): Finding[] {
  if (aisAccessible === null) return missing('R38', 'rural_card_missing', { aisAccessible })
  const rule = aisAccessible ? 'R38' : 'R39'
  if (card === null) return missing(rule, 'rural_card_missing', { card })
  return aisAccessible && card !== 'ais'
    ? [found('R38', 'record', 'rural_card_not_in_ais', { card }, { field: 'card' })]
    : []
}

/** Days that contradict each other: what comes later in the order cannot be earlier. */
const inOrder = (rule: RuleId, field: string, earlier: string | null, later: string | null): Finding[] =>
  earlier !== null && later !== null && later < earlier
    ? [found(rule, 'block', 'days_out_of_order', { earlier, later }, { field })]
    : []

/**
 * R42: sending the papers to the centre, one working day from the day on which accuracy was established. Where
 * the assistant found inaccuracy the order says nothing of sending: it warns, for the refusal is the centre's.
 */
export function r42RuralTransfer(rural: RuralCase, clock: Clock): Finding[] {
  const { checkedOn, checkResult, sentOn } = rural
  if (checkResult === null || checkedOn === null)
    return sentOn === null
      ? []
      : [found('R42', 'block', 'rural_sent_unchecked', { sentOn }, { field: 'sentOn' })]
  if (checkResult === 'inaccurate')
    return [found('R42', 'warn', 'rural_inaccurate', { checkedOn }, { field: 'checkResult' })]
  return [
    duty(
      'R42',
      'rural_transfer',
      { deadline: 'rural_transfer', start: checkedOn, done: sentOn, field: 'sentOn' },
      clock,
    ),
    ...inOrder('R42', 'sentOn', checkedOn, sentOn),
  ]
}

/** R43: entry in AIS and registration, one working day from receipt; nothing is asked before the papers arrive. */
export function r43RuralRegistration(rural: RuralCase, clock: Clock): Finding[] {
  const { sentOn, receivedOn, registeredOn } = rural
  if (receivedOn === null)
    return registeredOn === null
      ? []
      : [found('R43', 'block', 'rural_not_received', { registeredOn }, { field: 'receivedOn' })]
  const of = { deadline: 'rural_registration', start: receivedOn, done: registeredOn, field: 'registeredOn' }
  return [
    duty('R43', 'rural_registration', of, clock),
    ...inOrder('R43', 'receivedOn', sentOn, receivedOn),
    ...inOrder('R43', 'registeredOn', receivedOn, registeredOn),
  ]
}

/** R44: telling the person the date of registration, inside the same working day as R43, and through whom. */
export function r44RuralMessage(rural: RuralCase, clock: Clock): Finding[] {
  const { receivedOn, registeredOn, informedOn, informedThrough } = rural
  if (receivedOn === null || registeredOn === null) return []
  const of = { deadline: 'rural_registration', start: receivedOn, done: informedOn, field: 'informedOn' }
  return [
    duty('R44', 'rural_message', of, clock),
    ...(informedOn === null ? [] : missing('R44', 'rural_message_channel', { informedThrough })),
  ]
}

/* ---------- through the portals ---------- */

/** What is taken over or keyed in of an application that came through egov.kz. */
export interface IncomingCase {
  iin: string
  fullName: string
  address: string
  /** Local date and time of sending, `YYYY-MM-DDTHH:MM`. */
  receivedAt: string | null
  applicationData: boolean
}

/** R46: what is missing of it. */
export const r46IncomingCase = (incoming: IncomingCase): Finding[] =>
  missing('R46', 'incoming_missing', { ...incoming })

/**
 * R47: the acceptance day of an egov.kz application (R5) and the day on which its result is due: one working
 * day from the acceptance; but item 7 of annex 1 gives out the result of an application that came outside the
 * hours on the next working day, which is then the earlier of the two and is taken.
 *
 * @param receivedAt local date and time, `YYYY-MM-DDTHH:MM`
 */
export function r47PortalDue(
  receivedAt: string,
  { calendar, countFromSameDay }: Omit<Clock, 'today'>,
  hours?: OpeningHours,
): { acceptanceDate: string; due: string; finding: Finding } {
  const day = receivedAt.slice(0, 10)
  const acceptanceDate = portalStart(receivedAt, calendar, hours)
  const outside = acceptanceDate !== day
  // Outside the hours the next working day after sending is both the acceptance and the day of the result.
  const deadline = computeDeadline({
    code: 'js_decision',
    start: day,
    calendar,
    countFromSameDay: !outside && countFromSameDay,
  })
  const inputs = {
    day,
    time: receivedAt.slice(11, 16),
    acceptance: acceptanceDate,
    due: deadline.due,
    outside,
  }
  return {
    acceptanceDate,
    due: deadline.due,
    finding: found('R47', 'compute', 'portal_due', inputs, { deadline }),
  }
}

/**
 * R49: the result of an egov.kz application is an electronic document in the cabinet, signed by the director or
 * somebody whom the director authorised. A print is only a copy.
 */
export function r49ElectronicResult(result: {
  signedBy: 'director' | 'authorised' | 'other' | null
  signedOn: string | null
  sentToCabinetOn: string | null
}): Finding[] {
  const { signedBy, signedOn, sentToCabinetOn } = result
  return [
    ...(signedBy === 'other' ? [found('R49', 'block', 'result_signer', {}, { field: 'signedBy' })] : []),
    ...missing('R49', 'electronic_result_missing', { signedBy, signedOn, sentToCabinetOn }),
    ...inOrder('R49', 'sentToCabinetOn', signedOn, sentToCabinetOn),
  ]
}

/**
 * R51: a registration that enbek.kz made by itself. Its day is the portal's; where item 7 of annex 1 would give
 * the next working day the text is open, and that is shown.
 *
 * @param registeredAt local date and time of the registration on the portal, `YYYY-MM-DDTHH:MM`
 */
export function r51EnbekRegistration(
  registeredAt: string,
  calendar: Calendar,
  hours?: OpeningHours,
): { registrationDate: string; finding: Finding } {
  const registrationDate = registeredAt.slice(0, 10)
  const nextDay = portalStart(registeredAt, calendar, hours)
  const open = nextDay !== registrationDate
  return {
    registrationDate,
    finding: found('R51', 'info', 'enbek_registration', { day: registrationDate, nextDay, open }),
  }
}

/**
 * R54: the job seeker's answer to the offered work: what, when, how, and to whom: in a rural settlement the akim,
 * elsewhere the centre. Its limit is R107.
 */
export function r54OfferAnswer(
  answer: {
    answer: 'consent' | 'refusal' | null
    answeredOn: string | null
    through: 'ict' | 'mobile' | null
  },
  rural: boolean,
): { to: 'akim' | 'career_centre'; findings: Finding[] } {
  return {
    to: rural ? 'akim' : 'career_centre',
    findings: missing('R54', rural ? 'offer_answer_missing_rural' : 'offer_answer_missing', { ...answer }),
  }
}

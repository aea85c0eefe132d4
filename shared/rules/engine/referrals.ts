/**
 * Referrals to active employment measures: Order No 84, annex 8-1, editions of No 129 (R118-R147) and No 172
 * (R148-R158). Measures, papers, grounds and forms are those of the service's definition; what comes back on a
 * slip stands in `law/return-slips.json`, published terms and ages of measures in `law/measure-terms.json`.
 */
import { z } from 'zod'
import slipData from '../../law/return-slips.json'
import termData from '../../law/measure-terms.json'
import { groundsFor, measuresOf, type AskedItem } from '../../law/intake'
import type { LawService } from '../../law/schema'
import { IsoDay } from '../../model'
import type { Calendar } from '../calendar'
import { addDays, ageOn, daysInMonth, isoDay } from '../dates'
import { computeDeadline, deadlineRules, portalStart, type OpeningHours } from '../deadlines'
import { found, RuleId, type Finding } from './finding'
import { foldName } from '../names'
import { r180NameOf } from './keeping'
import { missing, type Clock } from './registration'
import type { ReferralEvent } from './states'

/** How days are counted: the calendar, and the setting of R7. */
export type Counting = Omit<Clock, 'today'>

/** What of a record was not written down; the sentence names the field. */
const unrecorded = (rule: RuleId, record: Parameters<typeof missing>[2]): Finding[] =>
  missing(rule, 'ref_field_missing', record)

/* ---------- who applies, for what, with which papers ---------- */

/** R118: whether this kind of recipient may apply; an edition that lists none (No 172) asks nothing. */
export function r118Recipient(recipient: string, service: LawService): Finding[] {
  const more = { field: 'recipient' }
  if (service.recipients.length === 0) return []
  if (recipient === '') return [found('R118', 'record', 'ref_recipient_missing', {}, more)]
  return service.recipients.some(({ id }) => id === recipient)
    ? []
    : [found('R118', 'block', 'ref_recipient_not_listed', { recipient }, more)]
}

/**
 * R120: one measure for each application, and the applicant comes in person: where the edition names no
 * representative (No 129), one is warned of and the centre decides. R122: of a group of measures its kind is
 * told, since the papers hang on it.
 */
export function r120Application(
  application: { measures: readonly string[]; byRepresentative: boolean },
  service: LawService,
): Finding[] {
  const { measures, byRepresentative } = application
  const more = { field: 'measure' }
  const findings: Finding[] = []
  if (measures.length !== 1)
    findings.push(found('R120', 'block', 'ref_one_measure', { count: measures.length }, more))
  for (const measure of measures) {
    if (measuresOf(service).some(({ code }) => code === measure)) continue
    findings.push(
      service.measures.some(({ code }) => code === measure)
        ? found('R122', 'record', 'ref_measure_kind_missing', { measure }, more)
        : found('R120', 'block', 'ref_measure_unknown', { measure }, more),
    )
  }
  if (byRepresentative && service.representative.allowed !== true)
    findings.push(found('R120', 'warn', 'ref_representative', {}, { field: 'representative' }))
  return findings
}

/** Where the lists ask something of one kind of recipient for their age: from which age, for which measures. */
function minorsOf(service: LawService, recipient: string) {
  const lists = (service.documents ?? []).flatMap((list) =>
    list.items.flatMap(({ when }) =>
      when?.kind === 'age_between' && when.recipient === recipient ? [{ from: when.from, list }] : [],
    ),
  )
  return lists.length === 0
    ? null
    : {
        from: Math.min(...lists.map((one) => one.from)),
        measures: lists.flatMap((one) => one.list.cases),
      }
}

/**
 * R124: the list names no route for a student or pupil younger than its age; a person decides. The consent from
 * that age on is an item of the checklist.
 */
export function r124TooYoung(
  applicant: { recipient: string; birthDate: string; acceptedOn: string },
  service: LawService,
): Finding[] {
  const age = ageOn(applicant.birthDate, applicant.acceptedOn)
  const from = minorsOf(service, applicant.recipient)?.from
  return from !== undefined && age < from
    ? [found('R124', 'warn', 'ref_student_too_young', { age, from }, { field: 'birthDate' })]
    : []
}

/** What can be underlined in the forms of a subsidised job (129-annex8, 172-annex10). */
const formCategories = ['unemployed', 'student_or_senior_pupil', 'idle_downtime']

/**
 * R146: which category is underlined in the form of a subsidised job; null: it has no option for this recipient
 * (a job seeker, a kandas). A student or pupil is foreseen only where the list of papers speaks of them.
 */
export function r146Category(
  referral: { recipient: string; measure: string },
  service: LawService,
): { category: string | null; findings: Finding[] } {
  const { recipient, measure } = referral
  const more = { field: 'applicantCategory' }
  if (recipient === '')
    return { category: null, findings: [found('R146', 'record', 'ref_category_missing', {}, more)] }
  if (!formCategories.includes(recipient))
    return {
      category: null,
      findings: [found('R146', 'warn', 'ref_category_no_option', { recipient }, more)],
    }
  const minors = minorsOf(service, recipient)
  const foreseen = minors === null || minors.measures.includes(measure)
  return {
    category: recipient,
    findings: foreseen ? [] : [found('R146', 'warn', 'ref_student_other_measure', { measure }, more)],
  }
}

/** R149: a representative shows a power of attorney, certified by a notary: its number and day are kept. */
export function r149PowerOfAttorney(
  power: { powerNumber: string; powerDate: string | null },
  service: LawService,
): Finding[] {
  return service.representative.allowed === true ? unrecorded('R149', power) : []
}

/** R127: a digital document is received with its owner's consent, by one-time password or by SMS answer. */
export function r127DigitalConsent(
  shown: readonly ('paper' | 'digital' | 'none')[],
  digitalConsent: 'one_time_password' | 'sms_answer' | null,
): Finding[] {
  return shown.includes('digital') ? unrecorded('R127', { digitalConsent }) : []
}

/** R128: with identity confirmed and the data in AIS the documents go back to the recipient. */
export function r128Returned(papers: {
  identityConfirmed: boolean
  documentsReturnedOn: string | null
}): Finding[] {
  return papers.identityConfirmed
    ? unrecorded('R128', { documentsReturnedOn: papers.documentsReturnedOn })
    : []
}

/** R129: the check of completeness and accuracy, with its result, day and employee. */
export const r129Check = (check: {
  checkResult: 'confirmed' | 'inaccurate' | null
  checkedOn: string | null
  checkedBy: string
}): Finding[] => unrecorded('R129', { ...check })

/** R130: what stands on the confirmation that the edition gives at the provider's counter. */
export function r130Receipt(receipt: Readonly<Record<string, string>>, service: LawService): Finding[] {
  const confirmation = service.confirmations.find(({ place, paper }) => place === 'provider' && paper)
  return unrecorded(
    'R130',
    Object.fromEntries((confirmation?.contents ?? []).map((field) => [field, receipt[field] ?? null])),
  )
}

/** A paper of the checklist as it was answered at the counter. */
export interface AnsweredPaper {
  id: string
  need: AskedItem['need']
  presented: boolean
  /** Last day of its validity; null: none told. */
  expiresOn: string | null
}

/**
 * R131, R152: the package is not accepted when papers are missing or expired; the form names them. Interpretation:
 * a paper "if available" is never missing, but one that is presented expired counts as expired.
 *
 * @returns ids of the papers; no finding when the package is in order, or the edition has no such receipt (R24)
 */
export function r131IntakeRefusal(
  papers: readonly AnsweredPaper[],
  day: string,
  service: LawService,
): { missing: string[]; expired: string[]; findings: Finding[] } {
  const asked = papers.filter(({ need }) => need !== 'not_asked')
  const missing = asked.filter(({ need, presented }) => need === 'required' && !presented)
  const expired = asked.filter((one) => one.presented && one.expiresOn !== null && one.expiresOn < day)
  const refusal = service.intakeRefusal
  const inputs = { missing: missing.length, expired: expired.length, copies: refusal?.copies ?? 1 }
  return {
    missing: missing.map(({ id }) => id),
    expired: expired.map(({ id }) => id),
    findings:
      refusal && missing.length + expired.length > 0
        ? [found(RuleId.parse(refusal.rule), 'block', 'ref_package_refused', inputs, { field: 'checklist' })]
        : [],
  }
}

/**
 * R132: after a refusal the recipient may apply again at once, in the same order; the newest refused case of the
 * same measure is the one to link. Null: there is none.
 */
export function r132Earlier(
  refused: readonly { number: string; measure: string; refusedOn: string }[],
  application: { measure: string; day: string },
): Finding | null {
  const before = refused
    .filter((one) => one.measure === application.measure && one.refusedOn <= application.day)
    .sort((a, b) => (a.refusedOn < b.refusedOn ? 1 : -1))[0]
  return before
    ? found('R132', 'info', 'ref_again_after_refusal', { number: before.number, refused: before.refusedOn })
    : null
}

/* ---------- decision ---------- */

/** R133: examined, and the result issued, one working day after acceptance and registration. */
export function r133Due(acceptedOn: string, counting: Counting): Finding {
  const deadline = computeDeadline({ code: 'ref_decision', start: acceptedOn, ...counting })
  return found('R133', 'compute', 'ref_due', { accepted: acceptedOn, due: deadline.due }, { deadline })
}

/**
 * R136, R5: an application through a portal. Received after hours or on a day off it counts as accepted on the next
 * working day; item 7 of the list also gives the result on that day, so the earlier of the two is taken as due (the
 * same reading as R47).
 *
 * @param received local date and time `YYYY-MM-DDTHH:MM`
 */
export function r136PortalDue(
  received: string,
  { calendar, countFromSameDay }: Counting,
  hours?: OpeningHours,
): Finding {
  const day = received.slice(0, 10)
  const accepted = portalStart(received, calendar, hours)
  const deadline = computeDeadline({
    code: 'ref_decision',
    start: day,
    calendar,
    countFromSameDay: accepted === day && countFromSameDay,
  })
  return found('R136', 'compute', 'ref_portal_due', { accepted, due: deadline.due }, { deadline })
}

/**
 * R157: handed in at the State Corporation (edition of No 172 only): the day of acceptance is not counted,
 * whatever the setting of R7 says, and the receipt names the day of issue.
 */
export function r157CorporationDue(acceptedOn: string, calendar: Calendar): Finding {
  const deadline = computeDeadline({ code: 'ref_decision', start: acceptedOn, calendar })
  return found(
    'R157',
    'print',
    'ref_corporation_receipt',
    { accepted: acceptedOn, due: deadline.due },
    { deadline },
  )
}

/**
 * R126, R153: the service is refused only on a ground of the edition that goes with the measure. Where a ground
 * only cites an article whose text is not held (arts. 109(4), 111(7) of the Social Code), nobody is told what it
 * says: it is warned of, and the case must be explained in words.
 *
 * @param refusal.textsHeld ids of grounds whose cited text the centre has put in
 */
export function r126Refusal(
  refusal: {
    measure: string
    grounds: readonly string[]
    explanation: string
    textsHeld: ReadonlySet<string>
  },
  service: LawService,
): Finding[] {
  const rule = RuleId.parse(service.refusalGrounds[0]?.rule)
  const more = { field: 'grounds' }
  if (refusal.grounds.length === 0) return [found(rule, 'block', 'ref_ground_missing', {}, more)]
  const possible = groundsFor(service, refusal.measure)
  return refusal.grounds.flatMap((id) => {
    const ground = service.refusalGrounds.find((one) => one.id === id)
    if (!ground) return [found(rule, 'block', 'ref_ground_not_listed', { ground: id }, more)]
    if (!possible.includes(ground))
      return [found(rule, 'block', 'ref_ground_other_measure', { ground: id }, more)]
    if (ground.measures === undefined || refusal.textsHeld.has(id)) return []
    const findings = [found(rule, 'warn', 'ref_article_not_held', { ground: id }, more)]
    if (refusal.explanation.trim() === '')
      findings.push(found(rule, 'record', 'ref_article_explain', { ground: id }, { field: 'explanation' }))
    return findings
  })
}

/** R135: the reasoned reply has no prescribed form; it names the grounds and the reason and is signed and dated. */
export const r135Reply = (reply: {
  refusalGrounds: readonly string[]
  refusalReason: string
  directorFullName: string
  issueDate: string | null
}): Finding[] => unrecorded('R135', { ...reply, refusalGrounds: reply.refusalGrounds.join(' ') })

/** Who fills the lower part of a referral and sends it back. */
export const Counterpart = z.enum([
  'education_organisation',
  'employer',
  'training_organisation',
  'creditor',
  'receiving_centre',
])
export type Counterpart = z.infer<typeof Counterpart>

const SlipRule = z.strictObject({
  form: z.string(),
  rule: RuleId,
  returnedBy: Counterpart,
  /** Code of the deadline; null: the form states no limit. */
  deadline: z
    .string()
    .refine((code) => deadlineRules.has(code))
    .nullable(),
  /** "A copy of the order on hiring is attached." */
  hireOrderCopy: z.boolean(),
  /** What the referral is closed as. */
  closes: z.enum(['enrolled', 'hired', 'relocated', 'answered']),
  /** Fields of the form that the counterpart writes in by hand. */
  written: z.array(z.string()).min(1),
})
export type SlipRule = z.infer<typeof SlipRule>

/** R138-R140, R158: what comes back with each form of a referral, by form. */
export const slipRules: ReadonlyMap<string, SlipRule> = new Map(
  z
    .array(SlipRule)
    .parse(slipData)
    .map((one) => [one.form, one]),
)

/**
 * R134, R154: the form of the referral, from the measure; where it has two (vocational training) from who takes
 * the person in.
 */
export function r134Form(
  referral: { measure: string; counterpart: Counterpart | null },
  service: LawService,
): { form: string | null; findings: Finding[] } {
  const measure = service.measures.find(({ code }) => code === referral.measure)
  const rule = RuleId.parse(measure?.rule ?? service.measures[0]?.rule)
  const none = (code: string, field: string) => ({
    form: null,
    findings: [found(rule, 'record', code, {}, { field })],
  })
  if (!measure) return none('ref_measure_missing', 'measure')
  const form =
    measure.forms.length === 1
      ? measure.forms[0]!
      : measure.forms.find((id) => slipRules.get(id)?.returnedBy === referral.counterpart)
  if (form === undefined) return none('ref_counterpart_missing', 'counterpart')
  const annex = service.annexes.find(({ formId }) => formId === form)?.annex ?? ''
  return { form, findings: [found(rule, 'print', 'ref_form', { form, annex })] }
}

/** R137: one number, in the heading and in the notice below the tear-off line. */
export function r137Number(referral: { heading: string; notice: string }): Finding[] {
  const { heading, notice } = referral
  if (heading.trim() === '')
    return [found('R137', 'block', 'ref_number_missing', {}, { field: 'referralNumber' })]
  return heading === notice
    ? []
    : [found('R137', 'block', 'ref_number_differs', { heading, notice }, { field: 'referralNumber' })]
}

/** R142: a referral for relocation is not printed without the decision of the regional commission and the place. */
export function r142Relocation(relocation: {
  commissionDecisionDate: string | null
  commissionDecisionNumber: string
  destinationPlace: string
  /** The family that moves too. */
  familyMembers: readonly { relation: string; fullName: string }[]
}): Finding[] {
  const { familyMembers, ...decision } = relocation
  const unnamed = familyMembers.findIndex(({ relation, fullName }) => !relation.trim() || !fullName.trim())
  const field = `familyMembers.${unnamed}`
  return [
    ...missing('R142', 'ref_relocation_missing', decision).map((one) => ({
      ...one,
      level: 'block' as const,
    })),
    ...(unnamed < 0 ? [] : [found('R142', 'record', 'ref_family_incomplete', { n: unnamed + 1 }, { field })]),
  ]
}

/** R143: whether a seal is put is the centre's setting ("if any"); its place is printed anyway. */
export const r143Seal = (centreHasSeal: boolean): Finding =>
  found('R143', 'info', centreHasSeal ? 'ref_seal' : 'ref_seal_none')

/* ---------- the slip ---------- */

/** A time from one day to another, in months; null where a form has no such blank. */
export interface Period {
  from: string | null
  to: string | null
  months: number | null
}

/** A referral as it was issued. */
export interface IssuedReferral {
  number: string
  form: string
  issuedOn: string
  /** As it stands on the paper. */
  name: string
  /** Names the person had before, and has now (R180). */
  otherNames?: readonly string[]
  period: Period | null
  /** Profession or post; null where the form asks for none. */
  post?: string | null
}

/** What became of a referral: who was not taken may have refused the place, or not come at all. */
export const slipOutcomes = ['came', 'refused', 'not_come'] as const
export type SlipOutcome = (typeof slipOutcomes)[number]

/** A slip that came back. */
export interface ReturnedSlip {
  returnedOn: string | null
  name: string
  period: Period | null
  hireOrderCopy: boolean
  /** What was written by hand, by field of the form. */
  written: Readonly<Record<string, string | number | null>>
  /** Post as the slip has it. */
  post?: string | null
  /** Left out: the person came. */
  outcome?: SlipOutcome
}

const slipRuleOf = (form: string): SlipRule => {
  const rule = slipRules.get(form)
  if (!rule) throw new Error(`no slip belongs to form ${form}`)
  return rule
}

/** When the slip of a referral is due; null where the form states no limit (relocation). */
function slipDeadline(referral: Pick<IssuedReferral, 'form' | 'issuedOn'>, counting: Counting) {
  const { deadline } = slipRuleOf(referral.form)
  return deadline === null ? null : computeDeadline({ code: deadline, start: referral.issuedOn, ...counting })
}

/**
 * R138, R139, R158: the slip is due five working days after the referral. R140: for relocation no limit is
 * stated and nothing is computed; a reminder after so many calendar days is the centre's own setting.
 */
export function r138SlipDue(
  referral: Pick<IssuedReferral, 'form' | 'issuedOn'>,
  counting: Counting,
  reminderDays: number | null = null,
): Finding {
  const { rule } = slipRuleOf(referral.form)
  const issued = referral.issuedOn
  const deadline = slipDeadline(referral, counting)
  if (deadline) return found(rule, 'compute', 'slip_due', { issued, due: deadline.due }, { deadline })
  return reminderDays === null
    ? found(rule, 'info', 'slip_no_limit', { issued })
    : found(rule, 'info', 'slip_reminder', { issued, day: addDays(issued, reminderDays) })
}

/** R138, R139, R158: referrals whose slip has not come back in time, the longest waiting first. */
export function r138Overdue<R extends Pick<IssuedReferral, 'form' | 'issuedOn' | 'number'>>(
  waiting: readonly R[],
  today: string,
  counting: Counting,
): { referral: R; finding: Finding }[] {
  return waiting
    .flatMap((referral) => {
      const deadline = slipDeadline(referral, counting)
      if (deadline === null || deadline.due >= today) return []
      const { due } = deadline
      const days = counting.calendar.workingDaysBetween(due, today)
      const inputs = { number: referral.number, due, days }
      const { rule } = slipRuleOf(referral.form)
      return [{ due, referral, finding: found(rule, 'warn', 'slip_overdue', inputs, { deadline }) }]
    })
    .sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0))
    .map(({ referral, finding }) => ({ referral, finding }))
}

/** R139, R158: the employer's slip comes with a copy of the order on hiring. */
export function r139HireOrderCopy(form: string, copyAttached: boolean): Finding[] {
  const { rule, hireOrderCopy } = slipRuleOf(form)
  return hireOrderCopy && !copyAttached
    ? [found(rule, 'warn', 'slip_no_copy', {}, { field: 'hireOrderCopy' })]
    : []
}

/** R141, R180: another period, post or name than the referral's; a former name, or the new one, is recognised. */
function differences(referral: IssuedReferral, slip: ReturnedSlip): Finding[] {
  const findings: Finding[] = []
  const whose = r180NameOf(slip.name, { name: referral.name, formerNames: referral.otherNames })
  const names = { name: slip.name, issued: referral.name }
  if (whose === 'former') findings.push(found('R180', 'warn', 'slip_other_name', names, { field: 'name' }))
  if (whose === 'other') findings.push(found('R141', 'warn', 'slip_name_differs', names, { field: 'name' }))
  for (const blank of ['from', 'to', 'months'] as const) {
    const issued = referral.period?.[blank] ?? null
    const written = slip.period?.[blank] ?? null
    if (issued !== null && written !== null && issued !== written)
      findings.push(
        found(
          'R141',
          'warn',
          'slip_period_differs',
          { blank, issued, written },
          { field: `period.${blank}` },
        ),
      )
  }
  const [post, wrote] = [referral.post?.trim() ?? '', slip.post?.trim() ?? '']
  if (post !== '' && wrote !== '' && foldName(post) !== foldName(wrote))
    findings.push(
      found('R141', 'warn', 'slip_post_differs', { issued: post, written: wrote }, { field: 'post' }),
    )
  return findings
}

/**
 * R141: a slip that came back: what was written is kept, and what differs from the referral is warned of, nothing
 * more. Lateness is marked: the law gives it no other consequence. Of a person who refused or did not come no order,
 * contract or period is asked.
 */
export function r141Slip(
  referral: IssuedReferral,
  slip: ReturnedSlip,
  counting: Counting,
): {
  /** What it does to the case: in question where a copy is missing, or a period or name differs. */
  event: Extract<ReferralEvent, 'return_notice' | 'return_doubtful'>
  /** What the referral is then closed as. */
  closes: SlipRule['closes'] | Exclude<SlipOutcome, 'came'>
  findings: Finding[]
} {
  const { rule, written, closes } = slipRuleOf(referral.form)
  const outcome = slip.outcome ?? 'came'
  const came = outcome === 'came'
  const empty = came ? written.filter((field) => String(slip.written[field] ?? '').trim() === '') : []
  const returned = slip.returnedOn
  const deadline = slipDeadline(referral, counting)
  const findings = unrecorded('R141', { returnedOn: returned })
  if (returned !== null && returned < referral.issuedOn)
    findings.push(
      found(
        'R141',
        'warn',
        'slip_before_issue',
        { returned, issued: referral.issuedOn },
        { field: 'returnedOn' },
      ),
    )
  if (empty.length > 0)
    findings.push(
      found(
        'R141',
        'record',
        'slip_values_missing',
        { count: empty.length },
        { field: `written.${empty[0]}` },
      ),
    )
  if (returned !== null && deadline !== null && returned > deadline.due)
    findings.push(found(rule, 'info', 'slip_late', { returned, due: deadline.due }, { deadline }))
  const doubts = came
    ? [...r139HireOrderCopy(referral.form, slip.hireOrderCopy), ...differences(referral, slip)]
    : differences({ ...referral, period: null, post: null }, slip)
  return {
    event: doubts.length > 0 ? 'return_doubtful' : 'return_notice',
    closes: came ? closes : outcome,
    findings: [...findings, ...doubts],
  }
}

/* ---------- the term of a measure ---------- */

/** The day of the same number so many months later; undefined where that month has no such day. */
function sameDay(start: string, months: number): { day: string | undefined; last: string } {
  const total = Number(start.slice(0, 4)) * 12 + Number(start.slice(5, 7)) - 1 + months
  const year = Math.floor(total / 12)
  const month = (total % 12) + 1
  const last = daysInMonth(year, month)
  const day = Number(start.slice(8, 10))
  return { day: day <= last ? isoDay(year, month, day) : undefined, last: isoDay(year, month, last) }
}

/**
 * R147: the last day of a measure of so many months: the day before the one of the same number; where that month
 * has no such day its last one.
 */
export function r147EndDay(start: string, months: number): string {
  const { day, last } = sameDay(start, months)
  return day === undefined ? last : addDays(day, -1)
}

/** R147: full months from the first to the last day; 0 when there is none. */
export function r147Months(start: string, end: string): number {
  let months = 0
  while (r147EndDay(start, months + 1) <= end) months++
  return months
}

/**
 * R147: whether months, first and last day agree, and the measure begins not before the referral is issued. The law
 * does not say whether the last day is the one of the same number or the one before: both agree.
 */
export function r147Term(term: { issuedOn: string; start: string; end: string; months: number }): Finding[] {
  const { issuedOn, start, end, months } = term
  if (end < start) return [found('R147', 'block', 'term_ends_before_start', { start, end }, { field: 'end' })]
  const findings: Finding[] = []
  if (start < issuedOn)
    findings.push(
      found('R147', 'warn', 'term_starts_before_issue', { start, issued: issuedOn }, { field: 'start' }),
    )
  const computed = r147EndDay(start, months)
  if (end !== computed && end !== sameDay(start, months).day)
    findings.push(
      found(
        'R147',
        'warn',
        'term_disagrees',
        { start, end, months, fit: r147Months(start, end), computed },
        { field: 'months' },
      ),
    )
  return findings
}

/** A published longest term or age of a measure: none of it stands in the orders, so it only warns. */
const MeasureTerm = z.strictObject({
  measure: z.string(),
  /** Days between which it is known to hold, both included; null: not known. */
  from: IsoDay.nullable(),
  until: IsoDay.nullable(),
  maxMonths: z.number().int().positive().nullable(),
  /** Full years; the texts say "to 35" without telling whether that year is meant, so it is taken in. */
  ageFrom: z.number().int().nullable(),
  ageTo: z.number().int().nullable(),
  untilRetirement: z.boolean(),
  status: z.enum(['two_sources', 'one_source', 'unconfirmed']),
  source: z.string().min(1),
  readOn: IsoDay,
})
export type MeasureTerm = z.infer<typeof MeasureTerm>

export const measureTerms: readonly MeasureTerm[] = z.array(MeasureTerm).parse(termData)

/**
 * R147: a referral beyond the published term or age of its measure. The orders hold neither, so this only warns and
 * names where the figure was read.
 *
 * @param referral.retired R61: has reached the retirement age on that day; null: not known
 */
export function r147Published(
  referral: {
    measure: string
    months: number | null
    birthDate: string
    start: string
    retired: boolean | null
  },
  terms: readonly MeasureTerm[] = measureTerms,
): Finding[] {
  const { measure, months, start } = referral
  const age = ageOn(referral.birthDate, start)
  return terms
    .filter(
      (term) =>
        term.measure === measure &&
        (term.from === null || term.from <= start) &&
        (term.until === null || start <= term.until),
    )
    .flatMap((term) => {
      const { status, source } = term
      const findings: Finding[] = []
      if (term.maxMonths !== null && months !== null && months > term.maxMonths)
        findings.push(
          found(
            'R147',
            'warn',
            'measure_too_long',
            { months, most: term.maxMonths, status, source },
            { field: 'months' },
          ),
        )
      if ((term.ageFrom !== null && age < term.ageFrom) || (term.ageTo !== null && age > term.ageTo))
        findings.push(
          found(
            'R147',
            'warn',
            term.ageFrom !== null && age < term.ageFrom ? 'measure_too_young' : 'measure_too_old',
            { age, limit: (age < (term.ageFrom ?? 0) ? term.ageFrom : term.ageTo) ?? 0, status, source },
            { field: 'birthDate' },
          ),
        )
      if (term.untilRetirement && referral.retired === true)
        findings.push(
          found('R147', 'warn', 'measure_retired', { age, status, source }, { field: 'birthDate' }),
        )
      return findings
    })
}

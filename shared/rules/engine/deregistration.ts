/**
 * Deregistration of an unemployed person: Order No 214, paras 51, 52, 58 (R83 to R97). The desk collects the
 * fact and raises the ground; the labour mobility centre decides. Para 58: for people who registered through
 * enbek.kz the grounds are the same, so the channel is no input anywhere.
 */
import { found, type Finding } from './finding'
import { suitabilityPoints, type Offer } from './mediation'
import { r81ChangeReport, type ReportedChange } from './plan'
import { duty, missing, type Clock } from './registration'
import type { Visit } from './unemployed'

/** Subparagraphs of para 51, as they go to AIS (R169). */
export const groundCodes = ['51-1', '51-2', '51-3', '51-4', '51-5', '51-6', '51-7'] as const
export type GroundCode = (typeof groundCodes)[number]

/** The ground that a finding raises, null for any other finding. */
export const groundOf = ({ inputs }: Finding): GroundCode | null => (inputs.ground as GroundCode) ?? null

/** Whether the term of a duty passed before it was done, if it was done at all. */
const missed = ({ inputs }: Finding): boolean => inputs.state === 'late' || inputs.state === 'overdue'

/** What the person said and how the employee judged it. What a valid reason is, the orders do not say. */
export interface Reason {
  explanation: string
  judgement: 'valid' | 'not_valid' | null
}

/**
 * R96: grounds 3 and 4 are raised only after the explanation and the judgement were recorded; null when the
 * reasons were judged not valid, so that nothing stands in the way.
 */
export function r96Judgement(reason: Reason | null): Finding | null {
  if (!reason?.judgement || reason.explanation.trim() === '')
    return found('R96', 'block', 'reason_unjudged', {}, { field: 'reason' })
  return reason.judgement === 'valid' ? found('R96', 'info', 'reason_valid') : null
}

/** The ground where no reason excuses it, else what R96 says. */
const unlessExcused = (ground: Finding, reason: Reason | null): Finding[] => [r96Judgement(reason) ?? ground]

/* ---------- ground 1 ---------- */

/** Days on which payments for the person came in, as AIS tells; null: none. */
export interface Contributions {
  medical: string | null
  pension: string | null
  social: string | null
}

/** R83: medical insurance, pension and social payments came in. The order joins the three with "and". */
export function r83Contributions({ medical, pension, social }: Contributions): Finding | null {
  if (medical && pension && social) {
    const on = [medical, pension, social].sort().at(-1)!
    return found('R83', 'warn', 'ground_contributions', { ground: '51-1', on })
  }
  return medical || pension || social ? found('R83', 'info', 'contributions_in_part') : null
}

/* ---------- ground 2 ---------- */

/** How a refusal is reckoned towards three. */
export type Reckoning = 'counted' | 'as_job_seeker' | 'before_registration' | 'unsuitable' | 'unrecorded'

/**
 * R97: whether a refusal counts, or why not; null where nothing was refused. Interpretation: one refusal for each
 * offer of suitable work since the last registration as unemployed. Work that fails one of the five points does not
 * count, nor what the person refused as a job seeker, also on the very day of the registration that it led to
 * (R57). An offer with a point unrecorded counts once it is.
 */
export function r97Reckoning(
  { to, answer, answeredOn, suitable }: Offer,
  unemployedSince: string,
): Reckoning | null {
  if (answer !== 'refuse' || answeredOn === null) return null
  if (to === 'job_seeker' && answeredOn <= unemployedSince) return 'as_job_seeker'
  if (answeredOn < unemployedSince) return 'before_registration'
  const points = suitabilityPoints.map((point) => suitable[point])
  return points.includes(false) ? 'unsuitable' : points.includes(null) ? 'unrecorded' : 'counted'
}

/** R97: refusals that count. */
export const r97RefusalCount = (offers: readonly Offer[], unemployedSince: string): number =>
  offers.filter((offer) => r97Reckoning(offer, unemployedSince) === 'counted').length

/** R97: warns at the second refusal, and asks for the points of suitable work that nobody recorded. */
export function r97Refusals(offers: readonly Offer[], unemployedSince: string): Finding[] {
  const unrecorded = offers.filter(({ suitable }) =>
    suitabilityPoints.some((point) => suitable[point] === null),
  )
  return [
    ...(unrecorded.length > 0
      ? [
          found(
            'R97',
            'record',
            'suitability_unrecorded',
            { count: unrecorded.length },
            { field: 'suitable' },
          ),
        ]
      : []),
    ...(r97RefusalCount(offers, unemployedSince) === 2
      ? [found('R97', 'warn', 'refusals_two', { since: unemployedSince })]
      : []),
  ]
}

/** R84: three refusals of suitable work. */
export function r84ThreeRefusals(offers: readonly Offer[], unemployedSince: string): Finding | null {
  const count = r97RefusalCount(offers, unemployedSince)
  return count >= 3
    ? found('R84', 'warn', 'ground_refusals', { ground: '51-2', count, since: unemployedSince })
    : null
}

/**
 * R85: an unemployed person did not answer an offer in time. The order speaks of offers in the plural, so the
 * ground is only possible: a person decides whether one answer missed is enough.
 */
export function r85Unanswered(offer: Offer, clock: Clock): Finding | null {
  if (offer.to !== 'unemployed' || offer.receivedOn === null) return null
  const answer = duty(
    'R85',
    'ground_unanswered',
    {
      deadline: 'offer_answer_unemployed',
      start: offer.receivedOn,
      done: offer.answer ? offer.answeredOn : null,
    },
    clock,
  )
  return missed(answer) ? { ...answer, inputs: { ...answer.inputs, ground: '51-2', possible: true } } : null
}

/** An offer with what a person decided about an answer missed: not valid is enough for the ground, valid is not. */
export interface JudgedOffer extends Offer {
  reason?: Reason | null
}

/** R85: the possible ground once a person decided about it, or as it was found while nobody has. */
export function r85Decided(ground: Finding | null, reason: Reason | null): Finding | null {
  if (!ground || !reason?.judgement) return ground
  return reason.judgement === 'valid'
    ? found('R85', 'info', 'unanswered_not_enough')
    : { ...ground, code: 'ground_unanswered_enough', inputs: { ...ground.inputs, possible: false } }
}

/* ---------- grounds 3 and 4 ---------- */

/** Somebody was told to come. */
export interface Summons {
  toldOn: string
  cameOn: string | null
  reason: Reason | null
}

function summoned(
  rule: 'R86' | 'R87',
  codes: { coming: string; ground: string; deadline: string },
  { toldOn, cameOn, reason }: Summons,
  clock: Clock,
): Finding[] {
  const coming = duty(rule, codes.coming, { deadline: codes.deadline, start: toldOn, done: cameOn }, clock)
  if (!missed(coming)) return [coming]
  const { deadline } = coming
  const inputs = { ground: '51-3', due: deadline!.due, start: toldOn }
  return [coming, ...unlessExcused(found(rule, 'warn', codes.ground, inputs, { deadline }), reason)]
}

const jobOrStudy = {
  coming: 'not_at_job_or_study',
  ground: 'ground_not_at_job_or_study',
  deadline: 'un_job_or_study_show_up',
}
/** R86: did not come to the offered place of work or study in five working days from the notice. */
export const r86NotAtJobOrStudy = (notice: Summons, clock: Clock): Finding[] =>
  summoned('R86', jobOrStudy, notice, clock)

const centre = { coming: 'not_at_centre', ground: 'ground_not_at_centre', deadline: 'un_measure_invitation' }
/** R87: did not come to the centre in three working days from the invitation to an active measure. */
export const r87NotAtCentre = (invitation: Summons, clock: Clock): Finding[] =>
  summoned('R87', centre, invitation, clock)

export interface StoppedMeasure {
  on: string | null
  /** Where the centre knows it from. */
  source: string
  reason: Reason | null
}

/** R88: stopped taking part in a measure on his or her own; day and source are recorded first. */
export function r88StoppedMeasure({ on, source, reason }: StoppedMeasure): Finding[] {
  const empty = missing('R88', 'stopped_missing', { on, source })
  if (empty.length > 0) return empty
  return unlessExcused(found('R88', 'warn', 'ground_stopped_measure', { ground: '51-3', on }), reason)
}

export interface AgreedVisit extends Visit {
  reason: Reason | null
}

/** R89: let a date of the plan pass without a visit or word, or kept it late; empty while it has not passed. */
export function r89MissedVisit({ date, keptOn, reason }: AgreedVisit, today: string): Finding[] {
  if ((keptOn ?? today) <= date) return []
  return unlessExcused(found('R89', 'warn', 'ground_missed_visit', { ground: '51-4', on: date }), reason)
}

/* ---------- grounds 5 to 7 ---------- */

export interface CourtAct {
  kind: 'imprisonment' | 'compulsory_treatment'
  /** Entry into force of the sentence or decision. */
  inForceOn: string | null
  document: string
}

/** R90: sentenced to imprisonment, or sent to compulsory treatment by a decision in force. */
export function r90CourtAct({ kind, inForceOn, document }: CourtAct): Finding[] {
  const empty = missing('R90', 'court_missing', { inForceOn, document })
  return empty.length > 0
    ? empty
    : [found('R90', 'warn', 'ground_court', { ground: '51-5', kind, on: inForceOn })]
}

/** R91: a change of R81 was reported late or not at all. */
export function r91ChangeUnreported(change: ReportedChange, clock: Clock): Finding | null {
  const report = r81ChangeReport(change, clock)[0]!
  if (!missed(report)) return null
  const { kind, eventOn } = change
  return found(
    'R91',
    'warn',
    'ground_change_unreported',
    { ground: '51-6', kind, eventOn, due: report.deadline!.due },
    { deadline: report.deadline! },
  )
}

export interface FalseDocuments {
  foundOn: string | null
  documents: string
}

/** R92: knowingly false or forged documents were presented; which, and since when it is known. */
export function r92FalseDocuments({ foundOn, documents }: FalseDocuments): Finding[] {
  const empty = missing('R92', 'false_documents_missing', { foundOn, documents })
  return empty.length > 0
    ? empty
    : [found('R92', 'warn', 'ground_false_documents', { ground: '51-7', on: foundOn })]
}

/** All that the centre knows of an unemployed person since the registration. */
export interface UnemployedFacts {
  since: string
  contributions: Contributions
  offers: readonly JudgedOffer[]
  jobsAndStudies: readonly Summons[]
  invitations: readonly Summons[]
  stopped: readonly StoppedMeasure[]
  visits: readonly AgreedVisit[]
  courtActs: readonly CourtAct[]
  changes: readonly ReportedChange[]
  falseDocuments: readonly FalseDocuments[]
}

/** R83 to R92, R96, R97: what raises a ground of para 51 (`groundOf`) and what must be recorded before. */
export const deregistrationFindings = (facts: UnemployedFacts, clock: Clock): Finding[] =>
  [
    r83Contributions(facts.contributions),
    r84ThreeRefusals(facts.offers, facts.since),
    ...r97Refusals(facts.offers, facts.since),
    ...facts.offers.map((offer) => r85Decided(r85Unanswered(offer, clock), offer.reason ?? null)),
    ...facts.jobsAndStudies.flatMap((notice) => r86NotAtJobOrStudy(notice, clock)),
    ...facts.invitations.flatMap((invitation) => r87NotAtCentre(invitation, clock)),
    ...facts.stopped.flatMap(r88StoppedMeasure),
    ...facts.visits.flatMap((visit) => r89MissedVisit(visit, clock.today)),
    ...facts.courtActs.flatMap(r90CourtAct),
    ...facts.changes.map((change) => r91ChangeUnreported(change, clock)),
    ...facts.falseDocuments.flatMap(r92FalseDocuments),
  ].filter((finding) => finding !== null)

/* ---------- decision and notice ---------- */

/** R93: the labour mobility centre deregisters in two working days from the information through AIS. */
export const r93DeregistrationDue = (
  { receivedOn, deregisteredOn }: { receivedOn: string; deregisteredOn: string | null },
  clock: Clock,
): Finding =>
  duty(
    'R93',
    'dereg_decision',
    { deadline: 'dereg_decision', start: receivedOn, done: deregisteredOn },
    clock,
  )

export interface DeregistrationNotice {
  deregisteredOn: string
  on: string | null
  channel: 'ict' | 'mobile' | 'akim' | null
  rural: boolean
  /** Name or office of the akim it went through. */
  akim: string
}

/** R94: the person is told in two working days from deregistration; channel and day are recorded. */
export const r94DeregistrationNotice = (notice: DeregistrationNotice, clock: Clock): Finding[] => [
  duty(
    'R94',
    'dereg_notice',
    { deadline: 'dereg_notice', start: notice.deregisteredOn, done: notice.on },
    clock,
  ),
  ...(notice.on ? missing('R94', 'dereg_notice_missing', { channel: notice.channel }) : []),
]

/** R95: who lives in a rural place is told through the akim. */
export const r95ThroughAkim = ({ rural, channel, akim }: DeregistrationNotice): Finding[] =>
  rural ? missing('R95', 'dereg_notice_missing', { akim: channel === 'akim' && akim }) : []

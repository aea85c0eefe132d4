/** Labour mediation: vacancies, candidates, offers, interviews. Order No 214, paras 66 to 81 (R98 to R117). */
import { found, type Finding } from './finding'
import { duty, missing, type Clock } from './registration'

/* ---------- vacancies ---------- */

/** R98: the employer tells of a vacancy in five working days; null when the day of appearance is not known. */
export function r98VacancyReported(
  { appearedOn, receivedOn }: { appearedOn: string | null; receivedOn: string | null },
  clock: Clock,
): Finding | null {
  if (appearedOn === null) return null
  return duty(
    'R98',
    'vacancy_reported',
    { deadline: 'vac_submit', start: appearedOn, done: receivedOn },
    clock,
  )
}

/** Posts that para 66 leaves out. */
export const postsNotCovered = [
  'civil_servant',
  'elected_state_post',
  'deputy',
  'judge',
  'military_service',
  'special_body',
  'law_enforcement',
  'courier_service',
  'national_bank',
  'financial_regulator',
] as const
export type PostNotCovered = (typeof postsNotCovered)[number]

/** R99: such a post is not registered as a vacancy. */
export const r99NotCovered = (post: PostNotCovered | null): Finding | null =>
  post === null ? null : found('R99', 'block', 'vacancy_not_covered', { post }, { field: 'post' })

/** R100: a vacancy arises in the employer's cabinet on enbek.kz; one without its number there was typed here. */
export const r100VacancyOrigin = ({ portalNumber }: { portalNumber: string }): Finding | null =>
  portalNumber.trim() === ''
    ? found('R100', 'warn', 'vacancy_typed_here', {}, { field: 'portalNumber' })
    : null

/** R101: candidates are selected in one working day from registration of the vacancy. */
export const r101CandidatesDue = (
  { registeredOn, selectedOn }: { registeredOn: string; selectedOn: string | null },
  clock: Clock,
): Finding =>
  duty('R101', 'candidates_due', { deadline: 'vac_candidates', start: registeredOn, done: selectedOn }, clock)

/** What a person is to the centre; `other` applied to it without being registered. */
export type Standing = 'job_seeker' | 'unemployed' | 'other'

/**
 * R102: candidates for a vacancy come from the registered and from those who registered themselves on enbek.kz;
 * vacancies are looked for also for others who applied.
 */
export const r102InPool = (
  person: { standing: Standing; selfRegistered: boolean },
  direction: 'for_vacancy' | 'for_person',
): Finding | null =>
  direction === 'for_person' || person.standing !== 'other' || person.selfRegistered
    ? null
    : found('R102', 'warn', 'candidate_not_in_pool')

export const matchCriteria = ['profession', 'training', 'experience', 'pay', 'hours', 'other'] as const
export type MatchCriterion = (typeof matchCriteria)[number]
/** Whether the candidate meets each criterion of para 70; null: not looked at. */
export type Match = Readonly<Record<MatchCriterion, boolean | null>>

/** R103: criteria of the match that nobody recorded yet. */
export const r103MatchUnrecorded = (match: Match): Finding[] =>
  matchCriteria
    .filter((criterion) => match[criterion] === null)
    .map((criterion) =>
      found('R103', 'record', 'match_unrecorded', { criterion }, { field: 'match.' + criterion }),
    )

/* ---------- offers ---------- */

export type OfferChannel = 'in_person' | 'enbek' | 'mobile' | 'assistant'

export const suitabilityPoints = ['training', 'experience', 'health', 'hours', 'transport'] as const
/** The five points of suitable work (para 2, subpara 10)); null: not recorded. */
export type Suitability = Readonly<Record<(typeof suitabilityPoints)[number], boolean | null>>

export interface Offer {
  /** What the person was when the offer was made. */
  to: Standing
  offeredOn: string | null
  /** Day on which the person got it: the same at the counter and by phone, another in a cabinet. */
  receivedOn: string | null
  answer: 'agree' | 'refuse' | null
  answeredOn: string | null
  suitable: Suitability
}

/** R104: whom suitable work exists for is told in three working days from the appearance of the vacancy. */
export const r104OfferDue = (
  { appearedOn, offeredOn }: { appearedOn: string; offeredOn: string | null },
  clock: Clock,
): Finding =>
  duty('R104', 'offer_told', { deadline: 'offer_notice', start: appearedOn, done: offeredOn }, clock)

/** How a person was told. */
export interface Telling {
  on: string | null
  time: string | null
  channel: OfferChannel | null
  /** Name of the assistant who passed it on. */
  assistant: string
}

/** R105: channel, day and time of telling. */
export const r105TellingMissing = ({ channel, on, time }: Telling): Finding[] =>
  missing('R105', 'telling_missing', { channel, on, time })

/** R106: who lives in a rural place is told through the assistant. */
export const r106ThroughAssistant = ({ channel, assistant }: Telling, rural: boolean): Finding[] =>
  rural ? missing('R106', 'telling_missing', { assistant: channel === 'assistant' && assistant }) : []

/**
 * R107, R108: a job seeker answers an offer in one working day from receiving it, the unemployed and others in
 * three. A job seeker's refusal leads to registration as unemployed (R57).
 */
export function r107OfferAnswer(offer: Offer, clock: Clock): Finding[] {
  const { offeredOn, receivedOn, answer, answeredOn } = offer
  const seeker = offer.to === 'job_seeker'
  const rule = seeker ? 'R107' : 'R108'
  const deadline = seeker ? 'offer_answer_job_seeker' : 'offer_answer_unemployed'
  return [
    ...missing(rule, 'offer_missing', { offeredOn, receivedOn, ...(answer && { answeredOn }) }),
    ...(receivedOn
      ? [duty(rule, 'offer_answer', { deadline, start: receivedOn, done: answer && answeredOn }, clock)]
      : []),
    ...(seeker && answer === 'refuse' ? [found('R107', 'compute', 'offer_refused_by_job_seeker')] : []),
  ]
}

/* ---------- candidates at the employer ---------- */

export interface Candidate {
  consentedOn: string | null
  /** The conditions of the job fit the candidate. */
  conditionsFit: boolean
  sentOn: string | null
}

/** R109: the resume of a candidate who agrees goes to the employer in one working day, and never without that. */
export function r109ResumeDue(candidate: Candidate, clock: Clock): Finding | null {
  const { consentedOn, conditionsFit, sentOn } = candidate
  if (consentedOn === null || !conditionsFit)
    return sentOn ? found('R109', 'block', 'resume_without_consent', {}, { field: 'consentedOn' }) : null
  return duty(
    'R109',
    'resume_sent',
    { deadline: 'resume_to_employer', start: consentedOn, done: sentOn },
    clock,
  )
}

export interface InterviewRecord {
  /** Day on which the employer was told of the data sent. */
  employerToldOn: string | null
  on: string | null
  time: string | null
  place: string
  candidateToldOn: string | null
  rural: boolean
  assistant: string
}

/** R110: what the record of an interview lacks; a rural candidate is told through the assistant. */
export const r110InterviewMissing = (interview: InterviewRecord): Finding[] => {
  const { employerToldOn, on, time, place, candidateToldOn, rural, assistant } = interview
  const asked = { employerToldOn, on, time, place, candidateToldOn, ...(rural && { assistant }) }
  return missing('R110', 'interview_missing', asked)
}

/** R111: the unemployed person goes to the employer in three working days from being told; null for others. */
export const r111InterviewVisit = (
  { standing, toldOn, cameOn }: { standing: Standing; toldOn: string; cameOn: string | null },
  clock: Clock,
): Finding | null =>
  standing === 'unemployed'
    ? duty('R111', 'interview_visit', { deadline: 'un_interview_visit', start: toldOn, done: cameOn }, clock)
    : null

export interface EmployerAnswer {
  answer: 'hired' | 'refused'
  on: string
}

/** R112: the employer answers in five working days from the direction, in writing or in the cabinet (R117). */
export const r112EmployerAnswerDue = (
  { directedOn, answer }: { directedOn: string; answer: EmployerAnswer | null },
  clock: Clock,
): Finding =>
  duty(
    'R112',
    'employer_answer',
    { deadline: 'employer_answer', start: directedOn, done: answer?.on ?? null },
    clock,
  )

export interface CandidateResult {
  result: 'pending' | 'hired' | 'refused_by_employer'
  /** Day from which it holds; null while pending. */
  since: string | null
  findings: Finding[]
}

/**
 * R113: without a notice of hiring in the term, the candidate counts as refused by the employer from the next
 * working day. It is no refusal by the candidate (R97). What a hiring told later means the law does not say:
 * it warns, and holds once an employee accepted it.
 */
export function r113CandidateResult(
  direction: { directedOn: string; answer: EmployerAnswer | null; lateAccepted?: boolean },
  clock: Clock,
): CandidateResult {
  const { answer } = direction
  const asked = r112EmployerAnswerDue(direction, clock)
  const due = asked.deadline!.due
  if (answer && (answer.on <= due || (answer.answer === 'hired' && direction.lateAccepted))) {
    const result = answer.answer === 'hired' ? 'hired' : 'refused_by_employer'
    return { result, since: answer.on, findings: [asked] }
  }
  const since = clock.calendar.nextWorkingDay(due)
  if (clock.today < since) return { result: 'pending', since: null, findings: [asked] }
  return {
    result: 'refused_by_employer',
    since,
    findings: [
      asked,
      found('R113', 'compute', 'employer_silent', { due, since }, { deadline: asked.deadline! }),
      ...(answer?.answer === 'hired'
        ? [found('R113', 'warn', 'employer_hired_late', { on: answer.on, due }, { field: 'answer' })]
        : []),
    ],
  }
}

/** R114: the portal removes a vacancy whose employer confirmed hiring; here it is closed. */
export const r114VacancyToClose = (
  vacancy: { closedOn: string | null },
  { result, since }: Pick<CandidateResult, 'result' | 'since'>,
): Finding | null =>
  result === 'hired' && vacancy.closedOn === null
    ? found('R114', 'compute', 'vacancy_to_close', { since }, { field: 'closedOn' })
    : null

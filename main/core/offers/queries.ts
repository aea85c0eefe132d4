import {
  isOpenOffer,
  openOfferStates,
  type Offer,
  type OfferState,
  type OfferTerm,
  type Suitable,
} from '../../../shared/contract/offers'
import type { FromCentral } from '../../../shared/contract/central'
import { tell, type Finding } from '../../../shared/rules/engine/finding'
import {
  r104OfferDue,
  r105TellingMissing,
  r106ThroughAssistant,
  r107OfferAnswer,
  r109ResumeDue,
  r110InterviewMissing,
  r111InterviewVisit,
  r113CandidateResult,
  type EmployerAnswer,
  type OfferChannel,
  type Offer as OfferFacts,
  type Standing,
} from '../../../shared/rules/engine/mediation'
import type { Clock } from '../../../shared/rules/engine/registration'
import { maskIin } from '../../../shared/rules/iin'
import type { Knex } from '../../db/open'
import type { Context } from '../context'
import { provenanceOf } from '../central/provenance'
import { nameOf } from '../persons/queries'
import { registrationsTable } from '../registrations/queries'

export interface OfferRecord {
  id: number
  uid: string
  version: number
  person_id: number
  vacancy_id: number
  standing: Standing
  rural: number | boolean
  offered_on: string
  offered_time: string
  channel: OfferChannel
  assistant: string
  received_on: string | null
  /** Suitable as JSON. */
  suitable: string
  answer: 'agree' | 'refuse' | null
  answered_on: string | null
  answer_channel: OfferChannel | null
  answer_note: string
  consented_on: string | null
  conditions_fit: number | boolean
  sent_on: string | null
  sent_by: number | null
  employer_told_on: string | null
  interview_on: string | null
  interview_time: string
  interview_place: string
  candidate_told_on: string | null
  interview_channel: OfferChannel | null
  interview_assistant: string
  interview_refused_on: string | null
  interview_refused_note: string
  came_on: string | null
  employer_answer: EmployerAnswer['answer'] | null
  employer_answered_on: string | null
  employer_channel: Offer['employer']['channel']
  employer_note: string
  late_decision: 'accepted' | 'left' | null
  withdrawn_on: string | null
  withdrawn_note: string
  /** Nothing that is recorded ended it. */
  open: number | boolean
  made_by: number
  updated_at: string
  updated_by: number
}

export type StepKind =
  | 'made'
  | 'received'
  | 'answered'
  | 'sent'
  | 'interview'
  | 'interview_refused'
  | 'visited'
  | 'employer'
  | 'withdrawn'
  | 'corrected'

export interface StepRecord {
  id: number
  offer_id: number
  kind: StepKind
  day: string | null
  detail: string
  at: string
  staff_id: number
}

export const offersTable = (db: Knex) => db<OfferRecord>('offers')
export const stepsTable = (db: Knex) => db<StepRecord>('offer_steps')

/** What of its vacancy an offer is judged by. */
export interface OfVacancy {
  appeared_on: string | null
  vacancy_closed_on: string | null
}

/** An offer as the rules see it. */
export const factsOf = (record: OfferRecord): OfferFacts => ({
  to: record.standing,
  offeredOn: record.offered_on,
  receivedOn: record.received_on,
  answer: record.answer,
  answeredOn: record.answered_on,
  suitable: JSON.parse(record.suitable) as Suitable,
})

/**
 * R112, R113: what came of it at the employer. The direction to the employer is the day on which the candidate was
 * told of the interview; before that no term of the employer runs, and an answer holds as it is.
 */
export function resultOf(record: OfferRecord, clock: Clock): ReturnType<typeof r113CandidateResult> {
  const answer =
    record.employer_answer === null
      ? null
      : { answer: record.employer_answer, on: record.employer_answered_on! }
  if (record.candidate_told_on === null) {
    const result =
      answer === null ? 'pending' : answer.answer === 'hired' ? 'hired' : ('refused_by_employer' as const)
    return { result, since: answer?.on ?? null, findings: [] }
  }
  return r113CandidateResult(
    { directedOn: record.candidate_told_on, answer, lateAccepted: record.late_decision === 'accepted' },
    clock,
  )
}

/** Hiring was told after the term, and nobody decided yet what that means (R113). */
const lateUndecided = (record: OfferRecord, result: string): boolean =>
  record.employer_answer === 'hired' && result !== 'hired' && record.late_decision === null

/** Whether nothing that is recorded ends it; silence of the employer is no record. */
export const staysOpen = (record: OfferRecord, clock: Clock): boolean => {
  const { result } = resultOf(record, clock)
  return !(
    record.withdrawn_on !== null ||
    record.answer === 'refuse' ||
    record.interview_refused_on !== null ||
    (record.employer_answer !== null && !lateUndecided(record, result))
  )
}

function stateOf(record: OfferRecord & OfVacancy, result: string): OfferState {
  if (record.withdrawn_on !== null) return 'withdrawn'
  if (record.answer === 'refuse') return 'refused'
  if (result === 'hired') return 'hired'
  if (lateUndecided(record, result)) return 'late_hiring'
  if (record.interview_refused_on !== null) return 'interview_refused'
  if (result === 'refused_by_employer') return 'refused_by_employer'
  if (record.vacancy_closed_on !== null) return 'vacancy_closed'
  if (record.answer === null) return 'answer'
  if (record.sent_on === null) return 'resume'
  if (record.interview_on === null || record.candidate_told_on === null) return 'interview'
  return record.standing === 'unemployed' && record.came_on === null ? 'visit' : 'employer'
}

export interface Judged {
  state: OfferState
  result: Offer['result']
  since: string | null
  employerDue: string | null
  terms: OfferTerm[]
  findings: Finding[]
}

/** Whether a duty is still to be done. */
const isDue = (finding: Finding | null | undefined): boolean =>
  finding?.deadline !== undefined && ['open', 'overdue'].includes(String(finding.inputs['state']))

/** Everything that the rules say of an offer on a day. */
export function judge(record: OfferRecord & OfVacancy, clock: Clock): Judged {
  const facts = factsOf(record)
  const { result, since, findings: asked } = resultOf(record, clock)
  const state = stateOf(record, result)
  const told =
    record.appeared_on === null
      ? null
      : r104OfferDue({ appearedOn: record.appeared_on, offeredOn: record.offered_on }, clock)
  const telling = {
    channel: record.channel,
    on: record.offered_on,
    time: record.offered_time,
    assistant: record.assistant,
  }
  const answers = r107OfferAnswer(facts, clock)
  const resume =
    record.answer === 'agree'
      ? r109ResumeDue(
          {
            consentedOn: record.consented_on,
            conditionsFit: Boolean(record.conditions_fit),
            sentOn: record.sent_on,
          },
          clock,
        )
      : null
  const missing =
    record.interview_on === null
      ? []
      : r110InterviewMissing({
          employerToldOn: record.employer_told_on,
          on: record.interview_on,
          time: record.interview_time,
          place: record.interview_place,
          candidateToldOn: record.candidate_told_on,
          rural: Boolean(record.rural),
          assistant: record.interview_assistant,
        })
  const visit =
    record.candidate_told_on === null
      ? null
      : r111InterviewVisit(
          { standing: record.standing, toldOn: record.candidate_told_on, cameOn: record.came_on },
          clock,
        )
  const employer = asked.find((one) => one.rule === 'R112')
  const term = (code: OfferTerm['code'], rule: OfferTerm['rule'], finding?: Finding | null): OfferTerm => {
    const why = isDue(finding) ? finding!.deadline! : null
    return {
      code,
      rule,
      due: why?.due ?? null,
      why,
      workingDaysLeft: why && clock.calendar.workingDaysLeft(clock.today, why.due),
    }
  }
  const byState: Partial<Record<OfferState, () => OfferTerm[]>> = {
    answer: () => [term('answer', record.standing === 'job_seeker' ? 'R107' : 'R108', answers.find(isDue))],
    resume: () => [term('resume', 'R109', resume)],
    interview: () => [term('interview', 'R110')],
    visit: () => [term('visit', 'R111', visit), term('employer', 'R112', employer)],
    employer: () => [term('employer', 'R112', employer)],
    late_hiring: () => [term('late_hiring', 'R113')],
  }
  const found = [
    told,
    ...r105TellingMissing(telling),
    ...r106ThroughAssistant(telling, Boolean(record.rural)),
    ...answers,
    resume,
    ...missing,
    ...(record.employer_answer === null && result !== 'refused_by_employer' ? [visit] : []),
    ...asked,
  ].filter((finding) => finding !== null)
  return {
    state,
    result,
    since,
    employerDue: employer?.deadline?.due ?? null,
    terms: byState[state]?.() ?? [],
    // What is open stands among the terms, what was done in time needs no word; a withdrawn offer says nothing.
    findings:
      state === 'withdrawn'
        ? []
        : found.filter((one) => !isDue(one) && one.inputs['state'] !== 'done' && relevant(one, state)),
  }
}

/** A record that is missing is asked for while the offer runs; what came late is told for ever. */
const relevant = ({ level }: Finding, state: OfferState) => level !== 'record' || isOpenOffer(state)

export type Joined = OfferRecord &
  OfVacancy & {
    last_name: string
    first_name: string
    middle_name: string
    iin: string | null
    education: string
    labour_activity: string
    profession: string
    organisation_kk: string
    organisation_ru: string
    work_address: string
    made_by_name: string
    by_name: string
  }

const joined = (db: Knex) =>
  db('offers as f')
    .join('persons as p', 'p.id', 'f.person_id')
    .join('vacancies as v', 'v.id', 'f.vacancy_id')
    .join('organisations as o', 'o.id', 'v.organisation_id')
    .join('staff as m', 'm.id', 'f.made_by')
    .join('staff as s', 's.id', 'f.updated_by')

const columns = (db: Knex) => [
  'f.*',
  'p.last_name',
  'p.first_name',
  'p.middle_name',
  'p.iin',
  'p.education',
  'p.labour_activity',
  'v.profession',
  'v.appeared_on',
  'v.closed_on as vacancy_closed_on',
  'o.name_kk as organisation_kk',
  'o.name_ru as organisation_ru',
  db.raw("COALESCE(NULLIF(v.address, ''), NULLIF(o.address, ''), o.legal_address) AS work_address"),
  'm.full_name as made_by_name',
  's.full_name as by_name',
]

/** Offers with their people and vacancies, the newest first; `open`: by the index of those that nothing ended. */
export const offerRows = (
  db: Knex,
  of: { id?: number; personId?: number; vacancyId?: number; open?: boolean },
): Promise<Joined[]> =>
  joined(db)
    .modify((query) => {
      if (of.id !== undefined) void query.where('f.id', of.id)
      if (of.personId !== undefined) void query.where('f.person_id', of.personId)
      if (of.vacancyId !== undefined) void query.where('f.vacancy_id', of.vacancyId)
      // A vacancy that was closed meanwhile ends its offers, unless hiring is still to be decided about.
      if (of.open)
        void query.where('f.open', true).where((one) => {
          void one.whereNull('v.closed_on').orWhere('f.employer_answer', 'hired')
        })
    })
    .orderBy('f.offered_on', 'desc')
    .orderBy('f.id', 'desc')
    .select(...columns(db)) as Promise<Joined[]>

export const resumeOf = (record: Pick<Joined, 'education' | 'labour_activity'>): string =>
  [record.education, record.labour_activity]
    .map((text) => text.trim())
    .filter(Boolean)
    .join('\n')

type CorrectionRow = { entity_id: number; at: string; by: string; reason: string }

/** Why offers were corrected, the newest first. */
async function correctionsOf(db: Knex, ids: readonly number[]): Promise<Map<number, CorrectionRow[]>> {
  const rows = (await db('corrections as c')
    .join('staff as s', 's.id', 'c.staff_id')
    .where('c.entity', 'offer')
    .whereIn('c.entity_id', [...ids])
    .orderBy('c.id', 'desc')
    .select('c.entity_id', 'c.at', 's.full_name as by', 'c.reason')) as CorrectionRow[]
  return new Map(ids.map((id) => [id, rows.filter((row) => row.entity_id === id)]))
}

function toOffer(
  record: Joined,
  judged: Judged,
  corrections: readonly CorrectionRow[],
  central: FromCentral | null,
): Offer {
  const { state, result, since, employerDue, terms, findings } = judged
  return {
    id: record.id,
    version: record.version,
    person: { id: record.person_id, name: nameOf(record), iinMasked: maskIin(record.iin ?? '') },
    vacancy: {
      id: record.vacancy_id,
      profession: record.profession,
      organisationKk: record.organisation_kk,
      organisationRu: record.organisation_ru,
      address: record.work_address,
      closed: record.vacancy_closed_on !== null,
    },
    to: record.standing,
    rural: Boolean(record.rural),
    offeredOn: record.offered_on,
    offeredTime: record.offered_time,
    channel: record.channel,
    assistant: record.assistant,
    receivedOn: record.received_on,
    suitable: JSON.parse(record.suitable) as Suitable,
    answer: record.answer,
    answeredOn: record.answered_on,
    answerChannel: record.answer_channel,
    answerNote: record.answer_note,
    consentedOn: record.consented_on,
    conditionsFit: Boolean(record.conditions_fit),
    resume: resumeOf(record),
    sentOn: record.sent_on,
    interview: {
      employerToldOn: record.employer_told_on,
      on: record.interview_on,
      time: record.interview_time,
      place: record.interview_place,
      candidateToldOn: record.candidate_told_on,
      channel: record.interview_channel,
      assistant: record.interview_assistant,
      refusedOn: record.interview_refused_on,
      refusedNote: record.interview_refused_note,
    },
    cameOn: record.came_on,
    employer: {
      answer: record.employer_answer,
      on: record.employer_answered_on,
      channel: record.employer_channel,
      note: record.employer_note,
      late: record.late_decision,
      central,
    },
    employerDue,
    result,
    resultSince: since,
    withdrawn: record.withdrawn_on === null ? null : { on: record.withdrawn_on, note: record.withdrawn_note },
    state,
    terms,
    findings: findings.map(tell),
    corrections: corrections.map(({ at, by, reason }) => ({ at, by, reason })),
    responsible: record.made_by_name,
    updatedAt: record.updated_at,
    updatedBy: record.by_name,
  }
}

async function told(db: Knex, rows: readonly { record: Joined; judged: Judged }[]): Promise<Offer[]> {
  const ids = rows.map(({ record }) => record.id)
  const corrections = await correctionsOf(db, ids)
  const central = await provenanceOf(db, 'offer', ids)
  return rows.map(({ record, judged }) =>
    toOffer(record, judged, corrections.get(record.id) ?? [], central.get(record.id) ?? null),
  )
}

export async function findOffer({ db }: Context, id: number, clock: Clock): Promise<Offer | undefined> {
  const rows = await offerRows(db, { id })
  return (
    await told(
      db,
      rows.map((record) => ({ record, judged: judge(record, clock) })),
    )
  )[0]
}

const later = '9999-12-31'
const dueOf = ({ terms }: Judged) => terms.map(({ due }) => due ?? later).sort()[0] ?? later

export interface OfferFilter {
  state: 'open' | (typeof openOfferStates)[number] | 'ended' | 'all'
  personId: number | null
  vacancyId: number | null
  limit: number
  offset: number
}

/** Offers of a list: open ones by the day that is due first, the others by their day. */
export async function listOffers({ db }: Context, filter: OfferFilter, clock: Clock) {
  const of = {
    ...(filter.personId === null ? {} : { personId: filter.personId }),
    ...(filter.vacancyId === null ? {} : { vacancyId: filter.vacancyId }),
  }
  const closed = filter.state === 'all' || filter.state === 'ended'
  const rows = (await offerRows(db, closed ? of : { ...of, open: true })).map((record) => ({
    record,
    judged: judge(record, clock),
  }))
  const counts = Object.fromEntries(
    openOfferStates.map((state) => [state, rows.filter(({ judged }) => judged.state === state).length]),
  ) as Record<(typeof openOfferStates)[number], number>
  const fitting = rows.filter(({ judged: { state } }) =>
    filter.state === 'all'
      ? true
      : filter.state === 'open'
        ? isOpenOffer(state)
        : filter.state === 'ended'
          ? !isOpenOffer(state)
          : state === filter.state,
  )
  if (!closed) fitting.sort((a, b) => dueOf(a.judged).localeCompare(dueOf(b.judged)))
  const shown = fitting.slice(filter.offset, filter.offset + filter.limit)
  return { offers: await told(db, shown), total: fitting.length, counts }
}

/** What a person was to the centre on a day. */
export async function standingOn(db: Knex, personId: number, day: string): Promise<Standing> {
  const row = await registrationsTable(db)
    .where({ person_id: personId })
    .where('since', '<=', day)
    .where((one) => {
      void one.whereNull('until').orWhere('until', '>', day)
    })
    .orderBy('id', 'desc')
    .first('kind')
  return row?.kind ?? 'other'
}

/** R106: whether the person came to the centre through the assistant of a rural district. */
export async function isRural(db: Knex, personId: number): Promise<boolean> {
  const last = (await db('applications')
    .where({ person_id: personId })
    .orderBy('id', 'desc')
    .first('channel')) as { channel: string } | undefined
  return last?.channel === 'rural_assistant'
}

import {
  emptyStatusNotes,
  type AisStatus,
  type DueRow,
  type StatusNotes,
  type StatusPage,
  type StatusPaper,
} from '../../../shared/contract/registrations'
import { everywhere } from '../../../shared/law/intake'
import { inEveryLanguage, translate } from '../../../shared/locale'
import type { LocalText } from '../../../shared/model'
import { shownDay } from '../../../shared/rules/dates'
import { maskIin } from '../../../shared/rules/iin'
import { tell } from '../../../shared/rules/engine/finding'
import type { Clock } from '../../../shared/rules/engine/registration'
import {
  r56DueForTransition,
  r56Transition,
  r58PreCheck,
  r68PaymentInformation,
  type JobSeekerCase,
} from '../../../shared/rules/engine/unemployed'
import type { Knex } from '../../db/open'
import { clockOf, type Context } from '../context'
import type { ApplicationRecord } from '../applications/queries'
import { editionOf } from '../law/editions'
import { lawTextOn } from '../law/texts'
import { categoryOf } from '../central/categories'
import { provenanceOf } from '../central/provenance'
import { findPerson, nameOf, persons, type PersonRecord } from '../persons/queries'
import type { CorrectionRecord } from '../work/corrections'
import { sameText } from '../work/source'

export interface RegistrationRecord {
  id: number
  person_id: number
  application_id: number
  kind: 'job_seeker' | 'unemployed'
  since: string
  until: string | null
  end_reason: string | null
  source: string
  ended_at: string | null
  ended_by: number | null
}

export interface AnswerRecord {
  id: number
  registration_id: number
  person_id: number
  status: AisStatus
  grounds: string
  on: string
  source: string
  file_id: number | null
  at: string
  staff_id: number
}

export interface StatusPaperRecord {
  id: number
  person_id: number
  registration_id: number
  kind: StatusPaper['kind']
  asked_by: string
  on: string
  valid_until: string | null
  document_id: number | null
  at: string
  staff_id: number
}

interface NotesRecord {
  registration_id: number
  version: number
  notes: string
  at: string
  staff_id: number
}

/** `end_reason` of a registration as unemployed whose answer of AIS was corrected: it never was. */
export const takenBack = 'corrected'

export const registrationsTable = (db: Knex) => db<RegistrationRecord>('registrations')
export const answersTable = (db: Knex) => db<AnswerRecord>('status_answers')
export const papersTable = (db: Knex) => db<StatusPaperRecord>('status_papers')
export const notesTable = (db: Knex) => db<NotesRecord>('status_notes')

/** The open registration of a kind, the newest if there were two. */
export const openRegistration = (
  db: Knex,
  personId: number,
  kind: RegistrationRecord['kind'],
): Promise<RegistrationRecord | undefined> =>
  registrationsTable(db).where({ person_id: personId, kind }).whereNull('until').orderBy('id', 'desc').first()

/** What AIS said of a registration as a job seeker, the newest first. */
export const answersTo = (db: Knex, registrationId: number): Promise<AnswerRecord[]> =>
  answersTable(db).where({ registration_id: registrationId }).orderBy('id', 'desc')

export async function notesOf(db: Knex, registrationId: number) {
  const row = await notesTable(db).where({ registration_id: registrationId }).first()
  return {
    version: row?.version ?? 0,
    notes: row
      ? { ...emptyStatusNotes, ...(JSON.parse(row.notes) as Partial<StatusNotes>) }
      : emptyStatusNotes,
  }
}

/** Grounds of refusing registration as unemployed (para 41) in the edition of a day. */
export const groundsOn = ({ law }: Pick<Context, 'law'>, day: string): { id: string; title: LocalText }[] =>
  (law.lawOn('S-UN', day)?.refusalGrounds ?? []).map(({ id, title }) => ({ id, title: everywhere(title) }))

const caseOf = (
  registration: Pick<RegistrationRecord, 'since'>,
  notes: StatusNotes,
  answer: Pick<AnswerRecord, 'status' | 'on'> | undefined,
): JobSeekerCase => ({
  registeredOn: registration.since,
  placedOn: notes.placedOn || null,
  refusedOn: notes.refusedOn || null,
  ais: answer ? { status: answer.status, on: answer.on } : null,
})

/** R58: the bars known of a person on a day. */
const barsOf = (person: Pick<PersonRecord, 'birth_date' | 'sex'>, notes: StatusNotes, day: string) =>
  r58PreCheck({ birthDate: person.birth_date, sex: person.sex, ...notes }, day).map(tell)

/** The case of a registration for the rules, from what the register holds of it. */
export async function readCase(db: Knex, registration: RegistrationRecord) {
  const { version, notes } = await notesOf(db, registration.id)
  const answers = await answersTo(db, registration.id)
  return { one: caseOf(registration, notes, answers[0]), notes, version, answers }
}

/** R68: when the person was told, and the text that the centre holds for it. */
async function paymentOf(context: Context, unemployed: RegistrationRecord, clock: Clock) {
  const told = await papersTable(context.db)
    .where({ registration_id: unemployed.id, kind: 'payment' })
    .first('on')
  const text = await lawTextOn(context, 'payment_documents', clock.today)
  const findings = r68PaymentInformation(
    {
      registeredOn: unemployed.since,
      informedOn: told?.on ?? null,
      documents: text ? text.kk || text.ru : '',
    },
    clock,
  )
  return {
    due: findings[0]!.deadline!.due,
    informedOn: told?.on ?? null,
    // Once the person was told, a list that is missing now is nobody's worry on this page.
    told: findings.slice(0, told ? 1 : undefined).map(tell),
  }
}

/** Everything about one person's way from job seeker to unemployed; undefined: no such person. */
export async function statusPage(context: Context, personId: number): Promise<StatusPage | undefined> {
  const { db } = context
  const person = await persons(db).where({ id: personId }).first()
  if (!person) return undefined
  const clock = await clockOf(context)
  const registrations = (await db('registrations as r')
    .join('applications as a', 'a.id', 'r.application_id')
    .where('r.person_id', personId)
    .orderBy('r.id', 'desc')
    .select('r.*', 'a.number')) as (RegistrationRecord & { number: string })[]
  const seeker = registrations.find((one) => one.kind === 'job_seeker' && one.until === null)
  const unemployed = registrations.find((one) => one.kind === 'unemployed' && one.until === null)
  const known = seeker && (await readCase(db, seeker))
  const finding = known && r56Transition(known.one, clock)
  const expected = String(finding?.inputs['expected'] ?? clock.today)
  const lawful = groundsOn(context, clock.today)
  const answers = (await db('status_answers as x')
    .join('staff as s', 's.id', 'x.staff_id')
    .leftJoin('status_files as f', 'f.id', 'x.file_id')
    .where('x.person_id', personId)
    .orderBy('x.id', 'desc')
    .select('x.*', 's.full_name as by', 'f.name as file')) as (AnswerRecord & {
    by: string
    file: string | null
  })[]
  const papers = (await db('status_papers as x')
    .join('staff as s', 's.id', 'x.staff_id')
    .where('x.person_id', personId)
    .orderBy('x.id', 'desc')
    .select('x.*', 's.full_name as by')) as (StatusPaperRecord & { by: string })[]
  const answerIds = answers.map(({ id }) => id)
  const corrections = await correctionsOf(context, answerIds)
  const central = await provenanceOf(db, 'status_answer', answerIds)
  const payment = unemployed ? await paymentOf(context, unemployed, clock) : null
  return {
    standing: await standingOf(context, personId, clock.today),
    registrations: registrations.map((one) => ({
      id: one.id,
      kind: one.kind,
      since: one.since,
      until: one.until,
      source: one.source,
      takenBack: one.end_reason === takenBack,
      applicationId: one.application_id,
      applicationNumber: one.number,
    })),
    transition:
      seeker && finding
        ? {
            due: finding.inputs['state'] === 'due',
            expected,
            told: tell(finding),
            why: finding.deadline ?? null,
            since: seeker.since,
          }
        : null,
    category: await categoryOf(db, personId),
    bars: known ? barsOf(person, known.notes, expected) : [],
    notes: known?.notes ?? emptyStatusNotes,
    notesVersion: known?.version ?? 0,
    answers: answers.map((one) => ({
      id: one.id,
      status: one.status,
      on: one.on,
      grounds: (JSON.parse(one.grounds) as string[]).map((id) => ({
        id,
        title: groundTitle(context, one.on, id),
      })),
      source: one.source || (one.file ?? ''),
      central: central.get(one.id) ?? null,
      at: one.at,
      by: one.by,
      corrections: corrections.get(one.id) ?? [],
    })),
    papers: papers.map((one) => ({
      id: one.id,
      kind: one.kind,
      askedBy: one.asked_by,
      on: one.on,
      validUntil: one.valid_until,
      documentId: one.document_id,
      at: one.at,
      by: one.by,
    })),
    payment,
    grounds: lawful,
    can: {
      takeOver: seeker !== undefined,
      notice: (seeker ? known!.answers.length > 0 : unemployed !== undefined) && answers.length > 0,
      information: registrations.length > 0,
      informPayment: payment !== null && payment.informedOn === null,
      // R172: what a batch told is corrected by a batch.
      correct: answers.some(({ id }) => !central.has(id)),
    },
  }
}

/** A ground of para 41 in words; its id where the law of that day does not hold it. */
export const groundTitle = (context: Pick<Context, 'law'>, day: string, id: string): LocalText =>
  groundsOn(context, day).find((ground) => ground.id === id)?.title ?? sameText(id)

/** What answers said before they were corrected, by answer, the newest first. */
async function correctionsOf(context: Context, answerIds: readonly number[]) {
  const { db } = context
  const rows = (await db('corrections as c')
    .join('staff as s', 's.id', 'c.staff_id')
    .where('c.entity', 'status_answer')
    .whereIn('c.entity_id', answerIds)
    .orderBy('c.id', 'desc')
    .select('c.*', 's.full_name as by')) as (CorrectionRecord & { by: string })[]
  const result = new Map<number, StatusPage['answers'][number]['corrections']>()
  for (const row of rows) {
    const { status, on, grounds } = JSON.parse(row.before) as Pick<AnswerRecord, 'status' | 'on'> & {
      grounds: string[]
    }
    const one = {
      id: row.id,
      status,
      on,
      grounds: grounds.map((id) => groundTitle(context, on, id)),
      reason: row.reason,
      at: row.at,
      by: row.by,
    }
    result.set(row.entity_id, [...(result.get(row.entity_id) ?? []), one])
  }
  return result
}

/** The status of a person in a sentence: since when, and by which event. */
async function standingOf(
  context: Context,
  personId: number,
  today: string,
): Promise<StatusPage['standing']> {
  const { db, law } = context
  const person = (await findPerson(context, personId, today))!
  const { status, statusSince: since } = person
  if (status === 'none' || since === null) return null
  const registered = status === 'job_seeker' || status === 'unemployed' || status === 'deregistered'
  const registration = registered
    ? await registrationsTable(db)
        .where({ person_id: personId, kind: status === 'job_seeker' ? 'job_seeker' : 'unemployed' })
        .where(status === 'deregistered' ? { until: since } : { since })
        .orderBy('id', 'desc')
        .first()
    : undefined
  const application = (await db('applications as a')
    .leftJoin('decisions as d', 'd.application_id', 'a.id')
    .modify((query) => {
      if (registration) void query.where('a.id', registration.application_id)
      else
        void query
          .where('a.person_id', personId)
          .where(status === 'refused' ? { 'd.outcome': 'refused', 'd.decided_on': since } : { 'd.id': null })
          .whereNot('a.state', 'intake_refused')
          .whereNull('a.paper_number')
    })
    .orderBy('a.id', 'desc')
    .first('a.*', 'd.grounds', 'd.explanation')) as
    (ApplicationRecord & { grounds: string | null; explanation: string | null }) | undefined
  if (!application) return null
  const params = { date: shownDay(since), number: application.number }
  const answer =
    registration && (await answersTable(db).where({ person_id: personId }).orderBy('id', 'desc').first())
  let because: LocalText
  if (status === 'refused') {
    const { refusalGrounds } = editionOf(law, application)
    const titles = (JSON.parse(application.grounds ?? '[]') as string[]).map((id) => {
      const ground = refusalGrounds.find((one) => one.id === id)
      return ground ? everywhere(ground.title) : sameText(id)
    })
    const why = (language: keyof LocalText) =>
      titles.map((title) => title[language]).join('; ') || (application.explanation ?? '')
    because = {
      kk: translate('kk', 'status.because_refused', { ...params, why: why('kk') }),
      ru: translate('ru', 'status.because_refused', { ...params, why: why('ru') }),
      en: translate('en', 'status.because_refused', { ...params, why: why('en') }),
    }
  } else if (
    status === 'job_seeker' &&
    answer?.status === 'refused' &&
    answer.registration_id === registration?.id
  )
    because = inEveryLanguage('status.because_job_seeker_kept', { ...params, refused: shownDay(answer.on) })
  else because = inEveryLanguage(`status.because_${status}`, params)
  return { status, since, because, applicationId: application.id, applicationNumber: application.number }
}

type OpenRow = RegistrationRecord &
  Pick<PersonRecord, 'last_name' | 'first_name' | 'middle_name' | 'iin' | 'birth_date' | 'sex'> & {
    number: string
    accepted_by: number
    responsible: string
    notes: string | null
  }

/** R56, R57: job seekers due for the transition of whom AIS has not told yet. */
export async function dueCases({ db }: Context, clock: Clock, personId?: number) {
  const open = (await db('registrations as r')
    .orderBy('r.id')
    .join('applications as a', 'a.id', 'r.application_id')
    .join('persons as p', 'p.id', 'r.person_id')
    .join('staff as s', 's.id', 'a.accepted_by')
    .leftJoin('status_notes as n', 'n.registration_id', 'r.id')
    .where('r.kind', 'job_seeker')
    .whereNull('r.until')
    // What AIS refused is no longer awaited.
    .whereNotExists(db('status_answers as x').whereRaw('x.registration_id = r.id'))
    .modify((query) => {
      if (personId !== undefined) void query.where('r.person_id', personId)
    })
    .select(
      'r.*',
      'a.number',
      'a.accepted_by',
      's.full_name as responsible',
      'n.notes',
      'p.last_name',
      'p.first_name',
      'p.middle_name',
      'p.iin',
      'p.birth_date',
      'p.sex',
    )) as OpenRow[]
  const cases = open.map((row) => {
    const notes = { ...emptyStatusNotes, ...(JSON.parse(row.notes ?? '{}') as Partial<StatusNotes>) }
    return { ...caseOf(row, notes, undefined), row, notes }
  })
  return r56DueForTransition(cases, clock).map(({ row, notes, ...one }) => ({ one, row, notes }))
}

/** The list of those due for the transition with the bars known, the longest due first. */
export async function dueRows(context: Context): Promise<{ today: string; rows: DueRow[] }> {
  const clock = await clockOf(context)
  const rows = (await dueCases(context, clock)).map(({ one, row, notes }) => {
    const finding = r56Transition(one, clock)!
    const expected = String(finding.inputs['expected'])
    return {
      personId: row.person_id,
      personName: nameOf(row),
      iinMasked: maskIin(row.iin ?? ''),
      applicationId: row.application_id,
      applicationNumber: row.number,
      since: row.since,
      expected,
      told: tell(finding),
      bars: barsOf(row, notes, expected),
      responsible: row.responsible,
      responsibleId: row.accepted_by,
    }
  })
  return { today: clock.today, rows: rows.sort((a, b) => a.expected.localeCompare(b.expected)) }
}

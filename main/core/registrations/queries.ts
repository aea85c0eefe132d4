import {
  emptyStatusNotes,
  type AisStatus,
  type DueRow,
  type StatusNotes,
  type StatusPage,
  type StatusPaper,
} from '../../../shared/contract/registrations'
import { everywhere } from '../../../shared/law/intake'
import type { LocalText } from '../../../shared/model'
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
import { lawTextOn } from '../law/texts'
import { nameOf, persons, type PersonRecord } from '../persons/queries'

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
  const payment = unemployed ? await paymentOf(context, unemployed, clock) : null
  return {
    registrations: registrations.map((one) => ({
      id: one.id,
      kind: one.kind,
      since: one.since,
      until: one.until,
      source: one.source,
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
    bars: known ? barsOf(person, known.notes, expected) : [],
    notes: known?.notes ?? emptyStatusNotes,
    notesVersion: known?.version ?? 0,
    answers: answers.map((one) => ({
      id: one.id,
      status: one.status,
      on: one.on,
      grounds: (JSON.parse(one.grounds) as string[]).map(
        (id) => groundsOn(context, one.on).find((ground) => ground.id === id) ?? { id, title: named(id) },
      ),
      source: one.source || (one.file ?? ''),
      at: one.at,
      by: one.by,
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
    },
  }
}

const named = (id: string): LocalText => ({ kk: id, ru: id, en: id })

/** R56, R57: those due for the transition and of whom AIS has not told yet, the longest due first. */
export async function dueRows(context: Context): Promise<{ today: string; rows: DueRow[] }> {
  const { db } = context
  const clock = await clockOf(context)
  const open = (await db('registrations as r')
    .join('applications as a', 'a.id', 'r.application_id')
    .join('persons as p', 'p.id', 'r.person_id')
    .join('staff as s', 's.id', 'a.accepted_by')
    .leftJoin('status_notes as n', 'n.registration_id', 'r.id')
    .where('r.kind', 'job_seeker')
    .whereNull('r.until')
    // What AIS refused is no longer awaited.
    .whereNotExists(db('status_answers as x').whereRaw('x.registration_id = r.id'))
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
    )) as (RegistrationRecord &
    Pick<PersonRecord, 'last_name' | 'first_name' | 'middle_name' | 'iin' | 'birth_date' | 'sex'> & {
      number: string
      accepted_by: number
      responsible: string
      notes: string | null
    })[]
  const cases = open.map((row) => {
    const notes = { ...emptyStatusNotes, ...(JSON.parse(row.notes ?? '{}') as Partial<StatusNotes>) }
    return { ...caseOf(row, notes, undefined), row, notes }
  })
  const rows = r56DueForTransition(cases, clock).map((one) => {
    const { row, notes } = one
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

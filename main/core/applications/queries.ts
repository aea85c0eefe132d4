import { z } from 'zod'
import type { Application, ApplicationRow, ChecklistRow, DeadlineRow, Decision } from '../../../shared/model'
import { maskIin } from '../../../shared/rules/iin'
import { serviceIn } from '../../../shared/law/catalogue'
import type { Knex } from '../../db/open'
import { staffName } from '../context'
import { listDocuments } from '../documents/queries'
import { nameOf } from '../persons/queries'

export interface ApplicationRecord {
  id: number
  uid: string
  version: number
  number: string
  year: number
  service_code: string
  edition: string
  person_id: number
  channel: ApplicationRow['channel']
  language: ApplicationRow['language']
  application_date: string
  acceptance_date: string
  accepted_at: string
  accepted_by: number
  state: ApplicationRow['state']
  checklist: string
  consents: string
  legal_representative: string
  second_reason: string
  declared_no_work: number | boolean | null
  in_area: number | boolean | null
  marks: string
  check: string | null
  hand_over: string | null
  draft_id: string
}

export interface DecisionRecord {
  id: number
  uid: string
  application_id: number
  outcome: Decision['outcome']
  grounds: string
  explanation: string
  decided_on: string
  decided_at: string
  decided_by: number
  registration_date: string | null
}

export interface DeadlineRecord {
  id: number
  code: string
  application_id: number
  person_id: number
  start: string
  due: string
  met_on: string | null
  why: string
}

export const applicationsTable = (db: Knex) => db<ApplicationRecord>('applications')
export const decisionsTable = (db: Knex) => db<DecisionRecord>('decisions')
export const deadlinesTable = (db: Knex) => db<DeadlineRecord>('deadlines')

export function toDeadline(record: DeadlineRecord): DeadlineRow {
  return {
    id: record.id,
    code: record.code,
    due: record.due,
    metOn: record.met_on,
    late: record.met_on !== null && record.met_on > record.due,
    why: JSON.parse(record.why) as DeadlineRow['why'],
  }
}

type Joined = ApplicationRecord & {
  last_name: string
  first_name: string
  middle_name: string
  iin: string | null
  outcome: Decision['outcome'] | null
  by_name: string
}

export interface ApplicationFilter {
  personId?: number
  from?: string | null
  to?: string | null
  state?: 'all' | 'open' | 'granted' | 'refused'
  limit: number
  offset: number
}

function joined(db: Knex) {
  return db('applications as a')
    .join('persons as p', 'p.id', 'a.person_id')
    .join('staff as s', 's.id', 'a.accepted_by')
    .leftJoin('decisions as d', 'd.application_id', 'a.id')
}

const columns = [
  'a.*',
  'p.last_name',
  'p.first_name',
  'p.middle_name',
  'p.iin',
  'd.outcome',
  's.full_name as by_name',
]

function toRow(record: Joined): ApplicationRow {
  return {
    id: record.id,
    version: record.version,
    number: record.number,
    serviceCode: record.service_code,
    serviceName: serviceIn(record.service_code, record.edition).name,
    edition: record.edition,
    personId: record.person_id,
    personName: nameOf(record),
    iinMasked: maskIin(record.iin ?? ''),
    channel: record.channel,
    language: record.language,
    applicationDate: record.application_date,
    acceptanceDate: record.acceptance_date,
    acceptedAt: record.accepted_at,
    acceptedBy: record.by_name,
    state: record.state,
    outcome: record.outcome,
  }
}

/** Rows of the journal, newest first, with the number of all that fit the filter. */
export async function listApplications(db: Knex, filter: ApplicationFilter) {
  const fitting = () =>
    joined(db).modify((query) => {
      if (filter.personId !== undefined) void query.where('a.person_id', filter.personId)
      if (filter.from) void query.where('a.acceptance_date', '>=', filter.from)
      if (filter.to) void query.where('a.acceptance_date', '<=', filter.to)
      if (filter.state === 'open') void query.whereNull('d.id')
      if (filter.state === 'granted' || filter.state === 'refused')
        void query.where('d.outcome', filter.state)
    })
  const rows = (await fitting()
    .select(columns)
    .orderBy('a.id', 'desc')
    .limit(filter.limit)
    .offset(filter.offset)) as Joined[]
  const count = (await fitting().count({ n: '*' })) as { n: number }[]
  return { applications: rows.map(toRow), total: Number(count[0]!.n) }
}

/** The newest application of a service that still waits for its result (R182), or undefined. */
export async function openApplication(db: Knex, personId: number, serviceCode: string) {
  const rows = (await joined(db)
    .where({ 'a.person_id': personId, 'a.service_code': serviceCode })
    .whereNull('d.id')
    .orderBy('a.id', 'desc')
    .limit(1)
    .select(columns)) as Joined[]
  return rows[0] && toRow(rows[0])
}

const Check = z.object({
  result: z.enum(['confirmed', 'inaccurate']),
  note: z.string(),
  at: z.string(),
  by: z.string(),
})

/** One application with everything that belongs to it, or undefined. */
export async function findApplication(db: Knex, id: number): Promise<Application | undefined> {
  const [record] = (await joined(db).where('a.id', id).select(columns)) as Joined[]
  if (!record) return undefined
  const decision = await decisionsTable(db).where({ application_id: id }).first()
  const deadlines = await deadlinesTable(db).where({ application_id: id }).orderBy('id')
  const messages = await db('messages as m')
    .join('staff as s', 's.id', 'm.staff_id')
    .where('m.application_id', id)
    .orderBy('m.id')
    .select<
      {
        channel: Application['messages'][number]['channel']
        sent_to: string
        text: string
        at: string
        full_name: string
      }[]
    >('m.channel', 'm.sent_to', 'm.text', 'm.at', 's.full_name')
  const service = serviceIn(record.service_code, record.edition)
  return {
    ...toRow(record),
    checklist: JSON.parse(record.checklist) as ChecklistRow[],
    consents: JSON.parse(record.consents) as Application['consents'],
    secondReason: record.second_reason,
    check: record.check === null ? null : Check.parse(JSON.parse(record.check)),
    decision: decision
      ? {
          id: decision.id,
          outcome: decision.outcome,
          grounds: JSON.parse(decision.grounds) as string[],
          explanation: decision.explanation,
          decidedOn: decision.decided_on,
          decidedAt: decision.decided_at,
          decidedBy: await staffName(db, decision.decided_by),
          registrationDate: decision.registration_date,
        }
      : null,
    marks: JSON.parse(record.marks) as Application['marks'],
    handOver: record.hand_over === null ? null : (JSON.parse(record.hand_over) as Application['handOver']),
    messages: messages.map((one) => ({
      channel: one.channel,
      to: one.sent_to,
      text: one.text,
      at: one.at,
      by: one.full_name,
    })),
    deadlines: deadlines.map(toDeadline),
    documents: (await listDocuments(db, { applicationId: id, limit: 100, offset: 0 })).documents,
    refusalGrounds: service.refusalGrounds.map(({ id: ground, title, source }) => ({
      id: ground,
      title,
      source,
    })),
  }
}

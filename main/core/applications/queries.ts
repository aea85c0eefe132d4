import { z } from 'zod'
import {
  ChecklistRow,
  undecidedForGood,
  type Application,
  type ApplicationRow,
  type DeadlineRow,
  type Decision,
  type LocalText,
} from '../../../shared/model'
import { maskIin } from '../../../shared/rules/iin'
import {
  casesAt,
  deskOf,
  desksOf,
  everywhere,
  groundsFor,
  type IntakeChoice,
} from '../../../shared/law/intake'
import type { Catalogue } from '../../../shared/law/catalogue'
import type { LawService } from '../../../shared/law/schema'
import type { Knex } from '../../db/open'
import { staffName, type Register } from '../context'
import { listDocuments } from '../documents/queries'
import { editionOf } from '../law/editions'
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
  choice: string
  /** Of the choice, for reports. */
  measure: string
  paper_number: string | null
  intake_refusal: string | null
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
  result_kind: string | null
}

/** Why papers were not taken (R131). */
export interface IntakeRefusal {
  missing: { id: string; title: LocalText; why: LocalText }[]
  explanation: string
}

/** What of the service was applied for; an application from before there was a choice has none. */
export const choiceOf = (record: Pick<ApplicationRecord, 'choice'>): IntakeChoice => ({
  place: '',
  caseId: '',
  measure: '',
  recipient: '',
  term: '',
  conditions: {},
  ...(JSON.parse(record.choice) as Partial<IntakeChoice>),
})

export interface DeadlineRecord {
  id: number
  code: string
  application_id: number
  person_id: number
  start: string
  due: string
  met_on: string | null
  /** The registration that it came from ended first. */
  ended_on?: string | null
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
  ids?: number[]
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

function toRow(law: Catalogue, record: Joined): ApplicationRow {
  return {
    id: record.id,
    version: record.version,
    number: record.number,
    serviceCode: record.service_code,
    serviceName: editionOf(law, record).name,
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
    archive: record.paper_number === null ? null : { paperNumber: record.paper_number },
  }
}

const fitting = (db: Knex, filter: Omit<ApplicationFilter, 'limit' | 'offset'>) =>
  joined(db).modify((query) => {
    if (filter.ids) void query.whereIn('a.id', filter.ids)
    if (filter.personId !== undefined) void query.where('a.person_id', filter.personId)
    if (filter.from) void query.where('a.acceptance_date', '>=', filter.from)
    if (filter.to) void query.where('a.acceptance_date', '<=', filter.to)
    if (filter.state === 'open') void query.whereNull('d.id').whereNotIn('a.state', undecidedForGood)
    if (filter.state === 'granted' || filter.state === 'refused') void query.where('d.outcome', filter.state)
  })

/** Ids of all applications that fit with their day of acceptance, in the order of those days. */
export async function applicationsByDay(db: Knex, filter: Omit<ApplicationFilter, 'limit' | 'offset'>) {
  return (await fitting(db, filter)
    .orderBy(['a.acceptance_date', 'a.id'])
    .select('a.id', 'a.acceptance_date as day')) as { id: number; day: string }[]
}

/** Rows of the journal, newest first, with the number of all that fit the filter. */
export async function listApplications({ db, law }: Register, filter: ApplicationFilter) {
  const rows = (await fitting(db, filter)
    .select(columns)
    .orderBy('a.id', 'desc')
    .limit(filter.limit)
    .offset(filter.offset)) as Joined[]
  const count = (await fitting(db, filter).count({ n: '*' })) as { n: number }[]
  return { applications: rows.map((row) => toRow(law, row)), total: Number(count[0]!.n) }
}

/**
 * R182: the newest application of a service that still waits for its result, or was accepted on this day; archive
 * entries and papers that were not taken do not count.
 */
export async function openApplication(
  { db, law }: Register,
  personId: number,
  serviceCode: string,
  today: string,
) {
  const rows = (await joined(db)
    .where({ 'a.person_id': personId, 'a.service_code': serviceCode })
    .where((query) => {
      void query.whereNull('d.id').orWhere('a.acceptance_date', today)
    })
    .whereNotIn('a.state', undecidedForGood)
    .whereNull('a.paper_number')
    .orderBy('a.id', 'desc')
    .limit(1)
    .select(columns)) as Joined[]
  return rows[0] && toRow(law, rows[0])
}

const Check = z.object({
  result: z.enum(['confirmed', 'inaccurate']),
  note: z.string(),
  at: z.string(),
  by: z.string(),
})

/** Results that may be granted, where the act names several kinds and the register none. */
export function grantedKinds(service: LawService): { id: string; title: LocalText }[] {
  const kinds = service.resultKinds.filter(({ id }) => id !== 'refused')
  if (service.registers !== null || kinds.length < 2) return []
  return kinds.map(({ id, title }) => ({ id, title: everywhere(title) }))
}

/** One application with everything that belongs to it, or undefined. */
export async function findApplication(register: Register, id: number): Promise<Application | undefined> {
  const { db, law } = register
  const [record] = (await joined(db).where('a.id', id).select(columns)) as Joined[]
  if (!record) return undefined
  const decision = await decisionsTable(db).where({ application_id: id }).first()
  const deadlines = await deadlinesTable(db).where({ application_id: id }).whereNull('ended_on').orderBy('id')
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
  const service = editionOf(law, record)
  const choice = choiceOf(record)
  const desk = deskOf(service, choice)
  const refusal = record.intake_refusal === null ? null : (JSON.parse(record.intake_refusal) as IntakeRefusal)
  const title = (text: Parameters<typeof everywhere>[0] | undefined) => text && everywhere(text)
  const chosen = {
    case: title(casesAt(service, desk).find(({ id: one }) => one === choice.caseId)?.title),
    measure: service.measures.find(({ code }) => code === choice.measure)?.name,
    recipient: title(service.recipients.find(({ id: one }) => one === choice.recipient)?.title),
  }
  return {
    ...toRow(law, record),
    placeName:
      desk === desksOf(service)[0]
        ? null
        : (title(service.places.find(({ place }) => place === desk)?.name) ?? null),
    choices: (['case', 'measure', 'recipient'] as const).flatMap((kind) =>
      chosen[kind] ? [{ kind, title: chosen[kind] }] : [],
    ),
    intakeRefusal: refusal && {
      missing: refusal.missing.map((one) => one.title),
      explanation: refusal.explanation,
    },
    registers: service.registers !== null,
    resultKinds: grantedKinds(service),
    // A list kept by an older version lacks what newer rows say.
    checklist: z.array(ChecklistRow).parse(JSON.parse(record.checklist)),
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
          resultKind:
            title(service.resultKinds.find(({ id: one }) => one === decision.result_kind)?.title) ?? null,
        }
      : null,
    marks: JSON.parse(record.marks) as Application['marks'],
    // That of a paper since made anew is history (`application.handOver` writes over it).
    handOver:
      record.hand_over === null || record.state !== 'handed_over'
        ? null
        : (JSON.parse(record.hand_over) as Application['handOver']),
    messages: messages.map((one) => ({
      channel: one.channel,
      to: one.sent_to,
      text: one.text,
      at: one.at,
      by: one.full_name,
    })),
    deadlines: deadlines.map(toDeadline),
    documents: (await listDocuments(register, { applicationId: id, limit: 100, offset: 0 })).documents,
    refusalGrounds: groundsFor(service, choice.measure).map((ground) => ({
      id: ground.id,
      title: everywhere(ground.title),
      source: ground.source ? everywhere(ground.source) : service.act,
    })),
  }
}

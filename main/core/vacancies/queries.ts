import type { Vacancy, VacancyClosing, VacancyTerm } from '../../../shared/contract/vacancies'
import { inEveryLanguage, type MessageKey } from '../../../shared/locale'
import { foldName } from '../../../shared/rules/names'
import type { Finding } from '../../../shared/rules/engine/finding'
import {
  r100VacancyOrigin,
  r101CandidatesDue,
  r114VacancyToClose,
  r98VacancyReported,
} from '../../../shared/rules/engine/mediation'
import type { Clock } from '../../../shared/rules/engine/registration'
import type { WantedWork, WorkHours } from '../../../shared/rules/matching'
import type { Knex } from '../../db/open'
import { holding } from '../../db/search'
import { clockOf, type Context } from '../context'

export interface VacancyRecord {
  id: number
  uid: string
  version: number
  organisation_id: number
  profession: string
  profession_code: string
  qualification: string
  experience_months: number | null
  pay_from: number | null
  pay_to: number | null
  hours: WorkHours | null
  requirements: string
  address: string
  places: number
  places_left: number
  appeared_on: string | null
  registered_on: string
  portal_number: string | null
  /** Day of selection (R101). */
  candidates_on: string | null
  closed_on: string | null
  closed_why: VacancyClosing | null
  closed_note: string
  /** Profession and requirements as the search sees them. */
  folded: string
  updated_at: string
  updated_by: number
}

export interface CandidateRecord {
  id: number
  uid: string
  vacancy_id: number
  person_id: number
  selected_on: string
  selected_by: number
  /** FitValue as JSON. */
  fit: string
}

export const vacanciesTable = (db: Knex) => db<VacancyRecord>('vacancies')
export const candidatesTable = (db: Knex) => db<CandidateRecord>('vacancy_candidates')

type Joined = VacancyRecord & {
  by_name: string
  organisation_kk: string
  organisation_ru: string
  organisation_address: string
  organisation_legal: string
  selected: number
}

const joined = (db: Knex) =>
  db('vacancies as v')
    .join('organisations as o', 'o.id', 'v.organisation_id')
    .join('staff as s', 's.id', 'v.updated_by')

const columns = (db: Knex) => [
  'v.*',
  's.full_name as by_name',
  'o.name_kk as organisation_kk',
  'o.name_ru as organisation_ru',
  'o.address as organisation_address',
  'o.legal_address as organisation_legal',
  db.raw('(SELECT COUNT(*) FROM vacancy_candidates c WHERE c.vacancy_id = v.id) AS selected'),
]

function termOf(finding: Finding, { today, calendar }: Clock): VacancyTerm {
  const why = finding.deadline!
  const doneOn = finding.inputs['done'] as string | null
  return {
    why,
    state: finding.inputs['state'] as VacancyTerm['state'],
    doneOn,
    workingDaysLeft: doneOn === null ? calendar.workingDaysLeft(today, why.due) : null,
  }
}

function notesOf(record: VacancyRecord, today: string): Vacancy['notes'] {
  if (record.closed_on !== null) return []
  const filled = {
    result: record.places_left === 0 ? ('hired' as const) : ('pending' as const),
    since: today,
  }
  const findings = [
    r100VacancyOrigin({ portalNumber: record.portal_number ?? '' }),
    r114VacancyToClose({ closedOn: record.closed_on }, filled),
  ]
  return findings
    .filter((one) => one !== null)
    .map((one) => ({
      rule: one.rule,
      level: one.level,
      text:
        one.rule === 'R114'
          ? inEveryLanguage('jobs.no_places_left')
          : inEveryLanguage(('rule.' + one.code) as MessageKey, { ...one.inputs }),
    }))
}

/** Where the work is. */
const workAddressOf = (record: Joined) =>
  record.address || record.organisation_address || record.organisation_legal

function toVacancy(record: Joined, clock: Clock): Vacancy {
  const reported = r98VacancyReported(
    { appearedOn: record.appeared_on, receivedOn: record.registered_on },
    clock,
  )
  // What was closed before anybody was selected waits for nothing any more.
  const selectedOn = record.candidates_on ?? record.closed_on
  return {
    id: record.id,
    version: record.version,
    organisationId: record.organisation_id,
    organisationKk: record.organisation_kk,
    organisationRu: record.organisation_ru,
    profession: record.profession,
    professionCode: record.profession_code,
    qualification: record.qualification,
    experienceMonths: record.experience_months,
    payFrom: record.pay_from,
    payTo: record.pay_to,
    hours: record.hours,
    requirements: record.requirements,
    address: record.address,
    workAddress: workAddressOf(record),
    places: record.places,
    placesLeft: record.places_left,
    appearedOn: record.appeared_on,
    registeredOn: record.registered_on,
    portalNumber: record.portal_number ?? '',
    origin: record.portal_number === null ? 'by_hand' : 'portal',
    reported: reported && termOf(reported, clock),
    candidatesDue: termOf(
      r101CandidatesDue({ registeredOn: record.registered_on, selectedOn }, clock),
      clock,
    ),
    selected: Number(record.selected),
    closed:
      record.closed_on === null
        ? null
        : { on: record.closed_on, why: record.closed_why!, note: record.closed_note },
    notes: notesOf(record, clock.today),
    updatedAt: record.updated_at,
    updatedBy: record.by_name,
  }
}

/** What the matching asks of a vacancy. */
export const wantedOf = (vacancy: Vacancy): WantedWork => ({ ...vacancy, address: vacancy.workAddress })

export const foldVacancy = (...texts: string[]): string =>
  foldName(texts.join(' ').replace(/["«»“”„()/]/gu, ' '))

export async function findVacancy(context: Context, id: number, clock?: Clock): Promise<Vacancy | undefined> {
  const [record] = (await joined(context.db)
    .where('v.id', id)
    .select(...columns(context.db))) as Joined[]
  return record && toVacancy(record, clock ?? (await clockOf(context)))
}

/** Every open vacancy. */
export async function openVacancies(context: Context, clock: Clock): Promise<Vacancy[]> {
  const rows = (await joined(context.db)
    .whereNull('v.closed_on')
    .orderBy('v.id', 'desc')
    .select(...columns(context.db))) as Joined[]
  return rows.map((row) => toVacancy(row, clock))
}

export interface VacancyFilter {
  text: string
  state: 'open' | 'due' | 'closed' | 'all'
  organisationId: number | null
  limit: number
  offset: number
}

/** Vacancies whose profession, requirements or organisation holds every word typed, or by number on the portal. */
export async function searchVacancies(
  context: Context,
  filter: VacancyFilter,
): Promise<{ vacancies: Vacancy[]; total: number; due: number }> {
  const { db } = context
  const clock = await clockOf(context)
  const fitting = () =>
    joined(db).modify((query) => {
      if (filter.state === 'closed') void query.whereNotNull('v.closed_on')
      else if (filter.state !== 'all') void query.whereNull('v.closed_on')
      if (filter.state === 'due') void query.whereNull('v.candidates_on')
      if (filter.organisationId !== null) void query.where('v.organisation_id', filter.organisationId)
      for (const word of foldVacancy(filter.text).split(' ').filter(Boolean)) {
        const like = holding(word)
        void query.where((one) => {
          void one
            .where('v.folded', 'like', like)
            .orWhere('o.folded', 'like', like)
            // Typed in capitals or not.
            .orWhereILike('v.portal_number', like)
        })
      }
    })
  const rows = (await fitting()
    .select(...columns(db))
    .modify((query) => {
      // The list of what is due begins with the oldest; the others with the newest.
      if (filter.state === 'due') void query.orderBy('v.registered_on').orderBy('v.id')
      else void query.orderByRaw('v.closed_on IS NOT NULL, v.registered_on DESC, v.id DESC')
    })
    .limit(filter.limit)
    .offset(filter.offset)) as Joined[]
  const count = async (query: Knex.QueryBuilder) =>
    Number(((await query.count({ n: '*' })) as { n: number }[])[0]!.n)
  return {
    vacancies: rows.map((row) => toVacancy(row, clock)),
    total: await count(fitting()),
    due: await count(db('vacancies').whereNull('closed_on').whereNull('candidates_on')),
  }
}

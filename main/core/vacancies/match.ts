/** People for a vacancy and vacancies for a person (R102, R103). */
import type { Candidate, Vacancy } from '../../../shared/contract/vacancies'
import { inEveryLanguage } from '../../../shared/locale'
import { r102InPool } from '../../../shared/rules/engine/mediation'
import type { Clock } from '../../../shared/rules/engine/registration'
import { maskIin } from '../../../shared/rules/iin'
import { fitOf, type FitValue, type Worker } from '../../../shared/rules/matching'
import { collate } from '../../../shared/rules/names'
import type { Knex } from '../../db/open'
import type { Context } from '../context'
import { nameOf, persons, type PersonRecord } from '../persons/queries'
import { candidatesTable, openVacancies, wantedOf } from './queries'

type Standing = Candidate['standing']
type Registered = PersonRecord & { kind: Standing; since: string }

/** R102: everybody whom the centre has registered and who still is. */
const pool = async (db: Knex, ids?: readonly number[]): Promise<Registered[]> =>
  (await db('registrations as r')
    .join('persons as p', 'p.id', 'r.person_id')
    .whereNull('r.until')
    .modify((query) => {
      if (ids) void query.whereIn('r.person_id', [...ids])
    })
    .orderBy('r.id')
    .select('p.*', 'r.kind', 'r.since')) as Registered[]

interface PlanTexts {
  person_id: number
  goal: string
  education: string
  speciality: string
}

/** What the register says about the work of these people, with the individual plan that is in force. */
async function workersOf(db: Knex, records: readonly PersonRecord[]): Promise<(one: PersonRecord) => Worker> {
  const plans = new Map(
    (
      (await db('plans')
        .where({ state: 'signed' })
        .modify((query) => {
          if (records.length === 1) void query.where({ person_id: records[0]!.id })
        })
        .orderBy('id')
        .select('person_id', 'goal', 'education', 'speciality')) as PlanTexts[]
    ).map((plan) => [plan.person_id, plan]),
  )
  return (record) => {
    const plan = plans.get(record.id)
    return {
      labourActivity: record.labour_activity,
      education: [record.education, plan?.education, plan?.speciality].filter(Boolean).join(' \n '),
      plan: plan?.goal ?? '',
      address: record.address,
    }
  }
}

/** The latest entry of each person: who became unemployed was a job seeker before. */
const oncePerPerson = (rows: readonly Registered[]): Registered[] => [
  ...new Map(rows.map((row) => [row.id, row])).values(),
]

const page = <T>(list: readonly T[], { limit, offset }: { limit: number; offset: number }): T[] =>
  list.slice(offset, offset + limit)

export async function candidatesFor(
  { db }: Context,
  vacancy: Vacancy,
  clock: Clock,
  range: { limit: number; offset: number },
): Promise<{ candidates: Candidate[]; total: number; pool: number }> {
  const people = oncePerPerson(await pool(db))
  const chosen = new Map(
    (
      await candidatesTable(db)
        .orderBy('id')
        .where({ vacancy_id: vacancy.id })
        .select('person_id', 'selected_on')
    ).map((row) => [row.person_id, row.selected_on]),
  )
  const workerOf = await workersOf(db, people)
  const wanted = wantedOf(vacancy)
  const order = collate()
  const fitting = people
    .map((record) => ({
      record,
      name: nameOf(record),
      selectedOn: chosen.get(record.id) ?? null,
      fit: fitOf(wanted, workerOf(record), clock.today),
    }))
    .filter((one) => one.fit.score > 0 || one.selectedOn !== null)
    .sort((a, b) => b.fit.score - a.fit.score || order.compare(a.name, b.name))
  return {
    candidates: page(fitting, range).map(({ record, name, selectedOn, fit }) => ({
      ...fit,
      personId: record.id,
      fullName: name,
      iinMasked: maskIin(record.iin ?? ''),
      mobile: record.mobile || record.phone,
      address: record.address,
      standing: record.kind,
      since: record.since,
      selectedOn,
    })),
    total: fitting.length,
    pool: people.length,
  }
}

/** The match of each of these people as it stands now; those who are not registered are left out. */
export async function fitsOf({ db }: Context, vacancy: Vacancy, ids: readonly number[], clock: Clock) {
  const people = oncePerPerson(await pool(db, ids))
  const workerOf = await workersOf(db, people)
  const wanted = wantedOf(vacancy)
  return people.map((record) => ({
    personId: record.id,
    fit: fitOf(wanted, workerOf(record), clock.today),
  }))
}

/** The match of one person, registered or not. */
export async function fitFor(
  { db }: Context,
  vacancy: Vacancy,
  record: PersonRecord,
  clock: Clock,
): Promise<FitValue> {
  return fitOf(wantedOf(vacancy), (await workersOf(db, [record]))(record), clock.today)
}

export async function vacanciesFor(
  context: Context,
  personId: number,
  clock: Clock,
  range: { limit: number; offset: number },
) {
  const { db } = context
  const record = await persons(db).where({ id: personId }).first()
  if (!record) return undefined
  const registered = (await pool(db, [personId])).at(-1)
  const outside = r102InPool({ standing: registered?.kind ?? 'other', selfRegistered: false }, 'for_vacancy')
  const chosen = new Map(
    (
      await candidatesTable(db)
        .orderBy('id')
        .where({ person_id: personId })
        .select('vacancy_id', 'selected_on')
    ).map((row) => [row.vacancy_id, row.selected_on]),
  )
  const worker = (await workersOf(db, [record]))(record)
  const fitting = (await openVacancies(context, clock))
    .map((vacancy) => ({
      vacancy,
      selectedOn: chosen.get(vacancy.id) ?? null,
      ...fitOf(wantedOf(vacancy), worker, clock.today),
    }))
    .filter((one) => one.score > 0 || one.selectedOn !== null)
    .sort((a, b) => b.score - a.score || b.vacancy.id - a.vacancy.id)
  return {
    vacancies: page(fitting, range),
    total: fitting.length,
    outsidePool: outside && inEveryLanguage('rule.candidate_not_in_pool'),
  }
}

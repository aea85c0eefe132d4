import { undecidedForGood, type Person, type PersonFields, type PersonRow } from '../../../shared/model'
import { ageOn } from '../../../shared/rules/dates'
import { maskIin } from '../../../shared/rules/iin'
import { fullName } from '../../../shared/rules/names'
import type { Knex } from '../../db/open'
import { staffName, type Register } from '../context'

export interface PersonRecord {
  id: number
  uid: string
  version: number
  iin: string | null
  iin_override_reason: string
  last_name: string
  first_name: string
  middle_name: string
  full_name_ru_gen: string
  birth_date: string
  sex: 'male' | 'female' | null
  category: PersonFields['category']
  address_kind: PersonFields['addressKind']
  address: string
  address_code: string
  phone: string
  mobile: string
  email: string
  identity_document: string
  labour_activity: string
  labour_activity_code: string
  education: string
  mismatch_reason: string
  folded: string
  sort_key: string
  created_at: string
  updated_at: string
  updated_by: number | null
}

export const persons = (db: Knex) => db<PersonRecord>('persons')

export const nameOf = (record: Pick<PersonRecord, 'last_name' | 'first_name' | 'middle_name'>) =>
  fullName({ lastName: record.last_name, firstName: record.first_name, middleName: record.middle_name })

export function toFields(record: PersonRecord): PersonFields {
  return {
    iin: record.iin ?? '',
    iinOverrideReason: record.iin_override_reason,
    lastName: record.last_name,
    firstName: record.first_name,
    middleName: record.middle_name,
    fullNameRuGen: record.full_name_ru_gen,
    birthDate: record.birth_date,
    sex: record.sex,
    category: record.category,
    addressKind: record.address_kind,
    address: record.address,
    addressCode: record.address_code,
    phone: record.phone,
    mobile: record.mobile,
    email: record.email,
    identityDocument: JSON.parse(record.identity_document) as PersonFields['identityDocument'],
    labourActivity: record.labour_activity,
    labourActivityCode: record.labour_activity_code,
    education: record.education,
    mismatchReason: record.mismatch_reason,
  }
}

type Status = Pick<Person, 'status' | 'statusSince'>

/**
 * What each person is now, explained by events: an open registration; else an application that waits; else
 * the last refusal; else a deregistration.
 */
export async function statusOf({ db, law }: Register, ids: number[]): Promise<Map<number, Status>> {
  const result = new Map<number, Status>(ids.map((id) => [id, { status: 'none', statusSince: null }]))
  if (ids.length === 0) return result
  const applications = await db('applications as a')
    .orderBy('a.id')
    .leftJoin('decisions as d', 'd.application_id', 'a.id')
    .whereIn('a.person_id', ids)
    // Only what puts people on a register says what they are; an archive entry tells of former times.
    .whereIn(
      'a.service_code',
      law.services.filter((one) => one.registers !== null).map((one) => one.code),
    )
    .whereNotIn('a.state', undecidedForGood)
    .whereNull('a.paper_number')
    .orderBy('a.id')
    .select<
      { person_id: number; acceptance_date: string; outcome: string | null; decided_on: string | null }[]
    >('a.person_id', 'a.acceptance_date', 'd.outcome', 'd.decided_on')
  for (const one of applications) {
    if (one.outcome === null)
      result.set(one.person_id, { status: 'applied', statusSince: one.acceptance_date })
    else if (one.outcome === 'refused')
      result.set(one.person_id, { status: 'refused', statusSince: one.decided_on })
    // A registration took its place; whether it stands, the registrations say.
    else result.set(one.person_id, { status: 'none', statusSince: null })
  }
  const ended = await db('registrations')
    .whereIn('person_id', ids)
    .where({ end_reason: 'deregistered' })
    .orderBy('id')
    .select<{ person_id: number; until: string }[]>('person_id', 'until')
  // R31: who applied again since is what that application made of him.
  for (const one of ended)
    if (result.get(one.person_id)?.status === 'none')
      result.set(one.person_id, { status: 'deregistered', statusSince: one.until })
  const registrations = await db('registrations')
    .whereIn('person_id', ids)
    .whereNull('until')
    .orderBy('id', 'desc')
    .select<{ person_id: number; kind: 'job_seeker' | 'unemployed'; since: string }[]>(
      'person_id',
      'kind',
      'since',
    )
  for (const one of registrations) result.set(one.person_id, { status: one.kind, statusSince: one.since })
  return result
}

export async function toPersons(
  register: Register,
  records: PersonRecord[],
  today: string,
): Promise<Person[]> {
  const { db } = register
  const ids = records.map((record) => record.id)
  const status = await statusOf(register, ids)
  const names = ids.length
    ? await db<{ person_id: number; name: string; until: string }>('person_names')
        .whereIn('person_id', ids)
        .orderBy('id')
    : []
  // An old paper case tells of former times, a portal of no visit.
  const visits = ids.length
    ? await db('applications')
        .whereIn('person_id', ids)
        .whereIn('channel', ['counter', 'rural_assistant'])
        .whereNull('paper_number')
        .groupBy('person_id')
        .select<{ person_id: number; day: string }[]>('person_id', db.raw('MAX(acceptance_date) AS day'))
    : []
  return Promise.all(
    records.map(async (record) => ({
      ...toFields(record),
      id: record.id,
      version: record.version,
      birthDate: record.birth_date,
      age: ageOn(record.birth_date, today),
      formerNames: names
        .filter((one) => one.person_id === record.id)
        .map(({ name, until }) => ({ name, until })),
      ...status.get(record.id)!,
      lastVisitOn: visits.find((one) => one.person_id === record.id)?.day ?? null,
      updatedAt: record.updated_at,
      updatedBy: await staffName(db, record.updated_by),
    })),
  )
}

export async function toRows(register: Register, records: PersonRecord[]): Promise<PersonRow[]> {
  const status = await statusOf(
    register,
    records.map((record) => record.id),
  )
  return records.map((record) => ({
    id: record.id,
    iinMasked: maskIin(record.iin ?? ''),
    fullName: nameOf(record),
    birthDate: record.birth_date,
    mobile: record.mobile,
    ...status.get(record.id)!,
  }))
}

/** One person by id, or undefined. */
export async function findPerson(register: Register, id: number, today: string): Promise<Person | undefined> {
  const record = await persons(register.db).where({ id }).first()
  return record && (await toPersons(register, [record], today))[0]
}

import { randomUUID } from 'node:crypto'
import { CodedError } from '../../../shared/errors'
import type { Person, PersonFields } from '../../../shared/model'
import { readIin } from '../../../shared/rules/iin'
import { foldName, fullName, namesAlike } from '../../../shared/rules/names'
import { indexPerson } from '../../db/search'
import { listApplications } from '../applications/queries'
import { codeBeside } from '../classifiers/entries'
import {
  actorOf,
  audit,
  clockOf,
  readDesk,
  refuseStale,
  staffName,
  todayOf,
  type Context,
  type Register,
} from '../context'
import { listDocuments } from '../documents/queries'
import { sendCases, sendPerson } from '../exchange/outbox'
import type { HandlersOf } from '../handlers'
import { workItems } from '../work/queries'
import { findPerson, nameOf, persons, toFields, toPersons, toRows, type PersonRecord } from './queries'
import { fieldErrors, judgePerson, type JudgedPerson } from './rules'
import { searchPeople, sortKey } from './search'
import { timelineOf } from './timeline'

/** Refuse an IIN that another person holds; says who. */
async function refuseTakenIin(context: Context, iin: string, exceptId: number | null): Promise<void> {
  if (iin === '') return
  const other = await persons(context.db).where({ iin }).first()
  if (other && other.id !== exceptId) {
    throw new CodedError('person_exists', { id: other.id, name: nameOf(other) }, [
      { path: 'iin', code: 'person_exists', params: { id: other.id, name: nameOf(other) } },
    ])
  }
}

function toRecord(clean: PersonFields) {
  const name = fullName(clean)
  return {
    iin: clean.iin === '' ? null : clean.iin,
    iin_override_reason: clean.iinOverrideReason,
    last_name: clean.lastName,
    first_name: clean.firstName,
    middle_name: clean.middleName,
    full_name_ru_gen: clean.fullNameRuGen,
    birth_date: clean.birthDate,
    sex: clean.sex,
    category: clean.category,
    address_kind: clean.addressKind,
    address: clean.address,
    address_code: clean.addressCode,
    phone: clean.phone,
    mobile: clean.mobile,
    email: clean.email,
    identity_document: JSON.stringify(clean.identityDocument),
    labour_activity: clean.labourActivity,
    labour_activity_code: clean.labourActivityCode,
    education: clean.education,
    mismatch_reason: clean.mismatchReason,
    folded: foldName(name),
    sort_key: sortKey(name),
  }
}

/**
 * Create or mend a person inside a command. A person is never made twice: the IIN is unique (R31), and a
 * state older than the newest is refused. A changed name keeps its history (R180).
 * Throws the code of the first field that is wrong with all field errors, `person_exists`, `version_conflict`,
 * `not_found`.
 */
export async function savePerson(
  context: Context,
  id: number | null,
  version: number | null,
  fields: PersonFields,
): Promise<Person> {
  const { db, now } = context
  const staff = actorOf(context)
  const today = todayOf(context, await readDesk(context))
  const { clean, problems } = judgePerson(fields, today)
  const errors = fieldErrors(problems)
  if (errors.length > 0) throw new CodedError(errors[0]!.code, errors[0]!.params, errors)
  await refuseTakenIin(context, clean.iin, id)
  clean.addressCode = await codeBeside(db, 'kato', clean.addressCode, clean.address)
  clean.labourActivityCode = await codeBeside(db, 'nkz', clean.labourActivityCode, clean.labourActivity)
  const stamp = { updated_at: now.toISOString(), updated_by: staff.id }
  const record = toRecord(clean)

  if (id === null) {
    const [{ id: made }] = (await persons(db).insert(
      {
        ...record,
        ...stamp,
        uid: randomUUID(),
        version: 1,
        created_at: now.toISOString(),
      },
      ['id'],
    )) as [{ id: number }]
    id = made
    await audit(context, 'person', id, { after: clean })
  } else {
    const before = await persons(db).where({ id }).first()
    if (!before) throw new CodedError('not_found')
    const old = toFields(before)
    if (JSON.stringify(old) === JSON.stringify(clean)) return (await findPerson(context, id, today))!
    refuseStale(before, version, { by: await staffName(db, before.updated_by), at: before.updated_at })
    // Cases and batches name the number: it can be corrected, not taken away.
    if (before.iin !== null && clean.iin === '')
      throw new CodedError('iin_length', undefined, [{ path: 'iin', code: 'iin_length' }])
    if (nameOf(before) !== fullName(clean)) {
      await db('person_names').insert({ person_id: id, name: nameOf(before), until: now.toISOString() })
    }
    await persons(db)
      .where({ id })
      .update({ ...record, ...stamp, version: before.version + 1 })
    await audit(context, 'person', id, { before: old, after: clean })
    if (before.iin !== record.iin) await sendCases(context, id)
  }
  await indexPerson(db, id)
  await sendPerson(context, id)
  context.changes.add('people')
  return (await findPerson(context, id, today))!
}

/** People who may be the same as the one being typed, with the reasons; at most ten. */
export async function similarPeople(
  register: Register,
  { clean, birthDate }: JudgedPerson,
  exceptId: number | null,
) {
  const { db } = register
  const folded = foldName(fullName(clean))
  // Born on one day are forty of a million; on the first of January of an old year some hundreds.
  const alike =
    birthDate && folded !== ''
      ? (await persons(db).where({ birth_date: birthDate }).orderBy('id').select('id', 'folded'))
          .filter((record) => sounds(record.folded, folded))
          .slice(0, 50)
          .map((record) => record.id)
      : []
  const candidates = await persons(db)
    .where((query) => {
      void query.whereIn('id', alike)
      if (clean.iin !== '') void query.orWhere({ iin: clean.iin })
      if (folded !== '') void query.orWhere({ folded })
      if (clean.mobile.length >= 12) void query.orWhere({ mobile: clean.mobile })
    })
    .orderBy('id')
    .limit(100)
  const withReasons = candidates
    .filter((record) => record.id !== exceptId)
    .map((record) => ({ record, reasons: reasonsOf(record, clean, folded, birthDate) }))
    .filter(
      ({ reasons }) => reasons.length > 1 || reasons.includes('same_iin') || reasons.includes('same_name'),
    )
    .sort((a, b) => b.reasons.length - a.reasons.length || a.record.id - b.record.id)
    .slice(0, 10)
  const rows = await toRows(
    register,
    withReasons.map(({ record }) => record),
  )
  return rows.map((row, index) => ({ ...row, reasons: withReasons[index]!.reasons }))
}

/** One beginning, or the same words in any order but for a slip in each. */
const sounds = (one: string, other: string) => one.startsWith(other.slice(0, 3)) || namesAlike(one, other)

type Reason = 'same_iin' | 'same_name' | 'similar_name' | 'same_birth_date' | 'same_mobile' | 'same_document'

function reasonsOf(
  record: PersonRecord,
  clean: PersonFields,
  folded: string,
  birthDate: string | null,
): Reason[] {
  const document = (JSON.parse(record.identity_document) as PersonFields['identityDocument']).number
  const reasons: Reason[] = []
  if (clean.iin !== '' && record.iin === clean.iin) reasons.push('same_iin')
  if (record.folded === folded) reasons.push('same_name')
  else if (folded !== '' && sounds(record.folded, folded)) reasons.push('similar_name')
  if (birthDate && record.birth_date === birthDate) reasons.push('same_birth_date')
  if (clean.mobile !== '' && record.mobile === clean.mobile) reasons.push('same_mobile')
  if (document !== '' && document === clean.identityDocument.number) reasons.push('same_document')
  return reasons
}

export const personHandlers: HandlersOf<'person'> = {
  async 'person.readIin'(context, { text }) {
    const { db } = context
    const today = todayOf(context, await readDesk(context))
    const read = readIin(text)
    const record = read.iin === '' ? undefined : await persons(db).where({ iin: read.iin }).first()
    return { ...read, person: record ? (await toPersons(context, [record], today))[0]! : null }
  },

  async 'person.search'(context, { text, limit, offset }) {
    const { records, near } = await searchPeople(context, text, limit, offset)
    return {
      people: await toRows(context, records.slice(0, limit)),
      more: records.length > limit,
      near: Math.min(near, limit),
    }
  },

  async 'person.similar'(context, { person, exceptId }) {
    const today = todayOf(context, await readDesk(context))
    return similarPeople(context, judgePerson(person, today), exceptId)
  },

  async 'person.get'(context, { id }) {
    const { db } = context
    const today = todayOf(context, await readDesk(context))
    const person = await findPerson(context, id, today)
    if (!person) throw new CodedError('not_found')
    const { applications } = await listApplications(context, { personId: id, limit: 200, offset: 0 })
    const { documents } = await listDocuments(context, { personId: id, limit: 200, offset: 0 })
    return {
      person,
      applications,
      documents,
      timeline: await timelineOf(db, id),
      todo: await workItems(context, await clockOf(context), { personId: id }),
    }
  },

  'person.save': (context, { id, version, fields }) => savePerson(context, id, version, fields),
}

/** Whom a record is about and where in the desk it is mended. */
import type { OutboxRow } from '../../../shared/contract/exchange'
import type { RecordKind } from '../../../shared/model'
import type { Knex } from '../../db/open'
import { nameOf, persons } from '../persons/queries'
import type { OutboxRecord } from './outbox'

/** Table of a kind, and whether its page is that of the application or that of the person. */
const origins: Record<RecordKind, { table: string; page: 'application' | 'person' }> = {
  persons: { table: 'persons', page: 'person' },
  applications: { table: 'applications', page: 'application' },
  decisions: { table: 'decisions', page: 'application' },
  documents: { table: 'documents', page: 'application' },
  stages: { table: 'applications', page: 'application' },
  plans: { table: 'plans', page: 'person' },
  deregistrations: { table: 'deregistrations', page: 'person' },
  candidates: { table: 'offers', page: 'person' },
  referrals: { table: 'referrals', page: 'person' },
}

export interface Subject {
  person: NonNullable<OutboxRow['person']>
  place: string
}

/** Subjects of records by the records' ids; a record whose origin is not found has none. */
export async function subjectsOf(
  db: Knex,
  records: readonly Pick<OutboxRecord, 'id' | 'kind' | 'key'>[],
): Promise<Map<number, Subject>> {
  const found = new Map<number, { personId: number; place: string }>()
  for (const kind of new Set(records.map((record) => record.kind))) {
    const { table, page } = origins[kind]
    const ofKind = records.filter((record) => record.kind === kind)
    // A stage is named after its application.
    const uidOf = (key: string) => key.split(':')[0]!
    const query = db(`${table} as r`).whereIn(
      'r.uid',
      ofKind.map(({ key }) => uidOf(key)),
    )
    if (table === 'decisions') void query.join('applications as a', 'a.id', 'r.application_id')
    const rows = (await query.select(
      'r.uid as uid',
      table === 'persons'
        ? 'r.id as person_id'
        : table === 'decisions'
          ? 'a.person_id as person_id'
          : 'r.person_id as person_id',
      ...(page === 'person'
        ? []
        : [table === 'applications' ? 'r.id as application_id' : 'r.application_id as application_id']),
    )) as { uid: string; person_id: number; application_id?: number }[]
    const byUid = new Map(rows.map((row) => [row.uid, row]))
    for (const { id, key } of ofKind) {
      const row = byUid.get(uidOf(key))
      if (!row) continue
      const place =
        page === 'application' ? `/applications/${row.application_id}` : `/people/${row.person_id}`
      found.set(id, { personId: row.person_id, place })
    }
  }
  const people = new Map(
    (await persons(db).whereIn('id', [...new Set([...found.values()].map(({ personId }) => personId))])).map(
      (person) => [person.id, person],
    ),
  )
  return new Map(
    [...found].flatMap(([id, { personId, place }]) => {
      const person = people.get(personId)
      return person ? [[id, { person: { id: personId, name: nameOf(person) }, place }] as const] : []
    }),
  )
}

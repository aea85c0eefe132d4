import { inEveryLanguage } from '../../../shared/locale'
import type { EventSource } from '../persons/events'
import { agreed } from './provenance'

/** What batches of the central system told of a person (R172). */
export const centralEvents: EventSource = async (db, personId) => {
  const rows = (await db('central_rows as r')
    .join('central_batches as b', 'b.id', 'r.batch_id')
    .join('staff as s', 's.id', 'r.staff_id')
    .where('r.person_id', personId)
    .whereNotNull('r.entity_id')
    .whereIn('r.outcome', agreed)
    .orderBy('r.id')
    .select('r.kind', 'r.key', 'r.at', 's.full_name as by', 'b.source', 'b.sequence')) as {
    kind: string
    key: string
    at: string
    by: string
    source: string
    sequence: number
  }[]
  return rows.map(({ at, by, kind, key, source, sequence }) => ({
    at,
    by,
    what: inEveryLanguage('central.event', { source, kind }),
    more: inEveryLanguage('central.from', { source, batch: sequence, key }),
  }))
}

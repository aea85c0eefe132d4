/** R172: which facts of the register came in a batch of the central system, and that they are not changed here. */
import type { CentralKind, CentralOutcome, FromCentral } from '../../../shared/contract/central'
import { CodedError } from '../../../shared/errors'
import type { Knex } from '../../db/open'
import type { Context } from '../context'

export interface CentralBatchRecord {
  id: number
  source: string
  sequence: number
  sha256: string
  previous: string | null
  created_at: string
  file_name: string
  signed: number | boolean
  skipped: string
  taken_at: string
  staff_id: number
  finished_at: string | null
}

/** What of the register a record made or confirmed. */
export type Entity =
  'status_answer' | 'seeker_category' | 'vacancy' | 'application' | 'deregistration' | 'offer'

export interface CentralRowRecord {
  id: number
  batch_id: number
  kind: CentralKind
  key: string
  version: number
  subject: string
  day: string
  payload: string
  outcome: CentralOutcome
  told: string
  decision: 'theirs' | 'ours' | null
  decision_reason: string
  person_id: number | null
  entity: Entity | null
  entity_id: number | null
  at: string | null
  staff_id: number | null
}

export const centralBatchesTable = (db: Knex) => db<CentralBatchRecord>('central_batches')
export const centralRowsTable = (db: Knex) => db<CentralRowRecord>('central_rows')

/** Outcomes that leave a fact in the register; one that was kept as it stood has none, but for a vacancy. */
export const agreed = ['new', 'changed', 'already', 'kept'] as const satisfies readonly CentralOutcome[]

/** Where these records come from; what came in no batch is missing. The newest batch counts. */
export async function provenanceOf(
  db: Knex,
  entity: Entity,
  ids: readonly number[],
): Promise<Map<number, FromCentral>> {
  if (ids.length === 0) return new Map()
  const rows = (await db('central_rows as r')
    .join('central_batches as b', 'b.id', 'r.batch_id')
    .where('r.entity', entity)
    .whereIn('r.entity_id', ids)
    .whereIn('r.outcome', agreed)
    .orderBy('r.at')
    .orderBy('r.id')
    .select('r.entity_id', 'r.key', 'r.at', 'b.source', 'b.sequence')) as {
    entity_id: number
    key: string
    at: string
    source: string
    sequence: number
  }[]
  return new Map(
    rows.map(({ entity_id: id, key, at, source, sequence }) => [id, { source, batch: sequence, key, at }]),
  )
}

/**
 * R172: what AIS told is changed by AIS. A batch itself may.
 *
 * @throws CodedError `central_value` {source, batch}
 */
export async function refuseCentral(context: Context, entity: Entity, id: number): Promise<void> {
  if (context.operation.startsWith('central.')) return
  const from = (await provenanceOf(context.db, entity, [id])).get(id)
  if (from) throw new CodedError('central_value', { source: from.source, batch: from.batch, key: from.key })
}

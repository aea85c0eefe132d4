import type { ErrorCode, ErrorParams, ErrorValue } from '../../../shared/errors'
import {
  RemovableTarget,
  FolderTarget,
  SftpTarget,
  type DeliveryRow,
  type DeliveryState,
  type Fault,
  type TargetFields,
  type TargetRow,
} from '../../../shared/contract/targets'
import type { Knex } from '../../db/open'
import type { Context } from '../context'
import { batchesTable } from '../exchange/outbox'
import { findDrive } from './drives'
import { realParts, type DeliveryParts } from './parts'

export interface TargetRecord {
  id: number
  version: number
  kind: TargetFields['kind']
  name: string
  settings: string
  secret: string | null
  active: boolean
  from_sequence: number
  updated_at: string
  updated_by: number
  busy_by: string | null
  busy_at: string | null
}

export interface DeliveryRecord {
  id: number
  target_id: number
  sequence: number
  state: DeliveryState
  file_name: string
  bytes: number
  total: number
  sha256: string | null
  delivered_at: string | null
  code: ErrorCode | null
  params: string | null
  attempts: number
  next_try_at: string | null
}

export const targetsTable = (db: Knex) => db<TargetRecord>('targets')
export const deliveriesTable = (db: Knex) => db<DeliveryRecord>('deliveries')

export const partsOf = ({ ports }: Pick<Context, 'ports'>): DeliveryParts => ({
  ...realParts,
  ...ports.delivery,
})

const shapes = { folder: FolderTarget, removable: RemovableTarget, sftp: SftpTarget }

export const fieldsOf = (row: Pick<TargetRecord, 'kind' | 'name' | 'settings'>): TargetFields =>
  shapes[row.kind].parse({ ...(JSON.parse(row.settings) as object), kind: row.kind, name: row.name })

export const faultOf = (row: { code: ErrorCode | null; params: string | null }): Fault | null =>
  row.code === null
    ? null
    : { code: row.code, ...(row.params ? { params: JSON.parse(row.params) as ErrorParams } : {}) }

/** As columns of a record. */
export const keptFault = (fault: ErrorValue | null) => ({
  code: fault?.code ?? null,
  params: fault?.params ? JSON.stringify(fault.params) : null,
})

export function toDelivery(row: DeliveryRecord, targetName: string): DeliveryRow {
  return {
    targetId: row.target_id,
    targetName,
    sequence: row.sequence,
    state: row.state,
    fileName: row.file_name,
    bytes: Number(row.bytes),
    total: Number(row.total),
    sha256: row.sha256,
    deliveredAt: row.delivered_at,
    fault: faultOf(row),
    attempts: row.attempts,
    nextTryAt: row.next_try_at,
  }
}

/** Batches that are not at a target, the oldest first: the chain has no gap at the other side. */
export function dueBatches(db: Knex, target: Pick<TargetRecord, 'id' | 'from_sequence'>) {
  return batchesTable(db)
    .where({ state: 'made' })
    .where('sequence', '>=', target.from_sequence)
    .whereNotIn(
      'sequence',
      deliveriesTable(db).where({ target_id: target.id, state: 'delivered' }).select('sequence'),
    )
    .orderBy('sequence')
    .select('sequence', 'file_name')
}

/** How a target stands. */
export async function toTarget(
  context: Context,
  row: TargetRecord,
  drives: readonly string[],
): Promise<TargetRow> {
  const { db } = context
  const fields = fieldsOf(row)
  const active = Boolean(row.active)
  const due = await dueBatches(db, row)
  const [first] = due
  const begun =
    first && (await deliveriesTable(db).where({ target_id: row.id, sequence: first.sequence }).first())
  const arrived = deliveriesTable(db).where({ target_id: row.id, state: 'delivered' })
  const count = (await arrived.clone().count({ n: '*' })) as { n: number }[]
  const last = await arrived.clone().orderBy('sequence', 'desc').first('sequence', 'delivered_at')
  const present = fields.kind === 'removable' ? (await findDrive(drives, fields.stick)) !== null : null
  const state = !active
    ? 'off'
    : !first
      ? 'idle'
      : begun?.state === 'under_way' || begun?.state === 'failed'
        ? begun.state
        : 'waiting'
  return {
    id: row.id,
    version: row.version,
    active,
    fields,
    hasSecret: row.secret !== null,
    fromSequence: row.from_sequence,
    state,
    waiting: due.length,
    delivered: Number(count[0]!.n),
    next: begun ? toDelivery(begun, row.name) : null,
    last: last ? { sequence: last.sequence, at: last.delivered_at! } : null,
    present,
    safeToPull: present === true && state === 'idle' && last !== undefined && row.busy_by === null,
  }
}

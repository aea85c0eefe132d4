/** Who stands in for the director on a day. */
import type { Acting } from '../../../shared/contract/director'
import type { Knex } from '../../db/open'
import { readDesk, todayOf, type Context } from '../context'

export interface ActingRecord {
  id: number
  uid: string
  staff_id: number
  from_on: string
  until_on: string
  order_number: string
  order_on: string
  reason: string
  named_by: number
  named_at: string
  revoked_at: string | null
  revoked_by: number | null
  revoked_why: string
}

export const actingTable = (db: Knex) => db<ActingRecord>('acting_directors')

/** The acting director of a day, or undefined; times never overlap. */
export const actingOn = (db: Knex, day: string): Promise<ActingRecord | undefined> =>
  actingTable(db)
    .whereNull('revoked_at')
    .where('from_on', '<=', day)
    .where('until_on', '>=', day)
    .orderBy('id', 'desc')
    .first()

/** Whether this member of staff stands in for the director today, and by whose naming. */
export async function standsIn(
  context: Context,
  staffId: number,
): Promise<{ id: number; for: string } | null> {
  // Only the days near today are read: the clock of the centre decides, whatever zone the server is in.
  const today = todayOf(context, await readDesk(context))
  const held = await actingOn(context.db, today)
  if (held?.staff_id !== staffId) return null
  const by = await context.db<{ id: number; full_name: string }>('staff').where({ id: held.named_by }).first()
  return { id: held.id, for: by?.full_name ?? '' }
}

export function stateOf(record: ActingRecord, today: string): Acting['state'] {
  if (record.revoked_at !== null) return 'revoked'
  return record.from_on > today ? 'to_come' : record.until_on < today ? 'over' : 'now'
}

/** Duties that the director gave to another clerk. A duty is known by its id as long as it is open. */
import type { Knex } from '../../db/open'
import type { Duty } from '../work/source'

export interface AssignmentRecord {
  id: number
  work_id: string
  staff_id: number
  note: string
  assigned_by: number
  at: string
  superseded_at: string | null
}

export const assignmentsTable = (db: Knex) => db<AssignmentRecord>('work_assignments')

/** The same duties, those that were given away as their new clerk's. */
export async function withAssignments<D extends Duty>(db: Knex, duties: readonly D[]): Promise<D[]> {
  if (duties.length === 0) return []
  const rows = (await db('work_assignments as w')
    .join('staff as s', 's.id', 'w.staff_id')
    .join('staff as b', 'b.id', 'w.assigned_by')
    .whereNull('w.superseded_at')
    .orderBy('w.id')
    .select('w.work_id', 'w.staff_id', 'w.note', 'w.at', 's.full_name as name', 'b.full_name as by')) as {
    work_id: string
    staff_id: number
    note: string
    at: string
    name: string
    by: string
  }[]
  if (rows.length === 0) return [...duties]
  const held = new Map(rows.map((row) => [row.work_id, row]))
  return duties.map((duty) => {
    const row = held.get(duty.id)
    if (!row) return duty
    const { staff_id, name, note, at, by } = row
    return { ...duty, responsibleId: staff_id, responsible: name, assigned: { by, at, note } }
  })
}

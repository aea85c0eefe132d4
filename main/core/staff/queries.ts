import type { RuralPlace } from '../../../shared/model'
import type { Role } from '../../../shared/rights'
import { collate } from '../../../shared/rules/names'
import type { Knex } from '../../db/open'
import type { Actor } from '../context'

export interface StaffRecord {
  id: number
  version: number
  full_name: string
  position_kk: string
  position_ru: string
  roles: string
  rural: string | null
  password: string
  active: number | boolean
  failed: number
  blocked_until: string | null
  created_at: string
}

export const staffTable = (db: Knex) => db<StaffRecord>('staff')

/** R34: where an assistant works; null for who is none, and while nobody has put it in. */
export const ruralOf = ({ rural }: Pick<StaffRecord, 'rural'>) =>
  rural === null ? null : (JSON.parse(rural) as RuralPlace)

export const rolesOf = (record: Pick<StaffRecord, 'roles'>) => JSON.parse(record.roles) as Role[]

/** A member of staff by id, also one who left; undefined when there is none. */
export async function findStaff(db: Knex, id: number): Promise<(Actor & { active: boolean }) | undefined> {
  const record = await staffTable(db).where({ id }).first()
  return record && { ...toActor(record), active: Boolean(record.active) }
}

export function toActor(record: StaffRecord): Actor {
  return {
    id: record.id,
    fullName: record.full_name,
    positionKk: record.position_kk,
    positionRu: record.position_ru,
    roles: rolesOf(record),
  }
}

/** Whether somebody who works here has the role of the director. */
export async function isDirected(db: Knex): Promise<boolean> {
  const staff = await staffTable(db).orderBy('id').where({ active: true }).select('roles')
  return staff.some((record) => rolesOf(record).includes('director'))
}

/** Staff for lists, in the order of the Kazakh alphabet; `activeOnly` for the sign-in screen. */
export async function listStaff(db: Knex, activeOnly: boolean) {
  const records = await staffTable(db)
    .orderBy('id')
    .where(activeOnly ? { active: true } : {})
  const drafts = await db<{ staff_id: number; state: string }>('drafts')
    .where({ state: 'open' })
    .distinct('staff_id')
  const withDraft = new Set(drafts.map((row) => row.staff_id))
  return records
    .map((record) => ({ ...toStaffRow(record), hasOpenDraft: withDraft.has(record.id) }))
    .sort((a, b) => collate().compare(a.fullName, b.fullName))
}

export function toStaffRow(record: StaffRecord) {
  return {
    ...toActor(record),
    version: record.version,
    rural: ruralOf(record),
    active: Boolean(record.active),
    hasOpenDraft: false,
  }
}

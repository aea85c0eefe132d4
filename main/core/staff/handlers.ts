import { CodedError } from '../../../shared/errors'
import type { NewStaff, RuralPlace } from '../../../shared/model'
import type { Role } from '../../../shared/rights'
import { cleanName } from '../../../shared/rules/names'
import { audit, lastChange, refuseStale, type Context } from '../context'
import type { HandlersOf } from '../handlers'
import { checkPassword, hashPassword } from '../session/passwords'
import { listStaff, ruralOf, staffTable, toStaffRow } from './queries'

/** Name of a member of staff: trimmed, not empty, not borne by somebody else who works here. */
async function checkedStaffName(context: Context, raw: string, exceptId: number | null): Promise<string> {
  const fullName = cleanName(raw)
  if (!fullName) throw new CodedError('name_empty', undefined, [{ path: 'fullName', code: 'name_empty' }])
  const same = await staffTable(context.db).where({ full_name: fullName, active: true }).first()
  if (same && same.id !== exceptId) {
    throw new CodedError('staff_name_taken', { name: fullName }, [
      { path: 'fullName', code: 'staff_name_taken' },
    ])
  }
  return fullName
}

/** The position stands on the papers in their language, so both are needed. */
function checkedPosition(staff: { positionKk: string; positionRu: string }) {
  const positions = { positionKk: cleanName(staff.positionKk), positionRu: cleanName(staff.positionRu) }
  const fields = (['positionKk', 'positionRu'] as const)
    .filter((path) => positions[path] === '')
    .map((path) => ({ path, code: 'name_empty' as const }))
  if (fields.length > 0) throw new CodedError('name_empty', undefined, fields)
  return { position_kk: positions.positionKk, position_ru: positions.positionRu }
}

/** R34: an assistant has a district and an akim; nobody else does. */
function checkedRural(roles: readonly Role[], rural: RuralPlace | null | undefined): string | null {
  if (!roles.includes('assistant') || !rural) return null
  const place = {
    districtKk: cleanName(rural.districtKk),
    districtRu: cleanName(rural.districtRu),
    akim: cleanName(rural.akim),
  }
  const fields = (['districtKk', 'districtRu', 'akim'] as const)
    .filter((key) => place[key] === '')
    .map((key) => ({ path: 'rural.' + key, code: 'name_empty' as const }))
  if (fields.length > 0) throw new CodedError('name_empty', undefined, fields)
  return JSON.stringify(place satisfies RuralPlace)
}

/** Add a member of staff; used by the first run too. Throws `name_empty`, `staff_name_taken`, `password_weak`. */
export async function addStaff(context: Context, staff: NewStaff, hash?: string) {
  const fullName = await checkedStaffName(context, staff.fullName, null)
  if (!hash) checkPassword(staff.password)
  const [{ id }] = (await staffTable(context.db).insert(
    {
      version: 1,
      full_name: fullName,
      ...checkedPosition(staff),
      roles: JSON.stringify([...new Set(staff.roles)]),
      rural: checkedRural(staff.roles, staff.rural),
      password: hash ?? (await hashPassword(staff.password, context.ports.passwordCost)),
      active: true,
      failed: 0,
      blocked_until: null,
      created_at: context.now.toISOString(),
    },
    ['id'],
  )) as [{ id: number }]
  await audit(context, 'staff', id, { fullName, roles: staff.roles })
  context.changes.add('staff')
  return toStaffRow((await staffTable(context.db).where({ id: id }).first())!)
}

/** The centre can never be left without somebody who can manage it. */
async function keepOneAdministrator(context: Context, id: number, roles: Role[], active: boolean) {
  if (active && roles.includes('administrator')) return
  const others = (await listStaff(context.db, true)).filter(
    (one) => one.id !== id && one.roles.includes('administrator'),
  )
  if (others.length === 0) throw new CodedError('last_administrator')
}

export const staffHandlers: HandlersOf<'staff'> = {
  'staff.list': ({ db }) => listStaff(db, false),

  'staff.add': (context, { staff }) => addStaff(context, staff),

  async 'staff.save'(context, input) {
    const before = await staffTable(context.db).where({ id: input.id }).first()
    if (!before) throw new CodedError('not_found')
    if (before.version !== input.version)
      refuseStale(before, input.version, await lastChange(context, 'staff', input.id))
    await keepOneAdministrator(context, input.id, input.roles, input.active)
    const fullName = await checkedStaffName(context, input.fullName, input.id)
    await staffTable(context.db)
      .where({ id: input.id })
      .update({
        version: before.version + 1,
        full_name: fullName,
        ...checkedPosition(input),
        roles: JSON.stringify([...new Set(input.roles)]),
        rural: checkedRural(input.roles, input.rural === undefined ? ruralOf(before) : input.rural),
        active: input.active,
      })
    if (!input.active) context.sessions.closeAllOf(input.id)
    await audit(context, 'staff', input.id, { fullName, roles: input.roles, active: input.active })
    context.changes.add('staff').add('session')
    return toStaffRow((await staffTable(context.db).where({ id: input.id }).first())!)
  },

  async 'staff.resetPassword'(context, { id, password }) {
    checkPassword(password)
    const changed = await staffTable(context.db)
      .where({ id })
      .update({
        password: await hashPassword(password, context.ports.passwordCost),
        failed: 0,
        blocked_until: null,
      })
    if (changed === 0) throw new CodedError('not_found')
    context.sessions.closeAllOf(id)
    await audit(context, 'staff', id, { password: 'reset' })
    context.changes.add('session')
    return {}
  },
}

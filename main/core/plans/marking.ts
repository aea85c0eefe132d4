/** What other cases tell the plan in force: a returned slip shows that its measure began (R79, R141). */
import type { PlanMeasure } from '../../../shared/rules/engine/plan'
import type { Context } from '../context'
import { changePlan, markMeasure } from './handlers'
import { measuresTable, openUnemployed, plansTable } from './queries'

/**
 * Mark the first of these rows that nobody has marked yet as done. A plan that has none of them, or a slip from
 * before the registration, changes nothing.
 */
export async function markFromSlip(
  context: Context,
  personId: number,
  rows: readonly PlanMeasure[],
  { on, note }: { on: string; note: string },
): Promise<void> {
  const { db } = context
  const open = await openUnemployed(db, personId)
  if (!open || on < open.since) return
  const plan = await plansTable(db).where({ registration_id: open.id, state: 'signed' }).first()
  const row =
    plan &&
    (await measuresTable(db)
      .where({ plan_id: plan.id })
      .whereIn('measure', [...rows])
      .whereNull('done')
      .first())
  if (!row) return
  await markMeasure(context, plan.id, row.measure, { done: true, on, note })
  await changePlan(context, plan, {}, { measure: row.measure, done: true, on, note })
}

/** Take back the mark that a slip left, told by its note; a mark that somebody wrote over since stays. */
export async function unmarkFromSlip(
  context: Context,
  personId: number,
  rows: readonly PlanMeasure[],
  note: string,
): Promise<void> {
  const { db } = context
  const open = await openUnemployed(db, personId)
  if (!open) return
  const plan = await plansTable(db).where({ registration_id: open.id, state: 'signed' }).first()
  const row =
    plan &&
    (await measuresTable(db)
      .where({ plan_id: plan.id, note, done: true })
      .whereIn('measure', [...rows])
      .first())
  if (!row) return
  await measuresTable(db)
    .where({ id: row.id })
    .update({ done: null, marked_on: null, note: '', marked_by: null, marked_at: null })
  await changePlan(context, plan, {}, { measure: row.measure, done: null, note })
}

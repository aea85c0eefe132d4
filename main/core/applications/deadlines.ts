/** Deadlines of table P that begin and are met after the decision of a case. */
import { computeDeadline } from '../../../shared/rules/deadlines'
import { clockOf, type Context } from '../context'
import { deadlinesTable } from './queries'

/** Start a deadline of table P on the day of its event. */
export async function startDeadline(
  context: Context,
  of: { code: string; applicationId: number; personId: number; start: string },
): Promise<void> {
  const { calendar, countFromSameDay } = await clockOf(context)
  const why = computeDeadline({ code: of.code, start: of.start, calendar, countFromSameDay })
  await deadlinesTable(context.db).insert({
    code: of.code,
    application_id: of.applicationId,
    person_id: of.personId,
    start: of.start,
    due: why.due,
    met_on: null,
    why: JSON.stringify(why),
  })
  context.changes.add('deadlines')
}

/** Meet what is open of a deadline of a case. */
export async function meetDeadline(context: Context, code: string, applicationId: number, on: string) {
  await deadlinesTable(context.db)
    .where({ code, application_id: applicationId })
    .whereNull('met_on')
    .update({ met_on: on })
  context.changes.add('deadlines')
}

/** Let a deadline of a case run from another day, whether it was met or not; it begins where there was none. */
export async function restartDeadline(
  context: Context,
  of: { code: string; applicationId: number; personId: number; start: string },
): Promise<void> {
  const same = { code: of.code, application_id: of.applicationId }
  if (!(await deadlinesTable(context.db).where(same).first('id'))) return startDeadline(context, of)
  const { calendar, countFromSameDay } = await clockOf(context)
  const why = computeDeadline({ code: of.code, start: of.start, calendar, countFromSameDay })
  await deadlinesTable(context.db)
    .where(same)
    .update({ start: of.start, due: why.due, why: JSON.stringify(why) })
  context.changes.add('deadlines')
}

/** Take back what is open of a deadline whose event did not happen; what was met stays as history. */
export async function dropDeadline(context: Context, code: string, applicationId: number): Promise<void> {
  await deadlinesTable(context.db).where({ code, application_id: applicationId }).whereNull('met_on').delete()
  context.changes.add('deadlines')
}

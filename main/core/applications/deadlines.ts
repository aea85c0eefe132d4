/** Deadlines of table P that begin and are met after the decision of a case. */
import { computeDeadline } from '../../../shared/rules/deadlines'
import { readCalendar, readDesk, type Context } from '../context'
import { deadlinesTable } from './queries'

/** Start a deadline of table P on the day of its event. */
export async function startDeadline(
  context: Context,
  of: { code: string; applicationId: number; personId: number; start: string },
): Promise<void> {
  const desk = await readDesk(context)
  const calendar = await readCalendar(context, desk)
  const { countFromSameDay } = desk
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

import { CodedError } from '../../../shared/errors'
import { undecidedForGood, type DeadlineWhy } from '../../../shared/model'
import { readMoment } from '../../../shared/rules/dates'
import { computeDeadline, portalStart } from '../../../shared/rules/deadlines'
import { audit, clockOf, readCalendar, readDesk, todayOf, type Context } from '../context'
import { ownTerm } from '../applications/papers'
import { deadlinesTable } from '../applications/queries'
import { countDocuments } from '../documents/queries'
import { lastBatch, waitingCounts } from '../exchange/outbox'
import type { HandlersOf } from '../handlers'
import { nameOf } from '../persons/queries'
import { workItems } from '../work/queries'
import { arrivalDue } from '../portal/arrival'
import { portalCases, toArrival } from '../portal/queries'

/**
 * Compute all open deadlines anew after the calendar or the counting rule changed; gives the number of due
 * dates that moved. Deadlines already met keep the reason they had.
 */
export async function recomputeDeadlines(context: Context): Promise<number> {
  const desk = await readDesk(context)
  const calendar = await readCalendar(context, desk)
  let moved = 0
  for (const record of await deadlinesTable(context.db)
    .orderBy('id')
    .whereNull('met_on')
    .whereNull('ended_on')) {
    const given = { start: record.start, calendar, countFromSameDay: desk.countFromSameDay }
    const { term, source } = JSON.parse(record.why) as DeadlineWhy
    const portal = await portalCases(context.db).where({ application_id: record.application_id }).first()
    const why =
      (portal && arrivalDue(toArrival(portal), record.code, given, desk)) ??
      computeDeadline(
        record.code === ownTerm ? { ...given, term, act: source } : { ...given, code: record.code },
      )
    await deadlinesTable(context.db)
      .where({ id: record.id })
      .update({ due: why.due, why: JSON.stringify(why) })
    if (why.due !== record.due) {
      moved += 1
      await audit(context, 'deadline', record.id, { from: record.due, to: why.due })
    }
  }
  context.changes.add('deadlines')
  return moved
}

/** Number of papers shown under "accepted today". */
const acceptedShown = 8

export const todayHandlers: HandlersOf<'today' | 'deadline'> = {
  async 'today.list'(context) {
    const { db } = context
    const desk = await readDesk(context)
    const today = todayOf(context, desk)
    const duties = await workItems(context, await clockOf(context))
    const accepted = await db('applications as a')
      .join('persons as p', 'p.id', 'a.person_id')
      .where('a.acceptance_date', today)
      .whereNotIn('a.state', undecidedForGood)
      .orderBy('a.id', 'desc')
      .limit(acceptedShown)
      .select<
        {
          id: number
          number: string
          accepted_at: string
          last_name: string
          first_name: string
          middle_name: string
        }[]
      >('a.id', 'a.number', 'a.accepted_at', 'p.last_name', 'p.first_name', 'p.middle_name')
    return {
      today,
      overdue: duties.filter(({ due }) => due !== null && due < today).length,
      dueToday: duties.filter(({ due }) => due === today).length,
      toPrint: await countDocuments(db, { show: 'to_print' }),
      toHandOver: await countDocuments(db, { show: 'to_hand_over' }),
      toSend: Object.values(await waitingCounts(db)).reduce((sum, n) => sum + n, 0),
      lastBatch: await lastBatch(db),
      acceptedToday: accepted.map((row) => ({
        id: row.id,
        number: row.number,
        personName: nameOf(row),
        at: row.accepted_at,
      })),
    }
  },

  async 'deadline.compute'(context, { from, term, portal }) {
    const desk = await readDesk(context)
    const calendar = await readCalendar(context, desk)
    const moment = readMoment(from)
    if (!moment) throw new CodedError('date_invalid', { value: from.slice(0, 40) })
    const start = portal ? portalStart(`${moment.day}T${moment.time}`, calendar, desk) : moment.day
    return computeDeadline({ term, start, calendar, countFromSameDay: desk.countFromSameDay })
  },
}

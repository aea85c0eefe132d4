import type { TodayItem } from '../../../shared/model'
import { registrationDeadlines } from '../../../shared/rules/deadlines'
import { maskIin } from '../../../shared/rules/iin'
import { toDeadline, type ApplicationRecord, type DeadlineRecord } from '../applications/queries'
import { readCalendar, readDesk, todayOf, type Context } from '../context'
import { editionOf } from '../law/editions'
import { nameOf } from '../persons/queries'

/** What a state waits for. Handing over has no term of its own; it belongs to the same result. */
const todoOf = { accepted: 'check', checked: 'decide', decided: 'hand_over' } as const

const ownCodes = [...registrationDeadlines.keys()]

type Joined = DeadlineRecord &
  Pick<ApplicationRecord, 'number' | 'accepted_by' | 'state' | 'service_code' | 'edition'> & {
    last_name: string
    first_name: string
    middle_name: string
    iin: string | null
    responsible: string
  }

/** Open deadlines, the most urgent first: of everybody, of one person, or of one member of staff. */
export async function todoItems(
  context: Context,
  filter: { personId?: number; staffId?: number } = {},
): Promise<TodayItem[]> {
  const { db } = context
  const desk = await readDesk(context)
  const calendar = await readCalendar(context, desk)
  const today = todayOf(context, desk)
  const rows = (await db('deadlines as l')
    .join('applications as a', 'a.id', 'l.application_id')
    .join('persons as p', 'p.id', 'a.person_id')
    .join('staff as s', 's.id', 'a.accepted_by')
    .where((either) => {
      void either
        .where((own) => void own.whereIn('l.code', ownCodes).whereNull('l.met_on'))
        .orWhere((result) => {
          void result
            .whereNotIn('l.code', ownCodes)
            .whereNot('a.state', 'handed_over')
            // A decided case stays on the list until its notice is handed over, or the person was told (R29).
            .where((query) => {
              void query
                .whereNull('l.met_on')
                .orWhereNotExists(db('messages as m').whereRaw('m.application_id = a.id'))
            })
            // R49: nobody owes the hand-over of an electronic result; signing and sending it is work of its own.
            .whereNotExists(db('portal_results as e').whereRaw('e.application_id = a.id'))
        })
    })
    .modify((query) => {
      if (filter.personId !== undefined) void query.where('a.person_id', filter.personId)
      if (filter.staffId !== undefined) void query.where('a.accepted_by', filter.staffId)
    })
    .orderByRaw('l.met_on IS NOT NULL')
    .orderBy('l.due')
    .orderBy('l.id')
    .select(
      'l.*',
      'a.number',
      'a.accepted_by',
      'a.state',
      'a.service_code',
      'a.edition',
      'p.last_name',
      'p.first_name',
      'p.middle_name',
      'p.iin',
      's.full_name as responsible',
    )) as Joined[]
  return rows.map((row) => ({
    deadline: toDeadline(row),
    applicationId: row.application_id,
    applicationNumber: row.number,
    serviceName: editionOf(context.law, row).name,
    personId: row.person_id,
    personName: nameOf(row),
    iinMasked: maskIin(row.iin ?? ''),
    todo: registrationDeadlines.get(row.code) ?? todoOf[row.state as keyof typeof todoOf],
    responsible: row.responsible,
    responsibleId: row.accepted_by,
    workingDaysLeft: row.met_on === null ? calendar.workingDaysLeft(today, row.due) : null,
  }))
}

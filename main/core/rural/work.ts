import { inEveryLanguage } from '../../../shared/locale'
import { r44RuralMessage } from '../../../shared/rules/engine/registration'
import { maskIin } from '../../../shared/rules/iin'
import { fullName } from '../../../shared/rules/names'
import { staffName } from '../context'
import type { Duty, WorkSource } from '../work/source'
import { headOf, toArrival } from './arrivals'
import { draftOf, dutyOf, ruralCase, stateOf, transfersOf } from './cases'
import { arrivalsTable, casesTable, receiptsTable, type ArrivalRecord } from './records'

/** At the assistant's: a check to be made (R37), a transfer that is due (R42), a person to be told (R44). */
const caseWork: WorkSource = async (context, clock, { personId, staffId }) => {
  const records = await casesTable(context.db)
    .orderBy(['created_at', 'id'])
    .where({ done: false })
    .modify((query) => {
      if (personId !== undefined) void query.where({ person_id: personId })
      if (staffId !== undefined) void query.where({ staff_id: staffId })
    })
  const sent = await transfersOf(context, records)
  const duties: Duty[] = []
  for (const record of records) {
    const assistant = await staffName(context.db, record.staff_id)
    const rural = ruralCase(record, sent.get(record.transfer_id ?? 0), assistant)
    const state = stateOf(record, rural)
    const duty = dutyOf(rural, state, clock)
    const what =
      state === 'draft' ? 'check' : duty?.rule === 'R42' ? 'send' : duty?.rule === 'R44' ? 'tell' : null
    // An inaccurate case waits to be sent as well, though the order names no day (R42).
    const waiting = what ?? (state === 'checked' ? 'send' : null)
    if (waiting === null) continue
    const { person } = draftOf(record)
    const name = fullName(person)
    duties.push({
      id: `rural:case:${record.id}:${waiting}`,
      noun: 'rural',
      rule: waiting === 'check' ? 'R37' : waiting === 'send' ? 'R42' : 'R44',
      what: inEveryLanguage(`rural.work_${waiting}`),
      about: { kk: name, ru: name, en: name },
      due: duty?.due.due ?? null,
      why: duty?.due ?? null,
      person:
        record.person_id === null ? null : { id: record.person_id, name, iinMasked: maskIin(person.iin) },
      place: '/rural/cases/' + record.id,
      responsible: assistant,
      responsibleId: record.staff_id,
    })
  }
  return duties
}

/** At the centre: a person who was registered and not told yet (R44). That of R43 stands among the deadlines. */
const arrivalWork: WorkSource = async (context, clock, { personId }) => {
  const rows = await context
    .db('rural_arrivals as v')
    .join('applications as a', 'a.id', 'v.application_id')
    .join('decisions as d', 'd.application_id', 'a.id')
    .whereNull('v.informed')
    .whereNotNull('d.registration_date')
    .whereNot('a.state', 'handed_over')
    .modify((query) => {
      if (personId !== undefined) void query.where('a.person_id', personId)
    })
    .select<{ id: number; accepted_by: number }[]>('v.id', 'a.accepted_by')
  const duties: Duty[] = []
  for (const { id, accepted_by } of rows) {
    const arrival: ArrivalRecord = (await arrivalsTable(context.db).where({ id }).first())!
    const receipt = (await receiptsTable(context.db).where({ id: arrival.receipt_id }).first())!
    const { row, rural } = await toArrival(context, arrival, headOf(receipt))
    if (row.informed !== null) continue
    const why = r44RuralMessage(rural, clock)[0]?.deadline ?? null
    duties.push({
      id: `rural:arrival:${id}:tell`,
      noun: 'rural',
      rule: 'R44',
      what: inEveryLanguage('rural.work_inform'),
      about: { kk: row.applicationNumber, ru: row.applicationNumber, en: row.applicationNumber },
      due: why?.due ?? null,
      why,
      person: { id: row.personId, name: row.personName, iinMasked: row.iinMasked },
      place: '/rural/received',
      responsible: await staffName(context.db, accepted_by),
      responsibleId: accepted_by,
    })
  }
  return duties
}

/** What is due of it now, over all people or for one. */
export const ruralWork: WorkSource = async (context, clock, filter) => [
  ...(await caseWork(context, clock, filter)),
  ...(await arrivalWork(context, clock, filter)),
]

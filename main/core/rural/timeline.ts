import type { RuralCheck, RuralTold } from '../../../shared/contract/rural'
import { inEveryLanguage } from '../../../shared/locale'
import { staffName } from '../context'
import type { EventSource, NotedEvent } from '../persons/events'
import { headOf } from './arrivals'
import { keptAnswer } from './cases'
import { casesTable, transferNumber, transfersTable, type ReceiptRecord } from './records'

const shown = (day: string): string => day.split('-').reverse().join('.')

/** What an assistant did, on her own desk. */
const ofCases: EventSource = async (db, personId) => {
  const events: NotedEvent[] = []
  for (const record of await casesTable(db).orderBy(['created_at', 'id']).where({ person_id: personId })) {
    const by = await staffName(db, record.staff_id)
    if (record.check !== null) {
      const check = JSON.parse(record.check) as RuralCheck
      events.push({
        at: check.at,
        by: check.by,
        what: inEveryLanguage('rural.event_checked', { result: check.result, on: shown(check.on) }),
        ...(check.note ? { more: { kk: check.note, ru: check.note, en: check.note } } : {}),
        tone: check.result === 'confirmed' ? 'done' : 'stop',
      })
    }
    const transfer =
      record.transfer_id === null
        ? undefined
        : await transfersTable(db).where({ id: record.transfer_id }).first()
    if (transfer)
      events.push({
        at: transfer.at,
        by: await staffName(db, transfer.staff_id),
        what: inEveryLanguage('rural.event_sent', {
          number: transferNumber(transfer),
          on: shown(transfer.sent_on),
        }),
      })
    const answer = keptAnswer(record)
    if (answer)
      events.push({
        at: answer.at,
        by,
        what: inEveryLanguage('rural.event_answered', {
          number: answer.applicationNumber,
          outcome: answer.outcome ?? 'open',
          on: answer.registeredOn === null ? '' : shown(answer.registeredOn),
        }),
        tone: answer.outcome === 'granted' ? 'done' : answer.outcome === 'refused' ? 'stop' : 'today',
      })
    if (record.told !== null) {
      const told = JSON.parse(record.told) as RuralTold
      events.push({
        at: told.at,
        by: told.by,
        what: inEveryLanguage('rural.event_told', { through: told.through ?? 'other', on: shown(told.on) }),
        ...(told.note ? { more: { kk: told.note, ru: told.note, en: told.note } } : {}),
      })
    }
  }
  return events
}

/** That an application of the centre came through an assistant, and when the papers came. */
const ofArrivals: EventSource = async (db, personId) => {
  const rows = await db('rural_arrivals as v')
    .orderBy('v.id')
    .join('rural_receipts as r', 'r.id', 'v.receipt_id')
    .join('applications as a', 'a.id', 'v.application_id')
    .where('a.person_id', personId)
    .select<(ReceiptRecord & { application_id: number; received_on: string })[]>(
      'r.*',
      'v.application_id',
      'v.received_on',
    )
  const events: NotedEvent[] = []
  for (const row of rows) {
    const { assistant, district, number } = headOf(row)
    events.push({
      at: row.at,
      by: await staffName(db, row.staff_id),
      what: inEveryLanguage('rural.event_received', { assistant, number, on: shown(row.received_on) }),
      more: { kk: district.kk, ru: district.ru, en: district.ru },
      applicationId: row.application_id,
    })
  }
  return events
}

/** What happened to a person, for the time line. */
export const ruralEvents: EventSource = async (db, personId) => [
  ...(await ofCases(db, personId)),
  ...(await ofArrivals(db, personId)),
]

import { inEveryLanguage } from '../../../shared/locale'
import { shownDay } from '../../../shared/rules/dates'
import type { EventSource, NotedEvent } from '../persons/events'
import type { ComplaintRecord, EventRecord } from './queries'

/** Complaints of a person, and what became of each (R159 to R164). */
export const complaintEvents: EventSource = async (db, personId) => {
  const entered = (await db('complaints as c')
    .join('staff as s', 's.id', 'c.entered_by')
    .where('c.person_id', personId)
    .orderBy('c.id')
    .select('c.*', 's.full_name as by')) as (ComplaintRecord & { by: string })[]
  const steps = (await db('complaint_events as e')
    .join('complaints as c', 'c.id', 'e.complaint_id')
    .join('staff as s', 's.id', 'e.staff_id')
    .where('c.person_id', personId)
    .whereNull('e.superseded_at')
    .orderBy('e.id')
    .select('e.*', 'c.number', 'c.application_id', 's.full_name as by')) as (EventRecord &
    Pick<ComplaintRecord, 'number' | 'application_id'> & { by: string })[]
  return [
    ...entered.map((one): NotedEvent => ({
      at: one.entered_at,
      by: one.by,
      what: inEveryLanguage('complaint.event_entered', {
        number: one.number,
        dated: one.on !== null,
        date: one.on === null ? '' : shownDay(one.on),
      }),
      more: { kk: one.text, ru: one.text, en: one.text },
      tone: 'today',
      applicationId: one.application_id,
    })),
    ...steps.map((one): NotedEvent => ({
      at: one.at,
      by: one.by,
      what: inEveryLanguage('complaint.event_step', {
        number: one.number,
        step: one.kind,
        date: shownDay(one.on),
      }),
      ...(one.note === '' ? {} : { more: { kk: one.note, ru: one.note, en: one.note } }),
      applicationId: one.application_id,
    })),
  ]
}

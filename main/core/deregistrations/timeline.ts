import { inEveryLanguage } from '../../../shared/locale'
import type { LocalText } from '../../../shared/model'
import { shownFact } from '../../../shared/rules/engine/finding'
import { staffName } from '../context'
import type { EventSource, NotedEvent } from '../persons/events'
import { casesTable, factOf, factsTable, reasonsTable, titleOf } from './queries'

const asIs = (text: string): LocalText => ({ kk: text, ru: text, en: text })
/** A second line of what somebody typed, where anybody did. */
const saidAs = (text: string) => (text ? { more: asIs(text) } : {})

/** What happened to a person, for the time line. */
export const deregistrationEvents: EventSource = async (db, personId) => {
  const events: NotedEvent[] = []
  const by = (id: number | null) => staffName(db, id)

  for (const one of await factsTable(db).where({ person_id: personId }).orderBy('id')) {
    const name = await by(one.staff_id)
    const more = titleOf(factOf(one))
    events.push({ at: one.at, by: name, what: inEveryLanguage('deregistration.event_fact'), more })
  }
  const corrections = (await db('corrections')
    .where({ person_id: personId })
    .where('entity', 'like', 'duty%')
    .orderBy('id')
    .select('at', 'staff_id', 'reason', 'after')) as {
    at: string
    staff_id: number
    reason: string
    after: string
  }[]
  for (const { at, staff_id: staff, reason, after } of corrections) {
    const mistaken = (JSON.parse(after) as { mistaken?: boolean }).mistaken === true
    events.push({
      at,
      by: await by(staff),
      what: inEveryLanguage(mistaken ? 'deregistration.event_mistaken' : 'deregistration.event_corrected'),
      more: asIs(reason),
    })
  }
  for (const one of await reasonsTable(db).where({ person_id: personId }).orderBy('id'))
    events.push({
      at: one.at,
      by: await by(one.staff_id),
      what: inEveryLanguage('deregistration.event_explained', {
        judgement: one.judgement ?? 'none',
        source: one.source,
      }),
      more: asIs(one.explanation),
    })
  for (const one of await casesTable(db).where({ person_id: personId }).orderBy('id')) {
    if (one.sent_at)
      events.push({
        at: one.sent_at,
        by: await by(one.sent_by),
        what: inEveryLanguage('deregistration.event_sent', { ground: one.ground }),
        more: JSON.parse(one.evidence!) as LocalText,
        tone: 'today',
      })
    if (one.withdrawn_at)
      events.push({
        at: one.withdrawn_at,
        by: await by(one.withdrawn_by),
        what: inEveryLanguage('deregistration.event_withdrawn'),
        more: asIs(one.withdrawn_why),
      })
    if (one.decided_at)
      events.push({
        at: one.decided_at,
        by: await by(one.decided_by),
        what: inEveryLanguage('deregistration.event_decided', {
          date: shownFact(one.deregistered_on),
          ground: one.decided_ground,
        }),
        ...(one.ground_known
          ? saidAs(one.source)
          : { more: inEveryLanguage('deregistration.unknown_ground') }),
        tone: 'stop',
      })
    if (one.notified_at)
      events.push({
        at: one.notified_at,
        by: await by(one.notified_by),
        what: inEveryLanguage('deregistration.event_notified', {
          date: shownFact(one.notified_on),
          channel: one.channel,
        }),
        ...saidAs([one.akim, one.told].filter(Boolean).join(' · ')),
        documentId: one.document_id,
      })
  }
  return events
}

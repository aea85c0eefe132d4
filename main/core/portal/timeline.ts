import { inEveryLanguage } from '../../../shared/locale'
import { shownDay } from '../../../shared/rules/dates'
import type { EventSource, NotedEvent } from '../persons/events'
import type { PortalRecord, ResultRecord } from './queries'

/** `2026-11-20T19:05` as it is read here. */
const moment = (at: string) => `${shownDay(at.slice(0, 10))} ${at.slice(11)}`

/** What came through a portal, and its electronic result (R46, R49, R51). */
export const portalEvents: EventSource = async (db, personId) => {
  const cases = (await db('portal_cases as c')
    .join('staff as s', 's.id', 'c.entered_by')
    .where('c.person_id', personId)
    .orderBy('c.id')
    .select('c.*', 's.full_name as by')) as (PortalRecord & { by: string })[]
  const results = (await db('portal_results as r')
    .join('staff as s', 's.id', 'r.updated_by')
    .join('applications as a', 'a.id', 'r.application_id')
    .where('a.person_id', personId)
    .orderBy('r.id')
    .select('r.*', 's.full_name as by')) as (ResultRecord & { by: string })[]
  return [
    ...cases.map((one): NotedEvent => ({
      at: one.entered_at,
      by: one.by,
      what: inEveryLanguage(one.automatic ? 'portal.event_registered' : 'portal.event_arrived', {
        channel: one.channel,
      }),
      more: inEveryLanguage('portal.event_number', { number: one.portal_number, at: moment(one.sent_at) }),
      ...(one.automatic ? { tone: 'done' as const } : {}),
      applicationId: one.application_id,
    })),
    ...results.flatMap((one): NotedEvent[] => [
      ...(one.signed_at !== null && one.signed_on !== null
        ? [
            {
              at: one.signed_at,
              by: one.by,
              what: inEveryLanguage('portal.event_signed'),
              more: inEveryLanguage('portal.event_signed_more', {
                signer: one.signer,
                date: shownDay(one.signed_on),
              }),
              ...{ applicationId: one.application_id, documentId: one.document_id },
            },
          ]
        : []),
      ...(one.sent_at !== null && one.sent_on !== null
        ? [
            {
              at: one.sent_at,
              by: one.by,
              what: inEveryLanguage('portal.event_sent'),
              more: inEveryLanguage('portal.event_sent_more', { date: shownDay(one.sent_on) }),
              ...{ tone: 'done' as const, applicationId: one.application_id, documentId: one.document_id },
            },
          ]
        : []),
    ]),
  ]
}

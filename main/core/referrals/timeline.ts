import { inEveryLanguage } from '../../../shared/locale'
import type { Knex } from '../../db/open'
import type { EventSource, NotedEvent } from '../persons/events'
import { referralsTable, slipsTable, type ReferralRecord, type SlipRecord } from './tables'

const day = (iso: string) => iso.split('-').reverse().join('.')

async function namesOf(db: Knex, ids: readonly (number | null)[]): Promise<(id: number | null) => string> {
  const rows = (await db('staff')
    .whereIn(
      'id',
      [...new Set(ids)].filter((id) => id !== null),
    )
    .select('id', 'full_name')) as { id: number; full_name: string }[]
  return (id) => rows.find((row) => row.id === id)?.full_name ?? ''
}

function eventsOf(
  row: ReferralRecord,
  slips: readonly SlipRecord[],
  by: (id: number | null) => string,
): NotedEvent[] {
  const { number } = row
  const at = { applicationId: row.application_id, documentId: row.document_id }
  const events: NotedEvent[] = [
    {
      ...at,
      at: row.issued_at,
      by: by(row.issued_by),
      what: inEveryLanguage('referral.event_issued', { number }),
      tone: 'done',
    },
  ]
  if (row.signed_at !== null)
    events.push({
      ...at,
      at: row.signed_at,
      by: by(row.signed_by),
      what: inEveryLanguage('referral.event_signed', { number, on: day(row.signed_on!) }),
    })
  for (const slip of slips) {
    const params = { number, on: day(slip.returned_on), outcome: slip.outcome }
    events.push({
      ...at,
      at: slip.entered_at,
      by: by(slip.entered_by),
      what: inEveryLanguage('referral.event_slip', params),
      ...(slip.doubtful && { more: inEveryLanguage('referral.event_doubtful') }),
      tone: slip.doubtful ? 'today' : slip.outcome === 'came' ? 'done' : 'stop',
    })
    if (slip.decided_at !== null)
      events.push({
        ...at,
        at: slip.decided_at,
        by: by(slip.decided_by),
        what: inEveryLanguage('referral.event_confirmed', { number }),
        more: { kk: slip.decision ?? '', ru: slip.decision ?? '', en: slip.decision ?? '' },
      })
  }
  return events
}

/** What happened to a person, for the time line. */
export const referralEvents: EventSource = async (db, personId) => {
  const rows = await referralsTable(db).where({ person_id: personId }).orderBy('id')
  const slips = await slipsTable(db)
    .whereIn(
      'referral_id',
      rows.map(({ id }) => id),
    )
    .orderBy('id')
  const by = await namesOf(db, [
    ...rows.flatMap((row) => [row.issued_by, row.signed_by]),
    ...slips.flatMap((slip) => [slip.entered_by, slip.decided_by]),
  ])
  const events = rows.flatMap((row) =>
    eventsOf(
      row,
      slips.filter((slip) => slip.referral_id === row.id),
      by,
    ),
  )
  // Stopping is kept in the trail with its moment.
  const stops = (await db('audit')
    .orderBy('seq')
    .where({ entity: 'referral', operation: 'referral.stop' })
    .whereIn(
      'entity_id',
      rows.map(({ id }) => String(id)),
    )
    .select('at', 'by', 'entity_id', 'detail')) as {
    at: string
    by: string
    entity_id: string
    detail: string
  }[]
  for (const stop of stops) {
    const row = rows.find(({ id }) => String(id) === stop.entity_id)!
    const { stopped, why } = JSON.parse(stop.detail) as { stopped: string; why: string }
    events.push({
      at: stop.at,
      by: stop.by,
      what: inEveryLanguage('referral.event_stopped', { number: row.number, on: day(stopped) }),
      more: { kk: why, ru: why, en: why },
      tone: 'today',
      applicationId: row.application_id,
    })
  }
  return events
}

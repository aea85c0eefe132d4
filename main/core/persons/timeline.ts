/** The time line of a person: everything that happened, newest first, read from the records themselves. */
import type { TimelineEvent } from '../../../shared/model'
import type { Knex } from '../../db/open'
import { centralEvents } from '../central/timeline'
import { complaintEvents } from '../complaints/timeline'
import { deregistrationEvents } from '../deregistrations/timeline'
import { formTitle } from '../documents/forms'
import { offerEvents } from '../offers/timeline'
import { portalEvents } from '../portal/timeline'
import { referralEvents } from '../referrals/timeline'
import { ruralEvents } from '../rural/timeline'
import { correctionEvents } from '../work/timeline'
import { notedEvent } from './events'

const noted = [
  portalEvents,
  ruralEvents,
  offerEvents,
  referralEvents,
  deregistrationEvents,
  complaintEvents,
  correctionEvents,
  centralEvents,
]

interface Row {
  at: string
  by: string | null
}

const titleOf = (formId: string) => {
  const { kk, ru, en } = formTitle(formId)
  return { title_kk: kk, title_ru: ru, title_en: en }
}

/** Events of one person; `params` feed the sentences `desk.timeline_<kind>`. */
export async function timelineOf(db: Knex, personId: number): Promise<TimelineEvent[]> {
  const events: TimelineEvent[] = []
  const add = (
    row: Row,
    kind: TimelineEvent['kind'],
    params: TimelineEvent['params'] = {},
    applicationId: number | null = null,
    documentId: number | null = null,
  ) => events.push({ at: row.at, by: row.by ?? '', kind, params, applicationId, documentId })

  const changes = await db('audit')
    .where({ entity: 'person', entity_id: String(personId) })
    .orderBy('seq')
    .select<(Row & { seq: number })[]>('seq', 'at', 'by')
  changes.forEach((row, index) => add(row, index === 0 ? 'person_created' : 'person_changed'))

  const names = await db('person_names')
    .orderBy('id')
    .where({ person_id: personId })
    .select<{ name: string; until: string }[]>('name', 'until')
  for (const one of names) add({ at: one.until, by: null }, 'name_changed', { name: one.name })

  const applications = await db('applications as a')
    .orderBy('a.id')
    .join('staff as s', 's.id', 'a.accepted_by')
    .leftJoin('decisions as d', 'd.application_id', 'a.id')
    .leftJoin('staff as t', 't.id', 'd.decided_by')
    .where('a.person_id', personId)
    .select<
      {
        id: number
        number: string
        state: string
        paper_number: string | null
        accepted_at: string
        accepted_by: string
        check: string | null
        hand_over: string | null
        outcome: 'granted' | 'refused' | null
        decided_at: string
        decided_by: string
        registration_date: string | null
      }[]
    >(
      'a.id',
      'a.number',
      'a.state',
      'a.paper_number',
      'a.accepted_at',
      's.full_name as accepted_by',
      'a.check',
      'a.hand_over',
      'd.outcome',
      'd.decided_at',
      't.full_name as decided_by',
      'd.registration_date',
    )
  for (const one of applications) {
    const kind =
      one.state === 'intake_refused'
        ? 'intake_refused'
        : one.paper_number === null
          ? 'accepted'
          : 'archive_entered'
    // What enbek.kz registered by itself was accepted by nobody here (R51): the portal's own event tells of it.
    if (one.state !== 'portal_registered')
      add({ at: one.accepted_at, by: one.accepted_by }, kind, { number: one.number }, one.id)
    if (one.check) {
      const check = JSON.parse(one.check) as Row & { result: string }
      add(check, 'checked', { number: one.number, result: check.result }, one.id)
    }
    if (one.outcome) {
      const params = { number: one.number, date: one.registration_date }
      add({ at: one.decided_at, by: one.decided_by }, one.outcome, params, one.id)
    }
    if (one.hand_over) add(JSON.parse(one.hand_over) as Row, 'handed_over', { number: one.number }, one.id)
  }

  const messages = await db('messages as m')
    .orderBy('m.id')
    .join('staff as s', 's.id', 'm.staff_id')
    .whereIn(
      'm.application_id',
      applications.map((one) => one.id),
    )
    .select<(Row & { application_id: number; channel: string })[]>(
      'm.at',
      's.full_name as by',
      'm.application_id',
      'm.channel',
    )
  for (const row of messages) add(row, 'informed', { channel: row.channel }, row.application_id)

  const prints = await db('document_prints as x')
    .orderBy('x.id')
    .join('documents as d', 'd.id', 'x.document_id')
    .join('staff as s', 's.id', 'x.staff_id')
    .where('d.person_id', personId)
    .select<
      (Row & { id: number; form_id: string; application_id: number; copies: number; reprint: number })[]
    >('x.at', 's.full_name as by', 'd.id', 'd.form_id', 'd.application_id', 'x.copies', 'x.reprint')
  for (const row of prints) {
    const params = { ...titleOf(row.form_id), copies: row.copies, reprint: row.reprint ? 1 : 0 }
    add(row, 'printed', params, row.application_id, row.id)
  }

  const cancelled = await db('documents as d')
    .orderBy('d.id')
    .join('staff as s', 's.id', 'd.cancelled_by')
    .where('d.person_id', personId)
    .select<(Row & { id: number; form_id: string; application_id: number; reason: string })[]>(
      'd.cancelled_at as at',
      's.full_name as by',
      'd.id',
      'd.form_id',
      'd.application_id',
      'd.cancel_reason as reason',
    )
  for (const row of cancelled) {
    const params = { ...titleOf(row.form_id), reason: row.reason }
    add(row, 'paper_cancelled', params, row.application_id, row.id)
  }

  const consultations = await db('consultations as c')
    .orderBy('c.id')
    .join('staff as s', 's.id', 'c.staff_id')
    .where('c.person_id', personId)
    .select<(Row & { note: string })[]>('c.at', 's.full_name as by', 'c.note')
  for (const row of consultations) add(row, 'consultation', { note: row.note })

  const answers = await db('status_answers as x')
    .join('staff as s', 's.id', 'x.staff_id')
    .where('x.person_id', personId)
    .orderBy('x.id')
    .select<(Row & { status: string; on: string })[]>('x.at', 's.full_name as by', 'x.status', 'x.on')
  for (const row of answers)
    add(row, row.status === 'unemployed' ? 'became_unemployed' : 'status_refused', { date: row.on })

  const asked = await db('status_papers as x')
    .join('staff as s', 's.id', 'x.staff_id')
    .where('x.person_id', personId)
    .orderBy('x.id')
    .select<(Row & { kind: string; on: string; asked_by: string; document_id: number | null })[]>(
      'x.at',
      's.full_name as by',
      'x.kind',
      'x.on',
      'x.asked_by',
      'x.document_id',
    )
  for (const row of asked) {
    const params = { date: row.on, asked: row.asked_by }
    add(row, row.kind === 'payment' ? 'payment_informed' : 'status_paper', params, null, row.document_id)
  }

  const plans = await db('plans as l')
    .join('staff as s', 's.id', 'l.employee_id')
    .where('l.person_id', personId)
    .whereNotNull('l.signed_at')
    .orderBy('l.id')
    .select<(Row & { id: number; registration_id: number; until: string; document_id: number })[]>(
      'l.signed_at as at',
      's.full_name as by',
      'l.id',
      'l.registration_id',
      'l.valid_until as until',
      'l.document_id',
    )
  plans.forEach((row, i) => {
    const renews = plans.slice(0, i).some((one) => one.registration_id === row.registration_id)
    add(row, renews ? 'plan_renewed' : 'plan_signed', { until: row.until }, null, row.document_id)
  })
  const ofPlans = plans.map(({ id }) => id)
  const marks = await db('plan_measures as m')
    .orderBy('m.id')
    .join('staff as s', 's.id', 'm.marked_by')
    .whereIn('m.plan_id', ofPlans)
    .select<(Row & { measure: string; done: number; on: string; note: string })[]>(
      'm.marked_at as at',
      's.full_name as by',
      'm.measure',
      'm.done',
      'm.marked_on as on',
      'm.note',
    )
  for (const { measure, done, on, note, ...row } of marks)
    add(row, 'plan_marked', { measure, done: done ? 1 : 0, on, note })
  const visits = await db('plan_visits as v')
    .orderBy('v.id')
    .join('staff as s', 's.id', 'v.recorded_by')
    .whereIn('v.plan_id', ofPlans)
    .select<(Row & { on: string; kept_on: string | null; explanation: string })[]>(
      'v.recorded_at as at',
      's.full_name as by',
      'v.on',
      'v.kept_on',
      'v.explanation',
    )
  for (const { on, kept_on, explanation, ...row } of visits)
    add(row, 'plan_visit', { on, kept: kept_on, explanation })

  for (const source of noted) events.push(...(await source(db, personId)).map(notedEvent))

  // Of one moment the later step stands above: the steps were added in the order of the road.
  return events.reverse().sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
}

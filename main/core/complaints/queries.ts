import type { z } from 'zod'
import {
  complaintSteps,
  type Complaint,
  type ComplaintAbout,
  type ComplaintAddressee,
  type ComplaintEvent,
  type ComplaintRow,
  type ComplaintStep,
  type ComplaintTerm,
} from '../../../shared/contract/complaints'
import { everywhere } from '../../../shared/law/intake'
import type { LawService } from '../../../shared/law/schema'
import {
  r159NoDays,
  r160Court,
  r161ComplaintMissing,
  r162Forwarding,
  r163AnswerDue,
  r164CourtAfterComplaint,
  type ComplaintRecord as RuleRecord,
} from '../../../shared/rules/engine/complaints'
import { tell, type Finding } from '../../../shared/rules/engine/finding'
import type { Clock } from '../../../shared/rules/engine/registration'
import { maskIin } from '../../../shared/rules/iin'
import type { Knex } from '../../db/open'
import { clockOf, type Context } from '../context'
import { editionOf } from '../law/editions'
import { nameOf, type PersonRecord } from '../persons/queries'

export interface ComplaintRecord {
  id: number
  uid: string
  version: number
  number: string
  person_id: number | null
  name: string
  application_id: number | null
  service_code: string
  edition: string
  about: z.infer<typeof ComplaintAbout>
  on: string | null
  addressee: z.infer<typeof ComplaintAddressee> | null
  text: string
  closed: number | boolean
  entered_at: string
  entered_by: number
  updated_at: string
  updated_by: number
}

export interface EventRecord {
  id: number
  complaint_id: number
  kind: ComplaintStep
  on: string
  note: string
  at: string
  staff_id: number
  /** A correction took its place. */
  superseded_at: string | null
}

export const complaintsTable = (db: Knex) => db<ComplaintRecord>('complaints')
export const eventsTable = (db: Knex) => db<EventRecord>('complaint_events')

/** The steps of a complaint as they hold. */
export const heldEvents = (db: Knex, id: number): Promise<EventRecord[]> =>
  eventsTable(db).where({ complaint_id: id }).whereNull('superseded_at').orderBy('id')

export type Days = Readonly<Partial<Record<ComplaintStep, string>>>
export const daysOf = (events: readonly Pick<EventRecord, 'kind' | 'on'>[]): Days =>
  Object.fromEntries(events.map(({ kind, on }) => [kind, on]))

/** The entry as the rules read it. */
export const ruleRecord = (
  record: Pick<ComplaintRecord, 'on' | 'about' | 'addressee'>,
  days: Days,
): RuleRecord => ({
  on: record.on,
  about: record.about,
  addressee: record.addressee,
  receivedByProviderOn: days.received ?? null,
  forwardedOn: days.forwarded ?? null,
  satisfiedOn: days.satisfied ?? null,
  registeredOn: days.registered ?? null,
  answeredOn: days.answered ?? null,
})

function termOf(step: ComplaintTerm['step'], finding: Finding | null, clock: Clock): ComplaintTerm[] {
  if (!finding?.deadline) return []
  const state = finding.inputs['state'] as ComplaintTerm['state']
  const open = state === 'open' || state === 'overdue'
  return [
    {
      step,
      state,
      why: finding.deadline,
      workingDaysLeft: open ? clock.calendar.workingDaysLeft(clock.today, finding.deadline.due) : null,
      told: tell(finding),
    },
  ]
}

/** The terms of a complaint by its act: sending on (R162), answering (R163). */
export function termsOf(
  law: Pick<LawService, 'complaint'>,
  record: Pick<ComplaintRecord, 'on' | 'about' | 'addressee'>,
  days: Days,
  clock: Clock,
): ComplaintTerm[] {
  const entry = ruleRecord(record, days)
  return [
    ...termOf('forwarded', r162Forwarding(law, entry, clock), clock),
    ...termOf('answered', r163AnswerDue(law, entry, clock), clock),
  ]
}

/** Terms that are not met; what is closed owes nothing any more. */
export const openTerms = (terms: readonly ComplaintTerm[], closed: boolean): ComplaintTerm[] =>
  closed
    ? []
    : terms
        .filter(({ state }) => state === 'open' || state === 'overdue')
        .sort((a, b) => (a.why.due < b.why.due ? -1 : 1))

/** R164: whether the court was applied to before there was a complaint, and what the act says of courts (R160). */
export function findingsOf(
  law: Pick<LawService, 'complaint'>,
  record: Pick<ComplaintRecord, 'on' | 'about' | 'addressee'>,
  days: Days,
  clock: Clock,
): Finding[] {
  const entry = ruleRecord(record, days)
  const early = days.court !== undefined && (record.on === null || days.court < record.on)
  const forwarding = r162Forwarding(law, entry, clock)
  return [
    // Who went to court at once has no complaint to be complete.
    ...(record.on === null && days.court !== undefined ? [] : r161ComplaintMissing(law, entry)),
    r159NoDays(law),
    forwarding?.code === 'complaint_satisfied' ? forwarding : null,
    r160Court(law),
    early ? r164CourtAfterComplaint(null) : null,
  ].filter((finding) => finding !== null)
}

const stateOf = (days: Days): ComplaintRow['state'] =>
  days.answered
    ? 'answered'
    : days.satisfied
      ? 'satisfied'
      : days.forwarded
        ? 'forwarded'
        : days.court
          ? 'court'
          : 'open'

/** Answered, or fully satisfied: nothing more is owed. */
export const isClosed = (days: Days): boolean => days.answered !== undefined || days.satisfied !== undefined

export type Joined = ComplaintRecord &
  Pick<PersonRecord, 'last_name' | 'first_name' | 'middle_name'> & {
    iin: string | null
    application_number: string | null
    by_name: string
  }

export const joined = (db: Knex) =>
  db('complaints as c')
    .leftJoin('persons as p', 'p.id', 'c.person_id')
    .leftJoin('applications as a', 'a.id', 'c.application_id')
    .join('staff as s', 's.id', 'c.entered_by')

export const columns = [
  'c.*',
  'p.last_name',
  'p.first_name',
  'p.middle_name',
  'p.iin',
  'a.number as application_number',
  's.full_name as by_name',
]

export const whoOf = (record: Joined): string => (record.person_id === null ? record.name : nameOf(record))

/** Steps by complaint, in the order of their recording. */
export async function stepsOf(db: Knex, ids: readonly number[]) {
  const rows = (await db('complaint_events as e')
    .join('staff as s', 's.id', 'e.staff_id')
    .whereIn('e.complaint_id', ids)
    .whereNull('e.superseded_at')
    .orderBy('e.id')
    .select('e.*', 's.full_name as by')) as (EventRecord & { by: string })[]
  return (id: number) => rows.filter((row) => row.complaint_id === id)
}

function toRow(context: Context, record: Joined, days: Days, clock: Clock): ComplaintRow {
  const service = editionOf(context.law, record)
  const closed = Boolean(record.closed)
  return {
    id: record.id,
    version: record.version,
    number: record.number,
    personId: record.person_id,
    who: whoOf(record),
    iinMasked: record.person_id === null ? null : maskIin(record.iin ?? ''),
    applicationId: record.application_id,
    applicationNumber: record.application_number,
    serviceCode: record.service_code,
    serviceName: service.name,
    about: record.about,
    on: record.on,
    addressee: record.addressee,
    state: stateOf(days),
    closed,
    due: openTerms(termsOf(service, record, days, clock), closed)[0] ?? null,
    enteredAt: record.entered_at,
    by: record.by_name,
  }
}

export async function listComplaints(
  context: Context,
  filter: { state: 'all' | 'open' | 'closed'; personId: number | null; limit: number },
) {
  const { db } = context
  const clock = await clockOf(context)
  const fitting = () =>
    joined(db).modify((query) => {
      if (filter.state !== 'all') void query.where('c.closed', filter.state === 'closed')
      if (filter.personId !== null) void query.where('c.person_id', filter.personId)
    })
  const rows = (await fitting().select(columns).orderBy('c.id', 'desc').limit(filter.limit)) as Joined[]
  const steps = await stepsOf(
    db,
    rows.map(({ id }) => id),
  )
  const count = (await fitting().count({ n: '*' })) as { n: number }[]
  return {
    rows: rows.map((row) => toRow(context, row, daysOf(steps(row.id)), clock)),
    total: Number(count[0]!.n),
  }
}

/** One complaint with everything that belongs to it, or undefined. */
export async function findComplaint(context: Context, id: number): Promise<Complaint | undefined> {
  const { db } = context
  const [record] = (await joined(db).where('c.id', id).select(columns)) as Joined[]
  if (!record) return undefined
  const clock = await clockOf(context)
  const events = (await stepsOf(db, [id]))(id)
  const days = daysOf(events)
  const service = editionOf(context.law, record)
  const corrections = (await db('corrections as x')
    .join('staff as s', 's.id', 'x.staff_id')
    .where({ 'x.entity': 'complaint', 'x.entity_id': id })
    .orderBy('x.id', 'desc')
    .select('x.at', 'x.reason', 's.full_name as by')) as Complaint['corrections']
  return {
    ...toRow(context, record, days, clock),
    text: record.text,
    events: complaintSteps
      .flatMap((step): ComplaintEvent[] =>
        events
          .filter(({ kind }) => kind === step)
          .map(({ on, note, at, by }) => ({ step, on, note, at, by })),
      )
      .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)),
    terms: termsOf(service, record, days, clock),
    told: findingsOf(service, record, days, clock).map(tell),
    law: {
      act: service.act,
      clause: service.complaint.clause,
      text: service.complaint.text ? everywhere(service.complaint.text) : null,
    },
    corrections,
  }
}

import { randomUUID } from 'node:crypto'
import type { Acting } from '../../../shared/contract/director'
import type { WorkItem } from '../../../shared/contract/work'
import { CodedError } from '../../../shared/errors'
import { undecidedForGood } from '../../../shared/model'
import { addDays, localDay, parseDay } from '../../../shared/rules/dates'
import { actorOf, audit, clockOf, readDay, readDesk, staffName, type Context } from '../context'
import { formTitle } from '../documents/forms'
import { lastBatch, waitingCounts } from '../exchange/outbox'
import type { HandlersOf } from '../handlers'
import { listReferrals } from '../referrals/queries'
import { listSigning, signLookedAt } from '../referrals/sign'
import { instantOf } from '../reports/days'
import { findStaff, listStaff } from '../staff/queries'
import { workItems } from '../work/queries'
import { actingOn, actingTable, stateOf, type ActingRecord } from './acting'
import { assignmentsTable } from './assignments'

async function toActing(context: Context, record: ActingRecord, today: string): Promise<Acting> {
  const name = (id: number | null) => staffName(context.db, id)
  return {
    id: record.id,
    staffId: record.staff_id,
    name: await name(record.staff_id),
    from: record.from_on,
    until: record.until_on,
    orderNumber: record.order_number,
    orderOn: record.order_on,
    reason: record.reason,
    namedBy: await name(record.named_by),
    namedAt: record.named_at,
    revoked:
      record.revoked_at === null
        ? null
        : { at: record.revoked_at, by: await name(record.revoked_by), why: record.revoked_why },
    state: stateOf(record, today),
  }
}

/** A right that was lent is not lent on: only a director of their own right names or revokes. */
function refuseActing(context: Context): void {
  if (!actorOf(context).roles.includes('director')) throw new CodedError('acting_again')
}

/** A day to come or today, in any shape in which days are typed. */
function dayToCome(typed: string, today: string, path: string): string {
  const day = parseDay(typed, Number(today.slice(0, 4)) + 2)
  if (day === null) throw new CodedError('date_invalid', undefined, [{ path, code: 'date_invalid' }])
  return day
}

const early = (path: string, date: string) =>
  new CodedError('date_too_early', { date }, [{ path, code: 'date_too_early' }])

const every = { text: '', personId: null, organisationId: null, measure: '', offset: 0 }

const countOf = (rows: unknown): number => Number((rows as { n: number | string }[])[0]!.n)

/** Duties that are late, by whose they are; those with the most first. */
function overdueBy(items: readonly WorkItem[], today: string) {
  const groups = new Map<number | null, { staffId: number | null; name: string; items: WorkItem[] }>()
  for (const item of items) {
    if (item.due === null || item.due >= today) continue
    const group = groups.get(item.responsibleId) ?? {
      staffId: item.responsibleId,
      name: item.responsible,
      items: [],
    }
    group.items.push(item)
    groups.set(item.responsibleId, group)
  }
  const nobody = (group: { staffId: number | null }) => Number(group.staffId === null)
  return [...groups.values()].sort((a, b) => nobody(a) - nobody(b) || b.items.length - a.items.length)
}

export const directorHandlers: HandlersOf<'director'> = {
  async 'director.desk'(context) {
    const { db } = context
    const desk = await readDesk(context)
    const clock = await clockOf(context)
    const { today } = clock
    const items = await workItems(context, clock)
    const { referrals } = await listReferrals(context, { ...every, show: 'to_sign', limit: 1000 })
    const forms = new Map<string, { n: number; oldest: string; due: string | null }>()
    for (const one of referrals) {
      const form = one.document!.formId
      const held = forms.get(form) ?? { n: 0, oldest: one.issuedOn, due: null }
      const due = one.slipDue?.due ?? null
      forms.set(form, {
        n: held.n + 1,
        oldest: one.issuedOn < held.oldest ? one.issuedOn : held.oldest,
        due: due === null ? held.due : held.due === null || due < held.due ? due : held.due,
      })
    }
    const complaints = items.filter(({ noun, due }) => noun === 'complaint' && due !== null)
    const last = await lastBatch(db)
    const drafts = (await db('drafts as f')
      .join('staff as s', 's.id', 'f.staff_id')
      .where('f.state', 'open')
      .groupBy('f.staff_id', 's.full_name')
      .orderBy('s.full_name')
      .select('f.staff_id', 's.full_name as name')
      .count({ n: '*' })
      .min({ oldest: 'f.saved_at' })) as {
      staff_id: number
      name: string
      n: number | string
      oldest: string
    }[]
    const [begins, ends] = [instantOf(today, desk.timeZone), instantOf(addDays(today, 1), desk.timeZone)]
    const acting = await actingOn(db, today)
    return {
      today,
      accepted: countOf(
        await db('applications')
          .where({ acceptance_date: today })
          .whereNull('paper_number')
          .whereNotIn('state', [...undecidedForGood])
          .count({ n: '*' }),
      ),
      decided: countOf(await db('decisions').where({ decided_on: today }).count({ n: '*' })),
      issued: countOf(
        await db('documents')
          .where('issued_at', '>=', begins)
          .where('issued_at', '<', ends)
          .count({ n: '*' }),
      ),
      registered: countOf(
        await db('registrations')
          .whereIn('kind', ['job_seeker', 'unemployed'])
          .where({ since: today })
          .count({ n: '*' }),
      ),
      toSign: [...forms]
        .map(([formId, one]) => ({ formId, title: formTitle(formId), ...one }))
        .sort((a, b) => (a.oldest < b.oldest ? -1 : 1)),
      overdue: overdueBy(items, today),
      doubtful: countOf(await db('referrals').where({ state: 'notice_in_question' }).count({ n: '*' })),
      slipsOverdue: (await listReferrals(context, { ...every, show: 'overdue', limit: 1 })).total,
      complaints: {
        open: countOf(await db('complaints').where({ closed: false }).count({ n: '*' })),
        overdue: complaints.filter(({ due }) => due! < today).length,
        due: complaints.map(({ due }) => due!).sort()[0] ?? null,
      },
      batch: {
        last: last?.createdAt ?? null,
        today: last !== null && localDay(last.createdAt, desk.timeZone) === today,
        waiting: Object.values(await waitingCounts(db)).reduce((sum, n) => sum + n, 0),
      },
      drafts: drafts.map(({ staff_id, name, n, oldest }) => ({
        staffId: staff_id,
        name,
        n: Number(n),
        oldest,
      })),
      acting: acting ? await toActing(context, acting, today) : null,
    }
  },

  async 'director.signing'(context, { also }) {
    return { rows: await listSigning(context, also) }
  },

  'director.sign': (context, { papers }) => signLookedAt(context, papers),

  async 'director.acting'(context) {
    const { today } = await clockOf(context)
    const records = await actingTable(context.db).orderBy('id', 'desc')
    return {
      acting: await Promise.all(records.map((one) => toActing(context, one, today))),
      staff: (await listStaff(context.db, true))
        .filter(({ roles }) => mayStandIn(roles))
        .map(({ id, fullName }) => ({ id, name: fullName })),
      mayName: actorOf(context).roles.includes('director'),
    }
  },

  async 'director.name'(context, input) {
    refuseActing(context)
    const { db, now } = context
    const { today } = await clockOf(context)
    const from = dayToCome(input.from, today, 'from')
    if (from < today) throw early('from', today)
    const until = dayToCome(input.until, today, 'until')
    if (until < from) throw early('until', from)
    const orderNumber = input.orderNumber.trim()
    if (orderNumber === '')
      throw new CodedError('acting_order', undefined, [{ path: 'orderNumber', code: 'acting_order' }])
    const orderOn = readDay(input.orderOn, today, 'orderOn')
    const reason = reasonOf(input.reason, 'reason')
    const staff = await findStaff(db, input.staffId)
    if (!staff) throw new CodedError('not_found')
    if (!staff.active || !mayStandIn(staff.roles))
      throw new CodedError('acting_unsuitable', { name: staff.fullName }, [
        { path: 'staffId', code: 'acting_unsuitable', params: { name: staff.fullName } },
      ])
    const other = await actingTable(db)
      .whereNull('revoked_at')
      .where('from_on', '<=', until)
      .where('until_on', '>=', from)
      .orderBy('id')
      .first()
    if (other) {
      const params = { name: await staffName(db, other.staff_id), from: other.from_on, until: other.until_on }
      throw new CodedError('acting_overlaps', params, [{ path: 'from', code: 'acting_overlaps', params }])
    }
    const [{ id }] = (await actingTable(db).insert(
      {
        uid: randomUUID(),
        staff_id: staff.id,
        from_on: from,
        until_on: until,
        order_number: orderNumber,
        order_on: orderOn,
        reason,
        named_by: actorOf(context).id,
        named_at: now.toISOString(),
        revoked_at: null,
        revoked_by: null,
        revoked_why: '',
      },
      ['id'],
    )) as [{ id: number }]
    await audit(context, 'acting_director', id, {
      staffId: staff.id,
      from,
      until,
      orderNumber,
      orderOn,
      reason,
    })
    context.changes.add('director').add('session')
    return toActing(context, (await actingTable(db).where({ id }).first())!, today)
  },

  async 'director.revoke'(context, { id, why: typed }) {
    refuseActing(context)
    const { db, now } = context
    const { today } = await clockOf(context)
    const record = await actingTable(db).where({ id }).first()
    if (!record) throw new CodedError('not_found')
    const why = reasonOf(typed, 'why')
    if (!['now', 'to_come'].includes(stateOf(record, today))) throw new CodedError('acting_over')
    await actingTable(db)
      .where({ id })
      .update({ revoked_at: now.toISOString(), revoked_by: actorOf(context).id, revoked_why: why })
    await audit(context, 'acting_director', id, { revoked: why })
    context.changes.add('director').add('session')
    return toActing(context, (await actingTable(db).where({ id }).first())!, today)
  },

  async 'director.assign'(context, { workId, staffId, note }) {
    const { db, now } = context
    const clock = await clockOf(context)
    const find = async () => (await workItems(context, clock)).find(({ id }) => id === workId)
    const item = await find()
    const staff = await findStaff(db, staffId)
    if (!item || !staff) throw new CodedError('not_found')
    // An assistant in a village decides nothing of the centre; an administrator serves nobody.
    if (!staff.active || !staff.roles.some((role) => role === 'specialist' || role === 'director'))
      throw new CodedError('assign_unsuitable', { name: staff.fullName })
    if (item.responsibleId === staffId) throw new CodedError('assign_same', { name: staff.fullName })
    await assignmentsTable(db)
      .where({ work_id: workId })
      .whereNull('superseded_at')
      .update({ superseded_at: now.toISOString() })
    await assignmentsTable(db).insert({
      work_id: workId,
      staff_id: staffId,
      note: note.trim(),
      assigned_by: actorOf(context).id,
      at: now.toISOString(),
      superseded_at: null,
    })
    await audit(context, 'work', workId, { from: item.responsible, to: staff.fullName, note: note.trim() })
    context.changes.add('director')
    return (await find())!
  },
}

/** The director needs no stand-in for themselves, and an assistant in a village is not at the centre. */
const mayStandIn = (roles: readonly string[]): boolean =>
  !roles.includes('director') && roles.includes('specialist')

function reasonOf(typed: string, path: string): string {
  const reason = typed.trim()
  if (reason === '') throw new CodedError('reason_needed', undefined, [{ path, code: 'reason_needed' }])
  return reason
}

import { randomUUID } from 'node:crypto'
import type { QueueGroup, QueueSettings } from '../../../shared/contract/queue'
import { CodedError, type ErrorCode, type ErrorParams } from '../../../shared/errors'
import {
  canStep,
  nextTicket,
  ticketCode,
  waitingSeconds,
  servingSeconds,
  type TicketStep,
} from '../../../shared/rules/queue'
import {
  actorOf,
  audit,
  readCentre,
  readDesk,
  refuseStale,
  staffName,
  writeSetting,
  type Context,
} from '../context'
import type { HandlersOf } from '../handlers'
import { persons } from '../persons/queries'
import {
  briefOf,
  closeEarlierDays,
  findTicket,
  groupsOf,
  openStates,
  openTicketOf,
  queueDay,
  queueState,
  queueStatistics,
  ticketsTable,
  toTimed,
  waitingOf,
  windowOf,
  windowsTable,
  type TicketRecord,
} from './queries'
import { checkQueue, limitsFor, queueKey, readQueue } from './settings'

const fault = (path: string, code: ErrorCode, params?: ErrorParams) =>
  new CodedError(code, params, [{ path, code, ...(params && { params }) }])

/** Today, after what earlier days left open was closed. */
async function begin(context: Context): Promise<string> {
  const day = await queueDay(context)
  await closeEarlierDays(context, day)
  return day
}

/** A ticket of today in a state from which this step can be taken. */
async function forStep(
  context: Context,
  { id, version }: { id: number; version: number },
  step: TicketStep | null,
): Promise<TicketRecord> {
  await begin(context)
  const record = await ticketsTable(context.db).where({ id }).first()
  if (!record) throw new CodedError('not_found')
  refuseStale(record, version, {
    by: await staffName(context.db, record.updated_by),
    at: record.updated_at,
  })
  if (step && !canStep(step, record.state)) throw wrongStep(record)
  return record
}

const wrongStep = (record: TicketRecord) =>
  new CodedError('queue_step_wrong', {
    ticket: ticketCode(record.letter, record.number),
    state: record.state,
  })

/** Write a step: record, version, who and when, and what it was before. */
async function change(context: Context, record: TicketRecord, values: Partial<TicketRecord>) {
  const at = context.now.toISOString()
  await ticketsTable(context.db)
    .where({ id: record.id })
    .update({ ...values, version: record.version + 1, updated_at: at, updated_by: context.staff?.id ?? null })
  const before = Object.fromEntries(
    Object.keys(values).map((key) => [key, record[key as keyof TicketRecord]]),
  )
  await audit(context, 'ticket', record.id, {
    ticket: ticketCode(record.letter, record.number),
    before,
    after: values,
  })
  context.changes.add('queue')
  return findTicket(context.db, record.id)
}

/** The stretches that end now, added up. */
const elapsed = (record: TicketRecord, now: string) => ({
  waited: waitingSeconds(toTimed(record), now),
  served: servingSeconds(toTimed(record), now),
})

function groupOf(settings: QueueSettings, id: string, path: string): QueueGroup {
  const group = settings.groups.find((one) => one.id === id && one.active)
  if (!group) throw fault(path, 'queue_group_unknown')
  return group
}

function refuseUnknownWindow(settings: QueueSettings, window: string): void {
  if (!settings.windows.includes(window)) throw fault('window', 'queue_window_unknown', { window })
}

const finishing = (record: TicketRecord, now: string): Partial<TicketRecord> => ({
  ...elapsed(record, now),
  state: 'served',
  serving_at: null,
  ended_at: now,
})

/** Give out a ticket; inside a transaction. */
export async function issueTicket(
  context: Context,
  input: { groupId: string; personId: number | null; priorityReason: TicketRecord['priority_reason'] },
): Promise<number> {
  const { db, now } = context
  const day = await begin(context)
  const settings = await readQueue(context)
  const group = groupOf(settings, input.groupId, 'groupId')
  if (input.priorityReason !== null && !settings.priorities.includes(input.priorityReason))
    throw fault('priorityReason', 'input_invalid')
  if (input.personId !== null && !(await persons(db).where({ id: input.personId }).first('id')))
    throw new CodedError('not_found')
  const limits = limitsFor(context, settings, group, day)
  // Commands go one after the other, so that the next number is nobody else's.
  const last = await ticketsTable(db)
    .where({ day, letter: group.letter })
    .orderBy('number', 'desc')
    .first('number')
  const number = (last?.number ?? 0) + 1
  const at = now.toISOString()
  const [{ id }] = (await ticketsTable(db).insert(
    {
      uid: randomUUID(),
      version: 1,
      day,
      letter: group.letter,
      number,
      group_id: group.id,
      group_kk: group.name.kk,
      group_ru: group.name.ru,
      state: 'waiting',
      priority: input.priorityReason !== null,
      priority_reason: input.priorityReason,
      person_id: input.personId,
      application_id: null,
      issued_at: at,
      issued_by: context.staff?.id ?? null,
      waiting_since: at,
      waited: 0,
      called_at: null,
      calls: 0,
      serving_at: null,
      served: 0,
      ended_at: null,
      waiting_limit: limits.waiting,
      serving_limit: limits.serving,
      window: null,
      clerk_id: null,
      target_window: null,
      by_day_end: false,
      updated_at: at,
      updated_by: context.staff?.id ?? null,
    },
    ['id'],
  )) as [{ id: number }]
  await audit(context, 'ticket', id, { ticket: ticketCode(group.letter, number), ...input })
  context.changes.add('queue')
  return id
}

/**
 * What was taken in at the counter belongs to the ticket of whoever is served there: person and application are
 * written beside it, unless somebody else stands behind the ticket or it was for another application already.
 */
export async function tieToTicket(context: Context, personId: number, applicationId: number | null) {
  if (!context.staff) return
  const record = await openTicketOf(context.db, await queueDay(context), context.staff.id)
  if (!record || (record.person_id !== null && record.person_id !== personId)) return
  const application = record.application_id ?? applicationId
  if (record.person_id === personId && record.application_id === application) return
  await change(context, record, { person_id: personId, application_id: application })
}

export const queueHandlers: HandlersOf<'queue'> = {
  'queue.settings': (context) => readQueue(context),

  async 'queue.saveSettings'(context, { settings }) {
    checkQueue(settings)
    const before = await readQueue(context)
    const day = await begin(context)
    const kept = new Set(settings.groups.filter(({ active }) => active).map(({ id }) => id))
    for (const ticket of await waitingOf(context.db, day))
      if (!kept.has(ticket.groupId))
        throw fault('settings.groups', 'queue_group_in_use', { ticket: ticket.code })
    await writeSetting(context.db, queueKey, settings)
    await audit(context, 'settings', queueKey, { before, after: settings })
    context.changes.add('settings').add('queue')
    return settings
  },

  'queue.state': (context) => queueState(context),

  async 'queue.brief'(context) {
    const day = await begin(context)
    const settings = await readQueue(context)
    const waiting = await waitingOf(context.db, day)
    const now = context.now.toISOString()
    return {
      ...briefOf(waiting, now, settings),
      now,
      tickets: waiting.map(({ code, waitingSince, waitedSeconds, waitingLimit }) => ({
        ...{ code, since: waitingSince, waited: waitedSeconds, limit: waitingLimit },
      })),
      warnMinutes: settings.warnMinutes,
    }
  },

  async 'queue.chooseWindow'(context, { window, groups, takeOver }) {
    const { db, now } = context
    const { id: staffId } = actorOf(context)
    const day = await begin(context)
    const settings = await readQueue(context)
    const at = now.toISOString()
    const own = await windowsTable(db).where({ day, staff_id: staffId }).first()
    if ((!window || own?.window !== window) && (await openTicketOf(db, day, staffId)))
      throw new CodedError('queue_ticket_open')
    if (window === null) {
      if (own) await windowsTable(db).where({ id: own.id }).update({ open: false, updated_at: at })
      await audit(context, 'window', own?.window ?? '', { left: true })
      context.changes.add('queue')
      return null
    }
    refuseUnknownWindow(settings, window)
    if (groups.length === 0) throw fault('groups', 'input_invalid')
    groups.forEach((group) => groupOf(settings, group, 'groups'))
    const other = await windowsTable(db)
      .where({ day, window, open: true })
      .whereNot({ staff_id: staffId })
      .orderBy('id')
      .first()
    if (other) {
      const busy = await openTicketOf(db, day, other.staff_id)
      if (!takeOver || busy)
        throw fault('window', 'queue_window_taken', { window, by: await staffName(db, other.staff_id) })
      await windowsTable(db).where({ id: other.id }).update({ open: false, updated_at: at })
    }
    const kept = { window, groups: JSON.stringify([...new Set(groups)]), open: true, updated_at: at }
    if (own) await windowsTable(db).where({ id: own.id }).update(kept)
    else await windowsTable(db).insert({ day, staff_id: staffId, ...kept })
    await audit(context, 'window', window, { groups, ...(other && { from: other.staff_id }) })
    context.changes.add('queue')
    return { name: window, staffId, staffName: actorOf(context).fullName, groups: [...new Set(groups)] }
  },

  async 'queue.issue'(context, input) {
    const id = await issueTicket(context, input)
    const ticket = await findTicket(context.db, id)
    const line = (await waitingOf(context.db, ticket.day)).filter(({ groupId }) => groupId === ticket.groupId)
    return { ticket, before: line.findIndex((one) => one.id === id) }
  },

  async 'queue.callNext'(context, { finish, ticketId }) {
    const { db } = context
    const { id: staffId } = actorOf(context)
    const now = context.now.toISOString()
    const day = await begin(context)
    const own = await windowOf(db, day, staffId)
    if (!own) throw new CodedError('queue_window_missing')
    const current = await openTicketOf(db, day, staffId)
    if (current && !(finish && current.state === 'serving'))
      throw new CodedError('queue_ticket_open', { ticket: ticketCode(current.letter, current.number) })
    if (current) await change({ ...context, operation: 'queue.finish' }, current, finishing(current, now))
    const window = { name: own.window, groups: groupsOf(own) }
    let id = ticketId
    if (id === null) id = nextTicket(await waitingOf(db, day), window)?.id ?? null
    if (id === null) return { ticket: null }
    const record = await ticketsTable(db).where({ id, day }).first()
    if (!record) throw new CodedError('not_found')
    if (!canStep('call', record.state)) throw wrongStep(record)
    const ticket = await change(context, record, {
      state: 'called',
      // Whoever had not come was not waiting meanwhile.
      ...(record.state === 'no_show' && { waiting_since: now }),
      called_at: now,
      calls: record.calls + 1,
      window: own.window,
      clerk_id: staffId,
      ended_at: null,
    })
    return { ticket }
  },

  async 'queue.callAgain'(context, input) {
    const record = await forStep(context, input, 'callAgain')
    // The wait ended with the first call: one who is slow to come does not wait for the centre.
    return change(context, record, {
      waited: waitingSeconds(toTimed(record), context.now.toISOString()),
      waiting_since: context.now.toISOString(),
      called_at: context.now.toISOString(),
      calls: record.calls + 1,
    })
  },

  async 'queue.start'(context, input) {
    const record = await forStep(context, input, 'start')
    const now = context.now.toISOString()
    return change(context, record, { ...elapsed(record, now), state: 'serving', serving_at: now })
  },

  async 'queue.putBack'(context, input) {
    const record = await forStep(context, input, 'putBack')
    const now = context.now.toISOString()
    return change(context, record, {
      ...elapsed(record, now),
      state: 'waiting',
      waiting_since: now,
      serving_at: null,
      ended_at: null,
      calls: 0,
      clerk_id: null,
      window: null,
    })
  },

  async 'queue.noShow'(context, input) {
    const record = await forStep(context, input, 'noShow')
    const { noShowCalls: needed } = await readQueue(context)
    if (record.calls < needed) throw new CodedError('queue_no_show_early', { calls: record.calls, needed })
    const now = context.now.toISOString()
    return change(context, record, { ...elapsed(record, now), state: 'no_show', ended_at: now })
  },

  async 'queue.transfer'(context, { groupId, window, ...input }) {
    if (groupId === null && window === null) throw fault('groupId', 'input_invalid')
    const record = await forStep(context, input, 'transfer')
    const settings = await readQueue(context)
    if (window !== null) refuseUnknownWindow(settings, window)
    const now = context.now.toISOString()
    const group = groupId === null ? null : groupOf(settings, groupId, 'groupId')
    const limits = group && limitsFor(context, settings, group, record.day)
    return change(context, record, {
      ...elapsed(record, now),
      state: 'waiting',
      waiting_since: now,
      serving_at: null,
      calls: 0,
      clerk_id: null,
      window: null,
      target_window: window,
      ...(group && {
        group_id: group.id,
        group_kk: group.name.kk,
        group_ru: group.name.ru,
        waiting_limit: limits!.waiting,
        serving_limit: limits!.serving,
      }),
    })
  },

  async 'queue.finish'(context, input) {
    const record = await forStep(context, input, 'finish')
    return change(context, record, finishing(record, context.now.toISOString()))
  },

  async 'queue.takeOut'(context, input) {
    const record = await forStep(context, input, 'takeOut')
    const now = context.now.toISOString()
    return change(context, record, { ...elapsed(record, now), state: 'left', ended_at: now })
  },

  async 'queue.tie'(context, { personId, ...input }) {
    const record = await forStep(context, input, null)
    if (!(await persons(context.db).where({ id: personId }).first('id'))) throw new CodedError('not_found')
    return change(context, record, { person_id: personId })
  },

  async 'queue.display'(context) {
    const { db, now } = context
    const day = await begin(context)
    const settings = await readQueue(context)
    const centre = await readCentre(context)
    const calls = await ticketsTable(db)
      .where({ day })
      .whereNotNull('called_at')
      .whereNotNull('window')
      .whereIn('state', [...openStates])
      .orderBy([
        { column: 'called_at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .limit(8)
    const waiting = await ticketsTable(db).where({ day, state: 'waiting' }).count({ n: '*' })
    return {
      centre: { kk: centre.nameKk, ru: centre.nameRu },
      now: now.toISOString(),
      timeZone: (await readDesk(context)).timeZone,
      waiting: Number((waiting as { n: number }[])[0]!.n),
      calls: calls.map((row) => ({
        code: ticketCode(row.letter, row.number),
        window: row.window!,
        at: row.called_at!,
        state: row.state,
      })),
      text: settings.display.text,
      sound: settings.display.sound,
    }
  },

  async 'queue.listener'(context) {
    const { on, port } = (await readQueue(context)).display
    return { on, port, fault: context.ports.display?.fault ?? null }
  },

  async 'queue.statistics'(context, { from, to }) {
    if (to < from) throw fault('to', 'date_too_early', { date: from })
    return queueStatistics(context, from, to)
  },
}

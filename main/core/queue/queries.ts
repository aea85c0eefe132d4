import type { QueueFigures, QueueSettings, QueueState, Ticket } from '../../../shared/contract/queue'
import {
  againstLimit,
  inOrder,
  isServedAt,
  spread,
  ticketCode,
  waitingSeconds,
  type PriorityReason,
  type TicketState,
} from '../../../shared/rules/queue'
import type { Knex } from '../../db/open'
import { audit, readDesk, todayOf, type Context } from '../context'
import { nameOf } from '../persons/queries'
import { staffTable } from '../staff/queries'
import { readQueue } from './settings'

export interface TicketRecord {
  id: number
  uid: string
  version: number
  day: string
  letter: string
  number: number
  group_id: string
  group_kk: string
  group_ru: string
  state: TicketState
  priority: boolean
  priority_reason: PriorityReason | null
  person_id: number | null
  application_id: number | null
  issued_at: string
  issued_by: number | null
  waiting_since: string
  waited: number
  called_at: string | null
  calls: number
  serving_at: string | null
  served: number
  ended_at: string | null
  waiting_limit: number
  serving_limit: number | null
  window: string | null
  clerk_id: number | null
  target_window: string | null
  by_day_end: boolean
  updated_at: string
  updated_by: number | null
}

export interface WindowRecord {
  id: number
  day: string
  staff_id: number
  window: string
  groups: string
  open: boolean
  updated_at: string
}

export const ticketsTable = (db: Knex) => db<TicketRecord>('queue_tickets')
export const windowsTable = (db: Knex) => db<WindowRecord>('queue_windows')

/** A ticket that its clerk has called and not let go. */
export const openStates: readonly TicketState[] = ['called', 'serving']
/** What a day does not leave behind. */
const unfinished: readonly TicketState[] = ['waiting', ...openStates]

/** Today in the centre's time. */
export const queueDay = async (context: Context) => todayOf(context, await readDesk(context))

/**
 * Nothing is carried over midnight: who waited or was called has left, who was being served was served, at a
 * moment nobody knows. The first call of the next day does it, in the name of the desk and not of who called.
 */
export async function closeEarlierDays(context: Context, today: string): Promise<void> {
  const stale = () =>
    ticketsTable(context.db)
      .where('day', '<', today)
      .whereIn('state', [...unfinished])
  if (!(await stale().first('id'))) return
  const close = async (inside: Context) => {
    const at = inside.now.toISOString()
    const rows = await ticketsTable(inside.db)
      .where('day', '<', today)
      .whereIn('state', [...unfinished])
      .orderBy('id')
    for (const row of rows) {
      const state: TicketState = row.state === 'serving' ? 'served' : 'left'
      await ticketsTable(inside.db)
        .where({ id: row.id })
        .update({
          ...{ state, ended_at: at, by_day_end: true, serving_at: null },
          ...{ version: row.version + 1, updated_at: at, updated_by: null },
        })
      await audit({ ...inside, operation: 'queue.closeDay', staff: null }, 'ticket', row.id, {
        ...{ day: row.day, before: row.state, after: state },
      })
    }
    inside.changes.add('queue')
  }
  // A command is in its transaction already; a query opens one for it.
  if (context.db.isTransaction) await close(context)
  else await context.write(close)
}

const ticketsWith = (db: Knex) =>
  ticketsTable(db)
    .leftJoin('persons', 'persons.id', 'queue_tickets.person_id')
    .leftJoin('staff', 'staff.id', 'queue_tickets.clerk_id')
    .select(
      'queue_tickets.*',
      'persons.last_name',
      'persons.first_name',
      'persons.middle_name',
      'staff.full_name as clerk_name',
    ) as Knex.QueryBuilder<object, JoinedTicket[]>

interface JoinedTicket extends TicketRecord {
  last_name: string | null
  first_name: string | null
  middle_name: string | null
  clerk_name: string | null
}

export const toTimed = (row: TicketRecord) => ({
  state: row.state,
  waitingSince: row.waiting_since,
  waitedSeconds: row.waited,
  calledAt: row.called_at,
  servingAt: row.serving_at,
  servedSeconds: row.served,
})

function toTicket(row: JoinedTicket): Ticket {
  return {
    ...toTimed(row),
    id: row.id,
    version: row.version,
    code: ticketCode(row.letter, row.number),
    day: row.day,
    groupId: row.group_id,
    groupName: { kk: row.group_kk, ru: row.group_ru },
    priority: Boolean(row.priority),
    priorityReason: row.priority_reason,
    personId: row.person_id,
    personName:
      row.last_name === null
        ? ''
        : nameOf({
            last_name: row.last_name,
            first_name: row.first_name ?? '',
            middle_name: row.middle_name ?? '',
          }),
    applicationId: row.application_id,
    issuedAt: row.issued_at,
    calls: row.calls,
    endedAt: row.ended_at,
    waitingLimit: row.waiting_limit,
    servingLimit: row.serving_limit,
    window: row.window,
    clerkId: row.clerk_id,
    clerkName: row.clerk_name ?? '',
    targetWindow: row.target_window,
  }
}

export async function findTicket(db: Knex, id: number): Promise<Ticket> {
  const [row] = await ticketsWith(db).where('queue_tickets.id', id)
  return toTicket(row!)
}

const ofDay = async (db: Knex, day: string) =>
  (await ticketsWith(db).where('queue_tickets.day', day).orderBy('queue_tickets.id')).map(toTicket)

/** The clerk's window of a day; undefined when none was chosen or it was left. */
export const windowOf = (db: Knex, day: string, staffId: number) =>
  windowsTable(db).where({ day, staff_id: staffId, open: true }).first()

export const groupsOf = (row: Pick<WindowRecord, 'groups'>) => JSON.parse(row.groups) as string[]

/** The ticket that a clerk has called or is serving today. */
export const openTicketOf = (db: Knex, day: string, staffId: number) =>
  ticketsTable(db)
    .where({ day, clerk_id: staffId })
    .whereIn('state', [...openStates])
    .orderBy('id')
    .first()

/** How long all wait, against the limit of each. */
export function briefOf(
  waiting: readonly Ticket[],
  now: string,
  settings: Pick<QueueSettings, 'warnMinutes'>,
) {
  const seconds = waiting.map((one) => waitingSeconds(one, now))
  const stands = waiting.map((one, i) => againstLimit(seconds[i]!, one.waitingLimit, settings.warnMinutes))
  return {
    waiting: waiting.length,
    longest: Math.max(0, ...seconds),
    near: stands.filter((one) => one === 'near').length,
    over: stands.filter((one) => one === 'over').length,
  }
}

export async function waitingOf(db: Knex, day: string): Promise<Ticket[]> {
  const rows = await ticketsWith(db)
    .where({ 'queue_tickets.day': day, 'queue_tickets.state': 'waiting' })
    .orderBy('queue_tickets.id')
  return inOrder(rows.map(toTicket))
}

export async function queueState(context: Context): Promise<QueueState> {
  const { db, now, staff } = context
  const day = await queueDay(context)
  await closeEarlierDays(context, day)
  const settings = await readQueue(context)
  const tickets = await ofDay(db, day)
  const rows = await windowsTable(db).where({ day, open: true }).orderBy('id')
  const names = new Map(
    (await staffTable(db).orderBy('id').select('id', 'full_name')).map((one) => [one.id, one.full_name]),
  )
  const windows = rows.map((row) => ({
    name: row.window,
    staffId: row.staff_id,
    staffName: names.get(row.staff_id) ?? '',
    groups: groupsOf(row),
  }))
  const mine = windows.find(({ staffId }) => staffId === staff?.id) ?? null
  const last =
    staff && !mine
      ? await windowsTable(db).where({ staff_id: staff.id }).orderBy('day', 'desc').first()
      : undefined
  const waiting = inOrder(tickets.filter(({ state }) => state === 'waiting'))
  const open = tickets.filter(({ state }) => openStates.includes(state))
  const at = now.toISOString()
  return {
    day,
    now: at,
    brief: briefOf(waiting, at, settings),
    waiting,
    open,
    done: tickets
      .filter(({ state }) => !unfinished.includes(state))
      .sort((a, b) => ((a.endedAt ?? '') < (b.endedAt ?? '') ? 1 : -1)),
    windows,
    mine,
    suggested: last ? { name: last.window, groups: groupsOf(last) } : null,
    current: open.find(({ clerkId }) => clerkId === staff?.id) ?? null,
    forMe: mine ? waiting.filter((one) => isServedAt(one, mine)).length : 0,
  }
}

/* ---------- figures ---------- */

/** How a ticket counts. What the turn of the day closed has no end that anybody knows, and so no length. */
function measured(row: TicketRecord) {
  const ended = !unfinished.includes(row.state)
  const waiting =
    row.state === 'waiting' || (row.by_day_end && row.state === 'left')
      ? null
      : waitingSeconds(toTimed(row), row.called_at ?? '')
  const serving = ended && row.state === 'served' && !row.by_day_end ? row.served : null
  return {
    waiting,
    serving,
    waitingOver: waiting !== null && againstLimit(waiting, row.waiting_limit, 0) === 'over',
    servingOver: serving !== null && againstLimit(serving, row.serving_limit, 0) === 'over',
  }
}

function figures(rows: readonly TicketRecord[]): QueueFigures {
  const all = rows.map(measured)
  const count = (state: TicketState) => rows.filter((row) => row.state === state).length
  const real = (values: (number | null)[]) => spread(values.filter((one) => one !== null))
  return {
    count: rows.length,
    served: count('served'),
    noShow: count('no_show'),
    left: count('left'),
    priority: rows.filter((row) => Boolean(row.priority)).length,
    waiting: real(all.map(({ waiting }) => waiting)),
    serving: real(all.map(({ serving }) => serving)),
    waitingOver: all.filter(({ waitingOver }) => waitingOver).length,
    servingOver: all.filter(({ servingOver }) => servingOver).length,
  }
}

const groupedBy = <K>(rows: readonly TicketRecord[], key: (row: TicketRecord) => K) => {
  const groups = new Map<K, TicketRecord[]>()
  for (const row of rows) {
    const held = groups.get(key(row))
    if (held) held.push(row)
    else groups.set(key(row), [row])
  }
  return groups
}

/** Whoever is called and not yet served, in a period, both days included; days that are over are closed first. */
export async function calledBetween(context: Context, from: string, to: string) {
  await closeEarlierDays(context, await queueDay(context))
  const rows = await ticketsTable(context.db)
    .where({ state: 'called' })
    .whereBetween('day', [from, to])
    .orderBy('id')
  return rows.map((row) => ({ ...row, ...measured(row) }))
}

/** R9, R10: waiting and serving in a period, both days included. */
export async function queueStatistics(context: Context, from: string, to: string) {
  const { db } = context
  await closeEarlierDays(context, await queueDay(context))
  const found = await ticketsTable(db).whereBetween('day', [from, to]).orderBy('id')
  const rows = found.map((row) => ({ ...row, ...measured(row) }))
  const staff = await staffTable(db).orderBy('id').select('id', 'full_name')
  const { groups } = await readQueue(context)
  const nameNow = new Map(groups.map(({ id, name }) => [id, name]))
  return {
    total: figures(rows),
    groups: [...groupedBy(rows, (row) => row.group_id)].map(([groupId, own]) => ({
      groupId,
      name: nameNow.get(groupId) ?? { kk: own.at(-1)!.group_kk, ru: own.at(-1)!.group_ru },
      ...figures(own),
    })),
    clerks: staff.flatMap(({ id, full_name }) => {
      const own = rows.filter((row) => row.clerk_id === id)
      return own.length === 0 ? [] : [{ clerkId: id, clerkName: full_name, ...figures(own) }]
    }),
    tickets: rows.map((row) => ({
      id: row.id,
      day: row.day,
      code: ticketCode(row.letter, row.number),
      groupId: row.group_id,
      state: row.state,
      priority: Boolean(row.priority),
      window: row.window,
      clerkId: row.clerk_id,
      personId: row.person_id,
      applicationId: row.application_id,
      waitingSeconds: row.waiting,
      servingSeconds: row.serving,
      waitingOver: row.waitingOver,
      servingOver: row.servingOver,
    })),
  }
}

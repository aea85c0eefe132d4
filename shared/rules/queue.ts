/**
 * The queue of the centre (R9, R10, R155, R174 to R176): who is called next, how long one waits and is served,
 * and how that stands against the limit. Pure functions; the clock is passed in.
 */

import { medianOf } from './median'

export const ticketStates = ['waiting', 'called', 'serving', 'served', 'no_show', 'left'] as const
export type TicketState = (typeof ticketStates)[number]

/** What can be done with a ticket, by its state; everything else is refused. */
export const ticketSteps = {
  call: ['waiting', 'no_show'],
  callAgain: ['called'],
  start: ['called'],
  putBack: ['called', 'serving', 'no_show'],
  noShow: ['called'],
  transfer: ['waiting', 'called', 'serving'],
  finish: ['serving'],
  takeOut: ['waiting', 'called', 'no_show'],
} as const satisfies Record<string, readonly TicketState[]>
export type TicketStep = keyof typeof ticketSteps

export const canStep = (step: TicketStep, state: TicketState): boolean =>
  (ticketSteps[step] as readonly TicketState[]).includes(state)

/**
 * Whom a centre may call before others. No act of those held here prescribes this list for a career centre: it is
 * the centre's own setting, and a centre chooses from it which reasons it knows.
 */
export const priorityReasons = ['disability', 'veteran', 'pregnant', 'small_child', 'elderly'] as const
export type PriorityReason = (typeof priorityReasons)[number]

/** Papers of a ticket with their size in millimetres; the length of a roll is that of the longest ticket. */
export const ticketSizes = {
  receipt80: { width: 80, height: 110 },
  receipt58: { width: 58, height: 100 },
  a4: { width: 210, height: 297 },
} as const
export type TicketPaper = keyof typeof ticketSizes
export const ticketPapers = ['receipt80', 'receipt58', 'a4'] as const satisfies readonly TicketPaper[]

/** Minutes at which the spans of a report on waiting begin; the last one has no end. */
export const waitSpans = [0, 5, 10, 15, 20, 25, 30, 35] as const
/** The span of a wait in seconds, and the seconds from which and up to which a span goes. */
export const waitSpanOf = (seconds: number): number => waitSpans.findLast((from) => seconds >= from * 60) ?? 0
export const spanSeconds = (from: number): { from: number; to: number | null } => ({
  from: from * 60,
  to: from === waitSpans.at(-1) ? null : (from + 5) * 60,
})

/** `0–5`, `35+`, in every language. */
export function waitSpanText(from: number): string {
  const { to } = spanSeconds(from)
  return to === null ? `${from}+` : `${from}–${to / 60}`
}

/** As it is printed, shown and called out: `А-012`. */
export const ticketCode = (letter: string, number: number): string =>
  `${letter}-${String(number).padStart(3, '0')}`

/** What decides the order. */
export interface Queued {
  id: number
  state: TicketState
  priority: boolean
  groupId: string
  /** Only this window calls it; null: any that serves its group. */
  targetWindow: string | null
  /** The moment of the ticket: what was put back or passed on keeps its place by it. */
  issuedAt: string
}

/** Priority first, then the oldest ticket. */
export const inOrder = <T extends Queued>(tickets: readonly T[]): T[] =>
  [...tickets].sort(
    (a, b) =>
      Number(b.priority) - Number(a.priority) ||
      (a.issuedAt < b.issuedAt ? -1 : a.issuedAt > b.issuedAt ? 1 : a.id - b.id),
  )

/** Whether a window calls a ticket: its own ones, and those of its groups that no other window was given. */
export const isServedAt = (
  ticket: Pick<Queued, 'groupId' | 'targetWindow'>,
  window: { name: string; groups: readonly string[] },
): boolean =>
  ticket.targetWindow === null ? window.groups.includes(ticket.groupId) : ticket.targetWindow === window.name

/** The ticket that a window calls next. */
export const nextTicket = <T extends Queued>(
  tickets: readonly T[],
  window: { name: string; groups: readonly string[] },
): T | undefined =>
  inOrder(tickets.filter((ticket) => ticket.state === 'waiting' && isServedAt(ticket, window)))[0]

/* ---------- time ---------- */

/** Moments in UTC; seconds of earlier stretches, where a ticket was put back or passed on. */
export interface Timed {
  state: TicketState
  /** Where the present stretch of waiting began. */
  waitingSince: string
  waitedSeconds: number
  /** The last call. */
  calledAt: string | null
  /** Where the present stretch of serving began; null when nobody is served. */
  servingAt: string | null
  servedSeconds: number
}

/** Full seconds; a clock that was set back gives none. */
export const secondsBetween = (from: string, to: string): number =>
  Math.max(0, Math.floor((Date.parse(to) - Date.parse(from)) / 1000))

/** R9: seconds from the ticket to the call, or until now for whoever still waits; being served is no waiting. */
export const waitingSeconds = (ticket: Timed, now: string): number =>
  ticket.waitedSeconds +
  (ticket.state === 'waiting'
    ? secondsBetween(ticket.waitingSince, now)
    : ticket.state === 'called'
      ? secondsBetween(ticket.waitingSince, ticket.calledAt ?? now)
      : 0)

/** R10: seconds of serving, or until now for whoever is at the window. */
export const servingSeconds = (ticket: Timed, now: string): number =>
  ticket.servedSeconds +
  (ticket.state === 'serving' && ticket.servingAt !== null ? secondsBetween(ticket.servingAt, now) : 0)

export type LimitStanding = 'within' | 'near' | 'over'

/**
 * R9, R10, R155: how a time stands against its limit. `near` from `warnMinutes` before it, `over` at the limit
 * itself; null limit: the act and the centre name none.
 */
export function againstLimit(
  seconds: number,
  limitMinutes: number | null,
  warnMinutes: number,
): LimitStanding {
  if (limitMinutes === null) return 'within'
  if (seconds >= limitMinutes * 60) return 'over'
  return seconds >= (limitMinutes - warnMinutes) * 60 ? 'near' : 'within'
}

/* ---------- limits ---------- */

/** What the centre holds itself to from a day on. Minutes. */
export interface DatedLimits {
  from: string
  waiting: number
  /** By code of the service; a service without an entry has no limit. */
  serving: Readonly<Record<string, number>>
}

/** Minutes that an edition names, at the places it names (R155, R175). */
export interface LawMinutes {
  waiting: readonly { place: string; minutes: number }[]
  serving: readonly { place: string; minutes: number }[]
}

/** The centre's limits in force on a day; the earliest ones for a day before all. */
export const limitsOn = (limits: readonly DatedLimits[], day: string): DatedLimits => {
  const sorted = [...limits].sort((a, b) => (a.from < b.from ? -1 : 1))
  return sorted.filter(({ from }) => from <= day).at(-1) ?? sorted[0]!
}

const atProvider = (minutes: LawMinutes['waiting'] | undefined) =>
  minutes?.find(({ place }) => place === 'provider')?.minutes

/**
 * Limits of a ticket: what the edition in force names for the provider's desk comes first, else the centre's own
 * dated minutes, since the lists in force (214, 84/129) no longer name any (R9, R10). Of several services of a
 * group the shortest serving counts.
 */
export function ticketLimits(
  services: readonly { code: string; law: LawMinutes | undefined }[],
  limits: DatedLimits,
): { waiting: number; serving: number | null } {
  const shortest = (all: readonly (number | undefined)[]) => {
    const named = all.filter((one) => one !== undefined)
    return named.length === 0 ? null : Math.min(...named)
  }
  return {
    waiting: shortest(services.map(({ law }) => atProvider(law?.waiting))) ?? limits.waiting,
    serving: shortest(services.map(({ code, law }) => atProvider(law?.serving) ?? limits.serving[code])),
  }
}

/* ---------- figures ---------- */

export interface Spread {
  average: number
  median: number
  max: number
}

/** Average, median and longest, in full seconds; null without a value. */
export function spread(values: readonly number[]): Spread | null {
  const found = medianOf(values.map((value) => ({ value, n: 1 })))
  return (
    found && {
      average: Math.round(values.reduce((sum, one) => sum + one, 0) / values.length),
      median: Math.round(found.median),
      max: found.longest,
    }
  )
}

/** The queue of the centre: tickets, windows, limits of waiting and serving, the public display (R9, R10, R155). */
import { z } from 'zod'
import { Id, Instant, IsoDay } from '../model'
import { priorityReasons, ticketPapers, ticketStates } from '../rules/queue'
import { command, query, type Operation } from './define'

export const TicketState = z.enum(ticketStates)
export const PriorityReason = z.enum(priorityReasons)

const Minutes = z.number().int().min(1).max(480)
const BothNames = z.strictObject({ kk: z.string().max(80), ru: z.string().max(80) })
const GroupId = z.string().regex(/^[a-z0-9_]{1,30}$/u)
const WindowName = z.string().trim().min(1).max(8)

/** Services that wait in one line. */
export const QueueGroup = z.strictObject({
  id: GroupId,
  /** What its numbers begin with. */
  letter: z.string().regex(/^\p{Lu}$/u),
  name: BothNames,
  /** Codes of services; empty: what is no service, e.g. a question. */
  services: z.array(z.string().max(20)).max(50),
  active: z.boolean(),
})
export type QueueGroup = z.infer<typeof QueueGroup>

const DisplayFault = z.enum(['port_taken', 'refused'])
export type DisplayFault = z.infer<typeof DisplayFault>

export const QueueSettings = z.strictObject({
  groups: z.array(QueueGroup).min(1).max(12),
  /** Names of the windows, as they are called out. */
  windows: z.array(WindowName).min(1).max(40),
  /** R9, R10: dated, since they are the centre's own where the law in force names none. */
  limits: z
    .array(z.strictObject({ from: IsoDay, waiting: Minutes, serving: z.record(z.string().max(20), Minutes) }))
    .min(1)
    .max(50),
  /** Minutes before a limit from which it is warned of. */
  warnMinutes: z.number().int().min(0).max(60),
  /** Calls after which somebody may be marked as not come. */
  noShowCalls: z.number().int().min(1).max(9),
  /** Which reasons of priority this centre knows. */
  priorities: z.array(PriorityReason),
  /** Paper of a ticket: receipt rolls of 80 or 58 mm, or a sheet. */
  paper: z.enum(ticketPapers),
  /** Offer the printer with every ticket. */
  printAtOnce: z.boolean(),
  display: z.strictObject({
    /** Listen in the centre's network for the screen of another PC. */
    on: z.boolean(),
    port: z.number().int().min(1024).max(65535),
    /** A soft tone with every call. */
    sound: z.boolean(),
    text: z.strictObject({ kk: z.string().max(200), ru: z.string().max(200) }),
  }),
})
export type QueueSettings = z.infer<typeof QueueSettings>

export const Ticket = z.object({
  id: Id,
  version: z.number().int().positive(),
  /** `А-012`. */
  code: z.string(),
  day: IsoDay,
  groupId: z.string(),
  groupName: z.object({ kk: z.string(), ru: z.string() }),
  state: TicketState,
  priority: z.boolean(),
  priorityReason: PriorityReason.nullable(),
  personId: Id.nullable(),
  personName: z.string(),
  applicationId: Id.nullable(),
  issuedAt: Instant,
  waitingSince: Instant,
  /** Of stretches that are over; seconds. */
  waitedSeconds: z.number().int(),
  calledAt: Instant.nullable(),
  calls: z.number().int(),
  servingAt: Instant.nullable(),
  servedSeconds: z.number().int(),
  endedAt: Instant.nullable(),
  /** Limits when it was issued, in minutes; a passed-on ticket has those of its new group. */
  waitingLimit: z.number().int(),
  servingLimit: z.number().int().nullable(),
  /** Where and by whom it was called last. */
  window: z.string().nullable(),
  clerkId: Id.nullable(),
  clerkName: z.string(),
  /** The one window that may call it; null: any of its group. */
  targetWindow: z.string().nullable(),
})
export type Ticket = z.infer<typeof Ticket>

/** A clerk at a window today. */
export const QueueWindow = z.object({
  name: z.string(),
  staffId: Id,
  staffName: z.string(),
  groups: z.array(z.string()),
})
export type QueueWindow = z.infer<typeof QueueWindow>

/** The least that says whether somebody waits too long, for the frame of every page. */
const Brief = z.object({
  /** All who wait. */
  waiting: z.number().int(),
  /** Seconds of the longest wait; 0 when nobody waits. */
  longest: z.number().int(),
  near: z.number().int(),
  over: z.number().int(),
})

export const QueueState = z.object({
  day: IsoDay,
  now: Instant,
  brief: Brief,
  /** In the order in which they will be called. */
  waiting: z.array(Ticket),
  /** At the windows. */
  open: z.array(Ticket),
  /** Of today, the newest first: not come, left, served. */
  done: z.array(Ticket),
  windows: z.array(QueueWindow),
  /** The window of whoever asks; null: none chosen today. `suggested`: that of the last day. */
  mine: QueueWindow.nullable(),
  suggested: z.object({ name: z.string(), groups: z.array(z.string()) }).nullable(),
  current: Ticket.nullable(),
  /** How many this window could call. */
  forMe: z.number().int(),
})
export type QueueState = z.infer<typeof QueueState>

/** What anybody in the hall may read: numbers and windows, no name. */
export const DisplayView = z.object({
  centre: z.object({ kk: z.string(), ru: z.string() }),
  now: Instant,
  timeZone: z.string(),
  waiting: z.number().int(),
  /** The newest call first; `at` moves with every repeated call. */
  calls: z.array(z.object({ code: z.string(), window: z.string(), at: Instant, state: TicketState })),
  text: z.object({ kk: z.string(), ru: z.string() }),
  sound: z.boolean(),
})
export type DisplayView = z.infer<typeof DisplayView>

const Spread = z.object({ average: z.number().int(), median: z.number().int(), max: z.number().int() })
export const QueueFigures = z.object({
  /** Tickets issued. */
  count: z.number().int(),
  served: z.number().int(),
  noShow: z.number().int(),
  left: z.number().int(),
  priority: z.number().int(),
  /** Seconds; null where there is none. */
  waiting: Spread.nullable(),
  serving: Spread.nullable(),
  waitingOver: z.number().int(),
  servingOver: z.number().int(),
})
export type QueueFigures = z.infer<typeof QueueFigures>

const nothing = z.strictObject({})
const step = z.strictObject({ id: Id, version: z.number().int().positive() })
const stepErrors = ['not_found', 'version_conflict', 'queue_step_wrong'] as const

export const queueOperations = {
  'queue.settings': query({
    about: 'How the queue of this centre is arranged.',
    right: 'signed_in',
    input: nothing,
    output: QueueSettings,
    errors: [],
  }),
  'queue.saveSettings': command({
    about: 'Arrange the queue: groups, windows, limits, printing, display.',
    right: 'settings',
    input: z.strictObject({ settings: QueueSettings }),
    output: QueueSettings,
    errors: ['input_invalid', 'queue_letter_taken', 'name_empty', 'queue_group_in_use'],
  }),
  'queue.state': query({
    about: 'Who waits, who is at which window, and what stands over a limit.',
    right: 'people_read',
    input: nothing,
    output: QueueState,
    errors: [],
  }),
  'queue.brief': query({
    about: 'How many wait and for how long, for the frame of every page.',
    right: 'signed_in',
    input: nothing,
    output: Brief.extend({
      now: Instant,
      /** Tickets that wait, by the moment of the ticket: so that a screen can tell when a limit is reached. */
      tickets: z.array(
        z.object({ code: z.string(), since: Instant, waited: z.number().int(), limit: z.number().int() }),
      ),
      warnMinutes: z.number().int(),
    }),
    errors: [],
  }),
  'queue.chooseWindow': command({
    about: 'Sit down at a window for the day, with the groups served there; null leaves it.',
    right: 'intake',
    input: z.strictObject({
      window: WindowName.nullable(),
      groups: z.array(GroupId).max(12).default([]),
      /** Take it from the colleague who has it, when nobody is served there. */
      takeOver: z.boolean().default(false),
    }),
    output: QueueWindow.nullable(),
    errors: ['input_invalid', 'queue_window_unknown', 'queue_window_taken', 'queue_ticket_open'],
  }),
  'queue.issue': command({
    about: 'Give out a ticket.',
    right: 'signed_in',
    input: z.strictObject({
      groupId: GroupId,
      personId: Id.nullable().default(null),
      priorityReason: PriorityReason.nullable().default(null),
    }),
    output: z.object({ ticket: Ticket, before: z.number().int() }),
    errors: ['not_found', 'input_invalid', 'queue_group_unknown'],
  }),
  'queue.callNext': command({
    about: 'Call the next one to the window of the clerk; `finish` ends the present one first.',
    right: 'intake',
    input: z.strictObject({
      finish: z.boolean().default(false),
      /** A certain ticket out of turn; null: the next one. */
      ticketId: Id.nullable().default(null),
    }),
    output: z.object({ ticket: Ticket.nullable() }),
    errors: ['not_found', 'queue_window_missing', 'queue_ticket_open', 'queue_step_wrong'],
  }),
  'queue.callAgain': command({
    about: 'Call the same one again.',
    right: 'intake',
    input: step,
    output: Ticket,
    errors: [...stepErrors],
  }),
  'queue.start': command({
    about: 'The one called has come: serving begins.',
    right: 'intake',
    input: step,
    output: Ticket,
    errors: [...stepErrors],
  }),
  'queue.putBack': command({
    about: 'Back into the queue, with the place kept.',
    right: 'intake',
    input: step,
    output: Ticket,
    errors: [...stepErrors],
  }),
  'queue.noShow': command({
    about: 'Nobody came, after as many calls as the centre asks for.',
    right: 'intake',
    input: step,
    output: Ticket,
    errors: [...stepErrors, 'queue_no_show_early'],
  }),
  'queue.transfer': command({
    about: 'Pass a ticket on to another group or window; its place by time is kept.',
    right: 'intake',
    input: step.extend({
      groupId: GroupId.nullable().default(null),
      window: WindowName.nullable().default(null),
    }),
    output: Ticket,
    errors: [...stepErrors, 'queue_group_unknown', 'queue_window_unknown', 'input_invalid'],
  }),
  'queue.finish': command({
    about: 'Serving is over.',
    right: 'intake',
    input: step,
    output: Ticket,
    errors: [...stepErrors],
  }),
  'queue.takeOut': command({
    about: 'Whoever waited has left.',
    right: 'intake',
    input: step,
    output: Ticket,
    errors: [...stepErrors],
  }),
  'queue.tie': command({
    about: 'Say who stands behind a ticket.',
    right: 'intake',
    input: step.extend({ personId: Id }),
    output: Ticket,
    errors: ['not_found', 'version_conflict'],
  }),
  'queue.display': query({
    about: 'What the screen of the hall shows: numbers and windows, nothing personal.',
    right: 'public',
    input: nothing,
    output: DisplayView,
    errors: [],
  }),
  'queue.listener': query({
    about: 'Whether and where the screen of the hall is served in the network of the centre.',
    right: 'public',
    input: nothing,
    output: z.object({
      on: z.boolean(),
      port: z.number().int(),
      /** Why this PC does not serve it although it should: another program has the port, or the system refuses. */
      fault: DisplayFault.nullable(),
    }),
    errors: [],
  }),
  'queue.statistics': query({
    about: 'Waiting and serving in a period, by group and by clerk.',
    right: 'people_read',
    input: z.strictObject({ from: IsoDay, to: IsoDay }),
    output: z.object({
      total: QueueFigures,
      groups: z.array(
        QueueFigures.extend({ groupId: z.string(), name: z.object({ kk: z.string(), ru: z.string() }) }),
      ),
      clerks: z.array(QueueFigures.extend({ clerkId: Id, clerkName: z.string() })),
      /** One row for each ticket. */
      tickets: z.array(
        z.object({
          id: Id,
          day: IsoDay,
          code: z.string(),
          groupId: z.string(),
          state: TicketState,
          priority: z.boolean(),
          window: z.string().nullable(),
          clerkId: Id.nullable(),
          personId: Id.nullable(),
          applicationId: Id.nullable(),
          waitingSeconds: z.number().int().nullable(),
          servingSeconds: z.number().int().nullable(),
          waitingOver: z.boolean(),
          servingOver: z.boolean(),
        }),
      ),
    }),
    errors: ['date_too_early', 'input_invalid'],
  }),
} as const satisfies Record<string, Operation>

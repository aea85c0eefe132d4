/**
 * What each figure of a report counts, by which day, and what it can be parted by. A figure is one query: its number
 * is the count of it, its list are its rows, so that the two cannot differ. No act prescribes a report of a career
 * centre (the orders that the program holds name no quarterly form); what is counted is our own choice.
 *
 * Left out everywhere: archive entries (old paper cases entered later), which have a figure of their own.
 */
import type {
  FigureName,
  ListName,
  ReportDimension,
  ReportFilter,
  ReportSection,
  SpreadName,
} from '../../../shared/contract/reports'
import { CodedError } from '../../../shared/errors'
import { undecidedForGood } from '../../../shared/model'
import { computeDeadline } from '../../../shared/rules/deadlines'
import { addDays } from '../../../shared/rules/dates'
import { medianOf } from '../../../shared/rules/median'
import { spanSeconds, waitSpanOf, waitSpans } from '../../../shared/rules/queue'
import type { Clock } from '../../../shared/rules/engine/registration'
import { slipRules } from '../../../shared/rules/engine/referrals'
import type { Knex } from '../../db/open'
import { complaintsTable, daysOf, heldEvents, termsOf } from '../complaints/queries'
import type { Context } from '../context'
import { editionOf } from '../law/editions'
import { resultOf, type OfferRecord } from '../offers/queries'
import { calledBetween } from '../queue/queries'
import { takenBack } from '../registrations/queries'
import { instantOf } from './days'

/** Which kind of record stands behind a figure; says how its rows are read. */
export type RecordKind =
  | 'application'
  | 'deadline'
  | 'referral'
  | 'offer'
  | 'vacancy'
  | 'registration'
  | 'deregistration'
  | 'plan'
  | 'plan_measure'
  | 'plan_visit'
  | 'complaint'
  | 'document'
  | 'batch'
  | 'ticket'

export interface Asked {
  context: Context
  clock: Clock
  timeZone: string
  filter: ReportFilter
}

/** A query that is not run yet. */
export interface Boxed {
  query: Knex.QueryBuilder
}

export interface FigureSource {
  kind: RecordKind
  /** Columns: the id, and the day (or moment) that rows are ordered by. */
  id: string
  day: string
  by: Partial<Record<ReportDimension, string>>
  /** Grounds are lists of ids as JSON: a refusal on two grounds is counted under both. */
  many?: ReportDimension
  /** A dimension whose parts `rows` picks itself, since no column holds them. */
  parted?: ReportDimension
  /** @param part the value of the part that is asked for, where it decides which rows there are */
  rows(asked: Asked, part: string | null): Knex.QueryBuilder | Promise<Boxed>
}

type Mark = 'service' | 'edition' | 'measure' | 'channel' | 'clerkId'

/** The marks by which the records of a section can be asked for; under any other the section says nothing. */
export const marksOf: Record<ReportSection, readonly Mark[]> = {
  applications: ['service', 'edition', 'measure', 'channel', 'clerkId'],
  decisions: ['service', 'edition', 'measure', 'channel', 'clerkId'],
  terms: ['service', 'edition', 'measure', 'channel', 'clerkId'],
  // A ticket belongs to a line, not to a service.
  queue: ['clerkId'],
  referrals: ['service', 'edition', 'measure', 'channel', 'clerkId'],
  placements: [],
  people: [],
  deregistrations: ['clerkId'],
  plans: ['clerkId'],
  complaints: ['service', 'edition', 'clerkId'],
  papers: ['service', 'edition', 'measure', 'channel', 'clerkId'],
  batches: [],
}

const period =
  (column: string, { filter }: Asked) =>
  (query: Knex.QueryBuilder) =>
    void query.whereBetween(column, [filter.from, filter.to])

/** The marks of an application under the alias `a`. */
const ofApplication =
  ({ filter }: Asked) =>
  (query: Knex.QueryBuilder) => {
    if (filter.service !== null) void query.where('a.service_code', filter.service)
    if (filter.edition !== null) void query.where('a.edition', filter.edition)
    if (filter.measure !== null) void query.where('a.measure', filter.measure)
    if (filter.channel !== null) void query.where('a.channel', filter.channel)
  }

const ofClerk =
  (column: string, { filter }: Asked) =>
  (query: Knex.QueryBuilder) => {
    if (filter.clerkId !== null) void query.where(column, filter.clerkId)
  }

const byApplication = {
  service: 'a.service_code',
  edition: 'a.edition',
  channel: 'a.channel',
  measure: 'a.measure',
} as const

const applications = (fit: (query: Knex.QueryBuilder) => void): FigureSource => ({
  kind: 'application',
  id: 'a.id',
  day: 'a.acceptance_date',
  by: { ...byApplication, clerk: 'a.accepted_by', day: 'a.acceptance_date' },
  rows: (asked) =>
    asked.context
      .db('applications as a')
      .modify(period('a.acceptance_date', asked))
      .modify(ofApplication(asked))
      .modify(ofClerk('a.accepted_by', asked))
      .modify(fit),
})

const decisions = (outcome: 'granted' | 'refused'): FigureSource => ({
  kind: 'application',
  id: 'a.id',
  day: 'd.decided_on',
  by: {
    ...byApplication,
    clerk: 'd.decided_by',
    ...(outcome === 'refused' ? { ground: 'd.grounds' } : {}),
  },
  ...(outcome === 'refused' ? { many: 'ground' as const } : {}),
  rows: (asked) => decided(asked).where('d.outcome', outcome),
})

/** Decisions of the period, also for their terms. */
export const decided = (asked: Asked): Knex.QueryBuilder =>
  asked.context
    .db('decisions as d')
    .join('applications as a', 'a.id', 'd.application_id')
    .whereNull('a.paper_number')
    .modify(period('d.decided_on', asked))
    .modify(ofApplication(asked))
    .modify(ofClerk('d.decided_by', asked))

/** How many decisions of the period took how many working days from acceptance, by the two days. */
export async function decisionTerms(
  asked: Asked,
): Promise<{ from: string; to: string; value: number; n: number }[]> {
  const pairs = (await decided(asked)
    .select({ from: 'a.acceptance_date', to: 'd.decided_on' })
    .count({ n: '*' })
    .groupBy('a.acceptance_date', 'd.decided_on')) as { from: string; to: string; n: number | string }[]
  const { calendar } = asked.clock
  return pairs.map(({ from, to, n }) => ({
    ...{ from, to, n: Number(n) },
    value: to <= from ? 0 : calendar.workingDaysBetween(from, to),
  }))
}

/** The values that a median or a longest value is read from. */
type Read = (found: NonNullable<ReturnType<typeof medianOf>>) => readonly number[]
const readings = {
  median: ({ middle }) => middle,
  longest: ({ longest }) => [longest],
} as const satisfies Record<string, Read>

/** Decisions that took exactly as long as the median or the longest. */
const termDecisions = (read: Read): FigureSource => ({
  kind: 'application',
  id: 'a.id',
  day: 'd.decided_on',
  by: {},
  async rows(asked) {
    const pairs = await decisionTerms(asked)
    const found = medianOf(pairs)
    const values = found ? read(found) : []
    const days = pairs.filter(({ value }) => values.includes(value)).map(({ from, to }) => from + to)
    return {
      query: decided(asked).whereRaw(
        days.length === 0
          ? '1 = 0'
          : `a.acceptance_date || d.decided_on IN (${days.map(() => '?').join(', ')})`,
        days,
      ),
    }
  },
})

type CalledTicket = Awaited<ReturnType<typeof calledBetween>>[number]
const heldCalls = new WeakMap<Asked, Promise<CalledTicket[]>>()

/** Who is called just now: the one kind of ticket whose waiting is not in a column yet. Read once for a report. */
function calledOf(asked: Asked): Promise<CalledTicket[]> {
  let called = heldCalls.get(asked)
  if (!called) {
    const { from, to, clerkId } = asked.filter
    called = calledBetween(asked.context, from, to).then((rows) =>
      rows.filter((row) => clerkId === null || row.clerk_id === clerkId),
    )
    heldCalls.set(asked, called)
  }
  return called
}

/** R9, R10: tickets of the period. */
const ticketsIn = (asked: Asked): Knex.QueryBuilder =>
  asked.context.db('queue_tickets as q').modify(period('q.day', asked)).modify(ofClerk('q.clerk_id', asked))

type Which = 'waiting' | 'serving'

/** Tickets that have a length, and its column in seconds: what the turn of the day closed has none. */
const lengths: Record<Which, { column: string; limit: string; fit: (query: Knex.QueryBuilder) => void }> = {
  waiting: {
    column: 'q.waited',
    limit: 'q.waiting_limit',
    fit: (query) =>
      void query
        .whereNotIn('q.state', ['waiting', 'called'])
        .whereNot((one) => void one.where({ 'q.by_day_end': true, 'q.state': 'left' })),
  },
  serving: {
    column: 'q.served',
    limit: 'q.serving_limit',
    fit: (query) => void query.where({ 'q.state': 'served', 'q.by_day_end': false }),
  },
}

const tickets = (
  fit: (asked: Asked, called: readonly CalledTicket[], part: string | null) => Promise<Boxed> | Boxed,
): FigureSource => ({
  kind: 'ticket',
  id: 'q.id',
  day: 'q.day',
  by: { kind: 'q.group_id', clerk: 'q.clerk_id' },
  rows: async (asked, part) => fit(asked, await calledOf(asked), part),
})

const ticketsOfState = (state: string): FigureSource =>
  tickets((asked) => ({ query: ticketsIn(asked).where('q.state', state) }))

/** Tickets whose length fits; `called` are those of the ones called just now that do. */
const lengthFits = (
  asked: Asked,
  which: Which,
  fit: (query: Knex.QueryBuilder) => void,
  called: readonly CalledTicket[],
): Boxed => ({
  query: ticketsIn(asked).where((either) => {
    void either.where((own) => void own.modify(lengths[which].fit).modify(fit))
    const ids = which === 'waiting' ? called.map(({ id }) => id) : []
    void either.orWhereIn('q.id', ids)
  }),
})

const overLimit = (which: Which): FigureSource =>
  tickets((asked, called) => {
    const { column, limit } = lengths[which]
    return lengthFits(
      asked,
      which,
      (query) => void query.whereRaw('?? >= ?? * 60', [column, limit]),
      called.filter(({ waitingOver }) => waitingOver),
    )
  })

/** How many tickets have which length in seconds, by line. */
export async function ticketTimes(
  asked: Asked,
  which: Which,
): Promise<{ group: string; value: number; n: number }[]> {
  const called = await calledOf(asked)
  const { column, fit } = lengths[which]
  const rows = (await ticketsIn(asked)
    .modify(fit)
    .groupBy('q.group_id', column)
    .select({ group: 'q.group_id', value: column })
    .count({ n: '*' })) as { group: string; value: number; n: number | string }[]
  return [
    ...rows.map(({ group, value, n }) => ({ group, value, n: Number(n) })),
    ...(which === 'serving' ? [] : called).map(({ group_id, waiting }) => ({
      ...{ group: group_id, value: waiting ?? 0, n: 1 },
    })),
  ]
}

/** Tickets of a line, or of all, that waited or were served exactly as long as the median or the longest. */
const timedTickets = (which: Which, read: Read): FigureSource => ({
  ...tickets(async (asked, called, part) => {
    const times = await ticketTimes(asked, which)
    const found = medianOf(part === null ? times : times.filter(({ group }) => group === part))
    const values = found ? read(found) : []
    return lengthFits(
      asked,
      which,
      (query) => void query.whereIn(lengths[which].column, values),
      called.filter(({ waiting }) => waiting !== null && values.includes(waiting)),
    )
  }),
  by: { kind: 'q.group_id' },
})

/** Tickets that waited so long: a part is the minutes at which a span begins. */
const waitedTickets: FigureSource = {
  ...tickets((asked, called, part) => {
    if (part !== null && !waitSpans.some((from) => String(from) === part))
      throw new CodedError('figure_unknown', { name: 'queue.waited' })
    const { from, to } = part === null ? { from: 0, to: null } : spanSeconds(Number(part))
    const fits = (seconds: number) => seconds >= from && (to === null || seconds < to)
    return lengthFits(
      asked,
      'waiting',
      (query) => {
        void query.where(lengths.waiting.column, '>=', from)
        if (to !== null) void query.where(lengths.waiting.column, '<', to)
      },
      called.filter(({ waiting }) => waiting !== null && fits(waiting)),
    )
  }),
  by: { minutes: lengths.waiting.column },
  parted: 'minutes',
}

/** Tickets by span of waiting, from the first to the longest that somebody waited, and those over their limit. */
export async function ticketWaits(asked: Asked): Promise<{ from: number; n: number; over: number }[]> {
  const { column, limit, fit } = lengths.waiting
  const rows = (await ticketsIn(asked)
    .modify(fit)
    .groupBy(column, limit)
    .select({ seconds: column, limit })
    .count({ n: '*' })) as { seconds: number; limit: number; n: number | string }[]
  const all = [
    ...rows.map((row) => ({ seconds: row.seconds, n: Number(row.n), over: row.seconds >= row.limit * 60 })),
    ...(await calledOf(asked)).map((one) => ({ seconds: one.waiting ?? 0, n: 1, over: one.waitingOver })),
  ]
  if (all.length === 0) return []
  const last = Math.max(...all.map(({ seconds }) => waitSpanOf(seconds)))
  return waitSpans
    .filter((from) => from <= last)
    .map((from) => {
      const own = all.filter(({ seconds }) => waitSpanOf(seconds) === from)
      const sum = (some: typeof own) => some.reduce((n, one) => n + one.n, 0)
      return { from, n: sum(own), over: sum(own.filter(({ over }) => over)) }
    })
}

/** Deadlines that are due in the period; what ended with its registration was neither met nor missed. */
const terms = (fit: (query: Knex.QueryBuilder, today: string) => void): FigureSource => ({
  kind: 'deadline',
  id: 'l.id',
  day: 'l.due',
  by: { code: 'l.code', ...byApplication, clerk: 'a.accepted_by' },
  rows: (asked) =>
    asked.context
      .db('deadlines as l')
      .join('applications as a', 'a.id', 'l.application_id')
      .whereNull('l.ended_on')
      .whereNull('a.paper_number')
      .modify(period('l.due', asked))
      .modify(ofApplication(asked))
      .modify(ofClerk('a.accepted_by', asked))
      .modify((query) => fit(query, asked.clock.today)),
})

const issued = (asked: Asked): Knex.QueryBuilder =>
  asked.context
    .db('referrals as r')
    .join('applications as a', 'a.id', 'r.application_id')
    .leftJoin('documents as c', 'c.id', 'r.document_id')
    .whereNull('c.cancelled_at')
    .where('r.archive', false)
    .modify(period('r.issued_on', asked))
    .modify((query) => {
      const { service, edition, measure, channel } = asked.filter
      if (service !== null) void query.where('a.service_code', service)
      if (edition !== null) void query.where('a.edition', edition)
      if (measure !== null) void query.where('r.measure', measure)
      if (channel !== null) void query.where('a.channel', channel)
    })
    .modify(ofClerk('r.issued_by', asked))

const byReferral = {
  measure: 'r.measure',
  edition: 'a.edition',
  channel: 'a.channel',
  clerk: 'r.issued_by',
} as const

/** Referrals issued in the period, with what became of each by now. */
const referrals = (rows: FigureSource['rows']): FigureSource => ({
  kind: 'referral',
  id: 'r.id',
  day: 'r.issued_on',
  by: byReferral,
  rows,
})

/** How a referral that led to work, training or a new place was closed. */
export const cameAs = ['hired', 'enrolled', 'relocated', 'answered'] as const
const notCameAs = ['refused', 'not_come'] as const

const deadlineOf = (form: string) => slipRules.get(form)?.deadline ?? null
const limited = [...slipRules.keys()].filter((form) => deadlineOf(form) !== null)

/** R138: when a slip is due that belongs to a referral of this form and day; null where the form states no limit. */
function slipDue({ clock }: Asked) {
  const known = new Map<string, string | null>()
  return (form: string, on: string): string | null => {
    const code = deadlineOf(form)
    if (code === null) return null
    const key = code + on
    if (!known.has(key)) {
      const { calendar, countFromSameDay } = clock
      known.set(key, computeDeadline({ code, start: on, calendar, countFromSameDay }).due)
    }
    return known.get(key)!
  }
}

/** The last day of issue whose slip is overdue today; later referrals have later days. */
function overdueUntil(asked: Asked): string {
  const due = slipDue(asked)
  const { today } = asked.clock
  for (let on = today; ; on = addDays(on, -1)) if (due(limited[0]!, on)! < today) return on
}

/** Rows by their ids, asked for in parts: an expression has a depth, and a statement a number of values. */
const withIds =
  (column: string, ids: readonly number[]) =>
  (query: Knex.QueryBuilder): void => {
    if (ids.length === 0) void query.whereRaw('1 = 0')
    else
      void query.where((either) => {
        for (let at = 0; at < ids.length; at += 500) void either.orWhereIn(column, ids.slice(at, at + 500))
      })
  }

async function returnedLate(asked: Asked): Promise<Boxed> {
  const due = slipDue(asked)
  const rows = (await issued(asked)
    .join('referral_slips as s', 's.referral_id', 'r.id')
    .whereNot('r.state', 'referred')
    .orderBy('s.id')
    .select('r.id', 'r.form_id', 'r.issued_on', 's.returned_on')) as {
    id: number
    form_id: string
    issued_on: string
    returned_on: string
  }[]
  // The newest slip is the one that holds.
  const held = new Map(rows.map((row) => [row.id, row]))
  const late = [...held.values()].filter((row) => {
    const day = due(row.form_id, row.issued_on)
    return day !== null && row.returned_on > day
  })
  return {
    query: issued(asked).modify(
      withIds(
        'r.id',
        late.map(({ id }) => id),
      ),
    ),
  }
}

/** R113: hired through an offer of the centre; what was told after the term counts once it was accepted. */
async function hiredByOffer(asked: Asked): Promise<Boxed> {
  const { db } = asked.context
  const answered = () =>
    db('offers as o').where('o.employer_answer', 'hired').modify(period('o.employer_answered_on', asked))
  const rows = (await answered().whereNull('o.withdrawn_on').orderBy('o.id').select('o.*')) as OfferRecord[]
  const hired = rows.filter((row) => resultOf(row, asked.clock).result === 'hired')
  return {
    query: answered().modify(
      withIds(
        'o.id',
        hired.map(({ id }) => id),
      ),
    ),
  }
}

const registrations = (
  day: string,
  by: FigureSource['by'],
  fit: (query: Knex.QueryBuilder, asked: Asked) => void,
): FigureSource => ({
  kind: 'registration',
  id: 'g.id',
  day,
  by: { kind: 'g.kind', ...by },
  rows: (asked) =>
    asked.context
      .db('registrations as g')
      // What AIS corrected never was.
      .where((one) => void one.whereNull('g.end_reason').orWhereNot('g.end_reason', takenBack))
      .modify((query) => fit(query, asked)),
})

/** Registrations that began by a day and did not end by it: open ones and later ends by an index each, not by a scan. */
const heldOn = ({ context }: Asked, began: '<' | '<=', day: string, ends: '>' | '>='): Knex.QueryBuilder => {
  const begun = () => context.db('registrations').where('since', began, day).select('id')
  return begun()
    .whereNull('until')
    .unionAll([begun().where('until', ends, day)])
}

const complaints = (asked: Asked): Knex.QueryBuilder =>
  asked.context.db('complaints as k').modify((query) => {
    if (asked.filter.service !== null) void query.where('k.service_code', asked.filter.service)
    if (asked.filter.edition !== null) void query.where('k.edition', asked.filter.edition)
    if (asked.filter.clerkId !== null) void query.where('k.entered_by', asked.filter.clerkId)
  })
const byComplaint = {
  service: 'k.service_code',
  edition: 'k.edition',
  kind: 'k.about',
  clerk: 'k.entered_by',
} as const

/** R162, R163: complaints of the period of which a term passed before it was met, or is passed now. */
async function lateComplaints(asked: Asked): Promise<Boxed> {
  const { db, law } = asked.context
  const received = () => complaints(asked).modify(period('k.on', asked))
  const rows = await complaintsTable(db).whereIn('id', received().select('k.id')).orderBy('id')
  const late: number[] = []
  for (const row of rows) {
    const found = termsOf(editionOf(law, row), row, daysOf(await heldEvents(db, row.id)), asked.clock)
    // What was answered owes nothing, but was late all the same.
    if (found.some(({ state }) => state === 'late' || (state === 'overdue' && !row.closed))) late.push(row.id)
  }
  return { query: received().modify(withIds('k.id', late)) }
}

const moments = (column: string, asked: Asked) => (query: Knex.QueryBuilder) =>
  void query
    .where(column, '>=', instantOf(asked.filter.from, asked.timeZone))
    .where(column, '<', instantOf(addDays(asked.filter.to, 1), asked.timeZone))

const papers = (column: 'issued' | 'cancelled'): FigureSource => ({
  kind: 'document',
  id: 'd.id',
  day: `d.${column}_at`,
  by: { form: 'd.form_id', service: 'a.service_code', clerk: `d.${column}_by` },
  rows: (asked) =>
    asked.context
      .db('documents as d')
      .join('applications as a', 'a.id', 'd.application_id')
      .modify(moments(`d.${column}_at`, asked))
      .modify(ofApplication(asked))
      .modify(ofClerk(`d.${column}_by`, asked)),
})

const visits = (fit: (query: Knex.QueryBuilder, asked: Asked) => void): FigureSource => ({
  kind: 'plan_visit',
  id: 'v.id',
  day: 'v.on',
  by: { clerk: 'v.recorded_by' },
  rows: (asked) =>
    asked.context
      .db('plan_visits as v')
      .whereNotNull('v.recorded_at')
      .modify(ofClerk('v.recorded_by', asked))
      .modify((query) => fit(query, asked)),
})

const measuresDone = (done: boolean): FigureSource => ({
  kind: 'plan_measure',
  id: 'm.id',
  day: 'm.marked_on',
  by: { measure: 'm.measure', clerk: 'm.marked_by' },
  rows: (asked) =>
    asked.context
      .db('plan_measures as m')
      .where('m.done', done)
      .modify(period('m.marked_on', asked))
      .modify(ofClerk('m.marked_by', asked)),
})

const batches = (fit: (query: Knex.QueryBuilder) => void): FigureSource => ({
  kind: 'batch',
  id: 'b.sequence',
  day: 'b.created_at',
  by: {},
  rows: (asked) => asked.context.db('batches as b').modify(moments('b.created_at', asked)).modify(fit),
})

const entered = (query: Knex.QueryBuilder) => void query.whereNull('a.paper_number')

export const figures: Record<FigureName, FigureSource> = {
  'applications.accepted': applications(
    (query) => void query.modify(entered).whereNotIn('a.state', [...undecidedForGood]),
  ),
  // R131: papers that were not taken.
  'applications.not_taken': applications(
    (query) => void query.modify(entered).where('a.state', 'intake_refused'),
  ),
  'applications.by_portal': applications(
    (query) => void query.modify(entered).where('a.state', 'portal_registered'),
  ),
  'applications.archive': applications((query) => void query.whereNotNull('a.paper_number')),
  'decisions.granted': decisions('granted'),
  'decisions.refused': decisions('refused'),
  'terms.in_time': terms((query) => void query.whereRaw('l.met_on <= l.due')),
  'terms.late': terms((query) => void query.whereRaw('l.met_on > l.due')),
  'terms.overdue': terms((query, today) => void query.whereNull('l.met_on').where('l.due', '<', today)),
  'terms.running': terms((query, today) => void query.whereNull('l.met_on').where('l.due', '>=', today)),
  'queue.issued': tickets((asked) => ({ query: ticketsIn(asked) })),
  'queue.served': ticketsOfState('served'),
  'queue.not_come': ticketsOfState('no_show'),
  'queue.left': ticketsOfState('left'),
  'queue.waiting_over': overLimit('waiting'),
  'queue.serving_over': overLimit('serving'),
  'referrals.issued': referrals((asked) => issued(asked)),
  'referrals.hired': referrals((asked) => issued(asked).whereIn('r.closed_as', [...cameAs])),
  'referrals.not_hired': referrals((asked) => issued(asked).whereIn('r.closed_as', [...notCameAs])),
  'referrals.in_question': referrals((asked) => issued(asked).where('r.state', 'notice_in_question')),
  'referrals.waiting': referrals((asked) =>
    issued(asked)
      .where('r.state', 'referred')
      .where(
        (one) => void one.where('r.issued_on', '>', overdueUntil(asked)).orWhereNotIn('r.form_id', limited),
      ),
  ),
  // R138, R139: no slip after five working days.
  'referrals.overdue': referrals((asked) =>
    issued(asked)
      .where('r.state', 'referred')
      .where('r.issued_on', '<=', overdueUntil(asked))
      .whereIn('r.form_id', limited),
  ),
  'referrals.returned_late': referrals(returnedLate),
  'placements.vacancies': {
    kind: 'offer',
    id: 'o.id',
    day: 'o.employer_answered_on',
    by: { clerk: 'o.made_by' },
    rows: hiredByOffer,
  },
  'placements.measures': {
    kind: 'referral',
    id: 'r.id',
    day: 'r.closed_on',
    by: byReferral,
    rows: (asked) =>
      asked.context
        .db('referrals as r')
        .join('applications as a', 'a.id', 'r.application_id')
        .leftJoin('documents as c', 'c.id', 'r.document_id')
        .whereNull('c.cancelled_at')
        .where('r.archive', false)
        .whereIn('r.closed_as', [...cameAs])
        .modify(period('r.closed_on', asked)),
  },
  'placements.registered': {
    kind: 'vacancy',
    id: 'y.id',
    day: 'y.registered_on',
    by: {},
    rows: (asked) => asked.context.db('vacancies as y').modify(period('y.registered_on', asked)),
  },
  'placements.closed': {
    kind: 'vacancy',
    id: 'y.id',
    day: 'y.closed_on',
    by: { kind: 'y.closed_why' },
    rows: (asked) => asked.context.db('vacancies as y').modify(period('y.closed_on', asked)),
  },
  // Start, came, went and end add up: who is in the register on a day has not left it before or on that day.
  'people.start': registrations('g.since', {}, (query, asked) => {
    void query.whereIn('g.id', heldOn(asked, '<', asked.filter.from, '>='))
  }),
  'people.came': registrations('g.since', {}, (query, asked) => void query.modify(period('g.since', asked))),
  'people.went': registrations('g.until', { ground: 'g.end_reason' }, (query, asked) => {
    void query.modify(period('g.until', asked))
  }),
  'people.end': registrations('g.since', {}, (query, asked) => {
    void query.whereIn('g.id', heldOn(asked, '<=', asked.filter.to, '>'))
  }),
  'deregistrations.decided': {
    kind: 'deregistration',
    id: 'x.id',
    day: 'x.deregistered_on',
    by: { ground: 'x.decided_ground', clerk: 'x.decided_by' },
    rows: (asked) =>
      asked.context
        .db('deregistrations as x')
        .where('x.state', 'decided')
        .modify(period('x.deregistered_on', asked))
        .modify(ofClerk('x.decided_by', asked)),
  },
  'plans.signed': {
    kind: 'plan',
    id: 'n.id',
    day: 'n.person_signed_on',
    by: { clerk: 'n.employee_id' },
    rows: (asked) =>
      asked.context
        .db('plans as n')
        .modify(period('n.person_signed_on', asked))
        .modify(ofClerk('n.employee_id', asked)),
  },
  'plans.measures_done': measuresDone(true),
  'plans.measures_not_done': measuresDone(false),
  'plans.visits_kept': visits((query, asked) => void query.modify(period('v.kept_on', asked))),
  'plans.visits_missed': visits(
    (query, asked) => void query.whereNull('v.kept_on').modify(period('v.on', asked)),
  ),
  'complaints.received': {
    kind: 'complaint',
    id: 'k.id',
    day: 'k.on',
    by: byComplaint,
    rows: (asked) => complaints(asked).modify(period('k.on', asked)),
  },
  'complaints.answered': {
    kind: 'complaint',
    id: 'k.id',
    day: 'k.on',
    by: byComplaint,
    rows: (asked) =>
      complaints(asked).whereExists(
        asked.context
          .db('complaint_events as e')
          .whereRaw('e.complaint_id = k.id')
          .whereIn('e.kind', ['answered', 'satisfied'])
          .whereNull('e.superseded_at')
          .modify(period('e.on', asked)),
      ),
  },
  'complaints.late': { kind: 'complaint', id: 'k.id', day: 'k.on', by: byComplaint, rows: lateComplaints },
  'papers.issued': papers('issued'),
  'papers.cancelled': papers('cancelled'),
  'batches.made': batches((query) => void query.where('b.state', 'made')),
  'batches.answered': batches((query) => void query.where('b.state', 'made').whereNotNull('b.answer')),
}

/** What stands behind the numbers that are no count. */
const spreads: Record<SpreadName, FigureSource> = {
  'decisions.term_median': termDecisions(readings.median),
  'decisions.term_longest': termDecisions(readings.longest),
  'queue.waiting_median': timedTickets('waiting', readings.median),
  'queue.waiting_longest': timedTickets('waiting', readings.longest),
  'queue.serving_median': timedTickets('serving', readings.median),
  'queue.serving_longest': timedTickets('serving', readings.longest),
  'queue.waited': waitedTickets,
}

export const sources: Record<ListName, FigureSource> = { ...figures, ...spreads }

/** The rows of a figure, or behind a spread. In a box: a promise of a builder would run it. */
export async function rowsOf(name: ListName, asked: Asked, part: string | null = null): Promise<Boxed> {
  const found = sources[name].rows(asked, part)
  return found instanceof Promise ? found : { query: found }
}

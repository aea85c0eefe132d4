/** What every handler gets, and the few things all handlers do alike. */
import { createHash } from 'node:crypto'
import type { Topic } from '../../shared/contract'
import { CodedError } from '../../shared/errors'
import { buildCalendar, shippedCalendars, type Calendar } from '../../shared/rules/calendar'
import { localDay, parseDay } from '../../shared/rules/dates'
import { emptyCentre, type Centre, type CalendarYear, type DeskSettings } from '../../shared/model'
import type { Clock } from '../../shared/rules/engine/registration'
import type { Role } from '../../shared/rights'
import type { Knex } from '../db/open'
import type { PaperEngine } from './documents/engine'
import type { Law } from './law/load'
import type { Client, FileShelf, Ports } from './ports'
import type { Sessions } from './session/sessions'

/** The member of staff on whose behalf a call runs. */
export interface Actor {
  id: number
  fullName: string
  positionKk: string
  positionRu: string
  roles: Role[]
  /** Stands in for the director today: which naming, and who named. */
  acting?: { id: number; for: string } | null
}

export interface Context {
  /** The transaction of a command, or the register itself for a query. */
  db: Knex
  operation: string
  ports: Ports
  papers: PaperEngine
  /** The services in all their editions, as this centre holds them (R1). */
  law: Law
  files: FileShelf
  sessions: Sessions
  client: Client
  /** Null before sign-in and for the scheduler. */
  staff: Actor | null
  now: Date
  /** Topics to announce once the transaction is on disk. */
  changes: Set<Topic>
  /** Run in a transaction of its own: for the few operations that must keep something when they refuse. */
  write<T>(work: (context: Context) => Promise<T>): Promise<T>
}

export const defaultDesk: DeskSettings = {
  language: 'kk',
  idleMinutes: 5,
  countFromSameDay: false,
  week: 5,
  opens: '09:00',
  closes: '18:30',
  breakFrom: '13:00',
  breakTo: '14:30',
  timeZone: 'Asia/Almaty',
  qr: true,
  pdf: 'built_in',
  seal: true,
  relocationReminderDays: null,
}

/** What a query needs: the records, and the law that says what they mean. */
export type Register = Pick<Context, 'db' | 'law'>

/** Read a setting; `fallback` where it was never written. */
export async function readSetting<T>(db: Knex, key: string, fallback: T): Promise<T> {
  const row = await db<{ key: string; value: string }>('settings').where({ key }).first()
  return row ? (JSON.parse(row.value) as T) : fallback
}

export async function writeSetting(db: Knex, key: string, value: unknown): Promise<void> {
  await db('settings')
    .insert({ key, value: JSON.stringify(value) })
    .onConflict('key')
    .merge()
}

/** How the desks behave; what an older version did not know yet has its default. */
export async function readDesk({ db }: Context): Promise<DeskSettings> {
  return { ...defaultDesk, ...(await readSetting<Partial<DeskSettings>>(db, 'desk', {})) }
}

/** The centre's names and addresses; empty before the first run. */
export async function readCentre({ db }: Context): Promise<Centre> {
  return { ...emptyCentre, ...(await readSetting<Partial<Centre>>(db, 'centre', {})) }
}

/** The calendar of days off: what was shipped, then the data folder's, then what the administrator put in. */
export async function readCalendar(context: Context, desk: DeskSettings): Promise<Calendar> {
  return buildCalendar(
    [...shippedCalendars, ...context.law.calendars, ...(await ownCalendars(context.db))],
    desk.week,
  )
}

export async function ownCalendars(db: Knex): Promise<CalendarYear[]> {
  const rows = await db<{ year: number; week: number; data: string }>('calendars')
  return rows.map((row) => JSON.parse(row.data) as CalendarYear)
}

/** Today and how days are counted, for the rules. */
export async function clockOf(context: Context): Promise<Clock> {
  const desk = await readDesk(context)
  return {
    today: todayOf(context, desk),
    calendar: await readCalendar(context, desk),
    countFromSameDay: desk.countFromSameDay,
  }
}

/** Today in the centre's time zone. */
export const todayOf = (context: Context, desk: DeskSettings) => localDay(context.now, desk.timeZone)

/**
 * R179: a day typed by hand, not in the future; `field` is its path in the input.
 *
 * @throws CodedError `date_invalid`, `date_in_future`
 */
export function readDay(typed: string, today: string, field: string): string {
  const day = parseDay(typed, Number(today.slice(0, 4)))
  const refuse = (code: 'date_invalid' | 'date_in_future') =>
    new CodedError(code, undefined, [{ path: field, code }])
  if (!day) throw refuse('date_invalid')
  if (day > today) throw refuse('date_in_future')
  return day
}

/** A day typed by hand (R179), not before another; empty: today. Throws `date_too_early` and what `readDay` throws. */
export function dayFrom(typed: string, today: string, earliest: string, field: string): string {
  const day = typed.trim() === '' ? today : readDay(typed, today, field)
  if (day < earliest)
    throw new CodedError('date_too_early', { date: earliest }, [{ path: field, code: 'date_too_early' }])
  return day
}

/** The person at the desk; operations whose right needs a person can rely on it. */
export function actorOf(context: Context): Actor {
  if (!context.staff) throw new CodedError('not_signed_in')
  return context.staff
}

/** Refuse a change made on an older state of a record; says who changed it and when. */
export function refuseStale(
  found: { version: number },
  expected: number | null,
  changed: { by: string; at: string },
): void {
  if (found.version !== expected) throw new CodedError('version_conflict', { by: changed.by, at: changed.at })
}

/** Who changed a record last and when, for the message of a conflict; signing in is no change. */
export async function lastChange(
  context: Context,
  entity: string,
  id: number | string,
): Promise<{ by: string; at: string }> {
  const row = await context
    .db<AuditRow>('audit')
    .where({ entity, entity_id: String(id) })
    .whereNot('operation', 'like', 'session.%')
    .orderBy('seq', 'desc')
    .first('by', 'at')
  return row ?? { by: '', at: '' }
}

/** Name of a member of staff by id; empty for the scheduler. */
export async function staffName(db: Knex, id: number | null): Promise<string> {
  if (id === null) return ''
  const row = await db<{ id: number; full_name: string }>('staff').where({ id }).first('full_name')
  return row?.full_name ?? ''
}

export interface AuditRow {
  seq: number
  at: string
  staff_id: number | null
  by: string
  operation: string
  entity: string
  entity_id: string
  detail: string
  previous: string
  hash: string
}

/** Hash of an audit entry over everything in it and the entry before. */
export function auditHash(row: Omit<AuditRow, 'hash'>): string {
  return createHash('sha256')
    .update(
      JSON.stringify([
        row.seq,
        row.at,
        row.staff_id,
        row.by,
        row.operation,
        row.entity,
        row.entity_id,
        row.detail,
        row.previous,
      ]),
    )
    .digest('hex')
}

/** The newest entry, kept apart from the trail: a trail that lost its end is whole in itself. */
export type AuditHead = Pick<AuditRow, 'seq' | 'hash'>
export const auditHeadKey = 'audit_head'

/** Add an entry to the audit trail, chained by hash to the one before. Inside the command's transaction. */
export async function audit(
  context: Pick<Context, 'db' | 'now' | 'operation' | 'staff' | 'client'>,
  entity: string,
  entityId: number | string,
  detail: Record<string, unknown> = {},
): Promise<void> {
  const { db } = context
  const written = await db<AuditRow>('audit').orderBy('seq', 'desc').first('seq', 'hash')
  const known = await readSetting<AuditHead | null>(db, auditHeadKey, null)
  // Where the end was cut off, the next entry goes on from the one that is gone, and the gap stays to be seen.
  const last = known && known.seq > (written?.seq ?? 0) ? known : written
  const acting = context.staff?.acting
  const row = {
    seq: (last?.seq ?? 0) + 1,
    at: context.now.toISOString(),
    staff_id: context.staff?.id ?? null,
    by: context.staff?.fullName ?? context.client.kind,
    operation: context.operation,
    entity,
    entity_id: String(entityId),
    // What is done while standing in says for whom, whichever right it was done by.
    detail: JSON.stringify(acting ? { ...detail, onBehalfOf: acting.for, actingId: acting.id } : detail),
    previous: last?.hash ?? '',
  }
  const hash = auditHash(row)
  await db('audit').insert({ ...row, hash })
  await writeSetting(db, auditHeadKey, { seq: row.seq, hash } satisfies AuditHead)
}

/**
 * The next number of a series and year. Gapless: it is raised in the same transaction that uses it, so a
 * refused or killed command gives the number back.
 */
export async function nextNumber(context: Context, series: string, year: number): Promise<number> {
  const { db } = context
  await db('numbers').insert({ series, year, last: 0 }).onConflict(['series', 'year']).ignore()
  const rows = (await db('numbers')
    .where({ series, year })
    .update({ last: db.raw('last + 1') }, ['last'])) as { last: number }[]
  return rows[0]!.last
}

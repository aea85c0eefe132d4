/**
 * Working days of Kazakhstan (rules R6-R8): Labour Code art. 84, 85; Law of 13.12.2001 No 267 on holidays.
 *
 * The days off of a year are data, since the minister may move them. A year without data is computed from the
 * fixed holidays and announced by a warning, never guessed silently.
 */
import { z } from 'zod'
import { CodedError } from '../errors'
import holidayData from '../law/holidays.json'
import shippedData from '../law/calendar.json'
import { CalendarYear, LocalText, type DayStep, type Term } from '../model'
import { addDays, dayNumber, dayOfNumber, isDay, weekday } from './dates'

export type CalendarWeek = 5 | 6

const Holidays = z.strictObject({
  source: z.string(),
  fixed: z.array(
    z.strictObject({
      day: z.string().regex(/^\d{2}-\d{2}$/u),
      /** Falls on a day off: the next working day is off instead. */
      shift: z.boolean(),
      name: LocalText,
      /** First and last year, both included. */
      from: z.number().int().optional(),
      until: z.number().int().optional(),
    }),
  ),
  moving: z.array(
    z.strictObject({ code: z.string(), shift: z.boolean(), name: LocalText, days: z.array(z.string()) }),
  ),
})
const holidays = Holidays.parse(holidayData)

export interface NamedDay {
  name: LocalText
  /** The day off that stands in for a holiday which fell on a weekend. */
  moved: boolean
}

const isWeekend = (day: string, week: CalendarWeek) => weekday(day) > week

/**
 * Holidays of a year by the law's own rule: their names, and the working days that become free because a
 * holiday fell on a weekend. Moves by the minister and future days of the moon calendar are not in it.
 */
export function namedDays(year: number, week: CalendarWeek): Map<string, NamedDay> {
  const named = new Map<string, NamedDay>()
  const shifting: { day: string; name: LocalText }[] = []
  for (const holiday of holidays.fixed) {
    if (year < (holiday.from ?? year) || year > (holiday.until ?? year)) continue
    const day = `${year}-${holiday.day}`
    named.set(day, { name: holiday.name, moved: false })
    if (holiday.shift && isWeekend(day, week)) shifting.push({ day, name: holiday.name })
  }
  for (const holiday of holidays.moving) {
    for (const day of holiday.days) {
      if (Number(day.slice(0, 4)) === year) named.set(day, { name: holiday.name, moved: false })
    }
  }
  // Only when all holidays are known can the next free working day be found: 22 and 23 March go to 24 and 25.
  for (const { day, name } of shifting.sort((a, b) => a.day.localeCompare(b.day))) {
    let next = addDays(day, 1)
    while (isWeekend(next, week) || named.has(next)) next = addDays(next, 1)
    named.set(next, { name, moved: true })
  }
  return named
}

/**
 * The calendar of a year by rule alone, for years without data. Kurban Ait is in it only where its day is
 * known, ministerial moves never are: the status says `computed`.
 */
export function computeYear(year: number, week: CalendarWeek): CalendarYear {
  const off = [...namedDays(year, week).keys()].filter((day) => !isWeekend(day, week))
  return {
    year,
    week,
    off: off.map((day) => day.slice(5)).sort(),
    worked: [],
    status: 'computed',
    source: holidays.source,
  }
}

export type CalendarFault = 'duplicate_day' | 'day_not_in_year' | 'worked_is_weekday' | 'off_is_weekend'

/** Why the days of a calendar contradict each other; null when they do not. */
export function findCalendarFault(calendar: CalendarYear): { reason: CalendarFault; day: string } | null {
  const seen = new Set<string>()
  for (const list of ['off', 'worked'] as const) {
    for (const short of calendar[list]) {
      const day = `${calendar.year}-${short}`
      if (!isDay(day)) return { reason: 'day_not_in_year', day: short }
      if (seen.has(short)) return { reason: 'duplicate_day', day }
      seen.add(short)
      if (list === 'worked' && !isWeekend(day, calendar.week)) return { reason: 'worked_is_weekday', day }
      if (list === 'off' && isWeekend(day, calendar.week)) return { reason: 'off_is_weekend', day }
    }
  }
  return null
}

/**
 * A calendar year from data or from a screen, checked.
 *
 * @throws CodedError `calendar_invalid` with `reason` (`shape` or a `CalendarFault`), `year` and `day`
 */
export function parseCalendarYear(data: unknown): CalendarYear {
  const parsed = CalendarYear.safeParse(data)
  if (!parsed.success) {
    throw new CodedError('calendar_invalid', {
      reason: 'shape',
      day: parsed.error.issues[0]?.path.join('.') ?? '',
    })
  }
  const fault = findCalendarFault(parsed.data)
  if (fault) throw new CodedError('calendar_invalid', { ...fault, year: parsed.data.year })
  const sorted = (days: string[]) => [...days].sort()
  return { ...parsed.data, off: sorted(parsed.data.off), worked: sorted(parsed.data.worked) }
}

/** Calendars that come with the program: 2024-2026 official, 2027 computed. */
export const shippedCalendars: readonly CalendarYear[] = (shippedData as unknown[]).map(parseCalendarYear)

export interface DayInfo {
  kind: 'counted' | 'weekend' | 'holiday' | 'moved_off' | 'worked_weekend'
  working: boolean
  /** The holiday of that day, or the one a moved day stands for; a move by the minister has none. */
  holiday?: LocalText
}

export interface TermResult {
  due: string
  days: DayStep[]
  warnings: { year: number; status: 'computed' | 'missing' }[]
}

export interface Calendar {
  readonly week: CalendarWeek
  /** `missing`: no data for the year, its days are computed. */
  status(year: number): 'official' | 'computed' | 'missing'
  /** Years from `first` to `last` whose calendar is not official. */
  warnings(first: number, last: number): TermResult['warnings']
  dayKind(day: string): DayInfo
  isWorkingDay(day: string): boolean
  /** The first working day after this one. */
  nextWorkingDay(day: string): string
  /**
   * The last day of a term (R6-R8). Working days: day 1 is the first working day after the start, or the start
   * itself with `countFromSameDay` if it is worked; the due day is a working day. Calendar days: all days
   * count and the end is not moved (a validity, not a duty).
   */
  addTerm(input: { start: string; term: Term; countFromSameDay?: boolean }): TermResult
  /**
   * Working days after `from` up to and including `to`; negative when `to` is earlier (then the days after `to`
   * up to and including `from`). Inverse of `addTerm`.
   */
  workingDaysBetween(from: string, to: string): number
  /** Working days left until a due day; 0 on the day itself, negative once it has passed, also on a day off. */
  workingDaysLeft(today: string, due: string): number
}

interface Year {
  status: 'official' | 'computed' | 'missing'
  off: Set<string>
  worked: Set<string>
  named: Map<string, NamedDay>
}

/**
 * A calendar from the years held; of two entries for the same year and week the later one wins, so that a
 * centre's own years go after the shipped ones.
 */
export function buildCalendar(years: readonly CalendarYear[], week: CalendarWeek = 5): Calendar {
  const held = new Map<number, CalendarYear>()
  for (const year of years) if (year.week === week) held.set(year.year, year)

  const known = new Map<number, Year>()
  const yearOf = (year: number): Year => {
    let found = known.get(year)
    if (!found) {
      const data = held.get(year)
      const { off, worked } = data ?? computeYear(year, week)
      const days = (short: string[]) => new Set(short.map((day) => `${year}-${day}`))
      found = {
        status: data?.status ?? 'missing',
        off: days(off),
        worked: days(worked),
        named: namedDays(year, week),
      }
      known.set(year, found)
    }
    return found
  }

  const dayKind = (day: string): DayInfo => {
    const year = yearOf(Number(day.slice(0, 4)))
    const named = year.named.get(day)
    if (year.worked.has(day)) return { kind: 'worked_weekend', working: true }
    if (year.off.has(day)) {
      return named && !named.moved
        ? { kind: 'holiday', working: false, holiday: named.name }
        : { kind: 'moved_off', working: false, ...(named ? { holiday: named.name } : {}) }
    }
    if (!isWeekend(day, week)) return { kind: 'counted', working: true }
    return named && !named.moved
      ? { kind: 'holiday', working: false, holiday: named.name }
      : { kind: 'weekend', working: false }
  }

  const isWorkingDay = (day: string) => dayKind(day).working

  const nextWorkingDay = (day: string): string => {
    let next = addDays(day, 1)
    while (!isWorkingDay(next)) next = addDays(next, 1)
    return next
  }

  const status = (year: number) => yearOf(year).status

  const warnings = (first: number, last: number) => {
    const found: TermResult['warnings'] = []
    for (let year = first; year <= last; year++) {
      const is = status(year)
      if (is !== 'official') found.push({ year, status: is })
    }
    return found
  }

  const addTerm: Calendar['addTerm'] = ({ start, term, countFromSameDay = false }) => {
    if (!isDay(start)) throw new CodedError('date_invalid', { value: start })
    const all = term.unit === 'cd'
    const days: DayStep[] = []
    let day = start
    let counted = 0
    if (countFromSameDay && term.amount > 0 && (all || isWorkingDay(start))) counted = 1
    days.push({ day, kind: 'start', ...(counted ? { n: counted } : {}) })
    // A term of no days ends on the start itself, or for a duty on the first day on which it can be done.
    while (counted < term.amount || (!all && !isWorkingDay(day))) {
      day = addDays(day, 1)
      const { kind, working, holiday } = dayKind(day)
      const counts = all || working
      if (counts && counted < term.amount) counted++
      days.push({
        day,
        kind: all ? 'counted' : kind,
        ...(counts && counted > 0 ? { n: counted } : {}),
        ...(!all && holiday ? { holiday } : {}),
      })
    }
    const first = Number(start.slice(0, 4))
    const last = Number(day.slice(0, 4))
    return { due: day, days, warnings: all ? [] : warnings(first, last) }
  }

  const workingDaysBetween = (from: string, to: string): number => {
    const a = dayNumber(from)
    const b = dayNumber(to)
    let count = 0
    for (let number = Math.min(a, b) + 1; number <= Math.max(a, b); number++) {
      if (isWorkingDay(dayOfNumber(number))) count++
    }
    return a <= b ? count : 0 - count
  }

  const workingDaysLeft = (today: string, due: string): number => {
    const days = workingDaysBetween(today, due)
    return due < today ? Math.min(days, -1) : days
  }
  return {
    week,
    status,
    warnings,
    dayKind,
    isWorkingDay,
    nextWorkingDay,
    addTerm,
    workingDaysBetween,
    workingDaysLeft,
  }
}

import type { CalendarYear } from '../../../shared/model'
import { findCalendarFault } from '../../../shared/rules/calendar'
import { isDay } from '../../../shared/rules/dates'

export type DayProblem = 'wrong' | 'twice' | 'weekend' | 'weekday' | 'both'

/** `22.03` (or `22.03.2026`, `22/3`) as `03-22`; null when the year has no such day. */
export function readDay(text: string, year: number): string | null {
  const match = /^\s*(\d{1,2})[.\-/ ](\d{1,2})(?:[.\-/ ](\d{4}))?\.?\s*$/.exec(text)
  if (!match || (match[3] && Number(match[3]) !== year)) return null
  const day = `${match[2]?.padStart(2, '0')}-${match[1]?.padStart(2, '0')}`
  return isDay(`${year}-${day}`) ? day : null
}

/** Why a day cannot join a list; null when it can. `off` lists weekdays, `worked` lists days off. */
export function dayProblem(
  calendar: CalendarYear,
  list: 'off' | 'worked',
  day: string | null,
): DayProblem | null {
  if (!day) return 'wrong'
  if (calendar[list].includes(day)) return 'twice'
  if (calendar[list === 'off' ? 'worked' : 'off'].includes(day)) return 'both'
  const reason = findCalendarFault({ ...calendar, off: [], worked: [], [list]: [day] })?.reason
  return reason === 'off_is_weekend'
    ? 'weekend'
    : reason === 'worked_is_weekday'
      ? 'weekday'
      : reason
        ? 'wrong'
        : null
}

export const withDay = (calendar: CalendarYear, list: 'off' | 'worked', day: string): CalendarYear => ({
  ...calendar,
  [list]: [...calendar[list], day].sort(),
})

export const withoutDay = (calendar: CalendarYear, list: 'off' | 'worked', day: string): CalendarYear => ({
  ...calendar,
  [list]: calendar[list].filter((each) => each !== day),
})

/** `03-22` as `22.03.2026`. */
export const showDay = (calendar: CalendarYear, day: string): string =>
  `${day.slice(3)}.${day.slice(0, 2)}.${calendar.year}`

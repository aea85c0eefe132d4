/** Working days counted one by one, as a person with a wall calendar would: not the code that is checked. */
import { buildCalendar, shippedCalendars } from '../../shared/rules/calendar'
import { addDays } from '../../shared/rules/dates'

const calendar = buildCalendar(shippedCalendars, 5)
export const isWorking = (day: string): boolean => calendar.isWorkingDay(day)

/** The n-th working day after a day. */
export function workingDaysAfter(day: string, n: number): string {
  let at = day
  for (let left = n; left > 0;) {
    at = addDays(at, 1)
    if (isWorking(at)) left--
  }
  return at
}

/** So many working days, the first one on or after `from`. */
export function workingDays(from: string, count: number): string[] {
  const days: string[] = []
  for (let day = from; days.length < count; day = addDays(day, 1)) if (isWorking(day)) days.push(day)
  return days
}

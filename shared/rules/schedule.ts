/** When the desk makes a batch by itself: times of a day in the centre's time zone, by its calendar. */
import type { Schedule } from '../contract/targets'
import type { Calendar } from './calendar'
import { addDays, localDateTime, localDay } from './dates'

/** A planned run: the local day and time that name it, and the moment (UTC). */
export interface Slot {
  slot: string
  at: string
}

/** Days that are looked through; no run of holidays is as long. */
const horizon = 40

/** The moment (UTC) at which clocks of a time zone show this day and time. */
export function instantOf(local: string, timeZone: string): string {
  const wanted = Date.parse(local + ':00Z')
  let guess = wanted
  // The offset at the guess may be another one than at the true moment, once.
  for (let tries = 0; tries < 2; tries++)
    guess += wanted - Date.parse(localDateTime(new Date(guess), timeZone) + ':00Z')
  return new Date(guess).toISOString()
}

function* slots(schedule: Schedule, from: string, step: 1 | -1, timeZone: string, calendar: Calendar) {
  const times = [...new Set(schedule.times)].sort()
  if (!schedule.on || times.length === 0) return
  if (step < 0) times.reverse()
  for (let n = 0, day = from; n < horizon; n++, day = addDays(day, step)) {
    if (schedule.workingDays && !calendar.isWorkingDay(day)) continue
    for (const time of times) {
      const slot = `${day}T${time}`
      yield { slot, at: instantOf(slot, timeZone) } satisfies Slot
    }
  }
}

/** The first run after `now`; null when the schedule is off or names no time. */
export function nextRun(schedule: Schedule, now: Date, timeZone: string, calendar: Calendar): Slot | null {
  for (const slot of slots(schedule, localDay(now, timeZone), 1, timeZone, calendar))
    if (Date.parse(slot.at) > now.getTime()) return slot
  return null
}

/**
 * The newest run that should have begun by `now`, also when the PC slept or was off at its hour; null when there
 * is none since `since` (UTC), when the schedule was set. One run makes good for all that were missed before it.
 */
export function dueRun(
  schedule: Schedule,
  since: string,
  now: Date,
  timeZone: string,
  calendar: Calendar,
): Slot | null {
  for (const slot of slots(schedule, localDay(now, timeZone), -1, timeZone, calendar)) {
    if (Date.parse(slot.at) > now.getTime()) continue
    return slot.at >= since ? slot : null
  }
  return null
}

/** Local days and the moments at which they begin. */
import { localDateTime } from '../../../shared/rules/dates'

/** The moment, UTC, at which a day begins in a time zone (IANA name). */
export function instantOf(day: string, timeZone: string): string {
  const wanted = Date.parse(day + 'T00:00:00.000Z')
  let moment = wanted
  // Twice: a clock may have been put forward or back between the first guess and the day.
  for (let round = 0; round < 2; round++)
    moment += wanted - Date.parse(localDateTime(new Date(moment), timeZone) + ':00.000Z')
  return new Date(moment).toISOString()
}

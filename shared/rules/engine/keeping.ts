/** Rules of good keeping that the orders presuppose: days typed by hand, names that changed, second applications. */
import type { Calendar } from '../calendar'
import { readMoment } from '../dates'
import { openState, type OpeningHours } from '../deadlines'
import { foldName } from '../names'
import { found, type Finding } from './finding'

/** What a day typed by hand is the day of. */
export type TypedDay = 'acceptance' | 'decision' | 'issue' | 'return'

/**
 * R179: a day of acceptance, decision, issue or return that was typed by hand lies not in the future (block);
 * outside the opening hours or on a day off it is asked about (warn).
 *
 * @param input.value day, or local date and time `YYYY-MM-DDTHH:MM`: only then the hours are looked at
 * @param input.now local date and time
 */
export function r179TypedDay(
  input: { kind: TypedDay; value: string; now: string },
  calendar: Calendar,
  hours?: OpeningHours,
): Finding[] {
  const { kind, value, now } = input
  const moment = readMoment(value)
  const inputs = { kind, day: value.slice(0, 10), today: now.slice(0, 10) }
  const more = { field: kind }
  if (!moment) return [found('R179', 'block', 'typed_day_invalid', inputs, more)]
  const timed = value.length > 10
  if (timed ? `${moment.day}T${moment.time}` > now : moment.day > inputs.today)
    return [found('R179', 'block', 'typed_day_future', inputs, more)]
  if (!calendar.isWorkingDay(moment.day)) return [found('R179', 'warn', 'typed_day_off', inputs, more)]
  if (timed && !openState(`${moment.day}T${moment.time}`, calendar, hours).open)
    return [found('R179', 'warn', 'typed_day_hours', { ...inputs, time: moment.time }, more)]
  return []
}

/**
 * R180: whose name stands on a paper. Spelling without the Kazakh letters, case and signs make no difference; a
 * former name is recognised.
 */
export function r180NameOf(
  written: string,
  person: { name: string; formerNames?: readonly string[] },
): 'current' | 'former' | 'other' {
  const name = foldName(written)
  if (name === foldName(person.name)) return 'current'
  return (person.formerNames ?? []).some((former) => name === foldName(former)) ? 'former' : 'other'
}

/** An earlier application of the same person. */
export interface EarlierCase {
  number: string
  service: string
  acceptedOn: string
  /** Its result is not there yet. */
  open: boolean
}

/**
 * R182: the same person applies again for the same service while a case of it is open, or on the same day: the
 * case is shown (warn), and a second one needs a reason (block without).
 */
export function r182Again(
  earlier: readonly EarlierCase[],
  application: { service: string; day: string; reason: string },
): Finding[] {
  const rival = earlier
    .filter(({ service, open, acceptedOn }) => {
      return service === application.service && (open || acceptedOn === application.day)
    })
    .sort((a, b) => Number(b.open) - Number(a.open) || (a.acceptedOn < b.acceptedOn ? 1 : -1))[0]
  if (!rival) return []
  const inputs = { number: rival.number, accepted: rival.acceptedOn, open: rival.open ? 'yes' : 'no' }
  const warning = found('R182', 'warn', 'again_case', inputs, { field: 'reason' })
  return application.reason.trim() === ''
    ? [warning, found('R182', 'block', 'again_reason_missing', { number: rival.number }, { field: 'reason' })]
    : [warning]
}

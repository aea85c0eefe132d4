import type { DeadlineWhy } from '../../../shared/model'
import { CodedError } from '../../../shared/errors'
import type { Translator } from '../../../shared/locale'
import {
  buildCalendar,
  computeDeadline,
  parseTerm,
  portalStart,
  readMoment,
  shippedCalendars,
} from '../../../shared/rules'
import { Usage, type Io } from '../io'
import { registerExists, withDesk } from '../open'

export interface DeadlineOptions {
  /** Day `YYYY-MM-DD`, or local date and time `YYYY-MM-DDTHH:MM`. */
  from: string
  /** `1wd`, `30cd`. */
  term: string
  portal: boolean
  dataFolder: string
}

/**
 * `deadline`: the due day with every day explained. With a register its calendars and settings count; without
 * one the calendars shipped with the program. Throws `CodedError` `date_invalid`.
 */
export async function deadline(options: DeadlineOptions, t: Translator): Promise<DeadlineWhy> {
  const term = parseTerm(options.term)
  if (!term) throw new Usage(t('cli.usage_term', { value: options.term }))
  const { from, portal } = options
  if (registerExists(options.dataFolder))
    return withDesk(options.dataFolder, 'scheduler', ({ call }) =>
      call('deadline.compute', { from, term, portal }),
    )
  const moment = readMoment(from)
  if (!moment) throw new CodedError('date_invalid', { value: from })
  const calendar = buildCalendar(shippedCalendars)
  const start = portal ? portalStart(`${moment.day}T${moment.time}`, calendar) : moment.day
  return computeDeadline({ start, term, calendar })
}

/** The due day and why, a line for each day of the way. */
export function tellDeadline(why: DeadlineWhy, t: Translator, io: Io): void {
  const weekday = (day: string) =>
    new Intl.DateTimeFormat(t.language, { weekday: 'short', timeZone: 'UTC' }).format(new Date(day))
  io.out(t('cli.deadline_due', { due: why.due, weekday: weekday(why.due) }) + '\n')
  for (const step of why.days) {
    const kind = t.any('cli.day_' + step.kind, { n: step.n ?? 0 })
    const holiday = step.holiday ? `: ${t.local(step.holiday)}` : ''
    io.out(`  ${step.day} ${weekday(step.day).padEnd(3)} ${kind}${holiday}\n`)
  }
  io.out(`${t.local(why.source)} (${why.rules.join(', ')})\n`)
  for (const { year, status } of why.warnings)
    io.err(t.any('cli.calendar_' + status, { year: String(year) }) + '\n')
}

/** The calendars of days off: shown, corrected, taken from a file. */
import { CodedError } from '../../../shared/errors'
import type { CalendarYear } from '../../../shared/model'
import { computeYear, findCalendarFault, shippedCalendars } from '../../../shared/rules/calendar'
import { readCalendarFile } from '../../../shared/rules/calendar-file'
import { audit, ownCalendars, readDesk, type Context } from '../context'
import type { HandlersOf } from '../handlers'
import { recomputeDeadlines } from '../today/handlers'

/** Bytes of a file of calendars; a hundred years have less. */
const largest = 1024 * 1024

const idOf = ({ year, week }: Pick<CalendarYear, 'year' | 'week'>) => `${year}/${week}`

/** Every year held, once: the centre's own before the shipped one. */
async function heldYears(context: Context): Promise<Map<string, CalendarYear & { own: boolean }>> {
  const own = [...context.law.calendars, ...(await ownCalendars(context.db))]
  const years = [
    ...shippedCalendars.map((year) => ({ ...year, own: false })),
    ...own.map((year) => ({ ...year, own: true })),
  ]
  return new Map(years.map((year) => [idOf(year), year]))
}

/** Put years in and compute the open deadlines anew; gives how many of them moved. */
async function saveYears(context: Context, calendars: readonly CalendarYear[]): Promise<{ moved: number }> {
  for (const [at, calendar] of calendars.entries()) {
    const fault = findCalendarFault(calendar)
    if (fault)
      throw new CodedError('calendar_invalid', {
        reason: fault.reason,
        year: calendar.year,
        day: fault.day,
      })
    const twice = calendars.slice(0, at).some((other) => idOf(other) === idOf(calendar))
    if (twice) throw new CodedError('calendar_invalid', { reason: 'year_twice', day: String(calendar.year) })
  }
  for (const calendar of calendars) {
    await context
      .db('calendars')
      .insert({ year: calendar.year, week: calendar.week, data: JSON.stringify(calendar) })
      .onConflict(['year', 'week'])
      .merge()
    await audit(context, 'calendar', idOf(calendar), { calendar })
  }
  context.changes.add('settings')
  return { moved: await recomputeDeadlines(context) }
}

const textOf = (bytes: Uint8Array): string => new TextDecoder('utf-8').decode(bytes)

export const calendarHandlers: HandlersOf<'calendar'> = {
  async 'calendar.list'(context) {
    return [...(await heldYears(context)).values()].sort((a, b) => a.year - b.year || a.week - b.week)
  },

  'calendar.save': (context, { calendar }) => saveYears(context, [calendar]),

  'calendar.import': (context, { calendars }) => saveYears(context, calendars),

  async 'calendar.read'(context, { token }) {
    const file = context.files.get(token, context.client)
    if (!file) throw new CodedError('file_unknown')
    if (file.bytes.length > largest) throw new CodedError('file_too_large', { max: largest / 1024 / 1024 })
    const { years, faults } = readCalendarFile(textOf(file.bytes), (await readDesk(context)).week)
    const held = await heldYears(context)
    return {
      fileName: file.name,
      years: years.map((calendar) => {
        const now = held.get(idOf(calendar))
        const before = now ?? computeYear(calendar.year, calendar.week)
        const changes = (list: 'off' | 'worked') => ({
          added: calendar[list].filter((day) => !before[list].includes(day)).map(dayIn(calendar)),
          removed: before[list].filter((day) => !calendar[list].includes(day)).map(dayIn(calendar)),
        })
        return {
          calendar,
          held: !now ? ('computed' as const) : now.own ? ('own' as const) : ('shipped' as const),
          off: changes('off'),
          worked: changes('worked'),
        }
      }),
      faults,
    }
  },
}

/** `03-22` as a whole day. */
const dayIn =
  ({ year }: CalendarYear) =>
  (short: string) =>
    `${year}-${short}`

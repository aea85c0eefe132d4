/** Calendars from a file: JSON in the shape of `CalendarYear`, one year or a list, or CSV `date;off|worked`. */
import { z } from 'zod'
import { CalendarYear } from '../model'
import { findCalendarFault, type CalendarFault, type CalendarWeek } from './calendar'
import { isDay } from './dates'

export const CalendarFileFault = z.strictObject({
  /** Line of the file, from 1; null: the file as a whole. */
  line: z.number().int().nullable(),
  reason: z.enum([
    'not_json',
    'empty',
    /** A field that a calendar does not have, lacks or has in another shape; `what` is its place. */
    'shape',
    'no_date',
    /** Neither `off` nor `worked` beside the day. */
    'no_kind',
    'year_twice',
    'duplicate_day',
    'day_not_in_year',
    'worked_is_weekday',
    'off_is_weekend',
  ]),
  /** What stands there: a day, a place in the data, the text of the line. */
  what: z.string(),
})
export type CalendarFileFault = z.infer<typeof CalendarFileFault>

export interface CalendarFile {
  /** Without those that have a fault. */
  years: CalendarYear[]
  faults: CalendarFileFault[]
}

type Place = readonly PropertyKey[]

/** Line on which the value at a place begins, in text that parses as JSON. */
export function lineAt(text: string, place: Place): number {
  const stack: { array: boolean; at: string | number }[] = []
  const wanted = place.map(String).join('\n')
  let deepest = { depth: -1, index: 0 }
  let key: string | null = null
  const here = () => [...stack.map((one) => one.at)].join('\n')
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/gu)) {
    const top = stack.at(-1)
    if (token === ',') {
      if (top?.array) top.at = Number(top.at) + 1
      else key = null
      continue
    }
    if (token === '}' || token === ']') {
      stack.pop()
      continue
    }
    if (token === ':') continue
    if (top && !top.array && key === null) {
      key = JSON.parse(token) as string
      top.at = key
      continue
    }
    key = null
    // A value begins: the longest beginning of the place that was met is where the fault is.
    const path = here()
    if ((path === '' || wanted === path || wanted.startsWith(path + '\n')) && stack.length > deepest.depth)
      deepest = { depth: stack.length, index }
    if (token === '{') stack.push({ array: false, at: '' })
    if (token === '[') stack.push({ array: true, at: 0 })
  }
  return text.slice(0, deepest.index).split('\n').length
}

/** Line on which reading JSON stopped. */
function stoppedAt(text: string, error: unknown): number {
  const position = /position (\d+)/u.exec(String(error))?.[1]
  return (position === undefined ? text : text.slice(0, Number(position))).split('\n').length
}

const shortOf = (day: string) => day.slice(5)

/** Where in its lists the day of a fault stands for the last time. */
function placeOf(calendar: CalendarYear, reason: CalendarFault, day: string): Place {
  const short = day.length > 5 ? shortOf(day) : day
  for (const name of reason === 'off_is_weekend' ? (['off'] as const) : (['worked', 'off'] as const)) {
    const at = calendar[name].lastIndexOf(short)
    if (at >= 0) return [name, at]
  }
  return []
}

function fromJson(text: string): CalendarFile {
  let data: unknown
  try {
    data = JSON.parse(text)
  } catch (error) {
    return { years: [], faults: [{ line: stoppedAt(text, error), reason: 'not_json', what: '' }] }
  }
  const list: unknown[] = Array.isArray(data) ? data : [data]
  const file: CalendarFile = { years: [], faults: [] }
  const tell = (place: Place, reason: CalendarFileFault['reason'], what: string) =>
    file.faults.push({ line: lineAt(text, place), reason, what })
  list.forEach((entry, at) => {
    const base: Place = Array.isArray(data) ? [at] : []
    const parsed = CalendarYear.strict().safeParse(entry)
    if (!parsed.success) {
      for (const issue of parsed.error.issues) {
        const extra = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : []
        const place = [...base, ...issue.path, ...extra]
        tell(place, 'shape', place.map(String).join('.'))
      }
      return
    }
    const calendar = parsed.data
    if (file.years.some((other) => other.year === calendar.year && other.week === calendar.week))
      return tell(base, 'year_twice', String(calendar.year))
    const fault = findCalendarFault(calendar)
    if (fault) return tell([...base, ...placeOf(calendar, fault.reason, fault.day)], fault.reason, fault.day)
    file.years.push({ ...calendar, off: calendar.off.toSorted(), worked: calendar.worked.toSorted() })
  })
  if (list.length === 0) tell([], 'empty', '')
  return file
}

/** `2027-03-22` or `22.03.2027` as an ISO day; null when it is neither. */
function readCsvDay(text: string): string | null {
  const local = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/u.exec(text)
  const day = local ? `${local[3]}-${local[2]!.padStart(2, '0')}-${local[1]!.padStart(2, '0')}` : text
  return isDay(day) && day >= '1991' ? day : null
}

function fromCsv(text: string, week: CalendarWeek): CalendarFile {
  const years = new Map<number, CalendarYear>()
  const spoiled = new Set<number>()
  const faults: CalendarFileFault[] = []
  let header = true
  text.split(/\r\n|\r|\n/u).forEach((row, index) => {
    if (row.trim() === '') return
    const [date = '', kind = ''] = row.split(/[;,\t]/u).map((cell) => cell.trim().replace(/^"(.*)"$/u, '$1'))
    const first = header
    header = false
    const day = readCsvDay(date)
    // Names of the columns, not a day written wrongly.
    if (first && day === null && !/\d/u.test(date)) return
    const tell = (reason: CalendarFileFault['reason'], what: string) =>
      faults.push({ line: index + 1, reason, what })
    if (day === null) return tell('no_date', date.slice(0, 40))
    const year = Number(day.slice(0, 4))
    const list = kind.toLowerCase()
    if (list !== 'off' && list !== 'worked') {
      spoiled.add(year)
      return tell('no_kind', row.slice(0, 40))
    }
    const calendar = years.get(year) ?? emptyYear(year, week)
    years.set(year, calendar)
    calendar[list].push(shortOf(day))
    const fault = findCalendarFault(calendar)
    if (!fault) return
    calendar[list].pop()
    spoiled.add(year)
    tell(fault.reason, fault.day)
  })
  if (years.size === 0 && faults.length === 0) faults.push({ line: null, reason: 'empty', what: '' })
  // A year that lost a day to a fault would be a calendar with a hole.
  const whole = [...years.values()].filter(({ year }) => !spoiled.has(year))
  return {
    years: faults.some(({ reason }) => reason === 'no_date')
      ? []
      : whole.map((year) => ({ ...year, off: year.off.sort(), worked: year.worked.sort() })),
    faults,
  }
}

const emptyYear = (year: number, week: CalendarWeek): CalendarYear => ({
  ...{ year, week, off: [], worked: [] },
  status: 'official',
  source: '',
})

/**
 * Read calendars from the text of a file. CSV names no kind of week and no source: `week` is taken, the source
 * is empty.
 */
export function readCalendarFile(text: string, week: CalendarWeek): CalendarFile {
  const plain = text.replace(/^\uFEFF/u, '')
  return /^\s*[[{]/u.test(plain) ? fromJson(plain) : fromCsv(plain, week)
}

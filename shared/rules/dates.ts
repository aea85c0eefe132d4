/** Calendar days as `YYYY-MM-DD`: parsing, arithmetic, ages, local time. */
import { mapDateDigits, mapDateDigitsWithPunctuation } from './keyboard'

const millisecondsPerDay = 86_400_000
const pad = (value: number, length = 2) => String(value).padStart(length, '0')

/** Days of a month (1-12) in the Gregorian calendar. */
export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}

/** Whether such a day exists, in the years a register of living people and old papers can hold. */
export function dayExists(year: number, month: number, day: number): boolean {
  return (
    year >= 1800 && year <= 2200 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
  )
}

export function isoDay(year: number, month: number, day: number): string {
  return `${pad(year, 4)}-${pad(month)}-${pad(day)}`
}

/** Whether the text is an ISO day that exists. */
export function isDay(text: string): boolean {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(text)
  return parts !== null && dayExists(Number(parts[1]), Number(parts[2]), Number(parts[3]))
}

/**
 * A day, or a local date and time `YYYY-MM-DDTHH:MM` (seconds are dropped), as a machine writes it; a bare day is
 * taken at noon. Null when there is no such day or time.
 */
export function readMoment(text: string): { day: string; time: string } | null {
  const parts = /^(\d{4}-\d{2}-\d{2})(?:T((?:[01]\d|2[0-3]):[0-5]\d)(?::[0-5]\d)?)?$/u.exec(text.trim())
  return parts && isDay(parts[1]!) ? { day: parts[1]!, time: parts[2] ?? '12:00' } : null
}

/** Number of a day since 1970-01-01; days are counted, so no clock change can move them. */
export function dayNumber(day: string): number {
  return Math.round(Date.parse(day + 'T00:00:00Z') / millisecondsPerDay)
}

export function dayOfNumber(number: number): string {
  return new Date(number * millisecondsPerDay).toISOString().slice(0, 10)
}

/** The day `days` later (negative: earlier). */
export function addDays(day: string, days: number): string {
  return dayOfNumber(dayNumber(day) + days)
}

/** 1 Monday to 7 Sunday. */
export function weekday(day: string): number {
  // 1970-01-01 was a Thursday.
  return ((((dayNumber(day) + 3) % 7) + 7) % 7) + 1
}

function fromParts(year: string, month: string, day: string, latestYear: number | undefined): string | null {
  let full = Number(year)
  if (year.length === 2) {
    if (latestYear === undefined) return null
    full += Math.floor(latestYear / 100) * 100
    if (full > latestYear) full -= 100
  }
  return dayExists(full, Number(month), Number(day)) ? isoDay(full, Number(month), Number(day)) : null
}

function parseMapped(text: string, latestYear: number | undefined): string | null {
  const clean = text.replace(/\s*(?:г|ж)\.?$/iu, '').trim()
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/u.exec(clean)
  if (iso) return fromParts(iso[1]!, iso[2]!, iso[3]!, latestYear)
  const separated = /^(\d{1,2})\s*[.,/\-\s]\s*(\d{1,2})\s*[.,/\-\s]\s*(\d{4}|\d{2})\.?$/u.exec(clean)
  if (separated) return fromParts(separated[3]!, separated[2]!, separated[1]!, latestYear)
  const bare = /^(\d{2})(\d{2})(\d{4}|\d{2})$/u.exec(clean)
  if (bare) return fromParts(bare[3]!, bare[2]!, bare[1]!, latestYear)
  return null
}

/**
 * A day as a clerk types it: `15.03.1985`, `150385`, `15031985`, `15/3/85`, ISO, also through the Kazakh
 * layout. Null when it is no date or the day does not exist (29.02.2001, 31.04.2026).
 *
 * @param latestYear the newest year that two digits may mean (85 -> 1985 with 2026); without it a year of two
 * digits is refused
 */
export function parseDay(text: string, latestYear?: number): string | null {
  const mapped = mapDateDigits(text)
  const day = parseMapped(mapped, latestYear)
  if (day !== null || /^[\d.,/\-\s]*$/u.test(text)) return day
  // Typed through the Kazakh layout without separators: there a comma is 6 and a dot is 7.
  return parseMapped(mapDateDigitsWithPunctuation(text), latestYear)
}

/** `2026-03-09` as it is read here: `09.03.2026`; empty for no day. */
export const shownDay = (day: string | null): string => (day ?? '').split('-').reverse().join('.')

/** `9.00`, `0900` or `9:00` as `09:00`; null for what is no time of a day. */
export function readTime(text: string): string | null {
  const [, hours, minutes] = /^\s*(\d{1,2})\s*[:.\- ]?\s*(\d{2})\s*$/u.exec(text) ?? []
  return hours && minutes && Number(hours) < 24 && Number(minutes) < 60
    ? `${hours.padStart(2, '0')}:${minutes}`
    : null
}

/**
 * Full years of age on a day. Somebody born on 29 February reaches the age on 1 March of a common year: the
 * day of birth has to come round before the year is full, and on 28 February it has not. Negative before birth.
 */
export function ageOn(birth: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birth.slice(0, 4))
  return day.slice(5) < birth.slice(5) ? years - 1 : years
}

const formatters = new Map<string, Intl.DateTimeFormat>()

function localParts(instant: Date | string, timeZone: string): Record<string, string> {
  let formatter = formatters.get(timeZone)
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      calendar: 'iso8601',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    })
    formatters.set(timeZone, formatter)
  }
  const date = typeof instant === 'string' ? new Date(instant) : instant
  return Object.fromEntries(formatter.formatToParts(date).map((part) => [part.type, part.value]))
}

/** The day of a moment in a time zone (IANA name, e.g. `Asia/Almaty`). */
export function localDay(instant: Date | string, timeZone: string): string {
  const parts = localParts(instant, timeZone)
  return `${(parts.year ?? '').padStart(4, '0')}-${parts.month}-${parts.day}`
}

/** The time of a moment in a time zone, `HH:MM`. */
export function localTime(instant: Date | string, timeZone: string): string {
  const parts = localParts(instant, timeZone)
  return `${parts.hour}:${parts.minute}`
}

/** Day and time of a moment in a time zone, `YYYY-MM-DDTHH:MM`. */
export function localDateTime(instant: Date | string, timeZone: string): string {
  return localDay(instant, timeZone) + 'T' + localTime(instant, timeZone)
}

/** Dates, times and numbers as the desk writes them. */
import type { Translator } from '../shared/locale'

export { formatPhone } from '../shared/rules/phone'

let zone = 'Asia/Almaty'
let clock = new Intl.DateTimeFormat('en-GB', options(zone))

function options(timeZone: string): Intl.DateTimeFormatOptions {
  return {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }
}

/** The desk's time zone, from `app.status`. */
export function setTimeZone(timeZone: string): void {
  if (timeZone === zone) return
  clock = new Intl.DateTimeFormat('en-GB', options(timeZone))
  zone = timeZone
}

function parts(instant: string): Record<string, string> {
  return Object.fromEntries(clock.formatToParts(new Date(instant)).map((part) => [part.type, part.value]))
}

/** `2026-11-20` as `20.11.2026`; a moment is taken as its day at the desk. What is no date stays as it is. */
export function formatDate(iso: string | null | undefined): string {
  if (!iso) return ''
  const day = iso.length > 10 ? dayOf(iso) : iso
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day)
  return match ? `${match[3]}.${match[2]}.${match[1]}` : day
}

/** The day of a moment in the desk's time zone, `YYYY-MM-DD`. */
export function dayOf(instant: string): string {
  const p = parts(instant)
  return `${p['year']}-${p['month']}-${p['day']}`
}

/** A moment as `14:52` in the desk's time zone. */
export function formatTime(instant: string | null | undefined): string {
  if (!instant) return ''
  const p = parts(instant)
  return `${p['hour']}:${p['minute']}`
}

/** A moment as `20.11.2026, 14:52`. */
export function formatDateTime(instant: string | null | undefined): string {
  return instant ? `${formatDate(instant)}, ${formatTime(instant)}` : ''
}

/** 1 Monday to 7 Sunday. */
export function weekdayNumber(iso: string): number {
  return ((new Date(iso + 'T00:00:00Z').getUTCDay() + 6) % 7) + 1
}

/** The weekday in words, in the language of the screen. */
export function weekday(t: Translator, iso: string): string {
  return t.any('common.weekday_' + weekdayNumber(iso))
}

/** The weekday in two letters, for the day strip. */
export function weekdayShort(t: Translator, iso: string): string {
  return t.any('common.weekday_short_' + weekdayNumber(iso))
}

/** `жұма, 20.11.2026` */
export function formatDay(t: Translator, iso: string): string {
  return `${weekday(t, iso)}, ${formatDate(iso)}`
}

/** Family name and initials: `Әбенова Г. С.` */
export function shortName(fullName: string): string {
  const [last = '', ...rest] = fullName.trim().split(/\s+/)
  return [last, ...rest.slice(0, 2).map((name) => name.slice(0, 1) + '.')].join(' ')
}

/** Who did something: a name, or what did it where nobody was signed in (a window, the command line, the clock). */
export function actor(t: Translator, by: string): string {
  const key = 'common.by_' + by
  return t.has(key) ? t.any(key) : by
}

/** Parameters of a message with its days and moments written as the desk writes them. */
export function shownParams<P extends Record<string, string | number | boolean | null>>(
  params: P | undefined,
): P | undefined {
  if (!params) return params
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value !== 'string'
        ? value
        : /^\d{4}-\d{2}-\d{2}$/.test(value)
          ? formatDate(value)
          : /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(value)
            ? formatDateTime(value)
            : value,
    ]),
  ) as P
}

/** A sentence or a name begun with a capital letter, also ә, ғ, қ and the like. */
export const capital = (text: string) => text.charAt(0).toLocaleUpperCase('kk') + text.slice(1)

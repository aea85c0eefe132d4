/** Digits and dates as they are typed here, also through a Kazakh keyboard layout. */
import { parseDay } from '../shared/rules/dates'
import { mapDigits } from '../shared/rules/keyboard'

/** Only the digits of a text, after mapping a keyboard layout back. */
export function digitsOf(text: string): string {
  return mapDigits(text).replace(/\D/g, '')
}

/**
 * A typed day as `YYYY-MM-DD`; null when it is none (also 29 February of a common year).
 * Two digits of a year: with `past` the latest year not after this one, with `near` up to thirty years ahead.
 */
export function readDate(text: string, century: 'past' | 'near' = 'past'): string | null {
  return parseDay(text.trim(), new Date().getFullYear() + (century === 'past' ? 0 : 30))
}

/**
 * Numbers of identity: IIN of a person, BIN of an organisation (Law of 12.01.2007 No 223; decree of
 * 22.05.2007 No 406).
 */
import { dayExists, isoDay } from './dates'
import { mapDigits } from './keyboard'

export type IinError =
  | 'iin_length'
  | 'iin_characters'
  | 'iin_is_bin'
  | 'iin_date'
  | 'iin_century'
  | 'iin_check_digit'
  | 'iin_never_issued'

export interface IinCheck {
  valid: boolean
  error: IinError | null
  /** Null also for a valid number whose seventh digit is 0: ask the person (R181). */
  birthDate: string | null
  sex: 'male' | 'female' | null
  /** The digit that would be right, when only the check digit is wrong. */
  expectedDigit: number | null
  /** The one number with two neighbouring digits changed round that would pass; null when there are several. */
  suggestion: string | null
}

export type BinError =
  | 'bin_length'
  | 'bin_characters'
  | 'bin_is_iin'
  | 'bin_month'
  | 'bin_kind'
  | 'bin_check_digit'
  | 'bin_never_issued'

export interface BinCheck {
  valid: boolean
  error: BinError | null
  expectedDigit: number | null
}

const firstWeights = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]
const secondWeights = [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2]

/**
 * Check digit of the first eleven digits, the same for IIN and BIN; null when both passes give 10: such a
 * number is not issued (public code that turns 10 into 0 is wrong).
 */
export function checkDigit(digits: string): number | null {
  for (const weights of [firstWeights, secondWeights]) {
    const rest = weights.reduce((sum, weight, index) => sum + weight * Number(digits.charAt(index)), 0) % 11
    if (rest < 10) return rest
  }
  return null
}

interface Reading {
  error: IinError | null
  birthDate: string | null
  sex: 'male' | 'female' | null
  expectedDigit: number | null
}

function read(digits: string): Reading {
  const refuse = (error: IinError, expectedDigit: number | null = null): Reading => ({
    error,
    birthDate: null,
    sex: null,
    expectedDigit,
  })
  if (/\D/u.test(digits)) return refuse('iin_characters')
  if (digits.length !== 12) return refuse('iin_length')
  // Fifth digit: 0-3 begins a day, 4-6 is a kind of organisation.
  if (/[456]/u.test(digits.charAt(4))) return refuse('iin_is_bin')
  const year = Number(digits.slice(0, 2))
  const month = Number(digits.slice(2, 4))
  const day = Number(digits.slice(4, 6))
  const century = Number(digits.charAt(6))
  const centuries =
    century >= 1 && century <= 6 ? [1800 + Math.floor((century - 1) / 2) * 100] : [1800, 1900, 2000]
  if (!centuries.some((start) => dayExists(start + year, month, day))) return refuse('iin_date')
  if (century > 6) return refuse('iin_century')
  const expected = checkDigit(digits)
  if (expected === null) return refuse('iin_never_issued')
  if (expected !== Number(digits.charAt(11))) return refuse('iin_check_digit', expected)
  if (century === 0) return { error: null, birthDate: null, sex: null, expectedDigit: null }
  return {
    error: null,
    birthDate: isoDay(centuries[0]! + year, month, day),
    sex: century % 2 === 1 ? 'male' : 'female',
    expectedDigit: null,
  }
}

/** Numbers that differ by one exchange of two neighbouring digits and pass; for "did you mean". */
export function swapCandidates(digits: string): string[] {
  const found = new Set<string>()
  if (!/^\d{12}$/u.test(digits)) return []
  for (let index = 0; index < 11; index++) {
    const swapped =
      digits.slice(0, index) + digits.charAt(index + 1) + digits.charAt(index) + digits.slice(index + 2)
    // A seventh digit 0 is rare: a slip of the fingers does not lead there.
    const reading = read(swapped)
    if (swapped !== digits && reading.error === null && reading.birthDate !== null) found.add(swapped)
  }
  return [...found]
}

/**
 * Checks twelve digits as an IIN: date, century, both passes of the check digit. A number whose seventh digit
 * is 0 is valid but tells neither birth date nor sex. A valid number is no proof that it was typed right:
 * most wrong eleventh digits pass, so name and birth date are shown to confirm.
 */
export function checkIin(digits: string): IinCheck {
  const reading = read(digits)
  const candidates = reading.error === null ? [] : swapCandidates(digits)
  return {
    valid: reading.error === null,
    ...reading,
    suggestion: candidates.length === 1 ? candidates[0]! : null,
  }
}

/**
 * Reads a typed or scanned IIN: cleans it (`mapDigits`), then checks it. `corrected` says that a layout or a
 * scanner was mapped back, which the screen shows; blanks alone are no correction.
 */
export function readIin(text: string): IinCheck & { iin: string; corrected: boolean } {
  const iin = mapDigits(text)
  return { iin, corrected: iin !== text.replace(/\s/gu, ''), ...checkIin(iin) }
}

/** Checks twelve digits as a BIN: month of registration, kind of organisation and of unit, check digit. */
export function checkBin(digits: string): BinCheck {
  const refuse = (error: BinError, expectedDigit: number | null = null): BinCheck => ({
    valid: false,
    error,
    expectedDigit,
  })
  if (/\D/u.test(digits)) return refuse('bin_characters')
  if (digits.length !== 12) return refuse('bin_length')
  const month = Number(digits.slice(2, 4))
  if (/[0-3]/u.test(digits.charAt(4))) return refuse('bin_is_iin')
  if (month < 1 || month > 12) return refuse('bin_month')
  if (!/[456]/u.test(digits.charAt(4)) || !/[0-4]/u.test(digits.charAt(5))) return refuse('bin_kind')
  const expected = checkDigit(digits)
  if (expected === null) return refuse('bin_never_issued')
  if (expected !== Number(digits.charAt(11))) return refuse('bin_check_digit', expected)
  return { valid: true, error: null, expectedDigit: null }
}

/** An IIN for lists: only the last four digits are seen, `···· 0017`. */
export function maskIin(iin: string): string {
  return iin.length >= 8 ? '···· ' + iin.slice(-4) : '····'
}

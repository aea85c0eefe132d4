/**
 * The code on an issued paper: digits only, since a scanner types them through any keyboard layout and
 * `mapDigits` maps digits back. `1` (the form of the code), the document's uid as 39 digits, the first 64 bits
 * of the SHA-256 of its content as 20 digits, two check digits (ISO 7064, mod 97-10).
 */
import { mapDigits } from './keyboard'

export interface PaperCode {
  /** Uid of the document in the register. */
  uid: string
  /** First 16 hex digits of the SHA-256 of the filled form, as it was before the code was put on it. */
  contentStart: string
}

const uidDigits = 39
const hashDigits = 20
/** Digits of the whole code. */
export const paperCodeLength = 1 + uidDigits + hashDigits + 2

const digitsOfHex = (hex: string, length: number) =>
  BigInt('0x' + hex)
    .toString()
    .padStart(length, '0')

/** Digits as 16 or 32 hex digits; null when the number needs more. */
function hexOfDigits(digits: string, length: number): string | null {
  const hex = BigInt(digits).toString(16).padStart(length, '0')
  return hex.length === length ? hex : null
}

/** The code of a paper. `contentSha256` is hex. */
export function encodePaperCode(uid: string, contentSha256: string): string {
  const body =
    '1' +
    digitsOfHex(uid.replaceAll('-', ''), uidDigits) +
    digitsOfHex(contentSha256.slice(0, 16), hashDigits)
  const check = 98n - ((BigInt(body) * 100n) % 97n)
  return body + check.toString().padStart(2, '0')
}

/** Whether a typed or scanned text is meant as the code of a paper: far longer than any number of the desk. */
export const looksLikePaperCode = (text: string): boolean => /^\d{40,}$/u.test(mapDigits(text))

/**
 * Read a typed or scanned code.
 * @returns what it says; `damaged` when digits are missing or wrong, `other` when it is no code of a paper
 */
export function decodePaperCode(text: string): PaperCode | 'damaged' | 'other' {
  if (!looksLikePaperCode(text)) return 'other'
  const digits = mapDigits(text)
  if (digits.length !== paperCodeLength || digits[0] !== '1' || BigInt(digits) % 97n !== 1n) return 'damaged'
  const uid = hexOfDigits(digits.slice(1, 1 + uidDigits), 32)
  const contentStart = hexOfDigits(digits.slice(1 + uidDigits, -2), 16)
  if (uid === null || contentStart === null) return 'damaged'
  return { uid: uid.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/u, '$1-$2-$3-$4-$5'), contentStart }
}

/** Telephone numbers of Kazakhstan (numbering plan as in libphonenumber). */
import { mapDateDigits, mapDateDigitsWithPunctuation } from './keyboard'

export interface Phone {
  /** `+77012345678`; null when it is no telephone number. */
  e164: string | null
  /** `unknown` with a number: an unlisted code, kept with a warning. */
  kind: 'mobile' | 'landline' | 'unknown'
}

const mobile = /^7(?:0[0-25-8]|47|6[0-4]|7[15-8]|85)\d{7}$/u
const landline = /^7[12]\d{8}$/u

function read(text: string): Phone {
  const clean = text.replace(/[\s().,\-/\u00A0\u2010-\u2015]/gu, '')
  const none: Phone = { e164: null, kind: 'unknown' }
  const parts = /^(\+|00)?(\d+)$/u.exec(clean)
  if (!parts) return none
  const digits = parts[2]!
  const foreign = parts[1] !== undefined && !digits.startsWith('7')
  if (foreign)
    return digits.length >= 8 && digits.length <= 15 ? { e164: '+' + digits, kind: 'unknown' } : none
  let national: string | null = null
  if (digits.length === 11 && /^[78]/u.test(digits)) national = digits.slice(1)
  else if (digits.length === 10 && parts[1] === undefined) national = digits
  // Ten digits after an 8 that is no toll-free code: the trunk prefix with a digit missing.
  if (national === null || !/^(?:[1-79]|800)/u.test(national)) return none
  return {
    e164: '+7' + national,
    kind: mobile.test(national) ? 'mobile' : landline.test(national) ? 'landline' : 'unknown',
  }
}

/**
 * A telephone number in international form. Leading 8 becomes +7, blanks, brackets and dashes are ignored,
 * ten digits are taken as a number of Kazakhstan; the Kazakh keyboard layout is mapped back.
 */
export function normalisePhone(text: string): Phone {
  const phone = read(mapDateDigits(text))
  if (phone.e164 !== null || !/[әіңғүұқ"]/iu.test(text)) return phone
  return read(mapDateDigitsWithPunctuation(text))
}

/** `7013334455` and the like as `+7 701 333 44 55`, on screens and papers; other numbers stay as typed. */
export function formatPhone(phone: string): string {
  const digits = phone.replace(/\D/g, '')
  const ten = digits.length === 11 && /^[78]/.test(digits) ? digits.slice(1) : digits
  if (ten.length !== 10 || !ten.startsWith('7')) return phone
  return `+7 ${ten.slice(0, 3)} ${ten.slice(3, 6)} ${ten.slice(6, 8)} ${ten.slice(8)}`
}

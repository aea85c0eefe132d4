/** What is wrong with a person's data, as pure functions: shown while typing, decided again when saving. */
import type { ErrorCode, FieldError } from '../../../shared/errors'
import type { PersonFields, Problem } from '../../../shared/model'
import { isDay, parseDay } from '../../../shared/rules/dates'
import { readIin } from '../../../shared/rules/iin'
import { checkName, cleanName } from '../../../shared/rules/names'
import { normalisePhone } from '../../../shared/rules/phone'

export interface JudgedPerson {
  /** The fields as they will be kept: trimmed, dates ISO, telephones +7…; unreadable ones stay as typed. */
  clean: PersonFields
  /** Birth date as a day, or null while it cannot be read. */
  birthDate: string | null
  problems: Problem[]
}

/** Longest address, e-mail and free text kept. */
const longest = { address: 500, email: 120, text: 500, reason: 500, documentNumber: 40 }

/**
 * Judge the data of a person on a day. Blocks only what no paper could be printed with; the rest warns.
 * R181: birth date and sex come from the identity document, a mismatch with the IIN needs a reason.
 * domain-facts 1.4: a number that fails the check is kept only with a reason.
 */
export function judgePerson(fields: PersonFields, today: string): JudgedPerson {
  const problems: Problem[] = []
  const block = (field: string, code: string, params?: Problem['params'], rule?: string) =>
    problems.push({ field, code, severity: 'block', ...(params && { params }), ...(rule && { rule }) })
  const warn = (field: string, code: string, params?: Problem['params'], rule?: string) =>
    problems.push({ field, code, severity: 'warn', ...(params && { params }), ...(rule && { rule }) })

  const clean: PersonFields = {
    ...fields,
    iin: '',
    iinOverrideReason: cleanName(fields.iinOverrideReason),
    lastName: cleanName(fields.lastName),
    firstName: cleanName(fields.firstName),
    middleName: cleanName(fields.middleName),
    fullNameRuGen: cleanName(fields.fullNameRuGen),
    address: cleanName(fields.address),
    email: fields.email.trim(),
    labourActivity: cleanName(fields.labourActivity),
    education: cleanName(fields.education),
    mismatchReason: cleanName(fields.mismatchReason),
    identityDocument: {
      ...fields.identityDocument,
      number: cleanName(fields.identityDocument.number),
      issuer: cleanName(fields.identityDocument.issuer),
    },
  }

  // Names: one of the two is enough, some documents carry a single name.
  for (const field of ['lastName', 'firstName', 'middleName', 'fullNameRuGen'] as const) {
    if (clean[field] === '') continue
    const wrong = checkName(clean[field])
    if (wrong) block(field, wrong.code, 'params' in wrong ? (wrong.params as Problem['params']) : undefined)
  }
  if (clean.lastName === '' && clean.firstName === '') block('lastName', 'last_name_missing')
  else if (clean.lastName === '') warn('lastName', 'last_name_missing')
  else if (clean.firstName === '') warn('firstName', 'first_name_missing')

  const iin = readIin(fields.iin)
  clean.iin = iin.iin || fields.iin.trim()
  if (fields.iin.trim() === '') {
    if (clean.iinOverrideReason === '') block('iin', 'iin_missing')
  } else if (!iin.valid) {
    if (clean.iinOverrideReason === '') {
      block('iin', 'iin_invalid', { error: iin.error, expected: iin.expectedDigit })
      warn('iinOverrideReason', 'iin_override_reason')
    } else warn('iin', 'iin_invalid', { error: iin.error, expected: iin.expectedDigit })
  }

  const birthDate = parseDay(fields.birthDate, Number(today.slice(0, 4)))
  if (fields.birthDate.trim() === '') block('birthDate', 'birth_date_missing')
  else if (!birthDate) block('birthDate', 'birth_date_invalid')
  else if (birthDate > today) block('birthDate', 'birth_date_future')
  if (birthDate) clean.birthDate = birthDate
  if (fields.sex === null) block('sex', 'sex_missing')
  const { issuedOn, expiresOn } = fields.identityDocument
  if (issuedOn !== null && !isDay(issuedOn)) block('identityDocument.issuedOn', 'day_invalid')
  if (expiresOn !== null && !isDay(expiresOn)) block('identityDocument.expiresOn', 'day_invalid')

  const differs =
    (iin.valid && iin.birthDate !== null && birthDate !== null && iin.birthDate !== birthDate) ||
    (iin.valid && iin.sex !== null && fields.sex !== null && iin.sex !== fields.sex)
  if (differs) {
    if (iin.birthDate !== birthDate) warn('birthDate', 'birth_date_mismatch', { iin: iin.birthDate }, 'R181')
    if (iin.sex !== fields.sex) warn('sex', 'sex_mismatch', undefined, 'R181')
    if (clean.mismatchReason === '') block('mismatchReason', 'mismatch_reason_missing', undefined, 'R181')
  }

  if (clean.address === '') block('address', 'address_missing', undefined, 'R12')
  for (const field of ['phone', 'mobile'] as const) {
    const typed = fields[field].trim()
    clean[field] = typed
    if (typed === '') continue
    const phone = normalisePhone(typed)
    if (phone.e164) clean[field] = phone.e164
    if (!phone.e164 || phone.kind === 'unknown') warn(field, 'phone_unknown')
  }
  if (clean.mobile === '') warn('mobile', 'mobile_missing', undefined, 'R29')
  if (clean.email !== '' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(clean.email)) block('email', 'email_invalid')

  const limits: [string, string, number][] = [
    ['address', clean.address, longest.address],
    ['email', clean.email, longest.email],
    ['labourActivity', clean.labourActivity, longest.text],
    ['education', clean.education, longest.text],
    ['iinOverrideReason', clean.iinOverrideReason, longest.reason],
    ['mismatchReason', clean.mismatchReason, longest.reason],
  ]
  for (const [field, text, max] of limits) {
    if (text.length > max) block(field, 'text_too_long', { max })
  }
  return { clean, birthDate, problems }
}

const asError: Record<string, ErrorCode> = {
  last_name_missing: 'name_empty',
  first_name_missing: 'name_empty',
  birth_date_missing: 'date_invalid',
  birth_date_invalid: 'date_invalid',
  birth_date_future: 'date_in_future',
  day_invalid: 'date_invalid',
  address_missing: 'name_empty',
  mismatch_reason_missing: 'reason_needed',
  iin_missing: 'reason_needed',
  name_empty: 'name_empty',
  name_too_long: 'name_too_long',
  name_characters: 'name_characters',
  email_invalid: 'email_invalid',
  text_too_long: 'text_too_long',
}

/** The blocking problems as field errors of `person.save`. */
export function fieldErrors(problems: Problem[]): FieldError[] {
  return problems
    .filter((problem) => problem.severity === 'block')
    .map(({ field, code, params }) => ({
      path: field,
      code:
        code === 'iin_invalid'
          ? (String(params?.['error']) as ErrorCode)
          : (asError[code] ?? 'input_invalid'),
      ...(params && { params }),
    }))
}

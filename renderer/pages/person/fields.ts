import type { OutputOf } from '../../../shared/contract'
import type { FieldError } from '../../../shared/errors'
import { emptyPersonFields, type Person, type PersonFields } from '../../../shared/model'
import type { Translator } from '../../../shared/locale'
import { formatDate } from '../../format'

export type PersonPage = OutputOf<'person.get'>

/** Fields of the form in reading order; the document's parts stand for themselves. */
export const fieldPaths = [
  'iin',
  'iinOverrideReason',
  'lastName',
  'firstName',
  'middleName',
  'fullNameRuGen',
  'birthDate',
  'sex',
  'mismatchReason',
  'category',
  'address',
  'addressKind',
  'mobile',
  'phone',
  'email',
  'identityDocument.kind',
  'identityDocument.number',
  'identityDocument.issuer',
  'identityDocument.issuedOn',
  'identityDocument.expiresOn',
  'labourActivity',
  'education',
] as const
export type FieldPath = (typeof fieldPaths)[number]

const captions = {
  iin: 'desk.iin',
  iinOverrideReason: 'desk.f_iin_override',
  lastName: 'desk.f_last_name',
  firstName: 'desk.f_first_name',
  middleName: 'desk.f_middle_name',
  fullNameRuGen: 'desk.f_full_name_ru_gen',
  birthDate: 'desk.f_birth',
  sex: 'desk.f_sex',
  mismatchReason: 'desk.f_mismatch',
  category: 'desk.f_category',
  address: 'desk.f_address',
  addressKind: 'desk.f_address_kind',
  mobile: 'desk.f_mobile',
  phone: 'desk.f_phone',
  email: 'desk.f_email',
  'identityDocument.kind': 'desk.f_document_kind',
  'identityDocument.number': 'desk.f_document_number',
  'identityDocument.issuer': 'desk.f_document_issuer',
  'identityDocument.issuedOn': 'desk.f_document_issued',
  'identityDocument.expiresOn': 'desk.f_document_expires',
  labourActivity: 'desk.f_labour_activity',
  education: 'desk.f_education',
} as const satisfies Record<FieldPath, string>

export const captionOf = (t: Translator, path: FieldPath): string => t(captions[path])

/** What the form holds of a person: the fields without what the core adds. */
export function fieldsOf(person: Person): PersonFields {
  const own = Object.keys(emptyPersonFields).map((key) => [key, person[key as keyof PersonFields]])
  return structuredClone(Object.fromEntries(own) as PersonFields)
}

export function valueAt(fields: PersonFields, path: FieldPath): string | null {
  const [first, second] = path.split('.') as [keyof PersonFields, string | undefined]
  const value: unknown = fields[first]
  return (second ? (value as Record<string, string | null>)[second] : (value as string | null)) ?? null
}

/** A copy of `fields` with one value put in. */
export function withValue(fields: PersonFields, path: FieldPath, value: string | null): PersonFields {
  const [first, second] = path.split('.') as [keyof PersonFields, string | undefined]
  return second
    ? { ...fields, identityDocument: { ...fields.identityDocument, [second]: value } }
    : { ...fields, [first]: value }
}

const same = (a: string | null, b: string | null) => (a ?? '').trim() === (b ?? '').trim()

/** Fields in which two versions of a person differ. */
export const differing = (a: PersonFields, b: PersonFields): FieldPath[] =>
  fieldPaths.filter((path) => !same(valueAt(a, path), valueAt(b, path)))

/**
 * What a save after a conflict starts from. A field that only the other person changed takes theirs, a field
 * that only I changed keeps mine; what both changed differently is asked.
 */
export function merge(base: PersonFields, theirs: PersonFields, mine: PersonFields) {
  const asked = differing(theirs, mine).filter((path) => !same(valueAt(base, path), valueAt(mine, path)))
  let merged = theirs
  for (const path of asked) merged = withValue(merged, path, valueAt(mine, path))
  // The code goes with its text; the core drops it where the other text is chosen.
  if (asked.includes('address')) merged = { ...merged, addressCode: mine.addressCode }
  return { merged, asked }
}

/** A value of a field in words, for a comparison. */
export function show(t: Translator, path: FieldPath, value: string | null): string {
  if (!value) return t('desk.conflict_empty')
  if (path === 'sex') return t.any('common.sex_' + value)
  if (path === 'category') return t.any('common.category_' + value)
  if (path === 'addressKind') return t.any('common.address_' + value)
  if (path === 'identityDocument.kind') return t.any('common.document_' + value)
  if (path === 'birthDate' || path === 'identityDocument.issuedOn' || path === 'identityDocument.expiresOn')
    return formatDate(value)
  return value
}

/** Errors of the core by field of this form; what fits no field is left for the foot of the form. */
export function errorsByField(t: Translator, fields: readonly FieldError[] | undefined) {
  const known = new Map<FieldPath, string>()
  const rest: string[] = []
  for (const error of fields ?? []) {
    const path = error.path.replace(/^(fields|person)\./, '') as FieldPath
    if (fieldPaths.includes(path)) {
      // "The input is not right" says too little beside a field: it is empty.
      const text = error.code === 'input_invalid' ? t('desk.field_needed') : t.error(error)
      if (!known.has(path)) known.set(path, text)
    } else rest.push(t.error(error))
  }
  return { known, rest }
}

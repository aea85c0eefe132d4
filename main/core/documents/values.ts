/** From the register's values to what a template prints: cleaned texts, styled dates, one name per option. */
import { CodedError } from '../../../shared/errors'
import type { PaperLanguage } from '../../../shared/model'
import { isDay } from '../../../shared/rules/dates'
import { dateStyles, formatDay } from './dates'
import type { FormData } from './engine'
import type { FieldSpec, FormSpec } from './forms'

export type TemplateValue = string | boolean | Record<string, string>[]
export type TemplateValues = Record<string, TemplateValue>

/** Longest text that is put on paper; more is a mistake, not a value. */
const longest = 20_000

/**
 * Make a text safe for the XML of a document. Control characters and U+FFFE/FFFF make a file that does not
 * open, lone surrogates cannot be stored, bidi overrides make a name read otherwise than it is.
 */
export function cleanText(text: string): string {
  return text
    .slice(0, longest)
    .replace(/\r\n?/g, '\n')
    .replace(/[\x00-\x08\x0B\x0C\x0E-\x1F\x7F\uFFFE\uFFFF\u202A-\u202E\u2066-\u2069]/g, '')
    .replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '')
    .trim()
}

const optionOf = (value: unknown): string =>
  value === true ? 'yes' : value === false ? 'no' : typeof value === 'string' ? value : ''

/**
 * Names that a template of this form may use; `lists` holds the columns of each list and `last`, which is true
 * for the last entry.
 * Dates have one more name per style, choices one per option, lists with rows of the form one per row.
 */
export function namesOf(form: FormSpec): { values: Set<string>; lists: Map<string, Set<string>> } {
  const values = new Set<string>()
  const lists = new Map<string, Set<string>>()
  for (const field of form.fields) {
    if (field.type === 'list') {
      lists.set(field.id, new Set([...field.columns, 'last']))
      for (const code of field.fixed?.codes ?? []) values.add(`${field.id}__${code}`)
    } else if (field.type === 'choice')
      for (const option of field.options) values.add(`${field.id}__${option}`)
    else values.add(field.id)
    if (field.type === 'date') for (const style of dateStyles) values.add(`${field.id}__${style}`)
  }
  return { values, lists }
}

/** Rows of a list as they are printed. */
function listRows(field: Extract<FieldSpec, { type: 'list' }>, given: unknown): Record<string, string>[] {
  const rows = Array.isArray(given) ? (given as Record<string, string>[]) : []
  return rows.map((row, i) => ({
    ...Object.fromEntries(
      field.columns.map((column) => {
        const text = Object.hasOwn(row, column) ? cleanText(String(row[column])) : ''
        if (!field.dates.includes(column) || !text) return [column, text]
        if (!isDay(text)) throw new CodedError('date_invalid', { field: field.id })
        return [column, formatDay(text, 'short')]
      }),
    ),
    last: i === rows.length - 1 ? 'yes' : '',
  }))
}

/**
 * What the template is filled with: every known name has a value, blanks are ''.
 * @throws CodedError `form_field_missing` {field, form}, `date_invalid` {field}
 */
export function templateValues(form: FormSpec, language: PaperLanguage, data: FormData): TemplateValues {
  const values: TemplateValues = Object.create(null) as TemplateValues
  for (const field of form.fields) {
    const given = Object.hasOwn(data, field.id) ? data[field.id] : null
    let blank = true
    if (field.type === 'list') {
      const rows = listRows(field, given)
      values[field.id] = rows
      blank = rows.length === 0
      if (field.fixed) {
        const { code, value, codes } = field.fixed
        const said = (of: string) => rows.find((row) => row[code] === of)?.[value] ?? ''
        for (const of of codes) values[`${field.id}__${of}`] = said(of)
        // A row that the form does not have would be lost without a word.
        blank = !codes.some(said) || rows.some((row) => !codes.includes(row[code]!))
      }
    } else if (field.type === 'choice') {
      const chosen = optionOf(given)
      for (const option of field.options) values[`${field.id}__${option}`] = option === chosen
      blank = !field.options.includes(chosen)
    } else {
      const text = typeof given === 'string' ? cleanText(given) : ''
      blank = text === ''
      if (field.type === 'date') {
        if (!blank && !isDay(text)) throw new CodedError('date_invalid', { field: field.id })
        values[field.id] = blank ? '' : formatDay(text, field.style[language])
        for (const style of dateStyles) values[`${field.id}__${style}`] = blank ? '' : formatDay(text, style)
      } else values[field.id] = field.beforeStop ? text.replace(/\s*\.$/, '') : text
    }
    if (blank && field.required)
      throw new CodedError('form_field_missing', { field: field.id, form: form.formId })
  }
  return values
}

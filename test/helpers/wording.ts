/** What a form must say: the law's text of `test/fixtures/wording/` with values in its blanks. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { formatDay, type DateStyle } from '../../main/core/documents/dates'
import type { FormSpec } from '../../main/core/documents/forms'
import { normal } from './docx'

const wordingFolder = join(import.meta.dirname, '../fixtures/wording')

/**
 * The wording of the law with these values in its blanks. Ticks follow the order of the choices; `{id__style}` is
 * a date in a style of its own, `{id|blank}` a date or the blank of the law, `{, id}` a value with a comma before
 * it, when there is one, `{FOR list}{n}) {column}{ column}{;|.}{END}` a line for each entry, `{list__code}` what a
 * list says of a row of the form, `{IF field}…{END}` words that a blank field leaves out.
 */
export function expectedText(form: FormSpec, language: 'kk' | 'ru', data: Record<string, unknown>): string {
  const law = readFileSync(join(wordingFolder, `${form.formId}.${language}.txt`), 'utf8')
  const ticks = form.fields.flatMap((field) => {
    if (field.type !== 'choice') return []
    const value = data[field.id]
    const chosen = value === true ? 'yes' : value === false ? 'no' : value
    return field.options.map((option) => (option === chosen ? '☒' : '□'))
  })
  const rowsOf = (id: string) => {
    const field = form.fields.find((item) => item.id === id)
    const days = field?.type === 'list' ? field.dates : []
    const shown = ([column, value]: [string, string]) =>
      [column, value && days.includes(column) ? formatDay(value, 'short') : value] as const
    return (data[id] as Record<string, string>[]).map((row) =>
      Object.fromEntries(Object.entries(row).map(shown)),
    )
  }
  return normal(
    law
      .replace(/\{IF (!?)(\w+)\}([^]*?)\{END\}/g, (_, not: string, id: string, words: string) =>
        Boolean(data[id]) === (not === '') ? words : '',
      )
      .replace(/□/g, () => ticks.shift() ?? '?')
      .replace(/\{FOR (\w+)\}([^]*?)\{END\}/g, (_, id: string, line: string) =>
        rowsOf(id)
          .map((row, i, rows) =>
            line
              .replace('{n}', String(i + 1))
              .replace(/\{([;,]?)\|([;,.]?)\}/, i === rows.length - 1 ? '$2' : '$1')
              .replace(/\{( ?)(\w+)\}/g, (__, space: string, column: string) =>
                row[column] ? space + row[column] : '',
              ),
          )
          .join('\n'),
      )
      .replace(
        /\{(, )?(\w+?)(?:__(\w+))?(?:\|([^}]*))?\}/g,
        (_, join = '', id: string, style?: DateStyle, blank = '') => {
          const field = form.fields.find((item) => item.id === id)
          if (!field) throw new Error(`${form.formId} has no field ${id}`)
          if (field.type === 'list') {
            const { code, value } = field.fixed!
            return rowsOf(id).find((row) => row[code] === style)?.[value] ?? ''
          }
          const value = String(data[id] ?? '')
          if (field.type === 'date') return value ? formatDay(value, style ?? field.style[language]) : blank
          const shown = field.type === 'text' && field.beforeStop ? value.replace(/\.$/, '') : value
          return shown && join + shown
        },
      ),
  )
}

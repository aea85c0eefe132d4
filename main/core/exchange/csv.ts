/** The twin of a record file that people open in a spreadsheet. Machines read the NDJSON. */
import { csvLine, csvText, type CsvCell, type CsvFormula } from '../../../shared/csv'
import type { RecordKind } from '../../../shared/model'
import { jsonSchemaOf } from './records'

interface Schema {
  type?: string
  properties?: Record<string, Schema>
  anyOf?: Schema[]
}

const objectOf = (schema: Schema): Schema | undefined =>
  schema.properties ? schema : schema.anyOf?.find((one) => one.properties)

function namesOf(schema: Schema, prefix = ''): string[] {
  return Object.entries(objectOf(schema)?.properties ?? {}).flatMap(([name, inner]) =>
    objectOf(inner) ? namesOf(inner, `${prefix}${name}.`) : [prefix + name],
  )
}

const columns = new Map<RecordKind, string[]>()

/** Names of the columns of a kind: the fields of its schema in their order, a field of a field with a dot. */
export function csvColumns(kind: RecordKind): string[] {
  if (!columns.has(kind)) columns.set(kind, namesOf(jsonSchemaOf(kind)))
  return columns.get(kind)!
}

function valueAt(record: object, name: string): CsvCell | CsvFormula {
  let value: unknown = record
  for (const part of name.split('.'))
    value = value !== null && typeof value === 'object' ? (value as Record<string, unknown>)[part] : undefined
  switch (typeof value) {
    case 'string':
      return csvText(value)
    case 'number':
      return value
    case 'boolean':
      return value ? 1 : 0
    default:
      return value === null || value === undefined ? '' : JSON.stringify(value)
  }
}

/** One line of the twin, with its end; lists as JSON. */
export const csvRow = (names: readonly string[], record: object): string =>
  csvLine(names.map((name) => valueAt(record, name)))

/** Files of other systems as tables: UTF-8 with or without a mark, semicolons, quotation marks or none. */
import { csvMark } from '../../../shared/csv'
import { CodedError } from '../../../shared/errors'
import { actorOf, staffName, type Context } from '../context'
import { sha256Of } from '../exchange/batch'

/** Bytes of a file; a district has some thousand lines a year. */
const largest = 1024 * 1024

export interface CsvRow {
  /** Number of the line in the file, from 1. */
  line: number
  text: string
  cells: string[]
}

/** Cells of one line: between semicolons, in quotation marks or not. */
const cellsOf = (line: string): string[] =>
  [...(';' + line).matchAll(/;\s*(?:"((?:[^"]|"")*)"\s*(?=;|$)|([^;]*))/gu)].map(([, quoted, plain]) =>
    (quoted?.replaceAll('""', '"') ?? plain ?? '').trim(),
  )

function textOf(bytes: Uint8Array): string {
  if (bytes.length > largest) throw new CodedError('file_too_large', { max: largest / 1024 / 1024 })
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    return text.startsWith(csvMark) ? text.slice(csvMark.length) : text
  } catch {
    throw new CodedError('status_file_unreadable')
  }
}

/**
 * The lines of a file that say something, without its header.
 *
 * @param isHeader whether the cells of the first line only name the columns
 * @throws CodedError `file_too_large`, `status_file_unreadable`
 */
export const readCsv = (bytes: Uint8Array, isHeader: (cells: readonly string[]) => boolean): CsvRow[] =>
  textOf(bytes)
    .split(/\r\n|\n|\r/u)
    .map((text, at) => ({ line: at + 1, text: text.trim() }))
    .filter(({ text }) => text !== '')
    .map((row) => ({ ...row, cells: cellsOf(row.text) }))
    .filter(({ line, cells }) => !(line === 1 && isHeader(cells)))

/** An uploaded file of this client. Throws `file_unknown`. */
export function uploadedFile(context: Context, token: string) {
  const file = context.files.get(token, context.client)
  if (!file) throw new CodedError('file_unknown')
  return { ...file, sha256: sha256Of(file.bytes) }
}
type Uploaded = ReturnType<typeof uploadedFile>

/** Tables that remember which files were taken over. */
type FileTable = 'status_files' | 'portal_files'
const filesTable = ({ db }: Context, table: FileTable) =>
  db<{ id: number; sha256: string; name: string; applied: number; at: string; staff_id: number }>(table)

/** When the same bytes were taken over before, and by whom; null: never. */
export async function takenBefore(context: Context, table: FileTable, { sha256 }: Uploaded) {
  const before = await filesTable(context, table).where({ sha256 }).first()
  return before
    ? { at: before.at, by: await staffName(context.db, before.staff_id), applied: before.applied }
    : null
}

/** Remember that lines of a file were taken over now; gives its id. */
export async function keepFile(
  context: Context,
  table: FileTable,
  file: Uploaded,
  applied: number,
): Promise<number> {
  const before = await takenBefore(context, table, file)
  await filesTable(context, table)
    .insert({
      sha256: file.sha256,
      name: file.name.slice(0, 200),
      applied: applied + (before?.applied ?? 0),
      at: context.now.toISOString(),
      staff_id: actorOf(context).id,
    })
    .onConflict('sha256')
    .merge()
  return (await filesTable(context, table).where({ sha256: file.sha256 }).first())!.id
}

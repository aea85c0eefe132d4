/** Text files that are taken over: UTF-8 with or without a mark, a line for each record. */
import { csvCells, csvMark } from '../../../shared/csv'
import { CodedError, type ErrorCode } from '../../../shared/errors'

/** Bytes of a file; a district has some thousand lines a year. */
const usual = 1024 * 1024

export interface TextLine {
  /** Number in the file, from 1. */
  line: number
  text: string
}

/**
 * The lines that hold something, without the head that `head` recognises.
 *
 * @param unreadable code for what is no text
 * @param largest bytes of a file at most
 * @throws CodedError `file_too_large`, `unreadable`
 */
export function textLines(
  bytes: Uint8Array,
  head: RegExp | null,
  unreadable: ErrorCode,
  largest = usual,
): TextLine[] {
  if (bytes.length > largest) throw new CodedError('file_too_large', { max: largest / 1024 / 1024 })
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw new CodedError(unreadable)
  }
  return (text.startsWith(csvMark) ? text.slice(csvMark.length) : text)
    .split(/\r\n|\n|\r/u)
    .map((one, at) => ({ line: at + 1, text: one.trim() }))
    .filter((one) => one.text !== '' && !(one.line === 1 && head?.test(one.text)))
}

export interface CsvRow extends TextLine {
  cells: string[]
}

/**
 * The same as tables: semicolons, quotation marks or none.
 *
 * @param isHead whether the cells of the first line only name the columns
 * @throws what `textLines` throws
 */
export const csvRows = (
  bytes: Uint8Array,
  isHead: (cells: readonly string[]) => boolean,
  unreadable: ErrorCode,
): CsvRow[] =>
  textLines(bytes, null, unreadable)
    .map((row) => ({ ...row, cells: csvCells(row.text) }))
    .filter(({ line, cells }) => !(line === 1 && isHead(cells)))

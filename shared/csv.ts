/** Lists as CSV, the way a spreadsheet in Kazakhstan opens them: UTF-8 with a mark, semicolons, CRLF. */

export type CsvCell = string | number | null | undefined

/** Stands at the beginning of the file and makes a spreadsheet read it as UTF-8. */
export const csvMark = '\ufeff'

/** What a spreadsheet would run as a formula is kept as text by a leading apostrophe; a telephone is none. */
function cell(value: CsvCell): string {
  const text = value === null || value === undefined ? '' : String(value)
  const formula = typeof value === 'string' && /^[=+\-@\t\r\n]/.test(text) && !/^\+[\d ]+$/.test(text)
  const plain = formula ? "'" + text : text
  return /[";\r\n]/.test(plain) ? '"' + plain.replaceAll('"', '""') + '"' : plain
}

/** One line of the file, with its end. */
export const csvLine = (cells: readonly CsvCell[]): string => cells.map(cell).join(';') + '\r\n'

/** Cells of one line that was read: between semicolons, in quotation marks or not. */
export function csvCells(line: string): string[] {
  const cells: string[] = []
  for (let rest = line, more = true; more;) {
    const [whole, quoted, plain] = /^\s*(?:"((?:[^"]|"")*)"|([^;]*?))\s*(?:;|$)/u.exec(rest)!
    cells.push(quoted?.replaceAll('""', '"') ?? plain ?? '')
    more = whole.endsWith(';')
    rest = rest.slice(whole.length)
  }
  return cells
}

/** Lists as CSV, the way a spreadsheet in Kazakhstan opens them: UTF-8 with a mark, semicolons, CRLF. */

export type CsvCell = string | number | null | undefined

/** A cell that the spreadsheet is meant to compute; only `csvText` makes one. */
export interface CsvFormula {
  formula: `="${string}"`
}

/** Stands at the beginning of the file and makes a spreadsheet read it as UTF-8. */
export const csvMark = '\ufeff'

/** What a spreadsheet would run as a formula is kept as text by a leading apostrophe; a telephone is none. */
function cell(value: CsvCell | CsvFormula): string {
  if (typeof value === 'object' && value !== null) return '"' + value.formula.replaceAll('"', '""') + '"'
  const text = value === null || value === undefined ? '' : String(value)
  const formula = typeof value === 'string' && /^[=+\-@\t\r\n]/.test(text) && !/^\+[\d ]+$/.test(text)
  const plain = formula ? "'" + text : text
  return /[";\r\n]/.test(plain) ? '"' + plain.replaceAll('"', '""') + '"' : plain
}

/**
 * A text that a spreadsheet must not take for a number: an IIN would lose its leading zeros, a telephone
 * its plus, and longer numbers their last digits. Others stay as they are.
 */
export const csvText = (text: string): CsvCell | CsvFormula =>
  /^(?:0\d+|\+?\d{11,})$/.test(text) ? { formula: `="${text}"` } : text

/** One line of the file, with its end. */
export const csvLine = (cells: readonly (CsvCell | CsvFormula)[]): string =>
  cells.map(cell).join(';') + '\r\n'

const separators = [';', ','] as const
export type CsvSeparator = (typeof separators)[number]

/** What parts the cells of a foreign file: whatever stands in its first lines most often. */
export function csvSeparator(lines: readonly string[]): CsvSeparator {
  const often = (one: string) => lines.reduce((sum, line) => sum + line.split(one).length - 1, 0)
  return [...separators].sort((a, b) => often(b) - often(a))[0]!
}

const cellPatterns: Readonly<Record<CsvSeparator, RegExp>> = {
  ';': /^\s*(?:"((?:[^"]|"")*)"|([^;]*?))\s*(?:;|$)/u,
  ',': /^\s*(?:"((?:[^"]|"")*)"|([^,]*?))\s*(?:,|$)/u,
}

/** Cells of one line that was read: between semicolons (or another sign), in quotation marks or not. */
export function csvCells(line: string, separator: CsvSeparator = ';'): string[] {
  const cells: string[] = []
  for (let rest = line, more = true; more;) {
    const [whole, quoted, plain] = cellPatterns[separator].exec(rest)!
    cells.push(quoted?.replaceAll('""', '"') ?? plain ?? '')
    more = whole.endsWith(separator)
    rest = rest.slice(whole.length)
  }
  return cells
}

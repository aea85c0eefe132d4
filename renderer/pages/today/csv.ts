/** Lists as CSV, the way a spreadsheet in Kazakhstan opens them: UTF-8 with a mark, semicolons, CRLF. */

type Cell = string | number | null | undefined

/** What a spreadsheet would run as a formula is kept as text by a leading apostrophe; a telephone is none. */
function cell(value: Cell): string {
  const text = value === null || value === undefined ? '' : String(value)
  const formula = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) && !/^\+[\d ]+$/.test(text)
  const plain = formula ? "'" + text : text
  return /[";\r\n]/.test(plain) ? '"' + plain.replaceAll('"', '""') + '"' : plain
}

/** The text of the file, with the byte order mark that makes a spreadsheet read it as UTF-8. */
export function csvText(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return '\ufeff' + [head, ...rows].map((row) => row.map(cell).join(';') + '\r\n').join('')
}

/** Hand the list to the user as `<name>.csv`. */
export function saveCsv(name: string, head: readonly string[], rows: readonly (readonly Cell[])[]): void {
  const url = URL.createObjectURL(new Blob([csvText(head, rows)], { type: 'text/csv;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name + '.csv'
  document.body.append(link)
  link.click()
  link.remove()
  // The browser reads the address after the click returns.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}

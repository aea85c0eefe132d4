import { csvLine, csvMark, type CsvCell } from '../../../shared/csv'

/** The text of the file. */
export function csvText(head: readonly string[], rows: readonly (readonly CsvCell[])[]): string {
  return csvMark + [head, ...rows].map(csvLine).join('')
}

/** Hand the list to the user as `<name>.csv`. */
export function saveCsv(name: string, head: readonly string[], rows: readonly (readonly CsvCell[])[]): void {
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

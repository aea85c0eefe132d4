/** A journal as a file for work: CSV, or a sheet of a spreadsheet. */
import writeExcelFile, { type Row } from 'write-excel-file/node'
import { csvLine, csvMark } from '../../../shared/csv'
import { formatDay } from '../documents/dates'
import { cleanText } from '../documents/values'
import type { Journal } from './journals'

const numberSign = '№'

/** CSV with days as DD.MM.YYYY. */
export async function journalCsv(journal: Journal): Promise<Uint8Array> {
  const { columns } = journal
  const head = csvMark + csvLine([numberSign, ...columns.map((column) => column.title)])
  const parts = [Buffer.from(head)]
  let number = 0
  for await (const rows of journal.rows()) {
    const lines = rows.map((row) =>
      csvLine([
        ++number,
        ...row.map((cell, i) => (columns[i]!.day ? cell && formatDay(cell, 'short') : cleanText(cell))),
      ]),
    )
    parts.push(Buffer.from(lines.join('')))
  }
  return Buffer.concat(parts)
}

/** A text for a cell. The library keeps texts by name in a plain object, which knows some names already. */
const textCell = (text: string) => {
  const clean = cleanText(text)
  return clean in {} ? clean + ' ' : clean
}

/** One sheet: days are dates, the heading stays in sight. */
export async function journalXlsx(journal: Journal, sheet: string): Promise<Uint8Array> {
  const { columns } = journal
  const head = [numberSign, ...columns.map((column) => column.title)]
  const data: Row[] = [
    head.map((value) => ({ value, fontWeight: 'bold', wrap: true, alignVertical: 'center' })),
  ]
  for await (const rows of journal.rows())
    for (const row of rows)
      data.push([
        data.length,
        ...row.map((cell, i) => {
          if (cell === '') return null
          return columns[i]!.day ? new Date(cell + 'T00:00:00Z') : textCell(cell)
        }),
      ])
  return writeExcelFile(data, {
    sheet,
    columns: [{ width: 7 }, ...columns.map(({ width }) => ({ width }))],
    stickyRowsCount: 1,
    dateFormat: 'dd.mm.yyyy',
    orientation: 'landscape',
  }).toBuffer()
}

/**
 * A report or the quarterly table as a paper or a spreadsheet. None of the orders that the program holds prescribes a
 * quarterly form of a career centre (they name no quarter but that of a family's income), so the table is our own.
 */
import writeExcelFile, { type Row } from 'write-excel-file/node'
import {
  reportSections,
  sectionOf,
  type QuarterRow,
  type Report,
  type ReportFilter,
} from '../../../shared/contract/reports'
import type { ParsedInputOf } from '../../../shared/contract'
import { translate, translator, type Translator } from '../../../shared/locale'
import type { FileToken, PaperLanguage } from '../../../shared/model'
import { localDay } from '../../../shared/rules/dates'
import { waitSpanText } from '../../../shared/rules/queue'
import type { z } from 'zod'
import { readCentre, readDesk, type Context } from '../context'
import { signatoryOf } from '../director/signatory'
import { formatDay } from '../documents/dates'
import type { FormData } from '../documents/engine'
import { cleanText } from '../documents/values'
import { computeReport, quarterRows } from './compute'
import { openKept } from './handlers'

const types = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

interface Line {
  what: string
  part: string
  n: number | null
}

/** Minutes with one digit after the comma. */
const minutesOf = (seconds: number): number => Math.round(seconds / 6) / 10

/** A report as lines: section, figure, parts of it. Days belong to the chart. */
function linesOf(t: Translator, report: Report): Line[] {
  const lines: Line[] = []
  for (const section of reportSections) {
    const own = report.figures.filter(({ name, by }) => sectionOf(name) === section && by !== 'day')
    if (own.length === 0) continue
    lines.push({ what: t.any('report.section_' + section).toLocaleUpperCase(t.language), part: '', n: null })
    for (const { name, by, title, n } of own)
      lines.push(
        by === null
          ? { what: t.any('report.f_' + name.replace('.', '_')), part: '', n }
          : { what: '', part: title ? t.local(title) : '', n },
      )
    if (section === 'queue')
      for (const which of ['waiting', 'serving'] as const)
        for (const one of ['median', 'longest'] as const)
          for (const line of report.queue) {
            const time = line[which]
            const what = t('report.queue_minutes', { what: t(`report.f_queue_${which}_${one}`) })
            if (time)
              lines.push({ what, part: line.title ? t.local(line.title) : '', n: minutesOf(time[one]) })
          }
    if (section === 'queue')
      for (const { from, n } of report.waits)
        lines.push({ what: t('report.chart_waits'), part: waitSpanText(from), n })
    if (section === 'decisions' && report.term) {
      lines.push({ what: t('report.term_median'), part: '', n: report.term.median })
      lines.push({ what: t('report.term_longest'), part: '', n: report.term.longest })
    }
  }
  return lines
}

const quarterColumns = [
  'accepted',
  'granted',
  'refused',
  'inTime',
  'late',
  'referrals',
  'hired',
] as const satisfies readonly (keyof QuarterRow)[]

/** Everything of all services; rows of measures are part of their service's. */
const totalOf = (rows: readonly QuarterRow[], column: (typeof quarterColumns)[number]): number =>
  rows.filter(({ measure }) => measure === '').reduce((sum, row) => sum + row[column], 0)

async function headOf(context: Context, language: PaperLanguage, filter: ReportFilter, asOf: string) {
  const centre = await readCentre(context)
  const desk = await readDesk(context)
  const { fullName, position } = await signatoryOf(context, language)
  return {
    centre_name: language === 'ru' ? centre.nameRu : centre.nameKk,
    period_from: filter.from,
    period_to: filter.to,
    made_date: localDay(asOf, desk.timeZone),
    signatory_position: position,
    signatory_full_name: fullName,
  }
}

/** Title, period and day over a table; place for the signature below it. */
async function sheetOf(
  title: string,
  head: Awaited<ReturnType<typeof headOf>>,
  language: PaperLanguage,
  table: Row[],
  widths: number[],
): Promise<Uint8Array> {
  const day = (iso: string) => formatDay(iso, 'short')
  const data: Row[] = [
    [{ value: head.centre_name }],
    [{ value: title, fontWeight: 'bold' }],
    [
      {
        value: translate(language, 'report.period_line', {
          from: day(head.period_from),
          to: day(head.period_to),
          made: day(head.made_date),
        }),
      },
    ],
    [],
    ...table,
    [],
    [{ value: `${head.signatory_position}  ______________  ${head.signatory_full_name}` }],
  ]
  return writeExcelFile(data, {
    sheet: title.slice(0, 31),
    columns: widths.map((width) => ({ width })),
    orientation: 'landscape',
  }).toBuffer()
}

const bold = (value: string | number) => ({ value, fontWeight: 'bold' as const, wrap: true })

async function quarterFile(
  context: Context,
  { filter, as, language }: ParsedInputOf<'report.file'>,
): Promise<Uint8Array> {
  const t = translator(language)
  const rows = await quarterRows(context, filter)
  const head = await headOf(context, language, filter, context.now.toISOString())
  if (as === 'xlsx')
    return sheetOf(
      t('report.quarter_title'),
      head,
      language,
      [
        [bold(t('report.quarter_what')), ...quarterColumns.map((one) => bold(t(`report.quarter_${one}`)))],
        ...rows.map((row): Row => [
          { value: (row.measure ? '    ' : '') + cleanText(t.local(row.title)), wrap: true },
          ...quarterColumns.map((one) => row[one]),
        ]),
        [bold(t('report.quarter_total')), ...quarterColumns.map((one) => bold(totalOf(rows, one)))],
      ],
      [60, ...quarterColumns.map(() => 13)],
    )
  const cells = (title: string, value: (column: (typeof quarterColumns)[number]) => number) => ({
    title,
    accepted: String(value('accepted')),
    granted: String(value('granted')),
    refused: String(value('refused')),
    in_time: String(value('inTime')),
    late: String(value('late')),
    referrals: String(value('referrals')),
    hired: String(value('hired')),
  })
  const data: FormData = {
    ...head,
    rows: [
      ...rows.map((row) => cells((row.measure ? '– ' : '') + t.local(row.title), (column) => row[column])),
      cells(t('report.quarter_total'), (column) => totalOf(rows, column)),
    ],
  }
  return (await context.papers.fill('common-report-quarter', language, data)).bytes
}

async function wholeFile(
  context: Context,
  { filter, keptId, as, language }: ParsedInputOf<'report.file'>,
): Promise<{ bytes: Uint8Array; filter: ReportFilter }> {
  const t = translator(language)
  const report =
    keptId === null ? await computeReport(context, filter) : (await openKept(context, keptId)).report
  const head = await headOf(context, language, report.filter, report.asOf)
  const lines = linesOf(t, report)
  if (as === 'xlsx') {
    const table = lines.map(({ what, part, n }): Row => {
      const text = part === '' ? bold(cleanText(what)) : { value: '    ' + cleanText(part), wrap: true }
      return [text, n]
    })
    const bytes = await sheetOf(t('report.title_paper'), head, language, table, [90, 12])
    return { bytes, filter: report.filter }
  }
  const rows = lines.map(({ what, part, n }) => ({
    what: part === '' ? what : '– ' + part,
    figure: n === null ? '' : String(n).replace('.', ','),
  }))
  const { bytes } = await context.papers.fill('common-report', language, { ...head, rows })
  return { bytes, filter: report.filter }
}

/** @throws CodedError what the template and the filter can raise */
export async function reportFile(
  context: Context,
  asked: ParsedInputOf<'report.file'>,
): Promise<z.infer<typeof FileToken>> {
  const { bytes, filter } =
    asked.what === 'quarter'
      ? { bytes: await quarterFile(context, asked), filter: asked.filter }
      : await wholeFile(context, asked)
  const name = `qabyldau-${asked.what}-${filter.from}-${filter.to}.${asked.as}`
  return context.files.put({ name, type: types[asked.as], bytes }, context.client)
}

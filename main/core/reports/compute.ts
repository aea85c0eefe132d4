/** Count the figures of a report, and give the rows behind one. */
import {
  figureNames,
  sectionOf,
  type Figure,
  type FigureName,
  type ListName,
  type QuarterRow,
  type Report,
  type ReportDimension,
  type ReportFilter,
  type ReportRow,
} from '../../../shared/contract/reports'
import { CodedError } from '../../../shared/errors'
import { isDay } from '../../../shared/rules/dates'
import { medianOf } from '../../../shared/rules/median'
import type { Knex } from '../../db/open'
import { clockOf, readDesk, type Context } from '../context'
import { mayDirect } from '../director/rights'
import {
  decisionTerms,
  figures,
  marksOf,
  rowsOf,
  sources,
  ticketTimes,
  ticketWaits,
  type Asked,
} from './figures'
import { readRows } from './rows'
import { titlesOf } from './titles'

/**
 * Check what is asked and who asks: figures of a clerk are the director's to see, and a specialist's own.
 *
 * @throws CodedError `date_invalid`, `report_period`, `right_missing`
 */
export async function askedOf(context: Context, filter: ReportFilter): Promise<Asked> {
  for (const path of ['from', 'to'] as const)
    if (!isDay(filter[path]))
      throw new CodedError('date_invalid', undefined, [{ path, code: 'date_invalid' }])
  if (filter.to < filter.from)
    throw new CodedError('report_period', undefined, [{ path: 'to', code: 'report_period' }])
  if (filter.clerkId !== null) refuseOthers(context, filter.clerkId)
  const desk = await readDesk(context)
  return { context, clock: await clockOf(context), timeZone: desk.timeZone, filter }
}

function refuseOthers(context: Context, clerkId: number): void {
  if (!mayDirect(context) && context.staff?.id !== clerkId)
    throw new CodedError('right_missing', { right: 'direct' })
}

/** Whether a section can be asked under this filter. */
const says = (name: ListName, filter: ReportFilter): boolean => {
  const marks = marksOf[sectionOf(name)]
  return (['service', 'edition', 'measure', 'channel', 'clerkId'] as const).every(
    (mark) => filter[mark] === null || marks.includes(mark),
  )
}

type Parts = { by: ReportDimension; value: string; n: number }[]

/** One pass over the rows of a figure: its number, and that of each part in each dimension. */
async function count(name: FigureName, asked: Asked): Promise<{ n: number; parts: Parts }> {
  const { by, many } = figures[name]
  const { query } = await rowsOf(name, asked)
  const dimensions = Object.entries(by) as [ReportDimension, string][]
  const alias = dimensions.map(([, column], i) => ({ [`k${i}`]: column }))
  const groups = (await query
    .select(...alias)
    .count({ n: '*' })
    .modify((grouped) => {
      if (dimensions.length > 0) void grouped.groupBy(dimensions.map(([, column]) => column))
    })) as Record<string, unknown>[]
  let n = 0
  const sums = new Map<string, Parts[number]>()
  for (const group of groups) {
    const own = Number(group['n'])
    n += own
    dimensions.forEach(([dimension], i) => {
      const raw = group[`k${i}`]
      if (raw === null || raw === '') return
      const values = dimension === many ? (JSON.parse(String(raw)) as string[]) : [String(raw)]
      for (const value of values) {
        const key = dimension + ' ' + value
        const part = sums.get(key) ?? { by: dimension, value, n: 0 }
        part.n += own
        sums.set(key, part)
      }
    })
  }
  const order = (part: Parts[number]) => dimensions.findIndex(([dimension]) => dimension === part.by)
  return {
    n,
    // The same facts give the same order: a kept report is compared byte for byte.
    parts: [...sums.values()].sort(
      (a, b) =>
        order(a) - order(b) ||
        (a.by === 'day' ? 0 : b.n - a.n) ||
        (a.value < b.value ? -1 : a.value > b.value ? 1 : 0),
    ),
  }
}

/** Working days from acceptance to decision. */
async function termOf(asked: Asked): Promise<Report['term']> {
  const found = medianOf(await decisionTerms(asked))
  return found && { n: found.n, median: found.median, longest: found.longest }
}

/** R9, R10: how long one waited and was served, of all lines and of each in the order of their ids. */
async function queueTimes(asked: Asked, figures: readonly Omit<Figure, 'title'>[]) {
  const issued = figures.filter(({ name }) => name === 'queue.issued')
  if (!issued.some(({ n }) => n > 0)) return []
  const times = {
    waiting: await ticketTimes(asked, 'waiting'),
    serving: await ticketTimes(asked, 'serving'),
  }
  const timeOf = (which: keyof typeof times, groupId: string | null) => {
    const found = medianOf(
      groupId === null ? times[which] : times[which].filter(({ group }) => group === groupId),
    )
    return found && { median: found.median, longest: found.longest }
  }
  const groups = issued.flatMap(({ by, value }) => (by === 'kind' && value !== null ? [value] : []))
  return [null, ...groups.sort()].map((groupId) => ({
    groupId,
    waiting: timeOf('waiting', groupId),
    serving: timeOf('serving', groupId),
  }))
}

/** A report as the register knows it now. By clerk only where the reader may see it. */
export async function computeReport(context: Context, filter: ReportFilter): Promise<Report> {
  const asked = await askedOf(context, filter)
  const found: Omit<Figure, 'title'>[] = []
  for (const name of figureNames.filter((one) => says(one, filter))) {
    const { n, parts } = await count(name, asked)
    found.push({ name, by: null, value: null, n })
    for (const part of parts) found.push({ name, ...part })
  }
  const title = await titlesOf(context)
  const leftOut = [...new Set(figureNames.filter((one) => !says(one, filter)).map(sectionOf))]
  return visibleTo(context, {
    filter,
    asOf: context.now.toISOString(),
    today: asked.clock.today,
    figures: found.map((one) => ({
      ...one,
      title: one.by === null ? null : title(one.name, one.by, one.value!),
    })),
    term: leftOut.includes('decisions') ? null : await termOf(asked),
    queue: (await queueTimes(asked, found)).map(({ groupId, ...times }) => ({
      groupId,
      title: groupId === null ? null : title('queue.issued', 'kind', groupId),
      ...times,
    })),
    waits: leftOut.includes('queue') ? [] : await ticketWaits(asked),
    leftOut,
  })
}

/** What a reader may see of a report: of clerks other than themselves only with the right of the director. */
export function visibleTo(context: Context, report: Report): Report {
  if (mayDirect(context)) return report
  const own = String(context.staff?.id ?? '')
  return { ...report, figures: report.figures.filter((one) => one.by !== 'clerk' || one.value === own) }
}

/** Grounds are a list as JSON; a ground is one of its texts. */
const partOf =
  (name: ListName, by: ReportDimension, value: string) =>
  (query: Knex.QueryBuilder): void => {
    const { by: columns, many, parted } = sources[name]
    const column = columns[by]
    if (column === undefined) throw new CodedError('figure_unknown', { name, by })
    if (by === parted) return
    if (by === many) {
      // Ids of grounds hold no wildcard but the underscore, which must mean itself.
      const like = JSON.stringify(value).replaceAll(/[\\%_]/gu, String.raw`\$&`)
      void query.whereRaw(String.raw`?? LIKE ? ESCAPE '\'`, [column, `%${like}%`])
    } else void query.where(column, by === 'clerk' ? Number(value) : value)
  }

/** The rows behind a figure or one of its parts, in the order of their days. */
export async function listFigure(
  context: Context,
  {
    filter,
    name,
    by,
    value,
    limit,
    offset,
  }: {
    filter: ReportFilter
    name: ListName
    by: ReportDimension | null
    value: string | null
    limit: number
    offset: number
  },
): Promise<{ total: number; rows: ReportRow[] }> {
  const asked = await askedOf(context, filter)
  if (!says(name, filter) || (by === null) !== (value === null))
    throw new CodedError('figure_unknown', { name })
  if (by === 'clerk') refuseOthers(context, Number(value))
  const rows = async () => {
    const box = await rowsOf(name, asked, value)
    if (by !== null) void box.query.modify(partOf(name, by, value!))
    return box
  }
  const { id, day, kind } = sources[name]
  const [{ n }] = (await (await rows()).query.count({ n: '*' })) as [{ n: number | string }]
  const page = (await (
    await rows()
  ).query
    .orderBy([day, id])
    .limit(limit)
    .offset(offset)
    .select({ id, day })) as { id: number; day: string | null }[]
  return { total: Number(n), rows: await readRows(context, asked.timeZone, kind, page) }
}

/** The quarterly table: a row per service, and under a service that leads to measures one per measure. */
export async function quarterRows(context: Context, filter: ReportFilter): Promise<QuarterRow[]> {
  const asked = await askedOf(context, filter)
  const rows = new Map<string, QuarterRow>()
  const titles = await titlesOf(context)
  const rowOf = (service: string, measure: string): QuarterRow => {
    const key = service + ' ' + measure
    let row = rows.get(key)
    if (!row) {
      const title = measure
        ? titles('referrals.issued', 'measure', measure)
        : titles('applications.accepted', 'service', service)
      row = {
        service,
        measure,
        title,
        accepted: 0,
        granted: 0,
        refused: 0,
        inTime: 0,
        late: 0,
        referrals: 0,
        hired: 0,
      }
      rows.set(key, row)
    }
    return row
  }
  const columns = {
    accepted: ['applications.accepted'],
    granted: ['decisions.granted'],
    refused: ['decisions.refused'],
    inTime: ['terms.in_time'],
    late: ['terms.late', 'terms.overdue'],
    referrals: ['referrals.issued'],
    hired: ['referrals.hired'],
  } as const satisfies Partial<Record<keyof QuarterRow, readonly FigureName[]>>
  for (const [column, names] of Object.entries(columns) as [keyof typeof columns, readonly FigureName[]][])
    for (const name of names) {
      const measureColumn = sectionOf(name) === 'referrals' ? 'r.measure' : 'a.measure'
      const groups = (await (
        await rowsOf(name, asked)
      ).query
        .select({ service: 'a.service_code', measure: measureColumn })
        .count({ n: '*' })
        .groupBy('a.service_code', measureColumn)) as {
        service: string
        measure: string
        n: number | string
      }[]
      for (const { service, measure, n } of groups) {
        rowOf(service, '')[column] += Number(n)
        if (measure !== '') rowOf(service, measure)[column] += Number(n)
      }
    }
  return [...rows.values()].sort((a, b) =>
    a.service === b.service ? (a.measure < b.measure ? -1 : 1) : a.service < b.service ? -1 : 1,
  )
}

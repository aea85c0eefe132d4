/** Periods that a report is asked for: a day, a month, a quarter, a year, and the ones before and after. */
import type { Translator } from '../../../shared/locale'
import { daysInMonth, isoDay } from '../../../shared/rules/dates'
import { formatDate } from '../../format'

export const periodKinds = ['day', 'month', 'quarter', 'year', 'own'] as const
export type PeriodKind = (typeof periodKinds)[number]

export interface Period {
  kind: PeriodKind
  from: string
  to: string
}

const months = { day: 0, month: 1, quarter: 3, year: 12, own: 0 } as const

/** The period of a kind in which a day lies. */
export function periodOf(kind: PeriodKind, day: string): Period {
  const length = months[kind]
  if (length === 0) return { kind, from: day, to: day }
  const year = Number(day.slice(0, 4))
  const first = Math.floor((Number(day.slice(5, 7)) - 1) / length) * length + 1
  const last = first + length - 1
  return { kind, from: isoDay(year, first, 1), to: isoDay(year, last, daysInMonth(year, last)) }
}

/** The period before (-1) or after (1); of two dates there is none. */
export function neighbour(period: Period, step: -1 | 1): Period {
  if (period.kind === 'own') return period
  const edge = new Date((step < 0 ? period.from : period.to) + 'T00:00:00Z')
  edge.setUTCDate(edge.getUTCDate() + step)
  return periodOf(period.kind, edge.toISOString().slice(0, 10))
}

/** What a period is called. */
export function periodName(t: Translator, { kind, from, to }: Period): string {
  const year = from.slice(0, 4)
  const month = Number(from.slice(5, 7))
  if (kind === 'day' || from === to) return formatDate(from)
  if (kind === 'month') return t('report.month_n', { year, month: 'm' + month })
  if (kind === 'quarter') return t('report.quarter_n', { year, n: Math.ceil(month / 3) })
  if (kind === 'year') return t('report.year_n', { year })
  return `${formatDate(from)} – ${formatDate(to)}`
}

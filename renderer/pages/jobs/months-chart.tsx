import type { OutputOf } from '../../../shared/contract'
import { useT } from '../../i18n'
import { monthOf } from './measures'

type Row = OutputOf<'referral.counts'>['rows'][number]

const parts = ['came', 'waiting', 'refused'] as const

/** Units of the drawing: a bar with its gap, the height of the highest bar, room for the words. */
const slot = 60
const bar = 34
const height = 120
const below = 22
const above = 18

/** Referrals by month of issue, each bar parted by what came of them. */
export function MonthsChart({ months, rows }: { months: readonly string[]; rows: readonly Row[] }) {
  const t = useT()
  const bars = months.map((month) => {
    const own = rows.filter((row) => row.month === month)
    const sum = (key: (typeof parts)[number] | 'issued') => own.reduce((n, row) => n + row[key], 0)
    return {
      month,
      issued: sum('issued'),
      came: sum('came'),
      waiting: sum('waiting'),
      refused: sum('refused'),
    }
  })
  const most = Math.max(1, ...bars.map(({ issued }) => issued))
  const total = bars.reduce((n, { issued }) => n + issued, 0)
  const size = (n: number) => (n / most) * height
  return (
    <figure className="months">
      <svg
        viewBox={`0 0 ${Math.max(1, bars.length) * slot} ${above + height + below}`}
        role="img"
        aria-label={t('referral.chart', { n: total, months: months.length })}
      >
        {bars.map(({ month, issued, ...own }, i) => {
          let top = above + height
          return (
            <g key={month} transform={`translate(${i * slot} 0)`}>
              <title>{t('referral.chart_bar', { month: monthOf(month), issued, ...own })}</title>
              {parts.map((part) => {
                top -= size(own[part])
                return (
                  <rect
                    key={part}
                    className={'bar-' + part}
                    x={(slot - bar) / 2}
                    y={top}
                    width={bar}
                    height={size(own[part])}
                  />
                )
              })}
              {issued > 0 && (
                <text className="n" x={slot / 2} y={top - 5} textAnchor="middle">
                  {issued}
                </text>
              )}
              <text x={slot / 2} y={above + height + 16} textAnchor="middle">
                {monthOf(month)}
              </text>
            </g>
          )
        })}
        <line x1="0" x2={bars.length * slot} y1={above + height} y2={above + height} />
      </svg>
      <figcaption>
        {parts.map((part) => (
          <span key={part}>
            <span className={'swatch bar-' + part} aria-hidden /> {t(`referral.count_${part}`)}
          </span>
        ))}
      </figcaption>
    </figure>
  )
}

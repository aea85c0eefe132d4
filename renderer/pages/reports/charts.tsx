/** Charts of the report: inline SVG in the tokens of the desk, words for a screen reader, and the same as a table. */
import type { Figure, Listed, Report } from '../../../shared/contract/reports'
import { waitSpanText } from '../../../shared/rules/queue'
import { formatDate } from '../../format'
import { useT } from '../../i18n'

export type Open = (figure: Listed) => void

/** A figure that opens its list. */
export function FigureLink({
  figure,
  title,
  text = String(figure.n),
  onOpen,
}: {
  figure: Listed
  title: string
  /** How a number is written that is no count. */
  text?: string
  onOpen: Open
}) {
  const t = useT()
  if (figure.n === 0) return <span>0</span>
  return (
    <button
      type="button"
      className="figure-link"
      aria-label={t('report.chart_bar', { title, n: text })}
      onClick={() => onOpen(figure)}
    >
      {text}
    </button>
  )
}

interface Bar {
  key: string
  label: string
  n: number
  /** Null: several days together, which have no list of their own. */
  figure: Listed | null
}

const height = 180
const width = 680
const left = 34
const top = 20

/** Rounded up to 1, 2 or 5 times a power of ten. */
function nice(most: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, most)))
  return [1, 2, 5, 10].map((times) => times * power).find((one) => one >= most)!
}

/** Days of a short period; months of one that is longer than two. */
function barsOf(days: readonly Figure[]): Bar[] {
  const sorted = [...days].sort((a, b) => (a.value! < b.value! ? -1 : 1))
  if (sorted.length <= 62)
    return sorted.map((one) => ({
      key: one.value!,
      label: formatDate(one.value).slice(0, 5),
      n: one.n,
      figure: one,
    }))
  const byMonth = new Map<string, number>()
  for (const one of sorted)
    byMonth.set(one.value!.slice(0, 7), (byMonth.get(one.value!.slice(0, 7)) ?? 0) + one.n)
  return [...byMonth].map(([month, n]) => ({
    key: month,
    label: `${month.slice(5)}.${month.slice(0, 4)}`,
    n,
    figure: null,
  }))
}

function ChartTable({ title, bars, onOpen }: { title: string; bars: readonly Bar[]; onOpen: Open }) {
  const t = useT()
  return (
    <details className="chart-table">
      <summary>{t('report.chart_table')}</summary>
      <table aria-label={title}>
        <tbody>
          {bars.map((bar) => (
            <tr key={bar.key}>
              <th scope="row">{bar.label}</th>
              <td className="num">
                {bar.figure ? (
                  <FigureLink figure={bar.figure} title={`${title}, ${bar.label}`} onOpen={onOpen} />
                ) : (
                  bar.n
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}

const words = (bars: readonly Bar[]) => {
  const most = bars.reduce<Bar | null>((best, bar) => (best === null || bar.n > best.n ? bar : best), null)
  return { n: bars.reduce((sum, bar) => sum + bar.n, 0), most: most?.n ?? 0, when: most?.label ?? '' }
}

/** Upright bars with their numbers as words and as a table. `marked` bars and the highest one bear their number. */
function UprightBars({
  title,
  note,
  bars,
  tone,
  marked,
  onOpen,
}: {
  title: string
  note?: string | undefined
  bars: readonly Bar[]
  tone: (bar: Bar, last: boolean) => string
  marked: (bar: Bar, last: boolean) => boolean
  onOpen: Open
}) {
  const t = useT()
  const { n, most, when } = words(bars)
  const roof = nice(most)
  const slot = (width - left) / Math.max(1, bars.length)
  const every = Math.ceil(bars.length / 10)
  const y = (value: number) => top + height - (value / roof) * height
  return (
    <figure className="report-chart">
      <figcaption>
        <h2>{title}</h2>
        {note && <span className="second">{note}</span>}
      </figcaption>
      <svg
        viewBox={`0 0 ${width} ${top + height + 24}`}
        role="img"
        aria-label={
          n === 0 ? t('report.chart_none', { title }) : t('report.chart_words', { title, n, most, when })
        }
      >
        {(roof === 1 ? [0, 1] : [0, roof / 2, roof]).map((value) => (
          <g key={value}>
            <line x1={left} x2={width} y1={y(value)} y2={y(value)} />
            <text x={left - 6} y={y(value) + 4} textAnchor="end">
              {value}
            </text>
          </g>
        ))}
        {bars.map((bar, i) => {
          const thick = Math.min(48, slot * 0.76)
          const x = left + i * slot + (slot - thick) / 2
          const last = i === bars.length - 1
          return (
            <g key={bar.key}>
              <title>{`${bar.label}: ${bar.n}`}</title>
              <rect
                className={tone(bar, last)}
                x={x}
                y={y(bar.n)}
                width={thick}
                height={top + height - y(bar.n)}
                rx="2"
              />
              {(marked(bar, last) || bar.n === most) && (
                <text className="value" x={x + thick / 2} y={y(bar.n) - 5} textAnchor="middle">
                  {bar.n}
                </text>
              )}
              {(i % every === 0 || last) && (
                <text x={x + thick / 2} y={top + height + 18} textAnchor="middle">
                  {bar.label}
                </text>
              )}
            </g>
          )
        })}
      </svg>
      {bars.length > 0 && <ChartTable title={title} bars={bars} onOpen={onOpen} />}
    </figure>
  )
}

/** Upright bars by day or month, the highest and the last with their numbers. */
export function DaysChart({
  days,
  ...chart
}: {
  title: string
  note?: string
  days: readonly Figure[]
  onOpen: Open
}) {
  return (
    <UprightBars
      {...chart}
      bars={barsOf(days)}
      tone={(_, last) => (last ? 'bar' : 'bar soft')}
      marked={(_, last) => last}
    />
  )
}

/** R9: tickets by how long they waited; spans that hold one over its limit are red, and bear their number. */
export function WaitsChart({ waits, onOpen }: { waits: Report['waits']; onOpen: Open }) {
  const t = useT()
  const over = new Set(waits.filter((span) => span.over > 0).map((span) => String(span.from)))
  const bars = waits.map(({ from, n }): Bar => {
    const label = waitSpanText(from)
    return {
      key: String(from),
      label,
      n,
      figure: {
        name: 'queue.waited',
        by: 'minutes',
        value: String(from),
        title: { kk: label, ru: label, en: label },
        n,
      },
    }
  })
  return (
    <UprightBars
      title={t('report.chart_waits')}
      note={t('report.chart_waits_note', {
        n: waits.reduce((sum, one) => sum + one.n, 0),
        over: waits.reduce((sum, one) => sum + one.over, 0),
      })}
      bars={bars}
      tone={(bar) => (over.has(bar.key) ? 'bar late' : 'bar soft')}
      marked={(bar) => over.has(bar.key)}
      onOpen={onOpen}
    />
  )
}

/** Lying bars by part, each number a link to its list. HTML, so that long names of measures wrap. */
export function PartsChart({
  title,
  note,
  parts,
  onOpen,
}: {
  title: string
  note?: string
  parts: readonly Figure[]
  onOpen: Open
}) {
  const t = useT()
  const most = Math.max(1, ...parts.map(({ n }) => n))
  return (
    <figure className="report-chart">
      <figcaption>
        <h2>{title}</h2>
        {note && <span className="second">{note}</span>}
      </figcaption>
      {parts.length === 0 ? (
        <p className="empty">{t('report.chart_none', { title })}</p>
      ) : (
        <table className="report-parts" aria-label={title}>
          <tbody>
            {parts.map((part, i) => {
              const name = part.title ? t.local(part.title) : ''
              return (
                <tr key={part.value}>
                  <th scope="row">{name}</th>
                  <td className="num">
                    <FigureLink figure={part} title={name} onOpen={onOpen} />
                  </td>
                  <td className="line-bar" aria-hidden="true">
                    <svg viewBox="0 0 100 10" preserveAspectRatio="none">
                      <rect
                        className={i === 0 ? 'bar' : 'bar soft'}
                        width={(part.n / most) * 100}
                        height="10"
                      />
                    </svg>
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      )}
    </figure>
  )
}

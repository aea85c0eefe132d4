/** How terms were kept: all, late, overdue and the share in time, by kind of term. */
import type { Figure, Report } from '../../../shared/contract/reports'
import { Part } from '../../components'
import { useT } from '../../i18n'
import { FigureLink, type Open } from './charts'

const names = ['terms.in_time', 'terms.late', 'terms.overdue'] as const

/** A share in per cent with at most one digit after the comma; null of nothing. */
export const shareOf = (inTime: number, all: number): number | null =>
  all === 0 ? null : Math.round((inTime / all) * 1000) / 10

export function percent(language: string, share: number): string {
  return new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(share) + ' %'
}

export function Terms({ report, onOpen }: { report: Report; onOpen: Open }) {
  const t = useT()
  const rows = new Map<string, Partial<Record<(typeof names)[number], Figure>>>()
  for (const one of report.figures)
    if (one.by === 'code' && (names as readonly string[]).includes(one.name))
      rows.set(one.value!, { ...rows.get(one.value!), [one.name]: one })
  const cell = (figure: Figure | undefined, title: string) =>
    figure ? <FigureLink figure={figure} title={title} onOpen={onOpen} /> : 0
  return (
    <Part title={t('report.section_terms')}>
      <table className="report-terms">
        <caption className="vh">{t('report.terms_caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('report.col_term')}</th>
            <th scope="col" className="num">
              {t('report.col_all')}
            </th>
            <th scope="col" className="num">
              {t('report.col_late')}
            </th>
            <th scope="col" className="num">
              {t('report.f_terms_overdue')}
            </th>
            <th scope="col" className="num">
              {t('report.col_share')}
            </th>
          </tr>
        </thead>
        <tbody>
          {[...rows].map(([code, row]) => {
            const [inTime, late, overdue] = names.map((name) => row[name]?.n ?? 0) as [number, number, number]
            const all = inTime + late + overdue
            const title = t.local(Object.values(row)[0]!.title!)
            return (
              <tr key={code}>
                <th scope="row">{title}</th>
                <td className="num">{all}</td>
                <td className="num">{cell(row['terms.late'], `${title}, ${t('report.f_terms_late')}`)}</td>
                <td className="num">
                  {cell(row['terms.overdue'], `${title}, ${t('report.f_terms_overdue')}`)}
                </td>
                <td className="num strong">{percent(t.language, shareOf(inTime, all) ?? 0)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </Part>
  )
}

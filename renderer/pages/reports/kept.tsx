/** Reports that were made and kept: shown as they were, with what the register would say otherwise now. */
import type { KeptReport, ReportDifference } from '../../../shared/contract/reports'
import { useCall } from '../../api/hooks'
import { Button, ErrorNote, Note, Part } from '../../components'
import { formatDate, formatDateTime, shortName } from '../../format'
import { useT } from '../../i18n'

export function KeptList({ onOpen }: { onOpen: (id: number) => void }) {
  const t = useT()
  const answer = useCall('report.kept', {})
  const reports = answer.data?.reports ?? []
  const line = (one: KeptReport) =>
    t('report.kept_line', {
      from: formatDate(one.filter.from),
      to: formatDate(one.filter.to),
      when: formatDateTime(one.asOf),
      by: shortName(one.madeBy),
    })
  return (
    <Part title={t('report.kept_title')}>
      <ErrorNote error={answer.error} />
      {answer.data && reports.length === 0 && <p className="empty">{t('report.kept_none')}</p>}
      <ul className="report-kept">
        {reports.map((one) => (
          <li key={one.id}>
            <button type="button" className="figure-link" onClick={() => onOpen(one.id)}>
              {line(one)}
            </button>
          </li>
        ))}
      </ul>
    </Part>
  )
}

export function KeptHead({
  kept,
  whole,
  differences,
  onClose,
}: {
  kept: KeptReport
  whole: boolean
  differences: readonly ReportDifference[]
  onClose: () => void
}) {
  const t = useT()
  return (
    <div className="kept-head">
      <div className="toolbar">
        <h2>{t('report.kept_open', { when: formatDateTime(kept.asOf), by: kept.madeBy })}</h2>
        <div className="end">
          <Button kind="plain" small shortcut="Escape" onPress={onClose}>
            {t('report.kept_close')}
          </Button>
        </div>
      </div>
      <p className="second">
        {t('report.kept_hash', { hash: kept.sha256.slice(0, 16) })} · {t('report.kept_lists')}
      </p>
      {!whole && <Note tone="stop">{t('report.kept_broken')}</Note>}
      {differences.length === 0 ? (
        <Note tone="done">{t('report.kept_same')}</Note>
      ) : (
        <Note tone="today">
          <p>{t('report.kept_differs', { n: differences.length })}</p>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('report.col_figure')}</th>
                <th scope="col" className="num">
                  {t('report.kept_was')}
                </th>
                <th scope="col" className="num">
                  {t('report.kept_now')}
                </th>
              </tr>
            </thead>
            <tbody>
              {differences.map(({ name, by, value, title, was, now }) => (
                <tr key={[name, by, value].join(' ')}>
                  <th scope="row">
                    {[t.any('report.f_' + name.replace('.', '_')), title ? t.local(title) : '']
                      .filter(Boolean)
                      .join(', ')}
                  </th>
                  <td className="num">{was}</td>
                  <td className="num">{now}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Note>
      )}
    </div>
  )
}

/** The list behind a figure; Enter opens the record, Esc goes back to the report. */
import { useEffect, useMemo, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import type { Listed, ReportFilter, ReportRow } from '../../../shared/contract/reports'
import { useCall } from '../../api/hooks'
import { Button, DataTable, ErrorNote, type Column } from '../../components'
import { formatDate } from '../../format'
import { useT } from '../../i18n'

const step = 100

export function FigureList({
  filter,
  figure,
  onBack,
}: {
  filter: ReportFilter
  figure: Listed
  onBack: () => void
}) {
  const t = useT()
  const [, go] = useLocation()
  const [limit, setLimit] = useState(step)
  const [picked, setPicked] = useState<number | null>(null)
  const start = useRef<HTMLDivElement>(null)
  const { name, by, value } = figure
  const answer = useCall('report.list', { filter, name, by, value, limit }, { keepPrevious: true })
  const list = answer.data
  const ready = list !== undefined
  useEffect(() => {
    if (ready) start.current?.querySelector<HTMLElement>('tr[tabindex="0"]')?.focus({ preventScroll: true })
  }, [ready])
  const columns = useMemo<Column<ReportRow>[]>(
    () => [
      {
        id: 'day',
        header: t('report.list_day'),
        width: '7rem',
        value: (row) => row.day,
        cell: (row) => formatDate(row.day),
      },
      {
        id: 'record',
        header: t('report.list_record'),
        value: (row) => row.number,
        cell: (row) => (
          <>
            <span className="strong-name">{row.number || t.local(row.title)}</span>
            {row.number !== '' && <span className="second">{t.local(row.title)}</span>}
          </>
        ),
        rowHeader: true,
      },
      { id: 'person', header: t('report.list_person'), width: '18rem', value: (row) => row.person },
      { id: 'by', header: t('report.list_by'), width: '16rem', value: (row) => row.by },
    ],
    [t],
  )
  const title = [t.any('report.f_' + name.replace('.', '_')), figure.title ? t.local(figure.title) : '']
    .filter(Boolean)
    .join(', ')
  return (
    <div className="report-list" ref={start}>
      <div className="toolbar">
        <h2>
          {list || figure.n !== null
            ? t('report.list_title', { title, n: list?.total ?? figure.n ?? 0 })
            : title}
        </h2>
        <div className="end">
          <Button kind="plain" small shortcut="Escape" onPress={onBack}>
            {t('report.list_back')}
          </Button>
        </div>
      </div>
      <ErrorNote error={answer.error} />
      {list && (
        <DataTable
          label={title}
          columns={columns}
          rows={list.rows}
          rowId={(row) => row.id}
          selectedId={picked ?? list.rows[0]?.id ?? null}
          onSelect={(row) => setPicked(row.id)}
          onOpen={(row) => go(row.place)}
          emptyText={t('report.list_empty')}
        />
      )}
      {list && list.rows.length < list.total && (
        <p className="list-foot" role="status">
          {t('report.list_shown', { n: list.rows.length, total: list.total })}
          <Button small onPress={() => setLimit(Math.min(1000, limit + step))}>
            {t('report.list_more')}
          </Button>
        </p>
      )}
    </div>
  )
}

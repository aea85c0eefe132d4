/** The register of complaints (R159 to R164). */
import { useMemo, useState } from 'react'
import { useLocation } from 'wouter'
import type { ComplaintRow } from '../../../shared/contract/complaints'
import type { Translator } from '../../../shared/locale'
import { useCall } from '../../api/hooks'
import { Button, Chip, DataTable, DeadlineChip, ErrorNote, Filters, type Column } from '../../components'
import { useDesk } from '../../desk'
import { formatDate, shortName } from '../../format'
import { useT } from '../../i18n'
import { ComplaintDialog } from '../complaint/dialog'
import { stateText, stateTone } from '../complaint/words'
import { saveCsv } from '../today/csv'
import { ListTools, PrintHead } from '../today/list'

const states = ['all', 'open', 'closed'] as const
type State = (typeof states)[number]
const step = 100
const most = 500

function columnsOf(t: Translator): Column<ComplaintRow>[] {
  return [
    {
      id: 'number',
      header: t('desk.col_number'),
      width: '9.5rem',
      value: (row) => row.number,
      cell: (row) => (
        <a className="main nowrap" href={'#/complaints/' + row.id} tabIndex={-1}>
          {row.number}
        </a>
      ),
      rowHeader: true,
    },
    {
      id: 'on',
      header: t('complaint.col_on'),
      width: '7rem',
      value: (row) => row.on,
      cell: (row) => (row.on ? formatDate(row.on) : <span className="second">{t('complaint.no_day')}</span>),
    },
    {
      id: 'who',
      header: t('complaint.col_who'),
      value: (row) => row.who,
      cell: (row) => (
        <>
          {row.who}
          <span className="second">
            {row.iinMasked ? t('desk.iin_masked', { iin: row.iinMasked }) : t('complaint.not_registered')}
          </span>
        </>
      ),
    },
    {
      id: 'about',
      header: t('complaint.col_about'),
      value: (row) => t(`complaint.about_${row.about}`),
      cell: (row) => (
        <>
          {t(`complaint.about_${row.about}`)}
          <span className="second">{row.applicationNumber ?? t.local(row.serviceName)}</span>
        </>
      ),
    },
    {
      id: 'due',
      header: t('complaint.col_due'),
      width: '10.5rem',
      value: (row) => row.due?.why.due ?? null,
      cell: (row) =>
        row.due ? (
          <>
            <DeadlineChip why={row.due.why} due={row.due.why.due} workingDaysLeft={row.due.workingDaysLeft} />
            <span className="second">{t(`complaint.owes_${row.due.step}`)}</span>
          </>
        ) : (
          <span className="second">{t('complaint.no_due')}</span>
        ),
    },
    {
      id: 'state',
      header: t('desk.col_state'),
      width: '10rem',
      value: (row) => stateText(t, row),
      cell: (row) => <Chip tone={stateTone(row)}>{stateText(t, row)}</Chip>,
    },
    {
      id: 'by',
      header: t('complaint.col_by'),
      width: '7rem',
      value: (row) => row.by,
      cell: (row) => <span className="second">{shortName(row.by)}</span>,
    },
  ]
}

export function ComplaintList() {
  const t = useT()
  const [, go] = useLocation()
  const { can } = useDesk()
  const [state, setState] = useState<State>('all')
  const [limit, setLimit] = useState(step)
  const [selected, setSelected] = useState<number | null>(null)
  const [entering, setEntering] = useState(false)
  const answer = useCall('complaint.list', { state, limit }, { keepPrevious: true })
  const columns = useMemo(() => columnsOf(t), [t])
  const { rows = [], total = 0 } = answer.data ?? {}
  const csv = () =>
    saveCsv(
      'qabyldau-complaints',
      columns.map((column) => String(column.header)),
      rows.map((row) => [
        row.number,
        formatDate(row.on),
        row.who,
        [t(`complaint.about_${row.about}`), row.applicationNumber, t.local(row.serviceName)]
          .filter(Boolean)
          .join(', '),
        row.due && `${formatDate(row.due.why.due)} ${t(`complaint.owes_${row.due.step}`)}`,
        stateText(t, row),
        row.by,
      ]),
    )
  return (
    <div className="page-body">
      <PrintHead title={t('complaint.title')} />
      <div className="toolbar">
        <Filters
          label={t('desk.filter')}
          value={state}
          onChange={setState}
          options={states.map((value) => ({ value, label: t(`complaint.show_${value}`) }))}
        />
        {can('people_write') && (
          <Button small icon="plus" shortcut="Ins" onPress={() => setEntering(true)}>
            {t('complaint.new')}
          </Button>
        )}
        {rows.length > 0 && <ListTools onCsv={csv} />}
      </div>
      <ErrorNote error={answer.error} />
      {answer.data ? (
        <DataTable
          label={t('complaint.title')}
          columns={columns}
          rows={rows}
          rowId={(row) => row.id}
          selectedId={selected}
          onSelect={(row) => setSelected(row.id)}
          onOpen={(row) => go('/complaints/' + row.id)}
          emptyText={t('complaint.none')}
        />
      ) : (
        !answer.error && <p className="empty">{t('desk.loading')}</p>
      )}
      {rows.length < total && limit < most && (
        <p className="list-foot" role="status">
          {t('desk.shown_of', { n: rows.length, total })}
          <Button small onPress={() => setLimit(Math.min(limit + step, most))}>
            {t('desk.more')}
          </Button>
        </p>
      )}
      {entering && (
        <ComplaintDialog
          onClose={(made) => {
            setEntering(false)
            if (made) go('/complaints/' + made.id)
          }}
        />
      )}
    </div>
  )
}

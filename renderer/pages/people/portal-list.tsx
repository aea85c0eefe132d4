/** What came through egov.kz and enbek.kz (R46, R51): the list, one typed by hand, a whole file. */
import { useMemo, useState } from 'react'
import { useLocation } from 'wouter'
import type { PortalRow } from '../../../shared/contract/portal'
import type { Translator } from '../../../shared/locale'
import { useCall } from '../../api/hooks'
import { Button, Chip, DataTable, ErrorNote, Filters, type Column } from '../../components'
import { useDesk } from '../../desk'
import { formatDate, shortName } from '../../format'
import { useT } from '../../i18n'
import { saveCsv } from '../today/csv'
import { ListTools, PrintHead } from '../today/list'
import { ArrivalDialog } from './portal-enter'
import { PortalImport } from './portal-import'
import { portalState, sentText } from './portal-words'

const shows = ['all', 'open', 'egov', 'enbek'] as const
type Show = (typeof shows)[number]
const step = 100
const most = 500

function columnsOf(t: Translator): Column<PortalRow>[] {
  return [
    {
      id: 'number',
      header: t('portal.col_number'),
      width: '9rem',
      value: (row) => row.portalNumber,
      cell: (row) => (
        <>
          <span className="nowrap">{row.portalNumber}</span>
          <span className="second">{t(`common.channel_${row.channel}`)}</span>
        </>
      ),
    },
    {
      id: 'sent',
      header: t('portal.col_sent'),
      width: '9.5rem',
      value: (row) => row.sentAt,
      cell: (row) => <span className="nowrap">{sentText(row.sentAt)}</span>,
    },
    {
      id: 'person',
      header: t('desk.col_name'),
      value: (row) => row.personName,
      cell: (row) => (
        <>
          <a className="main" href={'#/applications/' + row.applicationId} tabIndex={-1}>
            {row.personName}
          </a>
          <span className="second">{t('desk.iin_masked', { iin: row.iinMasked })}</span>
        </>
      ),
      rowHeader: true,
    },
    {
      id: 'service',
      header: t('desk.col_application'),
      value: (row) => t.local(row.serviceName),
      cell: (row) => (
        <>
          {t.local(row.serviceName)}
          <span className="second">{row.applicationNumber}</span>
        </>
      ),
    },
    {
      id: 'due',
      header: t('portal.col_due'),
      width: '7.5rem',
      value: (row) => row.due,
      cell: (row) => (row.due ? formatDate(row.due) : <span className="second">{t('portal.no_due')}</span>),
    },
    {
      id: 'state',
      header: t('desk.col_state'),
      width: '12rem',
      value: (row) => portalState(t, row),
      cell: (row) => <Chip tone={row.waitsFor ? 'today' : 'done'}>{portalState(t, row)}</Chip>,
    },
    {
      id: 'by',
      header: t('portal.col_by'),
      width: '7rem',
      value: (row) => row.by,
      cell: (row) => <span className="second">{shortName(row.by)}</span>,
    },
  ]
}

export function PortalList() {
  const t = useT()
  const [, go] = useLocation()
  const { can } = useDesk()
  const [show, setShow] = useState<Show>('all')
  const [limit, setLimit] = useState(step)
  const [selected, setSelected] = useState<number | null>(null)
  const [entering, setEntering] = useState(false)
  const answer = useCall('portal.list', { show, limit }, { keepPrevious: true })
  const columns = useMemo(() => columnsOf(t), [t])
  const { rows = [], total = 0 } = answer.data ?? {}
  const csv = () =>
    saveCsv(
      'qabyldau-portal',
      columns.map((column) => String(column.header)),
      rows.map((row) => [
        `${t(`common.channel_${row.channel}`)} ${row.portalNumber}`,
        sentText(row.sentAt),
        row.personName,
        `${row.applicationNumber} ${t.local(row.serviceName)}`,
        formatDate(row.due),
        portalState(t, row),
        row.by,
      ]),
    )
  return (
    <div className="page-body">
      <PrintHead title={t('portal.title')} />
      <div className="toolbar">
        <Filters
          label={t('desk.filter')}
          value={show}
          onChange={setShow}
          options={shows.map((value) => ({ value, label: t(`portal.show_${value}`) }))}
        />
        {can('intake') && (
          <>
            <Button small icon="plus" shortcut="Ins" onPress={() => setEntering(true)}>
              {t('portal.enter')}
            </Button>
            <PortalImport />
          </>
        )}
        {rows.length > 0 && <ListTools onCsv={csv} />}
      </div>
      <ErrorNote error={answer.error} />
      {answer.data ? (
        <DataTable
          label={t('portal.title')}
          columns={columns}
          rows={rows}
          rowId={(row) => row.id}
          selectedId={selected}
          onSelect={(row) => setSelected(row.id)}
          onOpen={(row) => go('/applications/' + row.applicationId)}
          emptyText={t('portal.none')}
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
        <ArrivalDialog
          onClose={(applicationId) => {
            setEntering(false)
            if (applicationId !== null) go('/applications/' + applicationId)
          }}
        />
      )}
    </div>
  )
}

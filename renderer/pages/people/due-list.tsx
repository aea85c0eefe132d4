/** R56: job seekers due for the transition to unemployed, and the file with what AIS decided. */
import { useMemo, useState } from 'react'
import { useLocation } from 'wouter'
import type { OutputOf } from '../../../shared/contract'
import type { Translator } from '../../../shared/locale'
import { call } from '../../api/client'
import { useCall } from '../../api/hooks'
import { DataTable, ErrorNote, type Column } from '../../components'
import { useDesk } from '../../desk'
import { formatDate, shortName } from '../../format'
import { useT } from '../../i18n'
import { saveCsv } from '../today/csv'
import { ListTools, PrintHead } from '../today/list'
import { AisImport } from './ais-import'

type Row = OutputOf<'registration.due'>['rows'][number]

/** What a line says nothing usable for, is said alike for every file of AIS. */
const ownReasons: readonly string[] = ['date_early', 'ground_unknown', 'not_unemployed']
const reasonKey = (reason: string) =>
  (ownReasons.includes(reason) ? 'deregistration' : 'status') + '.reason_' + reason

const barsText = (t: Translator, row: Row): string =>
  row.bars.map((bar) => t.local(bar.sentence)).join(' ') || t('status.no_bars')

function columnsOf(t: Translator): Column<Row>[] {
  return [
    {
      id: 'expected',
      header: t('status.col_expected'),
      width: '8rem',
      value: (row) => row.expected,
      cell: (row) => formatDate(row.expected),
    },
    {
      id: 'person',
      header: t('status.col_person'),
      width: '17rem',
      value: (row) => row.personName,
      cell: (row) => (
        <>
          <a className="main" href={'#/people/' + row.personId} tabIndex={-1}>
            {row.personName}
          </a>
          <span className="second">
            {row.iinMasked} · {row.applicationNumber}
          </span>
        </>
      ),
      rowHeader: true,
    },
    {
      id: 'since',
      header: t('status.col_since'),
      width: '8rem',
      value: (row) => row.since,
      cell: (row) => formatDate(row.since),
    },
    {
      id: 'bars',
      header: t('status.col_bars'),
      value: (row) => row.bars.length,
      cell: (row) => <span className={row.bars.length ? undefined : 'second'}>{barsText(t, row)}</span>,
    },
    {
      id: 'responsible',
      header: t('status.col_responsible'),
      width: '7rem',
      value: (row) => row.responsible,
      cell: (row) => <span className="second">{shortName(row.responsible)}</span>,
    },
  ]
}

export function DueList() {
  const t = useT()
  const [, go] = useLocation()
  const { can } = useDesk()
  const answer = useCall('registration.due', {})
  const [selected, setSelected] = useState<number | null>(null)
  const columns = useMemo(() => columnsOf(t), [t])
  const rows = answer.data?.rows ?? []
  const csv = () =>
    saveCsv(
      'qabyldau-due',
      columns.map((column) => String(column.header)),
      rows.map((row) => [
        formatDate(row.expected),
        row.personName,
        formatDate(row.since),
        barsText(t, row),
        row.responsible,
      ]),
    )
  return (
    <div className="page-body">
      <PrintHead title={t('status.due_title')} />
      <div className="toolbar">
        <p className="second">{t('status.due_lead')}</p>
        {can('mediate') && (
          <>
            <AisImport
              shortcut="F6"
              title={t('status.import')}
              help={t('status.import_help')}
              read={(token) => call('registration.readFile', { token })}
              apply={(token) => call('registration.importFile', { token })}
              lineOf={(line) => ({
                said: line.status && line.on && `${t(`status.is_${line.status}`)}, ${formatDate(line.on)}`,
                reason: line.reason && t(`status.reason_${line.reason}`),
                held:
                  line.held &&
                  t('status.import_held', {
                    status: t(`status.is_${line.held.status}`),
                    date: formatDate(line.held.on),
                    by: shortName(line.held.by),
                  }),
              })}
            />
            <AisImport
              shortcut="F7"
              title={t('deregistration.import')}
              help={t('deregistration.import_help')}
              read={(token) => call('deregistration.readFile', { token })}
              apply={(token) => call('deregistration.importFile', { token })}
              lineOf={(line) => ({
                said:
                  line.on &&
                  line.ground &&
                  t('deregistration.import_line', { on: formatDate(line.on), ground: line.ground }),
                reason: line.reason
                  ? t.any(reasonKey(line.reason))
                  : !line.known && t('deregistration.unknown_ground'),
                held:
                  line.held &&
                  t('deregistration.import_held', {
                    on: formatDate(line.held.on),
                    ground: line.held.ground,
                    by: shortName(line.held.by),
                  }),
              })}
            />
          </>
        )}
        {rows.length > 0 && <ListTools onCsv={csv} />}
      </div>
      <ErrorNote error={answer.error} />
      {answer.data ? (
        <DataTable
          label={t('status.due_title')}
          columns={columns}
          rows={rows}
          rowId={(row) => row.personId}
          selectedId={selected}
          onSelect={(row) => setSelected(row.personId)}
          onOpen={(row) => go('/people/' + row.personId)}
          emptyText={t('status.due_none')}
        />
      ) : (
        !answer.error && <p className="empty">{t('desk.loading')}</p>
      )}
    </div>
  )
}

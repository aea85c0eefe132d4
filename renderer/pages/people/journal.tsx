import { useMemo, useState } from 'react'
import { useLocation } from 'wouter'
import type { Translator } from '../../../shared/locale'
import type { ApplicationRow } from '../../../shared/model'
import { isDay } from '../../../shared/rules/dates'
import { useCall } from '../../api/hooks'
import { Button, DataTable, DateField, ErrorNote, Filters, type Column } from '../../components'
import { formatDate, formatDateTime, shortName } from '../../format'
import { useT } from '../../i18n'
import { JournalExport } from '../papers/journal-export'
import { ListTools, PrintHead } from '../today/list'
import { CaseChip, caseStateText } from './status'

const states = ['all', 'open', 'granted', 'refused'] as const
type State = (typeof states)[number]
const step = 100
/** The most that the core answers at once. */
const most = 500

/** When papers came; of an old paper case and of what came through a portal, the day from which it counts. */
const acceptedText = (row: ApplicationRow): string =>
  row.archive || row.channel === 'egov' || row.channel === 'enbek'
    ? formatDate(row.acceptanceDate)
    : formatDateTime(row.acceptedAt)

function columnsOf(t: Translator): Column<ApplicationRow>[] {
  return [
    {
      id: 'number',
      header: t('desk.col_number'),
      width: '10rem',
      value: (row) => row.number,
      cell: (row) => (
        <a className="main nowrap" href={'#/applications/' + row.id} tabIndex={-1}>
          {row.number}
        </a>
      ),
      rowHeader: true,
    },
    {
      id: 'accepted',
      header: t('desk.col_accepted'),
      width: '9rem',
      value: (row) => row.acceptanceDate + row.acceptedAt,
      cell: (row) => (
        <>
          <span className="nowrap">{acceptedText(row)}</span>
          {row.archive?.paperNumber && <span className="second">№ {row.archive.paperNumber}</span>}
        </>
      ),
    },
    {
      id: 'person',
      header: t('desk.col_name'),
      value: (row) => row.personName,
      cell: (row) => (
        <>
          {row.personName}
          <span className="second">{t('desk.iin_masked', { iin: row.iinMasked })}</span>
        </>
      ),
    },
    {
      id: 'service',
      header: t('desk.col_application'),
      value: (row) => t.local(row.serviceName),
      cell: (row) => (
        <>
          {t.local(row.serviceName)}
          <span className="second">{t(`desk.language_${row.language}`)}</span>
        </>
      ),
    },
    {
      id: 'state',
      header: t('desk.col_state'),
      width: '10rem',
      value: (row) => caseStateText(t, row),
      cell: (row) => <CaseChip state={row.state} outcome={row.outcome} archive={row.archive} />,
    },
    {
      id: 'by',
      header: t('desk.col_accepted_by'),
      width: '8rem',
      value: (row) => row.acceptedBy,
      cell: (row) => <span className="second">{shortName(row.acceptedBy)}</span>,
    },
  ]
}

/** The journal of applications by state and period; its file holds the whole period, not only what is shown. */
export function Journal() {
  const t = useT()
  const [, go] = useLocation()
  const [state, setState] = useState<State>('all')
  const [from, setFrom] = useState('')
  const [to, setTo] = useState('')
  const [limit, setLimit] = useState(step)
  const [selected, setSelected] = useState<number | null>(null)
  const badFrom = from !== '' && !isDay(from)
  const badTo = to !== '' && !isDay(to)
  const turned = !badFrom && !badTo && from !== '' && to !== '' && to < from
  const input = { state, from: from && !badFrom ? from : null, to: to && !badTo ? to : null }
  const answer = useCall(
    'application.list',
    { ...input, limit: Math.min(limit, most) },
    { keepPrevious: true, enabled: !badFrom && !badTo && !turned },
  )
  const columns = useMemo(() => columnsOf(t), [t])
  const rows = answer.data?.applications ?? []
  const total = answer.data?.total ?? 0
  const change =
    <V,>(set: (value: V) => void) =>
    (value: V) => {
      set(value)
      setLimit(step)
    }

  return (
    <div className="page-body">
      <PrintHead title={t('desk.people_tab_journal')} />
      <div className="toolbar journal-bar">
        <Filters
          label={t('desk.journal_state')}
          value={state}
          onChange={change(setState)}
          options={states.map((value) => ({ value, label: t(`desk.journal_${value}`) }))}
        />
        <DateField
          label={t('desk.journal_from')}
          value={from}
          onChange={change(setFrom)}
          century="near"
          error={badFrom && t('desk.date_wrong')}
        />
        <DateField
          label={t('desk.journal_to')}
          value={to}
          onChange={change(setTo)}
          century="near"
          error={badTo ? t('desk.date_wrong') : turned && t('desk.period_wrong')}
        />
        {rows.length > 0 && (
          <ListTools>
            <JournalExport kind="applications" {...input} />
          </ListTools>
        )}
      </div>
      <ErrorNote error={answer.error} />
      {answer.data ? (
        <DataTable
          label={t('desk.journal_caption')}
          columns={columns}
          rows={rows}
          rowId={(row) => row.id}
          selectedId={selected}
          onSelect={(row) => setSelected(row.id)}
          onOpen={(row) => go('/applications/' + row.id)}
          emptyText={t('desk.journal_none')}
        />
      ) : (
        !answer.error && <p className="empty">{t('desk.loading')}</p>
      )}
      {rows.length > 0 && (
        <p className="list-foot" role="status">
          {rows.length < total
            ? t('desk.shown_of', { n: rows.length, total })
            : t('desk.journal_total', { n: total })}
          {rows.length < total && limit < most && (
            <Button small onPress={() => setLimit(Math.min(limit + step, most))}>
              {t('desk.more')}
            </Button>
          )}
        </p>
      )}
    </div>
  )
}

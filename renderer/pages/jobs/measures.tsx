/** Following up: who takes part in a measure today, ends soon or left early; how many referrals led to what. */
import { useMemo, useState } from 'react'
import { Link } from 'wouter'
import type { OutputOf } from '../../../shared/contract'
import type { Referral } from '../../../shared/contract/referrals'
import type { Translator } from '../../../shared/locale'
import { useCall } from '../../api/hooks'
import { Button, DataTable, ErrorNote, Filters, Part, SelectField, type Column } from '../../components'
import { useDesk } from '../../desk'
import { formatDate } from '../../format'
import { useT } from '../../i18n'
import { StopDialog } from '../papers/slip'
import { ListTools, PrintHead } from '../today/list'
import { MonthsChart } from './months-chart'
import { organisationName } from './words'

const shows = ['now', 'ending', 'stopped'] as const
type Show = (typeof shows)[number]
type Count = OutputOf<'referral.counts'>['rows'][number]

const columnsOf = (t: Translator, onStop: ((row: Referral) => void) | null): Column<Referral>[] => [
  {
    id: 'person',
    header: t('referral.col_person'),
    value: (row) => row.person.name,
    cell: (row) => (
      <>
        <Link href={'/people/' + row.person.id}>{row.person.name}</Link>
        <span className="second">
          {t.local(row.measureName)}, № {row.number}
        </span>
      </>
    ),
    rowHeader: true,
  },
  {
    id: 'organisation',
    header: t('referral.col_organisation'),
    width: '16rem',
    value: (row) => (row.organisation ? organisationName(t, row.organisation) : row.destination),
    cell: (row) => (
      <>
        {row.organisation ? organisationName(t, row.organisation) : row.destination}
        <span className="second">{row.profession}</span>
      </>
    ),
  },
  {
    id: 'until',
    header: t('referral.col_until'),
    width: '9rem',
    value: (row) => row.takesPart.to,
    cell: (row) => (
      <>
        {formatDate(row.takesPart.to)}
        {row.stopped && (
          <span className="second">
            {t('referral.left_on', { date: formatDate(row.stopped.on), why: row.stopped.why })}
          </span>
        )}
      </>
    ),
  },
  ...(onStop
    ? [
        {
          id: 'stop',
          header: t('referral.stop'),
          width: '9rem',
          bare: true,
          sortable: false,
          value: () => null,
          cell: (row: Referral) =>
            row.stopped ? null : (
              <Button small kind="plain" onPress={() => onStop(row)}>
                {t('referral.stop_short')}
              </Button>
            ),
        } satisfies Column<Referral>,
      ]
    : []),
]

const countColumns = (t: Translator): Column<Count>[] => {
  const number = (id: 'issued' | 'came' | 'refused' | 'waiting' | 'stopped'): Column<Count> => ({
    id,
    header: t(`referral.count_${id}`),
    width: '6.5rem',
    num: true,
    value: (row) => row[id],
  })
  return [
    {
      id: 'month',
      header: t('referral.col_month'),
      width: '6rem',
      value: (row) => row.month,
      cell: (row) => monthOf(row.month),
    },
    {
      id: 'measure',
      header: t('referral.col_measure'),
      value: (row) => t.local(row.measureName),
      cell: (row) => (
        <>
          {t.local(row.measureName)}
          <span className="second">{row.organisation ? t.local(row.organisation) : ''}</span>
        </>
      ),
      rowHeader: true,
    },
    number('issued'),
    number('came'),
    number('refused'),
    number('waiting'),
    number('stopped'),
  ]
}

/** `2026-11` as `11.2026`. */
export const monthOf = (month: string) => `${month.slice(5, 7)}.${month.slice(0, 4)}`

export function MeasuresView() {
  const t = useT()
  const { can } = useDesk()
  const [show, setShow] = useState<Show>('now')
  const [measure, setMeasure] = useState('')
  const [stopping, setStopping] = useState<Referral | null>(null)
  const people = useCall('referral.participants', { show, measure }, { keepPrevious: true })
  const counts = useCall('referral.counts', { measure }, { keepPrevious: true })
  const mayStop = can('decide') && show !== 'stopped'
  const columns = useMemo(() => columnsOf(t, mayStop ? setStopping : null), [t, mayStop])
  const ofCounts = useMemo(() => countColumns(t), [t])
  return (
    <div className="page-body measures">
      <PrintHead title={t('referral.view_measures')} />
      <div className="toolbar jobs-bar">
        <SelectField
          label={t('referral.col_measure')}
          value={measure || 'all'}
          onChange={(value) => setMeasure(value === 'all' ? '' : value)}
          options={[
            { value: 'all', label: t('referral.every_measure') },
            ...(counts.data?.measures ?? []).map(({ code, name }) => ({ value: code, label: t.local(name) })),
          ]}
        />
        <ListTools />
      </div>
      <Part
        title={t('referral.participants')}
        end={
          <Filters
            label={t('referral.participants')}
            value={show}
            onChange={setShow}
            options={shows.map((value) => ({
              value,
              label: t(`referral.takes_${value}`),
              count: people.data?.counts[value],
            }))}
          />
        }
      >
        <ErrorNote error={people.error} />
        {people.data && (
          <DataTable
            label={t('referral.participants')}
            columns={columns}
            rows={people.data.referrals}
            rowId={(row) => row.id}
            emptyText={t(`referral.takes_none_${show}`)}
          />
        )}
      </Part>
      <Part title={t('referral.counts')}>
        <ErrorNote error={counts.error} />
        {counts.data && (
          <>
            <MonthsChart months={counts.data.months} rows={counts.data.rows} />
            <DataTable
              label={t('referral.counts')}
              columns={ofCounts}
              rows={counts.data.rows}
              rowId={(row) => [row.month, row.measure, row.organisationId].join(' ')}
              emptyText={t('referral.counts_none')}
            />
          </>
        )}
      </Part>
      {stopping && <StopDialog referral={stopping} onClose={() => setStopping(null)} />}
    </div>
  )
}

/** Offers over all people: what is awaited of each and until when. */
import { useMemo, useRef, useState } from 'react'
import { openOfferStates, type Offer } from '../../../../shared/contract/offers'
import type { Translator } from '../../../../shared/locale'
import { useCall } from '../../../api/hooks'
import { Chip, DataTable, DeadlineChip, ErrorNote, Filters, Split, type Column } from '../../../components'
import { formatDate, shortName } from '../../../format'
import { useT } from '../../../i18n'
import { saveCsv } from '../../today/csv'
import { ListTools, PrintHead } from '../../today/list'
import { OfferItem } from './offer-item'
import { stateTone, vacancyOf } from './words'

const states = ['open', ...openOfferStates, 'ended'] as const
type State = (typeof states)[number]

const dueOf = (offer: Offer) => offer.terms[0]?.due ?? null

const columnsOf = (t: Translator): Column<Offer>[] => [
  {
    id: 'due',
    header: t('offer.col_due'),
    width: '9.5rem',
    value: (row) => dueOf(row) ?? '9999',
    cell: (row) => {
      const [term] = row.terms
      return term?.why ? (
        <DeadlineChip why={term.why} due={term.why.due} workingDaysLeft={term.workingDaysLeft} />
      ) : (
        <span className="second">{t('offer.no_term')}</span>
      )
    },
  },
  {
    id: 'state',
    header: t('offer.col_awaits'),
    width: '12rem',
    value: (row) => t(`offer.is_${row.state}`),
    cell: (row) => <Chip tone={stateTone(row.state)}>{t(`offer.is_${row.state}`)}</Chip>,
  },
  {
    id: 'person',
    header: t('offer.col_person'),
    value: (row) => row.person.name,
    cell: (row) => (
      <>
        <span className="main">{row.person.name}</span>
        <span className="second">{vacancyOf(t, row)}</span>
      </>
    ),
    rowHeader: true,
  },
  {
    id: 'offered',
    header: t('offer.col_offered'),
    width: '6.5rem',
    value: (row) => row.offeredOn,
    cell: (row) => formatDate(row.offeredOn),
  },
  {
    id: 'responsible',
    header: t('offer.col_responsible'),
    width: '7rem',
    value: (row) => row.responsible,
    cell: (row) => <span className="second">{shortName(row.responsible)}</span>,
  },
]

export function OffersView({ opened, onOpen }: { opened: number | null; onOpen: (id: number) => void }) {
  const t = useT()
  const [state, setState] = useState<State>('open')
  const aside = useRef<HTMLDivElement>(null)
  const answer = useCall('offer.list', { state }, { keepPrevious: true })
  const columns = useMemo(() => columnsOf(t), [t])
  const rows = answer.data?.offers ?? []
  const counts = answer.data?.counts
  const shown = rows.find(({ id }) => id === opened) ?? rows[0]
  const csv = () =>
    saveCsv(
      'qabyldau-offers',
      ['due', 'awaits', 'person', 'vacancy', 'offered', 'responsible'].map((name) =>
        t.any('offer.col_' + name),
      ),
      rows.map((row) => [
        formatDate(dueOf(row)),
        t(`offer.is_${row.state}`),
        row.person.name,
        vacancyOf(t, row),
        formatDate(row.offeredOn),
        row.responsible,
      ]),
    )
  const list = (
    <>
      <PrintHead title={t('offer.list_caption')} />
      <div className="toolbar jobs-states">
        <Filters
          label={t('jobs.filter')}
          value={state}
          onChange={setState}
          options={states
            .map((value) => ({
              value,
              label: t(`offer.state_${value}`),
              count: value === 'open' || value === 'ended' ? undefined : (counts?.[value] ?? 0),
            }))
            // What waits for nobody now would only fill the row.
            .filter((one) => one.count !== 0 || one.value === state)}
        />
        {rows.length > 0 && <ListTools onCsv={csv} />}
      </div>
      <ErrorNote error={answer.error} />
      {answer.data ? (
        <DataTable
          label={t('offer.list_caption')}
          columns={columns}
          rows={rows}
          rowId={(row) => row.id}
          selectedId={shown?.id ?? null}
          onSelect={(row) => onOpen(row.id)}
          onOpen={() => aside.current?.querySelector<HTMLElement>('button, a')?.focus()}
          emptyText={t('offer.list_none')}
        />
      ) : (
        !answer.error && <p className="empty">{t('desk.loading')}</p>
      )}
      {rows.length > 0 && (
        <p className="list-foot" role="status">
          {t('jobs.shown', { n: rows.length, total: answer.data?.total ?? 0 })}
        </p>
      )}
    </>
  )
  return (
    <Split
      main={list}
      asideLabel={t('offer.list_caption')}
      aside={
        <div ref={aside}>
          {shown && (
            <section className="part" key={shown.id}>
              <OfferItem offer={shown} shows="both" shortcut="F6" />
            </section>
          )}
        </div>
      }
    />
  )
}

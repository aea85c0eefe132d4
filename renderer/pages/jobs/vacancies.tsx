import { useMemo, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import type { Vacancy } from '../../../shared/contract/vacancies'
import type { Translator } from '../../../shared/locale'
import { useCall } from '../../api/hooks'
import {
  Button,
  Chip,
  DataTable,
  DeadlineChip,
  ErrorNote,
  Filters,
  Split,
  TextField,
  type Column,
} from '../../components'
import { useDesk } from '../../desk'
import { formatDate } from '../../format'
import { useDebounced } from '../../frame/use-debounced'
import { useT } from '../../i18n'
import { ListTools, PrintHead } from '../today/list'
import { VacancyCard } from './card'
import { VacancyImport } from './import-dialog'
import { VacancyDialog } from './vacancy-dialog'
import { employerOf, payText, placesText } from './words'

const step = 50
const most = 200
const states = ['open', 'due', 'closed', 'all'] as const
type State = (typeof states)[number]

/** Where the candidates of a vacancy stand: the term that runs, how many were selected, or that it is closed. */
export function CandidatesState({ vacancy }: { vacancy: Vacancy }) {
  const t = useT()
  const { candidatesDue: term, closed } = vacancy
  if (closed)
    return (
      <Chip tone="wait" icon="leave">
        {t('jobs.closed_chip', { date: formatDate(closed.on) })}
      </Chip>
    )
  if (term.doneOn === null)
    return <DeadlineChip why={term.why} due={term.why.due} workingDaysLeft={term.workingDaysLeft} />
  return <span className="second">{t('jobs.selected_n', { n: vacancy.selected })}</span>
}

const columnsOf = (t: Translator): Column<Vacancy>[] => [
  {
    id: 'profession',
    header: t('jobs.col_profession'),
    value: (row) => row.profession,
    cell: (row) => (
      <>
        <span className="main">{row.profession}</span>
        <span className="second">{employerOf(t, row)}</span>
      </>
    ),
    rowHeader: true,
  },
  {
    id: 'pay',
    header: t('jobs.col_pay'),
    width: '10rem',
    num: true,
    value: (row) => row.payTo ?? row.payFrom,
    cell: (row) => payText(t, row),
  },
  {
    id: 'places',
    header: t('jobs.col_places'),
    width: '5.5rem',
    num: true,
    value: (row) => row.placesLeft,
    cell: (row) => placesText(t, row),
  },
  {
    id: 'registered',
    header: t('jobs.col_registered'),
    width: '7rem',
    value: (row) => row.registeredOn,
    cell: (row) => formatDate(row.registeredOn),
  },
  {
    id: 'candidates',
    header: t('jobs.col_candidates'),
    width: '10.5rem',
    value: (row) => row.candidatesDue.why.due,
    cell: (row) => <CandidatesState vacancy={row} />,
  },
]

/** The list at the left, the vacancy with its candidates at the right. */
export function VacanciesView({ opened, onOpen }: { opened: number | null; onOpen: (id: number) => void }) {
  const t = useT()
  const { can } = useDesk()
  const [, go] = useLocation()
  const [state, setState] = useState<State>('open')
  const [text, setText] = useState('')
  const wanted = useDebounced(text.trim(), 120)
  const [limit, setLimit] = useState(step)
  const [adding, setAdding] = useState(false)
  const aside = useRef<HTMLDivElement>(null)
  const answer = useCall('vacancy.search', { text: wanted, state, limit }, { keepPrevious: true })
  const columns = useMemo(() => columnsOf(t), [t])
  const rows = answer.data?.vacancies ?? []
  const total = answer.data?.total ?? 0
  // A vacancy reached by its address stays open also when the list does not hold it.
  const shown = opened ?? rows[0]?.id ?? null
  const emptyText =
    wanted !== ''
      ? t('jobs.none_found', { text: wanted })
      : state === 'due'
        ? t('jobs.none_due')
        : state === 'closed'
          ? t('jobs.none_closed')
          : t('jobs.none_open')
  const list = (
    <>
      <PrintHead title={t('jobs.view_vacancies')} />
      <div className="toolbar jobs-bar">
        <form
          role="search"
          onSubmit={(event) => {
            event.preventDefault()
            const first = rows[0]
            if (first) onOpen(first.id)
          }}
        >
          <TextField
            label={t('jobs.search')}
            type="search"
            kazakhKeys
            value={text}
            maxLength={200}
            onChange={setText}
          />
        </form>
        <ListTools>
          {can('mediate') && <VacancyImport />}
          {can('mediate') && (
            <Button small kind="primary" icon="plus" shortcut="Ins" onPress={() => setAdding(true)}>
              {t('jobs.vacancy_add')}
            </Button>
          )}
        </ListTools>
      </div>
      <div className="jobs-filter">
        <Filters
          label={t('jobs.filter')}
          value={state}
          onChange={setState}
          options={states.map((value) => ({
            value,
            label: t(`jobs.state_${value}`),
            ...(value === 'due' ? { count: answer.data?.due } : {}),
          }))}
        />
      </div>
      <ErrorNote error={answer.error} />
      {answer.data ? (
        <DataTable
          label={t('jobs.vacancies_caption')}
          columns={columns}
          rows={rows}
          rowId={(row) => row.id}
          selectedId={shown}
          onSelect={(row) => onOpen(row.id)}
          onOpen={() => aside.current?.querySelector<HTMLElement>('button, input, a')?.focus()}
          emptyText={emptyText}
        />
      ) : (
        !answer.error && <p className="empty">{t('desk.loading')}</p>
      )}
      {rows.length > 0 && (
        <p className="list-foot" role="status">
          {t('jobs.shown', { n: rows.length, total })}
          {total > rows.length && limit < most && (
            <Button small onPress={() => setLimit(Math.min(limit + step, most))}>
              {t('desk.more')}
            </Button>
          )}
        </p>
      )}
    </>
  )
  return (
    <>
      <Split
        main={list}
        asideLabel={t('jobs.vacancies_caption')}
        aside={<div ref={aside}>{shown !== null && <VacancyCard key={shown} id={shown} />}</div>}
      />
      {adding && (
        <VacancyDialog
          vacancy={null}
          onClose={(made) => {
            setAdding(false)
            if (made) go('/jobs/vacancies/' + made.id, { replace: true })
          }}
        />
      )}
    </>
  )
}

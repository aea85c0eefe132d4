import { useCallback, useMemo, useState } from 'react'
import { useLocation } from 'wouter'
import type { Translator } from '../../../shared/locale'
import type { PersonRow } from '../../../shared/model'
import { useCall } from '../../api/hooks'
import { Button, DataTable, ErrorNote, TextField, type Column } from '../../components'
import { formatDate, formatPhone } from '../../format'
import { PersonStatusChip } from '../../frame/person-results'
import { useDebounced } from '../../frame/use-debounced'
import { useT } from '../../i18n'
import { saveCsv } from '../today/csv'
import { ListTools, PrintHead } from '../today/list'
import { statusText } from './status'
import './people.css'

/** Rows read at first and with each "show more"; the core answers at most 200 at a time. */
const step = 50
const most = 200

function columnsOf(t: Translator): Column<PersonRow>[] {
  return [
    {
      id: 'name',
      header: t('desk.col_name'),
      value: (row) => row.fullName,
      cell: (row) => (
        <a className="main" href={'#/people/' + row.id} tabIndex={-1}>
          {row.fullName}
        </a>
      ),
      rowHeader: true,
    },
    {
      id: 'iin',
      header: t('desk.col_iin'),
      width: '6.5rem',
      value: (row) => row.iinMasked,
      cell: (row) => <span className="nowrap">{row.iinMasked}</span>,
    },
    {
      id: 'birth',
      header: t('desk.col_birth'),
      width: '8rem',
      value: (row) => row.birthDate,
      cell: (row) => formatDate(row.birthDate),
    },
    {
      id: 'mobile',
      header: t('desk.col_mobile'),
      width: '11rem',
      value: (row) => row.mobile,
      cell: (row) => <span className="nowrap">{formatPhone(row.mobile)}</span>,
    },
    {
      id: 'status',
      header: t('desk.col_status'),
      width: '17.5rem',
      value: (row) => statusText(t, row.status, row.statusSince),
      cell: (row) => <PersonStatusChip status={row.status} since={row.statusSince} />,
    },
  ]
}

/** Search and the people found; pages of the same search join into one list. */
export function PeopleList() {
  const t = useT()
  const [, go] = useLocation()
  const [text, setText] = useState('')
  const query = useDebounced(text.trim(), 120)
  const [asked, setAsked] = useState({ query, limit: step })
  const limit = asked.query === query ? asked.limit : step
  const [selected, setSelected] = useState<number | null>(null)
  const first = useCall('person.search', { text: query, limit }, { keepPrevious: true })
  const people = useMemo(() => first.data?.people ?? [], [first.data])
  const columns = useMemo(() => columnsOf(t), [t])
  const open = useCallback((row: PersonRow) => go('/people/' + row.id), [go])
  const csv = () =>
    saveCsv(
      'qabyldau-people',
      [
        t('desk.col_name'),
        t('desk.col_iin'),
        t('desk.col_birth'),
        t('desk.col_mobile'),
        t('desk.col_status'),
      ],
      people.map((row) => [
        row.fullName,
        row.iinMasked,
        formatDate(row.birthDate),
        formatPhone(row.mobile),
        statusText(t, row.status, row.statusSince),
      ]),
    )
  return (
    <div className="page-body">
      <PrintHead title={t('desk.people_title')} />
      <div className="toolbar people-bar">
        <form
          role="search"
          onSubmit={(event) => {
            event.preventDefault()
            const only = people.length === 1 ? people[0] : undefined
            if (only) open(only)
          }}
        >
          <TextField
            label={t('desk.people_search_label')}
            type="search"
            kazakhKeys
            value={text}
            maxLength={200}
            onChange={setText}
          />
        </form>
        {people.length > 0 && <ListTools onCsv={csv} />}
      </div>
      <ErrorNote error={first.error} />
      {first.data ? (
        <DataTable
          label={t('desk.people_caption')}
          columns={columns}
          rows={people}
          rowId={(row) => row.id}
          selectedId={selected}
          onSelect={(row) => setSelected(row.id)}
          onOpen={open}
          emptyText={query ? t('desk.people_none', { text: query }) : t('desk.people_empty')}
        />
      ) : (
        !first.error && <p className="empty">{t('desk.loading')}</p>
      )}
      {people.length > 0 && (
        <p className="list-foot" role="status">
          {first.data?.more
            ? limit < most
              ? t('desk.shown_first', { n: people.length })
              : t('desk.shown_narrow', { n: people.length })
            : t('desk.all_shown', { n: people.length })}
          {first.data?.more && limit < most && (
            <Button small onPress={() => setAsked({ query, limit: Math.min(limit + step, most) })}>
              {t('desk.more')}
            </Button>
          )}
        </p>
      )}
    </div>
  )
}

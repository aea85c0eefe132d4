import { useMemo, useState } from 'react'
import { useLocation } from 'wouter'
import type { Organisation } from '../../../shared/contract/organisations'
import type { Translator } from '../../../shared/locale'
import { useCall } from '../../api/hooks'
import {
  Button,
  Chip,
  DataTable,
  ErrorNote,
  Facts,
  Part,
  Split,
  TextField,
  type Column,
} from '../../components'
import { useDesk } from '../../desk'
import { formatDateTime, formatPhone } from '../../format'
import { useDebounced } from '../../frame/use-debounced'
import { useT } from '../../i18n'
import { ListTools, PrintHead } from '../today/list'
import { OrganisationDialog } from './organisation-dialog'
import { CandidatesState } from './vacancies'
import { VacancyDialog } from './vacancy-dialog'
import { organisationName, payText } from './words'

const step = 50
const most = 200
const kindWords = (t: Translator, { kinds }: Organisation) =>
  kinds.map((kind) => t(`jobs.kind_${kind}`)).join(', ')

const columnsOf = (t: Translator): Column<Organisation>[] => [
  {
    id: 'name',
    header: t('jobs.col_name'),
    value: (row) => organisationName(t, row),
    cell: (row) => (
      <>
        <span className="main">{organisationName(t, row)}</span>
        {!row.active && <span className="second">{t('jobs.o_inactive')}</span>}
      </>
    ),
    rowHeader: true,
  },
  { id: 'bin', header: t('jobs.col_bin'), width: '9rem', value: (row) => row.bin },
  { id: 'kinds', header: t('jobs.col_kinds'), width: '12rem', value: (row) => kindWords(t, row) },
  {
    id: 'phone',
    header: t('jobs.col_phone'),
    width: '11rem',
    value: (row) => row.phone,
    cell: (row) => <span className="nowrap">{formatPhone(row.phone)}</span>,
  },
]

/** The list at the left, the organisation with its open vacancies at the right. */
export function OrganisationsView({
  opened,
  onOpen,
}: {
  opened: number | null
  onOpen: (id: number) => void
}) {
  const t = useT()
  const { can } = useDesk()
  const [text, setText] = useState('')
  const wanted = useDebounced(text.trim(), 120)
  const [limit, setLimit] = useState(step)
  const [adding, setAdding] = useState(false)
  const answer = useCall('organisation.search', { text: wanted, limit }, { keepPrevious: true })
  const columns = useMemo(() => columnsOf(t), [t])
  const rows = answer.data?.organisations ?? []
  const total = answer.data?.total ?? 0
  const shown = opened ?? rows[0]?.id ?? null
  const list = (
    <>
      <PrintHead title={t('jobs.view_organisations')} />
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
            label={t('jobs.search_organisation')}
            type="search"
            kazakhKeys
            value={text}
            maxLength={200}
            onChange={setText}
          />
        </form>
        <ListTools>
          {can('mediate') && (
            <Button small kind="primary" icon="plus" shortcut="Ins" onPress={() => setAdding(true)}>
              {t('jobs.organisation_add')}
            </Button>
          )}
        </ListTools>
      </div>
      <ErrorNote error={answer.error} />
      {answer.data ? (
        <DataTable
          label={t('jobs.organisations_caption')}
          columns={columns}
          rows={rows}
          rowId={(row) => row.id}
          selectedId={shown}
          onSelect={(row) => onOpen(row.id)}
          emptyText={wanted ? t('jobs.none_found', { text: wanted }) : t('jobs.none_organisations')}
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
        asideLabel={t('jobs.organisations_caption')}
        aside={shown !== null && <OrganisationCard key={shown} id={shown} />}
      />
      {adding && (
        <OrganisationDialog
          organisation={null}
          onClose={(made) => {
            setAdding(false)
            if (made) onOpen(made.id)
          }}
        />
      )}
    </>
  )
}

function OrganisationCard({ id }: { id: number }) {
  const t = useT()
  const { can } = useDesk()
  const [, go] = useLocation()
  const [dialog, setDialog] = useState<'edit' | 'vacancy' | null>(null)
  const answer = useCall('organisation.get', { id })
  const vacancies = useCall('vacancy.search', { organisationId: id, limit: 50 }).data
  const organisation = answer.data
  if (!organisation)
    return answer.error ? <ErrorNote error={answer.error} /> : <p className="empty">{t('desk.loading')}</p>
  const other = t.language === 'ru' ? organisation.nameKk : organisation.nameRu
  return (
    <>
      <section className="part job-card" aria-live="polite">
        <h2>{organisationName(t, organisation)}</h2>
        {!organisation.active && (
          <p>
            <Chip tone="wait" icon="leave">
              {t('jobs.o_inactive')}
            </Chip>
          </p>
        )}
        <Facts
          as="list"
          rows={[
            [t(t.language === 'ru' ? 'jobs.o_name_kk' : 'jobs.o_name_ru'), other],
            [t('jobs.o_bin'), organisation.bin],
            [t('jobs.o_kinds'), kindWords(t, organisation)],
            [
              t('jobs.o_activity'),
              [organisation.activity, organisation.activityCode].filter(Boolean).join(' · '),
            ],
            [t('jobs.o_legal'), organisation.legalAddress],
            [t('jobs.o_address'), organisation.address],
            [t('jobs.o_phone'), formatPhone(organisation.phone)],
            [t('jobs.o_email'), organisation.email],
            [t('jobs.o_contact'), organisation.contact],
            [t('jobs.o_note'), organisation.note],
          ]}
        />
        <p className="second">
          {t('jobs.updated', { by: organisation.updatedBy, date: formatDateTime(organisation.updatedAt) })}
        </p>
        {can('mediate') && (
          <p className="acts">
            <Button small icon="mend" shortcut="F3" onPress={() => setDialog('edit')}>
              {t('jobs.edit')}
            </Button>
            {organisation.active && (
              <Button small icon="plus" onPress={() => setDialog('vacancy')}>
                {t('jobs.vacancy_add')}
              </Button>
            )}
          </p>
        )}
      </section>
      <Part title={t('jobs.o_vacancies')}>
        {vacancies && vacancies.total === 0 && <p className="second">{t('jobs.o_vacancies_none')}</p>}
        <ul className="candidates">
          {vacancies?.vacancies.map((one) => (
            <li key={one.id}>
              <p className="candidate">
                <a className="main" href={'#/jobs/vacancies/' + one.id}>
                  {one.profession}
                </a>
                <span className="score">{payText(t, one)}</span>
              </p>
              <p>
                <CandidatesState vacancy={one} />
              </p>
            </li>
          ))}
        </ul>
      </Part>
      {dialog === 'edit' && (
        <OrganisationDialog organisation={organisation} onClose={() => setDialog(null)} />
      )}
      {dialog === 'vacancy' && (
        <VacancyDialog
          vacancy={null}
          organisationId={id}
          onClose={(made) => {
            setDialog(null)
            if (made) go('/jobs/vacancies/' + made.id)
          }}
        />
      )}
    </>
  )
}

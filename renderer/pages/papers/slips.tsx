/** Notices to referrals: the ones still out, the overdue ones, those in question; one is opened by its code. */
import { useMemo, useState } from 'react'
import { useLocation } from 'wouter'
import type { Referral, ReferralList } from '../../../shared/contract/referrals'
import type { ErrorValue } from '../../../shared/errors'
import type { Translator } from '../../../shared/locale'
import { call } from '../../api/client'
import { useCall, useCommand, useInvalidate } from '../../api/hooks'
import {
  ActionBar,
  Button,
  Chip,
  DataTable,
  DeadlineChip,
  ErrorNote,
  Filters,
  Kbd,
  Note,
  Page,
  TextField,
  useErrorText,
  useToast,
  type Column,
} from '../../components'
import { useDesk } from '../../desk'
import { formatDate, formatPhone } from '../../format'
import { useDebounced } from '../../frame/use-debounced'
import { useT } from '../../i18n'
import { organisationName } from '../jobs/words'
import { usePrintMany } from './print-many'
import { DidItPrint, LeftOut, Printing } from './printing'
import type { Failed } from './queue'
import { PapersTabs } from './tabs'
import { useTicks, type Ticks } from './ticks'

const step = 100
const most = 500
const shows = ['overdue', 'in_question', 'waiting', 'closed'] as const satisfies readonly ReferralList[]
type Show = (typeof shows)[number]

/** How the slip of a referral stands. */
export function SlipState({ referral }: { referral: Referral }) {
  const t = useT()
  const { state, slipDue, workingDaysLeft, closed, reminderOn, remindedOn } = referral
  if (closed)
    return (
      <Chip tone={closed.as === 'refused' || closed.as === 'not_come' ? 'stop' : 'done'}>
        {t(`referral.closed_${closed.as}`)}
      </Chip>
    )
  if (state === 'notice_in_question') return <Chip tone="today">{t('referral.state_in_question')}</Chip>
  return (
    <>
      {slipDue ? (
        <DeadlineChip why={slipDue} due={slipDue.due} workingDaysLeft={workingDaysLeft} />
      ) : (
        <Chip tone="wait">
          {reminderOn ? t('referral.ask_on', { date: formatDate(reminderOn) }) : t('referral.no_limit')}
        </Chip>
      )}
      {remindedOn && (
        <span className="second">{t('referral.reminded_on', { date: formatDate(remindedOn) })}</span>
      )}
    </>
  )
}

function columnsOf(t: Translator, ticks: Ticks | null): Column<Referral>[] {
  const tick: Column<Referral> = {
    id: 'tick',
    header: t('desk.papers_tick'),
    width: '2.5rem',
    bare: true,
    sortable: false,
    value: () => null,
    cell: (row) => (
      <input
        type="checkbox"
        className="box"
        tabIndex={-1}
        checked={ticks?.has(row.id) ?? false}
        onChange={() => ticks?.toggle(row.id)}
        aria-label={t('referral.tick_row', { number: row.number, name: row.person.name })}
      />
    ),
  }
  return [
    ...(ticks ? [tick] : []),
    {
      id: 'referral',
      header: t('referral.col_referral'),
      value: (row) => row.number,
      cell: (row) => (
        <>
          <span className="strong-name">
            <span className="nowrap">№ {row.number}</span>, {t.local(row.measureName)}
          </span>
          <span className="second">{row.person.name}</span>
        </>
      ),
      rowHeader: true,
    },
    {
      id: 'organisation',
      header: t('referral.col_organisation'),
      value: (row) => (row.organisation ? organisationName(t, row.organisation) : row.destination),
      cell: (row) =>
        row.organisation ? (
          <>
            {organisationName(t, row.organisation)}
            <span className="second">
              {[formatPhone(row.organisation.phone), row.organisation.contact].filter(Boolean).join(' · ')}
            </span>
          </>
        ) : (
          row.destination
        ),
    },
    {
      id: 'issued',
      header: t('referral.col_issued'),
      width: '7rem',
      value: (row) => row.issuedOn,
      cell: (row) => formatDate(row.issuedOn),
    },
    {
      id: 'state',
      header: t('referral.col_slip'),
      width: '15rem',
      value: (row) => row.slipDue?.due ?? null,
      cell: (row) => <SlipState referral={row} />,
    },
  ]
}

/** The code of the paper or the number of the referral; Enter opens what was found. */
function Finder() {
  const t = useT()
  const [, go] = useLocation()
  const errorText = useErrorText()
  const [text, setText] = useState('')
  const [said, setSaid] = useState<string | null>(null)
  const [several, setSeveral] = useState<readonly Referral[]>([])
  const find = async () => {
    if (text.trim() === '') return
    const result = await call('referral.find', { text })
    if (!result.ok) return setSaid(errorText(result.error))
    const { verdict, referrals } = result.value
    const [only, ...others] = referrals
    setSeveral(others.length > 0 ? referrals : [])
    setSaid(only ? null : t(`referral.find_${verdict}`))
    if (only && others.length === 0) go('/papers/slips/' + only.id, { state: { by: verdict } })
  }
  return (
    <form
      role="search"
      className="slip-finder"
      onSubmit={(event) => {
        event.preventDefault()
        void find()
      }}
    >
      <TextField
        kazakhKeys
        type="search"
        autoFocus
        label={t('referral.find')}
        help={t('referral.find_help')}
        value={text}
        maxLength={200}
        onChange={(value) => {
          setText(value)
          setSaid(null)
        }}
        {...(said ? { error: said } : {})}
      />
      {several.length > 0 && (
        <ul className="lines">
          {several.map((one) => (
            <li key={one.id}>
              <a href={`#/papers/slips/${one.id}`}>
                № {one.number}, {one.person.name}, {formatDate(one.issuedOn)}
              </a>
            </li>
          ))}
        </ul>
      )}
    </form>
  )
}

export function SlipsView() {
  const t = useT()
  const { can } = useDesk()
  const [, go] = useLocation()
  const toast = useToast()
  const invalidate = useInvalidate()
  const [chosenShow, setShow] = useState<Show | null>(null)
  const [text, setText] = useState('')
  const wanted = useDebounced(text.trim(), 120)
  const [limit, setLimit] = useState(step)
  const [picked, setPicked] = useState<number | null>(null)
  const [refused, setRefused] = useState<ErrorValue | null>(null)
  const [leftOut, setLeftOut] = useState<readonly Failed[]>([])
  const { job, question, run, stop } = usePrintMany()
  const remind = useCommand('referral.remind')
  const counts = useCall('referral.list', { limit: 1 }).data?.counts
  // Without a word from the clerk the list begins with what is late, else with what is out.
  const show: Show =
    chosenShow ??
    (counts && counts.overdue === 0 ? (counts.in_question > 0 ? 'in_question' : 'waiting') : 'overdue')
  const answer = useCall('referral.list', { show, text: wanted, limit }, { keepPrevious: true })
  const rows = answer.data?.referrals ?? []
  const total = answer.data?.total ?? 0
  const reminds = can('decide') && (show === 'overdue' || show === 'in_question')
  const ticks = useTicks(rows, { label: t('desk.papers_tick_all'), when: reminds && rows.length > 0 })
  const columns = useMemo(() => columnsOf(t, reminds ? ticks : null), [t, reminds, ticks])

  const printReminders = async () => {
    const result = await remind.run({ referrals: ticks.chosen.map(({ id, version }) => ({ id, version })) })
    setRefused(result.ok ? null : result.error)
    if (!result.ok) return
    ticks.set(new Set())
    invalidate('referrals', 'documents')
    const printed = await run(result.value.documents)
    invalidate('documents')
    if (printed.is !== 'not_printed') setLeftOut(printed.failed)
    toast(t('referral.reminders_made', { n: result.value.documents.length }))
  }
  const opens = (row: Referral) => go('/papers/slips/' + row.id)
  return (
    <Page title={t('referral.tab_slips')} className="papers-page slips-page">
      <div className="page-head">
        <h1>{t('desk.papers_title')}</h1>
        <PapersTabs value="slips" />
        <div className="end">
          {reminds && ticks.chosen.length > 0 && (
            <Button kind="primary" icon="print" shortcut="F9" onPress={() => void printReminders()}>
              {t('referral.remind_n', { n: ticks.chosen.length })}
            </Button>
          )}
        </div>
      </div>
      <div className="page-body">
        <div className="slips-head">
          <Finder />
          <TextField
            type="search"
            kazakhKeys
            label={t('referral.search')}
            value={text}
            maxLength={200}
            onChange={setText}
          />
        </div>
        <div className="jobs-filter">
          <Filters
            label={t('referral.slips_filter')}
            value={show}
            onChange={(next) => {
              ticks.set(new Set())
              setLimit(step)
              setShow(next)
            }}
            options={shows.map((value) => ({
              value,
              label: t(`referral.list_${value}`),
              count: counts?.[value],
            }))}
          />
        </div>
        <ErrorNote error={answer.error ?? refused} />
        <LeftOut failed={leftOut} />
        <div onKeyDown={ticks.onKeyDown}>
          {answer.data ? (
            <DataTable
              label={t('referral.slips_caption')}
              columns={columns}
              rows={rows}
              rowId={(row) => row.id}
              selectedId={picked ?? rows[0]?.id ?? null}
              onSelect={(row) => setPicked(row.id)}
              onOpen={opens}
              emptyText={t(`referral.none_${show}`)}
            />
          ) : (
            !answer.error && <p className="empty">{t('desk.loading')}</p>
          )}
        </div>
        {rows.length > 0 && rows.length < total && (
          <p className="list-foot">
            {t('desk.shown_of', { n: rows.length, total })}
            {limit < most && (
              <Button small onPress={() => setLimit(Math.min(limit + step, most))}>
                {t('desk.more')}
              </Button>
            )}
          </p>
        )}
        {job && <Printing job={job} onStop={stop} />}
        <DidItPrint question={question} />
        {show === 'closed' && <Note>{t('referral.closed_note')}</Note>}
      </div>
      <ActionBar>
        <p className="keys">
          <span>
            <Kbd>Enter</Kbd> {t('referral.keys_open')}
          </span>
          {reminds && (
            <span>
              <Kbd>Space</Kbd> {t('desk.keys_tick')}
            </span>
          )}
        </p>
      </ActionBar>
    </Page>
  )
}

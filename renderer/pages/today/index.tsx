/** What is due: overdue, today and each later day, with the reason of the selected deadline. */
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { Link, useLocation } from 'wouter'
import type { Translator } from '../../../shared/locale'
import type { OutputOf } from '../../../shared/contract'
import { workGroupOf, type WorkNoun } from '../../../shared/contract/work'
import { rules } from '../../../shared/rules/engine/finding'
import { call } from '../../api/client'
import { useCall } from '../../api/hooks'
import {
  Button,
  DataTable,
  DeadlineChip,
  DutyReason,
  ErrorNote,
  Filters,
  Icon,
  Note,
  Page,
  PageHead,
  Part,
  SelectField,
  Split,
  type Column,
  type IconName,
} from '../../components'
import { useDesk } from '../../desk'
import { capital, formatDate, formatDateTime, formatTime, shortName, weekday } from '../../format'
import { useT } from '../../i18n'
import { openCounter } from '../../intent'
import { saveCsv } from './csv'
import {
  countOf,
  nextDay,
  nounsOf,
  staffOf,
  type Group,
  type Item,
  type Whose,
  type WorkList,
} from './groups'
import { ListTools, PrintHead } from './list'

type Day = OutputOf<'today.list'>

/** Duties on the screen at first and with each "show more". */
const step = 100
/** A file holds all of them. */
const all = 100_000

const aboutText = (t: Translator, item: Item): string => (item.about ? t.local(item.about) : '')

/** Where the rule of a duty without a term stands in the law. */
function sourceText(t: Translator, { rule }: Item): string {
  const known = rule && rules.get(rule)
  return known ? t.local(known.source) : ''
}

function columnsOf(t: Translator): Column<Item>[] {
  return [
    {
      id: 'due',
      header: t('desk.col_due'),
      width: '9.25rem',
      value: (item) => item.due,
      cell: (item) => <DeadlineChip why={item.why} due={item.due} workingDaysLeft={item.workingDaysLeft} />,
    },
    {
      id: 'todo',
      header: t('desk.col_todo'),
      value: (item) => t.local(item.what),
      cell: (item) => (
        <>
          <a className="main" href={'#' + item.place} tabIndex={-1}>
            {t.local(item.what)}
          </a>
          <span className="second">{aboutText(t, item)}</span>
        </>
      ),
    },
    {
      id: 'person',
      header: t('desk.col_person'),
      width: '15.5rem',
      value: (item) => item.person?.name ?? '',
      cell: (item) =>
        item.person && (
          <>
            {item.person.name}
            <span className="second">{t('desk.iin_masked', { iin: item.person.iinMasked })}</span>
          </>
        ),
    },
    {
      id: 'responsible',
      header: t('desk.col_responsible'),
      width: '7rem',
      value: (item) => item.responsible,
      cell: (item) => (
        <>
          <span className="second">{shortName(item.responsible)}</span>
          {item.assigned && (
            <span className="second">
              {t('director.assigned', {
                by: shortName(item.assigned.by),
                date: formatDateTime(item.assigned.at),
              })}
              {item.assigned.note && `: ${item.assigned.note}`}
            </span>
          )}
        </>
      ),
    },
  ]
}

function lead(t: Translator, today: number, overdue: number): string {
  if (today && overdue) return t('desk.today_lead_both', { today, overdue })
  if (overdue) return t('desk.today_lead_overdue', { overdue })
  return today ? t('desk.today_lead_today', { today }) : t('desk.today_lead_none')
}

function Line({
  icon,
  tone,
  children,
  end,
}: {
  icon: IconName
  tone: string
  children: ReactNode
  end?: ReactNode
}) {
  return (
    <li>
      <Icon name={icon} className={'c-' + tone} />
      <span>{children}</span>
      {end !== undefined && <span className="end">{end}</span>}
    </li>
  )
}

/** What the day still owes beside the deadlines. */
function DayEnd({ list }: { list: Day }) {
  const t = useT()
  const { can } = useDesk()
  return (
    <Part title={t('desk.day_end')}>
      <ul className="lines">
        {list.toPrint > 0 ? (
          <Line icon="print" tone="today" end={list.toPrint}>
            <Link href="/papers?show=to_print">{t('desk.day_end_to_print')}</Link>
          </Line>
        ) : (
          <Line icon="check" tone="done">
            {t('desk.day_end_nothing_to_print')}
          </Line>
        )}
        {list.toHandOver > 0 ? (
          <Line icon="papers" tone="today" end={list.toHandOver}>
            <Link href="/papers?show=to_hand_over">{t('desk.day_end_to_hand_over')}</Link>
          </Line>
        ) : (
          <Line icon="check" tone="done">
            {t('desk.day_end_nothing_to_hand_over')}
          </Line>
        )}
        <Line icon={list.toSend > 0 ? 'sent' : 'check'} tone={list.toSend > 0 ? 'today' : 'done'}>
          {list.toSend === 0 ? (
            t('desk.day_end_batch_done')
          ) : can('exchange') ? (
            <Link href="/exchange">{t('desk.day_end_batch')}</Link>
          ) : (
            t('desk.day_end_batch')
          )}
          <span className="second line-2">
            {list.toSend > 0
              ? t('desk.day_end_batch_records', { n: list.toSend })
              : list.lastBatch &&
                t('desk.day_end_batch_last', {
                  n: String(list.lastBatch.sequence),
                  at: formatDateTime(list.lastBatch.createdAt),
                })}
          </span>
        </Line>
      </ul>
    </Part>
  )
}

function Aside({
  day,
  item,
  onOpen,
}: {
  day: Day | undefined
  item: Item | undefined
  onOpen: (item: Item) => void
}) {
  const t = useT()
  const { status } = useDesk()
  return (
    <>
      {item && (
        <section className="part why today-why" aria-live="polite">
          <p className="caption quiet">{t('desk.why_selected')}</p>
          <h2>
            {item.due === null
              ? t('work.why_no_day')
              : item.due === status.today
                ? t('desk.why_today')
                : t('desk.why_date', { date: formatDate(item.due) })}
          </h2>
          <DutyReason item={item} today={status.today} />
          <Button wide shortcutShown="Enter" className="today-open" onPress={() => onOpen(item)}>
            {t(`work.go_${item.noun}`)}
          </Button>
        </section>
      )}
      {day && <DayEnd list={day} />}
      {day && day.acceptedToday.length > 0 && (
        <Part title={t('desk.accepted_today')}>
          <ul className="lines">
            {day.acceptedToday.map((each) => (
              <Line key={each.id} icon="counter" tone="none" end={formatTime(each.at)}>
                <a href={'#/applications/' + each.id}>{each.number}</a>
                <span className="second line-2">{each.personName}</span>
              </Line>
            ))}
          </ul>
        </Part>
      )}
    </>
  )
}

/** What the desk works with is not what it should be: a computed calendar, law files with faults. */
function Warnings() {
  const t = useT()
  const { status, can } = useDesk()
  // A missing year stands in the banner over every page.
  const warnings = status.calendarWarnings.filter((warning) => warning.status === 'computed')
  if (warnings.length === 0 && status.lawFaults === 0) return null
  return (
    <div className="today-note">
      {warnings.length > 0 && (
        <Note tone="today">
          {warnings.map(({ year }) => (
            <p key={year}>{t('desk.calendar_computed', { year: String(year) })}</p>
          ))}
          {can('settings') && <Link href="/settings/calendar">{t('desk.calendar_open')}</Link>}
        </Note>
      )}
      {status.lawFaults > 0 && (
        <Note tone="today">
          <p>{t('law.faults_today', { n: status.lawFaults })}</p>
          <Link href="/law">{t('law.faults_open')}</Link>
        </Note>
      )}
    </div>
  )
}

/** Whose work and of what kind: mine or everybody's by one press, one clerk or one kind by choosing. */
function WorkFilters({
  list,
  whose,
  noun,
  onWhose,
  onNoun,
}: {
  list: WorkList | undefined
  whose: Whose
  noun: WorkNoun | null
  onWhose: (whose: Whose) => void
  onNoun: (noun: WorkNoun | null) => void
}) {
  const t = useT()
  const { me } = useDesk()
  const counts = new Map(list?.staff.map(({ id, n }) => [id, n]))
  const others = list?.staff.filter(({ id }) => id !== me.id) ?? []
  const chosen = typeof whose === 'number' ? String(whose) : 'none'
  const kinds = list ? nounsOf(list, noun) : []
  return (
    <>
      <Filters
        label={t('desk.filter')}
        value={typeof whose === 'number' ? 'clerk' : whose}
        onChange={(value) => value !== 'clerk' && onWhose(value)}
        options={[
          { value: 'all', label: t('desk.filter_all'), count: list?.everybody },
          { value: 'mine', label: t('desk.filter_mine'), count: list && (counts.get(me.id) ?? 0) },
        ]}
      />
      {(others.length > 0 || typeof whose === 'number') && (
        <div className="today-select">
          <SelectField
            bare
            label={t('work.filter_clerk')}
            value={chosen}
            onChange={(value) => onWhose(value === 'none' ? 'all' : Number(value))}
            options={[
              { value: 'none', label: t('work.filter_clerk') },
              ...others.map(({ id, name, n }) => ({
                value: String(id),
                label: shortName(name),
                note: String(n),
              })),
            ]}
          />
        </div>
      )}
      <div className="today-select">
        <SelectField
          bare
          label={t('work.filter_kind')}
          value={noun ?? 'none'}
          onChange={(value) => onNoun(value === 'none' ? null : value)}
          options={[
            { value: 'none' as const, label: t('work.filter_kind') },
            ...kinds.map((one) => ({
              value: one,
              label: t(`work.noun_${one}`),
              note: String(list?.nouns[one] ?? 0),
            })),
          ]}
        />
      </div>
    </>
  )
}

export default function TodayPage() {
  const t = useT()
  const { me, can } = useDesk()
  const [, go] = useLocation()
  const [whose, setWhose] = useState<Whose>('all')
  const [noun, setNoun] = useState<WorkNoun | null>(null)
  const [limit, setLimit] = useState(step)
  const [picked, setPicked] = useState<string | null>(null)
  const asked = { staffId: staffOf(whose, me.id), noun }
  const answer = useCall('work.list', { ...asked, limit }, { keepPrevious: true })
  const day = useCall('today.list', {})
  const list = answer.data
  const columns = useMemo(() => columnsOf(t), [t])
  const items = useMemo(() => list?.items ?? [], [list])
  const selected = items.find((item) => item.id === picked) ?? items[0]
  const start = useRef<HTMLDivElement>(null)
  const ready = list !== undefined
  useEffect(() => {
    // The arrows walk the list at once, unless the cursor already stands somewhere.
    if (ready && document.activeElement === document.body)
      start.current?.querySelector<HTMLElement>('tr[tabindex="0"]')?.focus({ preventScroll: true })
  }, [ready])
  const open = (item: Item) => go(item.place)
  const filtered = whose !== 'all' || noun !== null

  const csv = async () => {
    const whole = await call('work.list', { ...asked, limit: all })
    if (!whole.ok) return
    saveCsv(
      `qabyldau-${whole.value.today}`,
      [
        t('desk.col_due'),
        t('desk.col_todo'),
        t('work.col_about'),
        t('desk.col_person'),
        t('desk.iin'),
        t('desk.col_responsible'),
        t('work.col_source'),
      ],
      whole.value.items.map((item) => [
        item.due ? formatDate(item.due) : t('work.no_day'),
        t.local(item.what),
        aboutText(t, item),
        item.person?.name ?? '',
        item.person?.iinMasked ?? '',
        item.responsible,
        item.why ? t.local(item.why.source) : sourceText(t, item),
      ]),
    )
  }

  const title = (group: Group) => (
    <>
      {group === 'overdue' || group === 'today'
        ? t(`desk.group_${group}`)
        : group === 'no_day'
          ? t('work.group_no_day')
          : t('desk.group_day', { weekday: capital(weekday(t, group)), date: formatDate(group) })}{' '}
      <span className="quiet">· {list ? countOf(list, group) : ''}</span>
    </>
  )
  const next = list && nextDay(list)
  const now = list ? countOf(list, 'overdue') + countOf(list, 'today') : 0
  const head =
    t('desk.today_list') + (list ? ` · ${t('desk.shown_of', { n: items.length, total: list.total })}` : '')

  return (
    <Page title={t('desk.today_title')} className="list-page">
      <PageHead
        title={t('desk.today_title')}
        lead={day.data ? lead(t, day.data.dueToday, day.data.overdue) : t('desk.loading')}
        actions={
          <>
            {can('direct') && (
              <Button icon="reports" shortcut="Ctrl+D" onPress={() => go('/director')}>
                {t('director.open')}
              </Button>
            )}
            {can('intake') && (
              <Button
                kind="primary"
                icon="plus"
                shortcut="F2"
                onPress={() => openCounter({ kind: 'new' }, go)}
              >
                {t('desk.new_intake')}
              </Button>
            )}
          </>
        }
      />
      <Split
        asideLabel={t('desk.why_aside')}
        main={
          <>
            <PrintHead title={head} />
            <div className="toolbar">
              <WorkFilters
                list={list}
                whose={whose}
                noun={noun}
                onWhose={(value) => {
                  setWhose(value)
                  setLimit(step)
                }}
                onNoun={(value) => {
                  setNoun(value)
                  setLimit(step)
                }}
              />
              {items.length > 0 && <ListTools onCsv={() => void csv()} />}
            </div>
            <Warnings />
            <ErrorNote error={answer.error ?? day.error} />
            {!filtered && items.length > 0 && now === 0 && next && (
              <p className="empty">
                {t('desk.today_nothing_now', { weekday: weekday(t, next), date: formatDate(next) })}
              </p>
            )}
            {list && (
              <div ref={start}>
                <DataTable
                  label={t('desk.today_caption')}
                  columns={columns}
                  rows={items}
                  rowId={(item) => item.id}
                  groups={{
                    of: (item) => workGroupOf(item, list.today),
                    title: (group) => title(group as Group),
                  }}
                  selectedId={selected?.id ?? null}
                  onSelect={(item) => setPicked(item.id)}
                  onOpen={open}
                  emptyText={t(filtered ? 'work.empty_filter' : 'work.empty')}
                />
              </div>
            )}
            {list && items.length < list.total && (
              <p className="list-foot" role="status">
                {t('desk.shown_of', { n: items.length, total: list.total })}
                <Button small onPress={() => setLimit(limit + step)}>
                  {t('desk.more')}
                </Button>
              </p>
            )}
          </>
        }
        aside={<Aside day={day.data} item={selected} onOpen={open} />}
      />
    </Page>
  )
}

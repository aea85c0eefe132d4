/** What is due: overdue, today and each later day, with the reason of the selected deadline. */
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { Link, useLocation } from 'wouter'
import type { Translator } from '../../../shared/locale'
import { useCall } from '../../api/hooks'
import {
  Button,
  DataTable,
  DeadlineChip,
  ErrorNote,
  Icon,
  Note,
  Page,
  PageHead,
  Part,
  Split,
  WhyText,
  daysTone,
  type Column,
  type IconName,
} from '../../components'
import { useDesk } from '../../desk'
import { capital, formatDate, formatDateTime, formatTime, shortName, weekday } from '../../format'
import { useT } from '../../i18n'
import { openCounter } from '../../intent'
import { saveCsv } from './csv'
import { filters, groupOf, nextDay, passes, placeOf, type Filter, type Item, type TodayList } from './groups'
import { Filters, ListTools, PrintHead } from './list'

const todoText = (t: Translator, item: Item): string => t(`desk.todo_${item.todo}`)

function columnsOf(t: Translator): Column<Item>[] {
  return [
    {
      id: 'due',
      header: t('desk.col_due'),
      width: '9.25rem',
      value: (item) => item.deadline.due,
      cell: (item) => (
        <DeadlineChip
          why={item.deadline.why}
          due={item.deadline.due}
          workingDaysLeft={item.workingDaysLeft}
        />
      ),
    },
    {
      id: 'todo',
      header: t('desk.col_todo'),
      value: (item) => todoText(t, item),
      cell: (item) => (
        <>
          <a className="main" href={'#' + placeOf(item)} tabIndex={-1}>
            {todoText(t, item)}
          </a>
          <span className="second">
            {item.applicationNumber} · {t.local(item.serviceName)}
          </span>
        </>
      ),
    },
    {
      id: 'person',
      header: t('desk.col_person'),
      width: '17rem',
      value: (item) => item.personName,
      cell: (item) => (
        <>
          {item.personName}
          <span className="second">{t('desk.iin_masked', { iin: item.iinMasked })}</span>
        </>
      ),
    },
    {
      id: 'responsible',
      header: t('desk.col_responsible'),
      width: '7rem',
      value: (item) => item.responsible,
      cell: (item) => <span className="second">{shortName(item.responsible)}</span>,
    },
  ]
}

function lead(t: Translator, { dueToday, overdue }: TodayList): string {
  if (dueToday && overdue) return t('desk.today_lead_both', { today: dueToday, overdue })
  if (overdue) return t('desk.today_lead_overdue', { overdue })
  return dueToday ? t('desk.today_lead_today', { today: dueToday }) : t('desk.today_lead_none')
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
function DayEnd({ list }: { list: TodayList }) {
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
  list,
  item,
  onOpen,
}: {
  list: TodayList
  item: Item | undefined
  onOpen: (item: Item) => void
}) {
  const t = useT()
  const due = item?.deadline.due
  return (
    <>
      {item && due && (
        <section className="part why today-why" aria-live="polite">
          <p className="caption quiet">{t('desk.why_selected')}</p>
          <h2>{due === list.today ? t('desk.why_today') : t('desk.why_date', { date: formatDate(due) })}</h2>
          <WhyText why={item.deadline.why} tone={daysTone(item.deadline, list.today)} heading={false} />
          <Button wide shortcutShown="Enter" className="today-open" onPress={() => onOpen(item)}>
            {t(`desk.act_${item.todo}`)}
          </Button>
        </section>
      )}
      <DayEnd list={list} />
      {list.acceptedToday.length > 0 && (
        <Part title={t('desk.accepted_today')}>
          <ul className="lines">
            {list.acceptedToday.map((each) => (
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

export default function TodayPage() {
  const t = useT()
  const { me, can } = useDesk()
  const [, go] = useLocation()
  const answer = useCall('today.list', {})
  const [filter, setFilter] = useState<Filter>('all')
  const [picked, setPicked] = useState<number | null>(null)
  const list = answer.data
  const columns = useMemo(() => columnsOf(t), [t])
  const items = useMemo(
    () => (list?.items ?? []).filter((item) => passes(item, filter, me.id)),
    [list, filter, me],
  )
  const selected = items.find((item) => item.deadline.id === picked) ?? items[0]
  const start = useRef<HTMLDivElement>(null)
  const ready = list !== undefined
  useEffect(() => {
    // The arrows walk the list at once, unless the cursor already stands somewhere.
    if (ready && document.activeElement === document.body)
      start.current?.querySelector<HTMLElement>('tr[tabindex="0"]')?.focus({ preventScroll: true })
  }, [ready])
  const open = (item: Item) => go(placeOf(item))

  const csv = () =>
    saveCsv(
      `qabyldau-${list?.today ?? ''}`,
      [
        t('desk.col_due'),
        t('desk.col_todo'),
        t('desk.col_number'),
        t('desk.col_service'),
        t('desk.col_person'),
        t('desk.iin'),
        t('desk.col_responsible'),
      ],
      items.map((item) => [
        formatDate(item.deadline.due),
        todoText(t, item),
        item.applicationNumber,
        t.local(item.serviceName),
        item.personName,
        item.iinMasked,
        item.responsible,
      ]),
    )

  const title = (group: string, rows: readonly Item[]) => (
    <>
      {group === 'overdue'
        ? t('desk.group_overdue')
        : group === 'today'
          ? t('desk.group_today')
          : group === 'handing_over'
            ? t('desk.group_handing_over')
            : t('desk.group_day', { weekday: capital(weekday(t, group)), date: formatDate(group) })}{' '}
      <span className="quiet">· {rows.length}</span>
    </>
  )

  const emptyText = () => {
    const next = list && nextDay(list.items, list.today)
    const first = list?.items[0]?.deadline.due
    if (!list || list.items.length === 0) return t('desk.today_empty')
    const day = next ?? first ?? list.today
    return t('desk.today_empty_filter', { weekday: weekday(t, day), date: formatDate(day) })
  }
  const next = list && nextDay(list.items, list.today)
  const restful = filter === 'all' && items.length > 0 && list && !list.dueToday && !list.overdue && next

  return (
    <Page title={t('desk.today_title')} className="list-page">
      <PageHead
        title={t('desk.today_title')}
        lead={list ? lead(t, list) : t('desk.loading')}
        actions={
          can('intake') && (
            <Button kind="primary" icon="plus" shortcut="F2" onPress={() => openCounter({ kind: 'new' }, go)}>
              {t('desk.new_intake')}
            </Button>
          )
        }
      />
      <Split
        asideLabel={t('desk.why_aside')}
        main={
          <>
            <PrintHead title={t('desk.today_list')} />
            <div className="toolbar">
              <Filters
                label={t('desk.filter')}
                value={filter}
                onChange={setFilter}
                options={filters.map((value) => ({
                  value,
                  label: t(`desk.filter_${value}`),
                  count: list?.items.filter((item) => passes(item, value, me.id)).length,
                }))}
              />
              {items.length > 0 && <ListTools onCsv={csv} />}
            </div>
            <Warnings />
            <ErrorNote error={answer.error} />
            {restful && (
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
                  rowId={(item) => item.deadline.id}
                  groups={{ of: (item) => groupOf(item, list.today), title }}
                  selectedId={selected?.deadline.id ?? null}
                  onSelect={(item) => setPicked(item.deadline.id)}
                  onOpen={open}
                  emptyText={emptyText()}
                />
              </div>
            )}
          </>
        }
        aside={list && <Aside list={list} item={selected} onOpen={open} />}
      />
    </Page>
  )
}

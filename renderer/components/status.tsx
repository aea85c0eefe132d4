import { Fragment, useId, useState, type ReactNode } from 'react'
import { Button as AriaButton, Dialog as AriaDialog, DialogTrigger, Popover } from 'react-aria-components'
import type { WorkItem } from '../../shared/contract/work'
import type { ErrorValue, FieldError } from '../../shared/errors'
import type { DayStep, DeadlineWhy } from '../../shared/model'
import { rules } from '../../shared/rules/engine/finding'
import { isSignInNeeded, isUnreachable } from '../api/client'
import { capital, formatDate, formatDay, shownParams, weekdayShort } from '../format'
import { useT } from '../i18n'
import type { Translator } from '../../shared/locale'
import { Icon, type IconName } from './icon'

export type Tone = 'done' | 'today' | 'stop' | 'info' | 'wait'

const toneIcon: Record<Tone, IconName> = {
  done: 'check',
  today: 'clock',
  stop: 'stop',
  info: 'info',
  wait: 'wait',
}

/** A status: icon, word and colour together. */
export function Chip({ tone, icon, children }: { tone: Tone; icon?: IconName; children: ReactNode }) {
  return (
    <span className={'chip ' + tone}>
      <Icon small name={icon ?? toneIcon[tone]} />
      {children}
    </span>
  )
}

interface Cell {
  days: DayStep[]
  off: boolean
}

/** Days passed over that follow each other with the same reason are one cell. */
function cells(days: readonly DayStep[]): Cell[] {
  const list: Cell[] = []
  for (const day of days) {
    const off = day.kind === 'weekend' || day.kind === 'holiday' || day.kind === 'moved_off'
    const last = list.at(-1)
    const same =
      last?.off && off && last.days[0]?.kind === day.kind && last.days[0]?.holiday?.ru === day.holiday?.ru
    if (same) last.days.push(day)
    else list.push({ days: [day], off })
  }
  return list
}

function dayWord(t: Translator, day: DayStep): string {
  if (day.holiday && day.kind === 'holiday') return t.local(day.holiday)
  return day.kind === 'counted' || day.kind === 'worked_weekend'
    ? t('common.day_n', { n: day.n ?? 0 })
    : t.any('common.day_' + day.kind)
}

/** The days of a deadline: counted ones, those passed over, and the last. `tone` colours the last. */
export function DayStrip({ why, tone = 'later' }: { why: DeadlineWhy; tone?: 'later' | 'today' | 'past' }) {
  const t = useT()
  const all = cells(why.days)
  // A month of calendar days is no strip: its beginning and end say enough.
  const shown = all.length > 14 ? [...all.slice(0, 6), null, ...all.slice(-4)] : all
  return (
    <ol className="days">
      {shown.map((cell, i) => {
        if (!cell)
          return (
            <li key="gap" className="off">
              …
            </li>
          )
        const first = cell.days[0]
        const end = cell.days.at(-1)
        if (!first || !end) return null
        const last = end.day === why.due && i === shown.length - 1
        const name = last ? 'last ' + tone : cell.off ? 'off' : undefined
        const d = (day: DayStep) => String(Number(day.day.slice(8)))
        return (
          <li key={first.day} className={name} title={cell.days.map((day) => formatDate(day.day)).join(', ')}>
            {first === end
              ? weekdayShort(t, first.day)
              : `${weekdayShort(t, first.day)}–${weekdayShort(t, end.day)}`}
            <b>{first === end ? d(first) : `${d(first)}–${d(end)}`}</b>
            {dayWord(t, first)}
          </li>
        )
      })}
    </ol>
  )
}

/** A term in words: `1 жұмыс күні`. */
export function termText(t: Translator, term: DeadlineWhy['term']): string {
  return t(term.unit === 'wd' ? 'common.term_wd' : 'common.term_cd', { n: term.amount })
}

/** Why a deadline is that date: the sentence, the strip, the source and what is not certain about the calendar. */
export function WhyText({
  why,
  tone,
  heading = true,
}: {
  why: DeadlineWhy
  tone?: 'later' | 'today' | 'past'
  heading?: boolean
}) {
  const t = useT()
  return (
    <>
      {heading && <p className="why-h">{t('common.why_date', { date: formatDate(why.due) })}</p>}
      <p>
        {t('common.why_sentence', {
          event: capital(t.local(why.startEvent)),
          start: formatDate(why.start),
          term: termText(t, why.term),
        })}
      </p>
      <DayStrip why={why} {...(tone ? { tone } : {})} />
      {why.warnings.map((warning) => (
        <p key={warning.year} className="warn">
          <Icon small name="warn" />
          <span>{t.any('common.calendar_' + warning.status, { year: String(warning.year) })}</span>
        </p>
      ))}
      <p className="law">{t.local(why.source)}</p>
    </>
  )
}

/** How the days of a deadline are coloured: what is met is never late. */
export function daysTone(deadline: { due: string; metOn: string | null }, today: string) {
  if (deadline.metOn !== null || deadline.due > today) return 'later'
  return deadline.due < today ? 'past' : 'today'
}

export interface DeadlineChipProps {
  /** Null where no term of the law leads to the day: there is nothing to unfold. */
  why: DeadlineWhy | null
  /** Null where there is no day. */
  due: string | null
  /** 0 today, negative when overdue; null when met. */
  workingDaysLeft: number | null
  /** Show the weekday before the date. */
  long?: boolean
}

/** How much time is left, with the reason on demand. */
export function DeadlineChip({ why, due, workingDaysLeft, long }: DeadlineChipProps) {
  const t = useT()
  const left = workingDaysLeft
  if (due === null) return <Chip tone="wait">{t('work.no_day')}</Chip>
  const tone: Tone = left === null ? 'done' : left < 0 ? 'stop' : left === 0 ? 'today' : 'wait'
  const text =
    left === null
      ? t('common.deadline_met')
      : left < 0
        ? t('common.deadline_late', { n: -left })
        : left === 0
          ? t('common.deadline_today')
          : t('common.deadline_left', { n: left })
  const face = (
    <>
      <Chip tone={tone} {...(tone === 'wait' ? { icon: 'calendar' as const } : {})}>
        {text}
      </Chip>
      <span className="date">{long ? formatDay(t, due) : formatDate(due)}</span>
    </>
  )
  if (!why) return <span className="deadline-button plain">{face}</span>
  return (
    <DialogTrigger>
      <AriaButton className="deadline-button">
        {face}
        <span className="vh">: {t('common.why')}</span>
      </AriaButton>
      <Popover className="popover" placement="bottom start">
        <AriaDialog className="why" aria-label={t('common.why_date', { date: formatDate(due) })}>
          <WhyText why={why} tone={tone === 'stop' ? 'past' : tone === 'today' ? 'today' : 'later'} />
        </AriaDialog>
      </Popover>
    </DialogTrigger>
  )
}

/** Why a duty is asked for: the days of its term, or where it has none what its rule asks. */
export function DutyReason({ item, today }: { item: Pick<WorkItem, 'rule' | 'due' | 'why'>; today: string }) {
  const t = useT()
  if (item.why)
    return (
      <WhyText why={item.why} tone={daysTone({ due: item.why.due, metOn: null }, today)} heading={false} />
    )
  const rule = item.rule && rules.get(item.rule)
  if (!rule) return null
  return (
    <>
      <p>{t.local(rule.about)}</p>
      <p className="law">{t.local(rule.source)}</p>
    </>
  )
}

/** Something to know, standing in the page. */
export function Note({
  tone = 'info',
  icon,
  children,
}: {
  tone?: Tone
  icon?: IconName
  children: ReactNode
}) {
  return (
    <div className={'note ' + tone}>
      <Icon name={icon ?? (tone === 'today' ? 'warn' : toneIcon[tone])} />
      <div>{children}</div>
    </div>
  )
}

/** The sentence of an error, faults of the window itself included. */
export function useErrorText(): (error: ErrorValue | FieldError) => string {
  const t = useT()
  return (error) => {
    if (isUnreachable(error as ErrorValue)) return t('common.unreachable')
    const params = shownParams(error.params)
    return t.error({ code: error.code, ...(params ? { params } : {}) })
  }
}

/** The error of one field, and what concerns none of those on the dialog. */
export function useFieldErrors(error: ErrorValue | null, fields: readonly string[]) {
  const text = useErrorText()
  const of = (path: string) => {
    const found = error?.fields?.find((one) => one.path === path)
    return found && error
      ? text({ ...error, ...found, params: { ...error.params, ...found.params } })
      : undefined
  }
  return { of, rest: error?.fields?.some((one) => fields.includes(one.path)) ? null : error }
}

/** Why something was refused, with the fields it is about; read aloud. */
export function ErrorNote({
  error,
  children,
}: {
  error: ErrorValue | null | undefined
  children?: ReactNode
}) {
  const text = useErrorText()
  // A lost program and a locked desk are told once, over the whole desk.
  if (!error || isUnreachable(error) || isSignInNeeded(error)) return null
  return (
    <div className="note stop" role="alert">
      <Icon name="stop" />
      <div>
        <p>{text(error)}</p>
        {error.fields && error.fields.length > 0 && (
          <ul className="second">
            {error.fields.map((field) => (
              <li key={field.path + field.code}>{text(field)}</li>
            ))}
          </ul>
        )}
        {children}
      </div>
    </div>
  )
}

/** How far it is, with numbers; `onStop` on Esc. */
export function Progress({
  label,
  value,
  max,
  note,
  action,
}: {
  label: string
  value?: number
  max?: number
  note?: ReactNode
  action?: ReactNode
}) {
  const id = useId()
  return (
    <div className="progress">
      <label className="vh" htmlFor={id}>
        {label}
      </label>
      <progress id={id} {...(value === undefined ? {} : { value })} max={max ?? 1} />
      {action ?? <span />}
      <p className="second">{note ?? label}</p>
    </div>
  )
}

/** Names and values. `grid` aligns them in columns, `list` under one another. */
export function Facts({
  rows,
  as = 'flow',
}: {
  rows: readonly (readonly [string, ReactNode] | null | false)[]
  as?: 'flow' | 'grid' | 'list'
}) {
  const real = rows.filter(
    (row): row is readonly [string, ReactNode] =>
      Boolean(row) && row !== null && row !== false && row[1] !== '' && row[1] !== null,
  )
  if (as === 'flow')
    return (
      <dl className="facts">
        {real.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    )
  return (
    <dl className={as === 'grid' ? 'facts grid' : 'facts-list'}>
      {real.map(([name, value]) => (
        <Fragment key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </Fragment>
      ))}
    </dl>
  )
}

/** A part that can be unfolded, e.g. the reason under a line. */
export function Fold({
  title,
  startOpen,
  children,
}: {
  title: ReactNode
  startOpen?: boolean
  children: ReactNode
}) {
  const [open, setOpen] = useState(startOpen ?? false)
  return (
    <div>
      <button type="button" className="link-quiet" aria-expanded={open} onClick={() => setOpen(!open)}>
        {title}
      </button>
      {open && children}
    </div>
  )
}

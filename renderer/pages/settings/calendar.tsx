import { useMemo, useState } from 'react'
import type { OutputOf } from '../../../shared/contract'
import type { Translator } from '../../../shared/locale'
import type { CalendarYear } from '../../../shared/model'
import { computeYear, namedDays } from '../../../shared/rules/calendar'
import { useCall, useCommand, useInvalidate } from '../../api/hooks'
import {
  Button,
  Chip,
  DataTable,
  ErrorNote,
  Icon,
  Note,
  Part,
  RadioRow,
  Split,
  TextField,
  useToast,
  type Column,
} from '../../components'
import { useDesk } from '../../desk'
import { weekday, weekdayShort } from '../../format'
import { useT } from '../../i18n'
import { CalendarImport } from './calendar-import'
import { dayProblem, readDay, showDay, withDay, withoutDay } from './calendar-days'
import { FormFoot, same, useFieldErrors } from './form'

type Row = OutputOf<'calendar.list'>[number]
type List = 'off' | 'worked'

const idOf = ({ year, week }: CalendarYear): string => `${year}/${week}`

/** The calendar alone, as the core takes it. */
const plain = ({ year, week, off, worked, status, source }: CalendarYear): CalendarYear => ({
  year,
  week,
  off,
  worked,
  status,
  source,
})

function columnsOf(t: Translator): Column<Row>[] {
  return [
    {
      id: 'year',
      header: t('settings.calendar_year'),
      width: '5rem',
      value: (row) => row.year,
      rowHeader: true,
    },
    {
      id: 'week',
      header: t('settings.calendar_week'),
      value: (row) => t('settings.calendar_week_days', { n: row.week }),
      cell: (row) => <span className="nowrap">{t('settings.calendar_week_days', { n: row.week })}</span>,
    },
    {
      id: 'status',
      header: t('settings.calendar_status'),
      value: (row) => t(`settings.calendar_${row.status}`),
      cell: (row) => (
        <>
          <Chip
            tone={row.status === 'official' ? 'done' : 'today'}
            icon={row.status === 'official' ? 'check' : 'warn'}
          >
            {t(`settings.calendar_${row.status}`)}
          </Chip>
          <span className="second">
            {row.own ? t('settings.calendar_own') : t('settings.calendar_shipped')}
          </span>
        </>
      ),
    },
    {
      id: 'days',
      header: t('settings.calendar_days'),
      value: (row) => row.off.length,
      cell: (row) => (
        <span className="nowrap">
          {t('settings.calendar_days_count', { off: row.off.length, worked: row.worked.length })}
        </span>
      ),
    },
  ]
}

/** The working-day calendars by year, and one of them to mend. */
export function CalendarPart() {
  const t = useT()
  const { status, can } = useDesk()
  const answer = useCall('calendar.list', {})
  const week = useCall('settings.get', {}).data?.desk.week ?? 5
  const [picked, setPicked] = useState<string | null>(null)
  const [begun, setBegun] = useState<CalendarYear | null>(null)
  const columns = useMemo(() => columnsOf(t), [t])
  const rows = useMemo(
    () =>
      [...(answer.data ?? [])].sort(
        (a, b) => Number(b.week === week) - Number(a.week === week) || b.year - a.year,
      ),
    [answer.data, week],
  )
  const now = `${status.today.slice(0, 4)}/${week}`
  const selected = rows.find((row) => idOf(row) === (picked ?? now)) ?? rows[0]
  const edited = begun ?? selected
  const last = Math.max(
    ...rows.filter((row) => row.week === week).map((row) => row.year),
    Number(now.slice(0, 4)),
  )
  return (
    <Split
      asideLabel={t('settings.calendar_title')}
      main={
        <>
          <div className="toolbar">
            <h2>{t('settings.calendar_title')}</h2>
            {can('settings') && answer.data && (
              <div className="end">
                <CalendarImport />
                <Button small icon="plus" onPress={() => setBegun(computeYear(last + 1, week))}>
                  {t('settings.calendar_add_year', { year: String(last + 1) })}
                </Button>
              </div>
            )}
          </div>
          <ErrorNote error={answer.error} />
          {answer.data && (
            <DataTable
              label={t('settings.calendar_caption')}
              columns={columns}
              rows={rows}
              rowId={idOf}
              selectedId={begun ? null : selected ? idOf(selected) : null}
              onSelect={(row) => {
                setBegun(null)
                setPicked(idOf(row))
              }}
            />
          )}
        </>
      }
      aside={
        edited && (
          <YearForm
            key={idOf(edited) + (begun ? '+' : '')}
            calendar={plain(edited)}
            fresh={begun !== null}
            readOnly={!can('settings')}
            onSaved={(saved) => {
              setBegun(null)
              setPicked(idOf(saved))
            }}
          />
        )
      }
    />
  )
}

function YearForm({
  calendar: start,
  fresh,
  readOnly,
  onSaved,
}: {
  calendar: CalendarYear
  /** A year that is not held yet: it can be saved as it is. */
  fresh: boolean
  readOnly: boolean
  onSaved: (calendar: CalendarYear) => void
}) {
  const t = useT()
  const toast = useToast()
  const invalidate = useInvalidate()
  const command = useCommand('calendar.save')
  const [saved, setSaved] = useState(start)
  const [calendar, setCalendar] = useState(start)
  const { errors, fault, clear, show, refuse } = useFieldErrors()

  const save = async () => {
    if (command.busy) return
    if (calendar.status === 'official' && calendar.source.trim() === '')
      return show({ source: t('settings.calendar_source_needed') })
    clear()
    const result = await command.run({ calendar })
    if (!result.ok) return refuse(result.error, ['source'])
    setSaved(calendar)
    invalidate('deadlines', 'settings')
    toast(t('settings.calendar_saved', { year: String(calendar.year), moved: result.value.moved }), {
      icon: 'calendar',
    })
    onSaved(calendar)
  }

  const lists = (['off', 'worked'] as const).map((list) => (
    <DayList key={list} list={list} calendar={calendar} readOnly={readOnly} onChange={setCalendar} />
  ))
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <Part title={t('settings.calendar_of', { year: String(calendar.year), n: calendar.week })}>
        {calendar.status === 'computed' && <Note tone="today">{t('settings.calendar_computed_note')}</Note>}
        {readOnly && <p className="help">{t('settings.read_only')}</p>}
        {lists}
      </Part>
      <Part>
        {readOnly ? (
          <p className="second">{calendar.source}</p>
        ) : (
          <div className="fields">
            <RadioRow
              label={t('settings.calendar_status')}
              value={calendar.status}
              onChange={(status) => setCalendar({ ...calendar, status })}
              options={(['official', 'computed'] as const).map((value) => ({
                value,
                label: t(`settings.calendar_${value}`),
              }))}
            />
            <TextField
              kazakhKeys
              field="source"
              label={t('settings.calendar_source')}
              help={t('settings.calendar_source_help')}
              value={calendar.source}
              maxLength={500}
              multiline
              onChange={(source) => setCalendar({ ...calendar, source })}
              error={errors['source']}
            />
          </div>
        )}
        {!readOnly && (
          <FormFoot busy={command.busy} unchanged={!fresh && same(saved, calendar)} fault={fault} />
        )}
      </Part>
    </form>
  )
}

/** Days of one list, with one field to add a day and a button on each to take it away. */
function DayList({
  list,
  calendar,
  readOnly,
  onChange,
}: {
  list: List
  calendar: CalendarYear
  readOnly: boolean
  onChange: (calendar: CalendarYear) => void
}) {
  const t = useT()
  const [text, setText] = useState('')
  const [error, setError] = useState<string | null>(null)
  const names = useMemo(() => namedDays(calendar.year, calendar.week), [calendar.year, calendar.week])
  const add = () => {
    const day = readDay(text, calendar.year)
    const problem = dayProblem(calendar, list, day)
    if (problem || !day) {
      const iso = day ? `${calendar.year}-${day}` : ''
      setError(
        t(`settings.calendar_day_${problem ?? 'wrong'}`, {
          year: String(calendar.year),
          date: day ? showDay(calendar, day) : text,
          weekday: iso ? weekday(t, iso) : '',
        }),
      )
      return
    }
    onChange(withDay(calendar, list, day))
    setText('')
    setError(null)
  }
  return (
    <section className="day-list" aria-label={t(`settings.calendar_${list}`)}>
      <h3>
        {t(`settings.calendar_${list}`)} <span className="quiet">· {calendar[list].length}</span>
      </h3>
      <p className="help">{t(`settings.calendar_${list}_help`)}</p>
      <ul className="day-chips">
        {calendar[list].length === 0 && <li className="quiet">{t('settings.calendar_none')}</li>}
        {calendar[list].map((day) => {
          const iso = `${calendar.year}-${day}`
          const name = names.get(iso)
          return (
            <li key={day} title={name ? t.local(name.name) : undefined}>
              <span className="quiet">{weekdayShort(t, iso)}</span> {showDay(calendar, day).slice(0, 5)}
              {!readOnly && (
                <button
                  type="button"
                  aria-label={t('settings.calendar_day_remove', { date: showDay(calendar, day) })}
                  onClick={() => onChange(withoutDay(calendar, list, day))}
                >
                  <Icon small name="close" />
                </button>
              )}
            </li>
          )
        })}
      </ul>
      {!readOnly && (
        <div className="day-add">
          <TextField
            label={t('settings.calendar_day_new')}
            help={t('settings.calendar_day_help')}
            value={text}
            maxLength={10}
            onChange={(value) => {
              setText(value)
              setError(null)
            }}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return
              event.preventDefault()
              add()
            }}
            error={error}
          />
          <Button icon="plus" onPress={add}>
            {t('settings.calendar_day_add')}
          </Button>
        </div>
      )}
    </section>
  )
}

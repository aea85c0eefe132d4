/** Calendars from a file: what it would change year by year, then all of it or nothing. */
import { useRef, useState } from 'react'
import type { OutputOf } from '../../../shared/contract'
import type { Translator } from '../../../shared/locale'
import { call } from '../../api/client'
import { upload } from '../../api/files'
import { useCommand, useInvalidate } from '../../api/hooks'
import { Button, Dialog, ErrorNote, Note, Part, RadioRow, TextField, useToast } from '../../components'
import { formatDate, weekdayShort } from '../../format'
import type { ErrorValue } from '../../../shared/errors'
import { useT } from '../../i18n'

type Read = OutputOf<'calendar.read'>
type Year = Read['years'][number]

export function CalendarImport() {
  const t = useT()
  const input = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState(false)
  const [read, setRead] = useState<Read | null>(null)
  const [error, setError] = useState<ErrorValue | null>(null)
  const take = async (file: File) => {
    setBusy(true)
    setError(null)
    const uploaded = await upload(file)
    const result = uploaded.ok ? await call('calendar.read', { token: uploaded.value.token }) : uploaded
    setBusy(false)
    if (result.ok) setRead(result.value)
    else setError(result.error)
  }
  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".json,.csv,.txt,application/json,text/csv"
        hidden
        aria-label={t('settings.calendar_import')}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0]
          event.currentTarget.value = ''
          if (file) void take(file)
        }}
      />
      <Button small icon="upload" onPress={() => !busy && input.current?.click()}>
        {busy ? t('settings.calendar_import_reading') : t('settings.calendar_import')}
      </Button>
      {error && (
        <Dialog open onClose={() => setError(null)} title={t('settings.calendar_import')}>
          <ErrorNote error={error} />
        </Dialog>
      )}
      {read && <Preview read={read} onClose={() => setRead(null)} />}
    </>
  )
}

function faultText(t: Translator, { line, reason, what }: Read['faults'][number]): string {
  const fault = t('settings.calendar_fault', { reason, what: formatDate(what) })
  return line === null ? fault : t('settings.calendar_fault_line', { line: String(line), fault })
}

function Preview({ read, onClose }: { read: Read; onClose: () => void }) {
  const t = useT()
  const toast = useToast()
  const invalidate = useInvalidate()
  const command = useCommand('calendar.import')
  // A table of days names neither: one answer for all its years.
  const asks = read.years.some(({ calendar }) => calendar.source.trim() === '')
  const [source, setSource] = useState('')
  const [status, setStatus] = useState<'official' | 'computed'>('official')
  const [missing, setMissing] = useState(false)

  const save = async () => {
    if (command.busy) return
    if (asks && source.trim() === '') return setMissing(true)
    const calendars = read.years.map(({ calendar }) =>
      calendar.source.trim() === '' ? { ...calendar, source: source.trim(), status } : calendar,
    )
    const result = await command.run({ calendars })
    if (!result.ok) return
    invalidate('settings', 'deadlines')
    toast(t('settings.calendar_imported', { n: calendars.length, moved: result.value.moved }), {
      icon: 'calendar',
    })
    onClose()
  }

  const blocked = read.faults.length > 0
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t('settings.calendar_import_title', { file: read.fileName })}
      actions={
        read.years.length > 0 && (
          <Button
            kind="primary"
            icon="disk"
            shortcut="F8"
            notReady={blocked ? [t('settings.calendar_import_blocked')] : []}
            onPress={() => void save()}
          >
            {command.busy
              ? t('settings.saving')
              : t('settings.calendar_import_save', { n: read.years.length })}
          </Button>
        )
      }
    >
      {blocked && (
        <Note tone="stop">
          <p role="alert">{t('settings.calendar_import_faults')}</p>
          <ul className="second">
            {read.faults.map((fault, n) => (
              <li key={n}>{faultText(t, fault)}</li>
            ))}
          </ul>
          <p className="second">{t('settings.calendar_import_help')}</p>
        </Note>
      )}
      {read.years.map((year) => (
        <YearPreview key={`${year.calendar.year}/${year.calendar.week}`} year={year} />
      ))}
      {asks && !blocked && (
        <Part>
          <p className="help">{t('settings.calendar_import_source')}</p>
          <div className="fields">
            <TextField
              kazakhKeys
              field="source"
              label={t('settings.calendar_source')}
              help={t('settings.calendar_source_help')}
              value={source}
              maxLength={500}
              autoFocus
              onChange={(value) => {
                setSource(value)
                setMissing(false)
              }}
              error={missing && t('settings.calendar_source_needed')}
            />
            <RadioRow
              label={t('settings.calendar_status')}
              value={status}
              onChange={setStatus}
              options={(['official', 'computed'] as const).map((value) => ({
                value,
                label: t(`settings.calendar_${value}`),
              }))}
            />
          </div>
        </Part>
      )}
      <ErrorNote error={command.error} />
    </Dialog>
  )
}

/** What the file would change in one year. */
function YearPreview({ year }: { year: Year }) {
  const t = useT()
  const { calendar, held } = year
  const changes = (['off', 'worked'] as const).flatMap((list) =>
    (['added', 'removed'] as const).map((change) => ({ list, change, days: year[list][change] })),
  )
  const some = changes.filter(({ days }) => days.length > 0)
  return (
    <section className="day-list">
      <h3>{t('settings.calendar_of', { year: String(calendar.year), n: calendar.week })}</h3>
      <p className="help">
        {t('settings.calendar_against', { held })} {some.length === 0 && t('settings.calendar_same_days')}
        {calendar.source && ` ${t('settings.calendar_source')}: ${calendar.source}`}
      </p>
      {some.map(({ list, change, days }) => (
        <div key={list + change}>
          <p className="second">
            {t(`settings.calendar_${list}_${change}`)} · {days.length}
          </p>
          <ul className="day-chips">
            {days.map((day) => (
              <li key={day} className={change}>
                <span className="quiet">{weekdayShort(t, day)}</span> {formatDate(day).slice(0, 5)}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  )
}

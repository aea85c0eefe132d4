/** When batches leave by themselves, how the last run ended, and the dialog that sets the hours. */
import { useState } from 'react'
import type { OutputOf } from '../../../shared/contract'
import { localDateTime, readTime } from '../../../shared/rules/dates'
import { useCall, useCommand, useInvalidate } from '../../api/hooks'
import { Button, FormDialog, Note, Part, TextField, Tick, useErrorText, useToast } from '../../components'
import { useDesk } from '../../desk'
import { formatDate, formatDateTime } from '../../format'
import { useT } from '../../i18n'

type State = OutputOf<'schedule.get'>

/** `13:00, 18.00` as times of a day; null where one is none. */
export function readTimes(text: string): string[] | null {
  const parts = text
    .split(/[,;\s]+/u)
    .filter(Boolean)
    .map(readTime)
  return parts.length > 0 && parts.every((time) => time !== null) ? [...new Set(parts)].sort() : null
}

function ScheduleDialog({ state, onClose }: { state: State; onClose: () => void }) {
  const t = useT()
  const toast = useToast()
  const invalidate = useInvalidate()
  const save = useCommand('schedule.save')
  const [on, setOn] = useState(state.schedule.on)
  const [times, setTimes] = useState(state.schedule.times.join(', '))
  const [workingDays, setWorkingDays] = useState(state.schedule.workingDays)
  const [wrong, setWrong] = useState(false)
  const store = async () => {
    const read = readTimes(times)
    setWrong(read === null)
    if (!read) return
    const result = await save.run({ schedule: { on, times: read, workingDays } })
    if (!result.ok) return
    invalidate('targets')
    toast(t('target.schedule_saved'))
    onClose()
  }
  return (
    <FormDialog
      title={t('target.schedule_change')}
      error={save.error}
      busy={save.busy}
      action={t('common.save')}
      onSave={() => void store()}
      onClose={onClose}
    >
      <div className="fields">
        <Tick checked={on} onChange={setOn}>
          {t('target.schedule_f_on')}
        </Tick>
        <TextField
          field="times"
          label={t('target.schedule_f_times')}
          help={t('target.schedule_f_times_help', { zone: state.timeZone })}
          error={wrong ? t('target.schedule_f_times_wrong') : undefined}
          value={times}
          onChange={setTimes}
        />
        <Tick checked={workingDays} onChange={setWorkingDays}>
          {t('target.schedule_f_days')}
        </Tick>
      </div>
    </FormDialog>
  )
}

function LastRun({ state: { last, timeZone } }: { state: State }) {
  const t = useT()
  const errorText = useErrorText()
  if (!last) return null
  // The hour is named as it was set; a run that was made good later says when it began.
  const set = `${formatDate(last.slot.slice(0, 10))} ${last.slot.slice(11)}`
  const at = localDateTime(last.startedAt, timeZone) > last.slot ? formatDateTime(last.startedAt) : set
  const lacking = last.lacking.map(({ name, fault }) => (
    <p key={name}>{t('target.run_lacking', { name, why: errorText(fault) })}</p>
  ))
  const text = t(`target.run_${last.outcome}`, { at, n: String(last.sequence ?? '') })
  if (!last.fault && lacking.length === 0) return <p className="second">{text}</p>
  return (
    <Note tone="stop">
      <p>{text}</p>
      {last.fault && <p>{errorText(last.fault)}</p>}
      {lacking}
    </Note>
  )
}

/** The part of the exchange page about the schedule. */
export function SchedulePart() {
  const t = useT()
  const { can } = useDesk()
  const { data: state } = useCall('schedule.get', {})
  const [open, setOpen] = useState(false)
  if (!state) return null
  const { on, times, workingDays } = state.schedule
  return (
    <Part title={t('target.schedule_title')}>
      <p>
        {on
          ? t('target.schedule_on', { times: times.join(', '), days: workingDays ? 'yes' : 'no' })
          : t('target.schedule_off')}
      </p>
      {on && state.next && (
        <p className="strong">{t('target.schedule_next', { at: formatDateTime(state.next) })}</p>
      )}
      {on && <p className="help">{t('target.schedule_open')}</p>}
      <LastRun state={state} />
      {can('settings') && (
        <p className="acts batch-acts">
          <Button icon="clock" onPress={() => setOpen(true)}>
            {t('target.schedule_change')}
          </Button>
        </p>
      )}
      {open && <ScheduleDialog state={state} onClose={() => setOpen(false)} />}
    </Part>
  )
}

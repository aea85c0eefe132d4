import { useState } from 'react'
import type { DeskSettings, OfficeProgram, ScreenLanguage } from '../../../shared/model'
import { readTime } from '../../../shared/rules/dates'
import { useCall, useCommand, useInvalidate } from '../../api/hooks'
import { ErrorNote, RadioRow, SelectField, TextField, Tick, useToast } from '../../components'
import { formatTime } from '../../format'
import { useT } from '../../i18n'
import { FormFoot, same, useFieldErrors } from './form'

const times = [
  ['opens', 'settings.desk_opens'],
  ['closes', 'settings.desk_closes'],
  ['breakFrom', 'settings.desk_break_from'],
  ['breakTo', 'settings.desk_break_to'],
] as const
const languages: readonly ScreenLanguage[] = ['kk', 'ru', 'en']
const programs: Record<OfficeProgram, string> = { libreoffice: 'LibreOffice', word: 'Word' }
/** The zones of Kazakhstan; since 1 March 2024 there is one time, older data keep their own. */
const zones = [
  'Asia/Almaty',
  'Asia/Qyzylorda',
  'Asia/Qostanay',
  'Asia/Aqtobe',
  'Asia/Aqtau',
  'Asia/Atyrau',
  'Asia/Oral',
]
const known = [
  ...times.map(([field]) => field as string),
  'timeZone',
  'idleMinutes',
  'relocationReminderDays',
]

/** How desks behave: hours, lock, counting of terms, language. */
export function DeskPart() {
  const answer = useCall('settings.get', {})
  if (!answer.data)
    return <div className="page-body">{answer.error && <ErrorNote error={answer.error} />}</div>
  return <DeskForm desk={answer.data.desk} office={answer.data.office} />
}

function DeskForm({ desk: start, office }: { desk: DeskSettings; office: readonly OfficeProgram[] }) {
  const t = useT()
  const toast = useToast()
  const invalidate = useInvalidate()
  const command = useCommand('settings.saveDesk')
  const [saved, setSaved] = useState(start)
  const [desk, setDesk] = useState(start)
  const [idle, setIdle] = useState(String(start.idleMinutes))
  const [reminder, setReminder] = useState(String(start.relocationReminderDays ?? ''))
  const { errors, fault, clear, show, refuse } = useFieldErrors()
  const set = <F extends keyof DeskSettings>(field: F, value: DeskSettings[F]) =>
    setDesk({ ...desk, [field]: value })
  const relocationReminderDays = reminder.trim() === '' ? null : Number(reminder)
  const next = { ...desk, idleMinutes: Number(idle), relocationReminderDays }
  // What another PC chose stays to be seen here.
  const makers = (['built_in', 'libreoffice', 'word'] as const).filter(
    (maker) => maker === 'built_in' || maker === start.pdf || office.includes(maker),
  )
  const pdfHelp =
    desk.pdf !== 'built_in' && !office.includes(desk.pdf)
      ? t('settings.desk_pdf_absent', { program: programs[desk.pdf] })
      : office.length === 0
        ? t('settings.desk_pdf_none')
        : t('settings.desk_pdf_help', { programs: office.map((program) => programs[program]).join(', ') })

  const save = async () => {
    if (command.busy) return
    const wrong: Record<string, string> = {}
    for (const [field] of times)
      if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(desk[field])) wrong[field] = t('settings.time_wrong')
    if (!wrong['closes'] && desk.opens >= desk.closes) wrong['closes'] = t('settings.time_order')
    if (!wrong['breakTo'] && desk.breakFrom > desk.breakTo) wrong['breakTo'] = t('settings.time_order')
    if (!/^\d{1,3}$/.test(idle.trim()) || next.idleMinutes < 1 || next.idleMinutes > 120)
      wrong['idleMinutes'] = t('settings.idle_wrong')
    if (relocationReminderDays !== null && !(relocationReminderDays >= 1 && relocationReminderDays <= 366))
      wrong['relocationReminderDays'] = t('settings.desk_reminder_wrong')
    if (Object.keys(wrong).length > 0) return show(wrong)
    clear()
    const result = await command.run({ desk: next })
    if (!result.ok) return refuse(result.error, known)
    setSaved(result.value)
    setDesk(result.value)
    invalidate('settings', 'deadlines')
    toast(t('settings.saved', { time: formatTime(new Date().toISOString()) }))
  }

  return (
    <form
      className="page-body settings-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <section aria-labelledby="hours">
        <h2 id="hours">{t('settings.desk_hours')}</h2>
        <div className="fields">
          {times.map(([field, label]) => (
            <TextField
              key={field}
              field={field}
              width={3}
              label={t(label)}
              value={desk[field]}
              onChange={(value) => set(field, value)}
              onBlur={() => set(field, readTime(desk[field]) ?? desk[field])}
              maxLength={5}
              error={errors[field]}
            />
          ))}
          <SelectField
            field="timeZone"
            width={4}
            label={t('settings.desk_zone')}
            value={desk.timeZone}
            onChange={(value) => set('timeZone', value)}
            options={[...new Set([...zones, desk.timeZone])].map((zone) => ({ value: zone, label: zone }))}
            error={errors['timeZone']}
          />
        </div>
      </section>
      <section aria-labelledby="terms">
        <h2 id="terms">{t('settings.desk_terms')}</h2>
        <div className="fields">
          <RadioRow
            label={t('settings.desk_week')}
            value={String(desk.week)}
            onChange={(value) => set('week', value === '6' ? 6 : 5)}
            options={[
              { value: '5', label: t('settings.week_5') },
              { value: '6', label: t('settings.week_6') },
            ]}
          />
          <div className="field">
            <Tick
              checked={desk.countFromSameDay}
              onChange={(value) => set('countFromSameDay', value)}
              note={t('settings.desk_same_day_help')}
            >
              {t('settings.desk_same_day')}
            </Tick>
          </div>
          <p className="help field">{t('settings.desk_terms_help')}</p>
        </div>
      </section>
      <section aria-labelledby="papers">
        <h2 id="papers">{t('settings.desk_papers')}</h2>
        <div className="fields">
          <div className="field">
            <Tick checked={desk.qr} onChange={(value) => set('qr', value)} note={t('settings.desk_qr_help')}>
              {t('settings.desk_qr')}
            </Tick>
          </div>
          <SelectField
            width={6}
            label={t('settings.desk_pdf')}
            help={pdfHelp}
            value={desk.pdf}
            onChange={(value) => set('pdf', value)}
            options={makers.map((value) => ({
              value,
              label: value === 'built_in' ? t('settings.desk_pdf_built_in') : programs[value],
            }))}
          />
          <div className="field">
            <Tick
              checked={desk.seal}
              onChange={(value) => set('seal', value)}
              note={t('settings.desk_seal_help')}
            >
              {t('settings.desk_seal')}
            </Tick>
          </div>
          <TextField
            field="relocationReminderDays"
            width={6}
            numeric
            optional
            label={t('settings.desk_reminder')}
            help={t('settings.desk_reminder_help')}
            value={reminder}
            onChange={setReminder}
            error={errors['relocationReminderDays']}
          />
        </div>
      </section>
      <section aria-labelledby="lock">
        <h2 id="lock">{t('settings.desk_lock')}</h2>
        <div className="fields">
          <TextField
            field="idleMinutes"
            width={6}
            numeric
            label={t('settings.desk_idle')}
            help={t('settings.desk_idle_help')}
            value={idle}
            onChange={setIdle}
            error={errors['idleMinutes']}
          />
          <SelectField
            width={6}
            label={t('settings.desk_language')}
            help={t('settings.desk_language_help')}
            value={desk.language}
            onChange={(value) => set('language', value)}
            options={languages.map((value) => ({ value, label: t(`settings.language_${value}`) }))}
          />
        </div>
      </section>
      <FormFoot busy={command.busy} unchanged={same(saved, next)} fault={fault} />
    </form>
  )
}

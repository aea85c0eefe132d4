/** The days of an edition that the sources only bound: shown with their source, set by the administrator. */
import { useState } from 'react'
import { useLocation } from 'wouter'
import type { LawServiceView } from '../../../shared/law/schema'
import { useCommand, useInvalidate } from '../../api/hooks'
import { Button, DateField, Dialog, ErrorNote, Icon, TextField, Tick, useToast } from '../../components'
import { useDesk } from '../../desk'
import { capital, formatDate } from '../../format'
import { useT } from '../../i18n'
import { openCounter } from '../../intent'
import { useFieldErrors, useTyped } from '../settings/form'
import { AcceptedMark, StateChip } from './finder'
import { editionText, inForceText, type LawRow } from './text'

/** In force since when, whether that is certain, and who says so. */
export function Standing({ service, rows }: { service: LawServiceView; rows: readonly LawRow[] }) {
  const t = useT()
  const { can } = useDesk()
  const [, go] = useLocation()
  const [open, setOpen] = useState(false)
  const { inForce, dates, settable } = service
  const own = rows.find((row) => row.code === service.code && row.edition === service.edition)
  const certain = inForce.verified || (dates && !inForce.notEarlierThan && !inForce.untilNotEarlierThan)
  return (
    <>
      <div className="law-standing">
        <StateChip state={service.state} />
        <span>{capital(inForceText(t, inForce))}</span>
        {own?.accepted &&
          (can('intake') ? (
            <Button
              small
              icon="counter"
              shortcut="F8"
              onPress={() => openCounter({ kind: 'service', code: service.code }, go)}
            >
              {t('law.accept_this')}
            </Button>
          ) : (
            <AcceptedMark />
          ))}
        {can('settings') && (settable.from || settable.until) && (
          <Button small kind="plain" icon="mend" onPress={() => setOpen(true)}>
            {t('law.days_set')}
          </Button>
        )}
      </div>
      {dates && (
        <p className="second law-verify">
          {t('law.days_by', { by: dates.by, date: formatDate(dates.at), source: dates.source })}
        </p>
      )}
      {!certain && (
        <p className="warn law-verify">
          <Icon small name="warn" />
          <span>{t('law.not_verified')}</span>
        </p>
      )}
      {open && <DaysDialog service={service} rows={rows} onClose={() => setOpen(false)} />}
    </>
  )
}

function DaysDialog({
  service,
  rows,
  onClose,
}: {
  service: LawServiceView
  rows: readonly LawRow[]
  onClose: () => void
}) {
  const t = useT()
  const toast = useToast()
  const invalidate = useInvalidate()
  const command = useCommand('law.saveDates')
  const { filed, dates, settable, code, edition } = service
  const { typed, set, now } = useTyped({
    from: dates?.from ?? '',
    until: dates?.until ?? '',
    source: dates?.source ?? '',
  })
  const [wholeAct, setWholeAct] = useState(false)
  const { errors, fault, clear, show, refuse } = useFieldErrors()
  const others = rows.filter((row) => row.edition === edition && row.code !== code)

  const save = async (days: typeof typed) => {
    if (command.busy) return
    const wrong: Record<string, string> = {}
    for (const side of ['from', 'until'] as const)
      if (days[side] !== '' && !/^\d{4}-\d{2}-\d{2}$/.test(days[side])) wrong[side] = t('law.day_wrong')
    if ((days.from || days.until) && days.source.trim() === '') wrong['source'] = t('law.field_needed')
    if (Object.keys(wrong).length > 0) return show(wrong)
    clear()
    const result = await command.run({
      ...{ code, edition, wholeAct, source: days.source },
      ...{ from: days.from || null, until: days.until || null },
    })
    if (!result.ok) return refuse(result.error, ['from', 'until', 'source'])
    invalidate('settings')
    toast(t('law.days_saved', { n: result.value.saved.length }), { icon: 'calendar' })
    onClose()
  }

  return (
    <Dialog
      open
      onClose={onClose}
      title={t('law.days_title', { edition: editionText(t, edition) })}
      actions={
        <>
          <Button kind="primary" icon="disk" shortcut="F8" onPress={() => void save(now())}>
            {command.busy ? t('law.saving') : t('common.save')}
          </Button>
          {dates && (
            <Button icon="undo" onPress={() => void save({ from: '', until: '', source: '' })}>
              {t('law.days_back')}
            </Button>
          )}
        </>
      }
    >
      <form
        className="fields"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void save(now())
        }}
      >
        <p className="help w12">{t('law.days_keep')}</p>
        {settable.from && (
          <DateField
            field="from"
            width={settable.until ? 6 : 12}
            century="near"
            autoFocus
            label={t('law.days_from')}
            help={t('law.days_filed', { text: inForceText(t, { ...filed, until: null }) })}
            value={typed.from}
            onChange={set('from')}
            error={errors['from']}
          />
        )}
        {settable.until && (
          <DateField
            field="until"
            width={settable.from ? 6 : 12}
            century="near"
            autoFocus={!settable.from}
            label={t('law.days_until')}
            help={t('law.days_filed', {
              text:
                filed.until === null
                  ? t('law.days_no_end')
                  : t(filed.untilNotEarlierThan ? 'law.until_not_earlier' : 'law.until', {
                      date: formatDate(filed.until),
                    }),
            })}
            value={typed.until}
            onChange={set('until')}
            error={errors['until']}
          />
        )}
        <TextField
          kazakhKeys
          field="source"
          label={t('law.days_source')}
          help={t('law.days_source_help')}
          value={typed.source}
          maxLength={500}
          onChange={set('source')}
          error={errors['source']}
        />
        {others.length > 0 && (
          <Tick checked={wholeAct} onChange={setWholeAct}>
            {t('law.days_whole_act', { n: others.length + 1 })}
          </Tick>
        )}
        {/* Enter in a field saves. */}
        <button type="submit" hidden />
        {fault && <ErrorNote error={command.error} />}
      </form>
    </Dialog>
  )
}

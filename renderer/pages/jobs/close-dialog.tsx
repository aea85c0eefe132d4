import { VacancyClosing, type Vacancy } from '../../../shared/contract/vacancies'
import { useState } from 'react'
import { useCommand, useInvalidate } from '../../api/hooks'
import { Button, DateField, Dialog, RadioRow, TextField, useToast } from '../../components'
import { useDesk } from '../../desk'
import { useT } from '../../i18n'
import { useFieldErrors, useTyped } from '../settings/form'

/** R114: when and why a vacancy is closed. */
export function CloseDialog({ vacancy, onClose }: { vacancy: Vacancy; onClose: () => void }) {
  const t = useT()
  const toast = useToast()
  const { status } = useDesk()
  const invalidate = useInvalidate()
  const close = useCommand('vacancy.close')
  const { typed, set, now } = useTyped({ on: status.today, note: '' })
  const [why, setWhy] = useState<VacancyClosing>(vacancy.placesLeft === 0 ? 'hired' : 'withdrawn')
  const { errors, fault, clear, refuse } = useFieldErrors()
  const submit = async () => {
    if (close.busy) return
    clear()
    const result = await close.run({ id: vacancy.id, version: vacancy.version, why, ...now() })
    if (!result.ok) return refuse(result.error, ['on'])
    invalidate('vacancies')
    toast(t('jobs.close_done'))
    onClose()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('jobs.close_title')}
      actions={
        <>
          <Button kind="primary" icon="leave" shortcut="F8" onPress={() => void submit()}>
            {close.busy ? t('jobs.saving') : t('jobs.close_do')}
          </Button>
          {fault && (
            <p className="not-ready" role="alert">
              <strong>{t('jobs.not_saved')}</strong> {fault}
            </p>
          )}
        </>
      }
    >
      <form
        className="fields"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <DateField
          field="on"
          width={4}
          century="near"
          autoFocus
          label={t('jobs.close_on')}
          value={typed.on}
          onChange={set('on')}
          error={errors['on']}
        />
        <RadioRow
          list
          label={t('jobs.close_why')}
          value={why}
          onChange={setWhy}
          options={VacancyClosing.options.map((value) => ({ value, label: t(`jobs.closed_${value}`) }))}
        />
        <TextField
          label={t('jobs.close_note')}
          value={typed.note}
          onChange={set('note')}
          maxLength={1000}
          kazakhKeys
          optional
        />
        <button type="submit" hidden />
      </form>
    </Dialog>
  )
}

import { useState } from 'react'
import type { RuralRow, RuralTransfer } from '../../../shared/contract/rural'
import { call } from '../../api/client'
import { useCommand, useInvalidate } from '../../api/hooks'
import { Button, Choice, DateField, Dialog, ErrorNote, Note, Tick, useErrorText } from '../../components'
import { useDesk } from '../../desk'
import { formatDate } from '../../format'
import { useLanguage, useT } from '../../i18n'
import { useFieldErrors, useTyped } from '../settings/form'
import { FormDialog, useFetch } from './parts'

/** R42: which checked cases go to the centre, on which day, and in which language the list is. */
export function SendDialog({ cases, onClose }: { cases: readonly RuralRow[]; onClose: () => void }) {
  const t = useT()
  const { status } = useDesk()
  const { language } = useLanguage()
  const invalidate = useInvalidate()
  const errorText = useErrorText()
  const send = useCommand('rural.send')
  const { typed, set, now } = useTyped({ on: status.today })
  const [paper, setPaper] = useState<'kk' | 'ru'>(language === 'ru' ? 'ru' : 'kk')
  const [left, setLeft] = useState<readonly string[]>([])
  const [made, setMade] = useState<RuralTransfer | null>(null)
  const { errors, fault, clear, show, refuse } = useFieldErrors()
  const chosen = cases.filter(({ id }) => !left.includes(id))
  const submit = async () => {
    if (send.busy) return
    if (chosen.length === 0) return show({ cases: t('rural.none_ticked') })
    clear()
    const result = await send.run({
      cases: chosen.map(({ id, version }) => ({ id, version })),
      on: now().on,
      language: paper,
    })
    if (!result.ok) {
      if (result.error.code === 'version_conflict') invalidate('rural')
      if (result.error.code === 'date_too_early') return show({ on: errorText(result.error) })
      return refuse(result.error, ['on'])
    }
    invalidate('rural', 'deadlines')
    setMade(result.value)
  }
  if (made) return <Sent transfer={made} onClose={onClose} />
  return (
    <FormDialog
      title={t('rural.send_title')}
      act={t('rural.send')}
      icon="sent"
      busy={send.busy}
      fault={fault ?? errors['cases'] ?? null}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <p className="second field">{t('rural.send_lead')}</p>
      <div className="field">
        {cases.map((one) => (
          <Tick
            key={one.id}
            checked={!left.includes(one.id)}
            onChange={(on) => setLeft(on ? left.filter((id) => id !== one.id) : [...left, one.id])}
            note={[
              one.iinMasked,
              one.check && t(`rural.result_${one.check.result}`) + ', ' + formatDate(one.check.on),
            ]
              .filter(Boolean)
              .join(' · ')}
          >
            {one.personName}
          </Tick>
        ))}
      </div>
      {chosen.some(({ check }) => check?.result === 'inaccurate') && (
        <Note tone="today">{t('rural.send_inaccurate')}</Note>
      )}
      <DateField
        field="on"
        width={4}
        century="near"
        label={t('rural.send_on')}
        value={typed.on}
        onChange={set('on')}
        error={errors['on']}
      />
      <Choice
        width={8}
        label={t('rural.send_language')}
        value={paper}
        onChange={setPaper}
        options={[
          { value: 'kk', label: t('common.paper_kk') },
          { value: 'ru', label: t('common.paper_ru') },
        ]}
      />
    </FormDialog>
  )
}

/** The transfer stands: its file goes to the centre, its list lies on top of the papers. */
function Sent({ transfer, onClose }: { transfer: RuralTransfer; onClose: () => void }) {
  const t = useT()
  const { error, fetchFile } = useFetch()
  const take = (as: 'file' | 'docx' | 'pdf') =>
    void fetchFile(call('rural.transferFile', { id: transfer.id, as }))
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('rural.sent_title', { number: transfer.number })}
      actions={
        <>
          <Button kind="primary" icon="download" shortcut="F8" onPress={() => take('file')}>
            {t('rural.save_file')}
          </Button>
          <Button icon="download" shortcut="F9" onPress={() => take('pdf')}>
            {t('rural.list_pdf')}
          </Button>
          <Button icon="download" onPress={() => take('docx')}>
            {t('rural.list_docx')}
          </Button>
        </>
      }
    >
      <p>{t('rural.sent_lead', { n: transfer.cases })}</p>
      <ErrorNote error={error} />
    </Dialog>
  )
}

/** The questions of a case: its check, putting it aside, the centre's answer, telling the person. */
import { useState } from 'react'
import { RuralChannel, type RuralPage } from '../../../shared/contract/rural'
import type { ErrorValue } from '../../../shared/errors'
import { useCommand, useInvalidate } from '../../api/hooks'
import { Choice, DateField, RadioRow, TextField, Tick, useToast } from '../../components'
import { useDesk } from '../../desk'
import { useT } from '../../i18n'
import { useFieldErrors, useTyped } from '../settings/form'
import { FormDialog } from './parts'

type Case = Pick<RuralPage, 'id' | 'version' | 'personName' | 'answer'>

/** R37: when it was checked, with which result; inaccurate data need words. */
export function CheckDialog({
  id,
  version,
  onDone,
  onClose,
}: {
  id: string
  version: number
  onDone: () => void
  onClose: () => void
}) {
  const t = useT()
  const { status } = useDesk()
  const check = useCommand('rural.check')
  const { typed, set, now } = useTyped({ on: status.today, note: '' })
  const [result, setResult] = useState<'confirmed' | 'inaccurate' | null>(null)
  const { errors, fault, clear, show, refuse } = useFieldErrors()
  const submit = async () => {
    if (check.busy) return
    if (result === null) return show({ result: t('rural.result_needed') })
    clear()
    const answer = await check.run({ id, version, result, ...now() })
    if (!answer.ok) return refuse(answer.error, ['on', 'note'])
    onDone()
  }
  return (
    <FormDialog
      title={t('rural.check_title')}
      act={t('rural.check_do')}
      icon="check"
      busy={check.busy}
      fault={fault ?? errors['result'] ?? null}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <p className="second field">{t('rural.check_lead')}</p>
      <RadioRow
        list
        label={t('rural.check_result')}
        value={result}
        onChange={setResult}
        options={(['confirmed', 'inaccurate'] as const).map((value) => ({
          value,
          label: t(`rural.result_${value}`),
          note: t(`rural.result_${value}_help`),
        }))}
      />
      <DateField
        field="on"
        width={4}
        century="near"
        label={t('rural.check_on')}
        value={typed.on}
        onChange={set('on')}
        error={errors['on']}
      />
      <TextField
        field="note"
        width={8}
        label={t('rural.check_note')}
        value={typed.note}
        onChange={set('note')}
        error={errors['note']}
        maxLength={2000}
        kazakhKeys
        optional={result !== 'inaccurate'}
      />
    </FormDialog>
  )
}

export function PutAsideDialog({ of, onClose }: { of: Case; onClose: () => void }) {
  const t = useT()
  const invalidate = useInvalidate()
  const close = useCommand('rural.close')
  const { typed, set, now } = useTyped({ reason: '' })
  const { errors, fault, clear, refuse } = useFieldErrors()
  const submit = async () => {
    if (close.busy) return
    clear()
    const answer = await close.run({ id: of.id, version: of.version, ...now() })
    if (!answer.ok) return refuse(answer.error, ['reason'])
    invalidate('rural')
    onClose()
  }
  return (
    <FormDialog
      title={t('rural.aside_title')}
      act={t('rural.aside_do')}
      icon="leave"
      busy={close.busy}
      fault={fault}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <TextField
        field="reason"
        label={t('rural.aside_reason')}
        value={typed.reason}
        onChange={set('reason')}
        error={errors['reason']}
        maxLength={500}
        kazakhKeys
        autoFocus
      />
    </FormDialog>
  )
}

/** R43: what the centre answered, where its file did not come. */
export function AnswerDialog({ of, onClose }: { of: Case; onClose: () => void }) {
  const t = useT()
  const invalidate = useInvalidate()
  const note = useCommand('rural.noteAnswer')
  const { typed, set, now } = useTyped({
    receivedOn: of.answer?.receivedOn ?? '',
    applicationNumber: of.answer?.applicationNumber ?? '',
    registeredOn: of.answer?.registeredOn ?? '',
  })
  const [refused, setRefused] = useState(of.answer?.outcome === 'refused')
  const { errors, fault, clear, refuse } = useFieldErrors()
  const submit = async () => {
    if (note.busy) return
    clear()
    const answer = await note.run({ id: of.id, version: of.version, refused, ...now() })
    if (!answer.ok) return refuse(answer.error, ['receivedOn', 'applicationNumber', 'registeredOn'])
    invalidate('rural', 'deadlines')
    onClose()
  }
  return (
    <FormDialog
      title={t('rural.note_title')}
      act={t('common.save')}
      icon="disk"
      busy={note.busy}
      fault={fault}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <DateField
        field="receivedOn"
        width={4}
        century="near"
        autoFocus
        label={t('rural.received_on')}
        value={typed.receivedOn}
        onChange={set('receivedOn')}
        error={errors['receivedOn']}
      />
      <TextField
        field="applicationNumber"
        width={8}
        label={t('rural.application_number')}
        value={typed.applicationNumber}
        onChange={set('applicationNumber')}
        error={errors['applicationNumber']}
        maxLength={60}
        kazakhKeys
      />
      <DateField
        field="registeredOn"
        width={4}
        century="near"
        optional
        label={t('rural.registered_on')}
        value={typed.registeredOn}
        onChange={set('registeredOn')}
        error={errors['registeredOn']}
      />
      <div className="field">
        <Tick checked={refused} onChange={setRefused}>
          {t('rural.refused_tick')}
        </Tick>
      </div>
    </FormDialog>
  )
}

/** R44: through whom and when the person was told; asked alike at the assistant's and at the centre. */
export function ToldDialog({
  lead,
  busy,
  run,
  onClose,
}: {
  lead: string
  busy: boolean
  run: (told: { on: string; note: string; through: RuralChannel }) => Promise<ErrorValue | null>
  onClose: () => void
}) {
  const t = useT()
  const toast = useToast()
  const { status } = useDesk()
  const { typed, set, now } = useTyped({ on: status.today, note: '' })
  const [through, setThrough] = useState<RuralChannel>('assistant')
  const { errors, fault, clear, refuse } = useFieldErrors()
  const submit = async () => {
    if (busy) return
    clear()
    const error = await run({ ...now(), through })
    if (error) return refuse(error, ['on'])
    toast(t('rural.told_done'), { icon: 'message' })
    onClose()
  }
  return (
    <FormDialog
      title={t('rural.tell_title')}
      act={t('rural.tell_do')}
      icon="message"
      busy={busy}
      fault={fault}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <p className="second field">{lead}</p>
      <Choice
        width={12}
        label={t('rural.tell_through')}
        value={through}
        onChange={setThrough}
        options={RuralChannel.options.map((value) => ({ value, label: t(`rural.through_${value}`) }))}
      />
      <DateField
        field="on"
        width={4}
        century="near"
        label={t('rural.tell_on')}
        value={typed.on}
        onChange={set('on')}
        error={errors['on']}
      />
      <TextField
        field="note"
        width={8}
        label={t('rural.tell_note')}
        value={typed.note}
        onChange={set('note')}
        maxLength={1000}
        kazakhKeys
        optional
      />
    </FormDialog>
  )
}

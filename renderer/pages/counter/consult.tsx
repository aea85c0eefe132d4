import { useState } from 'react'
import type { ChecklistRow } from '../../../shared/model'
import { useCommand } from '../../api/hooks'
import { Button, Dialog, ErrorNote, Icon, TextField, useToast } from '../../components'
import { capital } from '../../format'
import { useT } from '../../i18n'
import { wholeName } from './person'
import { drop, type Intake } from './store'

/** R24: the package is incomplete; no case is opened, the person is told what is missing and that is recorded. */
export function ConsultDialog({
  intake,
  checklist,
  open,
  onClose,
}: {
  intake: Intake
  checklist: readonly ChecklistRow[]
  open: boolean
  onClose: () => void
}) {
  const t = useT()
  const toast = useToast()
  const consult = useCommand('intake.consult')
  const [note, setNote] = useState('')
  const missing = checklist.filter(
    (row) =>
      ['missing', 'expired'].includes(row.state) || (row.need === 'required' && row.state === 'unanswered'),
  )
  const name = wholeName(intake.data.person) || intake.data.person.iin
  const save = async () => {
    const result = await consult.run({
      draftId: intake.id,
      personId: intake.data.personId,
      name,
      missing: missing.map((row) => row.id),
      note,
    })
    if (!result.ok) return
    setNote('')
    onClose()
    toast(t('counter.consult_done', { name }), { icon: 'disk' })
    await drop()
  }
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t('counter.consult_title')}
      actions={
        <Button kind="primary" shortcut="F8" onPress={() => void save()}>
          {t('counter.consult_save')}
        </Button>
      }
    >
      <p className="second">{t('counter.consult_lead')}</p>
      <h3>{t('counter.consult_missing')}</h3>
      {missing.length === 0 ? (
        <p className="second">{t('counter.consult_nothing')}</p>
      ) : (
        <ul className="lines">
          {missing.map((row) => (
            <li key={row.id}>
              <Icon name="stop" className="c-stop" />
              <span>{capital(t.local(row.title))}</span>
            </li>
          ))}
        </ul>
      )}
      <TextField
        label={t('counter.consult_note')}
        optional
        multiline
        autoFocus
        kazakhKeys
        value={note}
        onChange={setNote}
        maxLength={1000}
      />
      <ErrorNote error={consult.error} />
    </Dialog>
  )
}

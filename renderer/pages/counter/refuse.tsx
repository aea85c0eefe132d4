import { useState } from 'react'
import type { ErrorValue } from '../../../shared/errors'
import type { ChecklistRow } from '../../../shared/model'
import { useCommand } from '../../api/hooks'
import { Button, Dialog, ErrorNote, Icon, TextField } from '../../components'
import { capital, formatDate } from '../../format'
import { useT } from '../../i18n'
import { currentIntake, finish, flush, type Intake } from './store'

/** Papers that are not there or no longer good: why they may not be taken (R131). */
export const faultyPapers = (checklist: readonly ChecklistRow[]) =>
  checklist.filter(({ state }) => state === 'missing' || state === 'expired')

/** R131: the papers are not taken; the receipt names what is missing or expired, nothing is registered. */
export function RefuseDialog({
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
  const refuse = useCommand('intake.refuse')
  const [explanation, setExplanation] = useState('')
  const [refused, setRefused] = useState<ErrorValue | null>(null)
  const run = async () => {
    if (refuse.busy) return
    setRefused(null)
    await flush()
    const { id, data } = currentIntake()
    const result = await refuse.run({ draftId: id, draft: data, explanation })
    if (!result.ok) return setRefused(result.error)
    finish(result.value)
    // The dialog gives the focus back to where it was; that place is gone.
    setTimeout(() => document.getElementById('print-paper')?.focus(), 200)
  }
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t('counter.refuse_title')}
      actions={
        <Button kind="primary" shortcut="F8" onPress={() => void run()}>
          {t('counter.refuse_save')}
        </Button>
      }
    >
      <p className="second">{t('counter.refuse_lead')}</p>
      <ul className="lines">
        {faultyPapers(checklist).map((row) => (
          <li key={row.id}>
            <Icon name="stop" className="c-stop" />
            <span>
              {capital(t.local(row.title))}
              <span className="second block">
                {row.state === 'missing'
                  ? t('problem.paper_not_brought')
                  : t('problem.paper_expired', {
                      date: formatDate(intake.data.checklist[row.id]?.expiresOn),
                    })}
              </span>
            </span>
          </li>
        ))}
      </ul>
      <TextField
        label={t('counter.refuse_explanation')}
        help={t('counter.refuse_explanation_help')}
        optional
        multiline
        autoFocus
        kazakhKeys
        lang={intake.data.language}
        value={explanation}
        onChange={setExplanation}
        maxLength={1000}
      />
      <ErrorNote error={refused} />
    </Dialog>
  )
}

/** Correcting an answer of AIS that was entered wrongly: what it would change is shown first. */
import { useState } from 'react'
import { call } from '../../../api/client'
import { useInvalidate } from '../../../api/hooks'
import { CorrectionDialog, useToast } from '../../../components'
import { formatDate } from '../../../format'
import { useT } from '../../../i18n'
import type { Status } from './status'
import { AnswerFields, type TypedAnswer } from './status-dialogs'

export function CorrectDialog({
  personId,
  page,
  answer,
  onClose,
}: {
  personId: number
  page: Status
  answer: Status['answers'][number]
  onClose: () => void
}) {
  const t = useT()
  const toast = useToast()
  const invalidate = useInvalidate()
  const [held] = useState<TypedAnswer>({
    status: answer.status,
    on: answer.on,
    grounds: answer.grounds.map(({ id }) => id),
  })
  // What stood on the screen when the dialog opened.
  const [seen] = useState(answer.corrections[0]?.id ?? null)
  const [fields, setFields] = useState(held)
  const { status, on } = fields
  const grounds = status === 'refused' ? [...fields.grounds].sort() : []
  const same = status === held.status && on === held.on && grounds.join() === [...held.grounds].sort().join()
  const typed =
    status === null || on.trim() === '' || same
      ? null
      : { personId, answerId: answer.id, seen, status, on, grounds }
  return (
    <CorrectionDialog
      title={t('status.correct_title')}
      lead={
        <p className="second">
          {t('status.correct_lead', {
            status: t(`status.is_${answer.status}`),
            date: formatDate(answer.on),
          })}
        </p>
      }
      typed={typed}
      foresee={(input) => call('registration.foresee', input)}
      save={(input, reason) => call('registration.correct', { ...input, reason })}
      onSaved={() => {
        invalidate('registrations', 'people', 'deadlines', 'plans')
        toast(t('status.correct_saved'))
        onClose()
      }}
      onClose={onClose}
      fields={['on', 'grounds']}
    >
      {(errorOf) => (
        <div className="fields">
          <AnswerFields page={page} typed={fields} onChange={setFields} errorOf={errorOf} tried={false} />
        </div>
      )}
    </CorrectionDialog>
  )
}

import { useState } from 'react'
import { useLocation } from 'wouter'
import type { PersonPlans, Plan } from '../../../../shared/contract/plans'
import { useCommand, useInvalidate } from '../../../api/hooks'
import {
  Button,
  DateField,
  Dialog,
  focusField,
  Icon,
  Note,
  useErrorText,
  useToast,
} from '../../../components'
import { useDesk } from '../../../desk'
import { useT } from '../../../i18n'

const days = {
  personSignedOn: 'plan.person_signed',
  employeeSignedOn: 'plan.employee_signed',
  copyGivenOn: 'plan.copy_given',
} as const
type Day = keyof typeof days

/** What the form prints beside what R75 names; the core says which of it is empty. */
const printed: Readonly<
  Record<string, 'plan.mobile_missing' | 'plan.specialist_phone' | 'plan.specialist_email'>
> = {
  mobile: 'plan.mobile_missing',
  specialistPhone: 'plan.specialist_phone',
  specialistEmail: 'plan.specialist_email',
}

/** R76, R82: both sign; what the person must report is told before. */
export function PlanSign({
  plan,
  changesToTell,
  onClose,
}: {
  plan: Plan
  changesToTell: PersonPlans['changesToTell']
  onClose: () => void
}) {
  const t = useT()
  const toast = useToast()
  const errorText = useErrorText()
  const invalidate = useInvalidate()
  const [, go] = useLocation()
  const { status } = useDesk()
  const sign = useCommand('plan.sign')
  const [typed, setTyped] = useState<Record<Day, string>>({
    personSignedOn: status.today,
    employeeSignedOn: status.today,
    copyGivenOn: status.today,
  })
  const missing = plan.findings
    .filter(({ level }) => level === 'block')
    .map(({ sentence }) => t.local(sentence))
  const errors = new Map(sign.error?.fields?.map((one) => [one.path, errorText(one)]))
  const alsoMissing =
    sign.error?.code === 'plan_not_ready' ? [...errors.keys()].flatMap((path) => printed[path] ?? []) : []
  const fault = sign.error && !Object.keys(days).some((day) => errors.has(day)) ? errorText(sign.error) : null

  const submit = async () => {
    const result = await sign.run({ id: plan.id, version: plan.version, ...typed })
    if (!result.ok) {
      const first = result.error.fields?.[0]?.path
      if (first) setTimeout(() => focusField(first))
      return
    }
    invalidate('plans', 'documents', 'deadlines')
    toast(t('plan.sign_done'), { action: { label: t('plan.to_papers'), run: () => go('/papers') } })
    onClose()
  }

  return (
    <Dialog
      open
      onClose={onClose}
      title={t('plan.sign_title')}
      actions={
        <Button kind="primary" icon="decide" shortcut="F8" notReady={missing} onPress={() => void submit()}>
          {sign.busy ? t('desk.saving') : t('plan.sign_do')}
        </Button>
      }
    >
      {missing.length > 0 && (
        <Note tone="stop">
          <p>{t('plan.sign_missing')}</p>
          <ul>
            {missing.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </Note>
      )}
      <p>{t('plan.sign_lead')}</p>
      <Note icon="message">
        <p>
          <strong>{t('plan.sign_tell')}</strong>
        </p>
        <p>{t.local(changesToTell.sentence)}</p>
        <p className="second">{t.local(changesToTell.source)}</p>
      </Note>
      <div className="fields">
        {(Object.keys(days) as Day[]).map((day) => (
          <DateField
            key={day}
            width={4}
            century="near"
            autoFocus={day === 'personSignedOn'}
            field={day}
            label={t(days[day])}
            value={typed[day]}
            onChange={(value) => setTyped((now) => ({ ...now, [day]: value }))}
            error={errors.get(day)}
          />
        ))}
      </div>
      {fault && (
        <p className="error" role="alert">
          <Icon small name="stop" />
          <span>
            {fault} {alsoMissing.map((key) => t(key)).join('; ')}
          </span>
        </p>
      )}
    </Dialog>
  )
}

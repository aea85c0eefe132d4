/** The guided first day: steps that tick themselves when the register shows that they were done. */
import { useState } from 'react'
import { useLocation } from 'wouter'
import { useCall } from '../api/hooks'
import { Button, Chip, Note, Progress } from '../components'
import { useDesk } from '../desk'
import { useT } from '../i18n'
import { recall, remember } from '../memory'
import { daySteps } from './topics'

/** How often the register is asked while the steps are on the screen, milliseconds. */
const lookAgain = 3_000

export function FirstDay() {
  const t = useT()
  const { status } = useDesk()
  const [, navigate] = useLocation()
  const [since, setSince] = useState(() => recall('day'))
  const done = useCall(
    'help.day',
    { since: since ?? '' },
    { enabled: since !== null, refetchInterval: lookAgain },
  ).data?.done
  const begin = () => {
    // The clock of the core, which the register is written by, is that of this PC.
    const now = new Date().toISOString()
    remember('day', now)
    setSince(now)
  }
  const steps = daySteps.map((step) => ({
    ...step,
    done: step.operations.some((operation) => done?.includes(operation)),
  }))
  const count = steps.filter((step) => step.done).length
  const next = steps.find((step) => !step.done)
  return (
    <>
      <p>{t('help.day_lead')}</p>
      {status.demoPassword === null && <Note tone="today">{t('help.day_real')}</Note>}
      {since === null ? (
        <Button kind="primary" onPress={begin}>
          {t('help.day_start')}
        </Button>
      ) : (
        <>
          <div aria-live="polite">
            <Progress
              label={
                next ? t('help.day_progress', { done: count, total: steps.length }) : t('help.day_finished')
              }
              value={count}
              max={steps.length}
            />
          </div>
          <ol className="help-day">
            {steps.map((step) => (
              <li key={step.id} aria-current={step.id === next?.id ? 'step' : undefined}>
                <p className="strong">
                  {t(`help.day_${step.id}_title`)}{' '}
                  {step.done && <Chip tone="done">{t('help.day_done')}</Chip>}
                  {step.id === next?.id && <Chip tone="today">{t('help.day_next')}</Chip>}
                </p>
                {step.id === next?.id && (
                  <>
                    <p>{t(`help.day_${step.id}_how`)}</p>
                    <Button small icon="next" onPress={() => navigate(step.address)}>
                      {t('help.day_open')}
                    </Button>
                  </>
                )}
              </li>
            ))}
          </ol>
          <Button kind="plain" small icon="again" onPress={begin}>
            {t('help.day_again')}
          </Button>
        </>
      )}
    </>
  )
}

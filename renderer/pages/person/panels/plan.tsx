/** The individual employment plan of an unemployed person: where it stands and what of it is overdue (R73-R80). */
import { useState } from 'react'
import type { Plan } from '../../../../shared/contract/plans'
import { useCall, useCommand, useInvalidate } from '../../../api/hooks'
import { Button, Chip, DeadlineChip, Dialog, ErrorNote, Fold, Icon, Part } from '../../../components'
import { useDesk } from '../../../desk'
import { formatDate, formatDateTime } from '../../../format'
import { useT } from '../../../i18n'
import { MeasureChip, VisitChip } from './plan-chips'
import { PlanForm } from './plan-form'
import { PlanSign } from './plan-sign'
import { PlanWork } from './plan-work'
import './plan.css'

export function PlanPanel({
  personId,
  personName,
  onPaper,
}: {
  personId: number
  personName: string
  onPaper: (documentId: number) => void
}) {
  const t = useT()
  const { can } = useDesk()
  const invalidate = useInvalidate()
  const answer = useCall('plan.get', { personId })
  const renew = useCommand('plan.renew')
  const [open, setOpen] = useState<'form' | 'sign' | 'work' | 'renew' | null>(null)
  const close = () => setOpen(null)
  const plans = answer.data
  if (!plans) return <ErrorNote error={answer.error} />
  const { registration, current, draft, past } = plans
  if (!registration && past.length === 0) return null

  const begin = async () => {
    if (!current) return
    const result = await renew.run({ id: current.id, version: current.version })
    if (!result.ok) return
    invalidate('plans')
    setOpen('form')
  }

  return (
    <Part title={t('plan.title')} className="plan-panel">
      {registration && !current && (
        <p>
          {!draft && t('plan.none')}{' '}
          {registration.workingDaysLeft !== null && (
            <DeadlineChip
              why={registration.due}
              due={registration.due.due}
              workingDaysLeft={registration.workingDaysLeft}
            />
          )}
        </p>
      )}
      {current && <InForce plan={current} onPaper={onPaper} />}
      {plans.referrals.map(({ applicationId, applicationNumber, finding }) => (
        <p key={applicationId} className="plan-line c-today">
          <Icon small name="warn" />
          <span>
            {t('plan.referral_outside', { number: applicationNumber })}: {t.local(finding.sentence)}
          </span>
        </p>
      ))}
      {draft && (
        <p>
          <Chip tone="wait">{t('plan.draft')}</Chip>{' '}
          <span className="second">
            {t('plan.draft_by', { by: draft.updatedBy, at: formatDateTime(draft.updatedAt) })}
          </span>
        </p>
      )}
      {registration && (
        <p className="acts">
          {draft && can('decide') && (
            <Button small kind="primary" icon="decide" onPress={() => setOpen('sign')}>
              {t('plan.sign')}
            </Button>
          )}
          {can('mediate') && (draft ?? !current) && (
            <Button
              small
              kind={draft ? 'default' : 'primary'}
              icon="mend"
              shortcut="F7"
              onPress={() => setOpen('form')}
            >
              {t(draft ? 'plan.edit' : 'plan.draw_up')}
            </Button>
          )}
          {can('mediate') && current && (
            <Button small icon="check" {...(draft ? {} : { shortcut: 'F7' })} onPress={() => setOpen('work')}>
              {t('plan.work')}
            </Button>
          )}
          {can('mediate') && current && !draft && (
            <Button small icon="again" onPress={() => setOpen('renew')}>
              {t('plan.renew')}
            </Button>
          )}
        </p>
      )}
      {past.length > 0 && (
        <Fold title={t('plan.past', { n: past.length })}>
          {past.map((plan) => (
            <Past key={plan.id} plan={plan} onPaper={onPaper} />
          ))}
        </Fold>
      )}
      {open === 'form' && (
        <PlanForm personId={personId} personName={personName} plans={plans} onClose={close} />
      )}
      {open === 'sign' && draft && (
        <PlanSign plan={draft} changesToTell={plans.changesToTell} onClose={close} />
      )}
      {open === 'work' && current && <PlanWork plan={current} onClose={close} />}
      {open === 'renew' && (
        <Dialog
          open
          onClose={close}
          title={t('plan.renew_title')}
          actions={
            <Button kind="primary" icon="again" shortcut="F8" onPress={() => void begin()}>
              {renew.busy ? t('desk.saving') : t('plan.renew_go')}
            </Button>
          }
        >
          <p>{t('plan.renew_text')}</p>
          <ErrorNote error={renew.error} />
        </Dialog>
      )}
    </Part>
  )
}

function Paper({ plan, onPaper }: { plan: Plan; onPaper: (documentId: number) => void }) {
  const t = useT()
  const { document } = plan
  if (!document) return null
  return (
    <Button kind="plain" small icon="papers" label={t('plan.paper')} onPress={() => onPaper(document.id)}>
      {t('desk.timeline_paper')}
    </Button>
  )
}

function InForce({ plan, onPaper }: { plan: Plan; onPaper: (documentId: number) => void }) {
  const t = useT()
  const { status } = useDesk()
  const over = plan.validUntil !== null && plan.validUntil < status.today
  const measures = plan.measures.filter(({ overdue }) => overdue)
  const visits = plan.visits.filter(
    ({ state, record }) => state === 'unrecorded' || (state === 'missed' && !record?.judgement),
  )
  const next = plan.visits.find(({ state }) => state === 'planned' || state === 'today')
  const overdue = measures.length + visits.length
  const until = { date: formatDate(plan.validUntil) }
  return (
    <>
      <p>
        <Chip tone={over ? 'stop' : 'done'}>{t(over ? 'plan.over' : 'plan.in_force', until)}</Chip>{' '}
        <Paper plan={plan} onPaper={onPaper} />
      </p>
      <p>{plan.goal}</p>
      <p className="second">
        {t('plan.progress', {
          done: plan.measures.filter(({ mark }) => mark?.done).length,
          all: plan.measures.length,
        })}
        {next?.on && ` · ${t('plan.next_visit')}: ${formatDate(next.on)}`}
      </p>
      <p className={'plan-line ' + (overdue > 0 ? 'c-stop' : 'c-done')}>
        <Icon small name={overdue > 0 ? 'stop' : 'check'} />
        <span>{overdue > 0 ? t('plan.overdue_count', { n: overdue }) : t('plan.all_in_time')}</span>
      </p>
      {overdue > 0 && (
        <ul className="plan-overdue">
          {measures.map((row) => (
            <li key={row.measure}>
              <span>{t(`plan.measure_${row.measure}`)}</span>
              <span className="second">{formatDate(row.completeOn)}</span>
              <MeasureChip row={row} />
            </li>
          ))}
          {visits.map((visit) => (
            <li key={visit.id}>
              <span>{visit.action}</span>
              <span className="second">{formatDate(visit.on)}</span>
              <VisitChip visit={visit} />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

/** A plan that is over, as it was. */
function Past({ plan, onPaper }: { plan: Plan; onPaper: (documentId: number) => void }) {
  const t = useT()
  return (
    <div className="plan-past">
      <p>
        {plan.goal}{' '}
        <span className="second">
          {t('plan.signed', { date: formatDate(plan.personSignedOn) })},{' '}
          {plan.supersededOn
            ? t('plan.superseded', { date: formatDate(plan.supersededOn) })
            : t('plan.ended')}
        </span>{' '}
        <Paper plan={plan} onPaper={onPaper} />
      </p>
      <ul className="plan-overdue">
        {plan.measures.map((row) => (
          <li key={row.measure}>
            <span>{t(`plan.measure_${row.measure}`)}</span>
            <span className="second">{formatDate(row.completeOn)}</span>
            <MeasureChip row={row} />
          </li>
        ))}
      </ul>
    </div>
  )
}

import { useState } from 'react'
import type { PersonPlans, Plan, PlanFields } from '../../../../shared/contract/plans'
import type { ErrorValue } from '../../../../shared/errors'
import { translate } from '../../../../shared/locale'
import { planGroups, type PlanMeasure } from '../../../../shared/rules/engine/plan'
import { call } from '../../../api/client'
import { useCommand, useInvalidate } from '../../../api/hooks'
import {
  Button,
  Choice,
  DateField,
  Dialog,
  focusField,
  Note,
  TextField,
  useErrorText,
  useToast,
} from '../../../components'
import { formatDate, formatDateTime, formatTime } from '../../../format'
import { useT } from '../../../i18n'
import { dayOfMeasure, differingParts, fieldsOfPlan, withMeasure } from './plan-fields'

interface Meeting {
  theirs: Plan
  /** What each differing part keeps. */
  kept: Record<string, 'theirs' | 'mine'>
}

/** Draw up a plan or change its draft. What somebody else saved meanwhile is put beside what was typed. */
export function PlanForm({
  personId,
  personName,
  plans,
  onClose,
}: {
  personId: number
  personName: string
  plans: PersonPlans
  onClose: () => void
}) {
  const t = useT()
  const toast = useToast()
  const errorText = useErrorText()
  const invalidate = useInvalidate()
  const save = useCommand('plan.save')
  const [start] = useState(() => (plans.draft ? fieldsOfPlan(plans.draft) : plans.proposal))
  const [seen, setSeen] = useState(plans.draft)
  const [fields, setFields] = useState<PlanFields>(start)
  const [errors, setErrors] = useState<ReadonlyMap<string, string>>(new Map())
  const [fault, setFault] = useState<string | null>(null)
  const [meeting, setMeeting] = useState<Meeting | null>(null)
  const [leaving, setLeaving] = useState(false)
  const patch = (change: Partial<PlanFields>) => setFields((now) => ({ ...now, ...change }))

  const refused = async (error: ErrorValue) => {
    if (error.code === 'version_conflict') {
      const now = await call('plan.get', { personId })
      const theirs = now.ok ? now.value.draft : null
      if (theirs) return setMeeting({ theirs, kept: {} })
    }
    const known = new Map(error.fields?.map((one) => [one.path, errorText(one)]))
    setErrors(known)
    setFault(known.size > 0 ? null : errorText(error))
    const first = error.fields?.[0]?.path
    if (first) setTimeout(() => focusField(first))
  }

  const store = async (mine: PlanFields, onto: Plan | null) => {
    setFault(null)
    setErrors(new Map())
    const result = await save.run({
      personId,
      id: onto?.id ?? null,
      version: onto?.version ?? null,
      fields: mine,
    })
    if (!result.ok) return refused(result.error)
    invalidate('plans')
    toast(t('plan.saved', { time: formatTime(result.value.updatedAt) }))
    onClose()
  }

  const close = () => {
    const dirty = meeting !== null || differingParts(start, fields).length > 0
    if (dirty && !leaving) setLeaving(true)
    else onClose()
  }

  const leave = leaving && (
    <Note tone="today">
      <p>
        <strong>{t('desk.leave_title')}</strong> {t('desk.leave_text')}
      </p>
      <p className="acts">
        <Button small onPress={onClose}>
          {t('desk.leave_yes')}
        </Button>
        <Button small autoFocus onPress={() => setLeaving(false)}>
          {t('desk.leave_no')}
        </Button>
      </p>
    </Note>
  )

  if (meeting) {
    const theirs = fieldsOfPlan(meeting.theirs)
    // What only they changed is theirs without a question.
    const mineChanged = new Set(differingParts(start, fields).map(({ key }) => key))
    const asked = differingParts(theirs, fields).filter(({ key }) => mineChanged.has(key))
    const choiceOf = (key: string) => meeting.kept[key] ?? 'mine'
    const merged = asked
      .filter(({ key }) => choiceOf(key) === 'mine')
      .reduce((plan, { take }) => take(plan, fields), theirs)
    return (
      <Dialog
        wide
        open
        onClose={close}
        title={t('desk.conflict_title')}
        actions={
          <>
            <Button
              kind="primary"
              icon="disk"
              shortcut="F8"
              onPress={() => void store(merged, meeting.theirs)}
            >
              {save.busy ? t('desk.saving') : t('desk.conflict_apply')}
            </Button>
            <Button
              icon="back"
              onPress={() => {
                setFields(merged)
                setSeen(meeting.theirs)
                setMeeting(null)
              }}
            >
              {t('desk.leave_no')}
            </Button>
          </>
        }
      >
        <p className="second">
          {t('desk.conflict_lead', {
            by: meeting.theirs.updatedBy,
            at: formatDateTime(meeting.theirs.updatedAt),
          })}
        </p>
        {asked.length === 0 ? (
          <p>{t('desk.conflict_same')}</p>
        ) : (
          <table className="conflict">
            <thead>
              <tr>
                <th scope="col">{t('desk.conflict_field')}</th>
                <th scope="col">{t('desk.conflict_choice')}</th>
              </tr>
            </thead>
            <tbody>
              {asked.map(({ key, label, show }) => (
                <tr key={key}>
                  <th scope="row">{label(t)}</th>
                  <td>
                    <Choice
                      bare
                      label={label(t)}
                      value={choiceOf(key)}
                      onChange={(value) =>
                        setMeeting({ ...meeting, kept: { ...meeting.kept, [key]: value } })
                      }
                      options={[
                        {
                          value: 'theirs',
                          label: t('desk.conflict_theirs', {
                            value: show(theirs) || t('desk.conflict_empty'),
                          }),
                        },
                        {
                          value: 'mine',
                          label: t('desk.conflict_mine', { value: show(fields) || t('desk.conflict_empty') }),
                        },
                      ]}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {leave}
      </Dialog>
    )
  }

  // An empty row stands ready at the end: typing in it is adding it.
  const visits = [...fields.visits, { on: '', action: '' }].slice(0, 50)
  const setVisit = (i: number, change: Partial<(typeof visits)[number]>) => {
    const rows = visits.map((row, at) => (at === i ? { ...row, ...change } : row))
    while (rows.length > 0 && !rows.at(-1)!.on && !rows.at(-1)!.action) rows.pop()
    patch({ visits: rows })
  }
  const setVisitDay = (i: number, on: string) => {
    const usual =
      visits[i - 1]?.action || translate(plans.registration?.language ?? t.language, 'plan.visit_default')
    setVisit(i, { on, ...(on && !visits[i]?.action ? { action: usual } : {}) })
  }
  const notDone = (measure: PlanMeasure) => {
    const before = plans.current?.measures.find((row) => row.measure === measure)
    return before?.overdue ? t('plan.not_done_before', { date: formatDate(before.completeOn) }) : undefined
  }

  return (
    <Dialog
      wide
      open
      onClose={close}
      title={t('plan.form_title', { name: personName })}
      actions={
        <>
          <Button kind="primary" icon="disk" shortcut="F8" onPress={() => void store(fields, seen)}>
            {save.busy ? t('desk.saving') : t('common.save')}
          </Button>
          {(fault ?? errors.size > 0) && (
            <p className="not-ready" role="alert">
              <strong>{t('desk.not_saved')}</strong> {fault ?? [...new Set(errors.values())].join(' ')}
            </p>
          )}
        </>
      }
    >
      <div className="mend plan-form">
        <div className="fields">
          <TextField
            autoFocus
            kazakhKeys
            field="goal"
            label={t('plan.goal')}
            value={fields.goal}
            onChange={(goal) => patch({ goal })}
            maxLength={1000}
            error={errors.get('goal')}
          />
          <TextField
            width={5}
            kazakhKeys
            optional
            field="education"
            label={t('plan.education')}
            value={fields.education}
            onChange={(education) => patch({ education })}
            maxLength={500}
          />
          <TextField
            width={4}
            kazakhKeys
            optional
            field="speciality"
            label={t('plan.speciality')}
            value={fields.speciality}
            onChange={(speciality) => patch({ speciality })}
            maxLength={300}
          />
          <DateField
            width={3}
            century="near"
            field="validUntil"
            label={t('plan.valid_until')}
            value={fields.validUntil}
            onChange={(validUntil) => patch({ validUntil })}
            error={errors.get('validUntil')}
          />
        </div>
        <section>
          <h3>{t('plan.measures')}</h3>
          <p className="second">{t('plan.measures_help')}</p>
          <div className="plan-groups" data-field="measures">
            {(Object.keys(planGroups) as (keyof typeof planGroups)[]).map((group) => (
              <section key={group} aria-label={t(`plan.group_${group}`)}>
                <h4>{t(`plan.group_${group}`)}</h4>
                {planGroups[group].map((measure) => {
                  const name = t(`plan.measure_${measure}`)
                  const path = 'measures.' + measure
                  return (
                    <div key={measure} className="plan-row">
                      <span aria-hidden="true">{name}</span>
                      <DateField
                        bare
                        century="near"
                        field={path}
                        label={name}
                        value={dayOfMeasure(fields, measure)}
                        onChange={(day) => setFields((now) => withMeasure(now, measure, day))}
                        error={errors.get(path)}
                        warning={notDone(measure)}
                      />
                    </div>
                  )
                })}
              </section>
            ))}
          </div>
        </section>
        <section>
          <h3>{t('plan.visits')}</h3>
          <div data-field="visits">
            {visits.map((row, i) => {
              const name = t('plan.visit_n', { n: i + 1 })
              return (
                <div key={i} className="plan-visit" role="group" aria-label={name}>
                  <DateField
                    bare
                    century="near"
                    field={`visits.${i}.on`}
                    label={`${name}: ${t('plan.visit_on')}`}
                    value={row.on}
                    onChange={(on) => setVisitDay(i, on)}
                    error={errors.get(`visits.${i}.on`)}
                  />
                  <TextField
                    bare
                    kazakhKeys
                    label={`${name}: ${t('plan.visit_action')}`}
                    value={row.action}
                    onChange={(action) => setVisit(i, { action })}
                    maxLength={500}
                  />
                </div>
              )
            })}
          </div>
        </section>
        <div className="fields">
          <TextField
            width={6}
            type="tel"
            field="specialistPhone"
            label={t('plan.specialist_phone')}
            value={fields.specialistPhone}
            onChange={(specialistPhone) => patch({ specialistPhone })}
            maxLength={100}
          />
          <TextField
            width={6}
            type="email"
            field="specialistEmail"
            label={t('plan.specialist_email')}
            value={fields.specialistEmail}
            onChange={(specialistEmail) => patch({ specialistEmail })}
            maxLength={200}
          />
        </div>
      </div>
      {leave && <div className="mend-foot">{leave}</div>}
    </Dialog>
  )
}

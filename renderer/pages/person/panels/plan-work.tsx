import { useState } from 'react'
import type { Plan, PlanMeasureRow, PlanVisit } from '../../../../shared/contract/plans'
import type { ErrorValue } from '../../../../shared/errors'
import { call } from '../../../api/client'
import { useCommand, useInvalidate } from '../../../api/hooks'
import {
  Button,
  Chip,
  Choice,
  DateField,
  Dialog,
  TextField,
  useErrorText,
  useToast,
} from '../../../components'
import { useDesk } from '../../../desk'
import { formatDate } from '../../../format'
import { useT } from '../../../i18n'
import { MeasureChip, VisitChip } from './plan-chips'

interface Mark {
  done: boolean
  on: string
  note: string
}
interface Came {
  kept: boolean
  on: string
  explanation: string
  judgement: 'valid' | 'not_valid' | null
}

/** R73, R79: what came of each measure and visit. Only what was touched is stored, each in its turn. */
export function PlanWork({ plan, onClose }: { plan: Plan; onClose: () => void }) {
  const t = useT()
  const toast = useToast()
  const errorText = useErrorText()
  const invalidate = useInvalidate()
  const { status } = useDesk()
  const markOne = useCommand('plan.mark')
  const visitOne = useCommand('plan.visit')
  // What was shown first stays what is stored on: a change by somebody else is refused, not run over.
  const [seen, setSeen] = useState(plan)
  const [marks, setMarks] = useState<Partial<Record<PlanMeasureRow['measure'], Mark>>>({})
  const [visits, setVisits] = useState<Record<number, Came>>({})
  const [reason, setReason] = useState('')
  const [fault, setFault] = useState<string | null>(null)
  const busy = markOne.busy || visitOne.busy
  const changesRecord =
    seen.measures.some((row) => row.mark !== null && row.measure in marks) ||
    seen.visits.some((row) => row.record !== null && row.id in visits)
  const touched = Object.keys(marks).length + Object.keys(visits).length

  const markOf = (row: PlanMeasureRow): Mark =>
    marks[row.measure] ?? {
      done: row.mark?.done ?? true,
      on: row.mark?.on ?? status.today,
      note: row.mark?.note ?? '',
    }
  const setMark = (row: PlanMeasureRow, change: Partial<Mark>) =>
    setMarks((now) => ({ ...now, [row.measure]: { ...markOf(row), ...now[row.measure], ...change } }))
  const cameOf = (row: PlanVisit): Came =>
    visits[row.id] ?? {
      kept: row.record ? row.record.keptOn !== null : true,
      on: row.record?.keptOn ?? status.today,
      explanation: row.record?.explanation ?? '',
      judgement: row.record?.judgement ?? null,
    }
  const setCame = (row: PlanVisit, change: Partial<Came>) =>
    setVisits((now) => ({ ...now, [row.id]: { ...cameOf(row), ...now[row.id], ...change } }))

  /** Why it was not stored; what somebody else stored meanwhile is shown beside what is typed here. */
  const refused = async (name: string, error: ErrorValue) => {
    setFault(`${name}: ${errorText(error)}`)
    if (error.code !== 'version_conflict') return
    const now = await call('plan.get', { personId: plan.personId })
    if (!now.ok || now.value.current?.id !== plan.id) return
    setSeen(now.value.current)
    setFault(`${errorText(error)} ${t('plan.stale_shown')}`)
  }
  const store = async () => {
    setFault(null)
    let { version } = seen
    for (const row of seen.measures) {
      const mark = marks[row.measure]
      if (!mark) continue
      const result = await markOne.run({ id: plan.id, version, measure: row.measure, reason, ...mark })
      if (!result.ok) return refused(t(`plan.measure_${row.measure}`), result.error)
      version = result.value.version
      setSeen(result.value)
      setMarks(({ [row.measure]: _stored, ...rest }) => rest)
    }
    for (const row of seen.visits) {
      const came = visits[row.id]
      if (!came) continue
      const { kept, on, explanation, judgement } = came
      const input = {
        id: plan.id,
        version,
        visitId: row.id,
        keptOn: kept ? on : '',
        explanation,
        judgement,
        reason,
      }
      const result = await visitOne.run(input)
      if (!result.ok) return refused(`${formatDate(row.on)} ${row.action}`, result.error)
      version = result.value.version
      setSeen(result.value)
      setVisits(({ [row.id]: _stored, ...rest }) => rest)
    }
    invalidate('plans')
    if (touched > 0) toast(t('plan.marks_saved', { n: touched }))
    onClose()
  }

  return (
    <Dialog
      wide
      open
      onClose={onClose}
      title={t('plan.work_title')}
      actions={
        <>
          <Button kind="primary" icon="disk" shortcut="F8" onPress={() => void store()}>
            {busy ? t('desk.saving') : t('common.save')}
          </Button>
          {fault && (
            <p className="not-ready" role="alert">
              <strong>{t('desk.not_saved')}</strong> {fault}
            </p>
          )}
        </>
      }
    >
      <div className="mend">
        <section>
          <h3>{t('plan.measures')}</h3>
          {seen.measures.map((row) => {
            const name = t(`plan.measure_${row.measure}`)
            const label = t('plan.mark', { what: name })
            const mark = markOf(row)
            const shown = row.mark !== null || row.measure in marks
            return (
              <div key={row.measure} className="plan-work" role="group" aria-label={name}>
                <div>
                  <strong>{name}</strong> <span className="second">{formatDate(row.completeOn)}</span>{' '}
                  <MeasureChip row={row} />
                </div>
                <Choice
                  bare
                  label={label}
                  value={shown ? (mark.done ? 'done' : 'not_done') : null}
                  onChange={(value) => setMark(row, { done: value === 'done' })}
                  options={[
                    { value: 'done', label: t('plan.mark_done') },
                    { value: 'not_done', label: t('plan.mark_not_done') },
                  ]}
                />
                {shown && (
                  <div className="plan-work-more">
                    <DateField
                      bare
                      century="near"
                      label={`${name}: ${t('plan.mark_on')}`}
                      value={mark.on}
                      onChange={(on) => setMark(row, { on })}
                    />
                    <TextField
                      bare
                      kazakhKeys
                      label={`${name}: ${t('plan.mark_note')}`}
                      inputProps={{ placeholder: t('plan.mark_note') }}
                      value={mark.note}
                      onChange={(note) => setMark(row, { note })}
                      maxLength={1000}
                    />
                  </div>
                )}
              </div>
            )
          })}
        </section>
        <section>
          <h3>{t('plan.visits')}</h3>
          {seen.visits.map((row) => {
            const name = `${formatDate(row.on)} ${row.action}`
            const came = cameOf(row)
            const shown = row.record !== null || row.id in visits
            const asksReason = shown && (!came.kept || (row.on !== null && came.on > row.on))
            return (
              <div key={row.id} className="plan-work" role="group" aria-label={name}>
                <div>
                  <strong>{formatDate(row.on)}</strong> {row.action} <VisitChip visit={row} />
                </div>
                <Choice
                  bare
                  label={`${name}: ${t('plan.visit_what')}`}
                  value={shown ? (came.kept ? 'yes' : 'no') : null}
                  onChange={(value) => setCame(row, { kept: value === 'yes' })}
                  options={[
                    { value: 'yes', label: t('plan.kept_yes') },
                    { value: 'no', label: t('plan.kept_no') },
                  ]}
                />
                {shown && (
                  <div className="plan-work-more">
                    {came.kept && (
                      <DateField
                        bare
                        century="near"
                        label={`${name}: ${t('plan.visit_on')}`}
                        value={came.on}
                        onChange={(on) => setCame(row, { on })}
                      />
                    )}
                    {asksReason && (
                      <>
                        <TextField
                          bare
                          kazakhKeys
                          label={`${name}: ${t('plan.visit_explanation')}`}
                          inputProps={{ placeholder: t('plan.visit_explanation') }}
                          value={came.explanation}
                          onChange={(explanation) => setCame(row, { explanation })}
                          maxLength={1000}
                        />
                        <Choice
                          bare
                          label={`${name}: ${t('plan.visit_judgement')}`}
                          value={came.judgement}
                          onChange={(judgement) => setCame(row, { judgement })}
                          options={[
                            { value: 'valid', label: t('plan.judgement_valid') },
                            { value: 'not_valid', label: t('plan.judgement_not_valid') },
                          ]}
                        />
                      </>
                    )}
                  </div>
                )}
                {row.record && !row.record.keptOn && !row.record.judgement && (
                  <Chip tone="today">{t('plan.visit_judgement')}</Chip>
                )}
              </div>
            )
          })}
        </section>
        {changesRecord && (
          <section>
            <TextField
              field="reason"
              kazakhKeys
              label={t('plan.change_reason')}
              help={t('plan.change_reason_help')}
              value={reason}
              onChange={setReason}
              maxLength={500}
            />
          </section>
        )}
      </div>
    </Dialog>
  )
}

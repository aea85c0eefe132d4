/** One complaint: what it is about, its terms with their reasons, and what became of it (R159 to R164). */
import { useState } from 'react'
import { Link, useParams } from 'wouter'
import { complaintSteps, type Complaint, type ComplaintStep } from '../../../shared/contract/complaints'
import { useCall, useCommand, useInvalidate } from '../../api/hooks'
import {
  Button,
  Chip,
  DateField,
  DeadlineChip,
  Dialog,
  ErrorNote,
  Facts,
  Fold,
  Icon,
  Note,
  Page,
  PageHead,
  Part,
  Split,
  TextField,
  WhyText,
  useToast,
} from '../../components'
import { useDesk } from '../../desk'
import { formatDate, formatDateTime, shortName } from '../../format'
import { useT } from '../../i18n'
import { useKey } from '../../keys'
import { useFieldErrors, useTyped } from '../settings/form'
import { ComplaintDialog } from './dialog'
import { stateText, stateTone } from './words'
import './complaint.css'

export default function ComplaintPage() {
  const t = useT()
  const { id } = useParams<{ id: string }>()
  const known = Number.isInteger(Number(id)) && Number(id) > 0
  const answer = useCall('complaint.get', { id: known ? Number(id) : 1 }, { enabled: known })
  useKey('Esc', () => window.history.back(), { label: t('common.back') })
  if (answer.data) return <Shown complaint={answer.data} />
  const title = known && !answer.error ? t('desk.loading') : t('complaint.missing')
  return (
    <Page title={title}>
      <PageHead title={title} />
      <div className="page-body">
        <ErrorNote error={answer.error} />
      </div>
    </Page>
  )
}

function Shown({ complaint }: { complaint: Complaint }) {
  const t = useT()
  const { can } = useDesk()
  const [step, setStep] = useState<ComplaintStep | null>(null)
  const [mending, setMending] = useState(false)
  const writes = can('people_write')
  const title = t('complaint.one', { number: complaint.number })
  return (
    <Page title={title} className="complaint-page">
      <PageHead
        title={title}
        lead={
          <>
            {complaint.personId === null ? (
              complaint.who
            ) : (
              <Link href={'/people/' + complaint.personId}>{complaint.who}</Link>
            )}{' '}
            · {t.local(complaint.serviceName)}
          </>
        }
        actions={
          <>
            <Chip tone={stateTone(complaint)}>{stateText(t, complaint)}</Chip>
            {writes && (
              <Button icon="mend" shortcut="F3" onPress={() => setMending(true)}>
                {t('complaint.correct')}
              </Button>
            )}
          </>
        }
      />
      <Split
        asideLabel={t('complaint.terms')}
        main={
          <>
            <Part title={t('complaint.content')}>
              <Facts
                rows={[
                  [
                    t('complaint.f_on'),
                    complaint.on === null ? t('complaint.no_day') : formatDate(complaint.on),
                  ],
                  [t('complaint.f_about'), t(`complaint.about_${complaint.about}`)],
                  complaint.addressee !== null && [
                    t('complaint.f_addressee'),
                    t(`complaint.to_${complaint.addressee}`),
                  ],
                  complaint.applicationId !== null && [
                    t('complaint.f_application'),
                    <Link key="a" href={'/applications/' + complaint.applicationId}>
                      {complaint.applicationNumber}
                    </Link>,
                  ],
                  [
                    t('complaint.entered'),
                    t('portal.entered_by', {
                      by: shortName(complaint.by),
                      at: formatDateTime(complaint.enteredAt),
                    }),
                  ],
                ]}
              />
              <p className="complaint-text">{complaint.text}</p>
            </Part>
            <Part title={t('complaint.course')}>
              <Course complaint={complaint} writes={writes} onStep={setStep} />
            </Part>
            {complaint.corrections.length > 0 && (
              <Part title={t('complaint.corrections')}>
                <ul className="second">
                  {complaint.corrections.map((one) => (
                    <li key={one.at}>
                      {one.reason} (
                      {t('portal.entered_by', { by: shortName(one.by), at: formatDateTime(one.at) })})
                    </li>
                  ))}
                </ul>
              </Part>
            )}
          </>
        }
        aside={
          <Part title={t('complaint.terms')}>
            {complaint.terms.map((term) => (
              <div key={term.step} className="complaint-term">
                <h3>{t(`complaint.step_${term.step}`)}</h3>
                {term.workingDaysLeft !== null && !complaint.closed ? (
                  <p>
                    <DeadlineChip
                      why={term.why}
                      due={term.why.due}
                      workingDaysLeft={term.workingDaysLeft}
                      long
                    />
                  </p>
                ) : null}
                <p>{t.local(term.told.sentence)}</p>
                <div className="why inline">
                  <WhyText
                    why={term.why}
                    heading={false}
                    tone={term.state === 'overdue' && !complaint.closed ? 'past' : 'later'}
                  />
                </div>
              </div>
            ))}
            {complaint.told.map((one) =>
              one.level === 'warn' ? (
                <Note key={one.rule} tone="today">
                  <p>{t.local(one.sentence)}</p>
                  <p className="second">{t.local(one.source)}</p>
                </Note>
              ) : (
                <p key={one.rule + one.field} className="with-icon">
                  <Icon small name="info" />
                  <span>
                    {t.local(one.sentence)}{' '}
                    {/* R160 names the paragraph of the act at hand; its own source is that of one act only. */}
                    {one.rule !== 'R160' && <span className="second">{t.local(one.source)}</span>}
                  </span>
                </p>
              ),
            )}
            {complaint.law.text && (
              <Fold title={t('complaint.law')}>
                <p>{t.local(complaint.law.text)}</p>
                <p className="law">{t.local(complaint.law.act)}</p>
              </Fold>
            )}
          </Part>
        }
      />
      {step && <StepDialog complaint={complaint} step={step} onClose={() => setStep(null)} />}
      {mending && <ComplaintDialog complaint={complaint} onClose={() => setMending(false)} />}
    </Page>
  )
}

/** Each step with its day and who recorded it, or the button that records it. */
function Course(props: { complaint: Complaint; writes: boolean; onStep: (step: ComplaintStep) => void }) {
  const t = useT()
  const { complaint, writes, onStep } = props
  const next = complaint.due?.step
  return (
    <ul className="complaint-course">
      {complaintSteps.map((step) => {
        const event = complaint.events.find((one) => one.step === step)
        if (!event && !writes) return null
        return (
          <li key={step}>
            <Icon small name={event ? 'check' : 'calendar'} {...(event ? { className: 'c-done' } : {})} />
            <div>
              <p>
                <b>{t(`complaint.step_${step}`)}</b>
                {event && ' ' + formatDate(event.on)}
              </p>
              {event && (
                <p className="second">
                  {[
                    event.note,
                    t('portal.entered_by', { by: shortName(event.by), at: formatDateTime(event.at) }),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </p>
              )}
            </div>
            {writes && (
              <Button
                small
                kind={step === next ? 'primary' : 'default'}
                {...(step === next ? { shortcut: 'F8' as const } : {})}
                {...(event ? { icon: 'mend' as const } : {})}
                onPress={() => onStep(step)}
              >
                {event ? t('complaint.step_mend') : t(`complaint.record_${step}`)}
              </Button>
            )}
          </li>
        )
      })}
    </ul>
  )
}

function StepDialog(props: { complaint: Complaint; step: ComplaintStep; onClose: () => void }) {
  const t = useT()
  const toast = useToast()
  const invalidate = useInvalidate()
  const { status } = useDesk()
  const { complaint, step, onClose } = props
  const held = complaint.events.find((one) => one.step === step)
  const save = useCommand('complaint.record')
  const { typed, set, now } = useTyped({ on: held?.on ?? status.today, note: held?.note ?? '', reason: '' })
  const { errors, fault, clear, refuse } = useFieldErrors()
  const store = async () => {
    if (save.busy) return
    clear()
    const result = await save.run({ id: complaint.id, version: complaint.version, step, ...now() })
    if (!result.ok) {
      if (result.error.code === 'version_conflict') invalidate('complaints')
      return refuse(result.error, ['on', 'note', 'reason'])
    }
    invalidate('complaints', 'people')
    toast(t('complaint.step_saved'))
    onClose()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(`complaint.step_${step}`)}
      actions={
        <>
          <Button kind="primary" icon="disk" shortcut="F8" onPress={() => void store()}>
            {save.busy ? t('desk.saving') : t('common.save')}
          </Button>
          {fault && (
            <p className="not-ready" role="alert">
              <strong>{t('desk.not_saved')}</strong> {fault}
            </p>
          )}
        </>
      }
    >
      <form
        className="fields"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void store()
        }}
      >
        <DateField
          field="on"
          width={6}
          century="near"
          autoFocus
          label={t('complaint.step_on')}
          {...(held ? { help: t('complaint.step_on_help') } : {})}
          value={typed.on}
          onChange={set('on')}
          error={errors['on']}
        />
        <TextField
          field="note"
          multiline
          optional
          kazakhKeys
          label={t(step === 'forwarded' ? 'complaint.step_to' : 'complaint.step_note')}
          maxLength={1000}
          value={typed.note}
          onChange={set('note')}
        />
        {held && (
          <TextField
            field="reason"
            kazakhKeys
            label={t('complaint.f_reason')}
            maxLength={500}
            value={typed.reason}
            onChange={set('reason')}
            error={errors['reason']}
          />
        )}
        <button type="submit" hidden />
      </form>
    </Dialog>
  )
}

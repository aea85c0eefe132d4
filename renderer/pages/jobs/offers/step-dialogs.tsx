/** A dialog for each step of an offer: receipt, answer, resume, interview, visit, the employer's answer. */
import { useState } from 'react'
import { EmployerChannel, OfferAnswer, type Offer } from '../../../../shared/contract/offers'
import { call } from '../../../api/client'
import { Choice, DateField, Note, RadioRow, TextField, Tick } from '../../../components'
import { useDesk } from '../../../desk'
import { formatDate } from '../../../format'
import { useT } from '../../../i18n'
import { useTyped } from '../../settings/form'
import { StepDialog, useStep } from './frame'
import { channelOptions } from './words'

export interface StepProps {
  offer: Offer
  onClose: () => void
}

/** R107: the day of receipt. */
export function ReceiveDialog({ offer, onClose }: StepProps) {
  const t = useT()
  const { status } = useDesk()
  const step = useStep(offer, onClose)
  const { typed, set, now } = useTyped({ receivedOn: status.today })
  return (
    <StepDialog
      title={t('offer.receive_title')}
      step={step}
      fields={['receivedOn']}
      onSave={() => void step.run((of) => call('offer.receive', { ...of, ...now() }))}
      onClose={onClose}
    >
      {(errorOf) => (
        <DateField
          width={6}
          century="near"
          autoFocus
          field="receivedOn"
          label={t('offer.f_received_on')}
          value={typed.receivedOn}
          onChange={set('receivedOn')}
          error={errorOf('receivedOn')}
        />
      )}
    </StepDialog>
  )
}

/** R107, R108: consent or refusal. */
export function AnswerDialog({ offer, onClose }: StepProps) {
  const t = useT()
  const { status } = useDesk()
  const step = useStep(offer, onClose)
  const [answer, setAnswer] = useState<OfferAnswer | null>(null)
  const [channel, setChannel] = useState(offer.channel)
  const [resume, setResume] = useState(false)
  const [conditionsFit, setConditionsFit] = useState(true)
  const [tried, setTried] = useState(false)
  const { typed, set, now } = useTyped({
    answeredOn: status.today,
    receivedOn: offer.receivedOn ?? '',
    note: '',
  })
  const save = () => {
    setTried(true)
    if (answer === null) return
    void step.run((of) => call('offer.answer', { ...of, answer, channel, resume, conditionsFit, ...now() }))
  }
  return (
    <StepDialog
      title={t('offer.answer_title')}
      step={step}
      fields={['answeredOn', 'receivedOn']}
      onSave={save}
      onClose={onClose}
    >
      {(errorOf) => (
        <>
          <RadioRow
            field="answer"
            label={t('offer.f_answer')}
            value={answer}
            onChange={setAnswer}
            options={OfferAnswer.options.map((value) => ({ value, label: t(`offer.answer_${value}`) }))}
            error={tried && answer === null && t('offer.answer_needed')}
          />
          <DateField
            width={6}
            century="near"
            field="answeredOn"
            label={t('offer.f_answered_on')}
            value={typed.answeredOn}
            onChange={set('answeredOn')}
            error={errorOf('answeredOn')}
          />
          {offer.receivedOn === null && (
            <DateField
              width={6}
              century="near"
              optional
              field="receivedOn"
              label={t('offer.f_received_on')}
              value={typed.receivedOn}
              onChange={set('receivedOn')}
              error={errorOf('receivedOn')}
            />
          )}
          <Choice
            width={12}
            label={t('offer.f_answer_channel')}
            value={channel}
            onChange={setChannel}
            options={channelOptions(t)}
          />
          {answer === 'agree' && (
            <div className="w12">
              <Tick field="resume" checked={resume} onChange={setResume}>
                {t('offer.f_resume')}
              </Tick>
              <Tick field="conditionsFit" checked={conditionsFit} onChange={setConditionsFit}>
                {t('offer.f_conditions')}
              </Tick>
            </div>
          )}
          {answer === 'refuse' && (
            <>
              <TextField
                optional
                kazakhKeys
                field="note"
                label={t('offer.f_note')}
                value={typed.note}
                onChange={set('note')}
                maxLength={1000}
              />
              {offer.to === 'job_seeker' && (
                <div className="w12">
                  <Note tone="today">
                    <p>{t('offer.seeker_refusal_note')}</p>
                  </Note>
                </div>
              )}
            </>
          )}
        </>
      )}
    </StepDialog>
  )
}

/** R109: the resume goes to the employer. */
export function SendDialog({ offer, onClose }: StepProps) {
  const t = useT()
  const { status } = useDesk()
  const step = useStep(offer, onClose)
  const [conditionsFit, setConditionsFit] = useState(offer.conditionsFit)
  const { typed, set, now } = useTyped({ sentOn: status.today, consentedOn: offer.consentedOn ?? '' })
  return (
    <StepDialog
      icon="upload"
      title={t('offer.send_title')}
      action={t('offer.act_send')}
      step={step}
      fields={['sentOn', 'consentedOn', 'conditionsFit']}
      onSave={() => void step.run((of) => call('offer.send', { ...of, conditionsFit, ...now() }))}
      onClose={onClose}
    >
      {(errorOf) => (
        <>
          <div className="w12">
            <p className="caption">{t('offer.send_what')}</p>
            {offer.resume === '' ? (
              <Note tone="today">
                <p>{t('offer.send_empty')}</p>
              </Note>
            ) : (
              <p className="resume">{offer.resume}</p>
            )}
          </div>
          <DateField
            width={6}
            century="near"
            autoFocus
            field="sentOn"
            label={t('offer.f_sent_on')}
            value={typed.sentOn}
            onChange={set('sentOn')}
            error={errorOf('sentOn')}
          />
          <DateField
            width={6}
            century="near"
            field="consentedOn"
            label={t('offer.f_consented_on')}
            help={t('offer.f_consented_help')}
            value={typed.consentedOn}
            onChange={set('consentedOn')}
            error={errorOf('consentedOn')}
          />
          <div className="w12">
            <Tick
              field="conditionsFit"
              checked={conditionsFit}
              onChange={setConditionsFit}
              error={errorOf('conditionsFit')}
            >
              {t('offer.f_conditions')}
            </Tick>
          </div>
        </>
      )}
    </StepDialog>
  )
}

/** R110: day, time and place; who was told and when. */
export function InterviewDialog({ offer, onClose }: StepProps) {
  const t = useT()
  const { status } = useDesk()
  const step = useStep(offer, onClose)
  const { interview } = offer
  const [channel, setChannel] = useState<Offer['channel']>(
    interview.channel ?? (offer.rural ? 'assistant' : 'mobile'),
  )
  const { typed, set, now } = useTyped({
    employerToldOn: interview.employerToldOn ?? status.today,
    on: interview.on ?? '',
    time: interview.time,
    place: interview.place || offer.vacancy.address,
    candidateToldOn: interview.candidateToldOn ?? status.today,
    assistant: interview.assistant || offer.assistant,
  })
  return (
    <StepDialog
      wide
      title={t('offer.interview_title')}
      step={step}
      fields={['employerToldOn', 'on', 'time', 'candidateToldOn', 'assistant']}
      onSave={() => void step.run((of) => call('offer.interview', { ...of, channel, ...now() }))}
      onClose={onClose}
    >
      {(errorOf) => (
        <>
          <DateField
            width={5}
            century="near"
            autoFocus
            field="on"
            label={t('offer.f_interview_on')}
            value={typed.on}
            onChange={set('on')}
            error={errorOf('on')}
          />
          <TextField
            width={3}
            field="time"
            label={t('offer.f_time')}
            value={typed.time}
            onChange={set('time')}
            maxLength={20}
            error={errorOf('time')}
          />
          <DateField
            width={4}
            century="near"
            optional
            field="employerToldOn"
            label={t('offer.f_employer_told')}
            value={typed.employerToldOn}
            onChange={set('employerToldOn')}
            error={errorOf('employerToldOn')}
          />
          <TextField
            width={12}
            kazakhKeys
            field="place"
            label={t('offer.f_place')}
            value={typed.place}
            onChange={set('place')}
            maxLength={500}
          />
          <DateField
            width={5}
            century="near"
            optional
            field="candidateToldOn"
            label={t('offer.f_candidate_told')}
            help={t('offer.f_candidate_told_help')}
            value={typed.candidateToldOn}
            onChange={set('candidateToldOn')}
            error={errorOf('candidateToldOn')}
          />
          <Choice
            width={7}
            label={t('offer.f_channel')}
            value={channel}
            onChange={setChannel}
            options={channelOptions(t)}
            help={offer.rural && t('offer.f_assistant_help')}
          />
          {channel === 'assistant' && (
            <TextField
              width={12}
              kazakh
              field="assistant"
              label={t('offer.f_assistant')}
              value={typed.assistant}
              onChange={set('assistant')}
              maxLength={300}
              error={errorOf('assistant')}
            />
          )}
        </>
      )}
    </StepDialog>
  )
}

/** R117: the interview is refused, at the counter or in the cabinet. */
export function RefuseInterviewDialog({ offer, onClose }: StepProps) {
  const t = useT()
  const { status } = useDesk()
  const step = useStep(offer, onClose)
  const [channel, setChannel] = useState<Offer['channel']>('enbek')
  const { typed, set, now } = useTyped({ on: status.today, note: '' })
  return (
    <StepDialog
      title={t('offer.refuse_interview_title')}
      step={step}
      fields={['on']}
      onSave={() => void step.run((of) => call('offer.refuseInterview', { ...of, channel, ...now() }))}
      onClose={onClose}
    >
      {(errorOf) => (
        <>
          <p className="help w12">{t('offer.refuse_interview_help')}</p>
          <DayField value={typed.on} onChange={set('on')} error={errorOf('on')} />
          <Choice
            width={12}
            label={t('offer.f_channel')}
            value={channel}
            onChange={setChannel}
            options={channelOptions(t)}
          />
          <TextField
            optional
            kazakhKeys
            field="note"
            label={t('offer.f_note')}
            value={typed.note}
            onChange={set('note')}
            maxLength={1000}
          />
        </>
      )}
    </StepDialog>
  )
}

function DayField(props: { value: string; onChange: (value: string) => void; error: string | undefined }) {
  const t = useT()
  return (
    <DateField
      width={6}
      century="near"
      autoFocus
      field="on"
      label={t('offer.f_day')}
      value={props.value}
      onChange={props.onChange}
      error={props.error}
    />
  )
}

/** R111: the person came to the employer. */
export function VisitDialog({ offer, onClose }: StepProps) {
  const t = useT()
  const { status } = useDesk()
  const step = useStep(offer, onClose)
  const { typed, set, now } = useTyped({ on: status.today })
  return (
    <StepDialog
      title={t('offer.visit_title')}
      step={step}
      fields={['on']}
      onSave={() => void step.run((of) => call('offer.visit', { ...of, ...now() }))}
      onClose={onClose}
    >
      {(errorOf) => <DayField value={typed.on} onChange={set('on')} error={errorOf('on')} />}
    </StepDialog>
  )
}

/** R112 to R114, R117: what the employer answered. */
export function EmployerDialog({ offer, onClose }: StepProps) {
  const t = useT()
  const { status } = useDesk()
  const step = useStep(offer, onClose)
  const { employer } = offer
  const [answer, setAnswer] = useState<'hired' | 'refused' | null>(employer.answer)
  const [channel, setChannel] = useState<EmployerChannel>(employer.channel ?? 'written')
  const [late, setLate] = useState<'accepted' | 'left' | 'none'>(employer.late ?? 'none')
  const [tried, setTried] = useState(false)
  const { typed, set, now } = useTyped({ on: employer.on ?? status.today, note: employer.note })
  // Silence counts as refusal from the working day after the term (R113): hiring told from then on is late.
  const isLate = answer === 'hired' && offer.employerDue !== null && typed.on > offer.employerDue
  const save = () => {
    setTried(true)
    if (answer === null) return
    const decided = isLate && late !== 'none' ? late : null
    void step.run((of) => call('offer.employerAnswer', { ...of, answer, channel, late: decided, ...now() }))
  }
  return (
    <StepDialog title={t('offer.employer_title')} step={step} fields={['on']} onSave={save} onClose={onClose}>
      {(errorOf) => (
        <>
          <RadioRow
            field="answer"
            label={t('offer.f_answer')}
            value={answer}
            onChange={setAnswer}
            options={(['hired', 'refused'] as const).map((value) => ({
              value,
              label: t(`offer.employer_${value}`),
            }))}
            error={tried && answer === null && t('offer.answer_needed')}
          />
          <DateField
            width={6}
            century="near"
            field="on"
            label={t('offer.f_answered_on')}
            value={typed.on}
            onChange={set('on')}
            error={errorOf('on')}
          />
          <Choice
            width={12}
            label={t('offer.f_employer_channel')}
            value={channel}
            onChange={setChannel}
            options={EmployerChannel.options.map((value) => ({
              value,
              label: t(`offer.employer_channel_${value}`),
            }))}
          />
          {isLate && (
            <RadioRow
              list
              field="late"
              label={t('offer.f_late')}
              help={t('offer.f_late_help', { due: formatDate(offer.employerDue) })}
              value={late}
              onChange={setLate}
              options={(['accepted', 'left', 'none'] as const).map((value) => ({
                value,
                label: t(`offer.late_${value}`),
              }))}
            />
          )}
          <TextField
            optional
            kazakhKeys
            field="note"
            label={t('offer.f_comment')}
            value={typed.note}
            onChange={set('note')}
            maxLength={1000}
          />
          {answer === 'hired' && <p className="help w12">{t('offer.employer_hired_note')}</p>}
        </>
      )}
    </StepDialog>
  )
}

/** An offer that was made by mistake or has become void. */
export function WithdrawDialog({ offer, onClose }: StepProps) {
  const t = useT()
  const { status } = useDesk()
  const step = useStep(offer, onClose)
  const { typed, set, now } = useTyped({ on: status.today, note: '' })
  return (
    <StepDialog
      title={t('offer.withdraw_title')}
      action={t('offer.act_withdraw')}
      step={step}
      fields={['on', 'note']}
      onSave={() => void step.run((of) => call('offer.withdraw', { ...of, ...now() }))}
      onClose={onClose}
    >
      {(errorOf) => (
        <>
          <p className="help w12">{t('offer.withdraw_help')}</p>
          <DayField value={typed.on} onChange={set('on')} error={errorOf('on')} />
          <TextField
            kazakhKeys
            field="note"
            label={t('offer.f_note')}
            value={typed.note}
            onChange={set('note')}
            maxLength={1000}
            error={errorOf('note')}
          />
        </>
      )}
    </StepDialog>
  )
}

/** One offer: what happened, what is awaited and until when, and the next step with its key. */
import { useState, type ComponentType } from 'react'
import { isOpenOffer, type Offer, type OfferState } from '../../../../shared/contract/offers'
import { Button, Chip, DeadlineChip, Fold, FromCentral } from '../../../components'
import { useDesk } from '../../../desk'
import { formatDate, formatDateTime, shortName } from '../../../format'
import { useT } from '../../../i18n'
import { CorrectDialog } from './correct-dialog'
import {
  AnswerDialog,
  EmployerDialog,
  InterviewDialog,
  ReceiveDialog,
  RefuseInterviewDialog,
  SendDialog,
  VisitDialog,
  WithdrawDialog,
  type StepProps,
} from './step-dialogs'
import { linesOf, stateTone, vacancyOf } from './words'

const dialogs = {
  receive: ReceiveDialog,
  answer: AnswerDialog,
  send: SendDialog,
  interview: InterviewDialog,
  refuse_interview: RefuseInterviewDialog,
  visit: VisitDialog,
  employer: EmployerDialog,
  withdraw: WithdrawDialog,
  correct: CorrectDialog,
} satisfies Record<string, ComponentType<StepProps>>
type Step = keyof typeof dialogs

const next: Partial<Record<OfferState, Step>> = {
  answer: 'answer',
  resume: 'send',
  interview: 'interview',
  visit: 'visit',
  employer: 'employer',
  late_hiring: 'employer',
}

/** Steps that can be recorded beside the next one. */
function othersOf(offer: Offer): Step[] {
  const { state, interview, employer } = offer
  const open = isOpenOffer(state)
  const told = interview.candidateToldOn !== null
  const agreed = offer.answer === 'agree' && !offer.withdrawn && !interview.refusedOn
  const steps: [Step, boolean][] = [
    ['receive', state === 'answer' && offer.receivedOn === null],
    ['interview', (state === 'visit' || state === 'employer') && offer.cameOn === null],
    ['visit', told && offer.cameOn === null && !offer.withdrawn],
    ['refuse_interview', agreed && open && offer.cameOn === null && employer.answer === null],
    ['employer', agreed && offer.result !== 'hired' && employer.central === null],
    ['withdraw', open && employer.answer !== 'hired'],
    ['correct', !offer.withdrawn],
  ]
  return steps.flatMap(([step, fits]) => (fits && step !== next[state] ? [step] : []))
}

export function OfferItem({
  offer,
  shows,
  shortcut,
}: {
  offer: Offer
  /** What the place where it stands does not say itself. */
  shows: 'vacancy' | 'person' | 'both'
  /** Key of the next step. */
  shortcut?: string
}) {
  const t = useT()
  const { can } = useDesk()
  const [step, setStep] = useState<Step | null>(null)
  const { state, terms, result, resultSince } = offer
  const act = next[state]
  const Dialog = step && dialogs[step]
  const person = (
    <a className="main" href={'#/people/' + offer.person.id}>
      {offer.person.name}
    </a>
  )
  const vacancy = (
    <a className={shows === 'both' ? undefined : 'main'} href={'#/jobs/vacancies/' + offer.vacancy.id}>
      {vacancyOf(t, offer)}
    </a>
  )
  return (
    <div className="offer">
      <p className="candidate">
        <span>
          {shows !== 'vacancy' && person}
          {shows === 'both' && <br />}
          {shows !== 'person' && vacancy}
        </span>
        <span className="end">
          <Chip tone={stateTone(state)}>{t(`offer.is_${state}`)}</Chip>
        </span>
      </p>
      {terms.map((term) => (
        <p key={term.code} className="job-term">
          <b>{t(`offer.awaits_${term.code}`)}</b>{' '}
          {term.why && (
            <DeadlineChip why={term.why} due={term.why.due} workingDaysLeft={term.workingDaysLeft} />
          )}
        </p>
      ))}
      <ul className="second offer-lines">
        <li>{t(`offer.to_${offer.to}`)}</li>
        {linesOf(t, offer).map((line) => (
          <li key={line}>{line}</li>
        ))}
        {result !== 'pending' && resultSince && state === 'refused_by_employer' && (
          <li>{t('offer.result_since', { date: formatDate(resultSince) })}</li>
        )}
        {offer.employer.central && (
          <li>
            <FromCentral of={offer.employer.central} line={false} />
          </li>
        )}
        {state === 'resume' && offer.consentedOn === null && <li>{t('offer.no_consent')}</li>}
        {offer.corrections.map(({ at, by, reason }) => (
          <li key={at}>{t('offer.corrected_line', { by: shortName(by), at: formatDateTime(at), reason })}</li>
        ))}
      </ul>
      {offer.findings.length > 0 && (
        <ul className="offer-lines findings">
          {offer.findings.map((told, i) => (
            <li key={i} className={told.level === 'warn' ? 'c-today' : undefined}>
              {t.local(told.sentence)} <span className="second">{t.local(told.source)}</span>
            </li>
          ))}
        </ul>
      )}
      {can('mediate') && (
        <div className="acts">
          {act && (
            <Button
              small
              kind={shortcut ? 'primary' : 'default'}
              {...(shortcut ? { shortcut } : {})}
              onPress={() => setStep(act)}
            >
              {t(`offer.act_${act}`)}
            </Button>
          )}
          {othersOf(offer).length > 0 && (
            <Fold title={t('offer.more')}>
              <p className="acts">
                {othersOf(offer).map((one) => (
                  <Button key={one} small kind="plain" onPress={() => setStep(one)}>
                    {t(`offer.act_${one}`)}
                  </Button>
                ))}
              </p>
            </Fold>
          )}
        </div>
      )}
      {Dialog && <Dialog offer={offer} onClose={() => setStep(null)} />}
    </div>
  )
}

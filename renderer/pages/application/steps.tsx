/** The fields of each step, and what stands there once it is done. */
import type { ReactNode } from 'react'
import type { Translator } from '../../../shared/locale'
import { IdentityDocumentKind, type Application } from '../../../shared/model'
import {
  Chip,
  Choice,
  DateField,
  Icon,
  Note,
  Part,
  RadioRow,
  SelectField,
  TextField,
  Tick,
} from '../../components'
import { capital, formatDate, formatDateTime, shortName } from '../../format'
import { useT } from '../../i18n'
import type { FillIn, Typed } from './typed'

interface Fields<T> {
  onChange: (patch: Partial<T>) => void
  /** What is said beside a field, once the step was tried. */
  said: (field: string) => string | undefined
}

/** R19: what the check of documents and data found. */
export function CheckFields({ typed, onChange, said }: Fields<Typed['check']> & { typed: Typed['check'] }) {
  const t = useT()
  return (
    <div className="fields">
      <RadioRow
        label={t('counter.check_question')}
        field="check.result"
        value={typed.result}
        onChange={(result) => onChange({ result })}
        options={[
          { value: 'confirmed', label: t('counter.check_confirmed') },
          { value: 'inaccurate', label: t('counter.check_inaccurate') },
        ]}
        error={said('check.result')}
      />
      <TextField
        multiline
        kazakhKeys
        label={t(typed.result === 'inaccurate' ? 'counter.check_note_needed' : 'counter.check_note')}
        optional={typed.result !== 'inaccurate'}
        field="check.note"
        value={typed.note}
        onChange={(note) => onChange({ note })}
        maxLength={2000}
        error={said('check.note')}
      />
    </div>
  )
}

/** R28: against which document the notice is handed over. */
export function HandOverFields({
  typed,
  number,
  archive,
  onChange,
  said,
}: Fields<Typed['hand']> & { typed: Typed['hand']; number: string; archive: boolean }) {
  const t = useT()
  return (
    <div className="fields">
      <p className="second field">{t('counter.hand_over_text')}</p>
      {archive && (
        <DateField
          width={4}
          label={t('counter.handed_on')}
          field="hand.on"
          value={typed.on}
          onChange={(on) => onChange({ on })}
          error={said('hand.on')}
        />
      )}
      <SelectField
        width={6}
        label={t('counter.document_kind')}
        field="hand.kind"
        value={typed.kind}
        onChange={(kind) => onChange({ kind })}
        options={IdentityDocumentKind.options.map((value) => ({
          value,
          label: t(`common.document_${value}`),
        }))}
      />
      <Choice
        width={6}
        label={t('counter.hand_over_shown')}
        value={typed.shown}
        onChange={(shown) => onChange({ shown })}
        options={[
          { value: 'paper', label: t('counter.shown_paper') },
          { value: 'digital', label: t('counter.shown_digital') },
        ]}
      />
      {typed.shown === 'paper' && (
        <TextField
          width={6}
          label={t('counter.document_number')}
          field="hand.number"
          value={number}
          onChange={(next) => onChange({ number: next })}
          maxLength={60}
          error={said('hand.number')}
        />
      )}
      <div className="field">
        <Tick
          field="hand.signed"
          checked={typed.signed}
          onChange={(signed) => onChange({ signed })}
          error={said('hand.signed')}
        >
          {t('counter.hand_over_signed')}
        </Tick>
      </div>
    </div>
  )
}

export function HandedOver({ handOver }: { handOver: NonNullable<Application['handOver']> }) {
  const t = useT()
  return (
    <p>
      {t('counter.handed_over', {
        date: formatDate(handOver.on),
        document: [
          handOver.digital
            ? t('counter.hand_over_digital')
            : t(`common.document_${handOver.identityDocument}`),
          handOver.number && '№ ' + handOver.number,
        ]
          .filter(Boolean)
          .join(' '),
        by: shortName(handOver.by),
      })}
    </p>
  )
}

/** R29: how the person is told. */
export function InformFields({
  fillIn,
  noMobile,
  onChange,
  said,
}: Fields<Typed['inform']> & { fillIn: FillIn; noMobile: boolean }) {
  const t = useT()
  return (
    <div className="fields">
      {noMobile && (
        <div className="field">
          <Note tone="today">{t('counter.inform_no_mobile')}</Note>
        </div>
      )}
      <Choice
        label={t('counter.inform_channel')}
        field="inform.channel"
        value={fillIn.channel}
        onChange={(channel) => onChange({ channel, to: null })}
        options={(['sms', 'call', 'email', 'in_person'] as const).map((value) => ({
          value,
          label: t(`counter.channel_${value}`),
        }))}
      />
      {fillIn.channel !== 'in_person' && (
        <TextField
          kazakhKeys
          width={6}
          label={t('counter.inform_to')}
          field="inform.to"
          value={fillIn.to}
          onChange={(to) => onChange({ to })}
          maxLength={200}
          error={said('inform.to')}
        />
      )}
      <TextField
        multiline
        kazakhKeys
        label={t('counter.inform_text')}
        field="inform.text"
        value={fillIn.text}
        onChange={(text) => onChange({ text })}
        maxLength={2000}
        error={said('inform.text')}
      />
    </div>
  )
}

/** The words of a decision: whoever is registered is told so, other services are granted. */
const outcomeText = (t: Translator, { registers }: Application, outcome: 'granted' | 'refused') =>
  t(registers ? `counter.decide_${outcome}` : `counter.decide_other_${outcome}`)

/** R26, R27, R126, R133-R135: register or grant, or refuse on a ground of the law, where it has any. */
export function DecideFields({
  typed,
  application,
  onChange,
  said,
  referral,
}: {
  typed: Typed['decide']
  application: Application
  onChange: (patch: Partial<Typed['decide']>) => void
  said: (field: string) => string | undefined
  /** What a referral asks for, where the result is one. */
  referral: ReactNode
}) {
  const t = useT()
  const { archive, check, registers, resultKinds, refusalGrounds } = application
  const inaccurate = check?.result === 'inaccurate'
  return (
    <div className="fields">
      <RadioRow
        label={t('counter.decide_question')}
        field="decide.outcome"
        value={typed.outcome}
        onChange={(outcome) => onChange({ outcome })}
        options={[
          { value: 'granted', label: outcomeText(t, application, 'granted') },
          { value: 'refused', label: outcomeText(t, application, 'refused') },
        ]}
        error={said('decide.outcome')}
        warning={
          typed.outcome === 'granted' && inaccurate
            ? t(registers ? 'counter.warn_inaccurate' : 'counter.warn_inaccurate_other')
            : typed.outcome === 'refused' && check && !inaccurate
              ? t('counter.warn_refuse_confirmed')
              : undefined
        }
      />
      {archive && !(referral && typed.outcome === 'granted') && (
        <DateField
          width={4}
          label={t('counter.decided_on')}
          field="decide.on"
          value={typed.on}
          onChange={(on) => onChange({ on })}
          error={said('decide.on')}
        />
      )}
      {typed.outcome === 'granted' && referral}
      {typed.outcome === 'granted' && !referral && resultKinds.length > 0 && (
        <div className="picks long field">
          <RadioRow
            label={t('counter.result_kind')}
            field="decide.resultKind"
            value={typed.resultKind || null}
            onChange={(resultKind) => onChange({ resultKind })}
            options={resultKinds.map(({ id, title }) => ({ value: id, label: t.local(title) }))}
            error={said('decide.resultKind')}
          />
        </div>
      )}
      {typed.outcome === 'refused' && (
        <>
          {refusalGrounds.length === 0 ? (
            <p className="second field">{t('counter.decide_no_grounds')}</p>
          ) : (
            <fieldset className="field" data-field="decide.grounds">
              <legend className="caption">{t('counter.decide_grounds')}</legend>
              <div className="stack">
                {refusalGrounds.map((ground) => (
                  <Tick
                    key={ground.id}
                    checked={typed.grounds.includes(ground.id)}
                    onChange={(on) =>
                      onChange({
                        grounds: on
                          ? [...typed.grounds, ground.id]
                          : typed.grounds.filter((one) => one !== ground.id),
                      })
                    }
                    note={t.local(ground.source)}
                  >
                    {t.local(ground.title)}
                  </Tick>
                ))}
              </div>
              {said('decide.grounds') && (
                <p className="error" role="alert">
                  <Icon small name="stop" />
                  {said('decide.grounds')}
                </p>
              )}
            </fieldset>
          )}
          <TextField
            multiline
            kazakhKeys
            label={t('counter.decide_explanation')}
            help={archive ? undefined : t('counter.decide_explanation_help')}
            field="decide.explanation"
            value={typed.explanation}
            onChange={(explanation) => onChange({ explanation })}
            maxLength={2000}
            lang={application.language}
            error={said('decide.explanation')}
          />
        </>
      )}
    </div>
  )
}

export function Decided({ application }: { application: Application }) {
  const t = useT()
  const { decision } = application
  if (!decision) return null
  const granted = decision.outcome === 'granted'
  const date = formatDate(decision.registrationDate ?? decision.decidedOn)
  return (
    <>
      <Chip tone={granted ? 'done' : 'stop'}>
        {!granted
          ? t('counter.decided_refused', { date })
          : decision.registrationDate
            ? t('counter.decided_granted', { date })
            : t('counter.decided_other_granted', { date })}
      </Chip>{' '}
      <span className="second">
        {shortName(decision.decidedBy)}, {formatDateTime(decision.decidedAt)}
      </span>
      {decision.resultKind && <p>{t.local(decision.resultKind)}</p>}
      {decision.grounds.map((id) => {
        const ground = application.refusalGrounds.find((one) => one.id === id)
        return ground ? <p key={id}>{t.local(ground.title)}</p> : null
      })}
      {decision.explanation && <p>{decision.explanation}</p>}
    </>
  )
}

/** R178: somebody else decided first; nothing that was typed here is lost. */
export function TypedByYou({ typed, application }: { typed: Typed; application: Application }) {
  const t = useT()
  const { outcome, grounds, explanation } = typed.decide
  if (!outcome) return null
  return (
    <Part title={t('counter.typed_by_you')}>
      <p>{outcomeText(t, application, outcome)}</p>
      {grounds.map((id) => {
        const ground = application.refusalGrounds.find((one) => one.id === id)
        return ground ? <p key={id}>{t.local(ground.title)}</p> : null
      })}
      {explanation && <p>{explanation}</p>}
    </Part>
  )
}

/** R131: what was missing when the papers were not taken. */
export function NotTaken({ refusal }: { refusal: NonNullable<Application['intakeRefusal']> }) {
  const t = useT()
  return (
    <section className="not-taken" aria-labelledby="not-taken">
      <h2 id="not-taken">{t('counter.not_taken_missing')}</h2>
      <ul className="lines">
        {refusal.missing.map((title) => (
          <li key={title.kk}>
            <Icon name="stop" className="c-stop" />
            <span>{capital(t.local(title))}</span>
          </li>
        ))}
      </ul>
      {refusal.explanation && <p>{refusal.explanation}</p>}
      <p className="second">{t('counter.then_refused')}</p>
    </section>
  )
}

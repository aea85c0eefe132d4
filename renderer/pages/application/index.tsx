import { useRef, useState, type ReactNode } from 'react'
import { Link, useLocation } from 'wouter'
import type { InputOf, OutputOf } from '../../../shared/contract'
import type { ErrorValue } from '../../../shared/errors'
import { IdentityDocumentKind, type Application, type DocumentRow } from '../../../shared/model'
import { useCall, useCommand, useInvalidate } from '../../api/hooks'
import {
  ActionBar,
  Button,
  Chip,
  Choice,
  DeadlineChip,
  ErrorNote,
  Facts,
  Icon,
  Note,
  Page,
  PageHead,
  PaperView,
  Part,
  RadioRow,
  SelectField,
  Split,
  TextField,
  Tick,
  focusField,
  useToast,
  type PaperHandle,
} from '../../components'
import { useDesk } from '../../desk'
import { formatDate, formatDateTime, formatPhone, shortName } from '../../format'
import { useT } from '../../i18n'
import { useKey } from '../../keys'
import type { Translator } from '../../../shared/locale'
import { workingDaysLeft } from './left'

type StepName = 'check' | 'decide' | 'hand_over' | 'inform'
type Person = OutputOf<'person.get'>['person']
const stepNames: readonly StepName[] = ['check', 'decide', 'hand_over', 'inform']

/** The step that is to be done next; null when all are done. */
function nextStep(application: Application): StepName | null {
  if (application.decision === null) return application.check === null ? 'check' : 'decide'
  if (application.handOver === null) return 'hand_over'
  return application.messages.length === 0 ? 'inform' : null
}

/** What is typed for the steps; kept while the application itself is read anew. */
interface Typed {
  check: { result: 'confirmed' | 'inaccurate' | null; note: string }
  decide: { outcome: 'granted' | 'refused' | null; grounds: string[]; explanation: string }
  hand: { kind: IdentityDocumentKindName; shown: 'paper' | 'digital'; number: string | null; signed: boolean }
  inform: { channel: InputOf<'application.inform'>['channel'] | null; to: string | null; text: string | null }
}
type IdentityDocumentKindName = InputOf<'application.handOver'>['identityDocument']

const nothing: Typed = {
  check: { result: null, note: '' },
  decide: { outcome: null, grounds: [], explanation: '' },
  hand: { kind: 'identity_card', shown: 'paper', number: null, signed: false },
  inform: { channel: null, to: null, text: null },
}

/** One application from the check to the message, each step after the other. */
export default function ApplicationPage({ id }: { id: number }) {
  const t = useT()
  const application = useCall('application.get', { id })
  const personId = application.data?.personId
  const person = useCall('person.get', { id: personId ?? 1 }, { enabled: personId !== undefined })
  if (!application.data)
    return (
      <Page title={t('counter.app_loading')}>
        <PageHead title={t('counter.app_loading')} />
        <div className="page-body">
          <ErrorNote error={application.error} />
        </div>
      </Page>
    )
  return (
    <Steps
      application={application.data}
      person={person.data?.person ?? null}
      readError={application.error}
    />
  )
}

function Steps({
  application,
  person,
  readError,
}: {
  application: Application
  person: Person | null
  readError: ErrorValue | null
}) {
  const t = useT()
  const toast = useToast()
  const { can, status } = useDesk()
  const [, navigate] = useLocation()
  const invalidate = useInvalidate()
  const [typed, setTyped] = useState<Typed>(nothing)
  const [tried, setTried] = useState(false)
  const [refused, setRefused] = useState<ErrorValue | null>(null)
  const paper = useRef<PaperHandle>(null)
  const [shownPaper, setShownPaper] = useState<number | null>(null)
  const [paperReady, setPaperReady] = useState(false)
  const check = useCommand('application.check')
  const decide = useCommand('application.decide')
  const handOver = useCommand('application.handOver')
  const inform = useCommand('application.inform')
  const printed = useCommand('document.printed')
  const step = nextStep(application)
  const mayDecide = can('decide')

  const decided = application.decision
  const document: DocumentRow | undefined =
    application.documents.find((one) => one.id === shownPaper) ??
    application.documents.find((one) => one.toHandOver) ??
    application.documents[0]
  const file = useCall(
    'document.file',
    { id: document?.id ?? 1, as: 'docx' },
    { enabled: document !== undefined, staleTime: 60_000 },
  )

  const put = <K extends keyof Typed>(part: K, patch: Partial<Typed[K]>) =>
    setTyped((was) => ({ ...was, [part]: { ...was[part], ...patch } }))
  const fillIn = prefilled(t, application, person, typed)
  const missing = step ? lacks(t, step, typed, fillIn) : []

  const after = (result: { ok: true } | { ok: false; error: ErrorValue }, next: string | null) => {
    invalidate('applications', 'documents', 'deadlines', 'people')
    setTried(false)
    if (!result.ok) return setRefused(result.error)
    setRefused(null)
    // The next step takes over where the last one was done.
    if (next) setTimeout(() => focusField(next), 250)
  }
  const run = async () => {
    if (!step || !mayDecide) return
    if (missing.length > 0) {
      setTried(true)
      focusField(missing[0]?.field ?? '')
      return
    }
    const { id, version } = application
    if (step === 'check' && typed.check.result) {
      after(
        await check.run({ id, version, result: typed.check.result, note: typed.check.note }),
        'decide.outcome',
      )
    } else if (step === 'decide' && typed.decide.outcome) {
      const { outcome, grounds, explanation } = typed.decide
      const result = await decide.run({
        id,
        version,
        outcome,
        grounds: outcome === 'refused' ? grounds : [],
        explanation: outcome === 'refused' ? explanation : '',
      })
      if (result.ok) {
        setPaperReady(false)
        setShownPaper(result.value.document.id)
      }
      after(result, null)
      if (result.ok) setTimeout(() => globalThis.document.getElementById('print-paper')?.focus(), 200)
    } else if (step === 'hand_over') {
      const { kind, shown, signed } = typed.hand
      after(
        await handOver.run({
          id,
          version,
          identityDocument: kind,
          digital: shown === 'digital',
          number: shown === 'digital' ? '' : fillIn.number,
          signed,
        }),
        'inform.channel',
      )
    } else if (step === 'inform') {
      after(await inform.run({ id, channel: fillIn.channel, to: fillIn.to, text: fillIn.text }), null)
    }
  }
  const print = async () => {
    if (!document || !paper.current?.print()) return
    const result = await printed.run({ id: document.id, copies: 1 })
    if (!result.ok) return setRefused(result.error)
    toast(t('counter.printed_sent'), { icon: 'print' })
    invalidate('documents', 'applications')
  }
  useKey('F9', () => void print(), { label: t('counter.print'), when: paperReady && can('papers') })
  useKey('F5', () => navigate('/people/' + application.personId), { label: t('counter.person_page') })
  useKey('Esc', () => window.history.back(), { label: t('common.back') })

  const deadline = application.deadlines.find((one) => one.metOn === null) ?? application.deadlines.at(-1)
  const said = (name: string) => (tried ? missing.find((one) => one.field === name)?.text : undefined)
  const conflict = refused?.code === 'decision_exists' || refused?.code === 'version_conflict'
  const caption: Record<StepName, string> = {
    check: t('counter.check_save'),
    decide: t('counter.decide_save'),
    hand_over: t('counter.hand_over_save'),
    inform: t('counter.inform_save'),
  }
  const done = (name: StepName) => {
    const at = step === null ? stepNames.length : stepNames.indexOf(step)
    return stepNames.indexOf(name) < at && (name !== 'check' || application.check !== null)
  }
  const section = (name: StepName, body: ReactNode) => (
    <section
      className={'step' + (step === name ? ' now' : done(name) ? '' : ' ahead')}
      aria-labelledby={'step-' + name}
      key={name}
    >
      <div className="step-name">
        <h2 id={'step-' + name}>{t(`counter.step_${name}`)}</h2>
        {done(name) && (
          <p className="state is-done">
            <Icon small name="check" />
            {t('counter.state_done')}
          </p>
        )}
      </div>
      <div>{body}</div>
    </section>
  )

  return (
    <Page title={t('counter.application', { number: application.number })}>
      <PageHead
        title={t('counter.application', { number: application.number })}
        lead={
          <>
            <Link href={'/people/' + application.personId}>{application.personName}</Link> ·{' '}
            {t.local(application.serviceName)}
          </>
        }
        actions={
          <Chip
            tone={
              application.outcome === 'refused'
                ? 'stop'
                : application.state === 'handed_over'
                  ? 'done'
                  : 'info'
            }
          >
            {t(`counter.state_${application.state}`)}
          </Chip>
        }
      />
      <Split
        asideLabel={t('counter.paper_of')}
        main={
          <div className="intake">
            <Facts
              rows={[
                [t('counter.accepted_on'), formatDateTime(application.acceptedAt)],
                [t('counter.accepted_by'), shortName(application.acceptedBy)],
                [t('counter.channel'), t(`common.channel_${application.channel}`)],
                [t('counter.paper_language'), t(`common.paper_${application.language}`)],
                deadline
                  ? [
                      t('counter.deadline'),
                      <DeadlineChip
                        why={deadline.why}
                        due={deadline.due}
                        workingDaysLeft={deadline.metOn ? null : workingDaysLeft(deadline.why, status.today)}
                      />,
                    ]
                  : null,
              ]}
            />
            <ErrorNote error={readError} />
            <div aria-live="assertive">
              {refused &&
                (conflict ? (
                  <div className="note today" role="alert">
                    <Icon name="warn" />
                    <p>
                      {refused.code === 'decision_exists'
                        ? t('counter.first_decision', {
                            outcome: String(refused.params?.['outcome'] ?? ''),
                            by: String(refused.params?.['by'] ?? ''),
                            at: formatDateTime(String(refused.params?.['at'] ?? '')),
                          })
                        : t('counter.changed_elsewhere', {
                            by: String(refused.params?.['by'] ?? ''),
                            at: formatDateTime(String(refused.params?.['at'] ?? '')),
                          })}
                    </p>
                  </div>
                ) : (
                  <ErrorNote error={refused} />
                ))}
              {refused?.code === 'decision_exists' && <TypedByYou typed={typed} application={application} />}
            </div>

            {section(
              'check',
              application.check ? (
                <>
                  <Chip tone={application.check.result === 'confirmed' ? 'done' : 'stop'}>
                    {t(`counter.check_${application.check.result}`)}
                  </Chip>{' '}
                  <span className="second">
                    {shortName(application.check.by)}, {formatDateTime(application.check.at)}
                  </span>
                  {application.check.note && <p>{application.check.note}</p>}
                </>
              ) : decided ? null : (
                <div className="fields">
                  <RadioRow
                    label={t('counter.check_question')}
                    field="check.result"
                    value={typed.check.result}
                    onChange={(result) => put('check', { result })}
                    options={[
                      { value: 'confirmed', label: t('counter.check_confirmed') },
                      { value: 'inaccurate', label: t('counter.check_inaccurate') },
                    ]}
                    error={said('check.result')}
                  />
                  <TextField
                    multiline
                    kazakhKeys
                    label={t(
                      typed.check.result === 'inaccurate'
                        ? 'counter.check_note_needed'
                        : 'counter.check_note',
                    )}
                    optional={typed.check.result !== 'inaccurate'}
                    field="check.note"
                    value={typed.check.note}
                    onChange={(note) => put('check', { note })}
                    maxLength={2000}
                    error={said('check.note')}
                  />
                </div>
              ),
            )}
            {section(
              'decide',
              decided ? (
                <Decided application={application} />
              ) : application.check === null ? (
                <p className="quiet">{t('counter.decide_needs_check')}</p>
              ) : (
                <DecideFields
                  typed={typed.decide}
                  application={application}
                  onChange={(patch) => put('decide', patch)}
                  said={said}
                />
              ),
            )}
            {section(
              'hand_over',
              application.handOver ? (
                <p>
                  {t('counter.handed_over', {
                    date: formatDate(application.handOver.on),
                    document: [
                      application.handOver.digital
                        ? t('counter.hand_over_digital')
                        : t(`common.document_${application.handOver.identityDocument}`),
                      application.handOver.number && '№ ' + application.handOver.number,
                    ]
                      .filter(Boolean)
                      .join(' '),
                    by: shortName(application.handOver.by),
                  })}
                </p>
              ) : step === 'hand_over' ? (
                <div className="fields">
                  <p className="second field">{t('counter.hand_over_text')}</p>
                  <SelectField
                    width={6}
                    label={t('counter.document_kind')}
                    field="hand.kind"
                    value={typed.hand.kind}
                    onChange={(kind) => put('hand', { kind })}
                    options={IdentityDocumentKind.options.map((value) => ({
                      value,
                      label: t(`common.document_${value}`),
                    }))}
                  />
                  <Choice
                    width={6}
                    label={t('counter.hand_over_shown')}
                    value={typed.hand.shown}
                    onChange={(shown) => put('hand', { shown })}
                    options={[
                      { value: 'paper', label: t('counter.shown_paper') },
                      { value: 'digital', label: t('counter.shown_digital') },
                    ]}
                  />
                  {typed.hand.shown === 'paper' && (
                    <TextField
                      width={6}
                      label={t('counter.document_number')}
                      field="hand.number"
                      value={fillIn.number}
                      onChange={(number) => put('hand', { number })}
                      maxLength={60}
                      error={said('hand.number')}
                    />
                  )}
                  <div className="field">
                    <Tick
                      field="hand.signed"
                      checked={typed.hand.signed}
                      onChange={(signed) => put('hand', { signed })}
                      error={said('hand.signed')}
                    >
                      {t('counter.hand_over_signed')}
                    </Tick>
                  </div>
                </div>
              ) : null,
            )}
            {section(
              'inform',
              <>
                {application.messages.map((message) => (
                  <div key={message.at}>
                    <p className="second">
                      {t('counter.informed', {
                        channel: t(`counter.channel_${message.channel}`),
                        to: formatPhone(message.to),
                        at: formatDateTime(message.at),
                        by: shortName(message.by),
                      })}
                    </p>
                    <p>{message.text}</p>
                  </div>
                ))}
                {step === 'inform' && (
                  <div className="fields">
                    {person && person.mobile === '' && (
                      <div className="field">
                        <Note tone="today">{t('counter.inform_no_mobile')}</Note>
                      </div>
                    )}
                    <Choice
                      label={t('counter.inform_channel')}
                      field="inform.channel"
                      value={fillIn.channel}
                      onChange={(channel) => put('inform', { channel, to: null })}
                      options={(['sms', 'call', 'email', 'in_person'] as const).map((value) => ({
                        value,
                        label: t(`counter.channel_${value}`),
                      }))}
                    />
                    {fillIn.channel !== 'in_person' && (
                      <TextField
                        width={6}
                        label={t('counter.inform_to')}
                        field="inform.to"
                        value={fillIn.to}
                        onChange={(to) => put('inform', { to })}
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
                      onChange={(text) => put('inform', { text })}
                      maxLength={2000}
                      error={said('inform.text')}
                    />
                  </div>
                )}
              </>,
            )}
          </div>
        }
        aside={
          <Part title={t('counter.paper_of')}>
            {application.documents.length > 1 && (
              <RadioRow
                list
                bare
                label={t('counter.paper_of')}
                value={document ? String(document.id) : null}
                onChange={(next) => {
                  setPaperReady(false)
                  setShownPaper(Number(next))
                }}
                options={application.documents.map((one) => ({
                  value: String(one.id),
                  label: t.local(one.title),
                  note: formatDateTime(one.issuedAt),
                }))}
              />
            )}
            <div className="small-paper">
              <ErrorNote error={file.error} />
              <PaperView
                ref={paper}
                token={file.data?.token ?? null}
                title={document ? t.local(document.title) : ''}
                onReady={() => setPaperReady(true)}
                onRetry={() => void file.refetch()}
              />
            </div>
            <Button
              id="print-paper"
              wide
              icon="print"
              shortcutShown="F9"
              notReady={paperReady ? [] : [t('common.paper_waiting')]}
              onPress={() => void print()}
            >
              {t(document && document.printed > 0 ? 'counter.print_again' : 'counter.print')}
            </Button>
          </Part>
        }
      />
      <ActionBar
        actions={
          <>
            <Button shortcutShown="F5" onPress={() => navigate('/people/' + application.personId)}>
              {t('counter.person_page')}
            </Button>
            {step && (
              <Button
                kind="primary"
                shortcut="F8"
                notReady={mayDecide ? missing.map((one) => one.text) : [t('counter.no_right_decide')]}
                describedBy="why-not"
                onPress={() => void run()}
                onNotReady={() => void run()}
              >
                {caption[step]}
              </Button>
            )}
          </>
        }
      >
        {step === null ? (
          <p className="good" role="status">
            <Icon small name="check" />
            {t('counter.all_done')}
          </p>
        ) : !mayDecide ? (
          <p className="not-ready" id="why-not">
            {t('counter.no_right_decide')}
          </p>
        ) : (
          <p className="not-ready" role="status" id="why-not">
            {missing.map((one, i) => (
              <span key={one.field}>
                {i > 0 && ' · '}
                <button type="button" onClick={() => focusField(one.field)}>
                  {one.text}
                </button>
              </span>
            ))}
          </p>
        )}
      </ActionBar>
    </Page>
  )
}

/** What stands in the fields of handing over and informing before anybody typed there. */
function prefilled(t: Translator, application: Application, person: Person | null, typed: Typed) {
  const channel = typed.inform.channel ?? (person && person.mobile === '' ? 'in_person' : 'sms')
  const address = channel === 'email' ? person?.email : channel === 'in_person' ? '' : person?.mobile
  const name = person
    ? [person.firstName, person.middleName].filter(Boolean).join(' ') || person.lastName
    : application.personName
  const handed = application.handOver ? 'yes' : 'no'
  const words =
    application.outcome === 'refused'
      ? t('counter.inform_refused_text', { name, number: application.number, handed })
      : t('counter.inform_granted_text', {
          name,
          handed,
          date: formatDate(application.decision?.registrationDate ?? application.decision?.decidedOn),
        })
  return {
    number: typed.hand.number ?? person?.identityDocument.number ?? '',
    channel,
    to: typed.inform.to ?? address ?? '',
    text: typed.inform.text ?? words,
  }
}

/** What the next step still needs, each with its field. */
function lacks(
  t: Translator,
  step: StepName,
  typed: Typed,
  fillIn: ReturnType<typeof prefilled>,
): { field: string; text: string }[] {
  const list: (false | { field: string; text: string })[] =
    step === 'check'
      ? [
          typed.check.result === null && { field: 'check.result', text: t('counter.check_missing') },
          typed.check.result === 'inaccurate' &&
            typed.check.note.trim() === '' && { field: 'check.note', text: t('counter.check_note_missing') },
        ]
      : step === 'decide'
        ? [
            typed.decide.outcome === null && { field: 'decide.outcome', text: t('counter.decide_missing') },
            typed.decide.outcome === 'refused' &&
              typed.decide.grounds.length === 0 && {
                field: 'decide.grounds',
                text: t('counter.decide_ground_missing'),
              },
            typed.decide.outcome === 'refused' &&
              typed.decide.explanation.trim() === '' && {
                field: 'decide.explanation',
                text: t('counter.decide_explanation_missing'),
              },
          ]
        : step === 'hand_over'
          ? [
              typed.hand.shown === 'paper' &&
                fillIn.number.trim() === '' && {
                  field: 'hand.number',
                  text: t('counter.hand_over_number_missing'),
                },
              !typed.hand.signed && { field: 'hand.signed', text: t('counter.hand_over_signed_missing') },
            ]
          : [
              fillIn.channel !== 'in_person' &&
                fillIn.to.trim() === '' && { field: 'inform.to', text: t('counter.inform_to_missing') },
              fillIn.text.trim() === '' && { field: 'inform.text', text: t('counter.inform_text_missing') },
            ]
  return list.filter((one) => one !== false)
}

function DecideFields({
  typed,
  application,
  onChange,
  said,
}: {
  typed: Typed['decide']
  application: Application
  onChange: (patch: Partial<Typed['decide']>) => void
  said: (field: string) => string | undefined
}) {
  const t = useT()
  const inaccurate = application.check?.result === 'inaccurate'
  return (
    <div className="fields">
      <RadioRow
        label={t('counter.decide_question')}
        field="decide.outcome"
        value={typed.outcome}
        onChange={(outcome) => onChange({ outcome })}
        options={[
          { value: 'granted', label: t('counter.decide_granted') },
          { value: 'refused', label: t('counter.decide_refused') },
        ]}
        error={said('decide.outcome')}
        warning={
          typed.outcome === 'granted' && inaccurate
            ? t('counter.warn_inaccurate')
            : typed.outcome === 'refused' && !inaccurate
              ? t('counter.warn_refuse_confirmed')
              : undefined
        }
      />
      {typed.outcome === 'refused' && (
        <>
          <fieldset className="field" data-field="decide.grounds">
            <legend className="caption">{t('counter.decide_grounds')}</legend>
            <div className="stack">
              {application.refusalGrounds.map((ground) => (
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
          <TextField
            multiline
            kazakhKeys
            label={t('counter.decide_explanation')}
            help={t('counter.decide_explanation_help')}
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

function Decided({ application }: { application: Application }) {
  const t = useT()
  const { decision } = application
  if (!decision) return null
  const granted = decision.outcome === 'granted'
  return (
    <>
      <Chip tone={granted ? 'done' : 'stop'}>
        {t(granted ? 'counter.decided_granted' : 'counter.decided_refused', {
          date: formatDate(decision.registrationDate ?? decision.decidedOn),
        })}
      </Chip>{' '}
      <span className="second">
        {shortName(decision.decidedBy)}, {formatDateTime(decision.decidedAt)}
      </span>
      {decision.grounds.map((id) => {
        const ground = application.refusalGrounds.find((one) => one.id === id)
        return ground ? <p key={id}>{t.local(ground.title)}</p> : null
      })}
      {decision.explanation && <p>{decision.explanation}</p>}
    </>
  )
}

/** R178: somebody else decided first; nothing that was typed here is lost. */
function TypedByYou({ typed, application }: { typed: Typed; application: Application }) {
  const t = useT()
  const { outcome, grounds, explanation } = typed.decide
  if (!outcome) return null
  return (
    <Part title={t('counter.typed_by_you')}>
      <p>{t(`counter.decide_${outcome}`)}</p>
      {grounds.map((id) => {
        const ground = application.refusalGrounds.find((one) => one.id === id)
        return ground ? <p key={id}>{t.local(ground.title)}</p> : null
      })}
      {explanation && <p>{explanation}</p>}
    </Part>
  )
}

import { useRef, useState, type ReactNode } from 'react'
import { Link, useLocation } from 'wouter'
import type { ErrorValue } from '../../../shared/errors'
import { registrationDeadlines } from '../../../shared/rules/deadlines'
import type { Application, DocumentRow } from '../../../shared/model'
import { useCall, useCommand, useInvalidate } from '../../api/hooks'
import {
  ActionBar,
  Button,
  Chip,
  DeadlineChip,
  ErrorNote,
  Facts,
  Fold,
  Icon,
  Note,
  Page,
  PageHead,
  PaperView,
  Part,
  RadioRow,
  Split,
  focusField,
  useToast,
  type PaperHandle,
} from '../../components'
import { useDesk } from '../../desk'
import { formatDate, formatDateTime, formatPhone, shortName } from '../../format'
import { useDebounced } from '../../frame/use-debounced'
import { useT } from '../../i18n'
import { useKey } from '../../keys'
import { CancelledNote } from '../papers/cancelled'
import { usePaperFile } from '../papers/file'
import { RecordButton } from '../papers/record'
import { workingDaysLeft } from './left'
import { PortalPart, ResultPart } from './portal'
import { IssuedReferral, ReferralForm } from './referral-form'
import {
  CheckFields,
  Decided,
  DecideFields,
  HandedOver,
  HandOverFields,
  InformFields,
  NotTaken,
  TypedByYou,
} from './steps'
import {
  lacks,
  nextStep,
  nothing,
  prefilled,
  stepNames,
  type Person,
  type StepName,
  type Typed,
} from './typed'

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
  const issue = useCommand('referral.issue')
  const sign = useCommand('referral.sign')
  const printed = useCommand('document.printed')
  const step = nextStep(application)
  const { archive, intakeRefusal } = application
  const mayDecide = can('decide')
  const throughPortal = application.channel === 'egov' || application.channel === 'enbek'
  const portal = useCall('portal.get', { applicationId: application.id }, { enabled: throughPortal }).data
  const electronic = application.documents.some((one) => one.electronic)
  const waits = electronic && application.state === 'decided'
  const prepared = useCall(
    'referral.prepare',
    { applicationId: application.id, fields: useDebounced(typed.referral, 120) },
    { enabled: mayDecide && intakeRefusal === null, keepPrevious: true },
  ).data
  const referral = prepared?.applies ? prepared : null
  const issued = referral?.issued ?? null
  const unsigned = issued !== null && !issued.archive && issued.signed === null

  const decided = application.decision
  const document: DocumentRow | undefined =
    application.documents.find((one) => one.id === shownPaper) ??
    application.documents.find((one) => (one.toHandOver || one.electronic) && !one.cancelled) ??
    application.documents[0]
  const file = usePaperFile(document?.id ?? null)

  const put = <K extends keyof Typed>(part: K, patch: Partial<Typed[K]>) =>
    setTyped((was) => ({ ...was, [part]: { ...was[part], ...patch } }))
  const fillIn = prefilled(t, application, person, typed)
  const needs = referral && {
    missing: referral.missing.map(({ field, text }) => ({ field: 'referral.' + field, text: t.local(text) })),
    signed: !unsigned,
  }
  const missing = step ? lacks(t, application, step, typed, fillIn, needs) : []

  const after = (result: { ok: true } | { ok: false; error: ErrorValue }, next: string | null) => {
    invalidate('applications', 'documents', 'deadlines', 'people', 'portal', 'referrals')
    setTried(false)
    if (!result.ok) return setRefused(result.error)
    setRefused(null)
    // The next step takes over where the last one was done.
    if (next) setTimeout(() => focusField(next), 250)
  }
  const saveCheck = async () => {
    const { id, version } = application
    const { result, note } = typed.check
    if (!result) return
    after(await check.run({ id, version, result, note }), 'decide.outcome')
  }
  const run = async () => {
    if (!step || !mayDecide) return
    if (missing.length > 0) {
      setTried(true)
      focusField(missing[0]?.field ?? '')
      return
    }
    const { id, version } = application
    if (step === 'check') await saveCheck()
    else if (step === 'decide' && referral && typed.decide.outcome === 'granted') {
      const result = await issue.run({ applicationId: id, version, fields: typed.referral })
      const made = result.ok ? result.value.document : null
      if (made) {
        setPaperReady(false)
        setShownPaper(made.id)
      }
      after(result, null)
      if (made) setTimeout(() => globalThis.document.getElementById('print-paper')?.focus(), 200)
    } else if (step === 'decide' && typed.decide.outcome) {
      const { outcome, grounds, explanation, resultKind, on } = typed.decide
      const result = await decide.run({
        id,
        version,
        outcome,
        grounds: outcome === 'refused' ? grounds : [],
        explanation: outcome === 'refused' ? explanation : '',
        resultKind: outcome === 'granted' ? resultKind : '',
        decidedOn: archive ? on : '',
      })
      const made = result.ok ? result.value.document : null
      if (made) {
        setPaperReady(false)
        setShownPaper(made.id)
      }
      after(result, made ? null : 'hand.on')
      if (made) setTimeout(() => globalThis.document.getElementById('print-paper')?.focus(), 200)
    } else if (step === 'hand_over') {
      const { kind, shown, signed, on } = typed.hand
      after(
        await handOver.run({
          id,
          version,
          identityDocument: kind,
          digital: shown === 'digital',
          number: shown === 'digital' ? '' : fillIn.number,
          signed,
          on: archive ? on : '',
        }),
        'inform.channel',
      )
    } else if (step === 'inform') {
      after(await inform.run({ id, channel: fillIn.channel, to: fillIn.to, text: fillIn.text }), null)
    }
  }
  const markSigned = async () => {
    if (!issued) return
    after(await sign.run({ referrals: [{ id: issued.id, version: issued.version }] }), 'hand.on')
  }
  const print = async () => {
    if (!printable || !(await paper.current?.print())) return
    const result = await printed.run({ id: printable.id, copies })
    if (!result.ok) return setRefused(result.error)
    toast(t('counter.printed_sent'), { icon: 'print' })
    invalidate('documents', 'applications')
  }
  const printable = can('papers') && document && !document.cancelled ? document : null
  useKey('F9', () => void print(), { label: t('counter.print'), when: paperReady && printable !== null })
  useKey('F5', () => navigate('/people/' + application.personId), { label: t('counter.person_page') })
  useKey('Esc', () => window.history.back(), { label: t('common.back') })

  const own = application.deadlines.filter(({ code }) => !registrationDeadlines.has(code))
  const deadline = own.find((one) => one.metOn === null) ?? own.at(-1)
  const said = (name: string) => (tried ? missing.find((one) => one.field === name)?.text : undefined)
  const conflict = refused?.code === 'decision_exists' || refused?.code === 'version_conflict'
  const caption: Record<StepName, string> = {
    check: t('counter.check_save'),
    decide: t(referral && typed.decide.outcome === 'granted' ? 'referral.issue' : 'counter.decide_save'),
    hand_over: t('counter.hand_over_save'),
    inform: t('counter.inform_save'),
  }
  const title = intakeRefusal
    ? `${t('counter.not_taken')}, № ${application.number}`
    : t('counter.application', { number: application.number })
  const copies = document && intakeRefusal && document === application.documents[0] ? 2 : 1
  const { token } = file
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
    <Page title={title}>
      <PageHead
        title={title}
        lead={
          <>
            <Link href={'/people/' + application.personId}>{application.personName}</Link> ·{' '}
            {t.local(application.serviceName)}
          </>
        }
        actions={
          <>
            {archive && (
              <Chip tone="info" icon="history">
                {t('counter.archive_mark')}
              </Chip>
            )}
            <Chip
              tone={
                application.outcome === 'refused' || intakeRefusal
                  ? 'stop'
                  : ['handed_over', 'portal_registered'].includes(application.state)
                    ? 'done'
                    : 'info'
              }
            >
              {electronic && application.state === 'handed_over'
                ? t('portal.state_sent')
                : t(`counter.state_${application.state}`)}
            </Chip>
          </>
        }
      />
      <Split
        asideLabel={t('counter.paper_of')}
        main={
          <div className="intake">
            <Facts
              rows={[
                ...application.choices.map(
                  ({ kind, title }) => [t(`counter.${kind}`), t.local(title)] as const,
                ),
                application.placeName && [t('counter.place'), t.local(application.placeName)],
                archive && [t('counter.archive_number'), archive.paperNumber],
                [
                  t(intakeRefusal ? 'counter.refused_on' : 'counter.accepted_on'),
                  // R5: what came through a portal counts from its own day, whenever it was entered here.
                  archive || throughPortal
                    ? formatDate(application.acceptanceDate)
                    : formatDateTime(application.acceptedAt),
                ],
                archive && [t('counter.entered_on'), formatDateTime(application.acceptedAt)],
                [
                  t(archive || intakeRefusal ? 'counter.entered_by' : 'counter.accepted_by'),
                  shortName(application.acceptedBy),
                ],
                !archive && [t('counter.channel'), t(`common.channel_${application.channel}`)],
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

            {portal && <PortalPart arrived={portal} application={application} />}
            {intakeRefusal ? (
              <NotTaken refusal={intakeRefusal} />
            ) : application.state === 'portal_registered' ? null : (
              <>
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
                  ) : decided ? (
                    archive && <p className="quiet">{t('counter.check_archive')}</p>
                  ) : archive ? (
                    <>
                      <p className="quiet">{t('counter.check_archive')}</p>
                      <Fold title={t('counter.check_all_the_same')}>
                        <CheckFields
                          typed={typed.check}
                          onChange={(patch) => put('check', patch)}
                          said={said}
                        />
                        <p className="acts">
                          <Button
                            small
                            notReady={
                              mayDecide
                                ? lacks(t, application, 'check', typed, fillIn).map((one) => one.text)
                                : [t('counter.no_right_decide')]
                            }
                            onPress={() => void saveCheck()}
                          >
                            {t('counter.check_save')}
                          </Button>
                        </p>
                      </Fold>
                    </>
                  ) : (
                    <CheckFields typed={typed.check} onChange={(patch) => put('check', patch)} said={said} />
                  ),
                )}
                {section(
                  'decide',
                  decided ? (
                    <>
                      <Decided application={application} />
                      {referral && <IssuedReferral prepared={referral} />}
                    </>
                  ) : step !== 'decide' ? (
                    <p className="quiet">{t('counter.decide_needs_check')}</p>
                  ) : (
                    <DecideFields
                      typed={typed.decide}
                      application={application}
                      onChange={(patch) => put('decide', patch)}
                      said={said}
                      referral={
                        referral && (
                          <ReferralForm
                            prepared={referral}
                            typed={typed.referral}
                            onChange={(patch) => put('referral', patch)}
                            said={said}
                          />
                        )
                      }
                    />
                  ),
                )}
                {electronic && portal?.result && <ResultPart key={portal.result.version} arrived={portal} />}
                {!throughPortal &&
                  section(
                    'hand_over',
                    application.handOver ? (
                      <HandedOver handOver={application.handOver} />
                    ) : step === 'hand_over' && unsigned ? (
                      <div data-field="hand.sign">
                        <Note tone="today">
                          <p>{t('referral.sign_first')}</p>
                          <p className="acts">
                            {can('sign') ? (
                              <Button
                                small
                                icon="mend"
                                notReady={
                                  issued.stage === 'to_print' ? [t('error.referral_not_printed')] : []
                                }
                                onPress={() => void markSigned()}
                              >
                                {t('referral.sign_one')}
                              </Button>
                            ) : (
                              t('referral.sign_whose')
                            )}{' '}
                            <Link href="/papers/signing">{t('referral.to_signing')}</Link>
                          </p>
                        </Note>
                      </div>
                    ) : step === 'hand_over' ? (
                      <HandOverFields
                        typed={typed.hand}
                        number={fillIn.number}
                        archive={archive !== null}
                        onChange={(patch) => put('hand', patch)}
                        said={said}
                      />
                    ) : null,
                  )}
                {((!archive && !throughPortal) || application.messages.length > 0) &&
                  section(
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
                        <InformFields
                          fillIn={fillIn}
                          noMobile={person?.mobile === ''}
                          onChange={(patch) => put('inform', patch)}
                          said={said}
                        />
                      )}
                    </>,
                  )}
              </>
            )}
          </div>
        }
        aside={
          <Part title={t('counter.paper_of')}>
            {!document && <p className="quiet">{t('counter.paper_none')}</p>}
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
                  note: (
                    <>
                      {formatDateTime(one.issuedAt)}{' '}
                      {one.cancelled && <Chip tone="stop">{t('desk.paper_state_cancelled')}</Chip>}
                    </>
                  ),
                }))}
              />
            )}
            {document && (
              <>
                <CancelledNote document={document} />
                <div className="small-paper">
                  <ErrorNote error={file.error} />
                  <PaperView
                    ref={paper}
                    token={token && Array<string>(copies).fill(token)}
                    title={document ? t.local(document.title) : ''}
                    onReady={() => setPaperReady(true)}
                    onRetry={file.again}
                  />
                </div>
                {printable && (
                  <Button
                    id="print-paper"
                    wide
                    icon="print"
                    shortcutShown="F9"
                    notReady={paperReady ? [] : [t('common.paper_waiting')]}
                    onPress={() => void print()}
                  >
                    {t(
                      document.printed > 0
                        ? 'counter.print_again'
                        : copies > 1
                          ? 'counter.print_two'
                          : 'counter.print',
                    )}
                  </Button>
                )}
                <RecordButton key={document.id} document={document} />
              </>
            )}
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
        {intakeRefusal || application.state === 'portal_registered' ? null : waits ? (
          <p className="not-ready" role="status">
            {t('portal.result_waits')}
          </p>
        ) : step === null ? (
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

import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { useParams } from 'wouter'
import type { OutputOf } from '../../../shared/contract'
import type { ErrorValue } from '../../../shared/errors'
import { emptyIntakeDraft, type Person, type Problem } from '../../../shared/model'
import { call, isSignInNeeded, isUnreachable } from '../../api/client'
import { useCall, useCommand } from '../../api/hooks'
import {
  ActionBar,
  Button,
  Icon,
  Note,
  Page,
  PageHead,
  Split,
  fieldElement,
  focusField,
  useErrorText,
} from '../../components'
import { useDesk } from '../../desk'
import { capital, formatDateTime, formatTime } from '../../format'
import { useDebounced } from '../../frame/use-debounced'
import { useLanguage, useT } from '../../i18n'
import { onIntent, takeIntent } from '../../intent'
import { useKey } from '../../keys'
import { Accepted } from './accepted'
import { EmptyAside, FilledAside } from './aside'
import { ConsultDialog } from './consult'
import { Find } from './find'
import { PersonCard, PersonForm, Similar } from './person'
import { obstacles, Problems, problemShort, stepOf } from './problems'
import QueuePage from './queue/page'
import { QueueStrip, useQueue } from './queue/strip'
import { faultyPapers, RefuseDialog } from './refuse'
import { deskOf, ServiceStep, useServices } from './service'
import { ConsentStep, PapersStep, Step } from './steps'
import {
  awaitService,
  chooseService,
  claim,
  currentIntake,
  finish,
  flush,
  leave,
  refreshPerson,
  resume,
  setMending,
  settle,
  startKnown,
  startNew,
  useIntake,
  type Intake,
} from './store'

type Read = OutputOf<'person.readIin'>
/** Focus a field as soon as it is there: some wait for the core to say what the law asks. */
function focusSoon(path: string, tries = 40): void {
  if (!focusField(path) && tries > 0) setTimeout(() => focusSoon(path, tries - 1), 25)
}

/** To the first question of the service that is not answered; the error when the core cannot say. */
async function focusQuestion(): Promise<ErrorValue | null> {
  await new Promise((resolve) => setTimeout(resolve))
  const fresh = await call('intake.check', { draft: currentIntake().data })
  if (!fresh.ok) return fresh.error
  const first = obstacles(fresh.value.problems).find((problem) => stepOf(problem) === 'service')
  if (first) focusSoon(first.field)
  return null
}

/** The counter under the queue, or the whole queue. */
export default function Counter() {
  const { view } = useParams<{ view?: string }>()
  return view === 'queue' ? <QueuePage /> : <CounterAndQueue />
}

function CounterAndQueue() {
  const queue = useQueue()
  return (
    <div className="queue-over">
      <QueueStrip onPage={false} queue={queue} />
      <Desk />
    </div>
  )
}

/** The counter: person, service, papers, consents, accept; one page from top to bottom. */
function Desk() {
  const { me, session } = useDesk()
  claim(me.id)
  const intake = useIntake()
  const { language } = useLanguage()
  const paper = language === 'ru' ? 'ru' : 'kk'
  // Read before anybody is chosen: what the law asks then stands there at once.
  useServices({ archive: null })

  // A case of the village goes on there; it is on disk.
  const foreign = intake.keeper !== 'counter'
  useEffect(() => {
    if (foreign) void leave()
  }, [foreign])

  // What could not be saved while the desk was locked is saved as soon as it is open again.
  useEffect(() => {
    if (session.state === 'open') void flush()
  }, [session.state])

  const known = (person: Person) => {
    startKnown(person, paper, currentIntake().data.serviceCode)
    void focusQuestion()
  }
  const unknown = (read: Read | null, typed: string, keepNumber: boolean) => {
    startNew(
      {
        iin: read ? read.iin : '',
        ...(read?.valid && read.birthDate ? { birthDate: read.birthDate } : {}),
        ...(read?.valid && read.sex ? { sex: read.sex } : {}),
        ...(read ? {} : namesOf(typed)),
      },
      paper,
      currentIntake().data.serviceCode,
    )
    setTimeout(
      () => focusField(keepNumber ? 'person.iinOverrideReason' : read ? 'person.lastName' : 'person.iin'),
      250,
    )
  }

  // Another page leads here with somebody, or F2 asks for the next one.
  const begin = useRef<() => Promise<void>>(async () => undefined)
  useEffect(() => {
    begin.current = async () => {
      const intent = takeIntent()
      if (!intent) return
      if (intent.kind === 'service') {
        const { phase, data } = currentIntake()
        if (phase === 'fill' && data.archive === null) {
          chooseService(intent.code)
          return void focusQuestion()
        }
        await leave()
        awaitService(intent.code)
        return void focusSoon('find')
      }
      await leave()
      if (intent.kind === 'person') {
        const found = await call('person.get', { id: intent.id })
        if (found.ok) known(found.value.person)
      } else if (intent.kind === 'iin') {
        const read = await call('person.readIin', { text: intent.iin })
        if (read.ok && read.value.person) known(read.value.person)
        else if (read.ok) unknown(read.value, intent.iin, false)
      }
    }
  })
  useEffect(() => {
    void begin.current()
    return onIntent(() => void begin.current())
  }, [])

  if (intake.phase === 'accepted' && intake.accepted)
    return <Accepted answer={intake.accepted} key={intake.accepted.application.id} />
  if (intake.phase === 'fill' && !foreign) return <Fill intake={intake} key={intake.id} />
  return <Empty onKnown={known} onNew={unknown} key={intake.id} />
}

/** A name typed into the search field begins the new person. */
export function namesOf(typed: string) {
  const [lastName = '', firstName = '', ...rest] = /\d/.test(typed) ? [] : typed.split(/\s+/).map(capital)
  return { lastName, firstName, middleName: rest.join(' ') }
}

function Empty({
  onKnown,
  onNew,
}: {
  onKnown: (person: Person) => void
  onNew: (read: Read | null, typed: string, keep: boolean) => void
}) {
  const t = useT()
  // Chosen on the Law page; else what most people come for, which need not be said.
  const { serviceCode } = useIntake().data
  const services = useServices({ archive: null }).data
  const wanted =
    serviceCode === emptyIntakeDraft.serviceCode
      ? undefined
      : services?.find((one) => one.code === serviceCode)
  return (
    <Page title={t('counter.title')}>
      <PageHead title={t('counter.title')} />
      <Split
        asideLabel={t('counter.aside_empty')}
        main={
          <div className="intake" role="form" aria-label={t('counter.form')}>
            <Step name="person">
              <Find onKnown={onKnown} onNew={onNew} />
            </Step>
            <Step name="service" ahead>
              {wanted ? t.local(wanted.name) : t('counter.ahead_service')}
            </Step>
            <Step name="papers" ahead>
              {t('counter.ahead_papers')}
            </Step>
            <Step name="consent" ahead>
              {t('counter.ahead_consent')}
            </Step>
          </div>
        }
        aside={<EmptyAside onResume={(draft) => void resume(draft)} />}
      />
      <ActionBar
        actions={
          <Button
            kind="primary"
            shortcut="F8"
            notReady={[t('counter.choose_first')]}
            onNotReady={() => focusField('find')}
          >
            {t('counter.accept')}
          </Button>
        }
      >
        <p className="keys">
          <span>
            <kbd>Enter</kbd> {t('counter.keys_open')}
          </span>
          <span>
            <kbd>↑</kbd> <kbd>↓</kbd> {t('counter.keys_walk')}
          </span>
          <span>
            <kbd>Tab</kbd> {t('counter.keys_next')}
          </span>
          <span>
            <kbd>F1</kbd> {t('counter.keys_all')}
          </span>
        </p>
      </ActionBar>
    </Page>
  )
}

function Fill({ intake }: { intake: Intake }) {
  const t = useT()
  const draft = useDebounced(intake.data, 120)
  const checked = useCall('intake.check', { draft }, { keepPrevious: true, staleTime: 0 })
  const services = useServices(intake.data)
  const accept = useCommand('intake.accept')
  const [tried, setTried] = useState(false)
  const [asking, setAsking] = useState<'consult' | 'refuse' | null>(null)
  const [refused, setRefused] = useState<ErrorValue | null>(null)
  // While the program cannot be reached, what was judged last stays on the screen.
  const [judged, setJudged] = useState(checked.data)
  if (checked.data && checked.data !== judged) setJudged(checked.data)
  const check = checked.data ?? judged
  const { archive } = intake.data
  // Before the day of an old paper case is typed nothing is known of what its law asks.
  const dated = archive === null || services.data !== undefined
  const problems = (check?.problems ?? []).filter(
    ({ field }) => dated || /^(person|similarSeen|archive)/.test(field),
  )
  const blocking = obstacles(problems)
  const service = services.data?.find((one) => one.code === intake.data.serviceCode)
  // R131: a receipt only where the act has one, and only for what is missing or expired; else R24.
  const refusable =
    archive === null &&
    service?.refusesAt.includes(deskOf(service, intake.data)?.id ?? '') === true &&
    faultyPapers(check?.checklist ?? []).length > 0
  useKey('Esc', () => void leave(), { label: t('counter.other_person') })
  useKey('F7', () => setAsking('consult'), { label: t('counter.consult'), when: refusable })

  const lead = (problem: Problem | undefined) => {
    if (!problem) return
    if (problem.field.startsWith('person.')) setMending(true)
    setTimeout(() => focusField(problem.field))
  }
  const run = async () => {
    if (accept.busy) return
    setRefused(null)
    // Judge what stands here now, not what stood here a moment ago.
    const { id, data } = currentIntake()
    const fresh = await call('intake.check', { draft: data })
    if (!fresh.ok) return setRefused(fresh.error)
    if (!fresh.value.ready) {
      setTried(true)
      void checked.refetch()
      return lead(obstacles(fresh.value.problems)[0])
    }
    await flush()
    const result = await accept.run({ draftId: id, draft: data })
    if (result.ok) finish(result.value)
    else setRefused(result.error)
  }
  /** Who it is and what is applied for must be clear before the papers are refused. */
  const refuse = () => {
    const unclear = blocking.find(({ field }) =>
      /^(person\.|similarSeen|place|caseId|measure|recipient)/.test(field),
    )
    if (!unclear) return setAsking('refuse')
    setTried(true)
    lead(unclear)
  }
  /** After another service was chosen by its key: to the first question that it asks. */
  const toService = async () => {
    const error = await focusQuestion()
    if (error) setRefused(error)
  }
  /** Enter on an answer leads to the next question that stops the intake, and at last to the button. */
  const goOn = async (from: HTMLElement) => {
    // Enter hands over what a date field holds; that comes first.
    await new Promise((resolve) => setTimeout(resolve))
    const fresh = await call('intake.check', { draft: currentIntake().data })
    if (!fresh.ok) return setRefused(fresh.error)
    const others = obstacles(fresh.value.problems).filter(
      (problem) => !fieldElement(problem.field)?.contains(from),
    )
    const next = others.find((problem) => {
      const place = fieldElement(problem.field)
      return place && from.compareDocumentPosition(place) & Node.DOCUMENT_POSITION_FOLLOWING
    })
    if (next ?? others[0]) lead(next ?? others[0])
    else document.getElementById('accept')?.focus()
  }
  // Radios keep their keys to themselves: heard on the way down.
  const onEnter = (event: KeyboardEvent<HTMLElement>) => {
    const { target } = event
    if (event.key !== 'Enter' || event.repeat) return
    if (
      !(target instanceof HTMLInputElement) ||
      !target.matches('[type=radio], [type=checkbox], .checklist *, .archive-fields *')
    )
      return
    event.preventDefault()
    void goOn(target)
  }
  const takeNewPerson = async () => {
    if (intake.data.personId === null) return
    const found = await call('person.get', { id: intake.data.personId })
    if (!found.ok) return setRefused(found.error)
    refreshPerson(found.value.person)
    setRefused(null)
    setMending(true)
  }
  const error = refused ?? checked.error
  return (
    <Problems value={problems}>
      <Page title={t('counter.title')}>
        <PageHead
          title={t('counter.title')}
          actions={
            <>
              <p className="keys wide-only">
                <span>
                  <kbd>Space</kbd> {t('counter.keys_tick')}
                </span>
                <span>
                  <kbd>Enter</kbd> {t('counter.keys_question')}
                </span>
              </p>
              <Button small kind="plain" shortcutShown="Esc" onPress={() => void leave()}>
                {t('counter.other_person')}
              </Button>
            </>
          }
        />
        <Split
          asideLabel={t('counter.aside_filled')}
          main={
            <div className="intake" role="form" aria-label={t('counter.form')} onKeyDownCapture={onEnter}>
              {intake.conflict && (
                <Note tone="today">
                  <p className="strong">{t('counter.conflict_title')}</p>
                  <p>
                    {t('counter.conflict_text', {
                      by: intake.conflict.by,
                      at: formatDateTime(intake.conflict.at),
                    })}
                  </p>
                  <p className="acts">
                    <Button small onPress={() => void settle('mine')}>
                      {t('counter.conflict_mine')}
                    </Button>
                    <Button small onPress={() => void settle('theirs')}>
                      {t('counter.conflict_theirs')}
                    </Button>
                  </p>
                </Note>
              )}
              {refused?.code === 'version_conflict' && (
                <Note tone="today">
                  <p>{t('counter.person_changed_elsewhere')}</p>
                  <Button small onPress={() => void takeNewPerson()}>
                    {t('counter.take_new')}
                  </Button>
                </Note>
              )}
              <Step name="person" problems={check ? problems : undefined}>
                {(intake.person || !intake.mending) && (
                  <PersonCard intake={intake} age={check?.age ?? null} />
                )}
                {intake.mending && <PersonForm intake={intake} fresh={!tried} />}
                <Similar intake={intake} />
              </Step>
              <Step name="service" problems={check ? problems : undefined}>
                <ServiceStep
                  intake={intake}
                  check={check}
                  services={services}
                  quiet={!tried}
                  onChosen={() => void toService()}
                />
              </Step>
              <Step name="papers" problems={check && dated ? problems : undefined}>
                {dated ? (
                  <PapersStep intake={intake} check={check} quiet={!tried} />
                ) : (
                  <p className="quiet">{t('counter.ahead_papers')}</p>
                )}
              </Step>
              {dated && check?.consents.length !== 0 && (
                <Step name="consent" problems={check ? problems : undefined}>
                  <ConsentStep intake={intake} consents={check?.consents ?? []} quiet={!tried} />
                </Step>
              )}
            </div>
          }
          aside={<FilledAside intake={intake} check={dated ? check : undefined} />}
        />
        <ActionBar
          actions={
            <>
              <SaveState intake={intake} />
              {refusable ? (
                <Button shortcut="F6" onPress={refuse}>
                  {t('counter.refuse')}
                </Button>
              ) : (
                archive === null && (
                  <Button shortcut="F7" onPress={() => setAsking('consult')}>
                    {t('counter.consult')}
                  </Button>
                )
              )}
              <Button
                id="accept"
                kind="primary"
                shortcut="F8"
                notReady={
                  check ? blocking.map((problem) => problemShort(t, problem)) : [t('counter.checking')]
                }
                describedBy="why-not"
                onPress={() => void run()}
                onNotReady={() => void run()}
              >
                {t(archive ? 'counter.accept_archive' : 'counter.accept')}
              </Button>
            </>
          }
        >
          <NotReady blocking={blocking} error={error} onLead={lead} />
        </ActionBar>
        <ConsultDialog
          intake={intake}
          checklist={check?.checklist ?? []}
          open={asking === 'consult'}
          onClose={() => setAsking(null)}
        />
        <RefuseDialog
          intake={intake}
          checklist={check?.checklist ?? []}
          open={asking === 'refuse'}
          onClose={() => setAsking(null)}
        />
      </Page>
    </Problems>
  )
}

/** Why not yet, each reason leading to its field; or why the core refused. */
export function NotReady({
  blocking,
  error,
  onLead,
}: {
  blocking: readonly Problem[]
  error: ErrorValue | null
  onLead: (problem: Problem) => void
}) {
  const t = useT()
  const text = useErrorText()
  if (error && error.code !== 'intake_not_ready' && !isUnreachable(error) && !isSignInNeeded(error))
    return (
      <p className="not-ready" role="alert" id="why-not">
        <strong>{text(error)}</strong>
      </p>
    )
  if (blocking.length === 0) return <p className="not-ready" role="status" id="why-not" />
  // The same words once: two consents that were not asked are one thing to do.
  const different = blocking.filter(
    (problem, i) => blocking.findIndex((one) => one.code === problem.code) === i,
  )
  const shown = different.slice(0, 4)
  return (
    <p className="not-ready" role="status" id="why-not">
      <strong>{t('counter.not_yet')}</strong>
      <br />
      {shown.map((problem, i) => (
        <span key={problem.field + problem.code}>
          {i > 0 && ' · '}
          <button type="button" onClick={() => onLead(problem)}>
            {problemShort(t, problem)}
          </button>
        </span>
      ))}
      {different.length > shown.length && (
        <span className="more"> · {t('counter.and_more', { n: different.length - shown.length })}</span>
      )}
    </p>
  )
}

/** "Saved" only when the core has answered that it is on disk. */
export function SaveState({ intake }: { intake: Intake }) {
  const t = useT()
  const text = useErrorText()
  if (intake.save === 'failed' && !intake.conflict)
    return (
      <span
        className="saved is-stop"
        role="alert"
        title={intake.saveError ? text(intake.saveError) : undefined}
      >
        <Icon small name="stop" />
        {intake.saveError?.code === 'already_accepted'
          ? t('counter.already_accepted')
          : t('counter.save_failed')}
      </span>
    )
  if (!intake.savedAt)
    return <span className="saved">{intake.save === 'saving' ? t('counter.saving') : ''}</span>
  return (
    <span className="saved">
      <Icon small name="disk" />
      {intake.save === 'saved'
        ? t('counter.saved', { time: formatTime(intake.savedAt) })
        : t('counter.saving')}
    </span>
  )
}

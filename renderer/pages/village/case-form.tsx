/** R35 to R41: a case as it is typed: person, what is declared, papers, consents, and the personal card. */
import { useCallback, useEffect, useId, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { emptyRuralFacts, type RuralFacts, type RuralPage } from '../../../shared/contract/rural'
import type { ErrorValue } from '../../../shared/errors'
import type { Problem } from '../../../shared/model'
import { call } from '../../api/client'
import { useCall, useInvalidate } from '../../api/hooks'
import {
  ActionBar,
  Button,
  Choice,
  DateField,
  ErrorNote,
  Icon,
  Note,
  Page,
  PageHead,
  Part,
  Split,
  TextField,
  Tick,
  focusField,
} from '../../components'
import { formatDateTime } from '../../format'
import { useDebounced } from '../../frame/use-debounced'
import { useT } from '../../i18n'
import { useKey } from '../../keys'
import { NotReady, SaveState } from '../counter'
import { PersonCard, PersonForm, Similar, wholeName } from '../counter/person'
import { obstacles, Problems, problemShort, Said, useProblem } from '../counter/problems'
import { ConsentStep, PapersStep, Step, YesNo } from '../counter/steps'
import { change, flush, leave, setMending, settle, type Intake } from '../counter/store'
import { CheckDialog, PutAsideDialog } from './dialogs'
import { Findings, useFetch } from './parts'

/** Rest after a letter, in milliseconds; a choice is kept at once. */
const pause = 400

/** The case as the register knows it. Somebody who is only looked at leaves none behind until it is needed. */
async function keptCase(id: string) {
  const found = await call('rural.get', { id })
  if (found.ok || found.error.code !== 'not_found') return found
  change({})
  await flush()
  return call('rural.get', { id })
}

/** What is said of the card, kept as it is said, one save after the other. */
function useFacts(id: string) {
  const invalidate = useInvalidate()
  const [facts, setFacts] = useState<RuralFacts>(emptyRuralFacts)
  const [error, setError] = useState<ErrorValue | null>(null)
  const latest = useRef<RuralFacts | null>(null)
  const version = useRef<number | null>(null)
  const queue = useRef<Promise<void>>(Promise.resolve())
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  useEffect(() => {
    void call('rural.get', { id }).then((found) => {
      if (!found.ok || latest.current) return
      version.current = found.value.version
      setFacts(found.value.facts)
    })
  }, [id])

  const save = useCallback(async () => {
    clearTimeout(timer.current)
    queue.current = queue.current.then(async () => {
      const wanted = latest.current
      if (!wanted) return
      if (version.current === null) {
        const found = await keptCase(id)
        if (!found.ok) return setError(found.error)
        version.current = found.value.version
      }
      const result = await call('rural.note', { id, version: version.current, facts: wanted })
      if (!result.ok) {
        // What the other window wrote is shown; the next answer here goes on from it.
        if (result.error.code === 'version_conflict') version.current = null
        return setError(result.error)
      }
      version.current = result.value.version
      if (latest.current === wanted) latest.current = null
      setError(null)
      invalidate('rural')
    })
    await queue.current
  }, [id, invalidate])
  useEffect(() => () => void save(), [save])

  const set = (patch: Partial<RuralFacts>, after = 0) => {
    const next = { ...facts, ...patch }
    latest.current = next
    setFacts(next)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => void save(), after)
  }
  return { facts, set, save, error }
}

export function CaseForm({ intake }: { intake: Intake }) {
  const t = useT()
  const [, go] = useLocation()
  const invalidate = useInvalidate()
  const draft = useDebounced(intake.data, 120)
  const judged = useCall('rural.judge', { draft }, { keepPrevious: true, staleTime: 0 })
  const page = useCall(
    'rural.get',
    { id: intake.id },
    { enabled: intake.savedAt !== null, keepPrevious: true },
  )
  const card = useFacts(intake.id)
  const { error: paperError, fetchFile } = useFetch()
  const [tried, setTried] = useState(false)
  const [asking, setAsking] = useState<{ is: 'check' | 'aside'; of: RuralPage } | null>(null)
  const [refused, setRefused] = useState<ErrorValue | null>(null)
  const check = judged.data
  const problems = check?.problems ?? []
  const blocking = obstacles(problems)
  const back = async () => {
    await card.save()
    await leave()
    invalidate('rural')
    go('/rural/cases')
  }
  useKey('Esc', () => void back(), { label: t('rural.back') })
  const lead = (problem: Problem | undefined) => {
    if (!problem) return
    if (problem.field.startsWith('person.')) setMending(true)
    setTimeout(() => focusField(problem.field))
  }
  /** Everything typed is on disk before the check is asked for. */
  const ask = async (is: 'check' | 'aside') => {
    setRefused(null)
    await flush()
    await card.save()
    const kept = await keptCase(intake.id)
    if (!kept.ok) return setRefused(kept.error)
    if (is === 'check') {
      const fresh = await call('rural.judge', { draft: kept.value.draft })
      if (!fresh.ok) return setRefused(fresh.error)
      if (!fresh.value.ready) {
        setTried(true)
        void judged.refetch()
        return lead(obstacles(fresh.value.problems)[0])
      }
    }
    setAsking({ is, of: kept.value })
  }
  const print = async (what: 'application' | 'card') => {
    await flush()
    await card.save()
    const kept = await keptCase(intake.id)
    if (!kept.ok) return setRefused(kept.error)
    await fetchFile(call('rural.paper', { id: intake.id, what }))
  }
  const title = wholeName(intake.data.person) || t('rural.new_case')
  const shown = check ? problems : undefined
  return (
    <Problems value={problems}>
      <Page title={title}>
        <PageHead
          title={title}
          actions={
            <Button small kind="plain" shortcutShown="Esc" onPress={() => void back()}>
              {t('rural.back')}
            </Button>
          }
        />
        <Split
          asideLabel={t('rural.findings')}
          main={
            <div className="intake" role="form" aria-label={title}>
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
              <Step name="person" problems={shown}>
                {(intake.person || !intake.mending) && (
                  <PersonCard intake={intake} age={check?.age ?? null} />
                )}
                {intake.mending && <PersonForm intake={intake} fresh={!tried} />}
                <Similar intake={intake} />
              </Step>
              <Step name="service" problems={shown}>
                <Declared intake={intake} quiet={!tried} />
              </Step>
              <Step name="papers" problems={shown}>
                <PapersStep intake={intake} check={check} quiet={!tried} />
              </Step>
              <Step name="consent" problems={shown}>
                <ConsentStep intake={intake} consents={check?.consents ?? []} quiet={!tried} />
              </Step>
              <CardStep card={card} />
            </div>
          }
          aside={
            <>
              <Part title={t('rural.findings')}>
                {page.data ? (
                  <Findings findings={page.data.findings} />
                ) : (
                  <p className="second">{t('rural.findings_ahead')}</p>
                )}
              </Part>
              <Part title={t('rural.papers')}>
                <p className="second">{t('rural.papers_lead')}</p>
                <p className="acts village-papers">
                  <Button small icon="download" shortcut="F9" onPress={() => void print('application')}>
                    {t('rural.application_paper')}
                  </Button>
                  <Button small icon="download" onPress={() => void print('card')}>
                    {t('rural.card_paper_docx')}
                  </Button>
                </p>
                <ErrorNote error={paperError} />
              </Part>
            </>
          }
        />
        <ActionBar
          actions={
            <>
              <SaveState intake={intake} />
              <Button icon="leave" onPress={() => void ask('aside')}>
                {t('rural.put_aside')}
              </Button>
              <Button
                id="check"
                kind="primary"
                icon="check"
                shortcut="F8"
                notReady={
                  check ? blocking.map((problem) => problemShort(t, problem)) : [t('counter.checking')]
                }
                describedBy="why-not"
                onPress={() => void ask('check')}
                onNotReady={() => void ask('check')}
              >
                {t('rural.check_do')}
              </Button>
            </>
          }
        >
          <NotReady blocking={blocking} error={refused ?? card.error ?? judged.error} onLead={lead} />
        </ActionBar>
        {asking?.is === 'check' && (
          <CheckDialog
            id={asking.of.id}
            version={asking.of.version}
            onDone={() => {
              setAsking(null)
              // The form gives way to the checked case.
              void leave().then(() => invalidate('rural', 'people', 'deadlines'))
            }}
            onClose={() => setAsking(null)}
          />
        )}
        {asking?.is === 'aside' && (
          <PutAsideDialog
            of={asking.of}
            onClose={() => {
              setAsking(null)
              void call('rural.get', { id: intake.id }).then((found) => {
                if (found.ok && found.value.closed) void back()
              })
            }}
          />
        )}
      </Page>
    </Problems>
  )
}

/** What the person declares, and in which language the papers are. */
function Declared({ intake, quiet }: { intake: Intake; quiet: boolean }) {
  const t = useT()
  const { data } = intake
  const date = useProblem('applicationDate', { quiet })
  return (
    <div className="services">
      <p className="second">{t('rural.service')}</p>
      <div className="line">
        <Choice
          label={t('counter.language')}
          field="language"
          value={data.language}
          onChange={(language) => change({ language })}
          options={[
            { value: 'kk', label: t('common.paper_kk') },
            { value: 'ru', label: t('common.paper_ru') },
          ]}
        />
        <DateField
          label={t('counter.application_date')}
          field="applicationDate"
          value={data.applicationDate}
          onChange={(applicationDate) => change({ applicationDate })}
          invalid={date.error !== undefined}
        />
      </div>
      <Said field="applicationDate" quiet={quiet} />
      <div>
        <YesNo
          label={t('counter.no_work')}
          field="declaredNoWork"
          value={data.declaredNoWork}
          onChange={(declaredNoWork) => change({ declaredNoWork })}
          quiet={quiet}
        />
        <YesNo
          label={t('counter.in_area')}
          field="inArea"
          value={data.inArea}
          onChange={(inArea) => change({ inArea })}
          quiet={quiet}
        />
      </div>
    </div>
  )
}

/** R38 to R41: the personal employment card, its category and enbek.kz. */
function CardStep({ card }: { card: ReturnType<typeof useFacts> }) {
  const t = useT()
  const id = useId()
  const { facts, set } = card
  const done = facts.aisAccessible !== null && facts.card !== null && facts.portalExplained
  const cards =
    facts.aisAccessible === false
      ? (['electronic', 'paper'] as const)
      : (['ais', 'electronic', 'paper'] as const)
  return (
    <section className="step" aria-labelledby={id}>
      <div className="step-name">
        <h2 id={id}>{t('rural.card')}</h2>
        <p className={'state ' + (done ? 'is-done' : '')}>
          {done && <Icon small name="check" />}
          {done ? t('counter.state_done') : t('rural.card_open')}
        </p>
      </div>
      <div>
        <div className="question">
          <span>{t('rural.ais')}</span>
          <Choice
            bare
            label={t('rural.ais')}
            field="aisAccessible"
            value={facts.aisAccessible === null ? null : facts.aisAccessible ? 'yes' : 'no'}
            onChange={(answer) =>
              set({
                aisAccessible: answer === 'yes',
                ...(answer === 'no' && facts.card === 'ais' ? { card: null } : {}),
              })
            }
            options={[
              { value: 'yes', label: t('common.yes') },
              { value: 'no', label: t('common.no') },
            ]}
          />
        </div>
        <div className="question">
          <span>{t('rural.card_where')}</span>
          <Choice
            bare
            label={t('rural.card_where')}
            field="card"
            value={facts.card}
            onChange={(next) => set({ card: next })}
            options={cards.map((value) => ({ value, label: t(`rural.card_${value}`) }))}
          />
        </div>
        {facts.card === 'ais' && (
          <TextField
            field="seekerCategory"
            label={t('rural.card_seeker')}
            help={t('rural.seeker_help')}
            value={facts.seekerCategory}
            onChange={(seekerCategory) => set({ seekerCategory }, pause)}
            maxLength={200}
            kazakhKeys
          />
        )}
        <Tick
          field="portalExplained"
          checked={facts.portalExplained}
          onChange={(portalExplained) => set({ portalExplained })}
        >
          {t('rural.portal')}
        </Tick>
      </div>
    </section>
  )
}

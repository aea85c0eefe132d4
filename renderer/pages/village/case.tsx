/** One case of an assistant: typed like an intake while it is a draft, read from its check on. */
import { useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import type { RuralPage } from '../../../shared/contract/rural'
import type { Person } from '../../../shared/model'
import { call } from '../../api/client'
import { useCall, useCommand, useInvalidate } from '../../api/hooks'
import { ActionBar, Button, Chip, ErrorNote, Facts, Page, PageHead, Part, Split } from '../../components'
import { formatDate, formatPhone, shortName } from '../../format'
import { useLanguage, useT } from '../../i18n'
import { namesOf } from '../counter'
import { Find } from '../counter/find'
import { Step } from '../counter/steps'
import { currentIntake, leave, resume, startKnown, startNew, useIntake } from '../counter/store'
import { CaseForm } from './case-form'
import { AnswerDialog, PutAsideDialog, ToldDialog } from './dialogs'
import { Findings, StateChip, toldText, useFetch } from './parts'
import { SendDialog } from './send-dialog'

const service = 'S-JS'

export function CasePage({ id }: { id: string }) {
  const t = useT()
  const intake = useIntake()
  const typing = intake.keeper === 'village' && intake.phase === 'fill' && intake.id === id
  const page = useCall('rural.get', { id }, { enabled: id !== 'new' && !typing, staleTime: 0 })
  const { data } = page
  useEffect(() => {
    if (data?.state !== 'draft' || typing) return
    let here = true
    void (async () => {
      // What stands at the counter or in another case is kept before this one takes its place.
      await leave()
      // As it is on disk now: an older state would be refused at its first save.
      const fresh = await call('rural.get', { id })
      if (here && fresh.ok && fresh.value.state === 'draft')
        await resume({ ...fresh.value, data: fresh.value.draft }, 'village')
    })()
    return () => void (here = false)
  }, [id, data, typing])
  if (id === 'new') return <NewCase />
  if (typing) return <CaseForm intake={intake} />
  if (data && data.state !== 'draft') return <CaseView page={data} />
  return (
    <Page title={t('rural.title')}>
      <PageHead title={t('rural.title')} />
      <div className="page-body">
        <ErrorNote error={page.error} />
      </div>
    </Page>
  )
}

/** Who came to the assistant? */
function NewCase() {
  const t = useT()
  const [, go] = useLocation()
  const { language } = useLanguage()
  const paper = language === 'ru' ? 'ru' : 'kk'
  const begin = async (start: () => void) => {
    await leave()
    start()
    go('/rural/cases/' + currentIntake().id, { replace: true })
  }
  const known = (person: Person) => void begin(() => startKnown(person, paper, service, 'village'))
  return (
    <Page title={t('rural.new_case')}>
      <PageHead
        title={t('rural.new_case')}
        actions={
          <Button small kind="plain" shortcut="Esc" onPress={() => go('/rural/cases')}>
            {t('rural.back')}
          </Button>
        }
      />
      <div className="page-body">
        <div className="intake" role="form" aria-label={t('rural.new_case')}>
          <Step name="person">
            <Find
              onKnown={known}
              onNew={(read, typed) =>
                void begin(() =>
                  startNew(
                    {
                      iin: read ? read.iin : '',
                      ...(read?.valid && read.birthDate ? { birthDate: read.birthDate } : {}),
                      ...(read?.valid && read.sex ? { sex: read.sex } : {}),
                      ...(read ? {} : namesOf(typed)),
                    },
                    paper,
                    service,
                    'village',
                  ),
                )
              }
            />
          </Step>
        </div>
      </div>
    </Page>
  )
}

/** A case after its check: what was found, where it went, what came back, and what is to be done now. */
function CaseView({ page }: { page: RuralPage }) {
  const t = useT()
  const [, go] = useLocation()
  const invalidate = useInvalidate()
  const reopen = useCommand('rural.reopen')
  const tell = useCommand('rural.tell')
  const [asking, setAsking] = useState<'send' | 'answer' | 'tell' | 'aside' | null>(null)
  const { error, fetchFile } = useFetch()
  const { draft, facts, check, transfer, answer, told, closed, state } = page
  const { person } = draft
  const close = () => setAsking(null)
  const mend = async () => {
    if (reopen.busy) return
    const result = await reopen.run({ id: page.id, version: page.version })
    if (result.ok) invalidate('rural')
  }
  const print = (what: 'application' | 'card') => void fetchFile(call('rural.paper', { id: page.id, what }))
  return (
    <Page title={page.personName} className="village-page">
      <PageHead
        title={page.personName}
        lead={t.language === 'ru' ? page.place.districtRu : page.place.districtKk}
        actions={
          <Button small kind="plain" shortcut="Esc" onPress={() => go('/rural/cases')}>
            {t('rural.back')}
          </Button>
        }
      />
      <Split
        asideLabel={t('rural.findings')}
        main={
          <>
            <Part title={t('rural.how_far')} end={<StateChip state={state} />}>
              <Facts
                as="list"
                rows={[
                  [t('rural.col_begun'), formatDate(page.begunOn)],
                  [
                    t('rural.check'),
                    check &&
                      [
                        t(`rural.result_${check.result}`),
                        formatDate(check.on),
                        shortName(check.by),
                        check.note,
                      ]
                        .filter(Boolean)
                        .join(', '),
                  ],
                  [
                    t('rural.sent'),
                    transfer &&
                      t('rural.sent_as', { number: transfer.number, date: formatDate(transfer.sentOn) }),
                  ],
                  [t('rural.received_on'), answer && formatDate(answer.receivedOn)],
                  [t('rural.application_number'), answer && answer.applicationNumber],
                  [t('rural.registered_on'), answer?.registeredOn ? formatDate(answer.registeredOn) : null],
                  [t('rural.told'), told && toldText(t, told)],
                  [t('rural.closed'), closed && `${closed.reason}, ${shortName(closed.by)}`],
                ]}
              />
            </Part>
            <Part title={t('rural.person')}>
              <Facts
                as="list"
                rows={[
                  [t('common.iin'), <span className="mono">{person.iin}</span>],
                  [t('rural.card_birth'), formatDate(person.birthDate)],
                  [t('rural.card_phone'), formatPhone(person.mobile)],
                  [t('rural.card_address'), person.address],
                ]}
              />
            </Part>
            <Part title={t('rural.card')}>
              <Facts
                as="list"
                rows={[
                  [
                    t('rural.ais'),
                    facts.aisAccessible === null ? '' : t(facts.aisAccessible ? 'common.yes' : 'common.no'),
                  ],
                  [t('rural.card_where'), facts.card && t(`rural.card_${facts.card}`)],
                  [t('rural.card_seeker'), facts.seekerCategory],
                  [t('rural.portal'), t(facts.portalExplained ? 'common.yes' : 'common.no')],
                ]}
              />
            </Part>
          </>
        }
        aside={
          <Part title={t('rural.findings')}>
            {page.findings.length > 0 ? (
              <Findings findings={page.findings} />
            ) : (
              <Chip tone="done">{t('rural.no_findings')}</Chip>
            )}
          </Part>
        }
      />
      <ActionBar
        actions={
          <>
            <Button icon="download" onPress={() => print('card')}>
              {t('rural.card_paper_docx')}
            </Button>
            <Button icon="download" shortcut="F9" onPress={() => print('application')}>
              {t('rural.application_paper')}
            </Button>
            {state === 'checked' && (
              <>
                <Button icon="leave" onPress={() => setAsking('aside')}>
                  {t('rural.put_aside')}
                </Button>
                <Button icon="mend" shortcut="F3" onPress={() => void mend()}>
                  {t('rural.reopen')}
                </Button>
                <Button kind="primary" icon="sent" shortcut="F8" onPress={() => setAsking('send')}>
                  {t('rural.send')}
                </Button>
              </>
            )}
            {(state === 'sent' || state === 'received' || state === 'registered') && !told && (
              <Button icon="mend" shortcut="F3" onPress={() => setAsking('answer')}>
                {t('rural.note_answer')}
              </Button>
            )}
            {state === 'registered' && !told && (
              <Button kind="primary" icon="message" shortcut="F8" onPress={() => setAsking('tell')}>
                {t('rural.tell_do')}
              </Button>
            )}
          </>
        }
      >
        <ErrorNote error={error ?? reopen.error} />
      </ActionBar>
      {asking === 'send' && <SendDialog cases={[page]} onClose={close} />}
      {asking === 'answer' && <AnswerDialog of={page} onClose={close} />}
      {asking === 'aside' && <PutAsideDialog of={page} onClose={close} />}
      {asking === 'tell' && (
        <ToldDialog
          lead={t('rural.tell_lead', {
            name: page.personName,
            number: answer?.applicationNumber ?? '',
            date: formatDate(answer?.registeredOn ?? ''),
          })}
          busy={tell.busy}
          run={async (words) => {
            const result = await tell.run({ id: page.id, version: page.version, ...words })
            if (result.ok) invalidate('rural', 'deadlines')
            return result.ok ? null : result.error
          }}
          onClose={close}
        />
      )}
    </Page>
  )
}

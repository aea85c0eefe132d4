/** One person: who it is, what happened, what must be done now. */
import { useState } from 'react'
import { useLocation, useParams } from 'wouter'
import type { WorkItem } from '../../../shared/contract/work'
import type { Person } from '../../../shared/model'
import { fullName } from '../../../shared/rules/names'
import { useCall } from '../../api/hooks'
import {
  Button,
  DayStrip,
  daysTone,
  DeadlineChip,
  DutyReason,
  ErrorNote,
  Facts,
  Fold,
  Page,
  Split,
  termText,
} from '../../components'
import { useDesk } from '../../desk'
import { formatDate, formatPhone } from '../../format'
import { PersonStatusChip } from '../../frame/person-results'
import { useT } from '../../i18n'
import { openCounter } from '../../intent'
import { useKey } from '../../keys'
import { ComplaintDialog } from '../complaint/dialog'
import type { PersonPage as Answer } from './fields'
import { History } from './history'
import { MendDialog } from './mend'
import { DutiesPanel } from './panels/duties'
import { OffersPanel } from './panels/offers'
import { PlanPanel } from './panels/plan'
import { StatusPanel } from './panels/status'
import { VacanciesPanel } from './panels/vacancies'
import { PaperDialog } from './paper-dialog'
import './person.css'

export default function PersonPage() {
  const { id } = useParams<{ id: string }>()
  return <OnePerson key={id} id={Number(id)} />
}

function OnePerson({ id }: { id: number }) {
  const t = useT()
  const [, go] = useLocation()
  const known = Number.isInteger(id) && id > 0
  const answer = useCall('person.get', { id: known ? id : 1 }, { enabled: known })
  if (answer.data) return <Shown page={answer.data} />
  return (
    <Page title={t('desk.person_title')}>
      <div className="page-head">
        <h1>{known && !answer.error ? t('desk.loading') : t('desk.person_missing')}</h1>
      </div>
      <div className="page-body">
        <ErrorNote error={answer.error} />
        {(!known || answer.error) && (
          <p className="person-back">
            <Button icon="back" shortcut="Esc" onPress={() => go('/people')}>
              {t('desk.person_back')}
            </Button>
          </p>
        )}
      </div>
    </Page>
  )
}

function Card({ person }: { person: Person }) {
  const t = useT()
  const { status } = useDesk()
  const card = person.identityDocument
  const validity = !card.expiresOn
    ? ''
    : card.expiresOn < status.today
      ? t('desk.document_expired', { date: formatDate(card.expiresOn) })
      : t('desk.document_until', { date: formatDate(card.expiresOn) })
  const kind = t.any('common.document_' + card.kind)
  const wide = (value: string) => value && <span className="person-wide">{value}</span>
  return (
    <div className="person-card">
      <h1 className="name">
        {fullName(person)} <PersonStatusChip status={person.status} since={person.statusSince} />
      </h1>
      <Facts
        as="grid"
        rows={[
          [t('desk.iin'), person.iin || t('desk.none')],
          [t('desk.f_birth'), t('desk.birth_age', { date: formatDate(person.birthDate), n: person.age })],
          [t('desk.f_sex'), person.sex && t.any('common.sex_' + person.sex)],
          [t('desk.f_mobile'), person.mobile ? formatPhone(person.mobile) : t('desk.none')],
          [t('desk.f_phone'), formatPhone(person.phone)],
          [t('desk.f_email'), person.email],
          [t('desk.f_category'), t.any('common.category_' + person.category)],
          [
            t('desk.f_document_short'),
            wide(
              [
                card.number ? t('desk.document_line', { kind, number: card.number }) : '',
                card.number && validity,
              ]
                .filter(Boolean)
                .join(', '),
            ),
          ],
          [
            t('desk.f_address'),
            wide(person.address && `${person.address} (${t.any('common.address_' + person.addressKind)})`),
          ],
          [t('desk.f_labour_activity'), wide(person.labourActivity)],
          [t('desk.f_education'), wide(person.education)],
          [
            t('desk.f_former_names'),
            wide(
              person.formerNames
                .map(({ name, until }) => t('desk.former_name', { name, date: formatDate(until) }))
                .join('; '),
            ),
          ],
        ]}
      />
    </div>
  )
}

/** Class of the panel of this page where duties of a kind are done; the others have a page of their own. */
const panels: Partial<Record<WorkItem['noun'], string>> = {
  registration: 'status-panel',
  plan: 'plan-panel',
  offer: 'offers-panel',
  deregistration: 'duties-panel',
}

/** Go to where a duty is done: another page, or the panel of this one. */
function useGoTo(personId: number) {
  const [, go] = useLocation()
  return (item: WorkItem): (() => void) | null => {
    if (item.place !== `/people/${personId}`) return () => go(item.place)
    const panel = panels[item.noun]
    if (!panel) return null
    return () => {
      const part = document.querySelector('.' + panel)
      part?.scrollIntoView({ block: 'start' })
      part?.querySelector<HTMLElement>('.acts button')?.focus({ preventScroll: true })
    }
  }
}

/** Open duties with their reasons; the first is what is done first. */
function MustDo({ todo, personId }: { todo: readonly WorkItem[]; personId: number }) {
  const t = useT()
  const goTo = useGoTo(personId)
  const { status } = useDesk()
  return (
    <>
      <h2 className="must-do">{t('desk.must_do')}</h2>
      {todo.length === 0 && <p className="second">{t('desk.must_do_none')}</p>}
      <ul className="todo">
        {todo.map((item, i) => {
          const act = goTo(item)
          return (
            <li key={item.id}>
              <h3>{t.local(item.what)}</h3>
              <p>
                <DeadlineChip why={item.why} due={item.due} workingDaysLeft={item.workingDaysLeft} long />
              </p>
              {item.why ? (
                <div className="why inline">
                  <DayStrip
                    why={item.why}
                    tone={daysTone({ due: item.why.due, metOn: null }, status.today)}
                  />
                  <p className="law">
                    {termText(t, item.why.term)} · {t.local(item.why.source)}
                  </p>
                </div>
              ) : (
                <Fold title={t('common.why')}>
                  <div className="why inline">
                    <DutyReason item={item} today={status.today} />
                  </div>
                </Fold>
              )}
              <p className="acts">
                {act && (
                  <Button small kind={i === 0 ? 'primary' : 'default'} onPress={act}>
                    {t(`work.go_${item.noun}`)}
                  </Button>
                )}
                {item.about && <span className="second">{t.local(item.about)}</span>}
              </p>
            </li>
          )
        })}
      </ul>
    </>
  )
}

function Shown({ page }: { page: Answer }) {
  const t = useT()
  const { can } = useDesk()
  const [, go] = useLocation()
  const [mending, setMending] = useState(false)
  const [paper, setPaper] = useState<number | null>(null)
  const [complaining, setComplaining] = useState(false)
  const { person } = page
  useKey('Esc', () => go('/people'))
  return (
    <Page title={fullName(person)} className="person-page">
      <header className="page-head person-head">
        <div className="person">
          <Card person={person} />
          <div className="person-acts">
            {can('people_write') && (
              <Button icon="mend" shortcut="F3" onPress={() => setMending(true)}>
                {t('desk.mend')}
              </Button>
            )}
            {can('people_write') && (
              <Button icon="message" onPress={() => setComplaining(true)}>
                {t('complaint.new')}
              </Button>
            )}
            {can('intake') && (
              <Button
                kind={page.todo.length > 0 ? 'default' : 'primary'}
                icon="plus"
                shortcut="F2"
                onPress={() => openCounter({ kind: 'person', id: person.id }, go)}
              >
                {t('desk.new_intake')}
              </Button>
            )}
          </div>
        </div>
      </header>
      <Split
        actFirst
        asideLabel={t('desk.must_do')}
        aside={
          <>
            <MustDo todo={page.todo} personId={person.id} />
            <StatusPanel personId={person.id} />
            <PlanPanel personId={person.id} personName={fullName(person)} onPaper={setPaper} />
            <DutiesPanel personId={person.id} onPaper={setPaper} />
            <OffersPanel personId={person.id} />
            <VacanciesPanel personId={person.id} personName={fullName(person)} />
          </>
        }
        main={<History page={page} onPaper={setPaper} />}
      />
      {mending && <MendDialog person={person} onClose={() => setMending(false)} />}
      {complaining && (
        <ComplaintDialog
          personId={person.id}
          onClose={(made) => {
            setComplaining(false)
            if (made) go('/complaints/' + made.id)
          }}
        />
      )}
      <PaperDialog
        document={page.documents.find((document) => document.id === paper)}
        onClose={() => setPaper(null)}
      />
    </Page>
  )
}

import { useState } from 'react'
import { Link } from 'wouter'
import type { Translator } from '../../../shared/locale'
import type { DocumentRow, TimelineEvent } from '../../../shared/model'
import { Button, Filters, Icon, type IconName } from '../../components'
import { formatDate, formatTime, shortName } from '../../format'
import { useT } from '../../i18n'
import type { PersonPage } from './fields'

const views = ['all', 'applications', 'documents'] as const
type View = (typeof views)[number]
type Kind = TimelineEvent['kind']

const looks: Record<Kind, { icon: IconName; tone?: 'stop' | 'done' | 'today' }> = {
  person_created: { icon: 'personNew' },
  person_changed: { icon: 'mend' },
  name_changed: { icon: 'mend', tone: 'today' },
  accepted: { icon: 'counter', tone: 'today' },
  checked: { icon: 'search' },
  granted: { icon: 'check', tone: 'done' },
  refused: { icon: 'close', tone: 'stop' },
  handed_over: { icon: 'next', tone: 'done' },
  informed: { icon: 'message', tone: 'done' },
  printed: { icon: 'print' },
  paper_cancelled: { icon: 'stop', tone: 'stop' },
  consultation: { icon: 'info' },
  intake_refused: { icon: 'stop', tone: 'stop' },
  archive_entered: { icon: 'history' },
  became_unemployed: { icon: 'card', tone: 'done' },
  status_refused: { icon: 'stop', tone: 'stop' },
  status_paper: { icon: 'papers' },
  payment_informed: { icon: 'message', tone: 'done' },
  plan_signed: { icon: 'list', tone: 'done' },
  plan_renewed: { icon: 'list', tone: 'done' },
  plan_marked: { icon: 'check' },
  plan_visit: { icon: 'calendar' },
  noted: { icon: 'history' },
}

/** An application comes into the register: its number stands in the heading. */
const begins = (kind: Kind) => kind === 'accepted' || kind === 'archive_entered' || kind === 'intake_refused'

/** The paper of an event: its own, or the one that the acceptance or decision issued. */
function paperOf(
  page: PersonPage,
  { kind, documentId, applicationId }: TimelineEvent,
): DocumentRow | undefined {
  const result = kind === 'granted' || kind === 'refused' || kind === 'intake_refused'
  if (!begins(kind) && !result) return page.documents.find((each) => each.id === documentId)
  const ofCase = page.documents.filter(
    (each) => each.applicationId === applicationId && (each.toHandOver || each.electronic) === result,
  )
  // What was asked for later belongs to the same case: the paper of its beginning has the form of the oldest.
  const formId = (begins(kind) ? ofCase.at(-1) : ofCase[0])?.formId
  return ofCase.find((each) => each.formId === formId)
}

const inView = (page: PersonPage, event: TimelineEvent, view: View): boolean =>
  view === 'all' ||
  (view === 'applications' ? event.applicationId !== null : paperOf(page, event) !== undefined)

const text = (value: TimelineEvent['params'][string] | undefined): string =>
  value === null || value === undefined ? '' : String(value)

/** The second line: what the parameters of the event tell, and who did it. */
function details(t: Translator, { kind, params, noted, by }: TimelineEvent): string {
  const parts: string[] = []
  if (noted?.more) parts.push(t.local(noted.more))
  const number = text(params['number'])
  if (kind === 'checked' && params['result']) parts.push(t.any('desk.check_' + text(params['result'])))
  if (kind === 'informed' && params['channel']) parts.push(t.any('desk.inform_' + text(params['channel'])))
  if (kind === 'name_changed' && params['name'])
    parts.push(t('desk.timeline_name_from', { name: text(params['name']) }))
  if (kind === 'printed' || kind === 'paper_cancelled') parts.push(text(params['title_' + t.language]))
  if (params['reprint']) parts.push(t('desk.timeline_reprint'))
  if (kind === 'paper_cancelled') parts.push(text(params['reason']))
  if (kind === 'consultation' && params['note']) parts.push(text(params['note']))
  if (kind === 'plan_signed' || kind === 'plan_renewed')
    parts.push(t('plan.in_force', { date: formatDate(text(params['until'])) }))
  if (kind === 'plan_marked') {
    parts.push(t.any('plan.measure_' + text(params['measure'])))
    parts.push(t(params['done'] ? 'plan.mark_done' : 'plan.mark_not_done'), formatDate(text(params['on'])))
    if (params['note']) parts.push(text(params['note']))
  }
  if (kind === 'plan_visit') {
    const kept = text(params['kept'])
    parts.push(formatDate(text(params['on'])))
    parts.push(kept ? t('plan.visit_kept', { date: formatDate(kept) }) : t('plan.visit_missed'))
    if (params['explanation']) parts.push(text(params['explanation']))
  }
  if (kind === 'became_unemployed' || kind === 'status_refused' || kind === 'payment_informed')
    parts.push(t('desk.timeline_status_on', { date: formatDate(text(params['date'])) }))
  if (kind === 'status_paper')
    parts.push(t('desk.timeline_asked_by', { name: text(params['asked']) }), formatDate(text(params['date'])))
  if (number && !begins(kind)) parts.push(number)
  if (by) parts.push(shortName(by))
  return parts.join(' · ')
}

/** The time line, newest first, with the papers and cases it speaks of. */
export function History({ page, onPaper }: { page: PersonPage; onPaper: (documentId: number) => void }) {
  const t = useT()
  const [view, setView] = useState<View>('all')
  const events = page.timeline.filter((event) => inView(page, event, view))
  return (
    <>
      <div className="toolbar">
        <h2>{t('desk.history')}</h2>
        <Filters
          label={t('desk.filter')}
          value={view}
          onChange={setView}
          options={views.map((value) => ({
            value,
            label: t(`desk.history_filter_${value}`),
            count: page.timeline.filter((event) => inView(page, event, value)).length,
          }))}
        />
      </div>
      {events.length === 0 && <p className="empty">{t('desk.history_none')}</p>}
      <ol className="timeline">
        {events.map((event, i) => {
          const { icon, tone = event.noted?.tone ?? undefined } = looks[event.kind]
          // Whoever was registered reads so; what was granted otherwise is an application granted.
          const registered = event.kind === 'granted' && event.params['date']
          const title =
            event.kind === 'noted'
              ? t.local(event.noted!.what)
              : t(registered ? 'desk.timeline_registered' : `desk.timeline_${event.kind}`)
          const number = begins(event.kind) ? text(event.params['number']) : ''
          const document = paperOf(page, event)
          return (
            <li key={event.at + event.kind + i}>
              <time dateTime={event.at}>
                {formatDate(event.at)}
                <small>{formatTime(event.at)}</small>
              </time>
              <span className={'dot ' + (tone ?? '')}>
                <Icon small name={icon} />
              </span>
              <div className="what">
                <h3>
                  {event.applicationId ? (
                    <Link className="timeline-link" href={'/applications/' + event.applicationId}>
                      {number ? `${title}, ${number}` : title}
                    </Link>
                  ) : (
                    title
                  )}
                </h3>
                <p>{details(t, event)}</p>
              </div>
              <div>
                {document && (
                  <Button
                    kind="plain"
                    small
                    icon={document.cancelled ? 'stop' : 'papers'}
                    label={[
                      t('desk.timeline_paper'),
                      t.local(document.title),
                      document.cancelled && t('desk.paper_state_cancelled'),
                    ]
                      .filter(Boolean)
                      .join(': ')}
                    onPress={() => onPaper(document.id)}
                  >
                    {t(document.cancelled ? 'desk.paper_state_cancelled' : 'desk.timeline_paper')}
                  </Button>
                )}
              </div>
            </li>
          )
        })}
      </ol>
    </>
  )
}

/** What changed in the register, from this desk or another: open screens read again. */
import type { QueryClient } from '@tanstack/react-query'
import type { AppEvent, OperationName, Topic } from '../../shared/contract'
import { bridge } from './client'

/** Queries that show a topic. A query that is not named reads again only when it is opened. */
const shows: Record<Topic, readonly OperationName[]> = {
  people: [
    'director.signing',
    'person.readIin',
    'person.search',
    'person.similar',
    'person.get',
    'application.get',
    'application.list',
    'document.list',
    'today.list',
    'work.list',
    'director.desk',
    'vacancy.candidates',
    'vacancy.forPerson',
  ],
  applications: [
    'application.get',
    'application.list',
    'person.get',
    'person.search',
    'person.readIin',
    'today.list',
    'work.list',
    'director.desk',
    'document.list',
    'document.history',
    'portal.list',
    'portal.get',
    'rural.receipts',
  ],
  documents: [
    'director.signing',
    'document.list',
    'document.history',
    'application.get',
    'person.get',
    'today.list',
    'work.list',
    'director.desk',
    'referral.list',
    'referral.get',
    'referral.prepare',
  ],
  drafts: ['draft.list', 'session.staff'],
  deadlines: ['today.list', 'work.list', 'application.get', 'person.get', 'calendar.list'],
  exchange: [
    'exchange.state',
    'exchange.records',
    'central.list',
    'central.rows',
    'today.list',
    'work.list',
    'director.desk',
    'person.get',
  ],
  organisations: [
    'director.signing',
    'organisation.search',
    'organisation.get',
    'vacancy.search',
    'vacancy.get',
    'referral.prepare',
  ],
  plans: ['plan.get', 'deregistration.get', 'person.get', 'today.list', 'work.list'],
  vacancies: [
    'vacancy.search',
    'vacancy.get',
    'vacancy.candidates',
    'vacancy.forPerson',
    'offer.list',
    'today.list',
    'work.list',
    'director.desk',
  ],
  registrations: [
    'registration.get',
    'registration.due',
    'plan.get',
    'deregistration.get',
    'person.get',
    'person.search',
    'today.list',
    'work.list',
    'director.desk',
    'vacancy.candidates',
    'vacancy.forPerson',
    'offer.refusals',
  ],
  offers: [
    'offer.list',
    'offer.refusals',
    'offer.prepare',
    'deregistration.get',
    'work.list',
    'director.desk',
    'today.list',
    'person.get',
  ],
  deregistrations: [
    'deregistration.get',
    'plan.get',
    'work.list',
    'today.list',
    'director.desk',
    'person.get',
  ],
  rural: [
    'rural.cases',
    'rural.get',
    'rural.transfers',
    'rural.receipts',
    'work.list',
    'director.desk',
    'today.list',
    'person.get',
  ],
  portal: ['portal.list', 'portal.get', 'work.list', 'today.list', 'director.desk', 'person.get'],
  complaints: ['complaint.list', 'complaint.get', 'work.list', 'today.list', 'director.desk', 'person.get'],
  referrals: [
    'director.signing',
    'deregistration.get',
    'work.list',
    'director.desk',
    'today.list',
    'person.get',
    'application.get',
    'document.list',
    'referral.prepare',
    'referral.list',
    'referral.get',
    'referral.find',
    'referral.participants',
    'referral.counts',
    'referral.places',
  ],
  reports: ['report.kept', 'report.open'],
  director: ['director.desk', 'director.acting', 'director.signing', 'work.list', 'today.list'],
  targets: ['target.list', 'target.deliveries', 'target.drives', 'schedule.get'],
  queue: ['queue.state', 'queue.brief', 'queue.statistics'],
  settings: [
    'settings.get',
    'queue.settings',
    'queue.state',
    'queue.brief',
    'app.status',
    'calendar.list',
    'classifier.list',
    'classifier.suggest',
    'form.list',
    'form.sample',
    'form.compare',
    'intake.services',
    'law.list',
    'law.get',
    'law.compare',
    'law.texts',
  ],
  staff: ['staff.list', 'session.staff', 'session.current'],
  session: ['session.current', 'director.desk', 'director.signing'],
}

/** Mark what these topics show as old; what is on the screen is fetched at once. */
export function invalidate(queries: QueryClient, topics: readonly Topic[]): void {
  for (const name of new Set(topics.flatMap((topic) => shows[topic])))
    void queries.invalidateQueries({ queryKey: [name] })
}

/** Listen until the returned function is called. Works over the bridge or over server-sent events. */
export function listen(queries: QueryClient): () => void {
  const hear = (event: AppEvent) => {
    if (event.type === 'changed') invalidate(queries, event.topics)
  }
  const direct = bridge()
  if (direct) return direct.on(hear)
  const source = new EventSource('/events')
  source.onmessage = (message: MessageEvent<string>) => {
    try {
      hear(JSON.parse(message.data) as AppEvent)
    } catch {
      // A line that is no event says nothing about the register.
    }
  }
  return () => source.close()
}

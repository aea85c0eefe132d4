/** What changed in the register, from this desk or another: open screens read again. */
import type { QueryClient } from '@tanstack/react-query'
import type { AppEvent, OperationName, Topic } from '../../shared/contract'
import { bridge } from './client'

/** Queries that show a topic. A query that is not named reads again only when it is opened. */
const shows: Record<Topic, readonly OperationName[]> = {
  people: [
    'person.readIin',
    'person.search',
    'person.similar',
    'person.get',
    'application.get',
    'application.list',
    'document.list',
    'today.list',
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
    'document.list',
    'document.history',
  ],
  documents: [
    'document.list',
    'document.history',
    'application.get',
    'person.get',
    'today.list',
    'referral.list',
    'referral.get',
    'referral.prepare',
  ],
  drafts: ['draft.list', 'session.staff'],
  deadlines: ['today.list', 'work.list', 'application.get', 'person.get', 'calendar.list'],
  exchange: ['exchange.state', 'today.list'],
  organisations: [
    'organisation.search',
    'organisation.get',
    'vacancy.search',
    'vacancy.get',
    'referral.prepare',
  ],
  plans: ['plan.get', 'plan.overdue', 'person.get', 'work.list'],
  vacancies: ['vacancy.search', 'vacancy.get', 'vacancy.candidates', 'vacancy.forPerson', 'work.list'],
  registrations: [
    'registration.get',
    'registration.due',
    'plan.get',
    'plan.overdue',
    'person.get',
    'person.search',
    'today.list',
    'work.list',
    'vacancy.candidates',
    'vacancy.forPerson',
  ],
  offers: ['work.list', 'person.get'],
  deregistrations: ['work.list', 'person.get'],
  rural: ['work.list', 'person.get'],
  portal: ['work.list', 'person.get'],
  complaints: ['work.list', 'person.get'],
  referrals: [
    'work.list',
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
  settings: [
    'settings.get',
    'app.status',
    'calendar.list',
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
  session: ['session.current'],
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

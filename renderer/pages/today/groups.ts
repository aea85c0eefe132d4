import type { OutputOf } from '../../../shared/contract'
import { registrationDeadlines } from '../../../shared/rules/deadlines'

export type TodayList = OutputOf<'today.list'>
export type Item = TodayList['items'][number]

/** `all`, `mine`, or one kind of work. */
export const filters = ['all', 'mine', 'check', 'decide', 'hand_over'] as const
export type Filter = (typeof filters)[number]

export const passes = (item: Item, filter: Filter, me: number): boolean =>
  filter === 'all' || (filter === 'mine' ? item.responsibleId === me : item.todo === filter)

/** Where its work is done: what belongs to a registration, on the person's page. */
export const placeOf = (item: Item): string =>
  registrationDeadlines.has(item.deadline.code)
    ? '/people/' + item.personId
    : '/applications/' + item.applicationId

/** `overdue`, `today`, the later day itself, or `handing_over`: decided in time, the notice is still here. */
export function groupOf(item: Item, today: string): string {
  const { due, metOn } = item.deadline
  if (metOn !== null) return 'handing_over'
  return due < today ? 'overdue' : due === today ? 'today' : due
}

/** The first due day after today; null when there is none. */
export const nextDay = (items: readonly Item[], today: string): string | null =>
  items
    .filter((item) => item.deadline.metOn === null && item.deadline.due > today)
    .map((item) => item.deadline.due)
    .sort()[0] ?? null

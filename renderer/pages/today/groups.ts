import type { OutputOf } from '../../../shared/contract'
import { workNouns, type WorkNoun } from '../../../shared/contract/work'

export type WorkList = OutputOf<'work.list'>
export type Item = WorkList['items'][number]
export type Group = WorkList['groups'][number]['group']

/** Whose work is shown: everybody's, mine, or that of a clerk by id. */
export type Whose = 'all' | 'mine' | number

export const staffOf = (whose: Whose, me: number): number | null =>
  whose === 'all' ? null : whose === 'mine' ? me : whose

/** Kinds of work that there are now, and the one that is chosen, in the order of a case. */
export const nounsOf = (list: WorkList, chosen: WorkNoun | null): WorkNoun[] =>
  workNouns.filter((noun) => noun === chosen || (list.nouns[noun] ?? 0) > 0)

const days = ({ groups }: WorkList) => groups.filter(({ group }) => group !== 'overdue' && group !== 'no_day')

/** The first due day after today; null when there is none. */
export const nextDay = (list: WorkList): string | null =>
  days(list).find(({ group }) => group !== 'today')?.group ?? null

/** How many stand under a heading. */
export const countOf = ({ groups }: WorkList, group: Group): number =>
  groups.find((one) => one.group === group)?.n ?? 0

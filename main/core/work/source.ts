/** Where the duties of the day come from: each noun tells its own, from its records and the rules. */
import type { WorkItem } from '../../../shared/contract/work'
import type { LocalText } from '../../../shared/model'
import type { Told } from '../../../shared/rules/engine/finding'
import type { Clock } from '../../../shared/rules/engine/registration'
import { maskIin } from '../../../shared/rules/iin'
import type { Context } from '../context'
import { nameOf, type PersonRecord } from '../persons/queries'

/** A duty; how many working days are left is counted once for all. */
export type Duty = Omit<WorkItem, 'workingDaysLeft'>

export interface WorkFilter {
  personId?: number
  /** Whose duties; a source may leave this to the caller. */
  staffId?: number
}

/** Open duties of one noun. Reads open records only, by an index. */
export type WorkSource = (context: Context, clock: Clock, filter: WorkFilter) => Promise<Duty[]>

/** What the rules find about one person, e.g. refusals counted and grounds raised. */
export type StandingSource = (context: Context, clock: Clock, personId: number) => Promise<Told[]>

/** Columns of a person, under the alias `p`, that a duty names. */
export const dutyPersonColumns = ['p.last_name', 'p.first_name', 'p.middle_name', 'p.iin'] as const
export type DutyPersonRow = Pick<PersonRecord, 'last_name' | 'first_name' | 'middle_name' | 'iin'> & {
  person_id: number
}

/** Whom a duty is about. */
export const dutyPerson = (row: DutyPersonRow): NonNullable<Duty['person']> => ({
  id: row.person_id,
  name: nameOf(row),
  iinMasked: maskIin(row.iin ?? ''),
})

/** Text that is the same in every language: a number, a name. */
export const sameText = (text: string): LocalText => ({ kk: text, ru: text, en: text })

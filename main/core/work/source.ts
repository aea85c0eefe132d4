/** Where the duties of the day come from: each noun tells its own, from its records and the rules. */
import type { WorkItem } from '../../../shared/contract/work'
import type { Told } from '../../../shared/rules/engine/finding'
import type { Clock } from '../../../shared/rules/engine/registration'
import type { Context } from '../context'

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

import type { WorkItem } from '../../../shared/contract/work'
import type { Told } from '../../../shared/rules/engine/finding'
import type { Clock } from '../../../shared/rules/engine/registration'
import { centralWork } from '../central/work'
import { applicationWork } from '../applications/work'
import { complaintWork } from '../complaints/work'
import type { Context } from '../context'
import { withAssignments } from '../director/assignments'
import { deregistrationWork } from '../deregistrations/work'
import { deregistrationStanding } from '../deregistrations/standing'
import { exchangeWork } from '../exchange/work'
import { offerWork } from '../offers/work'
import { planWork } from '../plans/work'
import { portalWork } from '../portal/work'
import { referralWork } from '../referrals/work'
import { registrationStanding } from '../registrations/standing'
import { registrationWork } from '../registrations/work'
import { ruralWork } from '../rural/work'
import { targetWork } from '../targets/work'
import { vacancyWork } from '../vacancies/work'
import type { Duty, StandingSource, WorkFilter, WorkSource } from './source'

const sources: readonly WorkSource[] = [
  applicationWork,
  registrationWork,
  planWork,
  vacancyWork,
  offerWork,
  deregistrationWork,
  ruralWork,
  portalWork,
  complaintWork,
  referralWork,
  targetWork,
  exchangeWork,
  centralWork,
]
const standings: readonly StandingSource[] = [registrationStanding, deregistrationStanding]

const later = '9999-12-31'

/** Every open duty, the most urgent first; what has no day stands last. */
export async function workItems(
  context: Context,
  clock: Clock,
  filter: WorkFilter = {},
): Promise<WorkItem[]> {
  const duties: Duty[] = []
  // Thousands of duties fall on a few days.
  const left = new Map<string, number>()
  const leftOn = (day: string) => {
    if (!left.has(day)) left.set(day, clock.calendar.workingDaysLeft(clock.today, day))
    return left.get(day)!
  }
  for (const source of sources)
    duties.push(...(await source(context, clock, { ...filter, staffId: undefined })))
  const found: WorkItem[] = (await withAssignments(context.db, duties)).map((duty) => ({
    ...duty,
    workingDaysLeft: duty.due === null ? null : leftOn(duty.due),
  }))
  const own =
    filter.staffId === undefined ? found : found.filter((one) => one.responsibleId === filter.staffId)
  return own.sort((a, b) => {
    const [x, y] = [a.due ?? later, b.due ?? later]
    return x < y ? -1 : x > y ? 1 : a.id < b.id ? -1 : 1
  })
}

/** What the rules find about a person now. */
export async function standingOf(context: Context, clock: Clock, personId: number): Promise<Told[]> {
  const found: Told[] = []
  for (const source of standings) found.push(...(await source(context, clock, personId)))
  return found
}

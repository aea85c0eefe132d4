import { tell } from '../../../shared/rules/engine/finding'
import { openRegistration } from '../registrations/queries'
import type { StandingSource } from '../work/source'
import { standingOf } from './queries'

/** Refusals counted and grounds raised (R83 to R92, R97). */
export const deregistrationStanding: StandingSource = async ({ db }, clock, personId) => {
  const registration = await openRegistration(db, personId, 'unemployed')
  if (!registration) return []
  const { findings, duties, grounds } = await standingOf(db, registration, clock)
  const own = [...findings, ...duties.flatMap((duty) => duty.findings)]
  const counted = grounds.map(({ finding }) => finding).filter((finding) => !own.includes(finding))
  // What is only computed stands with the duties themselves.
  return [...counted, ...own.filter(({ level }) => level !== 'compute')].map(tell)
}

import type { StandingSource } from '../work/source'

/** Refusals counted and grounds raised (R83 to R92, R97). */
export const deregistrationStanding: StandingSource = () => Promise.resolve([])

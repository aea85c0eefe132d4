import type { StandingSource } from '../work/source'
import { statusPage } from './queries'

/** R59-R64: the bars that are known of a job seeker. */
export const registrationStanding: StandingSource = async (context, _clock, personId) =>
  (await statusPage(context, personId))?.bars ?? []

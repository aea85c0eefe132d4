import type { WorkSource } from '../work/source'

/** What is due of it now, over all people or for one. */
export const referralWork: WorkSource = () => Promise.resolve([])

/** Standards of 2014: annex forms of the services of the employment authority (standards-2014.md). */
import { forms217Assistance } from './217-assistance'
import { forms217Foreign } from './217-foreign'

export const forms217: unknown[] = [...forms217Assistance, ...forms217Foreign]

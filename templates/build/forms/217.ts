/** Wording of the annex forms of the standards of 2014, in Kazakh, with the slips of the act. */
import type { FormText } from '../blocks'
import { texts217Assistance } from './217-assistance'
import { texts217Foreign } from './217-foreign'

export const texts217: FormText[] = [...texts217Assistance, ...texts217Foreign]

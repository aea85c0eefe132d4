/** Offers of work, interviews and what the employer answers (Order No 214, paras 69 to 81, R104 to R117). */
import type { Operation } from './define'

export const offerOperations = {} as const satisfies Record<string, Operation>

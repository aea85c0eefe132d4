/** Duties of an unemployed person and deregistration (Order No 214, paras 51, 52, 64, R81 to R97). */
import type { Operation } from './define'

export const deregistrationOperations = {} as const satisfies Record<string, Operation>

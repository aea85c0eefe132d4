/** Referrals to active employment measures and their return slips (Order No 84, annex 8-1, R118 to R158). */
import type { Operation } from './define'

export const referralOperations = {} as const satisfies Record<string, Operation>

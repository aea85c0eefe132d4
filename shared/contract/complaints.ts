/** Register of complaints (R159 to R164). */
import type { Operation } from './define'

export const complaintOperations = {} as const satisfies Record<string, Operation>

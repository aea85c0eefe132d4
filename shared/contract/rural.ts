/** The assistant in a village and what the centre takes over from one (Order No 214, paras 14 to 20, R34 to R44). */
import type { Operation } from './define'

export const ruralOperations = {} as const satisfies Record<string, Operation>

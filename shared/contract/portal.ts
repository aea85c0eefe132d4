/** Applications that came through egov.kz and enbek.kz (Order No 214, paras 24 to 37, R45 to R54). */
import type { Operation } from './define'

export const portalOperations = {} as const satisfies Record<string, Operation>

import type { HandlersOf } from '../handlers'

export const deregistrationHandlers: HandlersOf<'deregistration'> = {}

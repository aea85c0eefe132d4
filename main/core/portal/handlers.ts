import type { HandlersOf } from '../handlers'

export const portalHandlers: HandlersOf<'portal'> = {}

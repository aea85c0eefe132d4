import type { HandlersOf } from '../handlers'

export const offerHandlers: HandlersOf<'offer'> = {}

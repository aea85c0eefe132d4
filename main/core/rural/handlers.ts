import type { HandlersOf } from '../handlers'

export const ruralHandlers: HandlersOf<'rural'> = {}

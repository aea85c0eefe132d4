import type { HandlersOf } from '../handlers'

export const complaintHandlers: HandlersOf<'complaint'> = {}

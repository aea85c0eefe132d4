import type { HandlersOf } from '../handlers'

export const referralHandlers: HandlersOf<'referral'> = {}

import { rightsOf } from '../../../shared/rights'
import type { Context } from '../context'

/** Whether the person at the desk has the right of the director, as director or as the acting one. */
export const mayDirect = ({ staff }: Pick<Context, 'staff'>): boolean =>
  staff !== null && (rightsOf(staff.roles).has('direct') || Boolean(staff.acting))

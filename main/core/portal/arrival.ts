/** When what came through a portal counts as accepted, and by when its result is due (R5, R47, R51, R136). */
import type { PortalChannel } from '../../../shared/contract/portal'
import type { DeadlineWhy } from '../../../shared/model'
import { portalStart, type OpeningHours } from '../../../shared/rules/deadlines'
import type { Finding } from '../../../shared/rules/engine/finding'
import { r136PortalDue } from '../../../shared/rules/engine/referrals'
import { r47PortalDue, r51EnbekRegistration, type Clock } from '../../../shared/rules/engine/registration'

type Counting = Pick<Clock, 'calendar' | 'countFromSameDay'>

export interface Arrival {
  channel: PortalChannel
  /** Local date and time, `YYYY-MM-DDTHH:MM`. */
  sentAt: string
  /** R51: enbek.kz registered by itself: the day is the portal's, and nothing is due. */
  automatic: boolean
  /** Day of acceptance; of an automatic registration, its day. */
  day: string
}

export function arrivalOf(
  of: Pick<Arrival, 'channel' | 'sentAt' | 'automatic'>,
  { calendar }: Counting,
  hours: OpeningHours,
): Arrival {
  return {
    ...of,
    day: of.automatic
      ? r51EnbekRegistration(of.sentAt, calendar, hours).registrationDate
      : portalStart(of.sentAt, calendar, hours),
  }
}

/** What the rules say of the day; the deadline of its finding is that of the service. */
export function arrivalFinding(
  { sentAt, automatic }: Pick<Arrival, 'sentAt' | 'automatic'>,
  code: string | undefined,
  counting: Counting,
  hours: OpeningHours,
): Finding | null {
  if (automatic) return r51EnbekRegistration(sentAt, counting.calendar, hours).finding
  if (code === 'js_decision') return r47PortalDue(sentAt, counting, hours).finding
  return code === 'ref_decision' ? r136PortalDue(sentAt, counting, hours) : null
}

/** The due day of an application that came through a portal; null where the rules name no other than the usual. */
export const arrivalDue = (
  of: Pick<Arrival, 'sentAt' | 'automatic'>,
  code: string | undefined,
  counting: Counting,
  hours: OpeningHours,
): DeadlineWhy | null => arrivalFinding(of, code, counting, hours)?.deadline ?? null

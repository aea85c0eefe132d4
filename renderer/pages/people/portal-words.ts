/** Words of the portals that more than one screen says. */
import type { PortalRow } from '../../../shared/contract/portal'
import type { Translator } from '../../../shared/locale'
import { formatDate } from '../../format'

/** `2026-11-20T19:05` as it is read here; the time is the portal's own. */
export const sentText = (sentAt: string): string => `${formatDate(sentAt.slice(0, 10))} ${sentAt.slice(11)}`

/** What a case waits for, or what became of it. */
export const portalState = (t: Translator, row: PortalRow): string =>
  row.waitsFor
    ? t(`portal.waits_${row.waitsFor}`)
    : row.automatic
      ? t('desk.state_portal_registered')
      : t('portal.state_sent')

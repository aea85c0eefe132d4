/** What a field already holds when somebody comes again, marked until it is edited. */
import type { Person } from '../../../shared/model'
import { Icon } from '../../components'
import { dayOf, formatDate } from '../../format'
import { useT } from '../../i18n'

/**
 * A mark for what the register knew: the visit that it is from, or the day of the record where it was mended after
 * the last visit or came without one.
 *
 * @param person as the register knows them; null for somebody new
 * @returns a function of the value now and the value known; undefined where they differ or nothing is known
 */
export function useFromVisit(person: Person | null) {
  const t = useT()
  if (person === null) return () => undefined
  const changed = dayOf(person.updatedAt)
  const visited = person.lastVisitOn
  const text =
    visited !== null && visited >= changed
      ? t('counter.from_visit', { date: formatDate(visited) })
      : t('counter.from_record', { date: formatDate(changed) })
  return (now: string | null, known: string | null) =>
    now !== null && now !== '' && now === known ? (
      <span className="from-visit">
        <Icon small name="history" /> {text}
      </span>
    ) : undefined
}

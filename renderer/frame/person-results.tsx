import type { PersonRow } from '../../shared/model'
import { Chip } from '../components'
import { formatDate, formatPhone } from '../format'
import { useT } from '../i18n'

/** How a person's standing is shown everywhere. */
export function PersonStatusChip({ status, since }: { status: PersonRow['status']; since: string | null }) {
  const t = useT()
  if (status === 'none') return null
  const text = t.any('common.person_' + status)
  return (
    <Chip
      tone={
        status === 'job_seeker' || status === 'unemployed' ? 'info' : status === 'refused' ? 'stop' : 'today'
      }
      icon={
        status === 'job_seeker' || status === 'unemployed' ? 'card' : status === 'refused' ? 'stop' : 'clock'
      }
    >
      {since ? t('common.person_since', { status: text, date: formatDate(since) }) : text}
    </Chip>
  )
}

/** One found person as an option of a list. */
export function PersonOption({
  id,
  person,
  active,
  onPick,
}: {
  id: string
  person: PersonRow
  active: boolean
  onPick: () => void
}) {
  return (
    <div
      id={id}
      role="option"
      aria-selected={active}
      onPointerDown={(event) => event.preventDefault()}
      onClick={onPick}
    >
      <b>{person.fullName}</b>
      <PersonStatusChip status={person.status} since={person.statusSince} />
      <span className="second">
        {formatDate(person.birthDate)} · {person.iinMasked}
        {person.mobile && ' · ' + formatPhone(person.mobile)}
      </span>
    </div>
  )
}

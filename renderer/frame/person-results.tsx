import type { PersonRow } from '../../shared/model'
import { Fragment } from 'react'
import { foldName, typedWords } from '../../shared/rules/names'
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

/** A name with the words marked that begin as typed, with whatever letters. */
function Matched({ name, typed }: { name: string; typed: string }) {
  const beginnings = typedWords(typed).map((word) => word.folded)
  return name.split(' ').map((word, at) => {
    const folded = foldName(word)
    const found = beginnings.find((beginning) => folded.startsWith(beginning))
    // Signs between letters fold to nothing, so the mark ends where as much is folded as was typed.
    let end = 0
    while (found !== undefined && foldName(word.slice(0, end)).length < found.length) end++
    return (
      <Fragment key={at}>
        {at > 0 && ' '}
        {end > 0 && <mark>{word.slice(0, end)}</mark>}
        {word.slice(end)}
      </Fragment>
    )
  })
}

/** How many were found, for whoever does not see the list. */
export function FoundCount({ shown, count, more }: { shown: boolean; count: number; more: boolean }) {
  const t = useT()
  return (
    <p className="vh" role="status">
      {shown ? (more ? t('search.found_more', { count }) : t('search.found', { count })) : ''}
    </p>
  )
}

/** Found people as options; those who only resemble what was typed stand apart. */
export function PersonOptions({
  id,
  people,
  near,
  typed,
  active,
  onPick,
}: {
  id: string
  people: readonly PersonRow[]
  near: number
  typed: string
  active: number
  onPick: (id: number) => void
}) {
  const t = useT()
  return people.map((person, at) => (
    <Fragment key={person.id}>
      {at === near && (
        <p className="more" role="presentation">
          {near === 0 ? t('search.alike_only') : t('search.alike')}
        </p>
      )}
      <PersonOption
        id={`${id}-${at}`}
        person={person}
        typed={typed}
        active={at === active}
        onPick={() => onPick(person.id)}
      />
    </Fragment>
  ))
}

/** One found person as an option of a list. */
function PersonOption({
  id,
  person,
  typed,
  active,
  onPick,
}: {
  id: string
  person: PersonRow
  typed: string
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
      <b>
        <Matched name={person.fullName} typed={typed} />
      </b>
      <PersonStatusChip status={person.status} since={person.statusSince} />
      <span className="second">
        {formatDate(person.birthDate)} · {person.iinMasked}
        {person.mobile && ' · ' + formatPhone(person.mobile)}
      </span>
    </div>
  )
}

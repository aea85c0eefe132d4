import { useEffect, useId, useRef, useState } from 'react'
import type { OutputOf } from '../../../shared/contract'
import { call } from '../../api/client'
import { useCall } from '../../api/hooks'
import { Button, ErrorNote, FieldMessage, Icon, LetterRow } from '../../components'
import { digitsOf } from '../../digits'
import { formatDate } from '../../format'
import { FoundCount, PersonOptions } from '../../frame/person-results'
import { useDebounced } from '../../frame/use-debounced'
import { useT } from '../../i18n'
import { kazakhLetter, typeLetter } from '../../keys'
import type { ErrorValue } from '../../../shared/errors'
import type { Person } from '../../../shared/model'

type Read = OutputOf<'person.readIin'>

export interface FindProps {
  onKnown: (person: Person) => void
  onNew: (read: Read | null, typed: string, keepNumber: boolean) => void
}

/** Mostly digits: an IIN rather than a name. */
const numberLike = (text: string) => {
  const digits = digitsOf(text).length
  return digits >= 4 && digits >= text.replace(/\s/g, '').length / 2
}

/** Who came? One field takes an IIN, a scan, a name, a number. */
export function Find({ onKnown, onNew }: FindProps) {
  const t = useT()
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [active, setActive] = useState(0)
  const [entered, setEntered] = useState<{ text: string; read: Read } | null>(null)
  const [failed, setFailed] = useState<ErrorValue | null>(null)
  const [nobody, setNobody] = useState(false)
  const typed = text.trim()
  const settled = useDebounced(typed, 120)
  const number = numberLike(settled)
  const reading = useCall(
    'person.readIin',
    { text: settled },
    { enabled: number && digitsOf(settled).length >= 12, staleTime: 0 },
  )
  const found = useCall(
    'person.search',
    { text: settled, limit: 8 },
    { enabled: settled.length >= 2, keepPrevious: true, staleTime: 1000 },
  )
  const people = settled.length >= 2 && typed !== '' ? (found.data?.people ?? []) : []
  const read = entered?.text === typed ? entered.read : settled === typed ? reading.data : undefined
  const wrong = read && read.iin !== '' && !read.valid ? read : null

  // Whatever is typed on this page before a person is chosen belongs here.
  useEffect(() => input.current?.focus(), [])

  const pick = async (personId: number) => {
    const result = await call('person.get', { id: personId })
    if (result.ok) onKnown(result.value.person)
    else setFailed(result.error)
  }
  const enter = async () => {
    setFailed(null)
    setNobody(false)
    if (typed === '') return
    if (numberLike(typed)) {
      const result = await call('person.readIin', { text: typed })
      if (!result.ok) return setFailed(result.error)
      const answer = result.value
      if (answer.person) return onKnown(answer.person)
      if (answer.valid) return onNew(answer, typed, false)
      // A telephone or a registration number is digits too.
      const other = await call('person.search', { text: typed, limit: 1 })
      const only = other.ok && digitsOf(typed).length !== 12 ? other.value.people[0] : undefined
      if (only) return pick(only.id)
      return setEntered({ text: typed, read: answer })
    }
    if (settled === typed && people[active]) return pick(people[active].id)
    const fresh = await call('person.search', { text: typed, limit: 2 })
    if (!fresh.ok) return setFailed(fresh.error)
    const only = fresh.value.people[0]
    if (only && (fresh.value.near === 1 || fresh.value.people.length === 1)) return pick(only.id)
    setNobody(fresh.value.people.length === 0)
  }
  const expected = wrong?.error === 'iin_check_digit' && wrong.expectedDigit !== null
  return (
    <div className="who">
      <label className="caption" htmlFor={id}>
        {t('counter.find')}
      </label>
      <input
        ref={input}
        id={id}
        className="input tall"
        role="combobox"
        aria-expanded={people.length > 0}
        aria-controls={id + '-list'}
        aria-autocomplete="list"
        aria-activedescendant={people[active] ? `${id}-${active}` : undefined}
        aria-invalid={wrong ? true : undefined}
        aria-describedby={wrong ? id + '-e' : read?.valid ? id + '-g' : text === '' ? id + '-h' : undefined}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        data-field="find"
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value)
          setActive(0)
          setNobody(false)
          setFailed(null)
        }}
        onKeyDown={(event) => {
          const letter = kazakhLetter(event.nativeEvent)
          if (letter) {
            event.preventDefault()
            typeLetter(event.currentTarget, letter)
          } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
            event.preventDefault()
            const step = event.key === 'ArrowDown' ? 1 : -1
            setActive((was) => Math.max(0, Math.min(people.length - 1, was + step)))
          } else if (event.key === 'Enter') {
            event.preventDefault()
            void enter()
          } else if (event.key === 'Escape' && text !== '') {
            event.preventDefault()
            setText('')
          }
        }}
      />
      {wrong && (
        <div>
          <FieldMessage id={id + '-e'}>
            {expected
              ? t('counter.expected_digit', { digit: String(wrong.expectedDigit) })
              : t.any('error.' + wrong.error)}
          </FieldMessage>
          <div className="row start">
            {wrong.suggestion && (
              <>
                <span className="second">{t('counter.swapped', { iin: wrong.suggestion })}</span>
                <Button
                  small
                  onPress={() => {
                    setText(wrong.suggestion ?? '')
                    input.current?.focus()
                  }}
                >
                  {t('counter.use_suggestion', { iin: wrong.suggestion })}
                </Button>
              </>
            )}
            {digitsOf(typed).length === 12 && (
              <Button small kind="plain" onPress={() => onNew(wrong, typed, true)}>
                {t('counter.keep_number')}
              </Button>
            )}
          </div>
        </div>
      )}
      {read?.valid && (
        <FieldMessage kind="good" id={id + '-g'}>
          {read.person
            ? t('counter.found_known', {
                name: [read.person.lastName, read.person.firstName, read.person.middleName]
                  .filter(Boolean)
                  .join(' '),
              })
            : read.birthDate
              ? t('counter.found_unknown', { date: formatDate(read.birthDate) })
              : t('counter.found_unknown_plain')}
          {read.corrected && <> {t('counter.corrected', { iin: read.iin })}</>}
        </FieldMessage>
      )}
      {(nobody ||
        (settled.length >= 3 &&
          settled === typed &&
          !number &&
          found.isSuccess &&
          !found.isPlaceholderData &&
          people.length === 0)) && (
        <p className="help" role="status">
          {t('counter.none_found')}
        </p>
      )}
      <FoundCount
        shown={found.isSuccess && !found.isPlaceholderData && settled === typed && people.length > 0}
        count={people.length}
        more={found.data?.more ?? false}
      />
      <ErrorNote error={failed} />
      {people.length > 0 && (
        <div className="results flat" id={id + '-list'} role="listbox" aria-label={t('common.search_found')}>
          <PersonOptions
            id={id}
            people={people}
            near={found.data?.near ?? 0}
            typed={settled}
            active={active}
            onPick={(personId) => void pick(personId)}
          />
          {found.data?.more && <p className="more">{t('common.search_more')}</p>}
        </div>
      )}
      <div className="row">
        <LetterRow onLetter={(letter) => input.current && typeLetter(input.current, letter)} />
        <Button
          icon="plus"
          shortcut="Ins"
          onPress={() => onNew(read?.valid ? read : null, numberLike(typed) ? '' : typed, false)}
        >
          {t('counter.new_person_button')}
        </Button>
      </div>
      {text === '' && (
        <ul className="hints" id={id + '-h'}>
          <li>
            <Icon small name="card" />
            {t('counter.hint_scan')}
          </li>
          <li>
            <Icon small name="search" />
            {t('counter.hint_letters')}
          </li>
          <li>
            <Icon small name="scan" />
            {t('counter.hint_number')}
          </li>
        </ul>
      )}
    </div>
  )
}

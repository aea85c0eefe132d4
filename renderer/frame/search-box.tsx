import { useEffect, useId, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { looksLikePaperCode } from '../../shared/rules/paper-code'
import { call } from '../api/client'
import { useCall } from '../api/hooks'
import { Icon, Kbd, useToast } from '../components'
import { useDesk } from '../desk'
import { digitsOf } from '../digits'
import { useT } from '../i18n'
import { openCounter } from '../intent'
import { useKey } from '../keys'
import { isClean, VerifyDialog, type PaperVerdict } from '../pages/papers/verify'
import { FoundCount, PersonOptions } from './person-results'
import { useDebounced } from './use-debounced'

/** Ctrl + K: an IIN, a name in any letters, a registration number, the code of a paper; goes there. */
export function SearchBox() {
  const t = useT()
  const { can } = useDesk()
  const [, navigate] = useLocation()
  const input = useRef<HTMLInputElement>(null)
  const box = useRef<HTMLFormElement>(null)
  const listId = useId()
  const [text, setText] = useState('')
  const [open, setOpen] = useState(false)
  const [active, setActive] = useState(0)
  const [verdict, setVerdict] = useState<PaperVerdict | null>(null)
  const toast = useToast()
  const wanted = useDebounced(text.trim(), 120)
  const enabled = can('people_read') && wanted.length >= 2 && !looksLikePaperCode(wanted)
  const found = useCall(
    'person.search',
    { text: wanted, limit: 10 },
    { enabled, keepPrevious: true, staleTime: 1000 },
  )
  const people = enabled ? (found.data?.people ?? []) : []
  useKey(
    'Ctrl+K',
    () => {
      input.current?.focus()
      input.current?.select()
    },
    { label: t('common.search') },
  )
  useEffect(() => {
    const outside = (event: PointerEvent) => {
      if (!box.current?.contains(event.target as Node)) setOpen(false)
    }
    document.addEventListener('pointerdown', outside)
    return () => document.removeEventListener('pointerdown', outside)
  }, [])

  const close = () => {
    setOpen(false)
    setText('')
    setActive(0)
  }
  const pick = (id: number) => {
    close()
    input.current?.blur()
    navigate('/people/' + id)
  }
  const openPaper = async (code: string) => {
    const answer = await call('document.verify', { text: code })
    if (!answer.ok) return
    close()
    const { document } = answer.value
    if (!document || !isClean(answer.value)) return setVerdict(answer.value)
    input.current?.blur()
    navigate('/applications/' + document.applicationId)
    toast(t('desk.paper_verify_unchanged'), { icon: 'safe' })
  }
  const enter = async () => {
    const typed = text.trim()
    if (looksLikePaperCode(typed)) return openPaper(typed)
    // A scanner is quicker than the list: what stands in the field counts, not what was found before.
    if (digitsOf(typed).length >= 12 || typed !== wanted) {
      const read = await call('person.readIin', { text: typed })
      if (read.ok && read.value.person) return pick(read.value.person.id)
      if (read.ok && read.value.valid && can('intake')) {
        close()
        return openCounter({ kind: 'iin', iin: read.value.iin }, navigate)
      }
      const fresh = await call('person.search', { text: typed, limit: 1 })
      const only = fresh.ok ? fresh.value.people[0] : undefined
      if (only) pick(only.id)
      else setOpen(true)
      return
    }
    const person = people[active]
    if (person) pick(person.id)
  }
  if (!can('people_read')) return <span />
  return (
    <>
      <form
        className="search"
        role="search"
        aria-label={t('common.search_everywhere')}
        ref={box}
        onSubmit={(event) => {
          event.preventDefault()
          void enter()
        }}
      >
        <Icon name="search" />
        <input
          ref={input}
          type="search"
          role="combobox"
          aria-expanded={open && enabled}
          aria-controls={listId}
          aria-activedescendant={open && people[active] ? `${listId}-${active}` : undefined}
          aria-autocomplete="list"
          aria-label={t('common.search')}
          aria-keyshortcuts="Control+K"
          placeholder={t('common.search_hint')}
          autoComplete="off"
          value={text}
          maxLength={200}
          onFocus={() => setOpen(true)}
          onChange={(event) => {
            setText(event.currentTarget.value)
            setActive(0)
            setOpen(true)
          }}
          onKeyDown={(event) => {
            if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
              event.preventDefault()
              const step = event.key === 'ArrowDown' ? 1 : -1
              setActive((now) => Math.max(0, Math.min(people.length - 1, now + step)))
            } else if (event.key === 'Escape') {
              event.stopPropagation()
              close()
              input.current?.blur()
            }
          }}
        />
        <Kbd>Ctrl+K</Kbd>
        <FoundCount
          shown={open && enabled && found.isFetched && !found.isPlaceholderData && wanted === text.trim()}
          count={people.length}
          more={found.data?.more ?? false}
        />
        {open && enabled && (
          <div className="results" id={listId} role="listbox" aria-label={t('common.search_found')}>
            <PersonOptions
              id={listId}
              people={people}
              near={found.data?.near ?? 0}
              typed={wanted}
              active={active}
              onPick={pick}
            />
            {people.length === 0 && found.isFetched && wanted === text.trim() && (
              <p className="empty">{t('common.search_none')}</p>
            )}
            {found.data?.more && people.length > 0 && <p className="more">{t('common.search_more')}</p>}
          </div>
        )}
      </form>
      {verdict && <VerifyDialog start={verdict} onClose={() => setVerdict(null)} />}
    </>
  )
}

import { useEffect, useId, useRef, useState, type RefObject } from 'react'
import { useCall } from '../../api/hooks'
import { Chip, ErrorNote, Filters, Icon, type IconName, type Tone } from '../../components'
import { useDebounced } from '../../frame/use-debounced'
import { useT } from '../../i18n'
import { kazakhLetter, typeLetter } from '../../keys'
import { editionText, shortAct, type LawRow } from './text'

type State = LawRow['state']

const looks: Record<State, { tone: Tone; icon: IconName }> = {
  in_force: { tone: 'done', icon: 'check' },
  coming: { tone: 'info', icon: 'calendar' },
  historic: { tone: 'wait', icon: 'history' },
  reference: { tone: 'info', icon: 'info' },
}

/** In force, still to come, for old cases, for comparison. */
export function StateChip({ state }: { state: State }) {
  const t = useT()
  return (
    <Chip tone={looks[state].tone} icon={looks[state].icon}>
      {t(`law.state_${state}`)}
    </Chip>
  )
}

export function AcceptedMark() {
  const t = useT()
  return (
    <span className="law-accepted">
      <Icon small name="counter" />
      {t('law.accepted')}
    </span>
  )
}

const filters = ['all', 'in_force', 'historic'] as const

/** The catalogue: typing searches, arrows walk, Enter opens. */
export function Finder({
  input,
  opened,
  onOpen,
  near,
}: {
  input?: RefObject<HTMLInputElement | null>
  /** Key of the service on the screen. */
  opened?: string | undefined
  onOpen: (row: LawRow) => void
  /** Codes that stand first while nothing is typed; `opened` is left out then. */
  near?: readonly string[]
}) {
  const t = useT()
  const id = useId()
  const own = useRef<HTMLInputElement>(null)
  const field = input ?? own
  const list = useRef<HTMLDivElement>(null)
  const [text, setText] = useState('')
  const [state, setState] = useState<(typeof filters)[number]>('all')
  const [active, setActive] = useState(0)
  // Enter right after the last letter: opened as soon as the answer to it is there.
  const [pending, setPending] = useState(false)
  const typed = text.trim()
  const wanted = useDebounced(typed, 60)
  const answer = useCall('law.list', { text: wanted, state }, { keepPrevious: true })
  const fresh = wanted === typed && !answer.isPlaceholderData && answer.data !== undefined
  const all = answer.data?.services ?? []
  const rows = near
    ? all
        .filter((row) => row.key !== opened)
        .sort((a, b) => Number(near.includes(b.code)) - Number(near.includes(a.code)))
    : all
  const at = Math.min(active, Math.max(0, rows.length - 1))

  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [at, rows.length])
  const first = rows[at]
  useEffect(() => {
    if (!pending || !fresh) return
    setPending(false)
    if (first) onOpen(first)
  }, [pending, fresh, first, onOpen])

  const move = (to: number) => setActive(Math.max(0, Math.min(rows.length - 1, to)))
  return (
    <div className="law-finder">
      <div className="field">
        <label htmlFor={id + '-q'}>{t('law.search_label')}</label>
        <input
          id={id + '-q'}
          ref={field}
          className="input"
          type="search"
          role="combobox"
          aria-expanded
          aria-controls={id + '-l'}
          aria-autocomplete="list"
          aria-activedescendant={first ? `${id}-${at}` : undefined}
          autoComplete="off"
          spellCheck={false}
          autoFocus
          maxLength={200}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value)
            setActive(0)
            setPending(false)
          }}
          onKeyDown={(event) => {
            const letter = kazakhLetter(event.nativeEvent)
            const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }
            if (letter) {
              event.preventDefault()
              event.stopPropagation()
              typeLetter(event.currentTarget, letter)
            } else if (steps[event.key] !== undefined) {
              event.preventDefault()
              move(at + steps[event.key]!)
            } else if (event.key === 'Enter') {
              event.preventDefault()
              setPending(true)
            } else if (event.key === 'Escape' && text !== '') {
              event.preventDefault()
              event.stopPropagation()
              setText('')
              setActive(0)
            }
          }}
        />
      </div>
      <Filters
        label={t('law.filter_label')}
        value={state}
        onChange={(value) => {
          setState(value)
          setActive(0)
        }}
        options={filters.map((value) => ({ value, label: t(`law.filter_${value}`) }))}
      />
      <ErrorNote error={answer.error} />
      <div className="law-rows" id={id + '-l'} role="listbox" aria-label={t('law.list_label')} ref={list}>
        {rows.map((row, n) => (
          <div
            key={row.key}
            id={`${id}-${n}`}
            role="option"
            aria-selected={n === at}
            data-opened={row.key === opened || undefined}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => {
              setActive(n)
              onOpen(row)
            }}
          >
            <b>{t.local(row.name)}</b>
            <span className="second">
              <span className="nowrap">{editionText(t, row.edition)}</span>
              {row.number !== null && ', ' + t('law.standard', { number: row.number })}
              {' · ' + shortAct(t, row.act)}
            </span>
            <span className="law-marks">
              <StateChip state={row.state} />
              {row.accepted && <AcceptedMark />}
            </span>
          </div>
        ))}
      </div>
      <p className={rows.length === 0 ? 'empty' : 'list-foot'} role="status">
        {answer.data === undefined
          ? !answer.error && t('law.loading')
          : rows.length === 0
            ? t('law.none')
            : t('law.found', { n: rows.length })}
      </p>
    </div>
  )
}

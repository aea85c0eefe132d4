/**
 * The keyboard, in one place. Keys are matched by the place of the key (`event.code`), so that they work with
 * a Kazakh, Russian or Latin layout alike.
 *
 * Ctrl + К and Ctrl + А (Kazakh letters қ, ә in a name field) and Ctrl + K (search), Ctrl + A (select all) do not
 * meet: the former are the places where К and А stand on the Cyrillic layout (R, F), the latter the places K and A.
 */
import { createContext, useContext, useEffect, useRef, useSyncExternalStore, type ReactNode } from 'react'

export type Combo = string

interface Entry {
  combo: Combo
  layer: number
  label: string | undefined
  active: () => boolean
  run: (event: KeyboardEvent) => void
}

const entries: Entry[] = []
const layers: number[] = [0]
let nextLayer = 1
let version = 0
const watchers = new Set<() => void>()

function changed() {
  version++
  for (const watcher of watchers) watcher()
}

const named: Record<string, string> = {
  Esc: 'Escape',
  Ins: 'Insert',
  Up: 'ArrowUp',
  Down: 'ArrowDown',
  Home: 'Home',
  End: 'End',
}

/** `Ctrl+K` as the browser names the key: `ctrl+KeyK`. */
function codeOf(combo: Combo): string {
  const words = combo.split('+')
  const key = words.pop() ?? ''
  const modifiers = ['Ctrl', 'Alt', 'Shift'].filter((modifier) => words.includes(modifier))
  const code = /^[A-Z]$/.test(key) ? 'Key' + key : /^[0-9]$/.test(key) ? 'Digit' + key : (named[key] ?? key)
  return [...modifiers, code].join('+')
}

function pressed(event: KeyboardEvent): string[] {
  const modifiers = [
    event.ctrlKey || event.metaKey ? 'Ctrl' : '',
    event.altKey ? 'Alt' : '',
    event.shiftKey ? 'Shift' : '',
  ]
  const code = event.code.replace(/^Numpad(?=\d$)/, 'Digit').replace('NumpadEnter', 'Enter')
  // Some keyboards and remote desktops send no code; function keys are the same in every layout.
  const names = event.code ? [code] : [event.key]
  return names.map((name) => [...modifiers.filter(Boolean), name].join('+'))
}

/** Run what a key is bound to. Also hears frames of the desk, which keep their keys to themselves otherwise. */
export function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return
  const combos = pressed(event)
  const layer = layers[layers.length - 1] ?? 0
  for (let i = entries.length - 1; i >= 0; i--) {
    const entry = entries[i]
    if (!entry || entry.layer !== layer || !combos.includes(codeOf(entry.combo)) || !entry.active()) continue
    event.preventDefault()
    if (!event.repeat) entry.run(event)
    return
  }
  // The browser's own meaning of these keys would leave the desk or cover it.
  if (/^(F1|F3|F5|F6|F7)$/.test(event.code) && !event.ctrlKey && !event.altKey) event.preventDefault()
}

/** Start listening; once per window. */
export function startKeys(): () => void {
  window.addEventListener('keydown', onKeyDown)
  return () => window.removeEventListener('keydown', onKeyDown)
}

const Layer = createContext(0)

/** What floats over the desk (dialog, lock) has the keyboard to itself while it is there. */
export function KeyLayer({ children }: { children: ReactNode }) {
  const id = useRef(0)
  if (id.current === 0) id.current = nextLayer++
  const own = id.current
  useEffect(() => {
    layers.push(own)
    changed()
    return () => {
      layers.splice(layers.indexOf(own), 1)
      changed()
    }
  }, [own])
  return <Layer.Provider value={own}>{children}</Layer.Provider>
}

/**
 * Bind a key while the component is on the screen. The last binding of a key wins. `label` puts it into the
 * overview of F1; `when: false` rests it.
 */
export function useKey(
  combo: Combo | undefined,
  handler: (event: KeyboardEvent) => void,
  options: { when?: boolean; label?: string } = {},
): void {
  const layer = useContext(Layer)
  const latest = useRef({ handler, when: options.when ?? true })
  useEffect(() => {
    latest.current = { handler, when: options.when ?? true }
  })
  const { label } = options
  useEffect(() => {
    if (!combo) return
    const entry: Entry = {
      combo,
      layer,
      label,
      active: () => latest.current.when,
      run: (event) => latest.current.handler(event),
    }
    entries.push(entry)
    changed()
    return () => {
      entries.splice(entries.indexOf(entry), 1)
      changed()
    }
  }, [combo, layer, label])
}

function subscribe(watcher: () => void) {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

/** Keys that do something now, for the overview of F1. `layer` 0 is the desk itself. */
export function useKeyList(): { combo: Combo; label: string }[] {
  useSyncExternalStore(subscribe, () => version)
  const seen = new Map<string, string>()
  for (const entry of [...entries].reverse())
    if (entry.layer === 0 && entry.label && entry.active() && !seen.has(entry.combo))
      seen.set(entry.combo, entry.label)
  return [...seen].map(([combo, label]) => ({ combo, label })).reverse()
}

/** A combination as it is shown on a key: `Ctrl+K` is written `Ctrl K`. */
export const comboText = (combo: Combo): string =>
  combo.replaceAll('+', ' ').replace('ArrowUp', '↑').replace('ArrowDown', '↓').replace('Escape', 'Esc')

/** A combination as `aria-keyshortcuts` wants it. */
export const comboAria = (combo: Combo): string =>
  combo
    .replace('Ctrl', 'Control')
    .replace(/\bEsc$/, 'Escape')
    .replace(/\bIns$/, 'Insert')

/* ---------- Kazakh letters (domain-facts 10.2) ---------- */

export const kazakhLetters = ['ә', 'ғ', 'қ', 'ң', 'ө', 'ұ', 'ү', 'һ', 'і'] as const

/** Ctrl + the place of the like-looking letter on the Cyrillic layout. */
const letterAt: Record<string, string> = {
  KeyF: 'ә',
  KeyU: 'ғ',
  KeyR: 'қ',
  KeyY: 'ң',
  KeyJ: 'ө',
  KeyE: 'ұ',
  Period: 'ү',
  BracketLeft: 'һ',
  KeyS: 'і',
}

/** The Kazakh letter that Ctrl + this key gives inside a name field; undefined for other keys. */
export function kazakhLetter(
  event: Pick<KeyboardEvent, 'ctrlKey' | 'altKey' | 'metaKey' | 'shiftKey' | 'code'>,
): string | undefined {
  if (!event.ctrlKey || event.altKey || event.metaKey) return undefined
  const letter = letterAt[event.code]
  return letter && event.shiftKey ? letter.toLocaleUpperCase('kk') : letter
}

/** Put a letter where the cursor is, as if typed: undo works, and a capital stands at the start of a word. */
export function typeLetter(field: HTMLInputElement | HTMLTextAreaElement, letter: string): void {
  field.focus()
  const before = field.value.slice(0, field.selectionStart ?? 0)
  const text = /(^|[\s-])$/.test(before) ? letter.toLocaleUpperCase('kk') : letter
  document.execCommand('insertText', false, text)
}

/** Light or dark, and the size of type; kept on this computer. */
import { useSyncExternalStore } from 'react'
import { recall, remember } from './memory'

export type Theme = 'system' | 'light' | 'dark'
/** Size of type in per cent. */
export type TypeSize = '100' | '125' | '150'

interface Appearance {
  theme: Theme
  type: TypeSize
}

const themes: readonly Theme[] = ['system', 'light', 'dark']
const sizes: readonly TypeSize[] = ['100', '125', '150']

let now: Appearance = {
  theme: themes.find((theme) => theme === recall('theme')) ?? 'system',
  type: sizes.find((size) => size === recall('type')) ?? '100',
}
const listeners = new Set<() => void>()

/** Put the choice on the page; called once before the first paint and at each change. */
export function applyAppearance(): void {
  const root = document.documentElement
  if (now.theme === 'system') delete root.dataset['theme']
  else root.dataset['theme'] = now.theme
  if (now.type === '100') delete root.dataset['type']
  else root.dataset['type'] = now.type
  // Chromium may judge the container query by the size of type before this one: let it measure anew.
  document.body.style.containerType = 'normal'
  void document.body.offsetHeight
  document.body.style.containerType = ''
}

function change(next: Partial<Appearance>): void {
  now = { ...now, ...next }
  remember('theme', now.theme)
  remember('type', now.type)
  applyAppearance()
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useAppearance() {
  const appearance = useSyncExternalStore(subscribe, () => now)
  return {
    ...appearance,
    setTheme: (theme: Theme) => change({ theme }),
    setType: (type: TypeSize) => change({ type }),
  }
}

import { useState, type KeyboardEvent } from 'react'
import { useKey } from '../../keys'

/** Rows of a list that are ticked: Space ticks the row under the cursor, Ctrl+A all or none. */
export function useTicks<R extends { id: number }>(
  rows: readonly R[],
  { label, when }: { label: string; when: boolean },
) {
  const [ticked, setTicked] = useState<ReadonlySet<number>>(new Set())
  const chosen = rows.filter((row) => ticked.has(row.id))
  const toggle = (id: number) => {
    const next = new Set(ticked)
    if (!next.delete(id)) next.add(id)
    setTicked(next)
  }
  const tickAll = () =>
    setTicked(chosen.length === rows.length ? new Set() : new Set(rows.map((row) => row.id)))
  useKey(
    'Ctrl+A',
    () => {
      const field = document.activeElement
      if (field instanceof HTMLInputElement && field.type !== 'checkbox') field.select()
      else tickAll()
    },
    { label, when },
  )
  // Space ticks and Enter opens: the list itself knows only walking.
  const onKeyDown = (event: KeyboardEvent) => {
    const row = (event.target as HTMLElement).closest('tr[data-row]')
    if (!row || row !== event.target || event.key !== ' ' || !when) return
    event.preventDefault()
    toggle(Number(row.getAttribute('data-row')))
  }
  return { chosen, has: (id: number) => ticked.has(id), toggle, set: setTicked, onKeyDown }
}
export type Ticks = Pick<ReturnType<typeof useTicks>, 'has' | 'toggle'>

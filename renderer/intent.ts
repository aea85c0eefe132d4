/** What the counter should begin with, when another page leads to it. Kept out of the address: it holds an IIN. */
export type CounterIntent =
  | { kind: 'new' }
  | { kind: 'iin'; iin: string }
  | { kind: 'person'; id: number }
  /** A service of the law: for whoever stands at the counter, else for whoever is found next. */
  | { kind: 'service'; code: string }

let waiting: CounterIntent | null = null
const listeners = new Set<() => void>()

/** Go to the counter with something to begin with. */
export function openCounter(intent: CounterIntent, navigate: (path: string) => void): void {
  waiting = intent
  navigate('/counter')
  for (const listener of listeners) listener()
}

/** The counter takes it once. */
export function takeIntent(): CounterIntent | null {
  const intent = waiting
  waiting = null
  return intent
}

export function onIntent(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

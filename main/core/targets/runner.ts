/** The clock of an open desk: asks the core every few seconds to do what is due. The command line has none. */
import { randomUUID } from 'node:crypto'
import type { App, Client } from '../app'

/** What tests turn by hand. */
export interface Timer {
  /** Call again and again until the returned function is called. */
  every(milliseconds: number, work: () => void): () => void
}

const realTimer: Timer = {
  every(milliseconds, work) {
    const handle = setInterval(work, milliseconds)
    // The desk may end between two ticks.
    handle.unref()
    return () => clearInterval(handle)
  },
}

/** A drive that is plugged in is seen within this time, milliseconds. */
export const tickEvery = 10_000

/** Start the clock of a desk; returns the way to stop it. */
export function startRunner(app: Pick<App, 'call'>, timer: Timer = realTimer): () => void {
  const client: Client = { id: randomUUID(), kind: 'scheduler' }
  let ticking = false
  return timer.every(tickEvery, () => {
    // A batch of the whole register takes longer than the time between two ticks.
    if (ticking) return
    ticking = true
    void app.call('schedule.tick', { background: true }, client).finally(() => (ticking = false))
  })
}

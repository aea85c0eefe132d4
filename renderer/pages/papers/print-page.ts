import { readPaper, type AddMessage, type FinishMessage, type PaperMessage } from '../../paper/messages'
import { askBrowser } from '../../printing'

/** A paper is laid out within this many milliseconds, or it failed. */
const patience = 15_000
/** All that were taken stand on the page within this many milliseconds. */
const patienceForAll = 60_000

/** A hidden page that takes papers one after the other and prints them as one job. */
export interface PrintPage {
  /** Lay out one more paper; false when it cannot be shown. */
  add(token: string, copies: number): Promise<boolean>
  /** Print all that were added; false when they do not come onto the page. */
  print(): Promise<boolean>
  close(): void
}

/** Open such a page; null when it does not come up. */
export async function openPrintPage(): Promise<PrintPage | null> {
  const frame = document.createElement('iframe')
  frame.className = 'print-frame'
  frame.setAttribute('aria-hidden', 'true')
  frame.tabIndex = -1
  frame.src = '/paper.html?queue'
  const next = (token?: string, limit = patience): Promise<PaperMessage['state'] | null> =>
    new Promise((resolve) => {
      const end = (state: PaperMessage['state'] | null) => {
        window.removeEventListener('message', hear)
        clearTimeout(timer)
        resolve(state)
      }
      const hear = (event: MessageEvent<unknown>) => {
        const message = readPaper(event, frame)
        if (message && message.token === token) end(message.state)
      }
      const timer = setTimeout(() => end(null), limit)
      window.addEventListener('message', hear)
    })
  const ready = next()
  document.body.append(frame)
  if ((await ready) !== 'ready' || !frame.contentWindow) {
    frame.remove()
    return null
  }
  const page = frame.contentWindow
  let printed = false
  return {
    async add(token, copies) {
      const answer = next(token)
      page.postMessage({ type: 'add', token, copies } satisfies AddMessage, location.origin)
      return (await answer) === 'added'
    },
    async print() {
      const answer = next(undefined, patienceForAll)
      page.postMessage({ type: 'finish' } satisfies FinishMessage, location.origin)
      if ((await answer) !== 'ready') return false
      printed = true
      await askBrowser(page)
      return true
    },
    // A browser may still be reading the page when its dialog was answered.
    close: () => setTimeout(() => frame.remove(), printed ? 60_000 : 0),
  }
}

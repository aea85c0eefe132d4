/** The page that previews papers, in a window that is never shown. */
import { BrowserWindow, type WebContents } from 'electron'
import { startPage } from './security'
import { webPreferences } from './window'

/** Milliseconds for one paper; the largest forms take a tenth of it on a slow PC. */
const limit = 60_000

/** Resolves when the paper page says that it is ready; runs inside that page. */
const untilReady = `new Promise((resolve, reject) => {
  const root = document.documentElement
  const look = () => {
    if (root.dataset.state === 'ready') resolve({ lying: 'lying' in root.dataset })
    else if (root.dataset.state === 'failed') reject(new Error('paper'))
  }
  new MutationObserver(look).observe(root, { attributes: true })
  look()
})`

/**
 * Lay out the file that waits under this token, then let `use` print the page. The window is gone afterwards.
 * Rejects when the page cannot show the file, or when all of it takes too long.
 */
export async function withPaper<T>(
  token: string,
  use: (page: WebContents, about: { lying: boolean }) => Promise<T>,
): Promise<T> {
  const window = new BrowserWindow({
    show: false,
    webPreferences: { ...webPreferences, backgroundThrottling: false },
  })
  let timer: NodeJS.Timeout | undefined
  const work = async () => {
    await window.loadURL(`${startPage}paper.html?token=${encodeURIComponent(token)}`)
    const about = (await window.webContents.executeJavaScript(untilReady)) as { lying: boolean }
    return use(window.webContents, about)
  }
  const job = work()
  // When the clock wins, the end of the job is nobody's business any more.
  job.catch(() => undefined)
  try {
    return await Promise.race([
      job,
      new Promise<never>((_resolve, reject) => {
        timer = setTimeout(() => reject(new Error('paper page too slow')), limit)
      }),
    ])
  } finally {
    clearTimeout(timer)
    window.destroy()
  }
}

/** One paper at a time, whatever is done with it. */
export function inTurn() {
  let last: Promise<unknown> = Promise.resolve()
  return <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(work)
    last = mine.catch(() => undefined)
    return mine
  }
}

/** Papers to PDF by Electron's own Chromium: the page that previews them, in a window that is never shown. */
import { BrowserWindow } from 'electron'
import { CodedError } from '../../shared/errors'
import { startPage } from './security'
import { webPreferences } from './window'

/** Milliseconds for one paper; the largest forms take a tenth of it on a slow PC. */
const limit = 60_000

/** Resolves when the paper page says that it is ready; runs inside that page. */
const untilReady = `new Promise((resolve, reject) => {
  const root = document.documentElement
  const look = () => {
    if (root.dataset.state === 'ready') resolve(null)
    else if (root.dataset.state === 'failed') reject(new Error('paper'))
  }
  new MutationObserver(look).observe(root, { attributes: true })
  look()
})`

/**
 * A printer of papers. `shelve` puts a file on the shelf of the core for the desk's own window and returns its
 * token. Prints one paper at a time; throws `pdf_unavailable`.
 */
export function createPdfPrinter(shelve: (docx: Uint8Array) => string) {
  let last: Promise<unknown> = Promise.resolve()

  const printOne = async (docx: Uint8Array): Promise<Uint8Array> => {
    const window = new BrowserWindow({
      show: false,
      webPreferences: { ...webPreferences, backgroundThrottling: false },
    })
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error('paper page too slow')), limit)
    })
    try {
      const address = `${startPage}paper.html?token=${encodeURIComponent(shelve(docx))}`
      await Promise.race([window.loadURL(address), late])
      await Promise.race([window.webContents.executeJavaScript(untilReady), late])
      const pdf = await Promise.race([
        window.webContents.printToPDF({ preferCSSPageSize: true, printBackground: true }),
        late,
      ])
      return new Uint8Array(pdf)
    } catch (error) {
      throw new CodedError('pdf_unavailable', undefined, undefined, { cause: error })
    } finally {
      clearTimeout(timer)
      window.destroy()
    }
  }

  return {
    print(docx: Uint8Array): Promise<Uint8Array> {
      const mine = last.then(
        () => printOne(docx),
        () => printOne(docx),
      )
      last = mine.catch(() => undefined)
      return mine
    },
  }
}

/** From an issued DOCX to PDF: the page that previews it, in an installed Chromium without a window. */
import { readFile } from 'node:fs/promises'
import { extname, join, resolve, sep } from 'node:path'
import type { Browser, Page, Route } from 'playwright-core'
import { CodedError } from '../../shared/errors'
import { contentSecurityPolicy } from '../../shared/security'

export interface PdfPrinter {
  /**
   * @param docx an issued form
   * @returns the PDF, on the paper size of the form
   * @throws CodedError `pdf_unavailable` when the browser cannot be started, the page cannot show the file, or
   *   it takes longer than the limit
   */
  print(docx: Uint8Array): Promise<Uint8Array>
  close(): Promise<void>
}

export interface PdfPrinterOptions {
  /** Built screens, with `paper.html`. */
  rendererFolder: string
  /** Chromium, Chrome or Edge. */
  executablePath: string
  /** Milliseconds for one paper, start of the browser included; 30,000 when not given. */
  timeLimitMs?: number
}

/** A host that cannot exist (RFC 2606): every request to it is answered here, none leaves this process. */
const origin = 'http://paper.invalid'

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.svg': 'image/svg+xml',
}

/** Path of a built file for the path of a request, or undefined when it leads out of the folder. */
export function builtFile(folder: string, pathname: string): string | undefined {
  let plain: string
  try {
    plain = decodeURIComponent(pathname)
  } catch {
    return undefined
  }
  const root = resolve(folder)
  const file = join(root, plain)
  return plain.includes('\0') || !file.startsWith(root + sep) ? undefined : file
}

async function answer(
  route: Route,
  folder: string,
  paper: { path: string; docx: Uint8Array },
): Promise<void> {
  const url = new URL(route.request().url())
  if (url.origin !== origin) return route.abort('blockedbyclient')
  if (url.pathname === paper.path)
    return route.fulfill({ body: Buffer.from(paper.docx), contentType: 'application/octet-stream' })
  const file = builtFile(folder, url.pathname)
  const contentType = file && types[extname(file)]
  if (!file || !contentType) return route.abort('filenotfound')
  try {
    const body = await readFile(file)
    const headers = { 'content-security-policy': contentSecurityPolicy('paper') }
    return await route.fulfill({ body, contentType, headers })
  } catch {
    return route.abort('filenotfound')
  }
}

/** So many papers are shown in one page; then it is replaced, because its memory only grows. */
export const papersPerPage = 20

/** Make the printer. The browser starts at the first paper and stays warm until `close`. */
export function createPdfPrinter(options: PdfPrinterOptions): PdfPrinter {
  const limit = options.timeLimitMs ?? 30_000
  let warm: Promise<{ browser: Browser; page: Page }> | null = null
  let current = { path: '', docx: new Uint8Array() as Uint8Array }
  let count = 0
  let last: Promise<unknown> = Promise.resolve()
  let closed = false

  async function start() {
    const root = process.getuid?.() === 0
    // Half of the time of a start of the desk would go into loading it; most starts print no PDF.
    const { chromium } = await import('playwright-core')
    const browser = await chromium.launch({
      executablePath: options.executablePath,
      headless: true,
      timeout: limit,
      args: [
        '--disable-background-networking',
        '--no-first-run',
        '--disable-quic',
        '--disable-component-update',
        '--disable-sync',
        // Chromium's sandbox does not start for root.
        ...(root ? ['--no-sandbox'] : []),
      ],
    })
    return { browser, page: await openPage(browser) }
  }

  async function openPage(browser: Browser): Promise<Page> {
    const page = await browser.newPage({ viewport: { width: 900, height: 1200 }, acceptDownloads: false })
    // A page that is being closed answers no more; that is no fault of its own.
    await page.route('**/*', (route) => answer(route, options.rendererFolder, current).catch(() => undefined))
    page.setDefaultTimeout(limit)
    return page
  }

  /** Close the browser; one that hangs is not waited for. */
  async function drop() {
    const old = warm
    warm = null
    const gone = old?.then(({ browser }) => browser.close()).catch(() => undefined)
    await Promise.race([gone, new Promise((resolve) => setTimeout(resolve, 5_000).unref())])
  }

  async function printOne(docx: Uint8Array): Promise<Uint8Array> {
    if (closed) throw new CodedError('pdf_unavailable')
    let timer: NodeJS.Timeout | undefined
    const work = async () => {
      const used = await (warm ??= start())
      if (count > 0 && count % papersPerPage === 0) {
        await used.page.close()
        used.page = await openPage(used.browser)
      }
      const { page } = used
      const token = `paper-${++count}`
      current = { path: '/files/' + token, docx }
      await page.goto(`${origin}/paper.html?token=${token}`, { waitUntil: 'load' })
      await page.waitForSelector('html[data-state="ready"], html[data-state="failed"]', { state: 'attached' })
      const state = await page.getAttribute('html', 'data-state')
      if (state !== 'ready') throw new Error('not shown: ' + (await page.getAttribute('html', 'data-reason')))
      return new Uint8Array(await page.pdf({ preferCSSPageSize: true, printBackground: false }))
    }
    const job = work()
    // When the clock wins, the end of the job is nobody's business any more.
    job.catch(() => undefined)
    try {
      return await Promise.race([
        job,
        new Promise<never>((_, reject) => {
          timer = setTimeout(() => reject(new Error('too slow')), limit)
        }),
      ])
    } catch (error) {
      // A browser that failed once is not trusted with the next paper.
      await drop()
      throw new CodedError('pdf_unavailable', undefined, undefined, { cause: error })
    } finally {
      clearTimeout(timer)
    }
  }

  return {
    print(docx) {
      const next = last.then(() => printOne(docx))
      last = next.catch(() => undefined)
      return next
    },
    async close() {
      closed = true
      await last
      await drop()
    },
  }
}

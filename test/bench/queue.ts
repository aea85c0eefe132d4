/** Papers through the page of the print queue, in a browser without a window. */
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { chromium, type Browser, type Page } from 'playwright-core'
import { createPaperEngine } from '../../main/core/documents/papers'
import { drawCode } from '../../main/core/documents/code'
import { papersPerPage } from '../../main/web/pdf'
import { encodePaperCode } from '../../shared/rules/paper-code'
import { paperWorker, templatesFolder } from '../helpers/docx'
import { openQueue, origin, servePapers } from '../helpers/paper-page'
import { pagesOf } from '../helpers/pdf'

const formIds = ['172-annex1', '214-annex4', '172-annex5']

/** A job of so many papers. Memory in MB, of the process that shows the page; null where the system does not tell. */
export interface Job {
  papers: number
  layOutSeconds: number
  printSeconds: number
  /** When all are laid out. */
  laidOutMb: number | null
  /** The most that the whole job took. */
  peakMb: number | null
}

export interface QueueFound {
  fillSeconds: number
  /** Of this process, four times on the way. */
  fillMb: number[]
  jobs: Job[]
  single: { papers: number; seconds: number; peakMb: number | null }
}

/** Memory of the pages of this browser in MB, now and at most. */
async function memoryOf(browser: Browser): Promise<{ now: number | null; peak: number | null }> {
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = (await session.send('SystemInfo.getProcessInfo')) as {
    processInfo: { type: string; id: number }[]
  }
  await session.detach()
  const found = { now: 0, peak: 0 }
  for (const { type, id } of processInfo) {
    if (type !== 'renderer') continue
    const status = await readFile(`/proc/${id}/status`, 'utf8').catch(() => '')
    const megabytes = (name: string) =>
      Math.round(Number(new RegExp(name + ':\\s+(\\d+)').exec(status)?.[1] ?? 0) / 1024)
    found.now = Math.max(found.now, megabytes('VmRSS'))
    found.peak = Math.max(found.peak, megabytes('VmHWM'))
  }
  return { now: found.now || null, peak: found.peak || null }
}

/** Papers as they are issued, with their codes. */
async function issue(count: number) {
  const engine = createPaperEngine({ templatesFolder, centreTemplatesFolder: '', worker: paperWorker })
  const files: Uint8Array[] = []
  const fillMb: number[] = []
  const started = performance.now()
  try {
    for (let i = 0; i < count; i++) {
      const { bytes, sha256 } = await engine.sample(formIds[i % formIds.length]!, 'kk')
      files.push((await drawCode(bytes, encodePaperCode(randomUUID(), sha256))) ?? bytes)
      if ((i + 1) % Math.ceil(count / 4) === 0)
        fillMb.push(Math.round(process.memoryUsage.rss() / 1024 / 1024))
    }
  } finally {
    await engine.close()
  }
  return { files, fillMb, fillSeconds: (performance.now() - started) / 1000 }
}

export async function measureQueue(
  executablePath: string,
  rendererFolder: string,
  sizes: readonly number[],
): Promise<QueueFound> {
  const { files, ...filled } = await issue(Math.max(...sizes))
  let started = 0
  const seconds = () => {
    const past = (performance.now() - started) / 1000
    started = performance.now()
    return past
  }
  /** A browser of its own for each, so that none has the memory of another. */
  async function inBrowser<T>(use: (browser: Browser, open: () => Promise<Page>) => Promise<T>): Promise<T> {
    const root = process.getuid?.() === 0
    const browser = await chromium.launch({ executablePath, args: root ? ['--no-sandbox'] : [] })
    try {
      return await use(browser, async () => {
        const page = await browser.newPage({ viewport: { width: 900, height: 1200 } })
        await servePapers(page, rendererFolder, files)
        return page
      })
    } finally {
      await browser.close()
    }
  }

  const jobs: Job[] = []
  for (const papers of sizes)
    await inBrowser(async (browser, open) => {
      const page = await open()
      const order = await openQueue(page)
      seconds()
      for (let i = 0; i < papers; i++)
        if ((await order({ type: 'add', token: String(i), copies: 1 })) !== 'added')
          throw new Error('a paper could not be laid out')
      if ((await order({ type: 'finish' })) !== 'ready') throw new Error('the papers are not on the page')
      const layOutSeconds = seconds()
      const { now } = await memoryOf(browser)
      seconds()
      const pages = pagesOf(await page.pdf({ preferCSSPageSize: true }))
      if (pages !== papers) throw new Error(`${pages} pages`)
      const printSeconds = seconds()
      const { peak } = await memoryOf(browser)
      jobs.push({ papers, layOutSeconds, printSeconds, laidOutMb: now, peakMb: peak })
    })

  // One by one, as `main/web/pdf.ts` does: a paper leaves before the next one comes.
  const single = await inBrowser(async (browser, open) => {
    const papers = Math.min(files.length, 2 * papersPerPage)
    let page = await open()
    seconds()
    for (let i = 0; i < papers; i++) {
      if (i > 0 && i % papersPerPage === 0) {
        await page.close()
        page = await open()
      }
      await page.goto(`${origin}/paper.html?token=${i}`)
      await page.waitForSelector('html[data-state="ready"]', { state: 'attached' })
      await page.pdf({ preferCSSPageSize: true })
    }
    return { papers, seconds: seconds(), peakMb: (await memoryOf(browser)).peak }
  })
  return { ...filled, jobs, single }
}

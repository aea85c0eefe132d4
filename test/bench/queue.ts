/** Papers through the page of the print queue, in a browser without a window. */
import { readFile } from 'node:fs/promises'
import { chromium, type Browser } from 'playwright-core'
import { createPaperEngine } from '../../main/core/documents/papers'
import { papersPerPage } from '../../main/web/pdf'
import { paperWorker, templatesFolder } from '../helpers/docx'
import { openQueue, origin, servePapers } from '../helpers/paper-page'
import { pagesOf } from '../helpers/pdf'

const formIds = ['172-annex1', '214-annex4', '172-annex5']
export interface QueueFound {
  previewMs: number
  fillSeconds: number
  fillMemory: string
  layOutSeconds: number
  layOutMemory: string
  printSeconds: number
  printMemory: string
  singleSeconds: number
  singleMemory: string
}

/** Memory of the pages of this browser in MB; null where the system does not tell. */
async function memoryOf(browser: Browser): Promise<number | null> {
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = (await session.send('SystemInfo.getProcessInfo')) as {
    processInfo: { type: string; id: number }[]
  }
  await session.detach()
  let most: number | null = null
  for (const { type, id } of processInfo) {
    if (type !== 'renderer') continue
    const status = await readFile(`/proc/${id}/status`, 'utf8').catch(() => '')
    const kilobytes = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0)
    if (kilobytes > 0) most = Math.max(most ?? 0, Math.round(kilobytes / 1024))
  }
  return most
}

const megabytes = (steps: (number | null)[]) =>
  steps.includes(null) ? 'memory not known' : steps.join(' > ') + ' MB'

export async function measureQueue(
  executablePath: string,
  rendererFolder: string,
  count: number,
): Promise<QueueFound> {
  const engine = createPaperEngine({ templatesFolder, centreTemplatesFolder: '', worker: paperWorker })
  const files: Uint8Array[] = []
  const fillSteps: number[] = []
  let started = performance.now()
  const seconds = () => {
    const past = (performance.now() - started) / 1000
    started = performance.now()
    return past
  }
  /** Memory is looked at four times on the way. */
  const isStep = (i: number) => (i + 1) % Math.ceil(count / 4) === 0
  try {
    for (let i = 0; i < count; i++) {
      files.push((await engine.sample(formIds[i % formIds.length]!, 'kk')).bytes)
      if (isStep(i)) fillSteps.push(Math.round(process.memoryUsage.rss() / 1024 / 1024))
    }
  } finally {
    await engine.close()
  }
  const fillSeconds = seconds()

  const root = process.getuid?.() === 0
  const browser = await chromium.launch({ executablePath, args: root ? ['--no-sandbox'] : [] })
  try {
    const open = async () => {
      const page = await browser.newPage({ viewport: { width: 900, height: 1200 } })
      await servePapers(page, rendererFolder, files)
      return page
    }

    // As one job: a page of the desk hands the papers over one by one, as `renderer/pages/papers` does.
    const desk = await open()
    const add = await openQueue(desk)
    const layOutSteps: (number | null)[] = []
    seconds()
    for (let i = 0; i < count; i++) {
      if ((await add(i, 1)) !== 'added') throw new Error('a paper could not be laid out')
      if (isStep(i)) layOutSteps.push(await memoryOf(browser))
    }
    const layOutSeconds = seconds()
    await desk.close()

    // The page is printed from a window of its own: a browser prints a frame only through its dialog.
    const whole = await open()
    const tokens = files.map((_, i) => 'token=' + i).join('&')
    await whole.goto(`${origin}/paper.html?${tokens}`)
    await whole.waitForSelector('html[data-state="ready"]', { state: 'attached', timeout: 300_000 })
    seconds()
    const pages = pagesOf(await whole.pdf({ preferCSSPageSize: true }))
    const printSeconds = seconds()
    if (pages !== count) throw new Error(`${pages} pages`)
    const printMemory = megabytes([await memoryOf(browser)])
    await whole.close()

    // One by one, as `main/web/pdf.ts` does: a paper leaves before the next one comes.
    let single = await open()
    const singleSteps: (number | null)[] = []
    seconds()
    for (let i = 0; i < count; i++) {
      if (i > 0 && i % papersPerPage === 0) {
        await single.close()
        single = await open()
      }
      await single.goto(`${origin}/paper.html?token=${i}`)
      await single.waitForSelector('html[data-state="ready"]', { state: 'attached' })
      await single.pdf({ preferCSSPageSize: true })
      if (isStep(i)) singleSteps.push(await memoryOf(browser))
    }
    return {
      previewMs: (layOutSeconds * 1000) / count,
      fillSeconds,
      fillMemory: megabytes(fillSteps),
      layOutSeconds,
      layOutMemory: megabytes(layOutSteps),
      printSeconds,
      printMemory,
      singleSeconds: seconds(),
      singleMemory: megabytes(singleSteps),
    }
  } finally {
    await browser.close()
  }
}

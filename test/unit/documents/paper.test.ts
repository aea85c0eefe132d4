import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ensureBuilt } from '../../../main/build.mjs'
import { drawCode } from '../../../main/core/documents/code'
import type { PaperEngine } from '../../../main/core/documents/engine'
import { forms, templatePath } from '../../../main/core/documents/forms'
import { createPaperEngine } from '../../../main/core/documents/papers'
import { findBrowser } from '../../../main/web/browsers'
import { builtFile, createPdfPrinter, type PdfPrinter } from '../../../main/web/pdf'
import { encodePaperCode } from '../../../shared/rules/paper-code'
import { paperWorker, partsOf, shippedTemplate, templatesFolder } from '../../helpers/docx'
import { openQueue, origin, servePapers } from '../../helpers/paper-page'

const rendererFolder = join(import.meta.dirname, '../../../dist/renderer')
const browser = findBrowser()

describe('files of the paper page', () => {
  it('stay inside their folder', () => {
    const folder = join(rendererFolder, '.')
    expect(builtFile(folder, '/paper.html')).toBe(join(folder, 'paper.html'))
    expect(builtFile(folder, '/assets/a.js')).toBe(join(folder, 'assets/a.js'))
    for (const path of ['/../package.json', '/%2e%2e/package.json', '/..%2fpackage.json', '/%00', '/%zz'])
      expect(builtFile(folder, path), path).toBeUndefined()
  })
})

describe.skipIf(!browser)('papers in a browser', () => {
  let engine: PaperEngine
  let printer: PdfPrinter
  beforeAll(async () => {
    await ensureBuilt(['renderer'])
    engine = createPaperEngine({ templatesFolder, centreTemplatesFolder: '', worker: paperWorker })
    printer = createPdfPrinter({ rendererFolder, executablePath: browser! })
  }, 120_000)
  afterAll(async () => {
    await printer.close()
    await engine.close()
  })

  const print = async (docx: Uint8Array) => Buffer.from(await printer.print(docx)).toString('latin1')
  const cases = [...forms.values()].flatMap((form) =>
    form.languages.map((language) => [form.formId, language] as const),
  )

  /** Even with usual values they do not fit on one sheet; their tear-off part does not begin on the first. */
  const fullForms = ['217-std18-annex1', '217-std29-annex1']

  it.each(cases)(
    '%s in %s is one A4 page or what its rows need, also with the longest values, set in the shipped font',
    async (form, language) => {
      for (const long of [false, true]) {
        const pdf = await print((await engine.sample(form, language, long)).bytes)
        const pages = Number(/\/Count (\d+)/.exec(pdf)?.[1])
        if (long) expect(pages).toBe(forms.get(form)!.pages)
        else expect(pages).toBeLessThanOrEqual(fullForms.includes(form) ? 2 : 1)
        const file = templatePath(forms.get(form)!, language)
        const lies = partsOf(shippedTemplate(file))['word/document.xml']!.includes('w:orient="landscape"')
        for (const [, ...sides] of pdf.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)) {
          const [width, height] = sides.map(Number)
          expect(Math.abs((lies ? height! : width!) - 595.28)).toBeLessThan(1)
          expect(Math.abs((lies ? width! : height!) - 841.89)).toBeLessThan(1)
        }
        expect(pdf).toMatch(/\+Tinos-Regular/)
      }
    },
  )

  it('a form that needs two sheets goes on exactly at its tear-off line', async () => {
    const { kk } = forms.get('129-annex1')!.sample
    /** What is drawn on each sheet. */
    const sheets = async (documents: number) => {
      const attached_documents = Array.from({ length: documents }, () => ({ document_name: 'құжат' }))
      const { bytes } = await engine.fill('129-annex1', 'kk', { ...kk, attached_documents })
      const pdf = await print(bytes)
      const contents = [...pdf.matchAll(/\/Type \/Page\b[^]*?\/Contents (\d+) 0 R/g)]
      return contents.map(([, id]) => pdf.split(`\n${id} 0 obj`)[1]!.split('endobj')[0]!)
    }
    expect(await sheets(12)).toHaveLength(1)
    const [shorter, longer] = [await sheets(16), await sheets(18)]
    expect(shorter).toHaveLength(2)
    expect(longer).toHaveLength(2)
    expect(shorter[0] === longer[0]).toBe(false)
    // However long the upper part is, the second sheet begins with the line.
    expect(shorter[1] === longer[1]).toBe(true)
  })

  it('a queue takes papers one by one in their copies, and one that cannot be shown leaves nothing', async () => {
    const started = await chromium.launch({
      executablePath: browser!,
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    })
    try {
      const page = await started.newPage()
      const [notice, lying] = await Promise.all([
        engine.sample('214-annex4', 'kk'),
        engine.sample('common-journal-applications', 'ru'),
      ])
      const files = [notice.bytes, new Uint8Array([1, 2, 3]), lying.bytes]
      await servePapers(page, rendererFolder, files)
      const order = await openQueue(page)
      const add = (place: number, copies: number) => order({ type: 'add', token: String(place), copies })
      expect(await add(0, 2)).toBe('added')
      expect(await add(1, 1)).toBe('refused')
      expect(await add(7, 1)).toBe('refused')
      expect(await add(2, 1)).toBe('added')
      // Until they are printed they take no room on the page.
      expect(await page.locator('section').count()).toBe(0)
      expect(await order({ type: 'finish' })).toBe('ready')
      const sections = page.locator('section')
      expect(await sections.count()).toBe(3)
      const texts = await sections.allTextContents()
      expect(texts[0]).toBe(texts[1])
      expect(texts[2]).not.toBe(texts[1])
      expect(await sections.nth(2).getAttribute('class')).toMatch(/lying/)
      // On each of its sheets.
      expect(await sections.nth(2).locator('thead tr').count()).toBe(1)
    } finally {
      await started.close()
    }
  })

  it('a queue prints what each paper prints alone: code, tear-off line, lying pages, several sheets', async () => {
    const { kk } = forms.get('129-annex1')!.sample
    const attached_documents = Array.from({ length: 18 }, () => ({ document_name: 'құжат' }))
    const notice = await engine.sample('214-annex4', 'kk')
    const papers = [
      (await drawCode(notice.bytes, encodePaperCode(randomUUID(), notice.sha256)))!,
      (await engine.fill('129-annex1', 'kk', { ...kk, attached_documents })).bytes,
      (await engine.sample('common-journal-applications', 'ru', true)).bytes,
    ]
    const started = await chromium.launch({
      executablePath: browser!,
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    })
    /** What is drawn on each sheet, and the size of it. */
    const sheets = async (use: (page: Page) => Promise<unknown>) => {
      const page = await started.newPage()
      await servePapers(page, rendererFolder, papers)
      await use(page)
      await page.waitForSelector('html[data-state="ready"]', { state: 'attached' })
      const pdf = Buffer.from(await page.pdf({ preferCSSPageSize: true })).toString('latin1')
      await page.close()
      return {
        contents: [...pdf.matchAll(/\/Type \/Page\b[^]*?\/Contents (\d+) 0 R/g)].map(
          ([, id]) => pdf.split(`\n${id} 0 obj`)[1]!.split('endobj')[0]!,
        ),
        boxes: pdf.match(/\/MediaBox \[[^\]]*\]/g),
        images: pdf.match(/\/Subtype \/Image\b/g)?.length,
      }
    }
    try {
      const alone = await sheets((page) => page.goto(origin + '/paper.html?token=0&token=1&token=2'))
      const queued = await sheets(async (page) => {
        const order = await openQueue(page)
        for (const token of ['0', '1', '2']) await order({ type: 'add', token, copies: 1 })
        expect(await order({ type: 'finish' })).toBe('ready')
        expect(await page.locator('html').getAttribute('data-pages')).toBe('5')
      })
      expect(alone.contents).toHaveLength(5)
      expect(alone.images).toBeGreaterThan(0)
      expect(queued).toEqual(alone)
    } finally {
      await started.close()
    }
  }, 120_000)

  it('a file that is no document is refused, and the next one is printed', async () => {
    await expect(printer.print(new Uint8Array([1, 2, 3]))).rejects.toMatchObject({
      value: { code: 'pdf_unavailable' },
    })
    expect(await print((await engine.sample('214-annex4', 'kk')).bytes)).toContain('%PDF-')
  })
})

import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ensureBuilt } from '../../../main/build.mjs'
import type { PaperEngine } from '../../../main/core/documents/engine'
import { forms } from '../../../main/core/documents/forms'
import { createPaperEngine } from '../../../main/core/documents/papers'
import { findBrowser } from '../../../main/web/browsers'
import { builtFile, createPdfPrinter, type PdfPrinter } from '../../../main/web/pdf'
import { paperWorker, templatesFolder } from '../../helpers/docx'

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
  const cases = [...forms.keys()].flatMap((form) =>
    (['kk', 'ru'] as const).map((language) => [form, language] as const),
  )

  it.each(cases)(
    '%s in %s is one A4 page, also with the longest values, set in the shipped font',
    async (form, language) => {
      for (const long of [false, true]) {
        const pdf = await print((await engine.sample(form, language, long)).bytes)
        expect(/\/Count (\d+)/.exec(pdf)?.[1]).toBe('1')
        const [width, height] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf)!.slice(1).map(Number)
        expect(Math.abs(width! - 595.28)).toBeLessThan(1)
        expect(Math.abs(height! - 841.89)).toBeLessThan(1)
        expect(pdf).toMatch(/\+Tinos-Regular/)
      }
    },
  )

  it('a file that is no document is refused, and the next one is printed', async () => {
    await expect(printer.print(new Uint8Array([1, 2, 3]))).rejects.toMatchObject({
      value: { code: 'pdf_unavailable' },
    })
    expect(await print((await engine.sample('214-annex4', 'kk')).bytes)).toContain('%PDF-')
  })
})

import { join } from 'node:path'
import { inflateSync } from 'node:zlib'
import QRCode from 'qrcode'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ensureBuilt } from '../../../main/build.mjs'
import { codeInFile, drawCode } from '../../../main/core/documents/code'
import type { PaperEngine } from '../../../main/core/documents/engine'
import { createPaperEngine } from '../../../main/core/documents/papers'
import { findBrowser } from '../../../main/web/browsers'
import { createPdfPrinter, type PdfPrinter } from '../../../main/web/pdf'
import { encodePaperCode } from '../../../shared/rules/paper-code'
import { paperWorker, partsOf, templatesFolder, textOf, zipParts } from '../../helpers/docx'

const rendererFolder = join(import.meta.dirname, '../../../dist/renderer')
const browser = findBrowser()
const code = encodePaperCode('12345678-9abc-4def-8123-456789abcdef', 'fedcba9876543210'.repeat(4))

let engine: PaperEngine
beforeAll(() => {
  engine = createPaperEngine({ templatesFolder, centreTemplatesFolder: '', worker: paperWorker })
})
afterAll(() => engine.close())

const plain = async () => (await engine.sample('214-annex1', 'kk')).bytes

describe('code on a paper', () => {
  it('is the same file for the same paper, with the same words', async () => {
    const docx = await plain()
    const coded = (await drawCode(docx, code))!
    expect(await drawCode(docx, code)).toEqual(coded)
    expect(textOf(coded)).toBe(textOf(docx))
    expect(codeInFile(coded)).toBe(code)
    const parts = partsOf(coded)
    expect(parts['[Content_Types].xml']!.match(/Extension="png"/g)).toHaveLength(1)
    expect(parts['word/_rels/document.xml.rels']).toContain('Target="media/paper-code.png"')
  })

  it('is left out where the margin has no room for it', async () => {
    const parts = partsOf(await plain())
    parts['word/document.xml'] = parts['word/document.xml']!.replace('w:left="1417"', 'w:left="850"')
    expect(await drawCode(zipParts(parts), code)).toBeNull()
  })

  it('is found in no other file', async () => {
    expect(codeInFile(await plain())).toBeNull()
    expect(codeInFile(new Uint8Array([1, 2, 3]))).toBeNull()
    expect(codeInFile(zipParts({ 'a.txt': 'a' }))).toBeNull()
  })
})

/** Pictures of a PDF as rows of grey, and everything that is drawn, uncompressed. */
function readPdf(bytes: Uint8Array) {
  const pdf = Buffer.from(bytes)
  const text = pdf.toString('latin1')
  const images: { width: number; height: number; grey: (x: number, y: number) => number }[] = []
  const drawn: string[] = []
  for (const head of text.matchAll(/ 0 obj\s<<((?:(?!endobj)[^])*?)>>\sstream\r?\n/g)) {
    const from = head.index + head[0].length
    const length = Number(/\/Length (\d+)/.exec(head[1]!)?.[1])
    if (!head[1]!.includes('/FlateDecode')) continue
    const data = inflateSync(pdf.subarray(from, from + length))
    if (head[1]!.includes('/Subtype /Image')) {
      const [width, height] = ['Width', 'Height'].map((name) =>
        Number(new RegExp(`/${name} (\\d+)`).exec(head[1]!)?.[1]),
      ) as [number, number]
      const channels = data.length / width / height
      images.push({ width, height, grey: (x, y) => data[(y * width + x) * channels]! })
    } else if (data.includes('\nBT\n')) drawn.push(data.toString('latin1'))
  }
  return { images, drawn }
}

describe.skipIf(!browser)('code on a printed paper', () => {
  let printer: PdfPrinter
  beforeAll(async () => {
    await ensureBuilt(['renderer'])
    printer = createPdfPrinter({ rendererFolder, executablePath: browser! })
  }, 120_000)
  afterAll(() => printer.close())

  /** Upper end of the page's content, and the rules of the form, in px from the upper edge of the paper. */
  const rules = (drawn: string) => {
    const top = Number(/^3\.125 0 0 3\.125 0 ([\d.]+) cm$/m.exec(drawn)![1]) / 3.125
    return [...drawn.matchAll(/^(\d+) (\d+) (\d+) (\d+) re$/gm)]
      .map((match) => match.slice(1).map(Number) as [number, number, number, number])
      .filter(([, , width, height]) => Math.min(width, height) === 1)
      .map(([x, y, width, height]) => [x, y + top, width, height])
  }

  it('stands 5 mm from the edge, 15 mm wide, can be read module by module, and moves nothing', async () => {
    const docx = await plain()
    const before = readPdf(await printer.print(docx))
    const after = readPdf(await printer.print((await drawCode(docx, code))!))
    expect(before.images).toHaveLength(0)
    expect(after.images).toHaveLength(1)

    const { modules } = QRCode.create([{ data: code, mode: 'numeric' }], { errorCorrectionLevel: 'M' })
    const [image] = after.images
    const step = image!.width / modules.size
    for (let y = 0; y < modules.size; y++)
      for (let x = 0; x < modules.size; x++) {
        const dark = image!.grey(Math.floor((x + 0.5) * step), Math.floor((y + 0.5) * step)) < 128
        expect([x, y, dark]).toEqual([x, y, modules.get(y, x) === 1])
      }

    expect(rules(after.drawn[0]!).length).toBeGreaterThan(5)
    expect(rules(after.drawn[0]!)).toEqual(rules(before.drawn[0]!))
    // 300 dots per inch.
    const place = /^([\d.]+) 0 0 -[\d.]+ ([\d.]+) ([\d.]+) cm\n(?:.*\n){0,3}\/X\d+ Do$/m.exec(
      after.drawn[0]!,
    )!
    const [size, x, lower] = place.slice(1).map((dots) => (Number(dots) / 300) * 25.4) as [
      number,
      number,
      number,
    ]
    expect(size).toBeCloseTo(15, 0)
    expect(x).toBeCloseTo(5, 0)
    expect(lower - size).toBeCloseTo(13.75, 0)
  })
})

/** What can be read from a PDF that Chromium made: its objects are not packed together, only its streams are. */
import { inflateSync } from 'node:zlib'

const text = (pdf: Uint8Array) => Buffer.from(pdf).toString('latin1')
/** Objects by their number. */
const objectsOf = (pdf: Uint8Array) =>
  new Map(
    [...text(pdf).matchAll(/(?:^|\n)(\d+) 0 obj\b([^]*?)\nendobj/g)].map((match) => [match[1]!, match[2]!]),
  )

/** Number of pages. */
export const pagesOf = (pdf: Uint8Array) => text(pdf).match(/\/Type\s*\/Page\b/g)?.length ?? 0

export interface PdfFont {
  /** Without the tag of its subset. */
  name: string
  /** Letters that are set in it. */
  letters: string
}

/** Letters of a font's map from glyphs to Unicode. */
function lettersOf(map: string | undefined): string {
  const start = map && /stream\r?\n/.exec(map)
  const length = Number(/\/Length (\d+)/.exec(map ?? '')?.[1])
  if (!map || !start || !Number.isInteger(length)) return ''
  // By its length: packed bytes may end in what looks like the end of a line.
  const first = start.index + start[0].length
  const packed = Buffer.from(map.slice(first, first + length), 'latin1')
  const plain = (/FlateDecode/.test(map) ? inflateSync(packed) : packed).toString('latin1')
  const letters: string[] = []
  const from = (hex: string) => parseInt(hex, 16)
  for (const [, body] of plain.matchAll(/beginbfchar([^]*?)endbfchar/g))
    for (const [, hex] of body!.matchAll(/<[\dA-F]+>\s*<([\dA-F]{4})>/gi))
      letters.push(String.fromCharCode(from(hex!)))
  for (const [, body] of plain.matchAll(/beginbfrange([^]*?)endbfrange/g))
    for (const [, first, last, hex] of body!.matchAll(/<([\dA-F]+)>\s*<([\dA-F]+)>\s*<([\dA-F]{4})>/gi))
      for (let i = 0; i <= from(last!) - from(first!); i++) letters.push(String.fromCharCode(from(hex!) + i))
  return letters.join('')
}

/** Fonts, and whether every one lies in the file. */
export function fontsOf(pdf: Uint8Array): { fonts: PdfFont[]; embedded: boolean } {
  const objects = objectsOf(pdf)
  const all = [...objects.values()]
  const fonts = all
    .filter((object) => /\/Type\s*\/Font\b/.test(object) && /\/ToUnicode\b/.test(object))
    .map((object) => ({
      name: /\/BaseFont\s*\/(?:[A-Z]{6}\+)?([\w-]+)/.exec(object)?.[1] ?? '',
      letters: lettersOf(objects.get(/\/ToUnicode (\d+) 0 R/.exec(object)?.[1] ?? '')),
    }))
  const descriptors = all.filter((object) => /\/Type\s*\/FontDescriptor\b/.test(object))
  return {
    fonts,
    embedded: fonts.length > 0 && descriptors.every((object) => /\/FontFile[23]?\s/.test(object)),
  }
}

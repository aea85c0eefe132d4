/**
 * Widths of words in Tinos, the metric twin of Times New Roman, so that a label's cell is as wide as its words.
 * Reads the same font files that the paper page ships.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { inflateSync } from 'node:zlib'

const require = createRequire(import.meta.url)

/** Tables of a WOFF file (a plain header, each table deflated). */
function tablesOf(file: Buffer): Map<string, Buffer> {
  const tables = new Map<string, Buffer>()
  for (let i = 0; i < file.readUInt16BE(12); i++) {
    const entry = 44 + i * 20
    const packed = file.subarray(file.readUInt32BE(entry + 4)).subarray(0, file.readUInt32BE(entry + 8))
    const whole = packed.length < file.readUInt32BE(entry + 12) ? inflateSync(packed) : packed
    tables.set(file.toString('latin1', entry, entry + 4), whole)
  }
  return tables
}

/** Advance widths by code point, in units of the em. */
function readWidths(path: string, widths: Map<number, number>): void {
  const tables = tablesOf(readFileSync(path))
  const unitsPerEm = tables.get('head')!.readUInt16BE(18)
  const counted = tables.get('hhea')!.readUInt16BE(34)
  const hmtx = tables.get('hmtx')!
  const cmap = tables.get('cmap')!
  for (let i = 0; i < cmap.readUInt16BE(2); i++) {
    const table = cmap.subarray(cmap.readUInt32BE(4 + i * 8 + 4))
    if (table.readUInt16BE(0) !== 4) continue
    const double = table.readUInt16BE(6)
    for (let s = 0; s < double; s += 2) {
      const last = table.readUInt16BE(14 + s)
      const first = table.readUInt16BE(16 + double + s)
      const delta = table.readUInt16BE(16 + 2 * double + s)
      const at = 16 + 3 * double + s
      const offset = table.readUInt16BE(at)
      for (let code = first; code <= last && code !== 0xffff; code++) {
        const raw = offset === 0 ? code : table.readUInt16BE(at + offset + 2 * (code - first))
        const glyph = raw === 0 && offset !== 0 ? 0 : (raw + delta) & 0xffff
        if (glyph === 0 || widths.has(code)) continue
        widths.set(code, hmtx.readUInt16BE(Math.min(glyph, counted - 1) * 4) / unitsPerEm)
      }
    }
  }
}

const widths = new Map<number, number>()
for (const script of ['latin', 'cyrillic', 'cyrillic-ext'])
  readWidths(require.resolve(`@fontsource/tinos/files/tinos-${script}-400-normal.woff`), widths)

/** Width of a text set in `points`, in twentieths of a point. Throws on a letter the paper's font lacks. */
export function widthOf(text: string, points: number): number {
  let em = 0
  for (const letter of text) {
    const width = widths.get(letter.codePointAt(0)!)
    if (width === undefined) throw new Error('no such letter in the font of the forms: ' + letter)
    em += width
  }
  return Math.ceil(em * points * 20)
}

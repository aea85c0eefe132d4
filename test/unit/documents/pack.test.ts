import { strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { joinParts, pack, packPart } from '../../../main/core/documents/pack'

const type = '[Content_Types].xml'
const files = {
  'word/document.xml': strToU8('құжат '.repeat(500)),
  'word/empty.xml': new Uint8Array(),
  [type]: strToU8('<Types/>'),
}

describe('a packed form', () => {
  it.each([0, 6] as const)('is what one packing of all parts makes, level %i', (level) => {
    const inOrder = {
      [type]: files[type]!,
      'word/document.xml': files['word/document.xml'],
      'word/empty.xml': files['word/empty.xml'],
    }
    const whole = zipSync(inOrder, { level, mtime: new Date(1980, 0, 1) })
    expect(Buffer.from(pack(files, level)).equals(Buffer.from(whole))).toBe(true)
    expect(unzipSync(pack(files, level))).toEqual(files)
  })

  it('takes parts that were packed before, in any order', () => {
    const parts = Object.entries(files).map(([name, content]) => [name, packPart(name, content, 6)] as const)
    expect(joinParts(Object.fromEntries(parts))).toEqual(pack(files, 6))
    expect(joinParts(Object.fromEntries(parts.reverse()))).toEqual(pack(files, 6))
  })
})

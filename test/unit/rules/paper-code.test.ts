import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  decodePaperCode,
  encodePaperCode,
  looksLikePaperCode,
  paperCodeLength,
} from '../../../shared/rules/paper-code'

const sha256 = fc.stringMatching(/^[0-9a-f]{64}$/)
const papers = fc.tuple(fc.uuid(), sha256)

/** What a scanner types through other layouts and with Shift held. */
const layouts: [string, (code: string) => string][] = [
  ['Kazakh', (code) => Array.from(code, (digit) => 'қ"әіңғ,.үұ'.charAt(Number(digit))).join('')],
  ['Russian, shifted', (code) => Array.from(code, (digit) => ')!"№;%:?*('.charAt(Number(digit))).join('')],
  ['US, shifted', (code) => Array.from(code, (digit) => ')!@#$%^&*('.charAt(Number(digit))).join('')],
  ['with a prefix and an end of line', (code) => ']Q1' + code + '\r\n'],
  ['in groups', (code) => code.replace(/(.{4})/g, '$1 ')],
]

describe('code of a paper', () => {
  it('is digits of one length and says again what it was made of', () => {
    fc.assert(
      fc.property(papers, ([uid, hash]) => {
        const code = encodePaperCode(uid, hash)
        expect(code).toMatch(/^1\d{61}$/)
        expect(code).toHaveLength(paperCodeLength)
        expect(decodePaperCode(code)).toEqual({ uid, contentStart: hash.slice(0, 16) })
      }),
    )
  })

  it.each(layouts)('is read as typed by a scanner: %s', (_name, typed) => {
    fc.assert(
      fc.property(papers, ([uid, hash]) => {
        const text = typed(encodePaperCode(uid, hash))
        expect(looksLikePaperCode(text)).toBe(true)
        expect(decodePaperCode(text)).toEqual({ uid, contentStart: hash.slice(0, 16) })
      }),
    )
  })

  it('tells a wrong digit, two swapped ones and a missing one', () => {
    fc.assert(
      fc.property(
        papers,
        fc.integer({ min: 0, max: paperCodeLength - 2 }),
        fc.integer({ min: 1, max: 9 }),
        ([uid, hash], at, by) => {
          const code = encodePaperCode(uid, hash)
          const digit = String((Number(code[at]) + by) % 10)
          expect(decodePaperCode(code.slice(0, at) + digit + code.slice(at + 1))).toBe('damaged')
          expect(decodePaperCode(code.slice(0, at) + code.slice(at + 1))).toBe('damaged')
          const swapped = code.slice(0, at) + code[at + 1]! + code[at]! + code.slice(at + 2)
          if (swapped !== code) expect(decodePaperCode(swapped)).toBe('damaged')
        },
      ),
    )
  })

  it('a number that no uid or hash can have is damage, though its check digits are right', () => {
    const body = '1' + '9'.repeat(59)
    const check = 98n - ((BigInt(body) * 100n) % 97n)
    expect(decodePaperCode(body + String(check).padStart(2, '0'))).toBe('damaged')
  })

  it.each(['', '850315400124', '+7 701 555 01 24', 'Сейтжанова Айгерім', 'Т-2026-00001', '1'.repeat(39)])(
    'takes nothing else for a code: %j',
    (text) => {
      expect(looksLikePaperCode(text)).toBe(false)
      expect(decodePaperCode(text)).toBe('other')
    },
  )
})

/** Every rule is answered for; without running anything. `npm run rules` also runs the tests. */
import { describe, expect, it } from 'vitest'
import { rules as texts } from '../../shared/rules/engine/finding'
import { byRule, namedTests, notSoftware, readNotSoftware, ruleCount, rulesIn, titlesIn } from './accounting'

const all = Array.from({ length: ruleCount }, (_, n) => n + 1)

describe('every rule', () => {
  const { rules, beyond } = byRule(namedTests())
  const { reasons, twice } = notSoftware()

  it('is named by a test or by a line that says why there is none, never by both', () => {
    expect(all.filter((rule) => !rules.has(rule) && !reasons.has(rule))).toEqual([])
    expect(all.filter((rule) => rules.has(rule) && reasons.has(rule))).toEqual([])
    expect(twice).toEqual([])
  })

  it('exists: no title and no line names one beyond the last', () => {
    expect(beyond).toEqual([])
    expect([...reasons.keys()].filter((rule) => rule < 1 || rule > ruleCount)).toEqual([])
  })

  it('has its source and what it asks, in all languages', () => {
    expect([...texts.keys()]).toEqual(all.map((rule) => `R${rule}`))
    for (const { id, source, about } of texts.values())
      for (const text of [source, about])
        for (const language of ['kk', 'ru', 'en'] as const)
          expect([id, language, text[language].trim()]).not.toEqual([id, language, ''])
  })
})

describe('reading', () => {
  it('takes rules out of titles', () => {
    expect(rulesIn('R4: a thing')).toEqual([4])
    expect(rulesIn('R2 R3 and R14-R16, not IR5 or R')).toEqual([2, 3, 14, 15, 16])
    expect(rulesIn('R6 R7 R8 2026-03-20 + 5wd')).toEqual([6, 7, 8])
    expect(rulesIn('R900')).toEqual([900])
    expect(rulesIn('none')).toEqual([])
  })

  it('takes titles out of sources, with their groups, and leaves out what is skipped', () => {
    expect(
      titlesIn(
        [
          "describe('outer', () => {",
          "  it('one', () => {})",
          '  for (const row of rows) it(`two ${row}`, () => {})',
          "  it.each([1])('three %s', () => {})",
          "  it.skip('four', () => {})",
          '  // it(`five`)',
          '})',
          "test('six', () => expect(rule('seven')).toBe(1))",
        ].join('\n'),
      ),
    ).toEqual(['outer one', 'outer `two ${row}`', 'outer three %s', 'six'])
  })

  it('takes reasons out of the list', () => {
    const { reasons, twice } = readNotSoftware('# Head R9\n\n- R51: why\n- R52:\n- R51: again\n')
    expect([...reasons]).toEqual([[51, 'again']])
    expect(twice).toEqual([51])
  })
})

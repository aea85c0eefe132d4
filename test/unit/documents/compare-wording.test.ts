import { describe, expect, it } from 'vitest'
import { compareWording } from '../../../main/core/documents/wording'

/** `-` was, `+` is, marked parts in brackets. */
const shown = (before: string[], after: string[]) =>
  compareWording(before, after).map(
    ({ is, parts }) =>
      ({ same: ' ', removed: '-', added: '+' })[is] +
      parts.map(({ text, marked }) => (marked ? `[${text}]` : text)).join(''),
  )

describe('two wordings', () => {
  it('of the same lines say so', () => {
    expect(shown(['а', 'ә'], ['а', 'ә'])).toEqual([' а', ' ә'])
    expect(compareWording([], [])).toEqual([])
  })

  it('show a changed comma inside its line, the old line right above the new one', () => {
    expect(shown(['тегі, аты', 'ол бар болса'], ['тегі аты', 'ол бар болған'])).toEqual([
      '-тегі[,] аты',
      '+тегі аты',
      '-ол бар [болса]',
      '+ол бар [болған]',
    ])
  })

  it('show lines that went, came or have nothing in common as whole lines', () => {
    expect(shown(['бір', 'екі', 'үш'], ['бір', 'үш', 'төрт'])).toEqual([' бір', '-екі', ' үш', '+төрт'])
    expect(shown(['бір екі үш'], ['мүлдем басқа сөз'])).toEqual(['-бір екі үш', '+мүлдем басқа сөз'])
    expect(shown(['ескі'], ['жаңа', 'тағы'])).toEqual(['-ескі', '+жаңа', '+тағы'])
  })

  it('lose no line, however different and long they are', () => {
    const lines = (word: string) => Array.from({ length: 5000 }, (_, n) => `${word} ${n}`)
    const all = shown(lines('а'), lines('б'))
    expect(all.filter((line) => line.startsWith('-'))).toHaveLength(5000)
    expect(all.filter((line) => line.startsWith('+'))).toHaveLength(5000)
  })
})

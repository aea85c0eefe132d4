import { describe, expect, it } from 'vitest'
import { csvCells, csvLine } from '../../shared/csv'

describe('a line of a CSV file', () => {
  it.each([
    ['a;b;c', ['a', 'b', 'c']],
    [';b;', ['', 'b', '']],
    ['', ['']],
    [' a ; "b; c" ;"d ""e"""', ['a', 'b; c', 'd "e"']],
    ['"a;";b', ['a;', 'b']],
    ['"half;b', ['"half', 'b']],
    ['"a" b;c', ['"a" b', 'c']],
  ])('%s', (line, cells) => {
    expect(csvCells(line)).toEqual(cells)
  })

  it('reads what was written', () => {
    const cells = ['', 'a;b', 'say "c"', 'ө ү']
    expect(csvCells(csvLine(cells).trimEnd())).toEqual(cells)
  })
})

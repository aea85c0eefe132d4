import { describe, expect, it } from 'vitest'
import { lineAt, readCalendarFile } from '../../../shared/rules/calendar-file'

const year = {
  year: 2027,
  week: 5,
  off: ['03-22', '01-04'],
  worked: [],
  status: 'official',
  source: 'бұйрық',
}
const faults = (text: string) => readCalendarFile(text, 5).faults.map((one) => Object.values(one))

describe('R6: a calendar from JSON', () => {
  it('takes one year or a list, with the days in order', () => {
    const one = readCalendarFile(JSON.stringify(year), 5)
    expect(one).toEqual({ years: [{ ...year, off: ['01-04', '03-22'] }], faults: [] })
    const list = [year, { ...year, week: 6 }, { ...year, year: 2028, off: [] }]
    expect(readCalendarFile('\uFEFF' + JSON.stringify(list), 5).years).toHaveLength(3)
  })

  it('names the line and the reason of what is wrong', () => {
    const text = (off: string[], more = {}) =>
      JSON.stringify([year, { ...year, year: 2028, off, ...more }], null, 1)
    const lineOf = (source: string, what: string) =>
      source.slice(0, source.lastIndexOf(what)).split('\n').length
    const twice = text(['03-08', '05-01', '03-08'])
    expect(faults(twice)).toEqual([[lineOf(twice, '"03-08"'), 'duplicate_day', '2028-03-08']])
    const weekend = text(['03-08', '01-01'])
    expect(faults(weekend)).toEqual([[lineOf(weekend, '"01-01"'), 'off_is_weekend', '2028-01-01']])
    const extra = text([], { moved: [] })
    expect(faults(extra)).toEqual([[lineOf(extra, '"moved"'), 'shape', '1.moved']])
    const shape = text(['8 наурыз'])
    expect(faults(shape)).toEqual([[lineOf(shape, '"8 наурыз"'), 'shape', '1.off.0']])
    expect(faults(JSON.stringify([year, year]))).toEqual([[1, 'year_twice', '2027']])
    expect(faults('[]')).toEqual([[1, 'empty', '']])
    expect(faults('[\n{"year": 2027,\n')).toEqual([[3, 'not_json', '']])
  })

  it('gives the sound years beside the faults', () => {
    const { years } = readCalendarFile(JSON.stringify([year, { ...year, year: 2028, off: ['02-30'] }]), 5)
    expect(years.map((one) => one.year)).toEqual([2027])
  })
})

describe('R6: a calendar from CSV', () => {
  it('takes days of any year and either order of writing, with or without a head', () => {
    const { years, faults: none } = readCalendarFile(
      'date;off|worked\r\n2027-03-22;off\r\n\r\n04.01.2027,OFF\r\n"2.1.2027"\tworked\r\n2028-01-03;off\r\n',
      5,
    )
    expect(none).toEqual([])
    expect(years).toMatchObject([
      { year: 2027, week: 5, off: ['01-04', '03-22'], worked: ['01-02'] },
      { year: 2028, off: ['01-03'] },
    ])
  })

  it('names the line and the reason of what is wrong, and leaves the whole year out', () => {
    const text = [
      '2027-03-22;off',
      '2027-03-22;worked',
      '2027-03-20;off',
      '2027-03-23;worked',
      '2027-03-24;holiday',
      '2028-01-03;off',
    ].join('\n')
    expect(faults(text)).toEqual([
      [2, 'duplicate_day', '2027-03-22'],
      [3, 'off_is_weekend', '2027-03-20'],
      [4, 'worked_is_weekday', '2027-03-23'],
      [5, 'no_kind', '2027-03-24;holiday'],
    ])
    expect(readCalendarFile(text, 5).years.map((one) => one.year)).toEqual([2028])
  })

  it('takes nothing when a day of an unknown year is lost', () => {
    expect(faults('2027-03-22;off\n30.02.2027;off')).toEqual([[2, 'no_date', '30.02.2027']])
    expect(readCalendarFile('2027-03-22;off\n30.02.2027;off', 5).years).toEqual([])
    expect(faults('')).toEqual([[null, 'empty', '']])
  })

  it('counts weekends by the week of the centre', () => {
    expect(readCalendarFile('2027-03-20;off', 6).years).toMatchObject([{ week: 6, off: ['03-20'] }])
  })
})

it('finds the line of any place in JSON', () => {
  const text = '{\n "a": [1,\n  {"b": "x, y: {",\n   "c": []}\n ],\n "d": null\n}'
  expect([[], ['a'], ['a', 1], ['a', 1, 'c'], ['d'], ['a', 7]].map((place) => lineAt(text, place))).toEqual([
    1, 2, 3, 4, 6, 2,
  ])
})

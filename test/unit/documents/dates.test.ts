import { describe, expect, it } from 'vitest'
import { formatDay, type DateStyle } from '../../../main/core/documents/dates'
import { isDay } from '../../../shared/rules/dates'

// forms.md 2.2, the table of the months: nominative, бастап, дейін, жасалған, № бұйрық, қоса алғанға дейін, Russian.
const months = `
қаңтар қаңтардан қаңтарға қаңтарда қаңтардағы қаңтарды января
ақпан ақпаннан ақпанға ақпанда ақпандағы ақпанды февраля
наурыз наурыздан наурызға наурызда наурыздағы наурызды марта
сәуір сәуірден сәуірге сәуірде сәуірдегі сәуірді апреля
мамыр мамырдан мамырға мамырда мамырдағы мамырды мая
маусым маусымнан маусымға маусымда маусымдағы маусымды июня
шілде шілдеден шілдеге шілдеде шілдедегі шілдені июля
тамыз тамыздан тамызға тамызда тамыздағы тамызды августа
қыркүйек қыркүйектен қыркүйекке қыркүйекте қыркүйектегі қыркүйекті сентября
қазан қазаннан қазанға қазанда қазандағы қазанды октября
қараша қарашадан қарашаға қарашада қарашадағы қарашаны ноября
желтоқсан желтоқсаннан желтоқсанға желтоқсанда желтоқсандағы желтоқсанды декабря`
  .trim()
  .split('\n')
  .map((line) => line.split(' '))

const columns: DateStyle[] = ['kk_nom', 'kk_from', 'kk_until', 'kk_on', 'kk_attr', 'kk_until_incl']

describe('dates on paper', () => {
  it.each(months.map((forms, i) => [i + 1, forms] as const))(
    'month %i has its seven forms',
    (month, forms) => {
      const day = `2025-${String(month).padStart(2, '0')}-05`
      columns.forEach((style, i) => expect(formatDay(day, style)).toBe(`2025 жылғы "05" ${forms[i]}`))
      expect(formatDay(day, 'kk_day_first')).toBe(`"05" ${forms[0]} 2025`)
      expect(formatDay(day, 'ru_gen')).toBe(`"05" ${forms[6]} 2025 года`)
    },
  )

  it('prints the guillemets of the forms of 2014', () => {
    expect(formatDay('2014-03-15', 'kk_zh')).toBe('2014 ж. «15» наурыз')
    expect(formatDay('2014-04-15', 'kk_zh_on')).toBe('2014 ж. «15» сәуірде')
    expect(formatDay('2014-03-15', 'kk_zhylgy')).toBe('2014 жылғы «15» наурыз')
    expect(formatDay('2014-09-05', 'kk_zhylgy_on')).toBe('2014 жылғы «05» қыркүйекте')
  })

  it('prints the short form beside a signature', () => {
    expect(formatDay('2025-06-15', 'short')).toBe('15.06.2025')
  })

  it('knows which days exist', () => {
    expect(isDay('2024-02-29')).toBe(true)
    for (const text of [
      '2025-02-29',
      '1900-02-29',
      '2025-13-01',
      '2025-00-10',
      '2025-04-31',
      '15.06.2025',
      '',
    ])
      expect(isDay(text), text).toBe(false)
    expect(() => formatDay('2025-02-29', 'short')).toThrow(RangeError)
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  ageOn,
  checkName,
  cleanName,
  collate,
  foldName,
  foldSecond,
  fullName,
  localDateTime,
  localDay,
  localTime,
  normalisePhone,
  parseDay,
  shortName,
  weekday,
} from '../../../shared/rules'

describe('days', () => {
  const parsed: [string, string | null][] = [
    ['15.03.1985', '1985-03-15'],
    ['150385', '1985-03-15'],
    ['15031985', '1985-03-15'],
    ['1985-03-15', '1985-03-15'],
    ['15/3/85', '1985-03-15'],
    ['15-03-1985', '1985-03-15'],
    ['15,03,1985', '1985-03-15'],
    ['15 03 1985', '1985-03-15'],
    [' 15.03.1985 г.', '1985-03-15'],
    ['01.01.26', '2026-01-01'],
    ['01.01.27', '1927-01-01'],
    ['"ғ.қі."ұүғ', '1985-03-15'],
    ['"ғқі"ұүғ', '1985-03-15'],
    ['"ғқіүғ', '1985-03-15'],
    ['қ,қ.үғ', '1985-07-06'],
    ['29.02.2000', '2000-02-29'],
    ['29.02.2001', null],
    ['29.02.1900', null],
    ['31.04.2026', null],
    ['00.01.2026', null],
    ['32.01.2026', null],
    ['15.13.1985', null],
    ['1985', null],
    ['', null],
    ['15.03', null],
    ['15.03.19855', null],
    ['0001-01-01', null],
    ['abc', null],
  ]
  for (const [text, day] of parsed) {
    it(`reads ${JSON.stringify(text)} as ${day}`, () => expect(parseDay(text, 2026)).toBe(day))
  }

  it('a year of two digits needs a pivot', () => {
    expect(parseDay('150385')).toBeNull()
    expect(parseDay('150330', 2030)).toBe('2030-03-15')
    expect(parseDay('150330', 2029)).toBe('1930-03-15')
  })

  it('R16 age is full years; 29 February comes round on 1 March of a common year', () => {
    expect(ageOn('2010-06-15', '2026-06-14')).toBe(15)
    expect(ageOn('2010-06-15', '2026-06-15')).toBe(16)
    expect(ageOn('2008-02-29', '2024-02-28')).toBe(15)
    expect(ageOn('2008-02-29', '2024-02-29')).toBe(16)
    expect(ageOn('2008-02-29', '2025-02-28')).toBe(16)
    expect(ageOn('2008-02-29', '2025-03-01')).toBe(17)
  })

  it('local day and time of a moment, also where the day differs from UTC', () => {
    expect(localDay('2026-03-19T19:30:00.000Z', 'Asia/Almaty')).toBe('2026-03-20')
    expect(localTime('2026-03-19T19:30:00.000Z', 'Asia/Almaty')).toBe('00:30')
    // Before 1 March 2024 Almaty was at +6.
    expect(localDateTime(new Date('2024-02-28T18:30:00.000Z'), 'Asia/Almaty')).toBe('2024-02-29T00:30')
  })

  it('weekday', () => {
    expect([weekday('2026-03-20'), weekday('2026-03-22'), weekday('1969-12-31')]).toEqual([5, 7, 3])
  })
})

describe('names', () => {
  it('cleans blanks, direction marks and decomposed letters', () => {
    expect(cleanName('  Әбді\u00A0 \u202Eбеков\n')).toBe('Әбді беков')
    expect(cleanName('\u0418\u0306ван')).toBe('Йван')
  })

  const names: [string, object | null][] = [
    ['Әбілқасымова', null],
    ['Нұрсұлтан-Әли', null],
    ['Салтыков-Щедрин', null],
    ["О'Коннор", null],
    ['D’Artagnan', null],
    ['Müller', null],
    ['Ахмет бин Али', null],
    ['', { code: 'name_empty' }],
    [' \u200B ', { code: 'name_empty' }],
    ['Ахмет<b>', { code: 'name_characters', params: { character: '<' } }],
    ['Ахмет "Жеңіс"', { code: 'name_characters', params: { character: '"' } }],
    ['Ахмет2', { code: 'name_characters', params: { character: '2' } }],
    ['+++INS', { code: 'name_characters', params: { character: '+' } }],
    ['李', { code: 'name_characters', params: { character: '李' } }],
    ['😀', { code: 'name_characters', params: { character: '😀' } }],
    ['---', { code: 'name_characters', params: { character: '-' } }],
    ['Ә'.repeat(120), null],
    ['Ә'.repeat(300), { code: 'name_too_long', params: { max: 120, length: 300 } }],
  ]
  for (const [name, problem] of names) {
    it(`${name.slice(0, 20)}: ${JSON.stringify(problem)}`, () => expect(checkName(name)).toEqual(problem))
  }

  it('R31 folds Kazakh, Russian and look-alike Latin letters together for searching', () => {
    expect(foldName('Әбілқасымова')).toBe('абилкасымова')
    expect(foldName('ҒАЛЫМҰЛЫ-Һ')).toBe('галымулых')
    expect(foldName('Cергeй')).toBe(foldName('Сергей'))
    expect(foldName('Фёдоръ')).toBe('федор')
    expect(foldName("О'Коннор")).toBe('оконнор')
    expect(foldSecond('Гүлім')).toBe(foldSecond('Гюлым'))
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => foldName(foldName(text)) === foldName(text)),
    )
  })

  it('puts a name together without gaps', () => {
    expect(fullName({ lastName: 'Ахметов', firstName: 'Асан', middleName: '' })).toBe('Ахметов Асан')
    expect(shortName({ lastName: 'Әбілқасымова', firstName: 'әйгерім', middleName: 'Қанатқызы' })).toBe(
      'Әбілқасымова Ә. Қ.',
    )
    expect(shortName({ lastName: '', firstName: 'Асан' })).toBe('А.')
  })

  it('sorts by the Kazakh alphabet in every screen language', () => {
    const alphabet = Array.from('АӘБВГҒДЕЁЖЗИЙКҚЛМНҢОӨПРСТУҰҮФХҺЦЧШЩЪЫІЬЭЮЯ')
    for (const language of ['kk', 'ru', 'en'] as const) {
      expect([...alphabet].reverse().sort(collate(language).compare)).toEqual(alphabet)
    }
    expect(['Т-10', 'Т-2'].sort(collate().compare)).toEqual(['Т-2', 'Т-10'])
  })
})

describe('telephones', () => {
  const phones: [string, string | null, string][] = [
    ['8 (701) 234-56-78', '+77012345678', 'mobile'],
    ['+7 701 234 56 78', '+77012345678', 'mobile'],
    ['7012345678', '+77012345678', 'mobile'],
    ['87472345678', '+77472345678', 'mobile'],
    ['8 7172 55 66 77', '+77172556677', 'landline'],
    ['8 727 255 66 77', '+77272556677', 'landline'],
    ['87512345678', '+77512345678', 'unknown'],
    ['+996 555 123456', '+996555123456', 'unknown'],
    ['55-66-77', null, 'unknown'],
    ['', null, 'unknown'],
    ['нет', null, 'unknown'],
    ['8701234567', null, 'unknown'],
    ['8 800 080 80 80', '+78000808080', 'unknown'],
    ['+7 912 345 67 89', '+79123456789', 'unknown'],
  ]
  for (const [text, e164, kind] of phones) {
    it(`${text} -> ${e164}`, () => expect(normalisePhone(text)).toEqual({ e164, kind }))
  }

  it('maps the Kazakh layout back', () => {
    expect(normalisePhone('ү.қ"әіңғ,.ү')).toEqual({ e164: '+77012345678', kind: 'mobile' })
  })
})

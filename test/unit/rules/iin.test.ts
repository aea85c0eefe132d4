import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  checkBin,
  checkDigit,
  checkIin,
  mapDigits,
  maskIin,
  readIin,
  swapCandidates,
} from '../../../shared/rules'
import { fixture } from './csv'

describe('numbers of identity', () => {
  for (const row of fixture('iin-vectors.csv')) {
    it(`${row.kind} ${row.number}: ${row.error || 'valid'} (${row.note})`, () => {
      const expected = {
        valid: row.valid === 'yes',
        error: row.error || null,
        expectedDigit: row.expected_digit ? Number(row.expected_digit) : null,
      }
      if (row.kind === 'BIN') expect(checkBin(row.number!)).toEqual(expected)
      else {
        expect(checkIin(row.number!)).toMatchObject({
          ...expected,
          birthDate: row.birth_date || null,
          sex: row.sex || null,
        })
      }
    })
  }

  it('a wrong check digit names the right one, whatever was typed', () => {
    for (let digit = 0; digit < 10; digit++) {
      const check = checkIin('90010130001' + digit)
      expect(check.valid).toBe(digit === 7)
      expect(check.expectedDigit).toBe(digit === 7 ? null : 7)
    }
  })

  it('two neighbours changed round: the right number is among the candidates and suggested when it is the only one', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('900101300017', '850315400124', '050721500031', '700630300775', '791028302728'),
        fc.integer({ min: 0, max: 10 }),
        (right, at) => {
          const typed = right.slice(0, at) + right.charAt(at + 1) + right.charAt(at) + right.slice(at + 2)
          if (typed === right) return
          const check = checkIin(typed)
          if (check.valid) return
          expect(swapCandidates(typed)).toContain(right)
          if (swapCandidates(typed).length === 1) expect(check.suggestion).toBe(right)
          else expect(check.suggestion).toBeNull()
        },
      ),
    )
    expect(checkIin('900110300017').suggestion).toBe('900101300017')
  })

  it('no digit is right where both passes give 10', () => {
    expect(checkDigit('95010130077')).toBeNull()
    expect(checkIin('950101300770').expectedDigit).toBeNull()
  })

  it('the list shows only the last four digits', () => {
    expect(maskIin('900101300017')).toBe('···· 0017')
    expect(maskIin('0017')).toBe('····')
    expect(maskIin('')).toBe('····')
  })
})

describe('what a keyboard or a scanner made of an IIN', () => {
  const iin = '900101300017'
  const typed: [string, string][] = [
    ['plain', iin],
    ['Kazakh layout', 'ұққ"қ"іқққ".'],
    ['Kazakh layout with Caps Lock', 'ҰҚҚ"Қ"ІҚҚҚ".'],
    ['Kazakh layout with Shift', 'ҰҚҚ!Қ!ІҚҚҚ!:'],
    ['half of it from the numeric pad', '900101іқққ".'],
    ['Russian layout with Shift', '())!)!№)))!?'],
    ['US layout with Shift', '())!)!#)))!&'],
    ['blanks and dashes', ' 900101-300 017 '],
    ['long dash, no-break blank', '900101–300\u00A0017'],
    ['Enter and Tab of a scanner', '900101300017\r\n\t'],
    ['scanner prefix', ']C1900101300017\r'],
    ['scanner prefix through the Kazakh layout', 'ъС"ұққ"қ"іқққ".'],
    ['group separator and byte order mark', '\uFEFF\u001d900101300017'],
    ['full-width digits', '９００１０１３０００１７'],
    ['a label', 'ЖСН: 900101300017'],
    ['both labels', 'ИИН/ЖСН 900101300017'],
    ['a dot between birth date and serial', '900101.300017'],
    ['first line of an identity card', 'IDKAZ0123456786900101300017<<<'],
    [
      'all lines of an identity card',
      'IDKAZ0123456786900101300017<<<\n9001014M3001016KAZ<<<<<<<<<<<4\nAHMETOV<<ASAN<<<<<<<<<<<<<<<<<',
    ],
    ['identity card through the Kazakh layout', 'ШВЛФЯқ"ә' + 'іңғ,.ү,' + 'ұққ"қ"іқққ".' + 'БББ'],
    ['second line of a passport', 'N012345674KAZ9001014M3001016900101300017<<18'],
  ]
  for (const [how, text] of typed) {
    it(how, () => {
      expect(mapDigits(text)).toBe(iin)
      expect(readIin(text)).toMatchObject({ iin, valid: true, birthDate: '1990-01-01', sex: 'male' })
    })
  }

  it('says that it mapped something, but not for blanks', () => {
    expect(readIin(iin).corrected).toBe(false)
    expect(readIin('900101 300017').corrected).toBe(false)
    expect(readIin('ұққ"қ"іқққ".').corrected).toBe(true)
  })

  it('keeps what cannot be a digit, so that it is refused and not lost', () => {
    expect(readIin('90010130001О')).toMatchObject({ iin: '90010130001О', error: 'iin_characters' })
    expect(readIin('Ахметов')).toMatchObject({ error: 'iin_characters' })
    expect(readIin('')).toMatchObject({ iin: '', error: 'iin_length' })
    expect(readIin('<script>')).toMatchObject({ error: 'iin_characters' })
  })

  it('never throws, whatever is scanned', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const { valid, iin: read } = readIin(text)
        expect(valid ? /^\d{12}$/u.test(read) : true).toBe(true)
      }),
    )
  })
})

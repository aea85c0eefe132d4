import { describe, expect, it } from 'vitest'
import { differing, merge, withValue } from '../../../renderer/pages/person/fields'
import { dayProblem, readDay, withDay } from '../../../renderer/pages/settings/calendar-days'
import { csvText } from '../../../renderer/pages/today/csv'
import { emptyPersonFields } from '../../../shared/model'
import { shippedCalendars } from '../../../shared/rules/calendar'

describe('csvText', () => {
  it('opens right in a Russian spreadsheet: mark, semicolons, quotes', () => {
    expect(csvText(['№', 'Аты'], [[1, 'Ким; "Вика"']])).toBe('\ufeff№;Аты\r\n1;"Ким; ""Вика"""\r\n')
  })

  it('keeps a name that looks like a formula as text, and a telephone as it is', () => {
    expect(csvText([], [['=cmd|calc', '+7 701 555 01 24', '-1+1']])).toContain(
      "'=cmd|calc;+7 701 555 01 24;'-1+1",
    )
  })
})

describe('merge', () => {
  const base = { ...emptyPersonFields, lastName: 'Ким', mobile: '+77010000001', address: 'Көкөзек' }

  it('takes theirs where only they changed, keeps mine where only I did, and asks about both', () => {
    const theirs = { ...base, mobile: '+77010000002', address: 'Қарасу' }
    const mine = { ...base, lastName: 'Ли', address: 'Алматы' }
    const { merged, asked } = merge(base, theirs, mine)
    expect(merged).toMatchObject({ lastName: 'Ли', mobile: '+77010000002', address: 'Алматы' })
    expect(asked).toEqual(['lastName', 'address'])
  })

  it('sees no difference in spaces at the ends, and sees parts of the document', () => {
    expect(differing(base, { ...base, address: 'Көкөзек ' })).toEqual([])
    expect(differing(base, withValue(base, 'identityDocument.number', '031'))).toEqual([
      'identityDocument.number',
    ])
  })
})

describe('days of a calendar', () => {
  const calendar = shippedCalendars.find(({ year, week }) => year === 2026 && week === 5)!

  it('reads a day as it is typed and refuses one the year has not', () => {
    expect(readDay('22.03', 2026)).toBe('03-22')
    expect(readDay('1/2/2026', 2026)).toBe('02-01')
    expect(readDay('29.02', 2026)).toBeNull()
    expect(readDay('22.03.2025', 2026)).toBeNull()
  })

  it('says why a day cannot join a list', () => {
    expect(dayProblem(calendar, 'off', '03-09')).toBe('twice')
    expect(dayProblem(calendar, 'off', '11-21')).toBe('weekend')
    expect(dayProblem(calendar, 'worked', '11-20')).toBe('weekday')
    expect(dayProblem(withDay(calendar, 'worked', '11-21'), 'off', '11-21')).toBe('both')
    expect(dayProblem(calendar, 'off', '11-23')).toBeNull()
  })
})

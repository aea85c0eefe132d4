import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addDays,
  buildCalendar,
  computeYear,
  findCalendarFault,
  parseCalendarYear,
  shippedCalendars,
} from '../../../shared/rules'

const five = buildCalendar(shippedCalendars, 5)
const six = buildCalendar(shippedCalendars, 6)
const daysOf = (year: number) => {
  const days: string[] = []
  for (let day = `${year}-01-01`; day.startsWith(String(year)); day = addDays(day, 1)) days.push(day)
  return days
}
const anyDay = fc.integer({ min: 0, max: 365 * 5 }).map((days) => addDays('2023-06-01', days))

describe('calendar', () => {
  it('R6 has as many working days as the published balances, per year, quarter and month', () => {
    const count = (calendar: typeof five, year: number) => daysOf(year).filter(calendar.isWorkingDay).length
    expect([2024, 2025, 2026, 2027].map((year) => count(five, year))).toEqual([249, 246, 247, 247])
    expect([2024, 2025, 2026, 2027].map((year) => count(six, year))).toEqual([301, 298, 299, 299])
    const quarters = (year: number) =>
      [0, 1, 2, 3].map(
        (quarter) =>
          daysOf(year).filter(
            (day) => Math.floor((Number(day.slice(5, 7)) - 1) / 3) === quarter && five.isWorkingDay(day),
          ).length,
      )
    expect([2024, 2025, 2026, 2027].map(quarters)).toEqual([
      [59, 62, 64, 64],
      [57, 61, 64, 64],
      [57, 61, 65, 64],
      [56, 62, 65, 64],
    ])
    const months = Array.from({ length: 12 }, (_, month) => `2026-${String(month + 1).padStart(2, '0')}`)
    expect(
      months.map(
        (month) => daysOf(2026).filter((day) => day.startsWith(month) && five.isWorkingDay(day)).length,
      ),
    ).toEqual([19, 20, 18, 22, 17, 22, 22, 21, 22, 21, 21, 22])
  })

  it('R6 names holidays, days they moved to, ministerial moves and worked weekends', () => {
    expect(five.dayKind('2026-03-23')).toMatchObject({ kind: 'holiday', holiday: { ru: 'Наурыз мейрамы' } })
    expect(five.dayKind('2026-03-21')).toMatchObject({ kind: 'holiday', working: false })
    expect(five.dayKind('2026-03-24')).toMatchObject({ kind: 'moved_off', holiday: { kk: 'Наурыз мейрамы' } })
    expect(five.dayKind('2026-05-27')).toMatchObject({
      kind: 'holiday',
      holiday: { en: 'first day of Kurban Ait' },
    })
    expect(five.dayKind('2024-05-08')).toEqual({ kind: 'moved_off', working: false })
    expect(five.dayKind('2024-05-04')).toEqual({ kind: 'worked_weekend', working: true })
    expect(five.dayKind('2025-01-05')).toEqual({ kind: 'worked_weekend', working: true })
    expect(five.dayKind('2026-08-30')).toEqual({ kind: 'weekend', working: false })
    expect(five.dayKind('2026-08-31')).toEqual({ kind: 'counted', working: true })
    expect(five.dayKind('2025-09-01')).toMatchObject({
      kind: 'moved_off',
      holiday: { ru: 'День Конституции' },
    })
  })

  it('the rule alone gives the shipped days, save the ministerial moves', () => {
    for (const calendar of shippedCalendars) {
      const computed = computeYear(calendar.year, calendar.week)
      const moved = calendar.off.filter((day) => !computed.off.includes(day))
      const expected: Record<string, string[]> = {
        '2024/5': ['05-08'],
        '2025/5': ['01-03'],
        '2025/6': ['01-03'],
      }
      expect(moved, `${calendar.year}/${calendar.week}`).toEqual(
        expected[`${calendar.year}/${calendar.week}`] ?? [],
      )
      expect(computed.off.filter((day) => !calendar.off.includes(day))).toEqual([])
    }
  })

  it('a year without data is computed and announced, 2027 is announced as computed', () => {
    expect(five.status(2026)).toBe('official')
    expect(five.status(2027)).toBe('computed')
    expect(five.status(2031)).toBe('missing')
    expect(five.dayKind('2022-01-03')).toMatchObject({ kind: 'moved_off', holiday: { ru: 'Новый год' } })
    expect(five.dayKind('2022-01-04')).toMatchObject({ kind: 'moved_off' })
    const across = five.addTerm({ start: '2026-12-30', term: { amount: 3, unit: 'wd' } })
    expect(across.warnings).toEqual([{ year: 2027, status: 'computed' }])
    expect(five.addTerm({ start: '2026-12-30', term: { amount: 1, unit: 'wd' } }).warnings).toEqual([])
    expect(five.addTerm({ start: '2027-12-30', term: { amount: 2, unit: 'wd' } }).warnings).toEqual([
      { year: 2027, status: 'computed' },
      { year: 2028, status: 'missing' },
    ])
  })

  it('a centre’s own year takes the place of the shipped one', () => {
    const own = buildCalendar(
      [
        ...shippedCalendars,
        { year: 2027, week: 5, off: ['01-05'], worked: ['01-09'], status: 'official', source: '' },
      ],
      5,
    )
    expect(own.dayKind('2027-01-05')).toEqual({ kind: 'moved_off', working: false })
    expect(own.isWorkingDay('2027-01-04')).toBe(true)
    expect(own.dayKind('2027-01-09').kind).toBe('worked_weekend')
    expect(own.status(2027)).toBe('official')
  })

  it('a calendar that contradicts itself is refused with the reason', () => {
    const base = {
      year: 2026,
      week: 5 as const,
      off: [],
      worked: [],
      status: 'official' as const,
      source: '',
    }
    const faults: [object, string][] = [
      [{ off: ['03-23', '03-23'] }, 'duplicate_day'],
      [{ off: ['02-29'] }, 'day_not_in_year'],
      [{ off: ['13-01'] }, 'day_not_in_year'],
      [{ off: ['03-21'] }, 'off_is_weekend'],
      [{ worked: ['03-20'] }, 'worked_is_weekday'],
    ]
    for (const [change, reason] of faults) {
      expect(findCalendarFault({ ...base, ...change })?.reason).toBe(reason)
      expect(() => parseCalendarYear({ ...base, ...change })).toThrow(
        expect.objectContaining({
          value: expect.objectContaining({
            code: 'calendar_invalid',
            params: expect.objectContaining({ reason }),
          }),
        }),
      )
    }
    expect(() => parseCalendarYear({ ...base, off: ['3-23'] })).toThrow(/calendar_invalid.*shape/u)
    expect(() => parseCalendarYear(null)).toThrow(/calendar_invalid/u)
    expect(findCalendarFault({ ...base, off: ['03-23'] })).toBeNull()
  })
})

describe('counting, for any start and term', () => {
  const term = fc.integer({ min: 1, max: 40 })

  it('R6 never due on a day off, and every step explained once', () => {
    fc.assert(
      fc.property(
        anyDay,
        term,
        fc.boolean(),
        fc.constantFrom(five, six),
        (start, amount, countFromSameDay, calendar) => {
          const { due, days } = calendar.addTerm({ start, term: { amount, unit: 'wd' }, countFromSameDay })
          expect(calendar.isWorkingDay(due)).toBe(true)
          expect(days.map((step) => step.day)).toEqual(days.map((_, index) => addDays(start, index)))
          expect(days.at(-1)).toMatchObject({ day: due, n: amount })
          expect(days.filter((step) => step.n !== undefined).map((step) => step.n)).toEqual(
            Array.from({ length: amount }, (_, index) => index + 1),
          )
        },
      ),
    )
  })

  it('R7 a later start or a longer term is never due earlier; counting the first day is never later', () => {
    fc.assert(
      fc.property(anyDay, term, (start, amount) => {
        const due = (from: string, days: number, countFromSameDay = false) =>
          five.addTerm({ start: from, term: { amount: days, unit: 'wd' }, countFromSameDay }).due
        expect(due(addDays(start, 1), amount) >= due(start, amount)).toBe(true)
        expect(due(start, amount + 1) > due(start, amount)).toBe(true)
        expect(due(start, amount, true) <= due(start, amount)).toBe(true)
      }),
    )
  })

  it('working days between is the inverse of adding a term, and signed', () => {
    fc.assert(
      fc.property(anyDay, term, anyDay, (start, amount, other) => {
        const { due } = five.addTerm({ start, term: { amount, unit: 'wd' } })
        expect(five.workingDaysBetween(start, due)).toBe(amount)
        expect(five.workingDaysBetween(start, other) + five.workingDaysBetween(other, start)).toBe(0)
      }),
    )
    expect(five.workingDaysBetween('2026-03-20', '2026-03-20')).toBe(0)
    // A duty of Friday has passed on Saturday, although no working day lies between.
    expect(five.workingDaysLeft('2026-03-20', '2026-03-20')).toBe(0)
    expect(five.workingDaysLeft('2026-03-21', '2026-03-20')).toBe(-1)
    expect(five.workingDaysLeft('2026-03-19', '2026-03-20')).toBe(1)
    expect(five.workingDaysBetween('2026-03-26', '2026-03-20')).toBe(-1)
  })

  it('R8 calendar days: all count, the end is not moved', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 100 }), (start, amount) => {
        expect(five.addTerm({ start, term: { amount, unit: 'cd' } }).due).toBe(addDays(start, amount))
      }),
    )
  })

  it('a term of no days is the day itself, or the next day on which it can be done', () => {
    expect(five.addTerm({ start: '2026-03-20', term: { amount: 0, unit: 'wd' } }).due).toBe('2026-03-20')
    expect(five.addTerm({ start: '2026-03-21', term: { amount: 0, unit: 'wd' } }).due).toBe('2026-03-26')
    expect(() => five.addTerm({ start: '2026-02-30', term: { amount: 1, unit: 'wd' } })).toThrow(
      /date_invalid/u,
    )
  })
})

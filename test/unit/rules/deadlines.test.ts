import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { DeadlineWhy } from '../../../shared/model'
import {
  buildCalendar,
  computeDeadline,
  deadlineRules,
  openState,
  parseTerm,
  portalStart,
  shippedCalendars,
} from '../../../shared/rules'
import { fixture } from './csv'

const calendars = { '5': buildCalendar(shippedCalendars, 5), '6': buildCalendar(shippedCalendars, 6) }
const calendar = calendars['5']

describe('deadlines', () => {
  for (const row of fixture('deadline-cases.csv')) {
    it(`R6 R7 R8 ${row.from} + ${row.term}, ${row.week} days${row.same_day === 'yes' ? ', same day' : ''}: ${row.comment}`, () => {
      const why = computeDeadline({
        term: parseTerm(row.term!)!,
        start: row.from!.slice(0, 10),
        calendar: calendars[row.week as '5' | '6'],
        countFromSameDay: row.same_day === 'yes',
      })
      expect(why.due).toBe(row.due)
      expect(DeadlineWhy.safeParse(why).error).toBeUndefined()
    })
  }

  it('R25 R27 the decision is due one working day after acceptance, and says why', () => {
    const why = computeDeadline({ code: 'js_decision', start: '2026-03-20', calendar })
    expect(why).toMatchObject({
      code: 'js_decision',
      due: '2026-03-26',
      rules: ['R25', 'R27', 'R6', 'R7'],
      warnings: [],
    })
    expect(why.days.map((step) => step.kind)).toEqual([
      'start',
      'holiday',
      'holiday',
      'holiday',
      'moved_off',
      'moved_off',
      'counted',
    ])
    expect(why.days.at(-1)).toEqual({ day: '2026-03-26', kind: 'counted', n: 1 })
    for (const text of [why.source, why.startEvent])
      for (const word of Object.values(text)) expect(word).not.toBe('')
  })

  it('R72 the information is valid 30 calendar days', () => {
    expect(computeDeadline({ code: 'certificate_validity', start: '2026-01-15', calendar })).toMatchObject({
      due: '2026-02-14',
      rules: ['R72', 'R8'],
    })
  })

  it('table P is whole: every code once, in working or calendar days', () => {
    expect(deadlineRules.size).toBe(26)
    const data = JSON.parse(
      readFileSync(new URL('../../../shared/law/deadlines.json', import.meta.url), 'utf8'),
    ) as {
      deadlines: unknown[]
    }
    expect(data.deadlines).toHaveLength(26)
    const terms = Object.fromEntries(
      [...deadlineRules].map(([code, rule]) => [code, `${rule.amount}${rule.unit}`]),
    )
    expect(terms).toMatchObject({
      js_decision: '1wd',
      js_matching: '2wd',
      un_plan: '2wd',
      un_change_report: '5wd',
      offer_answer_job_seeker: '1wd',
      offer_answer_unemployed: '3wd',
      tear_off_return: '5wd',
      complaint_quality_body: '15wd',
      certificate_validity: '30cd',
    })
  })

  it('a code that the table does not hold is refused', () => {
    expect(() => computeDeadline({ code: 'none', start: '2026-03-20', calendar })).toThrow(/term_invalid/u)
  })

  it('reads a term', () => {
    expect(parseTerm('1wd')).toEqual({ amount: 1, unit: 'wd' })
    expect(parseTerm(' 30 CD ')).toEqual({ amount: 30, unit: 'cd' })
    for (const text of ['', '1', 'wd', '-1wd', '1.5wd', '9999wd', '1min']) expect(parseTerm(text)).toBeNull()
  })

  it('R4 opening hours', () => {
    const states: [string, string][] = [
      ['2026-03-20T08:59', 'before_opening'],
      ['2026-03-20T09:00', 'open'],
      ['2026-03-20T12:59', 'open'],
      ['2026-03-20T13:00', 'break'],
      ['2026-03-20T14:30', 'open'],
      ['2026-03-20T18:29', 'open'],
      ['2026-03-20T18:30', 'after_closing'],
      ['2026-03-23T10:00', 'day_off'],
      ['2024-05-04T10:00', 'open'],
    ]
    for (const [time, reason] of states)
      expect(openState(time, calendar), time).toEqual({ open: reason === 'open', reason })
  })

  it('R5 a portal application after hours or on a day off starts on the next working day', () => {
    expect(portalStart('2026-03-19T17:00', calendar)).toBe('2026-03-19')
    expect(portalStart('2026-03-19T18:30', calendar)).toBe('2026-03-20')
    expect(portalStart('2026-03-20T19:00', calendar)).toBe('2026-03-26')
    expect(portalStart('2026-03-22T10:00', calendar)).toBe('2026-03-26')
    expect(portalStart('2026-03-20T07:00', calendar)).toBe('2026-03-20')
    expect(portalStart('2026-03-20T13:30', calendar)).toBe('2026-03-20')
  })
})

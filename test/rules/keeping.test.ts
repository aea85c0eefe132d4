/** R178-R182: rules of good keeping. Those of the core are tested there: `contract/conflicts`, `contract/intake`. */
import { describe, expect, it } from 'vitest'
import { buildCalendar, shippedCalendars } from '../../shared/rules'
import { allowed, type Finding } from '../../shared/rules/engine/finding'
import { r179TypedDay, r180NameOf, r182Again, type TypedDay } from '../../shared/rules/engine/keeping'
import { codesIn, expectExplained } from './explained'

const calendar = buildCalendar(shippedCalendars, 5)
const said: Finding[] = []
const codes = (findings: readonly Finding[]) => {
  said.push(...findings)
  return findings.map(({ level, code }) => `${level} ${code}`)
}

describe('days typed by hand', () => {
  const now = '2026-03-26T12:00'
  const typed = (value: string, kind: TypedDay = 'acceptance') =>
    codes(r179TypedDay({ kind, value, now }, calendar))

  it('R179 never in the future, whatever they are the day of', () => {
    for (const kind of ['acceptance', 'decision', 'issue', 'return'] as const) {
      expect(typed('2026-03-26', kind)).toEqual([])
      expect(typed('2026-03-27', kind)).toEqual(['block typed_day_future'])
    }
    expect(typed('2026-03-26T12:00')).toEqual([])
    expect(typed('2026-03-26T12:01')).toEqual(['block typed_day_future'])
    expect(typed('2026-02-30')).toEqual(['block typed_day_invalid'])
    expect(typed('26.03.2026')).toEqual(['block typed_day_invalid'])
  })

  it('R179 warns of days off and of closed hours, and lets on', () => {
    for (const off of ['2026-03-21', '2026-03-25', '2026-01-07', '2025-09-01'])
      expect(typed(off)).toEqual(['warn typed_day_off'])
    // The minister made Sunday 5 January 2025 a working day; 31 August 2026 stays one.
    expect(typed('2025-01-05')).toEqual([])
    for (const closed of ['08:59', '13:00', '18:30'])
      expect(typed('2026-03-20T' + closed)).toEqual(['warn typed_day_hours'])
    for (const open of ['09:00', '14:30', '18:29']) expect(typed('2026-03-20T' + open)).toEqual([])
    const warned = r179TypedDay({ kind: 'return', value: '2026-03-21', now }, calendar)
    expect(allowed(warned)).toBe(true)
    const hours = { opens: '08:00', closes: '17:00', breakFrom: '12:00', breakTo: '13:00' }
    expect(codes(r179TypedDay({ kind: 'return', value: '2026-03-20T17:00', now }, calendar, hours))).toEqual([
      'warn typed_day_hours',
    ])
  })
})

it('R180 a paper with the former name is recognised, another one is not', () => {
  const person = {
    name: 'Құдайбергенова Айгерім Болатқызы',
    formerNames: ['Сейтжанова Айгерім Болатқызы'],
  }
  expect(r180NameOf('Құдайбергенова Айгерім Болатқызы', person)).toBe('current')
  expect(r180NameOf('КУДАЙБЕРГЕНОВА  Айгерим Болаткызы', person)).toBe('current')
  expect(r180NameOf('Сейтжанова Айгерім Болатқызы', person)).toBe('former')
  expect(r180NameOf('Сейтжанова Айгүл Болатқызы', person)).toBe('other')
  expect(r180NameOf('Сейтжанова Айгерім Болатқызы', { name: person.name })).toBe('other')
})

it('R182 a case that is open or of the same day is shown, and a second one needs a reason', () => {
  const earlier = [
    { number: 'Т-2026-00001', service: 'S-JS', acceptedOn: '2026-03-10', open: true },
    { number: 'Т-2026-00007', service: 'S-JS', acceptedOn: '2026-03-20', open: false },
    { number: 'Ж-2026-00002', service: 'S-REF', acceptedOn: '2026-03-20', open: false },
  ]
  const again = (service: string, day: string, reason = '', cases = earlier) => {
    const findings = r182Again(cases, { service, day, reason })
    return [findings[0]?.inputs['number'] ?? null, ...codes(findings)]
  }
  const refused = ['warn again_case', 'block again_reason_missing']
  expect(again('S-JS', '2026-03-26')).toEqual(['Т-2026-00001', ...refused])
  expect(again('S-JS', '2026-03-26', 'құжаты ауысты')).toEqual(['Т-2026-00001', 'warn again_case'])
  expect(again('S-REF', '2026-03-20')).toEqual(['Ж-2026-00002', ...refused])
  expect(again('S-REF', '2026-03-26')).toEqual([null])
  expect(again('S-UN', '2026-03-20')).toEqual([null])
  expect(again('S-JS', '2026-03-20', '', earlier.slice(1))).toEqual(['Т-2026-00007', ...refused])
})

it('says each of its findings in words', () => {
  expectExplained(said)
  const known = new Set(said.map(({ code }) => code))
  expect(codesIn('keeping.ts').filter((code) => !known.has(code))).toEqual([])
})

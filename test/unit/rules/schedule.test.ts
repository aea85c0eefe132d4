import { expect, it } from 'vitest'
import type { Schedule } from '../../../shared/contract/targets'
import { buildCalendar, shippedCalendars } from '../../../shared/rules/calendar'
import { dueRun, instantOf, nextRun } from '../../../shared/rules/schedule'

const calendar = buildCalendar(shippedCalendars)
const zone = 'Asia/Almaty'
const daily: Schedule = { on: true, times: ['18:00'], workingDays: true }
const at = (local: string, timeZone = zone) => new Date(instantOf(local, timeZone))
const next = (schedule: Schedule, local: string, timeZone = zone) =>
  nextRun(schedule, at(local, timeZone), timeZone, calendar)?.slot ?? null
const due = (schedule: Schedule, since: string, local: string) =>
  dueRun(schedule, at(since).toISOString(), at(local), zone, calendar)?.slot ?? null

it('finds the moment at which clocks show a local time, also on the day an offset changed', () => {
  expect(instantOf('2026-11-20T18:00', 'Asia/Almaty')).toBe('2026-11-20T13:00:00.000Z')
  expect(instantOf('2026-11-20T18:00', 'Asia/Aqtau')).toBe('2026-11-20T13:00:00.000Z')
  // Almaty went from UTC+6 to UTC+5 on 1 March 2024.
  expect(instantOf('2024-02-29T18:00', 'Asia/Almaty')).toBe('2024-02-29T12:00:00.000Z')
  expect(instantOf('2024-03-01T18:00', 'Asia/Almaty')).toBe('2024-03-01T13:00:00.000Z')
  expect(instantOf('2024-03-01T18:00', 'UTC')).toBe('2024-03-01T18:00:00.000Z')
})

it.each([
  ['before the hour', '2026-11-20T17:59', '2026-11-20T18:00'],
  ['at the hour: the one after', '2026-11-20T18:00', '2026-11-23T18:00'],
  ['over the weekend', '2026-11-21T10:00', '2026-11-23T18:00'],
  ['over Nauryz, which takes the days after it too', '2026-03-20T18:01', '2026-03-26T18:00'],
  ['over New Year', '2025-12-31T19:00', '2026-01-05T18:00'],
])('R171: the next run %s', (_, now, slot) => {
  expect(next(daily, now)).toBe(slot)
})

it('takes every day where days off are not asked for, and every time of a day in order', () => {
  const twice: Schedule = { on: true, times: ['18:00', '13:00', '13:00'], workingDays: false }
  expect(next(twice, '2026-11-20T12:00')).toBe('2026-11-20T13:00')
  expect(next(twice, '2026-11-20T13:00')).toBe('2026-11-20T18:00')
  expect(next(twice, '2026-11-20T18:00')).toBe('2026-11-21T13:00')
})

it('has no run when it is off or names no time', () => {
  expect(next({ ...daily, on: false }, '2026-11-20T10:00')).toBeNull()
  expect(next({ ...daily, times: [] }, '2026-11-20T10:00')).toBeNull()
  expect(due({ ...daily, on: false }, '2026-11-01T10:00', '2026-11-20T19:00')).toBeNull()
})

it('makes good for the newest hour that was missed, and for none before it was set', () => {
  expect(due(daily, '2026-11-01T10:00', '2026-11-20T17:59')).toBe('2026-11-19T18:00')
  expect(due(daily, '2026-11-01T10:00', '2026-11-20T18:00')).toBe('2026-11-20T18:00')
  // The PC was off from Friday noon and is switched on on Sunday.
  expect(due(daily, '2026-11-01T10:00', '2026-11-22T12:00')).toBe('2026-11-20T18:00')
  expect(due(daily, '2026-11-20T18:01', '2026-11-22T12:00')).toBeNull()
})

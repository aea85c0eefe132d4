/** R9, R10, R155, R174 to R176: the queue, over a clock that is passed in. */
import { describe, expect, it } from 'vitest'
import { lawIn } from '../../shared/law/catalogue'
import { QueueLimits, r10Serving, r9Waiting } from '../../shared/rules/engine/registration'
import {
  againstLimit,
  canStep,
  inOrder,
  limitsOn,
  nextTicket,
  servingSeconds,
  spread,
  ticketCode,
  ticketLimits,
  ticketStates,
  ticketSteps,
  waitingSeconds,
  type Queued,
  type TicketStep,
  type Timed,
} from '../../shared/rules/queue'

const limits = QueueLimits.parse({})
const at = (minutes: number, seconds = 0) =>
  new Date(Date.parse('2026-11-20T05:00:00Z') + (minutes * 60 + seconds) * 1000).toISOString()
const timed = (more: Partial<Timed> = {}): Timed => ({
  state: 'waiting',
  waitingSince: at(0),
  waitedSeconds: 0,
  calledAt: null,
  servingAt: null,
  servedSeconds: 0,
  ...more,
})

describe('limits', () => {
  it.each([
    [24, 59, 'within'],
    [25, 0, 'near'],
    [29, 0, 'near'],
    [29, 59, 'near'],
    [30, 0, 'over'],
    [31, 0, 'over'],
  ] as const)('R9 R155: after %i min %i s a wait is %s of thirty minutes', (minutes, seconds, stands) => {
    const now = at(minutes, seconds)
    expect(againstLimit(waitingSeconds(timed(), now), limits.waiting, 5)).toBe(stands)
    // The rule as it is told and the timer on the screen never disagree.
    const { finding } = r9Waiting({ ticketAt: at(0), calledAt: null }, now, limits)
    expect(finding !== null).toBe(stands === 'over')
  })

  it.each([
    ['S-JS', 19, 59, 'near'],
    ['S-JS', 20, 0, 'over'],
    ['S-REF', 20, 0, 'within'],
    ['S-REF', 29, 59, 'near'],
    ['S-REF', 30, 0, 'over'],
    ['S-UN', 400, 0, 'within'],
  ] as const)('R10 R155 R175: %s after %i min %i s is %s', (code, minutes, seconds, stands) => {
    const now = at(minutes, seconds)
    const serving = timed({ state: 'serving', servingAt: at(0), calledAt: at(0) })
    expect(againstLimit(servingSeconds(serving, now), limits.serving[code] ?? null, 5)).toBe(stands)
    const told = r10Serving({ calledAt: at(0), endedAt: null }, code, now, limits)!
    expect(told.finding !== null).toBe(stands === 'over')
  })

  it('R9 R10: the minutes are dated, and a day keeps those of its time', () => {
    const dated = [
      { from: '2026-06-01', waiting: 15, serving: { 'S-JS': 10 } },
      { from: '2020-01-01', waiting: 30, serving: { 'S-JS': 20 } },
    ]
    expect(limitsOn(dated, '2026-05-31').waiting).toBe(30)
    expect(limitsOn(dated, '2026-06-01').waiting).toBe(15)
    expect(limitsOn(dated, '2019-12-31').waiting).toBe(30)
  })

  it('R155 R174 R175: what an edition names for the desk of the provider goes before the setting', () => {
    const own = { from: '2020-01-01', waiting: 45, serving: { 'S-JS': 40, 'S-REF': 50 } }
    const under = (code: 'S-JS' | 'S-REF', edition: string) =>
      ticketLimits([{ code, law: lawIn(code, edition) }], own)
    expect(under('S-JS', 'passport-2020')).toEqual({ waiting: 30, serving: 20 })
    expect(under('S-REF', '172')).toEqual({ waiting: 30, serving: 30 })
    // The lists in force name none.
    expect(under('S-JS', '214')).toEqual({ waiting: 45, serving: 40 })
    expect(under('S-REF', '129')).toEqual({ waiting: 45, serving: 50 })
  })

  it('R10: of several services in one line the shortest counts, and a line without a service has none', () => {
    const own = limitsOn(
      [{ from: '2020-01-01', waiting: 30, serving: { 'S-JS': 20, 'S-REF': 30 } }],
      '2026-01-01',
    )
    const both = ['S-REF', 'S-JS'].map((code) => ({ code, law: undefined }))
    expect(ticketLimits(both, own)).toEqual({ waiting: 30, serving: 20 })
    expect(ticketLimits([], own)).toEqual({ waiting: 30, serving: null })
  })
})

describe('time', () => {
  it('R9: waiting ends with the call, and goes on where somebody was put back', () => {
    expect(waitingSeconds(timed({ state: 'called', calledAt: at(10) }), at(25))).toBe(600)
    expect(waitingSeconds(timed({ waitedSeconds: 600, waitingSince: at(20) }), at(25))).toBe(900)
    expect(waitingSeconds(timed({ state: 'served', waitedSeconds: 600 }), at(99))).toBe(600)
  })

  it('R9 R10: a clock that was set back gives no negative time', () => {
    expect(waitingSeconds(timed(), at(-5))).toBe(0)
    expect(servingSeconds(timed({ state: 'serving', servingAt: at(0) }), at(-5))).toBe(0)
  })
})

describe('order', () => {
  const ticket = (id: number, more: Partial<Queued> = {}): Queued => ({
    id,
    state: 'waiting',
    priority: false,
    groupId: 'registration',
    targetWindow: null,
    issuedAt: at(id),
    ...more,
  })
  const window = { name: '1', groups: ['registration'] }

  it('calls priority first, then the oldest, then the one with the smaller number', () => {
    const all = [ticket(3), ticket(1), ticket(9, { priority: true }), ticket(2, { issuedAt: at(1) })]
    expect(inOrder(all).map(({ id }) => id)).toEqual([9, 1, 2, 3])
  })

  it('calls only the groups of the window, and what was passed to it', () => {
    const other = ticket(1, { groupId: 'measures' })
    const toUs = ticket(2, { groupId: 'measures', targetWindow: '1' })
    const toThem = ticket(3, { targetWindow: '2' })
    expect(nextTicket([other, toThem], window)).toBeUndefined()
    expect(nextTicket([other, toThem, toUs], window)).toBe(toUs)
    expect(nextTicket([ticket(4, { state: 'called' })], window)).toBeUndefined()
  })

  it('allows exactly the steps of each state', () => {
    const allowed = Object.fromEntries(
      ticketStates.map((state) => [
        state,
        (Object.keys(ticketSteps) as TicketStep[]).filter((step) => canStep(step, state)).sort(),
      ]),
    )
    expect(allowed).toEqual({
      waiting: ['call', 'takeOut', 'transfer'],
      called: ['callAgain', 'noShow', 'putBack', 'start', 'takeOut', 'transfer'],
      serving: ['finish', 'putBack', 'transfer'],
      served: [],
      no_show: ['call', 'putBack', 'takeOut'],
      left: [],
    })
  })

  it('writes numbers of three digits and goes on beyond them', () => {
    expect([ticketCode('А', 12), ticketCode('Б', 1000)]).toEqual(['А-012', 'Б-1000'])
  })

  it('gives average, median and longest', () => {
    expect(spread([])).toBeNull()
    expect(spread([10, 40, 20])).toEqual({ average: 23, median: 20, max: 40 })
    expect(spread([10, 20, 30, 60])).toEqual({ average: 30, median: 25, max: 60 })
  })
})

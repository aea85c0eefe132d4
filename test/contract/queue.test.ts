/** The queue of a centre through the core: one clerk or twelve. */
import { describe, expect, it } from 'vitest'
import type { Client } from '../../main/core/app'
import type { Ticket } from '../../shared/contract/queue'
import {
  accept,
  addClerk,
  fridayMorning,
  lookInto,
  openSetUpDesk,
  readyDraft,
  type TestDesk,
} from '../helpers/desk'

const issue = async (desk: TestDesk, groupId = 'registration', more: object = {}, client?: Client) =>
  (await desk.do('queue.issue', { groupId, ...more }, client)).ticket
const sit = (desk: TestDesk, window: string, groups = ['registration'], client?: Client) =>
  desk.do('queue.chooseWindow', { window, groups }, client)
const next = async (desk: TestDesk, client?: Client, more: object = {}) =>
  (await desk.do('queue.callNext', more, client)).ticket
const ref = ({ id, version }: Ticket) => ({ id, version })
const state = (desk: TestDesk, client?: Client) => desk.do('queue.state', {}, client)

describe('tickets', () => {
  it('are numbered by group and day, from one on every day', async () => {
    const desk = await openSetUpDesk()
    const first = await desk.do('queue.issue', { groupId: 'registration' })
    const second = await desk.do('queue.issue', { groupId: 'registration' })
    expect([first.ticket.code, first.before, second.ticket.code, second.before]).toEqual([
      'А-001',
      0,
      'А-002',
      1,
    ])
    expect((await issue(desk, 'measures')).code).toBe('Б-001')
    expect((await issue(desk, 'other')).code).toBe('В-001')
    // 00:30 of the next day in Almaty is still the same day in UTC.
    desk.clock.set('2026-11-20T19:30:00.000Z')
    await desk.do('session.signIn', { staffId: 1, password: 'Тілеуова-2026' })
    expect(await issue(desk)).toMatchObject({ code: 'А-001', day: '2026-11-21' })
  })

  it('R9 R10: keep the limits of the day on which they were given out', async () => {
    const desk = await openSetUpDesk()
    const before = await issue(desk)
    const settings = await desk.do('queue.settings', {})
    await desk.do('queue.saveSettings', {
      settings: {
        ...settings,
        limits: [...settings.limits, { from: '2026-11-20', waiting: 10, serving: { 'S-JS': 12 } }],
      },
    })
    const after = await issue(desk)
    expect([before.waitingLimit, before.servingLimit]).toEqual([30, 20])
    expect([after.waitingLimit, after.servingLimit]).toEqual([10, 12])
    expect(await issue(desk, 'measures')).toMatchObject({ servingLimit: null })
  })

  it('refuse a group that is not there and a reason that the centre does not know', async () => {
    const desk = await openSetUpDesk()
    expect((await desk.refuse('queue.issue', { groupId: 'nothing' })).code).toBe('queue_group_unknown')
    expect((await desk.refuse('queue.issue', { groupId: 'other', personId: 77 })).code).toBe('not_found')
    const settings = await desk.do('queue.settings', {})
    await desk.do('queue.saveSettings', { settings: { ...settings, priorities: ['pregnant'] } })
    expect((await desk.refuse('queue.issue', { groupId: 'other', priorityReason: 'veteran' })).code).toBe(
      'input_invalid',
    )
    expect(await issue(desk, 'other', { priorityReason: 'pregnant' })).toMatchObject({ priority: true })
  })
})

describe('calling', () => {
  it('calls each ticket exactly once when twelve clerks press the key at one moment', async () => {
    const desk = await openSetUpDesk()
    const settings = await desk.do('queue.settings', {})
    const windows = Array.from({ length: 12 }, (_, n) => String(n + 1))
    await desk.do('queue.saveSettings', { settings: { ...settings, windows } })
    const clerks: { client: Client }[] = []
    for (const window of windows) {
      const clerk = await addClerk(desk, 'Маман ' + window)
      await sit(desk, window, ['registration'], clerk.client)
      clerks.push(clerk)
    }
    const issued: number[] = []
    for (let n = 0; n < 30; n++) issued.push((await issue(desk)).id)
    const called: number[] = []
    for (let round = 0; round < 3; round++) {
      const tickets = await Promise.all(clerks.map(({ client }) => next(desk, client)))
      called.push(...tickets.flatMap((ticket) => (ticket ? [ticket.id] : [])))
      await Promise.all(
        tickets.map(async (ticket, n) => {
          if (!ticket) return
          const started = await desk.do('queue.start', ref(ticket), clerks[n]!.client)
          await desk.do('queue.finish', ref(started), clerks[n]!.client)
        }),
      )
    }
    expect(called).toHaveLength(30)
    expect([...called].sort((a, b) => a - b)).toEqual(issued)
    // The oldest ones went first.
    expect(new Set(called.slice(0, 12))).toEqual(new Set(issued.slice(0, 12)))
  })

  it('takes priority first, then the oldest, and asks for a window and a free one', async () => {
    const desk = await openSetUpDesk()
    expect((await desk.refuse('queue.callNext', {})).code).toBe('queue_window_missing')
    await sit(desk, '2')
    expect(await next(desk)).toBeNull()
    await issue(desk)
    const soon = await issue(desk, 'registration', { priorityReason: 'disability' })
    await issue(desk, 'measures')
    expect(await next(desk)).toMatchObject({ id: soon.id, state: 'called', window: '2', calls: 1 })
    expect((await desk.refuse('queue.callNext', {})).code).toBe('queue_ticket_open')
    // Who was only called is not finished by the way.
    expect((await desk.refuse('queue.callNext', { finish: true })).code).toBe('queue_ticket_open')
  })

  it('finishes the present one and calls the next with one key', async () => {
    const desk = await openSetUpDesk()
    await sit(desk, '1')
    const one = await issue(desk)
    const two = await issue(desk)
    await desk.do('queue.start', ref((await next(desk))!))
    desk.clock.minutes(3)
    expect(await next(desk, undefined, { finish: true })).toMatchObject({ id: two.id })
    const { done, current } = await state(desk)
    expect(done).toMatchObject([{ id: one.id, state: 'served', servedSeconds: 180 }])
    expect(current).toMatchObject({ id: two.id })
  })

  it('R9: put back keeps the place, and the wait goes on', async () => {
    const desk = await openSetUpDesk()
    await sit(desk, '1')
    const one = await issue(desk)
    desk.clock.minutes(1)
    await issue(desk)
    desk.clock.minutes(4)
    const called = (await next(desk))!
    const back = await desk.do('queue.putBack', ref(called))
    expect(back).toMatchObject({ state: 'waiting', window: null, waitedSeconds: 300, calls: 0 })
    expect((await state(desk)).waiting.map(({ id }) => id)).toEqual([one.id, one.id + 1])
    desk.clock.minutes(2)
    expect(await next(desk)).toMatchObject({ id: one.id })
    expect((await state(desk)).brief.longest).toBe(360)
  })

  it('marks a no-show only after the calls that the centre asks for; it may come back', async () => {
    const desk = await openSetUpDesk()
    await sit(desk, '1')
    const one = await issue(desk)
    const called = (await next(desk))!
    expect(await desk.refuse('queue.noShow', ref(called))).toMatchObject({
      code: 'queue_no_show_early',
      params: { calls: 1, needed: 2 },
    })
    desk.clock.minutes(1)
    const again = await desk.do('queue.callAgain', ref(called))
    const absent = await desk.do('queue.noShow', ref(again))
    expect(absent).toMatchObject({ state: 'no_show', calls: 2 })
    desk.clock.minutes(30)
    await desk.do('session.signIn', { staffId: 1, password: 'Тілеуова-2026' })
    const back = await desk.do('queue.putBack', ref(absent))
    expect(back).toMatchObject({ state: 'waiting', code: one.code })
    // He was not there: that is no waiting for the centre.
    expect((await state(desk)).brief).toMatchObject({ longest: 0, over: 0 })
  })

  it('passes a ticket to another group or window with its place and the limits of there', async () => {
    const desk = await openSetUpDesk()
    const other = await addClerk(desk, 'Оспанов Дәурен Асқарұлы')
    await sit(desk, '1')
    await sit(desk, '2', ['measures'], other.client)
    await issue(desk)
    desk.clock.minutes(1)
    const later = await issue(desk, 'measures')
    const serving = await desk.do('queue.start', ref((await next(desk))!))
    desk.clock.minutes(2)
    const passed = await desk.do('queue.transfer', { ...ref(serving), groupId: 'measures' })
    expect(passed).toMatchObject({ code: 'А-001', groupId: 'measures', servingLimit: 30, servedSeconds: 120 })
    expect(await next(desk)).toBeNull()
    // Older than the one who waits there.
    const taken = (await next(desk, other.client))!
    expect(taken.id).toBe(passed.id)
    const aside = await desk.do('queue.transfer', { ...ref(taken), window: '1' }, other.client)
    expect(await next(desk, other.client)).toMatchObject({ id: later.id })
    expect(await next(desk)).toMatchObject({ id: aside.id, window: '1' })
    expect((await desk.refuse('queue.transfer', { ...ref(aside), window: '99' })).code).toBe(
      'version_conflict',
    )
  })

  it('refuses a step on an older state and a step that the state does not allow', async () => {
    const desk = await openSetUpDesk()
    await sit(desk, '1')
    await issue(desk)
    const called = (await next(desk))!
    const serving = await desk.do('queue.start', ref(called))
    expect((await desk.refuse('queue.start', ref(called))).code).toBe('version_conflict')
    expect(await desk.refuse('queue.noShow', ref(serving))).toMatchObject({
      code: 'queue_step_wrong',
      params: { ticket: 'А-001', state: 'serving' },
    })
  })

  it('keeps every step in the audit trail with what was before', async () => {
    const desk = await openSetUpDesk()
    await sit(desk, '1')
    await issue(desk)
    const called = (await next(desk))!
    await desk.do('queue.finish', ref(await desk.do('queue.start', ref(called))))
    const trail = await lookInto(desk, (db) =>
      db<{ entity: string; operation: string; detail: string }>('audit')
        .where({ entity: 'ticket' })
        .orderBy('seq'),
    )
    expect(trail.map(({ operation }) => operation)).toEqual([
      'queue.issue',
      'queue.callNext',
      'queue.start',
      'queue.finish',
    ])
    expect(JSON.parse(trail[2]!.detail)).toMatchObject({
      before: { state: 'called' },
      after: { state: 'serving' },
    })
  })
})

describe('windows', () => {
  it('belong to one clerk for the day; the next day only suggests them', async () => {
    const desk = await openSetUpDesk()
    const other = await addClerk(desk, 'Оспанов Дәурен Асқарұлы')
    await sit(desk, '1', ['registration', 'other'])
    const wanted = { window: '1', groups: ['measures'] }
    expect(await desk.refuse('queue.chooseWindow', wanted, other.client)).toMatchObject({
      code: 'queue_window_taken',
      params: { by: 'Әбенова Гүлнұр Серікқызы' },
    })
    await issue(desk)
    const called = (await next(desk))!
    const takeOver = { ...wanted, takeOver: true }
    expect((await desk.refuse('queue.chooseWindow', takeOver, other.client)).code).toBe('queue_window_taken')
    expect((await desk.refuse('queue.chooseWindow', { window: null })).code).toBe('queue_ticket_open')
    await desk.do('queue.putBack', ref(called))
    await desk.do('queue.chooseWindow', takeOver, other.client)
    expect((await state(desk)).mine).toBeNull()
    expect((await state(desk, other.client)).mine).toMatchObject({ name: '1', groups: ['measures'] })
    expect((await desk.refuse('queue.chooseWindow', { window: '77', groups: ['other'] })).code).toBe(
      'queue_window_unknown',
    )
    desk.clock.set('2026-11-23T05:00:00.000Z')
    await desk.do('session.signIn', { staffId: other.id, password: 'Тілеуова-2026' }, other.client)
    expect(await state(desk, other.client)).toMatchObject({
      mine: null,
      suggested: { name: '1', groups: ['measures'] },
    })
  })

  it('let several clients of one process work, each with its own clerk', async () => {
    const desk = await openSetUpDesk()
    const other = await addClerk(desk, 'Оспанов Дәурен Асқарұлы')
    await sit(desk, '1')
    await sit(desk, '2', ['registration'], other.client)
    await issue(desk)
    await issue(desk)
    const [mine, theirs] = await Promise.all([next(desk), next(desk, other.client)])
    expect((await state(desk)).current).toMatchObject({ id: mine!.id, window: '1' })
    expect((await state(desk, other.client)).current).toMatchObject({ id: theirs!.id, window: '2' })
  })
})

describe('the turn of the day', () => {
  it('closes what was left open with the first reading, in the name of the desk, and carries nothing over', async () => {
    const desk = await openSetUpDesk()
    await sit(desk, '1')
    await issue(desk)
    await issue(desk)
    await issue(desk)
    await desk.do('queue.start', ref((await next(desk))!))
    desk.clock.set('2026-11-20T18:59:59.000Z')
    expect((await desk.do('queue.display', {})).waiting).toBe(2)
    desk.clock.set('2026-11-20T19:00:00.000Z')
    expect(await desk.do('queue.display', {})).toMatchObject({ waiting: 0, calls: [] })
    await desk.do('session.signIn', { staffId: 1, password: 'Тілеуова-2026' })
    expect(await state(desk)).toMatchObject({ waiting: [], open: [], done: [], mine: null, current: null })
    const rows = await lookInto(desk, (db) =>
      db<{ id: number; state: string; updated_by: number | null }>('queue_tickets').orderBy('id'),
    )
    expect(rows.map(({ state, updated_by }) => [state, updated_by])).toEqual([
      ['served', null],
      ['left', null],
      ['left', null],
    ])
    const trail = await lookInto(desk, (db) =>
      db<{ operation: string; staff_id: number | null }>('audit').where({ operation: 'queue.closeDay' }),
    )
    expect(trail.map(({ staff_id }) => staff_id)).toEqual([null, null, null])
    // When they ended nobody knows: they count, and lengthen no average.
    const { total } = await desk.do('queue.statistics', { from: '2026-11-20', to: '2026-11-20' })
    expect(total).toMatchObject({ count: 3, served: 1, left: 2, serving: null, waiting: { max: 0 } })
    expect((await desk.do('audit.list', {})).whole).toBe(true)
  })
})

describe('figures and limits', () => {
  it('R9: a wait is near its limit five minutes before, and over it at the limit', async () => {
    const desk = await openSetUpDesk()
    await issue(desk)
    const { me } = await desk.do('session.current', {})
    const brief = async (minutes: number) => {
      desk.clock.set(new Date(Date.parse(fridayMorning) + minutes * 60_000).toISOString())
      await desk.do('session.signIn', { staffId: me!.id, password: 'Тілеуова-2026' })
      const { near, over } = await desk.do('queue.brief', {})
      return [near, over]
    }
    expect(await brief(24)).toEqual([0, 0])
    expect(await brief(25)).toEqual([1, 0])
    expect(await brief(29)).toEqual([1, 0])
    expect(await brief(30)).toEqual([0, 1])
  })

  it('R9 R10: statistics tell waiting and serving by group and clerk, and how many were over', async () => {
    const desk = await openSetUpDesk()
    const { me } = await desk.do('session.current', {})
    const awake = () => desk.do('session.signIn', { staffId: me!.id, password: 'Тілеуова-2026' })
    await sit(desk, '3', ['registration', 'other'])
    await issue(desk)
    await issue(desk)
    await issue(desk, 'other')
    desk.clock.minutes(10)
    await awake()
    await desk.do('queue.start', ref((await next(desk))!))
    desk.clock.minutes(20)
    await awake()
    const second = (await next(desk, undefined, { finish: true }))!
    await desk.do('queue.start', ref(second))
    desk.clock.minutes(4)
    await next(desk, undefined, { finish: true })
    const all = await desk.do('queue.statistics', { from: '2026-11-20', to: '2026-11-20' })
    expect(all.groups.map(({ groupId, count }) => [groupId, count])).toEqual([
      ['registration', 2],
      ['other', 1],
    ])
    expect(all.groups[0]).toMatchObject({
      served: 2,
      waiting: { average: 1200, median: 1200, max: 1800 },
      waitingOver: 1,
      serving: { average: 720, median: 720, max: 1200 },
      servingOver: 1,
    })
    expect(all.clerks).toMatchObject([{ clerkId: me!.id, count: 3, served: 2 }])
    expect(all.tickets).toHaveLength(3)
    expect(all.tickets[0]).toMatchObject({
      code: 'А-001',
      window: '3',
      waitingSeconds: 600,
      servingSeconds: 1200,
    })
    const empty = await desk.do('queue.statistics', { from: '2026-11-21', to: '2026-11-22' })
    expect(empty).toMatchObject({ groups: [], clerks: [], tickets: [], total: { count: 0, waiting: null } })
    expect((await desk.refuse('queue.statistics', { from: '2026-11-21', to: '2026-11-20' })).code).toBe(
      'date_too_early',
    )
  })

  it('R176: the ticket of the one served leads to the person and the application taken in from it', async () => {
    const desk = await openSetUpDesk()
    await sit(desk, '1')
    await issue(desk)
    const serving = await desk.do('queue.start', ref((await next(desk))!))
    const { application } = await accept(desk, readyDraft())
    const { current } = await state(desk)
    expect(current).toMatchObject({
      id: serving.id,
      personId: application.personId,
      applicationId: application.id,
    })
    await desk.do('queue.finish', ref(current!))
    // Taken in without a ticket: nothing to tie, nothing lost.
    expect((await state(desk)).done[0]).toMatchObject({ applicationId: application.id })
  })
})

describe('settings', () => {
  it('refuse letters twice, empty names, windows twice, and a group in which somebody waits', async () => {
    const desk = await openSetUpDesk()
    const settings = await desk.do('queue.settings', {})
    expect(settings.groups.map(({ letter, services }) => [letter, services])).toEqual([
      ['А', ['S-JS']],
      ['Б', ['S-REF']],
      ['В', []],
    ])
    const refused = async (change: object) =>
      (await desk.refuse('queue.saveSettings', { settings: { ...settings, ...change } })).code
    const [first, ...rest] = settings.groups
    expect(await refused({ groups: [{ ...first, letter: 'Б' }, ...rest] })).toBe('queue_letter_taken')
    expect(await refused({ groups: [{ ...first, name: { kk: '', ru: 'Р' } }, ...rest] })).toBe('name_empty')
    expect(await refused({ windows: ['1', '1'] })).toBe('input_invalid')
    await issue(desk)
    expect(await refused({ groups: [{ ...first, active: false }, ...rest] })).toBe('queue_group_in_use')
  })
})

describe('the public display', () => {
  it('gives out numbers and windows, no name and no number of a person', async () => {
    const desk = await openSetUpDesk()
    const { application } = await accept(desk, readyDraft())
    const { person } = await desk.do('person.get', { id: application.personId })
    await sit(desk, '4')
    await issue(desk, 'registration', { personId: person.id, priorityReason: 'disability' })
    await next(desk)
    const view = await desk.do('queue.display', {}, { id: 'hall', kind: 'window' })
    expect(view).toMatchObject({ waiting: 0, calls: [{ code: 'А-001', window: '4', state: 'called' }] })
    const text = JSON.stringify(view)
    const staff = (await desk.do('session.current', {})).me!.fullName
    for (const secret of [person.iin, person.lastName, person.firstName, person.mobile, ...staff.split(' ')])
      if (secret) expect(text).not.toContain(secret)
    expect(text).not.toContain('disability')
    expect(Object.keys(view).sort()).toEqual(
      ['calls', 'centre', 'now', 'sound', 'text', 'timeZone', 'waiting'].sort(),
    )
    expect(Object.keys(view.calls[0]!).sort()).toEqual(['at', 'code', 'state', 'window'])
  })
})

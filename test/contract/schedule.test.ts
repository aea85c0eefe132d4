/** The desk makes and delivers by the clock (R165 to R171 name the terms); no test waits, the clock is turned. */
import { renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { startRunner, tickEvery } from '../../main/core/targets/runner'
import { accept, addClerk, lookInto, openDesk, password, type TestDesk } from '../helpers/desk'
import { FaultyDisk, filesIn, folderDesk, makeBatch, only } from '../helpers/targets'

const clock = { id: 'clock', kind: 'scheduler' as const }
const evening = { on: true, times: ['18:00'], workingDays: true }
/** UTC of a local time in Almaty. */
const local = (time: string) => new Date(Date.parse(time + ':00Z') - 5 * 3_600_000).toISOString()
const tick = (desk: TestDesk) => desk.do('schedule.tick', {}, clock)
/** Sign in again after the desk locked itself while the clock was turned. */
const signIn = (desk: TestDesk) => desk.do('session.signIn', { staffId: 1, password })
const duties = async (desk: TestDesk) =>
  (await desk.do('work.list', { noun: 'target' })).items.map(({ id, due, what, about }) => [
    id,
    due,
    what.ru,
    about?.ru,
  ])

async function scheduledDesk() {
  const made = await folderDesk()
  await made.desk.do('schedule.save', { schedule: evening })
  return made
}

describe('a scheduled run', () => {
  it('R171: is made at its hour, once, and delivered', async () => {
    const { desk, folder } = await scheduledDesk()
    await accept(desk)
    expect(await desk.do('schedule.get', {})).toMatchObject({ next: local('2026-11-20T18:00'), last: null })
    desk.clock.set(local('2026-11-20T17:59'))
    expect(await tick(desk)).toEqual({ slot: null, results: [] })
    desk.clock.set(local('2026-11-20T18:00'))
    expect(await tick(desk)).toMatchObject({
      slot: '2026-11-20T18:00',
      results: [{ delivered: [1], fault: null }],
    })
    expect(await tick(desk)).toEqual({ slot: null, results: [] })
    expect(filesIn(folder)).toHaveLength(1)
    await signIn(desk)
    expect(await desk.do('schedule.get', {})).toMatchObject({
      next: local('2026-11-23T18:00'),
      last: { slot: '2026-11-20T18:00', outcome: 'made', sequence: 1, fault: null, lacking: [] },
    })
    expect((await desk.do('exchange.state', {})).batches[0]!.by).toBe('scheduler')
    expect(await duties(desk)).toEqual([])
  })

  it('is made good when the PC was off at its hour, once for all that were missed', async () => {
    const { desk } = await scheduledDesk()
    await accept(desk)
    desk.clock.set(local('2026-11-26T09:00'))
    expect(await tick(desk)).toMatchObject({ slot: '2026-11-25T18:00', results: [{ delivered: [1] }] })
    expect(await tick(desk)).toEqual({ slot: null, results: [] })
    // Nothing to send is no failure.
    desk.clock.set(local('2026-11-26T18:05'))
    expect((await tick(desk)).slot).toBe('2026-11-26T18:00')
    await signIn(desk)
    expect((await desk.do('schedule.get', {})).last).toMatchObject({ outcome: 'nothing', sequence: null })
    expect(await duties(desk)).toEqual([])
  })

  it('is no run of an hour before it was set, nor of a day off', async () => {
    const { desk } = await folderDesk()
    desk.clock.set(local('2026-11-20T19:00'))
    await signIn(desk)
    await desk.do('schedule.save', { schedule: evening })
    expect((await tick(desk)).slot).toBeNull()
    desk.clock.set(local('2026-11-22T18:30'))
    expect((await tick(desk)).slot).toBeNull()
    desk.clock.set(local('2026-11-23T18:30'))
    expect((await tick(desk)).slot).toBe('2026-11-23T18:00')
    await signIn(desk)
    // Saving it unchanged does not ask for today's hour again, and off is off.
    await desk.do('schedule.save', { schedule: { ...evening, on: false } })
    desk.clock.set(local('2026-11-24T18:30'))
    expect((await tick(desk)).slot).toBeNull()
  })

  it('is had by one of several desks, and taken over from one that was killed', async () => {
    const { desk, folder } = await scheduledDesk()
    await accept(desk)
    const other = await openDesk({ folder: desk.folder, ports: { delivery: new FaultyDisk().parts() } })
    for (const one of [desk, other]) one.clock.set(local('2026-11-20T18:00'))
    const slots = (await Promise.all([tick(desk), tick(other), tick(desk), tick(other)])).map(
      ({ slot }) => slot,
    )
    expect(slots.filter(Boolean)).toEqual(['2026-11-20T18:00'])
    const batches = await lookInto(desk, (db) => db('batches').select('sequence'))
    expect(batches).toHaveLength(1)
    expect(filesIn(folder)).toHaveLength(1)

    await lookInto(desk, async (db) => {
      const { hostname } = await import('node:os')
      const killed = { claim: `${hostname()}:999999999:x`, started_at: local('2026-11-23T18:00') }
      await db('scheduled_runs').insert({
        ...killed,
        slot: '2026-11-23T18:00',
        outcome: 'under_way',
        attempts: 0,
      })
    })
    other.clock.set(local('2026-11-23T18:01'))
    expect((await tick(other)).slot).toBe('2026-11-23T18:00')
  })

  it('that could not make its batch is a duty of that day, and tried again until it can', async () => {
    const { desk } = await scheduledDesk()
    await accept(desk)
    // A file where the folder of the batches should be.
    const batches = path.join(desk.folder, 'batches')
    rmSync(batches, { recursive: true, force: true })
    writeFileSync(batches, '')
    desk.clock.set(local('2026-11-20T18:00'))
    expect((await tick(desk)).slot).toBe('2026-11-20T18:00')
    await signIn(desk)
    expect((await desk.do('schedule.get', {})).last).toMatchObject({
      outcome: 'failed',
      fault: { code: 'file_write_failed' },
    })
    expect(await duties(desk)).toMatchObject([
      [
        'target:schedule',
        '2026-11-20',
        'Пакет по расписанию не составлен',
        expect.stringContaining('Файл не записан'),
      ],
    ])
    expect((await tick(desk)).slot).toBeNull()
    rmSync(batches)
    desk.clock.minutes(1)
    expect(await tick(desk)).toMatchObject({ slot: '2026-11-20T18:00', results: [{ delivered: [1] }] })
    expect(await duties(desk)).toEqual([])
  })

  it('whose batch did not arrive is a duty until it has', async () => {
    const { desk, folder } = await scheduledDesk()
    await accept(desk)
    renameSync(folder, folder + '-away')
    desk.clock.set(local('2026-11-20T18:00'))
    await tick(desk)
    await signIn(desk)
    const { last } = await desk.do('schedule.get', {})
    expect(last).toMatchObject({
      outcome: 'made',
      lacking: [{ name: 'Желідегі бума', fault: { code: 'target_gone' } }],
    })
    expect(await duties(desk)).toMatchObject([
      [
        'target:schedule',
        '2026-11-20',
        'Пакет доставлен не во все места',
        expect.stringContaining('Желідегі бума'),
      ],
    ])
    // It is nobody's in person and no person's.
    expect((await desk.do('work.list', { noun: 'target', staffId: 1 })).items).toEqual([])
    renameSync(folder + '-away', folder)
    desk.clock.minutes(1)
    await tick(desk)
    expect(await duties(desk)).toEqual([])
    expect((await only(desk)).state).toBe('idle')
  })
})

describe('the schedule', () => {
  it('is set by administrators, needs a time, and keeps times once and in order', async () => {
    const { desk } = await folderDesk()
    const { client } = await addClerk(desk, 'Жұмабеков Дамир')
    expect((await desk.refuse('schedule.save', { schedule: evening }, client)).code).toBe('right_missing')
    expect((await desk.refuse('schedule.save', { schedule: { ...evening, times: [] } })).code).toBe(
      'input_invalid',
    )
    expect((await desk.refuse('schedule.save', { schedule: { ...evening, times: ['24:00'] } })).code).toBe(
      'input_invalid',
    )
    const times = ['18:00', '09:30', '18:00']
    expect(await desk.do('schedule.save', { schedule: { ...evening, times } })).toMatchObject({
      times: ['09:30', '18:00'],
    })
  })
})

describe('the runner', () => {
  it('asks every few seconds, never twice at once, and stops', async () => {
    const { desk, folder } = await folderDesk()
    let turn = () => {}
    let stopped = false
    const calls: Promise<unknown>[] = []
    const app = {
      call: (...call: Parameters<typeof desk.app.call>) => {
        const answer = desk.app.call(...call)
        calls.push(answer)
        return answer
      },
    }
    const stop = startRunner(app, {
      every(milliseconds, work) {
        expect(milliseconds).toBe(tickEvery)
        turn = work
        return () => (stopped = true)
      },
    })
    await makeBatch(desk)
    turn()
    turn()
    expect(calls).toHaveLength(1)
    await Promise.all(calls)
    // It goes on in the background; a call of a person joins it.
    await desk.do('target.deliver', {})
    expect(filesIn(folder)).toHaveLength(1)
    turn()
    expect(calls).toHaveLength(2)
    await Promise.all(calls)
    stop()
    expect(stopped).toBe(true)
  })
})

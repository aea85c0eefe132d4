/** Twenty counters on one register, in processes of their own: no number is lost or doubled, the trail is whole. */
import { spawn } from 'node:child_process'
import path from 'node:path'
import { expect, it } from 'vitest'
import type { CounterOrder, CounterReport } from './counter'
import {
  addClerk,
  draftId,
  fridayMorning,
  lookInto,
  openSetUpDesk,
  paperWorker,
  password,
  readyDraft,
  templatesFolder,
} from '../helpers/desk'
import { iinOf } from '../simulate/people'

const processes = 4
const countersEach = 5
const peopleEach = 2

function counters(order: CounterOrder): Promise<CounterReport> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', path.join(import.meta.dirname, 'counter.ts'), JSON.stringify(order)],
      {
        cwd: path.join(import.meta.dirname, '../..'),
        // A counter that waits for SQLite's lock holds a thread; on as many PCs it would be one of each.
        env: { ...process.env, UV_THREADPOOL_SIZE: '64', NODE_NO_WARNINGS: '1' },
      },
    )
    let [out, err] = ['', '']
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()))
    child.once('error', reject)
    child.once('exit', (code) => {
      if (code === 0) resolve(JSON.parse(out) as CounterReport)
      else reject(new Error(err || `ended with ${code}`))
    })
  })
}

it('twenty counters register at once: every number once, none left out, every entry in the chain', async () => {
  const desk = await openSetUpDesk()
  const clerks: number[] = []
  for (let n = 0; n < processes * countersEach; n++)
    clerks.push((await addClerk(desk, 'Кезекші' + String.fromCharCode(0x430 + n) + ' Айгүл')).id)
  let serial = 0
  const drafts = () => {
    const birthDate = `19${60 + (serial % 30)}-0${1 + (serial % 9)}-15`
    const iin = iinOf(birthDate, 'female', 10 + serial)
    const lastName = 'Кезекші' + 'абвгдежзийкл'[serial % 12]! + 'абвгд'[Math.floor(serial / 12)]!
    serial++
    return {
      id: draftId(),
      draft: readyDraft({ person: { iin, birthDate, lastName, mobile: '' }, similarSeen: true }),
    }
  }
  const orders = Array.from({ length: processes }, (): CounterOrder => ({
    folder: desk.folder,
    templatesFolder,
    paperWorker,
    now: fridayMorning,
    password,
    counters: Array.from({ length: countersEach }, () => ({
      staffId: clerks.pop()!,
      drafts: Array.from({ length: peopleEach }, drafts),
    })),
  }))
  // All of them end before the register does, whatever becomes of one.
  const ended = await Promise.allSettled(orders.map(counters))
  const failed = ended.flatMap((one) => (one.status === 'rejected' ? [String(one.reason)] : []))
  expect(failed).toEqual([])
  const numbers = ended.flatMap((one) => (one.status === 'fulfilled' ? one.value.numbers : []))
  const people = processes * countersEach * peopleEach
  expect(numbers.sort()).toEqual(
    Array.from({ length: people }, (_, n) => `Т-2026-${String(n + 1).padStart(5, '0')}`),
  )
  expect((await desk.do('application.list', {})).total).toBe(people)
  expect((await desk.do('audit.list', {})).whole).toBe(true)
  await lookInto(desk, async (db) => {
    const rows = (await db('audit').count({ n: '*' })) as { n: number }[]
    const last = (await db('audit').orderBy('seq', 'desc').first('seq')) as { seq: number }
    expect(last.seq).toBe(Number(rows[0]!.n))
  })
}, 240_000)

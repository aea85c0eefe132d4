/** The order of things when many papers are printed; what reaches outside notes what it was asked. */
import { describe, expect, it } from 'vitest'
import { printAll, type Press, type PrintJob, type PrintSteps } from '../../../renderer/pages/papers/queue'
import type { DocumentRow } from '../../../shared/model'
import { ok, type ErrorValue } from '../../../shared/errors'

const row = (id: number, more: Partial<DocumentRow> = {}) =>
  ({ id, copies: 1, cancelled: null, ...more }) as DocumentRow
const rows = [row(1), row(2, { copies: 2 }), row(3)]
const changed: ErrorValue = { code: 'paper_changed' }

/** A press that notes its work; `refuse` answers for a token. */
function desk(direct: boolean, refuse: (token: string) => ErrorValue | null | true = () => true) {
  const log: string[] = []
  const jobs: PrintJob[] = []
  const press: Press = {
    direct,
    take: (token, copies) => {
      const answer = refuse(token)
      if (answer === true) log.push(`take ${token} x${copies}`)
      return Promise.resolve(answer)
    },
    finish: (count): Promise<boolean | null> => {
      log.push(`dialog for ${count}`)
      return Promise.resolve(true)
    },
  }
  const steps: PrintSteps = {
    file: (id) => Promise.resolve(ok({ token: 't' + id })),
    mark: (id, copies) => {
      log.push(`mark ${id} x${copies}`)
      return Promise.resolve(ok(null))
    },
    ends: ({ code }) => code === 'desk_locked',
    say: (job) => jobs.push(job),
    stopped: () => false,
  }
  return { log, jobs, press, steps }
}

describe('many papers as one job', () => {
  it('lays out all in the copies of the law, asks once, and marks only then', async () => {
    const { log, jobs, press, steps } = desk(false)
    expect(await printAll(rows, press, steps)).toEqual({ is: 'printed', count: 3, failed: [] })
    const expected = [
      'take t1 x1',
      'take t2 x2',
      'take t3 x1',
      'dialog for 3',
      'mark 1 x1',
      'mark 2 x2',
      'mark 3 x1',
    ]
    expect(log).toEqual(expected)
    expect(jobs.map(({ step, done }) => `${step} ${done}`).slice(2, 5)).toEqual([
      'preparing 2',
      'at_printer 3',
      'marking 0',
    ])
  })

  it('marks each paper at once when the printer takes it at once', async () => {
    const { log, press, steps } = desk(true)
    await printAll(rows.slice(0, 2), press, steps)
    expect(log).toEqual(['take t1 x1', 'mark 1 x1', 'take t2 x2', 'mark 2 x2'])
  })

  it('names a paper that fails, leaves it out and goes on', async () => {
    const { log, press, steps } = desk(false, (token) => (token === 't2' ? null : true))
    steps.file = (id) => Promise.resolve(id === 1 ? { ok: false, error: changed } : ok({ token: 't' + id }))
    const cancelled = row(4, { cancelled: { at: '', by: '', reason: '' } })
    expect(await printAll([...rows, cancelled], press, steps)).toEqual({
      is: 'printed',
      count: 1,
      failed: [
        { document: rows[0], error: changed },
        { document: rows[1], error: null },
        { document: cancelled, error: { code: 'paper_cancelled' } },
      ],
    })
    expect(log).toEqual(['take t3 x1', 'dialog for 1', 'mark 3 x1'])
  })

  it('opens no dialog when no paper is left', async () => {
    const { log, press, steps } = desk(false, () => null)
    expect(await printAll(rows, press, steps)).toMatchObject({ is: 'printed', count: 0 })
    expect(log).toEqual([])
  })

  it('stops between two papers: nothing printed through the dialog, what came out stays marked', async () => {
    for (const direct of [false, true]) {
      const { log, press, steps } = desk(direct)
      steps.stopped = () => log.includes('take t2 x2')
      expect(await printAll(rows, press, steps)).toEqual({
        is: 'stopped',
        done: 2,
        total: 3,
        count: direct ? 2 : 0,
        failed: [],
      })
      expect(log).not.toContain('take t3 x1')
      expect(log.some((line) => line.startsWith('dialog'))).toBe(false)
    }
  })

  it('marks nothing when the sheets did not come out', async () => {
    const { log, press, steps } = desk(false)
    press.finish = () => Promise.resolve(false)
    expect(await printAll(rows, press, steps)).toEqual({ is: 'kept', failed: [] })
    expect(log.some((line) => line.startsWith('mark'))).toBe(false)
  })

  it('marks nothing when the papers do not come onto the page', async () => {
    const { log, press, steps } = desk(false)
    press.finish = () => Promise.resolve(null)
    expect(await printAll(rows, press, steps)).toEqual({ is: 'not_printed' })
    expect(log.some((line) => line.startsWith('mark'))).toBe(false)
  })

  it('does not run through all others when the desk locked itself', async () => {
    const { log, press, steps } = desk(true)
    steps.file = () => Promise.resolve({ ok: false, error: { code: 'desk_locked' } })
    expect(await printAll(rows, press, steps)).toMatchObject({ count: 0, failed: [{ document: rows[0] }] })
    expect(log).toEqual([])
  })
})

/** A large day as one batch, made and verified through the core, beside the `sqlite3` shell writing the same rows. */
import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { batchFile } from '../../main/core/exchange/make'
import { verifyBatch } from '../../main/core/exchange/verify'
import { closeSqlite, openSqlite } from '../../main/db/sqlite'
import { openCentre } from '../simulate/centre'
import type { Context } from '../../main/core/context'

export interface ExchangeMeasure {
  records: number
  makeSeconds: number
  verifySeconds: number
  /** Megabytes of the process at most, while making and while verifying. */
  makeMb: number
  verifyMb: number
  /** Seconds of the `sqlite3` shell for the same rows as JSON; null where it is not installed. */
  shellSeconds: number | null
}

const mb = (bytes: number) => Math.round(bytes / 1024 / 1024)

/** Run, looking at the memory of this process on the way. */
async function watched<T>(work: () => Promise<T>): Promise<{ value: T; seconds: number; peakMb: number }> {
  let peak = process.memoryUsage.rss()
  const look = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 20)
  const begun = performance.now()
  try {
    const value = await work()
    return {
      value,
      seconds: (performance.now() - begun) / 1000,
      peakMb: mb(Math.max(peak, process.memoryUsage.rss())),
    }
  } finally {
    clearInterval(look)
  }
}

const stage = (n: number) => ({
  service_code: 'S-JS',
  application_number: `Т-2026-${String(n).padStart(6, '0')}`,
  iin: '850315400124',
  provider: { bin: '230440000010', name_kk: 'Көкөзек ауданының мансап орталығы', name_ru: 'Карьерный центр' },
  channel: 'counter',
  stage: 'received',
  stage_at: '2026-11-20T05:00:00.000Z',
  stage_date: '2026-11-20',
  due_date: '2026-11-23',
  result: null,
  archive_entry: null,
  result_document: null,
})

export async function measureExchange(records: number): Promise<ExchangeMeasure> {
  const folder = mkdtempSync(path.join(tmpdir(), 'qabyldau-bench-'))
  const centre = await openCentre(folder, '2026-11-20')
  const [clerk] = centre.clerks
  const db = openSqlite(path.join(folder, 'register.sqlite'))
  try {
    await db('outbox').delete()
    for (let at = 0; at < records; at += 100) {
      await db('outbox').insert(
        Array.from({ length: Math.min(100, records - at) }, (_, index) => ({
          kind: 'stages',
          key: randomUUID(),
          version: 1,
          payload: JSON.stringify(stage(at + index)),
          created_at: '2026-11-20T05:00:00.000Z',
          state: 'waiting',
          due: '2026-11-20',
        })),
      )
    }
    const register = path.join(folder, 'register.sqlite')
    const shell = () =>
      spawnSync(
        'sqlite3',
        [
          '-json',
          register,
          `.output ${path.join(folder, 'shell.json')}`,
          'SELECT key, version, payload FROM outbox',
        ],
        { encoding: 'utf8' },
      ).status === 0
    // Once to warm the cache of the system for both.
    const there = shell()
    const begun = performance.now()
    if (there) shell()
    const shellSeconds = there ? (performance.now() - begun) / 1000 : null
    const made = await watched(() => centre.must(clerk, 'exchange.make', {}))
    if (made.value.records !== records) throw new Error(`${made.value.records} of ${records} records left`)
    const file = await batchFile({ db, ports: { dataFolder: folder } } as Context, made.value.sequence)
    const verified = await watched(() => verifyBatch(file.path))
    return {
      records,
      makeSeconds: made.seconds,
      verifySeconds: verified.seconds,
      makeMb: made.peakMb,
      verifyMb: verified.peakMb,
      shellSeconds,
    }
  } finally {
    await closeSqlite(db)
    await centre.close()
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

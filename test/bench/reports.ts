/** A month's report over many applications, beside one plain count of the same month. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { closeSqlite, openSqlite } from '../../main/db/sqlite'
import { addDays } from '../../shared/rules/dates'
import { openCentre } from '../simulate/centre'

export interface ReportMeasure {
  applications: number
  inMonth: number
  reportMs: number
  countMs: number
}

const month = ['2026-11-01', '2026-11-30'] as const
const services = ['S-JS', 'S-REF', 'S-UN']

/** The least of several rounds: what else the PC does only adds. */
async function least(rounds: number, work: () => Promise<unknown>): Promise<number> {
  let best = Number.POSITIVE_INFINITY
  for (let round = 0; round < rounds; round++) {
    const begun = performance.now()
    await work()
    best = Math.min(best, performance.now() - begun)
  }
  return best
}

/** Spread over a hundred months, each application with its decision, deadline, paper and registration. */
export async function measureReports(applications: number): Promise<ReportMeasure> {
  const folder = mkdtempSync(path.join(tmpdir(), 'qabyldau-bench-'))
  const centre = await openCentre(folder, '2026-11-20')
  try {
    const db = openSqlite(path.join(folder, 'register.sqlite'))
    await db.raw('PRAGMA foreign_keys = OFF')
    const stride = 500
    for (let at = 0; at < applications; at += stride) {
      const ids = Array.from({ length: Math.min(stride, applications - at) }, (_, i) => at + i + 1)
      const dayOf = (id: number) => addDays('2026-11-30', -(id % 3000))
      await db.transaction(async (trx) => {
        // SQLite takes so many values in one statement and no more.
        const insert = (table: string, rows: object[]) => trx.batchInsert(table, rows, 40)
        await insert(
          'applications',
          ids.map((id) => ({
            id,
            uid: String(id),
            version: 1,
            number: `Т-${id}`,
            year: 2026,
            service_code: services[id % 3],
            edition: '214',
            person_id: 1,
            channel: 'counter',
            language: 'kk',
            application_date: dayOf(id),
            acceptance_date: dayOf(id),
            accepted_at: dayOf(id) + 'T05:00:00.000Z',
            accepted_by: 1 + (id % 3),
            state: 'decided',
            checklist: '[]',
            consents: '{}',
            legal_representative: 'null',
            second_reason: '',
            marks: '{}',
            draft_id: String(id),
          })),
        )
        await insert(
          'decisions',
          ids.map((id) => ({
            uid: String(id),
            application_id: id,
            outcome: id % 9 === 0 ? 'refused' : 'granted',
            grounds: id % 9 === 0 ? '["inaccurate"]' : '[]',
            explanation: '',
            decided_on: dayOf(id),
            decided_at: dayOf(id) + 'T06:00:00.000Z',
            decided_by: 1,
          })),
        )
        await insert(
          'deadlines',
          ids.map((id) => ({
            code: 'js_decision',
            application_id: id,
            person_id: 1,
            start: dayOf(id),
            due: dayOf(id),
            met_on: dayOf(id),
            why: '{}',
          })),
        )
        await insert(
          'registrations',
          ids.map((id) => ({
            person_id: 1,
            application_id: id,
            kind: 'job_seeker',
            since: dayOf(id),
            until: addDays(dayOf(id), 180) > month[1] ? null : addDays(dayOf(id), 180),
          })),
        )
        await insert(
          'documents',
          ids.map((id) => ({
            uid: String(id),
            version: 1,
            form_id: '214-annex1',
            edition: '214',
            language: 'kk',
            application_id: id,
            person_id: 1,
            data: '{}',
            template_sha256: '',
            sha256: '',
            to_hand_over: true,
            issued_at: dayOf(id) + 'T05:00:00.000Z',
            issued_by: 1,
          })),
        )
      })
    }
    await db.raw('ANALYZE')
    const count = () =>
      db('applications')
        .whereBetween('acceptance_date', [...month])
        .count({ n: '*' }) as Promise<{ n: number }[]>
    const [{ n }] = (await count()) as [{ n: number }]
    const countMs = await least(5, count)
    const [from, to] = month
    await centre.begin('2026-11-30', '10:00')
    const reportMs = await least(3, () => centre.must(centre.director, 'report.get', { from, to }))
    await closeSqlite(db)
    return { applications, inMonth: n, reportMs, countMs }
  } finally {
    await centre.close()
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** A month's report over many applications, beside one plain count of the same month. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { closeSqlite, openSqlite } from '../../main/db/sqlite'
import { openCentre } from '../simulate/centre'

export interface ReportMeasure {
  applications: number
  inMonth: number
  reportMs: number
  yearMs: number
  /** The first page of the list behind the number of people in the register. */
  listMs: number
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

/** Spread over a hundred months, each application with its decision, deadline, paper and registration, every fourth with a ticket. */
export async function measureReports(applications: number): Promise<ReportMeasure> {
  const folder = mkdtempSync(path.join(tmpdir(), 'qabyldau-bench-'))
  const centre = await openCentre(folder, '2026-11-20')
  try {
    const db = openSqlite(path.join(folder, 'register.sqlite'))
    await db.raw('PRAGMA foreign_keys = OFF')
    // Made by the database itself: through this process millions of rows would take longer than what is measured.
    const each = `WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n WHERE id < ${applications}),
      e AS (SELECT id, date('${month[1]}', '-' || (id % 3000) || ' days') AS day FROM n)`
    const fill = async (table: string, columns: Record<string, string>, some = '') => {
      const values = Object.values(columns).join(', ')
      await db.raw(
        `INSERT INTO ${table} (${Object.keys(columns).join(', ')}) ${each} SELECT ${values} FROM e ${some}`,
      )
    }
    const service = `CASE id % 3 ${services.map((code, i) => `WHEN ${i} THEN '${code}'`).join(' ')} END`
    const at = (hour: string) => `day || 'T${hour}:00:00.000Z'`
    await fill('applications', {
      id: 'id',
      uid: 'id',
      version: '1',
      number: `'Т-' || id`,
      year: '2026',
      service_code: service,
      edition: `'214'`,
      person_id: '1',
      channel: `'counter'`,
      language: `'kk'`,
      application_date: 'day',
      acceptance_date: 'day',
      accepted_at: at('05'),
      accepted_by: '1 + id % 3',
      state: `'decided'`,
      checklist: `'[]'`,
      consents: `'{}'`,
      legal_representative: `'null'`,
      second_reason: `''`,
      marks: `'{}'`,
      draft_id: 'id',
    })
    await fill('decisions', {
      uid: 'id',
      application_id: 'id',
      outcome: `CASE WHEN id % 9 = 0 THEN 'refused' ELSE 'granted' END`,
      grounds: `CASE WHEN id % 9 = 0 THEN '["inaccurate"]' ELSE '[]' END`,
      explanation: `''`,
      decided_on: 'day',
      decided_at: at('06'),
      decided_by: '1',
    })
    await fill('deadlines', {
      code: `'js_decision'`,
      application_id: 'id',
      person_id: '1',
      start: 'day',
      due: 'day',
      met_on: 'day',
      why: `'{}'`,
    })
    const until = `date(day, '+180 days')`
    await fill('registrations', {
      person_id: '1',
      application_id: 'id',
      kind: `'job_seeker'`,
      since: 'day',
      until: `CASE WHEN ${until} > '${month[1]}' THEN NULL ELSE ${until} END`,
    })
    await fill('documents', {
      uid: 'id',
      version: '1',
      form_id: `'214-annex1'`,
      edition: `'214'`,
      language: `'kk'`,
      application_id: 'id',
      person_id: '1',
      data: `'{}'`,
      template_sha256: `''`,
      content_sha256: `''`,
      sha256: `''`,
      to_hand_over: '1',
      issued_at: at('05'),
      issued_by: '1',
    })
    await fill(
      'queue_tickets',
      {
        uid: 'id',
        version: '1',
        day: 'day',
        letter: `'А'`,
        number: 'id',
        group_id: `'registration'`,
        group_kk: `'Тіркеу'`,
        group_ru: `'Регистрация'`,
        state: `'served'`,
        priority: '0',
        issued_at: at('05'),
        waiting_since: at('05'),
        waited: 'id % 2400',
        calls: '1',
        served: 'id % 1800',
        waiting_limit: '30',
        clerk_id: '1 + id % 3',
        by_day_end: '0',
        updated_at: at('06'),
      },
      'WHERE id % 4 = 0',
    )
    // No statistics: a register of a centre has none either.
    const count = () =>
      db('applications')
        .whereBetween('acceptance_date', [...month])
        .count({ n: '*' }) as Promise<{ n: number }[]>
    const [{ n }] = (await count()) as [{ n: number }]
    const countMs = await least(5, count)
    const [from, to] = month
    await centre.begin('2026-11-30', '10:00')
    const report = (begin: string) =>
      least(2, () => centre.must(centre.director, 'report.get', { from: begin, to }))
    const reportMs = await report(from)
    const yearMs = await report('2026-01-01')
    const list = { filter: { from, to }, name: 'people.end' as const }
    const listMs = await least(2, () => centre.must(centre.director, 'report.list', list))
    await closeSqlite(db)
    return { applications, inMonth: n, reportMs, yearMs, listMs, countMs }
  } finally {
    await centre.close()
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

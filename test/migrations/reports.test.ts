import { expect, it } from 'vitest'
import { migrate } from '../../main/db/migrate'
import { migrations } from '../../main/db/migrations'
import { closeDatabase, openDatabase } from '../../main/db/open'
import { newFolder, onPostgres, withoutForeignKeys } from '../helpers/desk'

const day = '2026-11-20'
const application = (id: number, choice: object) => ({
  id,
  uid: String(id),
  version: 1,
  number: String(id),
  year: 2026,
  service_code: 'S-REF',
  edition: '129',
  person_id: 1,
  channel: 'counter',
  language: 'kk',
  application_date: day,
  acceptance_date: day,
  accepted_at: day + 'T05:00:00.000Z',
  accepted_by: 1,
  state: 'accepted',
  checklist: '[]',
  consents: '{}',
  legal_representative: 'null',
  second_reason: '',
  marks: '{}',
  draft_id: String(id),
  choice: JSON.stringify(choice),
})

it('0023_reports: takes the measure of each application out of what was chosen, of many too', async () => {
  const db = openDatabase(await newFolder())
  const until = migrations.findIndex(({ name }) => name === '0023_reports')
  const options = { appVersion: '1', backUp: () => Promise.resolve() }
  await migrate(db, { ...options, steps: migrations.slice(0, until) })
  await withoutForeignKeys(db)
  const many = Array.from({ length: 5003 }, (_, i) =>
    application(i + 1, i % 2 === 0 ? { measure: 'first_job' } : i === 1 ? {} : { measure: '' }),
  )
  for (let at = 0; at < many.length; at += 200) await db('applications').insert(many.slice(at, at + 200))
  await migrate(db, { ...options, steps: migrations.slice(0, until + 1) })
  const count = async (measure: string) =>
    Number(
      ((await db('applications').where({ measure }).count({ n: '*' })) as { n: number | string }[])[0]!.n,
    )
  expect([await count('first_job'), await count('')]).toEqual([2502, 2501])
  await closeDatabase(db)
})

it.skipIf(onPostgres)(
  '0025_null_indexes: a month is read by its days, results to hand over by their own index',
  async () => {
    const db = openDatabase(await newFolder())
    await migrate(db, { appVersion: '1', backUp: () => Promise.resolve() })
    const plan = async (sql: string) =>
      ((await db.raw('EXPLAIN QUERY PLAN ' + sql)) as { detail: string }[])
        .map(({ detail }) => detail)
        .join('; ')
    expect(
      await plan(
        `SELECT count(*) FROM applications WHERE paper_number IS NULL
       AND acceptance_date BETWEEN '2026-11-01' AND '2026-11-30'`,
      ),
    ).toContain('applications_acceptance_date_index')
    expect(await plan(`SELECT count(*) FROM applications WHERE paper_number = '7'`)).toContain(
      'applications_paper_number_index',
    )
    expect(
      await plan(
        `SELECT count(*) FROM documents WHERE to_hand_over = 1 AND handed_over_on IS NULL
       AND cancelled_at IS NULL`,
      ),
    ).toContain('documents_not_handed_over')
    await closeDatabase(db)
  },
)

import path from 'node:path'
import { expect, it } from 'vitest'
import { migrate } from '../../main/db/migrate'
import { migrations } from '../../main/db/migrations'
import { closeSqlite, openSqlite } from '../../main/db/sqlite'
import { temporaryFolder } from '../helpers/desk'

it('0005_status: registrations stay, and notes, answers and papers can be kept beside them', async () => {
  const db = openSqlite(path.join(temporaryFolder(), 'register.sqlite'))
  const until = migrations.findIndex(({ name }) => name === '0005_status')
  const options = { appVersion: '1', backUp: () => Promise.resolve() }
  await migrate(db, { ...options, steps: migrations.slice(0, until) })
  await db.raw('PRAGMA foreign_keys = OFF')
  await db('registrations').insert({
    person_id: 1,
    application_id: 1,
    kind: 'job_seeker',
    since: '2026-03-19',
  })
  const before = await db('registrations').first()
  await migrate(db, { ...options, steps: migrations.slice(0, until + 1) })
  expect(await db('registrations').first()).toEqual(before)
  const common = { at: '2026-03-27T05:00:00.000Z', staff_id: 1 }
  const file = { sha256: 'a'.repeat(64), name: 'ais.csv', applied: 1, ...common }
  await db('status_files').insert(file)
  await expect(db('status_files').insert(file)).rejects.toThrow(/UNIQUE/u)
  const notes = { registration_id: 1, version: 1, notes: '{}', ...common }
  await db('status_notes').insert(notes)
  await expect(db('status_notes').insert(notes)).rejects.toThrow(/UNIQUE/u)
  await closeSqlite(db)
})

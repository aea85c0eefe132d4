import { expect, it } from 'vitest'
import { migrate } from '../../main/db/migrate'
import { migrations } from '../../main/db/migrations'
import { closeDatabase, openDatabase } from '../../main/db/open'
import { newFolder, withoutForeignKeys } from '../helpers/desk'

it('0005_status: registrations stay, and notes, answers and papers can be kept beside them', async () => {
  const db = openDatabase(await newFolder())
  const until = migrations.findIndex(({ name }) => name === '0005_status')
  const options = { appVersion: '1', backUp: () => Promise.resolve() }
  await migrate(db, { ...options, steps: migrations.slice(0, until) })
  await withoutForeignKeys(db)
  await db('registrations').insert({
    person_id: 1,
    application_id: 1,
    kind: 'job_seeker',
    since: '2026-03-19',
  })
  const before = await db('registrations').first()
  await migrate(db, { ...options, steps: migrations.slice(0, until + 1) })
  await withoutForeignKeys(db)
  expect(await db('registrations').first()).toEqual(before)
  const common = { at: '2026-03-27T05:00:00.000Z', staff_id: 1 }
  const file = { sha256: 'a'.repeat(64), name: 'ais.csv', applied: 1, ...common }
  await db('status_files').insert(file)
  await expect(db('status_files').insert(file)).rejects.toThrow(/UNIQUE/iu)
  const notes = { registration_id: 1, version: 1, notes: '{}', ...common }
  await db('status_notes').insert(notes)
  await expect(db('status_notes').insert(notes)).rejects.toThrow(/UNIQUE/iu)
  await closeDatabase(db)
})

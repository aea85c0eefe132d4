import { expect, it } from 'vitest'
import { migrate } from '../../main/db/migrate'
import { migrations } from '../../main/db/migrations'
import { closeDatabase, openDatabase } from '../../main/db/open'
import { newFolder, withoutForeignKeys } from '../helpers/desk'

it('0003_papers: a paper without a code vouches for its own file, holds, and is asked for once', async () => {
  const db = openDatabase(await newFolder())
  const until = migrations.findIndex(({ name }) => name === '0003_papers')
  const options = { appVersion: '1', backUp: () => Promise.resolve() }
  await migrate(db, { ...options, steps: migrations.slice(0, until) })
  await withoutForeignKeys(db)
  await db('documents').insert({
    uid: '12345678-9abc-4def-8123-456789abcdef',
    version: 1,
    form_id: '214-annex1',
    edition: '214',
    language: 'kk',
    application_id: 1,
    person_id: 1,
    data: '{}',
    template_sha256: 'a'.repeat(64),
    sha256: 'b'.repeat(64),
    to_hand_over: false,
    issued_at: '2026-11-20T05:00:00.000Z',
    issued_by: 1,
  })
  await migrate(db, { ...options, steps: migrations.slice(0, until + 1) })
  expect(await db('documents').first()).toMatchObject({
    sha256: 'b'.repeat(64),
    content_sha256: 'b'.repeat(64),
    copies: 1,
    cancelled_at: null,
    cancelled_by: null,
    cancel_reason: null,
  })
  await closeDatabase(db)
})

import { expect, it } from 'vitest'
import { appliedMigrations, migrate } from '../../main/db/migrate'
import { migrations } from '../../main/db/migrations'
import { closeDatabase, openDatabase } from '../../main/db/open'
import { newFolder, withoutForeignKeys } from '../helpers/desk'

it('0022_classifiers: a register that has later steps already gets it, and its organisations stand without a code', async () => {
  const db = openDatabase(await newFolder())
  const options = { appVersion: '1', backUp: () => Promise.resolve() }
  await migrate(db, { ...options, steps: migrations.filter(({ name }) => name !== '0022_classifiers') })
  await withoutForeignKeys(db)
  await db('organisations').insert({
    id: 1,
    uid: '1',
    version: 1,
    kinds: '["employer"]',
    bin: null,
    name_kk: 'Нан',
    name_ru: 'Нан',
    legal_address: '',
    address: '',
    phone: '',
    email: '',
    contact: '',
    note: '',
    folded: 'нан нан',
    active: true,
    updated_at: '2026-11-20T05:00:00.000Z',
    updated_by: 1,
  })
  await migrate(db, options)
  expect(await appliedMigrations(db)).toEqual(migrations.map(({ name }) => name).sort())
  expect(await db('organisations').first('name_kk', 'activity', 'activity_code')).toEqual({
    name_kk: 'Нан',
    activity: '',
    activity_code: '',
  })
  expect(await db('classifier_entries').select('id')).toEqual([])
  await closeDatabase(db)
})

import { expect, it } from 'vitest'
import type { Context } from '../../main/core/context'
import { batchFile } from '../../main/core/exchange/make'
import { buildEarlierBatch } from '../../main/core/exchange/batch'
import { batchesTable, outboxTable, toBatches } from '../../main/core/exchange/outbox'
import { migrate } from '../../main/db/migrate'
import { migrations } from '../../main/db/migrations'
import { closeDatabase, openDatabase } from '../../main/db/open'
import { newFolder } from '../helpers/desk'
import { input } from '../unit/exchange/records'

it('0019_exchange: a batch of before is made, unanswered, and can be made again byte for byte', async () => {
  const folder = await newFolder()
  const db = openDatabase(folder)
  const until = migrations.findIndex(({ name }) => name === '0019_exchange')
  const options = { appVersion: '1', backUp: () => Promise.resolve() }
  await migrate(db, { ...options, steps: migrations.slice(0, until) })
  const before = buildEarlierBatch({ ...input, sequence: 1, previous: null, format: 3 })
  await db('batches').insert({
    sequence: 1,
    created_at: input.createdAt,
    period_from: null,
    period_to: input.to,
    counts: JSON.stringify(before.manifest.counts),
    centre: JSON.stringify(input.centre),
    records: input.records.length,
    sha256: before.sha256,
    previous: null,
    file_name: 'qabyldau-971240001315-000001.zip',
    by: 'scheduler',
    format: 3,
  })
  for (const { payload, ...record } of input.records)
    await db('outbox').insert({
      ...record,
      payload: JSON.stringify(payload),
      created_at: input.createdAt,
      state: 'sent',
      batch: 1,
    })
  await migrate(db, { ...options, steps: migrations.slice(0, until + 1) })
  expect(await outboxTable(db).first()).toMatchObject({
    state: 'sent',
    due: null,
    reasons: null,
    answer_id: null,
  })
  const rows = await batchesTable(db)
  expect(rows).toMatchObject([{ state: 'made', signature: null, lease_by: null }])
  expect(await toBatches(db, rows)).toMatchObject([
    { answer: 'none', signedBy: null, accepted: 0, refused: 0 },
  ])
  const again = await batchFile({ db, ports: { dataFolder: folder } } as Context, 1)
  expect(again.sha256).toBe(before.sha256)
  await closeDatabase(db)
})

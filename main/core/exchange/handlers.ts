import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { CodedError } from '../../../shared/errors'
import { audit, readCentre, type Context } from '../context'
import type { HandlersOf } from '../handlers'
import { sendSilentEmployers } from '../offers/batch'
import { batchFileName, buildBatch, sha256Of, type BatchInput, type BatchRecord } from './batch'
import {
  batchesTable,
  lastBatch,
  outboxTable,
  sendPlansLeftOut,
  toBatch,
  waitingCounts,
  type OutboxRecord,
} from './outbox'
import { verifyBatch } from './verify'
import { writeAtomically } from './write'

/** Batches shown in the list; older ones stay in the register and on disk. */
const shown = 60

export const batchFolder = (dataFolder: string) => path.join(dataFolder, 'batches')

const toRecords = (rows: OutboxRecord[]): BatchRecord[] =>
  rows.map(({ kind, key, version, payload }) => ({
    kind,
    key,
    version,
    payload: JSON.parse(payload) as object,
  }))

/**
 * Make the batch of everything that waits. The file is on disk, read back and verified before the register
 * says so; when writing fails the records go on waiting and the sequence number is free again.
 */
async function makeBatch(context: Context) {
  const { db, now, staff, client, ports } = context
  await sendSilentEmployers(context)
  await sendPlansLeftOut(context)
  const waiting = await outboxTable(db).where({ state: 'waiting' }).orderBy('id')
  if (waiting.length === 0) throw new CodedError('nothing_to_send')
  const before = await lastBatch(db)
  const { bin, nameKk, nameRu, region } = await readCentre(context)
  const input: BatchInput = {
    centre: { bin, nameKk, nameRu, region },
    sequence: (before?.sequence ?? 0) + 1,
    previous: before?.sha256 ?? null,
    createdAt: now.toISOString(),
    from: before?.to ?? null,
    to: now.toISOString(),
    records: toRecords(waiting),
  }
  const { bytes, sha256, manifest } = buildBatch(input)
  const fileName = batchFileName(bin, input.sequence)
  verifyBatch(bytes, fileName)
  await writeAtomically(batchFolder(ports.dataFolder), fileName, bytes)
  await batchesTable(db).insert({
    sequence: input.sequence,
    created_at: input.createdAt,
    period_from: input.from,
    period_to: input.to,
    counts: JSON.stringify(manifest.counts),
    centre: JSON.stringify(input.centre),
    records: waiting.length,
    sha256,
    previous: input.previous,
    file_name: fileName,
    by: staff?.fullName ?? client.kind,
    format: manifest.formatVersion,
  })
  await outboxTable(db).where({ state: 'waiting' }).update({ state: 'sent', batch: input.sequence })
  await audit(context, 'batch', input.sequence, { sha256, counts: manifest.counts })
  context.changes.add('exchange').add('deadlines')
  return (await lastBatch(db))!
}

/** The bytes of a batch: the file on disk, or made again from the register; always equal to the recorded hash. */
async function batchBytes(context: Context, sequence: number) {
  const row = await batchesTable(context.db).where({ sequence }).first()
  if (!row) throw new CodedError('not_found')
  const onDisk = await readFile(path.join(batchFolder(context.ports.dataFolder), row.file_name)).catch(
    () => null,
  )
  if (onDisk && sha256Of(onDisk) === row.sha256) return { row, bytes: new Uint8Array(onDisk) }
  const records = await outboxTable(context.db).where({ batch: sequence }).orderBy('id')
  const { bytes, sha256 } = buildBatch({
    centre: JSON.parse(row.centre) as BatchInput['centre'],
    sequence,
    previous: row.previous,
    createdAt: row.created_at,
    from: row.period_from,
    to: row.period_to,
    format: row.format,
    records: toRecords(records),
  })
  if (sha256 !== row.sha256) throw new CodedError('batch_hash', { file: row.file_name })
  return { row, bytes }
}

export const exchangeHandlers: HandlersOf<'exchange'> = {
  async 'exchange.state'({ db }) {
    const waiting = await waitingCounts(db)
    const first = await outboxTable(db).where({ state: 'waiting' }).orderBy('id').first('created_at')
    const sent = (await outboxTable(db).where({ state: 'sent' }).count({ n: '*' })) as { n: number }[]
    return {
      waiting,
      waitingTotal: Object.values(waiting).reduce((sum, n) => sum + n, 0),
      waitingSince: first?.created_at ?? null,
      sentTotal: Number(sent[0]!.n),
      batches: (await batchesTable(db).orderBy('sequence', 'desc').limit(shown)).map(toBatch),
    }
  },

  'exchange.make': (context) => makeBatch(context),

  async 'exchange.file'(context, { sequence }) {
    const { row, bytes } = await batchBytes(context, sequence)
    return context.files.put({ name: row.file_name, type: 'application/zip', bytes }, context.client)
  },

  async 'exchange.verify'(context, { token }) {
    const file = context.files.get(token, context.client)
    if (!file) throw new CodedError('file_unknown')
    return verifyBatch(file.bytes, file.name)
  },
}

/**
 * Making batches. Records are first set apart under the next number, in a short transaction; the file is then
 * written outside of any, so that other counters go on working; only when it is whole on disk and was read back does
 * the register say so. A process that is killed in between leaves a batch `making`, which whoever makes the next
 * one finishes first, with the same bytes.
 */
import { randomUUID } from 'node:crypto'
import { mkdir, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import type { OutputOf } from '../../../shared/contract'
import { CodedError } from '../../../shared/errors'
import type { BatchRow } from '../../../shared/model'
import type { Knex } from '../../db/open'
import { audit, readCentre, type Context } from '../context'
import { sendSilentEmployers } from '../offers/batch'
import {
  batchFileName,
  batchFormatVersion,
  buildEarlierBatch,
  fileSha256,
  writeBatch,
  type BatchHead,
  type BatchProgress,
  type BatchRecord,
  type BatchSource,
} from './batch'
import { seal } from './envelope'
import {
  batchesTable,
  outboxTable,
  sendPlansLeftOut,
  toBatches,
  waitingCounts,
  type BatchRecordRow,
  type OutboxRecord,
} from './outbox'
import { ownKey, ownPublicKeys } from './own-key'
import { readReceiver } from './receiver'
import { signWith, type KeyPair, type Signature } from './signature'
import { readBatch } from './verify'
import { syncFolder, whileLocked, writeAtomically, writeFault } from './write'

export const batchFolder = (dataFolder: string) => path.join(dataFolder, 'batches')

/** Others leave an unfinished batch alone for so long after its maker was last heard of (milliseconds). */
const leaseMs = 30_000
/** Records read at a time. */
const pageSize = 1000

interface Making {
  id: string
  stop: AbortController
  sequence: number | null
  step: 'records' | 'packing' | 'checking'
  done: number
}

/** What each open core is making; keyed by what every context of a core shares. */
const underWay = new WeakMap<object, Making>()

/** How far the batch is that is being made, here or elsewhere. */
export async function makingNow(context: Context): Promise<OutputOf<'exchange.state'>['making']> {
  const row = await batchesTable(context.db).where({ state: 'making' }).first()
  if (!row) return null
  const mine = underWay.get(context.sessions)
  const here = mine?.sequence === row.sequence
  return {
    sequence: row.sequence,
    records: row.records,
    done: here ? mine.done : 0,
    step: here ? mine.step : 'records',
    here,
  }
}

/** Ask the making of this core to stop; false when there is none. */
export function cancelMaking(context: Context): boolean {
  const mine = underWay.get(context.sessions)
  mine?.stop.abort(new CodedError('batch_cancelled'))
  return mine !== undefined
}

/**
 * Make the batch of everything that waits, after an unfinished one where there is one. When writing fails or is
 * cancelled the records wait again and the number is free.
 *
 * @returns the newest batch
 * @throws CodedError `nothing_to_send`, `batch_under_way`, `batch_cancelled`, `disk_full`, `file_write_failed`,
 * `batch_hash` when what was read back differs
 */
export async function makeBatch(context: Context): Promise<BatchRow> {
  if (underWay.has(context.sessions)) throw new CodedError('batch_under_way')
  const mine: Making = {
    id: randomUUID(),
    stop: new AbortController(),
    sequence: null,
    step: 'records',
    done: 0,
  }
  underWay.set(context.sessions, mine)
  try {
    const unfinished = await context.write((inside) => adopt(inside, mine))
    if (unfinished) {
      const made = await finish(context, mine, unfinished.row, unfinished.key)
      const waiting = await outboxTable(context.db).where({ state: 'waiting' }).first('id')
      if (!waiting) return made
    }
    const { row, key } = await context.write((inside) => reserve(inside, mine))
    return await finish(context, mine, row, key)
  } finally {
    underWay.delete(context.sessions)
  }
}

interface Reserved {
  row: BatchRecordRow
  key: KeyPair
}

const leaseOf = (mine: Making, now: Date) => ({
  lease_by: mine.id,
  lease_until: new Date(now.getTime() + leaseMs).toISOString(),
})

/** Take over a batch that somebody left half made. */
async function adopt(context: Context, mine: Making): Promise<Reserved | null> {
  const { db, ports } = context
  const row = await batchesTable(db).where({ state: 'making' }).first()
  if (!row) return null
  if (row.lease_until !== null && row.lease_until > ports.now().toISOString())
    throw new CodedError('batch_under_way')
  await batchesTable(db).where({ sequence: row.sequence }).update(leaseOf(mine, ports.now()))
  return { row, key: await ownKey(context) }
}

/** Set everything that waits apart under the next number. */
async function reserve(context: Context, mine: Making): Promise<Reserved> {
  const { db, now, staff, client, ports } = context
  if (await batchesTable(db).where({ state: 'making' }).first('sequence'))
    throw new CodedError('batch_under_way')
  await sendSilentEmployers(context)
  await sendPlansLeftOut(context)
  const counts = await waitingCounts(db)
  const records = Object.values(counts).reduce((sum, n) => sum + n, 0)
  if (records === 0) throw new CodedError('nothing_to_send')
  const before = await batchesTable(db).orderBy('sequence', 'desc').first()
  const { bin, nameKk, nameRu, region } = await readCentre(context)
  const sequence = (before?.sequence ?? 0) + 1
  const key = await ownKey(context)
  await batchesTable(db).insert({
    sequence,
    created_at: now.toISOString(),
    period_from: before?.period_to ?? null,
    period_to: now.toISOString(),
    counts: JSON.stringify(counts),
    centre: JSON.stringify({ bin, nameKk, nameRu, region }),
    records,
    sha256: '',
    previous: before?.sha256 ?? null,
    file_name: batchFileName(bin, sequence),
    by: staff?.fullName ?? client.kind,
    format: batchFormatVersion,
    state: 'making',
    ...leaseOf(mine, ports.now()),
  })
  await outboxTable(db).where({ state: 'waiting' }).update({ state: 'sent', batch: sequence })
  context.changes.add('exchange')
  return { row: (await batchesTable(db).where({ sequence }).first())!, key }
}

/** Its records wait again, but for those that a newer version has overtaken meanwhile; the number is free. */
async function release({ db, changes }: Context, mine: Making, sequence: number): Promise<void> {
  if (!(await batchesTable(db).where({ sequence, state: 'making', lease_by: mine.id }).first('sequence')))
    return
  await outboxTable(db)
    .where({ batch: sequence })
    .whereIn(
      ['kind', 'key'],
      outboxTable(db).where({ state: 'waiting' }).whereNull('batch').select('kind', 'key'),
    )
    .update({ state: 'superseded', batch: null })
  await outboxTable(db).where({ batch: sequence }).update({ state: 'waiting', batch: null })
  await batchesTable(db).where({ sequence }).delete()
  changes.add('exchange')
}

const headOf = (row: BatchRecordRow): BatchHead => ({
  centre: JSON.parse(row.centre) as BatchHead['centre'],
  sequence: row.sequence,
  previous: row.previous,
  createdAt: row.created_at,
  from: row.period_from,
  to: row.period_to,
})

const toRecord = ({ kind, key, version, payload }: OutboxRecord): BatchRecord => ({
  kind,
  key,
  version,
  payload: JSON.parse(payload) as object,
})

/** Records of a batch, a page at a time, in the order in which they were put in. */
const recordsOf = (db: Knex, batch: number): BatchSource['records'] =>
  async function* (kind) {
    for (let after = 0; ;) {
      const rows = await outboxTable(db)
        .where({ batch, kind })
        .where('id', '>', after)
        .orderBy('id')
        .limit(pageSize)
      if (rows.length === 0) return
      for (const row of rows) yield toRecord(row)
      after = rows.at(-1)!.id
    }
  }

/** Write the file, read it back, and say so in the register. */
async function finish(context: Context, mine: Making, row: BatchRecordRow, key: KeyPair): Promise<BatchRow> {
  const { db, ports } = context
  const folder = batchFolder(ports.dataFolder)
  mine.sequence = row.sequence
  let heard = ports.now().getTime()
  let renewing: Promise<unknown> = Promise.resolve()
  const onProgress: BatchProgress = (step, done) => {
    mine.step = step
    if (step === 'records') mine.done = done
    if (ports.now().getTime() - heard < leaseMs / 3) return
    heard = ports.now().getTime()
    renewing = context
      .write(({ db: inside }) =>
        batchesTable(inside)
          .where({ sequence: row.sequence, lease_by: mine.id })
          .update(leaseOf(mine, ports.now())),
      )
      .catch((error: unknown) => ports.log('warn', 'lease of a batch not renewed', { error: String(error) }))
  }
  try {
    await mkdir(folder, { recursive: true })
    const unchecked = `.unchecked-${mine.id}`
    const made = await writeBatch(
      folder,
      unchecked,
      headOf(row),
      { records: recordsOf(db, row.sequence), sign: (manifest) => signWith(key, manifest) },
      { onProgress, signal: mine.stop.signal },
    )
    mine.step = 'checking'
    const file = path.join(folder, unchecked)
    try {
      const check = await readBatch(file, { keys: await ownPublicKeys(db) })
      if (check.sha256 !== made.sha256) throw new CodedError('batch_hash', { file: row.file_name })
      mine.stop.signal.throwIfAborted()
      await whileLocked(() => rename(file, path.join(folder, row.file_name)))
      await syncFolder(folder)
    } finally {
      await rm(file, { force: true })
    }
    await renewing
    return await context.write(async (inside) => {
      const settled = await batchesTable(inside.db)
        .where({ sequence: row.sequence, state: 'making', lease_by: mine.id })
        .update({
          state: 'made',
          sha256: made.sha256,
          counts: JSON.stringify(made.manifest.counts),
          signature: JSON.stringify(made.signature),
          lease_by: null,
          lease_until: null,
        })
      if (settled === 0) throw new CodedError('batch_under_way')
      await audit(inside, 'batch', row.sequence, { sha256: made.sha256, counts: made.manifest.counts })
      inside.changes.add('exchange').add('deadlines')
      const whole = await batchesTable(inside.db).where({ sequence: row.sequence })
      return (await toBatches(inside.db, whole))[0]!
    })
  } catch (error) {
    await renewing
    await context
      .write((inside) => release(inside, mine, row.sequence))
      .catch((fault: unknown) => ports.log('warn', 'batch not released', { error: String(fault) }))
    throw writeFault(row.file_name, error)
  }
}

/** A file to be given away. */
export interface BatchFile {
  name: string
  path: string
  /** Of the file itself. */
  sha256: string
  bytes: number
}

const fileAt = async (name: string, file: string, sha256: string): Promise<BatchFile> => ({
  name,
  path: file,
  sha256,
  bytes: (await stat(file)).size,
})

/**
 * The file of a batch: the one on disk, or made again from the register; always equal to the recorded hash.
 *
 * @throws CodedError `not_found`; `batch_hash` {file} when it cannot be made again; `disk_full`, `file_write_failed`
 */
export async function batchFile(context: Context, sequence: number): Promise<BatchFile> {
  const { db, ports } = context
  const row = await batchesTable(db).where({ sequence, state: 'made' }).first()
  if (!row) throw new CodedError('not_found')
  const folder = batchFolder(ports.dataFolder)
  const file = path.join(folder, row.file_name)
  if ((await fileSha256(file)) === row.sha256) return fileAt(row.file_name, file, row.sha256)
  try {
    await mkdir(folder, { recursive: true })
    if (row.format < 4) {
      const records = await outboxTable(db).where({ batch: sequence }).orderBy('id')
      const made = buildEarlierBatch({
        ...headOf(row),
        format: row.format,
        records: records.map(toRecord),
      })
      if (made.sha256 !== row.sha256) throw new CodedError('batch_hash', { file: row.file_name })
      await writeAtomically(folder, row.file_name, made.bytes)
    } else {
      const again = `.again-${randomUUID()}`
      const made = await writeBatch(folder, again, headOf(row), {
        records: recordsOf(db, sequence),
        // The key that signed it may be gone; the signature is not.
        sign: () => JSON.parse(row.signature!) as Signature,
      })
      if (made.sha256 !== row.sha256) {
        await rm(path.join(folder, again), { force: true })
        throw new CodedError('batch_hash', { file: row.file_name })
      }
      await whileLocked(() => rename(path.join(folder, again), file))
      await syncFolder(folder)
    }
  } catch (error) {
    throw writeFault(row.file_name, error)
  }
  return fileAt(row.file_name, file, row.sha256)
}

/**
 * The file of a batch as it leaves: encrypted to the receiver where the centre holds its key. The envelope is kept
 * beside the batch, since encrypting it again would give other bytes.
 *
 * @throws CodedError as `batchFile`
 */
export async function batchToDeliver(context: Context, sequence: number): Promise<BatchFile> {
  const plain = await batchFile(context, sequence)
  const receiver = await readReceiver(context.db)
  if (!receiver?.age) return plain
  const name = `${plain.name}.age`
  const file = `${plain.path}.age`
  try {
    if ((await fileSha256(file)) === null) {
      const half = `${file}.${randomUUID()}`
      await seal(plain.path, half, receiver.age)
      await whileLocked(() => rename(half, file))
      await syncFolder(path.dirname(file))
    }
    return await fileAt(name, file, (await fileSha256(file))!)
  } catch (error) {
    throw writeFault(name, error)
  }
}

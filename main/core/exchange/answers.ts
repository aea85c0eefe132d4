/** Taking the receiver's answers in: what became of every record that left. */
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import type { OutputOf } from '../../../shared/contract'
import type { AckResult } from '../../../shared/contract/exchange'
import { CodedError, type ErrorValue } from '../../../shared/errors'
import { audit, readCentre, type Context } from '../context'
import { readAck, type Acknowledgement } from './acknowledgement'
import { sha256Of } from './batch'
import { acknowledgementsTable, batchesTable, outboxTable, type AcknowledgementRecord } from './outbox'
import { readReceiver } from './receiver'
import { writeAtomically } from './write'

export const ackFolder = (dataFolder: string) => path.join(dataFolder, 'acks')
/** Where answers lie that targets brought along and nobody has taken in yet. */
export const ackInbox = (dataFolder: string) => path.join(ackFolder(dataFolder), 'inbox')

export const toAck = (row: AcknowledgementRecord): Omit<AckResult, 'effect' | 'reason' | 'expected'> => ({
  id: row.id,
  serial: row.serial,
  batch: row.batch,
  outcome: row.outcome,
  accepted: row.accepted,
  refused: row.refused,
  madeAt: row.made_at,
  takenAt: row.taken_at,
  by: row.by,
  late: Boolean(row.late),
})

/** Rows changed by one statement; SQLite bounds the values of one. */
const atOnce = 200

/**
 * Take an answer in. The same file again, and one that a newer answer has overtaken, change nothing and say so.
 *
 * @throws CodedError what `readAck` throws; `ack_foreign` {bin}: of another centre; `ack_other_batch` {sequence}: no
 * batch of this register has that number and hash; `ack_mismatch` {batch}: it speaks of records that were not in it
 */
export async function takeAck(context: Context, bytes: Uint8Array, fileName: string): Promise<AckResult> {
  const { db, now, staff, client, ports } = context
  const ack = readAck(bytes, (await readReceiver(db))?.publicKey ?? null)
  const { bin } = await readCentre(context)
  if (ack.centre.bin !== bin) throw new CodedError('ack_foreign', { bin: ack.centre.bin })
  const { sequence } = ack.batch
  const batch = await batchesTable(db).where({ sequence, state: 'made' }).first()
  if (batch?.sha256 !== ack.batch.sha256) throw new CodedError('ack_other_batch', { sequence })

  const result = (row: AcknowledgementRecord, effect: AckResult['effect']): AckResult => ({
    ...toAck(row),
    effect,
    reason: ack.reason,
    expected: ack.outcome === 'refused' ? ack.expected : null,
  })
  const before = await acknowledgementsTable(db).where({ uid: ack.id }).first()
  if (before) return result(before, 'again')

  const newer = await acknowledgementsTable(db)
    .where({ batch: sequence })
    .where('serial', '>', ack.serial)
    .first('id')
  if (!newer) await checkRecords(context, ack, batch.records)
  const [{ id }] = (await acknowledgementsTable(db).insert(
    {
      uid: ack.id,
      serial: ack.serial,
      batch: sequence,
      outcome: ack.outcome,
      accepted: ack.accepted,
      refused: ack.refused.length,
      key: (await readReceiver(db))!.fingerprint,
      sha256: sha256Of(bytes),
      file_name: path.basename(fileName),
      made_at: ack.createdAt,
      taken_at: now.toISOString(),
      by: staff?.fullName ?? client.kind,
      late: newer !== undefined,
    },
    ['id'],
  )) as unknown as [{ id: number }]
  if (!newer) await apply(context, ack, id)
  await audit(context, 'acknowledgement', id, {
    batch: sequence,
    outcome: ack.outcome,
    accepted: ack.accepted,
    refused: ack.refused.length,
    ...(newer ? { late: true } : {}),
  })
  // What the register says of records rests on this file: it is kept as it came.
  await writeAtomically(
    ackFolder(ports.dataFolder),
    `${String(sequence).padStart(6, '0')}-${ack.id}.ack.json`,
    bytes,
  )
  context.changes.add('exchange')
  return result((await acknowledgementsTable(db).where({ id }).first())!, newer ? 'late' : 'applied')
}

/** The answer must speak of every record of the batch, and of no other. */
async function checkRecords({ db }: Context, ack: Acknowledgement, records: number): Promise<void> {
  const mismatch = new CodedError('ack_mismatch', { batch: ack.batch.sequence })
  if (ack.outcome === 'refused') {
    if (ack.accepted > 0 || ack.refused.length > 0) throw mismatch
    return
  }
  if (ack.accepted + ack.refused.length !== records) throw mismatch
  const seen = new Set<string>()
  for (let at = 0; at < ack.refused.length; at += atOnce) {
    const part = ack.refused.slice(at, at + atOnce)
    const rows = await outboxTable(db)
      .where({ batch: ack.batch.sequence })
      .whereIn(
        'key',
        part.map(({ key }) => key),
      )
      .select('kind', 'key', 'version')
    const there = new Set(rows.map(({ kind, key, version }) => `${kind} ${version} ${key}`))
    for (const { kind, key, version } of part) {
      const name = `${kind} ${version} ${key}`
      if (!there.has(name) || seen.has(name)) throw mismatch
      seen.add(name)
    }
  }
}

/** Newer answers are true: what an earlier one refused may be accepted now, and the other way round. */
async function apply({ db }: Context, ack: Acknowledgement, id: number): Promise<void> {
  const { sequence } = ack.batch
  await batchesTable(db)
    .where({ sequence })
    .update({ answer: ack.outcome, answer_reason: ack.reason, answer_id: id })
  if (ack.outcome === 'refused') return
  await outboxTable(db).where({ batch: sequence }).update({ answer_id: id, reasons: null })
  await outboxTable(db)
    .where({ batch: sequence })
    .whereIn('state', ['sent', 'refused'])
    .update({ state: 'accepted' })
  for (const { kind, key, version, reasons } of ack.refused) {
    const newest = await outboxTable(db).where({ kind, key }).orderBy('version', 'desc').first('version')
    await outboxTable(db)
      .where({ batch: sequence, kind, key, version })
      .update({
        // What was mended meanwhile is already on its way.
        state: newest?.version === version ? 'refused' : 'superseded',
        reasons: JSON.stringify(reasons),
      })
  }
}

/** Keep a refused answer with its reason, for whoever asks the receiver about it. */
export async function keepAside(
  { ports }: Context,
  name: string,
  bytes: Uint8Array,
  reason: ErrorValue,
): Promise<void> {
  const folder = path.join(ackFolder(ports.dataFolder), 'refused')
  const plain = path.basename(name).replace(/[^\p{L}\p{N}._-]/gu, '_') || 'answer'
  await writeAtomically(folder, plain, bytes)
  await writeAtomically(folder, `${plain}.reason.json`, Buffer.from(JSON.stringify(reason, null, 2) + '\n'))
}

/** What taking one file of the inbox in came to. */
type InboxAnswer = OutputOf<'exchange.takeInbox'>[number]

/**
 * Take in what lies in the inbox, each file in a transaction of its own. Files that were taken in leave it; a refused
 * one is kept aside with its reason, so that it is not tried for ever.
 */
export async function takeInbox(context: Context): Promise<InboxAnswer[]> {
  const inbox = ackInbox(context.ports.dataFolder)
  const names = (await readdir(inbox).catch(() => [] as string[])).filter((name) =>
    name.endsWith('.ack.json'),
  )
  const done: InboxAnswer[] = []
  for (const name of names.sort()) {
    const file = path.join(inbox, name)
    const bytes = new Uint8Array(await readFile(file))
    try {
      const result = await context.write((inside) => takeAck(inside, bytes, name))
      await moveTo(file, path.join(inbox, 'taken'))
      done.push({ file: name, result, error: null })
    } catch (error) {
      if (!(error instanceof CodedError)) throw error
      done.push({ file: name, result: null, error: error.value })
      // Without the receiver's key nothing can be said of it yet: it waits for the key.
      if (error.value.code === 'ack_key_unknown') continue
      await keepAside(context, name, bytes, error.value)
      await rm(file, { force: true })
    }
  }
  return done
}

async function moveTo(file: string, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  await rename(file, path.join(folder, path.basename(file)))
}

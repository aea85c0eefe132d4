/**
 * The other side of the exchange: takes batches from a folder, checks container, signature, schema and chain, keeps
 * the records, and answers. The reference for whoever writes the real receiver, and the partner of our own tests.
 *
 * Batches lie in the folder itself, answers are put beside them; all else is under `receiver/`.
 */
import { createHash, randomUUID } from 'node:crypto'
import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import type { RefusalReason } from '../../shared/contract/exchange'
import { CodedError, type ErrorValue } from '../../shared/errors'
import { inEveryLanguage } from '../../shared/locale'
import {
  ackBytes,
  ackFileName,
  ackFormat,
  ackFormatVersion,
  type Acknowledgement,
} from '../core/exchange/acknowledgement'
import { sha256Of, stableJson, type Manifest } from '../core/exchange/batch'
import { isSealed, unseal } from '../core/exchange/envelope'
import { readKeyFile } from '../core/exchange/receiver'
import { readBatch, type ReadRecord } from '../core/exchange/verify'
import { writeAtomically } from '../core/exchange/write'
import { closeSqlite } from '../db/sqlite'
import type { Knex } from '../db/open'
import { answersTable, centresTable, openStore, recordsTable, takenTable, type Store } from './store'

/** What a receiver finds wrong in the content of a record; empty: nothing. */
export type RecordCheck = (record: ReadRecord, bin: string) => RefusalReason[]

export interface Received {
  file: string
  /** `again`: taken before, answered as before. `refused`: answered, not taken. `aside`: no batch for us. */
  as: 'taken' | 'again' | 'refused' | 'aside'
  bin: string | null
  sequence: number | null
  accepted: number
  refused: number
  reason: ErrorValue | null
  answer: string | null
}

export interface ReceiverDesk {
  store: Store
  /** Trust the key of a centre, from its key file. Throws `key_file_invalid`. */
  trust(file: Uint8Array): Promise<{ bin: string; name: string; fingerprint: string }>
  /** Take in every batch of the folder, in the order of their names. */
  receive(): Promise<Received[]>
  /** SHA-256 over the newest accepted version of every record of a centre. */
  digest(bin: string): Promise<string>
  close(): Promise<void>
}

export interface ReceiverOptions {
  name?: string
  now?: () => Date
  check?: RecordCheck
}

const batchName = /^(qabyldau-.+\.zip)(\.age)?$/u

/** Open the receiver of a folder; its keys are made at the first time. */
export async function openReceiver(folder: string, options: ReceiverOptions = {}): Promise<ReceiverDesk> {
  await mkdir(folder, { recursive: true })
  const store = await openStore(path.join(folder, 'receiver'), options.name ?? 'AIS')
  const now = options.now ?? (() => new Date())
  const inside = (...parts: string[]) => path.join(folder, 'receiver', ...parts)

  /** Answers that were decided and did not reach the folder yet: a process may have been killed in between. */
  async function writeAnswers(): Promise<void> {
    for (const row of await answersTable(store.db).where({ written: false })) {
      await writeAtomically(folder, row.file_name, Buffer.from(row.content))
      await answersTable(store.db).where({ bin: row.bin, serial: row.serial }).update({ written: true })
    }
  }

  async function moveTo(name: string, to: string): Promise<void> {
    await mkdir(inside(to), { recursive: true })
    await rename(path.join(folder, name), inside(to, name))
  }

  async function takeFile(name: string): Promise<Received> {
    let file = path.join(folder, name)
    const plain = inside(`opened-${randomUUID()}`)
    const nothing = { file: name, bin: null, sequence: null, accepted: 0, refused: 0, answer: null }
    try {
      if (await isSealed(file)) {
        await unseal(file, plain, store.identity)
        file = plain
      }
      const received = await store.db.transaction((db) => take(db, store, file, options.check, now()))
      await writeAnswers()
      // A batch that came too early waits for the one before it.
      if (received.reason?.params?.['reason'] !== 'gap')
        await moveTo(name, received.as === 'refused' ? 'refused' : 'taken')
      return { ...received, file: name }
    } catch (error) {
      if (!(error instanceof CodedError)) throw error
      await moveTo(name, 'refused')
      await writeAtomically(
        inside('refused'),
        `${name}.reason.json`,
        Buffer.from(JSON.stringify(error.value, null, 2) + '\n'),
      )
      return { ...nothing, as: 'aside', reason: error.value }
    } finally {
      await rm(plain, { force: true })
    }
  }

  return {
    store,
    async trust(file) {
      const { bin, name, publicKey, fingerprint } = readKeyFile(file, 'centre')
      if (bin === null) throw new CodedError('key_file_invalid', { reason: 'bin' })
      await centresTable(store.db)
        .insert({ fingerprint, bin, name, public_key: publicKey })
        .onConflict('fingerprint')
        .merge()
      return { bin, name, fingerprint }
    },
    async receive() {
      await writeAnswers()
      const done: Received[] = []
      const names = (await readdir(folder)).filter((name) => batchName.test(name)).sort()
      for (const name of names) done.push(await takeFile(name))
      return done
    },
    async digest(bin) {
      const rows = await recordsTable(store.db)
        .where({ bin, accepted: true })
        .select('kind', 'key', 'version', 'sha256')
      return digestOf(rows)
    },
    close: () => closeSqlite(store.db),
  }
}

/** SHA-256 over the newest of the given record versions, in an order of its own. */
export function digestOf(rows: Iterable<{ kind: string; key: string; version: number; sha256: string }>) {
  const newest = new Map<string, { version: number; sha256: string }>()
  for (const { kind, key, version, sha256 } of rows) {
    const name = `${kind} ${key}`
    if ((newest.get(name)?.version ?? 0) < version) newest.set(name, { version, sha256 })
  }
  const hash = createHash('sha256')
  for (const [name, { version, sha256 }] of [...newest].sort(([a], [b]) => (a < b ? -1 : 1)))
    hash.update(`${name} ${version} ${sha256}\n`)
  return hash.digest('hex')
}

/** Hash of a record's content, the same on both sides. */
export const payloadSha256 = (payload: object) => sha256Of(stableJson(payload))

/** One batch, inside a transaction: its records, its place in the chain, the answer. */
async function take(
  db: Knex,
  store: Store,
  file: string,
  check: RecordCheck | undefined,
  now: Date,
): Promise<Omit<Received, 'file'>> {
  const centres = await centresTable(db)
  const keys = new Map(centres.map((row) => [row.fingerprint, row.public_key]))
  let verdict: Verdict | undefined
  let accepted = 0
  const refused: Acknowledgement['refused'] = []
  const refuse = (record: Omit<Acknowledgement['refused'][number], 'reasons'>, reasons: RefusalReason[]) =>
    refused.push({ kind: record.kind, key: record.key, version: record.version, reasons })

  const { manifest, sha256 } = await readBatch(file, {
    keys,
    async onHead({ manifest: head, signature, sha256: hash }) {
      const signer = centres.find(({ fingerprint }) => fingerprint === signature?.key)
      if (!signature?.known || signer?.bin !== head.centre.bin)
        throw new CodedError('batch_signature', { key: signature?.key ?? '' })
      verdict = await chainOf(db, head, hash)
    },
    async onRecord(record) {
      if (verdict!.as !== 'taken') return
      const { kind, key, version, payload } = record
      const { bin } = verdict!
      const reasons = await faultsOf(db, record, bin, check)
      await recordsTable(db)
        .insert({
          bin,
          kind,
          key,
          version,
          sha256: payloadSha256(payload),
          payload: JSON.stringify(payload),
          sequence: verdict!.sequence,
          accepted: reasons.length === 0,
          application: (payload['application_number'] as string | null | undefined) ?? null,
        })
        .onConflict(['bin', 'kind', 'key', 'version'])
        .merge()
      if (reasons.length === 0) accepted++
      else refuse(record, reasons)
    },
    onFault({ kind, line, field, id }) {
      if (verdict!.as !== 'taken') return
      // Without its identity a record cannot be named in the answer.
      if (id === null) throw new CodedError('batch_record', { file: `${kind}.ndjson`, line, field })
      refuse({ kind, ...id }, [
        { field, code: 'schema', text: inEveryLanguage('exchange.refusal_schema', { field }) },
      ])
    },
  })

  const { as, reason, expected } = verdict!
  const { bin } = manifest.centre
  const { sequence } = manifest
  const common = { bin, sequence, accepted, refused: refused.length }
  if (as === 'again') {
    const answer = await answersTable(db)
      .where({ bin, batch: sha256, outcome: 'taken' })
      .orderBy('serial', 'desc')
      .first()
    await answersTable(db).where({ bin, serial: answer!.serial }).update({ written: false })
    return { ...common, as, reason: null, answer: answer!.file_name }
  }
  // The same refusal is said once: a batch that waits for the one before it is looked at every time.
  const said = await answersTable(db).where({ bin, batch: sha256 }).orderBy('serial', 'desc').first()
  const refusal: ErrorValue | null = reason && { code: 'batch_manifest', params: { reason } }
  if (as === 'refused' && said?.reason === reason)
    return { ...common, as, reason: refusal, answer: said.file_name }

  const last = await answersTable(db).where({ bin }).orderBy('serial', 'desc').first('serial')
  const ack: Acknowledgement = {
    format: ackFormat,
    formatVersion: ackFormatVersion,
    id: randomUUID(),
    serial: (last?.serial ?? 0) + 1,
    receiver: store.publicFile.name,
    centre: { bin },
    batch: { sequence, sha256 },
    receivedAt: now.toISOString(),
    createdAt: now.toISOString(),
    outcome: as,
    reason,
    expected,
    accepted,
    refused,
  }
  const fileName = ackFileName(`qabyldau-${bin}-${String(sequence).padStart(6, '0')}.zip`, ack.serial)
  if (as === 'taken') await takenTable(db).insert({ bin, sequence, sha256, received_at: now.toISOString() })
  await answersTable(db).insert({
    bin,
    serial: ack.serial,
    sequence,
    batch: sha256,
    outcome: as,
    reason,
    file_name: fileName,
    content: Buffer.from(ackBytes(ack, store.key)).toString('utf8'),
    written: false,
  })
  return { ...common, as, reason: refusal, answer: fileName }
}

interface Verdict {
  as: 'taken' | 'again' | 'refused'
  bin: string
  sequence: number
  reason: Acknowledgement['reason']
  expected: number
}

/** Where a batch stands in the chain of its centre. */
async function chainOf(db: Knex, manifest: Manifest, sha256: string): Promise<Verdict> {
  const { bin } = manifest.centre
  const { sequence, previous } = manifest
  const last = await takenTable(db).where({ bin }).orderBy('sequence', 'desc').first()
  const next = (last?.sequence ?? 0) + 1
  const verdict = (as: Verdict['as'], reason: Verdict['reason'] = null): Verdict => ({
    as,
    bin,
    sequence,
    reason,
    expected: as === 'taken' ? next + 1 : next,
  })
  if (sequence < next) {
    const same = await takenTable(db).where({ bin, sequence, sha256 }).first('sha256')
    return same ? verdict('again') : verdict('refused', 'sequence_taken')
  }
  if (sequence > next) return verdict('refused', 'gap')
  return previous === (last?.sha256 ?? null) ? verdict('taken') : verdict('refused', 'chain_broken')
}

/** What is wrong with a record beside its shape: a version that goes back, a decision on nothing, the own checks. */
async function faultsOf(
  db: Knex,
  record: ReadRecord,
  bin: string,
  check: RecordCheck | undefined,
): Promise<RefusalReason[]> {
  const { kind, key, version, payload } = record
  const faults = check?.(record, bin) ?? []
  const known = await recordsTable(db).where({ bin, kind, key }).orderBy('version', 'desc').first()
  if (known && known.version >= version && known.sha256 !== payloadSha256(payload))
    faults.push({ field: 'version', code: 'version_old', text: inEveryLanguage('exchange.refusal_version') })
  if (kind === 'decisions') {
    const number = payload['application_number'] as string
    const there = await recordsTable(db)
      .where({ bin, kind: 'applications', application: number })
      .first('key')
    if (!there)
      faults.push({
        field: 'application_number',
        code: 'application_unknown',
        text: inEveryLanguage('exchange.refusal_application', { number }),
      })
  }
  return faults
}

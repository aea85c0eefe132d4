import { readFile } from 'node:fs/promises'
import path from 'node:path'
import {
  unsettledOutcomes,
  type CentralBatch,
  type CentralCounts,
  type CentralOf,
  type CentralOutcome,
  type CentralRow,
} from '../../../shared/contract/central'
import { CodedError } from '../../../shared/errors'
import { safeFileName } from '../../../shared/security'
import { actorOf, audit, readCentre, staffName, type Context } from '../context'
import { readReceiver } from '../exchange/receiver'
import { writeAtomically } from '../exchange/write'
import { uploadedFile } from '../files/taken'
import type { HandlersOf } from '../handlers'
import { sha256Of } from '../exchange/batch'
import { readCentralBatch, type ReadBatch } from './format'
import { centralBatchesTable, centralRowsTable, type CentralBatchRecord } from './provenance'
import { dayOf, finish, previewItems, storedItems, storedRow, subjectOf, takeItems, type Item } from './take'

const source = 'AIS'
/** So many numbers may be passed over at once; more is no gap but another numbering. */
const longestGap = 1000

const keptFolder = ({ ports }: Context) => path.join(ports.dataFolder, 'central')
const keptName = (sha256: string) => `${sha256}.zip`
const refusedFolder = ({ ports }: Context) => path.join(ports.dataFolder, 'refused')

/** The file that was refused, and why, where it can be looked at; a full disk keeps the reason from nobody. */
async function keepAside(context: Context, file: Received, error: CodedError): Promise<void> {
  const name = `${file.sha256.slice(0, 16)}-${safeFileName(file.name)}`
  const reason = { at: context.now.toISOString(), file: file.name, sha256: file.sha256, error: error.value }
  try {
    await writeAtomically(refusedFolder(context), name, file.bytes)
    await writeAtomically(
      refusedFolder(context),
      name + '.json',
      new TextEncoder().encode(JSON.stringify(reason, null, 2) + '\n'),
    )
  } catch (cause) {
    context.ports.log('warn', 'refused file not kept', { cause: String(cause) })
  }
}

type Received = { name: string; sha256: string; bytes: Uint8Array }

async function bytesOf(context: Context, of: Exclude<CentralOf, { waiting: true }>): Promise<Received> {
  if ('token' in of) return uploadedFile(context, of.token)
  const bytes = await readFile(path.join(keptFolder(context), keptName(of.kept))).catch(() => null)
  if (!bytes || sha256Of(bytes) !== of.kept) throw new CodedError('file_unknown')
  const known = await centralBatchesTable(context.db).where({ sha256: of.kept }).first('file_name')
  return { name: known?.file_name ?? keptName(of.kept), sha256: of.kept, bytes: new Uint8Array(bytes) }
}

/** Numbers up to `until` of which no batch was taken. */
function missingBefore(taken: readonly number[], until: number): number[] {
  const known = new Set(taken)
  return Array.from({ length: until - 1 }, (_, at) => at + 1).filter((one) => !known.has(one))
}

interface Judged {
  read: ReadBatch
  name: string
  before: CentralBatchRecord | null
  missing: number[]
}

/**
 * The batch of a file, its place among those taken before.
 *
 * @throws CodedError everything that a batch can be refused with
 */
async function judgeBatch(context: Context, file: Received, skip: boolean): Promise<Judged> {
  const { db } = context
  const receiver = await readReceiver(db)
  const read = await readCentralBatch(file.bytes, receiver?.publicKey ?? null)
  const { centre, sequence, previous } = read.manifest
  const { bin } = await readCentre(context)
  if (centre.bin !== bin) throw new CodedError('central_centre', { bin: centre.bin, own: bin })
  const taken = await centralBatchesTable(db).where({ source }).orderBy('sequence')
  const before = taken.find((one) => one.sequence === sequence) ?? null
  if (before && before.sha256 !== file.sha256) throw new CodedError('central_differs', { sequence })
  if (before) return { read, name: file.name, before, missing: [] }
  const expected = (taken.at(-1)?.sequence ?? 0) + 1
  const gap = sequence - expected
  if (gap > 0 && (!skip || gap > longestGap)) throw new CodedError('central_order', { sequence, expected })
  const last = taken.find((one) => one.sequence === sequence - 1)
  const next = taken.find((one) => one.sequence === sequence + 1)
  const broken =
    (last !== undefined && previous !== last.sha256) ||
    (sequence === 1 && previous !== null) ||
    (next !== undefined && next.previous !== file.sha256)
  if (broken) throw new CodedError('central_chain', { sequence })
  const numbers = [...taken.map((one) => one.sequence), sequence]
  return {
    read,
    name: file.name,
    before: null,
    missing: gap > 0 ? missingBefore(numbers, sequence).filter((one) => one >= expected) : [],
  }
}

/** Receive a file: judged, and kept under its hash; what is refused is kept aside with its reason. */
async function receive(
  context: Context,
  of: Exclude<CentralOf, { waiting: true }>,
  skip: boolean,
): Promise<Judged> {
  const file = await bytesOf(context, of)
  try {
    const judged = await judgeBatch(context, file, skip)
    if (!('kept' in of)) await writeAtomically(keptFolder(context), keptName(file.sha256), file.bytes)
    return judged
  } catch (error) {
    if (error instanceof CodedError) await keepAside(context, file, error)
    throw error
  }
}

/** What waits of other batches about the same people and vacancies: it is tried again together. */
async function waitingOf(context: Context, items: readonly Item[]): Promise<Item[]> {
  const subjects = new Set(items.map(({ record }) => subjectOf(record)))
  // An answer of an employer waits for the candidate or for the vacancy.
  const told = ({ record }: Item) =>
    subjects.has(subjectOf(record)) ||
    (record.kind === 'employer_answers' && subjects.has('vacancy ' + record.data.vacancy_number))
  const batches = new Set(items.map(({ batchId }) => batchId))
  const all = await storedItems(context.db, (query) => void query.whereIn('r.outcome', ['waiting', 'open']))
  return all.map(({ item }) => item).filter((item) => !batches.has(item.batchId) && told(item))
}

const itemsOf = ({ read, name }: Judged): Item[] =>
  read.records.map((record) => ({
    id: null,
    batchId: null,
    origin: { sequence: read.manifest.sequence, sha256: read.sha256, fileName: name },
    record,
  }))

const headOf = ({ read, name, before }: Judged) => ({
  source,
  sequence: read.manifest.sequence,
  createdAt: read.manifest.createdAt,
  sha256: read.sha256,
  fileName: before?.file_name ?? name,
  signed: read.signed,
})

const noCounts = (): CentralCounts =>
  Object.fromEntries(
    (['conflict', 'waiting', 'new', 'changed', 'already', 'kept', 'older', 'open'] as const).map((one) => [
      one,
      0,
    ]),
  ) as CentralCounts

function countsOf(rows: readonly { outcome: CentralOutcome }[]): CentralCounts {
  const counts = noCounts()
  for (const { outcome } of rows) counts[outcome] += 1
  return counts
}

/** Rows of a batch that was taken before: those that are settled change nothing any more. */
async function settledRows(context: Context, batchId: number): Promise<CentralRow[]> {
  const stored = await storedItems(
    context.db,
    (query) => void query.where('r.batch_id', batchId).whereNotIn('r.outcome', unsettledOutcomes),
  )
  return stored.map(storedRow).map((row) => ({
    ...row,
    outcome: row.outcome === 'new' || row.outcome === 'changed' ? 'already' : row.outcome,
    changes: [],
  }))
}

const unsettledItems = async (context: Context, batchId: number | null): Promise<Item[]> =>
  (
    await storedItems(context.db, (query) => {
      void query.whereIn('r.outcome', unsettledOutcomes)
      if (batchId !== null) void query.where('r.batch_id', batchId)
    })
  ).map(({ item }) => item)

/** Put a batch into the register with every record in it, none of them tried yet. */
async function enter(context: Context, judged: Judged): Promise<CentralBatchRecord> {
  const { read, name, missing } = judged
  const { manifest, sha256, signed } = read
  return context.write(async (inside) => {
    const { db, now } = inside
    // Two counters may take the same file at once: the second goes on with what the first entered.
    const twin = await centralBatchesTable(db).where({ source, sequence: manifest.sequence }).first()
    if (twin && twin.sha256 !== sha256)
      throw new CodedError('central_differs', { sequence: manifest.sequence })
    if (twin) return twin
    const [made] = await centralBatchesTable(db).insert(
      {
        source,
        sequence: manifest.sequence,
        sha256,
        previous: manifest.previous,
        created_at: manifest.createdAt,
        file_name: name.slice(0, 200),
        signed,
        skipped: JSON.stringify(missing),
        taken_at: now.toISOString(),
        staff_id: actorOf(inside).id,
        finished_at: null,
      },
      ['id'],
    )
    for (const record of read.records)
      await centralRowsTable(db).insert({
        batch_id: made!.id,
        kind: record.kind,
        key: record.data.key,
        version: record.data.version,
        subject: subjectOf(record),
        day: dayOf(record),
        payload: JSON.stringify(record.data),
        outcome: 'open',
        told: '{}',
        decision: null,
        decision_reason: '',
      })
    await audit(inside, 'central', manifest.sequence, {
      sha256,
      signed,
      records: read.records.length,
      ...(missing.length > 0 ? { skipped: missing } : {}),
    })
    inside.changes.add('exchange')
    return (await centralBatchesTable(db).where({ id: made!.id }).first())!
  })
}

async function toBatch(
  context: Context,
  one: CentralBatchRecord,
  counts: CentralCounts,
): Promise<CentralBatch> {
  return {
    source: one.source,
    sequence: one.sequence,
    createdAt: one.created_at,
    sha256: one.sha256,
    fileName: one.file_name,
    signed: Boolean(one.signed),
    takenAt: one.taken_at,
    by: await staffName(context.db, one.staff_id),
    counts,
    skipped: JSON.parse(one.skipped) as number[],
    finishedAt: one.finished_at,
  }
}

/** By batch, how many records ended how. */
async function countsByBatch({ db }: Context): Promise<Map<number, CentralCounts>> {
  const rows = (await db('central_rows')
    .groupBy('batch_id', 'outcome')
    .select('batch_id', 'outcome')
    .count({ n: '*' })) as { batch_id: number; outcome: CentralOutcome; n: number }[]
  const result = new Map<number, CentralCounts>()
  for (const { batch_id: id, outcome, n } of rows) {
    const counts = result.get(id) ?? noCounts()
    counts[outcome] = Number(n)
    result.set(id, counts)
  }
  return result
}

export const centralHandlers: HandlersOf<'central'> = {
  async 'central.preview'(context, { of, skip }) {
    if ('waiting' in of) {
      const rows = await previewItems(context, await unsettledItems(context, null))
      return { batch: null, before: null, missing: [], counts: countsOf(rows), rows }
    }
    const judged = await receive(context, of, skip)
    const { before, missing } = judged
    const items = before ? await unsettledItems(context, before.id) : itemsOf(judged)
    const rows = [
      ...(await previewItems(context, [...items, ...(await waitingOf(context, items))])),
      ...(before ? await settledRows(context, before.id) : []),
    ]
    return {
      batch: headOf(judged),
      before: before ? { at: before.taken_at, by: await staffName(context.db, before.staff_id) } : null,
      missing,
      counts: countsOf(rows),
      rows,
    }
  },

  async 'central.apply'(context, { of, skip, decisions }) {
    for (const [at, { take, reason }] of decisions.entries())
      if (take === 'ours' && reason.trim() === '')
        throw new CodedError('reason_needed', undefined, [
          { path: `decisions.${at}.reason`, code: 'reason_needed' },
        ])
    const judged = 'waiting' in of ? null : await receive(context, of, skip)
    const batch = judged ? (judged.before ?? (await enter(context, judged))) : null
    const items = await unsettledItems(context, batch?.id ?? null)
    const also = batch ? await waitingOf(context, items) : []
    const tried = await takeItems(context, [...items, ...also], decisions)
    await context.write(async (inside) => {
      for (const id of new Set([...items, ...also].map((item) => item.batchId!))) await finish(inside, id)
      if (batch) await finish(inside, batch.id)
    })
    const rows = [...tried, ...(judged?.before ? await settledRows(context, judged.before.id) : [])]
    return {
      batch: judged ? headOf(judged) : null,
      counts: countsOf(rows),
      applied: tried.filter(({ outcome }) => outcome === 'new' || outcome === 'changed').length,
      left: tried.filter(({ outcome }) => outcome === 'conflict' || outcome === 'waiting').length,
      rows,
    }
  },

  async 'central.list'(context) {
    const { db } = context
    const taken = await centralBatchesTable(db).where({ source }).orderBy('sequence', 'desc')
    const counts = await countsByBatch(context)
    const batches = await Promise.all(
      taken.map((one) => toBatch(context, one, counts.get(one.id) ?? noCounts())),
    )
    const numbers = taken.map(({ sequence }) => sequence)
    const total = (outcome: CentralOutcome) => batches.reduce((sum, one) => sum + one.counts[outcome], 0)
    const receiver = await readReceiver(db)
    return {
      batches,
      missing: missingBefore(numbers, numbers[0] ?? 1),
      expected: (numbers[0] ?? 0) + 1,
      waiting: total('waiting') + total('open'),
      conflicts: total('conflict'),
      signer: receiver?.name ?? null,
    }
  },

  async 'central.rows'(context, { sequence }) {
    const { db } = context
    const batch = await centralBatchesTable(db).where({ source, sequence }).first('id')
    if (!batch) throw new CodedError('not_found')
    const rows = (await storedItems(db, (query) => void query.where('r.batch_id', batch.id))).map(storedRow)
    return { rows, counts: countsOf(rows) }
  },
}

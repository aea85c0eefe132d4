/**
 * Taking records of the central system (R172): those of one person or vacancy together in one transaction, in the
 * order of their days. A preview is the same, taken back.
 */
import {
  unsettledOutcomes,
  type CentralChange,
  type CentralDecision,
  type CentralKind,
  type CentralOutcome,
  type CentralRow,
} from '../../../shared/contract/central'
import { CodedError } from '../../../shared/errors'
import type { Knex } from '../../db/open'
import { actorOf, audit, type Context } from '../context'
import { sha256Of } from '../exchange/batch'
import { aboutOf, judgeRecord, type About, type Fact, type Origin, type Verdict } from './judge'
import { centralBatchesTable, centralRowsTable, type CentralRowRecord } from './provenance'
import type { CentralRecord } from './records'

/** On one day a vacancy is there before who is sent to it, and a person before what is decided of them. */
const order: readonly CentralKind[] = [
  'vacancies',
  'portal_applications',
  'employer_answers',
  'statuses',
  'categories',
  'deregistrations',
]

export const subjectOf = ({ kind, data }: CentralRecord): string =>
  kind === 'vacancies' ? 'vacancy ' + data.number : 'person ' + data.iin

export const dayOf = ({ kind, data }: CentralRecord): string =>
  kind === 'vacancies'
    ? data.registered_on
    : kind === 'portal_applications'
      ? data.sent_at.slice(0, 10)
      : data.on

/** A record to be taken; `id` null: its batch is only looked at. */
export interface Item {
  id: number | null
  batchId: number | null
  origin: Origin
  record: CentralRecord
}

export const recordOf = ({ kind, payload }: Pick<CentralRowRecord, 'kind' | 'payload'>): CentralRecord =>
  ({ kind, data: JSON.parse(payload) as object }) as CentralRecord

type StoredRow = CentralRowRecord & { sequence: number; sha256: string; file_name: string }

/** Rows with their batches, as items to be taken. */
export async function storedItems(
  db: Knex,
  narrow: (query: Knex.QueryBuilder) => void,
): Promise<{ row: StoredRow; item: Item }[]> {
  const rows = (await db('central_rows as r')
    .join('central_batches as b', 'b.id', 'r.batch_id')
    .modify(narrow)
    .orderBy('r.id')
    .select('r.*', 'b.sequence', 'b.sha256', 'b.file_name')) as StoredRow[]
  return rows.map((row) => ({
    row,
    item: {
      id: row.id,
      batchId: row.batch_id,
      origin: { sequence: row.sequence, sha256: row.sha256, fileName: row.file_name },
      record: recordOf(row),
    },
  }))
}

/** Subjects in the order in which they are taken, each with its records by day. */
export function groupsOf(items: readonly Item[]): Item[][] {
  const sorted = [...items].sort((a, b) => {
    const [x, y] = [a.record, b.record]
    return (
      dayOf(x).localeCompare(dayOf(y)) ||
      order.indexOf(x.kind) - order.indexOf(y.kind) ||
      (x.data.key < y.data.key ? -1 : x.data.key > y.data.key ? 1 : x.data.version - y.data.version)
    )
  })
  const groups = new Map<string, Item[]>()
  for (const item of sorted) {
    const subject = subjectOf(item.record)
    groups.set(subject, [...(groups.get(subject) ?? []), item])
  }
  return [...groups]
    .sort(([a], [b]) => Number(b.startsWith('vacancy ')) - Number(a.startsWith('vacancy ')))
    .map(([, group]) => group)
}

/** What a row says beside its outcome. */
type Told = Pick<CentralRow, 'about' | 'iinMasked' | 'place' | 'changes' | 'reason' | 'held' | 'choice'>

interface Settled extends Told {
  outcome: CentralOutcome
  personId: number | null
  fact: Fact | null
  decided: CentralRow['decided']
}

export function rowOf(
  { origin, record }: Pick<Item, 'origin' | 'record'>,
  { outcome, decided, ...told }: Told & Pick<CentralRow, 'outcome' | 'decided'>,
): CentralRow {
  const { about, iinMasked, place, changes, reason, held, choice } = told
  const { key, version } = record.data
  return {
    batch: origin.sequence,
    kind: record.kind,
    key,
    version,
    day: dayOf(record),
    ...{ about, iinMasked, place, outcome, changes, reason, held, choice, decided },
  }
}

/** A row as it was stored. */
export function storedRow({ row, item }: { row: StoredRow; item: Item }): CentralRow {
  const told = JSON.parse(row.told) as Partial<Told>
  return rowOf(item, {
    ...{ about: '', iinMasked: '', place: null, changes: [], reason: null, held: null, choice: null },
    ...told,
    outcome: row.outcome,
    decided: row.decision ? { take: row.decision, reason: row.decision_reason } : null,
  })
}

/** Thrown to take back what was only tried. */
class TakenBack extends Error {}

/** Run in a savepoint that is taken back. */
async function tryOut(context: Context, work: (inside: Context) => Promise<unknown>): Promise<void> {
  try {
    await context.db.transaction(async (trx) => {
      await work({ ...context, db: trx, changes: new Set() })
      throw new TakenBack()
    })
  } catch (error) {
    if (!(error instanceof TakenBack)) throw error
  }
}

const seenOf = (changes: readonly CentralChange[], held: CentralRow['held']): string =>
  sha256Of(JSON.stringify([changes, held])).slice(0, 16)

/** Why a record cannot be applied, from what the desk refused it with. */
const refusalOf = ({ value }: CodedError): NonNullable<CentralRow['reason']> => ({
  code: value.code,
  field: value.fields?.[0]?.path.split('.').at(-1) ?? null,
  params: value.params ?? {},
})

const because = (code: string, field: string | null = null) => ({ code, field, params: {} })

const settled = (verdict: Partial<Settled> & Pick<Settled, 'outcome'>, about: About): Settled => ({
  ...about,
  ...{ changes: [], reason: null, held: null, choice: null, fact: null, decided: null },
  ...verdict,
})

/** A newer version of this record, or the same version from another batch. */
async function twinOf({ db }: Context, { id, record }: Item) {
  const { kind, data } = record
  const others: CentralRowRecord[] = await centralRowsTable(db)
    .where({ kind, key: data.key })
    .where('version', '>=', data.version)
    .modify((query) => {
      if (id !== null) void query.whereNot({ id })
    })
    .orderBy('version', 'desc')
    .orderBy('id')
  const newer = others.find((one) => one.version > data.version)
  const same = others.find(
    (one) => one.version === data.version && !unsettled(one.outcome) && one.outcome !== 'older',
  )
  return { newer, same }
}

const unsettled = (outcome: CentralOutcome) => (unsettledOutcomes as readonly string[]).includes(outcome)

async function settle(context: Context, item: Item, decision: CentralDecision | undefined): Promise<Settled> {
  const { record, origin } = item
  const about = await aboutOf(context, record)
  const { newer, same } = await twinOf(context, item)
  if (newer) return settled({ outcome: 'older' }, about)
  if (same && JSON.stringify(recordOf(same).data) !== JSON.stringify(record.data))
    return settled({ outcome: 'waiting', reason: because('version_twice', 'version') }, about)
  if (same) {
    const { entity, entity_id: id, person_id: personId } = same
    return settled({ outcome: 'already', fact: entity && id ? { entity, id, personId } : null }, about)
  }
  const verdict = await judgeRecord(context, record, origin)
  if (verdict.is === 'already') return settled({ outcome: 'already', fact: verdict.fact }, about)
  if (verdict.is === 'waiting')
    return settled({ outcome: 'waiting', reason: because(verdict.code, verdict.field) }, about)
  if (verdict.is === 'conflict') return settleConflict(context, item, about, verdict, decision)
  const fact = await verdict.take()
  return settled(
    { outcome: verdict.is, changes: verdict.changes, fact },
    // Who came with this record is known now.
    await aboutOf(context, record),
  )
}

async function settleConflict(
  context: Context,
  item: Item,
  about: About,
  verdict: Extract<Verdict, { is: 'conflict' }>,
  decision: CentralDecision | undefined,
): Promise<Settled> {
  const { changes, held, code } = verdict
  const seen = seenOf(changes, held)
  const way = decision && decision.seen === seen ? verdict[decision.take] : null
  if (decision && way) {
    const reason = decision.reason.trim()
    const text = reason || item.origin.fileName
    const fact = await way(text)
    return settled(
      {
        // An application that came is new, whatever was decided about the data in it.
        outcome: fact?.entity === 'application' ? 'new' : decision.take === 'theirs' ? 'changed' : 'kept',
        ...{ changes, held, fact },
        reason: because(code),
        decided: { take: decision.take, reason },
      },
      await aboutOf(context, item.record),
    )
  }
  // What would be refused is not offered.
  let theirs = verdict.theirs !== null
  let refused: CodedError | null = null
  if (theirs)
    try {
      await tryOut(context, async (inside) => {
        const again = await judgeRecord(inside, item.record, item.origin)
        if (again.is === 'conflict') await again.theirs?.(item.origin.fileName)
      })
    } catch (error) {
      if (!(error instanceof CodedError)) throw error
      theirs = false
      refused = error
    }
  return settled(
    {
      outcome: 'conflict',
      ...{ changes, held },
      reason: because(code),
      choice: { theirs, refused: refused?.value.code ?? null, ours: verdict.ours !== null, seen },
    },
    about,
  )
}

async function store(context: Context, item: Item, one: Settled): Promise<void> {
  const { db, now } = context
  const { about, iinMasked, place, changes, reason, held, choice, outcome, fact, decided } = one
  const told = JSON.stringify({ about, iinMasked, place, changes, reason, held, choice } satisfies Told)
  const before = (await centralRowsTable(db).where({ id: item.id! }).first())!
  // Tried again in vain: nothing is new.
  if (before.outcome === outcome && before.told === told) return
  await centralRowsTable(db)
    .where({ id: item.id! })
    .update({
      ...{ outcome, told },
      decision: decided?.take ?? null,
      decision_reason: decided?.reason ?? '',
      person_id: fact?.personId ?? one.personId,
      entity: fact?.entity ?? null,
      entity_id: fact?.id ?? null,
      at: now.toISOString(),
      staff_id: actorOf(context).id,
    })
  // A version that still waits gives way to its successor.
  const { kind, data } = item.record
  await centralRowsTable(db)
    .where({ kind, key: data.key })
    .where('version', '<', data.version)
    .whereIn('outcome', unsettledOutcomes)
    .update({ outcome: 'older' })
  context.changes.add('exchange')
  if (outcome === 'new' || outcome === 'changed' || outcome === 'kept')
    await audit(context, 'central', `${item.origin.sequence}/${kind}/${data.key}`, {
      outcome,
      ...(fact ? { entity: fact.entity, id: fact.id } : {}),
      ...(decided ? { decided: decided.take, reason: decided.reason } : {}),
    })
}

const decisionFor = (decisions: readonly CentralDecision[], { origin, record }: Item) =>
  decisions.find(
    (one) => one.batch === origin.sequence && one.kind === record.kind && one.key === record.data.key,
  )

/** The records of one subject, each in a savepoint of its own: what is refused leaves nothing behind. */
async function settleGroup(
  context: Context,
  group: readonly Item[],
  decisions: readonly CentralDecision[],
): Promise<CentralRow[]> {
  const rows: CentralRow[] = []
  for (const item of group) {
    if (item.id !== null) {
      const now = await centralRowsTable(context.db).where({ id: item.id }).first('outcome')
      // Somebody else took it meanwhile.
      if (!now || !unsettled(now.outcome)) continue
    }
    let one: Settled
    try {
      one = await context.db.transaction((trx) =>
        settle({ ...context, db: trx }, item, decisionFor(decisions, item)),
      )
    } catch (error) {
      if (!(error instanceof CodedError)) throw error
      one = settled({ outcome: 'waiting', reason: refusalOf(error) }, await aboutOf(context, item.record))
    }
    if (item.id !== null) await store(context, item, one)
    rows.push(rowOf(item, one))
  }
  return rows
}

/** Take records, a transaction for each subject. */
export async function takeItems(
  context: Context,
  items: readonly Item[],
  decisions: readonly CentralDecision[],
): Promise<CentralRow[]> {
  const rows: CentralRow[] = []
  for (const group of groupsOf(items))
    rows.push(...(await context.write((inside) => settleGroup(inside, group, decisions))))
  return rows
}

/** What taking them would do: each subject is taken and taken back. */
export async function previewItems(context: Context, items: readonly Item[]): Promise<CentralRow[]> {
  const rows: CentralRow[] = []
  for (const group of groupsOf(items)) {
    let found: CentralRow[] = []
    try {
      await context.write(async (inside) => {
        found = await settleGroup(inside, group, [])
        throw new TakenBack()
      })
    } catch (error) {
      if (!(error instanceof TakenBack)) throw error
    }
    rows.push(...found)
  }
  return rows
}

/** A batch whose every record was tried is finished. */
export async function finish(context: Context, batchId: number): Promise<void> {
  const { db, now } = context
  const open = await centralRowsTable(db).where({ batch_id: batchId, outcome: 'open' }).first('id')
  if (!open)
    await centralBatchesTable(db)
      .where({ id: batchId })
      .whereNull('finished_at')
      .update({ finished_at: now.toISOString() })
}

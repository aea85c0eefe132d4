/** Deliveries under way: one at a time for each target, also when several desks are open on one register. */
import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { CodedError, type ErrorCode, type ErrorValue } from '../../../shared/errors'
import type { TargetResult } from '../../../shared/contract/targets'
import { storageFault } from '../../db/dialect'
import type { Context } from '../context'
import type { Ports } from '../ports'
import { fetchAcks } from './acks'
import { findDrive } from './drives'
import { openTarget } from './open'
import {
  deliveriesTable,
  dueBatches,
  fieldsOf,
  keptFault,
  partsOf,
  targetsTable,
  type DeliveryRecord,
  type TargetRecord,
} from './queries'
import { revealSecret } from './secrets'
import { batchFile, takeAnswers } from './source'
import { bring, type Store } from './store'

interface Job {
  controller: AbortController
  /** The desk closes: what is left goes on by itself at the next start. */
  closing: boolean
  done: Promise<TargetResult>
}

/** What runs in this process, by the ports of its application. */
class Jobs {
  readonly id = `${hostname()}:${process.pid}:${randomUUID()}`
  closed = false
  readonly running = new Map<number, Job>()
  /** When a target was last looked at for acknowledgements, milliseconds; a drive that is gone is forgotten. */
  readonly looked = new Map<number, number>()
}
const jobsByPorts = new WeakMap<Ports, Jobs>()
function jobsOf(ports: Ports): Jobs {
  let jobs = jobsByPorts.get(ports)
  if (!jobs) jobsByPorts.set(ports, (jobs = new Jobs()))
  return jobs
}

/** A claim this old (milliseconds) belongs to a process that is gone. */
const staleAfter = 10 * 60_000
/** How often a delivery tells the register how far it is, milliseconds. */
const tellEvery = 1_000
/** How often a target is looked at for acknowledgements without anything to deliver, milliseconds. */
const lookEvery = 15 * 60_000
/** Minutes until the next try, by how often it failed. */
const backoff = [1, 2, 4, 8, 15, 30, 60]

/** When to try again after the n-th failure. */
export const nextTry = (attempts: number, now: Date): string =>
  new Date(now.getTime() + backoff[Math.min(attempts, backoff.length) - 1]! * 60_000).toISOString()

/** What waits for a person or a drive, not for time to pass. */
const waits: ReadonlySet<ErrorCode> = new Set(['delivery_cancelled', 'stick_absent', 'stick_pulled'])

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Whether the process that claimed something is gone, and its claim with it. */
export function isStale(claim: string | null, at: string | null, now: Date): boolean {
  if (claim === null || at === null) return true
  const [host, pid] = claim.split(':')
  return (host === hostname() && !isAlive(Number(pid))) || now.getTime() - Date.parse(at) > staleAfter
}

/** Name of this process in claims. */
export const claimOf = (ports: Ports): string => jobsOf(ports).id

async function claim(context: Context, id: number): Promise<boolean> {
  const { ports } = context
  return context.write(async ({ db, changes }) => {
    const row = await targetsTable(db).where({ id }).first('busy_by', 'busy_at')
    if (!row || !isStale(row.busy_by, row.busy_at, ports.now())) return false
    await targetsTable(db)
      .where({ id })
      .update({ busy_by: claimOf(ports), busy_at: ports.now().toISOString() })
    // Of a process that was killed half way.
    await deliveriesTable(db).where({ target_id: id, state: 'under_way' }).update({ state: 'waiting' })
    changes.add('targets')
    return true
  })
}

async function release(context: Context, id: number): Promise<void> {
  await context.write(async ({ db, changes }) => {
    await targetsTable(db)
      .where({ id, busy_by: claimOf(context.ports) })
      .update({ busy_by: null, busy_at: null })
    changes.add('targets').add('exchange')
  })
}

const nothingOf = ({ id, name, kind }: TargetRecord): TargetResult => ({
  ...{ targetId: id, name, kind },
  ...{ delivered: [], waiting: 0, acknowledgements: 0, fault: null },
})

/** Bring everything that waits to one target, older batches first. Never throws. */
async function run(context: Context, target: TargetRecord, job: Job): Promise<TargetResult> {
  const result = nothingOf(target)
  let store: Store | undefined
  try {
    const secret = () => revealSecret(context.ports, target.secret)
    store = await openTarget(fieldsOf(target), secret, partsOf(context))
    result.acknowledgements += await fetchAcks(context, target.id, store)
    if (result.acknowledgements > 0)
      // They lie in the inbox now, whatever becomes of reading them.
      await takeAnswers(context).catch((error: unknown) =>
        context.ports.log('warn', 'answers not taken in', { error: String(error) }),
      )
    for (const { sequence, file_name } of await dueBatches(context.db, target)) {
      await bringOne(context, target, store, sequence, file_name, job)
      result.delivered.push(sequence)
    }
    jobsOf(context.ports).looked.set(target.id, context.ports.now().getTime())
  } catch (error) {
    result.fault = await keepFault(context, target, error, job)
  } finally {
    await store?.close().catch(() => undefined)
  }
  result.waiting = (await dueBatches(context.db, target)).length
  return result
}

async function bringOne(
  context: Context,
  target: TargetRecord,
  store: Store,
  sequence: number,
  fileName: string,
  job: Job,
): Promise<void> {
  const { ports } = context
  const key = { target_id: target.id, sequence }
  const file = await batchFile(context, sequence)
  let told = 0
  const tell = async (changed: Kept) => {
    told = performance.now()
    await keep(context, key, { file_name: file.name, total: file.bytes, ...changed })
  }
  await tell({ state: 'under_way', code: null, params: null, next_try_at: null })
  const { sha256 } = await bring(store, file, {
    signal: job.controller.signal,
    chunk: partsOf(context).chunk,
    async progress(bytes) {
      if (bytes === file.bytes || performance.now() - told >= tellEvery) await tell({ bytes })
    },
  })
  await tell({
    state: 'delivered',
    bytes: file.bytes,
    sha256,
    delivered_at: ports.now().toISOString(),
    code: null,
    params: null,
    next_try_at: null,
  })
  ports.log('info', 'delivered', { target: target.id, kind: target.kind, sequence, file: fileName })
}

type Kept = Partial<Omit<DeliveryRecord, 'id' | 'target_id' | 'sequence'>>

/** Write down how a delivery stands; its row is made at the first time. */
async function keep(
  context: Context,
  key: { target_id: number; sequence: number },
  changed: Kept,
): Promise<void> {
  await context.write(async ({ db, changes }) => {
    const known = await deliveriesTable(db).where(key).first('id')
    if (known) await deliveriesTable(db).where({ id: known.id }).update(changed)
    else
      await deliveriesTable(db).insert({
        ...key,
        ...{ state: 'waiting', file_name: '', bytes: 0, total: 0, attempts: 0 },
        ...changed,
      })
    await targetsTable(db).where({ id: key.target_id }).update({ busy_at: context.ports.now().toISOString() })
    changes.add('targets')
  })
}

/** Put the fault at the delivery that stands first in the queue; nothing is lost, it goes on later. */
async function keepFault(
  context: Context,
  target: TargetRecord,
  error: unknown,
  job: Job,
): Promise<ErrorValue | null> {
  const { db, ports } = context
  const found = storageFault(error)
  const fault: ErrorValue =
    found instanceof CodedError
      ? { code: found.value.code, ...(found.value.params ? { params: found.value.params } : {}) }
      : { code: 'target_failed', params: { reason: (error as Error).message.slice(0, 200) } }
  ports.log(found instanceof CodedError ? 'info' : 'warn', 'not delivered', {
    target: target.id,
    code: fault.code,
    cause: String(found instanceof CodedError ? (found.cause as Error | undefined)?.message : error),
  })
  const [first] = await dueBatches(db, target)
  if (!first) return fault
  const key = { target_id: target.id, sequence: first.sequence }
  if (job.closing) {
    await keep(context, key, { state: 'waiting' })
    return null
  }
  const row = await deliveriesTable(db).where(key).first('attempts')
  const attempts = (row?.attempts ?? 0) + (waits.has(fault.code) ? 0 : 1)
  await keep(context, key, {
    ...(row ? {} : { file_name: first.file_name }),
    ...keptFault(fault),
    attempts,
    state: waits.has(fault.code) ? 'waiting' : 'failed',
    next_try_at: waits.has(fault.code) ? null : nextTry(attempts, ports.now()),
  })
  return fault
}

/** Deliver to a target, or join the delivery that runs in this process. */
function start(context: Context, target: TargetRecord): Job {
  const { running } = jobsOf(context.ports)
  const already = running.get(target.id)
  if (already) return already
  const job: Job = {
    controller: new AbortController(),
    closing: false,
    done: Promise.resolve(nothingOf(target)),
  }
  // Entered before the first wait, so that two calls of one process cannot both begin.
  running.set(target.id, job)
  const work = async () => {
    if (jobsOf(context.ports).closed || !(await claim(context, target.id))) {
      // Another desk is at it.
      return { ...nothingOf(target), waiting: (await dueBatches(context.db, target)).length }
    }
    try {
      return await run(context, target, job)
    } finally {
      await release(context, target.id).catch(() => undefined)
    }
  }
  job.done = work().finally(() => running.delete(target.id))
  // Whoever does not wait for it hears of it from the register.
  job.done.catch((error: unknown) =>
    context.ports.log('warn', 'delivery ended', { target: target.id, error: String(error) }),
  )
  return job
}

/** Whether a target that nobody asked for is to be opened now. */
async function isWanted(context: Context, target: TargetRecord, drives: readonly string[]): Promise<boolean> {
  const { db, ports } = context
  const { looked } = jobsOf(ports)
  const fields = fieldsOf(target)
  const present = fields.kind !== 'removable' || (await findDrive(drives, fields.stick)) !== null
  if (!present) looked.delete(target.id)
  const [first] = await dueBatches(db, target)
  if (!first)
    return (
      present &&
      ports.now().getTime() - (looked.get(target.id) ?? 0) >= lookEvery &&
      (await deliveriesTable(db).where({ target_id: target.id }).first('id')) !== undefined
    )
  const row = await deliveriesTable(db)
    .where({ target_id: target.id, sequence: first.sequence })
    .first('code', 'next_try_at')
  // A drive that is not there is told once, by the delivery that waits for it.
  if (!present) return row?.code !== 'stick_absent' && row?.code !== 'stick_pulled'
  if (row?.code === 'delivery_cancelled') return false
  return !row?.next_try_at || row.next_try_at <= ports.now().toISOString()
}

/**
 * Deliver to one target or to all active ones, side by side.
 *
 * @param how `asked`: by a person or at a scheduled hour, at once; `due`: only what may be tried again now
 */
export async function deliver(
  context: Context,
  targetId: number | null,
  how: 'asked' | 'due',
  background = false,
): Promise<TargetResult[]> {
  const query = targetsTable(context.db).orderBy('id')
  const all = await (targetId === null ? query.where({ active: true }) : query.where({ id: targetId }))
  if (targetId !== null && all.length === 0) throw new CodedError('not_found')
  const drives =
    how === 'due' && all.some(({ kind }) => kind === 'removable') ? await partsOf(context).drives() : []
  const jobs: Job[] = []
  for (const target of all) {
    if (how === 'due' && !(await isWanted(context, target, drives))) continue
    jobs.push(start(context, target))
  }
  return background ? [] : Promise.all(jobs.map(({ done }) => done))
}

/** Stop the delivery to a target in this process after its chunk; answers whether one runs. */
export function cancel(context: Context, targetId: number): boolean {
  const job = jobsOf(context.ports).running.get(targetId)
  job?.controller.abort()
  return job !== undefined
}

/** The desk closes: stop everything that runs and wait until the register knows how far it came. */
export async function stopDeliveries(ports: Ports): Promise<void> {
  jobsOf(ports).closed = true
  const jobs = [...jobsOf(ports).running.values()]
  for (const job of jobs) {
    job.closing = true
    job.controller.abort()
  }
  await Promise.allSettled(jobs.map(({ done }) => done))
}

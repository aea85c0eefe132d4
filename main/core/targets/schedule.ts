/** The runs of the schedule: whoever writes the row of an hour first makes its batch. */
import { CodedError, type ErrorCode, type ErrorValue } from '../../../shared/errors'
import type { Schedule, ScheduledRun } from '../../../shared/contract/targets'
import { dueRun, type Slot } from '../../../shared/rules/schedule'
import type { Knex } from '../../db/open'
import { storageFault } from '../../db/dialect'
import { clockOf, readDesk, readSetting, type Context } from '../context'
import { claimOf, isStale, nextTry } from './deliver'
import { deliveriesTable, dueBatches, faultOf, keptFault, targetsTable } from './queries'
import { makeBatch } from './source'

interface RunRecord {
  id: number
  slot: string
  claim: string
  started_at: string
  finished_at: string | null
  outcome: ScheduledRun['outcome']
  sequence: number | null
  code: ErrorCode | null
  params: string | null
  attempts: number
  next_try_at: string | null
}
const runsTable = (db: Knex) => db<RunRecord>('scheduled_runs')

/** With the moment it was set: hours before that are not made good. */
export type KeptSchedule = Schedule & { since: string }
export const scheduleKey = 'schedule'
export const noSchedule: KeptSchedule = { on: false, times: ['18:00'], workingDays: true, since: '' }

export const readSchedule = (db: Knex) => readSetting<KeptSchedule>(db, scheduleKey, noSchedule)

/** Take the run of an hour; null when another desk has it, or when it is not to be tried again yet. */
async function claimRun(context: Context, { slot }: Slot): Promise<RunRecord | null> {
  const now = context.ports.now()
  return context.write(async ({ db, changes }) => {
    const begun = {
      claim: claimOf(context.ports),
      started_at: now.toISOString(),
      outcome: 'under_way' as const,
    }
    const [made] = await runsTable(db)
      .insert({ ...begun, slot, attempts: 0 })
      .onConflict('slot')
      .ignore()
      .returning('id')
    const row = (await runsTable(db).where({ slot }).first())!
    if (!made) {
      const again =
        row.outcome === 'failed'
          ? (row.next_try_at ?? '') <= now.toISOString()
          : row.outcome === 'under_way' && isStale(row.claim, row.started_at, now)
      if (!again) return null
      await runsTable(db).where({ id: row.id }).update(begun)
    }
    changes.add('targets')
    return row
  })
}

/**
 * Make the batch of the newest hour that has come, once for all desks.
 *
 * @returns the hour that was done now, or null
 */
export async function runDueSlot(context: Context): Promise<string | null> {
  const { db, ports } = context
  const schedule = await readSchedule(db)
  if (!schedule.on) return null
  const { timeZone } = await readDesk(context)
  const { calendar } = await clockOf(context)
  const due = dueRun(schedule, schedule.since, ports.now(), timeZone, calendar)
  const run = due && (await claimRun(context, due))
  if (!run) return null
  let sequence: number | null = null
  let fault: ErrorValue | null = null
  try {
    ;({ sequence } = await makeBatch(context))
  } catch (error) {
    const found = storageFault(error)
    fault =
      found instanceof CodedError ? found.value : { code: 'internal', params: { name: 'exchange.make' } }
    if (fault.code !== 'nothing_to_send')
      ports.log('warn', 'scheduled batch not made', { code: fault.code, error: String(error) })
  }
  const nothing = fault?.code === 'nothing_to_send'
  const failed = fault !== null && !nothing
  const attempts = run.attempts + (failed ? 1 : 0)
  await context.write(async ({ db: trx, changes }) => {
    await runsTable(trx)
      .where({ id: run.id })
      .update({
        finished_at: ports.now().toISOString(),
        outcome: failed ? 'failed' : nothing ? 'nothing' : 'made',
        sequence,
        ...keptFault(failed ? fault : null),
        attempts,
        next_try_at: failed ? nextTry(attempts, ports.now()) : null,
      })
    changes.add('targets').add('exchange')
  })
  return run.slot
}

/** The newest run, and what its batches still lack; null when there was none. */
export async function lastRun({ db }: Pick<Context, 'db'>): Promise<ScheduledRun | null> {
  const run = await runsTable(db).orderBy('slot', 'desc').first()
  if (!run) return null
  const lacking: ScheduledRun['lacking'] = []
  for (const target of await targetsTable(db).where({ active: true }).orderBy('id')) {
    const [first] = await dueBatches(db, target)
    const row =
      first && (await deliveriesTable(db).where({ target_id: target.id, sequence: first.sequence }).first())
    const fault = row && row.state !== 'under_way' ? faultOf(row) : null
    if (fault) lacking.push({ name: target.name, fault })
  }
  return {
    slot: run.slot,
    startedAt: run.started_at,
    finishedAt: run.finished_at,
    outcome: run.outcome,
    sequence: run.sequence,
    fault: faultOf(run),
    lacking,
  }
}

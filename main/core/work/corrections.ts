/** Corrections of what was recorded: foreseen before they are saved, and kept with what was said before. */
import type { Difference, PersonStanding, WorkItem } from '../../../shared/contract/work'
import { CodedError } from '../../../shared/errors'
import type { Told } from '../../../shared/rules/engine/finding'
import type { Knex } from '../../db/open'
import { actorOf, audit, clockOf, type Context } from '../context'
import { findPerson } from '../persons/queries'
import { standingOf, workItems } from './queries'

async function standing(context: Context, personId: number): Promise<PersonStanding> {
  const clock = await clockOf(context)
  const person = await findPerson(context, personId, clock.today)
  if (!person) throw new CodedError('not_found')
  return {
    status: person.status,
    since: person.statusSince,
    findings: await standingOf(context, clock, personId),
    work: await workItems(context, clock, { personId }),
  }
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

function differenceOf(before: PersonStanding, after: PersonStanding): Difference {
  const without = (list: readonly Told[], others: readonly Told[]) =>
    list.filter((one) => !others.some((other) => same(one, other)))
  const missing = (list: readonly WorkItem[], others: readonly WorkItem[]) =>
    list.filter((one) => !others.some((other) => other.id === one.id))
  const head = ({ status, since }: PersonStanding) => ({ status, since })
  return {
    before: head(before),
    after: head(after),
    findings: {
      gone: without(before.findings, after.findings),
      came: without(after.findings, before.findings),
    },
    work: {
      gone: missing(before.work, after.work),
      came: missing(after.work, before.work),
      moved: before.work.flatMap((from) => {
        const to = after.work.find((one) => one.id === from.id)
        return to && to.due !== from.due ? [{ from, to }] : []
      }),
    },
  }
}

/** Thrown to take a foreseen change back. */
class Foreseen extends Error {
  constructor(readonly difference: Difference) {
    super('foreseen')
  }
}

/**
 * What a change would do to how a person stands. The change is made in a transaction and taken back: what is shown
 * is what would be saved. Throws what the change throws.
 */
export async function foresee(
  context: Context,
  personId: number,
  change: (inside: Context) => Promise<unknown>,
): Promise<Difference> {
  try {
    await context.write(async (inside) => {
      const before = await standing(inside, personId)
      await change(inside)
      throw new Foreseen(differenceOf(before, await standing(inside, personId)))
    })
  } catch (error) {
    if (error instanceof Foreseen) return error.difference
    throw error
  }
  throw new CodedError('internal')
}

export interface CorrectionRecord {
  id: number
  entity: string
  entity_id: number
  person_id: number | null
  /** What it said before and after, as JSON. */
  before: string
  after: string
  reason: string
  at: string
  staff_id: number
}

export const correctionsTable = (db: Knex) => db<CorrectionRecord>('corrections')

/** The newest correction of a record, or undefined. */
export const lastCorrection = (
  { db }: Context,
  entity: string,
  id: number,
): Promise<CorrectionRecord | undefined> =>
  correctionsTable(db).where({ entity, entity_id: id }).orderBy('id', 'desc').first()

/** Keep what a record said before it was corrected, why, and by whom. A correction needs a reason. */
export async function keepCorrection(
  context: Context,
  of: { entity: string; id: number; personId: number | null; before: object; after: object; reason: string },
): Promise<void> {
  const reason = of.reason.trim()
  if (reason === '')
    throw new CodedError('reason_needed', undefined, [{ path: 'reason', code: 'reason_needed' }])
  await correctionsTable(context.db).insert({
    entity: of.entity,
    entity_id: of.id,
    person_id: of.personId,
    before: JSON.stringify(of.before),
    after: JSON.stringify(of.after),
    reason,
    at: context.now.toISOString(),
    staff_id: actorOf(context).id,
  })
  await audit(context, of.entity, of.id, { corrected: reason, before: of.before, after: of.after })
}

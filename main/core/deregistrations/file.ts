/** A file of AIS `iin;date;ground`: each line held against the register. */
import type { DeregistrationLine } from '../../../shared/contract/deregistrations'
import { groundCodes, type GroundCode } from '../../../shared/rules/engine/deregistration'
import type { Clock } from '../../../shared/rules/engine/registration'
import { clockOf, staffName, type Context } from '../context'
import { nameOf } from '../persons/queries'
import { readAisLines, type LineShape } from '../registrations/ais-file'
import { openRegistration, type RegistrationRecord } from '../registrations/queries'
import { casesTable, standingOf, type CaseRecord } from './queries'
import type { Decision } from './road'

export interface ReadLine extends DeregistrationLine {
  /** What a clean line would do. */
  todo: { registration: RegistrationRecord; decision: Decision } | null
}

/** `51-4`, `4)` or `4`: a subparagraph of para 51. */
const groundOf = (typed: string): GroundCode | null =>
  groundCodes.find((code) => code === '51-' + typed.replace(/^51-/u, '').replace(/\)$/u, '')) ?? null

const shape: LineShape<GroundCode | null, 'ground_unknown'> = {
  columns: [3, 3],
  date: 1,
  read([, , typed = '']) {
    const ground = groundOf(typed)
    return { said: ground, reason: ground ? null : 'ground_unknown' }
  },
}

/** How a decision about a known person stands against the register. */
export async function judgeDecision(
  context: Context,
  personId: number,
  decision: Decision,
  clock: Clock,
): Promise<{
  reason: DeregistrationLine['reason']
  /** The same decision, or the one that stands against it. */
  held: CaseRecord | null
  known: boolean
  todo: ReadLine['todo']
}> {
  const { db } = context
  const { on, ground } = decision
  const nothing = { held: null, known: false, todo: null }
  const registration = await openRegistration(db, personId, 'unemployed')
  const decided = await casesTable(db).where({ person_id: personId, state: 'decided' }).orderBy('id', 'desc')
  const same = decided.find((one) => one.deregistered_on === on && one.decided_ground === ground)
  if (same) return { ...nothing, reason: 'known', held: same }
  if (!registration)
    return decided[0]
      ? { ...nothing, reason: 'contradicts_register', held: decided[0] }
      : { ...nothing, reason: 'not_unemployed' }
  if (on < registration.since) return { ...nothing, reason: 'date_early' }
  const { grounds } = await standingOf(db, registration, clock)
  const known = grounds.some((one) => one.ground === ground && !one.possible)
  return { reason: null, held: null, known, todo: { registration, decision } }
}

/** Every line with what it would do or why it cannot. Throws `file_too_large`, `status_file_unreadable`. */
export async function readDeregistrationFile(context: Context, bytes: Uint8Array): Promise<ReadLine[]> {
  const { db } = context
  const clock = await clockOf(context)
  const result: ReadLine[] = []
  for (const { said: ground, person, ...line } of await readAisLines(context, bytes, shape)) {
    const row: ReadLine = {
      ...line,
      personId: person?.id ?? null,
      personName: person ? nameOf(person) : '',
      ground,
      held: null,
      known: false,
      todo: null,
    }
    result.push(row)
    const { on } = line
    if (row.reason || !person || !ground || !on) continue
    const judged = await judgeDecision(context, person.id, { on, ground }, clock)
    row.reason = judged.reason
    row.known = judged.known
    row.todo = judged.todo
    if (judged.held) {
      const { held } = judged
      row.held = {
        on: held.deregistered_on!,
        ground: held.decided_ground!,
        by: await staffName(db, held.decided_by),
      }
    }
  }
  return result
}

/** A file of AIS `iin;date;ground`: each line held against the register. */
import type { DeregistrationLine } from '../../../shared/contract/deregistrations'
import { groundCodes, type GroundCode } from '../../../shared/rules/engine/deregistration'
import { clockOf, staffName, type Context } from '../context'
import { nameOf } from '../persons/queries'
import { readAisLines, type LineShape } from '../registrations/ais-file'
import { openRegistration, type RegistrationRecord } from '../registrations/queries'
import { standingOf } from './queries'
import { lastDecision, type Decision } from './road'

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
    const registration = await openRegistration(db, person.id, 'unemployed')
    const before = await lastDecision(context, person.id)
    if (before) {
      const same = before.deregistered_on === on && before.decided_ground === ground
      if (same) row.reason = 'known'
      else if (!registration) row.reason = 'contradicts_register'
      if (row.reason) {
        row.held = {
          on: before.deregistered_on!,
          ground: before.decided_ground!,
          by: await staffName(db, before.decided_by),
        }
        continue
      }
    }
    if (!registration) row.reason = 'not_unemployed'
    else if (on < registration.since) row.reason = 'date_early'
    else {
      const { grounds } = await standingOf(db, registration, clock)
      row.known = grounds.some((one) => one.ground === ground && !one.possible)
      row.todo = { registration, decision: { on, ground } }
    }
  }
  return result
}

/** Correcting an answer of AIS that was entered wrongly: its day, its status, its grounds. */
import type { InputOf } from '../../../shared/contract'
import { CodedError } from '../../../shared/errors'
import { clockOf, readDay, refuseStale, staffName, type Context } from '../context'
import { sendPlan } from '../exchange/outbox'
import { plansTable } from '../plans/queries'
import { keepCorrection, lastCorrection } from '../work/corrections'
import { faultOf, followAnswer, groundsOf, unemployedBy, type Answer } from './answer'
import {
  answersTable,
  answersTo,
  groundTitle,
  papersTable,
  registrationsTable,
  takenBack,
  type AnswerRecord,
  type RegistrationRecord,
} from './queries'

type Correction = Omit<InputOf<'registration.correct'>, 'reason' | 'grounds'> & { grounds: string[] }

const late = (date: string) =>
  new CodedError('date_too_late', { date }, [{ path: 'on', code: 'date_too_late', params: { date } }])

/** A later answer stands: this one cannot have made the person unemployed, nor lie after it. */
async function refuseAgainstLater({ db }: Context, later: readonly AnswerRecord[], answer: Answer) {
  const next = later.at(-1)
  if (!next) return
  if (answer.status === 'unemployed')
    throw new CodedError('status_exists', {
      status: next.status,
      date: next.on,
      by: await staffName(db, next.staff_id),
      at: next.at,
    })
  if (answer.on > next.on) throw late(next.on)
}

/** What was done as unemployed since cannot lie before the registration, and a deregistration stands on it. */
async function refuseAgainstFacts(context: Context, registration: RegistrationRecord, answer: Answer) {
  const { db } = context
  const held = await unemployedBy(context, registration)
  if (!held || held.end_reason === takenBack) return
  if (answer.status === 'refused') {
    if (held.until !== null) throw new CodedError('registration_ended', { date: held.until })
    return
  }
  const plans = await plansTable(db)
    .orderBy('id')
    .where({ registration_id: held.id })
    .whereNotNull('signed_at')
  const told = await papersTable(db).orderBy('id').where({ registration_id: held.id, kind: 'payment' })
  const facts = [
    held.until,
    ...plans.flatMap((plan) => [plan.person_signed_on, plan.employee_signed_on]),
    ...told.map(({ on }) => on),
  ].filter((day) => day !== null)
  const first = facts.sort()[0]
  if (first !== undefined && answer.on > first) throw late(first)
}

/**
 * Correct an answer and compute anew what follows from it. Throws `not_found`, `version_conflict` when somebody
 * corrected it meanwhile, the faults of an answer, `date_too_late`, `registration_ended`, `reason_needed`.
 */
export async function correctAnswer(context: Context, input: Correction, reason: string): Promise<void> {
  const { db } = context
  const { personId, answerId, seen } = input
  const record = await answersTable(db).where({ id: answerId, person_id: personId }).first()
  if (!record) throw new CodedError('not_found')
  const last = await lastCorrection(context, 'status_answer', answerId)
  if (last?.id !== (seen ?? undefined))
    refuseStale({ version: last?.id ?? 0 }, null, {
      by: await staffName(db, last?.staff_id ?? null),
      at: last?.at ?? '',
    })
  const { today } = await clockOf(context)
  const answer = { status: input.status, on: readDay(input.on, today, 'on'), grounds: input.grounds }
  const registration = (await registrationsTable(db).where({ id: record.registration_id }).first())!
  const others = await answersTo(db, registration.id)
  const fault = faultOf(
    context,
    answer,
    registration,
    others.filter(({ id }) => id < answerId),
  )
  if (fault?.code === 'date_too_early')
    throw new CodedError(fault.code, { date: fault.earliest }, [
      { path: 'on', code: fault.code, params: { date: fault.earliest } },
    ])
  if (fault) throw new CodedError(fault.code, undefined, [{ path: 'grounds', code: fault.code }])
  const later = others.filter(({ id }) => id > answerId)
  await refuseAgainstLater(context, later, answer)
  if (later.length === 0) await refuseAgainstFacts(context, registration, answer)

  const before = { status: record.status, on: record.on, grounds: JSON.parse(record.grounds) as string[] }
  const after = { ...answer, grounds: groundsOf(answer) }
  await answersTable(db)
    .where({ id: answerId })
    .update({ status: after.status, on: after.on, grounds: JSON.stringify(after.grounds) })
  // What the newest answer says holds; an earlier one is history.
  if (later.length === 0) {
    await followAnswer(context, registration, answer, before)
    const held = await unemployedBy(context, registration)
    if (held)
      for (const { id } of await plansTable(db)
        .orderBy('id')
        .where({ registration_id: held.id })
        .select('id'))
        await sendPlan(context, id)
  }
  const titles = ({ on, grounds }: Pick<Answer, 'on' | 'grounds'>) =>
    grounds.map((id) => groundTitle(context, on, id))
  await keepCorrection(context, {
    entity: 'status_answer',
    id: answerId,
    personId,
    before: { ...before, titles: titles(before) },
    after: { ...after, titles: titles(after) },
    reason,
  })
  context.changes.add('registrations').add('people').add('plans')
}

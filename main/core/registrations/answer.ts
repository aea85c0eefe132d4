/** R56-R64: taking over what AIS decided, by hand or from a file, in one way. */
import type { AisStatus } from '../../../shared/contract/registrations'
import { computeDeadline } from '../../../shared/rules/deadlines'
import { r55ServiceDue, r70Stages } from '../../../shared/rules/engine/unemployed'
import { meetDeadline, startDeadline } from '../applications/deadlines'
import { actorOf, audit, clockOf, type Context } from '../context'
import { sendStatusStage } from '../exchange/outbox'
import {
  answersTable,
  groundsOn,
  readCase,
  registrationsTable,
  type AnswerRecord,
  type RegistrationRecord,
} from './queries'

export interface Answer {
  status: AisStatus
  on: string
  grounds: string[]
}

/**
 * What is wrong with an answer about a registration as a job seeker; null: it can be taken over. Bars never stop
 * what AIS decided.
 */
export function faultOf(
  context: Context,
  answer: Answer,
  registration: Pick<RegistrationRecord, 'since'>,
  earlier: readonly Pick<AnswerRecord, 'on'>[],
): { code: 'date_too_early'; earliest: string } | { code: 'ground_needed' | 'ground_unknown' } | null {
  const earliest = earlier.reduce((day, { on }) => (on > day ? on : day), registration.since)
  if (answer.on < earliest) return { code: 'date_too_early', earliest }
  if (answer.status === 'unemployed') return null
  if (answer.grounds.length === 0) return { code: 'ground_needed' }
  const lawful = groundsOn(context, answer.on)
  return answer.grounds.every((id) => lawful.some((ground) => ground.id === id))
    ? null
    : { code: 'ground_unknown' }
}

/** Keep an answer that was judged: the registrations, the deadlines (R33, R68, R74) and the stages (R70). */
export async function keepAnswer(
  context: Context,
  registration: RegistrationRecord,
  answer: Answer,
  from: { source: string; fileId: number | null },
): Promise<void> {
  const { db, now } = context
  const staff = actorOf(context)
  const { person_id: personId, application_id: applicationId } = registration
  const { status, on } = answer
  const grounds = status === 'refused' ? [...new Set(answer.grounds)] : []
  await answersTable(db).insert({
    registration_id: registration.id,
    person_id: personId,
    status,
    grounds: JSON.stringify(grounds),
    on,
    source: from.source.trim(),
    file_id: from.fileId,
    at: now.toISOString(),
    staff_id: staff.id,
  })
  const clock = await clockOf(context)
  const matching = computeDeadline({ code: 'js_matching', start: registration.since, ...clock })
  // The transition comes on the day after the matching ended: that does not make the matching late.
  await meetDeadline(context, 'js_matching', applicationId, on < matching.due ? on : matching.due)
  if (status === 'unemployed') {
    await registrationsTable(db)
      .where({ id: registration.id })
      .update({ until: on, end_reason: 'unemployed', ended_at: now.toISOString(), ended_by: staff.id })
    await registrationsTable(db).insert({
      person_id: personId,
      application_id: applicationId,
      kind: 'unemployed',
      since: on,
      source: 'ais',
    })
    for (const code of ['un_ssif_info', 'un_plan'])
      await startDeadline(context, { code, applicationId, personId, start: on })
  }
  const { one } = await readCase(db, registration)
  const { due } = r55ServiceDue(one, clock).deadline!
  for (const { stage, on: day } of r70Stages({ ...one, noticeOn: null }, clock))
    await sendStatusStage(context, applicationId, { stage, on: day, due, document: null })
  await audit(context, 'registration', registration.id, { personId, status, on, grounds, ...from })
  context.changes.add('registrations').add('people')
}

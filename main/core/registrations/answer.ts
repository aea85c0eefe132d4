/** R56-R64: taking over what AIS decided, by hand or from a file, in one way. */
import type { AisStatus } from '../../../shared/contract/registrations'
import { computeDeadline } from '../../../shared/rules/deadlines'
import { r55ServiceDue, r70Stages } from '../../../shared/rules/engine/unemployed'
import { dropDeadline, restartDeadline } from '../applications/deadlines'
import { deadlinesTable } from '../applications/queries'
import { actorOf, audit, clockOf, type Context } from '../context'
import { sendStatusStage } from '../exchange/outbox'
import {
  answersTable,
  groundsOn,
  readCase,
  registrationsTable,
  takenBack,
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

const unemployedDeadlines = ['un_ssif_info', 'un_plan'] as const

/** The registration as unemployed that an answer made: the open one, else one taken back or ended. */
export const unemployedBy = (
  { db }: Context,
  registration: RegistrationRecord,
): Promise<RegistrationRecord | undefined> =>
  registrationsTable(db)
    .where({ application_id: registration.application_id, kind: 'unemployed' })
    .orderByRaw('until IS NOT NULL')
    .orderBy('id', 'desc')
    .first()

/** The person is unemployed from the day of the answer: what AIS said now, or should have been entered. */
async function becomeUnemployed(context: Context, registration: RegistrationRecord, on: string) {
  const { db, now } = context
  const { id, person_id: personId, application_id: applicationId } = registration
  await registrationsTable(db)
    .where({ id })
    .update({
      until: on,
      end_reason: 'unemployed',
      ended_at: now.toISOString(),
      ended_by: actorOf(context).id,
    })
  const held = await unemployedBy(context, registration)
  if (!held)
    await registrationsTable(db).insert({
      person_id: personId,
      application_id: applicationId,
      kind: 'unemployed',
      since: on,
      source: 'ais',
    })
  else
    await registrationsTable(db)
      .where({ id: held.id })
      .update({
        since: on,
        ...(held.end_reason === takenBack
          ? { until: null, end_reason: null, ended_at: null, ended_by: null }
          : {}),
      })
  for (const code of unemployedDeadlines)
    await restartDeadline(context, { code, applicationId, personId, start: on })
}

/** The person never became unemployed: the registration that was entered is taken back, not deleted. */
async function remainJobSeeker(context: Context, registration: RegistrationRecord) {
  const { db, now } = context
  const held = await unemployedBy(context, registration)
  if (!held) return
  await registrationsTable(db)
    .where({ id: held.id })
    .update({
      until: held.since,
      end_reason: takenBack,
      ended_at: now.toISOString(),
      ended_by: actorOf(context).id,
    })
  await registrationsTable(db)
    .where({ id: registration.id })
    .update({ until: null, end_reason: null, ended_at: null, ended_by: null })
  for (const code of unemployedDeadlines) await dropDeadline(context, code, registration.application_id)
}

/**
 * What follows from the newest answer; `before` is what it said until it was corrected: the registrations, the deadlines
 * (R33, R68, R74) and the stages (R70).
 */
export async function followAnswer(
  context: Context,
  registration: RegistrationRecord,
  { status, on }: Pick<Answer, 'status' | 'on'>,
  before: Pick<Answer, 'on'> | null = null,
): Promise<void> {
  const { db } = context
  const { application_id: applicationId } = registration
  const clock = await clockOf(context)
  const matching = computeDeadline({ code: 'js_matching', start: registration.since, ...clock })
  // The transition comes on the day after the matching ended: that does not make the matching late.
  const metOn = (day: string) => (day < matching.due ? day : matching.due)
  await deadlinesTable(db)
    .where({ code: 'js_matching', application_id: applicationId })
    .where((byAnswer) => {
      void byAnswer.whereNull('met_on')
      if (before) void byAnswer.orWhere('met_on', metOn(before.on))
    })
    .update({ met_on: metOn(on) })
  if (status === 'unemployed') await becomeUnemployed(context, registration, on)
  else await remainJobSeeker(context, registration)
  const { one } = await readCase(db, registration)
  const { due } = r55ServiceDue(one, clock).deadline!
  for (const { stage, on: day } of r70Stages({ ...one, noticeOn: null }, clock))
    await sendStatusStage(context, applicationId, { stage, on: day, due, document: null })
  context.changes.add('registrations').add('people').add('deadlines')
}

/** Keep an answer that was judged, and do what follows from it; gives its id. */
export async function keepAnswer(
  context: Context,
  registration: RegistrationRecord,
  answer: Answer,
  from: { source: string; fileId: number | null },
): Promise<number> {
  const { db, now } = context
  const staff = actorOf(context)
  const { person_id: personId } = registration
  const { status, on } = answer
  const grounds = groundsOf(answer)
  const [made] = await answersTable(db).insert(
    {
      registration_id: registration.id,
      person_id: personId,
      status,
      grounds: JSON.stringify(grounds),
      on,
      source: from.source.trim(),
      file_id: from.fileId,
      at: now.toISOString(),
      staff_id: staff.id,
    },
    ['id'],
  )
  await followAnswer(context, registration, answer)
  await audit(context, 'registration', registration.id, { personId, status, on, grounds, ...from })
  return made!.id
}

/** Only a refusal has grounds. */
export const groundsOf = ({ status, grounds }: Answer): string[] =>
  status === 'refused' ? [...new Set(grounds)] : []

/** The road of a deregistration: sent, withdrawn, decided by the labour mobility centre, told to the person. */
import { randomUUID } from 'node:crypto'
import type { InputOf } from '../../../shared/contract'
import { CodedError } from '../../../shared/errors'
import type { DocumentRow, LocalText } from '../../../shared/model'
import type { GroundCode } from '../../../shared/rules/engine/deregistration'
import { tell } from '../../../shared/rules/engine/finding'
import { fullName } from '../../../shared/rules/names'
import { applicationsTable, deadlinesTable } from '../applications/queries'
import {
  actorOf,
  audit,
  clockOf,
  lastChange,
  readDay,
  refuseStale,
  staffName,
  type Context,
} from '../context'
import { forms } from '../documents/forms'
import { issueDocument } from '../documents/issue'
import { employee, send } from '../exchange/outbox'
import { findPerson, persons } from '../persons/queries'
import { registrationsTable, type RegistrationRecord } from '../registrations/queries'
import { keepCorrection } from '../work/corrections'
import { unemployedOf } from './facts'
import {
  casesTable,
  lastUnemployed,
  noticeFindings,
  standingOf,
  type CaseRecord,
  type Ground,
} from './queries'

/** R169: how an information stands, for the next batch. */
async function sendCase(context: Context, id: number): Promise<void> {
  const { db } = context
  const one = (await casesTable(db).where({ id }).first())!
  const registration = (await registrationsTable(db).where({ id: one.registration_id }).first())!
  const application = (await applicationsTable(db).where({ id: registration.application_id }).first())!
  const person = (await persons(db).where({ id: one.person_id }).first())!
  const evidence = one.evidence ? (JSON.parse(one.evidence) as LocalText)[application.language] : ''
  await send(context, 'deregistrations', one.uid, {
    iin: person.iin ?? '',
    application_number: application.number,
    unemployed_since: registration.since,
    ground_code: (one.ground ?? one.decided_ground)!,
    fact_date: one.fact_on,
    evidence,
    explanation: one.explanation || null,
    judgement: one.judgement,
    sent_on: one.sent_on,
    withdrawn_on: one.withdrawn_on,
    deregistered_on: one.deregistered_on,
    decided_ground_code: one.decided_ground,
    notified_on: one.notified_on,
    notified_through: one.channel,
    employee: await employee(db, (one.sent_by ?? one.decided_by)!),
  })
}

async function change(
  context: Context,
  one: CaseRecord,
  values: Partial<CaseRecord>,
  detail: Record<string, unknown>,
): Promise<void> {
  await casesTable(context.db)
    .where({ id: one.id })
    .update({ ...values, version: one.version + 1 })
  await audit(context, 'deregistration', one.id, { personId: one.person_id, ...detail })
  context.changes.add('deregistrations')
  await sendCase(context, one.id)
}

async function fresh(context: Context, id: number, version: number): Promise<CaseRecord> {
  const one = await casesTable(context.db).where({ id }).first()
  if (!one) throw new CodedError('not_found')
  refuseStale(one, version, await lastChange(context, 'deregistration', id))
  return one
}

/** Evidence in words: what the rule found and what happened. */
function evidenceOf({ finding, title }: Ground): LocalText {
  const { sentence } = tell(finding)
  const join = (language: keyof LocalText) =>
    [sentence[language], title?.[language]].filter(Boolean).join(' ').slice(0, 2000)
  return { kk: join('kk'), ru: join('ru'), en: join('en') }
}

const openCase = ({ db }: Context, registrationId: number) =>
  casesTable(db).where({ registration_id: registrationId, state: 'sent' }).first()

/** R93, R169: send the information with a ground that is raised now. */
export async function sendGround(context: Context, personId: number, key: string): Promise<void> {
  const { db, now } = context
  const registration = await unemployedOf(context, personId)
  const before = await openCase(context, registration.id)
  if (before)
    throw new CodedError('deregistration_sent', {
      date: before.sent_on,
      by: await staffName(db, before.sent_by),
    })
  const clock = await clockOf(context)
  const { grounds } = await standingOf(db, registration, clock)
  const ground = grounds.find((one) => one.key === key && !one.possible)
  if (!ground) throw new CodedError('ground_not_raised')
  const [{ id }] = (await casesTable(db).insert(
    {
      uid: randomUUID(),
      version: 1,
      person_id: personId,
      registration_id: registration.id,
      state: 'sent',
      ground: ground.ground,
      ground_key: key,
      fact_on: ground.on,
      evidence: JSON.stringify(evidenceOf(ground)),
      explanation: ground.reason?.explanation ?? '',
      judgement: ground.reason?.judgement ?? null,
      sent_on: clock.today,
      sent_at: now.toISOString(),
      sent_by: actorOf(context).id,
    },
    ['id'],
  )) as [{ id: number }]
  await audit(context, 'deregistration', id, { personId, ground: ground.ground, key })
  context.changes.add('deregistrations')
  await sendCase(context, id)
}

/** Who took over the decision, for the second of two clerks. */
async function refuseSecond({ db }: Context, decided: CaseRecord): Promise<never> {
  throw new CodedError('deregistration_exists', {
    date: decided.deregistered_on,
    ground: decided.decided_ground,
    by: await staffName(db, decided.decided_by),
  })
}

/** Take back what was sent by mistake. */
export async function withdraw(context: Context, input: InputOf<'deregistration.withdraw'>): Promise<number> {
  const one = await casesTable(context.db).where({ id: input.id }).first()
  if (one?.state === 'decided') await refuseSecond(context, one)
  if (one?.state === 'withdrawn') throw new CodedError('deregistration_withdrawn', { date: one.withdrawn_on })
  const sent = await fresh(context, input.id, input.version)
  const reason = input.reason.trim()
  if (reason === '')
    throw new CodedError('reason_needed', undefined, [{ path: 'reason', code: 'reason_needed' }])
  const { today } = await clockOf(context)
  const values = {
    state: 'withdrawn' as const,
    withdrawn_on: today,
    withdrawn_why: reason,
    withdrawn_at: context.now.toISOString(),
    withdrawn_by: actorOf(context).id,
  }
  await change(context, sent, values, { withdrawn: today, reason })
  return sent.person_id
}

export interface Decision {
  on: string
  ground: GroundCode
}

/**
 * R93: keep what the labour mobility centre decided and end what ends with the registration. AIS prevails, also
 * where the desk holds no such ground; whether it does is kept beside it. Gives the id of the information.
 */
export async function keepDecision(
  context: Context,
  registration: RegistrationRecord,
  { on, ground }: Decision,
  from: { source: string; fileId: number | null },
): Promise<number> {
  const { db, now } = context
  const staff = actorOf(context).id
  const clock = await clockOf(context)
  const { grounds } = await standingOf(db, registration, clock)
  const decided = {
    state: 'decided' as const,
    deregistered_on: on,
    decided_ground: ground,
    ground_known: grounds.some((one) => one.ground === ground && !one.possible),
    source: from.source.trim(),
    file_id: from.fileId,
    decided_at: now.toISOString(),
    decided_by: staff,
  }
  const { id: registrationId, person_id: personId, application_id: applicationId } = registration
  await registrationsTable(db)
    .where({ id: registrationId })
    .update({ until: on, end_reason: 'deregistered', ended_at: now.toISOString(), ended_by: staff })
  await deadlinesTable(db)
    .where({ application_id: applicationId, person_id: personId })
    .whereIn('code', ['un_plan', 'un_ssif_info'])
    .whereNull('met_on')
    .update({ ended_on: on })
  context.changes.add('registrations').add('people').add('plans').add('deadlines')
  const sent = await openCase(context, registrationId)
  if (sent) {
    await change(context, sent, decided, { on, ground, ...from })
    return sent.id
  }
  const [row] = await casesTable(db).insert(
    {
      ...decided,
      uid: randomUUID(),
      version: 0,
      person_id: personId,
      registration_id: registrationId,
    },
    ['id'],
  )
  const made = (await casesTable(db).where({ id: row!.id }).first())!
  await change(context, made, {}, { on, ground, ...from })
  return made.id
}

/**
 * R93, R172: AIS says otherwise than what was taken over: day and ground as it has them, the registration ended
 * anew. Refused when the person was told already, or was registered again before that day.
 *
 * @throws CodedError `deregistration_notified`, `date_too_early`, `date_too_late`
 */
export async function correctDecision(
  context: Context,
  one: CaseRecord,
  { on, ground }: Decision,
  reason: string,
): Promise<void> {
  const { db } = context
  if (one.notified_on !== null && on > one.notified_on)
    throw new CodedError('deregistration_notified', {
      date: one.notified_on,
      by: await staffName(db, one.notified_by),
    })
  const registration = (await registrationsTable(db).where({ id: one.registration_id }).first())!
  if (on < registration.since) throw new CodedError('date_too_early', { date: registration.since })
  const next = await registrationsTable(db)
    .where({ person_id: one.person_id })
    .where('id', '>', registration.id)
    .orderBy('since')
    .first('since')
  if (next && on > next.since) throw new CodedError('date_too_late', { date: next.since })
  const { application_id: applicationId, person_id: personId } = registration
  await registrationsTable(db).where({ id: registration.id }).update({ until: on })
  await deadlinesTable(db)
    .where({ application_id: applicationId, person_id: personId, ended_on: one.deregistered_on })
    .whereIn('code', ['un_plan', 'un_ssif_info'])
    .update({ ended_on: on })
  await keepCorrection(context, {
    entity: 'deregistration',
    id: one.id,
    personId,
    before: { on: one.deregistered_on, ground: one.decided_ground },
    after: { on, ground },
    reason,
  })
  context.changes.add('registrations').add('people').add('plans').add('deadlines')
  await change(context, one, { deregistered_on: on, decided_ground: ground }, { on, ground, reason })
}

/** The newest decision about a person. */
export const lastDecision = ({ db }: Pick<Context, 'db'>, personId: number) =>
  casesTable(db).where({ person_id: personId, state: 'decided' }).orderBy('id', 'desc').first()

/** R93: a decision typed by hand. The second of two clerks sees what the first took over. */
export async function takeOver(
  context: Context,
  { personId, source = '', ...typed }: InputOf<'deregistration.takeOver'>,
): Promise<void> {
  const last = await lastUnemployed(context.db, personId)
  const before = await lastDecision(context, personId)
  if (before && last?.until !== null) await refuseSecond(context, before)
  const registration = await unemployedOf(context, personId)
  const { today } = await clockOf(context)
  const on = readDay(typed.on, today, 'on')
  if (on < registration.since)
    throw new CodedError('date_too_early', { date: registration.since }, [
      { path: 'on', code: 'date_too_early', params: { date: registration.since } },
    ])
  await keepDecision(context, registration, { on, ground: typed.ground }, { source, fileId: null })
}

/** The paper S6 of a decision, in the language of the application. */
async function issueNotice(context: Context, one: CaseRecord, on: string): Promise<DocumentRow> {
  const { db } = context
  const { today } = await clockOf(context)
  const registration = (await registrationsTable(db).where({ id: one.registration_id }).first())!
  const { language } = (await applicationsTable(db).where({ id: registration.application_id }).first())!
  const person = (await findPerson(context, one.person_id, today))!
  const formId = 'common-s6'
  return issueDocument(context, {
    formId,
    edition: forms.get(formId)!.edition,
    language,
    applicationId: registration.application_id,
    personId: one.person_id,
    // It is no result of the application: the person or the akim takes it along.
    toHandOver: false,
    data: {
      applicant_full_name: fullName(person),
      deregistration_date: one.deregistered_on,
      deregistration_ground: one.decided_ground!.slice('51-'.length),
      notice_date: on,
    },
  })
}

/** R94, R95: the person was told; through an akim always with the paper. */
export async function notify(
  context: Context,
  input: InputOf<'deregistration.notify'>,
): Promise<{ personId: number; document: DocumentRow | null }> {
  const { db } = context
  const known = await casesTable(db).where({ id: input.id }).first()
  if (known && known.state !== 'decided') throw new CodedError('not_deregistered')
  if (known?.notified_on)
    throw new CodedError('deregistration_notified', {
      date: known.notified_on,
      by: await staffName(db, known.notified_by),
    })
  const one = await fresh(context, input.id, input.version)
  const clock = await clockOf(context)
  const on = readDay(input.on, clock.today, 'on')
  const decidedOn = one.deregistered_on!
  if (on < decidedOn)
    throw new CodedError('date_too_early', { date: decidedOn }, [
      { path: 'on', code: 'date_too_early', params: { date: decidedOn } },
    ])
  const told = {
    notified_on: on,
    channel: input.channel,
    rural: input.rural,
    akim: (input.akim ?? '').trim(),
    told: (input.text ?? '').trim(),
    notified_at: context.now.toISOString(),
    notified_by: actorOf(context).id,
  }
  const byAkim = input.channel === 'akim'
  if (noticeFindings({ ...one, ...told }, clock).some(({ rule }) => rule === 'R95') || (byAkim && !told.akim))
    throw new CodedError('akim_needed', undefined, [
      { path: byAkim ? 'akim' : 'channel', code: 'akim_needed' },
    ])
  const document = input.paper || byAkim ? await issueNotice(context, one, on) : null
  await change(
    context,
    one,
    { ...told, document_id: document?.id ?? null },
    { notified: on, channel: input.channel, document: document?.id ?? null },
  )
  return { personId: one.person_id, document }
}

/** R94: the paper S6 because the person asked for it. */
export async function printNotice(
  context: Context,
  { id, version }: InputOf<'deregistration.paper'>,
): Promise<{ personId: number; document: DocumentRow }> {
  const one = await fresh(context, id, version)
  if (one.state !== 'decided') throw new CodedError('not_deregistered')
  const { today } = await clockOf(context)
  const document = await issueNotice(context, one, one.notified_on ?? today)
  await change(context, one, { document_id: document.id }, { document: document.id })
  return { personId: one.person_id, document }
}

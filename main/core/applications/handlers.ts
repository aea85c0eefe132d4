import { randomUUID } from 'node:crypto'
import { CodedError } from '../../../shared/errors'
import { serviceIn } from '../../../shared/law/catalogue'
import type { Application, LocalText, Mark } from '../../../shared/model'
import { fullName } from '../../../shared/rules/names'
import {
  actorOf,
  audit,
  lastChange,
  readCentre,
  readDesk,
  refuseStale,
  staffName,
  todayOf,
  type Context,
} from '../context'
import { issueDocument } from '../documents/issue'
import { documentsTable } from '../documents/queries'
import { sendApplication, sendDecision, sendDocument, sendStage } from '../exchange/outbox'
import type { HandlersOf } from '../handlers'
import { findPerson } from '../persons/queries'
import {
  applicationsTable,
  deadlinesTable,
  decisionsTable,
  findApplication,
  listApplications,
  type ApplicationRecord,
} from './queries'

async function find(context: Context, id: number): Promise<ApplicationRecord> {
  const record = await applicationsTable(context.db).where({ id }).first()
  if (!record) throw new CodedError('not_found')
  return record
}

/** Exactly one result: the second attempt is shown the first with its author and time (R178). */
async function refuseSecondDecision(context: Context, id: number): Promise<void> {
  const decision = await decisionsTable(context.db).where({ application_id: id }).first()
  if (decision) {
    throw new CodedError('decision_exists', {
      by: await staffName(context.db, decision.decided_by),
      at: decision.decided_at,
      outcome: decision.outcome,
    })
  }
}

async function fresh(context: Context, id: number, version: number): Promise<ApplicationRecord> {
  const record = await find(context, id)
  if (record.version !== version) refuseStale(record, version, await lastChange(context, 'application', id))
  return record
}

/** Write a change, raise the version, note it in the audit trail and the outbox, and read it back. */
async function change(
  context: Context,
  record: ApplicationRecord,
  values: Partial<ApplicationRecord>,
  detail: Record<string, unknown>,
): Promise<Application> {
  await applicationsTable(context.db)
    .where({ id: record.id })
    .update({ ...values, version: record.version + 1 })
  await audit(context, 'application', record.id, detail)
  await sendApplication(context, record.id)
  context.changes.add('applications').add('deadlines')
  return (await findApplication(context.db, record.id))!
}

/** The sentence of a refusal on paper: the grounds in the paper's language, then the clerk's own words. */
export function refusalReason(grounds: LocalText[], explanation: string, language: 'kk' | 'ru'): string {
  const sentences = grounds.map((ground) => ground[language].replace(/[.;]\s*$/u, ''))
  return [...sentences, explanation.trim()].filter(Boolean).join('. ')
}

/**
 * R25-R27: decide once, register or refuse, and issue the notice, all in one transaction.
 * Throws `check_needed` (R19), `check_contradicts`, `ground_needed`, `ground_unknown` (R26), `decision_exists` (R178).
 */
export async function decideApplication(
  context: Context,
  input: {
    id: number
    version: number
    outcome: 'granted' | 'refused'
    grounds: string[]
    explanation: string
  },
) {
  const { db, now } = context
  const staff = actorOf(context)
  await refuseSecondDecision(context, input.id)
  const record = await fresh(context, input.id, input.version)
  const service = serviceIn(record.service_code, record.edition)
  const check = record.check === null ? null : (JSON.parse(record.check) as { result: string })
  const granted = input.outcome === 'granted'
  if (!check) throw new CodedError('check_needed')
  if (granted && check.result !== 'confirmed') throw new CodedError('check_contradicts')
  const chosen = granted ? [] : [...new Set(input.grounds)]
  const grounds = chosen.map((id) => service.refusalGrounds.find((one) => one.id === id))
  if (!granted && grounds.length === 0) throw new CodedError('ground_needed')
  if (grounds.includes(undefined)) throw new CodedError('ground_unknown')

  const today = todayOf(context, await readDesk(context))
  const person = (await findPerson(db, record.person_id, today))!
  const centre = await readCentre(context)
  const centreName = record.language === 'kk' ? centre.nameKk : centre.nameRu
  const registered = await db('registrations')
    .where({ person_id: person.id, kind: 'job_seeker' })
    .whereNull('until')
    .first<{ since: string } | undefined>('since')
  // R31: who is registered already keeps the earlier date; the second application changes the card.
  const since = registered?.since ?? today
  await decisionsTable(db).insert({
    uid: randomUUID(),
    application_id: record.id,
    outcome: input.outcome,
    grounds: JSON.stringify(chosen),
    explanation: input.explanation.trim(),
    decided_on: today,
    decided_at: now.toISOString(),
    decided_by: staff.id,
    registration_date: granted ? since : null,
  })
  if (granted && !registered) {
    await db('registrations').insert({
      person_id: person.id,
      application_id: record.id,
      kind: 'job_seeker',
      since,
    })
  }
  await deadlinesTable(db)
    .where({ application_id: record.id, code: service.deadline })
    .whereNull('met_on')
    .update({ met_on: today })
  await change(context, record, { state: 'decided' }, { outcome: input.outcome, grounds: chosen })
  const document = await issueDocument(context, {
    formId: granted ? service.forms.granted : service.forms.refused,
    edition: record.edition,
    language: record.language,
    applicationId: record.id,
    personId: person.id,
    toHandOver: true,
    data: {
      applicant_full_name: fullName(person),
      issue_date: today,
      specialist_full_name: staff.fullName,
      ...(granted
        ? { registration_date: since, centre_name: centreName }
        : {
            provider_full_name: centreName,
            refusal_reason: refusalReason(
              grounds.map((ground) => ground!.title),
              input.explanation,
              record.language,
            ),
          }),
    },
  })
  await sendDecision(context, record.id)
  await sendStage(context, record.id, granted ? 'decided_positive' : 'decided_refusal')
  context.changes.add('people')
  return { application: (await findApplication(db, record.id))!, document }
}

export const applicationHandlers: HandlersOf<'application'> = {
  async 'application.get'({ db }, { id }) {
    const application = await findApplication(db, id)
    if (!application) throw new CodedError('not_found')
    return application
  },

  'application.list': ({ db }, filter) => listApplications(db, filter),

  async 'application.mark'(context, { id, mark, done }) {
    const record = await find(context, id)
    const others = (JSON.parse(record.marks) as Mark[]).filter((one) => one.name !== mark)
    const marks = done
      ? [...others, { name: mark, at: context.now.toISOString(), by: actorOf(context).fullName }]
      : others
    // A tick is no new state of the case: the version stays, so that it never makes a decision stale.
    await applicationsTable(context.db)
      .where({ id })
      .update({ marks: JSON.stringify(marks) })
    await audit(context, 'application', id, { mark, done })
    context.changes.add('applications')
    return (await findApplication(context.db, id))!
  },

  async 'application.check'(context, { id, version, result, note }) {
    await refuseSecondDecision(context, id)
    const record = await fresh(context, id, version)
    if (result === 'inaccurate' && note.trim() === '') {
      throw new CodedError('reason_needed', undefined, [{ path: 'note', code: 'reason_needed' }])
    }
    const check = { result, note: note.trim(), at: context.now.toISOString(), by: actorOf(context).fullName }
    const first = record.check === null
    const application = await change(
      context,
      record,
      { state: 'checked', check: JSON.stringify(check) },
      { check },
    )
    if (first) await sendStage(context, id, 'in_work')
    return application
  },

  'application.decide': (context, input) => decideApplication(context, input),

  async 'application.handOver'(context, input) {
    const record = await find(context, input.id)
    if (record.state === 'handed_over') throw new CodedError('handed_over_already')
    if (record.state !== 'decided') throw new CodedError('not_handed_over_yet')
    await fresh(context, input.id, input.version)
    if (!input.signed || (!input.digital && input.number.trim() === '')) {
      throw new CodedError('identity_document_needed', undefined, [
        { path: input.signed ? 'number' : 'signed', code: 'identity_document_needed' },
      ])
    }
    const on = todayOf(context, await readDesk(context))
    const handOver = {
      on,
      at: context.now.toISOString(),
      identityDocument: input.identityDocument,
      digital: input.digital,
      number: input.number.trim(),
      by: actorOf(context).fullName,
    }
    await change(context, record, { state: 'handed_over', hand_over: JSON.stringify(handOver) }, { handOver })
    const papers = await documentsTable(context.db)
      .where({ application_id: input.id, to_hand_over: true })
      .whereNull('handed_over_on')
    for (const paper of papers) {
      await documentsTable(context.db)
        .where({ id: paper.id })
        .update({ handed_over_on: on, version: paper.version + 1 })
      await sendDocument(context, paper.id)
    }
    await sendStage(context, input.id, 'result_issued')
    context.changes.add('documents')
    return (await findApplication(context.db, input.id))!
  },

  async 'application.inform'(context, { id, channel, to, text }) {
    await find(context, id)
    await context.db('messages').insert({
      application_id: id,
      channel,
      sent_to: to.trim(),
      text: text.trim(),
      at: context.now.toISOString(),
      staff_id: actorOf(context).id,
    })
    await audit(context, 'application', id, { informed: channel })
    context.changes.add('applications').add('deadlines')
    return (await findApplication(context.db, id))!
  },
}

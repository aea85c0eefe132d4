import { randomUUID } from 'node:crypto'
import { CodedError } from '../../../shared/errors'
import { groundsFor, termFor } from '../../../shared/law/intake'
import type { Application, Mark, PersonFields } from '../../../shared/model'
import {
  actorOf,
  audit,
  lastChange,
  readDay,
  readDesk,
  refuseStale,
  staffName,
  todayOf,
  type Context,
} from '../context'
import type { FormData } from '../documents/engine'
import { documentsTable } from '../documents/queries'
import { refuseCancelled } from '../documents/register'
import { sendApplication, sendDecision, sendDocument, sendStage } from '../exchange/outbox'
import type { HandlersOf } from '../handlers'
import { editionOf } from '../law/editions'
import { electronicResult } from '../portal/queries'
import { hasReferral } from '../referrals/form'
import { refuseUnsigned } from '../referrals/paper'
import { startDeadline } from './deadlines'
import { generalPapers, issueCasePaper, ownTerm } from './papers'
import {
  applicationsTable,
  choiceOf,
  deadlinesTable,
  decisionsTable,
  findApplication,
  grantedKinds,
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
  if (record.state === 'intake_refused') throw new CodedError('papers_not_taken')
  if (record.state === 'portal_registered') throw new CodedError('portal_registered')
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
  return (await findApplication(context, record.id))!
}

/** Whether this case is one of those that the program did not see happen (R1, R179). */
const isArchive = (record: ApplicationRecord) => record.paper_number !== null

/** Whether the edition of a case is the one that the counter works with today. */
async function inForce(context: Context, record: ApplicationRecord): Promise<boolean> {
  const today = todayOf(context, await readDesk(context))
  return context.law.serviceOn(record.service_code, today)?.edition === record.edition
}

/** Day on which something happened: today, or the day typed for an archive entry, not before `earliest`. */
async function dayOf(
  context: Context,
  record: ApplicationRecord,
  typed: string,
  field: string,
  earliest: string,
) {
  const today = todayOf(context, await readDesk(context))
  if (!isArchive(record) || typed.trim() === '') return today
  const day = readDay(typed, today, field)
  if (day < earliest)
    throw new CodedError('date_too_early', { date: earliest }, [{ path: field, code: 'date_too_early' }])
  return day
}

/**
 * R25-R27, R126, R133-R135: decide once, grant or refuse, and issue the result, all in one transaction.
 * Throws `check_needed` (R19), `check_contradicts`, `ground_needed`, `ground_unknown` (R26), `reason_needed`
 * where the act has no list of grounds, `result_kind_needed`, `decision_exists` (R178).
 */
export async function decideApplication(
  context: Context,
  input: {
    id: number
    version: number
    outcome: 'granted' | 'refused'
    grounds: string[]
    explanation: string
    resultKind?: string
    decidedOn?: string
    /** The result in a form of its own, e.g. a referral; else the form of the service. */
    paper?: { formId: string; own: FormData }
  },
) {
  const { db, now } = context
  const staff = actorOf(context)
  await refuseSecondDecision(context, input.id)
  const record = await fresh(context, input.id, input.version)
  const service = editionOf(context.law, record)
  const check = record.check === null ? null : (JSON.parse(record.check) as { result: string })
  const granted = input.outcome === 'granted'
  // The check of a case from the archive was made when the case was.
  if (!check && !isArchive(record)) throw new CodedError('check_needed')
  if (check && granted && check.result !== 'confirmed') throw new CodedError('check_contradicts')
  const choice = choiceOf(record)
  // R134: such a result is the referral itself, and it needs more than a decision.
  if (granted && !input.paper && !isArchive(record) && hasReferral(service, choice.measure))
    throw new CodedError('referral_needed')
  const lawful = groundsFor(service, choice.measure)
  const chosen = granted ? [] : [...new Set(input.grounds)]
  if (chosen.some((id) => !lawful.some((ground) => ground.id === id))) throw new CodedError('ground_unknown')
  if (!granted && chosen.length === 0) {
    if (lawful.length > 0) throw new CodedError('ground_needed')
    if (input.explanation.trim() === '')
      throw new CodedError('reason_needed', undefined, [{ path: 'explanation', code: 'reason_needed' }])
  }
  const kinds = grantedKinds(service)
  const kind = granted ? kinds.find(({ id }) => id === input.resultKind) : undefined
  if (granted && kinds.length > 0 && !kind && !isArchive(record)) throw new CodedError('result_kind_needed')

  const day = await dayOf(context, record, input.decidedOn ?? '', 'decidedOn', record.acceptance_date)
  const registered =
    service.registers === null
      ? undefined
      : await db('registrations')
          .where({ person_id: record.person_id, kind: service.registers })
          .whereNull('until')
          .first<{ since: string } | undefined>('since')
  // R31: who is registered already keeps the earlier date; the second application changes the card.
  const since =
    granted && service.registers !== null
      ? registered && registered.since < day
        ? registered.since
        : day
      : null
  // A case from the archive tells of today only while its edition holds.
  const stands = !isArchive(record) || (await inForce(context, record))
  await decisionsTable(db).insert({
    uid: randomUUID(),
    application_id: record.id,
    outcome: input.outcome,
    grounds: JSON.stringify(chosen),
    explanation: input.explanation.trim(),
    decided_on: day,
    decided_at: now.toISOString(),
    decided_by: staff.id,
    registration_date: since,
    result_kind: kind?.id ?? null,
  })
  if (since !== null && !registered && stands) {
    await db('registrations').insert({
      person_id: record.person_id,
      application_id: record.id,
      kind: service.registers,
      since,
    })
    // R33: two working days to find suitable work. What the program did not see happen waits for nothing.
    if (service.registers === 'job_seeker' && !isArchive(record))
      await startDeadline(context, {
        code: 'js_matching',
        applicationId: record.id,
        personId: record.person_id,
        start: since,
      })
  }
  await deadlinesTable(db)
    .where({ application_id: record.id, code: termFor(service, choice)?.deadline ?? ownTerm })
    .whereNull('met_on')
    .update({ met_on: day })
  await change(context, record, { state: 'decided' }, { outcome: input.outcome, grounds: chosen })
  // The papers of a case from the archive exist; they are made again only when that was asked for.
  const papers = !isArchive(record) || (await hasPapers(context, record.id))
  const document = papers
    ? await issueCasePaper(context, record.id, {
        formId: input.paper?.formId ?? service.forms?.[input.outcome] ?? generalPapers[input.outcome],
        toHandOver: true,
        facts: {
          ...(input.paper && { own: input.paper.own }),
          decision: {
            outcome: input.outcome,
            grounds: chosen,
            explanation: input.explanation.trim(),
            decidedOn: day,
            registrationDate: since,
            resultKind: kind?.id ?? '',
          },
        },
      })
    : null
  await sendDecision(context, record.id)
  await sendStage(context, record.id, granted ? 'decided_positive' : 'decided_refusal')
  context.changes.add('people').add('registrations')
  return { application: (await findApplication(context, record.id))!, document }
}

async function hasPapers(context: Context, applicationId: number): Promise<boolean> {
  const paper = await documentsTable(context.db).where({ application_id: applicationId }).first('id')
  return paper !== undefined
}

/**
 * R28: the result and its papers are with the person.
 * @throws CodedError `paper_cancelled`, `referral_not_signed`
 */
export async function handOver(
  context: Context,
  record: ApplicationRecord,
  seen: {
    on: string
    identityDocument: PersonFields['identityDocument']['kind']
    digital: boolean
    number: string
  },
): Promise<Application> {
  const { id } = record
  const results = await documentsTable(context.db)
    .orderBy('id')
    .where({ application_id: id, to_hand_over: true })
  // An archive entry may have none; else there must be one that holds.
  if (results.length > 0) refuseCancelled(results.find((one) => one.cancelled_at === null) ?? results[0]!)
  await refuseUnsigned(context, id)
  const kept = { ...seen, at: context.now.toISOString(), by: actorOf(context).fullName }
  await change(context, record, { state: 'handed_over', hand_over: JSON.stringify(kept) }, { handOver: kept })
  for (const paper of results.filter((one) => one.handed_over_on === null && one.cancelled_at === null)) {
    await documentsTable(context.db)
      .where({ id: paper.id })
      .update({ handed_over_on: seen.on, version: paper.version + 1 })
    await sendDocument(context, paper.id)
  }
  await sendStage(context, id, 'result_issued')
  context.changes.add('documents').add('referrals')
  return (await findApplication(context, id))!
}

export const applicationHandlers: HandlersOf<'application'> = {
  async 'application.get'(context, { id }) {
    const application = await findApplication(context, id)
    if (!application) throw new CodedError('not_found')
    return application
  },

  'application.list': (context, filter) => listApplications(context, filter),

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
    return (await findApplication(context, id))!
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
    if (await electronicResult(context.db, record.id)) throw new CodedError('result_electronic')
    if (record.state === 'handed_over') throw new CodedError('handed_over_already')
    if (record.state !== 'decided') throw new CodedError('not_handed_over_yet')
    await fresh(context, input.id, input.version)
    if (!input.signed || (!input.digital && input.number.trim() === '')) {
      throw new CodedError('identity_document_needed', undefined, [
        { path: input.signed ? 'number' : 'signed', code: 'identity_document_needed' },
      ])
    }
    const decision = (await decisionsTable(context.db).where({ application_id: input.id }).first())!
    return handOver(context, record, {
      on: await dayOf(context, record, input.on, 'on', decision.decided_on),
      identityDocument: input.identityDocument,
      digital: input.digital,
      number: input.number.trim(),
    })
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
    return (await findApplication(context, id))!
  },
}

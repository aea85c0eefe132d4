/**
 * The outbox: what must reach the central systems (rules, section M). A record is put in at every change that
 * the receiver can see, with its content at that moment, so that a batch can be made again byte for byte.
 */
import type { RecordState } from '../../../shared/contract/exchange'
import { CodedError } from '../../../shared/errors'
import type { BatchRow, PersonFields, RecordKind } from '../../../shared/model'
import { everywhere, termFor } from '../../../shared/law/intake'
import { localDay } from '../../../shared/rules/dates'
import { exportDue, type ExportKindName } from '../../../shared/rules/engine/exchange'
import type { Knex } from '../../db/open'
import { ownTerm } from '../applications/papers'
import {
  applicationsTable,
  choiceOf,
  deadlinesTable,
  decisionsTable,
  type ApplicationRecord,
} from '../applications/queries'
import { clockOf, readCentre, readDesk, todayOf, type Context } from '../context'
import { documentsTable } from '../documents/queries'
import { editionOf } from '../law/editions'
import { persons } from '../persons/queries'
import { plansTable, rowsOf } from '../plans/queries'
import { electronicResult } from '../portal/queries'
import { senderOf } from '../rural/records'
import { sendReferral } from '../referrals/send'
import { referralsTable } from '../referrals/tables'
import { staffTable } from '../staff/queries'
import { recordKinds, recordSchemas, type Payload, type StageCode } from './records'
import type { Signature } from './signature'

export interface OutboxRecord {
  id: number
  kind: RecordKind
  key: string
  version: number
  payload: string
  created_at: string
  state: RecordState
  batch: number | null
  /** Last day on which it may leave (R165 to R171). */
  due: string | null
  /** `RefusalReason[]` as JSON. */
  reasons: string | null
  answer_id: number | null
}

export interface BatchRecordRow {
  sequence: number
  created_at: string
  period_from: string | null
  period_to: string
  counts: string
  centre: string
  records: number
  sha256: string
  previous: string | null
  file_name: string
  by: string
  /** Version of the format that it was made in. */
  format: number
  /** `making` from the moment its records are set apart until its file is whole on disk. */
  state: 'making' | 'made'
  lease_by: string | null
  lease_until: string | null
  /** `Signature` as JSON; null for batches of former versions. */
  signature: string | null
  answer: 'taken' | 'refused' | null
  answer_reason: string | null
  answer_id: number | null
}

export interface AcknowledgementRecord {
  id: number
  uid: string
  serial: number
  batch: number
  outcome: 'taken' | 'refused'
  accepted: number
  refused: number
  key: string
  sha256: string
  file_name: string
  made_at: string
  taken_at: string
  by: string
  late: number | boolean
}

export const acknowledgementsTable = (db: Knex) => db<AcknowledgementRecord>('acknowledgements')
export const outboxTable = (db: Knex) => db<OutboxRecord>('outbox')
export const batchesTable = (db: Knex) => db<BatchRecordRow>('batches')

/**
 * Put a record in at its present content. Nothing happens when the receiver would see no difference; a version
 * that still waits is superseded, so that only the newest leaves.
 */
export async function send<K extends RecordKind>(
  context: Context,
  kind: K,
  key: string,
  payload: Payload<K>,
): Promise<void> {
  const text = JSON.stringify(payload)
  // A record that its own schema refuses would stop every later batch: refuse the operation that makes it.
  const fault = recordSchemas[kind].safeParse({ ...payload, key, version: 1 }).error
  if (fault)
    throw new Error(`${kind} record: ${fault.issues.map((issue) => issue.path.join('.')).join(', ')}`)
  const last = await outboxTable(context.db).where({ kind, key }).orderBy('version', 'desc').first()
  if (last?.payload === text) return
  await addVersion(context, { kind, key, payload: text }, last)
}

/** Put a new version of a record in; one that still waits, or was refused, is overtaken by it. */
async function addVersion(
  context: Context,
  { kind, key, payload }: Pick<OutboxRecord, 'kind' | 'key' | 'payload'>,
  last: OutboxRecord | undefined,
): Promise<void> {
  const { db, now } = context
  if (last?.state === 'waiting' || last?.state === 'refused')
    await outboxTable(db).where({ id: last.id }).update({ state: 'superseded' })
  const due = await lastDay(context, kind, payload)
  // A correction does not give more time to what should have left before.
  const earlier = last?.state === 'waiting' ? last.due : null
  await outboxTable(db).insert({
    kind,
    key,
    version: (last?.version ?? 0) + 1,
    payload,
    created_at: now.toISOString(),
    state: 'waiting',
    due: earlier !== null && earlier < due ? earlier : due,
  })
  context.changes.add('exchange')
}

/** Kinds of records as the rules on data for the central systems name them. */
const exportKindOf = {
  persons: 'person',
  applications: 'case',
  decisions: 'case',
  documents: 'stage',
  stages: 'stage',
  plans: 'plan',
  deregistrations: 'deregistration',
  candidates: 'candidate',
  referrals: 'stage',
} as const satisfies Record<RecordKind, ExportKindName>

/** R165 to R171: the last day on which a record that arose now may leave. */
async function lastDay(context: Context, kind: RecordKind, payload: string): Promise<string> {
  const clock = await clockOf(context)
  // R168: the term of a plan runs from the registration, when it is the first to leave.
  const since =
    kind === 'plans' ? (JSON.parse(payload) as { unemployed_since: string }).unemployed_since : null
  const from = (start: string) => exportDue(exportKindOf[kind], start, clock).deadline!.due
  const term = from(since ?? clock.today)
  return term < clock.today ? from(clock.today) : term
}

/**
 * Let a record leave once more although nothing of it changed: its content goes into a new version. What already
 * waits, and what a newer version has overtaken, is left as it is.
 *
 * @returns whether it waits anew
 */
export async function sendAgain(context: Context, id: number): Promise<boolean> {
  const record = await outboxTable(context.db).where({ id }).first()
  if (!record) throw new CodedError('not_found')
  const { kind, key } = record
  const last = (await outboxTable(context.db).where({ kind, key }).orderBy('version', 'desc').first())!
  if (last.id !== id || last.state === 'waiting') return false
  await addVersion(context, record, last)
  return true
}

/** A member of staff as records name one. */
export async function employee(db: Knex, id: number) {
  const staff = (await staffTable(db).where({ id }).first())!
  return { full_name: staff.full_name, position_kk: staff.position_kk, position_ru: staff.position_ru }
}

const orNull = (text: string) => (text === '' ? null : text)

async function personOf(db: Knex, application: ApplicationRecord) {
  return (await persons(db).where({ id: application.person_id }).first())!
}

/** R165, R173: the person, once a signed application with the consent to process personal data is recorded. */
export async function sendPerson(context: Context, id: number): Promise<void> {
  const { db } = context
  const applications = await applicationsTable(db).where({ person_id: id }).orderBy('id', 'desc')
  const consents = applications
    .map((one) => JSON.parse(one.consents) as Record<string, boolean | null>)
    .find((one) => one['personal_data'] === true)
  if (!consents) return
  const person = (await persons(db).where({ id }).first())!
  const document = JSON.parse(person.identity_document) as PersonFields['identityDocument']
  await send(context, 'persons', person.uid, {
    iin: person.iin ?? '',
    iin_override_reason: orNull(person.iin_override_reason),
    last_name: person.last_name,
    first_name: person.first_name,
    middle_name: orNull(person.middle_name),
    birth_date: person.birth_date,
    sex: person.sex,
    category: person.category,
    address: person.address,
    address_kind: person.address_kind,
    phone: orNull(person.phone),
    mobile: orNull(person.mobile),
    email: orNull(person.email),
    identity_document: {
      kind: document.kind,
      number: orNull(document.number),
      issuer: orNull(document.issuer),
      issued_on: document.issuedOn,
      expires_on: document.expiresOn,
    },
    labour_activity: orNull(person.labour_activity),
    education: orNull(person.education),
    consents: {
      publish_resume: consents['publish_resume'] ?? null,
      outsourcing_transfer: consents['outsourcing_transfer'] ?? null,
      personal_data: true,
    },
  })
}

/** R173: a case leaves only with the consent to process personal data, where its act asks for one. */
export function mayLeave(context: Context, record: ApplicationRecord): boolean {
  const asked = editionOf(context.law, record).consents.some(({ id }) => id === 'personal_data')
  return !asked || (JSON.parse(record.consents) as Record<string, boolean | null>)['personal_data'] === true
}

/** Marks an old paper case that was entered later (R1). */
const archiveOf = (record: ApplicationRecord) =>
  record.paper_number === null ? null : { paper_number: orNull(record.paper_number) }

/** R166: what was received. */
export async function sendApplication(context: Context, id: number): Promise<void> {
  const { db } = context
  const record = (await applicationsTable(db).where({ id }).first())!
  if (!mayLeave(context, record)) return
  const person = await personOf(db, record)
  const choice = choiceOf(record)
  const sender = await senderOf(db, record.draft_id)
  await send(context, 'applications', record.uid, {
    application_number: record.number,
    service_code: record.service_code,
    edition: record.edition,
    iin: person.iin ?? '',
    application_date: record.application_date,
    acceptance_date: record.acceptance_date,
    accepted_at: record.accepted_at,
    channel: record.channel,
    language: record.language,
    employee: await employee(db, record.accepted_by),
    rural_assistant: sender?.assistant ?? null,
    rural_transfer_date: sender?.sentOn ?? null,
    case_code: orNull(choice.caseId),
    measure_code: orNull(choice.measure),
    recipient_code: orNull(choice.recipient),
    archive_entry: archiveOf(record),
  })
}

/** R166: registered or refused. */
export async function sendDecision(context: Context, applicationId: number): Promise<void> {
  const { db } = context
  const record = (await applicationsTable(db).where({ id: applicationId }).first())!
  if (!mayLeave(context, record)) return
  const decision = (await decisionsTable(db).where({ application_id: applicationId }).first())!
  const person = await personOf(db, record)
  const { refusalGrounds, resultKinds } = editionOf(context.law, record)
  const refused = decision.outcome === 'refused'
  await send(context, 'decisions', decision.uid, {
    application_number: record.number,
    service_code: record.service_code,
    iin: person.iin ?? '',
    outcome: decision.outcome,
    decided_at: decision.decided_at,
    decision_date: decision.decided_on,
    result_kind: resultKinds.some(({ id }) => id === decision.result_kind) ? decision.result_kind : null,
    registration_date: decision.registration_date,
    refusal_date: refused ? decision.decided_on : null,
    refusal_grounds: (JSON.parse(decision.grounds) as string[]).map((code) => {
      const ground = refusalGrounds.find((one) => one.id === code)
      // A file of the centre may have lost it since.
      const title = ground ? everywhere(ground.title) : { kk: code, ru: code }
      return { code, text_kk: title.kk, text_ru: title.ru }
    }),
    refusal_explanation: refused ? orNull(decision.explanation) : null,
    employee: await employee(db, decision.decided_by),
  })
}

/** An issued paper, and later the fact that it was handed over. */
export async function sendDocument(context: Context, id: number): Promise<void> {
  const { db } = context
  const document = (await documentsTable(db).where({ id }).first())!
  const application = (await applicationsTable(db).where({ id: document.application_id }).first())!
  if (!mayLeave(context, application)) return
  const person = await personOf(db, application)
  const handOver =
    application.hand_over === null
      ? null
      : (JSON.parse(application.hand_over) as { identityDocument: PersonFields['identityDocument']['kind'] })
  await send(context, 'documents', document.uid, {
    form_id: document.form_id,
    edition: document.edition,
    language: document.language,
    document_number: null,
    application_number: application.number,
    iin: person.iin ?? '',
    issued_at: document.issued_at,
    issued_by: await employee(db, document.issued_by),
    sha256: document.sha256,
    handed_over_date: document.handed_over_on,
    handed_over_identity_document:
      document.handed_over_on === null ? null : (handOver?.identityDocument ?? null),
    cancelled_date:
      document.cancelled_at === null
        ? null
        : localDay(new Date(document.cancelled_at), (await readDesk(context)).timeZone),
  })
}

/** R77, R168: a signed plan with what the monitoring saw, and later the fact that another took its place. */
export async function sendPlan(context: Context, id: number): Promise<void> {
  const { db } = context
  const plan = (await plansTable(db).where({ id }).first())!
  if (plan.state === 'draft') return
  const registration = (await db('registrations')
    .where({ id: plan.registration_id })
    .first('application_id', 'since')) as { application_id: number; since: string }
  const application = (await applicationsTable(db).where({ id: registration.application_id }).first())!
  if (!mayLeave(context, application)) return
  const person = await personOf(db, application)
  const { measures, visits } = await rowsOf(db, id)
  await send(context, 'plans', plan.uid, {
    iin: person.iin ?? '',
    application_number: application.number,
    unemployed_since: registration.since,
    state: plan.state === 'signed' ? 'in_force' : 'superseded',
    goal: plan.goal,
    education: plan.education,
    speciality: plan.speciality,
    measures: measures.map((row) => ({
      measure_code: row.measure,
      complete_on: row.complete_on,
      done: row.done === null ? null : Boolean(row.done),
      marked_on: row.marked_on,
      note: orNull(row.note),
    })),
    visits: visits.flatMap(({ on, action, kept_on, explanation, judgement }) =>
      on === null ? [] : [{ planned_on: on, action, kept_on, explanation: orNull(explanation), judgement }],
    ),
    valid_until: plan.valid_until!,
    person_signed_on: plan.person_signed_on!,
    employee_signed_on: plan.employee_signed_on!,
    employee: await employee(db, plan.employee_id),
  })
}

/** R77: plans signed before batches held them. */
export async function sendPlansLeftOut(context: Context): Promise<void> {
  const { db } = context
  const left = await plansTable(db)
    .whereNot({ state: 'draft' })
    .whereNotExists(db('outbox as o').where('o.kind', 'plans').whereRaw('o.key = plans.uid'))
    .select('id')
  for (const { id } of left) await sendPlan(context, id)
}

/** R171: a stage of the service for the monitoring system. */
export async function sendStage(context: Context, applicationId: number, stage: StageCode): Promise<void> {
  const { db, now } = context
  const record = (await applicationsTable(db).where({ id: applicationId }).first())!
  if (!mayLeave(context, record)) return
  const person = await personOf(db, record)
  const centre = await readCentre(context)
  const term = termFor(editionOf(context.law, record), choiceOf(record))
  const due = await deadlinesTable(db)
    .where({ application_id: applicationId, code: term?.deadline ?? ownTerm })
    .first()
  const decision = await decisionsTable(db).where({ application_id: applicationId }).first()
  const document = await documentsTable(db)
    .where({ application_id: applicationId, to_hand_over: true })
    .whereNull('cancelled_at')
    .orderBy('id', 'desc')
    .first()
  // What the program did not see happen has its day from the case; the moment is that of the entry.
  const handedOver =
    record.hand_over === null
      ? // R49: an electronic result is given out by sending it to the cabinet.
        ((await electronicResult(db, applicationId))?.sent_on ?? undefined)
      : (JSON.parse(record.hand_over) as { on: string }).on
  const days: Record<StageCode, string | undefined> = {
    received: record.acceptance_date,
    intake_refused: record.acceptance_date,
    registered: record.acceptance_date,
    in_work: undefined,
    decided_positive: decision?.decided_on,
    decided_refusal: decision?.decided_on,
    result_issued: handedOver,
  }
  const stageDate = days[stage] ?? todayOf(context, await readDesk(context))
  await send(context, 'stages', `${record.uid}:${stage}`, {
    service_code: record.service_code,
    application_number: record.number,
    iin: person.iin ?? '',
    provider: { bin: centre.bin, name_kk: centre.nameKk, name_ru: centre.nameRu },
    channel: record.channel,
    stage,
    stage_at: now.toISOString(),
    stage_date: stageDate,
    due_date: due?.due ?? null,
    result: decision ? (decision.outcome === 'granted' ? 'positive' : 'refusal') : null,
    archive_entry: archiveOf(record),
    result_document:
      document && decision ? { form_id: document.form_id, number: null, date: decision.decided_on } : null,
  })
}

/**
 * R70: a stage of S-UN. The service is proactive and has no application of its own: its stages go under the number
 * of the application by which the person became a job seeker.
 */
export async function sendStatusStage(
  context: Context,
  applicationId: number,
  of: {
    stage: 'in_work' | 'decided_positive' | 'decided_refusal' | 'result_issued'
    on: string
    due: string
    /** Whether AIS registered or refused; null while it has not decided. */
    result?: 'positive' | 'refusal'
    document: Payload<'stages'>['result_document']
  },
): Promise<void> {
  const { db, now } = context
  const record = (await applicationsTable(db).where({ id: applicationId }).first())!
  const person = await personOf(db, record)
  const centre = await readCentre(context)
  const decided = { in_work: null, decided_positive: 'positive', decided_refusal: 'refusal' } as const
  await send(context, 'stages', `${record.uid}:S-UN:${of.stage}`, {
    service_code: 'S-UN',
    application_number: record.number,
    iin: person.iin ?? '',
    provider: { bin: centre.bin, name_kk: centre.nameKk, name_ru: centre.nameRu },
    channel: record.channel,
    stage: of.stage,
    stage_at: now.toISOString(),
    stage_date: of.on,
    due_date: of.due,
    result: of.stage === 'result_issued' ? (of.result ?? null) : decided[of.stage],
    archive_entry: archiveOf(record),
    result_document: of.document,
  })
}

/**
 * The cases of a person whose number was corrected: application, decision, papers and plans name it. Stages are
 * history and stay under the number that was true then.
 */
export async function sendCases(context: Context, personId: number): Promise<void> {
  const { db } = context
  for (const { id } of await applicationsTable(db).where({ person_id: personId }).select('id')) {
    await sendApplication(context, id)
    if (await decisionsTable(db).where({ application_id: id }).first('id')) await sendDecision(context, id)
    for (const paper of await documentsTable(db).where({ application_id: id }).select('id'))
      await sendDocument(context, paper.id)
  }
  for (const { id } of await plansTable(db).where({ person_id: personId }).select('id'))
    await sendPlan(context, id)
  for (const { id } of await referralsTable(db).where({ person_id: personId }).select('id'))
    await sendReferral(context, id)
}

/** How many records of each kind wait to be sent. */
export async function waitingCounts(db: Knex): Promise<Record<RecordKind, number>> {
  const rows = (await outboxTable(db)
    .where({ state: 'waiting' })
    .groupBy('kind')
    .select('kind')
    .count({ n: '*' })) as {
    kind: RecordKind
    n: number
  }[]
  return Object.fromEntries(
    recordKinds.map((kind) => [kind, Number(rows.find((row) => row.kind === kind)?.n ?? 0)]),
  ) as Record<RecordKind, number>
}

/** Batches as the desk shows them, with what became of their records. */
export async function toBatches(db: Knex, rows: BatchRecordRow[]): Promise<BatchRow[]> {
  const counted = (await outboxTable(db)
    .whereIn(
      'batch',
      rows.map(({ sequence }) => sequence),
    )
    .whereNotNull('answer_id')
    .groupBy('batch')
    .select('batch')
    .select(db.raw('SUM(CASE WHEN reasons IS NULL THEN 1 ELSE 0 END) AS accepted'))
    .select(db.raw('SUM(CASE WHEN reasons IS NULL THEN 0 ELSE 1 END) AS refused'))) as unknown as {
    batch: number
    accepted: number
    refused: number
  }[]
  const answers = new Map(counted.map((row) => [row.batch, row]))
  const acks = new Map(
    (
      await acknowledgementsTable(db).whereIn(
        'id',
        rows.flatMap(({ answer_id }) => answer_id ?? []),
      )
    ).map((row) => [row.id, row]),
  )
  return rows.map((row) => {
    const ofIt = answers.get(row.sequence)
    const [accepted, refused] = [Number(ofIt?.accepted ?? 0), Number(ofIt?.refused ?? 0)]
    return {
      sequence: row.sequence,
      createdAt: row.created_at,
      from: row.period_from,
      to: row.period_to,
      records: row.records,
      counts: JSON.parse(row.counts) as BatchRow['counts'],
      sha256: row.sha256,
      previous: row.previous,
      fileName: row.file_name,
      by: row.by,
      signedBy: row.signature === null ? null : (JSON.parse(row.signature) as Signature).key,
      answer:
        row.answer === null
          ? 'none'
          : row.answer === 'refused'
            ? 'refused'
            : refused > 0
              ? 'partly'
              : 'accepted',
      answerReason: row.answer_reason,
      answeredAt: row.answer_id === null ? null : (acks.get(row.answer_id)?.taken_at ?? null),
      accepted,
      refused,
    }
  })
}

/** The newest batch that is whole; null before the first. */
export async function lastBatch(db: Knex): Promise<BatchRow | null> {
  const row = await batchesTable(db).where({ state: 'made' }).orderBy('sequence', 'desc').first()
  return row ? (await toBatches(db, [row]))[0]! : null
}

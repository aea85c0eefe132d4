/** A paper of a case made anew in the place of one that is wrong or lost. */
import { CodedError } from '../../../shared/errors'
import { termFor } from '../../../shared/law/intake'
import type { DocumentRow } from '../../../shared/model'
import { audit, type Context } from '../context'
import { documentsTable } from '../documents/queries'
import { cancelDocument, refuseCancelled } from '../documents/register'
import { sendApplication } from '../exchange/outbox'
import { editionOf } from '../law/editions'
import { ownOfReferral, referralReissued } from '../referrals/paper'
import { referralsTable } from '../referrals/tables'
import { generalPapers, issueCasePaper, ownTerm, type PaperFacts } from './papers'
import {
  applicationsTable,
  choiceOf,
  deadlinesTable,
  decisionsTable,
  type ApplicationRecord,
  type IntakeRefusal,
} from './queries'

/** What the case says of the event that the paper tells of: its acceptance, its refusal at intake, its decision. */
async function factsOf(
  context: Context,
  record: ApplicationRecord,
  paper: { form_id: string; to_hand_over: number | boolean; data: string },
): Promise<PaperFacts> {
  const { db } = context
  if (record.intake_refusal !== null) return JSON.parse(record.intake_refusal) as IntakeRefusal
  const own = await ownOfReferral(context, record, paper.form_id)
  const decision = await decisionsTable(db).where({ application_id: record.id }).first()
  if (paper.to_hand_over && decision)
    return {
      ...(own && { own }),
      decision: {
        outcome: decision.outcome,
        grounds: JSON.parse(decision.grounds) as string[],
        explanation: decision.explanation,
        decidedOn: decision.decided_on,
        registrationDate: decision.registration_date,
        resultKind: decision.result_kind ?? '',
      },
    }
  const code = termFor(editionOf(context.law, record), choiceOf(record))?.deadline ?? ownTerm
  const deadline = await deadlinesTable(db).where({ application_id: record.id, code }).first()
  // An archive entry owes nothing: its day stands on the paper alone.
  const printed = (JSON.parse(paper.data) as { due_date?: string | null }).due_date
  const due = deadline?.due ?? printed
  return { due: due ? { due } : null }
}

/**
 * Cancel a paper and issue the same form again from the case, with today's names. One that was cancelled before
 * is only issued, once. A result that had been handed over waits for its hand-over again.
 * @throws CodedError `not_found`, `reason_needed`, `paper_cancelled` when a later one stands in its place,
 * `form_unknown` when the form is none of the case's own, and what `issueDocument` throws
 */
export async function reissueDocument(context: Context, id: number, reason: string): Promise<DocumentRow> {
  const { db } = context
  const paper = await documentsTable(db).where({ id }).first()
  if (!paper) throw new CodedError('not_found')
  const record = (await applicationsTable(db).where({ id: paper.application_id }).first())!
  const { forms, intakeRefusal } = editionOf(context.law, record)
  const referral = await referralsTable(db).where({ application_id: record.id }).first()
  const own = [
    ...Object.values(forms ?? {}),
    intakeRefusal?.form,
    ...Object.values(generalPapers),
    referral?.form_id,
  ]
  // What came back on its slip was about this very paper.
  if (referral?.form_id === paper.form_id && referral.state === 'closed')
    throw new CodedError('referral_step', { state: 'closed' })
  if (!own.includes(paper.form_id)) throw new CodedError('form_unknown', { form: paper.form_id })
  const standing = await documentsTable(db)
    .where({ application_id: record.id, form_id: paper.form_id })
    .whereNot({ id })
    .whereNull('cancelled_at')
    .first('id')
  if (standing) refuseCancelled(paper)
  if (paper.cancelled_at === null) await cancelDocument(context, id, reason)
  if (paper.to_hand_over && record.state === 'handed_over') {
    await applicationsTable(db)
      .where({ id: record.id })
      .update({ state: 'decided', version: record.version + 1 })
    await audit(context, 'application', record.id, { reissued: id })
    await sendApplication(context, record.id)
  }
  context.changes.add('applications').add('deadlines')
  const issued = await issueCasePaper(context, record.id, {
    formId: paper.form_id,
    toHandOver: Boolean(paper.to_hand_over),
    facts: await factsOf(context, record, paper),
  })
  await referralReissued(context, record.id, issued)
  return issued
}

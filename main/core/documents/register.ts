/** What the register knows of one issued paper, and cancelling it. */
import type { OutputOf } from '../../../shared/contract'
import { CodedError } from '../../../shared/errors'
import type { IdentityDocumentKind } from '../../../shared/model'
import type { z } from 'zod'
import { applicationsTable } from '../applications/queries'
import { actorOf, audit, type Context } from '../context'
import { sendDocument } from '../exchange/outbox'
import { referralCancelled } from '../referrals/paper'
import { documentsTable, findDocument } from './queries'

interface PrintRow {
  at: string
  by: string
  copies: number
  reprint: number | boolean
}

/** Every print of a paper, the first one first, and to whom it was handed. */
export async function historyOf(context: Context, id: number): Promise<OutputOf<'document.history'>> {
  const { db } = context
  const document = await findDocument(context, id)
  if (!document) throw new CodedError('not_found')
  const record = (await documentsTable(db).where({ id }).first())!
  const prints = (await db('document_prints as x')
    .join('staff as s', 's.id', 'x.staff_id')
    .where('x.document_id', id)
    .orderBy('x.id')
    .select('x.at', 's.full_name as by', 'x.copies', 'x.reprint')) as PrintRow[]
  const { hand_over } = (await applicationsTable(db)
    .where({ id: document.applicationId })
    .first('hand_over'))!
  const handOver =
    record.handed_over_on === null || hand_over === null
      ? null
      : (JSON.parse(hand_over) as {
          by: string
          identityDocument: z.infer<typeof IdentityDocumentKind>
          number: string
        })
  return {
    document,
    contentSha256: record.content_sha256,
    templateSha256: record.template_sha256,
    prints: prints.map((row) => ({ ...row, reprint: Boolean(row.reprint) })),
    handedOver: handOver && {
      on: record.handed_over_on!,
      to: document.personName,
      identityDocument: handOver.identityDocument,
      number: handOver.number,
      by: handOver.by,
    },
  }
}

/** Refuse what cannot be done with a cancelled paper any more. */
export function refuseCancelled(record: { cancelled_at: string | null }): void {
  if (record.cancelled_at !== null) throw new CodedError('paper_cancelled')
}

/**
 * Cancel a paper: it stays in the register with the reason.
 * @throws CodedError `not_found`, `reason_needed`, `paper_cancelled`
 */
export async function cancelDocument(context: Context, id: number, typed: string) {
  const { db, now } = context
  const record = await documentsTable(db).where({ id }).first()
  if (!record) throw new CodedError('not_found')
  refuseCancelled(record)
  const reason = typed.trim()
  if (reason === '')
    throw new CodedError('reason_needed', undefined, [{ path: 'reason', code: 'reason_needed' }])
  await documentsTable(db)
    .where({ id })
    .update({
      cancelled_at: now.toISOString(),
      cancelled_by: actorOf(context).id,
      cancel_reason: reason,
      version: record.version + 1,
    })
  await audit(context, 'document', id, { cancelled: reason })
  await sendDocument(context, id)
  await referralCancelled(context, id)
  context.changes.add('documents')
  return (await findDocument(context, id))!
}

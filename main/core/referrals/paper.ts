/** What the case and its papers must know of a referral: signed or not, cancelled, made anew. */
import type { DocumentRow } from '../../../shared/model'
import { CodedError } from '../../../shared/errors'
import { slipRules } from '../../../shared/rules/engine/referrals'
import type { ApplicationRecord } from '../applications/queries'
import { audit, type Context } from '../context'
import type { FormData } from '../documents/engine'
import { organisationsTable } from '../organisations/queries'
import { nameOf, persons } from '../persons/queries'
import { referralData } from './form'
import { sendReferral } from './send'
import { fieldsOf, referralsTable } from './tables'

/** Refuse to hand over a referral that the director has not signed. */
export async function refuseUnsigned(context: Context, applicationId: number): Promise<void> {
  const referral = await referralsTable(context.db).where({ application_id: applicationId }).first()
  if (referral && !referral.archive && referral.signed_on === null)
    throw new CodedError('referral_not_signed')
}

/** What stands on the referral of a case; undefined when this is no form of its referral. */
export async function ownOfReferral(
  context: Context,
  application: ApplicationRecord,
  formId: string,
): Promise<FormData | undefined> {
  const { db } = context
  const record = await referralsTable(db).where({ application_id: application.id, form_id: formId }).first()
  if (!record) return undefined
  const fields = fieldsOf(record)
  const organisation =
    record.organisation_id === null
      ? undefined
      : await organisationsTable(db).where({ id: record.organisation_id }).first()
  const referral = {
    number: record.number,
    measure: record.measure,
    counterpart: slipRules.get(formId)!.returnedBy,
    category: fields.category || null,
  }
  const period = { from: record.starts_on, to: record.ends_on, months: record.months }
  return referralData(referral, fields, period, organisation, application.language)
}

/** A referral made anew: the new paper holds, in today's name, and waits for its signature. */
export async function referralReissued(
  context: Context,
  applicationId: number,
  document: Pick<DocumentRow, 'id' | 'formId'>,
): Promise<void> {
  const { db } = context
  const record = await referralsTable(db)
    .where({ application_id: applicationId, form_id: document.formId })
    .first()
  if (!record) return
  const person = (await persons(db).where({ id: record.person_id }).first())!
  await referralsTable(db)
    .where({ id: record.id })
    .update({
      document_id: document.id,
      name: nameOf(person),
      signed_on: null,
      signed_at: null,
      signed_by: null,
      version: record.version + 1,
    })
  await audit(context, 'referral', record.id, { reissued: document.id })
  await sendReferral(context, record.id)
  context.changes.add('referrals')
}

/** The paper of a referral was cancelled: its place is free, nothing is waited for. */
export async function referralCancelled(context: Context, documentId: number): Promise<void> {
  const record = await referralsTable(context.db).where({ document_id: documentId }).first()
  if (!record) return
  await sendReferral(context, record.id)
  context.changes.add('referrals')
}

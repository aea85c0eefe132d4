/** Reading a referral for a command, and writing what the command changed. */
import type { Referral } from '../../../shared/contract/referrals'
import { CodedError } from '../../../shared/errors'
import { audit, lastChange, refuseStale, type Context } from '../context'
import { findReferral } from './queries'
import { sendReferral } from './send'
import { referralsTable, type ReferralRecord } from './tables'

/**
 * The record that a command is about, at the version that was seen; its paper holds.
 * @throws CodedError `not_found`, `version_conflict`, `paper_cancelled`
 */
export async function readReferral(
  context: Context,
  { id, version }: { id: number; version: number },
): Promise<{ record: ReferralRecord; referral: Referral }> {
  const record = await referralsTable(context.db).where({ id }).first()
  if (!record) throw new CodedError('not_found')
  if (record.version !== version) refuseStale(record, version, await lastChange(context, 'referral', id))
  const referral = (await findReferral(context, id))!
  if (referral.cancelled) throw new CodedError('paper_cancelled')
  return { record, referral }
}

/** Write a change, raise the version, leave the trace, and read it back. */
export async function change(
  context: Context,
  record: Pick<ReferralRecord, 'id' | 'version'>,
  values: Partial<ReferralRecord>,
  detail: Record<string, unknown>,
): Promise<Referral> {
  await referralsTable(context.db)
    .where({ id: record.id })
    .update({ ...values, version: record.version + 1 })
  await audit(context, 'referral', record.id, detail)
  await sendReferral(context, record.id)
  context.changes.add('referrals')
  return (await findReferral(context, record.id))!
}

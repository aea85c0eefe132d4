/** R49: the electronic result in the cabinet: who signed it, when, and when it was sent. */
import { CodedError } from '../../../shared/errors'
import type { Finding } from '../../../shared/rules/engine/finding'
import { cleanName } from '../../../shared/rules/names'
import { applicationsTable, decisionsTable } from '../applications/queries'
import { actorOf, audit, clockOf, readDay, refuseStale, staffName, type Context } from '../context'
import { documentsTable } from '../documents/queries'
import { refuseCancelled } from '../documents/register'
import { sendApplication, sendStage } from '../exchange/outbox'
import type { ParsedInputOf } from '../../../shared/contract'
import { keepCorrection } from '../work/corrections'
import { electronicResult, findPortalCase, portalResults, resultFindings } from './queries'

/** What a finding that stops says as a refusal. */
function refusalOf(finding: Finding): CodedError {
  if (finding.code === 'result_signer')
    return new CodedError('result_signer', undefined, [{ path: 'signedBy', code: 'result_signer' }])
  const params = { date: String(finding.inputs['earlier']) }
  return new CodedError('date_too_early', params, [{ path: 'sentOn', code: 'date_too_early', params }])
}

const tooEarly = (path: string, date: string) =>
  new CodedError('date_too_early', { date }, [{ path, code: 'date_too_early', params: { date } }])

/**
 * Record it, or correct what was recorded, which needs a reason. When it is sent the case is done: nobody hands
 * anything over.
 */
export async function recordResult(context: Context, input: ParsedInputOf<'portal.recordResult'>) {
  const { db, now } = context
  const application = await applicationsTable(db).where({ id: input.applicationId }).first()
  if (!application || !(await findPortalCase(context, application.id))) throw new CodedError('not_found')
  const result = await electronicResult(db, application.id)
  if (!result) throw new CodedError('not_handed_over_yet')
  refuseCancelled((await documentsTable(db).where({ id: result.document_id }).first())!)
  if (result.version !== input.version)
    refuseStale(result, input.version, {
      by: await staffName(db, result.updated_by),
      at: result.updated_at,
    })
  const { today } = await clockOf(context)
  const decision = (await decisionsTable(db).where({ application_id: application.id }).first())!
  const signer = cleanName(input.signer)
  if (signer === '') throw new CodedError('name_empty', undefined, [{ path: 'signer', code: 'name_empty' }])
  const signedOn = readDay(input.signedOn, today, 'signedOn')
  if (signedOn < decision.decided_on) throw tooEarly('signedOn', decision.decided_on)
  const sentOn = input.sentOn.trim() === '' ? null : readDay(input.sentOn, today, 'sentOn')
  const stop = resultFindings({ signed_by: input.signedBy, signed_on: signedOn, sent_on: sentOn }).find(
    ({ level }) => level === 'block',
  )
  if (stop) throw refusalOf(stop)
  const kept = {
    signed_by: input.signedBy as 'director' | 'authorised',
    signer,
    signed_on: signedOn,
    sent_on: sentOn,
  }
  const was = {
    signed_by: result.signed_by,
    signer: result.signer,
    signed_on: result.signed_on,
    sent_on: result.sent_on,
  }
  const changesSignature =
    was.signed_on !== null &&
    (was.signed_by !== kept.signed_by || was.signer !== signer || was.signed_on !== signedOn)
  if (changesSignature || (was.sent_on !== null && was.sent_on !== sentOn))
    await keepCorrection(context, {
      ...{ entity: 'portal_result', id: result.id, personId: application.person_id },
      ...{ before: was, after: kept, reason: input.reason },
    })
  const at = now.toISOString()
  await portalResults(db)
    .where({ id: result.id })
    .update({
      ...kept,
      signed_at: result.signed_at ?? at,
      sent_at: sentOn === null ? null : (result.sent_at ?? at),
      version: result.version + 1,
      updated_at: at,
      updated_by: actorOf(context).id,
    })
  await audit(context, 'application', application.id, { result: kept })
  const state = sentOn === null ? 'decided' : 'handed_over'
  if (application.state !== state) {
    await applicationsTable(db)
      .where({ id: application.id })
      .update({ state, version: application.version + 1 })
    await sendApplication(context, application.id)
  }
  if (sentOn !== null) await sendStage(context, application.id, 'result_issued')
  context.changes.add('portal').add('applications').add('deadlines')
  return (await findPortalCase(context, application.id))!
}

/** R144: a referral with what came back, for the central systems. */
import { slipRules } from '../../../shared/rules/engine/referrals'
import { localDay } from '../../../shared/rules/dates'
import { applicationsTable } from '../applications/queries'
import { readDesk, type Context } from '../context'
import { documentsTable } from '../documents/queries'
import { employee, mayLeave, send } from '../exchange/outbox'
import { organisationsTable } from '../organisations/queries'
import { persons } from '../persons/queries'
import { fieldsOf, referralsTable, slipOf, slipsTable } from './tables'

const orNull = (text: string | null | undefined): string | null => text || null

/** Put a referral into the outbox as it is now. */
export async function sendReferral(context: Context, id: number): Promise<void> {
  const { db } = context
  const record = (await referralsTable(db).where({ id }).first())!
  const application = (await applicationsTable(db).where({ id: record.application_id }).first())!
  if (!mayLeave(context, application)) return
  const person = (await persons(db).where({ id: record.person_id }).first())!
  const organisation =
    record.organisation_id === null
      ? undefined
      : await organisationsTable(db).where({ id: record.organisation_id }).first()
  const document =
    record.document_id === null
      ? undefined
      : await documentsTable(db).where({ id: record.document_id }).first()
  const kept = await slipsTable(db).where({ referral_id: id }).orderBy('id', 'desc').first()
  // Taken back: waited for again.
  const slip = record.state === 'referred' ? undefined : kept && slipOf(kept)
  const fields = fieldsOf(record)
  await send(context, 'referrals', record.uid, {
    referral_number: record.number,
    application_number: application.number,
    iin: person.iin ?? '',
    edition: record.edition,
    form_id: record.form_id,
    measure_code: record.measure,
    counterpart: slipRules.get(record.form_id)!.returnedBy,
    organisation_bin: orNull(organisation?.bin),
    organisation_name: orNull(organisation?.name_kk),
    profession: orNull(record.profession),
    starts_on: record.starts_on,
    ends_on: record.ends_on,
    months: record.months,
    commission_date: orNull(fields.commissionOn),
    commission_number: orNull(fields.commissionNumber),
    destination: orNull(fields.destination),
    issued_on: record.issued_on,
    signed_on: record.signed_on,
    cancelled_on: document?.cancelled_at
      ? localDay(new Date(document.cancelled_at), (await readDesk(context)).timeZone)
      : null,
    archive_entry: Boolean(record.archive),
    slip:
      kept && slip
        ? {
            returned_on: kept.returned_on,
            outcome: kept.outcome,
            state: record.state === 'closed' ? 'accepted' : 'in_question',
            hire_order_copy: slip.hireOrderCopy,
            values: Object.entries(slip.written).map(([field, value]) => ({ field, value })),
          }
        : null,
    closed_as: record.closed_as,
    stopped_on: record.stopped_on,
    stopped_why: orNull(record.stopped_why),
    employee: await employee(db, record.issued_by),
  })
}

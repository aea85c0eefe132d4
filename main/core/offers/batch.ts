/** R170: a candidate in the batch, from the sending of the resume on, and what came of it (R112 to R114). */
import { r173Consent } from '../../../shared/rules/engine/exchange'
import type { Finding } from '../../../shared/rules/engine/finding'
import { applicationsTable } from '../applications/queries'
import { clockOf, type Context } from '../context'
import { employee, send } from '../exchange/outbox'
import { organisationsTable } from '../organisations/queries'
import { persons } from '../persons/queries'
import { vacanciesTable } from '../vacancies/queries'
import { offersTable, resultOf, resumeOf, type OfferRecord } from './queries'

/** R173: what stands in the way of sending personal data of somebody; empty: nothing. */
export async function consentFaults({ db }: Context, personId: number): Promise<Finding[]> {
  const applications = await applicationsTable(db)
    .orderBy('id')
    .where({ person_id: personId })
    .whereNot({ state: 'intake_refused' })
    .select('consents')
  const personalData = applications.some(
    ({ consents }) => (JSON.parse(consents) as Record<string, boolean | null>)['personal_data'] === true,
  )
  return r173Consent('ais', { signed: applications.length > 0, personalData })
}

/** Put a candidate into the outbox as it stands; nothing before the resume was sent or without consent (R173). */
export async function sendCandidate(context: Context, record: OfferRecord): Promise<void> {
  const { db } = context
  if (record.sent_on === null || record.consented_on === null) return
  if ((await consentFaults(context, record.person_id)).length > 0) return
  const person = (await persons(db).where({ id: record.person_id }).first())!
  // The receiver knows people by their number only.
  if (!person.iin) return
  const vacancy = (await vacanciesTable(db).where({ id: record.vacancy_id }).first())!
  const organisation = (await organisationsTable(db).where({ id: vacancy.organisation_id }).first())!
  const { result, since } = resultOf(record, await clockOf(context))
  await send(context, 'candidates', record.uid, {
    iin: person.iin,
    vacancy_number: vacancy.portal_number,
    vacancy_key: vacancy.uid,
    employer_bin: organisation.bin,
    employer_name: organisation.name_kk,
    profession: vacancy.profession,
    resume: resumeOf(person).slice(0, 2000),
    consent_date: record.consented_on,
    sent_on: record.sent_on,
    interview_on: record.interview_on,
    result,
    result_on: since,
    employee: await employee(db, record.sent_by!),
  })
}

/** R113: silence of an employer becomes a refusal by the calendar alone: told before a batch is made. */
export async function sendSilentEmployers(context: Context): Promise<void> {
  const waiting = await offersTable(context.db)
    .orderBy('id')
    .whereNotNull('sent_on')
    .whereNotNull('candidate_told_on')
    .whereNull('employer_answer')
    .whereNull('withdrawn_on')
  for (const record of waiting) await sendCandidate(context, record)
}

import { randomUUID } from 'node:crypto'
import { CodedError } from '../../../shared/errors'
import { services, serviceOn } from '../../../shared/law/catalogue'
import type { ServiceDefinition } from '../../../shared/law/schema'
import { emptyIntakeDraft, type IntakeDraft, type Person } from '../../../shared/model'
import { localDateTime } from '../../../shared/rules/dates'
import { computeDeadline, openState } from '../../../shared/rules/deadlines'
import { cleanName, fullName } from '../../../shared/rules/names'
import { applicationsTable, deadlinesTable, findApplication, openApplication } from '../applications/queries'
import {
  actorOf,
  audit,
  nextNumber,
  readCalendar,
  readCentre,
  readDesk,
  todayOf,
  type Context,
} from '../context'
import { issueDocument } from '../documents/issue'
import { finishDraft } from '../drafts/handlers'
import { sendApplication, sendPerson, sendStage } from '../exchange/outbox'
import type { HandlersOf } from '../handlers'
import { savePerson, similarPeople } from '../persons/handlers'
import { nameOf, persons } from '../persons/queries'
import { judgePerson } from '../persons/rules'
import { consentsOf, judgeIntake } from './rules'

/** The service in the edition in force on a day (R1); `service_unknown` or `edition_not_held`. */
function serviceFor(code: string, day: string): ServiceDefinition {
  const service = serviceOn(code, day)
  if (service) return service
  throw services.some((one) => one.code === code)
    ? new CodedError('edition_not_held', { date: day })
    : new CodedError('service_unknown', { code })
}

/** Judge a draft against the law's data and the register as they are now. */
async function judge(context: Context, draft: IntakeDraft) {
  const { db, now } = context
  const desk = await readDesk(context)
  const calendar = await readCalendar(context, desk)
  const today = todayOf(context, desk)
  const service = serviceFor(draft.serviceCode, today)
  const person = judgePerson(draft.person, today)
  const due = computeDeadline({
    code: service.deadline,
    start: today,
    calendar,
    countFromSameDay: desk.countFromSameDay,
  })
  const holder =
    person.clean.iin === '' ? undefined : await persons(db).where({ iin: person.clean.iin }).first()
  const open = draft.personId === null ? undefined : await openApplication(db, draft.personId, service.code)
  const similar = draft.personId === null ? await similarPeople(db, person, null) : []
  const verdict = judgeIntake(service, draft, {
    today,
    open: openState(localDateTime(now, desk.timeZone), calendar, desk).reason,
    person,
    iinTakenBy: holder && holder.id !== draft.personId ? nameOf(holder) : null,
    similar: similar.length,
    openApplication: open ?? null,
    calendarWarnings: due.warnings,
  })
  return { ...verdict, desk, today, service, person, due, openApplication: open ?? null }
}

/** Values for the merge fields of the application form (forms.md 5.1). */
async function applicationFormData(
  context: Context,
  paper: { person: Person; draft: IntakeDraft; number: string; applicationDate: string; today: string },
) {
  const centre = await readCentre(context)
  const staff = actorOf(context)
  const { person, draft } = paper
  return {
    centre_area_name: draft.language === 'kk' ? centre.areaKk : centre.areaRu,
    applicant_full_name: fullName(person),
    applicant_iin: person.iin,
    consent_publish_resume: draft.consents['publish_resume'] ?? null,
    consent_outsourcing_transfer: draft.consents['outsourcing_transfer'] ?? null,
    applicant_phone: person.phone,
    applicant_mobile: person.mobile,
    applicant_email: person.email,
    application_date: paper.applicationDate,
    acceptance_date: paper.today,
    application_number: paper.number,
    accepted_by_full_name: staff.fullName,
    accepted_by_position: draft.language === 'kk' ? staff.positionKk : staff.positionRu,
    receipt_date: paper.today,
  }
}

/**
 * R14-R18: register an application inside one transaction: person, number, deadline, paper. Called with the
 * same draft twice (a lost answer, two quick keys) it gives back the first registration.
 */
export async function acceptIntake(context: Context, draftId: string, draft: IntakeDraft) {
  const { db, now } = context
  const staff = actorOf(context)
  const before = await applicationsTable(db).where({ draft_id: draftId }).first()
  if (before) {
    const application = (await findApplication(db, before.id))!
    return { application, document: application.documents.at(-1)! }
  }

  const verdict = await judge(context, draft)
  const { service, today } = verdict
  if (!verdict.ready) {
    throw new CodedError(
      'intake_not_ready',
      { count: verdict.problems.filter((problem) => problem.severity === 'block').length },
      verdict.problems
        .filter((problem) => problem.severity === 'block')
        .map(({ field }) => ({ path: field, code: 'input_invalid' })),
    )
  }

  const shown = draft.checklist['identity_document']
  const fields = {
    ...verdict.person.clean,
    identityDocument: {
      ...verdict.person.clean.identityDocument,
      ...(shown?.number.trim() ? { number: cleanName(shown.number) } : {}),
      ...(shown?.expiresOn ? { expiresOn: shown.expiresOn } : {}),
    },
  }
  const person = await savePerson(context, draft.personId, draft.personVersion, fields)
  const year = Number(today.slice(0, 4))
  const count = await nextNumber(context, service.code, year)
  const number = `${service.numberPrefix}-${year}-${String(count).padStart(5, '0')}`
  const applicationDate = verdict.applicationDate!
  const [id] = (await applicationsTable(db).insert({
    uid: randomUUID(),
    version: 1,
    number,
    year,
    service_code: service.code,
    edition: service.edition,
    person_id: person.id,
    channel: 'counter',
    language: draft.language,
    application_date: applicationDate,
    acceptance_date: today,
    accepted_at: now.toISOString(),
    accepted_by: staff.id,
    state: 'accepted',
    checklist: JSON.stringify(verdict.checklist),
    consents: JSON.stringify(draft.consents),
    legal_representative: JSON.stringify(draft.legalRepresentative),
    second_reason: draft.secondReason.trim(),
    declared_no_work: draft.declaredNoWork,
    in_area: draft.inArea,
    marks: '[]',
    check: null,
    hand_over: null,
    draft_id: draftId,
  })) as number[]
  await deadlinesTable(db).insert({
    code: service.deadline,
    application_id: id!,
    person_id: person.id,
    start: today,
    due: verdict.due.due,
    met_on: null,
    why: JSON.stringify(verdict.due),
  })
  await audit(context, 'application', id!, { number, draft })
  await finishDraft(context, draftId, draft)
  const document = await issueDocument(context, {
    formId: service.forms.application,
    edition: service.edition,
    language: draft.language,
    applicationId: id!,
    personId: person.id,
    toHandOver: false,
    data: await applicationFormData(context, { person, draft, number, applicationDate, today }),
  })
  // The person leaves only now: a signed application with the consent is recorded (R173).
  await sendPerson(context, person.id)
  await sendApplication(context, id!)
  await sendStage(context, id!, 'received')
  await sendStage(context, id!, 'registered')
  context.changes.add('applications').add('deadlines').add('people')
  return { application: (await findApplication(db, id!))!, document }
}

export const intakeHandlers: HandlersOf<'intake'> = {
  async 'intake.services'(context) {
    const today = todayOf(context, await readDesk(context))
    return [...new Set(services.map((service) => service.code))].flatMap((code) => {
      const service = serviceOn(code, today)
      return service
        ? [
            {
              code,
              edition: service.edition,
              name: service.name,
              act: service.act,
              consents: consentsOf(service),
              term: service.term,
            },
          ]
        : []
    })
  },

  async 'intake.check'(context, { draft }) {
    const verdict = await judge(context, draft)
    return {
      ready: verdict.ready,
      problems: verdict.problems,
      checklist: verdict.checklist,
      consents: consentsOf(verdict.service),
      serviceName: verdict.service.name,
      edition: verdict.service.edition,
      act: verdict.service.act,
      due: verdict.due,
      age: verdict.age,
      openApplication: verdict.openApplication,
    }
  },

  'intake.accept': (context, { draftId, draft }) => acceptIntake(context, draftId, draft),

  async 'intake.consult'(context, input) {
    const { db, now } = context
    if (input.personId !== null && !(await persons(db).where({ id: input.personId }).first('id'))) {
      throw new CodedError('not_found')
    }
    const [id] = (await db('consultations').insert({
      person_id: input.personId,
      name: cleanName(input.name),
      missing: JSON.stringify(input.missing),
      note: input.note.trim(),
      at: now.toISOString(),
      staff_id: actorOf(context).id,
    })) as number[]
    await audit(context, 'consultation', id!, { draft: input.draftId, missing: input.missing })
    context.changes.add('people')
    return { id: id! }
  },
}

/** A draft with nothing in it, in the language of a paper. */
export const blankDraft = (language: IntakeDraft['language']): IntakeDraft => ({
  ...emptyIntakeDraft,
  language,
})

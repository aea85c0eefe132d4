/** Papers on the status, printed because the person asked (R66, R67, R71, R72), and the reminder of R68. */
import type { InputOf } from '../../../shared/contract'
import { CodedError } from '../../../shared/errors'
import type { DocumentRow } from '../../../shared/model'
import { fullName } from '../../../shared/rules/names'
import { r55ServiceDue, r66Notice, r72ValidUntil } from '../../../shared/rules/engine/unemployed'
import { meetDeadline } from '../applications/deadlines'
import { refusalReason } from '../applications/papers'
import { applicationsTable } from '../applications/queries'
import { actorOf, audit, clockOf, dayFrom, readCentre, type Context } from '../context'
import type { FormData } from '../documents/engine'
import { forms } from '../documents/forms'
import { issueDocument } from '../documents/issue'
import { sendStatusStage } from '../exchange/outbox'
import { lawTextOn } from '../law/texts'
import { findPerson } from '../persons/queries'
import {
  answersTable,
  answersTo,
  groundsOn,
  openRegistration,
  papersTable,
  readCase,
  registrationsTable,
  takenBack,
  type RegistrationRecord,
  type StatusPaperRecord,
} from './queries'

async function known(context: Context, personId: number, today: string) {
  const person = await findPerson(context, personId, today)
  if (!person) throw new CodedError('not_found')
  return person
}

/** Issue a paper of the registration's case and keep that, and by whom, it was asked for. */
async function issue(
  context: Context,
  registration: RegistrationRecord,
  paper: Pick<StatusPaperRecord, 'kind' | 'asked_by' | 'on' | 'valid_until'> & {
    formId: string
    data: (kk: boolean) => FormData
  },
): Promise<DocumentRow> {
  const { db, now } = context
  const staff = actorOf(context)
  const { formId, data, ...request } = paper
  const { language } = (await applicationsTable(db).where({ id: registration.application_id }).first())!
  const document = await issueDocument(context, {
    formId,
    edition: forms.get(formId)!.edition,
    language,
    applicationId: registration.application_id,
    personId: registration.person_id,
    // It is no result of the application: who asked for it takes it along.
    toHandOver: false,
    data: data(language === 'kk'),
  })
  await papersTable(db).insert({
    ...request,
    person_id: registration.person_id,
    registration_id: registration.id,
    document_id: document.id,
    at: now.toISOString(),
    staff_id: staff.id,
  })
  await audit(context, 'registration', registration.id, { ...request, document: document.id })
  context.changes.add('registrations')
  return document
}

/**
 * R66, R67, R71: the notice of what AIS decided, or the information on the status with its thirty days.
 * Throws `status_unknown` where AIS has decided nothing, or nothing is held to tell of.
 */
export async function printNotice(
  context: Context,
  input: InputOf<'registration.notice'>,
): Promise<DocumentRow> {
  const { db } = context
  const clock = await clockOf(context)
  const person = await known(context, input.personId, clock.today)
  const askedBy = input.askedBy?.trim() || fullName(person)
  const centre = await readCentre(context)
  const unemployed = await openRegistration(db, person.id, 'unemployed')
  const base = (kk: boolean): FormData => {
    const mobility = kk ? centre.mobilityCentreKk : centre.mobilityCentreRu
    return {
      applicant_full_name: fullName(person),
      mobility_centre_name: mobility,
      provider_full_name: mobility,
      unemployed_registration_date: unemployed?.since ?? null,
      issue_date: clock.today,
      specialist_full_name: actorOf(context).fullName,
    }
  }
  if (input.kind === 'information') {
    const registration =
      unemployed ??
      (await registrationsTable(db)
        .where({ person_id: person.id })
        .where((stood) => void stood.whereNull('end_reason').orWhereNot('end_reason', takenBack))
        .orderBy('id', 'desc')
        .first())
    if (!registration) throw new CodedError('status_unknown')
    const on = dayFrom(input.askedOn ?? '', clock.today, registration.since, 'askedOn')
    const until = r72ValidUntil(clock.today, clock.calendar, clock.countFromSameDay).deadline!.due
    return issue(context, registration, {
      kind: 'information',
      asked_by: askedBy,
      on,
      valid_until: until,
      formId: '214-annex9',
      data: (kk) => ({
        ...base(kk),
        unemployed_status: unemployed ? 'registered' : 'not_registered',
        valid_until_date: until,
      }),
    })
  }
  const seeker = await openRegistration(db, person.id, 'job_seeker')
  const answer = seeker
    ? (await answersTo(db, seeker.id))[0]
    : unemployed && (await answersTable(db).where({ person_id: person.id }).orderBy('id', 'desc').first())
  if (!answer) throw new CodedError('status_unknown')
  const on = dayFrom(input.askedOn ?? '', clock.today, answer.on, 'askedOn')
  const grounds = JSON.parse(answer.grounds) as string[]
  const lawful = groundsOn(context, answer.on)
  const stops = r66Notice(
    { status: answer.status, requestedOn: on, grounds },
    lawful.map(({ id }) => id),
  ).filter(({ level }) => level === 'block')
  if (stops.length > 0) throw new CodedError('status_unknown')
  const registered = answer.status === 'unemployed'
  const titles = lawful.filter(({ id }) => grounds.includes(id)).map(({ title }) => title)
  const registration = (await registrationsTable(db).where({ id: answer.registration_id }).first())!
  const document = await issue(context, registered ? unemployed! : registration, {
    kind: registered ? 'registered' : 'refused',
    asked_by: askedBy,
    on,
    valid_until: null,
    formId: registered ? '214-annex5' : '214-annex6',
    data: (kk) => ({
      ...base(kk),
      refusal_reason: refusalReason(
        titles.map((title) => (kk ? title.kk : title.ru)),
        '',
      ),
    }),
  })
  const { one } = await readCase(db, registration)
  await sendStatusStage(context, registration.application_id, {
    stage: 'result_issued',
    on: clock.today,
    due: r55ServiceDue(one, clock).deadline!.due,
    result: registered ? 'positive' : 'refusal',
    document: { form_id: document.formId, number: null, date: clock.today },
  })
  return document
}

/**
 * R68: the person was told which documents the social payment needs; the reminder lists them in the centre's own
 * words. Throws `status_unknown`, `payment_informed`, `payment_text_missing`.
 */
export async function informPayment(
  context: Context,
  input: InputOf<'registration.informPayment'>,
): Promise<DocumentRow> {
  const { db } = context
  const clock = await clockOf(context)
  const person = await known(context, input.personId, clock.today)
  const unemployed = await openRegistration(db, person.id, 'unemployed')
  if (!unemployed) throw new CodedError('status_unknown')
  const before = await papersTable(db).where({ registration_id: unemployed.id, kind: 'payment' }).first()
  if (before) throw new CodedError('payment_informed', { date: before.on })
  const on = dayFrom(input.on ?? '', clock.today, unemployed.since, 'on')
  const text = await lawTextOn(context, 'payment_documents', on)
  const list = (kk: boolean) =>
    (text ? (kk ? text.kk || text.ru : text.ru || text.kk) : '')
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean)
  if (list(true).length === 0) throw new CodedError('payment_text_missing')
  const document = await issue(context, unemployed, {
    kind: 'payment',
    asked_by: fullName(person),
    on,
    valid_until: null,
    formId: 'common-s8',
    data: (kk) => ({
      applicant_full_name: fullName(person),
      documents: list(kk).map((title) => ({ title })),
      informed_date: on,
    }),
  })
  await meetDeadline(context, 'un_ssif_info', unemployed.application_id, on)
  return document
}

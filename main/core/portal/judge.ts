/** How an application of a portal stands against the register, and taking it over (R46 to R48, R51, R136). */
import { randomUUID } from 'node:crypto'
import {
  portalPersonFields,
  type PortalChoice,
  type PortalFields,
  type PortalJudgement,
} from '../../../shared/contract/portal'
import { CodedError } from '../../../shared/errors'
import { termFor, throughPortal } from '../../../shared/law/intake'
import type { LawService } from '../../../shared/law/schema'
import { emptyIntakeDraft, emptyPersonFields, type IntakeDraft } from '../../../shared/model'
import { localDateTime, parseDay } from '../../../shared/rules/dates'
import { tell } from '../../../shared/rules/engine/finding'
import { r46IncomingCase } from '../../../shared/rules/engine/registration'
import { readIin } from '../../../shared/rules/iin'
import { fullName } from '../../../shared/rules/names'
import { startDeadline } from '../applications/deadlines'
import { applicationsTable } from '../applications/queries'
import { actorOf, audit, readCalendar, readDesk, type Context } from '../context'
import { sendApplication, sendPerson } from '../exchange/outbox'
import { acceptIntake, insertApplication, judge, keepPerson, refuseUnready } from '../intake/handlers'
import { nameOf, persons, toFields, type PersonRecord } from '../persons/queries'
import { judgePerson } from '../persons/rules'
import { registrationsTable } from '../registrations/queries'
import { arrivalFinding, arrivalOf, type Arrival } from './arrival'
import { portalCases } from './queries'

export interface JudgedArrival {
  judgement: PortalJudgement
  /** What would be taken over; null while something stops it. */
  todo: { draft: IntakeDraft; arrival: Arrival } | null
}

export const nothingFound: PortalJudgement = {
  reason: null,
  at: null,
  problems: [],
  asks: [],
  personId: null,
  personName: '',
  differs: [],
  openApplication: null,
  known: null,
  automatic: false,
  registeredSince: null,
  day: null,
  due: null,
  told: [],
}

/** Local date and time of sending; null when it is none. */
export function sentAtOf({ sentOn, sentTime }: Pick<PortalFields, 'sentOn' | 'sentTime'>, today: string) {
  const day = parseDay(sentOn, Number(today.slice(0, 4)))
  const time = /^([01]?\d|2[0-3])[:.]([0-5]\d)(?::[0-5]\d)?$/u.exec(sentTime.trim())
  return day && time ? `${day}T${time[1]!.padStart(2, '0')}:${time[2]}` : null
}

/** R17: signing is agreeing to what the service cannot be given without, unless the portal says otherwise. */
const consentsOf = (service: LawService, told: PortalFields['consents']): PortalFields['consents'] => ({
  ...told,
  ...Object.fromEntries(
    service.consents
      .filter(({ id, answer }) => answer === 'must_agree' && (told[id] ?? null) === null)
      .map(({ id }) => [id, true]),
  ),
})

/** The edition by which a portal takes this service in, on a day. */
function serviceOf({ law }: Context, { channel, serviceCode }: PortalFields, day: string) {
  const service = law.serviceOn(serviceCode, day)
  return service && throughPortal(service, channel) ? service : undefined
}

/** The person of an arrival: what the register holds, what the portal adds, and what was chosen of it. */
function personOf(
  held: PersonRecord | undefined,
  told: PortalFields['person'],
  choice: PortalChoice,
  today: string,
) {
  const { clean } = judgePerson({ ...emptyPersonFields, ...told }, today)
  if (!held) return { fields: { ...emptyPersonFields, ...told }, differs: [], told: clean }
  const own = toFields(held)
  // What the portal does not tell says nothing against the register.
  const other = portalPersonFields.filter(
    (field) => (clean[field] ?? '') !== '' && clean[field] !== own[field],
  )
  const asked = other.filter((field) => (own[field] ?? '') !== '')
  const taken = other.filter((field) => !asked.includes(field) || choice.take?.includes(field))
  return {
    fields: {
      ...own,
      ...Object.fromEntries(taken.map((field) => [field, clean[field]])),
      mismatchReason: told.mismatchReason.trim() || own.mismatchReason,
    },
    differs: asked.map((field) => ({ field, held: own[field] ?? '', told: clean[field] ?? '' })),
    told: clean,
  }
}

/** Judge an arrival against the register as it is now. Nothing is changed. */
export async function judgeArrival(
  context: Context,
  fields: PortalFields,
  choice: PortalChoice,
): Promise<JudgedArrival> {
  const { db, law, now } = context
  const desk = await readDesk(context)
  const calendar = await readCalendar(context, desk)
  const local = localDateTime(now, desk.timeZone)
  const today = local.slice(0, 10)
  const stopped = (
    reason: PortalJudgement['reason'],
    field: string,
    more: Partial<PortalJudgement> = {},
  ): JudgedArrival => ({ judgement: { ...nothingFound, reason, at: field, ...more }, todo: null })
  const number = fields.portalNumber.trim()
  const sentAt = sentAtOf(fields, today)
  const missing = r46IncomingCase({
    iin: fields.person.iin.trim(),
    fullName: fullName(fields.person),
    address: fields.person.address.trim(),
    receivedAt: sentAt,
    applicationData: true,
  }).map(tell)
  if (number === '') return stopped('number_missing', 'portalNumber', { told: missing })
  if (!sentAt) return stopped('sent_wrong', 'sentOn', { told: missing })
  if (sentAt > local.slice(0, 16)) return stopped('sent_future', 'sentOn')
  const offered = law.services.find(({ code }) => code === fields.serviceCode)
  if (!offered) return stopped('service_unknown', 'serviceCode')
  const automatic = fields.channel === 'enbek' && offered.registers !== null
  const arrival = arrivalOf({ channel: fields.channel, sentAt, automatic }, { calendar }, desk)
  const service = serviceOf(context, fields, arrival.day)
  if (!service) return stopped('service_elsewhere', 'serviceCode')
  const iin = readIin(fields.person.iin)
  if (!iin.valid) return stopped('iin_wrong', 'person.iin', { told: missing })
  const holder = await persons(db).where({ iin: iin.iin }).first()
  const before = await portalCases(db).where({ channel: fields.channel, portal_number: number }).first()
  if (before) {
    const application = (await applicationsTable(db).where({ id: before.application_id }).first())!
    const same =
      before.person_id === holder?.id &&
      application.service_code === fields.serviceCode &&
      before.sent_at === sentAt
    return stopped(same ? 'known' : 'contradicts_register', 'portalNumber', {
      personId: holder?.id ?? null,
      personName: holder ? nameOf(holder) : '',
      known: { applicationId: application.id, number: application.number },
    })
  }
  const person = personOf(holder, fields.person, choice, today)
  const draft: IntakeDraft = {
    ...emptyIntakeDraft,
    personId: holder?.id ?? null,
    personVersion: holder?.version ?? null,
    person: person.fields,
    serviceCode: fields.serviceCode,
    place: fields.channel,
    measure: fields.measure,
    recipient: fields.recipient,
    language: fields.language,
    applicationDate: sentAt.slice(0, 10),
    consents: consentsOf(service, fields.consents),
    secondReason: choice.secondReason,
    similarSeen: choice.similarSeen,
  }
  const verdict = await judge(context, draft, { arrival })
  const stops = verdict.problems.filter(({ severity }) => severity === 'block')
  const asked = { secondReason: 'second_reason', similarSeen: 'similar' } as const
  const asks = stops.flatMap(({ field }) => (field in asked ? [asked[field as keyof typeof asked]] : []))
  const unfit = stops.some(({ field }) => !(field in asked))
  const registered = automatic && holder ? await standing(context, holder.id) : undefined
  const finding = arrivalFinding(arrival, termFor(service, draft)?.deadline, { calendar, ...desk }, desk)
  const judgement: PortalJudgement = {
    ...nothingFound,
    reason: unfit ? 'unfit' : null,
    problems: verdict.problems,
    asks: [...(person.differs.length > 0 && choice.take === null ? (['person_data'] as const) : []), ...asks],
    personId: holder?.id ?? null,
    personName: holder ? nameOf(holder) : fullName(person.told),
    differs: person.differs,
    openApplication:
      verdict.openApplication && !automatic
        ? { id: verdict.openApplication.id, number: verdict.openApplication.number }
        : null,
    automatic,
    registeredSince: registered?.since ?? null,
    day: arrival.day,
    due: verdict.due,
    told: [...missing, ...(finding ? [tell(finding)] : [])],
  }
  const ready = judgement.reason === null && judgement.asks.length === 0
  return { judgement, todo: ready ? { draft, arrival } : null }
}

/** R31: a registration that stands. */
const standing = ({ db }: Context, personId: number) =>
  registrationsTable(db).where({ person_id: personId }).whereNull('until').orderBy('id').first()

/**
 * R51: what enbek.kz registered by itself: no decision and no paper; the day is the portal's, and the two working
 * days of R53 begin with it. Who is registered already keeps the earlier registration (R31).
 */
async function takeRegistration(context: Context, draftId: string, draft: IntakeDraft, arrival: Arrival) {
  const verdict = await judge(context, draft, { arrival })
  refuseUnready(verdict.problems)
  const person = await keepPerson(context, draft, verdict.person.clean)
  const id = await insertApplication(context, {
    draftId,
    draft,
    verdict,
    personId: person.id,
    state: 'portal_registered',
    intakeRefusal: null,
  })
  if (!(await standing(context, person.id))) {
    await registrationsTable(context.db).insert({
      person_id: person.id,
      application_id: id,
      kind: 'job_seeker',
      since: arrival.day,
      source: 'enbek',
    })
    const deadline = { code: 'js_matching', applicationId: id, personId: person.id, start: arrival.day }
    await startDeadline(context, deadline)
  }
  await sendPerson(context, person.id)
  await sendApplication(context, id)
  context.changes.add('registrations')
  return { id, personId: person.id }
}

/** Take over an arrival that was judged; gives the id of its application. */
export async function takeArrival(
  context: Context,
  fields: PortalFields,
  { draft, arrival }: NonNullable<JudgedArrival['todo']>,
  fileId: number | null,
): Promise<number> {
  const { db, now } = context
  const draftId = randomUUID()
  const made = arrival.automatic
    ? await takeRegistration(context, draftId, draft, arrival)
    : await acceptIntake(context, draftId, draft, { arrival }).then(({ application }) => application)
  const record = (await applicationsTable(db).where({ id: made.id }).first())!
  await portalCases(db).insert({
    uid: randomUUID(),
    channel: fields.channel,
    portal_number: fields.portalNumber.trim(),
    sent_at: arrival.sentAt,
    application_id: record.id,
    person_id: record.person_id,
    automatic: arrival.automatic,
    told: JSON.stringify(fields),
    file_id: fileId,
    entered_at: now.toISOString(),
    entered_by: actorOf(context).id,
  })
  await audit(context, 'application', record.id, { portal: fields, fileId })
  context.changes.add('portal')
  return record.id
}

/** Take over one application typed by hand. Throws `portal_known`, `intake_not_ready` with the fields. */
export async function enterArrival(context: Context, fields: PortalFields, choice: PortalChoice) {
  const { judgement, todo } = await judgeArrival(context, fields, choice)
  if (judgement.known)
    throw new CodedError('portal_known', { number: judgement.known.number }, [
      { path: 'portalNumber', code: 'portal_known', params: { number: judgement.known.number } },
    ])
  if (!todo) {
    const places = [
      ...(judgement.at === null ? [] : [judgement.at]),
      ...judgement.problems.filter(({ severity }) => severity === 'block').map(({ field }) => field),
      ...(judgement.asks.includes('person_data') ? ['choice.take'] : []),
    ]
    throw new CodedError(
      'intake_not_ready',
      { count: places.length },
      places.map((path) => ({ path, code: 'input_invalid' })),
    )
  }
  return takeArrival(context, fields, todo, null)
}

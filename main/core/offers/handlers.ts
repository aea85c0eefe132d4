import { randomUUID } from 'node:crypto'
import type { Offer, OfferCorrection, Suitable } from '../../../shared/contract/offers'
import { CodedError, type ErrorCode, type ErrorParams } from '../../../shared/errors'
import { parseDay, readTime } from '../../../shared/rules/dates'
import {
  r97Reckoning,
  r97RefusalCount,
  r97Refusals,
  r84ThreeRefusals,
} from '../../../shared/rules/engine/deregistration'
import { tell } from '../../../shared/rules/engine/finding'
import { r104OfferDue, r109ResumeDue, type OfferChannel } from '../../../shared/rules/engine/mediation'
import type { Clock } from '../../../shared/rules/engine/registration'
import { cleanName } from '../../../shared/rules/names'
import { actorOf, audit, clockOf, lastChange, readDay, refuseStale, type Context } from '../context'
import type { HandlersOf } from '../handlers'
import { refuseCentral } from '../central/provenance'
import { persons } from '../persons/queries'
import { noteForSeeker } from '../registrations/notes'
import { openRegistration } from '../registrations/queries'
import { fitFor } from '../vacancies/match'
import { findVacancy, vacanciesTable, type VacancyRecord } from '../vacancies/queries'
import { foresee, keepCorrection } from '../work/corrections'
import { consentFaults, sendCandidate } from './batch'
import {
  factsOf,
  findOffer,
  isRural,
  listOffers,
  offerRows,
  offersTable,
  resultOf,
  standingOn,
  staysOpen,
  stepsTable,
  type OfferRecord,
  type StepKind,
} from './queries'

const wrong = (path: string, code: ErrorCode, params?: ErrorParams) =>
  new CodedError(code, params, [{ path, code, ...(params ? { params } : {}) }])

/** A day not before another one; `earliest` null: nothing is known that it could contradict. */
function dayFrom(typed: string, today: string, path: string, earliest: string | null): string {
  const day = readDay(typed, today, path)
  if (earliest !== null && day < earliest) throw wrong(path, 'date_too_early', { date: earliest })
  return day
}

const dayOrNull = (typed: string, today: string, path: string, earliest: string | null) =>
  typed.trim() === '' ? null : dayFrom(typed, today, path, earliest)

/** A day that may lie ahead, such as that of an interview. */
function dayAhead(typed: string, today: string, path: string, earliest: string): string {
  const day = parseDay(typed, Number(today.slice(0, 4)) + 1)
  if (!day) throw wrong(path, 'date_invalid')
  if (day < earliest) throw wrong(path, 'date_too_early', { date: earliest })
  return day
}

/** A time of a day as `HH:MM`; empty where none was noted. */
function timeOf(typed: string, path: string): string {
  if (typed.trim() === '') return ''
  const time = readTime(typed)
  if (!time) throw wrong(path, 'time_wrong')
  return time
}

/** R106: who passed word on, where it went through the assistant. */
function assistantOf(channel: OfferChannel | null, typed: string, path: string): string {
  const name = cleanName(typed)
  if (channel !== 'assistant') return ''
  if (name === '') throw wrong(path, 'assistant_needed')
  return name
}

/** The record that a command is about, not changed by somebody else meanwhile, and at a step where it makes sense. */
async function recordOf(
  context: Context,
  { id, version }: { id: number; version: number },
  fits: (record: OfferRecord) => boolean,
): Promise<OfferRecord> {
  const found = await offersTable(context.db).where({ id }).first()
  if (!found) throw new CodedError('not_found')
  if (found.version !== version) refuseStale(found, version, await lastChange(context, 'offer', id))
  if (!fits(found)) throw new CodedError('offer_step')
  return found
}

const holds = ({ withdrawn_on: withdrawn }: OfferRecord) => withdrawn === null

/** Write a step: the record as it is now, the step in its history, the batch record, and the offer to answer with. */
async function step(
  context: Context,
  found: OfferRecord,
  kind: StepKind,
  of: { day: string | null; changes: Partial<OfferRecord>; detail?: Record<string, unknown> },
  clock: Clock,
): Promise<Offer> {
  const { db, now } = context
  const staff = actorOf(context)
  const next = { ...found, ...of.changes }
  const record = {
    ...next,
    open: staysOpen(next, clock),
    version: found.version + 1,
    updated_at: now.toISOString(),
    updated_by: staff.id,
  }
  const { id, ...row } = record
  await offersTable(db).where({ id }).update(row)
  await keepStep(context, id, kind, of.day, of.detail ?? of.changes)
  if (kind !== 'corrected') await audit(context, 'offer', id, { person: found.person_id, ...of.changes })
  context.changes.add('offers')
  await sendCandidate(context, record)
  return (await findOffer(context, id, clock))!
}

const keepStep = async (
  context: Context,
  offerId: number,
  kind: StepKind,
  day: string | null,
  detail: Record<string, unknown>,
) =>
  void (await stepsTable(context.db).insert({
    offer_id: offerId,
    kind,
    day,
    detail: JSON.stringify(detail),
    at: context.now.toISOString(),
    staff_id: actorOf(context).id,
  }))

/** Nothing can be offered before it appeared, or, where that is not known, before it was registered. */
const earliestOffer = (vacancy: Pick<VacancyRecord, 'appeared_on' | 'registered_on'>) =>
  vacancy.appeared_on ?? vacancy.registered_on

type Telling = Pick<
  OfferCorrection,
  'offeredOn' | 'offeredTime' | 'channel' | 'assistant' | 'receivedOn' | 'suitable'
>

async function readTelling(
  { db }: Context,
  of: { personId: number; vacancyId: number },
  fields: Telling,
  today: string,
  prefix = '',
) {
  const vacancy = (await vacanciesTable(db).where({ id: of.vacancyId }).first())!
  const offered = dayFrom(fields.offeredOn, today, prefix + 'offeredOn', earliestOffer(vacancy))
  return {
    standing: await standingOn(db, of.personId, offered),
    offered_on: offered,
    offered_time: timeOf(fields.offeredTime, prefix + 'offeredTime'),
    channel: fields.channel,
    assistant: assistantOf(fields.channel, fields.assistant, prefix + 'assistant'),
    received_on: dayOrNull(fields.receivedOn, today, prefix + 'receivedOn', offered),
    suitable: JSON.stringify(fields.suitable),
  }
}

/** R57, R107: on which day a job seeker refused; null for anybody and anything else. */
const seekerRefusal = (record: Pick<OfferRecord, 'standing' | 'answer' | 'answered_on'>) =>
  record.standing === 'job_seeker' && record.answer === 'refuse' ? record.answered_on : null

/** R112 to R114: who was hired takes a place of the vacancy; without one left it is closed. */
async function takePlace(context: Context, vacancyId: number, day: string): Promise<void> {
  const { db, now } = context
  const vacancy = (await vacanciesTable(db).where({ id: vacancyId }).first())!
  if (vacancy.closed_on !== null) return
  const left = Math.max(0, vacancy.places_left - 1)
  const closed = left === 0 ? { closed_on: day, closed_why: 'hired' as const } : {}
  await vacanciesTable(db)
    .where({ id: vacancyId })
    .update({
      ...closed,
      places_left: left,
      version: vacancy.version + 1,
      updated_at: now.toISOString(),
      updated_by: actorOf(context).id,
    })
  await audit(context, 'vacancy', vacancyId, { placesLeft: left, ...(left === 0 ? { closed: day } : {}) })
  context.changes.add('vacancies')
}

type Correct = { id: number; version: number; fields: OfferCorrection }

/** Days, answer and points as corrected; throws where they contradict each other or what came after them. */
async function corrected(context: Context, { id, version, fields }: Correct, clock: Clock) {
  const found = await recordOf(context, { id, version }, holds)
  const { today } = clock
  const telling = await readTelling(
    context,
    { personId: found.person_id, vacancyId: found.vacancy_id },
    fields,
    today,
    'fields.',
  )
  const answered =
    fields.answer === null
      ? null
      : dayFrom(fields.answeredOn, today, 'fields.answeredOn', telling.received_on ?? telling.offered_on)
  // What the consent led to is recorded: first that would have to be undone.
  const followed = found.sent_on !== null || found.employer_answer !== null
  if (followed && fields.answer !== 'agree') throw new CodedError('offer_step')
  if (followed && found.sent_on !== null && answered! > found.sent_on)
    throw wrong('fields.answeredOn', 'offer_step')
  const changes = {
    ...telling,
    answer: fields.answer,
    answered_on: answered,
    answer_channel: fields.answer === null ? null : fields.answerChannel,
    answer_note: fields.answer === null ? '' : fields.answerNote.trim(),
    ...(fields.answer === 'agree' && !followed && found.consented_on !== null
      ? { consented_on: answered }
      : {}),
    ...(fields.answer !== 'agree' ? { consented_on: null } : {}),
  }
  return { found, changes }
}

async function correct(context: Context, input: Correct, clock: Clock) {
  const { found, changes } = await corrected(context, input, clock)
  await noteForSeeker(context, found.person_id, 'refusedOn', {
    was: seekerRefusal(found),
    day: seekerRefusal({ ...found, ...changes }),
  })
  const offer = await step(
    context,
    found,
    'corrected',
    { day: clock.today, changes, detail: { before: subset(found, changes), after: changes } },
    clock,
  )
  return { found, changes, offer }
}

const subset = (record: OfferRecord, changes: object): Record<string, unknown> =>
  Object.fromEntries(Object.keys(changes).map((key) => [key, record[key as keyof OfferRecord]]))

export const offerHandlers: HandlersOf<'offer'> = {
  async 'offer.list'(context, filter) {
    return listOffers(context, filter, await clockOf(context))
  },

  async 'offer.refusals'({ db }, { personId }) {
    if (!(await persons(db).where({ id: personId }).first('id'))) throw new CodedError('not_found')
    const since = (await openRegistration(db, personId, 'unemployed'))?.since ?? null
    const rows = (await offerRows(db, { personId })).filter((row) => row.withdrawn_on === null)
    const offers = rows.map(factsOf)
    return {
      since,
      count: since === null ? 0 : r97RefusalCount(offers, since),
      findings:
        since === null
          ? []
          : [r84ThreeRefusals(offers, since), ...r97Refusals(offers, since)]
              .filter((finding) => finding !== null)
              .map(tell),
      refusals: rows.flatMap((row) => {
        // Before the registration as unemployed nothing counts; whoever is not registered refused as somebody else.
        const count = r97Reckoning(factsOf(row), since ?? '9999-12-31')
        if (count === null) return []
        const title = (organisation: string) => `${row.profession}, ${organisation}`
        return [
          {
            offerId: row.id,
            on: row.answered_on!,
            count,
            title: {
              kk: title(row.organisation_kk),
              ru: title(row.organisation_ru),
              en: title(row.organisation_kk),
            },
          },
        ]
      }),
    }
  },

  async 'offer.prepare'(context, { personId, vacancyId }) {
    const { db } = context
    const clock = await clockOf(context)
    const person = await persons(db).where({ id: personId }).first()
    const vacancy = await findVacancy(context, vacancyId, clock)
    if (!person || !vacancy) throw new CodedError('not_found')
    const { points } = await fitFor(context, vacancy, person, clock)
    const met = (criterion: string) => points.find((point) => point.criterion === criterion)?.met ?? null
    const [open] = (await offerRows(db, { personId, vacancyId, open: true })).slice(0, 1)
    const [last] = await offersTable(db)
      .where({ person_id: personId })
      .whereNot({ assistant: '' })
      .orderBy('id', 'desc')
      .limit(1)
    const suitable: Suitable = {
      training: met('training'),
      experience: met('experience'),
      // The register knows nothing of health.
      health: null,
      hours: met('hours'),
      // Living in the same place there is nothing to travel; another place says nothing of the transport.
      transport: met('distance') === true ? true : null,
    }
    return {
      to: await standingOn(db, personId, clock.today),
      rural: await isRural(db, personId),
      assistant: last?.assistant ?? '',
      suitable,
      term:
        vacancy.appearedOn === null
          ? null
          : tell(r104OfferDue({ appearedOn: vacancy.appearedOn, offeredOn: null }, clock)),
      openId: open?.id ?? null,
    }
  },

  async 'offer.make'(context, { personId, vacancyId, ...fields }) {
    const { db, now } = context
    const vacancy = await vacanciesTable(db).where({ id: vacancyId }).first()
    if (!vacancy || !(await persons(db).where({ id: personId }).first('id')))
      throw new CodedError('not_found')
    if (vacancy.closed_on !== null) throw new CodedError('vacancy_closed')
    const [open] = await offerRows(db, { personId, vacancyId, open: true })
    if (open) throw new CodedError('offer_exists', { date: open.offered_on, by: open.made_by_name })
    const clock = await clockOf(context)
    const staff = actorOf(context)
    const telling = await readTelling(context, { personId, vacancyId }, fields, clock.today)
    const row: Omit<OfferRecord, 'id'> = {
      uid: randomUUID(),
      version: 1,
      person_id: personId,
      vacancy_id: vacancyId,
      rural: await isRural(db, personId),
      ...telling,
      answer: null,
      answered_on: null,
      answer_channel: null,
      answer_note: '',
      consented_on: null,
      conditions_fit: false,
      sent_on: null,
      sent_by: null,
      employer_told_on: null,
      interview_on: null,
      interview_time: '',
      interview_place: '',
      candidate_told_on: null,
      interview_channel: null,
      interview_assistant: '',
      interview_refused_on: null,
      interview_refused_note: '',
      came_on: null,
      employer_answer: null,
      employer_answered_on: null,
      employer_channel: null,
      employer_note: '',
      late_decision: null,
      withdrawn_on: null,
      withdrawn_note: '',
      open: true,
      made_by: staff.id,
      updated_at: now.toISOString(),
      updated_by: staff.id,
    }
    const [{ id }] = (await offersTable(db).insert(row, ['id'])) as [{ id: number }]
    await keepStep(context, id, 'made', row.offered_on, telling)
    await audit(context, 'offer', id, { person: personId, vacancy: vacancyId, ...telling })
    context.changes.add('offers')
    return (await findOffer(context, id, clock))!
  },

  async 'offer.receive'(context, { receivedOn, ...of }) {
    const found = await recordOf(context, of, (one) => holds(one) && one.answer === null)
    const clock = await clockOf(context)
    const day = dayFrom(receivedOn, clock.today, 'receivedOn', found.offered_on)
    return step(context, found, 'received', { day, changes: { received_on: day } }, clock)
  },

  async 'offer.answer'(context, { answer, answeredOn, channel, note, resume, conditionsFit, ...input }) {
    const found = await recordOf(context, input, (one) => holds(one) && one.answer === null)
    const clock = await clockOf(context)
    const received =
      dayOrNull(input.receivedOn, clock.today, 'receivedOn', found.offered_on) ?? found.received_on
    const day = dayFrom(answeredOn, clock.today, 'answeredOn', received ?? found.offered_on)
    const agreed = answer === 'agree'
    const changes = {
      received_on: received,
      answer,
      answered_on: day,
      answer_channel: channel,
      answer_note: note.trim(),
      consented_on: agreed && resume ? day : null,
      conditions_fit: agreed && conditionsFit,
    }
    await noteForSeeker(context, found.person_id, 'refusedOn', {
      was: null,
      day: seekerRefusal({ ...found, ...changes }),
    })
    return step(context, found, 'answered', { day, changes }, clock)
  },

  async 'offer.send'(context, { sentOn, consentedOn, conditionsFit, ...of }) {
    const found = await recordOf(
      context,
      of,
      (one) => holds(one) && one.answer === 'agree' && one.sent_on === null,
    )
    const clock = await clockOf(context)
    const consented = dayOrNull(consentedOn, clock.today, 'consentedOn', found.offered_on)
    const day = dayFrom(sentOn, clock.today, 'sentOn', consented ?? found.answered_on)
    const stop = r109ResumeDue({ consentedOn: consented, conditionsFit, sentOn: day }, clock)
    if (stop?.level === 'block')
      throw wrong(consented === null ? 'consentedOn' : 'conditionsFit', 'resume_without_consent')
    // R173: without the consent to process personal data nothing leaves the centre.
    if ((await consentFaults(context, found.person_id)).length > 0)
      throw new CodedError('personal_data_consent')
    const changes = {
      consented_on: consented,
      conditions_fit: conditionsFit,
      sent_on: day,
      sent_by: actorOf(context).id,
    }
    return step(context, found, 'sent', { day, changes }, clock)
  },

  async 'offer.interview'(
    context,
    { employerToldOn, on, time, place, candidateToldOn, channel, assistant, ...of },
  ) {
    const found = await recordOf(
      context,
      of,
      (one) =>
        holds(one) &&
        one.sent_on !== null &&
        one.employer_answer === null &&
        one.interview_refused_on === null &&
        one.came_on === null,
    )
    const clock = await clockOf(context)
    const { today } = clock
    const sent = found.sent_on!
    const told = dayOrNull(candidateToldOn, today, 'candidateToldOn', sent)
    const day = dayAhead(on, today, 'on', told ?? sent)
    const changes = {
      employer_told_on: dayOrNull(employerToldOn, today, 'employerToldOn', sent),
      interview_on: day,
      interview_time: timeOf(time, 'time'),
      interview_place: cleanName(place),
      candidate_told_on: told,
      interview_channel: told === null ? null : channel,
      interview_assistant: told === null ? '' : assistantOf(channel, assistant, 'assistant'),
    }
    return step(context, found, 'interview', { day, changes }, clock)
  },

  async 'offer.refuseInterview'(context, { on, channel, note, ...of }) {
    const found = await recordOf(
      context,
      of,
      (one) =>
        holds(one) &&
        one.answer === 'agree' &&
        one.employer_answer === null &&
        one.came_on === null &&
        one.interview_refused_on === null,
    )
    const clock = await clockOf(context)
    const day = dayFrom(on, clock.today, 'on', found.sent_on ?? found.answered_on)
    const changes = { interview_refused_on: day, interview_refused_note: note.trim() }
    return step(context, found, 'interview_refused', { day, changes, detail: { ...changes, channel } }, clock)
  },

  async 'offer.visit'(context, { on, ...of }) {
    const found = await recordOf(
      context,
      of,
      (one) => holds(one) && one.candidate_told_on !== null && one.came_on === null,
    )
    const clock = await clockOf(context)
    const day = dayFrom(on, clock.today, 'on', found.candidate_told_on)
    return step(context, found, 'visited', { day, changes: { came_on: day } }, clock)
  },

  async 'offer.employerAnswer'(context, { answer, on, channel, note, late, ...of }) {
    const clock = await clockOf(context)
    const found = await recordOf(
      context,
      of,
      (one) => holds(one) && one.answer === 'agree' && resultOf(one, clock).result !== 'hired',
    )
    await refuseCentral(context, 'offer', found.id)
    const day = dayFrom(on, clock.today, 'on', found.candidate_told_on ?? found.sent_on ?? found.answered_on)
    const answered: Partial<OfferRecord> = {
      employer_answer: answer,
      employer_answered_on: day,
      employer_channel: channel,
      employer_note: note.trim(),
      late_decision: answer === 'hired' ? late : null,
    }
    const next = { ...found, ...answered }
    const hired = resultOf(next, clock).result === 'hired'
    // Only what came after the term is decided about.
    const changes = hired && late === 'left' ? { ...answered, late_decision: null } : answered
    if (hired) {
      await takePlace(context, found.vacancy_id, day)
      if (found.standing === 'job_seeker')
        await noteForSeeker(context, found.person_id, 'placedOn', { was: null, day })
    }
    return step(context, found, 'employer', { day, changes, detail: { ...changes, hired } }, clock)
  },

  async 'offer.withdraw'(context, { on, note, ...of }) {
    const found = await recordOf(
      context,
      of,
      (one) => holds(one) && one.answer !== 'refuse' && one.employer_answer !== 'hired',
    )
    const reason = note.trim()
    if (reason === '') throw wrong('note', 'reason_needed')
    const clock = await clockOf(context)
    const day = dayFrom(on, clock.today, 'on', found.offered_on)
    return step(
      context,
      found,
      'withdrawn',
      { day, changes: { withdrawn_on: day, withdrawn_note: reason } },
      clock,
    )
  },

  async 'offer.foresee'(context, input) {
    const found = await recordOf(context, input, holds)
    return foresee(context, found.person_id, async (inside) => {
      await correct(inside, input, await clockOf(inside))
    })
  },

  async 'offer.correct'(context, { reason, ...input }) {
    const clock = await clockOf(context)
    const { found, changes } = await correct(context, input, clock)
    await keepCorrection(context, {
      entity: 'offer',
      id: found.id,
      personId: found.person_id,
      before: subset(found, changes),
      after: changes,
      reason,
    })
    return (await findOffer(context, found.id, clock))!
  },
}

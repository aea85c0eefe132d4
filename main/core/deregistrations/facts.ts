/** Facts of an unemployed person (R81 to R92): read as typed, judged, kept, corrected. */
import type { InputOf } from '../../../shared/contract'
import type { DutyFact } from '../../../shared/contract/deregistrations'
import { CodedError, type FieldError } from '../../../shared/errors'
import {
  actorOf,
  audit,
  clockOf,
  lastChange,
  readDay,
  refuseStale,
  staffName,
  type Context,
} from '../context'
import { plansTable, visitsTable } from '../plans/queries'
import { persons } from '../persons/queries'
import { openRegistration, type RegistrationRecord } from '../registrations/queries'
import { keepCorrection } from '../work/corrections'
import { factOf, factsTable, reasonsTable, standingOf, type Duty, type FactRecord } from './queries'

/** The open registration as unemployed. Throws `not_found` for nobody, `not_unemployed`. */
export async function unemployedOf({ db }: Context, personId: number): Promise<RegistrationRecord> {
  if (!(await persons(db).where({ id: personId }).first('id'))) throw new CodedError('not_found')
  const registration = await openRegistration(db, personId, 'unemployed')
  if (!registration) throw new CodedError('not_unemployed')
  return registration
}

const at = (path: string, code: FieldError['code'], date?: string): CodedError => {
  const params = date === undefined ? undefined : { date }
  return new CodedError(code, params, [{ path, code, ...(params && { params }) }])
}

/**
 * A fact as it is kept: days `YYYY-MM-DD`, texts trimmed. Nothing lies before the registration, nothing in the
 * future, and nobody comes before being told. Throws `date_invalid`, `date_in_future`, `date_too_early`,
 * `fact_incomplete`.
 */
export function readFact(typed: DutyFact, since: string, today: string): DutyFact {
  const day = (value: string, name: string, from = since) => {
    const path = 'fact.' + name
    const on = readDay(value, today, path)
    if (on < from) throw at(path, 'date_too_early', from)
    return on
  }
  const dayIfAny = (value: string, name: string, from?: string) =>
    value.trim() === '' ? '' : day(value, name, from)
  const needed = (value: string, name: string) => {
    const text = value.trim()
    if (text === '') throw at('fact.' + name, 'fact_incomplete')
    return text
  }
  switch (typed.kind) {
    case 'change': {
      const eventOn = day(typed.eventOn, 'eventOn')
      const reportedOn = dayIfAny(typed.reportedOn, 'reportedOn', eventOn)
      const knownFrom = reportedOn === '' ? needed(typed.knownFrom, 'knownFrom') : typed.knownFrom.trim()
      return { ...typed, eventOn, reportedOn, knownFrom }
    }
    case 'invitation':
    case 'summons': {
      const toldOn = day(typed.toldOn, 'toldOn')
      const cameOn = dayIfAny(typed.cameOn, 'cameOn', toldOn)
      return { ...typed, toldOn, cameOn, about: needed(typed.about, 'about') }
    }
    case 'stopped':
      return {
        ...typed,
        on: day(typed.on, 'on'),
        source: needed(typed.source, 'source'),
        about: needed(typed.about, 'about'),
      }
    case 'court':
      return {
        ...typed,
        inForceOn: day(typed.inForceOn, 'inForceOn'),
        document: needed(typed.document, 'document'),
      }
    case 'contributions': {
      const { medical, pension, social } = typed
      if (![medical, pension, social].some((one) => one.trim())) throw at('fact.medical', 'fact_incomplete')
      return {
        ...typed,
        medical: dayIfAny(medical, 'medical'),
        pension: dayIfAny(pension, 'pension'),
        social: dayIfAny(social, 'social'),
        source: typed.source.trim(),
      }
    }
    case 'false_documents':
      return {
        ...typed,
        foundOn: day(typed.foundOn, 'foundOn'),
        documents: needed(typed.documents, 'documents'),
      }
  }
}

/** Refuse a fact that somebody recorded already, word for word. */
async function refuseSecond(
  { db }: Context,
  registrationId: number,
  fact: DutyFact,
  except: number | null,
): Promise<void> {
  const same = await factsTable(db)
    .where({ registration_id: registrationId, kind: fact.kind, fact: JSON.stringify(fact) })
    .whereNull('mistaken_at')
    .modify((query) => {
      if (except !== null) void query.whereNot('id', except)
    })
    .first()
  if (same) throw new CodedError('fact_exists', { by: await staffName(db, same.staff_id) })
}

export async function recordFact(context: Context, personId: number, typed: DutyFact): Promise<void> {
  const registration = await unemployedOf(context, personId)
  const { today } = await clockOf(context)
  const fact = readFact(typed, registration.since, today)
  await refuseSecond(context, registration.id, fact, null)
  const [{ id }] = (await factsTable(context.db).insert(
    {
      version: 1,
      person_id: personId,
      registration_id: registration.id,
      kind: fact.kind,
      fact: JSON.stringify(fact),
      at: context.now.toISOString(),
      staff_id: actorOf(context).id,
    },
    ['id'],
  )) as [{ id: number }]
  await audit(context, 'duty', id, { personId, fact })
  context.changes.add('deregistrations')
}

/** A fact of an open registration at the version that the caller saw. */
async function freshFact(context: Context, id: number, version: number) {
  const record = await factsTable(context.db).where({ id }).whereNull('mistaken_at').first()
  if (!record) throw new CodedError('not_found')
  refuseStale(record, version, await lastChange(context, 'duty', id))
  const registration = await unemployedOf(context, record.person_id)
  if (registration.id !== record.registration_id) throw new CodedError('not_unemployed')
  return { record, registration }
}

async function keepFact(context: Context, record: FactRecord, fact: DutyFact): Promise<void> {
  await factsTable(context.db)
    .where({ id: record.id })
    .update({ kind: fact.kind, fact: JSON.stringify(fact), version: record.version + 1 })
  context.changes.add('deregistrations')
}

/** The person came, or reported, after the fact was recorded; what is there already is corrected. */
export async function completeFact(
  context: Context,
  id: number,
  version: number,
  on: string,
): Promise<number> {
  const { record, registration } = await freshFact(context, id, version)
  const fact = factOf(record)
  const { today } = await clockOf(context)
  const whole =
    fact.kind === 'change' && fact.reportedOn === ''
      ? { ...fact, reportedOn: on }
      : (fact.kind === 'invitation' || fact.kind === 'summons') && fact.cameOn === ''
        ? { ...fact, cameOn: on }
        : null
  if (!whole) throw new CodedError('not_found')
  if (on.trim() === '') throw at('fact.on', 'fact_incomplete')
  const read = readFact(whole, registration.since, today)
  await keepFact(context, record, read)
  await audit(context, 'duty', id, { personId: record.person_id, fact: read })
  return record.person_id
}

type Explained = Pick<
  InputOf<'deregistration.explain'>,
  'personId' | 'source' | 'id' | 'version' | 'explanation' | 'judgement'
>

/** A record that asks for a reason, at the version of the reason that the caller saw. */
async function dutyOf(
  context: Context,
  { personId, source, id, version }: Omit<Explained, 'explanation' | 'judgement'>,
): Promise<{ duty: Duty; registration: RegistrationRecord }> {
  const { db } = context
  const registration = await unemployedOf(context, personId)
  const standing = await standingOf(db, registration, await clockOf(context))
  const duty = standing.duties.find((one) => one.source === source && one.id === id)
  if (!duty || (duty.asks === null && duty.reason === null)) throw new CodedError('not_found')
  if (duty.reasonVersion !== version)
    refuseStale({ version: duty.reasonVersion }, version, {
      by: await staffName(db, duty.reason?.staffId ?? null),
      at: duty.reason?.at ?? '',
    })
  return { duty, registration }
}

/** Keep a reason where it belongs: of a visit with its plan, of anything else here. */
async function keepReason(
  context: Context,
  registration: RegistrationRecord,
  duty: Duty,
  reason: Pick<Explained, 'explanation' | 'judgement'>,
): Promise<void> {
  const { db, now } = context
  const staff = actorOf(context).id
  if (duty.source === 'visit') {
    const { plan_id: planId } = (await visitsTable(db).where({ id: duty.id }).first())!
    await visitsTable(db)
      .where({ id: duty.id })
      .update({ ...reason, recorded_at: now.toISOString(), recorded_by: staff })
    await plansTable(db)
      .where({ id: planId })
      .update({ version: duty.reasonVersion + 1, updated_at: now.toISOString(), updated_by: staff })
    await audit(context, 'plan', planId, { visit: duty.id, ...reason })
    context.changes.add('plans')
  } else {
    const key = { source: duty.source, source_id: duty.id, registration_id: registration.id }
    await reasonsTable(db)
      .insert({
        ...key,
        ...reason,
        person_id: registration.person_id,
        version: duty.reasonVersion + 1,
        at: now.toISOString(),
        staff_id: staff,
      })
      .onConflict(['source', 'source_id', 'registration_id'])
      .merge()
    await audit(context, 'duty_reason', duty.key, { personId: registration.person_id, ...reason })
  }
  context.changes.add('deregistrations')
}

const saidOf = (explanation: string) => {
  const text = explanation.trim()
  // R96: a reason is judged only when it was heard.
  if (text === '') throw at('explanation', 'reason_needed')
  return text
}

/** R96, R85: what the person said and how it is judged; a judgement stands until it is corrected. */
export async function explain(context: Context, input: Explained): Promise<void> {
  const { duty, registration } = await dutyOf(context, input)
  const { reason } = duty
  if (reason?.judgement)
    throw new CodedError('explanation_judged', {
      by: await staffName(context.db, reason.staffId),
      judgement: reason.judgement,
    })
  const explanation = saidOf(input.explanation)
  await keepReason(context, registration, duty, { explanation, judgement: input.judgement })
}

type Correction = InputOf<'deregistration.foresee'>

/** A correction of a fact or of a judgement, as it would be saved. */
export async function correct(context: Context, input: Correction, why: string): Promise<void> {
  const { personId, source, id, version, fact = null, mistaken = false, judged = null } = input
  if (judged) {
    const { duty, registration } = await dutyOf(context, { personId, source, id, version })
    if (!duty.reason) throw new CodedError('not_found')
    const after = { explanation: saidOf(judged.explanation), judgement: judged.judgement }
    const { explanation, judgement } = duty.reason
    await keepCorrection(context, {
      entity: 'duty_' + source,
      id,
      personId,
      before: { explanation, judgement },
      after,
      reason: why,
    })
    return keepReason(context, registration, duty, after)
  }
  if (source !== 'fact' || (fact === null && !mistaken)) throw new CodedError('not_found')
  const { record, registration } = await freshFact(context, id, version)
  if (record.person_id !== personId) throw new CodedError('not_found')
  const { today } = await clockOf(context)
  const after = mistaken ? null : readFact(fact!, registration.since, today)
  if (after) await refuseSecond(context, registration.id, after, id)
  await keepCorrection(context, {
    entity: 'duty',
    id,
    personId,
    before: factOf(record),
    after: after ?? { mistaken: true },
    reason: why,
  })
  if (after) return keepFact(context, record, after)
  await factsTable(context.db)
    .where({ id })
    .update({ mistaken_at: context.now.toISOString(), version: record.version + 1 })
  context.changes.add('deregistrations')
}

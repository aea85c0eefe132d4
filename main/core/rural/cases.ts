/** The assistant's side (R34 to R42, R44): her cases from the first word to the day when the person was told. */
import {
  emptyRuralFacts,
  type RuralAnswer,
  type RuralCheck,
  type RuralFacts,
  type RuralPage,
  type RuralRow,
  type RuralState,
  type RuralTold,
} from '../../../shared/contract/rural'
import { CodedError } from '../../../shared/errors'
import type { IntakeDraft, RuralPlace } from '../../../shared/model'
import { tell, type Finding } from '../../../shared/rules/engine/finding'
import {
  missingMarks,
  r21SeekerCategory,
  r34RuralRoute,
  r35RuralState,
  r37RuralCheck,
  r38RuralCard,
  r42RuralTransfer,
  r43RuralRegistration,
  r44RuralMessage,
  type Clock,
  type RuralCase,
} from '../../../shared/rules/engine/registration'
import { maskIin } from '../../../shared/rules/iin'
import { fullName } from '../../../shared/rules/names'
import {
  actorOf,
  audit,
  clockOf,
  lastChange,
  readDay,
  readDesk,
  refuseStale,
  staffName,
  todayOf,
  type Context,
} from '../context'
import { judge, keepPerson, refuseUnready } from '../intake/handlers'
import { ruralOf, staffTable } from '../staff/queries'
import { casesTable, transferNumber, transfersTable, type CaseRecord, type TransferRecord } from './records'

const parsed = <T>(text: string | null): T | null => (text === null ? null : (JSON.parse(text) as T))
export const draftOf = (record: CaseRecord) => JSON.parse(record.draft) as IntakeDraft
export const factsOf = (record: CaseRecord) => JSON.parse(record.facts) as RuralFacts
export const checkOf = (record: CaseRecord) => parsed<RuralCheck>(record.check)
/** The centre's answer as it is kept, with the moment of recording. */
export const keptAnswer = (record: CaseRecord) => parsed<RuralAnswer & { at: string }>(record.answer)

export function answerOf(record: CaseRecord): RuralAnswer | null {
  const kept = keptAnswer(record)
  if (kept === null) return null
  const { at: _, ...answer } = kept
  return answer
}
const placeOfCase = (record: CaseRecord) => JSON.parse(record.place) as RuralPlace

type Sent = Pick<TransferRecord, 'id' | 'year' | 'number' | 'sent_on'>

/** The transfers of these cases, by id. */
export async function transfersOf(
  context: Context,
  records: readonly CaseRecord[],
): Promise<Map<number, Sent>> {
  const ids = records.flatMap((one) => (one.transfer_id === null ? [] : [one.transfer_id]))
  const rows = await transfersTable(context.db)
    .whereIn('id', [...new Set(ids)])
    .select('id', 'year', 'number', 'sent_on')
  return new Map(rows.map((row) => [row.id, row]))
}

/** A case as the rules see it. */
export function ruralCase(record: CaseRecord, sent: Sent | undefined, assistant: string): RuralCase {
  const facts = factsOf(record)
  const check = checkOf(record)
  const answer = answerOf(record)
  const told = parsed<RuralTold>(record.told)
  return {
    ruralDistrict: placeOfCase(record).districtKk,
    assistant,
    checkedOn: check?.on ?? null,
    checkResult: check?.result ?? null,
    aisAccessible: facts.aisAccessible,
    card: facts.card,
    sentOn: sent?.sent_on ?? null,
    receivedOn: answer?.receivedOn ?? null,
    registeredOn: answer?.registeredOn ?? null,
    informedOn: told?.on ?? null,
    informedThrough: told?.through ?? null,
  }
}

export function stateOf(record: CaseRecord, rural: RuralCase): RuralState {
  if (record.closed !== null) return 'closed'
  return answerOf(record)?.outcome === 'refused' ? 'refused' : r35RuralState(rural)
}

/** R34 to R44: what the rules say of a case as far as it is. */
function findingsOf(record: CaseRecord, rural: RuralCase, state: RuralState, clock: Clock): Finding[] {
  if (state === 'closed') return []
  const facts = factsOf(record)
  const { seekerCategory, portalExplained } = facts
  const begun = [
    ...r34RuralRoute(rural),
    ...r37RuralCheck(rural),
    ...r38RuralCard(rural),
    // R40: AIS determines the category as soon as the card stands there.
    ...(facts.card === 'ais'
      ? r21SeekerCategory({
          channel: 'rural_assistant',
          seekerCategory,
          categoryReadOn: rural.checkedOn ?? clock.today,
        })
      : []),
    ...missingMarks({
      channel: 'rural_assistant',
      registered: false,
      marks: portalExplained ? ['portal_explained'] : [],
    }),
  ]
  return [
    ...begun,
    ...r42RuralTransfer(rural, clock),
    ...(state === 'refused' ? [] : r43RuralRegistration(rural, clock)),
    ...r44RuralMessage(rural, clock),
  ]
}

/** The deadline that a case waits for at the assistant's: R42 until it is sent, R44 until the person is told. */
export function dutyOf(rural: RuralCase, state: RuralState, clock: Clock) {
  const open =
    state === 'checked' && rural.sentOn === null
      ? r42RuralTransfer(rural, clock)
      : state === 'registered' && rural.informedOn === null
        ? r44RuralMessage(rural, clock)
        : []
  const found = open.find((one) => one.deadline !== undefined)
  return found ? { rule: found.rule, due: found.deadline! } : null
}

const personNameOf = ({ person }: IntakeDraft) => fullName(person)

async function rowOf(
  context: Context,
  record: CaseRecord,
  sent: Sent | undefined,
  clock: Clock,
): Promise<{ row: RuralRow; rural: RuralCase }> {
  const assistant = await staffName(context.db, record.staff_id)
  const rural = ruralCase(record, sent, assistant)
  const state = stateOf(record, rural)
  const draft = draftOf(record)
  const place = placeOfCase(record)
  const due = dutyOf(rural, state, clock)?.due ?? null
  return {
    rural,
    row: {
      id: record.id,
      version: record.version,
      state,
      personName: personNameOf(draft),
      iinMasked: maskIin(draft.person.iin),
      begunOn: record.begun_on,
      savedAt: record.saved_at,
      assistant,
      district: { kk: place.districtKk, ru: place.districtRu },
      check: checkOf(record),
      transfer: sent ? { id: sent.id, number: transferNumber(sent), sentOn: sent.sent_on } : null,
      answer: answerOf(record),
      told: parsed<RuralTold>(record.told),
      due,
      workingDaysLeft: due && clock.calendar.workingDaysLeft(clock.today, due.due),
    },
  }
}

/** Cases of this desk: what has a day first, then the newest. */
export async function listCases(context: Context, show: 'open' | 'all'): Promise<RuralRow[]> {
  const clock = await clockOf(context)
  const records = await casesTable(context.db)
    .where(show === 'open' ? { done: false } : {})
    .orderBy('saved_at', 'desc')
    .limit(500)
  const sent = await transfersOf(context, records)
  const rows: RuralRow[] = []
  for (const record of records)
    rows.push((await rowOf(context, record, sent.get(record.transfer_id ?? 0), clock)).row)
  const later = '9999-12-31'
  return rows.sort((a, b) => ((a.due?.due ?? later) < (b.due?.due ?? later) ? -1 : a.due || b.due ? 1 : 0))
}

/** One case whole. Throws `not_found`. */
export async function casePage(context: Context, id: string): Promise<RuralPage> {
  const record = await findCase(context, id)
  const clock = await clockOf(context)
  const sent = (await transfersOf(context, [record])).get(record.transfer_id ?? 0)
  const { row, rural } = await rowOf(context, record, sent, clock)
  return {
    ...row,
    revision: record.revision,
    place: placeOfCase(record),
    personId: record.person_id,
    draft: draftOf(record),
    facts: factsOf(record),
    closed: parsed<RuralPage['closed']>(record.closed),
    findings: findingsOf(record, rural, row.state, clock).map(tell),
  }
}

async function findCase(context: Context, id: string): Promise<CaseRecord> {
  const record = await casesTable(context.db).where({ id }).first()
  if (!record) throw new CodedError('not_found')
  return record
}

/** Where the caller works as an assistant; null for who does not. */
export async function ownPlace(context: Context): Promise<RuralPlace | null> {
  const record = await staffTable(context.db)
    .where({ id: actorOf(context).id })
    .first()
  return record ? ruralOf(record) : null
}

/** R34: a case without a district and an assistant is none. Throws `rural_place_missing`. */
export async function neededPlace(context: Context): Promise<RuralPlace> {
  const place = await ownPlace(context)
  if (!place) throw new CodedError('rural_place_missing')
  return place
}

/** What of a case is past mending; null while everything may be changed. */
function lockOf(record: CaseRecord): 'closed' | 'sent' | 'checked' | null {
  if (record.closed !== null) return 'closed'
  if (record.transfer_id !== null) return 'sent'
  return record.check === null ? null : 'checked'
}

/** A case at the version that the caller saw. Throws `not_found`, `version_conflict`, `rural_locked`. */
export async function freshCase(
  context: Context,
  id: string,
  version: number,
  allowed: readonly ReturnType<typeof lockOf>[],
): Promise<CaseRecord> {
  const record = await findCase(context, id)
  if (record.version !== version) refuseStale(record, version, await lastChange(context, 'rural_case', id))
  const lock = lockOf(record)
  if (!allowed.includes(lock)) throw new CodedError('rural_locked', { state: lock ?? 'open' })
  return record
}

/** Write a change of a case, raise its version, leave the trace. */
export async function changeCase(
  context: Context,
  record: CaseRecord,
  values: Partial<CaseRecord>,
  detail: Record<string, unknown>,
): Promise<void> {
  await casesTable(context.db)
    .where({ id: record.id })
    .update({ ...values, version: record.version + 1, saved_at: context.now.toISOString() })
  await audit(context, 'rural_case', record.id, detail)
  context.changes.add('rural')
}

/** Everything of an assistant's case is of the rural route, and none of it is an old paper case. */
const ofTheVillage = (data: IntakeDraft): IntakeDraft => ({
  ...data,
  place: 'rural_assistant',
  archive: null,
})

/** R35: keep what is typed, at every rest of the keyboard. */
export async function saveCase(
  context: Context,
  { id, revision, data }: { id: string; revision: number; data: IntakeDraft },
) {
  const { db, now } = context
  const savedAt = now.toISOString()
  const staff = actorOf(context)
  const draft = JSON.stringify(ofTheVillage(data))
  const found = await casesTable(db).where({ id }).first()
  if (found) {
    const lock = lockOf(found)
    if (lock) throw new CodedError('rural_locked', { state: lock })
    if (revision <= found.revision)
      throw new CodedError('version_conflict', {
        by: await staffName(db, found.staff_id),
        at: found.saved_at,
      })
    await casesTable(db)
      .where({ id })
      .update({ draft, revision, saved_at: savedAt, person_id: data.personId })
  } else {
    const place = await neededPlace(context)
    await casesTable(db).insert({
      id,
      version: 1,
      revision,
      place: JSON.stringify(place),
      draft,
      facts: JSON.stringify(emptyRuralFacts),
      person_id: data.personId,
      begun_on: todayOf(context, await readDesk(context)),
      done: false,
      staff_id: staff.id,
      created_at: savedAt,
      saved_at: savedAt,
    })
    await audit(context, 'rural_case', id, { begun: place })
  }
  context.changes.add('rural')
  return { revision, savedAt }
}

/** R38 to R41. The card may be filled in, and enbek.kz explained, until the papers are sent. */
export async function noteFacts(
  context: Context,
  { id, version, facts }: { id: string; version: number; facts: RuralFacts },
) {
  const record = await freshCase(context, id, version, [null, 'checked'])
  const kept = { ...facts, seekerCategory: facts.seekerCategory.trim() }
  await changeCase(context, record, { facts: JSON.stringify(kept) }, { before: factsOf(record), after: kept })
  return casePage(context, id)
}

/**
 * R37: the check is done. The package must be complete by the checklist of the counter (R36); the person is kept
 * in this desk's register, so that the next case finds them.
 */
export async function checkCase(
  context: Context,
  input: { id: string; version: number; on: string; result: RuralCheck['result']; note: string },
) {
  const record = await freshCase(context, input.id, input.version, [null])
  const draft = draftOf(record)
  const verdict = await judge(context, draft)
  refuseUnready(verdict.problems)
  const on = readDay(input.on, verdict.today, 'on')
  const applied = verdict.applicationDate ?? record.begun_on
  if (on < applied)
    throw new CodedError('date_too_early', { date: applied }, [{ path: 'on', code: 'date_too_early' }])
  const note = input.note.trim()
  if (input.result === 'inaccurate' && note === '')
    throw new CodedError('reason_needed', undefined, [{ path: 'note', code: 'reason_needed' }])
  const person = await keepPerson(context, draft, verdict.person.clean)
  const check: RuralCheck = {
    on,
    result: input.result,
    note,
    by: actorOf(context).fullName,
    at: context.now.toISOString(),
  }
  const kept: IntakeDraft = {
    ...draft,
    personId: person.id,
    personVersion: person.version,
    applicationDate: applied,
  }
  await changeCase(
    context,
    record,
    { check: JSON.stringify(check), checked_on: on, person_id: person.id, draft: JSON.stringify(kept) },
    { check },
  )
  return casePage(context, input.id)
}

/** Take the check back, to mend the case; what it said stays in the audit trail. */
export async function reopenCase(context: Context, { id, version }: { id: string; version: number }) {
  const record = await freshCase(context, id, version, ['checked'])
  const { personId, ...draft } = draftOf(record)
  // Another case may have mended the person meanwhile.
  const known =
    personId === null
      ? undefined
      : await context.db('persons').where({ id: personId }).first<{ version: number }>('version')
  await changeCase(
    context,
    record,
    {
      check: null,
      checked_on: null,
      draft: JSON.stringify({ ...draft, personId, personVersion: known?.version ?? null }),
    },
    { reopened: checkOf(record) },
  )
  return casePage(context, id)
}

/** Put a case aside that will not be sent: the person withdrew, or went to the centre. */
export async function closeCase(context: Context, input: { id: string; version: number; reason: string }) {
  const record = await freshCase(context, input.id, input.version, [null, 'checked'])
  const reason = input.reason.trim()
  if (reason === '')
    throw new CodedError('reason_needed', undefined, [{ path: 'reason', code: 'reason_needed' }])
  const closed = { reason, by: actorOf(context).fullName, at: context.now.toISOString() }
  await changeCase(context, record, { closed: JSON.stringify(closed), done: true }, { closed: reason })
  return casePage(context, input.id)
}

/** Whether the days of an answer fit those of the case (R43); the fault names the field and the day it passed. */
export async function answerFault(context: Context, record: CaseRecord, answer: RuralAnswer) {
  const clock = await clockOf(context)
  const sent = (await transfersOf(context, [record])).get(record.transfer_id ?? 0)
  const rural: RuralCase = {
    ...ruralCase(record, sent, ''),
    receivedOn: answer.receivedOn,
    registeredOn: answer.registeredOn,
  }
  return r43RuralRegistration(rural, clock).find((one) => one.level === 'block')
}

/** Keep what the centre answered; a refusal ends the case here, for the centre hands its notice over (R25). */
export async function keepAnswer(context: Context, record: CaseRecord, answer: RuralAnswer): Promise<void> {
  const done = answer.outcome === 'refused'
  await changeCase(
    context,
    record,
    { answer: JSON.stringify({ ...answer, at: context.now.toISOString() }), done },
    { before: answerOf(record), answer },
  )
}

/** The centre's answer typed in by hand. */
export async function noteAnswer(
  context: Context,
  input: {
    id: string
    version: number
    receivedOn: string
    applicationNumber: string
    registeredOn: string
    refused: boolean
  },
) {
  const record = await freshCase(context, input.id, input.version, [null, 'checked', 'sent'])
  if (record.transfer_id === null) throw new CodedError('rural_not_sent')
  // The person was told the day that stands here.
  if (record.told !== null) throw new CodedError('rural_locked', { state: 'told' })
  const { today } = await clockOf(context)
  const applicationNumber = input.applicationNumber.trim()
  if (applicationNumber === '')
    throw new CodedError('name_empty', undefined, [{ path: 'applicationNumber', code: 'name_empty' }])
  const registeredOn =
    input.refused || input.registeredOn.trim() === ''
      ? null
      : readDay(input.registeredOn, today, 'registeredOn')
  const answer: RuralAnswer = {
    receivedOn: readDay(input.receivedOn, today, 'receivedOn'),
    applicationNumber,
    registeredOn,
    outcome: input.refused ? 'refused' : registeredOn === null ? null : 'granted',
  }
  const fault = await answerFault(context, record, answer)
  if (fault)
    throw new CodedError('date_too_early', { date: fault.inputs['earlier'] ?? null }, [
      { path: fault.field ?? 'receivedOn', code: 'date_too_early' },
    ])
  await keepAnswer(context, record, answer)
  return casePage(context, input.id)
}

/** R44: the person heard the date of registration from the assistant. */
export async function tellPerson(
  context: Context,
  input: { id: string; version: number; on: string; through: 'assistant' | 'ict' | 'mobile'; note: string },
) {
  const record = await freshCase(context, input.id, input.version, [null, 'checked', 'sent'])
  const registeredOn = answerOf(record)?.registeredOn ?? null
  if (registeredOn === null) throw new CodedError('rural_not_registered')
  const { today } = await clockOf(context)
  const told = readTold(context, input, registeredOn, today)
  await changeCase(context, record, { told: JSON.stringify(told), done: true }, { told })
  return casePage(context, input.id)
}

/** R44: through whom and when, not before the registration that is told of. */
export function readTold(
  context: Context,
  input: { on: string; through: 'assistant' | 'ict' | 'mobile'; note: string },
  registeredOn: string,
  today: string,
): RuralTold {
  const on = readDay(input.on, today, 'on')
  if (on < registeredOn)
    throw new CodedError('date_too_early', { date: registeredOn }, [{ path: 'on', code: 'date_too_early' }])
  const { through } = input
  return {
    on,
    through,
    note: input.note.trim(),
    by: actorOf(context).fullName,
    at: context.now.toISOString(),
  }
}

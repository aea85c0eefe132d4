/** The slip that comes back: compared with its referral, kept, and what follows from it (R138 to R141, R180). */
import type { Referral, ReferralClosing, SlipFields, SlipLine } from '../../../shared/contract/referrals'
import { CodedError, type ErrorCode } from '../../../shared/errors'
import { inEveryLanguage, translate } from '../../../shared/locale'
import type { LocalText } from '../../../shared/model'
import { parseDay } from '../../../shared/rules/dates'
import { tell } from '../../../shared/rules/engine/finding'
import { planRowsOf } from '../../../shared/rules/engine/plan'
import { r141Slip, type Period } from '../../../shared/rules/engine/referrals'
import { referralStep, type ReferralEvent, type ReferralState } from '../../../shared/rules/engine/states'
import { cleanName, foldName } from '../../../shared/rules/names'
import { applicationsTable } from '../applications/queries'
import { actorOf, audit, clockOf, readDay, type Context } from '../context'
import { findPerson } from '../persons/queries'
import { markFromSlip, unmarkFromSlip } from '../plans/marking'
import { vacanciesTable } from '../vacancies/queries'
import { blanksOf, slipPeriod } from './form'
import { change, readReferral } from './change'
import { referralsTable, slipsTable, type ReferralRecord } from './tables'

/** How far ahead a contract may reach when the year is typed with two digits. */
const yearsAhead = 10

interface ReadSlip {
  /** Days as ISO. */
  fields: SlipFields
  period: Period
  post: string | null
  missing: { field: string; code: ErrorCode; text: LocalText }[]
}

const first = (ids: readonly string[], written: Readonly<Record<string, string>>): string | null =>
  ids.map((id) => written[id] ?? '').find((value) => value !== '') ?? null

/** Read what was typed: days, and which blanks the form does not have. */
function readSlip(record: ReferralRecord, slip: SlipFields, today: string): ReadSlip {
  const blanks = blanksOf(record.form_id)
  const missing: ReadSlip['missing'] = []
  const miss = (field: string, code: ErrorCode, text: LocalText) => missing.push({ field, code, text })
  const written: Record<string, string> = {}
  for (const [id, typed] of Object.entries(slip.written)) {
    const blank = blanks.find((one) => one.id === id)
    const value = cleanName(typed)
    if (!blank || (blank.kind === 'choice' && value !== '' && !blank.options.includes(value)))
      throw new CodedError('slip_field_unknown', { field: id }, [
        { path: 'slip.written.' + id, code: 'slip_field_unknown' },
      ])
    if (value === '') continue
    const day = blank.kind === 'date' ? parseDay(value, Number(today.slice(0, 4)) + yearsAhead) : value
    if (day === null) miss('written.' + id, 'date_invalid', inEveryLanguage('error.date_invalid'))
    else written[id] = day
  }
  const period: Period = {
    from: first(slipPeriod.from, written),
    to: first(slipPeriod.to, written),
    months: Number(first(slipPeriod.months, written) ?? Number.NaN) || null,
  }
  if (period.from !== null && period.to !== null && period.to < period.from) {
    const date = period.from.split('-').reverse().join('.')
    miss('written.hired_to_date', 'date_too_early', inEveryLanguage('error.date_too_early', { date }))
  }
  const returned = slip.returnedOn.trim() === '' ? null : parseDay(slip.returnedOn, Number(today.slice(0, 4)))
  if (returned === null)
    miss(
      'returnedOn',
      'date_invalid',
      inEveryLanguage(slip.returnedOn.trim() === '' ? 'referral.missing_returnedOn' : 'error.date_invalid'),
    )
  else if (returned > today) miss('returnedOn', 'date_in_future', inEveryLanguage('error.date_in_future'))
  return {
    fields: {
      ...slip,
      name: cleanName(slip.name) || record.name,
      returnedOn: returned ?? '',
      written,
      note: slip.note.trim(),
    },
    period,
    post: first(slipPeriod.post, written),
    missing,
  }
}

/** Names that the person had, or has now, beside the one on the paper (R180). */
async function otherNames(context: Context, record: ReferralRecord, today: string): Promise<string[]> {
  const person = (await findPerson(context, record.person_id, today))!
  const now = [person.lastName, person.firstName, person.middleName].filter(Boolean).join(' ')
  return [now, ...person.formerNames.map(({ name }) => name)]
}

async function judge(context: Context, record: ReferralRecord, slip: ReadSlip) {
  const clock = await clockOf(context)
  const judged = r141Slip(
    {
      number: record.number,
      form: record.form_id,
      issuedOn: record.issued_on,
      name: record.name,
      otherNames: await otherNames(context, record, clock.today),
      period: { from: record.starts_on, to: record.ends_on, months: record.months },
      post: record.profession,
    },
    {
      returnedOn: slip.fields.returnedOn || null,
      name: slip.fields.name,
      period: slip.period,
      hireOrderCopy: slip.fields.hireOrderCopy,
      written: slip.fields.written,
      post: slip.post,
      outcome: slip.fields.outcome,
    },
    clock,
  )
  // What an organisation left blank a person looks at, too.
  const incomplete = judged.findings.some(({ code }) => code === 'slip_values_missing')
  return { ...judged, event: incomplete ? ('return_doubtful' as const) : judged.event }
}

/** Line by line: what the referral says and what the slip says. */
function linesOf(record: ReferralRecord, slip: ReadSlip): SlipLine[] {
  const { written, name, outcome } = slip.fields
  const line = (field: string, issued: string | null, told: string | null): SlipLine => ({
    field,
    issued,
    written: told,
    verdict:
      told === null
        ? 'missing'
        : issued === null
          ? 'told'
          : foldName(issued) === foldName(told)
            ? 'same'
            : 'differs',
  })
  const months = record.months === null ? null : String(record.months)
  const issuedOf = (id: string): string | null => {
    const has = (ids: readonly string[]) => ids.includes(id)
    if (has(slipPeriod.from)) return record.starts_on
    if (has(slipPeriod.to)) return record.ends_on
    if (has(slipPeriod.months)) return months
    return has(slipPeriod.post) ? record.profession || null : null
  }
  const lines = [line('name', record.name, name)]
  if (outcome === 'came')
    for (const { id } of blanksOf(record.form_id)) lines.push(line(id, issuedOf(id), written[id] || null))
  return lines
}

const recordOf = async (context: Context, id: number): Promise<ReferralRecord> => {
  const record = await referralsTable(context.db).where({ id }).first()
  if (!record) throw new CodedError('not_found')
  return record
}

/** R141, R180: what a slip would be told of, before it is kept. */
export async function compareSlip(context: Context, id: number, typed: SlipFields) {
  const record = await recordOf(context, id)
  const { today } = await clockOf(context)
  const slip = readSlip(record, typed, today)
  const { event, closes, findings } = await judge(context, record, slip)
  return {
    lines: linesOf(record, slip),
    findings: findings.map(tell),
    missing: slip.missing.map(({ field, text }) => ({ field, text })),
    doubtful: event === 'return_doubtful',
    closes,
  }
}

/** A step of the case, or the error that it is not possible now. */
function step(state: ReferralState, event: ReferralEvent): ReferralState {
  const { to } = referralStep(state, event)
  if (to === null) throw new CodedError('referral_step', { state })
  return to
}

/** What stands in the plan beside a measure that a slip marked. */
async function planNote({ db }: Context, record: ReferralRecord): Promise<string> {
  const { language } = (await applicationsTable(db).where({ id: record.application_id }).first())!
  return translate(language, 'referral.plan_note', { number: record.number })
}

/** What follows from a slip that is clear: the case closes, the plan and the vacancy learn of it. */
async function close(
  context: Context,
  record: ReferralRecord,
  slip: { fields: SlipFields; period: Period },
  closes: ReferralClosing,
): Promise<Partial<ReferralRecord>> {
  const { fields, period } = slip
  const came = fields.outcome === 'came'
  step('notice_returned', 'close')
  if (came)
    await markFromSlip(context, record.person_id, planRowsOf(record.measure), {
      on: fields.returnedOn,
      note: await planNote(context, record),
    })
  if (came && record.vacancy_id !== null) {
    const vacancy = (await vacanciesTable(context.db).where({ id: record.vacancy_id }).first())!
    if (vacancy.places_left > 0 && vacancy.closed_on === null) {
      await vacanciesTable(context.db)
        .where({ id: vacancy.id })
        .update({ places_left: vacancy.places_left - 1, version: vacancy.version + 1 })
      await audit(context, 'vacancy', vacancy.id, { hired: record.number })
      context.changes.add('vacancies')
    }
  }
  return {
    state: 'closed',
    closed_as: closes,
    closed_on: fields.returnedOn,
    from_on: came ? (period.from ?? record.starts_on) : null,
    to_on: came ? (period.to ?? record.ends_on) : null,
  }
}

/**
 * R141: keep a slip that came back. A clear one closes the referral; a doubtful one waits for a person, or for a
 * right one.
 * @throws CodedError `not_found`, `version_conflict`, `paper_cancelled`, `referral_step`, `referral_not_signed`,
 * `slip_field_unknown`, and what `readDay` throws
 */
export async function returnSlip(
  context: Context,
  { id, version, slip: typed }: { id: number; version: number; slip: SlipFields },
): Promise<Referral> {
  const { db, now } = context
  const { record, referral } = await readReferral(context, { id, version })
  if (!record.archive && record.signed_on === null) throw new CodedError('referral_not_signed')
  const { today } = await clockOf(context)
  readDay(typed.returnedOn, today, 'slip.returnedOn')
  const slip = readSlip(record, typed, today)
  const wrong = slip.missing[0]
  if (wrong)
    throw new CodedError(
      wrong.code,
      wrong.code === 'date_too_early' ? { date: slip.period.from } : undefined,
      slip.missing.map(({ field, code }) => ({ path: 'slip.' + field, code })),
    )
  const { event, closes, findings } = await judge(context, record, slip)
  const state = step(referral.state, event)
  await slipsTable(db).insert({
    referral_id: id,
    outcome: slip.fields.outcome,
    returned_on: slip.fields.returnedOn,
    slip: JSON.stringify(slip.fields),
    findings: JSON.stringify(findings.map(tell)),
    doubtful: event === 'return_doubtful',
    entered_at: now.toISOString(),
    entered_by: actorOf(context).id,
    decision: null,
    decided_at: null,
    decided_by: null,
  })
  const doubtful = state === 'notice_in_question'
  const values = doubtful ? { state } : await close(context, record, slip, closes)
  return change(context, record, values, { slip: slip.fields, doubtful })
}

/**
 * R141: a person looked into a doubtful slip and accepts it.
 * @throws CodedError `reason_needed`, `referral_step`
 */
export async function confirmSlip(
  context: Context,
  { id, version, reason: typed }: { id: number; version: number; reason: string },
): Promise<Referral> {
  const { db, now } = context
  const { record, referral } = await readReferral(context, { id, version })
  const reason = typed.trim()
  if (reason === '')
    throw new CodedError('reason_needed', undefined, [{ path: 'reason', code: 'reason_needed' }])
  step(referral.state, 'confirm_notice')
  const kept = (await slipsTable(db).where({ referral_id: id }).orderBy('id', 'desc').first())!
  await slipsTable(db)
    .where({ id: kept.id })
    .update({ decision: reason, decided_at: now.toISOString(), decided_by: actorOf(context).id })
  const { today } = await clockOf(context)
  const slip = readSlip(record, JSON.parse(kept.slip) as SlipFields, today)
  const { closes } = await judge(context, record, slip)
  return change(context, record, await close(context, record, slip, closes), { confirmed: reason })
}

/** How a referral stands before any slip of it came back. */
const waiting = { state: 'referred', closed_as: null, closed_on: null, from_on: null, to_on: null } as const
const notStopped = { stopped_on: null, stopped_why: null }

/** Take back what a clear slip led to: the mark in the plan and the place of the vacancy. */
async function undo(context: Context, record: ReferralRecord): Promise<void> {
  const { db } = context
  if (record.closed_as === null || record.closed_as === 'refused' || record.closed_as === 'not_come') return
  await unmarkFromSlip(context, record.person_id, planRowsOf(record.measure), await planNote(context, record))
  if (record.vacancy_id === null) return
  const vacancy = (await vacanciesTable(db).where({ id: record.vacancy_id }).first())!
  if (vacancy.closed_on !== null || vacancy.places_left >= vacancy.places) return
  await vacanciesTable(db)
    .where({ id: vacancy.id })
    .update({ places_left: vacancy.places_left + 1, version: vacancy.version + 1 })
  await audit(context, 'vacancy', vacancy.id, { notHired: record.number })
  context.changes.add('vacancies')
}

export interface SlipCorrection {
  id: number
  version: number
  slip: SlipFields | null
}

/**
 * R141: another slip in the place of the one that was kept, or none; the first stays in the register. Whoever did
 * not come did not leave early either.
 * @throws CodedError `referral_step` while no slip is kept, and what `returnSlip` throws
 */
export async function correctSlip(
  context: Context,
  { id, version, slip }: SlipCorrection,
): Promise<{ personId: number; before: object; after: object; referral: Referral }> {
  const { record, referral: seen } = await readReferral(context, { id, version })
  if (record.state === 'referred') throw new CodedError('referral_step', { state: seen.state })
  await undo(context, record)
  const opened = await change(
    context,
    record,
    { ...waiting, ...(slip?.outcome === 'came' ? {} : notStopped) },
    { takenBack: seen.slip?.fields },
  )
  const referral = slip === null ? opened : await returnSlip(context, { id, version: opened.version, slip })
  const said = (one: Referral) => ({
    slip: one.slip?.fields ?? null,
    closed: one.closed?.as ?? null,
    stopped: one.stopped,
  })
  return { personId: record.person_id, before: said(seen), after: said(referral), referral }
}

import { randomUUID } from 'node:crypto'
import type { Plan, PlanFields } from '../../../shared/contract/plans'
import { CodedError, type ErrorCode, type ErrorParams, type FieldError } from '../../../shared/errors'
import { parseDay } from '../../../shared/rules/dates'
import { formatPhone } from '../../../shared/rules/phone'
import { r75MissingInPlan, type PlanMeasure } from '../../../shared/rules/engine/plan'
import { fullName } from '../../../shared/rules/names'
import { applicationsTable, deadlinesTable } from '../applications/queries'
import {
  actorOf,
  audit,
  lastChange,
  readCentre,
  readDay,
  readDesk,
  refuseStale,
  todayOf,
  type Context,
} from '../context'
import { forms } from '../documents/forms'
import { issueDocument } from '../documents/issue'
import { sendPlan } from '../exchange/outbox'
import type { HandlersOf } from '../handlers'
import { findPerson, persons } from '../persons/queries'
import { keepCorrection } from '../work/corrections'
import {
  factsOf,
  findPlan,
  measuresTable,
  openUnemployed,
  plansOf,
  plansTable,
  rowsOf,
  visitsTable,
  type PlanRecord,
  type UnemployedRecord,
} from './queries'

const form = '214-annex10'

const at = (code: ErrorCode, path: string, params?: ErrorParams) =>
  new CodedError(code, params, [{ path, code, ...(params ? { params } : {}) }])
const tooEarly = (path: string, date: string) => at('date_too_early', path, { date })
const today = async (context: Context) => todayOf(context, await readDesk(context))

/** The open registration that a plan of this person stands on. */
async function registrationOf(context: Context, personId: number): Promise<UnemployedRecord> {
  const registration = await openUnemployed(context.db, personId)
  if (!registration) throw new CodedError('not_unemployed')
  return registration
}

/** A plan of an open registration at the version that the caller saw. */
async function fresh(context: Context, id: number, version: number) {
  const plan = await plansTable(context.db).where({ id }).first()
  if (!plan) throw new CodedError('not_found')
  refuseStale(plan, version, await lastChange(context, 'plan', id))
  const registration = await registrationOf(context, plan.person_id)
  // A plan of an earlier registration ended with it.
  if (registration.id !== plan.registration_id) throw new CodedError('not_unemployed')
  return { plan, registration }
}

async function inForce(context: Context, id: number, version: number) {
  const found = await fresh(context, id, version)
  if (found.plan.state !== 'signed') throw new CodedError('plan_not_in_force')
  return found
}

/** A change of a plan: raise its version, leave the trace, tell the screens. */
export async function changePlan(
  context: Context,
  plan: PlanRecord,
  values: Partial<PlanRecord>,
  detail: Record<string, unknown>,
): Promise<Plan> {
  await plansTable(context.db)
    .where({ id: plan.id })
    .update({
      ...values,
      version: plan.version + 1,
      updated_at: context.now.toISOString(),
      updated_by: actorOf(context).id,
    })
  await audit(context, 'plan', plan.id, detail)
  await sendPlan(context, plan.id)
  context.changes.add('plans')
  return findPlan(context, plan.id)
}

/** Keep what a mark or a visit said before it is changed; what was empty is only filled in. */
async function keepTrace(
  context: Context,
  plan: PlanRecord,
  of: {
    entity: 'plan_measure' | 'plan_visit'
    id: number
    before: Readonly<Record<string, unknown>>
    after: Readonly<Record<string, unknown>>
    reason: string
  },
): Promise<void> {
  const changed = Object.entries(of.before).some(([name, value]) => of.after[name] !== value)
  if (changed) await keepCorrection(context, { ...of, personId: plan.person_id })
}

/** R79: what the employee saw of a measure; gives how many rows of the plan it is. */
export const markMeasure = (
  context: Context,
  planId: number,
  measure: PlanMeasure,
  mark: { done: boolean; on: string; note: string },
): Promise<number> =>
  measuresTable(context.db)
    .where({ plan_id: planId, measure })
    .update({
      done: mark.done,
      marked_on: mark.on,
      note: mark.note,
      marked_by: actorOf(context).id,
      marked_at: context.now.toISOString(),
    })

/** The days of a plan as they are kept; a plan may be typed in late, but begins with the registration. */
function readDays(fields: PlanFields, since: string) {
  const faults: FieldError[] = []
  const read = (typed: string, path: string): string | null => {
    if (typed.trim() === '') return null
    // Two digits of a year are of this century: a plan is about what is to come.
    const day = parseDay(typed, Number(since.slice(0, 4)) + 30)
    if (day === null) faults.push({ path, code: 'date_invalid' })
    else if (day < since) faults.push({ path, code: 'date_too_early', params: { date: since } })
    else return day
    return null
  }
  const validUntil = read(fields.validUntil, 'validUntil')
  const inside = (typed: string, path: string) => {
    const day = read(typed, path)
    if (day !== null && validUntil !== null && day > validUntil)
      faults.push({ path, code: 'date_after_plan', params: { date: validUntil } })
    return day
  }
  const measures = fields.measures.flatMap(({ measure, completeOn }) => {
    const complete_on = inside(completeOn, 'measures.' + measure)
    return complete_on === null ? [] : [{ measure, complete_on }]
  })
  const visits = fields.visits
    .map(({ on, action }, i) => ({ on: inside(on, `visits.${i}.on`), action: action.trim() }))
    .filter(({ on, action }) => on !== null || action !== '')
  if (faults.length > 0) throw new CodedError(faults[0]!.code, faults[0]!.params, faults)
  return { validUntil, measures, visits }
}

/** Put a draft in with its rows. */
async function insertDraft(
  context: Context,
  registration: UnemployedRecord,
  values: Pick<
    PlanRecord,
    'goal' | 'education' | 'speciality' | 'valid_until' | 'specialist_phone' | 'specialist_email'
  >,
): Promise<number> {
  const { db, now } = context
  const staff = actorOf(context).id
  const [{ id }] = (await plansTable(db).insert(
    {
      ...values,
      uid: randomUUID(),
      version: 1,
      person_id: registration.person_id,
      registration_id: registration.id,
      state: 'draft',
      employee_id: staff,
      updated_at: now.toISOString(),
      updated_by: staff,
    },
    ['id'],
  )) as [{ id: number }]
  return id
}

const planOf = (context: Context, registration: UnemployedRecord, state: Plan['state']) =>
  plansTable(context.db).where({ registration_id: registration.id, state }).first()

/** Refuse to begin a second draft; says who began the first. */
async function refuseSecondDraft(context: Context, registration: UnemployedRecord): Promise<void> {
  const draft = await planOf(context, registration, 'draft')
  if (draft) refuseStale(draft, null, await lastChange(context, 'plan', draft.id))
}

/** R75: what keeps a draft from being signed, by field; the form prints these beside what the rule names. */
async function refuseUnready(context: Context, plan: PlanRecord): Promise<void> {
  const person = (await persons(context.db).where({ id: plan.person_id }).first())!
  const paths = r75MissingInPlan(factsOf(plan, await rowsOf(context.db, plan.id)))
    .filter(({ level }) => level === 'block')
    .map(({ field }) => (field === 'interactions' ? 'visits' : field!))
  const printed = {
    specialistPhone: plan.specialist_phone,
    specialistEmail: plan.specialist_email,
    mobile: person.mobile || person.phone,
  }
  for (const [path, value] of Object.entries(printed)) if (value === '') paths.push(path)
  if (paths.length > 0)
    throw new CodedError(
      'plan_not_ready',
      undefined,
      paths.map((path) => ({ path, code: 'input_invalid' })),
    )
}

/** R76: the paper of the plan, two copies, in the language of the application that the registration stands on. */
async function issuePlan(
  context: Context,
  plan: PlanRecord,
  registration: UnemployedRecord,
  signed: { person: string; employee: string },
) {
  const { db } = context
  const { measures, visits } = await rowsOf(db, plan.id)
  const application = (await applicationsTable(db).where({ id: registration.application_id }).first())!
  const { language } = application
  const centre = await readCentre(context)
  const person = (await findPerson(context, plan.person_id, await today(context)))!
  return issueDocument(context, {
    formId: form,
    edition: forms.get(form)!.edition,
    language,
    applicationId: application.id,
    personId: plan.person_id,
    toHandOver: false,
    data: {
      centre_name: language === 'kk' ? centre.nameKk : centre.nameRu,
      applicant_full_name: fullName(person),
      unemployed_registration_date: registration.since,
      plan_goal: plan.goal,
      applicant_education: plan.education,
      applicant_specialty: plan.speciality,
      plan_measures: measures.map(({ measure, complete_on }) => ({
        measure_code: measure,
        completion_date: complete_on,
      })),
      // The form has no place for half a row.
      plan_interactions: visits.flatMap(({ on, action }) =>
        on && action ? [{ interaction_date: on, interaction_action: action }] : [],
      ),
      plan_valid_until_date: plan.valid_until,
      applicant_mobile: formatPhone(person.mobile || person.phone),
      applicant_email: person.email,
      applicant_sign_date: signed.person,
      specialist_full_name: actorOf(context).fullName,
      specialist_phone: plan.specialist_phone,
      specialist_email: plan.specialist_email,
      specialist_sign_date: signed.employee,
    },
  })
}

export const planHandlers: HandlersOf<'plan'> = {
  async 'plan.get'(context, { personId }) {
    if (!(await persons(context.db).where({ id: personId }).first('id'))) throw new CodedError('not_found')
    return plansOf(context, personId)
  },

  async 'plan.save'(context, { personId, id, version, fields }) {
    const { db } = context
    if (!(await persons(db).where({ id: personId }).first('id'))) throw new CodedError('not_found')
    const found = id === null ? undefined : await fresh(context, id, version ?? 0)
    if (found && found.plan.person_id !== personId) throw new CodedError('not_found')
    if (found && found.plan.state !== 'draft') throw new CodedError('plan_signed')
    const registration = found?.registration ?? (await registrationOf(context, personId))
    const { validUntil, measures, visits } = readDays(fields, registration.since)
    const values = {
      goal: fields.goal.trim(),
      education: fields.education.trim(),
      speciality: fields.speciality.trim(),
      valid_until: validUntil,
      specialist_phone: fields.specialistPhone.trim(),
      specialist_email: fields.specialistEmail.trim(),
    }
    let plan = found?.plan
    if (!plan) {
      await refuseSecondDraft(context, registration)
      if (await planOf(context, registration, 'signed')) throw new CodedError('plan_signed')
      const made = await insertDraft(context, registration, values)
      plan = { ...(await plansTable(db).where({ id: made }).first())!, version: 0 }
    }
    await measuresTable(db).where({ plan_id: plan.id }).delete()
    await visitsTable(db).where({ plan_id: plan.id }).delete()
    for (const row of measures) await measuresTable(db).insert({ plan_id: plan.id, ...row })
    for (const row of visits) await visitsTable(db).insert({ plan_id: plan.id, ...row })
    return changePlan(context, plan, { ...values, employee_id: actorOf(context).id }, {})
  },

  async 'plan.sign'(context, { id, version, ...typed }) {
    const { db } = context
    const { plan, registration } = await fresh(context, id, version)
    if (plan.state !== 'draft') throw new CodedError('plan_signed')
    await refuseUnready(context, plan)
    const now = await today(context)
    const read = (path: keyof typeof typed, from: string) => {
      const day = readDay(typed[path], now, path)
      if (day < from) throw tooEarly(path, from)
      return day
    }
    const person = read('personSignedOn', registration.since)
    const employee = read('employeeSignedOn', registration.since)
    const signedOn = person > employee ? person : employee
    const copyGiven = read('copyGivenOn', signedOn)
    if (plan.valid_until! < signedOn) throw tooEarly('validUntil', signedOn)

    // Half a row of the schedule was a note in the draft; the paper does not hold it.
    await visitsTable(db)
      .where({ plan_id: id })
      .where((half) => void half.whereNull('on').orWhere('action', ''))
      .delete()
    const document = await issuePlan(context, plan, registration, { person, employee })
    const before = await planOf(context, registration, 'signed')
    if (before) {
      await changePlan(
        context,
        before,
        { state: 'superseded', superseded_on: signedOn },
        { supersededBy: id },
      )
    }
    // R74: drawn up when both have signed.
    await deadlinesTable(db)
      .where({ application_id: registration.application_id, person_id: plan.person_id, code: 'un_plan' })
      .whereNull('met_on')
      .update({ met_on: signedOn })
    context.changes.add('deadlines')
    return changePlan(
      context,
      plan,
      {
        state: 'signed',
        signed_at: context.now.toISOString(),
        person_signed_on: person,
        employee_signed_on: employee,
        copy_given_on: copyGiven,
        document_id: document.id,
        employee_id: actorOf(context).id,
      },
      { signedOn, documentId: document.id },
    )
  },

  async 'plan.renew'(context, { id, version }) {
    const { db } = context
    const { plan, registration } = await inForce(context, id, version)
    await refuseSecondDraft(context, registration)
    const now = await today(context)
    const { measures, visits } = await rowsOf(db, id)
    const made = await insertDraft(context, registration, {
      goal: plan.goal,
      education: plan.education,
      speciality: plan.speciality,
      valid_until: plan.valid_until !== null && plan.valid_until >= now ? plan.valid_until : null,
      specialist_phone: plan.specialist_phone,
      specialist_email: plan.specialist_email,
    })
    for (const { measure, complete_on, done } of measures)
      if (!done && complete_on >= now) await measuresTable(db).insert({ plan_id: made, measure, complete_on })
    for (const { on, action, recorded_at } of visits)
      if (recorded_at === null && on !== null && on >= now)
        await visitsTable(db).insert({ plan_id: made, on, action })
    await audit(context, 'plan', made, { renews: id })
    context.changes.add('plans')
    return findPlan(context, made)
  },

  async 'plan.mark'(context, { id, version, measure, done, on, note, reason }) {
    const { plan, registration } = await inForce(context, id, version)
    const day = readDay(on, await today(context), 'on')
    if (day < registration.since) throw tooEarly('on', registration.since)
    const row = await measuresTable(context.db).where({ plan_id: id, measure }).first()
    if (!row) throw new CodedError('not_found')
    await markMeasure(context, id, measure, { done, on: day, note: note.trim() })
    await keepTrace(context, plan, {
      entity: 'plan_measure',
      id: row.id,
      before:
        row.done === null ? {} : { measure, done: Boolean(row.done), on: row.marked_on, note: row.note },
      after: { measure, done, on: day, note: note.trim() },
      reason: reason.trim() || note,
    })
    return changePlan(context, plan, {}, { measure, done, on: day, note: note.trim() })
  },

  async 'plan.visit'(context, { id, version, visitId, keptOn, explanation, judgement, reason }) {
    const { plan, registration } = await inForce(context, id, version)
    const now = await today(context)
    const visit = await visitsTable(context.db).where({ id: visitId, plan_id: id }).first()
    if (!visit?.on) throw new CodedError('not_found')
    const kept = keptOn.trim() === '' ? null : readDay(keptOn, now, 'keptOn')
    // Nobody has missed a day that is not over (R89).
    if (kept === null && visit.on >= now) throw at('date_in_future', 'keptOn')
    if (kept !== null && kept < registration.since) throw tooEarly('keptOn', registration.since)
    // R96: a reason is judged only when it was heard.
    if (judgement !== null && explanation.trim() === '') throw at('reason_needed', 'explanation')
    const judged = kept !== null && kept <= visit.on ? null : judgement
    await visitsTable(context.db)
      .where({ id: visitId })
      .update({
        kept_on: kept,
        explanation: explanation.trim(),
        judgement: judged,
        recorded_at: context.now.toISOString(),
        recorded_by: actorOf(context).id,
      })
    await keepTrace(context, plan, {
      entity: 'plan_visit',
      id: visitId,
      before:
        visit.recorded_at === null
          ? {}
          : {
              visit: visit.on,
              keptOn: visit.kept_on,
              // What was not heard or judged yet is added, not corrected.
              ...(visit.explanation ? { explanation: visit.explanation } : {}),
              ...(visit.judgement ? { judgement: visit.judgement } : {}),
            },
      after: { visit: visit.on, keptOn: kept, explanation: explanation.trim(), judgement: judged },
      reason: reason.trim() || explanation,
    })
    return changePlan(
      context,
      plan,
      {},
      { visit: visit.on, keptOn: kept, explanation: explanation.trim(), judgement },
    )
  },
}

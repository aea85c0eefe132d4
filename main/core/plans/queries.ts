import type { PersonPlans, Plan, PlanFields, PlanVisit } from '../../../shared/contract/plans'
import { computeDeadline } from '../../../shared/rules/deadlines'
import { tell, type Finding } from '../../../shared/rules/engine/finding'
import {
  planMeasures,
  r75MissingInPlan,
  r76Signing,
  r78OverdueMeasures,
  r79Monitoring,
  r80ReferralInPlan,
  r82ChangesToTell,
  type PlanMeasure,
  type PlanRecord as PlanFacts,
} from '../../../shared/rules/engine/plan'
import { r73Visits } from '../../../shared/rules/engine/unemployed'
import type { Knex } from '../../db/open'
import { applicationsTable, choiceOf, type ApplicationRecord } from '../applications/queries'
import { readCalendar, readDesk, staffName, todayOf, type Context } from '../context'
import { findDocument } from '../documents/queries'
import { editionOf } from '../law/editions'
import { persons } from '../persons/queries'
import { dutyPersonColumns, type DutyPersonRow } from '../work/source'

export interface PlanRecord {
  id: number
  uid: string
  version: number
  person_id: number
  registration_id: number
  state: Plan['state']
  goal: string
  education: string
  speciality: string
  valid_until: string | null
  specialist_phone: string
  specialist_email: string
  /** Moment of entering the signatures. */
  signed_at: string | null
  person_signed_on: string | null
  employee_signed_on: string | null
  copy_given_on: string | null
  superseded_on: string | null
  document_id: number | null
  employee_id: number
  updated_at: string
  updated_by: number
}

export interface MeasureRecord {
  id: number
  plan_id: number
  measure: PlanMeasure
  complete_on: string
  done: number | boolean | null
  marked_on: string | null
  note: string
  marked_by: number | null
  marked_at: string | null
}

export interface VisitRecord {
  id: number
  plan_id: number
  on: string | null
  action: string
  kept_on: string | null
  explanation: string
  judgement: 'valid' | 'not_valid' | null
  /** Null: nothing is recorded; with a moment and no `kept_on` the person did not come. */
  recorded_at: string | null
  recorded_by: number | null
}

export interface UnemployedRecord {
  id: number
  person_id: number
  application_id: number
  since: string
}

export const plansTable = (db: Knex) => db<PlanRecord>('plans')
export const measuresTable = (db: Knex) => db<MeasureRecord>('plan_measures')
export const visitsTable = (db: Knex) => db<VisitRecord>('plan_visits')

/** The open registration as unemployed, or undefined. */
export const openUnemployed = (db: Knex, personId: number) =>
  db<UnemployedRecord & { kind: string; until: string | null }>('registrations')
    .where({ person_id: personId, kind: 'unemployed' })
    .whereNull('until')
    .first() as Promise<UnemployedRecord | undefined>

const orderOf = (measure: PlanMeasure) => planMeasures.indexOf(measure)

const byForm = (a: MeasureRecord, b: MeasureRecord) => orderOf(a.measure) - orderOf(b.measure)
// A visit without a day yet stands at the end.
const byDay = (a: VisitRecord, b: VisitRecord) =>
  (a.on ?? '9999').localeCompare(b.on ?? '9999') || a.id - b.id

/** Measures and visits of a plan, in the order of the form and of the days. */
export async function rowsOf(db: Knex, planId: number) {
  return {
    measures: (await measuresTable(db).orderBy('id').where({ plan_id: planId })).sort(byForm),
    visits: (await visitsTable(db).orderBy('id').where({ plan_id: planId })).sort(byDay),
  }
}
export type PlanRows = Awaited<ReturnType<typeof rowsOf>>

/** A plan as its rules ask for it. */
export const factsOf = (plan: PlanRecord, { measures, visits }: PlanRows): PlanFacts => ({
  goal: plan.goal,
  education: plan.education,
  speciality: plan.speciality,
  measures: measures.map((row) => ({
    measure: row.measure,
    completeOn: row.complete_on,
    mark: row.done === null ? null : { done: Boolean(row.done), on: row.marked_on, note: row.note },
  })),
  interactions: visits.map(({ on, action }) => ({ on, action })),
  validUntil: plan.valid_until,
  signedByPersonOn: plan.person_signed_on,
  signedByEmployeeOn: plan.employee_signed_on,
  copyGivenOn: plan.copy_given_on,
})

export function visitState({ on, kept_on, recorded_at }: VisitRecord, today: string): PlanVisit['state'] {
  if (kept_on !== null) return on !== null && kept_on > on ? 'late' : 'kept'
  if (recorded_at !== null) return 'missed'
  if (on === null || on > today) return 'planned'
  return on === today ? 'today' : 'unrecorded'
}

function findingsOf(plan: PlanRecord, rows: PlanRows, today: string): Finding[] {
  const facts = factsOf(plan, rows)
  if (plan.state === 'draft') return r75MissingInPlan(facts)
  if (plan.state === 'superseded') return []
  const visits = rows.visits.flatMap(({ on, kept_on }) => (on ? [{ date: on, keptOn: kept_on }] : []))
  return [
    ...r73Visits(visits, today),
    ...r76Signing(facts),
    ...r78OverdueMeasures(facts, today),
    ...r79Monitoring(facts, today),
  ]
}

async function toPlan(context: Context, plan: PlanRecord, today: string): Promise<Plan> {
  const { db } = context
  const rows = await rowsOf(db, plan.id)
  const inForce = plan.state === 'signed'
  const late = new Set(
    inForce ? r78OverdueMeasures(factsOf(plan, rows), today).map(({ inputs }) => inputs['measure']) : [],
  )
  return {
    id: plan.id,
    version: plan.version,
    personId: plan.person_id,
    state: plan.state,
    goal: plan.goal,
    education: plan.education,
    speciality: plan.speciality,
    measures: await Promise.all(
      rows.measures.map(async (row) => ({
        measure: row.measure,
        completeOn: row.complete_on,
        mark:
          row.done === null
            ? null
            : {
                done: Boolean(row.done),
                on: row.marked_on!,
                note: row.note,
                by: await staffName(db, row.marked_by),
              },
        overdue: late.has(row.measure),
      })),
    ),
    visits: await Promise.all(
      rows.visits.map(async (row) => ({
        id: row.id,
        on: row.on,
        action: row.action,
        record:
          row.recorded_at === null
            ? null
            : {
                keptOn: row.kept_on,
                explanation: row.explanation,
                judgement: row.judgement,
                by: await staffName(db, row.recorded_by),
              },
        state: inForce || row.recorded_at !== null ? visitState(row, today) : ('planned' as const),
      })),
    ),
    validUntil: plan.valid_until,
    specialistPhone: plan.specialist_phone,
    specialistEmail: plan.specialist_email,
    personSignedOn: plan.person_signed_on,
    employeeSignedOn: plan.employee_signed_on,
    copyGivenOn: plan.copy_given_on,
    supersededOn: plan.superseded_on,
    document: plan.document_id === null ? null : ((await findDocument(context, plan.document_id)) ?? null),
    employee: await staffName(db, plan.employee_id),
    updatedAt: plan.updated_at,
    updatedBy: await staffName(db, plan.updated_by),
    findings: findingsOf(plan, rows, today).map(tell),
  }
}

export async function findPlan(context: Context, id: number): Promise<Plan> {
  const plan = (await plansTable(context.db).where({ id }).first())!
  return toPlan(context, plan, todayOf(context, await readDesk(context)))
}

/** What a new draft starts from: the card of the person, and how the employee at the desk is reached. */
async function proposalFor(context: Context, personId: number): Promise<PlanFields> {
  const { db, staff } = context
  const person = (await persons(db).where({ id: personId }).first())!
  const earlier = await plansTable(db).where({ person_id: personId }).orderBy('id', 'desc').first()
  const own = staff && (await plansTable(db).where({ employee_id: staff.id }).orderBy('id', 'desc').first())
  return {
    goal: '',
    education: earlier?.education || person.education,
    speciality: earlier?.speciality ?? '',
    measures: [],
    visits: [],
    validUntil: '',
    specialistPhone: own?.specialist_phone ?? '',
    specialistEmail: own?.specialist_email ?? '',
  }
}

/** R80: referrals asked for since the registration to measures that the plan in force does not hold. */
async function referralsOutside(
  context: Context,
  registration: UnemployedRecord,
  plan: PlanFacts | null,
): Promise<PersonPlans['referrals']> {
  const rows = (await context
    .db('applications')
    .where({ person_id: registration.person_id })
    .where('acceptance_date', '>=', registration.since)
    .whereNot('state', 'intake_refused')
    .whereNull('paper_number')
    .orderBy('id')) as ApplicationRecord[]
  return rows.flatMap((row) => {
    const { measure } = choiceOf(row)
    if (!editionOf(context.law, row).measures.some(({ code }) => code === measure)) return []
    const finding = r80ReferralInPlan(measure, plan)
    return finding ? [{ applicationId: row.id, applicationNumber: row.number, finding: tell(finding) }] : []
  })
}

/** All plans of a person that is in the register. */
export async function plansOf(context: Context, personId: number): Promise<PersonPlans> {
  const { db } = context
  const desk = await readDesk(context)
  const today = todayOf(context, desk)
  const open = await openUnemployed(db, personId)
  const records = await plansTable(db).where({ person_id: personId }).orderBy('id', 'desc')
  const now = (state: Plan['state']) =>
    records.find((one) => one.registration_id === open?.id && one.state === state)
  const [signed, draft] = [now('signed'), now('draft')]
  const shown = async (record: PlanRecord | undefined) =>
    record === undefined ? null : toPlan(context, record, today)

  let registration: PersonPlans['registration'] = null
  if (open) {
    const calendar = await readCalendar(context, desk)
    const { countFromSameDay } = desk
    const due = computeDeadline({ code: 'un_plan', start: open.since, calendar, countFromSameDay })
    const application = (await applicationsTable(db).where({ id: open.application_id }).first())!
    registration = {
      since: open.since,
      language: application.language,
      due,
      workingDaysLeft: signed ? null : calendar.workingDaysLeft(today, due.due),
    }
  }
  return {
    registration,
    current: await shown(signed),
    draft: await shown(draft),
    past: await Promise.all(
      records
        // A draft of a registration that ended was never a plan.
        .filter((one) => one !== signed && one !== draft && one.state !== 'draft')
        .map((one) => toPlan(context, one, today)),
    ),
    proposal: await proposalFor(context, personId),
    referrals: open
      ? await referralsOutside(context, open, signed ? factsOf(signed, await rowsOf(db, signed.id)) : null)
      : [],
    changesToTell: tell(r82ChangesToTell()),
  }
}

/** The plans in force of open registrations with their rows; read at once, for a centre has hundreds. */
export async function plansInForce({ db }: Context, personId?: number) {
  const plans = (await db('plans as l')
    .join('registrations as r', 'r.id', 'l.registration_id')
    .join('persons as p', 'p.id', 'l.person_id')
    .join('staff as s', 's.id', 'l.employee_id')
    .where('l.state', 'signed')
    .whereNull('r.until')
    .modify((query) => {
      if (personId !== undefined) void query.where('l.person_id', personId)
    })
    .orderBy('l.id')
    .select('l.*', 'r.since', 's.full_name as responsible', ...dutyPersonColumns)) as (PlanRecord &
    DutyPersonRow & { since: string; responsible: string })[]
  const group = <R extends { plan_id: number }>(rows: R[]) => {
    const groups = new Map<number, R[]>()
    for (const row of rows) {
      const those = groups.get(row.plan_id)
      if (those) those.push(row)
      else groups.set(row.plan_id, [row])
    }
    return (id: number) => groups.get(id) ?? []
  }
  const own = () =>
    db('plans')
      .where({ state: 'signed' })
      .modify((query) => {
        if (personId !== undefined) void query.where({ person_id: personId })
      })
      .select('id')
  const measuresOf = group(await measuresTable(db).orderBy('id').whereIn('plan_id', own()))
  const visitsOf = group(await visitsTable(db).orderBy('id').whereIn('plan_id', own()))
  return plans.map((plan) => ({
    plan,
    rows: { measures: measuresOf(plan.id).sort(byForm), visits: visitsOf(plan.id).sort(byDay) },
  }))
}

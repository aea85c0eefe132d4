/** Individual employment plan and the duty to report changes: Order No 214, paras 61 to 65 (R74 to R82). */
import { deadlineRules } from '../deadlines'
import { found, type Finding } from './finding'
import { duty, missing, type Clock } from './registration'

/** The fixed rows of the plan, by group, in the order of the form 214-annex10. */
export const planGroups = {
  guidance: ['career_guidance_testing', 'labour_market_information'],
  mediation: ['vacancy_information', 'enbek_job_search', 'agency_internet_job_search', 'employer_interviews'],
  active_measures: [
    'vocational_training',
    'social_jobs',
    'youth_practice',
    'entrepreneurship_support',
    'public_works',
  ],
  social_help: ['job_loss_social_payment', 'targeted_social_assistance'],
  search_skills: ['job_search_courses'],
} as const
export const planMeasures = Object.values(planGroups).flat()
export type PlanMeasure = (typeof planMeasures)[number]

/** A row of the plan that is in use. */
export interface PlannedMeasure {
  measure: PlanMeasure
  completeOn: string | null
  /** What the employee saw; null: not looked at yet. */
  mark: { done: boolean; on: string | null; note: string } | null
}

export interface PlanRecord {
  goal: string
  education: string
  speciality: string
  measures: readonly PlannedMeasure[]
  interactions: readonly { on: string | null; action: string }[]
  validUntil: string | null
  signedByPersonOn: string | null
  signedByEmployeeOn: string | null
  copyGivenOn: string | null
}

/** R74: the plan is drawn up in two working days from registration as unemployed. */
export const r74PlanDue = (
  { unemployedSince, drawnUpOn }: { unemployedSince: string; drawnUpOn: string | null },
  clock: Clock,
): Finding => duty('R74', 'plan_due', { deadline: 'un_plan', start: unemployedSince, done: drawnUpOn }, clock)

/** R75: what keeps the plan from being printed, and the fields of the form still empty. */
export function r75MissingInPlan(plan: PlanRecord): Finding[] {
  const { goal, validUntil, education, speciality } = plan
  const measures = plan.measures.some((row) => row.completeOn)
  const interactions = plan.interactions.some((row) => row.on && row.action.trim())
  return [
    ...missing('R75', 'plan_missing', { goal, measures, interactions, validUntil }).map(
      (finding): Finding => ({ ...finding, level: 'block' }),
    ),
    ...missing('R75', 'plan_missing', { education, speciality }),
  ]
}

/** R76: two copies are printed, both sign, one copy goes to the person; what of it is not done yet. */
export function r76Signing({ signedByPersonOn, signedByEmployeeOn, copyGivenOn }: PlanRecord): Finding[] {
  const signed = signedByPersonOn !== null && signedByEmployeeOn !== null
  return [
    ...(signed ? [] : [found('R76', 'print', 'plan_copies', { copies: 2 })]),
    ...missing('R76', 'plan_signing_missing', { signedByPersonOn, signedByEmployeeOn, copyGivenOn }),
  ]
}

/** R77: a signed plan goes out for AIS inside the term of R74; null while it is not signed by both. */
export function r77PlanExport(
  plan: Pick<PlanRecord, 'signedByPersonOn' | 'signedByEmployeeOn'> & {
    unemployedSince: string
    exportedOn: string | null
  },
  clock: Clock,
): Finding | null {
  if (!plan.signedByPersonOn || !plan.signedByEmployeeOn) return null
  return duty(
    'R77',
    'plan_export',
    { deadline: 'un_plan', start: plan.unemployedSince, done: plan.exportedOn },
    clock,
  )
}

const notDone = ({ mark }: PlannedMeasure) => mark?.done !== true

/** R78: measures whose day has passed and that are not done. */
export const r78OverdueMeasures = (plan: Pick<PlanRecord, 'measures'>, today: string): Finding[] =>
  plan.measures
    .filter((row) => row.completeOn !== null && row.completeOn < today && notDone(row))
    .map(({ measure, completeOn }) =>
      found(
        'R78',
        'warn',
        'plan_measure_overdue',
        { measure, due: completeOn },
        { field: 'measures.' + measure },
      ),
    )

/** R79: what the monitoring of the employee still lacks, and a plan that ended with measures open. */
export function r79Monitoring(plan: Pick<PlanRecord, 'measures' | 'validUntil'>, today: string): Finding[] {
  const findings: Finding[] = []
  const planned = plan.measures.filter((row) => row.completeOn !== null)
  for (const { measure, completeOn, mark } of planned) {
    const more = { field: 'measures.' + measure }
    if (!mark && completeOn! < today)
      findings.push(found('R79', 'record', 'plan_measure_unmarked', { measure }, more))
    if (mark && mark.on === null)
      findings.push(found('R79', 'record', 'plan_mark_day_missing', { measure }, more))
  }
  const open = planned.filter(notDone).length
  if (plan.validUntil !== null && plan.validUntil < today && open > 0)
    findings.push(found('R79', 'warn', 'plan_over', { until: plan.validUntil, open }))
  return findings
}

/**
 * Row of the plan that a measure of the referral stands in. The form of the plan knows neither subsidised jobs
 * nor relocation: "First job", "Generations contract" and "Silver age" are taken as social jobs, as the list of
 * 2022 took them (table K.1).
 */
const rowsOfMeasure: Readonly<Record<string, readonly PlanMeasure[]>> = {
  vocational_training: ['vocational_training'],
  subsidised_job: ['social_jobs', 'youth_practice', 'public_works'],
  public_works: ['public_works'],
  youth_practice: ['youth_practice'],
  social_job: ['social_jobs'],
  first_job: ['social_jobs'],
  generations_contract: ['social_jobs'],
  silver_age: ['social_jobs'],
  bastau_business: ['entrepreneurship_support'],
  microcredit: ['entrepreneurship_support'],
}

/** R80: rows of the plan that a measure of a referral may stand in; none for a measure the form has no row for. */
export const planRowsOf = (measure: string): readonly PlanMeasure[] => rowsOfMeasure[measure] ?? []

/**
 * R80: warns when an unemployed person is referred to a measure that the plan does not hold.
 *
 * @param measure code of the measure in the service's data
 * @param plan null: none was drawn up
 */
export function r80ReferralInPlan(
  measure: string,
  plan: Pick<PlanRecord, 'measures'> | null,
): Finding | null {
  if (!plan) return found('R80', 'warn', 'referral_without_plan')
  const rows = rowsOfMeasure[measure]
  if (!rows) return found('R80', 'warn', 'referral_no_plan_row')
  return plan.measures.some((row) => row.completeOn !== null && rows.includes(row.measure))
    ? null
    : found('R80', 'warn', 'referral_outside_plan')
}

/** Changes of para 64, in its order; `pension` belongs to its last line. */
export const changeKinds = [
  'residence',
  'work',
  'entrepreneurship',
  'founder',
  'disability',
  'pension',
  'other',
] as const
export type ChangeKind = (typeof changeKinds)[number]

export interface ReportedChange {
  kind: ChangeKind
  eventOn: string
  /** Day on which the person told the centre; null: not told, the centre knows it from elsewhere. */
  reportedOn: string | null
}

/** Changes that would have barred a registration (R60, R61), but end none: only para 51 does. */
const besideBars: readonly ChangeKind[] = ['work', 'entrepreneurship', 'founder', 'pension']

/** R81: a change is reported in five working days from the event; lateness is ground 6 (R91). */
export function r81ChangeReport(change: ReportedChange, clock: Clock): Finding[] {
  const { kind, eventOn, reportedOn } = change
  const report = duty(
    'R81',
    'change_report',
    { deadline: 'un_change_report', start: eventOn, done: reportedOn },
    clock,
  )
  return [
    { ...report, inputs: { ...report.inputs, kind } },
    ...(besideBars.includes(kind) ? [found('R81', 'info', 'change_beside_bar', { kind })] : []),
  ]
}

/** R82: the list of changes and its limit, shown when the plan is signed. */
export const r82ChangesToTell = (): Finding =>
  found('R82', 'info', 'changes_to_tell', { days: deadlineRules.get('un_change_report')!.amount })

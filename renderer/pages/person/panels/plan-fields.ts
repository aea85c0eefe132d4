/** What the dialog of a plan edits, compared field by field when two clerks meet. */
import type { Plan, PlanFields } from '../../../../shared/contract/plans'
import type { Translator } from '../../../../shared/locale'
import { planMeasures, type PlanMeasure } from '../../../../shared/rules/engine/plan'
import { formatDate } from '../../../format'

export const fieldsOfPlan = (plan: Plan): PlanFields => ({
  goal: plan.goal,
  education: plan.education,
  speciality: plan.speciality,
  measures: plan.measures.map(({ measure, completeOn }) => ({ measure, completeOn })),
  visits: plan.visits.map(({ on, action }) => ({ on: on ?? '', action })),
  validUntil: plan.validUntil ?? '',
  specialistPhone: plan.specialistPhone,
  specialistEmail: plan.specialistEmail,
})

export const dayOfMeasure = (fields: PlanFields, measure: PlanMeasure): string =>
  fields.measures.find((row) => row.measure === measure)?.completeOn ?? ''

/** A copy with the day of one measure put in; without a day the measure is not in the plan. */
export const withMeasure = (fields: PlanFields, measure: PlanMeasure, completeOn: string): PlanFields => ({
  ...fields,
  measures: [
    ...fields.measures.filter((row) => row.measure !== measure),
    ...(completeOn.trim() === '' ? [] : [{ measure, completeOn }]),
  ],
})

interface PartOfPlan {
  key: string
  label: (t: Translator) => string
  /** Its value as it is read. */
  show: (fields: PlanFields) => string
  /** `fields` with this part as it is in `from`. */
  take: (fields: PlanFields, from: PlanFields) => PlanFields
}

const texts = {
  goal: 'plan.goal',
  education: 'plan.education',
  speciality: 'plan.speciality',
  specialistPhone: 'plan.specialist_phone',
  specialistEmail: 'plan.specialist_email',
} as const

export const partsOfPlan: readonly PartOfPlan[] = [
  ...(Object.keys(texts) as (keyof typeof texts)[]).map((key): PartOfPlan => ({
    key,
    label: (t) => t(texts[key]),
    show: (fields) => fields[key].trim(),
    take: (fields, from) => ({ ...fields, [key]: from[key] }),
  })),
  ...planMeasures.map((measure): PartOfPlan => ({
    key: measure,
    label: (t) => t(`plan.measure_${measure}`),
    show: (fields) => formatDate(dayOfMeasure(fields, measure)),
    take: (fields, from) => withMeasure(fields, measure, dayOfMeasure(from, measure)),
  })),
  {
    key: 'visits',
    label: (t) => t('plan.visits'),
    show: ({ visits }) =>
      visits
        .filter(({ on, action }) => on + action.trim() !== '')
        .map(({ on, action }) => `${formatDate(on)} ${action.trim()}`)
        .join('; '),
    take: (fields, from) => ({ ...fields, visits: from.visits }),
  },
  {
    key: 'validUntil',
    label: (t) => t('plan.valid_until'),
    show: (fields) => formatDate(fields.validUntil),
    take: (fields, from) => ({ ...fields, validUntil: from.validUntil }),
  },
]

export const differingParts = (a: PlanFields, b: PlanFields): readonly PartOfPlan[] =>
  partsOfPlan.filter(({ show }) => show(a) !== show(b))

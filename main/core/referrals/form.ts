/** What the forms of referrals ask for and are filled with: read from the fields of the forms themselves. */
import type { ReferralField, ReferralFields, SlipBlank } from '../../../shared/contract/referrals'
import type { OrganisationKind } from '../../../shared/contract/organisations'
import type { LawService } from '../../../shared/law/schema'
import type { PaperLanguage } from '../../../shared/model'
import { slipRules, type Counterpart, type Period } from '../../../shared/rules/engine/referrals'
import { formatPhone } from '../../../shared/rules/phone'
import type { FormData } from '../documents/engine'
import { forms, type FieldSpec } from '../documents/forms'
import type { OrganisationRecord } from '../organisations/queries'

/** How the fields of a form that name the counterpart begin. */
const prefixes: Readonly<Record<Counterpart, string>> = {
  education_organisation: 'edu_org',
  employer: 'employer',
  training_organisation: 'training_org',
  creditor: 'creditor',
  receiving_centre: 'receiving_centre',
}

/** Under which kind an organisation of this sort stands in the register. */
export const kindOf: Readonly<Record<Counterpart, OrganisationKind>> = {
  education_organisation: 'education',
  employer: 'employer',
  training_organisation: 'training',
  creditor: 'creditor',
  receiving_centre: 'career_centre',
}

const fieldsOfForm = (formId: string): readonly FieldSpec[] => forms.get(formId)?.fields ?? []

/** Which fields of a referral each blank of the forms is filled from. */
const sources: readonly [RegExp, readonly ReferralField[]][] = [
  [/^(?:edu_org|employer|training_org|creditor|receiving_centre)_name$/u, ['organisationId']],
  [/^profession_name$/u, ['profession']],
  [/^applicant_category$/u, ['category']],
  [/^(?:training|employment)_start_date$/u, ['startOn']],
  [/^(?:training|employment)_end_date$/u, ['endOn']],
  [/^(?:training|employment)_months$/u, ['months']],
  [/^training_days$/u, ['days']],
  [/^commission_decision_date$/u, ['commissionOn']],
  [/^commission_decision_number$/u, ['commissionNumber']],
  [/^destination_place$/u, ['destination']],
  [/^family_members$/u, ['family']],
]

/** Fields that a form asks for, in the order in which a clerk tells them. */
export function asksOf(formId: string): ReferralField[] {
  const written = new Set(slipRules.get(formId)?.written ?? [])
  // A place of destination stands above and is written again below; what only the counterpart writes is never asked.
  const own = fieldsOfForm(formId).filter(({ id, required }) => required || !written.has(id))
  const asked = sources.flatMap(([blank, fields]) => (own.some(({ id }) => blank.test(id)) ? fields : []))
  return [...new Set(asked)]
}

/** Whether a form cannot be printed without the organisation: relocation names only a place. */
export const needsOrganisation = (formId: string): boolean =>
  fieldsOfForm(formId).some(({ id, required }) => required && /_name$/u.test(id) && sources[0]![0].test(id))

/** Which categories a form lets underline (R146). */
export function categoriesOf(formId: string): string[] {
  const field = fieldsOfForm(formId).find(({ id }) => id === 'applicant_category')
  return field?.type === 'choice' ? [...field.options] : []
}

/** The field of a form that names the counterpart. */
export const counterpartNameField = (counterpart: Counterpart): string => `${prefixes[counterpart]}_name`

/** Name, address and telephone of the organisation, under the names of every form. */
export function organisationData(
  organisation: OrganisationRecord | undefined,
  counterpart: Counterpart,
  language: PaperLanguage,
): FormData {
  if (!organisation) return {}
  const prefix = prefixes[counterpart]
  const name = language === 'kk' ? organisation.name_kk : organisation.name_ru
  const legal = organisation.legal_address || organisation.address
  return {
    [`${prefix}_name`]: name,
    [`${prefix}_address`]: organisation.address || organisation.legal_address,
    [`${prefix}_legal_address`]: legal,
    [`${prefix}_phone`]: formatPhone(organisation.phone),
  }
}

/** What stands on the paper of a referral beside the facts of its case. */
export function referralData(
  referral: { number: string; measure: string; counterpart: Counterpart; category: string | null },
  fields: ReferralFields,
  period: Period,
  organisation: OrganisationRecord | undefined,
  language: PaperLanguage,
): FormData {
  const months = period.months === null ? '' : String(period.months)
  return {
    referral_number: referral.number,
    ...organisationData(organisation, referral.counterpart, language),
    profession_name: fields.profession,
    applicant_category: referral.category ?? '',
    subsidised_job_type: referral.measure,
    social_job_project: referral.measure,
    training_start_date: period.from,
    training_end_date: period.to,
    training_months: months,
    training_days: fields.days === null ? '' : String(fields.days),
    employment_start_date: period.from,
    employment_end_date: period.to,
    employment_months: months,
    commission_decision_date: fields.commissionOn || null,
    commission_decision_number: fields.commissionNumber,
    destination_place: fields.destination,
    family_members: fields.family.map(({ relation, fullName }) => ({
      relation_to_applicant: relation,
      full_name: fullName,
    })),
  }
}

/** The blanks that the counterpart fills on the lower part of a form. */
export function blanksOf(formId: string): SlipBlank[] {
  return (slipRules.get(formId)?.written ?? []).map((id) => {
    const field = fieldsOfForm(formId).find((one) => one.id === id)
    return field?.type === 'choice'
      ? { id, kind: 'choice', options: [...field.options] }
      : { id, kind: field?.type === 'date' ? 'date' : 'text', options: [] }
  })
}

/** Which blanks of a slip tell the time in the measure, and which the post. */
export const slipPeriod = {
  from: ['hired_from_date'],
  to: ['hired_to_date', 'enrolment_until_date'],
  months: ['hired_months', 'enrolment_months'],
  post: ['job_position_name'],
} as const

/** Whether an application for this measure is granted by a referral in a form of the law. */
export const hasReferral = (service: LawService, measure: string): boolean =>
  service.measures.some(
    ({ code, forms: of }) => code === measure && of.length > 0 && of.every((id) => slipRules.has(id)),
  )

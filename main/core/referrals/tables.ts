/** Rows of referrals, their slips and the places that organisations offer. */
import type { ReferralClosing, ReferralFields, SlipFields } from '../../../shared/contract/referrals'
import type { SlipOutcome } from '../../../shared/rules/engine/referrals'
import type { ReferralState } from '../../../shared/rules/engine/states'
import type { Knex } from '../../db/open'

export interface ReferralRecord {
  id: number
  uid: string
  version: number
  application_id: number
  person_id: number
  year: number
  number: string
  edition: string
  form_id: string
  measure: string
  organisation_id: number | null
  vacancy_id: number | null
  place_id: number | null
  /** ReferralFields as JSON. */
  fields: string
  /** As it stands on the paper. */
  name: string
  profession: string
  starts_on: string | null
  ends_on: string | null
  months: number | null
  issued_on: string
  issued_at: string
  issued_by: number
  /** The paper that holds; null for an old paper case entered later. */
  document_id: number | null
  archive: number | boolean
  state: Extract<ReferralState, 'referred' | 'notice_in_question' | 'closed'>
  signed_on: string | null
  signed_at: string | null
  signed_by: number | null
  reminded_on: string | null
  closed_as: ReferralClosing | null
  closed_on: string | null
  from_on: string | null
  to_on: string | null
  stopped_on: string | null
  stopped_why: string | null
}

export interface SlipRecord {
  id: number
  referral_id: number
  outcome: SlipOutcome
  returned_on: string
  /** SlipFields as JSON, days as ISO. */
  slip: string
  /** Told[] as JSON. */
  findings: string
  doubtful: number | boolean
  entered_at: string
  entered_by: number
  decision: string | null
  decided_at: string | null
  decided_by: number | null
}

export interface PlaceRecord {
  id: number
  uid: string
  version: number
  organisation_id: number
  measure: string
  title: string
  starts_on: string
  ends_on: string
  places: number
  active: number | boolean
  note: string
  updated_at: string
  updated_by: number
}

export const referralsTable = (db: Knex) => db<ReferralRecord>('referrals')
export const slipsTable = (db: Knex) => db<SlipRecord>('referral_slips')
export const placesTable = (db: Knex) => db<PlaceRecord>('measure_places')

export const fieldsOf = (record: Pick<ReferralRecord, 'fields'>) =>
  JSON.parse(record.fields) as ReferralFields
export const slipOf = (record: Pick<SlipRecord, 'slip'>) => JSON.parse(record.slip) as SlipFields

/** What other rules ask of the referrals of a person: came, refused or did not come (R141; para 51 of Order No 214). */
import type { SlipOutcome } from '../../../shared/rules/engine/referrals'
import type { Knex } from '../../db/open'
import { referralsTable, slipsTable } from './tables'

export interface SlipFact {
  referralId: number
  number: string
  measure: string
  issuedOn: string
  /** Null: no slip has come back. */
  outcome: SlipOutcome | null
  /** Day on which the slip came back. */
  on: string | null
  /** A person must still decide about the slip. */
  inQuestion: boolean
  /** Left the measure before its last day. */
  stoppedOn: string | null
  stoppedWhy: string | null
}

/** Every referral of a person whose paper holds, the oldest first. */
export async function slipFacts(db: Knex, personId: number): Promise<SlipFact[]> {
  const rows = await referralsTable(db)
    .where({ person_id: personId })
    .whereNotIn('document_id', db('documents').whereNotNull('cancelled_at').select('id'))
    .orWhere((one) => void one.where({ person_id: personId }).whereNull('document_id'))
    .orderBy('id')
  const slips = await slipsTable(db)
    .whereIn(
      'referral_id',
      rows.map(({ id }) => id),
    )
    .orderBy('id')
  return rows.map((row) => {
    const slip = slips.filter((one) => one.referral_id === row.id).at(-1)
    return {
      referralId: row.id,
      number: row.number,
      measure: row.measure,
      issuedOn: row.issued_on,
      outcome: slip?.outcome ?? null,
      on: slip?.returned_on ?? null,
      inQuestion: row.state === 'notice_in_question',
      stoppedOn: row.stopped_on,
      stoppedWhy: row.stopped_why,
    }
  })
}

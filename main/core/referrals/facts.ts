/** What other rules ask of the referrals of a person: came, refused or did not come (R141; para 51 of Order No 214). */
import type { LocalText } from '../../../shared/model'
import { slipRules, type Counterpart, type SlipOutcome } from '../../../shared/rules/engine/referrals'
import type { Knex } from '../../db/open'
import { referralsTable, slipsTable, type ReferralRecord } from './tables'

export interface SlipFact {
  referralId: number
  number: string
  measure: string
  counterpart: Counterpart
  /** Number, profession and organisation, for evidence. */
  title: LocalText
  issuedOn: string
  /** Day on which the person got the referral; the day of issue where nobody noted it. */
  toldOn: string
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

type Row = ReferralRecord & {
  handed_over_on: string | null
  name_kk: string | null
  name_ru: string | null
}

const titleOf = (row: Row): LocalText => {
  const of = (name: string | null) => [`№ ${row.number}`, row.profession, name].filter(Boolean).join(', ')
  return { kk: of(row.name_kk), ru: of(row.name_ru), en: of(row.name_ru) }
}

/** Every referral of a person whose paper holds, the oldest first. */
export async function slipFacts(db: Knex, personId: number): Promise<SlipFact[]> {
  const rows = (await referralsTable(db)
    .leftJoin('documents as d', 'd.id', 'referrals.document_id')
    .leftJoin('organisations as o', 'o.id', 'referrals.organisation_id')
    .where({ 'referrals.person_id': personId })
    .whereNull('d.cancelled_at')
    .orderBy('referrals.id')
    .select('referrals.*', 'd.handed_over_on', 'o.name_kk', 'o.name_ru')) as Row[]
  if (rows.length === 0) return []
  const slips = await slipsTable(db)
    .whereIn(
      'referral_id',
      rows.map(({ id }) => id),
    )
    .orderBy('id')
  return rows.map((row) => {
    // One that was taken back says nothing.
    const slip =
      row.state === 'referred' ? undefined : slips.filter((one) => one.referral_id === row.id).at(-1)
    return {
      referralId: row.id,
      number: row.number,
      measure: row.measure,
      counterpart: slipRules.get(row.form_id)!.returnedBy,
      title: titleOf(row),
      issuedOn: row.issued_on,
      toldOn: row.handed_over_on ?? row.issued_on,
      outcome: slip?.outcome ?? null,
      on: slip?.returned_on ?? null,
      inQuestion: row.state === 'notice_in_question',
      stoppedOn: row.stopped_on,
      stoppedWhy: row.stopped_why,
    }
  })
}

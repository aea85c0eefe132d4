/** What the rules of deregistration ask of the offers of one person. */
import type { Summons } from '../../../shared/rules/engine/deregistration'
import type { Offer } from '../../../shared/rules/engine/mediation'
import type { Knex } from '../../db/open'
import { factsOf, offerRows, type Joined } from './queries'

/** An offer as the rules see it; `title` is the profession and the organisation, for evidence. */
export interface OfferFact extends Offer {
  id: number
  title: string
}

const titleOf = (row: Joined) => `${row.profession}, ${row.organisation_kk}`

/** Offers that hold, the oldest first: what was taken back is no offer. */
const rowsOf = async (db: Knex, personId: number): Promise<Joined[]> =>
  (await offerRows(db, { personId })).filter((row) => row.withdrawn_on === null).reverse()

/** Every offer made to a person, the oldest first; the rules pick those since the registration (R97). */
export const offerFacts = async (db: Knex, personId: number): Promise<OfferFact[]> =>
  (await rowsOf(db, personId)).map((row) => ({ id: row.id, title: titleOf(row), ...factsOf(row) }))

/** R86: told to come to an offered place of work; explanations are kept by deregistrations. */
export interface SummonsFact extends Omit<Summons, 'reason'> {
  /** Offer that it belongs to. */
  id: number
  title: string
}

/**
 * Interviews that the person was told of, the oldest first. Whom the employer hired was there, though nobody noted
 * the visit.
 */
export const interviewFacts = async (db: Knex, personId: number): Promise<SummonsFact[]> =>
  (await rowsOf(db, personId))
    .filter((row) => row.candidate_told_on !== null)
    .filter((row) => row.came_on !== null || row.employer_answer !== 'hired')
    .map((row) => ({
      id: row.id,
      title: titleOf(row),
      toldOn: row.candidate_told_on!,
      cameOn: row.came_on,
    }))

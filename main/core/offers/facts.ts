/** What the rules of deregistration ask of the offers of one person. */
import type { Summons } from '../../../shared/rules/engine/deregistration'
import type { Offer } from '../../../shared/rules/engine/mediation'
import type { Knex } from '../../db/open'

/** An offer as the rules see it; `title` is the profession and the organisation, for evidence. */
export interface OfferFact extends Offer {
  id: number
  title: string
}

/** Every offer made to a person, the oldest first; the rules pick those since the registration (R97). */
export const offerFacts = (_db: Knex, _personId: number): Promise<OfferFact[]> => Promise.resolve([])

/** R86: told to come to an offered place of work; explanations are kept by deregistrations. */
export interface SummonsFact extends Omit<Summons, 'reason'> {
  /** Offer that it belongs to. */
  id: number
  title: string
}

export const interviewFacts = (_db: Knex, _personId: number): Promise<SummonsFact[]> => Promise.resolve([])

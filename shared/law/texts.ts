/** Texts that the orders refer to or presuppose, and that the sources do not hold: put in by the centre. */
import { z } from 'zod'
import { Instant, IsoDay } from '../model'

export const LawTextId = z.enum([
  /** Social Code: when a referral to vocational training is refused. */
  'art_109_4',
  /** Social Code: when a referral to a subsidised job is refused. */
  'art_111_7',
  /** What excuses absence, before a ground of deregistration may be raised. */
  'valid_reasons',
  /** How long each measure may last. */
  'max_terms',
  /** What counts as a workplace within reach, in the definition of suitable work. */
  'suitable_work_distance',
  /** Which documents the social payment for loss of work needs, one on each line. */
  'payment_documents',
])
export type LawTextId = z.infer<typeof LawTextId>

/** Rules that need the text. */
export const lawTextRules: Readonly<Record<LawTextId, readonly `R${number}`[]>> = {
  art_109_4: ['R126'],
  art_111_7: ['R126'],
  valid_reasons: ['R86', 'R87', 'R88', 'R89', 'R96'],
  max_terms: ['R134'],
  suitable_work_distance: ['R97', 'R104'],
  payment_documents: ['R68'],
}

/** Grounds of refusal that only name the text, by their id. */
export const lawTextOfGround: Readonly<Record<string, LawTextId>> = {
  social_code_109_4: 'art_109_4',
  social_code_111_7: 'art_111_7',
}

/** A text from a day on, until a later version takes its place. */
export const LawTextVersion = z.strictObject({
  from: IsoDay,
  /** May be empty in one of the languages. */
  kk: z.string(),
  ru: z.string(),
  source: z.string(),
  by: z.string(),
  at: Instant,
})
export type LawTextVersion = z.infer<typeof LawTextVersion>

/** Versions by text, the oldest first. */
export type LawTextSettings = Partial<Record<LawTextId, LawTextVersion[]>>

/** The version in force on a day; of two from the same day the one saved later. Null: none is held. */
export const textOn = (versions: readonly LawTextVersion[], day: string): LawTextVersion | null =>
  versions.findLast((version) => version.from <= day) ?? null

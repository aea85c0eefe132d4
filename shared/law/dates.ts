/** The days on which an edition begins and ends: as its file says, and as the administrator sets them. */
import { z } from 'zod'
import { Instant, IsoDay } from '../model'
import type { LawService } from './schema'

/** Where an edition stands on a day; `coming`: its first day is still ahead. */
export const Standing = z.enum(['in_force', 'coming', 'historic', 'reference'])
export type Standing = z.infer<typeof Standing>

/** What the administrator set for one edition of a service; null: the file's own day holds. */
export const LawDates = z.strictObject({
  from: IsoDay.nullable(),
  /** Last day. */
  until: IsoDay.nullable(),
  /** Where the days were read: the official card of the act, its publication. */
  source: z.string(),
  by: z.string(),
  at: Instant,
})
export type LawDates = z.infer<typeof LawDates>

/** By `CODE/edition`. */
export type LawDateSettings = Readonly<Record<string, LawDates>>

type Dated = Pick<LawService, 'state' | 'inForce'>

/**
 * Which days of an edition may be set: those that its file only bounds ("not earlier than"), and the end of
 * one that has none, for when a newer edition is put in.
 *
 * @param filed the definition as its file says
 */
export function settableDays({ state, inForce }: Dated): { from: boolean; until: boolean } {
  if (state === 'reference') return { from: false, until: false }
  return { from: inForce.notEarlierThan, until: inForce.until === null || inForce.untilNotEarlierThan }
}

/** A definition with the days that the administrator set. */
export function withDates<S extends Dated>(filed: S, dates: Pick<LawDates, 'from' | 'until'> | undefined): S {
  if (!dates) return filed
  const { inForce } = filed
  return {
    ...filed,
    inForce: {
      ...inForce,
      from: dates.from ?? inForce.from,
      until: dates.until ?? inForce.until,
      notEarlierThan: inForce.notEarlierThan && dates.from === null,
      untilNotEarlierThan: inForce.untilNotEarlierThan && dates.until === null,
    },
  }
}

/** Where an edition stands on a day, whatever word its file has for it. */
export function standingOn({ state, inForce }: Dated, day: string): Standing {
  if (state === 'reference') return 'reference'
  if (inForce.from !== null && day < inForce.from) return 'coming'
  return inForce.until !== null && inForce.until < day ? 'historic' : 'in_force'
}

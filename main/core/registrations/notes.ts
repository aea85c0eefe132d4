/** What is known of a job seeker before the transition (R57 to R64), kept with its version. */
import type { StatusNotes } from '../../../shared/contract/registrations'
import { actorOf, audit, type Context } from '../context'
import { notesOf, notesTable, openRegistration, type RegistrationRecord } from './queries'

/** Keep the notes of a registration; `version` is that of the notes they take the place of. */
export async function keepNotes(
  context: Context,
  { id, person_id: personId }: Pick<RegistrationRecord, 'id' | 'person_id'>,
  version: number,
  notes: StatusNotes,
): Promise<void> {
  await notesTable(context.db)
    .insert({
      registration_id: id,
      version: version + 1,
      notes: JSON.stringify(notes),
      at: context.now.toISOString(),
      staff_id: actorOf(context).id,
    })
    .onConflict('registration_id')
    .merge()
  await audit(context, 'registration', id, { personId, notes })
  context.changes.add('registrations')
}

/**
 * Note on the open registration of a job seeker what an offer led to: the day of a refusal (R57) or of being placed
 * (R56). A day that stands there for another reason is left alone; `was`: the day that this offer gave before.
 */
export async function noteForSeeker(
  context: Context,
  personId: number,
  field: 'placedOn' | 'refusedOn',
  { was, day }: { was: string | null; day: string | null },
): Promise<void> {
  if (was === day) return
  const seeker = await openRegistration(context.db, personId, 'job_seeker')
  if (!seeker) return
  const { version, notes } = await notesOf(context.db, seeker.id)
  const kept = notes[field]
  // The first refusal is the one that counts.
  const free = kept === '' || kept === was || (day !== null && day < kept)
  const next = day === null ? '' : day < seeker.since ? kept : day
  if (free && next !== kept) await keepNotes(context, seeker, version, { ...notes, [field]: next })
}

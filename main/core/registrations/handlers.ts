import type { StatusPage } from '../../../shared/contract/registrations'
import { CodedError } from '../../../shared/errors'
import { refuseCentral } from '../central/provenance'
import { audit, clockOf, readDay, refuseStale, staffName, type Context } from '../context'
import { keepFile, takenBefore, uploadedFile } from '../files/taken'
import type { HandlersOf } from '../handlers'
import { persons } from '../persons/queries'
import { faultOf, keepAnswer } from './answer'
import { foresee } from '../work/corrections'
import { correctAnswer } from './correct'
import { readStatusFile } from './file'
import { keepNotes } from './notes'
import { informPayment, printNotice } from './papers'
import {
  answersTable,
  answersTo,
  dueRows,
  notesTable,
  openRegistration,
  statusPage,
  type RegistrationRecord,
} from './queries'

async function page(context: Context, personId: number): Promise<StatusPage> {
  const found = await statusPage(context, personId)
  if (!found) throw new CodedError('not_found')
  return found
}

/** The open registration as a job seeker. Throws `not_found` for nobody, `not_job_seeker`. */
async function seekerOf({ db }: Context, personId: number): Promise<RegistrationRecord> {
  if (!(await persons(db).where({ id: personId }).first('id'))) throw new CodedError('not_found')
  const seeker = await openRegistration(db, personId, 'job_seeker')
  if (!seeker) throw new CodedError('not_job_seeker')
  return seeker
}

/** A status that somebody else took over meanwhile is shown, never written over. */
async function refuseSecondAnswer({ db }: Context, personId: number, seen: number | null): Promise<void> {
  const last = await answersTable(db).where({ person_id: personId }).orderBy('id', 'desc').first()
  if (last && last.id !== seen)
    throw new CodedError('status_exists', {
      status: last.status,
      date: last.on,
      by: await staffName(db, last.staff_id),
      at: last.at,
    })
}

export const registrationHandlers: HandlersOf<'registration'> = {
  'registration.get': (context, { personId }) => page(context, personId),

  'registration.due': (context) => dueRows(context),

  async 'registration.note'(context, { personId, version, notes }) {
    const { db } = context
    const seeker = await seekerOf(context, personId)
    const { today } = await clockOf(context)
    const day = (field: 'placedOn' | 'refusedOn') => {
      if (notes[field].trim() === '') return ''
      const on = readDay(notes[field], today, 'notes.' + field)
      if (on >= seeker.since) return on
      const fault = { path: 'notes.' + field, code: 'date_too_early' } as const
      throw new CodedError('date_too_early', { date: seeker.since }, [fault])
    }
    const kept = { ...notes, placedOn: day('placedOn'), refusedOn: day('refusedOn') }
    const before = await notesTable(db).where({ registration_id: seeker.id }).first()
    if ((before?.version ?? 0) !== version)
      refuseStale({ version: before?.version ?? 0 }, version, {
        by: await staffName(db, before?.staff_id ?? null),
        at: before?.at ?? '',
      })
    await keepNotes(context, seeker, version, kept)
    return page(context, personId)
  },

  async 'registration.takeOver'(context, { personId, seen, source, ...typed }) {
    await refuseSecondAnswer(context, personId, seen)
    const seeker = await seekerOf(context, personId)
    const { today } = await clockOf(context)
    const answer = { ...typed, on: readDay(typed.on, today, 'on') }
    const fault = faultOf(context, answer, seeker, await answersTo(context.db, seeker.id))
    if (fault?.code === 'date_too_early')
      throw new CodedError(fault.code, { date: fault.earliest }, [{ path: 'on', code: fault.code }])
    if (fault) throw new CodedError(fault.code, undefined, [{ path: 'grounds', code: fault.code }])
    await keepAnswer(context, seeker, answer, { source, fileId: null })
    return page(context, personId)
  },

  'registration.foresee': (context, input) =>
    foresee(context, input.personId, async (inside) => {
      await refuseCentral(inside, 'status_answer', input.answerId)
      await correctAnswer(inside, input, 'foreseen')
    }),

  async 'registration.correct'(context, { reason, ...input }) {
    await refuseCentral(context, 'status_answer', input.answerId)
    await correctAnswer(context, input, reason)
    return page(context, input.personId)
  },

  async 'registration.readFile'(context, { token }) {
    const file = uploadedFile(context, token)
    const lines = await readStatusFile(context, file.bytes)
    return {
      fileName: file.name,
      lines: lines.map(({ todo: _, ...line }) => line),
      clean: lines.filter(({ todo }) => todo !== null).length,
      before: await takenBefore(context, 'status_files', file),
    }
  },

  async 'registration.importFile'(context, { token }) {
    const file = uploadedFile(context, token)
    const lines = await readStatusFile(context, file.bytes)
    const clean = lines.filter(({ todo }) => todo !== null)
    const left = lines.length - clean.length
    if (clean.length === 0) return { applied: 0, left }
    const fileId = await keepFile(context, 'status_files', file, clean.length)
    for (const { todo } of clean)
      await keepAnswer(context, todo!.registration, todo!.answer, { source: '', fileId })
    const { name, sha256 } = file
    await audit(context, 'registration', 'file', { name, sha256, applied: clean.length, left })
    return { applied: clean.length, left }
  },

  async 'registration.notice'(context, input) {
    const document = await printNotice(context, input)
    return { page: await page(context, input.personId), document }
  },

  async 'registration.informPayment'(context, input) {
    const document = await informPayment(context, input)
    return { page: await page(context, input.personId), document }
  },
}

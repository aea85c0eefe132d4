import { randomUUID } from 'node:crypto'
import { emptyOrganisation } from '../../../shared/contract/organisations'
import type { VacancyFields } from '../../../shared/contract/vacancies'
import { CodedError, type ErrorCode } from '../../../shared/errors'
import { r99NotCovered } from '../../../shared/rules/engine/mediation'
import { cleanName } from '../../../shared/rules/names'
import { codeBeside } from '../classifiers/entries'
import { actorOf, audit, clockOf, lastChange, readDay, refuseStale, type Context } from '../context'
import { provenanceOf } from '../central/provenance'
import { keepFile, takenBefore, uploadedFile } from '../files/taken'
import type { HandlersOf } from '../handlers'
import { organisationHandlers } from '../organisations/handlers'
import { findOrganisation } from '../organisations/queries'
import { changedHere, employerNamed, fieldsOf, importsTable, readVacancyFile, type ReadVacancy } from './file'
import { candidatesFor, fitsOf, vacanciesFor } from './match'
import {
  candidatesTable,
  findVacancy,
  foldVacancy,
  searchVacancies,
  vacanciesTable,
  type VacancyRecord,
} from './queries'

/** A field that is wrong. */
const wrong = (field: string, code: ErrorCode, params?: Record<string, string>) =>
  new CodedError(code, params, [{ path: 'fields.' + field, code, ...(params ? { params } : {}) }])

/** The days of a vacancy; registration is today when none was typed. */
function readDays({ appearedOn, registeredOn }: VacancyFields, today: string) {
  const registered = registeredOn.trim() === '' ? today : readDay(registeredOn, today, 'fields.registeredOn')
  const appeared = appearedOn.trim() === '' ? null : readDay(appearedOn, today, 'fields.appearedOn')
  if (appeared !== null && appeared > registered) throw wrong('appearedOn', 'vacancy_dates')
  return { registered, appeared }
}

/** The record that a command is about: open, and not changed by somebody else meanwhile. */
async function openRecord(context: Context, id: number, version: number | null): Promise<VacancyRecord> {
  const found = await vacanciesTable(context.db).where({ id }).first()
  if (!found) throw new CodedError('not_found')
  if (found.version !== version) refuseStale(found, version, await lastChange(context, 'vacancy', id))
  if (found.closed_on !== null) throw new CodedError('vacancy_closed')
  return found
}

const change = (context: Context, found: VacancyRecord, changes: Partial<VacancyRecord>) =>
  vacanciesTable(context.db)
    .where({ id: found.id })
    .update({
      ...changes,
      version: found.version + 1,
      updated_at: context.now.toISOString(),
      updated_by: actorOf(context).id,
    })

/** The employer of a line; one that nobody knows is added with what the portal says of it. */
async function employerOf(context: Context, { bin, organisation, found }: ReadVacancy): Promise<number> {
  if (found.organisation) return found.organisation.id
  // A line above may have added it.
  const known = await employerNamed(context.db, bin, organisation)
  if (known) return known.id
  const made = await organisationHandlers['organisation.save'](context, {
    id: null,
    version: null,
    fields: { ...emptyOrganisation, bin, nameKk: organisation },
    active: true,
  })
  return made.id
}

/**
 * Take a line over: the vacancy as the line makes it, and what the portal said for the next file; gives the id of
 * the vacancy.
 */
export async function takeLine(
  context: Context,
  row: ReadVacancy,
  fileId: number,
  write: boolean,
): Promise<number> {
  const { db, now } = context
  const { vacancy } = row.found
  let { vacancyId } = row
  if (write) {
    const saved = await vacancyHandlers['vacancy.save'](context, {
      id: vacancyId,
      version: vacancy?.version ?? null,
      fields: fieldsOf(row, await employerOf(context, row)),
      post: null,
    })
    vacancyId = saved.id
  }
  await importsTable(db)
    .insert({
      vacancy_id: vacancyId!,
      values: JSON.stringify(row.values),
      file_id: fileId,
      at: now.toISOString(),
    })
    .onConflict('vacancy_id')
    .merge()
  return vacancyId!
}

export const vacancyHandlers: HandlersOf<'vacancy'> = {
  'vacancy.search': (context, filter) => searchVacancies(context, filter),

  async 'vacancy.get'(context, { id }) {
    const vacancy = await findVacancy(context, id)
    if (!vacancy) throw new CodedError('not_found')
    const central = (await provenanceOf(context.db, 'vacancy', [id])).get(id) ?? null
    return { ...vacancy, central, changedHere: central ? await changedHere(context.db, id) : [] }
  },

  async 'vacancy.save'(context, { id, version, fields, post }) {
    const { db, now } = context
    // R99: such a post is not registered at all, so nothing of it is kept.
    if (r99NotCovered(post))
      throw new CodedError('vacancy_not_covered', { post }, [
        { path: 'post', code: 'vacancy_not_covered', params: { post } },
      ])
    const profession = cleanName(fields.profession)
    if (profession === '') throw wrong('profession', 'name_empty')
    if (!(await findOrganisation(db, fields.organisationId))) throw wrong('organisationId', 'not_found')
    const { payFrom, payTo, places, placesLeft } = fields
    if (payFrom !== null && payTo !== null && payFrom > payTo) throw wrong('payTo', 'pay_range')
    if (placesLeft > places) throw wrong('placesLeft', 'places_range')
    const clock = await clockOf(context)
    const { registered, appeared } = readDays(fields, clock.today)
    const portalNumber = fields.portalNumber.trim() || null
    const twin =
      portalNumber === null
        ? undefined
        : await vacanciesTable(db).where({ portal_number: portalNumber }).first()
    if (twin && twin.id !== id) throw wrong('portalNumber', 'vacancy_exists', { name: twin.profession })
    const requirements = fields.requirements.trim()
    const row = {
      organisation_id: fields.organisationId,
      profession,
      profession_code: await codeBeside(db, 'nkz', fields.professionCode, profession),
      qualification: cleanName(fields.qualification),
      experience_months: fields.experienceMonths,
      pay_from: payFrom,
      pay_to: payTo,
      hours: fields.hours,
      requirements,
      address: cleanName(fields.address),
      places,
      places_left: placesLeft,
      appeared_on: appeared,
      registered_on: registered,
      portal_number: portalNumber,
      folded: foldVacancy(profession, requirements),
    }
    let saved = id
    if (id === null) {
      const [{ id: made }] = (await vacanciesTable(db).insert(
        {
          uid: randomUUID(),
          version: 1,
          closed_note: '',
          ...row,
          updated_at: now.toISOString(),
          updated_by: actorOf(context).id,
        },
        ['id'],
      )) as [{ id: number }]
      saved = made
    } else await change(context, await openRecord(context, id, version), row)
    await audit(context, 'vacancy', saved!, { profession, organisation: fields.organisationId, portalNumber })
    context.changes.add('vacancies')
    return (await findVacancy(context, saved!, clock))!
  },

  async 'vacancy.close'(context, { id, version, on, why, note }) {
    const found = await openRecord(context, id, version)
    const clock = await clockOf(context)
    const day = readDay(on, clock.today, 'on')
    if (day < found.registered_on)
      throw new CodedError('vacancy_dates', undefined, [{ path: 'on', code: 'vacancy_dates' }])
    await change(context, found, {
      closed_on: day,
      closed_why: why,
      closed_note: note.trim(),
      // R114: whom the employer hired took the last place.
      ...(why === 'hired' ? { places_left: 0 } : {}),
    })
    await audit(context, 'vacancy', id, { closed: day, why })
    context.changes.add('vacancies')
    return (await findVacancy(context, id, clock))!
  },

  async 'vacancy.candidates'(context, { id, ...range }) {
    const clock = await clockOf(context)
    const vacancy = await findVacancy(context, id, clock)
    if (!vacancy) throw new CodedError('not_found')
    return candidatesFor(context, vacancy, clock, range)
  },

  async 'vacancy.select'(context, { id, version, people }) {
    const { db } = context
    const found = await openRecord(context, id, version)
    const clock = await clockOf(context)
    const vacancy = (await findVacancy(context, id, clock))!
    const before = new Set(
      (await candidatesTable(db).orderBy('id').where({ vacancy_id: id }).select('person_id')).map(
        (row) => row.person_id,
      ),
    )
    const wanted = [...new Set(people)].filter((personId) => !before.has(personId))
    const fits = await fitsOf(context, vacancy, wanted, clock)
    // R102: only who is registered can be selected for a vacancy.
    if (fits.length !== wanted.length) throw new CodedError('not_found')
    for (const { personId, fit } of fits)
      await candidatesTable(db).insert({
        uid: randomUUID(),
        vacancy_id: id,
        person_id: personId,
        selected_on: clock.today,
        selected_by: actorOf(context).id,
        fit: JSON.stringify(fit),
      })
    await change(context, found, { candidates_on: found.candidates_on ?? clock.today })
    await audit(context, 'vacancy', id, { selected: fits.map((one) => one.personId) })
    context.changes.add('vacancies')
    return (await findVacancy(context, id, clock))!
  },

  async 'vacancy.forPerson'(context, { personId, ...range }) {
    const found = await vacanciesFor(context, personId, await clockOf(context), range)
    if (!found) throw new CodedError('not_found')
    return found
  },

  async 'vacancy.readFile'(context, { token }) {
    const file = uploadedFile(context, token)
    const rows = await readVacancyFile(context, file.bytes)
    return {
      fileName: file.name,
      lines: rows.map(({ bin: _bin, values: _values, found: _found, ...line }) => line),
      before: await takenBefore(context, 'vacancy_files', file),
    }
  },

  async 'vacancy.importFile'(context, { token, choices }) {
    const file = uploadedFile(context, token)
    const rows = await readVacancyFile(context, file.bytes)
    const chosen = rows.flatMap((row) => {
      if (row.kind === 'new' || row.kind === 'changed') return [{ row, write: true }]
      const choice = row.kind === 'conflict' && choices.find(({ line }) => line === row.line)
      if (!choice) return []
      // What was chosen between is not what stands here now.
      if (choice.version !== row.version) throw new CodedError('vacancy_file_changed')
      return [{ row, write: choice.take === 'file' }]
    })
    const left = rows.length - chosen.length
    if (chosen.length === 0) return { applied: 0, left }
    const { name, sha256 } = file
    const fileId = await keepFile(context, 'vacancy_files', file, chosen.length)
    for (const { row, write } of chosen) await takeLine(context, row, fileId, write)
    await audit(context, 'vacancy', 'file', {
      name: name.slice(0, 200),
      sha256,
      applied: chosen.length,
      left,
    })
    return { applied: chosen.length, left }
  },
}

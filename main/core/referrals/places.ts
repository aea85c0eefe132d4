/** Training groups and subsidised places of organisations, and how many of them are taken. */
import { randomUUID } from 'node:crypto'
import type { MeasurePlace, MeasurePlaceFields } from '../../../shared/contract/referrals'
import { CodedError } from '../../../shared/errors'
import type { LocalText } from '../../../shared/model'
import { parseDay } from '../../../shared/rules/dates'
import { cleanName } from '../../../shared/rules/names'
import type { Knex } from '../../db/open'
import { actorOf, audit, clockOf, lastChange, refuseStale, type Context, type Register } from '../context'
import { organisationsTable } from '../organisations/queries'
import { hasReferral } from './form'
import { placesTable, type PlaceRecord } from './tables'

/** How a referral that takes no place any more was closed. */
export const freeing = ['refused', 'not_come'] as const

type Joined = PlaceRecord & {
  by_name: string
  organisation_kk: string
  organisation_ru: string
  taken: number
}

/**
 * A paper that was cancelled, a person who was not taken and one who left before the last day leave their place to
 * another. Nothing in the orders binds a place to one person for its time, so what remains of it is free.
 */
const takenBy = (db: Knex) =>
  db('referrals as r')
    .leftJoin('documents as d', 'd.id', 'r.document_id')
    .whereRaw('r.place_id = m.id')
    .whereNull('d.cancelled_at')
    .whereNull('r.stopped_on')
    .where((one) => {
      void one.whereNull('r.closed_as').orWhereNotIn('r.closed_as', [...freeing])
    })
    .count('*')
    .as('taken')

/** Every measure that a referral of the law leads to, by code, the edition in force last. */
export function referralMeasures({ law }: Pick<Register, 'law'>): Map<string, LocalText> {
  const services = law.services.filter(({ code }) => code === 'S-REF')
  return new Map(
    services
      .sort((a, b) => Number(a.state === 'in_force') - Number(b.state === 'in_force'))
      .flatMap((service) =>
        service.measures
          .filter(
            ({ code }) => hasReferral(service, code) && !service.measures.some((one) => one.group === code),
          )
          .map(({ code, name }) => [code, name as LocalText] as const),
      ),
  )
}

export interface PlaceFilter {
  ids?: number[]
  organisationId?: number | null
  measure?: string
  /** Only those that have not ended by this day and are open. */
  on?: string
}

/** Places that fit, those that begin first before the others. */
export async function placesFor(context: Register, filter: PlaceFilter): Promise<MeasurePlace[]> {
  const { db } = context
  const names = referralMeasures(context)
  const rows = (await db('measure_places as m')
    .join('organisations as o', 'o.id', 'm.organisation_id')
    .join('staff as s', 's.id', 'm.updated_by')
    .modify((query) => {
      if (filter.ids) void query.whereIn('m.id', filter.ids)
      if (typeof filter.organisationId === 'number')
        void query.where('m.organisation_id', filter.organisationId)
      if (filter.measure) void query.where('m.measure', filter.measure)
      if (filter.on !== undefined) void query.where('m.active', true).where('m.ends_on', '>=', filter.on)
    })
    .orderBy(['m.starts_on', 'm.id'])
    .select(
      'm.*',
      's.full_name as by_name',
      'o.name_kk as organisation_kk',
      'o.name_ru as organisation_ru',
      takenBy(db),
    )) as Joined[]
  return rows.map((row) => ({
    id: row.id,
    version: row.version,
    organisationId: row.organisation_id,
    organisationKk: row.organisation_kk,
    organisationRu: row.organisation_ru,
    measure: row.measure,
    measureName: names.get(row.measure) ?? { kk: row.measure, ru: row.measure, en: row.measure },
    title: row.title,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    places: row.places,
    note: row.note,
    active: Boolean(row.active),
    taken: Number(row.taken),
    free: row.places - Number(row.taken),
    updatedAt: row.updated_at,
    updatedBy: row.by_name,
  }))
}

/** A day that may lie ahead. */
function dayOf(typed: string, today: string, field: string): string {
  const day = parseDay(typed, Number(today.slice(0, 4)) + 10)
  if (day === null)
    throw new CodedError('date_invalid', undefined, [{ path: 'fields.' + field, code: 'date_invalid' }])
  return day
}

/**
 * Add a group or places, or mend them.
 * @throws CodedError `measure_unknown`, `name_empty`, `not_found`, `version_conflict`, `date_invalid`, `date_too_early`
 */
export async function savePlace(
  context: Context,
  { id, version, fields }: { id: number | null; version: number | null; fields: MeasurePlaceFields },
): Promise<MeasurePlace> {
  const { db, now } = context
  const title = cleanName(fields.title)
  const at = (field: string, code: 'name_empty' | 'measure_unknown' | 'not_found') =>
    new CodedError(code, undefined, [{ path: 'fields.' + field, code }])
  if (!referralMeasures(context).has(fields.measure)) throw at('measure', 'measure_unknown')
  if (title === '') throw at('title', 'name_empty')
  if (!(await organisationsTable(db).where({ id: fields.organisationId }).first('id')))
    throw at('organisationId', 'not_found')
  const { today } = await clockOf(context)
  const starts = dayOf(fields.startsOn, today, 'startsOn')
  const ends = dayOf(fields.endsOn, today, 'endsOn')
  if (ends < starts)
    throw new CodedError('date_too_early', { date: starts }, [
      { path: 'fields.endsOn', code: 'date_too_early', params: { date: starts } },
    ])
  const row = {
    organisation_id: fields.organisationId,
    measure: fields.measure,
    title,
    starts_on: starts,
    ends_on: ends,
    places: fields.places,
    note: fields.note.trim(),
    active: fields.active,
    updated_at: now.toISOString(),
    updated_by: actorOf(context).id,
  }
  let saved = id
  if (id === null) {
    const [{ id: made }] = (await placesTable(db).insert({ uid: randomUUID(), version: 1, ...row }, [
      'id',
    ])) as [{ id: number }]
    saved = made
  } else {
    const found = await placesTable(db).where({ id }).first()
    if (!found) throw new CodedError('not_found')
    if (found.version !== version) refuseStale(found, version, await lastChange(context, 'measure_place', id))
    await placesTable(db)
      .where({ id })
      .update({ ...row, version: found.version + 1 })
  }
  await audit(context, 'measure_place', saved!, { ...fields })
  context.changes.add('referrals')
  return (await placesFor(context, { ids: [saved!] }))[0]!
}

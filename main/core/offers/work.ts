import type { OfferTerm } from '../../../shared/contract/offers'
import { inEveryLanguage } from '../../../shared/locale'
import { found } from '../../../shared/rules/engine/finding'
import { r104OfferDue } from '../../../shared/rules/engine/mediation'
import { maskIin } from '../../../shared/rules/iin'
import type { Knex } from '../../db/open'
import { nameOf, type PersonRecord } from '../persons/queries'
import type { Duty, WorkFilter, WorkSource } from '../work/source'
import { judge, offerRows } from './queries'

/** Profession and employer, as a list names a vacancy. */
export const vacancyTitle = (of: {
  profession: string
  organisation_kk: string
  organisation_ru: string
}): NonNullable<Duty['about']> => ({
  kk: `${of.profession}, ${of.organisation_kk}`,
  ru: `${of.profession}, ${of.organisation_ru}`,
  en: `${of.profession}, ${of.organisation_kk}`,
})

type Selected = Pick<PersonRecord, 'last_name' | 'first_name' | 'middle_name' | 'iin'> & {
  id: number
  person_id: number
  vacancy_id: number
  profession: string
  appeared_on: string | null
  organisation_kk: string
  organisation_ru: string
  selected_by: number
  responsible: string
}

/** R104: selected for an open vacancy, still registered, and not told of it yet. */
const untold = (db: Knex, { personId }: WorkFilter): Promise<Selected[]> =>
  db('vacancy_candidates as c')
    .join('vacancies as v', 'v.id', 'c.vacancy_id')
    .join('organisations as o', 'o.id', 'v.organisation_id')
    .join('persons as p', 'p.id', 'c.person_id')
    .join('staff as s', 's.id', 'c.selected_by')
    .whereNull('v.closed_on')
    .whereExists(db('registrations as r').whereRaw('r.person_id = c.person_id').whereNull('r.until'))
    .whereNotExists(
      db('offers as f').whereRaw('f.vacancy_id = c.vacancy_id').whereRaw('f.person_id = c.person_id'),
    )
    .modify((query) => {
      if (personId !== undefined) void query.where('c.person_id', personId)
    })
    .orderBy('c.id')
    .select(
      'c.id',
      'c.person_id',
      'c.vacancy_id',
      'c.selected_by',
      'v.profession',
      'v.appeared_on',
      'o.name_kk as organisation_kk',
      'o.name_ru as organisation_ru',
      'p.last_name',
      'p.first_name',
      'p.middle_name',
      'p.iin',
      's.full_name as responsible',
    ) as unknown as Promise<Selected[]>

const personOf = (row: Pick<Selected, 'person_id' | 'last_name' | 'first_name' | 'middle_name' | 'iin'>) => ({
  id: row.person_id,
  name: nameOf(row),
  iinMasked: maskIin(row.iin ?? ''),
})

const what = (code: OfferTerm['code']) => inEveryLanguage(`offer.awaits_${code}`)

/** What is due of offers now: to be told, answered, sent, agreed, visited, heard of from the employer. */
export const offerWork: WorkSource = async ({ db }, clock, filter) => {
  const duties: Duty[] = (await untold(db, filter)).map((row) => {
    const due =
      row.appeared_on === null
        ? found('R104', 'record', 'offer_told')
        : r104OfferDue({ appearedOn: row.appeared_on, offeredOn: null }, clock)
    return {
      id: `offer:candidate-${row.id}:tell`,
      noun: 'offer',
      rule: 'R104',
      what: inEveryLanguage('offer.to_tell'),
      about: vacancyTitle(row),
      due: due.deadline?.due ?? null,
      why: due.deadline ?? null,
      person: personOf(row),
      place: '/jobs/vacancies/' + row.vacancy_id,
      responsible: row.responsible,
      responsibleId: row.selected_by,
    }
  })
  const of = filter.personId === undefined ? {} : { personId: filter.personId }
  for (const row of await offerRows(db, { ...of, open: true }))
    for (const term of judge(row, clock).terms)
      duties.push({
        id: `offer:${row.id}:${term.code}`,
        noun: 'offer',
        rule: term.rule,
        what: what(term.code),
        about: vacancyTitle(row),
        due: term.due,
        why: term.why,
        person: personOf(row),
        place: '/people/' + row.person_id,
        responsible: row.made_by_name,
        responsibleId: row.made_by,
      })
  return duties
}

import { inEveryLanguage } from '../../../shared/locale'
import { r101CandidatesDue } from '../../../shared/rules/engine/mediation'
import { vacancyTitle } from '../offers/work'
import type { Duty, WorkSource } from '../work/source'

interface Row {
  id: number
  profession: string
  organisation_kk: string
  organisation_ru: string
  registered_on: string
  candidates_on: string | null
  places_left: number
  updated_by: number
  responsible: string
}

/** What is due of vacancies themselves: candidates to be selected (R101), those without a place to be closed (R114). */
export const vacancyWork: WorkSource = async ({ db }, clock, { personId }) => {
  // A vacancy is nobody's in particular.
  if (personId !== undefined) return []
  const rows = (await db('vacancies as v')
    .join('organisations as o', 'o.id', 'v.organisation_id')
    .join('staff as s', 's.id', 'v.updated_by')
    .whereNull('v.closed_on')
    .where((one) => {
      void one.whereNull('v.candidates_on').orWhere('v.places_left', 0)
    })
    .orderBy('v.id')
    .select(
      'v.id',
      'v.profession',
      'v.registered_on',
      'v.candidates_on',
      'v.places_left',
      'v.updated_by',
      'o.name_kk as organisation_kk',
      'o.name_ru as organisation_ru',
      's.full_name as responsible',
    )) as Row[]
  return rows.flatMap((row) => {
    const of = {
      noun: 'vacancy' as const,
      about: vacancyTitle(row),
      person: null,
      place: '/jobs/vacancies/' + row.id,
      responsible: row.responsible,
      responsibleId: row.updated_by,
    }
    const duties: Duty[] = []
    if (row.places_left === 0)
      duties.push({
        ...of,
        id: `vacancy:${row.id}:close`,
        rule: 'R114',
        what: inEveryLanguage('offer.to_close'),
        due: null,
        why: null,
      })
    // Nobody is selected for a place that is taken.
    else if (row.candidates_on === null) {
      const { deadline } = r101CandidatesDue({ registeredOn: row.registered_on, selectedOn: null }, clock)
      duties.push({
        ...of,
        id: `vacancy:${row.id}:candidates`,
        rule: 'R101',
        what: inEveryLanguage('offer.to_select'),
        due: deadline!.due,
        why: deadline!,
      })
    }
    return duties
  })
}

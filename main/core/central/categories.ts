/** R21: the category of a job seeker, as AIS determined it. */
import type { StatusPage } from '../../../shared/contract/registrations'
import type { Knex } from '../../db/open'
import { provenanceOf } from './provenance'

export interface CategoryRecord {
  id: number
  person_id: number
  code: string
  name_kk: string
  name_ru: string
  on: string
  at: string
  staff_id: number
  superseded_at: string | null
}

export const categoriesTable = (db: Knex) => db<CategoryRecord>('seeker_categories')

/** Those that hold or held, the newest day first. */
export const categoriesOf = (db: Knex, personId: number): Promise<CategoryRecord[]> =>
  categoriesTable(db)
    .where({ person_id: personId })
    .whereNull('superseded_at')
    .orderBy('on', 'desc')
    .orderBy('id', 'desc')

/** The category of a person now; null: AIS told of none. */
export async function categoryOf(db: Knex, personId: number): Promise<StatusPage['category']> {
  const [newest] = await categoriesOf(db, personId)
  if (!newest) return null
  const { id, name_kk: kk, name_ru: ru, on } = newest
  const central = (await provenanceOf(db, 'seeker_category', [id])).get(id) ?? null
  return { name: { kk, ru, en: ru }, on, central }
}

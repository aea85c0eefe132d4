/** Whose the duties of the exchange are: of whoever made the last batch and still works here. */
import type { Knex } from '../../db/open'
import type { Duty } from '../work/source'
import { batchesTable } from './outbox'

interface Maker {
  id: number
  full_name: string
}

/**
 * The clerk who made the last batch by hand. Batches keep the name of their maker, which is one person's on the
 * staff; those of the schedule have none. Nobody: the centre as a whole, until somebody makes a batch or the director
 * gives the work to a clerk.
 */
export async function sender(db: Knex): Promise<Pick<Duty, 'responsible' | 'responsibleId'>> {
  const staff = (await db('staff').where({ active: true }).orderBy('id').select('id', 'full_name')) as Maker[]
  const last = await batchesTable(db)
    .where({ state: 'made' })
    .whereIn(
      'by',
      staff.map(({ full_name }) => full_name),
    )
    .orderBy('sequence', 'desc')
    .first('by')
  const found = staff.find(({ full_name }) => full_name === last?.by)
  return { responsible: found?.full_name ?? '', responsibleId: found?.id ?? null }
}

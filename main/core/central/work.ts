/** R172: what of the batches of the central system a person must decide. */
import { inEveryLanguage } from '../../../shared/locale'
import { localDay, shownDay } from '../../../shared/rules/dates'
import { readDesk } from '../context'
import { sender } from '../exchange/responsible'
import type { WorkSource } from '../work/source'

/** One duty for all conflicts: they are decided together, on the Exchange page. The law names no term. */
export const centralWork: WorkSource = async (context, _clock, { personId }) => {
  const { db } = context
  const query = db('central_rows as r')
    .join('central_batches as b', 'b.id', 'r.batch_id')
    .where({ 'r.outcome': 'conflict' })
  if (personId !== undefined) void query.where({ 'r.person_id': personId })
  const [found] = (await query.count({ n: '*' }).min({ since: 'b.taken_at' })) as unknown as {
    n: number | string
    since: string | null
  }[]
  const n = Number(found?.n ?? 0)
  if (n === 0 || !found?.since) return []
  const { timeZone } = await readDesk(context)
  return [
    {
      id: 'central:conflicts',
      noun: 'exchange',
      rule: 'R172',
      what: inEveryLanguage('work.todo_central', { n }),
      about: inEveryLanguage('work.central_since', { on: shownDay(localDay(found.since, timeZone)) }),
      due: null,
      why: null,
      person: null,
      place: '/exchange',
      ...(await sender(db)),
    },
  ]
}

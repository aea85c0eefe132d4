import { workGroupOf, type WorkGroup, type WorkItem, type WorkNoun } from '../../../shared/contract/work'
import { clockOf } from '../context'
import type { HandlersOf } from '../handlers'
import { workItems } from './queries'

function countBy<K, R>(rows: readonly R[], key: (row: R) => K): Map<K, number> {
  const counts = new Map<K, number>()
  for (const row of rows) counts.set(key(row), (counts.get(key(row)) ?? 0) + 1)
  return counts
}

/** How many of the duties are each clerk's, by name. */
function byClerk(items: readonly WorkItem[]) {
  const names = new Map<number, string>()
  for (const { responsibleId, responsible } of items)
    if (responsibleId !== null) names.set(responsibleId, responsible)
  const counts = countBy(items, (item) => item.responsibleId)
  return [...names]
    .map(([id, name]) => ({ id, name, n: counts.get(id)! }))
    .sort((a, b) => a.name.localeCompare(b.name, 'kk'))
}

export const workHandlers: HandlersOf<'work'> = {
  async 'work.list'(context, { staffId, noun, limit }) {
    const clock = await clockOf(context)
    const all = await workItems(context, clock)
    const ofClerk = staffId === null ? all : all.filter((one) => one.responsibleId === staffId)
    const ofNoun = noun === null ? all : all.filter((one) => one.noun === noun)
    const items = noun === null ? ofClerk : ofClerk.filter((one) => one.noun === noun)
    const groups = countBy<WorkGroup, WorkItem>(items, (item) => workGroupOf(item, clock.today))
    return {
      today: clock.today,
      items: items.slice(0, limit),
      total: items.length,
      groups: [...groups].map(([group, n]) => ({ group, n })),
      nouns: Object.fromEntries(countBy<WorkNoun, WorkItem>(ofClerk, (item) => item.noun)),
      everybody: ofNoun.length,
      staff: byClerk(ofNoun),
    }
  },
}

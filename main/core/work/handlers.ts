import { clockOf } from '../context'
import type { HandlersOf } from '../handlers'
import { workItems } from './queries'

export const workHandlers: HandlersOf<'work'> = {
  async 'work.list'(context, { staffId, noun }) {
    const clock = await clockOf(context)
    const items = await workItems(context, clock, staffId === null ? {} : { staffId })
    return { today: clock.today, items: noun === null ? items : items.filter((one) => one.noun === noun) }
  },
}

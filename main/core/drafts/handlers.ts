import { CodedError } from '../../../shared/errors'
import { IntakeDraft } from '../../../shared/model'
import type { Knex } from '../../db/open'
import { actorOf, audit, staffName, type Context } from '../context'
import type { HandlersOf } from '../handlers'

interface DraftRecord {
  id: string
  revision: number
  state: 'open' | 'accepted' | 'discarded'
  staff_id: number
  data: string
  created_at: string
  saved_at: string
}

const drafts = (db: Knex) => db<DraftRecord>('drafts')

/** Unfinished intakes shown at the counter. */
const shown = 50

export const draftHandlers: HandlersOf<'draft'> = {
  async 'draft.save'(context, { id, revision, data }) {
    const staff = actorOf(context)
    const savedAt = context.now.toISOString()
    const found = await drafts(context.db).where({ id }).first()
    if (found?.state === 'accepted') throw new CodedError('already_accepted')
    if (found && revision <= found.revision) {
      throw new CodedError('version_conflict', {
        by: await staffName(context.db, found.staff_id),
        at: found.saved_at,
      })
    }
    const row = {
      revision,
      staff_id: staff.id,
      data: JSON.stringify(data),
      saved_at: savedAt,
      state: 'open' as const,
    }
    if (found) await drafts(context.db).where({ id }).update(row)
    else await drafts(context.db).insert({ id, ...row, created_at: savedAt })
    context.changes.add('drafts')
    return { revision, savedAt }
  },

  async 'draft.list'({ db }) {
    const rows = await drafts(db).where({ state: 'open' }).orderBy('saved_at', 'desc').limit(shown)
    return Promise.all(
      rows
        .flatMap((row) => {
          // A draft of another program version may have another shape; it stays in the register and is not shown.
          const data = IntakeDraft.safeParse(JSON.parse(row.data))
          return data.success ? [{ row, data: data.data }] : []
        })
        .map(async ({ row, data }) => ({
          id: row.id,
          revision: row.revision,
          savedAt: row.saved_at,
          staffId: row.staff_id,
          staffName: await staffName(db, row.staff_id),
          data,
        })),
    )
  },

  async 'draft.discard'(context, { id }) {
    const changed = await drafts(context.db).where({ id, state: 'open' }).update({ state: 'discarded' })
    if (changed === 0) throw new CodedError('not_found')
    await audit(context, 'draft', id)
    context.changes.add('drafts')
    return {}
  },
}

/** The draft became an application: it is kept as it was accepted, and a save that comes late is refused. */
export async function finishDraft(context: Context, id: string, data: IntakeDraft): Promise<void> {
  const at = context.now.toISOString()
  const row = {
    id,
    revision: 0,
    state: 'accepted' as const,
    staff_id: actorOf(context).id,
    data: JSON.stringify(data),
    created_at: at,
    saved_at: at,
  }
  await drafts(context.db).insert(row).onConflict('id').merge(['state', 'data', 'saved_at'])
  context.changes.add('drafts')
}

import { CodedError } from '../../../shared/errors'
import { rightsOf } from '../../../shared/rights'
import { actorOf, audit, readDesk, type Context } from '../context'
import { standsIn } from '../director/acting'
import type { HandlersOf } from '../handlers'
import { findStaff, isDirected, listStaff, staffTable, toActor } from '../staff/queries'
import { checkPassword, hashPassword, verifyPassword } from './passwords'

/** Wrong passwords in a row before an account rests, and how long it rests (minutes). */
const attempts = 5
const restMinutes = 5

async function current(context: Context) {
  const { db, sessions, client, now } = context
  const session = sessions.of(client.id, now, (await readDesk(context)).idleMinutes)
  const record =
    session.staffId === null ? undefined : await staffTable(db).where({ id: session.staffId }).first()
  if (!record?.active) return { state: 'none' as const, me: null, idleSeconds: null }
  const actor = toActor(record)
  const acting = await standsIn(context, actor.id)
  return {
    state: session.state,
    me: {
      ...actor,
      rights: [...rightsOf(actor.roles, { acting: acting !== null, directed: await isDirected(db) })],
      acting: acting?.for ?? null,
    },
    idleSeconds: session.idleSeconds,
  }
}

/**
 * Check a password and count what goes wrong. The count is kept although the call is refused.
 * Throws `not_found`, `password_blocked` {minutes} or `password_wrong` {left}.
 */
async function prove(context: Context, staffId: number, password: string): Promise<void> {
  const { now } = context
  const { stored, failed } = await context.write(async ({ db }) => {
    const record = await staffTable(db).where({ id: staffId, active: true }).first()
    if (!record) throw new CodedError('not_found')
    const rest = record.blocked_until ? Date.parse(record.blocked_until) - now.getTime() : 0
    if (rest > 0) throw new CodedError('password_blocked', { minutes: Math.ceil(rest / 60_000) })
    // Counted before it is checked: guesses sent all at once would else pass the count together.
    const count = record.failed + 1
    const last = count >= attempts
    await staffTable(db)
      .where({ id: staffId })
      .update({
        failed: last ? 0 : count,
        blocked_until: last ? new Date(now.getTime() + restMinutes * 60_000).toISOString() : null,
      })
    return { stored: record.password, failed: count }
  })
  if (await verifyPassword(password, stored)) {
    await context.write(({ db }) =>
      staffTable(db).where({ id: staffId }).update({ failed: 0, blocked_until: null }),
    )
    return
  }
  if (failed >= attempts) {
    await context.write((inside) => audit(inside, 'staff', staffId, { blocked: restMinutes }))
    throw new CodedError('password_blocked', { minutes: restMinutes })
  }
  throw new CodedError('password_wrong', { left: attempts - failed }, [
    { path: 'password', code: 'password_wrong', params: { left: attempts - failed } },
  ])
}

export const sessionHandlers: HandlersOf<'session'> = {
  'session.current': (context) => current(context),

  'session.staff': ({ db }) => listStaff(db, true),

  async 'session.signIn'(context, { staffId, password }) {
    await prove(context, staffId, password)
    context.sessions.open(context.client.id, staffId, context.now)
    const staff = (await findStaff(context.db, staffId))!
    await context.write((inside) => audit({ ...inside, staff }, 'staff', staffId, {}))
    return current(context)
  },

  async 'session.signOut'(context) {
    const { staffId } = context.sessions.of(context.client.id, context.now, Infinity)
    context.sessions.close(context.client.id)
    if (staffId !== null) await context.write((inside) => audit(inside, 'staff', staffId, {}))
    return current(context)
  },

  async 'session.lock'(context) {
    context.sessions.lock(context.client.id)
    return current(context)
  },

  async 'session.touch'(context) {
    context.sessions.touch(context.client.id, context.now)
    return current(context)
  },

  async 'session.changePassword'(context, input) {
    const { id } = actorOf(context)
    await prove(context, id, input.current)
    checkPassword(input.next)
    const password = await hashPassword(input.next, context.ports.passwordCost)
    await context.write(async (inside) => {
      await staffTable(inside.db).where({ id }).update({ password })
      await audit(inside, 'staff', id, { password: 'changed' })
    })
    return {}
  },
}

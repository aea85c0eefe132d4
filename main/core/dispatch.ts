/**
 * The one way into the core: find the operation, check the caller's right, check the input, run it, and turn
 * whatever went wrong into a value.
 */
import { contract, type OperationName, type Topic } from '../../shared/contract'
import { CodedError, fail, ok, type FieldError, type Result } from '../../shared/errors'
import { rightsOf, rightsOfScheduler, type Right } from '../../shared/rights'
import { storageFault } from '../db/dialect'
import type { Knex } from '../db/open'
import { readDesk, type Context } from './context'
import type { PaperEngine } from './documents/engine'
import { standsIn } from './director/acting'
import { handlers, ownTransaction } from './handlers'
import type { LawShelf } from './law/load'
import type { Client, FileShelf, Ports } from './ports'
import type { Sessions } from './session/sessions'
import { findStaff, isDirected } from './staff/queries'

/** What one open register offers to its calls. */
export interface Desk {
  db: Knex
  ports: Ports
  papers: PaperEngine
  law: LawShelf
  files: FileShelf
  sessions: Sessions
  announce(topics: Topic[]): void
}

/** Commands of one process run one after the other: waiting for SQLite's lock would block a thread each. */
class Turnstile {
  #last: Promise<unknown> = Promise.resolve()

  run<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#last.then(work, work)
    this.#last = mine.catch(() => undefined)
    return mine
  }
}

const turnstiles = new WeakMap<Knex, Turnstile>()
const turnstileOf = (db: Knex) => {
  let turnstile = turnstiles.get(db)
  if (!turnstile) turnstiles.set(db, (turnstile = new Turnstile()))
  return turnstile
}

export async function dispatch(
  desk: Desk,
  name: string,
  input: unknown,
  client: Client,
): Promise<Result<unknown>> {
  if (!Object.hasOwn(contract, name)) return fail('operation_unknown', { name: name.slice(0, 100) })
  const operationName = name as OperationName
  const operation = contract[operationName]
  try {
    const context = await contextOf(desk, operationName, client)
    const parsed = operation.input.safeParse(input ?? {})
    if (!parsed.success) return fail('input_invalid', { name }, fieldsOf(parsed.error.issues))
    const handler = handlers[operationName] as (context: Context, input: unknown) => Promise<unknown>
    const value =
      operation.kind === 'command' && !ownTransaction.has(operationName)
        ? await context.write((inside) => handler(inside, parsed.data))
        : await handler(context, parsed.data)
    if (operation.kind === 'command') desk.sessions.touch(client.id, context.now)
    return ok(value)
  } catch (error) {
    const fault = storageFault(error)
    if (fault instanceof CodedError) {
      const { code } = fault.value
      if (fault.cause !== undefined || code === 'internal')
        desk.ports.log(code === 'internal' ? 'error' : 'info', 'operation refused', {
          name,
          code,
          cause: String((fault.cause as Error | undefined)?.stack ?? fault.stack),
        })
      return { ok: false, error: fault.value }
    }
    desk.ports.log('error', 'operation failed', { name, error: String((error as Error)?.stack ?? error) })
    return fail('internal', { name })
  }
}

async function contextOf(desk: Desk, operation: OperationName, client: Client): Promise<Context> {
  const context = await unattended(desk, operation, client)
  context.staff = await authorise(context, contract[operation].right)
  return context
}

/** A context in which nobody is signed in and no right was asked for: for what the desk does by itself. */
export async function unattended(desk: Desk, operation: OperationName, client: Client): Promise<Context> {
  const { db, ports, papers, files, sessions } = desk
  const context: Context = {
    db,
    operation,
    ports,
    papers,
    law: await desk.law.current(db),
    files,
    sessions,
    client,
    staff: null,
    now: ports.now(),
    changes: new Set(),
    write: (work) =>
      turnstileOf(db).run(async () => {
        const changes = new Set<Topic>()
        // Whoever waited for its turn works with the law as the one before left it.
        const value = await db.transaction(async (trx) =>
          work({ ...context, changes, db: trx, law: await desk.law.current(trx) }),
        )
        if (changes.size > 0) desk.announce([...changes])
        return value
      }),
  }
  return context
}

/** The person calling, if the right allows the call; else `not_signed_in`, `desk_locked` or `right_missing`. */
async function authorise(context: Context, right: Right) {
  if (context.client.kind === 'scheduler') {
    if (!rightsOfScheduler().has(right)) throw new CodedError('right_missing', { right })
    return null
  }
  const session = context.sessions.of(context.client.id, context.now, (await readDesk(context)).idleMinutes)
  const staff = session.staffId === null ? undefined : await findStaff(context.db, session.staffId)
  if (right === 'public') return session.state === 'open' ? (staff ?? null) : null
  if (!staff?.active) throw new CodedError('not_signed_in')
  if (session.state === 'locked') throw new CodedError('desk_locked')
  const acting = await standsIn(context, staff.id)
  const directed = right !== 'sign' || (await isDirected(context.db))
  if (!rightsOf(staff.roles, { acting: acting !== null, directed }).has(right))
    throw new CodedError('right_missing', { right })
  return { ...staff, acting }
}

function fieldsOf(issues: readonly { path: readonly PropertyKey[] }[]): FieldError[] {
  return issues.map((issue) => ({ path: issue.path.map(String).join('.'), code: 'input_invalid' }))
}

/** The only way to the core: the contract over the Electron bridge or over HTTP, whichever is there. */
import type { Bridge } from '../../shared/bridge'
import type { InputOf, OperationName, OutputOf } from '../../shared/contract'
import type { ErrorValue, Result } from '../../shared/errors'

declare global {
  interface Window {
    qabyldau?: Bridge
  }
}

export const bridge = (): Bridge | undefined => window.qabyldau

/** Client-side faults have no code in the closed list of the core: they are marked by this parameter. */
const unreachable: ErrorValue = { code: 'internal', params: { unreachable: true } }

/** Whether the program behind this window did not answer at all. */
export function isUnreachable(error: ErrorValue | null | undefined): boolean {
  return error?.params?.['unreachable'] === true
}

/** Errors that mean "somebody must sign in first". */
export function isSignInNeeded(error: ErrorValue | null | undefined): boolean {
  return error?.code === 'desk_locked' || error?.code === 'not_signed_in'
}

type Listener = (error: ErrorValue | null, name: OperationName) => void
const listeners = new Set<Listener>()

/** Hear how each call ended (`null`: well). The desk uses it to notice a lock or a lost program. */
export function onAnswer(listener: Listener): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

async function send(name: string, input: unknown, keepalive: boolean): Promise<Result<unknown>> {
  try {
    const direct = bridge()
    if (direct) return await direct.call(name, input)
    const response = await fetch('/api/' + name, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(input),
      credentials: 'same-origin',
      keepalive,
    })
    const answer = (await response.json()) as Result<unknown>
    return typeof answer.ok === 'boolean' ? answer : { ok: false, error: { code: 'internal' } }
  } catch {
    return { ok: false, error: unreachable }
  }
}

/**
 * Run one operation of the contract. Never throws: a program that does not answer is an error value too.
 * `keepalive` lets the request outlive the page (a draft saved while the window closes).
 */
export async function call<N extends OperationName>(
  name: N,
  input: InputOf<N>,
  options: { keepalive?: boolean } = {},
): Promise<Result<OutputOf<N>>> {
  const result = (await send(name, input, options.keepalive ?? false)) as Result<OutputOf<N>>
  for (const listener of listeners) listener(result.ok ? null : result.error, name)
  return result
}

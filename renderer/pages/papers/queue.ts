/** Many papers as one job. What reaches outside is passed in, so that the order of things can be tested. */
import type { DocumentRow } from '../../../shared/model'
import type { ErrorValue, Result } from '../../../shared/errors'

export interface PrintJob {
  step: 'preparing' | 'printing' | 'at_printer' | 'marking'
  done: number
  total: number
  now: DocumentRow | null
}

/** A paper that was left out; without an error its file could not be laid out. */
export interface Failed {
  document: DocumentRow
  error: ErrorValue | null
}

export type PrintResult =
  | { is: 'printed'; count: number; failed: Failed[] }
  /** `count` papers had been printed by then. */
  | { is: 'stopped'; done: number; total: number; count: number; failed: Failed[] }
  /** The dialog was answered, and then somebody said that the sheets did not come out. */
  | { is: 'kept'; failed: Failed[] }
  /** Nothing could be handed to a printer. */
  | { is: 'not_printed' }

export interface Press {
  /** Whether each paper is printed as soon as it is taken; else all of them at `finish`. */
  direct: boolean
  /** True when the paper was taken, else why not. */
  take(token: string, copies: number): Promise<true | ErrorValue | null>
  /** Resolves when the dialog was answered: whether the sheets came out. Null when no dialog could be opened. */
  finish(count: number): Promise<boolean | null>
}

export interface PrintSteps {
  file(id: number): Promise<Result<{ token: string }>>
  mark(id: number, copies: number): Promise<Result<unknown>>
  /** Errors that would meet every other paper too, as when the desk locked itself. */
  ends(error: ErrorValue): boolean
  say(job: PrintJob): void
  stopped(): boolean
}

/**
 * Print papers in their order, each in the copies that the law asks for. A paper that fails is left out and named.
 * It can be stopped between two papers. A paper is recorded as printed only after the printer took it.
 */
export async function printAll(
  documents: readonly DocumentRow[],
  press: Press,
  { file, mark, ends, say, stopped }: PrintSteps,
): Promise<PrintResult> {
  const total = documents.length
  const failed: Failed[] = []
  const taken: DocumentRow[] = []
  let count = 0

  /** Whether to go on. */
  const fail = (document: DocumentRow, error: ErrorValue | null) => {
    failed.push({ document, error })
    return !(error && ends(error))
  }
  const record = async (document: DocumentRow) => {
    const marked = await mark(document.id, document.copies)
    if (!marked.ok) return fail(document, marked.error)
    count++
    return true
  }
  const takeOne = async (document: DocumentRow) => {
    if (document.cancelled) return fail(document, { code: 'paper_cancelled' })
    const found = await file(document.id)
    if (!found.ok) return fail(document, found.error)
    const answer = await press.take(found.value.token, document.copies)
    if (answer !== true) return fail(document, answer)
    if (press.direct) return record(document)
    taken.push(document)
    return true
  }

  for (const [done, document] of documents.entries()) {
    if (stopped()) return { is: 'stopped', done, total, count, failed }
    say({ step: press.direct ? 'printing' : 'preparing', done, total, now: document })
    if (!(await takeOne(document))) break
  }
  if (press.direct || taken.length === 0) return { is: 'printed', count, failed }
  if (stopped()) return { is: 'stopped', done: taken.length, total, count, failed }

  say({ step: 'at_printer', done: total, total, now: null })
  const cameOut = await press.finish(taken.length)
  if (cameOut === null) return { is: 'not_printed' }
  if (!cameOut) return { is: 'kept', failed }
  for (const [done, document] of taken.entries()) {
    say({ step: 'marking', done, total: taken.length, now: document })
    if (!(await record(document))) break
  }
  return { is: 'printed', count, failed }
}

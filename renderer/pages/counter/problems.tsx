import { createContext, useContext, type ReactNode } from 'react'
import type { Problem } from '../../../shared/model'
import { FieldMessage } from '../../components'
import { shownParams } from '../../format'
import { useT } from '../../i18n'
import type { Translator } from '../../../shared/locale'

export type StepName = 'person' | 'service' | 'papers' | 'consent'
export const stepNames: readonly StepName[] = ['person', 'service', 'papers', 'consent']

/** In which part of the page a problem is solved. */
export function stepOf(problem: Problem): StepName {
  if (/^(checklist|legalRepresentative)\b/.test(problem.field)) return 'papers'
  if (problem.field.startsWith('consents')) return 'consent'
  return /^(person|similarSeen)/.test(problem.field) ? 'person' : 'service'
}

/** Fields of the person and of the service in the order of the page; papers and consents come in the law's order. */
const order = [
  'person.iin',
  'person.birthDate',
  'person.sex',
  'person.iinOverrideReason',
  'person.mismatchReason',
  'person.lastName',
  'person.firstName',
  'person.middleName',
  'person.address',
  'person.mobile',
  'person.category',
  'similarSeen',
  'archive.acceptanceDate',
  'archive.paperNumber',
  'place',
  'caseId',
  'measure',
  'recipient',
  'term',
  'applicationDate',
  'declaredNoWork',
  'inArea',
  'secondReason',
]

/** Problems that stop the intake, in the order of the page. */
export function obstacles(problems: readonly Problem[]): Problem[] {
  const place = ({ field }: Problem) => (order.includes(field) ? order.indexOf(field) : order.length)
  return stepNames.flatMap((step) =>
    problems
      .filter((problem) => problem.severity === 'block' && stepOf(problem) === step)
      .sort((a, b) => place(a) - place(b)),
  )
}

/** What is wrong and what to do, in a sentence. */
export function problemText(t: Translator, problem: Problem): string {
  return t.any('problem.' + problem.code, shownParams(problem.params))
}

/** The same in two or three words, for the list of what is missing. */
export function problemShort(t: Translator, problem: Problem): string {
  const key = 'counter.short_' + problem.code
  return t.has(key) ? t.any(key, shownParams(problem.params)) : problemText(t, problem)
}

const Context = createContext<readonly Problem[]>([])
export const Problems = Context.Provider

/**
 * What is to be said beside a field. `quiet` leaves out "not filled in yet" of a form that has just been opened:
 * those stand in the list of what is missing.
 */
export function useProblem(
  field: string,
  options: { quiet?: boolean } = {},
): { error?: string; warning?: string } {
  const t = useT()
  const problems = useContext(Context)
  const own = problems.filter((problem) => problem.field === field)
  const waiting = (problem: Problem) => options.quiet && /(missing|unanswered)$/.test(problem.code)
  const block = own.find((problem) => problem.severity === 'block' && !waiting(problem))
  const warn = own.find((problem) => problem.severity === 'warn' && !waiting(problem))
  return {
    ...(block ? { error: problemText(t, block) } : {}),
    ...(warn ? { warning: problemText(t, warn) } : {}),
  }
}

/** The problems of a field that has no message place of its own. */
export function Said({ field, quiet }: { field: string; quiet?: boolean }): ReactNode {
  const { error, warning } = useProblem(field, quiet ? { quiet } : {})
  if (!error && !warning) return null
  return (
    <div className="said">
      {error && <FieldMessage>{error}</FieldMessage>}
      {warning && <FieldMessage kind="warn">{warning}</FieldMessage>}
    </div>
  )
}

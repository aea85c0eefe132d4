/** Which test, or which line of `not-software.md`, answers for each rule R1-R182. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'

export const ruleCount = 182
const root = path.resolve(import.meta.dirname, '../..')

/** Numbers of the rules that a title names: `R4`, `R2 R3`, `R14-R16`. */
export function rulesIn(title: string): number[] {
  const named = [...title.matchAll(/\bR(\d{1,4})(?:\s?[-–]\s?R(\d{1,4}))?\b/gu)].flatMap(([, from, to]) => {
    const first = Number(from)
    const last = to === undefined ? first : Number(to)
    return Array.from({ length: Math.max(last - first, 0) + 1 }, (_, n) => first + n)
  })
  return [...new Set(named)].sort((a, b) => a - b)
}

/** Reasons by rule, from lines `- R51: why`; a rule on two lines is listed as such. */
export function readNotSoftware(text: string): { reasons: Map<number, string>; twice: number[] } {
  const reasons = new Map<number, string>()
  const twice: number[] = []
  for (const [, id, why] of text.matchAll(/^- R(\d+): (\S.*)$/gmu)) {
    if (reasons.has(Number(id))) twice.push(Number(id))
    reasons.set(Number(id), why!)
  }
  return { reasons, twice }
}

export const notSoftware = () =>
  readNotSoftware(readFileSync(path.join(root, 'test/rules/not-software.md'), 'utf8'))

/** `it`, `test`, `describe` below `.each(...)` and the like; undefined when skipped or something else. */
function calledAs(node: ts.Expression): string | undefined {
  if (ts.isIdentifier(node)) return node.text
  if (ts.isCallExpression(node)) return calledAs(node.expression)
  if (ts.isTaggedTemplateExpression(node)) return calledAs(node.tag)
  if (ts.isPropertyAccessExpression(node))
    return ['skip', 'todo'].includes(node.name.text) ? undefined : calledAs(node.expression)
  return undefined
}

/** Titles of the tests of a source, with those of the groups around them. */
export function titlesIn(source: string): string[] {
  const titles: string[] = []
  const visit = (node: ts.Node, around: string): void => {
    let inside = around
    if (ts.isCallExpression(node)) {
      const name = calledAs(node.expression)
      const [title] = node.arguments
      if (title && (name === 'it' || name === 'test' || name === 'describe')) {
        const text = ts.isStringLiteralLike(title)
          ? title.text
          : ts.isTemplateExpression(title)
            ? title.getText()
            : ''
        inside = `${around} ${text}`.trim()
        if (name !== 'describe' && text !== '') titles.push(inside)
      }
    }
    ts.forEachChild(node, (child) => visit(child, inside))
  }
  visit(ts.createSourceFile('test.ts', source, ts.ScriptTarget.Latest, true), '')
  return titles
}

export interface NamedTest {
  /** Path from the root of the repository. */
  file: string
  title: string
}

/** Tests that name a rule, read from the sources of all but the end-to-end tests. */
export function namedTests(): NamedTest[] {
  return readdirSync(path.join(root, 'test'), { recursive: true, encoding: 'utf8' })
    .map((name) => path.posix.join('test', name.replaceAll('\\', '/')))
    .filter((file) => file.endsWith('.test.ts') && !file.startsWith('test/e2e/'))
    .sort()
    .flatMap((file) =>
      titlesIn(readFileSync(path.join(root, file), 'utf8'))
        .filter((title) => rulesIn(title).length > 0)
        .map((title) => ({ file, title })),
    )
}

/** Tests by rule; `beyond`: titles that name a rule which does not exist. */
export function byRule<T extends NamedTest>(tests: readonly T[]): { rules: Map<number, T[]>; beyond: T[] } {
  const rules = new Map<number, T[]>()
  const beyond: T[] = []
  for (const test of tests)
    for (const rule of rulesIn(test.title)) {
      if (rule < 1 || rule > ruleCount) beyond.push(test)
      else rules.set(rule, [...(rules.get(rule) ?? []), test])
    }
  return { rules, beyond }
}

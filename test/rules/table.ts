/**
 * `npm run rules`: runs every test that names a rule, and prints for each rule where it stands in the law, which
 * tests answer for it and how they ended. Ends with 1 when a rule is answered for by nothing, by a failed test, or
 * by a test and by a line of `not-software.md` at once.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { rules as texts, type RuleId } from '../../shared/rules/engine/finding'
import { byRule, namedTests, notSoftware, ruleCount, type NamedTest } from './accounting'

interface RunTest extends NamedTest {
  status: string
}

interface Report {
  testResults: {
    name: string
    message: string
    assertionResults: { ancestorTitles: string[]; title: string; status: string }[]
  }[]
}

const root = path.resolve(import.meta.dirname, '../..')
const report = path.join(root, 'test-results/rules.json')
const say = (text: string) => process.stdout.write(text + '\n')

/** Run the tests whose full name holds the id of a rule; the others of their files are passed over. */
function run(files: readonly string[]): RunTest[] {
  mkdirSync(path.dirname(report), { recursive: true })
  rmSync(report, { force: true })
  spawnSync(
    process.execPath,
    [
      path.join(root, 'node_modules/vitest/vitest.mjs'),
      ...['run', '--config', 'test/vitest.config.ts', '--testNamePattern', '\\bR\\d+'],
      ...['--reporter=json', '--outputFile=' + report, ...files],
    ],
    { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] },
  )
  const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as Report
  return testResults.flatMap(({ name, message, assertionResults }) => {
    const file = path.relative(root, name).replaceAll('\\', '/')
    if (assertionResults.length === 0) problems.push(`${file} could not be read: ${message}`)
    return assertionResults.map(({ ancestorTitles, title, status }) => ({
      file,
      title: [...ancestorTitles, title].join(' '),
      status,
    }))
  })
}

const problems: string[] = []
const written = namedTests()
const { reasons, twice } = notSoftware()
const { rules, beyond } = byRule(run([...new Set(written.map(({ file }) => file))]))

/** How the tests of a rule ended: all must have passed. */
const stateOf = (tests: readonly RunTest[]) =>
  tests.every(({ status }) => status === 'passed')
    ? 'passed'
    : tests.some(({ status }) => status === 'failed')
      ? 'failed'
      : 'not run'

let accounted = 0
for (let rule = 1; rule <= ruleCount; rule++) {
  const id: RuleId = `R${rule}`
  const tests = rules.get(rule) ?? []
  const reason = reasons.get(rule)
  const files = [...new Set(tests.map(({ file }) => file))].map(
    (file) => `${file.slice('test/'.length)} (${tests.filter((test) => test.file === file).length})`,
  )
  const state = tests.length > 0 ? stateOf(tests) : reason ? 'not software' : 'missing'
  const text = texts.get(id)
  say(
    [id.padEnd(5), state.padEnd(13), text?.source.en ?? 'no source', '->', files.join(', ') || reason].join(
      ' ',
    ),
  )
  const faults = [
    ...(state === 'missing' ? ['neither a test nor a reason'] : []),
    ...(state === 'failed' ? ['a test failed'] : []),
    ...(state === 'not run' ? ['a test was skipped'] : []),
    ...(tests.length > 0 && reason ? ['both tests and a reason'] : []),
    ...(twice.includes(rule) ? ['two reasons'] : []),
    ...(text ? [] : ['no text in shared/law']),
  ]
  if (faults.length === 0) accounted++
  problems.push(...faults.map((fault) => `${id}: ${fault}`))
  for (const test of tests)
    if (test.status === 'failed') problems.push(`${id}: failed: ${test.file}: ${test.title}`)
}
for (const { file, title } of beyond) problems.push(`no such rule: ${file}: ${title}`)
for (const rule of reasons.keys())
  if (rule < 1 || rule > ruleCount) problems.push(`no such rule: not-software.md: R${rule}`)

for (const problem of problems) say(problem)
say(`${accounted} of ${ruleCount} rules accounted for`)
process.exitCode = problems.length === 0 ? 0 : 1

/**
 * `npm run simulate -- --people 2000 --days 250 --seed 1`: a centre lives through so many working days: arrivals,
 * decisions, the answers of AIS, plans, offers, silences, refusals, deregistrations, two clerks at once. After every
 * day the register is checked from outside. The same seed plans the same year; which of two
 * clerks is quicker, the machine decides.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { simulate } from './simulate'

const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '2000' },
    days: { type: 'string', default: '250' },
    seed: { type: 'string', default: '1' },
    from: { type: 'string', default: '2026-01-05' },
    keep: { type: 'string' },
  },
})
const say = (text: string) => process.stdout.write(text + '\n')
const folder = values.keep ?? mkdtempSync(path.join(tmpdir(), 'qabyldau-year-'))
try {
  const year = await simulate({
    folder,
    people: Number(values.people),
    days: Number(values.days),
    seed: Number(values.seed),
    from: values.from,
    say,
  })
  for (const [what, n] of Object.entries(year.counts).sort(([a], [b]) => (a < b ? -1 : 1)))
    say(`  ${what.padEnd(40)}${String(n).padStart(7)}`)
  say('Refusals that two clerks at once or a late hand met:')
  for (const [code, n] of year.refusals) say(`  ${code.padEnd(40)}${String(n).padStart(7)}`)
  for (const fault of year.broken) say('BROKEN ' + fault)
  say(
    `${year.people} people, ${year.days} working days until ${year.until}, seed ${values.seed}: ` +
      (year.broken.length === 0 ? `${year.checks} checks, no rule broken` : `${year.broken.length} broken`),
  )
  process.exitCode = year.broken.length === 0 ? 0 : 1
} finally {
  if (values.keep === undefined) rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
}

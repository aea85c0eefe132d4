/**
 * `npm run bench`: how long papers take, as ratios to the same work without any library, and 200 papers through the
 * print queue; people found in a large register (`npm run bench -- search 1000000` is that part alone, a connection
 * string after it is measured on a server); reports of a register (`npm run bench -- reports 3000000`). Times of a shared PC move by a third; the ratios are what to compare. Nothing here fails.
 */
import { join } from 'node:path'
import { ensureBuilt } from '../../main/build.mjs'
import { findBrowser } from '../../main/web/browsers'
import { measureExchange } from './exchange'
import { measureFilling } from './filling'
import { measureQueue } from './queue'
import { measureSearch } from './search'
import { measureReports } from './reports'

const say = (text = '') => process.stdout.write(text + '\n')
const row = (name: string, ...cells: string[]) =>
  say(`  ${name.padEnd(44)}${cells.map((cell) => cell.padStart(12)).join('')}`)
const mb = (value: number | null) => (value === null ? 'not known' : `${value} MB`)
const s = (value: number) => `${value.toFixed(1)} s`

async function searching(people: number, url?: string): Promise<void> {
  const found = await measureSearch(people, url)
  say(`\nFinding one of ${people} people, milliseconds on the clock; the floor is a person read by the key`)
  row('', 'median', '95 of 100', 'to the floor', 'CPU median', 'CPU 95', 'found')
  const together = { name: 'all together', ...found.all, cpu: found.allCpu, found: null }
  for (const { name, p50, p95, cpu, found: times } of [...found.kinds, together])
    row(
      name,
      `${p50.toFixed(1)} ms`,
      `${p95.toFixed(1)} ms`,
      `${(p50 / found.floorMs).toFixed(1)} x`,
      `${cpu.p50.toFixed(1)} ms`,
      `${cpu.p95.toFixed(1)} ms`,
      times === null ? '' : String(times),
    )
  row('a person put into the index', `${found.saveMs.p50.toFixed(1)} ms`, `${found.saveMs.p95.toFixed(1)} ms`)
  row('the index made', s(found.indexSeconds), mb(found.indexMb))
  row('the register', mb(found.fileMb))
}

async function reporting(sizes: readonly number[]): Promise<void> {
  say('\nA report of one month with all its figures and parts, and one plain count of its applications')
  row('', 'in the month', 'report', 'a year', 'a list', 'count', 'ratio')
  for (const applications of sizes) {
    const { inMonth, reportMs, yearMs, listMs, countMs } = await measureReports(applications)
    row(
      `${applications} applications`,
      String(inMonth),
      `${Math.round(reportMs)} ms`,
      `${Math.round(yearMs)} ms`,
      `${Math.round(listMs)} ms`,
      `${countMs.toFixed(1)} ms`,
      `${Math.round(reportMs / countMs)} x`,
    )
  }
}

const [only, size, server] = process.argv.slice(2)
if (only === 'reports') {
  await reporting([Number(size ?? 3_000_000)])
  process.exit()
}
if (only === 'search') {
  await searching(Number(size ?? 1_000_000), server)
  process.exit()
}
const browser = findBrowser()
if (browser) await ensureBuilt()
// The memory of this process is looked at, so what fills it comes later.
const queue = browser
  ? await measureQueue(browser, join(import.meta.dirname, '../../dist/renderer'), [50, 100, 150, 200])
  : null

say('One form from data to DOCX (214-annex1 in Kazakh), milliseconds of CPU, median of the rounds')
const { floor, rows } = await measureFilling()
const ratio = (ms: number) => `${(ms / floor).toFixed(1)} x`
for (const { name, ms } of rows) row(name, `${ms.toFixed(1)} ms`, ratio(ms))

if (!queue) say('\nNo Chromium, Chrome or Edge: preview and print queue are not measured.')
else {
  const { jobs, single } = queue
  const most = jobs.at(-1)!
  const previewMs = (most.layOutSeconds * 1000) / most.papers
  say('\nOne form from DOCX to preview, laid out, in a warm page, milliseconds on the clock')
  row('paper page', `${previewMs.toFixed(1)} ms`, ratio(previewMs))
  say('\nPapers of three forms, with their codes, through the print queue as one job')
  row('', 'laid out', 'printed', 'together', 'memory', 'at most')
  for (const { papers, layOutSeconds, printSeconds, laidOutMb, peakMb } of jobs)
    row(
      `${papers} papers`,
      s(layOutSeconds),
      s(printSeconds),
      s(layOutSeconds + printSeconds),
      mb(laidOutMb),
      mb(peakMb),
    )
  row(`${single.papers} papers, each alone`, '', '', s(single.seconds), '', mb(single.peakMb))
  say('\nFilled one by one, which is done when they are issued')
  row(`${most.papers} papers`, s(queue.fillSeconds), queue.fillMb.join(' > ') + ' MB')
}

say(
  '\nA large day as one batch: made and verified, records per second, and the sqlite3 shell writing the same rows',
)
row('', 'made', 'verified', 'at most', 'shell', 'ratio')
for (const records of [25_000, 50_000, 100_000]) {
  const { makeSeconds, verifySeconds, makeMb, verifyMb, shellSeconds } = await measureExchange(records)
  const together = makeSeconds + verifySeconds
  row(
    `${records} records`,
    `${Math.round(records / makeSeconds)} /s`,
    `${Math.round(records / verifySeconds)} /s`,
    mb(Math.max(makeMb, verifyMb)),
    shellSeconds === null ? 'not there' : `${Math.round(records / shellSeconds)} /s`,
    shellSeconds === null ? '' : `${(together / shellSeconds).toFixed(1)} x`,
  )
}

await searching(100_000)
await reporting([50_000, 200_000])

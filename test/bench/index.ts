/**
 * `npm run bench`: how long papers take, as ratios to the same work without any library, and 200 papers through the
 * print queue. Times of a shared PC move by a third; the ratios are what to compare. Nothing here fails.
 */
import { join } from 'node:path'
import { ensureBuilt } from '../../main/build.mjs'
import { findBrowser } from '../../main/web/browsers'
import { measureFilling } from './filling'
import { measureQueue } from './queue'

const say = (text = '') => process.stdout.write(text + '\n')

say('One form from data to DOCX (214-annex1 in Kazakh), milliseconds of CPU, median of the rounds')
const { floor, rows } = await measureFilling()
for (const { name, ms } of rows)
  say(`  ${name.padEnd(44)}${ms.toFixed(1).padStart(7)} ms  ${(ms / floor).toFixed(1).padStart(5)} x`)

const browser = findBrowser()
if (!browser) {
  say('\nNo Chromium, Chrome or Edge: preview and print queue are not measured.')
} else {
  await ensureBuilt()
  const papers = 200
  const found = await measureQueue(browser, join(import.meta.dirname, '../../dist/renderer'), papers)
  say('\nOne form from DOCX to preview, laid out, in a warm page')
  say(
    `  ${'paper page'.padEnd(44)}${found.previewMs.toFixed(1).padStart(7)} ms  ${(found.previewMs / floor).toFixed(1).padStart(5)} x`,
  )
  say(`\n${papers} papers of three forms through the print queue`)
  const step = (name: string, seconds: number, memory: string) =>
    say(`  ${name.padEnd(44)}${seconds.toFixed(1).padStart(7)} s   ${memory}`)
  step('filled one by one (done when they are issued)', found.fillSeconds, found.fillMemory)
  step('laid out as one job', found.layOutSeconds, found.layOutMemory)
  step('printed as one job', found.printSeconds, found.printMemory)
  step('together, without the filling', found.layOutSeconds + found.printSeconds, '')
  step('laid out and printed one by one', found.singleSeconds, found.singleMemory)
}

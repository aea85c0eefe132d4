/** `npm run faults -- --rounds 200 --seed 1`: the exchange under kills, lost, doubled, cut and reordered files. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { ensureBuilt } from '../../main/build.mjs'
import { sufferFaults } from './faults'

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '200' }, seed: { type: 'string', default: '1' } },
})
const say = (text: string) => void process.stdout.write(text + '\n')
await ensureBuilt()
const folder = mkdtempSync(path.join(tmpdir(), 'qabyldau-faults-'))
try {
  const { broken, ...report } = await sufferFaults({
    folder,
    rounds: Number(values.rounds),
    seed: Number(values.seed),
    say,
  })
  for (const fault of broken) say('BROKEN ' + fault)
  say(JSON.stringify(report))
  say(broken.length === 0 ? 'Both sides hold the same records.' : `${broken.length} broken`)
  process.exitCode = broken.length === 0 ? 0 : 1
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
}

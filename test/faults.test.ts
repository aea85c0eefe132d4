import { expect, it } from 'vitest'
import { temporaryFolder } from './helpers/desk'
import { sufferFaults } from './faults/faults'

it('R165 R178: killed, lost, doubled, cut and reordered, both sides end with the same records', async () => {
  const report = await sufferFaults({ folder: temporaryFolder(), rounds: 4, seed: 7 })
  expect(report.broken).toEqual([])
  expect(report.killed).toBeGreaterThan(0)
  expect(report.lost + report.doubled + report.cut).toBeGreaterThan(0)
}, 240_000)

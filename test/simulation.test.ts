/** A month of a small centre, checked after every day; `npm run simulate` lives a whole year. */
import { expect, it } from 'vitest'
import { temporaryFolder } from './helpers/desk'
import { simulate } from './simulate/simulate'

it('R33 R58 R74 R84 R97 R113 R178: a month of a centre breaks no rule', { timeout: 300_000 }, async () => {
  const year = await simulate({
    folder: temporaryFolder(),
    people: 14,
    days: 22,
    seed: 7,
    from: '2026-03-02',
  })
  expect(year.broken).toEqual([])
  expect(year.days).toBe(22)
  // It is no proof if nobody went down the road.
  for (const what of ['registered as unemployed', 'plans signed', 'offers', 'refusals'])
    expect([what, (year.counts[what] ?? 0) > 0]).toEqual([what, true])
})

import type { ErrorCode } from '../../shared/errors'
import { Agenda } from './agenda'
import { openCentre } from './centre'
import { check } from './checks'
import { workingDays } from './days'
import { followDuties, liveDuties } from './duties'
import { arrive, importFromAis, type World } from './life'
import { offerWork, openVacancy } from './mediation'
import { chance } from './random'

export interface Year {
  people: number
  days: number
  until: string
  counts: Record<string, number>
  refusals: [ErrorCode, number][]
  checks: number
  broken: string[]
}

/** Live through so many working days and check the register after each; stops at the first day with a fault. */
export async function simulate(of: {
  folder: string
  people: number
  days: number
  seed: number
  from: string
  say?: (text: string) => void
}): Promise<Year> {
  const say = of.say ?? (() => undefined)
  const days = workingDays(of.from, of.days)
  const centre = await openCentre(of.folder, days[0]!)
  const random = chance(of.seed)
  const world: World = {
    centre,
    random,
    agenda: new Agenda(),
    lives: [],
    ais: [],
    vacancies: [],
    counts: {},
    today: days[0]!,
  }
  // Nobody comes on the last days: whoever came shall have a road to go.
  const open = Math.max(1, Math.ceil(days.length * 0.9))
  for (let n = 0; n < of.people; n++)
    world.agenda.plan(days[random.between(0, open - 1)]!, () => arrive(world))
  const broken: string[] = []
  let checks = 0
  let lived = 0
  try {
    for (const [n, day] of days.entries()) {
      world.today = day
      await centre.begin(day, '09:00')
      await importFromAis(world)
      if (n % 4 === 0) await openVacancy(world)
      await world.agenda.live(day)
      await offerWork(world)
      await liveDuties(world)
      await followDuties(world)
      await centre.must(centre.director, 'exchange.make', {}).catch(() => undefined)
      const found = await check(world)
      checks += found.checks
      broken.push(...found.broken.map((fault) => `${day}: ${fault}`))
      lived = n + 1
      if ((n + 1) % 25 === 0 || n + 1 === days.length)
        say(`day ${n + 1} of ${days.length}, ${day}: ${world.lives.length} people, ${checks} checks`)
      if (broken.length > 0) break
    }
    return {
      people: world.lives.length,
      days: lived,
      until: days[lived - 1]!,
      counts: world.counts,
      refusals: [...centre.refusals],
      checks,
      broken,
    }
  } finally {
    await centre.close()
  }
}

/** Changes reported or not, invitations, grounds raised, and the road to deregistration and back. */
import type { Deregistration, DutyFact, RaisedGround } from '../../shared/contract/deregistrations'
import { addDays } from '../../shared/rules/dates'
import { workingDaysAfter } from './days'
import { anyClerk, arrive, count, typed, type Life, type World } from './life'

/** What happens in the life of an unemployed person and reaches the centre, on some days. */
export async function liveDuties(world: World): Promise<void> {
  const { random, lives, centre, today, agenda } = world
  for (const life of lives) {
    if (life.unemployedSince === null) continue
    const { personId } = life
    const record = async (fact: DutyFact) => {
      const result = await centre.call(anyClerk(world), 'deregistration.record', { personId, fact })
      if (result.ok) count(world, 'facts: ' + fact.kind)
    }
    if (random.is(0.006)) {
      const inTime = random.is(life.reports)
      const told = workingDaysAfter(today, inTime ? random.between(0, 4) : random.between(6, 9))
      const eventOn = typed(today)
      agenda.plan(told, () =>
        record({
          kind: 'change',
          change: random.pick(['residence', 'disability', 'founder'] as const),
          eventOn,
          reportedOn: typed(world.today),
          knownFrom: '',
        }),
      )
    }
    if (random.is(0.008)) {
      const toldOn = typed(today)
      const comes = random.is(life.comes)
      agenda.plan(workingDaysAfter(today, comes ? random.between(0, 2) : 4), () =>
        record({
          kind: 'invitation',
          toldOn,
          cameOn: comes ? typed(world.today) : '',
          about: 'қоғамдық жұмыстар',
        }),
      )
    }
    if (random.is(0.0005))
      await record({ kind: 'court', court: 'imprisonment', inForceOn: typed(today), document: '№ 1-12' })
    if (life.hired && random.is(0.08)) {
      const day = typed(today)
      await record({ kind: 'contributions', medical: day, pension: day, social: day, source: 'АЖ' })
      life.hired = false
    }
  }
}

/** The clerks look at those whom the list names, and do what it asks; most on the day. */
export async function followDuties(world: World): Promise<void> {
  const { centre, random } = world
  const { items } = await centre.must(anyClerk(world), 'work.list', { noun: 'deregistration', limit: 10_000 })
  const people = new Set(items.map((one) => one.person?.id ?? 0))
  for (const life of world.lives) {
    if (!people.has(life.personId) || !random.is(0.7)) continue
    await hear(world, life)
    await decideGround(world, life)
  }
}

/** R96: what the person says is written down and judged. */
async function hear(world: World, life: Life): Promise<void> {
  const { centre, random } = world
  const { personId } = life
  const page = await centre.must(anyClerk(world), 'deregistration.get', { personId })
  for (const row of page.rows) {
    if (row.asks === null || !page.can.record) continue
    const valid = row.asks === 'decision' ? random.is(0.8) : random.is(0.6)
    const result = await centre.call(anyClerk(world), 'deregistration.explain', {
      personId,
      source: row.source,
      id: row.id,
      version: row.reasonVersion,
      explanation: 'Баласы ауырған',
      judgement: valid ? 'valid' : 'not_valid',
    })
    if (result.ok) count(world, 'explanations')
  }
}

async function decideGround(world: World, life: Life): Promise<void> {
  const { centre, random, today, agenda } = world
  const { personId } = life
  const clerk = anyClerk(world)
  const page = await centre.must(clerk, 'deregistration.get', { personId })
  const raised = page.grounds[0]
  if (raised && page.can.send) {
    const input = { personId, key: raised.key }
    if (random.is(0.15)) {
      const both = await Promise.all(
        centre.clerks.map((one) => centre.call(one, 'deregistration.send', input)),
      )
      if (both.filter((one) => one.ok).length !== 1) throw new Error('R169: not sent exactly once')
    } else await centre.must(clerk, 'deregistration.send', input)
    count(world, 'grounds sent: ' + raised.ground)
    // R93: the mobility centre takes up to two working days, seldom longer.
    const on = workingDaysAfter(today, random.is(0.9) ? random.between(1, 2) : 4)
    agenda.plan(on, () => takeOver(world, life, raised.ground))
  }
  for (const one of page.cases) if (one.notice && one.notice.on === null) await notify(world, one)
}

async function takeOver(world: World, life: Life, ground: RaisedGround['ground']): Promise<void> {
  const { centre, random, today, agenda } = world
  if (life.unemployedSince === null) return
  await centre.must(anyClerk(world), 'deregistration.takeOver', {
    personId: life.personId,
    on: typed(today),
    ground,
    source: 'АЖ',
  })
  life.unemployedSince = null
  count(world, 'deregistered')
  if (random.is(0.4))
    agenda.plan(addDays(today, random.between(20, 60)), async () => {
      if (life.bar === null) await arrive(world, life)
    })
}

async function notify(world: World, one: Deregistration): Promise<void> {
  const rural = world.random.is(0.2)
  await world.centre.must(anyClerk(world), 'deregistration.notify', {
    id: one.id,
    version: one.version,
    on: typed(world.today),
    channel: rural ? 'akim' : 'mobile',
    rural,
    akim: rural ? 'Көкөзек ауылдық округінің әкімі' : '',
    text: 'Есептен шығарылдыңыз',
  })
  count(world, 'told of deregistration ' + (rural ? 'through the akim' : 'by telephone'))
}

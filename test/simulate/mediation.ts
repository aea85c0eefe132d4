/** Vacancies, offers and what becomes of them: consent, refusal, silence; interviews, hiring, an employer's silence. */
import { emptyOrganisation } from '../../shared/contract/organisations'
import { emptyVacancy } from '../../shared/contract/vacancies'
import type { Offer } from '../../shared/contract/offers'
import { addDays } from '../../shared/rules/dates'
import { bin } from './centre'
import { workingDaysAfter } from './days'
import { anyClerk, count, expectTransition, typed, type Life, type World } from './life'
import { professions } from './people'

const allSuitable = { training: true, experience: true, health: true, hours: true, transport: true }

/** A vacancy of an employer, with candidates selected on the day or a little later (R101). */
export async function openVacancy(world: World): Promise<void> {
  const { centre, random, today, vacancies } = world
  const clerk = anyClerk(world)
  const { organisations } = await centre.must(clerk, 'organisation.search', { text: '' })
  const organisation =
    organisations[0] ??
    (await centre.must(clerk, 'organisation.save', {
      id: null,
      version: null,
      fields: {
        ...emptyOrganisation,
        bin,
        nameKk: '«Көкөзек нан» ЖШС',
        nameRu: 'ТОО «Көкөзек нан»',
        legalAddress: 'Көкөзек ауылы, Абай көшесі, 1',
        phone: '+77273900000',
      },
    }))
  const places = random.between(1, 3)
  const { id } = await centre.must(clerk, 'vacancy.save', {
    id: null,
    version: null,
    post: null,
    fields: {
      ...emptyVacancy,
      organisationId: organisation.id,
      profession: random.pick(professions),
      places,
      placesLeft: places,
      appearedOn: typed(random.is(0.5) ? today : addDays(today, -2)),
    },
  })
  vacancies.push(id)
  count(world, 'vacancies')
  world.agenda.plan(workingDaysAfter(today, random.is(0.8) ? 1 : 3), async () => {
    const { candidates } = await centre.must(clerk, 'vacancy.candidates', { id })
    const { version, closed } = await centre.must(clerk, 'vacancy.get', { id })
    if (closed) return
    const people = candidates.slice(0, 3).map((one) => one.personId)
    await centre.must(clerk, 'vacancy.select', { id, version, people })
  })
}

/** A few registered people are offered work today. */
export async function offerWork(world: World): Promise<void> {
  const { random, lives } = world
  const registered = lives.filter(
    (one) => (one.seekerSince || one.unemployedSince) && !one.hired && !one.placed,
  )
  for (const life of registered) if (random.is(0.09)) await offer(world, life)
}

async function offer(world: World, life: Life): Promise<void> {
  const { centre, random, today, agenda } = world
  const clerk = anyClerk(world)
  const vacancyId = random.pick(world.vacancies)
  const vacancy = await centre.must(clerk, 'vacancy.get', { id: vacancyId })
  if (vacancy.closed) return
  const open = await centre.must(clerk, 'offer.prepare', { personId: life.personId, vacancyId })
  if (open.openId !== null) return
  // Now and then nobody recorded a point, or one is not met: such a refusal does not count (R97).
  const suitable = random.is(0.8) ? allSuitable : { ...allSuitable, transport: random.is(0.5) ? false : null }
  const told = random.is(0.9)
  const made = await centre.must(clerk, 'offer.make', {
    personId: life.personId,
    vacancyId,
    offeredOn: typed(today),
    offeredTime: '10:30',
    channel: told ? 'in_person' : 'enbek',
    assistant: '',
    receivedOn: told ? typed(today) : '',
    suitable,
  })
  count(world, 'offers')
  if (!random.is(life.answers)) return count(world, 'silences')
  const late = random.is(0.1)
  agenda.plan(workingDaysAfter(today, late ? 5 : random.between(0, 2)), () => answer(world, life, made.id))
}

async function fresh(world: World, life: Life, id: number): Promise<Offer> {
  const filter = { personId: life.personId, state: 'all' as const }
  const { offers } = await world.centre.must(anyClerk(world), 'offer.list', filter)
  return offers.find((one) => one.id === id)!
}

async function answer(world: World, life: Life, id: number): Promise<void> {
  const { centre, random, today, agenda } = world
  const one = await fresh(world, life, id)
  if (one.state !== 'answer') return
  let agrees = random.is(life.agrees)
  const said = (what: 'agree' | 'refuse') => ({
    id,
    version: one.version,
    receivedOn: one.receivedOn === null ? typed(today) : '',
    answer: what,
    answeredOn: typed(today),
    channel: 'mobile' as const,
    note: what === 'refuse' ? 'Жалақысы төмен' : '',
    resume: what === 'agree',
    conditionsFit: what === 'agree',
  })
  if (random.is(0.1)) {
    // Two clerks heard two things: one is kept, the other is shown it.
    const [first, second] = await Promise.all([
      centre.call(centre.clerks[0], 'offer.answer', said(agrees ? 'agree' : 'refuse')),
      centre.call(centre.clerks[1], 'offer.answer', said(agrees ? 'refuse' : 'agree')),
    ])
    if (first.ok === second.ok) throw new Error('not exactly one answer to an offer')
    // Who of the two is first, the machine decides.
    if (second.ok) agrees = !agrees
    count(world, 'answers of two at once')
  } else await centre.must(anyClerk(world), 'offer.answer', said(agrees ? 'agree' : 'refuse'))
  count(world, agrees ? 'consents' : 'refusals')
  if (agrees) {
    agenda.plan(workingDaysAfter(today, random.is(0.9) ? 1 : 3), () => send(world, life, id))
    return
  }
  // R57: a job seeker's refusal leads to the registration as unemployed at once.
  if (one.to === 'job_seeker' && life.seekerSince !== null) expectTransition(world, life, today)
  if (random.is(0.06)) agenda.plan(workingDaysAfter(today, 1), () => correct(world, life, id))
}

/** The clerk had written down the wrong answer: what follows is shown before, and is what follows after. */
async function correct(world: World, life: Life, id: number): Promise<void> {
  const { centre } = world
  const one = await fresh(world, life, id)
  if (one.answer !== 'refuse' || one.to !== 'unemployed') return
  const clerk = anyClerk(world)
  const input = {
    id,
    version: one.version,
    fields: {
      offeredOn: typed(one.offeredOn),
      offeredTime: one.offeredTime,
      channel: one.channel,
      assistant: one.assistant,
      receivedOn: typed(one.receivedOn ?? one.offeredOn),
      suitable: { ...one.suitable, transport: false },
      answer: one.answer,
      answeredOn: typed(one.answeredOn!),
      answerChannel: one.answerChannel,
      answerNote: one.answerNote,
    },
  }
  const before = await centre.must(clerk, 'offer.refusals', { personId: life.personId })
  await centre.must(clerk, 'offer.foresee', input)
  const foreseen = await centre.must(clerk, 'offer.refusals', { personId: life.personId })
  if (foreseen.count !== before.count) throw new Error('foreseeing a correction changed the register')
  await centre.must(clerk, 'offer.correct', { ...input, reason: 'Қате белгіленген' })
  count(world, 'corrections')
}

async function send(world: World, life: Life, id: number): Promise<void> {
  const { centre, random, today, agenda } = world
  const one = await fresh(world, life, id)
  if (one.state !== 'resume' || one.vacancy.closed) return
  const clerk = anyClerk(world)
  await centre.must(clerk, 'offer.send', {
    id,
    version: one.version,
    sentOn: typed(today),
    consentedOn: typed(one.consentedOn ?? today),
    conditionsFit: true,
  })
  const { version } = await fresh(world, life, id)
  const on = workingDaysAfter(today, 2)
  await centre.must(clerk, 'offer.interview', {
    id,
    version,
    employerToldOn: typed(today),
    on: typed(on),
    time: '11:00',
    place: 'Көкөзек ауылы, Абай көшесі, 1',
    candidateToldOn: typed(today),
    channel: 'mobile',
    assistant: '',
  })
  count(world, 'interviews')
  if (random.is(life.comes))
    agenda.plan(on, async () => {
      const now = await fresh(world, life, id)
      if (now.cameOn === null && now.state !== 'withdrawn' && !now.vacancy.closed)
        await centre.call(clerk, 'offer.visit', { id, version: now.version, on: typed(world.today) })
    })
  // R112, R113: an answer in time, a late one, or none.
  const days = random.is(0.7) ? random.between(3, 4) : random.is(0.5) ? 8 : 0
  if (days === 0) return count(world, 'silent employers')
  agenda.plan(workingDaysAfter(today, days), () => employer(world, life, id))
}

async function employer(world: World, life: Life, id: number): Promise<void> {
  const { centre, random, today } = world
  const one = await fresh(world, life, id)
  if (one.vacancy.closed || one.employer.answer !== null) return
  const hires = random.is(0.5)
  const result = await centre.call(anyClerk(world), 'offer.employerAnswer', {
    id,
    version: one.version,
    answer: hires ? 'hired' : 'refused',
    on: typed(today),
    channel: 'written',
    note: '',
    late: hires && one.result === 'refused_by_employer' ? 'accepted' : null,
  })
  if (!result.ok) return
  if (result.value.result !== 'hired') return count(world, 'refused by the employer')
  count(world, 'hired')
  life.hired = true
  if (one.to === 'job_seeker' && life.unemployedSince === null) life.placed = true
}

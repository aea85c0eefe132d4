/**
 * What people, clerks and AIS do. Everything that the centre learns goes through the operations of the desk; what
 * is true beside it (bars, temperaments, what AIS decided) is kept here and asked by nobody but the checks.
 */
import { randomUUID } from 'node:crypto'
import { emptyIntakeDraft, emptyPersonFields, type IntakeDraft } from '../../shared/model'
import { addDays } from '../../shared/rules/dates'
import { retirementDay } from '../../shared/rules/engine/unemployed'
import type { Agenda } from './agenda'
import type { Clerk, SimulatedCentre } from './centre'
import { workingDaysAfter } from './days'
import { invent, type Invented } from './people'
import type { Chance } from './random'

export interface Life extends Invented {
  personId: number
  applicationId: number
  /** Days of the last registrations, as this side knows them; null while there is none. */
  seekerSince: string | null
  unemployedSince: string | null
  /** AIS refused to register this person as unemployed. */
  barred: boolean
  /** AIS has answered about the registration as a job seeker that is open. */
  told: boolean
  /** Found work as a job seeker: AIS has nothing to do. */
  placed: boolean
  /** Hired by an employer, so that contributions come in. */
  hired: boolean
}

export interface World {
  centre: SimulatedCentre
  random: Chance
  agenda: Agenda
  lives: Life[]
  /** Lines of AIS that come with the file of the next morning. */
  ais: string[]
  vacancies: number[]
  /** What happened, counted for the summary. */
  counts: Record<string, number>
  today: string
}

export const count = (world: World, what: string): void => {
  world.counts[what] = (world.counts[what] ?? 0) + 1
}
export const anyClerk = ({ centre, random }: World): Clerk => random.pick(centre.clerks)

/** A day as a clerk types it. */
export const typed = (day: string) => day.split('-').reverse().join('.')

function draftOf(life: Invented): IntakeDraft {
  return {
    ...emptyIntakeDraft,
    language: life.language,
    person: {
      ...emptyPersonFields,
      iin: life.iin,
      lastName: life.lastName,
      firstName: life.firstName,
      birthDate: life.birthDate,
      sex: life.sex,
      address: 'Көкөзек ауылы, Абай көшесі, 14-үй',
      mobile: '+77015550124',
      labourActivity: life.profession,
      education: life.profession,
    },
    checklist: {
      identity_document: { shown: 'paper', number: life.iin.slice(0, 9), expiresOn: '2034-09-12' },
      labour_activity: { shown: 'none', number: '', expiresOn: null },
      education: { shown: 'paper', number: '', expiresOn: null },
    },
    consents: { publish_resume: true, outsourcing_transfer: false, personal_data: true },
    declaredNoWork: true,
    inArea: true,
    similarSeen: true,
  }
}

/** Somebody comes to the counter; the same person may come again years later. */
export async function arrive(world: World, known?: Life): Promise<void> {
  const { centre, random, lives, today } = world
  const life: Life = known ?? {
    ...invent(random, today, 100 + lives.length),
    personId: 0,
    applicationId: 0,
    seekerSince: null,
    unemployedSince: null,
    barred: false,
    told: false,
    placed: false,
    hired: false,
  }
  const clerk = anyClerk(world)
  const draft = draftOf(life)
  if (known) {
    const { person } = await centre.must(clerk, 'person.get', { id: known.personId })
    draft.personId = person.id
    draft.personVersion = person.version
  }
  const { application } = await centre.must(clerk, 'intake.accept', { draftId: randomUUID(), draft })
  life.personId = application.personId
  life.applicationId = application.id
  if (!known) lives.push(life)
  count(world, known ? 'came again' : 'came')
  // Most are decided on the day or the next; some lie about.
  const day = random.is(0.5) ? today : workingDaysAfter(today, random.is(0.85) ? 1 : random.between(2, 4))
  world.agenda.plan(day, () => decide(world, life))
}

async function decide(world: World, life: Life): Promise<void> {
  const { centre, random } = world
  const { id, version } = await centre.must(anyClerk(world), 'application.get', { id: life.applicationId })
  const result = life.inaccurate ? 'inaccurate' : 'confirmed'
  const note = life.inaccurate ? 'Деректер сәйкес емес' : ''
  const checked = await centre.must(anyClerk(world), 'application.check', { id, version, result, note })
  const decision = {
    id,
    version: checked.version,
    outcome: life.inaccurate ? ('refused' as const) : ('granted' as const),
    grounds: life.inaccurate ? ['inaccurate'] : [],
    explanation: note,
  }
  if (random.is(0.1)) {
    // Two clerks press the same key (R178): exactly one of them decides.
    const both = await Promise.all(
      centre.clerks.map((clerk) => centre.call(clerk, 'application.decide', decision)),
    )
    if (both.filter((one) => one.ok).length !== 1) throw new Error('R178: not exactly one decision')
    count(world, 'decided by two at once')
  } else await centre.must(anyClerk(world), 'application.decide', decision)
  count(world, life.inaccurate ? 'refused as job seeker' : 'registered as job seeker')
  if (random.is(0.8)) {
    const { version: now } = await centre.must(anyClerk(world), 'application.get', { id })
    await centre.must(anyClerk(world), 'application.handOver', {
      id,
      version: now,
      identityDocument: 'identity_card',
      digital: false,
      number: life.iin.slice(0, 9),
      signed: true,
    })
  }
  if (life.inaccurate) return
  Object.assign(life, { seekerSince: world.today, told: false, placed: false, hired: false, barred: false })
  expectTransition(world, life, addDays(workingDaysAfter(world.today, 2), 1))
}

/** AIS makes the transition on its day; the file reaches the centre then or some days later. */
export function expectTransition(world: World, life: Life, on: string): void {
  const { random } = world
  const delay = random.is(0.7) ? 0 : random.between(1, 4)
  world.agenda.plan(addDays(on, delay), async () => {
    if (life.seekerSince === null || life.told || life.placed) return
    life.told = true
    const retired = retirementDay(life, 'general')
    const ground = life.bar ?? (retired !== null && retired <= on ? 'retirement_age' : null)
    if (random.is(0.8)) {
      world.ais.push([life.iin, ground ? 'refused' : 'unemployed', on, ground ?? ''].join(';'))
      return
    }
    const page = await world.centre.must(anyClerk(world), 'registration.get', { personId: life.personId })
    await world.centre.must(anyClerk(world), 'registration.takeOver', {
      personId: life.personId,
      seen: page.answers[0]?.id ?? null,
      status: ground ? 'refused' : 'unemployed',
      on: typed(on),
      grounds: ground ? [ground] : [],
      source: 'АЖ',
    })
    tookOver(world, life, ground === null ? on : null)
  })
}

/** The file of AIS, as it comes in the morning: sometimes twice, sometimes cut off. */
export async function importFromAis(world: World): Promise<void> {
  const { centre, random, ais, lives } = world
  if (ais.length === 0) return
  const lines = ais.splice(0)
  const text = ['iin;status;date;grounds', ...lines].join('\r\n')
  const clerk = anyClerk(world)
  if (random.is(0.1)) {
    // Half a file: what is whole in it is taken over, the torn line waits for the whole file.
    const half = centre.upload(clerk, 'ais-half.csv', text.slice(0, text.length - random.between(5, 20)))
    await centre.must(clerk, 'registration.importFile', { token: half })
    count(world, 'half a file')
  }
  await centre.must(clerk, 'registration.importFile', { token: centre.upload(clerk, 'ais.csv', text) })
  if (random.is(0.2)) {
    const again = await centre.must(clerk, 'registration.importFile', {
      token: centre.upload(clerk, 'ais.csv', text),
    })
    if (again.applied !== 0) throw new Error('the same file of AIS changed something twice')
    count(world, 'the same file twice')
  }
  for (const line of lines) {
    const [iin, status, on] = line.split(';')
    const life = lives.find((one) => one.iin === iin)!
    tookOver(world, life, status === 'unemployed' ? on! : null)
  }
}

function tookOver(world: World, life: Life, unemployedSince: string | null): void {
  const { agenda, random, today } = world
  if (unemployedSince === null) {
    life.barred = true
    count(world, 'refused as unemployed by AIS')
    return
  }
  life.unemployedSince = unemployedSince
  life.seekerSince = null
  count(world, 'registered as unemployed')
  const { personId } = life
  const soon = (late: number) =>
    workingDaysAfter(today, random.is(0.85) ? random.between(0, 1) : random.between(2, late))
  agenda.plan(soon(4), async () => {
    if (life.unemployedSince === null) return
    await world.centre.must(anyClerk(world), 'registration.informPayment', { personId })
  })
  agenda.plan(soon(8), () => drawUpPlan(world, life))
}

/** R74 to R76: the plan with its visits, signed by both. */
async function drawUpPlan(world: World, life: Life): Promise<void> {
  const { centre, random, today, agenda } = world
  if (life.unemployedSince === null) return
  const { personId } = life
  const clerk = anyClerk(world)
  const visits = [1, 2, 3].map((n) => workingDaysAfter(today, n * random.between(8, 12)))
  const fields = {
    goal: 'Тұрақты жұмысқа орналасу',
    education: 'орта',
    speciality: life.profession,
    measures: [
      { measure: 'vacancy_information' as const, completeOn: typed(visits[0]!) },
      { measure: 'employer_interviews' as const, completeOn: typed(visits[2]!) },
    ],
    visits: visits.map((on) => ({ on: typed(on), action: 'орталыққа келу' })),
    validUntil: typed(addDays(today, 180)),
    specialistPhone: '+77015550100',
    specialistEmail: 'maman@example.kz',
  }
  const draft = await centre.must(clerk, 'plan.save', { personId, id: null, version: null, fields })
  const day = typed(today)
  const sign = {
    id: draft.id,
    version: draft.version,
    personSignedOn: day,
    employeeSignedOn: day,
    copyGivenOn: day,
  }
  if (random.is(0.1)) {
    const both = await Promise.all(centre.clerks.map((one) => centre.call(one, 'plan.sign', sign)))
    if (both.filter((one) => one.ok).length !== 1) throw new Error('R76: a plan not signed exactly once')
    count(world, 'signed by two at once')
  } else await centre.must(clerk, 'plan.sign', sign)
  count(world, 'plans signed')
  for (const [i, on] of visits.entries())
    agenda.plan(random.is(0.9) ? on : workingDaysAfter(on, 3), () => visit(world, life, i, on))
}

async function visit(world: World, life: Life, at: number, on: string): Promise<void> {
  const { centre, random, today } = world
  if (life.unemployedSince === null) return
  const { current } = await centre.must(anyClerk(world), 'plan.get', { personId: life.personId })
  const planned = current?.visits[at]
  if (!current || !planned || planned.record) return
  const comes = random.is(life.comes)
  // Nobody has missed a day that is not over.
  if (!comes && on >= today) {
    world.agenda.plan(workingDaysAfter(today, 1), () => visit(world, life, at, on))
    return
  }
  await centre.must(anyClerk(world), 'plan.visit', {
    id: current.id,
    version: current.version,
    visitId: planned.id,
    keptOn: comes ? typed(today) : '',
    explanation: comes ? '' : 'Ауырып қалдым',
    judgement: comes ? null : random.is(0.7) ? 'valid' : 'not_valid',
  })
  count(world, comes ? 'visits kept' : 'visits missed')
}

/**
 * The longest roads of the demo, lived in the weeks before today: from job seeker to unemployed, plan, offer and hire,
 * and to deregistration and its notice. Every step is an operation of the desk, on its day.
 */
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { emptyOrganisation } from '../../shared/contract/organisations'
import { emptyVacancy } from '../../shared/contract/vacancies'
import type { IntakeDraft } from '../../shared/model'
import { buildCalendar, shippedCalendars } from '../../shared/rules/calendar'
import { addDays } from '../../shared/rules/dates'
import { workHours } from '../../shared/rules/matching'
import { r56TransitionDay } from '../../shared/rules/engine/unemployed'
import type { LocalDesk } from './open'

/** The desk of the demo, whose clock is turned from day to day. */
export interface TurnedDesk extends LocalDesk {
  /** Local day, `YYYY-MM-DD`, on which the desk now works. */
  turn(day: string): Promise<void>
  /** Do something as the director; the clerk goes on afterwards. */
  asDirector<T>(work: () => Promise<T>): Promise<T>
}

export interface Traveller {
  draft: IntakeDraft
  name: string
  documentNumber: string
}

const InBoth = z.object({ kk: z.string(), ru: z.string() })
/** What the roads need beside the people: the employer, the vacancy, the words of plan and person. */
export const RoadTexts = z.object({
  plan: z.object({ goal: InBoth, action: InBoth, phone: z.string(), email: z.string() }),
  organisation: z.object({
    bin: z.string(),
    nameKk: z.string(),
    nameRu: z.string(),
    legalAddress: z.string(),
    phone: z.string(),
  }),
  vacancy: z.object({
    profession: z.string(),
    payFrom: z.number().int(),
    payTo: z.number().int(),
    hours: z.enum(workHours),
  }),
  /** Where the decision of AIS was read. */
  source: z.string(),
  /** What the person said about the missed visit. */
  explanation: z.string(),
})
export type RoadTexts = z.infer<typeof RoadTexts>

/** What `demo.json` says of a road: what happened on which day, in the order of the road. */
export interface Road {
  person: string
  personId: number
  end: 'hired' | 'deregistered'
  steps: { on: string; step: RoadStep }[]
}
export const roadSteps = [
  'job_seeker',
  'unemployed',
  'payment_informed',
  'plan',
  'offer',
  'consent',
  'resume',
  'interview',
  'hired',
  'visit_missed',
  'reason_judged',
  'ground_sent',
  'deregistered',
  'notified',
] as const
export type RoadStep = (typeof roadSteps)[number]

const calendar = buildCalendar(shippedCalendars, 5)
const suitable = { training: true, experience: true, health: true, hours: true, transport: true }

/** The n-th working day before or after a day. */
export function workingDay(from: string, n: number): string {
  let day = from
  for (let left = Math.abs(n); left > 0;) {
    day = addDays(day, Math.sign(n))
    if (calendar.isWorkingDay(day)) left--
  }
  return day
}
/** A day as a clerk types it. */
export const typed = (day: string) => day.split('-').reverse().join('.')

/** Working days that the longer road takes, with some to spare before today. */
const length = 18

/** Both roads, ended before `today`; the clock of the desk stands on the last day of the second. */
export async function leadRoads(
  desk: TurnedDesk,
  people: { hired: Traveller; deregistered: Traveller },
  texts: RoadTexts,
  today: string,
): Promise<Road[]> {
  const start = workingDay(today, -length)
  await desk.turn(start)
  const roads: Road[] = []
  for (const end of ['hired', 'deregistered'] as const) {
    const road: Road = { person: people[end].name, personId: 0, end, steps: [] }
    roads.push(road)
    await register(desk, people[end], road, start)
  }
  const transition = r56TransitionDay(start, { calendar }).day
  const since = calendar.isWorkingDay(transition) ? transition : workingDay(transition, 1)
  await desk.turn(since)
  for (const road of roads) await becomeUnemployed(desk, road, people[road.end].draft, texts, since)
  await findWork(desk, roads[0]!, texts, since)
  await deregister(desk, roads[1]!, texts, since)
  return roads
}

const note = (road: Road, on: string, step: RoadStep) => road.steps.push({ on, step })

async function register(desk: LocalDesk, who: Traveller, road: Road, on: string): Promise<void> {
  const { application } = await desk.call('intake.accept', { draftId: randomUUID(), draft: who.draft })
  const { id } = application
  const checked = await desk.call('application.check', {
    id,
    version: application.version,
    result: 'confirmed',
    note: '',
  })
  const decided = await desk.call('application.decide', {
    id,
    version: checked.version,
    outcome: 'granted',
    grounds: [],
    explanation: '',
  })
  await desk.call('application.handOver', {
    id,
    version: decided.application.version,
    identityDocument: 'identity_card',
    digital: false,
    number: who.documentNumber,
    signed: true,
  })
  road.personId = application.personId
  note(road, on, 'job_seeker')
}

/** R56, R66, R68, R74 to R76: what AIS decided, its notice on request, the payment information and the plan. */
async function becomeUnemployed(
  desk: LocalDesk,
  road: Road,
  { language, person }: IntakeDraft,
  { plan, source }: RoadTexts,
  on: string,
): Promise<void> {
  const { personId } = road
  const page = await desk.call('registration.get', { personId })
  await desk.call('registration.takeOver', {
    personId,
    seen: page.answers[0]?.id ?? null,
    status: 'unemployed',
    on: typed(on),
    grounds: [],
    source,
  })
  note(road, on, 'unemployed')
  await desk.call('registration.notice', { personId, kind: 'notice' })
  await desk.call('registration.informPayment', { personId })
  note(road, on, 'payment_informed')
  const visit = workingDay(on, 3)
  const { id, version } = await desk.call('plan.save', {
    personId,
    id: null,
    version: null,
    fields: {
      goal: plan.goal[language],
      education: person.education,
      speciality: person.labourActivity,
      measures: [
        { measure: 'vacancy_information', completeOn: typed(visit) },
        { measure: 'employer_interviews', completeOn: typed(workingDay(on, 30)) },
      ],
      visits: [{ on: typed(visit), action: plan.action[language] }],
      validUntil: typed(addDays(on, 180)),
      specialistPhone: plan.phone,
      specialistEmail: plan.email,
    },
  })
  const day = typed(on)
  await desk.call('plan.sign', { id, version, personSignedOn: day, employeeSignedOn: day, copyGivenOn: day })
  note(road, on, 'plan')
}

/** R101 to R114: a vacancy, the offer, consent, resume, interview, and the employer who hires. */
async function findWork(desk: TurnedDesk, road: Road, texts: RoadTexts, since: string): Promise<void> {
  const { personId } = road
  const offered = workingDay(since, 1)
  await desk.turn(offered)
  const organisation = await desk.call('organisation.save', {
    id: null,
    version: null,
    fields: { ...emptyOrganisation, ...texts.organisation },
  })
  const vacancy = await desk.call('vacancy.save', {
    id: null,
    version: null,
    post: null,
    fields: {
      ...emptyVacancy,
      organisationId: organisation.id,
      ...texts.vacancy,
      appearedOn: typed(offered),
    },
  })
  await desk.call('vacancy.select', { id: vacancy.id, version: vacancy.version, people: [personId] })
  let offer = await desk.call('offer.make', {
    personId,
    vacancyId: vacancy.id,
    offeredOn: typed(offered),
    offeredTime: '10:30',
    channel: 'in_person',
    assistant: '',
    receivedOn: typed(offered),
    suitable,
  })
  note(road, offered, 'offer')
  const answered = workingDay(offered, 1)
  await desk.turn(answered)
  offer = await desk.call('offer.answer', {
    id: offer.id,
    version: offer.version,
    receivedOn: '',
    answer: 'agree',
    answeredOn: typed(answered),
    channel: 'mobile',
    note: '',
    resume: true,
    conditionsFit: true,
  })
  note(road, answered, 'consent')
  offer = await desk.call('offer.send', {
    id: offer.id,
    version: offer.version,
    sentOn: typed(answered),
    consentedOn: typed(answered),
    conditionsFit: true,
  })
  note(road, answered, 'resume')
  const met = workingDay(answered, 1)
  offer = await desk.call('offer.interview', {
    id: offer.id,
    version: offer.version,
    employerToldOn: typed(answered),
    on: typed(met),
    time: '11:00',
    place: texts.organisation.legalAddress,
    candidateToldOn: typed(answered),
    channel: 'mobile',
    assistant: '',
  })
  await desk.turn(met)
  offer = await desk.call('offer.visit', { id: offer.id, version: offer.version, on: typed(met) })
  note(road, met, 'interview')
  const hired = workingDay(met, 1)
  await desk.turn(hired)
  await desk.call('offer.employerAnswer', {
    id: offer.id,
    version: offer.version,
    answer: 'hired',
    on: typed(hired),
    channel: 'written',
    note: '',
    late: null,
  })
  note(road, hired, 'hired')
}

/** R89, R96, R93, R94: a visit of the plan missed without a valid reason, sent, decided by AIS, and told. */
async function deregister(desk: TurnedDesk, road: Road, texts: RoadTexts, since: string): Promise<void> {
  const { personId } = road
  const missed = workingDay(since, 5)
  await desk.turn(missed)
  const { current } = await desk.call('plan.get', { personId })
  await desk.call('plan.visit', {
    id: current!.id,
    version: current!.version,
    visitId: current!.visits[0]!.id,
    keptOn: '',
    explanation: texts.explanation,
    judgement: 'not_valid',
  })
  note(road, missed, 'visit_missed')
  note(road, missed, 'reason_judged')
  const page = await desk.call('deregistration.get', { personId })
  const raised = page.grounds[0]!
  await desk.call('deregistration.send', { personId, key: raised.key })
  note(road, missed, 'ground_sent')
  const decided = workingDay(missed, 1)
  await desk.turn(decided)
  const after = await desk.call('deregistration.takeOver', {
    personId,
    on: typed(decided),
    ground: raised.ground,
    source: texts.source,
  })
  note(road, decided, 'deregistered')
  const one = after.cases[0]!
  await desk.call('deregistration.notify', {
    id: one.id,
    version: one.version,
    on: typed(decided),
    channel: 'mobile',
    rural: false,
    akim: '',
    text: '',
    paper: true,
  })
  note(road, decided, 'notified')
}

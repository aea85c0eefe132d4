/** Offers of work, interviews and what the employer answers (Order No 214, paras 69 to 81, R104 to R117). */
import { z } from 'zod'
import { DeadlineWhy, Id, Instant, IsoDay, LocalText, Version } from '../model'
import { RuleId, Told } from '../rules/engine/finding'
import { suitabilityPoints } from '../rules/engine/mediation'
import { FromCentral } from './central'
import { command, query, type Operation } from './define'
import { Difference } from './work'

/** How word went between the centre and the person (R105, R106). */
export const offerChannels = ['in_person', 'enbek', 'mobile', 'assistant'] as const
export const OfferChannel = z.enum(offerChannels)
export const OfferStanding = z.enum(['job_seeker', 'unemployed', 'other'])
export const OfferAnswer = z.enum(['agree', 'refuse'])
export type OfferAnswer = z.infer<typeof OfferAnswer>
/** R112: in writing or through the cabinet on enbek.kz; by telephone it is noted as well. */
export const employerChannels = ['written', 'enbek', 'phone'] as const
export const EmployerChannel = z.enum(employerChannels)
export type EmployerChannel = z.infer<typeof EmployerChannel>

const Point = z.boolean().nullable()
/** The five points of suitable work; null: not recorded. */
export const Suitable = z.object(
  Object.fromEntries(suitabilityPoints.map((point) => [point, Point])) as Record<
    (typeof suitabilityPoints)[number],
    typeof Point
  >,
)
export type Suitable = z.infer<typeof Suitable>

export const nothingRecorded: Suitable = {
  training: null,
  experience: null,
  health: null,
  hours: null,
  transport: null,
}

/** What an offer waits for, or how it ended. */
export const openOfferStates = ['answer', 'resume', 'interview', 'visit', 'employer', 'late_hiring'] as const
export const endedOfferStates = [
  'hired',
  'refused',
  'interview_refused',
  'refused_by_employer',
  'vacancy_closed',
  'withdrawn',
] as const
export const OfferState = z.enum([...openOfferStates, ...endedOfferStates])
export type OfferState = z.infer<typeof OfferState>

export const isOpenOffer = (state: OfferState): boolean =>
  (openOfferStates as readonly OfferState[]).includes(state)

/** Something that is awaited now; its sentence is `offer.awaits_<code>`. */
export const OfferTerm = z.object({
  code: z.enum(openOfferStates),
  rule: RuleId,
  /** Null where the law names no day. */
  due: IsoDay.nullable(),
  why: DeadlineWhy.nullable(),
  workingDaysLeft: z.number().int().nullable(),
})
export type OfferTerm = z.infer<typeof OfferTerm>

export const Offer = z.object({
  id: Id,
  version: Version,
  person: z.object({ id: Id, name: z.string(), iinMasked: z.string() }),
  vacancy: z.object({
    id: Id,
    profession: z.string(),
    organisationKk: z.string(),
    organisationRu: z.string(),
    address: z.string(),
    closed: z.boolean(),
  }),
  /** What the person was on the day of the offer. */
  to: OfferStanding,
  /** Lives in a rural place, as the application through the assistant says (R106). */
  rural: z.boolean(),
  offeredOn: IsoDay,
  /** HH:MM; empty when it was not noted. */
  offeredTime: z.string(),
  channel: OfferChannel,
  assistant: z.string(),
  receivedOn: IsoDay.nullable(),
  suitable: Suitable,
  answer: OfferAnswer.nullable(),
  answeredOn: IsoDay.nullable(),
  answerChannel: OfferChannel.nullable(),
  answerNote: z.string(),
  consentedOn: IsoDay.nullable(),
  conditionsFit: z.boolean(),
  /** Education and labour activity of the person, as they go to the employer. */
  resume: z.string(),
  sentOn: IsoDay.nullable(),
  interview: z.object({
    employerToldOn: IsoDay.nullable(),
    on: IsoDay.nullable(),
    time: z.string(),
    place: z.string(),
    candidateToldOn: IsoDay.nullable(),
    channel: OfferChannel.nullable(),
    assistant: z.string(),
    refusedOn: IsoDay.nullable(),
    refusedNote: z.string(),
  }),
  cameOn: IsoDay.nullable(),
  employer: z.object({
    answer: z.enum(['hired', 'refused']).nullable(),
    on: IsoDay.nullable(),
    channel: EmployerChannel.nullable(),
    note: z.string(),
    /** R113: what was decided about hiring told after the term. */
    late: z.enum(['accepted', 'left']).nullable(),
    /** R172: it came in a batch, or a batch says the same. */
    central: FromCentral.nullable(),
  }),
  /** R112: last day of the employer's answer; null before the candidate was told of the interview. */
  employerDue: IsoDay.nullable(),
  /** R113: as recorded, or as the silence of the employer counts. */
  result: z.enum(['pending', 'hired', 'refused_by_employer']),
  resultSince: IsoDay.nullable(),
  withdrawn: z.object({ on: IsoDay, note: z.string() }).nullable(),
  state: OfferState,
  /** What is awaited now, the first due first; empty once it ended. */
  terms: z.array(OfferTerm),
  /** What the rules find: what is missing, what came late, what silence means. */
  findings: z.array(Told),
  corrections: z.array(z.object({ at: Instant, by: z.string(), reason: z.string() })),
  responsible: z.string(),
  updatedAt: Instant,
  updatedBy: z.string(),
})
export type Offer = z.infer<typeof Offer>

/** Why a refusal counts towards three (R97), or why not; its sentence is `offer.count_<code>`. */
export const RefusalCount = z.enum([
  'counted',
  'as_job_seeker',
  'before_registration',
  'unsuitable',
  'unrecorded',
])
export type RefusalCount = z.infer<typeof RefusalCount>

const Day = z.string().max(40)
const Time = z.string().max(20)
const Note = z.string().max(1000)
const Name = z.string().max(300)

/** How and when the person was told of the work, and whether it is suitable. */
const Telling = z.strictObject({
  offeredOn: Day,
  offeredTime: Time,
  channel: OfferChannel,
  assistant: Name,
  /** Empty: not known yet. */
  receivedOn: Day,
  suitable: Suitable,
})

/** What can be corrected: the days, the answer and the five points. */
const Correction = z.strictObject({
  ...Telling.shape,
  answer: OfferAnswer.nullable(),
  answeredOn: Day,
  answerChannel: OfferChannel.nullable(),
  answerNote: Note,
})
export type OfferCorrection = z.infer<typeof Correction>

const pageOf = {
  limit: z.number().int().min(1).max(500).default(200),
  offset: z.number().int().min(0).default(0),
}
const dayErrors = ['date_invalid', 'date_in_future', 'date_too_early', 'time_wrong'] as const
const recordErrors = ['not_found', 'version_conflict', 'offer_step'] as const
const of = { id: Id, version: Version }

export const offerOperations = {
  'offer.list': query({
    about: 'Offers over all people, or of one person or vacancy, with what is awaited and until when.',
    right: 'people_read',
    input: z.strictObject({
      state: z.enum(['open', ...openOfferStates, 'ended', 'all']).default('open'),
      personId: Id.nullable().default(null),
      vacancyId: Id.nullable().default(null),
      ...pageOf,
    }),
    output: z.object({
      offers: z.array(Offer),
      total: z.number().int(),
      /** Open ones by what they wait for, whatever state was asked for. */
      counts: z.record(z.enum(openOfferStates), z.number().int()),
    }),
    errors: [],
  }),
  'offer.refusals': query({
    about: 'R97: refusals that count towards three, those that do not, and why.',
    right: 'people_read',
    input: z.strictObject({ personId: Id }),
    output: z.object({
      /** Registered as unemployed since; null: is not. */
      since: IsoDay.nullable(),
      count: z.number().int(),
      findings: z.array(Told),
      refusals: z.array(z.object({ offerId: Id, title: LocalText, on: IsoDay, count: RefusalCount })),
    }),
    errors: ['not_found'],
  }),
  'offer.prepare': query({
    about: 'What an offer of a vacancy to a person would be: what the person is, its term, points proposed.',
    right: 'people_read',
    input: z.strictObject({ personId: Id, vacancyId: Id }),
    output: z.object({
      to: OfferStanding,
      rural: z.boolean(),
      /** Who passed word on the last time. */
      assistant: z.string(),
      suitable: Suitable,
      /** R104; null when the day of appearance is not known. */
      term: Told.nullable(),
      /** The open offer of it to this person. */
      openId: Id.nullable(),
    }),
    errors: ['not_found'],
  }),
  'offer.make': command({
    about: 'Record that a person was told of suitable work (R104-R106).',
    right: 'mediate',
    input: z.strictObject({ personId: Id, vacancyId: Id, ...Telling.shape }),
    output: Offer,
    errors: ['not_found', 'vacancy_closed', 'offer_exists', 'assistant_needed', ...dayErrors],
  }),
  'offer.receive': command({
    about: 'R107: the day on which the person got the offer, where it is another than that of the offer.',
    right: 'mediate',
    input: z.strictObject({ ...of, receivedOn: Day }),
    output: Offer,
    errors: [...recordErrors, ...dayErrors],
  }),
  'offer.answer': command({
    about: 'R107, R108: consent or refusal, with day and channel; a job seeker’s refusal leads to R57.',
    right: 'mediate',
    input: z.strictObject({
      ...of,
      /** Day of receipt, where it was not known before. */
      receivedOn: Day,
      answer: OfferAnswer,
      answeredOn: Day,
      channel: OfferChannel,
      note: Note,
      /** R109: agrees that the resume is sent to the employer. */
      resume: z.boolean(),
      conditionsFit: z.boolean(),
    }),
    output: Offer,
    errors: [...recordErrors, ...dayErrors],
  }),
  'offer.send': command({
    about: 'R109, R170: the resume was sent to the employer; never without the consent to it.',
    right: 'mediate',
    input: z.strictObject({
      ...of,
      sentOn: Day,
      /** Day of the consent to it; empty: there is none. */
      consentedOn: Day,
      conditionsFit: z.boolean(),
    }),
    output: Offer,
    errors: [...recordErrors, 'resume_without_consent', 'personal_data_consent', ...dayErrors],
  }),
  'offer.interview': command({
    about: 'R110: the employer was told, day, time and place were agreed, the candidate was told.',
    right: 'mediate',
    input: z.strictObject({
      ...of,
      employerToldOn: Day,
      on: Day,
      time: Time,
      place: z.string().max(500),
      /** Empty: not told yet. */
      candidateToldOn: Day,
      channel: OfferChannel.nullable(),
      assistant: Name,
    }),
    output: Offer,
    errors: [...recordErrors, 'assistant_needed', ...dayErrors],
  }),
  'offer.refuseInterview': command({
    about: 'R117: the person refused the interview. It is no refusal of the offered work (R97).',
    right: 'mediate',
    input: z.strictObject({ ...of, on: Day, channel: OfferChannel, note: Note }),
    output: Offer,
    errors: [...recordErrors, ...dayErrors],
  }),
  'offer.visit': command({
    about: 'R111: the person came to the employer.',
    right: 'mediate',
    input: z.strictObject({ ...of, on: Day }),
    output: Offer,
    errors: [...recordErrors, ...dayErrors],
  }),
  'offer.employerAnswer': command({
    about: 'R112-R114, R117: the employer hired or refused; hiring takes a place of the vacancy.',
    right: 'mediate',
    input: z.strictObject({
      ...of,
      answer: z.enum(['hired', 'refused']),
      on: Day,
      channel: EmployerChannel,
      note: Note,
      /** R113: what is decided about hiring told after the term; null: not decided yet. */
      late: z.enum(['accepted', 'left']).nullable(),
    }),
    output: Offer,
    errors: [...recordErrors, 'central_value', ...dayErrors],
  }),
  'offer.withdraw': command({
    about: 'Take an offer back that was recorded by mistake or has become void; it stays, with the reason.',
    right: 'mediate',
    input: z.strictObject({ ...of, on: Day, note: Note }),
    output: Offer,
    errors: [...recordErrors, 'reason_needed', ...dayErrors],
  }),
  'offer.foresee': query({
    about: 'What a correction of an offer would change for the person.',
    right: 'mediate',
    input: z.strictObject({ ...of, fields: Correction }),
    output: Difference,
    errors: [...recordErrors, 'assistant_needed', ...dayErrors],
  }),
  'offer.correct': command({
    about: 'Correct days, answer and the five points of an offer; what was said before is kept.',
    right: 'mediate',
    input: z.strictObject({ ...of, fields: Correction, reason: Note }),
    output: Offer,
    errors: [...recordErrors, 'reason_needed', 'assistant_needed', ...dayErrors],
  }),
} as const satisfies Record<string, Operation>

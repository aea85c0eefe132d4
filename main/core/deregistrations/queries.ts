/** Duties of an unemployed person as the register holds them, and what the rules of para 51 find in them. */
import type { FromCentral } from '../../../shared/contract/central'
import type { DutiesPage, Deregistration, DutyFact, DutyRow } from '../../../shared/contract/deregistrations'
import { inEveryLanguage } from '../../../shared/locale'
import type { LocalText } from '../../../shared/model'
import {
  deregistrationFindings,
  groundOf,
  r93DeregistrationDue,
  r94DeregistrationNotice,
  r95ThroughAkim,
  r97RefusalCount,
  type Contributions,
  type GroundCode,
  type JudgedOffer,
  type Reason,
  type UnemployedFacts,
} from '../../../shared/rules/engine/deregistration'
import { shownFact, tell, type Finding } from '../../../shared/rules/engine/finding'
import { r81ChangeReport, r82ChangesToTell } from '../../../shared/rules/engine/plan'
import type { Clock } from '../../../shared/rules/engine/registration'
import type { Knex } from '../../db/open'
import { provenanceOf } from '../central/provenance'
import { clockOf, staffName, type Context } from '../context'
import { interviewFacts, offerFacts } from '../offers/facts'
import type { VisitRecord } from '../plans/queries'
import { slipFacts, type SlipFact } from '../referrals/facts'
import { persons } from '../persons/queries'
import { registrationsTable, type RegistrationRecord } from '../registrations/queries'

export interface FactRecord {
  id: number
  version: number
  person_id: number
  registration_id: number
  kind: DutyFact['kind']
  fact: string
  at: string
  staff_id: number
  mistaken_at: string | null
}

export interface ReasonRecord {
  id: number
  version: number
  person_id: number
  registration_id: number
  source: DutyRow['source']
  source_id: number
  explanation: string
  judgement: Reason['judgement']
  at: string
  staff_id: number
}

export interface CaseRecord {
  id: number
  uid: string
  version: number
  person_id: number
  registration_id: number
  state: Deregistration['state']
  ground: GroundCode | null
  ground_key: string | null
  fact_on: string | null
  evidence: string | null
  explanation: string
  judgement: Reason['judgement']
  sent_on: string | null
  sent_at: string | null
  sent_by: number | null
  withdrawn_on: string | null
  withdrawn_why: string
  withdrawn_at: string | null
  withdrawn_by: number | null
  deregistered_on: string | null
  decided_ground: GroundCode | null
  ground_known: number | boolean | null
  source: string
  file_id: number | null
  decided_at: string | null
  decided_by: number | null
  notified_on: string | null
  channel: 'ict' | 'mobile' | 'akim' | null
  rural: number | boolean | null
  akim: string
  told: string
  notified_at: string | null
  notified_by: number | null
  document_id: number | null
}

export const factsTable = (db: Knex) => db<FactRecord>('duty_facts')
export const reasonsTable = (db: Knex) => db<ReasonRecord>('duty_reasons')
export const casesTable = (db: Knex) => db<CaseRecord>('deregistrations')

export const factOf = ({ fact }: Pick<FactRecord, 'fact'>) => JSON.parse(fact) as DutyFact

/** A record that a ground may follow from, with what the rules find in it. */
export interface Duty {
  key: string
  source: DutyRow['source']
  id: number
  version: number
  fact: DutyFact | null
  title: LocalText
  findings: Finding[]
  asks: DutyRow['asks']
  open: DutyRow['open']
  reason: (Reason & { at: string; staffId: number | null }) | null
  reasonVersion: number
  at: string | null
  staffId: number | null
}

/** A ground of para 51 and the record it follows from. */
export interface Ground {
  key: string
  ground: GroundCode
  possible: boolean
  on: string
  finding: Finding
  title: LocalText | null
  reason: Reason | null
}

/** Everything about one registration as unemployed. */
export interface Standing {
  registration: RegistrationRecord
  duties: Duty[]
  refusals: number
  grounds: Ground[]
  /** What belongs to no single record. */
  findings: Finding[]
}

const nothing: Omit<UnemployedFacts, 'since'> = {
  contributions: { medical: null, pension: null, social: null },
  offers: [],
  jobsAndStudies: [],
  invitations: [],
  stopped: [],
  visits: [],
  courtActs: [],
  changes: [],
  falseDocuments: [],
}

const orNull = (day: string) => (day === '' ? null : day)
const asIs = (text: string): LocalText => ({ kk: text, ru: text, en: text })
/** Days for a sentence; beside each, as `<name>_is`, whether there is one. */
const params = (values: Record<string, string | null>) =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => [
      [name, shownFact(value)],
      [name + '_is', value ? 'yes' : 'no'],
    ]),
  )

/** A fact as the rules ask for it; payments are added up over all facts. */
function askedOf(fact: DutyFact, reason: Reason | null): Partial<UnemployedFacts> {
  switch (fact.kind) {
    case 'change':
      return {
        changes: [{ kind: fact.change, eventOn: fact.eventOn, reportedOn: orNull(fact.reportedOn) }],
      }
    case 'invitation':
      return { invitations: [{ toldOn: fact.toldOn, cameOn: orNull(fact.cameOn), reason }] }
    case 'summons':
      return { jobsAndStudies: [{ toldOn: fact.toldOn, cameOn: orNull(fact.cameOn), reason }] }
    case 'stopped':
      return { stopped: [{ on: orNull(fact.on), source: fact.source, reason }] }
    case 'court':
      return {
        courtActs: [{ kind: fact.court, inForceOn: orNull(fact.inForceOn), document: fact.document }],
      }
    case 'false_documents':
      return { falseDocuments: [{ foundOn: orNull(fact.foundOn), documents: fact.documents }] }
    case 'contributions':
      return {}
  }
}

/** What a fact says, in a line. */
export function titleOf(fact: DutyFact): LocalText {
  switch (fact.kind) {
    case 'change':
      return inEveryLanguage('deregistration.line_change', {
        change: fact.change,
        ...params({ on: fact.eventOn, reported: fact.reportedOn }),
        from: fact.knownFrom,
      })
    case 'invitation':
    case 'summons':
      return inEveryLanguage(`deregistration.line_${fact.kind}`, {
        about: fact.about,
        ...params({ on: fact.toldOn, came: fact.cameOn }),
      })
    case 'stopped':
      return inEveryLanguage('deregistration.line_stopped', {
        ...params({ on: fact.on }),
        about: fact.about,
        source: fact.source,
      })
    case 'court':
      return inEveryLanguage('deregistration.line_court', {
        court: fact.court,
        ...params({ on: fact.inForceOn }),
        document: fact.document,
      })
    case 'contributions':
      return inEveryLanguage('deregistration.line_contributions', {
        ...params({ medical: fact.medical, pension: fact.pension, social: fact.social }),
        source: fact.source,
      })
    case 'false_documents':
      return inEveryLanguage('deregistration.line_false_documents', {
        ...params({ on: fact.foundOn }),
        documents: fact.documents,
      })
  }
}

/** Kinds of ground 3: the explanation is heard before the ground is raised (R96). */
const excusable: readonly DutyFact['kind'][] = ['invitation', 'summons', 'stopped']

const openOf = (fact: DutyFact): DutyRow['open'] =>
  fact.kind === 'change' && fact.reportedOn === ''
    ? 'reportedOn'
    : (fact.kind === 'invitation' || fact.kind === 'summons') && fact.cameOn === ''
      ? 'cameOn'
      : null

const reasonOf = (record: ReasonRecord | undefined): Pick<Duty, 'reason' | 'reasonVersion'> => ({
  reason: record
    ? {
        explanation: record.explanation,
        judgement: record.judgement,
        at: record.at,
        staffId: record.staff_id,
      }
    : null,
  reasonVersion: record?.version ?? 0,
})
const noReason = reasonOf(undefined)

/** What a record still needs of a person before a ground can follow from it. */
const asksOf = (findings: readonly Finding[]): Duty['asks'] =>
  findings.some(({ code }) => code === 'reason_unjudged')
    ? 'explanation'
    : findings.some(({ inputs }) => inputs['possible'] === true)
      ? 'decision'
      : null

type Row = Omit<Duty, 'findings' | 'asks'> & { asked: Partial<UnemployedFacts> }

type KnownVisit = VisitRecord & { registration_id: number; version: number; state: string }

/** Visits of the plans of a registration whose day counts: of a plan that was replaced, those before that day. */
const visitsThatCount = (visits: readonly (KnownVisit & { superseded_on: string | null })[]) =>
  visits.filter(
    ({ on, state, superseded_on: until }) =>
      on !== null &&
      (state === 'signed' ||
        (state === 'superseded' &&
          on < until! &&
          !visits.some((other) => other.state === 'signed' && other.on === on))),
  )

/** What the register holds for these registrations, read at once. */
async function load(db: Knex, registrations: readonly RegistrationRecord[]) {
  const ids = registrations.map(({ id }) => id)
  const facts = await factsTable(db).whereIn('registration_id', ids).whereNull('mistaken_at').orderBy('id')
  const reasons = await reasonsTable(db).orderBy('id').whereIn('registration_id', ids)
  const visits = (await db('plan_visits as v')
    .join('plans as l', 'l.id', 'v.plan_id')
    .whereIn('l.registration_id', ids)
    .whereIn('l.state', ['signed', 'superseded'])
    .orderBy('v.on')
    .orderBy('v.id')
    .select('v.*', 'l.registration_id', 'l.version', 'l.state', 'l.superseded_on')) as (KnownVisit & {
    superseded_on: string | null
  })[]
  return (id: number) => ({
    facts: facts.filter((one) => one.registration_id === id),
    visits: visitsThatCount(visits.filter((one) => one.registration_id === id)),
    reasonFor: (source: ReasonRecord['source'], sourceId: number) =>
      reasonOf(
        reasons.find(
          (one) => one.registration_id === id && one.source === source && one.source_id === sourceId,
        ),
      ),
  })
}

/** Who takes a person in for work or study; a referral for relocation or to a creditor is to neither. */
const workOrStudy: readonly SlipFact['counterpart'][] = [
  'employer',
  'education_organisation',
  'training_organisation',
]

/**
 * What the slip of a referral means for ground 3, or null. Whoever refused the place did not come to it (R86): the
 * order knows no slip, and a referral to a measure is no offer with the five points of suitable work, so a refusal
 * on a slip is not counted towards three (R97). A slip that is in question says nothing yet.
 */
function askedOfSlip(one: SlipFact, reason: Reason | null): Partial<UnemployedFacts> | null {
  if (one.stoppedOn !== null) return { stopped: [{ on: one.stoppedOn, source: `№ ${one.number}`, reason }] }
  const absent = (one.outcome === 'refused' || one.outcome === 'not_come') && !one.inQuestion
  return absent && workOrStudy.includes(one.counterpart)
    ? { jobsAndStudies: [{ toldOn: one.toldOn, cameOn: null, reason }] }
    : null
}

const inside = (day: string | null, since: string, until: string | null) =>
  day !== null && day >= since && (until === null || day <= until)

/** Records of one registration, each with what the rules are asked of it. */
async function rowsOf(
  db: Knex,
  registration: RegistrationRecord,
  { facts, visits, reasonFor }: ReturnType<Awaited<ReturnType<typeof load>>>,
): Promise<Row[]> {
  const { person_id: personId, since, until } = registration
  const elsewhere = { fact: null, version: 1, open: null, at: null, staffId: null } as const
  const offers = (await offerFacts(db, personId)).filter((one) =>
    inside(one.answeredOn ?? one.receivedOn ?? one.offeredOn, since, until),
  )
  const interviews = (await interviewFacts(db, personId)).filter((one) => inside(one.toldOn, since, until))
  const slips = (await slipFacts(db, personId)).filter((one) =>
    inside(one.stoppedOn ?? one.toldOn, since, until),
  )
  return [
    ...facts.map((record): Row => {
      const fact = factOf(record)
      const said = excusable.includes(fact.kind) ? reasonFor('fact', record.id) : noReason
      return {
        key: `fact:${record.id}`,
        source: 'fact',
        id: record.id,
        version: record.version,
        fact,
        title: titleOf(fact),
        asked: askedOf(fact, said.reason),
        open: openOf(fact),
        ...said,
        at: record.at,
        staffId: record.staff_id,
      }
    }),
    ...visits.map((visit): Row => {
      const said = visit.explanation !== '' || visit.judgement !== null
      const reason = said
        ? {
            explanation: visit.explanation,
            judgement: visit.judgement,
            at: visit.recorded_at ?? '',
            staffId: visit.recorded_by,
          }
        : null
      return {
        ...elsewhere,
        version: visit.version,
        key: `visit:${visit.id}`,
        source: 'visit',
        id: visit.id,
        title: inEveryLanguage('deregistration.line_visit', {
          ...params({ on: visit.on, kept: visit.kept_on ?? '' }),
          action: visit.action,
        }),
        asked: { visits: [{ date: visit.on!, keptOn: visit.kept_on, reason }] },
        reason,
        reasonVersion: visit.version,
        at: visit.recorded_at,
        staffId: visit.recorded_by,
      }
    }),
    ...interviews.map((one): Row => {
      const said = reasonFor('interview', one.id)
      return {
        ...elsewhere,
        key: `interview:${one.id}`,
        source: 'interview',
        id: one.id,
        title: inEveryLanguage('deregistration.line_summons', {
          about: one.title,
          ...params({ on: one.toldOn, came: one.cameOn ?? '' }),
        }),
        asked: { jobsAndStudies: [{ toldOn: one.toldOn, cameOn: one.cameOn, reason: said.reason }] },
        ...said,
      }
    }),
    ...slips.flatMap((one): Row[] => {
      const said = reasonFor('referral', one.referralId)
      const asked = askedOfSlip(one, said.reason)
      if (!asked) return []
      const line = (language: keyof LocalText) =>
        one.stoppedOn === null
          ? inEveryLanguage('deregistration.line_summons', {
              about: one.title[language],
              ...params({ on: one.toldOn, came: '' }),
            })[language]
          : inEveryLanguage('deregistration.line_stopped', {
              about: one.title[language],
              ...params({ on: one.stoppedOn }),
              source: one.stoppedWhy ?? '',
            })[language]
      return [
        {
          ...elsewhere,
          key: `referral:${one.referralId}`,
          source: 'referral',
          id: one.referralId,
          title: { kk: line('kk'), ru: line('ru'), en: line('en') },
          asked,
          ...said,
        },
      ]
    }),
    ...offers.map((one): Row => {
      const said = reasonFor('offer', one.id)
      return {
        ...elsewhere,
        key: `offer:${one.id}`,
        source: 'offer',
        id: one.id,
        title: asIs(one.title),
        asked: { offers: [{ ...one, reason: said.reason }] },
        ...said,
      }
    }),
  ]
}

/** Payments by kind, the newest of each (R83). */
const paymentsOf = (facts: readonly FactRecord[]): Contributions =>
  facts.reduce((all, record) => {
    const fact = factOf(record)
    if (fact.kind !== 'contributions') return all
    const newest = (kind: keyof Contributions) =>
      fact[kind] !== '' && fact[kind] > (all[kind] ?? '') ? fact[kind] : all[kind]
    return { medical: newest('medical'), pension: newest('pension'), social: newest('social') }
  }, nothing.contributions)

/** Day of the fact behind a ground: its own, or the last day of the duty that was not kept. */
const factDayOf = ({ inputs }: Finding, fallback: string): string =>
  (inputs['on'] ?? inputs['due'] ?? fallback) as string

async function standingOfOne(
  db: Knex,
  registration: RegistrationRecord,
  known: ReturnType<Awaited<ReturnType<typeof load>>>,
  clock: Clock,
): Promise<Standing> {
  const { since } = registration
  const rows = await rowsOf(db, registration, known)
  // One record at a time, so that each ground knows the record it follows from.
  const duties = rows.map(({ asked, ...row }): Duty => {
    const findings = [
      ...(asked.changes ?? []).flatMap((change) => r81ChangeReport(change, clock)),
      ...deregistrationFindings({ ...nothing, since, ...asked }, clock).filter(
        // What is counted over all offers is asked of all offers.
        ({ rule }) => rule !== 'R97' && rule !== 'R84',
      ),
    ]
    return { ...row, findings, asks: asksOf(findings) }
  })
  const offers: readonly JudgedOffer[] = rows.flatMap(({ asked }) => asked.offers ?? [])
  const over = deregistrationFindings(
    { ...nothing, since, offers, contributions: paymentsOf(known.facts) },
    clock,
  ).filter(({ rule }) => rule !== 'R85')
  const lastRefusal =
    offers
      .flatMap((one) => (one.answer === 'refuse' && one.answeredOn ? [one.answeredOn] : []))
      .sort()
      .at(-1) ?? since
  const refused = rows.filter(({ asked }) => asked.offers?.some((one) => one.answer === 'refuse'))
  const grounds: Ground[] = [
    ...over.flatMap((finding): Ground[] => {
      const ground = groundOf(finding)
      if (!ground) return []
      const refusals = finding.rule === 'R84'
      const join = (language: keyof LocalText) => refused.map(({ title }) => title[language]).join('; ')
      return [
        {
          key: refusals ? 'refusals' : 'contributions',
          ground,
          possible: false,
          on: factDayOf(finding, lastRefusal),
          finding,
          title: refusals ? { kk: join('kk'), ru: join('ru'), en: join('en') } : null,
          reason: null,
        },
      ]
    }),
    ...duties.flatMap((duty) =>
      duty.findings.flatMap((finding): Ground[] => {
        const ground = groundOf(finding)
        if (!ground) return []
        return [
          {
            key: duty.key,
            ground,
            possible: finding.inputs['possible'] === true,
            on: factDayOf(finding, since),
            finding,
            title: duty.title,
            reason: duty.reason,
          },
        ]
      }),
    ),
  ]
  return {
    registration,
    // A visit or an offer is shown once something is to be said of it.
    duties: duties.filter(({ source, findings }) => source === 'fact' || findings.length > 0),
    refusals: r97RefusalCount(offers, since),
    grounds,
    findings: over.filter((finding) => groundOf(finding) === null),
  }
}

/** How registrations as unemployed stand under para 51. */
export async function standingsOf(
  db: Knex,
  registrations: readonly RegistrationRecord[],
  clock: Clock,
): Promise<Standing[]> {
  const known = await load(db, registrations)
  const standings: Standing[] = []
  for (const one of registrations) {
    // With the registration the duties ended too.
    const { until } = one
    const then = until !== null && until < clock.today ? { ...clock, today: until } : clock
    standings.push(await standingOfOne(db, one, known(one.id), then))
  }
  return standings
}

export const standingOf = async (
  db: Knex,
  registration: RegistrationRecord,
  clock: Clock,
): Promise<Standing> => (await standingsOf(db, [registration], clock))[0]!

/** The open registration as unemployed, or the newest that ended. */
export const lastUnemployed = (db: Knex, personId: number): Promise<RegistrationRecord | undefined> =>
  registrationsTable(db)
    .where({ person_id: personId, kind: 'unemployed' })
    .orderByRaw('until IS NULL DESC')
    .orderBy('id', 'desc')
    .first()

/** R94, R95: whether the person was told, in time and by the lawful way. */
export function noticeFindings(one: CaseRecord, clock: Clock): Finding[] {
  const notice = {
    deregisteredOn: one.deregistered_on!,
    on: one.notified_on,
    channel: one.channel,
    rural: Boolean(one.rural),
    akim: one.akim,
  }
  return [...r94DeregistrationNotice(notice, clock), ...(notice.on ? r95ThroughAkim(notice) : [])]
}

export const awaitedFinding = (one: CaseRecord, clock: Clock): Finding =>
  r93DeregistrationDue({ receivedOn: one.sent_on!, deregisteredOn: one.deregistered_on }, clock)

async function toCase(
  db: Knex,
  one: CaseRecord,
  standing: Standing | null,
  clock: Clock,
  central: FromCentral | null,
): Promise<Deregistration> {
  const awaited = one.state === 'sent' ? awaitedFinding(one, clock) : null
  const notice = one.state === 'decided' ? noticeFindings(one, clock) : null
  const left = (finding: Finding) => clock.calendar.workingDaysLeft(clock.today, finding.deadline!.due)
  return {
    id: one.id,
    version: one.version,
    state: one.state,
    sent:
      one.sent_on === null
        ? null
        : {
            ground: one.ground!,
            on: one.sent_on,
            factOn: one.fact_on!,
            evidence: JSON.parse(one.evidence!) as LocalText,
            explanation: one.explanation,
            judgement: one.judgement,
            by: await staffName(db, one.sent_by),
            raised: stillRaised(one, standing),
          },
    awaited: awaited && {
      told: tell(awaited),
      why: awaited.deadline!,
      workingDaysLeft: left(awaited),
    },
    withdrawn:
      one.withdrawn_on === null
        ? null
        : { on: one.withdrawn_on, reason: one.withdrawn_why, by: await staffName(db, one.withdrawn_by) },
    decided:
      one.deregistered_on === null
        ? null
        : {
            on: one.deregistered_on,
            ground: one.decided_ground!,
            known: Boolean(one.ground_known),
            source: one.source,
            central,
            at: one.decided_at!,
            by: await staffName(db, one.decided_by),
          },
    notice: notice && {
      told: notice.map(tell),
      why: notice[0]!.deadline!,
      workingDaysLeft: one.notified_on === null ? left(notice[0]!) : null,
      on: one.notified_on,
      channel: one.channel,
      rural: Boolean(one.rural),
      akim: one.akim,
      text: one.told,
      by: await staffName(db, one.notified_by),
      documentId: one.document_id,
    },
  }
}

/** Whether the facts still raise what was sent; of a registration that ended nobody asks any more. */
export const stillRaised = (one: CaseRecord, standing: Standing | null): boolean =>
  one.registration_id !== standing?.registration.id ||
  standing.registration.until !== null ||
  standing.grounds.some(
    ({ key, ground, possible }) => key === one.ground_key && ground === one.ground && !possible,
  )

/** Everything about the duties of one person; undefined: no such person. */
export async function dutiesPage(context: Context, personId: number): Promise<DutiesPage | undefined> {
  const { db } = context
  if (!(await persons(db).where({ id: personId }).first('id'))) return undefined
  const clock = await clockOf(context)
  const registration = await lastUnemployed(db, personId)
  const standing = registration ? await standingOf(db, registration, clock) : null
  const cases = await casesTable(db).where({ person_id: personId }).orderBy('id', 'desc')
  const central = await provenanceOf(
    db,
    'deregistration',
    cases.map(({ id }) => id),
  )
  const open = registration?.until === null
  const sent = cases.some((one) => one.state === 'sent' && one.registration_id === registration?.id)
  const corrected = (await db('corrections')
    .orderBy('id')
    .where({ person_id: personId, entity: 'duty' })
    .select('entity_id')) as { entity_id: number }[]
  return {
    registration: registration
      ? { id: registration.id, since: registration.since, until: registration.until }
      : null,
    rows: await Promise.all(
      (standing?.duties ?? []).map(async (duty): Promise<DutyRow> => {
        const { staffId, findings, reason, ...row } = duty
        return {
          ...row,
          tests: findings.map(tell),
          reason: reason && {
            explanation: reason.explanation,
            judgement: reason.judgement,
            at: reason.at,
            by: await staffName(db, reason.staffId),
          },
          corrections: corrected.filter((one) => duty.source === 'fact' && one.entity_id === duty.id).length,
          by: await staffName(db, staffId),
        }
      }),
    ),
    refusals: standing?.refusals ?? 0,
    grounds: open
      ? standing!.grounds.map(({ finding, reason, ...ground }) => ({
          ...ground,
          told: tell(finding),
          explanation: reason?.explanation ?? '',
          judgement: reason?.judgement ?? null,
        }))
      : [],
    findings: open ? standing!.findings.map(tell) : [],
    cases: await Promise.all(
      cases.map((one) => toCase(db, one, standing, clock, central.get(one.id) ?? null)),
    ),
    changesToTell: tell(r82ChangesToTell()),
    can: {
      record: open,
      send: open && !sent,
      takeOver: open,
      notify: cases.some((one) => one.state === 'decided' && one.notified_on === null),
    },
  }
}

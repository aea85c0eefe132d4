/** What a referral needs before it can be issued: fields, missing ones, what the rules find, what follows. */
import type { MeasurePlace, ReferralField, ReferralFields } from '../../../shared/contract/referrals'
import type { FieldError } from '../../../shared/errors'
import type { LawService } from '../../../shared/law/schema'
import { inEveryLanguage, type MessageKey } from '../../../shared/locale'
import type { ChecklistRow, IntakeDraft, LocalText, Person } from '../../../shared/model'
import { parseDay } from '../../../shared/rules/dates'
import { allowed, tell, type Finding } from '../../../shared/rules/engine/finding'
import { r80ReferralInPlan, type PlanRecord as PlanFacts } from '../../../shared/rules/engine/plan'
import {
  type Counterpart,
  r118Recipient,
  r120Application,
  r124TooYoung,
  r127DigitalConsent,
  r128Returned,
  r129Check,
  r132Earlier,
  r134Form,
  r138SlipDue,
  r142Relocation,
  r143Seal,
  r146Category,
  r147EndDay,
  r147Months,
  r147Published,
  r147Term,
  r149PowerOfAttorney,
  slipRules,
  type Period,
} from '../../../shared/rules/engine/referrals'
import type { Clock } from '../../../shared/rules/engine/registration'
import { r61RetirementAge } from '../../../shared/rules/engine/unemployed'
import { cleanName } from '../../../shared/rules/names'
import { applicationsTable, choiceOf, decisionsTable, type ApplicationRecord } from '../applications/queries'
import { clockOf, readDesk, type Context } from '../context'
import { codeBeside } from '../classifiers/entries'
import { formTitle } from '../documents/forms'
import { editionOf } from '../law/editions'
import { organisationsTable, type OrganisationRecord } from '../organisations/queries'
import { findPerson } from '../persons/queries'
import { factsOf, openUnemployed, plansTable, rowsOf } from '../plans/queries'
import { vacanciesTable, type VacancyRecord } from '../vacancies/queries'
import { asksOf, categoriesOf, hasReferral, kindOf, needsOrganisation } from './form'
import { placesFor } from './places'

/** The case of an application that asks for a referral, and what the register knows for it. */
export interface ReferralCase {
  record: ApplicationRecord
  service: LawService
  measure: string
  recipient: string
  person: Person
  clock: Clock
  archive: boolean
  settings: { seal: boolean; reminderDays: number | null }
  /** Null: not registered as unemployed; the plan is null where none is in force. */
  unemployed: { plan: PlanFacts | null } | null
  refused: { number: string; measure: string; refusedOn: string }[]
}

/** Earlier cases of the person that ended with a refusal, here or at intake (R132). */
async function refusedOf(context: Context, record: ApplicationRecord): Promise<ReferralCase['refused']> {
  const rows = await applicationsTable(context.db)
    .orderBy('id')
    .where({ person_id: record.person_id, service_code: record.service_code })
    .where('id', '<', record.id)
  const found: ReferralCase['refused'] = []
  for (const row of rows) {
    const { measure } = choiceOf(row)
    if (row.state === 'intake_refused')
      found.push({ number: row.number, measure, refusedOn: row.acceptance_date })
    else {
      const decision = await decisionsTable(context.db).where({ application_id: row.id }).first()
      if (decision?.outcome === 'refused')
        found.push({ number: row.number, measure, refusedOn: decision.decided_on })
    }
  }
  return found
}

/** Null where there is no such application, or none of its measures leads to a referral. */
export async function caseOf(context: Context, applicationId: number): Promise<ReferralCase | null> {
  const record = await applicationsTable(context.db).where({ id: applicationId }).first()
  if (!record) return null
  const service = editionOf(context.law, record)
  const { measure, recipient } = choiceOf(record)
  if (!hasReferral(service, measure)) return null
  const clock = await clockOf(context)
  const desk = await readDesk(context)
  const open = await openUnemployed(context.db, record.person_id)
  const plan =
    open && (await plansTable(context.db).where({ registration_id: open.id, state: 'signed' }).first())
  return {
    record,
    service,
    measure,
    recipient,
    person: (await findPerson(context, record.person_id, clock.today))!,
    clock,
    archive: record.paper_number !== null,
    settings: { seal: desk.seal, reminderDays: desk.relocationReminderDays },
    unemployed: open ? { plan: plan ? factsOf(plan, await rowsOf(context.db, plan.id)) : null } : null,
    refused: await refusedOf(context, record),
  }
}

/** Days of the fields, read; null: none was typed. A day that is none is named among what is missing. */
interface Days {
  issued: string
  start: string | null
  end: string | null
  commission: string | null
}

export interface Prepared {
  formId: string | null
  counterpart: Counterpart | null
  counterparts: Counterpart[]
  asks: string[]
  categories: string[]
  category: string | null
  fields: ReferralFields
  /** The fields as they are kept: days as ISO, with what follows from them. */
  kept: ReferralFields
  period: Period
  missing: (FieldError & { text: LocalText })[]
  findings: Finding[]
  notes: { field: string | null; text: LocalText }[]
  ready: boolean
  issuedOn: string
  organisation: OrganisationRecord | undefined
  vacancy: VacancyRecord | undefined
  place: MeasurePlace | undefined
  places: MeasurePlace[]
}

type Miss = (field: string, code: FieldError['code'], text: LocalText) => void

const say = (key: string) => inEveryLanguage(('referral.' + key) as MessageKey)
const ofError = (code: FieldError['code'], params: Record<string, string> = {}) =>
  inEveryLanguage(`error.${code}`, params)

/** How far ahead a measure may reach when the year is typed with two digits. */
const yearsAhead = 10

/** Days of what the form asks for; one that is typed where no blank is takes no part. */
function readDays(fields: ReferralFields, one: ReferralCase, asks: readonly string[], miss: Miss): Days {
  const { today } = one.clock
  const read = (field: 'startOn' | 'endOn' | 'commissionOn' | 'issuedOn', latest: string | null) => {
    const typed = fields[field].trim()
    if (typed === '' || !asks.includes(field)) return null
    const day = parseDay(typed, Number(today.slice(0, 4)) + (latest === null ? yearsAhead : 0))
    if (day === null) miss(field, 'date_invalid', ofError('date_invalid'))
    else if (latest !== null && day > latest) miss(field, 'date_in_future', ofError('date_in_future'))
    else return day
    return null
  }
  const typed = one.archive ? read('issuedOn', today) : null
  const earliest = one.record.acceptance_date
  if (typed !== null && typed < earliest)
    miss(
      'issuedOn',
      'date_too_early',
      ofError('date_too_early', { date: earliest.split('-').reverse().join('.') }),
    )
  if (one.archive && fields.issuedOn.trim() === '') miss('issuedOn', 'input_invalid', say('missing_issuedOn'))
  const issued = one.archive ? (typed ?? earliest) : today
  return {
    issued,
    start: read('startOn', null),
    end: read('endOn', null),
    commission: read('commissionOn', issued),
  }
}

/** R147: what of first day, last day and months follows from the other two. */
function periodOf(fields: ReferralFields, { start, end }: Days): Period {
  if (start === null) return { from: null, to: end, months: fields.months }
  if (end === null)
    return {
      from: start,
      to: fields.months === null ? null : r147EndDay(start, fields.months),
      months: fields.months,
    }
  const fit = end < start ? 0 : r147Months(start, end)
  return { from: start, to: end, months: fields.months ?? (fit > 0 ? fit : null) }
}

/** Names of the rules' records as the fields of this form have them. */
const fieldNames: Readonly<Record<string, ReferralField>> = {
  start: 'startOn',
  end: 'endOn',
  commissionDecisionDate: 'commissionOn',
  commissionDecisionNumber: 'commissionNumber',
  destinationPlace: 'destination',
  applicantCategory: 'category',
}
const fieldOf = (field: string): string =>
  fieldNames[field] ?? (field.startsWith('familyMembers') ? 'family' : field)

/** How each paper of the list was shown at intake. */
const shownOf = (record: ApplicationRecord) =>
  (JSON.parse(record.checklist) as ChecklistRow[]).flatMap((row) => (row.shown ? [row.shown] : []))

/** R120, R127, R128, R129, R149: what of the intake the rules ask to be kept or looked at. */
function intakeFindings(one: ReferralCase, fields: ReferralFields): Finding[] {
  const { record, service, person } = one
  const speaker = JSON.parse(record.legal_representative) as IntakeDraft['legalRepresentative']
  const proxy = speaker.kind === 'proxy'
  const check =
    record.check === null
      ? null
      : (JSON.parse(record.check) as { result: 'confirmed' | 'inaccurate'; at: string; by: string })
  const returned = (JSON.parse(record.marks) as { name: string; at: string }[]).find(
    ({ name }) => name === 'documents_returned',
  )
  const powerDate = /\d{1,2}\.\d{1,2}\.\d{2,4}/u.exec(speaker.document)?.[0]
  const strict = one.archive
    ? []
    : [
        ...r127DigitalConsent(shownOf(record), fields.digitalConsent),
        ...r128Returned({ identityConfirmed: true, documentsReturnedOn: returned?.at.slice(0, 10) ?? null }),
        ...r129Check({
          checkResult: check?.result ?? null,
          checkedOn: check?.at ?? null,
          checkedBy: check?.by ?? '',
        }),
      ]
  return [
    ...r118Recipient(one.recipient, service),
    ...r120Application({ measures: [one.measure], byRepresentative: proxy }, service),
    ...r124TooYoung(
      { recipient: one.recipient, birthDate: person.birthDate, acceptedOn: record.acceptance_date },
      service,
    ),
    ...strict,
    ...(proxy
      ? r149PowerOfAttorney(
          { powerNumber: speaker.document.trim(), powerDate: powerDate ? parseDay(powerDate) : null },
          service,
        )
      : []),
  ]
}

/** What the rules say of the measure's time, its place in the plan, and the slip. */
function measureFindings(one: ReferralCase, formId: string, period: Period, issuedOn: string): Finding[] {
  const { measure, person, clock } = one
  const findings: Finding[] = []
  if (period.from !== null && period.to !== null)
    findings.push(
      ...r147Term({
        issuedOn,
        start: period.from,
        end: period.to,
        months: period.months ?? r147Months(period.from, period.to),
      }).filter(({ code }) => code !== 'term_disagrees' || period.months !== null),
    )
  const begins = period.from ?? issuedOn
  const retired = r61RetirementAge(
    { birthDate: person.birthDate, sex: person.sex, pensionKind: null },
    begins,
  )
  findings.push(
    ...r147Published({
      measure,
      months: period.months,
      birthDate: person.birthDate,
      start: begins,
      retired: retired?.level === 'record' ? null : retired !== null,
    }),
  )
  if (one.unemployed && !one.archive) {
    const outside = r80ReferralInPlan(measure, one.unemployed.plan)
    if (outside) findings.push(outside)
  }
  const earlier = r132Earlier(one.refused, { measure, day: one.record.acceptance_date })
  if (earlier) findings.push(earlier)
  findings.push(r143Seal(one.settings.seal))
  findings.push(r138SlipDue({ form: formId, issuedOn }, clock, one.settings.reminderDays))
  return findings
}

/** What is not as usual with the organisation, the vacancy or the place; it only tells. */
function notesOf(
  prepared: Pick<Prepared, 'organisation' | 'vacancy' | 'place' | 'counterpart' | 'period'>,
): Prepared['notes'] {
  const { organisation, vacancy, place, counterpart, period } = prepared
  const notes: Prepared['notes'] = []
  const note = (field: ReferralField, key: string, params: Record<string, string | number> = {}) =>
    notes.push({ field, text: inEveryLanguage(('referral.' + key) as MessageKey, params) })
  if (organisation && !organisation.active) note('organisationId', 'note_inactive')
  if (
    organisation &&
    counterpart &&
    !(JSON.parse(organisation.kinds) as string[]).includes(kindOf[counterpart])
  )
    note('organisationId', 'note_kind')
  if (vacancy && vacancy.places_left <= 0) note('vacancyId', 'note_vacancy_full')
  if (place) {
    if (place.free <= 0) note('placeId', 'note_full', { places: place.places, over: 1 - place.free })
    const { from, to } = period
    if ((from !== null && from < place.startsOn) || (to !== null && to > place.endsOn))
      note('placeId', 'note_place_days', {
        from: place.startsOn.split('-').reverse().join('.'),
        to: place.endsOn.split('-').reverse().join('.'),
      })
  }
  return notes
}

/** Fields that a form cannot do without: all it asks, but the list of the family and a blank category. */
const optional: ReadonlySet<string> = new Set(['family', 'category', 'organisationId', 'endOn', 'months'])

/** Judge what was typed: what is missing by field, what the rules find, and what follows. */
export async function prepare(context: Context, one: ReferralCase, given: ReferralFields): Promise<Prepared> {
  const { db } = context
  const missing: Prepared['missing'] = []
  const miss: Miss = (field, code, text) => {
    if (!missing.some((before) => before.path === field)) missing.push({ path: field, code, text })
  }
  const lawful = one.service.measures.find(({ code }) => code === one.measure)!
  const counterparts = [...new Set(lawful.forms.map((id) => slipRules.get(id)!.returnedBy))]
  const counterpart =
    counterparts.length === 1
      ? counterparts[0]!
      : (counterparts.find((each) => each === given.counterpart) ?? null)
  const { form: formId, findings: ofForm } = r134Form({ measure: one.measure, counterpart }, one.service)
  if (formId === null) miss('counterpart', 'input_invalid', say('missing_counterpart'))

  const place =
    given.placeId === null
      ? undefined
      : (await placesFor(context, { ids: [given.placeId] })).find(
          (each) => each.measure === one.measure && each.active,
        )
  if (given.placeId !== null && !place) miss('placeId', 'not_found', say('missing_place'))
  const profession = cleanName(given.profession) || (place?.title ?? '')
  const fields: ReferralFields = {
    ...given,
    counterpart,
    // The place tells whose it is, what is taught or done there, and until when.
    organisationId: given.organisationId ?? place?.organisationId ?? null,
    profession,
    professionCode: await codeBeside(db, 'nkz', given.professionCode, profession),
    commissionNumber: given.commissionNumber.trim(),
    destination: cleanName(given.destination),
    family: given.family
      .map(({ relation, fullName: name }) => ({ relation: cleanName(relation), fullName: cleanName(name) }))
      .filter(({ relation, fullName: name }) => relation !== '' || name !== ''),
    number: given.number.trim(),
  }
  const organisation =
    fields.organisationId === null
      ? undefined
      : await organisationsTable(db).where({ id: fields.organisationId }).first()
  const vacancy =
    fields.vacancyId === null ? undefined : await vacanciesTable(db).where({ id: fields.vacancyId }).first()
  if (
    fields.vacancyId !== null &&
    (!vacancy || vacancy.organisation_id !== fields.organisationId || vacancy.closed_on !== null)
  )
    miss('vacancyId', 'not_found', say('missing_vacancy'))
  if (place && place.organisationId !== fields.organisationId)
    miss('placeId', 'not_found', say('missing_place'))

  const asks: string[] = formId === null ? [] : asksOf(formId)
  if (one.archive) asks.push('number', 'issuedOn')
  else if (shownOf(one.record).includes('digital')) asks.push('digitalConsent')
  const days = readDays(fields, one, asks, miss)
  const period = periodOf(fields, days)
  const recipient = fields.category || one.recipient
  const { category, findings: ofCategory } = asks.includes('category')
    ? r146Category({ recipient, measure: one.measure }, one.service)
    : { category: null, findings: [] }

  // What the form needs and nobody told.
  const told: Readonly<Record<string, unknown>> = {
    ...fields,
    startOn: days.start ?? '',
    commissionOn: days.commission ?? '',
  }
  for (const field of asks)
    if (!optional.has(field) && (told[field] === '' || told[field] === null))
      miss(field, 'input_invalid', say('missing_' + field))
  if (formId !== null && needsOrganisation(formId)) {
    if (!organisation) miss('organisationId', 'input_invalid', say('missing_organisationId'))
    else if (!organisation.phone || !(organisation.address || organisation.legal_address))
      miss('organisationId', 'input_invalid', say('missing_address'))
  }
  if (fields.organisationId !== null && !organisation)
    miss('organisationId', 'not_found', say('missing_organisationId'))
  // With a first day and months the last day follows.
  if (asks.includes('endOn') && !asks.includes('months') && period.to === null)
    miss('endOn', 'input_invalid', say('missing_endOn'))
  if (asks.includes('months') && period.months === null)
    miss('months', 'input_invalid', say('missing_months'))
  if (one.archive && fields.number === '') miss('number', 'input_invalid', say('missing_number'))

  const findings = [...ofForm, ...intakeFindings(one, fields), ...ofCategory]
  if (formId !== null) {
    if (asks.includes('commissionOn'))
      findings.push(
        ...r142Relocation({
          commissionDecisionDate: days.commission,
          commissionDecisionNumber: fields.commissionNumber,
          destinationPlace: fields.destination,
          familyMembers: fields.family,
        }),
      )
    findings.push(...measureFindings(one, formId, period, days.issued))
  }
  for (const finding of findings) {
    const { level, field, code, rule } = finding
    const needed =
      level === 'block' ||
      ['ref_family_incomplete', 'ref_category_missing'].includes(code) ||
      (rule === 'R127' && level === 'record')
    if (field !== undefined && needed) miss(fieldOf(field), 'input_invalid', tell(finding).sentence)
  }
  const turn = ({ path }: FieldError) => ['counterpart', ...asks].indexOf(path)
  missing.sort((a, b) => turn(a) - turn(b))
  const prepared = {
    formId,
    counterpart,
    counterparts,
    asks,
    categories: formId === null ? [] : categoriesOf(formId),
    category,
    fields,
    kept: {
      ...fields,
      category: category ?? '',
      startOn: period.from ?? '',
      endOn: period.to ?? '',
      months: period.months,
      commissionOn: days.commission ?? '',
      issuedOn: days.issued,
    },
    period,
    missing,
    findings,
    issuedOn: days.issued,
    organisation,
    vacancy,
    place,
    places: await placesFor(context, {
      measure: one.measure,
      organisationId: fields.organisationId,
      on: days.start ?? days.issued,
    }),
  }
  return { ...prepared, notes: notesOf(prepared), ready: missing.length === 0 && allowed(findings) }
}

export const titleOf = (formId: string | null) => (formId === null ? null : formTitle(formId))

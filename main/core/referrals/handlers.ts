import { randomUUID } from 'node:crypto'
import type { InputOf, OutputOf, ParsedInputOf } from '../../../shared/contract'
import { emptyReferral, type Referral } from '../../../shared/contract/referrals'
import { CodedError, type ErrorCode } from '../../../shared/errors'
import type { DocumentRow, PersonFields } from '../../../shared/model'
import { tell } from '../../../shared/rules/engine/finding'
import { r137Number } from '../../../shared/rules/engine/referrals'
import { decodePaperCode, looksLikePaperCode } from '../../../shared/rules/paper-code'
import { mapDigits } from '../../../shared/rules/keyboard'
import { fullName } from '../../../shared/rules/names'
import { decideApplication, handOver } from '../applications/handlers'
import { applicationsTable } from '../applications/queries'
import {
  actorOf,
  audit,
  clockOf,
  dayFrom,
  lastChange,
  nextNumber,
  readCentre,
  readDay,
  refuseStale,
  type Context,
} from '../context'
import { forms, formTitle } from '../documents/forms'
import { issueDocument } from '../documents/issue'
import { documentsTable } from '../documents/queries'
import { verifyPaper } from '../documents/verify'
import type { HandlersOf } from '../handlers'
import { organisationsTable } from '../organisations/queries'
import { persons } from '../persons/queries'
import { foresee, keepCorrection } from '../work/corrections'
import { change, readReferral } from './change'
import { countReferrals, listParticipants, takesPartOn } from './counts'
import { referralData } from './form'
import { placesFor, referralMeasures, savePlace } from './places'
import { caseOf, prepare } from './prepare'
import { findReferral, listReferrals, readReferrals, readingFacts, referralOf } from './queries'
import { sendReferral } from './send'
import { signReferral } from './sign'
import { compareSlip, confirmSlip, correctSlip, returnSlip } from './slips'
import { referralsTable } from './tables'

/** The reminder to return the lower part; no act prescribes one. */
const reminderForm = 'common-slip-reminder'

const wrong = (path: string, code: ErrorCode, params?: Record<string, string>) =>
  new CodedError(code, params, [{ path, code, ...(params ? { params } : {}) }])

async function preparation(
  context: Context,
  {
    applicationId,
    fields,
  }: { applicationId: number; fields: ParsedInputOf<'referral.issue'>['fields'] | null },
): Promise<OutputOf<'referral.prepare'>> {
  const one = await caseOf(context, applicationId)
  if (!one) {
    if (!(await applicationsTable(context.db).where({ id: applicationId }).first('id')))
      throw new CodedError('not_found')
    return {
      applies: false,
      issued: null,
      measure: '',
      measureName: { kk: '', ru: '', en: '' },
      archive: false,
      formId: null,
      formTitle: null,
      counterpart: null,
      counterparts: [],
      asks: [],
      categories: [],
      fields: emptyReferral,
      missing: [],
      findings: [],
      notes: [],
      ready: false,
      places: [],
    }
  }
  const prepared = await prepare(context, one, fields ?? emptyReferral)
  return {
    applies: true,
    issued: await referralOf(context, applicationId),
    measure: one.measure,
    measureName: one.service.measures.find(({ code }) => code === one.measure)!.name,
    archive: one.archive,
    formId: prepared.formId,
    formTitle: prepared.formId === null ? null : formTitle(prepared.formId),
    counterpart: prepared.counterpart,
    counterparts: prepared.counterparts,
    asks: prepared.asks,
    categories: prepared.categories,
    fields: prepared.kept,
    missing: prepared.missing.map(({ path, text }) => ({ field: path, text })),
    findings: prepared.findings.map(tell),
    notes: prepared.notes,
    ready: prepared.ready,
    places: prepared.places,
  }
}

/** R133-R137: the decision, its number and its paper in one transaction. */
async function issue(
  context: Context,
  { applicationId, version, fields }: ParsedInputOf<'referral.issue'>,
): Promise<OutputOf<'referral.issue'>> {
  const { db, now } = context
  const one = await caseOf(context, applicationId)
  if (!one) throw new CodedError('not_found')
  const { record, service, measure, person } = one
  if (record.version !== version)
    refuseStale(record, version, await lastChange(context, 'application', applicationId))
  const prepared = await prepare(context, one, fields)
  if (!prepared.ready)
    throw new CodedError(
      'referral_not_ready',
      { count: prepared.missing.length },
      prepared.missing.map(({ path, code }) => ({ path: 'fields.' + path, code })),
    )
  const { kept, period, organisation, issuedOn } = prepared
  const formId = prepared.formId!
  const year = Number(issuedOn.slice(0, 4))
  const number = one.archive
    ? kept.number
    : `${year}-${String(await nextNumber(context, 'referral', year)).padStart(6, '0')}`
  if (await referralsTable(db).where({ year, number }).first('id'))
    throw wrong('fields.number', 'referral_number_taken', { number })
  const own = referralData(
    { number, measure, counterpart: prepared.counterpart!, category: prepared.category },
    kept,
    period,
    organisation,
    record.language,
  )
  // One value fills both places of the form, so that they cannot differ.
  if (r137Number({ heading: number, notice: String(own['referral_number']) }).length > 0)
    throw new CodedError('internal', { event: 'referral_number' })
  const { application, document } = await decideApplication(context, {
    id: applicationId,
    version,
    outcome: 'granted',
    grounds: [],
    explanation: '',
    resultKind: service.resultKinds.find((kind) => kind.forms.includes(formId))?.id ?? '',
    ...(one.archive ? { decidedOn: issuedOn } : {}),
    paper: { formId, own },
  })
  const [{ id }] = (await referralsTable(db).insert(
    {
      uid: randomUUID(),
      version: 1,
      application_id: applicationId,
      person_id: record.person_id,
      year,
      number,
      edition: record.edition,
      form_id: formId,
      measure,
      organisation_id: kept.organisationId,
      vacancy_id: kept.vacancyId,
      place_id: kept.placeId,
      fields: JSON.stringify(kept),
      name: fullName(person),
      profession: kept.profession,
      starts_on: period.from,
      ends_on: period.to,
      months: period.months,
      issued_on: issuedOn,
      issued_at: now.toISOString(),
      issued_by: actorOf(context).id,
      document_id: document?.id ?? null,
      archive: one.archive,
      state: 'referred',
    },
    ['id'],
  )) as [{ id: number }]
  await audit(context, 'referral', id, { number, formId, organisation: kept.organisationId })
  await sendReferral(context, id)
  context.changes.add('referrals')
  return { application, document, referral: (await findReferral(context, id))! }
}

/** Do the same with several referrals, all or none: the first that refuses stops the command. */
async function each(
  context: Context,
  chosen: readonly { id: number; version: number }[],
  work: (one: Awaited<ReturnType<typeof readReferral>>) => Promise<Referral>,
): Promise<Referral[]> {
  const done: Referral[] = []
  for (const [index, one] of chosen.entries()) {
    try {
      done.push(await work(await readReferral(context, one)))
    } catch (error) {
      if (!(error instanceof CodedError) || error.value.fields) throw error
      const { code, params } = error.value
      throw wrong(`referrals.${index}`, code, params as Record<string, string>)
    }
  }
  return done
}

/** One letter to an organisation about every notice that it did not return; kept with the first of the referrals. */
async function printReminder(
  context: Context,
  referrals: readonly [Referral, ...Referral[]],
): Promise<DocumentRow> {
  const { db } = context
  const centre = await readCentre(context)
  const { today } = await clockOf(context)
  const [{ organisation: of, language, destination, applicationId, person }] = referrals
  const kk = language === 'kk'
  const actor = actorOf(context)
  const organisation = of === null ? undefined : await organisationsTable(db).where({ id: of.id }).first()
  return issueDocument(context, {
    formId: reminderForm,
    edition: forms.get(reminderForm)!.edition,
    language,
    applicationId,
    personId: person.id,
    toHandOver: false,
    data: {
      organisation_name: organisation ? (kk ? organisation.name_kk : organisation.name_ru) : destination,
      organisation_contact: organisation?.contact ?? '',
      referrals: referrals.map((one) => ({
        number: one.number,
        issued: one.issuedOn,
        person: one.nameOnPaper,
        measure: kk ? one.measureName.kk : one.measureName.ru,
        due: one.slipDue?.due ?? '',
      })),
      provider_full_name: kk ? centre.nameKk : centre.nameRu,
      issue_date: today,
      executor_full_name: actor.fullName,
      executor_position: kk ? actor.positionKk : actor.positionRu,
    },
  })
}

type Chosen = InputOf<'referral.remind'>['referrals'][number]

/** The chosen referrals, and whatever else their organisations did not return in time: they get one letter each. */
async function withTheirOthers(context: Context, chosen: readonly Chosen[]): Promise<Chosen[]> {
  const { referrals } = await listReferrals(context, {
    show: 'overdue',
    text: '',
    personId: null,
    organisationId: null,
    measure: '',
    limit: Number.MAX_SAFE_INTEGER,
    offset: 0,
  })
  const ids = chosen.map(({ id }) => id)
  const rows = await referralsTable(context.db).whereIn('id', ids).select('organisation_id')
  const organisations = new Set(rows.map((row) => row.organisation_id))
  const others = referrals.filter(
    ({ id, organisation }) =>
      organisation !== null && organisations.has(organisation.id) && !ids.includes(id),
  )
  return [...chosen, ...others.map(({ id, version }) => ({ id, version }))]
}

/** The referral of a slip: by the code on its paper, or by its number. */
async function find(context: Context, typed: string): Promise<OutputOf<'referral.find'>> {
  const text = typed.trim()
  const facts = await readingFacts(context)
  if (looksLikePaperCode(text)) {
    const { verdict } = await verifyPaper(context, { text })
    if (verdict === 'damaged' || verdict === 'not_ours') return { verdict, referrals: [] }
    const code = decodePaperCode(text)
    const uid = typeof code === 'object' ? code.uid : ''
    const paper = await documentsTable(context.db).where({ uid }).first()
    // A slip of a paper that was made anew belongs to the same case.
    const referrals = await readReferrals(
      context,
      facts,
      (query) =>
        void query
          .where('r.application_id', paper?.application_id ?? 0)
          .where('r.form_id', paper?.form_id ?? ''),
    )
    return { verdict: referrals.length > 0 ? verdict : 'unknown', referrals }
  }
  const number = mapDigits(text).replace(/\s+/gu, '')
  const short = /^\d{1,6}$/u.test(number) ? number.padStart(6, '0') : null
  const referrals = await readReferrals(context, facts, (query) => {
    void query
      .where((one) => {
        void one.whereRaw('UPPER(r.number) = ?', [text.toUpperCase()]).orWhere('r.number', number)
        if (short !== null) void one.orWhere('r.number', `${facts.clock.today.slice(0, 4)}-${short}`)
      })
      .orderBy('r.year', 'desc')
      .limit(10)
  })
  return { verdict: referrals.length > 0 ? 'by_number' : 'unknown', referrals }
}

export const referralHandlers: HandlersOf<'referral'> = {
  'referral.prepare': (context, input) => preparation(context, input),

  'referral.issue': (context, input) => issue(context, input),

  'referral.list': (context, filter) => listReferrals(context, filter),

  async 'referral.get'(context, { id }) {
    const referral = await findReferral(context, id)
    if (!referral) throw new CodedError('not_found')
    return referral
  },

  'referral.find': (context, { text }) => find(context, text),

  'referral.sign': (context, { referrals, on }) =>
    each(context, referrals, (one) => signReferral(context, one, on)),

  async 'referral.handOver'(context, { referrals, identitySeen, on: typed }) {
    const { db } = context
    if (!identitySeen) throw wrong('identitySeen', 'identity_document_needed')
    const { today } = await clockOf(context)
    return each(context, referrals, async ({ record }) => {
      const application = (await applicationsTable(db).where({ id: record.application_id }).first())!
      if (application.state === 'handed_over') throw new CodedError('handed_over_already')
      if (record.signed_on === null && !record.archive) throw new CodedError('referral_not_signed')
      const person = (await persons(db).where({ id: record.person_id }).first())!
      const shown = JSON.parse(person.identity_document) as PersonFields['identityDocument']
      const on = dayFrom(typed, today, record.signed_on ?? record.issued_on, 'on')
      await handOver(context, application, {
        on,
        identityDocument: shown.kind,
        digital: false,
        number: shown.number,
      })
      return change(context, record, {}, { handedOver: on })
    })
  },

  'referral.compare': (context, { id, slip }) => compareSlip(context, id, slip),

  'referral.returnSlip': (context, input) => returnSlip(context, input),

  'referral.confirmSlip': (context, input) => confirmSlip(context, input),

  async 'referral.foresee'(context, input) {
    const record = await referralsTable(context.db).where({ id: input.id }).first()
    if (!record) throw new CodedError('not_found')
    return foresee(context, record.person_id, (inside) => correctSlip(inside, input))
  },

  async 'referral.correct'(context, { reason, ...input }) {
    const { personId, before, after, referral } = await correctSlip(context, input)
    await keepCorrection(context, { entity: 'referral', id: input.id, personId, before, after, reason })
    return referral
  },

  async 'referral.remind'(context, { referrals }) {
    const { today } = await clockOf(context)
    const letters = new Map<string, [Referral, ...Referral[]]>()
    const all = await withTheirOthers(context, referrals)
    const reminded = await each(context, all, ({ record, referral }) => {
      const asked =
        referral.state === 'notice_overdue' ||
        referral.state === 'notice_in_question' ||
        (referral.reminderOn !== null && referral.reminderOn <= today)
      if (!asked) throw new CodedError('slip_not_due')
      const to = referral.organisation ? `o${referral.organisation.id}` : `r${referral.id}`
      const letter = letters.get(to)
      if (letter) letter.push(referral)
      else letters.set(to, [referral])
      return change(context, record, { reminded_on: today }, { reminded: today })
    })
    const documents: DocumentRow[] = []
    for (const letter of letters.values()) documents.push(await printReminder(context, letter))
    return { referrals: reminded, documents }
  },

  async 'referral.stop'(context, { id, version, on: typed, why: said }) {
    const { record, referral } = await readReferral(context, { id, version })
    const why = said.trim()
    if (why === '') throw wrong('why', 'reason_needed')
    const { today } = await clockOf(context)
    const on = readDay(typed, today, 'on')
    const { from } = referral.takesPart
    if (from !== null && on < from) throw wrong('on', 'date_too_early', { date: from })
    if (!takesPartOn(referral, on)) throw new CodedError('referral_not_taking_part')
    return change(context, record, { stopped_on: on, stopped_why: why }, { stopped: on, why })
  },

  'referral.participants': (context, filter) => listParticipants(context, filter),

  'referral.counts': (context, filter) => countReferrals(context, filter),

  async 'referral.places'(context, { organisationId, measure, past }) {
    const { today } = await clockOf(context)
    return {
      places: await placesFor(context, { organisationId, measure, ...(past ? {} : { on: today }) }),
      measures: [...referralMeasures(context)].map(([code, name]) => ({ code, name })),
    }
  },

  'referral.savePlace': (context, input) => savePlace(context, input),
}

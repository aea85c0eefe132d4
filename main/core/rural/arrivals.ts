/** The centre's side (R43, R44): reading the file of an assistant, registering its cases, telling the people. */
import {
  RuralField,
  type RuralArrival,
  type RuralChoices,
  type RuralHead,
  type RuralIncoming,
  type RuralReceipt,
  type RuralTold,
} from '../../../shared/contract/rural'
import { CodedError } from '../../../shared/errors'
import { desksOf } from '../../../shared/law/intake'
import { codedFields, type IntakeDraft, type Mark, type PersonFields } from '../../../shared/model'
import { localDay } from '../../../shared/rules/dates'
import { tell } from '../../../shared/rules/engine/finding'
import {
  r42RuralTransfer,
  r43RuralRegistration,
  r44RuralMessage,
  type RuralCase,
} from '../../../shared/rules/engine/registration'
import { maskIin } from '../../../shared/rules/iin'
import { fullName } from '../../../shared/rules/names'
import { applicationsTable, decisionsTable, type ApplicationRecord } from '../applications/queries'
import {
  actorOf,
  audit,
  clockOf,
  lastChange,
  readCentre,
  readDay,
  readDesk,
  refuseStale,
  staffName,
  type Context,
} from '../context'
import { acceptIntake, judge } from '../intake/handlers'
import { similarPeople } from '../persons/handlers'
import { nameOf, persons, toFields, type PersonRecord } from '../persons/queries'
import { judgePerson } from '../persons/rules'
import { readTold } from './cases'
import { centreMark, fileOf, readFile, TransferCase, writeFile } from './file'
import { arrivalsTable, receiptsTable, type ArrivalRecord, type ReceiptRecord } from './records'

/** A case of a file as it would be registered; `draft` null where it cannot. */
interface Incoming {
  row: RuralIncoming
  case: TransferCase | null
  known: PersonRecord | undefined
  theirs: PersonFields | null
}

/** The identity document that was shown at the assistant's counts, as one shown at the counter does. */
const shownDocument = (draft: IntakeDraft, fields: PersonFields): PersonFields['identityDocument'] => {
  const shown = draft.checklist['identity_document']
  return {
    ...fields.identityDocument,
    ...(shown?.number.trim() ? { number: shown.number.trim() } : {}),
    ...(shown?.expiresOn ? { expiresOn: shown.expiresOn } : {}),
  }
}

const documentText = ({ kind, number, expiresOn }: PersonFields['identityDocument']): string =>
  [kind, number, expiresOn ?? ''].filter(Boolean).join(' ')

/** What the file says of a known person otherwise than the register; a field left empty says nothing. */
function differencesOf(ours: PersonFields, theirs: PersonFields): RuralIncoming['differences'] {
  return RuralField.options
    .map((field) => {
      const shown = field === 'identityDocument'
      const text = (person: PersonFields) =>
        shown ? documentText(person.identityDocument) : String(person[field] ?? '')
      return { field, ours: text(ours), theirs: text(theirs), chosen: !shown }
    })
    .filter((one) => one.ours !== one.theirs && one.theirs !== '')
}

/** The case as the rules see it on its way to the centre. */
const onItsWay = (one: TransferCase, head: RuralHead, receivedOn: string): RuralCase => ({
  ruralDistrict: head.district.kk,
  assistant: head.assistant,
  checkedOn: one.check.on,
  checkResult: one.check.result,
  aisAccessible: one.facts.aisAccessible,
  card: one.facts.card,
  sentOn: head.sentOn,
  receivedOn,
  registeredOn: null,
  informedOn: null,
  informedThrough: null,
})

/** The draft as the counter would have typed it, for the person as they are to be kept. */
const draftFor = (
  one: TransferCase,
  person: PersonFields,
  known: Pick<PersonRecord, 'id' | 'version'> | undefined,
  more: Pick<IntakeDraft, 'secondReason' | 'similarSeen'>,
): IntakeDraft => ({
  ...one.draft,
  ...more,
  person,
  personId: known?.id ?? null,
  personVersion: known?.version ?? null,
  place: 'rural_assistant',
  archive: null,
  applicationDate: one.draft.applicationDate.trim() || one.begunOn,
})

const nothing: Omit<RuralIncoming, 'id' | 'personName'> = {
  iinMasked: '',
  begunOn: null,
  check: null,
  facts: null,
  verdict: 'unusable',
  fault: null,
  problems: [],
  findings: [],
  person: null,
  differences: [],
  similar: [],
  openApplication: null,
  application: null,
}

/** Enough of a case that cannot be read to say which one it is. */
function nameOfBroken(raw: unknown): { id: string; personName: string } {
  const one = (raw ?? {}) as { id?: unknown; draft?: { person?: Record<string, unknown> } }
  const part = (key: string) => {
    const value = one.draft?.person?.[key]
    return typeof value === 'string' ? value.slice(0, 100) : ''
  }
  return {
    id: typeof one.id === 'string' ? one.id.slice(0, 60) : '',
    personName: [part('lastName'), part('firstName'), part('middleName')].filter(Boolean).join(' '),
  }
}

/** Where in the rural route a service may not be applied for, a file cannot make it so. */
function servedHere(context: Context, code: string, day: string): boolean {
  const service = context.law.serviceOn(code, day)
  return service !== undefined && desksOf(service).includes('rural_assistant')
}

/** R182: said beside the reason that is asked for. */
const askedByChoice = ['application_open', 'application_same_day']

async function readCase(
  context: Context,
  raw: unknown,
  of: { head: RuralHead; receivedOn: string; earlier: readonly Incoming[] },
): Promise<Incoming> {
  const parsed = TransferCase.safeParse(raw)
  if (!parsed.success)
    return {
      row: { ...nothing, ...nameOfBroken(raw), fault: 'shape' },
      case: null,
      known: undefined,
      theirs: null,
    }
  const one = parsed.data
  const { head, receivedOn, earlier } = of
  const { db } = context
  const clock = await clockOf(context)
  const judged = judgePerson(one.draft.person, clock.today)
  const theirs = { ...judged.clean, identityDocument: shownDocument(one.draft, judged.clean) }
  const row: RuralIncoming = {
    ...nothing,
    id: one.id,
    personName: fullName(theirs),
    iinMasked: maskIin(theirs.iin),
    begunOn: one.begunOn,
    check: one.check,
    facts: one.facts,
  }
  const known = theirs.iin === '' ? undefined : await persons(db).where({ iin: theirs.iin }).first()
  const answer = (changes: Partial<RuralIncoming>): Incoming => ({
    row: { ...row, ...changes },
    case: one,
    known,
    theirs,
  })

  if (
    earlier.some(
      (other) => other.row.id === one.id || (theirs.iin !== '' && other.theirs?.iin === theirs.iin),
    )
  )
    return answer({ fault: 'doubled' })
  const before = await applicationsTable(db).where({ draft_id: one.id }).first()
  const arrival = await arrivalsTable(db).where({ case_id: one.id }).first()
  if (before && arrival)
    return answer({ verdict: 'taken', application: { id: before.id, number: before.number } })
  if (before) return answer({ fault: 'foreign_draft' })

  const way = onItsWay(one, head, receivedOn)
  const found = [...r42RuralTransfer(way, clock), ...r43RuralRegistration(way, clock)]
  const applied = one.draft.applicationDate.trim() || one.begunOn
  if (found.some(({ level }) => level === 'block') || one.check.on > clock.today || one.check.on < applied)
    return answer({ fault: 'dates', findings: found.map(tell) })
  if (!servedHere(context, one.draft.serviceCode, receivedOn)) return answer({ fault: 'service' })

  // What a choice will answer is taken as answered: what is left cannot be mended here.
  const answered = { similarSeen: true, secondReason: '-' }
  const verdict = await judge(context, draftFor(one, theirs, known, answered), {
    received: receivedOn,
  })
  const problems = verdict.problems.filter(({ code }) => !askedByChoice.includes(code))
  const stops = problems.some(({ severity }) => severity === 'block')
  const similar = known ? [] : await similarPeople(context, judged, null)
  return answer({
    verdict: stops ? 'unusable' : known ? 'known' : 'new',
    fault: stops ? 'not_ready' : null,
    problems,
    findings: found.map(tell),
    person: known ? { id: known.id, version: known.version } : null,
    differences: known ? differencesOf(toFields(known), theirs) : [],
    similar: similar.map(({ id, fullName: name, birthDate, iinMasked }) => ({
      id,
      fullName: name,
      birthDate,
      iinMasked,
    })),
    openApplication: verdict.openApplication,
  })
}

/** A file case by case against the register as it is now. Throws what `readFile` throws. */
async function readTransfer(context: Context, input: { token: string; receivedOn: string }) {
  const file = fileOf(context, input.token)
  const { content, sha256 } = await readFile(context, 'transfer', file)
  const { today } = await clockOf(context)
  const receivedOn = input.receivedOn.trim() === '' ? today : readDay(input.receivedOn, today, 'receivedOn')
  const head = content.transfer
  const receipt = await receiptsTable(context.db).where({ uid: head.uid }).first()
  // Two files under one number: one of them is not what the assistant sent.
  if (receipt && receipt.sha256 !== sha256) throw new CodedError('rural_file_changed')
  const cases: Incoming[] = []
  for (const raw of content.cases)
    cases.push(await readCase(context, raw, { head, receivedOn, earlier: cases }))
  return { file, head, sha256, receivedOn, receipt, cases }
}

/** What a file would do, before anything changes. */
export async function previewFile(context: Context, input: { token: string; receivedOn: string }) {
  const { file, head, receipt, cases } = await readTransfer(context, input)
  return {
    ...head,
    fileName: file.name,
    cases: cases.map(({ row }) => row),
    before: receipt ? { at: receipt.at, by: await staffName(context.db, receipt.staff_id) } : null,
  }
}

/** The person as the clerk chose between the register and the file. */
function chosenPerson(incoming: Incoming, keep: RuralChoices['keep']): PersonFields {
  const theirs = incoming.theirs!
  if (!incoming.known) return theirs
  const chosen: Record<string, unknown> = { ...toFields(incoming.known) }
  for (const { field, chosen: asked } of incoming.row.differences) {
    const said = asked ? keep[field] : 'theirs'
    if (said === undefined)
      throw new CodedError('rural_choice_missing', { name: incoming.row.personName, field })
    if (said !== 'theirs') continue
    chosen[field] = theirs[field]
    if (field === 'address' || field === 'labourActivity')
      chosen[codedFields[field]] = theirs[codedFields[field]]
  }
  return chosen as unknown as PersonFields
}

/** Refuse a person who was changed, or came to be known, since the preview. */
async function refuseChanged(context: Context, { known }: Incoming, seen: number | null): Promise<void> {
  if ((known?.version ?? null) === seen) return
  const changed = known ? await lastChange(context, 'person', known.id) : { by: '', at: '' }
  throw new CodedError('version_conflict', changed)
}

/**
 * R43: register the chosen cases of a file in one transaction: person, number, the day of receipt as the day of
 * acceptance, the deadline of para 20 and the papers of the counter. Its term is `rural_registration`, which the
 * law's data name for this desk: para 20 counts from the day on which the papers came from the assistant, not from
 * the day on which the applicant handed them to her, as para 12 (`js_decision`) would.
 *
 * A case that was taken in before is left as it is, so that the same file twice makes nothing twice.
 */
export async function takeIn(
  context: Context,
  input: { token: string; receivedOn: string; cases: RuralChoices[] },
) {
  const { db, now } = context
  const { file, head, sha256, receivedOn, receipt, cases } = await readTransfer(context, input)
  const staff = actorOf(context)
  let receiptId = receipt?.id
  if (receiptId === undefined) {
    const [{ id: made }] = (await receiptsTable(db).insert(
      {
        uid: head.uid,
        sha256,
        head: JSON.stringify(head),
        file_name: file.name.slice(0, 200),
        at: now.toISOString(),
        staff_id: staff.id,
      },
      ['id'],
    )) as [{ id: number }]
    receiptId = made
  }
  let taken = 0
  let before = 0
  for (const choice of input.cases) {
    const incoming = cases.find(({ row }) => row.id === choice.id)
    if (incoming?.row.verdict === 'taken') {
      before += 1
      continue
    }
    if (!incoming?.case || incoming.row.verdict === 'unusable')
      throw new CodedError('rural_case_unusable', { name: incoming?.row.personName ?? '' })
    await refuseChanged(context, incoming, choice.personVersion)
    await takeCase(context, incoming, choice, { receiptId, head, receivedOn })
    taken += 1
  }
  await audit(context, 'rural_receipt', receiptId, { number: head.number, sha256, taken, before })
  context.changes.add('rural')
  return { receiptId, taken, before }
}

async function takeCase(
  context: Context,
  incoming: Incoming,
  choice: RuralChoices,
  of: { receiptId: number; head: RuralHead; receivedOn: string },
): Promise<void> {
  const { db, now } = context
  const one = incoming.case!
  const { similarSeen, secondReason } = choice
  const person = chosenPerson(incoming, choice.keep)
  const draft = draftFor(one, person, incoming.known, { similarSeen, secondReason })
  // Before the application: its record names the assistant who sent it.
  await arrivalsTable(db).insert({
    receipt_id: of.receiptId,
    case_id: one.id,
    application_id: null,
    received_on: of.receivedOn,
    case: JSON.stringify({ begunOn: one.begunOn, facts: one.facts, check: one.check }),
    informed: null,
    version: 1,
  })
  const { application } = await acceptIntake(context, one.id, draft, { received: of.receivedOn })
  await arrivalsTable(db).where({ case_id: one.id }).update({ application_id: application.id })
  if (one.facts.portalExplained) {
    const mark: Mark = { name: 'portal_explained', at: now.toISOString(), by: of.head.assistant }
    await applicationsTable(db)
      .where({ id: application.id })
      .update({ marks: JSON.stringify([mark]) })
  }
}

/* ---------- what became of them ---------- */

type Kept = Pick<TransferCase, 'begunOn' | 'facts' | 'check'>

/** How a message of the ordinary case page counts for R44. */
const throughOf: Record<string, RuralTold['through']> = {
  sms: 'ict',
  email: 'ict',
  ict: 'ict',
  call: 'mobile',
  assistant: 'assistant',
}

/** R44: told as recorded here, by a message of the case after its decision, or by the notice handed over. */
async function informedOf(
  context: Context,
  arrival: ArrivalRecord,
  application: ApplicationRecord,
  decidedAt: string,
): Promise<RuralTold | null> {
  if (arrival.informed !== null) return JSON.parse(arrival.informed) as RuralTold
  const { timeZone } = await readDesk(context)
  const message = await context
    .db<{ application_id: number; channel: string; text: string; at: string; staff_id: number }>('messages')
    .where({ application_id: application.id })
    .where('at', '>=', decidedAt)
    .orderBy('at')
    .first()
  if (message)
    return {
      on: localDay(message.at, timeZone),
      through: throughOf[message.channel] ?? null,
      note: message.text,
      by: await staffName(context.db, message.staff_id),
      at: message.at,
    }
  if (application.hand_over === null) return null
  const { on, at, by } = JSON.parse(application.hand_over) as { on: string; at: string; by: string }
  return { on, at, by, through: null, note: '' }
}

/** One arrival with what became of it. */
export async function toArrival(
  context: Context,
  arrival: ArrivalRecord,
  head: RuralHead,
): Promise<{ row: RuralArrival; rural: RuralCase }> {
  const { db } = context
  const clock = await clockOf(context)
  const application = (await applicationsTable(db).where({ id: arrival.application_id! }).first())!
  const person = (await persons(db).where({ id: application.person_id }).first())!
  const decision = await decisionsTable(db).where({ application_id: application.id }).first()
  const informed = decision ? await informedOf(context, arrival, application, decision.decided_at) : null
  const kept = JSON.parse(arrival.case) as Kept
  const registeredOn = decision?.registration_date ?? null
  const rural: RuralCase = {
    ...onItsWay({ ...kept, id: arrival.case_id } as TransferCase, head, arrival.received_on),
    // R31: who was registered before keeps the earlier day; the duty is done on the day of the decision.
    registeredOn: registeredOn === null ? null : decision!.decided_on,
    informedOn: informed?.on ?? null,
    informedThrough: informed?.through ?? null,
  }
  const refused = decision?.outcome === 'refused'
  const registration = r43RuralRegistration({ ...rural, registeredOn: decision?.decided_on ?? null }, clock)
  const due = registration.find((one) => one.deadline)!.deadline!
  return {
    rural,
    row: {
      id: arrival.id,
      version: arrival.version,
      personId: person.id,
      personName: nameOf(person),
      iinMasked: maskIin(person.iin ?? ''),
      applicationId: application.id,
      applicationNumber: application.number,
      state: application.state,
      outcome: decision?.outcome ?? null,
      receivedOn: arrival.received_on,
      registeredOn,
      check: kept.check,
      due,
      workingDaysLeft: decision ? null : clock.calendar.workingDaysLeft(clock.today, due.due),
      informed,
      findings: [...(refused ? [] : registration), ...r44RuralMessage(rural, clock)].map(tell),
    },
  }
}

export const headOf = (receipt: ReceiptRecord) => JSON.parse(receipt.head) as RuralHead

/** Transfers taken in, newest first. */
export async function listReceipts(context: Context, limit: number): Promise<RuralReceipt[]> {
  const records = await receiptsTable(context.db).orderBy('id', 'desc').limit(limit)
  const receipts: RuralReceipt[] = []
  for (const record of records) {
    const head = headOf(record)
    const arrivals = await arrivalsTable(context.db).where({ receipt_id: record.id }).orderBy('id')
    const rows: RuralArrival[] = []
    for (const arrival of arrivals) rows.push((await toArrival(context, arrival, head)).row)
    receipts.push({
      ...head,
      id: record.id,
      at: record.at,
      by: await staffName(context.db, record.staff_id),
      fileName: record.file_name,
      arrivals: rows,
    })
  }
  return receipts
}

const messageChannel = { assistant: 'assistant', ict: 'ict', mobile: 'call' } as const

/** R44: record that the person was told. Throws `rural_not_registered`, `date_too_early`. */
export async function informPerson(
  context: Context,
  input: {
    id: number
    version: number
    on: string
    through: 'assistant' | 'ict' | 'mobile'
    note: string
  },
): Promise<RuralArrival> {
  const { db, now } = context
  const arrival = await arrivalsTable(db).where({ id: input.id }).first()
  if (!arrival) throw new CodedError('not_found')
  if (arrival.version !== input.version)
    refuseStale(arrival, input.version, await lastChange(context, 'rural_arrival', input.id))
  const decision = await decisionsTable(db).where({ application_id: arrival.application_id! }).first()
  if (!decision || decision.registration_date === null) throw new CodedError('rural_not_registered')
  const { today } = await clockOf(context)
  const informed = readTold(context, input, decision.decided_on, today)
  await arrivalsTable(db)
    .where({ id: arrival.id })
    .update({ informed: JSON.stringify(informed), version: arrival.version + 1 })
  const application = (await applicationsTable(db).where({ id: decision.application_id }).first())!
  const person = (await persons(db).where({ id: application.person_id }).first())!
  const receipt = (await receiptsTable(db).where({ id: arrival.receipt_id }).first())!
  await db('messages').insert({
    application_id: application.id,
    channel: messageChannel[input.through],
    sent_to: input.through === 'assistant' ? headOf(receipt).assistant : person.mobile,
    text: informed.note,
    at: now.toISOString(),
    staff_id: actorOf(context).id,
  })
  await audit(context, 'rural_arrival', arrival.id, { informed })
  context.changes.add('rural').add('applications').add('deadlines')
  const fresh = (await arrivalsTable(db).where({ id: arrival.id }).first())!
  return (await toArrival(context, fresh, headOf(receipt))).row
}

/** The answer to a transfer: what each of its cases became, for the assistant's desk. */
export async function answerFile(context: Context, id: number) {
  const receipt = await receiptsTable(context.db).where({ id }).first()
  if (!receipt) throw new CodedError('not_found')
  const { uid, number } = headOf(receipt)
  const arrivals = await arrivalsTable(context.db).where({ receipt_id: id }).orderBy('id')
  const cases = []
  for (const arrival of arrivals) {
    const { row } = await toArrival(context, arrival, headOf(receipt))
    cases.push({
      id: arrival.case_id,
      answer: {
        receivedOn: row.receivedOn,
        applicationNumber: row.applicationNumber,
        registeredOn: row.registeredOn,
        outcome: row.outcome,
      },
    })
  }
  const centre = centreMark(await readCentre(context))
  const { bytes } = writeFile('answer', { centre, transfer: { uid, number }, cases })
  const name = `qabyldau-rural-answer-${number}-${uid.slice(0, 8)}.json`
  return context.files.put({ name, type: 'application/json', bytes }, context.client)
}

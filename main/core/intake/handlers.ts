import { randomUUID } from 'node:crypto'
import { CodedError } from '../../../shared/errors'
import {
  casesAt,
  deskOf,
  desksOf,
  everywhere,
  measuresOf,
  notHeld,
  otherNumbers,
  refusesIntakeAt,
  termFor,
  termsFor,
  type IntakeChoice,
} from '../../../shared/law/intake'
import type { LawService } from '../../../shared/law/schema'
import { inEveryLanguage } from '../../../shared/locale'
import {
  emptyIntakeDraft,
  type DeadlineWhy,
  type DeskSettings,
  type IntakeDraft,
  type IntakeVerdict,
  type Person,
  type PersonFields,
  type Problem,
} from '../../../shared/model'
import type { Calendar } from '../../../shared/rules/calendar'
import { localDateTime, parseDay, shownDay } from '../../../shared/rules/dates'
import { computeDeadline, openState } from '../../../shared/rules/deadlines'
import { cleanName } from '../../../shared/rules/names'
import { generalPapers, issueCasePaper, ownTerm } from '../applications/papers'
import {
  applicationsTable,
  deadlinesTable,
  findApplication,
  openApplication,
  type IntakeRefusal,
} from '../applications/queries'
import {
  actorOf,
  audit,
  nextNumber,
  readCalendar,
  readDay,
  readDesk,
  todayOf,
  type Context,
} from '../context'
import { forms } from '../documents/forms'
import { finishDraft } from '../drafts/handlers'
import { sendApplication, sendPerson, sendStage } from '../exchange/outbox'
import type { HandlersOf } from '../handlers'
import { editionOn, serviceCodes } from '../law/editions'
import { savePerson, similarPeople } from '../persons/handlers'
import { nameOf, persons } from '../persons/queries'
import { tieToTicket } from '../queue/handlers'
import { judgePerson } from '../persons/rules'
import { arrivalDue, type Arrival } from '../portal/arrival'
import { consentsOf, judgeIntake } from './rules'

/** Day of acceptance of a draft: `received`, or that of an archive entry, as far as it can be read. */
function acceptanceDay(draft: IntakeDraft, today: string, received: string): string {
  if (draft.archive === null) return received
  const day = parseDay(draft.archive.acceptanceDate, Number(today.slice(0, 4)))
  return day !== null && day <= today ? day : today
}

/** When the service is due by its act; null where it gives no number of days (R6-R8). */
function dueOf(
  service: LawService,
  draft: IntakeDraft,
  facts: { day: string; calendar: Calendar; desk: DeskSettings },
): DeadlineWhy | null {
  const term = termFor(service, draft)
  const given = {
    start: facts.day,
    calendar: facts.calendar,
    countFromSameDay: facts.desk.countFromSameDay,
  }
  if (!term || term.amount === null) return null
  if (term.deadline !== undefined) return computeDeadline({ ...given, code: term.deadline })
  // Minutes at the desk end on the same day.
  const unit = term.unit === 'cd' ? 'cd' : 'wd'
  const amount = term.unit === 'min' ? 0 : term.amount
  if (term.unit === 'month') return null
  return computeDeadline({ ...given, term: { amount, unit }, act: service.act })
}

/** How an application came, where nobody stood at the counter today. */
export interface Coming {
  /** Through a portal. */
  arrival?: Arrival | null
  /** Day on which the papers of an assistant came to the centre (R43). */
  received?: string
}

/** Judge a draft against the law's data and the register as they are now. */
export async function judge(context: Context, draft: IntakeDraft, { arrival = null, received }: Coming = {}) {
  const { db, now } = context
  const desk = await readDesk(context)
  const calendar = await readCalendar(context, desk)
  const today = todayOf(context, desk)
  const day = arrival?.day ?? acceptanceDay(draft, today, received ?? today)
  const service = editionOn(context.law, draft.serviceCode, day, draft.archive !== null)
  const person = judgePerson(draft.person, today)
  const arrived =
    arrival && arrivalDue(arrival, termFor(service, draft)?.deadline, { calendar, ...desk }, desk)
  const due = arrival?.automatic ? null : (arrived ?? dueOf(service, draft, { day, calendar, desk }))
  const holder =
    person.clean.iin === '' ? undefined : await persons(db).where({ iin: person.clean.iin }).first()
  const open =
    draft.personId === null || draft.archive !== null
      ? undefined
      : await openApplication(context, draft.personId, service.code, today)
  const similar = draft.personId === null ? await similarPeople(context, person, null) : []
  const verdict = judgeIntake(service, draft, {
    today,
    day,
    open: openState(localDateTime(now, desk.timeZone), calendar, desk).reason,
    person,
    iinTakenBy: holder && holder.id !== draft.personId ? nameOf(holder) : null,
    similar: similar.length,
    openApplication: open ?? null,
    portal: arrival,
    calendarWarnings: draft.archive === null ? (due?.warnings ?? []) : [],
  })
  return { ...verdict, desk, today, day, service, person, due, arrival, openApplication: open ?? null }
}

/** Refuse when something still stops; says where. */
export function refuseUnready(problems: readonly Problem[]): void {
  const stops = problems.filter((problem) => problem.severity === 'block')
  if (stops.length === 0) return
  throw new CodedError(
    'intake_not_ready',
    { count: stops.length },
    stops.map(({ field }) => ({ path: field, code: 'input_invalid' })),
  )
}

/** The person of the draft, kept with what the identity document at hand says. */
export async function keepPerson(context: Context, draft: IntakeDraft, clean: PersonFields): Promise<Person> {
  const shown = draft.archive === null ? draft.checklist['identity_document'] : undefined
  return savePerson(context, draft.personId, draft.personVersion, {
    ...clean,
    identityDocument: {
      ...clean.identityDocument,
      ...(shown?.number.trim() ? { number: cleanName(shown.number) } : {}),
      ...(shown?.expiresOn ? { expiresOn: shown.expiresOn } : {}),
    },
  })
}

/** The row of an application or of papers that were not taken, inside the command's transaction. */
export async function insertApplication(
  context: Context,
  given: {
    draftId: string
    draft: IntakeDraft
    verdict: Awaited<ReturnType<typeof judge>>
    personId: number
    state: 'accepted' | keyof Omit<typeof otherNumbers, 'archive'>
    intakeRefusal: IntakeRefusal | null
  },
): Promise<number> {
  const { draft, verdict } = given
  const { service, today, day } = verdict
  const other = given.state !== 'accepted' ? given.state : draft.archive !== null ? 'archive' : null
  const year = Number(today.slice(0, 4))
  const count = await nextNumber(context, other ?? service.code, year)
  const prefix = other === null ? service.numberPrefix : otherNumbers[other]
  const number = `${prefix}-${year}-${String(count).padStart(5, '0')}`
  const { place, caseId, measure, recipient, term, conditions } = draft
  const [{ id }] = (await applicationsTable(context.db).insert(
    {
      uid: randomUUID(),
      version: 1,
      number,
      year,
      service_code: service.code,
      edition: service.edition,
      person_id: given.personId,
      channel: verdict.arrival?.channel ?? (place === 'rural_assistant' ? 'rural_assistant' : 'counter'),
      language: draft.language,
      application_date: verdict.applicationDate ?? day,
      acceptance_date: day,
      accepted_at: context.now.toISOString(),
      accepted_by: actorOf(context).id,
      state: given.state,
      choice: JSON.stringify({ place, caseId, measure, recipient, term, conditions } satisfies IntakeChoice),
      measure,
      paper_number: draft.archive === null ? null : cleanName(draft.archive.paperNumber),
      intake_refusal: given.intakeRefusal === null ? null : JSON.stringify(given.intakeRefusal),
      checklist: JSON.stringify(verdict.checklist),
      consents: JSON.stringify(draft.consents),
      legal_representative: JSON.stringify(draft.legalRepresentative),
      second_reason: draft.secondReason.trim(),
      declared_no_work: draft.declaredNoWork,
      in_area: draft.inArea,
      marks: '[]',
      check: null,
      hand_over: null,
      draft_id: given.draftId,
    },
    ['id'],
  )) as [{ id: number }]
  await audit(context, 'application', id, { number, draft })
  await finishDraft(context, given.draftId, draft)
  context.changes.add('applications').add('people')
  return id
}

/**
 * What a first call with this draft made, so that a second one gives it back (a lost answer, two quick keys).
 * Throws `already_accepted`, `papers_not_taken` when it was the other of the two that was done with it.
 */
async function madeBefore(context: Context, draftId: string, outcome: 'accepted' | 'intake_refused') {
  const before = await applicationsTable(context.db).where({ draft_id: draftId }).first()
  if (!before) return undefined
  if ((before.state === 'intake_refused') !== (outcome === 'intake_refused'))
    throw new CodedError(outcome === 'accepted' ? 'papers_not_taken' : 'already_accepted')
  const application = (await findApplication(context, before.id))!
  return { application, document: application.documents.at(-1) ?? null }
}

/**
 * R14-R18, R130: register an application inside one transaction: person, number, deadline, paper. Called with
 * the same draft twice it gives back the first registration. What came through a portal needs no paper (R45).
 */
export async function acceptIntake(
  context: Context,
  draftId: string,
  draft: IntakeDraft,
  coming: Coming = {},
) {
  const { db } = context
  const before = await madeBefore(context, draftId, 'accepted')
  if (before) return before
  const verdict = await judge(context, draft, coming)
  const { service, due } = verdict
  refuseUnready(verdict.problems)
  const person = await keepPerson(context, draft, verdict.person.clean)
  const id = await insertApplication(context, {
    draftId,
    draft,
    verdict,
    personId: person.id,
    state: 'accepted',
    intakeRefusal: null,
  })
  // An archive entry owes nothing any more: whether it was late is told when its decision is entered.
  if (due && draft.archive === null) {
    await deadlinesTable(db).insert({
      code: due.code ?? ownTerm,
      application_id: id,
      person_id: person.id,
      start: due.start,
      due: due.due,
      met_on: null,
      why: JSON.stringify(due),
    })
  }
  context.changes.add('deadlines')
  const document =
    (draft.archive === null && !coming.arrival) || (draft.archive?.papers && service.edition !== notHeld)
      ? await issueCasePaper(context, id, {
          formId: service.forms?.application ?? generalPapers.receipt,
          toHandOver: false,
          facts: { due },
        })
      : null
  // The person leaves only now: a signed application with the consent is recorded (R173).
  await sendPerson(context, person.id)
  await sendApplication(context, id)
  await sendStage(context, id, 'received')
  await sendStage(context, id, 'registered')
  return { application: (await findApplication(context, id))!, document }
}

/** R131: the papers are not taken; the receipt names what is missing or expired, nothing is registered. */
async function refuseIntake(
  context: Context,
  { draftId, draft, explanation }: { draftId: string; draft: IntakeDraft; explanation: string },
) {
  const before = await madeBefore(context, draftId, 'intake_refused')
  if (before) return before
  const verdict = await judge(context, draft)
  const { service } = verdict
  if (draft.archive !== null || !refusesIntakeAt(service, deskOf(service, draft)))
    throw new CodedError('intake_refusal_unlawful')
  const missing = verdict.checklist
    .filter(({ state }) => state === 'missing' || state === 'expired')
    .map(({ id, title, state }) => ({
      id,
      title,
      why:
        state === 'missing'
          ? inEveryLanguage('problem.paper_not_brought')
          : inEveryLanguage('problem.paper_expired', {
              date: shownDay(draft.checklist[id]?.expiresOn ?? null),
            }),
    }))
  if (missing.length === 0) throw new CodedError('nothing_missing')
  // Who it is and what was applied for must be clear; the papers themselves are what is wrong.
  refuseUnready(
    verdict.problems.filter(({ field }) =>
      /^(person\.|similarSeen|place|caseId|measure|recipient)/u.test(field),
    ),
  )
  const person = await keepPerson(context, draft, verdict.person.clean)
  const id = await insertApplication(context, {
    draftId,
    draft,
    verdict,
    personId: person.id,
    state: 'intake_refused',
    intakeRefusal: { missing, explanation: explanation.trim() },
  })
  const own = service.intakeRefusal?.form ?? null
  const document = await issueCasePaper(context, id, {
    formId: own !== null && forms.has(own) ? own : generalPapers.intakeRefused,
    // Both sides sign and keep it on the spot: it never waits to be handed over.
    toHandOver: false,
    facts: { missing, explanation: explanation.trim() },
  })
  await sendApplication(context, id)
  await sendStage(context, id, 'intake_refused')
  return { application: (await findApplication(context, id))!, document }
}

/** Terms to choose from, named by their case or, without one, by their length. */
function termChoices(service: LawService, draft: IntakeDraft) {
  const terms = termsFor(service, draft)
  if (terms.length < 2) return []
  return terms.map((term) => {
    const params = { amount: term.amount, unit: term.unit }
    return {
      id: term.case,
      title: term.note ? everywhere(term.note) : inEveryLanguage('counter.term_of', params),
    }
  })
}

/** A service as the counter shows it for choosing. */
function offered(service: LawService) {
  const { code, edition, number, name, act, state } = service
  const desks = desksOf(service)
  return {
    code,
    edition,
    number,
    name,
    act,
    state,
    consents: consentsOf(service),
    questions: service.questions,
    places: desks.map((id) => ({
      id,
      title: everywhere(service.places.find(({ place }) => place === id)!.name),
      cases: casesAt(service, id).map((one) => one.id),
    })),
    cases: service.cases.map(({ id, title }) => ({ id, title: everywhere(title) })),
    measures: measuresOf(service).map(({ code: id, name: title, group }) => ({
      id,
      title,
      group: service.measures.find(({ code: one }) => one === group)?.name ?? null,
    })),
    recipients: service.recipients.map(({ id, title }) => ({ id, title: everywhere(title) })),
    refusesAt: desks.filter((place) => refusesIntakeAt(service, place)),
  }
}

/** What is said of a draft while it is typed, at the counter and at an assistant's. */
export async function checkIntake(context: Context, draft: IntakeDraft): Promise<IntakeVerdict> {
  const verdict = await judge(context, draft)
  const { service } = verdict
  return {
    ready: verdict.ready,
    problems: verdict.problems,
    checklist: verdict.checklist,
    consents: consentsOf(service),
    serviceName: service.name,
    edition: service.edition,
    act: service.act,
    terms: termChoices(service, draft),
    due: verdict.due,
    termText: service.termText ? everywhere(service.termText) : null,
    age: verdict.age,
    openApplication: verdict.openApplication,
  }
}

export const intakeHandlers: HandlersOf<'intake'> = {
  async 'intake.services'(context, { archiveDate }) {
    const today = todayOf(context, await readDesk(context))
    const day = archiveDate === null ? today : readDay(archiveDate, today, 'archiveDate')
    return serviceCodes(context.law).flatMap((code) => {
      const service = context.law.serviceOn(code, day)
      if (service) return [offered(service)]
      return archiveDate === null ? [] : [offered(editionOn(context.law, code, day, true))]
    })
  },

  'intake.check': (context, { draft }) => checkIntake(context, draft),

  async 'intake.accept'(context, { draftId, draft }) {
    const made = await acceptIntake(context, draftId, draft)
    // An old paper case is not what the one at the window came for.
    if (draft.archive === null) await tieToTicket(context, made.application.personId, made.application.id)
    return made
  },

  async 'intake.refuse'(context, input) {
    const made = await refuseIntake(context, input)
    await tieToTicket(context, made.application.personId, made.application.id)
    return made
  },

  async 'intake.consult'(context, input) {
    const { db, now } = context
    if (input.personId !== null && !(await persons(db).where({ id: input.personId }).first('id'))) {
      throw new CodedError('not_found')
    }
    const [{ id }] = (await db('consultations').insert(
      {
        person_id: input.personId,
        name: cleanName(input.name),
        missing: JSON.stringify(input.missing),
        note: input.note.trim(),
        at: now.toISOString(),
        staff_id: actorOf(context).id,
      },
      ['id'],
    )) as [{ id: number }]
    await audit(context, 'consultation', id, { draft: input.draftId, missing: input.missing })
    if (input.personId !== null) await tieToTicket(context, input.personId, null)
    context.changes.add('people')
    return { id: id }
  },
}

/** A draft with nothing in it, in the language of a paper. */
export const blankDraft = (language: IntakeDraft['language']): IntakeDraft => ({
  ...emptyIntakeDraft,
  language,
})

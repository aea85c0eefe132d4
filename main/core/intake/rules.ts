/**
 * Judging an intake from the service's data alone: which papers are asked for, what is missing, what warns.
 * Pure: the days, the calendar and what the register knows are passed in.
 */
import {
  askedItems,
  casesAt,
  deskOf,
  desksOf,
  everywhere,
  measuresOf,
  notHeld,
  termFor,
  throughPortal,
  type AskedItem,
} from '../../../shared/law/intake'
import type { LawService } from '../../../shared/law/schema'
import type { ApplicationRow, ChecklistRow, ConsentRow, IntakeDraft, Problem } from '../../../shared/model'
import { addDays, ageOn, isDay, parseDay } from '../../../shared/rules/dates'
import { checkName, cleanName } from '../../../shared/rules/names'
import type { JudgedPerson } from '../persons/rules'

export interface IntakeFacts {
  today: string
  /** Day of acceptance: today, or that of an archive entry. */
  day: string
  /** R4: whether the centre is open at this moment, and why not. */
  open: 'open' | 'day_off' | 'before_opening' | 'break' | 'after_closing'
  person: JudgedPerson
  /** Another person who holds this IIN. */
  iinTakenBy: string | null
  similar: number
  openApplication: ApplicationRow | null
  /** Came through a portal: the applicant signed it there and nobody stands at the desk. */
  portal: { automatic: boolean } | null
  calendarWarnings: { year: number; status: 'computed' | 'missing' }[]
}

type Add = (
  severity: Problem['severity'],
  field: string,
  code: string,
  rule?: string,
  params?: Problem['params'],
) => void

/** Days after which a date on an application is asked about; it stays a warning. */
const oldApplicationDays = 30

/** What is said of a paper in each state, where the law's data have no sentence of their own. */
const sentences: Partial<Record<ChecklistRow['state'], string>> = {
  unanswered: 'document_unanswered',
  missing: 'document_missing',
  expired: 'document_expired',
  condition_open: 'condition_unanswered',
}

/** Which sentence fits a state; what is there, or may be absent, needs none. */
function sentenceOf({ item, need }: AskedItem, state: ChecklistRow['state']): string | undefined {
  const own =
    state === 'unanswered' || state === 'missing' || state === 'expired' ? item.problems?.[state] : undefined
  return (
    own ?? (state === 'unanswered' && need === 'if_available' ? 'checklist_unanswered' : sentences[state])
  )
}

function stateOf({ item, need }: AskedItem, draft: IntakeDraft, day: string): ChecklistRow['state'] {
  if (need === 'not_asked' || need === 'condition_open') return need
  if (item.printedByProgram && draft.archive === null) return 'ready'
  const answer = draft.checklist[item.id]
  if (!answer?.shown || (answer.shown === 'digital' && item.digital !== true)) return 'unanswered'
  if (answer.shown === 'none') return need === 'required' ? 'missing' : 'absent_allowed'
  const expires = answer.shown === 'paper' ? answer.expiresOn : null
  return expires !== null && expires < day ? 'expired' : 'present'
}

/** The list of documents for this person (R14-R16, R121-R125), with the state of each on the day of acceptance. */
export function checklistOf(
  service: LawService,
  draft: IntakeDraft,
  age: number | null,
  day: string,
): ChecklistRow[] {
  return askedItems(service, draft, age).map((asked) => {
    const { item } = asked
    const printed = item.printedByProgram && draft.archive === null
    return {
      id: item.id,
      need: asked.need,
      title: everywhere(item.title),
      because: asked.because,
      condition: asked.condition,
      alternatives: (item.alternatives ?? []).map(everywhere),
      note: item.note ? everywhere(item.note) : null,
      source: item.source ? everywhere(item.source) : null,
      representative: item.representative === true,
      printed,
      digitalAllowed: item.digital === true,
      asksExpiry: item.asksExpiry,
      shown: printed ? null : (draft.checklist[item.id]?.shown ?? null),
      state: stateOf(asked, draft, day),
    }
  })
}

/** The consents of the service, in the order of its form. */
export const consentsOf = (service: LawService): ConsentRow[] => service.consents

/** What of the service is applied for, and where: chosen from the law's data, never typed. */
function judgeChoices(service: LawService, draft: IntakeDraft, portal: boolean, add: Add): void {
  const desk = deskOf(service, draft)
  if (draft.place !== '' && draft.place !== desk && desksOf(service).length > 0)
    add('block', 'place', 'choice_unknown')
  // What a portal sends comes with its number and its moment, never from the counter.
  if (throughPortal(service, draft.place) !== portal) add('block', 'place', 'choice_unknown', 'R13')
  const ask = (field: 'caseId' | 'measure' | 'recipient', of: string[], code: string, rule?: string) => {
    if (of.length === 0 ? draft[field] !== '' : draft[field] !== '' && !of.includes(draft[field]))
      add('block', field, 'choice_unknown', rule)
    else if (of.length > 0 && draft[field] === '') add('block', field, code, rule)
  }
  ask(
    'caseId',
    casesAt(service, desk).map(({ id }) => id),
    'case_missing',
  )
  ask(
    'measure',
    measuresOf(service).map(({ code }) => code),
    'measure_missing',
    'R120',
  )
  ask(
    'recipient',
    service.recipients.map(({ id }) => id),
    'recipient_missing',
    'R118',
  )
  if (termFor(service, draft) === undefined) add('block', 'term', 'term_missing')
}

/** R179, R1: the day of an old paper case. */
function judgeArchive(service: LawService, draft: IntakeDraft, facts: IntakeFacts, add: Add): void {
  if (draft.archive === null) return
  const day = parseDay(draft.archive.acceptanceDate, Number(facts.today.slice(0, 4)))
  if (!day) add('block', 'archive.acceptanceDate', 'archive_date_missing', 'R179')
  else if (day > facts.today) add('block', 'archive.acceptanceDate', 'application_date_future', 'R179')
  if (draft.archive.paperNumber.trim() === '')
    add('warn', 'archive.paperNumber', 'archive_number_missing', 'R1')
  if (day && service.edition === notHeld)
    add('warn', 'archive.acceptanceDate', 'archive_edition_not_held', 'R1')
}

/** Everything that stops this intake or should be looked at. */
export function judgeIntake(service: LawService, draft: IntakeDraft, facts: IntakeFacts) {
  const { today, day, person } = facts
  const problems: Problem[] = []
  const add: Add = (severity, field, code, rule, params) =>
    problems.push({ field, code, severity, ...(rule && { rule }), ...(params && { params }) })

  for (const problem of person.problems) problems.push({ ...problem, field: 'person.' + problem.field })
  // A paper of this service needs the number; a reason only excuses a number that fails its check.
  if (draft.person.iin.trim() === '' && draft.person.iinOverrideReason.trim() !== '')
    add('block', 'person.iin', 'iin_missing')
  if (facts.iinTakenBy) add('block', 'person.iin', 'iin_taken', 'R31', { name: facts.iinTakenBy })
  if (facts.similar > 0 && !draft.similarSeen)
    add('block', 'similarSeen', 'similar_people', 'R31', { count: facts.similar })

  judgeChoices(service, draft, facts.portal !== null, add)
  judgeArchive(service, draft, facts, add)
  if (service.questions.includes('no_work')) {
    if (draft.declaredNoWork === null)
      add(facts.portal ? 'warn' : 'block', 'declaredNoWork', 'work_unanswered', 'R11')
    else if (!draft.declaredNoWork) add('warn', 'declaredNoWork', 'works_declared', 'R11')
  }
  if (service.questions.includes('in_area') && draft.inArea === false)
    add('warn', 'inArea', 'outside_area', 'R12')

  const age = person.birthDate ? ageOn(person.birthDate, day) : null
  // What was taken years ago, or signed on a portal, cannot be asked for any more: it is told, never stopped.
  const strict = draft.archive === null && !facts.portal ? 'block' : 'warn'
  // R48: no paper is asked of who applied through a portal; the data come from the state systems.
  const checklist = facts.portal
    ? checklistOf(service, draft, age, day).map((row) => ({
        ...row,
        need: 'not_asked' as const,
        state: 'not_asked' as const,
        shown: null,
      }))
    : checklistOf(service, draft, age, day)
  const asked = new Map(askedItems(service, draft, age).map((one) => [one.item.id, one]))
  for (const row of checklist) {
    const field = 'checklist.' + row.id
    const item = asked.get(row.id)!
    const answer = draft.checklist[row.id]
    const code = sentenceOf(item, row.state)
    if (code) {
      // R131: a paper that need not be there counts as expired all the same once it is shown.
      const stops = ['required', 'condition_open'].includes(row.need) || row.state === 'expired'
      const params = row.state === 'expired' ? { date: answer?.expiresOn ?? '' } : undefined
      add(stops ? strict : 'warn', field, code, item.item.rule, params)
    }
    if (answer?.expiresOn && !isDay(answer.expiresOn)) add('block', field, 'day_invalid', 'R14')
    if (row.asksExpiry && answer?.shown === 'paper' && answer.number.trim() === '') {
      add('warn', field, 'identity_document_number', item.item.rule)
    }
    if (row.representative && row.state === 'present') judgeRepresentative(draft, add, item.item.rule)
  }

  for (const consent of service.consents) {
    const answer = draft.consents[consent.id] ?? null
    if (consent.answer === 'must_agree' && answer !== true)
      add(
        facts.portal ? 'block' : strict,
        'consents.' + consent.id,
        consent.id === 'personal_data' ? 'consent_personal_data' : 'consent_needed',
        'R17',
      )
    if (consent.answer === 'yes_no' && answer === null)
      add(strict, 'consents.' + consent.id, 'consent_unanswered', 'R17')
  }

  const applicationDate =
    draft.applicationDate.trim() === '' ? day : parseDay(draft.applicationDate, Number(today.slice(0, 4)))
  if (!applicationDate) add('block', 'applicationDate', 'application_date_invalid', 'R179')
  else if (applicationDate > day) add('block', 'applicationDate', 'application_date_future', 'R179')
  else if (applicationDate < addDays(day, -oldApplicationDays)) {
    add('warn', 'applicationDate', 'application_date_old', 'R179', { days: oldApplicationDays })
  }

  if (draft.archive === null && !facts.portal) {
    if (facts.open === 'day_off') add('warn', 'applicationDate', 'day_off', 'R4')
    else if (facts.open !== 'open') add('warn', 'applicationDate', 'outside_hours', 'R4')
  }
  if (facts.openApplication) {
    const code = facts.openApplication.outcome === null ? 'application_open' : 'application_same_day'
    add('warn', 'secondReason', code, 'R182', { number: facts.openApplication.number })
    // R51: what the portal did by itself is not for the desk to refuse.
    if (draft.secondReason.trim() === '' && !facts.portal?.automatic)
      add('block', 'secondReason', 'second_reason_missing', 'R182')
  }
  for (const { year, status } of facts.calendarWarnings) {
    add('warn', 'applicationDate', status === 'computed' ? 'calendar_computed' : 'calendar_missing', 'R6', {
      year: String(year),
    })
  }

  return {
    ready: problems.every((problem) => problem.severity === 'warn'),
    problems,
    checklist,
    age,
    applicationDate,
  }
}

/** R16, R124, R149: who speaks for the applicant, and under a power of attorney by which one. */
function judgeRepresentative(draft: IntakeDraft, add: Add, rule = 'R149'): void {
  const { fullName, kind, document } = draft.legalRepresentative
  const name = cleanName(fullName)
  if (name === '' || checkName(name))
    add('block', 'legalRepresentative.fullName', 'legal_representative_name', rule)
  if (kind === null) add('block', 'legalRepresentative.kind', 'legal_representative_kind', rule)
  if (kind === 'proxy' && document.trim() === '')
    add('block', 'legalRepresentative.document', 'legal_representative_document', rule)
}

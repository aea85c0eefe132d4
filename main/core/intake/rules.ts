/**
 * Judging an intake from the service's data alone: which papers are asked for, what is missing, what warns.
 * Pure: the day, the calendar and what the register knows are passed in.
 */
import type { ServiceDefinition } from '../../../shared/law/schema'
import type { ApplicationRow, ChecklistRow, ConsentRow, IntakeDraft, Problem } from '../../../shared/model'
import { addDays, ageOn, isDay, parseDay } from '../../../shared/rules/dates'
import { checkName, cleanName } from '../../../shared/rules/names'
import type { JudgedPerson } from '../persons/rules'

export interface IntakeFacts {
  today: string
  /** R4: whether the centre is open at this moment, and why not. */
  open: 'open' | 'day_off' | 'before_opening' | 'break' | 'after_closing'
  person: JudgedPerson
  /** Another person who holds this IIN. */
  iinTakenBy: string | null
  similar: number
  openApplication: ApplicationRow | null
  calendarWarnings: { year: number; status: 'computed' | 'missing' }[]
}

type Item = ServiceDefinition['checklist'][number]

/** Days after which a date on an application is asked about; it stays a warning. */
const oldApplicationDays = 30

/** Which of an item's sentences fits a state; what is there, or may be absent, needs none. */
function sentenceOf(item: Item, state: ChecklistRow['state']): string | undefined {
  return state === 'unanswered' || state === 'missing' || state === 'expired'
    ? item.problems?.[state]
    : undefined
}

/** Whether an item of the list is asked for from this person. */
function asked(item: Item, age: number | null): boolean {
  if (!item.when) return true
  return age !== null && age < item.when.years
}

function stateOf(item: Item, draft: IntakeDraft, today: string): ChecklistRow['state'] {
  if (item.printedByProgram) return 'ready'
  const answer = draft.checklist[item.id]
  if (!answer?.shown || (answer.shown === 'digital' && !item.digital)) return 'unanswered'
  if (answer.shown === 'none') return item.need === 'required' ? 'missing' : 'absent_allowed'
  const expires = item.asksExpiry && answer.shown === 'paper' ? answer.expiresOn : null
  return expires !== null && expires < today ? 'expired' : 'present'
}

/** R14-R16: the list of documents for this person, with the state of each. */
export function checklistOf(
  service: ServiceDefinition,
  draft: IntakeDraft,
  age: number | null,
  today: string,
): ChecklistRow[] {
  return service.checklist
    .filter((item) => asked(item, age))
    .map((item) => ({
      id: item.id,
      need: item.need,
      title: item.title,
      because: item.when?.because ?? null,
      printed: item.printedByProgram,
      digitalAllowed: item.digital,
      asksExpiry: item.asksExpiry,
      shown: item.printedByProgram ? null : (draft.checklist[item.id]?.shown ?? null),
      state: stateOf(item, draft, today),
    }))
}

/** The consents of the service, in the order of its form. */
export const consentsOf = (service: ServiceDefinition): ConsentRow[] => service.consents

/** Everything that stops this intake or should be looked at. */
export function judgeIntake(service: ServiceDefinition, draft: IntakeDraft, facts: IntakeFacts) {
  const { today, person } = facts
  const problems: Problem[] = []
  const add = (
    severity: Problem['severity'],
    field: string,
    code: string,
    rule?: string,
    params?: Problem['params'],
  ) => problems.push({ field, code, severity, ...(rule && { rule }), ...(params && { params }) })

  for (const problem of person.problems) problems.push({ ...problem, field: 'person.' + problem.field })
  // A paper of this service needs the number; a reason only excuses a number that fails its check.
  if (draft.person.iin.trim() === '' && draft.person.iinOverrideReason.trim() !== '')
    add('block', 'person.iin', 'iin_missing')
  if (facts.iinTakenBy) add('block', 'person.iin', 'iin_taken', 'R31', { name: facts.iinTakenBy })
  if (facts.similar > 0 && !draft.similarSeen)
    add('block', 'similarSeen', 'similar_people', 'R31', { count: facts.similar })

  if (draft.declaredNoWork === null) add('block', 'declaredNoWork', 'work_unanswered', 'R11')
  else if (!draft.declaredNoWork) add('warn', 'declaredNoWork', 'works_declared', 'R11')
  if (draft.inArea === false) add('warn', 'inArea', 'outside_area', 'R12')

  const age = person.birthDate ? ageOn(person.birthDate, today) : null
  const checklist = checklistOf(service, draft, age, today)
  for (const row of checklist) {
    const field = 'checklist.' + row.id
    const item = service.checklist.find((one) => one.id === row.id)!
    const answer = draft.checklist[row.id]
    const code = sentenceOf(item, row.state)
    const severity = row.need === 'required' ? 'block' : 'warn'
    if (code)
      add(
        severity,
        field,
        code,
        item.rule,
        row.state === 'expired' ? { date: answer?.expiresOn ?? '' } : undefined,
      )
    if (row.asksExpiry && answer?.expiresOn && !isDay(answer.expiresOn))
      add('block', field, 'day_invalid', 'R14')
    if (row.asksExpiry && answer?.shown === 'paper' && answer.number.trim() === '') {
      add('warn', field, 'identity_document_number', item.rule)
    }
    if (row.id === 'legal_representative' && row.state === 'present') judgeRepresentative(draft, add)
  }

  for (const consent of service.consents) {
    const answer = draft.consents[consent.id] ?? null
    if (consent.answer === 'must_agree' && answer !== true)
      add('block', 'consents.' + consent.id, 'consent_personal_data', 'R17')
    if (consent.answer === 'yes_no' && answer === null)
      add('block', 'consents.' + consent.id, 'consent_unanswered', 'R17')
  }

  const applicationDate =
    draft.applicationDate.trim() === '' ? today : parseDay(draft.applicationDate, Number(today.slice(0, 4)))
  if (!applicationDate) add('block', 'applicationDate', 'application_date_invalid', 'R179')
  else if (applicationDate > today) add('block', 'applicationDate', 'application_date_future', 'R179')
  else if (applicationDate < addDays(today, -oldApplicationDays)) {
    add('warn', 'applicationDate', 'application_date_old', 'R179', { days: oldApplicationDays })
  }

  if (facts.open === 'day_off') add('warn', 'applicationDate', 'day_off', 'R4')
  else if (facts.open !== 'open') add('warn', 'applicationDate', 'outside_hours', 'R4')
  if (facts.openApplication) {
    add('warn', 'secondReason', 'application_open', 'R182', { number: facts.openApplication.number })
    if (draft.secondReason.trim() === '') add('block', 'secondReason', 'second_reason_missing', 'R182')
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

/** R16: who speaks for a person younger than 16. */
function judgeRepresentative(
  draft: IntakeDraft,
  add: (severity: 'block' | 'warn', field: string, code: string, rule?: string) => void,
): void {
  const name = cleanName(draft.legalRepresentative.fullName)
  if (name === '' || checkName(name))
    add('block', 'legalRepresentative.fullName', 'legal_representative_name', 'R16')
  if (draft.legalRepresentative.kind === null)
    add('block', 'legalRepresentative.kind', 'legal_representative_kind', 'R16')
}

/** Deadlines of the orders as data (table P of the rules), portal time (R5) and opening hours (R4). */
import { z } from 'zod'
import { CodedError } from '../errors'
import deadlineData from '../law/deadlines.json'
import { LocalText, Term, type DeadlineWhy, type DeskSettings } from '../model'
import type { Calendar } from './calendar'

const ByHand = z.strictObject({ source: LocalText, startEvent: LocalText, rules: z.array(z.string()) })
const DeadlineRule = z.strictObject({
  code: z.string(),
  rules: z.array(z.string()).min(1),
  /** Act and paragraph. */
  source: LocalText,
  /** What the term runs from. */
  startEvent: LocalText,
  amount: Term.shape.amount,
  unit: Term.shape.unit,
})
export type DeadlineRule = z.infer<typeof DeadlineRule>

const data = z
  .strictObject({ byHand: z.strictObject({ wd: ByHand, cd: ByHand }), deadlines: z.array(DeadlineRule) })
  .parse(deadlineData)

/** Every deadline in working or calendar days, by code, e.g. `js_decision`. */
export const deadlineRules: ReadonlyMap<string, DeadlineRule> = new Map(
  data.deadlines.map((rule) => [rule.code, rule]),
)

/**
 * Deadlines of a registration and what they wait for: the work is done on the person's page, whatever became of
 * the application.
 */
export const registrationDeadlines: ReadonlyMap<string, 'match' | 'inform_payment' | 'make_plan'> = new Map([
  ['js_matching', 'match'],
  ['un_ssif_info', 'inform_payment'],
  ['un_plan', 'make_plan'],
])

/** How a term is counted: R6 and R7 for working days, R8 for calendar days. */
const countingRules = { wd: ['R6', 'R7'], cd: ['R8'] } as const

/**
 * The due day of a deadline of the law (`code`) or of a term typed by hand (`term`), with every day explained.
 *
 * @param input.start day of the event, `YYYY-MM-DD`
 * @param input.countFromSameDay R7: whether the day of the event is day 1; the usual civil rule says no
 * @throws CodedError `date_invalid`; `term_invalid` for a code that table P does not hold
 */
export function computeDeadline(
  input: { start: string; calendar: Calendar; countFromSameDay?: boolean } & (
    | { code: string; term?: undefined; act?: undefined }
    // `act`: the term stands in an act of the catalogue that names no deadline of table P
    | { term: Term; code?: undefined; act?: LocalText }
  ),
): DeadlineWhy {
  const rule = input.code === undefined ? null : deadlineRules.get(input.code)
  if (rule === undefined) throw new CodedError('term_invalid', { value: input.code ?? '' })
  const term: Term = rule ? { amount: rule.amount, unit: rule.unit } : input.term!
  const text = rule ?? data.byHand[term.unit]
  const act = input.act && { source: input.act, startEvent: deadlineRules.get('js_decision')!.startEvent }
  return {
    code: rule?.code ?? null,
    rules: [...new Set([...text.rules, ...countingRules[term.unit]])],
    source: act?.source ?? text.source,
    startEvent: act?.startEvent ?? text.startEvent,
    start: input.start,
    term,
    ...input.calendar.addTerm({ start: input.start, term, countFromSameDay: input.countFromSameDay }),
  }
}

/** `1wd`, `30cd` (a blank between is allowed); null when it is no term. */
export function parseTerm(text: string): Term | null {
  const parts = /^\s*(\d{1,4})\s*(wd|cd)\s*$/iu.exec(text)
  const term = Term.safeParse({ amount: Number(parts?.[1]), unit: parts?.[2]?.toLowerCase() })
  return term.success ? term.data : null
}

export type OpeningHours = Pick<DeskSettings, 'opens' | 'closes' | 'breakFrom' | 'breakTo'>

/** Hours of the centres: Order No 214, annexes 1 and 2, item 7; Order No 84, annex 8-1, list, item 7. */
export const lawfulHours: OpeningHours = {
  opens: '09:00',
  closes: '18:30',
  breakFrom: '13:00',
  breakTo: '14:30',
}

export interface OpenState {
  open: boolean
  reason: 'open' | 'day_off' | 'before_opening' | 'break' | 'after_closing'
}

/** R4: whether the centre is open at a local time `YYYY-MM-DDTHH:MM`; the closing minute is closed. */
export function openState(
  localDateTime: string,
  calendar: Calendar,
  hours: OpeningHours = lawfulHours,
): OpenState {
  const day = localDateTime.slice(0, 10)
  const time = localDateTime.slice(11, 16)
  if (!calendar.isWorkingDay(day)) return { open: false, reason: 'day_off' }
  if (time < hours.opens) return { open: false, reason: 'before_opening' }
  if (time >= hours.closes) return { open: false, reason: 'after_closing' }
  if (time >= hours.breakFrom && time < hours.breakTo) return { open: false, reason: 'break' }
  return { open: true, reason: 'open' }
}

/**
 * R5: the acceptance day of an application that came through a portal: after hours, on a day off or a holiday it
 * is the next working day; in the morning before opening and in the break it is the day itself.
 */
export function portalStart(
  localDateTime: string,
  calendar: Calendar,
  hours: OpeningHours = lawfulHours,
): string {
  const { reason } = openState(localDateTime, calendar, hours)
  const day = localDateTime.slice(0, 10)
  return reason === 'day_off' || reason === 'after_closing' ? calendar.nextWorkingDay(day) : day
}

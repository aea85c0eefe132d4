/**
 * What the counter asks for and promises, read from a service's definition alone: no code per service.
 * Pure: who applies for what is passed in, with the age on the day of acceptance.
 */
import { inEveryLanguage } from '../locale'
import type { LocalText } from '../model'
import type { LawItem, LawService, LawText, Place } from './schema'

/** What was told at the counter about an application, beside the person. Empty: not told. */
export interface IntakeChoice {
  /** Where it is handed in; '' is the usual desk of the service. */
  place: string
  /** One of the service's cases, measures, recipients. */
  caseId: string
  measure: string
  recipient: string
  /** Which of the service's terms, where the case leaves a choice. */
  term: string
  /** Papers that are asked for on a condition which only a person can judge: whether it holds, by item. */
  conditions: Readonly<Record<string, boolean | null>>
}

/** Without a desk: the application arrives by itself. */
const portals: readonly Place[] = ['egov', 'enbek', 'mobile']

/** A text in all languages of the desk: where the act has none in a language, in the one it has. */
export function everywhere(text: LawText): LocalText {
  const any = text.kk ?? text.ru ?? text.en ?? ''
  return { kk: text.kk ?? any, ru: text.ru ?? text.kk ?? any, en: text.en ?? text.ru ?? any }
}

/** Desks where a service is applied for, the provider's own first; empty: at none. */
export function desksOf(service: LawService): Place[] {
  const places = service.places.filter((one) => one.intake && !portals.includes(one.place))
  return places.map((one) => one.place).sort((a, b) => Number(b === 'provider') - Number(a === 'provider'))
}

/** Whether a service can be applied for through a portal. */
export const throughPortal = (service: LawService, place: string): boolean =>
  service.places.some((one) => one.intake && one.place === place && portals.includes(one.place))

/** The desk or portal chosen, or the usual desk; undefined when the service has none. */
export const deskOf = (service: LawService, choice: Pick<IntakeChoice, 'place'>): Place | undefined =>
  throughPortal(service, choice.place)
    ? (choice.place as Place)
    : (desksOf(service).find((place) => place === choice.place) ?? desksOf(service)[0])

const standsAt = (places: readonly Place[], desk: Place | undefined) =>
  desk === undefined || places.includes(desk) || places.includes('any')

/** Kinds of applicant or application that can be handed in at a desk. */
export function casesAt(service: LawService, desk: Place | undefined): LawService['cases'] {
  const lists = service.documents ?? []
  return service.cases.filter(({ id }) => {
    const own = lists.filter((list) => list.cases.includes(id))
    return own.length === 0 || own.some((list) => standsAt(list.places, desk))
  })
}

/** Measures that can be chosen: a group is chosen by one of its kinds, unless the act has it alone as well. */
export const measuresOf = (service: LawService): LawService['measures'] =>
  service.measures.filter(
    ({ code, alone }) => alone === true || service.measures.every((one) => one.group !== code),
  )

/** The lists of papers for this application, those for everybody among them. */
export function listsFor(service: LawService, choice: IntakeChoice) {
  const desk = deskOf(service, choice)
  const chosen = [choice.caseId, choice.measure].filter((id) => id !== '')
  return (service.documents ?? []).filter(
    (list) =>
      standsAt(list.places, desk) &&
      (list.cases.length === 0 || list.cases.some((id) => chosen.includes(id))),
  )
}

export interface AskedItem {
  item: LawItem
  /** `condition_open`: whether it is asked for hangs on an answer not given yet. */
  need: 'required' | 'if_available' | 'condition_open' | 'not_asked'
  /** Said to the clerk: why it is asked for. */
  because: LocalText | null
  /** A condition that a person judges; null where the program can tell. */
  condition: LocalText | null
}

function askedItem(item: LawItem, choice: IntakeChoice, age: number | null): AskedItem | null {
  if (item.when) {
    const holds =
      age !== null &&
      (item.when.kind === 'younger_than'
        ? age < item.when.years
        : age >= item.when.from &&
          age < item.when.below &&
          // Where the act lists no recipients, a person tells whether this is one.
          (item.when.recipient === null ||
            choice.recipient === item.when.recipient ||
            choice.recipient === ''))
    if (!holds) return null
    const need = item.need === 'if_available' ? 'if_available' : 'required'
    return { item, need, because: item.when.because, condition: null }
  }
  if (item.need !== 'conditional') return { item, need: item.need, because: null, condition: null }
  const condition = item.condition ? everywhere(item.condition) : inEveryLanguage('counter.condition_implied')
  const answer = choice.conditions[item.id] ?? null
  const need = answer === null ? 'condition_open' : answer ? 'required' : 'not_asked'
  return { item, need, because: null, condition }
}

const strength: readonly AskedItem['need'][] = ['not_asked', 'if_available', 'condition_open', 'required']

/**
 * The papers of an application in the order of the law, each once: a paper on two lists is asked for as the
 * stricter one does. `age` in full years on the day of acceptance, null while not known.
 */
export function askedItems(service: LawService, choice: IntakeChoice, age: number | null): AskedItem[] {
  const asked = new Map<string, AskedItem>()
  for (const item of listsFor(service, choice).flatMap((list) => list.items)) {
    const one = askedItem(item, choice, age)
    const before = asked.get(item.id)
    if (one && (!before || strength.indexOf(one.need) > strength.indexOf(before.need)))
      asked.set(item.id, one)
  }
  return [...asked.values()]
}

export type ServiceTerm = LawService['terms'][number]

/**
 * Terms by which the service as a whole is due for this application; more than one where somebody must choose.
 * A term named after the case stands before the general one.
 */
export function termsFor(service: LawService, choice: IntakeChoice): ServiceTerm[] {
  const desk = deskOf(service, choice)
  const here = service.terms.filter((term) => standsAt(term.places, desk))
  const whole = here.filter(
    (term) => term.cases !== undefined && (term.cases.length === 0 || term.cases.includes(choice.caseId)),
  )
  const own = here.filter((term) => [choice.caseId, choice.measure].includes(term.case))
  const general = here.filter((term) => term.case === 'base')
  return [whole, own, general].find((terms) => terms.length > 0) ?? []
}

/** The term of this application; undefined while it must be chosen, null where the act gives none. */
export function termFor(service: LawService, choice: IntakeChoice): ServiceTerm | null | undefined {
  const terms = termsFor(service, choice)
  if (terms.length <= 1) return terms[0] ?? null
  return terms.find((term) => term.case === choice.term)
}

/** Grounds on which this application may be refused (R26, R126: some belong to a measure). */
export const groundsFor = (service: LawService, measure: string): LawService['refusalGrounds'] =>
  service.refusalGrounds.filter(({ measures }) => measures === undefined || measures.includes(measure))

/** Whether the act has a receipt of refusing to take papers at this desk (R131; R24: S-JS has none). */
export const refusesIntakeAt = (service: LawService, desk: Place | undefined): boolean =>
  service.intakeRefusal !== null && standsAt(service.intakeRefusal.by, desk)

/** What keeps a definition whose applications are numbered from being taken in at a counter. */
export function intakeFaults(service: LawService): { path: string; reason: string }[] {
  if (service.numberPrefix === null) return []
  if (desksOf(service).length === 0)
    return [{ path: 'places', reason: 'numbered, but applied for at no desk' }]
  return desksOf(service).flatMap((place) => {
    const cases = casesAt(service, place).map(({ id }) => id)
    return (cases.length > 0 ? cases : ['']).flatMap((caseId) => {
      const choice = { place, caseId, measure: '', recipient: '', term: '', conditions: {} }
      return termsFor(service, choice).length > 0
        ? []
        : [{ path: 'terms', reason: `no term for ${[place, caseId].filter(Boolean).join(', ')}` }]
    })
  })
}

/** Series and prefix of numbers that stand outside the register of applications: no service has them. */
export const otherNumbers = { archive: 'А', intake_refused: 'Б', portal_registered: 'П' } as const

/** Edition code of a case from a time whose edition is not held (R1). */
export const notHeld = 'not-held'

/** A service in an edition that is not held: its name, and nothing that only the act could say (R1). */
export function withoutEdition(service: LawService): LawService {
  return {
    ...service,
    edition: notHeld,
    act: inEveryLanguage('counter.edition_not_held'),
    state: 'historic',
    measures: [],
    cases: [],
    recipients: [],
    terms: [],
    termText: null,
    documents: null,
    consents: [],
    questions: [],
    intakeRefusal: null,
    refusalGrounds: [],
    forms: null,
    annexes: [],
  }
}

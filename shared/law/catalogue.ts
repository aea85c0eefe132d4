/**
 * The services held, in all their editions. To add one: a JSON file beside the others and two lines here; no
 * code per service. Heavy: only the core and tests import it, never the renderer.
 */
import { z } from 'zod'
import { CodedError } from '../errors'
import { isDay } from '../rules/dates'
import { deadlineRules } from '../rules/deadlines'
import { collate, foldName, foldSecond } from '../rules/names'
import referrals129 from './129/s-ref.json'
import referrals172 from './172/s-ref.json'
import jobSeekers214 from './214/s-js.json'
import unemployed214 from './214/s-un.json'
import std01 from './217/std-01.json'
import std02 from './217/std-02.json'
import std03 from './217/std-03.json'
import std04 from './217/std-04.json'
import std05 from './217/std-05.json'
import std06 from './217/std-06.json'
import std07 from './217/std-07.json'
import std08 from './217/std-08.json'
import std09 from './217/std-09.json'
import std10 from './217/std-10.json'
import std11 from './217/std-11.json'
import std12 from './217/std-12.json'
import std13 from './217/std-13.json'
import std14 from './217/std-14.json'
import std15 from './217/std-15.json'
import std16 from './217/std-16.json'
import std17 from './217/std-17.json'
import std18 from './217/std-18.json'
import std19 from './217/std-19.json'
import std20 from './217/std-20.json'
import std21 from './217/std-21.json'
import std22 from './217/std-22.json'
import std23 from './217/std-23.json'
import std24 from './217/std-24.json'
import std25 from './217/std-25.json'
import std26 from './217/std-26.json'
import std27 from './217/std-27.json'
import std28 from './217/std-28.json'
import std29 from './217/std-29.json'
import std30 from './217/std-30.json'
import passport2020 from './passport-2020/s-js.json'
import regionData from './regions.json'
import { intakeFaults, otherNumbers } from './intake'
import { settableDays, withDates, type LawDates, type LawDateSettings } from './dates'
import { LawFaultCode, LawService, Region, type LawFault, type LawLanguage } from './schema'

/** The definitions that come with the program. */
export const shippedFiles: LawFiles = {
  '214/s-js.json': jobSeekers214,
  '214/s-un.json': unemployed214,
  '129/s-ref.json': referrals129,
  '172/s-ref.json': referrals172,
  'passport-2020/s-js.json': passport2020,
  '217/std-01.json': std01,
  '217/std-02.json': std02,
  '217/std-03.json': std03,
  '217/std-04.json': std04,
  '217/std-05.json': std05,
  '217/std-06.json': std06,
  '217/std-07.json': std07,
  '217/std-08.json': std08,
  '217/std-09.json': std09,
  '217/std-10.json': std10,
  '217/std-11.json': std11,
  '217/std-12.json': std12,
  '217/std-13.json': std13,
  '217/std-14.json': std14,
  '217/std-15.json': std15,
  '217/std-16.json': std16,
  '217/std-17.json': std17,
  '217/std-18.json': std18,
  '217/std-19.json': std19,
  '217/std-20.json': std20,
  '217/std-21.json': std21,
  '217/std-22.json': std22,
  '217/std-23.json': std23,
  '217/std-24.json': std24,
  '217/std-25.json': std25,
  '217/std-26.json': std26,
  '217/std-27.json': std27,
  '217/std-28.json': std28,
  '217/std-29.json': std29,
  '217/std-30.json': std30,
}

/** Name of a definition among all: `S-JS/214`. */
export const keyOf = (service: Pick<LawService, 'code' | 'edition'>): string =>
  `${service.code}/${service.edition}`

/** Definitions by file name. */
export type LawFiles = Readonly<Record<string, unknown>>

type Complaint = { path: string; reason: string; code?: LawFaultCode }

/** Terms and limits of complaint that name a deadline of `deadlines.json` and say something else than it does. */
function disagreements(service: LawService): Complaint[] {
  const named = [
    ...service.terms.map((term, at) => ({ ...term, path: `terms.${at}` })),
    ...service.complaint.limits.map((limit, at) => ({ ...limit, path: `complaint.limits.${at}` })),
  ]
  return named.flatMap(({ deadline, amount, unit, path }) => {
    if (deadline === undefined) return []
    const rule = deadlineRules.get(deadline)
    if (!rule) return [{ path, reason: `unknown deadline ${deadline}` }]
    if (rule.amount === amount && rule.unit === unit) return []
    return [{ path, reason: `${amount} ${unit}, but deadline ${deadline} is ${rule.amount} ${rule.unit}` }]
  })
}

/** Days in force that no calendar of the register has. */
const strangeDays = ({ inForce }: LawService): Complaint[] =>
  (['from', 'until'] as const).flatMap((side) => {
    const day = inForce[side]
    return day === null || (isDay(day) && day >= '1991')
      ? []
      : [{ path: 'inForce.' + side, reason: `no day ${day} of an edition`, code: 'no_such_day' as const }]
  })

/** Whether a day could fall into both editions; a reference edition is never in force. */
function overlap(a: LawService, b: LawService): boolean {
  if (a.state === 'reference' || b.state === 'reference' || a.code !== b.code) return false
  const starts = (service: LawService) => service.inForce.from ?? '0000'
  const ends = (service: LawService) => service.inForce.until ?? '9999'
  return starts(a) <= ends(b) && starts(b) <= ends(a)
}

/** What zod and the checks inside a definition say of it. */
function readDefinition(content: unknown): { service: LawService } | { complaints: Complaint[] } {
  const parsed = LawService.safeParse(content)
  if (parsed.success) return { service: parsed.data }
  return {
    complaints: parsed.error.issues.map((issue) => ({
      path: issue.path.join('.'),
      reason: issue.message,
      code:
        issue.code === 'unrecognized_keys'
          ? 'unknown_field'
          : issue.code === 'custom'
            ? LawFaultCode.safeParse(issue.params?.['fault']).data
            : undefined,
    })),
  }
}

interface Definitions {
  catalogue: LawService[]
  faults: LawFault[]
  /** Sound, but left out because another edition is in force at the same time: old cases still find them. */
  idle: LawService[]
  /** Each definition as its file says, without the days that the administrator set. */
  filed: Map<string, LawService>
}

/**
 * Read definitions of services, by file. What is wrong is left out and told with file, place and reason, so
 * that the others can be used; of two editions in force together or of the same name the later file is left out.
 *
 * @param dates days that the administrator set; they hold unless they contradict the file
 */
export function readCatalogue(data: LawFiles, dates: LawDateSettings = {}): Definitions {
  const read: Definitions = { catalogue: [], faults: [], idle: [], filed: new Map() }
  const { catalogue, faults, idle, filed } = read
  for (const [file, content] of Object.entries(data)) {
    const tell = (complaints: readonly Complaint[]) =>
      faults.push(
        ...complaints.map(({ path, reason, code = 'other' as const }) => ({
          ...{ file, path, code, reason },
          used: 'nothing' as const,
        })),
      )
    const definition = readDefinition(content)
    if ('complaints' in definition) {
      tell(definition.complaints)
      continue
    }
    const key = keyOf(definition.service)
    const dated = withDates(definition.service, dates[key])
    const service = backwards(dated) ? definition.service : dated
    const own: Complaint[] = [...strangeDays(service), ...disagreements(service), ...intakeFaults(service)]
    const namesake = catalogue.find(
      ({ code, numberPrefix }) =>
        numberPrefix !== null && numberPrefix === service.numberPrefix && code !== service.code,
    )
    if (filed.has(key)) own.push({ path: 'edition', reason: `${key} twice`, code: 'twice' })
    const taken = namesake
      ? `${namesake.code} is numbered ${namesake.numberPrefix}`
      : Object.values(otherNumbers).some((prefix) => prefix === service.numberPrefix)
        ? `${service.numberPrefix} stands outside the register of applications`
        : null
    if (taken) own.push({ path: 'numberPrefix', reason: taken, code: 'prefix_taken' })
    tell(own)
    if (own.length > 0) continue
    filed.set(key, definition.service)
    const rival = catalogue.find((other) => overlap(other, service))
    if (rival) {
      tell([{ path: 'inForce', reason: `in force together with ${keyOf(rival)}`, code: 'overlap' }])
      idle.push(service)
    } else catalogue.push(service)
  }
  return read
}

const backwards = ({ inForce: { from, until } }: LawService): boolean =>
  from !== null && until !== null && until < from

/** Why days cannot be set as wished; `other`: the edition that they would overlap with. */
export interface DatesFault {
  reason: 'day_known' | 'end_before_begin' | 'overlap'
  other: string
}

/** The services held in all their editions, with the days that hold for each. */
export interface Catalogue {
  /** In force, historic and for reference. */
  readonly definitions: readonly LawService[]
  /** Those whose applications are taken in at a counter. */
  readonly services: readonly LawService[]
  /** What was left out, and why; empty in a sound installation. */
  readonly faults: readonly LawFault[]
  /** R1: the service in the edition in force on the day of acceptance; undefined when none is held. */
  serviceOn(code: string, day: string): LawService | undefined
  /** One definition, also one that is left out because of another edition: an old case keeps its own. */
  heldIn(code: string, edition: string): LawService | undefined
  /**
   * R1: the edition of a service on a day, also of those that the counter does not take in; a reference edition
   * never is one. Undefined in a gap between editions.
   */
  lawOn(code: string, day: string): LawService | undefined
  /**
   * As `heldIn`.
   *
   * @throws CodedError `service_unknown`, `edition_not_held`
   */
  lawIn(code: string, edition: string): LawService
  /** The definition as its file says, without the days that the administrator set. Throws as `lawIn`. */
  filedIn(code: string, edition: string): LawService
  /**
   * Services found by words of their name (in any language and spelling), of a measure or the act, by code or by
   * number; every word must be found. Those in force stand first, then by number and name.
   */
  findServices(text: string, lang: LawLanguage): LawService[]
  /** Whether an edition may have these days; null when it may. */
  datesFault(key: string, dates: Pick<LawDates, 'from' | 'until'>): DatesFault | null
}

/**
 * A catalogue from definitions by file and the days that the administrator set. Files with a fault are left out
 * and named in `faults`.
 */
export function makeCatalogue(files: LawFiles, dates: LawDateSettings = {}): Catalogue {
  const { catalogue: definitions, faults, idle, filed } = readCatalogue(files, dates)
  const services = definitions.filter((service) => service.numberPrefix !== null)

  const all = [...definitions, ...idle]
  const heldIn = (code: string, edition: string) =>
    all.find((one) => one.code === code && one.edition === edition)
  const lawIn = (code: string, edition: string): LawService => {
    const service = heldIn(code, edition)
    if (service) return service
    throw all.some((one) => one.code === code)
      ? new CodedError('edition_not_held', { code, edition })
      : new CodedError('service_unknown', { code })
  }
  const lawOn = (code: string, day: string) =>
    definitions.find(
      ({ code: own, state, inForce }) =>
        own === code &&
        state !== 'reference' &&
        (inForce.from ?? '9999') <= day &&
        (inForce.until === null || day <= inForce.until),
    )

  return {
    definitions,
    services,
    faults,
    serviceOn(code, day) {
      const service = lawOn(code, day)
      return service?.numberPrefix == null ? undefined : service
    },
    heldIn,
    lawOn,
    lawIn,
    filedIn: (code, edition) => filed.get(keyOf(lawIn(code, edition)))!,
    findServices: (text, lang) => findAmong(definitions, text, lang),
    datesFault(key, wished) {
      const own = filed.get(key)!
      const settable = settableDays(own)
      const fault = (reason: DatesFault['reason'], other = '') => ({ reason, other })
      if ((wished.from !== null && !settable.from) || (wished.until !== null && !settable.until))
        return fault('day_known')
      const service = withDates(own, wished)
      if (backwards(service)) return fault('end_before_begin')
      const rival = all.find((other) => keyOf(other) !== key && overlap(other, service))
      return rival ? fault('overlap', keyOf(rival)) : null
    },
  }
}

const stateOrder: readonly LawService['state'][] = ['in_force', 'historic', 'reference']

const haystacks = new WeakMap<LawService, string>()

/** What a service is found by, folded. */
function haystackOf(service: LawService): string {
  let found = haystacks.get(service)
  if (found === undefined) {
    const texts = [service, ...service.measures].flatMap(({ name }) => [name.kk, name.ru, name.en])
    const words = [...texts, service.code, service.edition, service.act.kk, service.act.ru, service.act.en]
    found = ' ' + foldName(words.join(' ').replace(/["«»“”(),/]/gu, ' '))
    haystacks.set(service, found)
  }
  return found
}

function findAmong(definitions: readonly LawService[], text: string, lang: LawLanguage): LawService[] {
  const words = foldName(text.replace(/["«»“”(),/№]/gu, ' '))
    .split(' ')
    .filter((word) => word !== '')
  const rank = (service: LawService): number => {
    const all = haystackOf(service)
    const seconds = foldSecond(all)
    const found = words.every((word) =>
      /^\d+$/u.test(word)
        ? String(service.number) === word || new RegExp(`(?<!\\d)${word}(?!\\d)`, 'u').test(all)
        : all.includes(word) || seconds.includes(foldSecond(word)),
    )
    if (!found) return 0
    if (words.length === 1 && String(service.number) === words[0]) return 3
    return words.every((word) => all.includes(' ' + word)) ? 2 : 1
  }
  const order = collate(lang)
  return definitions
    .map((service) => ({ service, rank: rank(service) }))
    .filter((one) => one.rank > 0)
    .sort(
      (a, b) =>
        b.rank - a.rank ||
        stateOrder.indexOf(a.service.state) - stateOrder.indexOf(b.service.state) ||
        (a.service.number ?? 0) - (b.service.number ?? 0) ||
        order.compare(a.service.name[lang], b.service.name[lang]) ||
        order.compare(b.service.edition, a.service.edition),
    )
    .map((one) => one.service)
}

/** What comes with the program, alone; a running desk has its own (`context.law`). */
export const shippedLaw: Catalogue = makeCatalogue(shippedFiles)
export const {
  definitions: catalogue,
  faults: lawFaults,
  services,
  serviceOn,
  lawOn,
  lawIn,
  findServices,
} = shippedLaw

/** Regions by KATO, in the order of their codes; the English screen shows the Kazakh or Russian name. */
export const regions: readonly Region[] = z.array(Region).parse(regionData)

/**
 * The services held, in all their editions. To add one: a JSON file beside the others and two lines here; no
 * code per service. Heavy: only the core and tests import it, never the renderer.
 */
import { z } from 'zod'
import { CodedError } from '../errors'
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
import { LawService, Region, ServiceDefinition, type LawFault, type LawLanguage } from './schema'

const files: Readonly<Record<string, unknown>> = {
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

/** Terms and limits of complaint that name a deadline of `deadlines.json` and say something else than it does. */
function disagreements(service: LawService): { path: string; reason: string }[] {
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

/** Whether a day could fall into both editions; a reference edition is never in force. */
function overlap(a: LawService, b: LawService): boolean {
  if (a.state === 'reference' || b.state === 'reference' || a.code !== b.code) return false
  const starts = (service: LawService) => service.inForce.from ?? '0000'
  const ends = (service: LawService) => service.inForce.until ?? '9999'
  return starts(a) <= ends(b) && starts(b) <= ends(a)
}

/**
 * Read definitions of services, by file. What is wrong is left out and told with file, place and reason, so
 * that the others can be used; of two editions in force together or of the same name the later file is left out.
 */
export function readCatalogue(data: Readonly<Record<string, unknown>>): {
  catalogue: LawService[]
  faults: LawFault[]
} {
  const catalogue: LawService[] = []
  const faults: LawFault[] = []
  for (const [file, content] of Object.entries(data)) {
    const parsed = LawService.safeParse(content)
    if (!parsed.success) {
      for (const { path, message } of parsed.error.issues)
        faults.push({ file, path: path.join('.'), reason: message })
      continue
    }
    const service = parsed.data
    const own = disagreements(service)
    const twin = catalogue.find((other) => keyOf(other) === keyOf(service))
    const rival = catalogue.find((other) => overlap(other, service))
    if (twin) own.push({ path: 'edition', reason: `${keyOf(service)} twice` })
    else if (rival) own.push({ path: 'inForce', reason: `in force together with ${keyOf(rival)}` })
    // What the counter works with must be whole; the others may still be looked at.
    if (service.forms !== null && service.state === 'in_force') {
      for (const { path, message } of ServiceDefinition.safeParse(content).error?.issues ?? [])
        own.push({ path: path.join('.'), reason: message })
    }
    faults.push(...own.map((fault) => ({ file, ...fault })))
    if (own.length === 0) catalogue.push(service)
  }
  return { catalogue, faults }
}

const shipped = readCatalogue(files)

/** Every service in every edition held: in force, historic and for reference. */
export const catalogue: readonly LawService[] = shipped.catalogue
/** What was left out of it, and why; empty in a sound installation. */
export const lawFaults: readonly LawFault[] = shipped.faults

/** The services that the counter takes in, each edition: in force, with its forms. */
export const services: readonly ServiceDefinition[] = catalogue
  .filter((service) => service.state === 'in_force' && service.forms !== null)
  .map((service) => ServiceDefinition.parse(service))

/** R1: the service in the edition in force on the day of acceptance; undefined when none is held. */
export function serviceOn(code: string, day: string): ServiceDefinition | undefined {
  return services.find(
    ({ code: own, inForce }) =>
      own === code && inForce.from <= day && (inForce.until === null || day <= inForce.until),
  )
}

/**
 * The service as an application was accepted under it: an old case keeps its edition.
 *
 * @throws CodedError `service_unknown`, `edition_not_held`
 */
export function serviceIn(code: string, edition: string): ServiceDefinition {
  const service = services.find((one) => one.code === code && one.edition === edition)
  if (service) return service
  throw services.some((one) => one.code === code)
    ? new CodedError('edition_not_held', { code, edition })
    : new CodedError('service_unknown', { code })
}

/**
 * R1: the edition of a service on a day, also of those that the counter does not take in; a reference edition
 * never is one. Undefined in a gap between editions.
 */
export function lawOn(code: string, day: string): LawService | undefined {
  return catalogue.find(
    ({ code: own, state, inForce }) =>
      own === code &&
      state !== 'reference' &&
      (inForce.from ?? '9999') <= day &&
      (inForce.until === null || day <= inForce.until),
  )
}

/**
 * One definition of the catalogue.
 *
 * @throws CodedError `service_unknown`, `edition_not_held`
 */
export function lawIn(code: string, edition: string): LawService {
  const service = catalogue.find((one) => one.code === code && one.edition === edition)
  if (service) return service
  throw catalogue.some((one) => one.code === code)
    ? new CodedError('edition_not_held', { code, edition })
    : new CodedError('service_unknown', { code })
}

const stateOrder: readonly LawService['state'][] = ['in_force', 'historic', 'reference']

/** What a service is found by, folded. */
function haystack(service: LawService): string {
  const texts = [service, ...service.measures].flatMap(({ name }) => [name.kk, name.ru, name.en])
  const words = [...texts, service.code, service.edition, service.act.kk, service.act.ru, service.act.en]
  return ' ' + foldName(words.join(' ').replace(/["«»“”(),/]/gu, ' '))
}

const haystacks = new Map(catalogue.map((service) => [service, haystack(service)]))

/**
 * Services found by words of their name (in any language and spelling), of a measure or the act, by code or by
 * number; every word must be found. Those in force stand first, then by number and name.
 */
export function findServices(text: string, lang: LawLanguage): LawService[] {
  const words = foldName(text.replace(/["«»“”(),/№]/gu, ' '))
    .split(' ')
    .filter((word) => word !== '')
  const rank = (service: LawService): number => {
    const all = haystacks.get(service)!
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
  return catalogue
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

/** Regions by KATO, in the order of their codes; the English screen shows the Kazakh or Russian name. */
export const regions: readonly Region[] = z.array(Region).parse(regionData)

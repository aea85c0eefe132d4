/**
 * The services held, in all their editions. To add one: a JSON file beside the others and a line here; no code
 * per service.
 */
import { z } from 'zod'
import { CodedError } from '../errors'
import { deadlineRules } from '../rules/deadlines'
import jobSeekers214 from './214/s-js.json'
import regionData from './regions.json'
import { Region, ServiceDefinition } from './schema'

function load(all: unknown[]): ServiceDefinition[] {
  const services = all.map((data) => ServiceDefinition.parse(data))
  for (const service of services) {
    const rule = deadlineRules.get(service.deadline)
    if (!rule || rule.amount !== service.term.amount || rule.unit !== service.term.unit) {
      throw new Error(
        `${service.code} ${service.edition}: the term does not agree with deadline ${service.deadline}`,
      )
    }
    const twin = services.find(
      (other) =>
        other !== service &&
        other.code === service.code &&
        other.inForce.from <= (service.inForce.until ?? '9999') &&
        service.inForce.from <= (other.inForce.until ?? '9999'),
    )
    if (twin)
      throw new Error(
        `${service.code}: editions ${service.edition} and ${twin.edition} are in force together`,
      )
  }
  return services
}

/** Every service in every edition held. */
export const services: readonly ServiceDefinition[] = load([jobSeekers214])

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

/** Regions by KATO, in the order of their codes; the English screen shows the Kazakh or Russian name. */
export const regions: readonly Region[] = z.array(Region).parse(regionData)

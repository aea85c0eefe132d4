/** R1: which edition of a service a case runs under. */
import { CodedError } from '../../../shared/errors'
import type { Catalogue } from '../../../shared/law/catalogue'
import { withoutEdition } from '../../../shared/law/intake'
import type { LawService } from '../../../shared/law/schema'

/** Codes of all services that a counter takes in, once each, in the order of the catalogue. */
export const serviceCodes = (law: Catalogue): string[] => [...new Set(law.services.map((one) => one.code))]

/**
 * The service in the edition in force on a day. For an archive entry a time whose edition is not held is
 * accepted too, without anything that only the act could say.
 *
 * @throws CodedError `service_unknown`, `edition_not_held`
 */
export function editionOn(law: Catalogue, code: string, day: string, archive: boolean): LawService {
  const service = law.serviceOn(code, day)
  if (service) return service
  const other = law.services.find((one) => one.code === code)
  if (!other) throw new CodedError('service_unknown', { code })
  if (!archive) throw new CodedError('edition_not_held', { date: day })
  return withoutEdition(other)
}

/** The service as an application was accepted under it; what is no longer in the catalogue keeps its code. */
export function editionOf(law: Catalogue, record: { service_code: string; edition: string }): LawService {
  const { service_code: code, edition } = record
  const exact = law.heldIn(code, edition)
  if (exact) return exact
  const other = law.definitions.find((service) => service.code === code)
  if (other) return { ...withoutEdition(other), edition }
  const name = { kk: code, ru: code, en: code }
  return { ...withoutEdition(law.definitions[0]!), code, edition, name, act: name, numberPrefix: null }
}

/** The catalogue of services for the screen *Law*: found, shown whole, compared. */
import { findServices, keyOf, lawFaults, lawIn, serviceOn } from '../../../shared/law/catalogue'
import { compareServices } from '../../../shared/law/compare'
import type { LawService } from '../../../shared/law/schema'
import { readDesk, todayOf } from '../context'
import { forms } from '../documents/forms'
import type { HandlersOf } from '../handlers'

function rowOf(service: LawService, today: string) {
  const { code, edition, number, name, act, state, inForce } = service
  return {
    key: keyOf(service),
    code,
    edition,
    number,
    name,
    act,
    state,
    inForce,
    provider: service.provider.name,
    accepted: serviceOn(code, today)?.edition === edition,
  }
}

/** `S-JS/214` as a definition; throws `service_unknown`, `edition_not_held`. */
function byKey(key: string): LawService {
  const [code = '', edition = ''] = key.split('/', 2)
  return lawIn(code, edition)
}

export const lawHandlers: HandlersOf<'law'> = {
  async 'law.list'(context, { text, state }) {
    const desk = await readDesk(context)
    const today = todayOf(context, desk)
    return {
      services: findServices(text, desk.language)
        .filter((service) => state === 'all' || service.state === state)
        .map((service) => rowOf(service, today)),
      faults: [...lawFaults],
    }
  },

  async 'law.get'(_context, { code, edition }) {
    const service = lawIn(code, edition)
    return {
      ...service,
      annexes: service.annexes.map((annex) => ({ ...annex, templateHeld: forms.has(annex.formId) })),
    }
  },

  async 'law.compare'(context, { a, b, language }) {
    const today = todayOf(context, await readDesk(context))
    const [left, right] = [byKey(a), byKey(b)]
    return {
      a: rowOf(left, today),
      b: rowOf(right, today),
      differences: compareServices(left, right, language),
    }
  },
}

/** What any service needs to be asked for at a counter, answered from its data alone. */
import { catalogue } from '../../shared/law/catalogue'
import { casesAt, desksOf, measuresOf } from '../../shared/law/intake'
import type { LawService } from '../../shared/law/schema'
import type { IntakeDraft } from '../../shared/model'
import { readyDraft, type TestDesk } from './desk'

export type Answers = Partial<Omit<IntakeDraft, 'person'>>

/** Answer everything that the check of a draft asks for, until nothing stops any more. */
export async function complete(desk: TestDesk, first: Answers): Promise<IntakeDraft> {
  let draft = readyDraft({ checklist: {}, consents: {}, secondReason: 'тексеру', ...first })
  let stops: unknown[] = []
  for (let round = 0; round < 6; round++) {
    const check = await desk.do('intake.check', { draft })
    stops = check.problems.filter((problem) => problem.severity === 'block')
    if (stops.length === 0) return draft
    const { checklist, conditions, consents } = structuredClone(draft)
    for (const row of check.checklist) {
      if (row.state === 'condition_open') conditions[row.id] = true
      if (row.state === 'unanswered') checklist[row.id] = { shown: 'paper', number: '1', expiresOn: null }
    }
    for (const { id } of check.consents) consents[id] = true
    draft = {
      ...draft,
      checklist,
      conditions,
      consents,
      term: check.terms[0]?.id ?? '',
      legalRepresentative: { fullName: 'Ким Ирина', iin: '', kind: 'proxy', document: '№ 12, 01.10.2014' },
    }
  }
  throw new Error(`${first.serviceCode} stays stopped: ${JSON.stringify(stops)}`)
}

/** One kind of application of a service at one desk. */
export const kindsOf = (service: LawService) =>
  desksOf(service).flatMap((place) => {
    const cases = casesAt(service, place).map((one) => one.id)
    const measures = measuresOf(service).map((one) => one.code)
    return (cases.length > 0 ? cases : ['']).flatMap((caseId) =>
      (measures.length > 0 ? measures : ['']).map((measure) => ({
        service,
        place,
        caseId,
        measure,
        name: [service.code, service.edition, place, caseId, measure].filter(Boolean).join(' '),
      })),
    )
  })

/** The one person of these tests, as the register has it now. */
export async function known(desk: TestDesk): Promise<Answers> {
  const found = (await desk.do('person.readIin', { text: '850315400124' })).person
  const person =
    found ?? (await desk.do('person.save', { id: null, version: null, fields: readyDraft().person }))
  return { personId: person.id, personVersion: person.version }
}

/** The edition of a service that is in force. */
export const inForce = (code: string) =>
  catalogue.find((one) => one.code === code && one.state === 'in_force')!

/** Papers of a case: every form takes what it needs from the same facts, so that no service has code of its own. */
import { deskOf, everywhere, groundsFor } from '../../../shared/law/intake'
import type { LawService } from '../../../shared/law/schema'
import { lawTextOfGround } from '../../../shared/law/texts'
import type {
  ChecklistRow,
  DeadlineWhy,
  Decision,
  DocumentRow,
  IntakeDraft,
  PaperLanguage,
} from '../../../shared/model'
import { fullName } from '../../../shared/rules/names'
import { formatPhone } from '../../../shared/rules/phone'
import { translate } from '../../../shared/locale'
import { actorOf, readCentre, readDesk, todayOf, type Context } from '../context'
import { signatoryOf } from '../director/signatory'
import type { FormData } from '../documents/engine'
import { forms } from '../documents/forms'
import { issueDocument } from '../documents/issue'
import { editionOf } from '../law/editions'
import { lawTextOn } from '../law/texts'
import { findPerson } from '../persons/queries'
import { expectElectronicResult } from '../portal/queries'
import { findStaff } from '../staff/queries'
import { applicationsTable, choiceOf, type ApplicationRecord, type IntakeRefusal } from './queries'

/** The papers printed for services whose own form this version does not fill. */
export const generalPapers = {
  receipt: 'common-receipt',
  intakeRefused: 'common-intake-refusal',
  granted: 'common-result',
  refused: 'common-refusal',
} as const

/** Code of the deadline of a service that table P does not name: its own term. */
export const ownTerm = 'service_term'

/** `Көкөзек ауданының` as the forms want it that print the word themselves (forms.md 2.3): `Көкөзек`. */
export const bareArea = (area: string): string =>
  area.replace(/\s+(?:ауданының|қаласының|облысының|района|города|области)$/u, '')

/** Forms whose Russian wording asks for the applicant in the genitive (forms.md 2.3). */
const genitive: ReadonlySet<string> = new Set(['129-annex1', '172-annex1'])

/** The sentence of a refusal on paper: the grounds and what they refer to, then the clerk's own words. */
export function refusalReason(grounds: string[], explanation: string): string {
  const sentences = grounds.map((ground) => ground.replace(/[\s.;]+$/u, ''))
  return [...sentences, explanation.trim()].filter(Boolean).join('. ')
}

/** R126: the articles that the grounds only name, as the centre holds their text on the day of the decision. */
async function articlesOf(
  context: Context,
  grounds: readonly string[],
  day: string,
  language: PaperLanguage,
) {
  const texts: string[] = []
  for (const ground of grounds) {
    const id = lawTextOfGround[ground]
    const text = id && (await lawTextOn(context, id, day))
    if (text) texts.push(text[language] || text.kk || text.ru)
  }
  return texts
}

/** A text of the law as the middle of a sentence: without its final stop, not beginning with a capital. */
const inSentence = (text: string): string =>
  text.replace(/[\s.;]+$/u, '').replace(/^\p{Lu}(?=\p{Ll})/u, (letter) => letter.toLowerCase())

/** What happened in the case that this paper tells of, beside what the register holds. */
export interface PaperFacts {
  due?: Pick<DeadlineWhy, 'due'> | null
  missing?: IntakeRefusal['missing']
  explanation?: string
  decision?: {
    outcome: Decision['outcome']
    grounds: string[]
    explanation: string
    decidedOn: string
    registrationDate: string | null
    resultKind: string
  }
  /** What stands on this paper beside the facts of the case, by field of its form. */
  own?: FormData
}

/** The measure as the forms of referral ask for it: its group, and the kind inside the group. */
function measureFacts(service: LawService, code: string): FormData {
  const measure = service.measures.find((one) => one.code === code)
  if (!measure) return {}
  return {
    requested_measure: measure.group ?? measure.code,
    requested_subsidised_job_type: measure.group === null ? '' : measure.code,
    requested_social_job_project: measure.code,
  }
}

/** Every fact of a case by the identifier of its merge field (forms.md 3.1); a form prints those it names. */
async function caseFacts(
  context: Context,
  record: ApplicationRecord,
  service: LawService,
  formId: string,
  facts: PaperFacts,
): Promise<FormData> {
  const { language } = record
  const kk = language === 'kk'
  const staff = actorOf(context)
  const centre = await readCentre(context)
  const today = todayOf(context, await readDesk(context))
  const person = (await findPerson(context, record.person_id, today))!
  const choice = choiceOf(record)
  const consents = JSON.parse(record.consents) as Record<string, boolean | null>
  const speaker = JSON.parse(record.legal_representative) as IntakeDraft['legalRepresentative']
  const brought = (JSON.parse(record.checklist) as ChecklistRow[]).filter(
    ({ state }) => state === 'present' || state === 'ready' || state === 'expired',
  )
  const area = kk ? centre.areaKk : centre.areaRu
  const position = kk ? staff.positionKk : staff.positionRu
  const centreName = kk ? centre.nameKk : centre.nameRu
  // A paper made today bears today's date; one of an archive entry that of its case.
  const archive = record.paper_number !== null
  const { decision } = facts
  const issued = archive ? (decision?.decidedOn ?? record.acceptance_date) : today
  const grounds = groundsFor(service, choice.measure).filter(({ id }) => decision?.grounds.includes(id))
  const titles = grounds.map(({ title }) => everywhere(title))
  const granted = service.resultKinds.filter(({ id }) => id !== 'refused')
  const kind =
    granted.find(({ id }) => id === decision?.resultKind) ?? (granted.length === 1 ? granted[0] : undefined)
  const explanation = decision?.explanation ?? facts.explanation ?? ''
  const articles = decision ? await articlesOf(context, decision.grounds, decision.decidedOn, language) : []
  // Papers of ours list the grounds already; the reason then is what else is said, if anything.
  const namesGrounds =
    !formId.startsWith('common-') ||
    (explanation === '' && articles.length === 0 && formId !== generalPapers.refused)
  const signatory = await signatoryOf(context, language)
  const acceptedBy = (await findStaff(context.db, record.accepted_by))!
  const desk = service.places.find(({ place }) => place === deskOf(service, choice))
  return {
    centre_area_name: forms.get(formId)?.edition === '214' ? area : bareArea(area),
    centre_name: centreName,
    provider_full_name: centreName,
    mobility_centre_name: kk ? centre.mobilityCentreKk : centre.mobilityCentreRu,
    director_full_name: signatory.nameOnForm,
    service_name: service.name[language],
    act_name: service.act[language],
    applicant_full_name:
      genitive.has(formId) && !kk ? person.fullNameRuGen || fullName(person) : fullName(person),
    applicant_iin: person.iin,
    applicant_birth_date: person.birthDate,
    applicant_address: person.address,
    applicant_phone: formatPhone(person.phone || (formId === 'common-receipt' ? person.mobile : '')),
    applicant_mobile: formatPhone(person.mobile),
    applicant_email: person.email,
    representative_full_name: speaker.fullName,
    ...Object.fromEntries(Object.entries(consents).map(([id, answer]) => ['consent_' + id, answer])),
    ...measureFacts(service, choice.measure),
    applicant_category: choice.recipient,
    application_number: archive && record.paper_number ? record.paper_number : record.number,
    application_date: record.application_date,
    acceptance_date: record.acceptance_date,
    receipt_date: record.acceptance_date,
    accepted_by_full_name: acceptedBy.fullName,
    accepted_by_position: kk ? acceptedBy.positionKk : acceptedBy.positionRu,
    documents: brought.map((row) => ({
      title: row.title[language],
      shown: translate(language, row.shown === 'digital' ? 'counter.shown_digital' : 'counter.shown_paper'),
    })),
    documents_count: String(brought.length),
    attached_documents: brought
      .filter(({ printed }) => !printed)
      .map((row) => ({ document_name: row.title[language] })),
    due_date: facts.due?.due ?? null,
    due_text: facts.due || !service.termText ? '' : everywhere(service.termText)[language],
    result_place: desk?.place === 'provider' ? centreName : desk ? everywhere(desk.name)[language] : '',
    missing: (facts.missing ?? []).map((one) => ({ title: one.title[language], why: one.why[language] })),
    missing_documents: (facts.missing ?? []).map((one) => ({
      document_name: one.title[language],
      defect: `(${one.why[language]})`,
    })),
    explanation: formId === generalPapers.refused ? '' : explanation,
    executor_full_name: staff.fullName,
    executor_position: position,
    specialist_full_name: staff.fullName,
    signatory_full_name: signatory.fullName || staff.fullName,
    signatory_position: signatory.fullName ? signatory.position : position,
    issue_date: issued,
    receipt_sign_date: issued,
    decision_date: decision?.decidedOn ?? null,
    registration_date: decision?.registrationDate ?? null,
    result_text: inSentence(everywhere(kind?.title ?? service.result)[language]),
    grounds: titles.map((title) => ({ text: inSentence(title[language]) })),
    refusal_grounds: grounds.map((ground, at) => ({
      number: String(service.refusalGrounds.indexOf(ground) + 1),
      text: inSentence(titles[at]![language]),
    })),
    refusal_reason: refusalReason(
      [...(namesGrounds ? titles.map((title) => title[language]) : []), ...articles],
      decision?.outcome === 'refused' ? explanation : '',
    ),
    ...facts.own,
  }
}

/** Issue one paper of a case, in the language of the case. Throws what `issueDocument` throws. */
export async function issueCasePaper(
  context: Context,
  applicationId: number,
  paper: { formId: string; toHandOver: boolean; facts: PaperFacts },
): Promise<DocumentRow> {
  const record = (await applicationsTable(context.db).where({ id: applicationId }).first())!
  const service = editionOf(context.law, record)
  const facts = await caseFacts(context, record, service, paper.formId, paper.facts)
  const named = forms.get(paper.formId)?.fields.map(({ id }) => id) ?? []
  const issued = await issueDocument(context, {
    formId: paper.formId,
    edition: forms.get(paper.formId)?.edition ?? record.edition,
    language: record.language,
    applicationId: record.id,
    personId: record.person_id,
    toHandOver: paper.toHandOver,
    data: Object.fromEntries(named.map((id) => [id, facts[id] ?? null])),
  })
  return paper.toHandOver && (await expectElectronicResult(context, record.id, issued.id))
    ? { ...issued, toHandOver: false, electronic: true }
    : issued
}

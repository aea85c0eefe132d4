/** Referrals through the core: organisations of every kind, an answer to everything that a form asks. */
import { emptyOrganisation, type OrganisationKind } from '../../shared/contract/organisations'
import {
  emptyReferral,
  type Referral,
  type ReferralFields,
  type SlipFields,
} from '../../shared/contract/referrals'
import type { Counterpart } from '../../shared/rules/engine/referrals'
import { directorOf, draftId, type TestDesk } from './desk'
import { complete, known, type Answers } from './services'

const kinds: Readonly<Record<Counterpart, OrganisationKind>> = {
  education_organisation: 'education',
  employer: 'employer',
  training_organisation: 'training',
  creditor: 'creditor',
  receiving_centre: 'career_centre',
}

/** An organisation with all that a referral prints. */
export const organisation = (desk: TestDesk, kind: OrganisationKind = 'employer', name = '«Көкөзек наны»') =>
  desk.do('organisation.save', {
    id: null,
    version: null,
    fields: {
      ...emptyOrganisation,
      kinds: [kind],
      nameKk: name + ' ЖШС',
      nameRu: 'ТОО ' + name,
      legalAddress: 'Көкөзек ауылы, Диірмен көшесі, 7-үй',
      phone: '+77015550011',
      contact: 'Бекова Сәуле Нұрланқызы',
    },
  })

/** Ask for a referral at the counter and confirm the check. */
export async function ask(desk: TestDesk, measure: string, answers: Answers = {}) {
  const draft = await complete(desk, {
    ...(await known(desk)),
    serviceCode: 'S-REF',
    measure,
    recipient: answers.archive ? '' : 'unemployed',
    ...answers,
  })
  const { application } = await desk.do('intake.accept', { draftId: draftId(), draft })
  if (answers.archive) return { id: application.id, version: application.version }
  const { id, version } = await desk.do('application.check', {
    id: application.id,
    version: application.version,
    result: 'confirmed',
    note: '',
  })
  return { id, version }
}

/** What every form together asks; a form takes what it has blanks for. */
export async function answersTo(
  desk: TestDesk,
  applicationId: number,
  changes: Partial<ReferralFields> = {},
): Promise<ReferralFields> {
  const asked = await desk.do('referral.prepare', { applicationId })
  const counterpart = changes.counterpart ?? asked.counterpart ?? asked.counterparts[0]!
  return {
    ...emptyReferral,
    counterpart,
    organisationId: (await organisation(desk, kinds[counterpart])).id,
    profession: 'Наубайшы',
    category: asked.categories.length > 0 ? 'unemployed' : '',
    startOn: '24.11.2026',
    months: 3,
    days: 25,
    commissionOn: '18.11.2026',
    commissionNumber: '4',
    destination: 'Ақсай ауданы, Жаңажол ауылы',
    family: [{ relation: 'жұбайы', fullName: 'Тестов Арман Үлгіұлы' }],
    ...changes,
  }
}

/** Issue the referral of a checked application and mark it printed and signed. */
export async function grantReferral(
  desk: TestDesk,
  application: { id: number; version: number },
  changes: Partial<ReferralFields> = {},
) {
  const fields = await answersTo(desk, application.id, changes)
  const issued = await desk.do('referral.issue', {
    applicationId: application.id,
    version: application.version,
    fields,
  })
  if (issued.document) await desk.do('document.printed', { id: issued.document.id, copies: 1 })
  const { id, version } = issued.referral
  const [referral] = issued.referral.archive
    ? [issued.referral]
    : await desk.do('referral.sign', { referrals: [{ id, version }] }, (await directorOf(desk)).client)
  return { ...issued, referral: referral! }
}

/** A slip on which everything is written as the referral has it. */
export function slipTo(referral: Referral, changes: Partial<SlipFields> = {}): SlipFields {
  const { endsOn, startsOn, months } = referral
  const told: Record<string, string> = {
    hired_from_date: startsOn ?? '2026-11-24',
    hired_to_date: endsOn ?? '2027-02-23',
    enrolment_until_date: endsOn ?? '2027-02-23',
    hired_months: String(months ?? 3),
    enrolment_months: String(months ?? 3),
    enrolment_days: '25',
    job_position_name: referral.profession,
  }
  return {
    outcome: 'came',
    returnedOn: '27.11.2026',
    name: '',
    hireOrderCopy: true,
    note: '',
    ...changes,
    written: {
      ...Object.fromEntries(
        referral.blanks.map(({ id, kind, options }) => [
          id,
          told[id] ?? (kind === 'date' ? '23.11.2026' : kind === 'choice' ? options[0]! : '44'),
        ]),
      ),
      ...changes.written,
    },
  }
}

/**
 * The referrals of the demo, issued some days before today: one of every kind that the law has now, from the counter
 * to the director's signature and the hand of the person, and two slips that come back.
 */
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { emptyOrganisation } from '../../shared/contract/organisations'
import { emptyReferral, type Referral, type SlipFields } from '../../shared/contract/referrals'
import { emptyIntakeDraft, emptyPersonFields, IsoDay, PaperLanguage, Sex } from '../../shared/model'
import type { IntakeDraft } from '../../shared/model'
import { addDays } from '../../shared/rules/dates'
import { Counterpart } from '../../shared/rules/engine/referrals'
import { typed, workingDay, type TurnedDesk } from './demo-road'
import type { LocalDesk } from './open'

const Organisation = z.object({
  bin: z.string(),
  nameKk: z.string(),
  nameRu: z.string(),
  legalAddress: z.string(),
  phone: z.string(),
  contact: z.string(),
})
const Candidate = z.object({
  iin: z.string(),
  lastName: z.string(),
  firstName: z.string(),
  middleName: z.string(),
  birthDate: IsoDay,
  sex: Sex,
  language: PaperLanguage,
  address: z.string(),
  mobile: z.string(),
  documentNumber: z.string(),
  documentExpires: IsoDay,
  measure: z.string(),
  /** Where the measure has two forms (R134). */
  counterpart: Counterpart.optional(),
  recipient: z.string(),
  organisation: z.enum(['education', 'employer']).optional(),
  profession: z.string().default(''),
  months: z.number().int().optional(),
  /** Whether the slip of this referral comes back. */
  slipReturned: z.boolean().default(false),
})
type Candidate = z.infer<typeof Candidate>
/** Who is referred where; `relocation` is what the referral for relocation needs beside (R142). */
export const ReferralFixture = z.object({
  organisations: z.object({ education: Organisation, employer: Organisation }),
  relocation: z.object({
    commissionNumber: z.string(),
    destination: z.object({ kk: z.string(), ru: z.string() }),
    family: z.array(z.object({ relation: z.string(), fullName: z.string() })),
  }),
  people: z.array(Candidate),
})
export type ReferralFixture = z.infer<typeof ReferralFixture>

/** What `demo.json` says of the referrals and of the slips that came back. */
export interface ReferralReport {
  referrals: {
    number: string
    application: string
    person: string
    language: string
    measure: string
    formId: string
    organisation: string
    issued: string
    slipDue: string | null
  }[]
  slipsReturned: { number: string; on: string; closedAs: string }[]
}

/** Working days before today on which the referrals are issued, and on which slips come back. */
const issuedBefore = 4
const returnedBefore = 2

/** Issue, sign and hand over every referral, and take the slips back; the clock stands on the day of the slips. */
export async function leadReferrals(
  desk: TurnedDesk,
  fixture: ReferralFixture,
  today: string,
): Promise<ReferralReport> {
  const day = workingDay(today, -issuedBefore)
  await desk.turn(day)
  const organisations = {
    education: await organisationOf(desk, fixture, 'education'),
    employer: await organisationOf(desk, fixture, 'employer'),
  }
  const issued: Referral[] = []
  for (const one of fixture.people) {
    const application = await apply(desk, one)
    const organisationId = one.organisation ? organisations[one.organisation] : null
    issued.push(await issue(desk, fixture, { one, application, organisationId, day }))
  }
  const { referrals } = await desk.call('referral.list', { show: 'to_sign' })
  const signed = await desk.asDirector(() =>
    desk.call('referral.sign', { referrals: referrals.map(({ id, version }) => ({ id, version })) }),
  )
  await desk.call('referral.handOver', {
    referrals: signed.map(({ id, version }) => ({ id, version })),
    identitySeen: true,
  })

  const back = workingDay(today, -returnedBefore)
  await desk.turn(back)
  const report: ReferralReport = { referrals: issued.map(told), slipsReturned: [] }
  for (const [index, { slipReturned }] of fixture.people.entries()) {
    if (!slipReturned) continue
    const { id, version } = await desk.call('referral.get', { id: issued[index]!.id })
    const { number, closed } = await desk.call('referral.returnSlip', {
      id,
      version,
      slip: slipOf(issued[index]!, back),
    })
    report.slipsReturned.push({ number, on: back, closedAs: closed?.as ?? '' })
  }
  return report
}

const told = (one: Referral): ReferralReport['referrals'][number] => ({
  number: one.number,
  application: one.applicationNumber,
  person: one.person.name,
  language: one.language,
  measure: one.measure,
  formId: one.formId,
  organisation:
    (one.language === 'kk' ? one.organisation?.nameKk : one.organisation?.nameRu) ?? one.destination,
  issued: one.issuedOn,
  slipDue: one.slipDue?.due ?? null,
})

async function organisationOf(
  desk: LocalDesk,
  { organisations }: ReferralFixture,
  kind: 'education' | 'employer',
): Promise<number> {
  const fields = { ...emptyOrganisation, kinds: [kind], ...organisations[kind] }
  return (await desk.call('organisation.save', { id: null, version: null, fields })).id
}

/** R120 to R129: the papers of the list shown, both consents given, the check confirmed, the papers given back. */
async function apply(desk: LocalDesk, one: Candidate): Promise<{ id: number; version: number }> {
  const paper = (number = '', expiresOn: string | null = null) => ({
    shown: 'paper' as const,
    number,
    expiresOn,
  })
  const draft: IntakeDraft = {
    ...emptyIntakeDraft,
    serviceCode: 'S-REF',
    measure: one.measure,
    recipient: one.recipient,
    language: one.language,
    person: {
      ...emptyPersonFields,
      iin: one.iin,
      lastName: one.lastName,
      firstName: one.firstName,
      middleName: one.middleName,
      birthDate: one.birthDate,
      sex: one.sex,
      address: one.address,
      mobile: one.mobile,
    },
    checklist: { identity_document: paper(one.documentNumber, one.documentExpires) },
    consents: { personal_data: true, protected_secret: true },
  }
  const { checklist } = await desk.call('intake.check', { draft })
  for (const { id, state } of checklist) if (state === 'unanswered') draft.checklist[id] = paper()
  const { application } = await desk.call('intake.accept', { draftId: randomUUID(), draft })
  const { id } = application
  for (const mark of ['receipt_given', 'documents_returned'] as const)
    await desk.call('application.mark', { id, mark, done: true })
  const { version } = await desk.call('application.get', { id })
  return desk.call('application.check', { id, version, result: 'confirmed', note: '' })
}

/** R133 to R137: the referral with what its form asks for, printed for the signature. */
async function issue(
  desk: LocalDesk,
  { relocation }: ReferralFixture,
  of: {
    one: Candidate
    application: { id: number; version: number }
    organisationId: number | null
    day: string
  },
): Promise<Referral> {
  const { one, application, organisationId, day } = of
  const moves = one.measure === 'relocation'
  const { document, referral } = await desk.call('referral.issue', {
    applicationId: application.id,
    version: application.version,
    fields: {
      ...emptyReferral,
      counterpart: one.counterpart ?? null,
      organisationId,
      profession: one.profession,
      startOn: moves ? '' : typed(workingDay(day, 1)),
      months: one.months ?? null,
      ...(moves && {
        commissionOn: typed(addDays(day, -7)),
        commissionNumber: relocation.commissionNumber,
        destination: relocation.destination[one.language],
        family: relocation.family,
      }),
    },
  })
  await desk.call('document.printed', { id: document!.id, copies: 1 })
  return referral
}

/** R141: a slip on which the organisation wrote the very time and post of the referral. */
function slipOf(
  { startsOn, endsOn, months, profession, blanks, organisation }: Referral,
  back: string,
): SlipFields {
  const same: Readonly<Record<string, string | null>> = {
    hired_from_date: startsOn,
    hired_to_date: endsOn,
    enrolment_until_date: endsOn,
    hired_months: months === null ? null : String(months),
    enrolment_months: months === null ? null : String(months),
    job_position_name: profession,
    edu_org_representative_full_name: organisation?.contact ?? null,
    employer_representative_full_name: organisation?.contact ?? null,
    notice_date: back,
  }
  const own = (kind: (typeof blanks)[number]['kind'], options: readonly string[]) =>
    kind === 'date' ? (startsOn ?? back) : kind === 'choice' ? options[0]! : '12'
  return {
    outcome: 'came',
    returnedOn: typed(back),
    name: '',
    hireOrderCopy: true,
    written: Object.fromEntries(blanks.map(({ id, kind, options }) => [id, same[id] ?? own(kind, options)])),
    note: '',
  }
}

/** What an assistant prints: the application to be signed (R14), and the data of the card for paper (R39). */
import { CodedError } from '../../../shared/errors'
import { translator, type MessageKey } from '../../../shared/locale'
import { fullName } from '../../../shared/rules/names'
import { formatPhone } from '../../../shared/rules/phone'
import { bareArea } from '../applications/papers'
import { readCentre, readDesk, staffName, todayOf, type Context } from '../context'
import type { FormData } from '../documents/engine'
import { forms } from '../documents/forms'
import { docxType } from '../documents/handlers'
import { judge } from '../intake/handlers'
import { findStaff } from '../staff/queries'
import { casePage } from './cases'
import { casesTable } from './records'

/** The number comes from the centre: a line to write it on. */
const blank = '____________'

const shownDay = (day: string | null): string => (day ?? '').split('-').reverse().join('.')

/** R39: what the card asks for and the case knows, as rows; what is not known stays to be written by hand. */
function cardRows(page: Awaited<ReturnType<typeof casePage>>): { title: string; value: string }[] {
  const { draft, facts } = page
  const { person } = draft
  const t = translator(draft.language)
  const shown = draft.checklist['identity_document']
  const rows: [MessageKey, string][] = [
    ['common.iin', person.iin],
    ['rural.card_birth', shownDay(person.birthDate)],
    ['rural.card_sex', person.sex ? t(`common.sex_${person.sex}`) : ''],
    ['rural.card_category', t(`common.category_${person.category}`)],
    [
      'rural.card_document',
      [
        t(`common.document_${person.identityDocument.kind}`),
        shown?.number || person.identityDocument.number,
        shownDay(shown?.expiresOn ?? person.identityDocument.expiresOn),
      ]
        .filter(Boolean)
        .join(', '),
    ],
    ['rural.card_address', `${t(`common.address_${person.addressKind}`)}: ${person.address}`],
    ['rural.card_phone', [person.mobile, person.phone].filter(Boolean).join(', ')],
    ['rural.card_email', person.email],
    ['rural.card_labour', person.labourActivity],
    ['rural.card_education', person.education],
    [
      'rural.card_no_work',
      draft.declaredNoWork === null ? '' : t(draft.declaredNoWork ? 'common.yes' : 'common.no'),
    ],
    ['rural.card_seeker', facts.seekerCategory],
  ]
  return rows.map(([key, value]) => ({ title: t(key), value }))
}

/** A paper of a case, in the language of the case. Throws what filling a form throws, `form_unknown`. */
export async function casePaper(context: Context, input: { id: string; what: 'application' | 'card' }) {
  const page = await casePage(context, input.id)
  const { draft } = page
  const { language } = draft
  const record = (await casesTable(context.db).where({ id: input.id }).first())!
  const { today } = { today: todayOf(context, await readDesk(context)) }
  const verdict = await judge(context, draft)
  const formId = input.what === 'card' ? 'common-rural-card' : (verdict.service.forms?.application ?? '')
  const form = forms.get(formId)
  if (!form) throw new CodedError('form_unknown', { form: formId })
  const centre = await readCentre(context)
  const kk = language === 'kk'
  const area = kk ? centre.areaKk : centre.areaRu
  const assistant = await findStaff(context.db, record.staff_id)
  const applied = verdict.applicationDate ?? record.begun_on
  const facts: FormData = {
    applicant_full_name: fullName(draft.person),
    applicant_iin: draft.person.iin,
    applicant_birth_date: verdict.person.birthDate,
    applicant_phone: formatPhone(draft.person.phone),
    applicant_mobile: formatPhone(verdict.person.clean.mobile),
    applicant_email: draft.person.email,
    applicant_address: draft.person.address,
    centre_area_name: form.edition === '214' ? area : bareArea(area),
    centre_name: kk ? centre.nameKk : centre.nameRu,
    ...Object.fromEntries(
      Object.entries(draft.consents).map(([id, answer]) => ['consent_' + id, answer] as const),
    ),
    application_date: applied,
    acceptance_date: applied,
    receipt_date: applied,
    application_number: blank,
    accepted_by_full_name: assistant?.fullName ?? '',
    accepted_by_position: (kk ? assistant?.positionKk : assistant?.positionRu) ?? '',
    rows: cardRows(page),
    rural_district_name: kk ? page.place.districtKk : page.place.districtRu,
    assistant_full_name: await staffName(context.db, record.staff_id),
    issue_date: today,
  }
  const data = Object.fromEntries(form.fields.map(({ id }) => [id, facts[id] ?? null]))
  const { bytes } = await context.papers.fill(formId, language, data)
  return context.files.put(
    { name: `${formId} ${page.personName}.docx`, type: docxType, bytes },
    context.client,
  )
}

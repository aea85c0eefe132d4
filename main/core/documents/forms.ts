/** What the program knows of each printed form. Data only: a new form needs an entry here and a template. */
import { z } from 'zod'
import { LocalText, PaperLanguage } from '../../../shared/model'
import { dateStyles } from './dates'
import { forms129 } from './editions/129'
import { forms172 } from './editions/172'
import { forms214 } from './editions/214'
import { forms214Unemployed } from './editions/214-unemployed'
import { forms217 } from './editions/217'
import { formsCommon } from './editions/common'
import { formsCommonGeneral } from './editions/common-general'
import { formsCommonJournals } from './editions/common-journals'
import { formsCommonReferrals } from './editions/common-referrals'
import { formsCommonReports } from './editions/common-reports'

const FieldId = z.string().regex(/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/)

const TextField = z.strictObject({
  id: FieldId,
  type: z.literal('text'),
  required: z.boolean(),
  /** The form prints a full stop right after this blank, so a final one of the value is dropped. */
  beforeStop: z.boolean().default(false),
})

const DateField = z.strictObject({
  id: FieldId,
  type: z.literal('date'),
  required: z.boolean(),
  /** Style at the usual place, per language; any other place names its own: `{{id__short}}`. */
  style: z.strictObject({ kk: z.enum(dateStyles), ru: z.enum(dateStyles) }),
})

const ChoiceField = z.strictObject({
  id: FieldId,
  type: z.literal('choice'),
  required: z.boolean(),
  /** Codes of the options; `yes`/`no` also take a boolean. Templates ask `{{IF id__code}}`. */
  options: z.array(FieldId).min(2),
})

const ListField = z.strictObject({
  id: FieldId,
  type: z.literal('list'),
  required: z.boolean(),
  /** Templates write `{{FOR row IN id}}` and `{{$row.column}}`. */
  columns: z.array(FieldId).min(1),
  /** Columns that hold days; printed as DD.MM.YYYY, or blank. */
  dates: z.array(FieldId).default([]),
  /**
   * For a list whose rows the form itself prints: the rows of the data name theirs in column `code`, and the
   * template writes `{{id__code}}` for what column `value` says of it, blank for a row that is not given.
   */
  fixed: z.strictObject({ code: FieldId, value: FieldId, codes: z.array(FieldId).min(1) }).optional(),
})

export const FieldSpec = z.discriminatedUnion('type', [TextField, DateField, ChoiceField, ListField])
export type FieldSpec = z.infer<typeof FieldSpec>

const Wording = z.enum(['official', 'own_translation'])
const SampleValue = z.union([z.string(), z.boolean(), z.null(), z.array(z.record(z.string(), z.string()))])
const Sample = z.record(z.string(), SampleValue).default(() => ({}))
const samples = { kk: Sample, ru: Sample }

export const FormSpec = z.strictObject({
  formId: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)+$/),
  /** Edition of the act; also the folder of the templates. */
  edition: z.string().regex(/^[a-z0-9-]+$/),
  title: LocalText,
  /** Languages in which the form is held; one that is held in Kazakh only may leave out all Russian entries. */
  languages: z
    .array(PaperLanguage)
    .min(1)
    .default(() => [...PaperLanguage.options]),
  /** Whether the wording of a language is the official one or ours (forms.md 1.4). */
  wording: z.strictObject({
    kk: Wording.default('own_translation'),
    ru: Wording.default('own_translation'),
  }),
  fields: z.array(FieldSpec).min(1),
  /** A result that must be handed over against an identity document, unlike a paper that stays here. */
  handedOver: z.boolean(),
  /** Copies printed at once. */
  copies: z.number().int().min(1).max(5),
  /** Sheets that the longest sample takes; one is not enough for the fullest forms and for long tables. */
  pages: z.number().int().min(1).max(3).default(1),
  /** Invented values: usual ones per language, and what changes when everything is as long as it gets. */
  sample: z.strictObject({
    ...samples,
    long: z.strictObject(samples),
  }),
})
export type FormSpec = z.infer<typeof FormSpec>

/** Check a registry of forms; a mistake in the data stops the program at its start. */
export function readForms(data: unknown[]): ReadonlyMap<string, FormSpec> {
  const forms = new Map<string, FormSpec>()
  for (const item of data) {
    const form = FormSpec.parse(item)
    if (forms.has(form.formId)) throw new Error('form listed twice: ' + form.formId)
    if (!form.formId.startsWith(form.edition + '-'))
      throw new Error('form outside its edition: ' + form.formId)
    if (new Set(form.fields.map((field) => field.id)).size !== form.fields.length)
      throw new Error('field listed twice in ' + form.formId)
    for (const language of form.languages)
      for (const field of form.fields)
        if (field.required && !(field.id in form.sample[language]))
          throw new Error(`no sample of ${field.id} in ${form.formId}.${language}`)
    forms.set(form.formId, form)
  }
  return forms
}

/** Every form this version prints, by its id. */
export const forms = readForms([
  ...forms214,
  ...forms214Unemployed,
  ...forms129,
  ...forms172,
  ...forms217,
  ...formsCommon,
  ...formsCommonGeneral,
  ...formsCommonJournals,
  ...formsCommonReferrals,
  ...formsCommonReports,
])

/** Path of a form's template below a folder of templates, e.g. `214/214-annex1.kk.docx`. */
export const templatePath = (form: Pick<FormSpec, 'edition' | 'formId'>, language: PaperLanguage) =>
  `${form.edition}/${form.formId}.${language}.docx`

/** Title of a form; the id itself for a form that this version no longer knows. */
export const formTitle = (formId: string): LocalText =>
  forms.get(formId)?.title ?? { kk: formId, ru: formId, en: formId }

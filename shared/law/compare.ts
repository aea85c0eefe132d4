/** Two editions side by side: what differs, as text. */
import { z } from 'zod'
import { languageOf } from './language'
import { LawLanguage, type LawItem, type LawService, type LawText } from './schema'

export const Difference = z.object({
  /** Field of the definition, `provider`; its name on the screen is `law.field_<field>`. */
  field: z.string(),
  /** Which entry of the field: a place, a list and its paper, a ground, a measure; null: the field as a whole. */
  item: z.string().nullable(),
  /**
   * How to read both values: `text` as it stands, `codes` (words of the data, separated by blanks) and `term`
   * (`1wd`, `30min`) to be put into words by the screen.
   */
  kind: z.enum(['text', 'codes', 'term']),
  /** Null: it has none, or its source does not say. */
  a: z.string().nullable(),
  b: z.string().nullable(),
  /** Language of each text; null where the value is no text of the law. */
  languages: z.object({ a: LawLanguage.nullable(), b: LawLanguage.nullable() }),
  change: z.enum(['added', 'removed', 'changed']),
})
export type Difference = z.infer<typeof Difference>

type Value = { kind: Difference['kind']; text: LawText | string | null }
type Row = { field: string; item: string | null } & Value

/** A value as it is shown, with the language it is in. */
function shown(
  value: Row['text'] | undefined,
  lang: LawLanguage,
  official: readonly LawLanguage[],
): { text: string | null; language: LawLanguage | null } {
  if (value === undefined || value === null) return { text: null, language: null }
  if (typeof value === 'string') return { text: value, language: null }
  const language = languageOf(value, lang, official) ?? null
  return { text: (language && value[language]) ?? '', language }
}

/** Equal in the language asked for, else in one that both have; texts without a common language differ. */
function same(a: LawText | string | null, b: LawText | string | null, lang: LawLanguage): boolean {
  if (a === null || b === null) return a === b
  if (typeof a === 'string' || typeof b === 'string') return a === b
  const common = [lang, ...LawLanguage.options].find((one) => a[one] !== undefined && b[one] !== undefined)
  const plain = (text: string) =>
    text
      .toLowerCase()
      .replace(/[."«»“”\s]+/gu, ' ')
      .trim()
  return common !== undefined && plain(a[common]!) === plain(b[common]!)
}

const words = (...parts: (string | number | false | null | undefined)[]): string =>
  parts.filter((part) => part !== null && part !== undefined && part !== '' && part !== false).join(' ')

const codes = (field: string, item: string | null, text: string | null): Row => ({
  field,
  item,
  kind: 'codes',
  text: text === '' ? null : text,
})
const text = (field: string, item: string | null, value: LawText | null): Row => ({
  field,
  item,
  kind: 'text',
  text: value,
})

/** `129-annex4` is `annex4` beside another edition. */
const withoutEdition = (formId: string): string => formId.replace(/^\d+-/u, '')

/** Need of a paper with its condition: `required`, `conditional age_16_18`. */
const needOf = (item: LawItem): string =>
  words(
    item.need,
    item.when?.kind === 'younger_than' ? `younger_than_${item.when.years}` : null,
    item.when?.kind === 'age_between' ? `age_${item.when.from}_${item.when.below}` : null,
  )

/** A definition as rows that can be laid beside those of another. */
function rowsOf(service: LawService): Row[] {
  return [
    text('name', null, service.name),
    text('act', null, service.act),
    codes('in_force', 'from', service.inForce.from),
    codes('in_force', 'until', service.inForce.until),
    text('provider', null, service.provider.name),
    ...service.places.map((one) => text('places', one.place, one.name)),
    ...service.recipients.map((one) => text('recipients', one.id, one.title)),
    text('recipients', null, service.recipientsText),
    codes('applicants', null, service.applicants?.join(' ') ?? null),
    codes(
      'representative',
      'allowed',
      service.representative.allowed === null ? null : String(service.representative.allowed),
    ),
    ...service.representative.texts.map((one, n) => text('representative', String(n + 1), one)),
    ...service.terms.flatMap((term) =>
      (term.places.length > 0 ? term.places : (['any'] as const)).map((place): Row => ({
        field: 'terms',
        item: words(term.case, place),
        kind: 'term',
        text: term.amount === null ? term.limit : `${term.amount}${term.unit}`,
      })),
    ),
    ...(['waiting', 'serving'] as const).flatMap((field) =>
      service[field].map((limit): Row => ({
        field,
        item: limit.place,
        kind: 'term',
        text: `${limit.minutes}min`,
      })),
    ),
    codes(
      'mode',
      null,
      service.mode &&
        words(
          'electronic_' + service.mode.electronic,
          service.mode.paper && 'paper',
          service.mode.proactive && 'proactive',
        ),
    ),
    text('result', null, service.result),
    ...service.resultKinds.map((one) => text('result', one.id, one.title)),
    ...service.measures.flatMap((measure) => [
      text('measures', measure.code, measure.name),
      codes('measure_forms', measure.code, measure.forms.map(withoutEdition).join(' ')),
    ]),
    ...(service.documents === null
      ? [codes('documents', null, 'no_documents')]
      : service.documents.flatMap((list) =>
          // By measure or case: the same papers may stand in one list here and in several there.
          (list.cases.length > 0 ? list.cases : [list.id]).flatMap((home) =>
            list.items.flatMap((item) => [
              text('documents', words(home, item.id), item.title),
              codes('documents_need', words(home, item.id), needOf(item)),
            ]),
          ),
        )),
    ...service.consents.map((one) => text('consents', one.id, one.title)),
    ...service.confirmations.map((one) =>
      codes('confirmations', one.place, words(one.kind, ...one.contents)),
    ),
    ...(service.intakeRefusal?.grounds ?? []).map((one) => text('intake_refusal', one.id, one.title)),
    codes('intake_refusal', 'form', withoutEdition(service.intakeRefusal?.form ?? '')),
    ...service.refusalGrounds.map((one) => text('refusal_grounds', one.id, one.title)),
    ...service.complaint.addressees.map((one, n) => text('complaint', String(n + 1), one)),
    ...service.complaint.limits.map((limit, n): Row => ({
      field: 'complaint_limits',
      item: String(n + 1),
      kind: 'term',
      text: `${limit.amount}${limit.unit}`,
    })),
    ...service.workingHours.map((one) =>
      codes('working_hours', one.place, words(one.days, one.opens, one.closes, one.breakFrom, one.breakTo)),
    ),
    ...service.annexes.map((one) => text('annexes', one.annex, one.title)),
  ]
}

/**
 * The fields in which two definitions differ, in the order of a definition, with both values as text.
 *
 * @param lang language that texts are shown and compared in, where they have it
 */
export function compareServices(a: LawService, b: LawService, lang: LawLanguage = 'kk'): Difference[] {
  const key = (row: Row) => row.field + '\n' + (row.item ?? '')
  // A text that a definition lacks stands there as null: beside none it makes no difference.
  const [ofA, ofB] = [a, b].map(
    (service) =>
      new Map(
        rowsOf(service)
          .filter((row) => row.text !== null)
          .map((row) => [key(row), row]),
      ),
  ) as [Map<string, Row>, Map<string, Row>]
  const fields = [...new Set([...rowsOf(a), ...rowsOf(b)].map((row) => row.field))]
  const keys = new Set([...ofA.keys(), ...ofB.keys()])
  return [...keys]
    .flatMap((one): Difference[] => {
      const x = ofA.get(one)
      const y = ofB.get(one)
      if (same(x?.text ?? null, y?.text ?? null, lang)) return []
      const { field, item, kind } = (x ?? y)!
      const [left, right] = [shown(x?.text, lang, a.official), shown(y?.text, lang, b.official)]
      return [
        {
          field,
          item,
          kind,
          a: left.text,
          b: right.text,
          languages: { a: left.language, b: right.language },
          change: x ? (y ? 'changed' : 'removed') : 'added',
        },
      ]
    })
    .sort((x, y) => fields.indexOf(x.field) - fields.indexOf(y.field))
}

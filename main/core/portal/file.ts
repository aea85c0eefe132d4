/**
 * A file of a portal, one line a case: number; date and time of sending; IIN; last, first and middle name; birth
 * date; sex; address; mobile; e-mail; labour activity; education; consents; service; then, where the service has
 * them, measure and recipient. Each line is judged by itself.
 */
import {
  noPortalChoice,
  type PortalChoice,
  type PortalFields,
  type PortalJudgement,
  type PortalLine,
} from '../../../shared/contract/portal'
import { screenLanguages, translate } from '../../../shared/locale'
import type { PaperLanguage } from '../../../shared/model'
import { maskIin } from '../../../shared/rules/iin'
import type { Context } from '../context'
import { csvRows, type CsvRow } from '../files/text'
import { judgeArrival, nothingFound, type JudgedArrival } from './judge'

/** Columns of every line; measure and recipient may follow. */
const needed = 15

export interface ReadPortalLine {
  row: CsvRow
  fields: PortalFields | null
  line: PortalLine
  todo: JudgedArrival['todo']
}

/** A word in any language of the desk. */
const says = (typed: string, key: string) =>
  screenLanguages.some((language) => translate(language, key).toLowerCase() === typed.toLowerCase())

function sexOf(typed: string): 'male' | 'female' | null {
  const word = typed.trim().toLowerCase()
  return (
    (['male', 'female'] as const).find(
      (sex) =>
        word === sex ||
        says(word, 'common.sex_' + sex) ||
        screenLanguages.some((language) => {
          const [first = ''] = translate(language, 'common.sex_' + sex).toLowerCase()
          return word === first
        }),
    ) ?? null
  )
}

/** `publish_resume, outsourcing_transfer=no`; null when a consent is none of the service, or answered oddly. */
function consentsOf({ law }: Context, serviceCode: string, typed: string): PortalFields['consents'] | null {
  const known = law.services.filter(({ code }) => code === serviceCode).flatMap(({ consents }) => consents)
  // Of a service that is none, nobody can say what its consents are; it is told so below.
  if (!law.services.some(({ code }) => code === serviceCode)) return {}
  const given: Record<string, boolean> = {}
  for (const one of typed.split(',').map((part) => part.trim())) {
    if (one === '') continue
    const [id = '', answer = 'yes'] = one.split('=').map((part) => part.trim().toLowerCase())
    const yes = answer === 'yes' || says(answer, 'status.yes')
    if (
      !known.some((consent) => consent.id === id) ||
      (!yes && answer !== 'no' && !says(answer, 'status.no'))
    )
      return null
    given[id] = yes
  }
  return given
}

function readCells(
  context: Context,
  { cells }: CsvRow,
  of: { channel: PortalFields['channel']; language: PaperLanguage },
): { fields: PortalFields | null; reason: PortalJudgement['reason'] } {
  if (cells.length < needed || cells.length > needed + 2) return { fields: null, reason: 'columns' }
  const [portalNumber, sent, iin, lastName, firstName, middleName, birthDate, sex, address] =
    cells as string[]
  const [mobile, email, labourActivity, education, consents, service, measure, recipient] = cells.slice(9)
  const [sentOn = '', sentTime = ''] = sent!.split(/[T\s]+/u)
  const known = consentsOf(context, service!, consents!)
  const sexRead = sexOf(sex!)
  return {
    reason: known === null ? 'consents_unknown' : sexRead === null && sex !== '' ? 'sex_unknown' : null,
    fields: {
      ...of,
      portalNumber: portalNumber!.slice(0, 60),
      sentOn: sentOn.slice(0, 40),
      sentTime: sentTime.slice(0, 10),
      serviceCode: service!.slice(0, 20),
      measure: (measure ?? '').slice(0, 60),
      recipient: (recipient ?? '').slice(0, 60),
      consents: known ?? {},
      person: {
        iin: iin!.slice(0, 40),
        lastName: lastName!.slice(0, 1000),
        firstName: firstName!.slice(0, 1000),
        middleName: middleName!.slice(0, 1000),
        birthDate: birthDate!.slice(0, 40),
        sex: sexRead,
        address: address!.slice(0, 2000),
        mobile: mobile!.slice(0, 60),
        email: email!.slice(0, 200),
        labourActivity: labourActivity!.slice(0, 1000),
        education: education!.slice(0, 1000),
        mismatchReason: '',
      },
    },
  }
}

/** A line as it is shown: nobody's full number stands on the screen. */
const shown = ({ text, cells }: CsvRow) =>
  (cells[2] && /^\d{12}$/u.test(cells[2]) ? text.replace(cells[2], maskIin(cells[2])) : text).slice(0, 200)

const unread = (reason: PortalJudgement['reason']): JudgedArrival => ({
  todo: null,
  judgement: { ...nothingFound, reason },
})

/**
 * Every line with what it would do or why it cannot.
 *
 * @param choices what was decided, by number of the line
 * @throws CodedError `file_too_large`, `status_file_unreadable`
 */
export async function readPortalFile(
  context: Context,
  bytes: Uint8Array,
  of: { channel: PortalFields['channel']; language: PaperLanguage },
  choices: ReadonlyMap<number, PortalChoice> = new Map(),
): Promise<ReadPortalLine[]> {
  // A header has no digits where the IIN stands.
  const rows = csvRows(
    bytes,
    (cells) => cells.length >= needed && !/\d/u.test(cells[2]!),
    'status_file_unreadable',
  ).map((row) => ({
    row,
    ...readCells(context, row, of),
  }))
  const result: ReadPortalLine[] = []
  for (const { row, fields, reason } of rows) {
    const twins = rows.filter(
      (one) =>
        one.row !== row &&
        fields &&
        one.fields?.portalNumber === fields.portalNumber &&
        fields.portalNumber !== '',
    )
    const twisted = twins.some((one) => JSON.stringify(one.fields) !== JSON.stringify(fields))
    const doubled = twins.some((one) => one.row.line < row.line)
    const wrong = reason ?? (twisted ? 'contradicts_line' : doubled ? 'doubled' : null)
    const { judgement, todo } =
      wrong !== null || !fields
        ? unread(wrong)
        : await judgeArrival(context, fields, choices.get(row.line) ?? noPortalChoice)
    result.push({
      row,
      fields,
      todo,
      line: {
        ...judgement,
        line: row.line,
        text: shown(row),
        portalNumber: fields?.portalNumber ?? '',
        sentAt: fields ? `${fields.sentOn} ${fields.sentTime}`.trim() : '',
        serviceName: context.law.services.find(({ code }) => code === fields?.serviceCode)?.name ?? null,
      },
    })
  }
  return result
}

/** Dates on paper: one group of day, month and year, shaped by the word that follows it (forms.md 2.2). */
import { isDay } from '../../../shared/rules/dates'

/**
 * How a date is printed at one place of a form. The names say which case the Kazakh month takes; the fixed
 * words around the group ("бастап", "жыл", "№ … бұйрық") stay in the template. The forms of 2014 print
 * guillemets: `kk_zh` after «ж.», `kk_zhylgy` after «жылғы», `_on` before a verb (standards-2014.md b.1).
 */
export const dateStyles = [
  'kk_nom',
  'kk_from',
  'kk_until',
  'kk_on',
  'kk_attr',
  'kk_until_incl',
  'kk_day_first',
  'kk_zh',
  'kk_zh_on',
  'kk_zhylgy',
  'kk_zhylgy_on',
  'ru_gen',
  'short',
] as const
export type DateStyle = (typeof dateStyles)[number]

const kazakhMonths = [
  'қаңтар',
  'ақпан',
  'наурыз',
  'сәуір',
  'мамыр',
  'маусым',
  'шілде',
  'тамыз',
  'қыркүйек',
  'қазан',
  'қараша',
  'желтоқсан',
]

const russianMonths = [
  'января',
  'февраля',
  'марта',
  'апреля',
  'мая',
  'июня',
  'июля',
  'августа',
  'сентября',
  'октября',
  'ноября',
  'декабря',
]

/** Endings in the order of the months; vowel harmony and the last sound of the month decide them. */
const kazakhEndings: Record<'from' | 'until' | 'on' | 'attr' | 'accusative', string> = {
  from: 'дан нан дан ден дан нан ден дан тен нан дан нан',
  until: 'ға ға ға ге ға ға ге ға ке ға ға ға',
  on: 'да да да де да да де да те да да да',
  attr: 'дағы дағы дағы дегі дағы дағы дегі дағы тегі дағы дағы дағы',
  accusative: 'ды ды ды ді ды ды ні ды ті ды ны ды',
}

const endingOf: Partial<Record<DateStyle, keyof typeof kazakhEndings>> = {
  kk_from: 'from',
  kk_until: 'until',
  kk_on: 'on',
  kk_attr: 'attr',
  kk_until_incl: 'accusative',
  kk_zh_on: 'on',
  kk_zhylgy_on: 'on',
}

/**
 * Print a day in one of the styles of forms.md 2.2.
 * @param day ISO `YYYY-MM-DD`
 * @returns e.g. `2025 жылғы "15" маусымнан` for `kk_from`
 * @throws RangeError when the day does not exist
 */
export function formatDay(day: string, style: DateStyle): string {
  if (!isDay(day)) throw new RangeError('no such day')
  const [year, month, date] = day.split('-') as [string, string, string]
  const index = Number(month) - 1
  if (style === 'short') return `${date}.${month}.${year}`
  if (style === 'ru_gen') return `"${date}" ${russianMonths[index]} ${year} года`
  if (style === 'kk_day_first') return `"${date}" ${kazakhMonths[index]} ${year}`
  const ending = endingOf[style]
  const suffix = ending ? kazakhEndings[ending].split(' ')[index] : ''
  const named = `${kazakhMonths[index]}${suffix}`
  if (style.startsWith('kk_zh'))
    return `${year} ${style.startsWith('kk_zhylgy') ? 'жылғы' : 'ж.'} «${date}» ${named}`
  return `${year} жылғы "${date}" ${named}`
}

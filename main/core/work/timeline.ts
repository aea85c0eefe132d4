/** Corrections on the time line: what was said before, what is said now, and why. */
import type { LocalText, ScreenLanguage } from '../../../shared/model'
import { inEveryLanguage, translate } from '../../../shared/locale'
import { isDay, shownDay } from '../../../shared/rules/dates'
import type { EventSource } from '../persons/events'
import { sameText } from './source'

type Values = Readonly<Record<string, unknown>>

const languages: readonly ScreenLanguage[] = ['kk', 'ru', 'en']

/** The words of a value that is a code in the catalogues, by entity and field. */
const codes: Readonly<Record<string, (value: string) => string>> = {
  'status_answer.status': (value) => `status.is_${value}`,
  'plan_measure.measure': (value) => `plan.measure_${value}`,
  'plan_measure.done': (value) => (value === 'true' ? 'plan.mark_done' : 'plan.mark_not_done'),
  'plan_visit.judgement': (value) => `plan.judgement_${value}`,
}

/** Fields whose absence says something. */
const absent: Readonly<Record<string, string>> = { 'plan_visit.keptOn': 'plan.visit_missed' }

function wordOf(entity: string, field: string, value: unknown, language: ScreenLanguage): string {
  const path = `${entity}.${field}`
  if (value === null || value === '') return absent[path] ? translate(language, absent[path]) : ''
  // Codes of the law stand beside their titles.
  if (Array.isArray(value))
    return value
      .map((one) => (one as LocalText)[language] ?? '')
      .filter(Boolean)
      .join('; ')
  const text = String(value)
  const key = codes[path]?.(text)
  if (key !== undefined) return translate(language, key)
  return isDay(text) ? shownDay(text) : text
}

/** A record in words: its values in their order; codes that no catalogue knows are left out. */
export function inWords(entity: string, values: Values): LocalText {
  const [kk, ru, en] = languages.map((language) =>
    Object.entries(values)
      .map(([field, value]) => wordOf(entity, field, value, language))
      .filter(Boolean)
      .join(', '),
  )
  return { kk: kk!, ru: ru!, en: en! }
}

const titles: Readonly<
  Record<string, 'work.corrected_answer' | 'work.corrected_measure' | 'work.corrected_visit'>
> = {
  status_answer: 'work.corrected_answer',
  plan_measure: 'work.corrected_measure',
  plan_visit: 'work.corrected_visit',
}

export const correctionEvents: EventSource = async (db, personId) => {
  const rows = (await db('corrections as c')
    .join('staff as s', 's.id', 'c.staff_id')
    .where('c.person_id', personId)
    .orderBy('c.id')
    .select('c.entity', 'c.before', 'c.after', 'c.reason', 'c.at', 's.full_name as by')) as {
    entity: string
    before: string
    after: string
    reason: string
    at: string
    by: string
  }[]
  return rows.map((row) => {
    const known = row.entity in titles
    const [before, after] = [row.before, row.after].map((text) =>
      known ? inWords(row.entity, JSON.parse(text) as Values) : sameText(''),
    )
    const more = (language: ScreenLanguage) =>
      [
        known
          ? translate(language, 'work.corrected_from', { before: before![language], after: after![language] })
          : '',
        translate(language, 'work.corrected_why', { reason: row.reason }),
      ]
        .filter(Boolean)
        .join(' · ')
    return {
      at: row.at,
      by: row.by,
      what: inEveryLanguage(titles[row.entity] ?? 'work.corrected'),
      more: { kk: more('kk'), ru: more('ru'), en: more('en') },
      tone: 'today' as const,
    }
  })
}

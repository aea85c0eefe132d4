/** Words of the law on the screen: in the language there is, with a quiet mark where it is not the act's own. */
import { createContext, Fragment, useContext, type ReactNode } from 'react'
import type { OutputOf } from '../../../shared/contract'
import { languageOf } from '../../../shared/law/language'
import type { LawLanguage, LawServiceView, LawText } from '../../../shared/law/schema'
import type { Translator } from '../../../shared/locale'
import { formatDate } from '../../format'
import { useT } from '../../i18n'

export type LawRow = OutputOf<'law.list'>['services'][number]

/** Languages in which the texts of the service on the screen are those of the act. */
const Official = createContext<readonly LawLanguage[]>([])
export const OfficialLanguages = Official.Provider

/** The words alone, for a caption or a name. */
export function lawWords(t: Translator, text: LawText, official: readonly LawLanguage[] = []): string {
  const language = languageOf(text, t.language, official)
  return (language && text[language]) ?? ''
}

/** A text of the law with its language; a translation of ours is marked, other words of ours are not. */
export function Words({ text }: { text: LawText }) {
  const t = useT()
  const whole = useContext(Official)
  const language = languageOf(text, t.language, whole)
  if (!language) return null
  const official = text.official ?? whole
  const marks = [
    language !== t.language && { key: t(`law.mark_${language}`), title: t(`law.language_${language}`) },
    official.length > 0 && !official.includes(language) && { key: t('law.translation') },
  ].filter((mark) => mark !== false)
  return (
    <>
      <span lang={language}>{text[language]}</span>
      {marks.map((mark) => (
        <Fragment key={mark.key}>
          {' '}
          <Mark title={mark.title}>{mark.key}</Mark>
        </Fragment>
      ))}
    </>
  )
}

function Mark({ title, children }: { title?: string | undefined; children: ReactNode }) {
  return (
    <small className="law-mark" title={title}>
      {children}
    </small>
  )
}

/** `№ 129`, or the name of an edition that has no number. */
export function editionText(t: Translator, edition: string): string {
  const own = 'law.edition_' + edition
  return t.has(own) ? t.any(own) : t('law.edition', { number: edition })
}

/** The act without what stands in brackets after it. */
export function shortAct(t: Translator, act: LawRow['act']): string {
  return t
    .local(act)
    .replace(/\s*\([^()]*\)/gu, '')
    .trim()
}

export function placeText(t: Translator, place: string): string {
  const key = 'law.place_' + place
  return t.has(key) ? t.any(key) : place
}

export const placesText = (t: Translator, places: readonly string[]): string =>
  places.map((place) => placeText(t, place)).join(', ')

/** From when until when, with what is not certain about it. */
export function inForceText(t: Translator, inForce: LawRow['inForce']): string {
  const { from, until, notEarlierThan, untilNotEarlierThan } = inForce
  return [
    from === null
      ? t('law.from_unknown')
      : t(notEarlierThan ? 'law.from_not_earlier' : 'law.from', { date: formatDate(from) }),
    until !== null &&
      t(untilNotEarlierThan ? 'law.until_not_earlier' : 'law.until', { date: formatDate(until) }),
  ]
    .filter(Boolean)
    .join('; ')
}

type LawTerm = LawServiceView['terms'][number]

export function amountText(t: Translator, amount: number, unit: LawTerm['unit']): string {
  return t(`law.amount_${unit}`, { n: amount })
}

/** How long: `1 working day`, `at most 1 month`, `the same day`. */
export function limitText(t: Translator, { amount, unit, limit }: LawTerm): string {
  if (limit === 'same_day' || limit === 'by_schedule') return t(`law.limit_${limit}`)
  return t(`law.limit_${limit}`, { term: amount === null ? t('law.unknown') : amountText(t, amount, unit) })
}

/** What a term is for: the service's own case, else the words for the step. */
export function caseText(t: Translator, service: LawServiceView, id: string): string {
  const own =
    service.cases.find((one) => one.id === id)?.title ??
    service.measures.find((one) => one.code === id)?.name ??
    service.recipients.find((one) => one.id === id)?.title
  const known = ['law.term_' + id, 'law.step_' + id].find((key) => t.has(key))
  if (own && (own[t.language] !== undefined || !known)) return lawWords(t, own, service.official)
  return known ? t.any(known) : id
}

/** `annex 4` of the act. */
export const annexText = (t: Translator, annex: string): string =>
  annex === 'single' ? t('law.annex_single') : t('law.annex', { number: annex })

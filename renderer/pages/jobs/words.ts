/** Words for vacancies and organisations that several screens share. */
import type { Organisation } from '../../../shared/contract/organisations'
import type { FitPoint, Vacancy } from '../../../shared/contract/vacancies'
import type { Translator } from '../../../shared/locale'

export const money = (t: Translator, amount: number): string =>
  new Intl.NumberFormat(t.language === 'kk' ? 'ru' : t.language).format(amount)

export function payText(t: Translator, { payFrom, payTo }: Pick<Vacancy, 'payFrom' | 'payTo'>): string {
  if (payFrom !== null && payTo !== null)
    return payFrom === payTo
      ? money(t, payFrom)
      : t('jobs.pay_between', { from: money(t, payFrom), to: money(t, payTo) })
  if (payFrom !== null) return t('jobs.pay_from', { from: money(t, payFrom) })
  return payTo === null ? t('jobs.pay_none') : t('jobs.pay_to', { to: money(t, payTo) })
}

export const organisationName = (t: Translator, of: Pick<Organisation, 'nameKk' | 'nameRu'>): string =>
  t.language === 'ru' ? of.nameRu : of.nameKk

export const employerOf = (t: Translator, vacancy: Vacancy): string =>
  organisationName(t, { nameKk: vacancy.organisationKk, nameRu: vacancy.organisationRu })

export const placesText = (t: Translator, { placesLeft, places }: Vacancy): string =>
  t('jobs.places_left', { left: placesLeft, places })

export const metWord = (t: Translator, { met }: FitPoint): string =>
  t(met === null ? 'jobs.met_unknown' : met ? 'jobs.met_yes' : 'jobs.met_no')

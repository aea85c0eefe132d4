/** Offers of one vacancy on its card, and the way to make one. */
import type { Offer } from '../../../../shared/contract/offers'
import { Part } from '../../../components'
import { useT } from '../../../i18n'
import { OfferItem } from './offer-item'

export function VacancyOffers({ offers }: { offers: readonly Offer[] }) {
  const t = useT()
  if (offers.length === 0) return null
  return (
    <Part title={t('offer.vacancy_offers')}>
      <ul className="candidates">
        {offers.map((offer, i) => (
          <li key={offer.id}>
            <OfferItem offer={offer} shows="person" {...(i === 0 ? { shortcut: 'F7' } : {})} />
          </li>
        ))}
      </ul>
    </Part>
  )
}

/** Offers of work to a person, and the refusals that count (R97, R104 to R117). */
import type { OutputOf } from '../../../../shared/contract'
import { isOpenOffer } from '../../../../shared/contract/offers'
import { useCall } from '../../../api/hooks'
import { Chip, ErrorNote, Fold, Note, Part } from '../../../components'
import { formatDate } from '../../../format'
import { useT } from '../../../i18n'
import { OfferItem } from '../../jobs/offers/offer-item'
import '../../jobs/jobs.css'

type Counted = OutputOf<'offer.refusals'>

/** R97: how many refusals count, which do not and why, and how the rule is read. */
function Refusals({ counted }: { counted: Counted }) {
  const t = useT()
  const { since, count, findings, refusals } = counted
  if (since === null && refusals.length === 0) return null
  return (
    <div className="refusals">
      {since !== null && (
        <p>
          <Chip tone={count >= 3 ? 'stop' : count === 2 ? 'today' : 'wait'}>
            {t('offer.refusals', { n: count })}
          </Chip>
        </p>
      )}
      {findings.map((told) => (
        <Note key={told.rule + told.level} tone={told.level === 'warn' ? 'today' : 'info'}>
          <p>{t.local(told.sentence)}</p>
          <p className="second">{t.local(told.source)}</p>
        </Note>
      ))}
      {refusals.length > 0 && (
        <Fold title={t('offer.refusals_how')}>
          <p className="second">{t('offer.refusals_rule')}</p>
          <ul className="lines">
            {refusals.map((one) => (
              <li key={one.offerId}>
                <span>
                  {formatDate(one.on)} · {t.local(one.title)}
                  <span className="second line-2">{t(`offer.count_${one.count}`)}</span>
                </span>
              </li>
            ))}
          </ul>
        </Fold>
      )}
    </div>
  )
}

export function OffersPanel({ personId }: { personId: number }) {
  const t = useT()
  const answer = useCall('offer.list', { personId, state: 'all' })
  const counted = useCall('offer.refusals', { personId })
  if (!answer.data) return <ErrorNote error={answer.error} />
  const { offers } = answer.data
  const open = offers.filter(({ state }) => isOpenOffer(state))
  const ended = offers.filter(({ state }) => !isOpenOffer(state))
  const registered = counted.data?.since !== null
  if (offers.length === 0 && !registered) return null
  return (
    <Part title={t('offer.panel')} className="offers-panel">
      {counted.data && <Refusals counted={counted.data} />}
      {offers.length === 0 && <p className="second">{t('offer.panel_none')}</p>}
      {open.length > 0 && (
        <ul className="candidates">
          {open.map((one, i) => (
            <li key={one.id}>
              <OfferItem offer={one} shows="vacancy" {...(i === 0 ? { shortcut: 'Shift+F6' } : {})} />
            </li>
          ))}
        </ul>
      )}
      {ended.length > 0 && (
        <Fold title={t('offer.panel_ended', { n: ended.length })}>
          <ul className="candidates">
            {ended.map((one) => (
              <li key={one.id}>
                <OfferItem offer={one} shows="vacancy" />
              </li>
            ))}
          </ul>
        </Fold>
      )}
    </Part>
  )
}

/** Open vacancies that suit a person, the best first, each with its reasons (R102, R103). */
import { useState } from 'react'
import { isOpenOffer } from '../../../../shared/contract/offers'
import { useCall } from '../../../api/hooks'
import { Button, ErrorNote, Fold, Part } from '../../../components'
import { useDesk } from '../../../desk'
import { formatDate } from '../../../format'
import { useT } from '../../../i18n'
import { MakeDialog, type Offered } from '../../jobs/offers/make-dialog'
import { Reasons } from '../../jobs/reasons'
import { employerOf, payText } from '../../jobs/words'
import '../../jobs/jobs.css'

export function VacanciesPanel({ personId, personName }: { personId: number; personName: string }) {
  const t = useT()
  const { can } = useDesk()
  const [making, setMaking] = useState<Offered | null>(null)
  const offers = useCall('offer.list', { personId, state: 'all' })
  const [limit, setLimit] = useState(3)
  const answer = useCall('vacancy.forPerson', { personId, limit }, { keepPrevious: true })
  if (!answer.data) return <ErrorNote error={answer.error} />
  const { vacancies, total, outsidePool } = answer.data
  const offered = (vacancyId: number) =>
    offers.data?.offers.some((one) => one.vacancy.id === vacancyId && isOpenOffer(one.state)) ?? true
  const first = vacancies.find(({ vacancy }) => !offered(vacancy.id))?.vacancy.id
  return (
    <Part title={t('jobs.panel')}>
      {total === 0 && <p className="second">{t('jobs.panel_none')}</p>}
      {total > 0 && outsidePool && <p className="second">{t.local(outsidePool)}</p>}
      <ul className="candidates">
        {vacancies.map(({ vacancy, score, points, toAsk, selectedOn }) => (
          <li key={vacancy.id}>
            <p className="candidate">
              <a className="main" href={'#/jobs/vacancies/' + vacancy.id}>
                {vacancy.profession}
              </a>
              <span className="score">{t('jobs.score', { n: score })}</span>
            </p>
            <p className="second">
              {[
                employerOf(t, vacancy),
                payText(t, vacancy),
                selectedOn && t('jobs.selected_on', { date: formatDate(selectedOn) }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </p>
            {can('mediate') && !offered(vacancy.id) && (
              <p className="acts">
                <Button
                  small
                  icon="message"
                  {...(vacancy.id === first ? { shortcut: 'Ins' } : {})}
                  onPress={() =>
                    setMaking({
                      personId,
                      personName,
                      vacancyId: vacancy.id,
                      vacancy: `${vacancy.profession}, ${employerOf(t, vacancy)}`,
                    })
                  }
                >
                  {t('offer.offer')}
                </Button>
              </p>
            )}
            <Fold title={t('jobs.why')}>
              <Reasons points={points} toAsk={toAsk} />
            </Fold>
          </li>
        ))}
      </ul>
      {total > vacancies.length && limit < 200 && (
        <Button small onPress={() => setLimit(Math.min(limit + 10, 200))}>
          {t('jobs.panel_more', { n: total - vacancies.length })}
        </Button>
      )}
      {making && <MakeDialog of={making} onClose={() => setMaking(null)} />}
    </Part>
  )
}

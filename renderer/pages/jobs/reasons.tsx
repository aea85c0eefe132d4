import type { Candidate, FitPoint } from '../../../shared/contract/vacancies'
import type { Translator } from '../../../shared/locale'
import { Icon } from '../../components'
import { useT } from '../../i18n'
import { metWord, money } from './words'

const look = (met: FitPoint['met']) =>
  met === null
    ? ({ icon: 'none', tone: 'none' } as const)
    : met
      ? ({ icon: 'check', tone: 'done' } as const)
      : ({ icon: 'close', tone: 'stop' } as const)

/** Amounts as they are written here. */
const shown = (t: Translator, { criterion, params }: FitPoint) =>
  criterion === 'pay'
    ? Object.fromEntries(Object.entries(params).map(([name, sum]) => [name, money(t, Number(sum))]))
    : params

/** R103: why somebody fits or not, criterion by criterion, and what is to be asked. */
export function Reasons({ points, toAsk }: Pick<Candidate, 'points' | 'toAsk'>) {
  const t = useT()
  return (
    <>
      <ul className="lines fit-reasons">
        {points.map((point) => {
          const { icon, tone } = look(point.met)
          return (
            <li key={point.criterion}>
              <Icon small name={icon} className={'c-' + tone} />
              <span>
                <b>{t.any('jobs.criterion_' + point.criterion)}</b>
                <span className="vh"> ({metWord(t, point)})</span>:{' '}
                {t.any('jobs.fit_' + point.reason, shown(t, point))}
              </span>
            </li>
          )
        })}
      </ul>
      {toAsk.length > 0 && (
        <p className="second">
          {t('jobs.to_ask', { list: toAsk.map((one) => t.any('jobs.criterion_' + one)).join(', ') })}
        </p>
      )}
    </>
  )
}

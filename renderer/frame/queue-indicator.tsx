/** How many wait and for how long, on every page: no wait over its limit stays unseen (R9). */
import { Link } from 'wouter'
import { againstLimit, secondsBetween, type LimitStanding } from '../../shared/rules/queue'
import { useCall } from '../api/hooks'
import { Chip } from '../components'
import { useDesk } from '../desk'
import { useT } from '../i18n'
import { toneOf, useCoreNow } from '../pages/counter/queue/time'

export function QueueIndicator() {
  const t = useT()
  const { can } = useDesk()
  const brief = useCall('queue.brief', {}, { staleTime: 10_000, refetchInterval: 60_000 }).data
  const now = useCoreNow(brief?.now, 5000)
  if (!brief) return null
  const all = brief.tickets.map((one) => {
    const seconds = one.waited + secondsBetween(one.since, now)
    return { ...one, seconds, stands: againstLimit(seconds, one.limit, brief.warnMinutes) }
  })
  const over = all.filter(({ stands }) => stands === 'over')
  const near = all.filter(({ stands }) => stands === 'near')
  const stands: LimitStanding = over.length > 0 ? 'over' : near.length > 0 ? 'near' : 'within'
  const minutes = Math.floor(Math.max(0, ...all.map(({ seconds }) => seconds)) / 60)
  const face = (
    <Chip tone={toneOf[stands]} icon={stands === 'over' ? 'warn' : stands === 'near' ? 'clock' : 'people'}>
      {t('queue.brief', { n: all.length, minutes })}
      {stands !== 'within' && ' · ' + t(`queue.stands_${stands}`)}
    </Chip>
  )
  return (
    <>
      {can('intake') ? (
        <Link href="/counter/queue" className="queue-brief" title={t('queue.title') + ' (Alt Q)'}>
          {face}
        </Link>
      ) : (
        face
      )}
      {/* Said when it changes, not with every minute. */}
      <span className="vh" role="status">
        {over.length > 0
          ? t('queue.told_over', { n: over.length, tickets: over.map(({ code }) => code).join(', ') })
          : near.length > 0
            ? t('queue.told_near', { n: near.length })
            : ''}
      </span>
    </>
  )
}

/** R9, R10: the queue of the period by line: tickets, waiting and serving, what went over its limit. */
import type { ListName, Report } from '../../../shared/contract/reports'
import { Part } from '../../components'
import { useT } from '../../i18n'
import { clockText } from '../counter/queue/time'
import { FigureLink, WaitsChart, type Open } from './charts'

const counts = { waiting: 'queue.waiting_over', serving: 'queue.serving_over' } as const

export function QueueTable({ report, onOpen }: { report: Report; onOpen: Open }) {
  const t = useT()
  const figures = report.figures.filter(({ name }) => name.startsWith('queue.'))
  // A report that was kept before queues were counted says nothing of them.
  if (figures.length === 0) return null
  const label = (name: ListName) => t.any('report.f_' + name.replace('.', '_'))
  return (
    <Part title={t('report.section_queue')}>
      {report.queue.length === 0 ? (
        <p className="second">{t('report.queue_none')}</p>
      ) : (
        <>
          <table className="report-queue">
            <thead>
              <tr>
                <th scope="col" rowSpan={2}>
                  {t('report.queue_line')}
                </th>
                {(['queue.issued', 'queue.not_come', 'queue.left'] as const).map((name) => (
                  <th scope="col" rowSpan={2} className="num" key={name}>
                    {label(name)}
                  </th>
                ))}
                <th scope="colgroup" colSpan={3} className="group">
                  {t('report.queue_waiting')}
                </th>
                <th scope="colgroup" colSpan={3} className="group">
                  {t('report.queue_serving')}
                </th>
              </tr>
              <tr>
                {(['waiting', 'serving'] as const).flatMap((which) =>
                  (['median', 'longest', 'over'] as const).map((one) => (
                    <th scope="col" className="num" key={which + one}>
                      {t(`report.queue_${one}`)}
                    </th>
                  )),
                )}
              </tr>
            </thead>
            <tbody>
              {report.queue.map((line) => {
                const { groupId, title } = line
                const by = groupId === null ? null : 'kind'
                const name = title ? t.local(title) : t('report.queue_all')
                const count = (figure: ListName) => {
                  const found = figures.find(
                    (one) => one.name === figure && one.by === by && one.value === groupId,
                  )
                  return found ? (
                    <FigureLink figure={found} title={`${name}, ${label(figure)}`} onOpen={onOpen} />
                  ) : (
                    0
                  )
                }
                const time = (figure: ListName, seconds: number | undefined) =>
                  seconds === undefined ? (
                    '–'
                  ) : (
                    <FigureLink
                      figure={{ name: figure, by, value: groupId, title, n: null }}
                      title={`${name}, ${label(figure)}`}
                      text={clockText(Math.round(seconds))}
                      onOpen={onOpen}
                    />
                  )
                return (
                  <tr key={groupId ?? ''} className={groupId === null ? 'strong' : undefined}>
                    <th scope="row">{name}</th>
                    <td className="num">{count('queue.issued')}</td>
                    <td className="num">{count('queue.not_come')}</td>
                    <td className="num">{count('queue.left')}</td>
                    {(['waiting', 'serving'] as const).flatMap((which) => [
                      <td className="num" key={which + 'median'}>
                        {time(`queue.${which}_median`, line[which]?.median)}
                      </td>,
                      <td className="num" key={which + 'longest'}>
                        {time(`queue.${which}_longest`, line[which]?.longest)}
                      </td>,
                      <td className="num" key={which + 'over'}>
                        {count(counts[which])}
                      </td>,
                    ])}
                  </tr>
                )
              })}
            </tbody>
          </table>
          {report.waits.length > 0 && <WaitsChart waits={report.waits} onOpen={onOpen} />}
        </>
      )}
    </Part>
  )
}

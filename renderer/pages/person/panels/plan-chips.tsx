import type { PlanMeasureRow, PlanVisit } from '../../../../shared/contract/plans'
import { Chip, type Tone } from '../../../components'
import { formatDate } from '../../../format'
import { useT } from '../../../i18n'

/** Where a measure stands; nothing while its day is still to come. */
export function MeasureChip({ row }: { row: PlanMeasureRow }) {
  const t = useT()
  if (row.mark?.done)
    return (
      <Chip tone="done">
        {t('plan.mark_done')} {formatDate(row.mark.on)}
      </Chip>
    )
  if (row.overdue) return <Chip tone="stop">{t('plan.overdue')}</Chip>
  return row.mark ? <Chip tone="today">{t('plan.mark_not_done')}</Chip> : null
}

const visitTones: Record<PlanVisit['state'], Tone> = {
  planned: 'wait',
  today: 'today',
  unrecorded: 'stop',
  kept: 'done',
  late: 'today',
  missed: 'stop',
}

/** Where a visit stands. */
export function VisitChip({ visit: { state, record } }: { visit: PlanVisit }) {
  const t = useT()
  return (
    <Chip tone={visitTones[state]}>{t(`plan.visit_${state}`, { date: formatDate(record?.keptOn) })}</Chip>
  )
}

import type { DocumentRow } from '../../../shared/model'
import { Note } from '../../components'
import { formatDate, shortName } from '../../format'
import { useT } from '../../i18n'

/** Says of a cancelled paper, wherever it is shown, that it does not hold any more, since when and why. */
export function CancelledNote({ document }: { document: DocumentRow | undefined }) {
  const t = useT()
  const cancelled = document?.cancelled
  if (!cancelled) return null
  return (
    <Note tone="stop">
      {t('desk.paper_cancelled_by', {
        date: formatDate(cancelled.at),
        by: shortName(cancelled.by),
        reason: cancelled.reason,
      })}
    </Note>
  )
}

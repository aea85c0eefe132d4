/** Pieces that every list of the desk shares: what filters it, what stands above it on paper. */
import type { ReactNode } from 'react'
import { Button } from '../../components'
import { useDesk } from '../../desk'
import { formatDate } from '../../format'
import { useT } from '../../i18n'
import './list.css'

/** What every list can be turned into: a file, by its own button or as CSV, and a printed page. */
export function ListTools({ onCsv, children }: { onCsv?: () => void; children?: ReactNode }) {
  const t = useT()
  return (
    <div className="end">
      {children}
      {onCsv && (
        <Button kind="plain" small shortcut="Ctrl+E" onPress={onCsv}>
          {t('desk.csv')}
        </Button>
      )}
      <Button kind="plain" small shortcut="F9" onPress={() => window.print()}>
        {t('desk.print_list')}
      </Button>
    </div>
  )
}

/** Heading of a printed list: what it is, whose, and of which day. Seen on paper only. */
export function PrintHead({ title }: { title: string }) {
  const t = useT()
  const { status } = useDesk()
  const centre = status.centreName?.[t.language === 'ru' ? 'ru' : 'kk'] ?? ''
  return (
    <div className="print-head">
      <h1>{title}</h1>
      <p>{t('desk.printed_on', { centre, date: formatDate(status.today) })}</p>
    </div>
  )
}

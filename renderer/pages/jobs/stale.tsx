import { Button, Note } from '../../components'
import { useT } from '../../i18n'

export interface StaleProps {
  by: string
  /** What stands in the register now and differs from what is typed: caption and value. */
  theirs: readonly (readonly [string, string])[]
  onMine: () => void
  onTheirs: () => void
}

/** Somebody else saved the record meanwhile: their values beside the fields typed here, and the choice. */
export function Stale({ by, theirs, onMine, onTheirs }: StaleProps) {
  const t = useT()
  return (
    <Note tone="today">
      <p role="alert">{t('jobs.stale', { by })}</p>
      <ul className="second">
        {theirs.map(([caption, value]) => (
          <li key={caption}>
            {caption}: <b>{value || t('desk.none')}</b>
          </li>
        ))}
      </ul>
      <p className="acts">
        <Button small onPress={onMine}>
          {t('jobs.stale_mine')}
        </Button>
        <Button small onPress={onTheirs}>
          {t('jobs.stale_theirs')}
        </Button>
      </p>
    </Note>
  )
}

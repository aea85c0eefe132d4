/** A batch in the making: how far it is, and the way to stop it. */
import type { OutputOf } from '../../../shared/contract'
import { useCommand } from '../../api/hooks'
import { Button, Note } from '../../components'
import { useT } from '../../i18n'

export function Making({ making }: { making: NonNullable<OutputOf<'exchange.state'>['making']> }) {
  const t = useT()
  const cancel = useCommand('exchange.cancel')
  const n = String(making.sequence)
  if (!making.here)
    return (
      <Note tone="info" icon="wait">
        {t('exchange.making_elsewhere', { n })}
      </Note>
    )
  const text =
    making.step === 'records'
      ? t('exchange.making', { n, done: making.done, total: making.records })
      : t(making.step === 'packing' ? 'exchange.making_packing' : 'exchange.making_checking', { n })
  return (
    <div className="making" role="status">
      <label htmlFor="making">{text}</label>
      <progress id="making" max={making.records} value={making.done} />
      <Button icon="close" onPress={() => void cancel.run({})}>
        {t('exchange.cancel')}
      </Button>
    </div>
  )
}

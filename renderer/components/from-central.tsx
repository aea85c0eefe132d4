import type { FromCentral as Central } from '../../shared/contract/central'
import { useT } from '../i18n'

/** R172: where a value comes from, when it came in a batch of a central system; nothing otherwise. */
export function FromCentral({ of, line = true }: { of: Central | null; line?: boolean }) {
  const t = useT()
  if (!of) return null
  const { source, batch, key } = of
  return (
    <span className={'second' + (line ? ' line-2' : '')}>
      {t('central.from', { source, batch: String(batch), key })}
    </span>
  )
}

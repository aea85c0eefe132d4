/** The frame that every step of an offer is recorded in. */
import { useState, type ReactNode } from 'react'
import type { Offer } from '../../../../shared/contract/offers'
import type { ErrorValue, Result } from '../../../../shared/errors'
import { call } from '../../../api/client'
import { useInvalidate } from '../../../api/hooks'
import { Button, Dialog, ErrorNote, Note, useFieldErrors, useToast, type IconName } from '../../../components'
import { useT } from '../../../i18n'

type Of = Pick<Offer, 'id' | 'version'>

/** Records a step; what somebody else recorded meanwhile is shown first, and nothing typed is lost. */
export function useStep(offer: Offer, onClose: () => void) {
  const t = useT()
  const toast = useToast()
  const invalidate = useInvalidate()
  const [seen, setSeen] = useState(offer)
  const [stale, setStale] = useState<Offer | null>(null)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ErrorValue | null>(null)
  const run = async (send: (of: Of) => Promise<Result<Offer>>) => {
    if (busy) return
    setBusy(true)
    const result = await send({ id: seen.id, version: seen.version })
    setBusy(false)
    if (result.ok) {
      invalidate('offers', 'vacancies', 'registrations', 'people')
      toast(t('offer.saved'))
      return onClose()
    }
    if (result.error.code !== 'version_conflict') return setError(result.error)
    invalidate('offers')
    const fresh = await call('offer.list', { personId: offer.person.id, state: 'all' })
    const now = fresh.ok ? fresh.value.offers.find(({ id }) => id === offer.id) : undefined
    if (!now) return setError(result.error)
    setError(null)
    setSeen(now)
    setStale(now)
  }
  return { seen, run, busy, error, stale }
}

export function StepDialog(props: {
  title: string
  step: Pick<ReturnType<typeof useStep>, 'busy' | 'error' | 'stale'>
  /** Paths that stand below; an error of another one stands at the foot. */
  fields: readonly string[]
  onSave: () => void
  onClose: () => void
  action?: string
  icon?: IconName
  wide?: boolean
  children: (errorOf: (path: string) => string | undefined) => ReactNode
}) {
  const t = useT()
  const { busy, error, stale } = props.step
  const { of, rest } = useFieldErrors(error, props.fields)
  return (
    <Dialog
      open
      wide={props.wide ?? false}
      onClose={props.onClose}
      title={props.title}
      actions={
        <Button kind="primary" icon={props.icon ?? 'disk'} shortcut="F8" onPress={props.onSave}>
          {busy ? t('desk.saving') : (props.action ?? t('common.save'))}
        </Button>
      }
    >
      {stale && (
        <Note tone="today">
          <p role="alert">{t('offer.stale', { by: stale.updatedBy, state: t(`offer.is_${stale.state}`) })}</p>
        </Note>
      )}
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          props.onSave()
        }}
      >
        <div className="fields">{props.children(of)}</div>
        <button type="submit" hidden />
      </form>
      <ErrorNote error={rest} />
    </Dialog>
  )
}

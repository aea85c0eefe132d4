/** R104 to R106: a person is told of suitable work. */
import { useState } from 'react'
import type { OutputOf } from '../../../../shared/contract'
import type { Offer, Suitable } from '../../../../shared/contract/offers'
import { call } from '../../../api/client'
import { useCall, useInvalidate } from '../../../api/hooks'
import { Dialog, ErrorNote, useToast } from '../../../components'
import type { ErrorValue } from '../../../../shared/errors'
import { useDesk } from '../../../desk'
import { formatTime } from '../../../format'
import { useT } from '../../../i18n'
import { useTyped } from '../../settings/form'
import { StepDialog } from './frame'
import { SuitableFields, TellingFields } from './telling'

export interface Offered {
  personId: number
  personName: string
  vacancyId: number
  /** Profession and employer. */
  vacancy: string
}

export function MakeDialog({ of, onClose }: { of: Offered; onClose: () => void }) {
  const t = useT()
  const { personId, vacancyId } = of
  const answer = useCall('offer.prepare', { personId, vacancyId })
  if (answer.data) return <Form of={of} prepared={answer.data} onClose={onClose} />
  return (
    <Dialog open onClose={onClose} title={t('offer.make_title', { vacancy: of.vacancy })}>
      {answer.error ? <ErrorNote error={answer.error} /> : <p className="empty">{t('desk.loading')}</p>}
    </Dialog>
  )
}

function Form({
  of,
  prepared,
  onClose,
}: {
  of: Offered
  prepared: OutputOf<'offer.prepare'>
  onClose: () => void
}) {
  const t = useT()
  const toast = useToast()
  const invalidate = useInvalidate()
  const { status } = useDesk()
  // What stood there when the dialog opened; an answer that comes later changes nothing typed.
  const [start] = useState(prepared)
  const [channel, setChannel] = useState<Offer['channel']>(start.rural ? 'assistant' : 'in_person')
  const [suitable, setSuitable] = useState<Suitable>(start.suitable)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ErrorValue | null>(null)
  const { typed, set, now } = useTyped({
    offeredOn: status.today,
    offeredTime: formatTime(new Date().toISOString()),
    assistant: start.assistant,
    receivedOn: start.rural ? '' : status.today,
  })
  const choose = (next: Offer['channel']) => {
    setChannel(next)
    // At the counter and by telephone it is received at once (R107); elsewhere the day is not known yet.
    const atOnce = next === 'in_person' || next === 'mobile'
    set('receivedOn')(atOnce ? now().offeredOn : '')
  }
  const save = async () => {
    if (busy) return
    setBusy(true)
    const result = await call('offer.make', {
      personId: of.personId,
      vacancyId: of.vacancyId,
      channel,
      suitable,
      ...now(),
    })
    setBusy(false)
    if (!result.ok) return setError(result.error)
    invalidate('offers', 'vacancies')
    toast(t('offer.make_done'))
    onClose()
  }
  return (
    <StepDialog
      wide
      icon="message"
      title={t('offer.make_title', { vacancy: of.vacancy })}
      action={t('offer.offer')}
      step={{ busy, error, stale: null }}
      fields={['offeredOn', 'offeredTime', 'assistant', 'receivedOn']}
      onSave={() => void save()}
      onClose={onClose}
    >
      {(errorOf) => (
        <>
          <p className="w12">
            {t('offer.make_to', { name: of.personName, standing: t(`offer.to_${start.to}`) })}
            {start.term && <span className="second line-2">{t.local(start.term.sentence)}</span>}
          </p>
          <TellingFields
            typed={typed}
            set={set}
            channel={channel}
            onChannel={choose}
            rural={start.rural}
            errorOf={errorOf}
            autoFocus
          />
          <SuitableFields value={suitable} onChange={setSuitable} />
        </>
      )}
    </StepDialog>
  )
}

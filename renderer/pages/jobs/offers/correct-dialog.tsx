/** Days, answer and the five points of an offer corrected, with what that would change. */
import { useState } from 'react'
import { OfferAnswer, type Offer, type OfferCorrection } from '../../../../shared/contract/offers'
import { call } from '../../../api/client'
import { useInvalidate } from '../../../api/hooks'
import { Choice, CorrectionDialog, DateField, TextField, useToast } from '../../../components'
import { useT } from '../../../i18n'
import { useTyped } from '../../settings/form'
import { SuitableFields, TellingFields } from './telling'
import { channelOptions, vacancyOf } from './words'

const paths = ['offeredOn', 'offeredTime', 'assistant', 'receivedOn', 'answeredOn'].map(
  (name) => 'fields.' + name,
)

export function CorrectDialog({ offer, onClose }: { offer: Offer; onClose: () => void }) {
  const t = useT()
  const toast = useToast()
  const invalidate = useInvalidate()
  const [start] = useState(offer)
  const [channel, setChannel] = useState(start.channel)
  const [suitable, setSuitable] = useState(start.suitable)
  const [answer, setAnswer] = useState(start.answer)
  const [answerChannel, setAnswerChannel] = useState(start.answerChannel)
  const { typed, set } = useTyped({
    offeredOn: start.offeredOn,
    offeredTime: start.offeredTime,
    assistant: start.assistant,
    receivedOn: start.receivedOn ?? '',
    answeredOn: start.answeredOn ?? '',
    answerNote: start.answerNote,
  })
  const fields: OfferCorrection = { ...typed, channel, suitable, answer, answerChannel }
  const of = { id: start.id, version: start.version }
  return (
    <CorrectionDialog
      title={t('offer.correct_title')}
      lead={<p>{vacancyOf(t, start)}</p>}
      typed={fields}
      fields={paths}
      foresee={(what) => call('offer.foresee', { ...of, fields: what })}
      save={(what, reason) => call('offer.correct', { ...of, fields: what, reason })}
      onSaved={() => {
        invalidate('offers', 'vacancies', 'registrations', 'people')
        toast(t('offer.saved'))
        onClose()
      }}
      onClose={onClose}
    >
      {(errorOf) => (
        <div className="fields">
          <TellingFields
            prefix="fields."
            typed={typed}
            set={set}
            channel={channel}
            onChannel={setChannel}
            rural={start.rural}
            errorOf={errorOf}
            autoFocus
          />
          <Choice
            width={12}
            label={t('offer.f_answer')}
            value={answer ?? 'none'}
            onChange={(value) => setAnswer(value === 'none' ? null : value)}
            options={[
              ...OfferAnswer.options.map((value) => ({ value, label: t(`offer.answer_${value}`) })),
              { value: 'none' as const, label: t('offer.no_answer') },
            ]}
          />
          {answer !== null && (
            <>
              <DateField
                width={4}
                century="near"
                field="fields.answeredOn"
                label={t('offer.f_answered_on')}
                value={typed.answeredOn}
                onChange={set('answeredOn')}
                error={errorOf('fields.answeredOn')}
              />
              <Choice
                width={8}
                label={t('offer.f_answer_channel')}
                value={answerChannel}
                onChange={setAnswerChannel}
                options={channelOptions(t)}
              />
              <TextField
                optional
                kazakhKeys
                label={t('offer.f_note')}
                value={typed.answerNote}
                onChange={set('answerNote')}
                maxLength={1000}
              />
            </>
          )}
          <SuitableFields value={suitable} onChange={setSuitable} />
        </div>
      )}
    </CorrectionDialog>
  )
}

/** Fields that the making and the correcting of an offer share: how it was told, and the five points. */
import type { Offer, Suitable } from '../../../../shared/contract/offers'
import { suitabilityPoints } from '../../../../shared/rules/engine/mediation'
import { Choice, DateField, TextField } from '../../../components'
import { useT } from '../../../i18n'
import { channelOptions } from './words'

export interface Told {
  offeredOn: string
  offeredTime: string
  assistant: string
  receivedOn: string
}

const answerOf = (value: boolean | null) => (value === null ? 'unknown' : value ? 'yes' : 'no')

export function SuitableFields(props: { value: Suitable; onChange: (value: Suitable) => void }) {
  const t = useT()
  return (
    <fieldset className="w12 suitable">
      <legend>{t('offer.f_suitable')}</legend>
      <p className="help">{t('offer.f_suitable_help')}</p>
      <div className="fields">
        {suitabilityPoints.map((point) => (
          <Choice
            key={point}
            width={6}
            field={'suitable.' + point}
            label={t(`offer.point_${point}`)}
            value={answerOf(props.value[point])}
            onChange={(value) =>
              props.onChange({ ...props.value, [point]: value === 'unknown' ? null : value === 'yes' })
            }
            options={(['yes', 'no', 'unknown'] as const).map((value) => ({
              value,
              label: t(`offer.${value}`),
            }))}
          />
        ))}
      </div>
    </fieldset>
  )
}

export function TellingFields(props: {
  prefix?: string
  typed: Told
  set: (field: keyof Told) => (value: string) => void
  channel: Offer['channel']
  onChannel: (value: Offer['channel']) => void
  rural: boolean
  errorOf: (path: string) => string | undefined
  autoFocus?: boolean
}) {
  const t = useT()
  const { prefix = '', typed, set, channel, errorOf } = props
  return (
    <>
      <Choice
        width={12}
        field={prefix + 'channel'}
        label={t('offer.f_channel')}
        value={channel}
        onChange={props.onChannel}
        options={channelOptions(t)}
        help={props.rural && t('offer.f_assistant_help')}
      />
      {channel === 'assistant' && (
        <TextField
          width={12}
          kazakh
          field={prefix + 'assistant'}
          label={t('offer.f_assistant')}
          value={typed.assistant}
          onChange={set('assistant')}
          maxLength={300}
          error={errorOf(prefix + 'assistant')}
        />
      )}
      <DateField
        width={4}
        century="near"
        autoFocus={props.autoFocus ?? false}
        field={prefix + 'offeredOn'}
        label={t('offer.f_offered_on')}
        value={typed.offeredOn}
        onChange={set('offeredOn')}
        error={errorOf(prefix + 'offeredOn')}
      />
      <TextField
        width={3}
        field={prefix + 'offeredTime'}
        label={t('offer.f_time')}
        value={typed.offeredTime}
        onChange={set('offeredTime')}
        maxLength={20}
        error={errorOf(prefix + 'offeredTime')}
      />
      <DateField
        width={5}
        century="near"
        optional
        field={prefix + 'receivedOn'}
        label={t('offer.f_received_on')}
        help={t('offer.f_received_help')}
        value={typed.receivedOn}
        onChange={set('receivedOn')}
        error={errorOf(prefix + 'receivedOn')}
      />
    </>
  )
}

/** Words and looks of offers that several screens share. */
import { offerChannels, type Offer, type OfferState } from '../../../../shared/contract/offers'
import type { Translator } from '../../../../shared/locale'
import type { Option, Tone } from '../../../components'
import { formatDate } from '../../../format'
import { organisationName } from '../words'

export const vacancyOf = (t: Translator, { vacancy }: Pick<Offer, 'vacancy'>): string =>
  `${vacancy.profession}, ${organisationName(t, { nameKk: vacancy.organisationKk, nameRu: vacancy.organisationRu })}`

export const stateTone = (state: OfferState): Tone =>
  state === 'hired'
    ? 'done'
    : state === 'refused' || state === 'refused_by_employer' || state === 'interview_refused'
      ? 'stop'
      : state === 'late_hiring'
        ? 'today'
        : 'wait'

export const channelOptions = (t: Translator): Option<Offer['channel']>[] =>
  offerChannels.map((value) => ({ value, label: t(`offer.channel_${value}`) }))

const timeOf = (time: string) => time || 'none'

/** What is known of an offer, a line for each step. */
export function linesOf(t: Translator, offer: Offer): string[] {
  const { interview, employer } = offer
  return [
    t('offer.offered_line', {
      date: formatDate(offer.offeredOn),
      time: timeOf(offer.offeredTime),
      channel: [t(`offer.channel_${offer.channel}`), offer.assistant].filter(Boolean).join(' '),
    }),
    offer.receivedOn && offer.receivedOn !== offer.offeredOn
      ? t('offer.received_line', { date: formatDate(offer.receivedOn) })
      : '',
    offer.answer
      ? [t(`offer.answer_${offer.answer}`) + ' ' + formatDate(offer.answeredOn), offer.answerNote]
          .filter(Boolean)
          .join(': ')
      : '',
    offer.sentOn ? t('offer.step_sent', { day: formatDate(offer.sentOn) }) : '',
    interview.on
      ? t('offer.interview_line', {
          date: formatDate(interview.on),
          time: timeOf(interview.time),
          place: interview.place || t('desk.none'),
        })
      : '',
    interview.refusedOn
      ? [t('offer.step_interview_refused', { day: formatDate(interview.refusedOn) }), interview.refusedNote]
          .filter(Boolean)
          .join(': ')
      : '',
    offer.cameOn ? t('offer.step_visited', { day: formatDate(offer.cameOn) }) : '',
    employer.answer
      ? [t('offer.step_employer', { day: formatDate(employer.on), choice: employer.answer }), employer.note]
          .filter(Boolean)
          .join(': ')
      : '',
    offer.withdrawn
      ? [t('offer.step_withdrawn', { day: formatDate(offer.withdrawn.on) }), offer.withdrawn.note].join(': ')
      : '',
  ].filter(Boolean)
}

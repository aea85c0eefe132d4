import type { ComplaintRow } from '../../../shared/contract/complaints'
import type { Translator } from '../../../shared/locale'
import type { Tone } from '../../components'

export const stateText = (t: Translator, { state }: Pick<ComplaintRow, 'state'>): string =>
  t(`complaint.state_${state}`)

export const stateTone = ({ closed, due, state }: ComplaintRow): Tone =>
  closed ? 'done' : due?.state === 'overdue' ? 'stop' : state === 'open' ? 'today' : 'wait'

import type { Person, Application } from '../../../shared/model'
import type { Translator } from '../../../shared/locale'
import { Chip, Icon, type Tone } from '../../components'
import { formatDate } from '../../format'
import { useT } from '../../i18n'

type Status = Person['status']

/** What somebody is in the register now, and since when, in words. */
export function statusText(t: Translator, status: Status, since: string | null): string {
  if (status === 'none') return ''
  const word = t.any('common.person_' + status)
  return since ? t.any('common.person_since', { status: word, date: formatDate(since) }) : word
}

type CaseState = Pick<Application, 'state' | 'outcome' | 'archive'>

export function caseStateText(t: Translator, { state, outcome, archive }: CaseState): string {
  const word = outcome ? t(`desk.state_${outcome}`) : t(`desk.state_${state}`)
  return archive ? `${word}, ${t('desk.archive_mark')}` : word
}

/** Where an application stands; a decided one shows its outcome. */
export function CaseChip(props: CaseState) {
  const t = useT()
  const { state, outcome, archive } = props
  const tone: Tone =
    outcome === 'granted' || state === 'portal_registered'
      ? 'done'
      : outcome === 'refused' || state === 'intake_refused'
        ? 'stop'
        : 'today'
  return (
    <>
      <Chip tone={tone}>{caseStateText(t, { state, outcome, archive: null })}</Chip>
      {state === 'handed_over' && <span className="second">{t('desk.state_handed_over')}</span>}
      {archive && (
        <span className="second with-icon">
          <Icon small name="history" />
          {t('desk.archive_mark')}
        </span>
      )}
    </>
  )
}

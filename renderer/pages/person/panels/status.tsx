/** The status explained by its events, what is due for it, and what can be done (R56-R72). */
import { useState } from 'react'
import type { OutputOf } from '../../../../shared/contract'
import type { Translator } from '../../../../shared/locale'
import { useCall } from '../../../api/hooks'
import { Button, Chip, ErrorNote, FromCentral, Part } from '../../../components'
import { useDesk } from '../../../desk'
import { formatDate, formatDateTime, shortName } from '../../../format'
import { useT } from '../../../i18n'
import { NotesDialog, PaperDialog, PaymentDialog, TakeOverDialog } from './status-dialogs'
import { CorrectDialog } from './status-correct'
import './status.css'

export type Status = OutputOf<'registration.get'>
type Answer = Status['answers'][number]
type Open = 'takeOver' | 'notes' | 'paper' | 'payment' | Answer | null

function registrationText(t: Translator, one: Status['registrations'][number]): string {
  const since = formatDate(one.since)
  if (one.takenBack) return t('status.taken_back_unemployed', { since })
  return one.until === null
    ? t(`status.since_${one.kind}`, { since, ais: String(one.source === 'ais') })
    : t(`status.was_${one.kind}`, { since, until: formatDate(one.until) })
}

function Events({ page, onCorrect }: { page: Status; onCorrect: ((answer: Answer) => void) | null }) {
  const t = useT()
  return (
    <ul className="status-lines">
      {page.registrations.map((one) => (
        <li key={'r' + one.id}>
          {registrationText(t, one)}
          <span className="second line-2">
            <a href={'#/applications/' + one.applicationId}>{one.applicationNumber}</a>
          </span>
        </li>
      ))}
      {page.answers.map((one) => (
        <li key={'a' + one.id}>
          {t(`status.answer_${one.status}`, { date: formatDate(one.on) })}
          <span className="second line-2">
            {[
              ...one.grounds.map((ground) => t.local(ground.title)),
              one.source,
              t('status.by', { by: shortName(one.by), at: formatDateTime(one.at) }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
          <FromCentral of={one.central} />
          {one.corrections.map((before) => (
            <span key={before.id} className="second line-2">
              {t('status.corrected_before', {
                status: t(`status.is_${before.status}`),
                date: formatDate(before.on),
                by: shortName(before.by),
                at: formatDateTime(before.at),
                reason: before.reason,
              })}
            </span>
          ))}
          {onCorrect && !one.central && (
            <Button
              kind="plain"
              small
              icon="mend"
              label={`${t('status.correct')}: ${formatDate(one.on)}`}
              onPress={() => onCorrect(one)}
            >
              {t('status.correct')}
            </Button>
          )}
        </li>
      ))}
      {page.papers.map((one) => (
        <li key={'p' + one.id}>
          {t(`status.paper_line_${one.kind}`, { until: formatDate(one.validUntil) })}
          <span className="second line-2">{[one.askedBy, formatDate(one.on)].join(' · ')}</span>
        </li>
      ))}
    </ul>
  )
}

export function StatusPanel({ personId }: { personId: number }) {
  const t = useT()
  const { can } = useDesk()
  const answer = useCall('registration.get', { personId })
  const [open, setOpen] = useState<Open>(null)
  const page = answer.data
  if (!page) return <ErrorNote error={answer.error} />
  if (page.registrations.length === 0 && !page.standing) return null
  const { transition, payment } = page
  const close = () => setOpen(null)
  const dialog = { personId, page, onClose: close }
  return (
    <Part title={t('status.title')} className="status-panel">
      {page.standing && (
        <p>
          {t.local(page.standing.because)}
          <span className="second line-2">
            <a href={'#/applications/' + page.standing.applicationId}>{page.standing.applicationNumber}</a>
          </span>
        </p>
      )}
      {page.category && (
        <p>
          {t('central.category', { name: t.local(page.category.name), on: formatDate(page.category.on) })}
          <FromCentral of={page.category.central} />
        </p>
      )}
      {transition && (
        <p>
          {transition.due && <Chip tone="today">{t('status.take_over')}</Chip>}{' '}
          {t.local(transition.told.sentence)}
          <span className="second line-2">{t.local(transition.told.source)}</span>
        </p>
      )}
      {page.bars.length > 0 && (
        <div>
          <h3>{t('status.bars')}</h3>
          <ul className="status-lines">
            {page.bars.map((bar) => (
              <li key={bar.rule}>
                {t.local(bar.sentence)}
                <span className="second line-2">{t.local(bar.source)}</span>
              </li>
            ))}
          </ul>
          <p className="second">{t('status.bars_help')}</p>
        </div>
      )}
      {payment?.told.map((told, i) => (
        <p key={i}>
          {t.local(told.sentence)}
          <span className="second line-2">{t.local(told.source)}</span>
        </p>
      ))}
      {can('mediate') && (
        <p className="acts">
          {page.can.takeOver && (
            <Button
              small
              kind={transition?.due ? 'primary' : 'default'}
              shortcut="F4"
              onPress={() => setOpen('takeOver')}
            >
              {t('status.take_over')}
            </Button>
          )}
          {page.can.informPayment && (
            <Button small kind="primary" shortcut="F4" onPress={() => setOpen('payment')}>
              {t('status.payment_inform')}
            </Button>
          )}
          {page.can.takeOver && (
            <Button small onPress={() => setOpen('notes')}>
              {t('status.notes')}
            </Button>
          )}
          {page.can.information && (
            <Button small onPress={() => setOpen('paper')}>
              {t('status.paper')}
            </Button>
          )}
        </p>
      )}
      <Events page={page} onCorrect={can('mediate') && page.can.correct ? setOpen : null} />
      {open === 'takeOver' && <TakeOverDialog {...dialog} />}
      {open === 'notes' && <NotesDialog {...dialog} />}
      {open === 'paper' && <PaperDialog {...dialog} />}
      {open === 'payment' && <PaymentDialog {...dialog} />}
      {open !== null && typeof open === 'object' && <CorrectDialog {...dialog} answer={open} />}
    </Part>
  )
}

/**
 * The queue over the counter: my ticket, how long, and what to do with it. F4 calls the next one; what is being
 * typed at the counter is on disk before anybody else takes its place.
 */
import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import type { QueueSettings, Ticket } from '../../../../shared/contract/queue'
import type { ErrorValue } from '../../../../shared/errors'
import { call } from '../../../api/client'
import { useCall, useInvalidate } from '../../../api/hooks'
import { Button, Chip, ErrorNote, Icon, Kbd, useToast } from '../../../components'
import { useDesk } from '../../../desk'
import { useT } from '../../../i18n'
import { openCounter } from '../../../intent'
import { useKey } from '../../../keys'
import { currentIntake, flush, leave, useIntake } from '../store'
import { IssueDialog, TransferDialog, WindowDialog } from './dialogs'
import { clockText, running, toneOf, useCoreNow } from './time'
import './queue.css'

/** To the whole queue and back. */
const toQueue = 'Alt+Q'

type Step =
  'queue.callAgain' | 'queue.start' | 'queue.putBack' | 'queue.noShow' | 'queue.finish' | 'queue.takeOut'

/** Make room at the counter: false when what stands there could not be put on disk and stays. */
async function clearCounter(): Promise<'empty' | 'kept' | 'unsaved'> {
  const { phase } = currentIntake()
  if (phase === 'find') return 'empty'
  if (phase === 'fill') await flush()
  const { save, conflict } = currentIntake()
  if (phase === 'fill' && (save === 'failed' || conflict)) return 'unsaved'
  await leave()
  return phase === 'fill' && save === 'saved' ? 'kept' : 'empty'
}

/** What can be done with the queue, for the strip and the page of the queue. */
export function useQueue() {
  const t = useT()
  const toast = useToast()
  const invalidate = useInvalidate()
  const [, navigate] = useLocation()
  const state = useCall('queue.state', {}, { staleTime: 10_000 }).data
  const settings = useCall('queue.settings', {}).data
  const [dialog, setDialog] = useState<'issue' | 'window' | 'callAfterWindow' | 'transfer' | null>(null)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ErrorValue | null>(null)

  const step = async (name: Step, ticket: Ticket) => {
    const result = await call(name, { id: ticket.id, version: ticket.version })
    setError(result.ok ? null : result.error)
    invalidate('queue')
  }
  const callNext = async (ticketId: number | null = null) => {
    if (busy) return
    setBusy(true)
    try {
      const result = await call('queue.callNext', {
        finish: state?.current?.state === 'serving',
        ticketId,
      })
      if (!result.ok) {
        if (result.error.code === 'queue_window_missing') setDialog('callAfterWindow')
        else setError(result.error)
        return
      }
      setError(null)
      const { ticket } = result.value
      if (!ticket) return toast(t('queue.nobody'), { icon: 'info' })
      const cleared = await clearCounter()
      if (cleared === 'kept') toast(t('queue.draft_kept'), { icon: 'disk' })
      if (cleared === 'unsaved') return toast(t('queue.draft_unsaved'), { icon: 'warn' })
      if (ticket.personId !== null) openCounter({ kind: 'person', id: ticket.personId }, navigate)
    } finally {
      setBusy(false)
      invalidate('queue')
    }
  }
  const dialogs = state && settings && (
    <>
      {dialog === 'issue' && (
        <IssueDialog settings={settings} state={state} onClose={() => setDialog(null)} />
      )}
      {(dialog === 'window' || dialog === 'callAfterWindow') && (
        <WindowDialog
          settings={settings}
          state={state}
          onClose={() => setDialog(null)}
          {...(dialog === 'callAfterWindow' && { onChosen: () => void callNext() })}
        />
      )}
      {dialog === 'transfer' && state.current && (
        <TransferDialog
          ticket={state.current}
          settings={settings}
          state={state}
          onClose={() => setDialog(null)}
        />
      )}
    </>
  )
  return { state, settings, step, callNext, setDialog, dialogs, error }
}
export type Queue = ReturnType<typeof useQueue>

/** The time of a ticket against its limit: picture, word and colour. */
export function TicketTime({
  ticket,
  now,
  settings,
}: {
  ticket: Ticket
  now: string
  settings: QueueSettings
}) {
  const t = useT()
  const time = running(ticket, now, settings.warnMinutes)
  if (!time) return null
  const clock = clockText(time.seconds)
  const word = time.stands === 'within' ? '' : ' · ' + t(`queue.stands_${time.stands}`)
  return (
    <Chip tone={toneOf[time.stands]} icon={time.stands === 'over' ? 'warn' : 'clock'}>
      <span className="queue-clock">
        {t(time.serving ? 'queue.serving_for' : 'queue.waiting_for', { clock })}
        {time.limit !== null && ` / ${t('queue.minutes', { n: time.limit })}`}
        {word}
      </span>
    </Chip>
  )
}

function MyTicket({ queue, ticket, now }: { queue: Queue; ticket: Ticket; now: string }) {
  const t = useT()
  const intake = useIntake()
  const invalidate = useInvalidate()
  const { step, setDialog, settings } = queue
  const serving = ticket.state === 'serving'
  const person = intake.phase === 'fill' ? intake.person : null
  return (
    <>
      <span className="queue-number">{ticket.code}</span>
      <span className="queue-what">
        <span className="second">
          {t.language === 'ru' ? ticket.groupName.ru : ticket.groupName.kk}
          {ticket.personName && (
            <>
              {' · '}
              <b>{ticket.personName}</b>
            </>
          )}
        </span>
        <span>
          {ticket.priorityReason && (
            <Chip tone="info" icon="people">
              {t(`queue.priority_${ticket.priorityReason}`)}
            </Chip>
          )}{' '}
          {settings && <TicketTime ticket={ticket} now={now} settings={settings} />}
        </span>
      </span>
      <span className="queue-acts">
        {serving && person && ticket.personId === null && (
          <Button
            small
            icon="people"
            onPress={() =>
              void call('queue.tie', { id: ticket.id, version: ticket.version, personId: person.id }).then(
                () => invalidate('queue'),
              )
            }
          >
            {t('queue.tie')}
          </Button>
        )}
        {ticket.state === 'called' && (
          <>
            <Button
              small
              kind="primary"
              icon="check"
              shortcut="Alt+S"
              onPress={() => void step('queue.start', ticket)}
            >
              {t('queue.start')}
            </Button>
            <Button small icon="again" shortcut="Alt+A" onPress={() => void step('queue.callAgain', ticket)}>
              {t('queue.again', { n: ticket.calls })}
            </Button>
            <Button
              small
              shortcut="Alt+N"
              notReady={
                settings && ticket.calls < settings.noShowCalls
                  ? [t('queue.no_show_after', { n: settings.noShowCalls })]
                  : []
              }
              onPress={() => void step('queue.noShow', ticket)}
            >
              {t('queue.no_show')}
            </Button>
          </>
        )}
        {serving && (
          <Button small icon="done" shortcut="Alt+C" onPress={() => void step('queue.finish', ticket)}>
            {t('queue.finish')}
          </Button>
        )}
        <Button small shortcut="Alt+B" onPress={() => void step('queue.putBack', ticket)}>
          {t('queue.put_back')}
        </Button>
        <Button small shortcut="Alt+T" onPress={() => setDialog('transfer')}>
          {t('queue.transfer')}
        </Button>
      </span>
    </>
  )
}

/** The strip over the counter and over the page of the queue. */
export function QueueStrip({ onPage, queue }: { onPage: boolean; queue: Queue }) {
  const t = useT()
  const { can } = useDesk()
  const [, navigate] = useLocation()
  const { state, callNext, setDialog, dialogs, error } = queue
  const now = useCoreNow(state?.now)
  // With somebody at the counter the page has a main deed of its own.
  const { phase } = useIntake()
  useKey(toQueue, () => navigate(onPage ? '/counter' : '/counter/queue'), { label: t('queue.title') })
  if (!state || !can('intake')) return null
  const { current, mine } = state
  return (
    <section className="queue-strip" aria-label={t('queue.strip')}>
      {current ? (
        <MyTicket queue={queue} ticket={current} now={now} />
      ) : (
        <span className="queue-what">
          <span>
            <Icon small name="people" /> {t('queue.waiting_n', { n: state.brief.waiting })}
            {mine && ' · ' + t('queue.for_me', { n: state.forMe })}
          </span>
        </span>
      )}
      <span className="queue-end">
        <Button small kind="plain" onPress={() => setDialog('window')}>
          {mine ? t('queue.window_n', { window: mine.name }) : t('queue.window_choose')}
        </Button>
        <Button small icon="plus" shortcut="Alt+I" onPress={() => setDialog('issue')}>
          {t('queue.issue')}
        </Button>
        {!onPage && (
          <Link href="/counter/queue" className="btn small plain" aria-keyshortcuts={toQueue}>
            {t('queue.open')} <Kbd>{toQueue}</Kbd>
          </Link>
        )}
      </span>
      {current && <span className="queue-break" />}
      <span className="queue-next">
        <Button
          small
          kind={current?.state === 'called' || phase !== 'find' ? 'default' : 'primary'}
          icon="next"
          shortcut="F4"
          notReady={current?.state === 'called' ? [t('queue.decide_first', { ticket: current.code })] : []}
          onPress={() => void callNext()}
        >
          {t(current?.state === 'serving' ? 'queue.finish_and_next' : 'queue.next')}
        </Button>
      </span>
      <span className="vh" role="status">
        {current
          ? t(current.state === 'serving' ? 'queue.now_serving' : 'queue.now_called', {
              ticket: current.code,
            })
          : ''}
      </span>
      {error && (
        <div className="queue-error">
          <ErrorNote error={error} />
        </div>
      )}
      {dialogs}
    </section>
  )
}

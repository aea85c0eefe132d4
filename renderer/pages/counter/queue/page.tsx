/** The whole queue: who waits, who is at which window, what became of the others today. */
import type { Ticket } from '../../../../shared/contract/queue'
import { Button, Chip, Page, PageHead, Part, Split, type Tone } from '../../../components'
import { bridge } from '../../../api/client'
import { formatTime } from '../../../format'
import { useT } from '../../../i18n'
import { clockText, useCoreNow } from './time'
import { QueueStrip, TicketTime, useQueue, type Queue } from './strip'

const tones: Readonly<Record<Ticket['state'], Tone>> = {
  waiting: 'wait',
  called: 'info',
  serving: 'info',
  served: 'done',
  no_show: 'today',
  left: 'wait',
}

function Waiting({ queue, now }: { queue: Queue; now: string }) {
  const t = useT()
  const { state, settings, callNext, step } = queue
  if (!state || !settings) return null
  if (state.waiting.length === 0) return <p className="quiet">{t('queue.nobody')}</p>
  const mayCall = state.mine !== null && state.current === null
  return (
    <table className="queue-table">
      <thead>
        <tr>
          <th scope="col">{t('queue.c_ticket')}</th>
          <th scope="col">{t('queue.c_group')}</th>
          <th scope="col">{t('queue.c_person')}</th>
          <th scope="col">{t('queue.c_since')}</th>
          <th scope="col">{t('queue.c_waits')}</th>
          <th scope="col">
            <span className="vh">{t('queue.c_acts')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {state.waiting.map((ticket) => (
          <tr key={ticket.id}>
            <th scope="row">{ticket.code}</th>
            <td>
              {t.language === 'ru' ? ticket.groupName.ru : ticket.groupName.kk}
              {ticket.targetWindow && (
                <span className="second"> → {t('queue.window_n', { window: ticket.targetWindow })}</span>
              )}
            </td>
            <td>
              {ticket.personName}{' '}
              {ticket.priorityReason && (
                <Chip tone="info" icon="people">
                  {t(`queue.priority_${ticket.priorityReason}`)}
                </Chip>
              )}
            </td>
            <td className="num">{formatTime(ticket.issuedAt)}</td>
            <td>
              <TicketTime ticket={ticket} now={now} settings={settings} />
            </td>
            <td>
              {mayCall && (
                <Button
                  small
                  label={t('queue.call_this', { ticket: ticket.code })}
                  onPress={() => void callNext(ticket.id)}
                >
                  {t('queue.call')}
                </Button>
              )}
              <Button
                small
                kind="plain"
                label={t('queue.take_out_this', { ticket: ticket.code })}
                onPress={() => void step('queue.takeOut', ticket)}
              >
                {t('queue.take_out')}
              </Button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Done({ queue }: { queue: Queue }) {
  const t = useT()
  const { state, step } = queue
  if (!state || state.done.length === 0) return <p className="quiet">{t('queue.done_none')}</p>
  return (
    <ul className="queue-list">
      {state.done.slice(0, 30).map((ticket) => (
        <li key={ticket.id}>
          <b>{ticket.code}</b> <Chip tone={tones[ticket.state]}>{t(`queue.state_${ticket.state}`)}</Chip>{' '}
          <span className="second">
            {formatTime(ticket.endedAt)}
            {ticket.state === 'served' &&
              ' · ' + t('queue.serving_for', { clock: clockText(ticket.servedSeconds) })}
          </span>
          {ticket.state === 'no_show' && (
            <Button
              small
              label={t('queue.put_back_this', { ticket: ticket.code })}
              onPress={() => void step('queue.putBack', ticket)}
            >
              {t('queue.put_back')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}

function Windows({ queue, now }: { queue: Queue; now: string }) {
  const t = useT()
  const { state, settings } = queue
  if (!state || !settings) return null
  if (state.windows.length === 0) return <p className="quiet">{t('queue.windows_none')}</p>
  return (
    <ul className="queue-list">
      {state.windows.map((one) => {
        const ticket = state.open.find(({ clerkId }) => clerkId === one.staffId)
        return (
          <li key={one.staffId}>
            <b>{t('queue.window_n', { window: one.name })}</b> <span className="second">{one.staffName}</span>
            <br />
            {ticket ? (
              <>
                {ticket.code} <TicketTime ticket={ticket} now={now} settings={settings} />
              </>
            ) : (
              <span className="quiet">{t('queue.window_free')}</span>
            )}
          </li>
        )
      })}
    </ul>
  )
}

export default function QueuePage() {
  const t = useT()
  const queue = useQueue()
  const { state } = queue
  const now = useCoreNow(state?.now)
  const openDisplay = () => {
    const direct = bridge()
    if (direct) void direct.openDisplay()
    else window.open('/display.html', 'qabyldau-display', 'noopener')
  }
  return (
    <div className="queue-over">
      <QueueStrip onPage queue={queue} />
      <Page title={t('queue.title')}>
        <PageHead
          title={t('queue.title')}
          lead={state && t('queue.waiting_n', { n: state.brief.waiting })}
          actions={
            <Button small icon="look" onPress={openDisplay}>
              {t('queue.display')}
            </Button>
          }
        />
        <Split
          asideLabel={t('queue.windows')}
          main={
            <div className="queue-main">
              <Waiting queue={queue} now={now} />
            </div>
          }
          aside={
            <>
              <Part title={t('queue.windows')}>
                <Windows queue={queue} now={now} />
              </Part>
              <Part title={t('queue.done')}>
                <Done queue={queue} />
              </Part>
            </>
          }
        />
      </Page>
    </div>
  )
}

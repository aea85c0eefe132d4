/** Where batches go: each target with its state in words, what is under way, and the dialog that sets one up. */
import { useState } from 'react'
import type { OutputOf } from '../../../shared/contract'
import type { Translator } from '../../../shared/locale'
import { call } from '../../api/client'
import { useCall, useInvalidate } from '../../api/hooks'
import { Button, Chip, ErrorNote, Icon, Progress, useErrorText, type IconName } from '../../components'
import { useDesk } from '../../desk'
import { formatDateTime } from '../../format'
import { useT } from '../../i18n'
import { SchedulePart } from './schedule'
import { TargetDialog } from './target-dialog'
import './targets.css'

type Target = OutputOf<'target.list'>['targets'][number]

const icons: Record<Target['fields']['kind'], IconName> = { folder: 'list', removable: 'disk', sftp: 'sent' }
/** A drive that is plugged in or pulled changes nothing in the register: look again, milliseconds. */
const lookAgain = 3_000

const kilobytes = (t: Translator, bytes: number) =>
  new Intl.NumberFormat(t.language === 'en' ? 'en' : 'ru').format(Math.ceil(bytes / 1024))

function where({ fields }: Target): string {
  if (fields.kind === 'folder') return fields.path
  if (fields.kind === 'removable') return fields.folder
  return `${fields.user}@${fields.host}:${fields.port} ${fields.folder}`
}

function State({ target: { state, waiting, last, next } }: { target: Target }) {
  const t = useT()
  if (state === 'idle')
    return last ? (
      <Chip tone="done">{t('target.state_idle')}</Chip>
    ) : (
      <Chip tone="wait">{t('target.state_none')}</Chip>
    )
  if (state === 'off') return <Chip tone="wait">{t('target.state_off')}</Chip>
  if (state === 'failed') return <Chip tone="stop">{t('target.state_failed')}</Chip>
  if (state === 'under_way') return <Chip tone="info">{t('target.state_under_way')}</Chip>
  return <Chip tone={next?.fault ? 'today' : 'wait'}>{t('target.state_waiting', { n: waiting })}</Chip>
}

function Item({ target, onChange }: { target: Target; onChange: (() => void) | null }) {
  const t = useT()
  const errorText = useErrorText()
  const invalidate = useInvalidate()
  const { fields, next, last, state, present } = target
  const { name } = fields
  const deliver = async () => {
    await call('target.deliver', { targetId: target.id, background: true })
    invalidate('targets')
  }
  const stop = async () => {
    await call('target.cancel', { targetId: target.id })
    invalidate('targets')
  }
  const failedBefore = next?.fault !== null && next !== null
  return (
    <li className="target" aria-label={name}>
      <p className="target-head">
        <Icon name={icons[fields.kind]} />
        <span className="strong">{name}</span>
        <State target={target} />
      </p>
      <p className="second break">
        {[
          t(`target.kind_${fields.kind}`),
          where(target),
          present === null ? '' : t(present ? 'target.drive_here' : 'target.drive_away'),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {state === 'under_way' && next && (
        <Progress
          label={t('target.progress', {
            n: String(next.sequence),
            done: kilobytes(t, next.bytes),
            total: kilobytes(t, next.total),
          })}
          value={next.bytes}
          max={Math.max(1, next.total)}
          action={
            <Button small icon="close" label={t('target.stop_of', { name })} onPress={() => void stop()}>
              {t('target.stop')}
            </Button>
          }
        />
      )}
      <div aria-live="polite">
        {state === 'under_way' && fields.kind === 'removable' && (
          <p className="target-word">
            <Icon small name="warn" />
            {t('target.do_not_pull')}
          </p>
        )}
        {target.safeToPull && (
          <p className="target-word safe">
            <Icon small name="safe" />
            {t('target.safe_to_pull')}
          </p>
        )}
        {state !== 'under_way' && state !== 'off' && next?.fault && (
          <p className={state === 'failed' ? 'target-word wrong' : 'target-word'}>
            <Icon small name={state === 'failed' ? 'stop' : 'wait'} />
            <span>
              {errorText(next.fault)}{' '}
              {next.nextTryAt && t('target.next_try', { at: formatDateTime(next.nextTryAt) })}
            </span>
          </p>
        )}
      </div>
      {last && (
        <p className="second">
          {t('target.last', { n: String(last.sequence), at: formatDateTime(last.at) })}
        </p>
      )}
      {(onChange || (target.active && target.waiting > 0 && state !== 'under_way')) && (
        <p className="acts">
          {target.active && target.waiting > 0 && state !== 'under_way' && (
            <Button
              small
              icon={failedBefore ? 'again' : 'sent'}
              label={t(failedBefore ? 'target.again_of' : 'target.deliver_of', { name })}
              onPress={() => void deliver()}
            >
              {t(failedBefore ? 'target.again' : 'target.deliver')}
            </Button>
          )}
          {onChange && (
            <Button small icon="mend" label={t('target.change_of', { name })} onPress={onChange}>
              {t('target.change')}
            </Button>
          )}
        </p>
      )}
    </li>
  )
}

/** Targets and schedule, under the batches on the exchange page. */
export function Targets() {
  const t = useT()
  const { can } = useDesk()
  const invalidate = useInvalidate()
  const answer = useCall('target.list', {}, { refetchInterval: lookAgain })
  const [dialog, setDialog] = useState<Target | 'new' | null>(null)
  const targets = answer.data?.targets
  const deliverAll = async () => {
    await call('target.deliver', { background: true })
    invalidate('targets')
  }
  const active = targets?.some((target) => target.active)
  return (
    <div className="two targets">
      <section aria-labelledby="targets">
        <h2 id="targets">{t('target.title')}</h2>
        <ErrorNote error={answer.error} />
        {targets?.length === 0 && (
          <p className="second">
            {t('target.none')} {!can('settings') && t('target.none_ask')}
          </p>
        )}
        <ul className="target-list" aria-label={t('target.title')}>
          {targets?.map((target) => (
            <Item
              key={target.id}
              target={target}
              onChange={can('settings') ? () => setDialog(target) : null}
            />
          ))}
        </ul>
        <p className="acts batch-acts">
          {targets && targets.length > 0 && (
            <Button
              icon="sent"
              shortcut="F7"
              notReady={active ? [] : [t('target.all_off')]}
              onPress={() => void deliverAll()}
            >
              {t('target.deliver_all')}
            </Button>
          )}
          {can('settings') && targets && (
            <Button icon="plus" shortcut="Ins" onPress={() => setDialog('new')}>
              {t('target.add')}
            </Button>
          )}
        </p>
      </section>
      <SchedulePart />
      {dialog && <TargetDialog target={dialog === 'new' ? null : dialog} onClose={() => setDialog(null)} />}
    </div>
  )
}

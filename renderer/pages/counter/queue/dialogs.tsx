/** The questions of the queue: a ticket, my window, whom to pass a ticket to. */
import { useState } from 'react'
import { priorityReasons, type PriorityReason } from '../../../../shared/rules/queue'
import type { QueueSettings, QueueState, Ticket } from '../../../../shared/contract/queue'
import type { ErrorValue } from '../../../../shared/errors'
import { call } from '../../../api/client'
import { useCommand, useInvalidate } from '../../../api/hooks'
import {
  FormDialog,
  RadioRow,
  SelectField,
  TextField,
  Tick,
  useErrorText,
  useFieldErrors,
  useToast,
} from '../../../components'
import { useDesk } from '../../../desk'
import { useT } from '../../../i18n'
import { printTicket } from './print'

const groupName = (language: string, group: { name: { kk: string; ru: string } }) =>
  language === 'ru' ? group.name.ru : group.name.kk

/** Give out a ticket: a group by its arrow key, Enter. */
export function IssueDialog({
  settings,
  state,
  onClose,
}: {
  settings: QueueSettings
  state: QueueState
  onClose: () => void
}) {
  const t = useT()
  const toast = useToast()
  const invalidate = useInvalidate()
  const { status } = useDesk()
  const issue = useCommand('queue.issue')
  const groups = settings.groups.filter(({ active }) => active)
  const [groupId, setGroupId] = useState(groups[0]?.id ?? '')
  const [reason, setReason] = useState<PriorityReason | 'none'>('none')
  const [iin, setIin] = useState('')
  const [print, setPrint] = useState(settings.printAtOnce)
  const [wrong, setWrong] = useState<ErrorValue | 'unknown' | null>(null)
  const text = useErrorText()
  const store = async () => {
    setWrong(null)
    let personId: number | null = null
    if (iin !== '') {
      const read = await call('person.readIin', { text: iin })
      if (!read.ok) return setWrong(read.error)
      if (!read.value.person) return setWrong('unknown')
      personId = read.value.person.id
    }
    const result = await issue.run({ groupId, personId, priorityReason: reason === 'none' ? null : reason })
    if (!result.ok) return
    invalidate('queue')
    const { ticket, before } = result.value
    toast(t('queue.issued', { ticket: ticket.code, n: before }))
    onClose()
    if (print) await printTicket(result.value, status.centreName ?? { kk: '', ru: '' }, settings.paper)
  }
  return (
    <FormDialog
      title={t('queue.issue_title')}
      error={issue.error}
      busy={issue.busy}
      action={t('queue.issue_do')}
      onSave={() => void store()}
      onClose={onClose}
    >
      <div className="fields">
        <RadioRow
          list
          field="groupId"
          label={t('queue.f_group')}
          value={groupId}
          onChange={setGroupId}
          options={groups.map((group) => ({
            value: group.id,
            label: `${group.letter} · ${groupName(t.language, group)}`,
            note: t('queue.waiting_n', {
              n: state.waiting.filter((ticket) => ticket.groupId === group.id).length,
            }),
          }))}
        />
        <SelectField
          field="priorityReason"
          label={t('queue.f_priority')}
          value={reason}
          onChange={setReason}
          options={[
            { value: 'none', label: t('queue.priority_none') },
            ...priorityReasons
              .filter((one) => settings.priorities.includes(one))
              .map((one) => ({ value: one, label: t(`queue.priority_${one}`) })),
          ]}
        />
        <TextField
          numeric
          optional
          field="iin"
          label={t('queue.f_iin')}
          value={iin}
          onChange={setIin}
          maxLength={12}
          error={wrong === 'unknown' ? t('queue.iin_unknown') : wrong ? text(wrong) : undefined}
        />
        <Tick checked={print} onChange={setPrint}>
          {t('queue.f_print')}
        </Tick>
      </div>
    </FormDialog>
  )
}

/** Where I sit today and whom I call. */
export function WindowDialog({
  settings,
  state,
  onClose,
  onChosen,
}: {
  settings: QueueSettings
  state: QueueState
  onClose: () => void
  onChosen?: () => void
}) {
  const t = useT()
  const invalidate = useInvalidate()
  const choose = useCommand('queue.chooseWindow')
  const groups = settings.groups.filter(({ active }) => active)
  const start = state.mine ?? state.suggested
  const free = settings.windows.find((one) => !state.windows.some(({ name }) => name === one))
  const [window, setWindow] = useState(
    start && settings.windows.includes(start.name) ? start.name : (free ?? settings.windows[0] ?? ''),
  )
  const [served, setServed] = useState<readonly string[]>(start ? start.groups : groups.map(({ id }) => id))
  const [takeOver, setTakeOver] = useState(false)
  const { of, rest } = useFieldErrors(choose.error, ['window', 'groups'])
  const store = async () => {
    const result = await choose.run({
      window,
      groups: groups.filter(({ id }) => served.includes(id)).map(({ id }) => id),
      takeOver,
    })
    if (!result.ok) return
    invalidate('queue')
    onClose()
    onChosen?.()
  }
  return (
    <FormDialog
      title={t('queue.window_title')}
      error={rest}
      busy={choose.busy}
      action={t('queue.window_do')}
      onSave={() => void store()}
      onClose={onClose}
    >
      <div className="fields">
        <SelectField
          field="window"
          label={t('queue.f_window')}
          value={window}
          onChange={(next) => {
            setTakeOver(false)
            setWindow(next)
          }}
          error={of('window')}
          options={settings.windows.map((name) => {
            const holder = state.windows.find((one) => one.name === name)
            return {
              value: name,
              label: t('queue.window_n', { window: name }),
              ...(holder && { note: holder.staffName }),
            }
          })}
        />
        {choose.error?.code === 'queue_window_taken' && (
          <Tick checked={takeOver} onChange={setTakeOver}>
            {t('queue.f_take_over')}
          </Tick>
        )}
        <fieldset className="queue-groups" data-field="groups">
          <legend className="caption">{t('queue.f_groups')}</legend>
          {groups.map((group) => (
            <Tick
              key={group.id}
              checked={served.includes(group.id)}
              onChange={(on) =>
                setServed(on ? [...served, group.id] : served.filter((one) => one !== group.id))
              }
            >
              {group.letter} · {groupName(t.language, group)}
            </Tick>
          ))}
          {of('groups') && <p className="field-error">{t('queue.groups_missing')}</p>}
        </fieldset>
      </div>
    </FormDialog>
  )
}

/** To another line, or to a colleague's window. */
export function TransferDialog({
  ticket,
  settings,
  state,
  onClose,
}: {
  ticket: Ticket
  settings: QueueSettings
  state: QueueState
  onClose: () => void
}) {
  const t = useT()
  const toast = useToast()
  const invalidate = useInvalidate()
  const transfer = useCommand('queue.transfer')
  const options = [
    ...settings.groups
      .filter(({ active, id }) => active && id !== ticket.groupId)
      .map((group) => ({
        value: 'g:' + group.id,
        label: `${group.letter} · ${groupName(t.language, group)}`,
      })),
    ...state.windows
      .filter(({ name }) => name !== ticket.window)
      .map((one) => ({
        value: 'w:' + one.name,
        label: t('queue.window_n', { window: one.name }),
        note: one.staffName,
      })),
  ]
  const [to, setTo] = useState(options[0]?.value ?? '')
  const store = async () => {
    const result = await transfer.run({
      id: ticket.id,
      version: ticket.version,
      groupId: to.startsWith('g:') ? to.slice(2) : null,
      window: to.startsWith('w:') ? to.slice(2) : null,
    })
    if (!result.ok) return
    invalidate('queue')
    toast(t('queue.transferred', { ticket: ticket.code }))
    onClose()
  }
  return (
    <FormDialog
      title={t('queue.transfer_title', { ticket: ticket.code })}
      error={transfer.error}
      busy={transfer.busy}
      action={t('queue.transfer_do')}
      onSave={() => void store()}
      onClose={onClose}
    >
      <RadioRow list label={t('queue.f_to')} value={to} onChange={setTo} options={options} />
      <p className="help">{t('queue.transfer_help')}</p>
    </FormDialog>
  )
}

/** The queue: lines with their letters, windows, limits with their days, the ticket's paper, the display. */
import { useState } from 'react'
import type { QueueGroup, QueueSettings } from '../../../shared/contract/queue'
import { ticketPapers } from '../../../shared/rules/queue'
import { priorityReasons, limitsOn } from '../../../shared/rules/queue'
import { useCall, useCommand, useInvalidate } from '../../api/hooks'
import { Button, DateField, ErrorNote, RadioRow, TextField, Tick, useToast } from '../../components'
import { useDesk } from '../../desk'
import { formatDate, formatTime } from '../../format'
import { useT } from '../../i18n'
import { FormFoot, same, useFieldErrors } from './form'

/** The alphabet from А on: a new group takes the first letter that is free. */
const letters = Array.from({ length: 28 }, (_, n) => String.fromCharCode(0x410 + n))
const listOf = (text: string) => text.split(/[,;\s]+/u).filter(Boolean)

export function QueuePart() {
  const answer = useCall('queue.settings', {})
  if (!answer.data)
    return <div className="page-body">{answer.error && <ErrorNote error={answer.error} />}</div>
  return <QueueForm start={answer.data} />
}

function QueueForm({ start }: { start: QueueSettings }) {
  const t = useT()
  const toast = useToast()
  const invalidate = useInvalidate()
  const { status } = useDesk()
  const command = useCommand('queue.saveSettings')
  // The port is taken after the settings were saved, and nobody announces how that went.
  const listener = useCall('queue.listener', {}, { refetchInterval: 2_000, staleTime: 0 }).data
  const [saved, setSaved] = useState(start)
  const [queue, setQueue] = useState(start)
  const [windows, setWindows] = useState(start.windows.join(', '))
  const held = limitsOn(queue.limits, status.today)
  const codes = [
    ...new Set([...Object.keys(held.serving), ...queue.groups.flatMap(({ services }) => services)]),
  ]
  const [from, setFrom] = useState(held.from)
  const [waiting, setWaiting] = useState(String(held.waiting))
  const [serving, setServing] = useState<Record<string, string>>(
    Object.fromEntries(codes.map((code) => [code, String(held.serving[code] ?? '')])),
  )
  const [warn, setWarn] = useState(String(start.warnMinutes))
  const [calls, setCalls] = useState(String(start.noShowCalls))
  const [port, setPort] = useState(String(start.display.port))
  const { errors, fault, clear, show, refuse } = useFieldErrors()
  const set = (patch: Partial<QueueSettings>) => setQueue({ ...queue, ...patch })
  const setGroup = (at: number, patch: Partial<QueueGroup>) =>
    set({ groups: queue.groups.map((group, i) => (i === at ? { ...group, ...patch } : group)) })
  const setDisplay = (patch: Partial<QueueSettings['display']>) =>
    set({ display: { ...queue.display, ...patch } })

  // A new day begins a new stretch; the same day mends the one that is there.
  const limit = {
    from,
    waiting: Number(waiting),
    serving: Object.fromEntries(
      Object.entries(serving)
        .filter(([, minutes]) => minutes.trim() !== '')
        .map(([code, minutes]) => [code, Number(minutes)]),
    ),
  }
  const next: QueueSettings = {
    ...queue,
    windows: listOf(windows),
    limits: [...queue.limits.filter((one) => one.from !== from), limit].sort((a, b) =>
      a.from < b.from ? -1 : 1,
    ),
    warnMinutes: Number(warn),
    noShowCalls: Number(calls),
    display: { ...queue.display, port: Number(port) },
  }
  const save = async () => {
    if (command.busy) return
    const wrong: Record<string, string> = {}
    const minutes = (text: string) =>
      /^\d{1,3}$/u.test(text.trim()) && Number(text) >= 1 && Number(text) <= 480
    if (!/^\d{4}-\d{2}-\d{2}$/u.test(from)) wrong['from'] = t('queue.s_from_wrong')
    if (!minutes(waiting)) wrong['waiting'] = t('queue.s_minutes_wrong')
    for (const [code, text] of Object.entries(serving))
      if (text.trim() !== '' && !minutes(text)) wrong['serving.' + code] = t('queue.s_minutes_wrong')
    if (!/^\d{1,2}$/u.test(warn) || Number(warn) > 60) wrong['warn'] = t('queue.s_minutes_wrong')
    if (!/^[1-9]$/u.test(calls)) wrong['calls'] = t('queue.s_calls_wrong')
    if (!/^\d{4,5}$/u.test(port) || Number(port) < 1024 || Number(port) > 65535)
      wrong['port'] = t('queue.s_port_wrong')
    if (next.windows.length === 0 || next.windows.some((one) => one.length > 8))
      wrong['settings.windows'] = t('queue.s_windows_wrong')
    queue.groups.forEach(({ letter }, i) => {
      if (!/^\p{Lu}$/u.test(letter)) wrong[`settings.groups.${i}.letter`] = t('queue.s_letter_wrong')
    })
    if (Object.keys(wrong).length > 0) return show(wrong)
    clear()
    const result = await command.run({ settings: next })
    if (!result.ok) {
      const found = Object.fromEntries(
        (result.error.fields ?? []).map((field) => [
          field.path,
          field.code === 'name_empty' ? t('settings.field_needed') : t.error(field),
        ]),
      )
      return Object.keys(found).length > 0 ? show(found) : refuse(result.error, [])
    }
    setSaved(result.value)
    setQueue(result.value)
    invalidate('settings', 'queue')
    toast(t('settings.saved', { time: formatTime(new Date().toISOString()) }))
  }
  const addGroup = () => {
    const used = new Set(queue.groups.map(({ letter }) => letter))
    const letter = letters.find((one) => !used.has(one)) ?? ''
    const ids = new Set(queue.groups.map(({ id }) => id))
    let n = queue.groups.length + 1
    while (ids.has('group' + n)) n++
    set({
      groups: [
        ...queue.groups,
        { id: 'group' + n, letter, name: { kk: '', ru: '' }, services: [], active: true },
      ],
    })
  }

  return (
    <form
      className="page-body settings-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <section aria-labelledby="queue-groups" className="queue-groups">
        <h2 id="queue-groups">{t('queue.s_groups')}</h2>
        {queue.groups.map((group, i) => (
          <div className="fields" key={group.id} role="group" aria-label={t('queue.s_group_n', { n: i + 1 })}>
            <TextField
              width={3}
              field={`settings.groups.${i}.letter`}
              label={t('queue.s_letter')}
              value={group.letter}
              onChange={(letter) => setGroup(i, { letter: letter.toLocaleUpperCase('kk') })}
              maxLength={1}
              kazakhKeys
              error={errors[`settings.groups.${i}.letter`]}
            />
            <TextField
              width={4}
              kazakhKeys
              lang="kk"
              field={`settings.groups.${i}.name.kk`}
              label={t('queue.s_name_kk')}
              value={group.name.kk}
              onChange={(kk) => setGroup(i, { name: { ...group.name, kk } })}
              maxLength={80}
              error={errors[`settings.groups.${i}.name.kk`]}
            />
            <TextField
              kazakhKeys
              width={5}
              lang="ru"
              field={`settings.groups.${i}.name.ru`}
              label={t('queue.s_name_ru')}
              value={group.name.ru}
              onChange={(ru) => setGroup(i, { name: { ...group.name, ru } })}
              maxLength={80}
              error={errors[`settings.groups.${i}.name.ru`]}
            />
            <TextField
              width={7}
              optional
              label={t('queue.s_services')}
              value={group.services.join(', ')}
              onChange={(text) => setGroup(i, { services: text === '' ? [] : text.split(/,\s*/u) })}
              onBlur={() => setGroup(i, { services: group.services.filter(Boolean) })}
            />
            <div className="w5 queue-active">
              <Tick checked={group.active} onChange={(active) => setGroup(i, { active })}>
                {t('queue.s_active')}
              </Tick>
            </div>
          </div>
        ))}
        {queue.groups.length < 12 && (
          <Button small icon="plus" onPress={addGroup}>
            {t('queue.s_group_add')}
          </Button>
        )}
      </section>
      <section aria-labelledby="queue-windows">
        <h2 id="queue-windows">{t('queue.windows')}</h2>
        <div className="fields">
          <TextField
            width={8}
            field="settings.windows"
            label={t('queue.s_windows')}
            help={t('queue.s_windows_help')}
            value={windows}
            onChange={setWindows}
            error={errors['settings.windows']}
          />
          <TextField
            width={4}
            numeric
            field="calls"
            label={t('queue.s_calls')}
            value={calls}
            onChange={setCalls}
            maxLength={1}
            error={errors['calls']}
          />
        </div>
      </section>
      <section aria-labelledby="queue-limits">
        <h2 id="queue-limits">{t('queue.s_limits')}</h2>
        <p className="help">{t('queue.s_limits_help')}</p>
        <div className="fields">
          <DateField
            width={4}
            field="from"
            century="near"
            label={t('queue.s_from')}
            value={from}
            onChange={setFrom}
            error={errors['from']}
          />
          <TextField
            width={4}
            numeric
            field="waiting"
            label={t('queue.s_waiting')}
            value={waiting}
            onChange={setWaiting}
            maxLength={3}
            error={errors['waiting']}
          />
          <TextField
            width={4}
            numeric
            field="warn"
            label={t('queue.s_warn')}
            value={warn}
            onChange={setWarn}
            maxLength={2}
            error={errors['warn']}
          />
          {codes.map((code) => (
            <TextField
              key={code}
              width={4}
              numeric
              optional
              field={'serving.' + code}
              label={t('queue.s_serving', { code })}
              value={serving[code] ?? ''}
              onChange={(text) => setServing({ ...serving, [code]: text })}
              maxLength={3}
              error={errors['serving.' + code]}
            />
          ))}
        </div>
        <ul className="second">
          {saved.limits.map((one) => (
            <li key={one.from}>
              {t('queue.s_limit_row', {
                from: formatDate(one.from),
                waiting: one.waiting,
                serving: Object.entries(one.serving)
                  .map(([code, n]) => `${code} ${n}`)
                  .join(', '),
              })}
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="queue-priority">
        <h2 id="queue-priority">{t('queue.f_priority')}</h2>
        <p className="help">{t('queue.s_priority_help')}</p>
        {priorityReasons.map((one) => (
          <Tick
            key={one}
            checked={queue.priorities.includes(one)}
            onChange={(on) =>
              set({
                priorities: priorityReasons.filter((each) =>
                  each === one ? on : queue.priorities.includes(each),
                ),
              })
            }
          >
            {t(`queue.priority_${one}`)}
          </Tick>
        ))}
      </section>
      <section aria-labelledby="queue-paper">
        <h2 id="queue-paper">{t('queue.s_paper')}</h2>
        <RadioRow
          bare
          label={t('queue.s_paper')}
          value={queue.paper}
          onChange={(paper) => set({ paper })}
          options={ticketPapers.map((value) => ({ value, label: t(`queue.s_paper_${value}`) }))}
        />
        <Tick checked={queue.printAtOnce} onChange={(printAtOnce) => set({ printAtOnce })}>
          {t('queue.s_print_at_once')}
        </Tick>
      </section>
      <section aria-labelledby="queue-display">
        <h2 id="queue-display">{t('queue.display')}</h2>
        <div className="fields">
          <div className="field">
            <Tick
              checked={queue.display.on}
              onChange={(on) => setDisplay({ on })}
              note={t('queue.s_display_help', { port: port || '…' })}
            >
              {t('queue.s_display_on')}
            </Tick>
          </div>
          <TextField
            width={4}
            numeric
            field="port"
            label={t('queue.s_port')}
            value={port}
            onChange={setPort}
            maxLength={5}
            error={errors['port']}
            warning={
              listener?.fault && String(listener.port) === port
                ? t(`queue.s_port_${listener.fault}`)
                : undefined
            }
          />
          <div className="field">
            <Tick checked={queue.display.sound} onChange={(sound) => setDisplay({ sound })}>
              {t('queue.s_sound')}
            </Tick>
          </div>
          <TextField
            width={6}
            optional
            kazakhKeys
            lang="kk"
            label={t('queue.s_text_kk')}
            value={queue.display.text.kk}
            onChange={(kk) => setDisplay({ text: { ...queue.display.text, kk } })}
            maxLength={200}
          />
          <TextField
            kazakhKeys
            width={6}
            optional
            lang="ru"
            label={t('queue.s_text_ru')}
            value={queue.display.text.ru}
            onChange={(ru) => setDisplay({ text: { ...queue.display.text, ru } })}
            maxLength={200}
          />
        </div>
      </section>
      <FormFoot busy={command.busy} unchanged={same(saved, next)} fault={fault} />
    </form>
  )
}

/** A file of a portal: read, shown line by line, decided where it must be, and only then taken over. */
import { useRef, useState } from 'react'
import type { OutputOf } from '../../../shared/contract'
import type { PortalChannel } from '../../../shared/contract/portal'
import type { ErrorValue } from '../../../shared/errors'
import type { PaperLanguage } from '../../../shared/model'
import { call } from '../../api/client'
import { upload } from '../../api/files'
import { useCommand, useInvalidate } from '../../api/hooks'
import { Button, Choice, Dialog, ErrorNote, Note, useToast } from '../../components'
import { formatDate, formatDateTime, shortName } from '../../format'
import { useT } from '../../i18n'
import { answered, Asks, choiceOf, Stops, undecided, type Deciding } from './portal-asks'
import '../person/person.css'
import './people.css'

type Read = OutputOf<'portal.readFile'> & { token: string }
type Line = Read['lines'][number]
interface From {
  channel: PortalChannel
  language: PaperLanguage
}

export function PortalImport() {
  const t = useT()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button small icon="upload" shortcut="F6" onPress={() => setOpen(true)}>
        {t('portal.import')}
      </Button>
      {open && <ImportDialog onClose={() => setOpen(false)} />}
    </>
  )
}

/** First from which portal the file is, then the file. */
function ImportDialog({ onClose }: { onClose: () => void }) {
  const t = useT()
  const input = useRef<HTMLInputElement>(null)
  const [from, setFrom] = useState<From>({ channel: 'egov', language: t.language === 'ru' ? 'ru' : 'kk' })
  const [busy, setBusy] = useState(false)
  const [read, setRead] = useState<Read | null>(null)
  const [error, setError] = useState<ErrorValue | null>(null)
  const take = async (file: File) => {
    setBusy(true)
    setError(null)
    const uploaded = await upload(file)
    const result = uploaded.ok
      ? await call('portal.readFile', { token: uploaded.value.token, ...from })
      : uploaded
    setBusy(false)
    if (!result.ok) setError(result.error)
    else if (uploaded.ok) setRead({ ...result.value, token: uploaded.value.token } as Read)
  }
  if (read) return <Preview read={read} from={from} onClose={onClose} />
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('portal.import_title')}
      actions={
        <Button kind="primary" icon="upload" shortcut="F8" onPress={() => !busy && input.current?.click()}>
          {busy ? t('portal.reading') : t('portal.choose_file')}
        </Button>
      }
    >
      <div className="fields">
        <Choice
          field="channel"
          width={6}
          label={t('portal.f_channel')}
          value={from.channel}
          onChange={(channel) => setFrom({ ...from, channel })}
          options={(['egov', 'enbek'] as const).map((value) => ({
            value,
            label: t(`common.channel_${value}`),
          }))}
        />
        <Choice
          field="language"
          width={6}
          label={t('counter.paper_language')}
          value={from.language}
          onChange={(language) => setFrom({ ...from, language })}
          options={(['kk', 'ru'] as const).map((value) => ({ value, label: t(`common.paper_${value}`) }))}
        />
      </div>
      <input
        ref={input}
        type="file"
        accept=".csv,.txt,text/csv"
        hidden
        aria-label={t('portal.choose_file')}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0]
          event.currentTarget.value = ''
          if (file) void take(file)
        }}
      />
      <ErrorNote error={error} />
      <div className="portal-found">
        <p className="help">{t('portal.import_help')}</p>
        <p className="help">{t('portal.import_columns')}</p>
      </div>
    </Dialog>
  )
}

function LineHead({ line }: { line: Line }) {
  const t = useT()
  return (
    <p>
      <b>{t('portal.line', { line: String(line.line) })}</b>{' '}
      {[
        line.portalNumber && '№ ' + line.portalNumber,
        line.personName || line.text,
        line.serviceName && t.local(line.serviceName),
      ]
        .filter(Boolean)
        .join(' · ')}
      {line.day && (
        <span className="second line-2">
          {[
            t(line.automatic ? 'portal.line_registered' : 'portal.line_accepted', {
              date: formatDate(line.day),
            }),
            line.due && t('portal.line_due', { date: formatDate(line.due.due) }),
            line.personId === null ? t('portal.line_new') : t('portal.line_known'),
            line.registeredSince &&
              t('portal.registered_already', { date: formatDate(line.registeredSince) }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      )}
    </p>
  )
}

/** What would be taken over, what must be decided first, and what stays out, before anything changes. */
function Preview({ read, from, onClose }: { read: Read; from: From; onClose: () => void }) {
  const t = useT()
  const toast = useToast()
  const invalidate = useInvalidate()
  const command = useCommand('portal.importFile')
  const [decisions, setDecisions] = useState<Readonly<Record<number, Deciding>>>({})
  const of = (line: Line) => decisions[line.line] ?? undecided
  const left = read.lines.filter((line) => line.reason !== null)
  const asking = read.lines.filter((line) => line.reason === null && line.asks.length > 0)
  const clean = read.lines.filter((line) => line.reason === null && line.asks.length === 0)
  const decided = asking.filter((line) => answered(line, of(line)))
  const count = clean.length + decided.length
  const apply = async () => {
    if (command.busy) return
    const choices = decided.map((line) => ({ line: line.line, ...choiceOf(line, of(line)) }))
    const result = await command.run({ token: read.token, ...from, choices })
    if (!result.ok) return
    invalidate('portal', 'applications', 'people', 'deadlines', 'registrations')
    toast(t('portal.import_done', { ...result.value }))
    onClose()
  }
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t('portal.import_of', { file: read.fileName, channel: from.channel })}
      actions={
        count > 0 && (
          <Button kind="primary" icon="disk" shortcut="F8" onPress={() => void apply()}>
            {command.busy ? t('desk.saving') : t('portal.import_apply', { n: count })}
          </Button>
        )
      }
    >
      {read.before && (
        <Note tone="today">
          {t('portal.import_before', {
            by: shortName(read.before.by),
            at: formatDateTime(read.before.at),
            n: read.before.applied,
          })}
        </Note>
      )}
      {asking.length > 0 && (
        <section>
          <h3>{t('portal.lines_asking', { n: asking.length - decided.length })}</h3>
          <ul className="portal-lines">
            {asking.map((line) => (
              <li key={line.line}>
                <LineHead line={line} />
                <Asks
                  name={'line' + line.line}
                  judgement={line}
                  deciding={of(line)}
                  onChange={(next) => setDecisions({ ...decisions, [line.line]: next })}
                />
              </li>
            ))}
          </ul>
        </section>
      )}
      {left.length > 0 && (
        <section>
          <h3>{t('portal.lines_left', { n: left.length })}</h3>
          <ul className="portal-lines">
            {left.map((line) => (
              <li key={line.line}>
                <LineHead line={line} />
                <Stops judgement={line} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {clean.length > 0 && (
        <section>
          <h3>{t('portal.lines_clean', { n: clean.length })}</h3>
          <ul className="portal-lines">
            {clean.map((line) => (
              <li key={line.line}>
                <LineHead line={line} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {read.lines.length === 0 && <p className="empty">{t('portal.import_nothing')}</p>}
      <ErrorNote error={command.error} />
    </Dialog>
  )
}

/** Classifiers of the statistics bureau: which are held, and a file looked at before anything is written. */
import { useState } from 'react'
import type { OutputOf } from '../../../shared/contract'
import type { ClassifierKind } from '../../../shared/contract/classifiers'
import type { ErrorValue } from '../../../shared/errors'
import { call } from '../../api/client'
import { upload } from '../../api/files'
import { useCall, useCommand, useInvalidate } from '../../api/hooks'
import {
  Button,
  DateField,
  Dialog,
  ErrorNote,
  FilePick,
  Note,
  Part,
  TextField,
  useToast,
} from '../../components'
import { formatDate, formatDateTime, shortName } from '../../format'
import { useT } from '../../i18n'
import { useFieldErrors, useTyped } from './form'

type Held = OutputOf<'classifier.list'>[number]
type Read = OutputOf<'classifier.read'> & { kind: ClassifierKind; token: string }

export function ClassifiersPart() {
  const t = useT()
  const held = useCall('classifier.list', {})
  const [read, setRead] = useState<Read | null>(null)
  return (
    <div className="page-body settings-form">
      <Part title={t('settings.tab_classifiers')}>
        <p className="second">{t('classifier.about')}</p>
        <ErrorNote error={held.error} />
        <ul className="lines form-foot">
          {held.data?.map((one) => (
            <HeldLine key={one.kind} held={one} onRead={setRead} />
          ))}
        </ul>
        <p className="help form-foot">{t('classifier.file_help')}</p>
      </Part>
      {read && <Preview read={read} onClose={() => setRead(null)} />}
    </div>
  )
}

function HeldLine({ held, onRead }: { held: Held; onRead: (read: Read) => void }) {
  const t = useT()
  const { kind, last } = held
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ErrorValue | null>(null)
  const label = t('classifier.take_label', { kind: t(`classifier.kind_${kind}`) })
  const take = async (file: File) => {
    setBusy(true)
    setError(null)
    const uploaded = await upload(file)
    const token = uploaded.ok ? uploaded.value.token : ''
    const result = uploaded.ok ? await call('classifier.read', { kind, token }) : uploaded
    setBusy(false)
    if (result.ok) onRead({ ...result.value, kind, token })
    else setError(result.error)
  }
  return (
    <li>
      <span>
        <b>{t(`classifier.kind_${kind}`)}</b>
        <span className="second block">
          {kind === 'kato' && held.entries === 0
            ? t('classifier.entries_regions')
            : t('classifier.entries', { count: held.entries })}
          {held.ended > 0 && ` · ${t('classifier.ended', { count: held.ended })}`}
        </span>
        {last && (
          <span className="second block">
            {t(last.edition === '' ? 'classifier.last' : 'classifier.last_edition', {
              edition: last.edition,
              file: last.fileName,
              from: formatDate(last.validFrom),
              by: shortName(last.by),
              at: formatDateTime(last.at),
            })}
          </span>
        )}
        <ErrorNote error={error} />
      </span>
      <span className="end">
        <FilePick
          small
          accept=".xlsx,.csv,.txt,text/csv"
          label={t(busy ? 'classifier.reading' : 'classifier.take')}
          name={label}
          onFile={(file) => !busy && void take(file)}
        />
      </span>
    </li>
  )
}

/** What would change; F8 writes it. */
function Preview({ read, onClose }: { read: Read; onClose: () => void }) {
  const t = useT()
  const toast = useToast()
  const invalidate = useInvalidate()
  const command = useCommand('classifier.import')
  const { typed, set, now } = useTyped({ edition: '', validFrom: '' })
  const { errors, fault, clear, refuse } = useFieldErrors()
  const { kind, token, added, changed, ended } = read
  const changes = added + changed + ended > 0
  const save = async () => {
    if (command.busy) return
    clear()
    const result = await command.run({ kind, token, ...now() })
    if (!result.ok) return refuse(result.error, ['edition', 'validFrom'])
    invalidate('settings')
    toast(t('classifier.imported', { ...result.value }), { icon: 'disk' })
    onClose()
  }
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t('classifier.preview_title', { kind: t(`classifier.kind_${kind}`), file: read.fileName })}
      actions={
        changes && (
          <>
            <Button kind="primary" icon="disk" shortcut="F8" onPress={() => void save()}>
              {t(command.busy ? 'classifier.importing' : 'classifier.import')}
            </Button>
            {fault && (
              <p className="not-ready" role="alert">
                <strong>{fault}</strong>
              </p>
            )}
          </>
        )
      }
    >
      {read.before && (
        <Note tone="today">
          {t('classifier.preview_before', {
            by: shortName(read.before.by),
            at: formatDateTime(read.before.at),
          })}
        </Note>
      )}
      <p>{t('classifier.preview_counts', { rows: read.rows, added, changed, ended })}</p>
      {!changes && <p className="empty">{t('classifier.preview_nothing')}</p>}
      {ended > 0 && <Note tone="today">{t('classifier.preview_ended', { count: ended })}</Note>}
      {read.faulty > 0 && (
        <Note tone="stop">
          <p role="alert">{t('classifier.faults', { count: read.faulty })}</p>
          <ul className="second">
            {read.faults.map(({ line, reason, what }) => (
              <li key={line}>
                {t('classifier.fault_line', {
                  line: String(line),
                  fault: t(`classifier.fault_${reason}`, { what }),
                })}
              </li>
            ))}
          </ul>
          {read.faulty > read.faults.length && (
            <p className="second">
              {t('classifier.faults_more', { count: read.faulty - read.faults.length })}
            </p>
          )}
        </Note>
      )}
      {changes && (
        <form
          className="fields"
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            void save()
          }}
        >
          <TextField
            width={6}
            field="edition"
            label={t('classifier.edition')}
            help={t('classifier.edition_help')}
            optional
            kazakhKeys
            autoFocus
            maxLength={100}
            value={typed.edition}
            onChange={set('edition')}
            error={errors['edition']}
          />
          <DateField
            width={6}
            century="near"
            field="validFrom"
            label={t('classifier.valid_from')}
            help={t('classifier.valid_from_help')}
            optional
            value={typed.validFrom}
            onChange={set('validFrom')}
            error={errors['validFrom']}
          />
          <button type="submit" hidden />
        </form>
      )}
      {read.lines.length > 0 && (
        <table className="classifier-lines">
          <caption className="caption">{t('classifier.preview_lines')}</caption>
          <thead>
            <tr>
              {(['line', 'code', 'name_kk', 'name_ru', 'change'] as const).map((column) => (
                <th key={column} scope="col">
                  {t(`classifier.col_${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {read.lines.map(({ line, code, nameKk, nameRu, change }) => (
              <tr key={code}>
                <td className="num">{line ?? t('desk.none')}</td>
                <td className="mono">{code}</td>
                <td lang="kk">{nameKk}</td>
                <td lang="ru">{nameRu}</td>
                <td>{t(`classifier.change_${change}`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Dialog>
  )
}

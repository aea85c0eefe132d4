/** What the views of the village share: states, findings, a dialog with a form, a file from the other side. */
import { useRef, useState, type ReactNode } from 'react'
import type { RuralState, RuralTold } from '../../../shared/contract/rural'
import type { ErrorValue, Result } from '../../../shared/errors'
import type { Translator } from '../../../shared/locale'
import type { Told } from '../../../shared/rules/engine/finding'
import { download, upload } from '../../api/files'
import { Button, Chip, Dialog, ErrorNote, FieldMessage, type ButtonProps, type Tone } from '../../components'
import { formatDate, shortName } from '../../format'
import { useT } from '../../i18n'

const tones: Record<RuralState, Tone> = {
  draft: 'wait',
  checked: 'today',
  sent: 'info',
  received: 'info',
  registered: 'done',
  refused: 'stop',
  closed: 'wait',
}

export function StateChip({ state }: { state: RuralState }) {
  const t = useT()
  return <Chip tone={tones[state]}>{t(`rural.state_${state}`)}</Chip>
}

/** When and through whom a person was told. */
export const toldText = (t: Translator, told: RuralTold): string =>
  [
    formatDate(told.on),
    told.through === null ? t('rural.through_other') : t(`rural.through_${told.through}`),
    shortName(told.by),
  ].join(', ')

/** What the rules say; those that stop or warn first, each with its source. */
export function Findings({ findings }: { findings: readonly Told[] }) {
  const weight = (one: Told) => ['block', 'warn', 'record'].indexOf(one.level)
  const sorted = [...findings].sort((a, b) => ((weight(a) + 4) % 4) - ((weight(b) + 4) % 4))
  const t = useT()
  return (
    <ul className="village-findings">
      {sorted.map((one) => (
        <li key={one.rule + one.sentence.en}>
          {one.level === 'block' || one.level === 'warn' ? (
            <FieldMessage kind={one.level === 'block' ? 'error' : 'warn'}>
              {t.local(one.sentence)}
            </FieldMessage>
          ) : (
            t.local(one.sentence)
          )}
          <span className="second line-2">{t.local(one.source)}</span>
        </li>
      ))}
    </ul>
  )
}

/** A question with fields: F8 does it, Enter too; why it was refused stands beside its button. */
export function FormDialog(props: {
  title: ReactNode
  act: string
  icon: NonNullable<ButtonProps['icon']>
  busy: boolean
  fault: string | null
  onSubmit: () => void
  onClose: () => void
  wide?: boolean
  children: ReactNode
}) {
  const t = useT()
  return (
    <Dialog
      open
      wide={props.wide ?? false}
      onClose={props.onClose}
      title={props.title}
      actions={
        <>
          <Button kind="primary" icon={props.icon} shortcut="F8" onPress={props.onSubmit}>
            {props.busy ? t('settings.saving') : props.act}
          </Button>
          {props.fault && (
            <p className="not-ready" role="alert">
              <strong>{t('settings.not_saved')}</strong> {props.fault}
            </p>
          )}
        </>
      }
    >
      <form
        className="fields"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          props.onSubmit()
        }}
      >
        {props.children}
        <button type="submit" hidden />
      </form>
    </Dialog>
  )
}

/** A button that takes a file; a refusal of it is said over the page. */
export function FilePick<T>(props: {
  label: string
  shortcut: string
  primary?: boolean
  read: (token: string) => Promise<Result<T>>
  onRead: (value: T, token: string) => void
}) {
  const t = useT()
  const input = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ErrorValue | null>(null)
  const take = async (file: File) => {
    setBusy(true)
    setError(null)
    const uploaded = await upload(file)
    const result = uploaded.ok ? await props.read(uploaded.value.token) : uploaded
    setBusy(false)
    if (!result.ok) setError(result.error)
    else if (uploaded.ok) props.onRead(result.value, uploaded.value.token)
  }
  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        hidden
        aria-label={props.label}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0]
          event.currentTarget.value = ''
          if (file) void take(file)
        }}
      />
      <Button
        small
        icon="upload"
        kind={props.primary ? 'primary' : 'default'}
        shortcut={props.shortcut}
        onPress={() => !busy && input.current?.click()}
      >
        {busy ? t('status.reading') : props.label}
      </Button>
      {error && (
        <Dialog open onClose={() => setError(null)} title={props.label}>
          <ErrorNote error={error} />
        </Dialog>
      )}
    </>
  )
}

type Waiting = { token: string; name: string }

/** Hand a waiting file to whoever asked; `error` says why there is none. */
export function useFetch() {
  const [error, setError] = useState<ErrorValue | null>(null)
  const fetchFile = async (asked: Promise<Result<Waiting>>) => {
    const result = await asked
    setError(result.ok ? null : result.error)
    if (result.ok) download(result.value.token, result.value.name)
  }
  return { error, fetchFile }
}

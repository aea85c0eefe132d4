/** A file with decisions of AIS: read first, every line shown with its reason, then taken over. */
import { useState } from 'react'
import type { ErrorValue, Result } from '../../../shared/errors'
import { upload } from '../../api/files'
import { useInvalidate } from '../../api/hooks'
import { Button, Dialog, ErrorNote, FilePick, Note, useToast } from '../../components'
import { formatDateTime, shortName } from '../../format'
import { useT } from '../../i18n'
import '../person/panels/status.css'

interface Line {
  line: number
  text: string
  personName: string
  reason: string | null
}
interface Read<L extends Line> {
  fileName: string
  lines: L[]
  clean: number
  before: { at: string; by: string; applied: number } | null
}
/** A line in words: what it says, why it is left or what is to know of it, what the register holds beside it. */
interface LineWords {
  said: string | null | false
  reason: string | null | false
  held: string | null
}

interface Props<L extends Line> {
  title: string
  help: string
  shortcut: string
  read: (token: string) => Promise<Result<Read<L>>>
  apply: (token: string) => Promise<Result<{ applied: number; left: number }>>
  lineOf: (line: L) => LineWords
}

/** The button that takes a file, and its preview. */
export function AisImport<L extends Line>(props: Props<L>) {
  const { title, help, shortcut } = props
  const t = useT()
  const [busy, setBusy] = useState(false)
  const [read, setRead] = useState<(Read<L> & { token: string }) | null>(null)
  const [error, setError] = useState<ErrorValue | null>(null)
  const take = async (file: File) => {
    setBusy(true)
    setError(null)
    const uploaded = await upload(file)
    const result = uploaded.ok ? await props.read(uploaded.value.token) : uploaded
    setBusy(false)
    if (!result.ok) setError(result.error)
    else if (uploaded.ok) setRead({ ...(result.value as Read<L>), token: uploaded.value.token })
  }
  return (
    <>
      <FilePick
        small
        accept=".csv,.txt,text/csv"
        shortcut={shortcut}
        label={busy ? t('status.reading') : title}
        onFile={(file) => !busy && void take(file)}
      />
      {error && (
        <Dialog open onClose={() => setError(null)} title={title}>
          <ErrorNote error={error} />
          <p className="help">{help}</p>
        </Dialog>
      )}
      {read && <Preview {...props} found={read} onClose={() => setRead(null)} />}
    </>
  )
}

function Lines<L extends Line>({ lines, lineOf }: { lines: readonly L[] } & Pick<Props<L>, 'lineOf'>) {
  const t = useT()
  return (
    <ul className="status-lines">
      {lines.map((line) => {
        const { said, reason, held } = lineOf(line)
        return (
          <li key={line.line}>
            {t('status.import_line', { line: String(line.line) })}: {line.personName || line.text}
            {said && `, ${said}`}
            {(reason || held) && (
              <span className="second line-2">{[reason, held].filter(Boolean).join(' · ')}</span>
            )}
          </li>
        )
      })}
    </ul>
  )
}

/** What would be taken over and what not, before anything changes. */
function Preview<L extends Line>({
  title,
  help,
  apply,
  lineOf,
  found,
  onClose,
}: Props<L> & { found: Read<L> & { token: string }; onClose: () => void }) {
  const t = useT()
  const toast = useToast()
  const invalidate = useInvalidate()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ErrorValue | null>(null)
  const left = found.lines.filter((line) => line.reason !== null)
  const takeOver = async () => {
    if (busy) return
    setBusy(true)
    const result = await apply(found.token)
    setBusy(false)
    if (!result.ok) return setError(result.error)
    invalidate('registrations', 'deregistrations', 'people', 'deadlines')
    toast(t('status.import_done', { ...result.value }))
    onClose()
  }
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={`${title}: ${found.fileName}`}
      actions={
        found.clean > 0 && (
          <Button kind="primary" icon="disk" shortcut="F8" onPress={() => void takeOver()}>
            {t('status.import_apply', { n: found.clean })}
          </Button>
        )
      }
    >
      {found.before && (
        <Note tone="today">
          {t('status.import_before', {
            by: shortName(found.before.by),
            at: formatDateTime(found.before.at),
            n: found.before.applied,
          })}
        </Note>
      )}
      {left.length > 0 && (
        <section>
          <h3>{t('status.import_left', { n: left.length })}</h3>
          <Lines lines={left} lineOf={lineOf} />
        </section>
      )}
      {found.clean > 0 ? (
        <section>
          <h3>{t('status.import_clean', { n: found.clean })}</h3>
          <Lines lines={found.lines.filter((line) => line.reason === null)} lineOf={lineOf} />
        </section>
      ) : (
        <p className="empty">{t('status.import_nothing')}</p>
      )}
      {left.length > 0 && <p className="help">{help}</p>}
      <ErrorNote error={error} />
    </Dialog>
  )
}

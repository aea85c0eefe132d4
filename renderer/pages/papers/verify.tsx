/** Whether a paper is ours and unchanged: its code from a scanner, or its file. */
import { useRef, useState } from 'react'
import { Link } from 'wouter'
import type { OutputOf } from '../../../shared/contract'
import type { ErrorValue } from '../../../shared/errors'
import { call } from '../../api/client'
import { upload } from '../../api/files'
import { Button, Dialog, ErrorNote, Note, TextField } from '../../components'
import { formatDate } from '../../format'
import { useT } from '../../i18n'

export type PaperVerdict = OutputOf<'document.verify'>

/** Nothing more need be said than that it is ours. */
export const isClean = ({ verdict, paper }: PaperVerdict): boolean =>
  verdict === 'unchanged' && paper !== null && !paper.cancelledAt && !paper.superseded

/** What was found, with the way to the case for who may see it. */
function Verdict({ found, onLeave }: { found: PaperVerdict; onLeave: () => void }) {
  const t = useT()
  const { verdict, paper, document } = found
  const tone = isClean(found) ? 'done' : verdict === 'unchanged' && !paper?.cancelledAt ? 'today' : 'stop'
  return (
    <Note tone={tone} {...(tone === 'done' ? { icon: 'safe' as const } : {})}>
      {paper?.cancelledAt && (
        <p className="strong-name">
          {t('desk.paper_verify_cancelled', { date: formatDate(paper.cancelledAt) })}
        </p>
      )}
      {paper?.superseded && <p className="strong-name">{t('desk.paper_verify_superseded')}</p>}
      <p className="strong-name">{t(`desk.paper_verify_${verdict}`)}</p>
      {paper && (
        <p>
          {t('desk.paper_verify_issued', { title: t.local(paper.title), date: formatDate(paper.issuedAt) })}
        </p>
      )}
      {document && (
        <p>
          <Link href={'/applications/' + document.applicationId} onClick={onLeave}>
            {t('desk.paper_of_case', { number: document.applicationNumber })}
          </Link>
          {', '}
          {document.personName}
        </p>
      )}
    </Note>
  )
}

/** Scan or type a code, or choose a file. `start`: what was found already, e.g. by the search box. */
export function VerifyDialog({ start, onClose }: { start?: PaperVerdict; onClose: () => void }) {
  const t = useT()
  const file = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [busy, setBusy] = useState(false)
  const [found, setFound] = useState(start ?? null)
  const [error, setError] = useState<ErrorValue | null>(null)
  const ask = async (work: () => ReturnType<typeof call<'document.verify'>>) => {
    if (busy) return
    setBusy(true)
    setFound(null)
    const result = await work()
    setBusy(false)
    setText('')
    setError(result.ok ? null : result.error)
    if (result.ok) setFound(result.value)
  }
  const askFile = (chosen: File) =>
    ask(async () => {
      const uploaded = await upload(chosen)
      return uploaded.ok ? call('document.verify', { token: uploaded.value.token }) : uploaded
    })
  return (
    <Dialog open onClose={onClose} title={t('desk.paper_verify_title')}>
      <form
        className="fields"
        onSubmit={(event) => {
          event.preventDefault()
          if (text.trim()) void ask(() => call('document.verify', { text: text.trim() }))
        }}
      >
        <TextField
          autoFocus
          label={t('desk.paper_verify_code')}
          help={t('desk.paper_verify_code_help')}
          value={text}
          onChange={setText}
          maxLength={200}
        />
        <p className="acts field">
          <Button type="submit">{t('desk.paper_verify')}</Button>
          <input
            ref={file}
            type="file"
            accept=".docx"
            hidden
            onChange={(event) => {
              const chosen = event.currentTarget.files?.[0]
              event.currentTarget.value = ''
              if (chosen) void askFile(chosen)
            }}
          />
          <Button icon="upload" onPress={() => file.current?.click()}>
            {t('desk.paper_verify_file')}
          </Button>
        </p>
      </form>
      <div aria-live="polite">
        <ErrorNote error={error} />
        {found && <Verdict found={found} onLeave={onClose} />}
        {found?.verdict === 'unchanged' && <p className="help">{t('desk.paper_verify_compare')}</p>}
      </div>
    </Dialog>
  )
}

/** The button that opens it. */
export function VerifyButton() {
  const t = useT()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button icon="safe" onPress={() => setOpen(true)}>
        {t('desk.paper_verify')}
      </Button>
      {open && <VerifyDialog onClose={() => setOpen(false)} />}
    </>
  )
}

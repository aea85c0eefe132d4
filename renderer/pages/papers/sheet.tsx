import { useRef, useState } from 'react'
import { Link } from 'wouter'
import type { ErrorValue } from '../../../shared/errors'
import type { DocumentRow } from '../../../shared/model'
import { call } from '../../api/client'
import { download } from '../../api/files'
import { Button, ErrorNote, PaperView, type PaperHandle } from '../../components'
import { useT } from '../../i18n'
import { CancelledNote } from './cancelled'
import { usePaperFile } from './file'
import { RecordButton } from './record'
import { paperTitle } from './words'

/** The sheet at the right, with its file as Word or PDF. */
export function Sheet({
  document,
  empty,
  onReady,
}: {
  document: DocumentRow | undefined
  /** What stands there instead of a paper. */
  empty?: string
  /** The paper is on the screen. */
  onReady?: () => void
}) {
  const t = useT()
  const view = useRef<PaperHandle>(null)
  const file = usePaperFile(document?.id ?? null)
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<{ id: number; error: ErrorValue } | null>(null)
  const get = async (id: number, as: 'docx' | 'pdf') => {
    setBusy(true)
    const result = await call('document.file', { id, as })
    setBusy(false)
    setRefused(result.ok ? null : { id, error: result.error })
    if (result.ok) download(result.value.token, result.value.name)
  }
  if (!document) return <p className="empty paper-none">{empty ?? t('desk.paper_pick')}</p>
  const error = file.error ?? (refused?.id === document.id ? refused.error : null)
  return (
    <>
      <div className="toolbar paper-bar">
        <Link href={'/applications/' + document.applicationId}>
          {t('desk.paper_of_case', { number: document.applicationNumber })}
        </Link>
        <div className="end">
          <RecordButton document={document} />
          <Button kind="plain" small icon="download" onPress={() => void get(document.id, 'docx')}>
            {t('desk.papers_docx')}
          </Button>
          <Button kind="plain" small icon="download" onPress={() => void get(document.id, 'pdf')}>
            {busy ? t('desk.papers_file_making') : t('desk.papers_pdf')}
          </Button>
        </div>
      </div>
      <ErrorNote error={error} />
      <CancelledNote document={document} />
      {!file.error && (
        <PaperView
          ref={view}
          token={file.token}
          title={paperTitle(t, document)}
          {...(onReady && { onReady })}
          onRetry={file.again}
        />
      )}
    </>
  )
}

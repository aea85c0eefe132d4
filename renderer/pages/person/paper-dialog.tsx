import { useRef } from 'react'
import type { DocumentRow } from '../../../shared/model'
import { useCommand } from '../../api/hooks'
import { Button, Dialog, ErrorNote, PaperView, type PaperHandle } from '../../components'
import { useDesk } from '../../desk'
import { useT } from '../../i18n'
import { CancelledNote } from '../papers/cancelled'
import { usePaperFile } from '../papers/file'
import { paperTitle } from '../papers/words'

/** An issued paper over the page, exactly as it was issued; it can be printed from here. */
export function PaperDialog({
  document,
  onClose,
}: {
  document: DocumentRow | undefined
  onClose: () => void
}) {
  const t = useT()
  const { can } = useDesk()
  const view = useRef<PaperHandle>(null)
  const file = usePaperFile(document?.id ?? null)
  const printed = useCommand('document.printed')
  const print = async () => {
    if (document && (await view.current?.print())) await printed.run({ id: document.id, copies: 1 })
  }
  return (
    <Dialog
      wide
      open={document !== undefined}
      onClose={onClose}
      title={document ? paperTitle(t, document) : ''}
      actions={
        can('papers') &&
        !document?.cancelled && (
          <Button kind="primary" icon="print" shortcut="F9" onPress={() => void print()}>
            {t('desk.papers_print_one')}
          </Button>
        )
      }
    >
      <ErrorNote error={file.error ?? printed.error} />
      <CancelledNote document={document} />
      {document && !file.error && (
        <div className="paper-dialog">
          <PaperView ref={view} token={file.token} title={paperTitle(t, document)} onRetry={file.again} />
        </div>
      )}
    </Dialog>
  )
}

/** What the register knows of one paper; cancelling it, and issuing it again. */
import { useState } from 'react'
import type { DocumentRow } from '../../../shared/model'
import { useCall, useCommand, useInvalidate } from '../../api/hooks'
import { Button, Dialog, ErrorNote, Facts, TextField, useToast } from '../../components'
import { useDesk } from '../../desk'
import { formatDate, formatDateTime, shortName } from '../../format'
import { useT } from '../../i18n'
import { CancelledNote } from './cancelled'
import { paperTitle } from './words'

function RecordDialog({ document, onClose }: { document: DocumentRow; onClose: () => void }) {
  const t = useT()
  const toast = useToast()
  const invalidate = useInvalidate()
  const { can } = useDesk()
  const answer = useCall('document.history', { id: document.id })
  const cancel = useCommand('document.cancel')
  const reissue = useCommand('document.reissue')
  const [asking, setAsking] = useState<'cancel' | 'reissue' | null>(null)
  const [reason, setReason] = useState('')
  const record = answer.data
  const shown = record?.document ?? document
  const { cancelled } = shown
  const run = async (what: 'cancel' | 'reissue') => {
    if (cancel.busy || reissue.busy) return
    const result = await (what === 'cancel' ? cancel : reissue).run({ id: document.id, reason })
    if (!result.ok) return
    invalidate('documents')
    toast(t(what === 'cancel' ? 'desk.paper_cancelled_done' : 'desk.paper_reissued'))
    onClose()
  }
  const error = cancel.error ?? reissue.error
  const fieldFault = error?.code === 'reason_needed' ? t.error(error) : undefined
  return (
    <Dialog
      open
      onClose={onClose}
      title={paperTitle(t, document)}
      actions={
        can('decide') &&
        (asking ? (
          <Button
            kind="primary"
            icon={asking === 'cancel' ? 'stop' : 'again'}
            shortcut="F8"
            onPress={() => void run(asking)}
          >
            {t(`desk.paper_${asking}`)}
          </Button>
        ) : (
          <>
            {!cancelled && (
              <Button icon="stop" onPress={() => setAsking('cancel')}>
                {t('desk.paper_cancel')}
              </Button>
            )}
            {/* Of a cancelled paper the reason is known. */}
            <Button icon="again" onPress={() => (cancelled ? void run('reissue') : setAsking('reissue'))}>
              {t('desk.paper_reissue')}
            </Button>
          </>
        ))
      }
    >
      <ErrorNote error={answer.error ?? (fieldFault ? null : error)} />
      <CancelledNote document={shown} />
      {record && (
        <Facts
          as="list"
          rows={[
            [t('desk.col_issued'), `${formatDateTime(document.issuedAt)}, ${shortName(document.issuedBy)}`],
            [t('desk.record_copies'), String(record.document.copies)],
            [
              t('desk.record_prints'),
              record.prints.length === 0
                ? t('desk.paper_state_to_print')
                : record.prints.map((print, at) => (
                    <div key={at}>
                      {t('desk.record_print', {
                        at: formatDateTime(print.at),
                        n: print.copies,
                        by: shortName(print.by),
                      })}
                      {print.reprint && `, ${t('desk.timeline_reprint')}`}
                    </div>
                  )),
            ],
            record.handedOver && [
              t('desk.record_handed_over'),
              t('desk.record_handed', {
                date: formatDate(record.handedOver.on),
                to: record.handedOver.to,
                by: shortName(record.handedOver.by),
              }),
            ],
            [
              'SHA-256',
              <span key="hash" className="mono paper-hash">
                {document.sha256}
              </span>,
            ],
          ]}
        />
      )}
      {asking && !cancelled && (
        <div className="fields">
          <TextField
            kazakhKeys
            autoFocus
            multiline
            field="reason"
            label={t(`desk.paper_${asking}_reason`)}
            help={t(`desk.paper_${asking}_help`)}
            value={reason}
            onChange={setReason}
            maxLength={500}
            error={fieldFault}
          />
        </div>
      )}
    </Dialog>
  )
}

/** The button that opens the record of a paper. */
export function RecordButton({ document }: { document: DocumentRow }) {
  const t = useT()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button kind="plain" small icon="history" onPress={() => setOpen(true)}>
        {t('desk.record_title')}
      </Button>
      {open && <RecordDialog document={document} onClose={() => setOpen(false)} />}
    </>
  )
}

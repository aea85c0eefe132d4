/** What the register knows of one paper, and cancelling it. */
import { useState } from 'react'
import type { DocumentRow } from '../../../shared/model'
import { useCall, useCommand, useInvalidate } from '../../api/hooks'
import { Button, Dialog, ErrorNote, Facts, Note, TextField, useToast } from '../../components'
import { useDesk } from '../../desk'
import { formatDate, formatDateTime, shortName } from '../../format'
import { useT } from '../../i18n'
import { paperTitle } from './words'

function RecordDialog({ document, onClose }: { document: DocumentRow; onClose: () => void }) {
  const t = useT()
  const toast = useToast()
  const invalidate = useInvalidate()
  const { can } = useDesk()
  const answer = useCall('document.history', { id: document.id })
  const command = useCommand('document.cancel')
  const [asking, setAsking] = useState(false)
  const [reason, setReason] = useState('')
  const record = answer.data
  const cancelled = (record?.document ?? document).cancelled
  const cancel = async () => {
    if (command.busy) return
    const result = await command.run({ id: document.id, reason })
    if (!result.ok) return
    invalidate('documents')
    toast(t('desk.paper_cancelled_done'))
    onClose()
  }
  const fieldFault = command.error?.code === 'reason_needed' ? t.error(command.error) : undefined
  return (
    <Dialog
      open
      onClose={onClose}
      title={paperTitle(t, document)}
      actions={
        can('decide') &&
        !cancelled &&
        (asking ? (
          <Button kind="primary" icon="stop" shortcut="F8" onPress={() => void cancel()}>
            {t('desk.paper_cancel')}
          </Button>
        ) : (
          <Button icon="stop" onPress={() => setAsking(true)}>
            {t('desk.paper_cancel')}
          </Button>
        ))
      }
    >
      <ErrorNote error={answer.error ?? (fieldFault ? null : command.error)} />
      {cancelled && (
        <Note tone="stop">
          {t('desk.paper_cancelled_by', {
            date: formatDate(cancelled.at),
            by: shortName(cancelled.by),
            reason: cancelled.reason,
          })}
        </Note>
      )}
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
            autoFocus
            multiline
            field="reason"
            label={t('desk.paper_cancel_reason')}
            help={t('desk.paper_cancel_help')}
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

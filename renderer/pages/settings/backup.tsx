import { useState } from 'react'
import type { OutputOf } from '../../../shared/contract'
import { useCall, useCommand } from '../../api/hooks'
import { Button, ErrorNote, Facts, Note, Part } from '../../components'
import { useDesk } from '../../desk'
import { formatDateTime } from '../../format'
import { useT } from '../../i18n'

/** Where the data is, and a checked copy of it at once. */
export function BackupPart() {
  const t = useT()
  const { status } = useDesk()
  const answer = useCall('settings.get', {})
  const make = useCommand('backup.make')
  const [made, setMade] = useState<OutputOf<'backup.make'> | null>(null)
  const size = (bytes: number) =>
    bytes < 1024 * 1024
      ? t('settings.size_kb', { n: Math.max(1, Math.round(bytes / 1024)) })
      : t('settings.size_mb', { n: Math.round(bytes / 1024 / 102.4) / 10 })
  const run = async () => {
    if (make.busy) return
    const result = await make.run({})
    if (result.ok) setMade(result.value)
  }
  return (
    <div className="page-body settings-form">
      <Part title={t('settings.backup_where')}>
        <Facts
          as="list"
          rows={[
            [t('settings.folder'), answer.data && <code className="break">{answer.data.dataFolder}</code>],
            [
              t('settings.register_server'),
              answer.data?.register ? <code className="break">{answer.data.register}</code> : null,
            ],
            [t('settings.version'), status.version],
          ]}
        />
        <p className="help">
          {t(answer.data?.register ? 'settings.register_server_help' : 'settings.backup_where_help')}
        </p>
      </Part>
      <Part title={t('settings.backup_title')}>
        <p className="second">{t('settings.backup_lead')}</p>
        <p className="acts form-foot">
          <Button kind="primary" icon="safe" shortcut="F8" onPress={() => void run()}>
            {make.busy ? t('settings.backup_making') : t('settings.backup_make')}
          </Button>
        </p>
        <div aria-live="polite" className="form-foot">
          <ErrorNote error={answer.error ?? make.error} />
          {made && (
            <Note tone="done" icon="safe">
              {t('settings.backup_done', {
                file: made.fileName,
                size: size(made.bytes),
                at: formatDateTime(made.at),
              })}
            </Note>
          )}
        </div>
      </Part>
    </div>
  )
}

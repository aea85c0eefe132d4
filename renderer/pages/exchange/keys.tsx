/** Whose signature counts: the centre's own key for the receiver, and the receiver's keys. */
import { useState } from 'react'
import type { OutputOf } from '../../../shared/contract'
import type { ErrorValue } from '../../../shared/errors'
import { call } from '../../api/client'
import { download, upload } from '../../api/files'
import { useCommand, useInvalidate } from '../../api/hooks'
import { Button, ErrorNote, Facts, Part, useToast, FilePick } from '../../components'
import { useDesk } from '../../desk'
import { useT } from '../../i18n'

const groups = (fingerprint: string) => fingerprint.match(/.{1,4}/gu)?.join(' ') ?? ''

export function Keys({ state: { key, receiver } }: { state: OutputOf<'exchange.state'> }) {
  const t = useT()
  const toast = useToast()
  const { can } = useDesk()
  const invalidate = useInvalidate()
  const save = useCommand('exchange.saveReceiver')
  const [error, setError] = useState<ErrorValue | null>(null)
  const giveOut = async () => {
    const file = await call('exchange.publicKey', {})
    setError(file.ok ? null : file.error)
    if (file.ok) download(file.value.token, file.value.name)
    invalidate('exchange')
  }
  const enter = async (file: File) => {
    const uploaded = await upload(file)
    const result = uploaded.ok ? await save.run({ token: uploaded.value.token }) : uploaded
    setError(result.ok ? null : result.error)
    invalidate('exchange')
    if (result.ok && result.value)
      toast(t('exchange.receiver_saved', { name: result.value.name }), { icon: 'safe' })
  }
  return (
    <Part title={t('exchange.keys_title')}>
      <p className="help">{t('exchange.keys_help')}</p>
      <Facts
        as="list"
        rows={[
          [
            t('exchange.own_key'),
            key ? <span className="mono break">{groups(key.fingerprint)}</span> : t('exchange.own_key_none'),
          ],
          [
            t('exchange.receiver'),
            receiver ? (
              <>
                {receiver.name}: <span className="mono break">{groups(receiver.fingerprint)}</span>
                <span className="second">
                  {' '}
                  {t(receiver.age ? 'exchange.receiver_encrypts' : 'exchange.receiver_plain')}
                </span>
              </>
            ) : (
              t('exchange.receiver_none')
            ),
          ],
        ]}
      />
      <p className="acts batch-acts">
        <Button icon="download" onPress={() => void giveOut()}>
          {t('exchange.save_key')}
        </Button>
        {can('settings') && (
          <FilePick
            accept=".json,application/json"
            label={t('exchange.receiver_pick')}
            onFile={(file) => void enter(file)}
          />
        )}
      </p>
      <ErrorNote error={error} />
    </Part>
  )
}

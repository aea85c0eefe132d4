/** The receiver's answer, taken in from a file. */
import { useState } from 'react'
import type { AckResult } from '../../../shared/contract/exchange'
import type { ErrorValue } from '../../../shared/errors'
import type { Translator } from '../../../shared/locale'
import { upload } from '../../api/files'
import { useCommand, useInvalidate } from '../../api/hooks'
import { ErrorNote, Note, Part, FilePick } from '../../components'
import { formatDateTime } from '../../format'
import { useT } from '../../i18n'

function sentence(t: Translator, result: AckResult): string {
  if (result.effect === 'again') return t('exchange.answer_again', { at: formatDateTime(result.takenAt) })
  if (result.effect === 'late') return t('exchange.answer_late')
  const batch = String(result.batch)
  return result.outcome === 'taken'
    ? t('exchange.answer_applied', { batch, accepted: result.accepted, refused: result.refused })
    : `${t('exchange.answer_applied_refused', {
        batch,
        reason: t.any(`exchange.batch_refusal_${result.reason}`),
      })}. ${t('exchange.expected', { n: String(result.expected) })}`
}

export function TakeAnswer() {
  const t = useT()
  const invalidate = useInvalidate()
  const acknowledge = useCommand('exchange.acknowledge')
  const [done, setDone] = useState<AckResult | null>(null)
  const [error, setError] = useState<ErrorValue | null>(null)
  const take = async (file: File) => {
    setDone(null)
    setError(null)
    const uploaded = await upload(file)
    const result = uploaded.ok ? await acknowledge.run({ token: uploaded.value.token }) : uploaded
    if (result.ok) setDone(result.value)
    else setError(result.error)
    invalidate('exchange')
  }
  const good = done && done.effect === 'applied' && done.outcome === 'taken' && done.refused === 0
  return (
    <Part title={t('exchange.answer_title')}>
      <p className="help">{t('exchange.answer_help')}</p>
      <p className="acts batch-acts">
        <FilePick
          accept=".json,application/json"
          label={t('exchange.answer_pick')}
          shortcut="F3"
          onFile={(file) => void take(file)}
        />
      </p>
      <div aria-live="polite">
        {done && (
          <Note tone={good ? 'done' : done.effect === 'applied' ? 'today' : 'info'}>{sentence(t, done)}</Note>
        )}
        <ErrorNote error={error} />
      </div>
    </Part>
  )
}

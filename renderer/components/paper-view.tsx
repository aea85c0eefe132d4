import { useCallback, useEffect, useImperativeHandle, useRef, useState, type Ref } from 'react'
import { useT } from '../i18n'
import { onKeyDown } from '../keys'
import { Button } from './button'
import { Note } from './status'

export interface PaperHandle {
  /** Open the print dialog for exactly what is shown. False when the paper is not there yet. */
  print: () => boolean
}

/** What the paper page says to the window around it. */
interface PaperMessage {
  type: 'paper'
  state: 'ready' | 'failed'
  pages: number
}

/** The sheet as it will be printed, in its own page (`/paper.html`), which knows nothing but the file. */
export function PaperView({
  token: given,
  title,
  ref,
  onReady,
  onRetry,
}: {
  /** One file, or several that are printed together; null while it is being fetched. */
  token: string | readonly string[] | null
  title: string
  ref?: Ref<PaperHandle>
  onReady?: (pages: number) => void
  /** Ask for a new token, e.g. after it ran out. */
  onRetry?: () => void
}) {
  const t = useT()
  const token =
    given === null
      ? null
      : [given]
          .flat()
          .map((one) => 'token=' + encodeURIComponent(one))
          .join('&')
  const frame = useRef<HTMLIFrameElement>(null)
  const [state, setState] = useState<{ token: string | null; is: 'waiting' | 'ready' | 'failed' }>({
    token,
    is: 'waiting',
  })
  const is = state.token === token ? state.is : 'waiting'
  const ready = useRef(onReady)
  useEffect(() => {
    ready.current = onReady
  })
  useEffect(() => {
    const hear = (event: MessageEvent<PaperMessage>) => {
      if (
        event.source !== frame.current?.contentWindow ||
        typeof event.data !== 'object' ||
        event.data === null
      )
        return
      if (event.data.type !== 'paper') return
      setState({ token, is: event.data.state })
      if (event.data.state !== 'ready') return
      // A click into the sheet must not take the keyboard away from the desk.
      frame.current?.contentWindow?.addEventListener('keydown', onKeyDown)
      ready.current?.(event.data.pages)
    }
    window.addEventListener('message', hear)
    return () => window.removeEventListener('message', hear)
  }, [token])
  const print = useCallback(() => {
    if (is !== 'ready' || !frame.current?.contentWindow) return false
    const before = document.activeElement
    frame.current.contentWindow.focus()
    frame.current.contentWindow.print()
    if (before instanceof HTMLElement) before.focus()
    return true
  }, [is])
  useImperativeHandle(ref, () => ({ print }), [print])
  return (
    <div className="paper-box" aria-busy={is === 'waiting'}>
      {is === 'failed' && (
        <Note tone="stop">
          <p>{t('common.paper_failed')}</p>
          {onRetry && (
            <Button small icon="again" onPress={onRetry}>
              {t('common.try_again')}
            </Button>
          )}
        </Note>
      )}
      {is === 'waiting' && <p className="vh">{t('common.paper_waiting')}</p>}
      {token && (
        <iframe key={token} ref={frame} className="paper-frame" title={title} src={'/paper.html?' + token} />
      )}
    </div>
  )
}

import { useCallback, useEffect, useImperativeHandle, useRef, useState, type Ref } from 'react'
import type { ErrorValue } from '../../shared/errors'
import { useT } from '../i18n'
import { onKeyDown } from '../keys'
import { readPaper } from '../paper/messages'
import { askBrowser, chosenPrinter, printOn } from '../printing'
import { Button } from './button'
import { ErrorNote, Note } from './status'

export interface PaperHandle {
  /**
   * Print exactly what is shown, each file once: on the chosen printer, else through the dialog of the browser.
   * Resolves when the printer took it or the dialog was answered; false when it was not printed.
   */
  print: () => Promise<boolean>
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
  const [refused, setRefused] = useState<ErrorValue | null>(null)
  const ready = useRef(onReady)
  useEffect(() => {
    ready.current = onReady
  })
  useEffect(() => {
    const hear = (event: MessageEvent<unknown>) => {
      const message = readPaper(event, frame.current)
      if (!message) return
      setState({ token, is: message.state === 'ready' ? 'ready' : 'failed' })
      if (message.state !== 'ready') return
      // A click into the sheet must not take the keyboard away from the desk.
      frame.current?.contentWindow?.addEventListener('keydown', onKeyDown)
      ready.current?.(message.pages)
    }
    window.addEventListener('message', hear)
    return () => window.removeEventListener('message', hear)
  }, [token])
  const print = useCallback(async () => {
    const page = frame.current?.contentWindow
    if (is !== 'ready' || !page || given === null) return false
    setRefused(null)
    const printer = chosenPrinter()
    if (printer) {
      for (const one of [given].flat()) {
        const error = await printOn(printer, one, 1)
        if (!error) continue
        setRefused(error)
        return false
      }
      return true
    }
    const before = document.activeElement
    await askBrowser(page)
    if (before instanceof HTMLElement) before.focus()
    return true
  }, [is, given])
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
      <ErrorNote error={refused} />
      {is === 'waiting' && <p className="vh">{t('common.paper_waiting')}</p>}
      {token && (
        <iframe key={token} ref={frame} className="paper-frame" title={title} src={'/paper.html?' + token} />
      )}
    </div>
  )
}

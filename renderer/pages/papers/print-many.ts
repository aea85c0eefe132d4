import { useCallback, useEffect, useRef, useState } from 'react'
import type { DocumentRow } from '../../../shared/model'
import type { ErrorValue } from '../../../shared/errors'
import { call } from '../../api/client'

export interface PrintJob {
  step: 'preparing' | 'at_printer' | 'marking'
  done: number
  total: number
  now: DocumentRow | null
}

export type PrintResult =
  | { is: 'printed'; count: number }
  | { is: 'stopped'; done: number; total: number }
  /** The sheets could not be laid out or handed to the printer. */
  | { is: 'not_printed' }
  | { is: 'refused'; error: ErrorValue; document: DocumentRow }

/** A long job is laid out within this many milliseconds per paper, or it failed. */
const patience = 15_000

/** The papers of these tokens in a hidden page, laid out and ready to print; null when that fails. */
function layOut(tokens: readonly string[]): Promise<HTMLIFrameElement | null> {
  const frame = document.createElement('iframe')
  frame.className = 'print-frame'
  frame.setAttribute('aria-hidden', 'true')
  frame.tabIndex = -1
  frame.src = '/paper.html?' + tokens.map((token) => 'token=' + encodeURIComponent(token)).join('&')
  return new Promise((resolve) => {
    const end = (ready: boolean) => {
      window.removeEventListener('message', hear)
      clearTimeout(timer)
      if (!ready) frame.remove()
      resolve(ready ? frame : null)
    }
    const hear = (event: MessageEvent<unknown>) => {
      if (event.source !== frame.contentWindow || typeof event.data !== 'object' || event.data === null)
        return
      const { type, state } = event.data as { type?: unknown; state?: unknown }
      if (type === 'paper') end(state === 'ready')
    }
    const timer = setTimeout(() => end(false), patience * (1 + tokens.length))
    window.addEventListener('message', hear)
    document.body.append(frame)
  })
}

/**
 * Print several papers as one job: files are fetched one after the other (this can be stopped), laid out in one
 * page, handed to the printer, and each is then recorded as printed.
 */
export function usePrintMany() {
  const [job, setJob] = useState<PrintJob | null>(null)
  const stopped = useRef(false)
  useEffect(
    () => () => {
      stopped.current = true
    },
    [],
  )
  const stop = useCallback(() => {
    stopped.current = true
  }, [])
  const run = useCallback(async (documents: readonly DocumentRow[]): Promise<PrintResult> => {
    const total = documents.length
    stopped.current = false
    try {
      const tokens: string[] = []
      for (const [done, document] of documents.entries()) {
        setJob({ step: 'preparing', done, total, now: document })
        const file = await call('document.file', { id: document.id, as: 'docx' })
        if (!file.ok) return { is: 'refused', error: file.error, document }
        if (stopped.current) return { is: 'stopped', done: done + 1, total }
        tokens.push(file.value.token)
      }
      setJob({ step: 'at_printer', done: total, total, now: null })
      const frame = await layOut(tokens)
      if (!frame?.contentWindow) return { is: 'not_printed' }
      frame.contentWindow.focus()
      frame.contentWindow.print()
      // A browser may still be reading the page when `print` returns.
      setTimeout(() => frame.remove(), 60_000)
      for (const [done, document] of documents.entries()) {
        setJob({ step: 'marking', done, total, now: document })
        const marked = await call('document.printed', { id: document.id, copies: 1 })
        if (!marked.ok) return { is: 'refused', error: marked.error, document }
      }
      return { is: 'printed', count: total }
    } finally {
      setJob(null)
    }
  }, [])
  return { job, run, stop }
}

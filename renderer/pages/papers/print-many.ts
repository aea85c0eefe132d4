import { useCallback, useEffect, useRef, useState } from 'react'
import type { DocumentRow } from '../../../shared/model'
import { call, isSignInNeeded, isUnreachable } from '../../api/client'
import { chosenPrinter, printOn } from '../../printing'
import { openPrintPage } from './print-page'
import { printAll, type Press, type PrintJob, type PrintResult } from './queue'

/** Whether the sheets came out, asked after the dialog of the browser, which does not tell. */
export interface PrintQuestion {
  count: number
  answer: (printed: boolean) => void
}

/** Print several papers as one job, straight on the chosen printer or through one dialog for all of them. */
export function usePrintMany() {
  const [job, setJob] = useState<PrintJob | null>(null)
  const [question, setQuestion] = useState<PrintQuestion | null>(null)
  const stopped = useRef(false)
  const stop = useCallback(() => {
    stopped.current = true
  }, [])
  useEffect(() => stop, [stop])

  const ask = useCallback(
    (count: number) =>
      new Promise<boolean>((resolve) =>
        setQuestion({
          count,
          answer: (printed) => {
            setQuestion(null)
            resolve(printed)
          },
        }),
      ),
    [],
  )

  const run = useCallback(
    async (documents: readonly DocumentRow[]): Promise<PrintResult> => {
      stopped.current = false
      const steps = {
        file: (id: number) => call('document.file', { id, as: 'docx' }),
        mark: (id: number, copies: number) => call('document.printed', { id, copies }),
        ends: (error: Parameters<typeof isUnreachable>[0]) => isUnreachable(error) || isSignInNeeded(error),
        say: setJob,
        stopped: () => stopped.current,
      }
      const printer = chosenPrinter()
      if (printer) {
        const press: Press = {
          direct: true,
          take: async (token, copies) => (await printOn(printer, token, copies)) ?? true,
          finish: () => Promise.resolve(true),
        }
        return printAll(documents, press, steps).finally(() => setJob(null))
      }
      const [first] = documents
      if (first) setJob({ step: 'preparing', done: 0, total: documents.length, now: first })
      const page = await openPrintPage()
      try {
        if (!page) return { is: 'not_printed' }
        const press: Press = {
          direct: false,
          take: async (token, copies) => (await page.add(token, copies)) || null,
          finish: async (count) => ((await page.print()) ? ask(count) : null),
        }
        return await printAll(documents, press, steps)
      } finally {
        page?.close()
        setJob(null)
      }
    },
    [ask],
  )
  return { job, question, run, stop }
}

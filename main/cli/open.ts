/** The core for one command: opened, used, closed. */
import { randomUUID } from 'node:crypto'
import type { InputOf, OperationName, OutputOf } from '../../shared/contract'
import { openApp, type App, type Client, type Ports } from '../core/app'
import { commonPorts, rendererFolder } from '../places'
import { findBrowser } from '../web/browsers'
import { createPdfPrinter } from '../web/pdf'
import { Refused } from './io'

export { registerExists } from '../core/app'

/** A printer of papers, or undefined where there is no browser. Starts its browser at the first paper. */
export function headlessPrinter(browser = findBrowser()) {
  return browser ? createPdfPrinter({ rendererFolder: rendererFolder(), executablePath: browser }) : undefined
}

export interface LocalDesk {
  app: App
  client: Client
  /** Call, and throw `Refused` when the core says no. */
  call<N extends OperationName>(name: N, input: InputOf<N>): Promise<OutputOf<N>>
}

/** Open the core over a data folder, do some work, and close it whatever happens; `ports` replaces parts of it. */
export async function withDesk<T>(
  folder: string,
  kind: Client['kind'],
  work: (desk: LocalDesk) => Promise<T>,
  browser?: string,
  ports: Partial<Ports> = {},
): Promise<T> {
  const printer = headlessPrinter(browser)
  const app = await openApp({
    ...commonPorts(folder),
    ...(printer ? { printPdf: (docx: Uint8Array) => printer.print(docx) } : {}),
    ...ports,
  })
  const client: Client = { id: randomUUID(), kind }
  try {
    return await work({
      app,
      client,
      async call(name, input) {
        const result = await app.call(name, input, client)
        if (!result.ok) throw new Refused(result.error)
        return result.value as OutputOf<typeof name>
      },
    })
  } finally {
    await app.close()
    await printer?.close()
  }
}

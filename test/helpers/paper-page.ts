/** The page that shows papers, in a browser without a window; nothing leaves it. */
import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import type { Page } from 'playwright-core'
import { builtFile } from '../../main/web/pdf'
import type { AddMessage, FinishMessage, PaperMessage } from '../../renderer/paper/messages'
import { contentSecurityPolicy } from '../../shared/security'

export const origin = 'http://paper.invalid'

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
}

/** Serve the built screens and these files to a page; the token of a file is its place in the list. */
export async function servePapers(page: Page, rendererFolder: string, files: readonly Uint8Array[]) {
  await page.route('**/*', async (route) => {
    const { pathname } = new URL(route.request().url())
    const waiting = files[Number(pathname.slice('/files/'.length))]
    if (pathname.startsWith('/files/') && waiting) return route.fulfill({ body: Buffer.from(waiting) })
    const file = builtFile(rendererFolder, pathname)
    const contentType = file && types[extname(file)]
    if (!file || !contentType) return route.abort()
    const headers = { 'content-security-policy': contentSecurityPolicy('paper') }
    return route.fulfill({ body: await readFile(file), contentType, headers })
  })
}

/**
 * The page of a print queue, without a desk around it. Returns the function that gives it an order and says how
 * that ended: `added`, `refused`, `ready`, `failed`.
 */
export async function openQueue(page: Page) {
  await page.goto(origin + '/paper.html?queue')
  await page.waitForSelector('html[data-state="ready"]', { state: 'attached' })
  return (order: AddMessage | FinishMessage): Promise<string> =>
    page.evaluate(
      (message) =>
        new Promise<string>((resolve) => {
          // A function with a name would be rewritten by tsx and not be understood in the page.
          const heard = new AbortController()
          window.addEventListener(
            'message',
            ({ data }: MessageEvent<PaperMessage | AddMessage | FinishMessage>) => {
              if (data.type !== 'paper') return
              heard.abort()
              resolve(data.state)
            },
            { signal: heard.signal },
          )
          window.postMessage(message, location.origin)
        }),
      order,
    )
}

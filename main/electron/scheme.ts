/** The desk's own scheme: pages and files come from the program, with the same headers as over HTTP. */
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { protocol } from 'electron'
import { fail } from '../../shared/errors'
import {
  fileHeaders,
  maxUploadBytes,
  securityHeaders,
  staticFile,
  uploadedName,
  withNonce,
} from '../../shared/security'
import type { App, Client } from '../core/app'
import { isOwn, scheme } from './security'

/** Must run before Electron is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
  ])
}

const answer = (
  status: number,
  headers: Record<string, string>,
  body: string | Uint8Array<ArrayBuffer> | null = null,
) => new Response(body, { status, headers })
const nothing = (status: number) => answer(status, securityHeaders('data'))
const json = (status: number, value: unknown) =>
  answer(
    status,
    { ...securityHeaders('data'), 'content-type': 'application/json; charset=utf-8' },
    JSON.stringify(value),
  )
/** The same bytes in a buffer of their own, as `Response` wants them. */
const bytesOf = (bytes: Uint8Array) => new Uint8Array(bytes)

/** Answer one request of a page of ours. Exported for the tests. */
export async function respond(
  request: Request,
  app: Pick<App, 'files'>,
  client: Client,
  rendererFolder: string,
): Promise<Response> {
  if (!isOwn(request.url)) return nothing(403)
  const { pathname } = new URL(request.url)
  if (pathname === '/files' && request.method === 'POST') {
    const bytes = new Uint8Array(await request.arrayBuffer())
    if (bytes.length > maxUploadBytes)
      return json(413, fail('file_too_large', { max: maxUploadBytes / 1024 / 1024 }))
    const name = uploadedName(request.headers.get('x-file-name'))
    return json(200, app.files.put({ name, type: 'application/octet-stream', bytes }, client))
  }
  if (request.method !== 'GET') return nothing(405)
  if (pathname.startsWith('/files/')) {
    const file = app.files.get(pathname.slice('/files/'.length), client)
    return file
      ? answer(200, fileHeaders({ ...file, bytes: file.bytes.length }), bytesOf(file.bytes))
      : nothing(404)
  }
  const found = staticFile(pathname)
  if (!found) return nothing(404)
  try {
    const content = await readFile(path.join(rendererFolder, found.file))
    const nonce = found.page === 'index' ? randomBytes(16).toString('base64') : undefined
    return answer(
      200,
      { ...securityHeaders(found.page, { nonce, cacheable: found.cacheable }), 'content-type': found.type },
      nonce ? withNonce(content.toString(), nonce) : bytesOf(content),
    )
  } catch {
    return nothing(404)
  }
}

/** Serve the scheme in the default session. */
export function serveScheme(app: Pick<App, 'files'>, client: Client, rendererFolder: string): void {
  protocol.handle(scheme, (request) => respond(request, app, client, rendererFolder))
}

/** The second shell: the same desk for an installed browser, on this PC only. It carries out `policy.ts`. */
import { randomBytes, randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import type { AppEvent } from '../../shared/contract'
import { fail } from '../../shared/errors'
import {
  fileHeaders,
  maxCallBytes,
  maxUploadBytes,
  securityHeaders,
  staticFile,
  uploadedName,
  withNonce,
} from '../../shared/security'
import type { App } from '../core/app'
import type { Client, Ports } from '../core/ports'
import { clientNeeded, decide, lengthFits, readCookie, sameSecret, setCookie, type Refusal } from './policy'

export interface WebServerOptions {
  app: Pick<App, 'call' | 'on' | 'files'>
  rendererFolder: string
  /** 0 takes a free port. */
  port?: number
  log: Ports['log']
  /** Sentence shown to a browser that has not come in by the first address. */
  closedText: string
}

export interface WebServer {
  /** First address, with the secret: `http://127.0.0.1:4173/?token=...`. */
  url: string
  port: number
  /** Browsers and windows that listen for changes now. */
  listening(): number
  close(): Promise<void>
}

/** Seconds between the comments that keep an event stream open. */
const heartbeat = 20
/** A browser that lost its cookie gets a new client; beyond this many the oldest is forgotten. */
const maxClients = 500

class TooLarge extends Error {}

async function body(request: IncomingMessage, limit: number): Promise<Buffer> {
  if (!lengthFits(request.headers['content-length'], limit)) throw new TooLarge()
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > limit) throw new TooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** Serve the desk on 127.0.0.1. Rejects with Node's error (`EADDRINUSE`, ...) when the port cannot be had. */
export async function startServer(options: WebServerOptions): Promise<WebServer> {
  const { app, log } = options
  const token = randomBytes(32).toString('base64url')
  /** By the secret in the cookie. */
  const clients = new Map<string, Client>()
  const streams = new Set<ServerResponse>()
  let port = 0

  const send = (
    response: ServerResponse,
    status: number,
    headers: Record<string, string>,
    content: string | Uint8Array = '',
  ) => {
    response.writeHead(status, headers)
    response.end(response.req.method === 'HEAD' ? undefined : content)
  }
  const sendJson = (response: ServerResponse, status: number, value: unknown) =>
    send(
      response,
      status,
      { ...securityHeaders('data'), 'content-type': 'application/json; charset=utf-8' },
      JSON.stringify(value),
    )
  const sendRefusal = (response: ServerResponse, { status, reason }: Refusal) => {
    log('info', 'web.refused', { status, reason })
    // An unread body must not be taken for the next request.
    response.setHeader('connection', 'close')
    const text = reason === 'no_client' || reason === 'token' ? options.closedText : String(status)
    send(
      response,
      status,
      { ...securityHeaders('data'), 'content-type': 'text/plain; charset=utf-8' },
      text + '\n',
    )
  }

  const enter = (response: ServerResponse, given: string, known: boolean) => {
    if (!sameSecret(given, token)) return sendRefusal(response, { status: 403, reason: 'token' })
    const headers: Record<string, string> = { ...securityHeaders('data'), location: '/' }
    if (!known) {
      const secret = randomBytes(32).toString('base64url')
      clients.set(secret, { id: randomUUID(), kind: 'window' })
      for (const oldest of clients.keys()) {
        if (clients.size <= maxClients) break
        clients.delete(oldest)
      }
      headers['set-cookie'] = setCookie(port, secret)
    }
    send(response, 303, headers)
  }

  const servePage = async (response: ServerResponse, pathname: string) => {
    const found = staticFile(pathname)
    if (!found) return sendRefusal(response, { status: 404, reason: 'not_found' })
    let content: Uint8Array | string
    try {
      content = await readFile(path.join(options.rendererFolder, found.file))
    } catch {
      return sendRefusal(response, { status: 404, reason: 'not_found' })
    }
    const nonce = found.page === 'index' ? randomBytes(16).toString('base64') : undefined
    if (nonce) content = withNonce(content.toString(), nonce)
    send(
      response,
      200,
      { ...securityHeaders(found.page, { nonce, cacheable: found.cacheable }), 'content-type': found.type },
      content,
    )
  }

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const decided = decide(
      { method: request.method ?? '', url: request.url ?? '', headers: request.headers },
      '127.0.0.1:' + port,
    )
    if (decided.refusal) return sendRefusal(response, decided.refusal)
    const { route } = decided
    const client = clients.get(readCookie(request.headers.cookie, port) ?? '')
    if (route.to === 'enter') return enter(response, route.token, client !== undefined)
    if (!client && clientNeeded(route)) return sendRefusal(response, { status: 403, reason: 'no_client' })
    const known = client!

    switch (route.to) {
      case 'page':
        return servePage(response, route.pathname)
      case 'events': {
        response.writeHead(200, {
          ...securityHeaders('data'),
          'content-type': 'text/event-stream; charset=utf-8',
        })
        response.write(': open\n\n')
        streams.add(response)
        response.on('close', () => streams.delete(response))
        return
      }
      case 'call': {
        let input: unknown
        try {
          input = JSON.parse((await body(request, maxCallBytes)).toString('utf8'))
        } catch (error) {
          if (error instanceof TooLarge) response.setHeader('connection', 'close')
          return sendJson(response, error instanceof TooLarge ? 413 : 400, fail('input_invalid'))
        }
        return sendJson(response, 200, await app.call(route.operation, input, known))
      }
      case 'upload': {
        try {
          const bytes = await body(request, maxUploadBytes)
          const header = request.headers['x-file-name']
          return sendJson(
            response,
            200,
            app.files.put(
              {
                name: uploadedName(Array.isArray(header) ? header[0] : header),
                type: 'application/octet-stream',
                bytes: new Uint8Array(bytes),
              },
              known,
            ),
          )
        } catch (error) {
          if (!(error instanceof TooLarge)) throw error
          response.setHeader('connection', 'close')
          return sendJson(response, 413, fail('file_too_large', { max: maxUploadBytes / 1024 / 1024 }))
        }
      }
      case 'file': {
        const file = app.files.get(route.token, known)
        if (!file) return sendRefusal(response, { status: 404, reason: 'not_found' })
        return send(response, 200, fileHeaders({ ...file, bytes: file.bytes.length }), file.bytes)
      }
    }
  }

  const server = createServer({ requestTimeout: 120_000, headersTimeout: 20_000 }, (request, response) => {
    handle(request, response).catch((error: unknown) => {
      log('error', 'web.failed', { message: error instanceof Error ? error.message : String(error) })
      if (response.headersSent) response.destroy()
      else sendJson(response, 500, fail('internal'))
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, '127.0.0.1', resolve)
  })
  port = (server.address() as AddressInfo).port

  const off = app.on((event: AppEvent) => {
    for (const stream of streams) stream.write(`data: ${JSON.stringify(event)}\n\n`)
  })
  const beat = setInterval(() => {
    for (const stream of streams) stream.write(': beat\n\n')
  }, heartbeat * 1000)
  beat.unref()

  return {
    url: `http://127.0.0.1:${port}/?token=${token}`,
    port,
    listening: () => streams.size,
    close: () =>
      new Promise((resolve) => {
        off()
        clearInterval(beat)
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

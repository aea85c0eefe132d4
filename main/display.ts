/**
 * The screen of the hall for other PCs of the centre: a small listener of its own, off unless an administrator
 * switched it on. It carries out `display-policy.ts`; the desk itself goes on listening on 127.0.0.1 only.
 */
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import type { Result } from '../shared/errors'
import { securityHeaders, staticFile } from '../shared/security'
import type { App } from './core/app'
import type { Client, Ports } from './core/ports'
import { admitsStream, assetsIn, decideDisplay, maxConnections } from './display-policy'

export interface DisplayParts {
  app: Pick<App, 'call' | 'on'>
  rendererFolder: string
  log: Ports['log']
}

export interface DisplayListener {
  port: number
  close(): Promise<void>
}

/** Seconds between the signs of life of a stream. */
const heartbeat = 20
/** Milliseconds for which the public view is answered from memory, whoever asks. */
const viewFor = 500

/** The files that the display page is made of, followed from the page itself. */
async function readAssets(folder: string): Promise<Set<string>> {
  const found = new Set<string>()
  const follow = async (text: string): Promise<void> => {
    for (const file of assetsIn(text)) {
      if (found.has(file)) continue
      let content: Buffer
      try {
        content = await readFile(path.join(folder, file))
      } catch {
        continue
      }
      found.add(file)
      if (/\.(?:js|css)$/u.test(file)) await follow(content.toString('utf8'))
    }
  }
  await follow(await readFile(path.join(folder, 'display.html'), 'utf8'))
  return found
}

/** Listen; rejects with Node's error where the port cannot be had. */
export async function listenForDisplay(
  { app, rendererFolder, log }: DisplayParts,
  { port, host = '0.0.0.0' }: { port: number; host?: string },
): Promise<DisplayListener> {
  // Nobody is ever signed in at this client: it can ask for nothing but what is public.
  const client: Client = { id: randomUUID(), kind: 'window' }
  const assets = await readAssets(rendererFolder)
  const streams = new Map<ServerResponse, string>()
  let kept: { at: number; answer: Promise<Result<unknown>> } | undefined
  const view = () => {
    if (!kept || Date.now() - kept.at > viewFor)
      kept = { at: Date.now(), answer: app.call('queue.display', {}, client) }
    return kept.answer
  }
  const send = (
    response: ServerResponse,
    status: number,
    headers: Record<string, string>,
    body: string | Buffer,
  ) => {
    response.writeHead(status, headers)
    response.end(response.req.method === 'HEAD' ? undefined : body)
  }
  const refuse = (response: ServerResponse, status: number) => {
    response.setHeader('connection', 'close')
    send(response, status, { ...securityHeaders('data'), 'content-type': 'text/plain' }, status + '\n')
  }
  const sendFile = async (response: ServerResponse, file: string) => {
    const { type, page, cacheable } = staticFile('/' + file)!
    const content = await readFile(path.join(rendererFolder, file))
    send(response, 200, { ...securityHeaders(page, { cacheable }), 'content-type': type }, content)
  }

  const server: Server = createServer(
    { requestTimeout: 10_000, headersTimeout: 10_000, maxHeaderSize: 8192 },
    (request, response) => {
      const decided = decideDisplay(
        { method: request.method ?? '', url: request.url ?? '', headers: request.headers },
        assets,
      )
      if (decided.refusal) return refuse(response, decided.refusal.status)
      const { route } = decided
      const failed = (error: unknown) => {
        log('warn', 'display failed', { error: String(error) })
        if (response.headersSent) response.destroy()
        else refuse(response, 500)
      }
      switch (route.to) {
        case 'page':
          return void sendFile(response, 'display.html').catch(failed)
        case 'asset':
          return void sendFile(response, route.file).catch(failed)
        case 'view':
          return void view()
            .then((answer) =>
              send(
                response,
                200,
                { ...securityHeaders('data'), 'content-type': 'application/json; charset=utf-8' },
                JSON.stringify(answer),
              ),
            )
            .catch(failed)
        case 'events': {
          const address = request.socket.remoteAddress ?? ''
          if (request.method === 'HEAD' || !admitsStream([...streams.values()], address))
            return refuse(response, 503)
          response.writeHead(200, {
            ...securityHeaders('data'),
            'content-type': 'text/event-stream; charset=utf-8',
          })
          response.write(': open\n\n')
          streams.set(response, address)
          response.on('close', () => streams.delete(response))
          return
        }
      }
    },
  )
  server.maxConnections = maxConnections
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  // Only that something changed is told, never what: topics name no person, but say more than a hall needs.
  const off = app.on(({ topics }) => {
    if (!topics.includes('queue') && !topics.includes('settings')) return
    kept = undefined
    for (const stream of streams.keys()) stream.write('data: changed\n\n')
  })
  const beat = setInterval(() => {
    for (const stream of streams.keys()) stream.write(': beat\n\n')
  }, heartbeat * 1000)
  beat.unref()
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        off()
        clearInterval(beat)
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** Milliseconds after which a port that could not be had is tried again. */
const again = 30_000

/**
 * Listen as long as the setting says so, on the port that it says; `state` says why that fails. Returns the way to
 * stop.
 */
export function keepDisplay(
  parts: DisplayParts,
  state: NonNullable<Ports['display']>,
  listen = listenForDisplay,
): () => Promise<void> {
  const { app, log } = parts
  const client: Client = { id: randomUUID(), kind: 'window' }
  let open: { listener: DisplayListener; port: number } | undefined
  let stopped = false
  let later: NodeJS.Timeout | undefined
  const look = async () => {
    const answer = (await app.call('queue.listener', {}, client)) as Result<{ on: boolean; port: number }>
    // A register that cannot be read now says nothing about the setting.
    if (!answer.ok) return
    const port = answer.value.on && !stopped ? answer.value.port : null
    clearTimeout(later)
    if (port === null) state.fault = null
    if (port === (open?.port ?? null)) return
    if (open) {
      await open.listener.close()
      open = undefined
    }
    if (port === null) return
    try {
      open = { listener: await listen(parts, { port }), port }
      state.fault = null
      log('info', 'display listens', { port })
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? ''
      state.fault = code === 'EADDRINUSE' ? 'port_taken' : 'refused'
      log('warn', 'display not served', { port, code })
      later = setTimeout(() => void inTurn(), again).unref()
    }
  }
  let turn: Promise<void> = Promise.resolve()
  const inTurn = () => (turn = turn.then(look, look))
  const off = app.on(({ topics }) => {
    if (topics.includes('settings')) void inTurn()
  })
  void inTurn()
  return async () => {
    stopped = true
    off()
    clearTimeout(later)
    await turn.catch(() => undefined)
    await open?.listener.close()
    open = undefined
  }
}

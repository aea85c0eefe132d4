/** The web shell over real HTTP, with a core that only notes who called. */
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AppEvent } from '../../../shared/contract'
import { maxCallBytes } from '../../../shared/security'
import type { Client, ShelvedFile } from '../../../main/core/ports'
import { startServer, type WebServer } from '../../../main/web/server'

const folder = mkdtempSync(path.join(tmpdir(), 'qabyldau-web-'))
const files = new Map<string, { file: ShelvedFile; client: string }>()
const listeners = new Set<(event: AppEvent) => void>()
const app = {
  call: (name: string, input: unknown, client: Client) =>
    name === 'app.crash'
      ? Promise.reject(new Error('broken'))
      : Promise.resolve({ ok: true as const, value: { name, input, client: client.id, kind: client.kind } }),
  on(listener: (event: AppEvent) => void) {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  files: {
    put(file: ShelvedFile, client: Client) {
      const token = 't' + files.size
      files.set(token, { file, client: client.id })
      return { token, name: file.name, type: file.type, bytes: file.bytes.length }
    },
    get(token: string, client: Client) {
      const found = files.get(token)
      return found?.client === client.id ? found.file : undefined
    },
  },
}
let server: WebServer
let origin: string

beforeAll(async () => {
  mkdirSync(path.join(folder, 'assets'))
  writeFileSync(path.join(folder, 'index.html'), '<html><head></head><body>desk</body></html>')
  writeFileSync(path.join(folder, 'paper.html'), '<html><head></head><body>paper</body></html>')
  writeFileSync(path.join(folder, 'assets/a.js'), 'export {}')
  server = await startServer({ app, rendererFolder: folder, log: () => {}, closedText: 'closed' })
  origin = 'http://127.0.0.1:' + server.port
})
afterAll(async () => {
  await server.close()
  rmSync(folder, { recursive: true })
})

async function enter(): Promise<string> {
  const answer = await fetch(server.url, { redirect: 'manual' })
  expect(answer.status).toBe(303)
  expect(answer.headers.get('location')).toBe('/')
  return answer.headers.get('set-cookie')!.split(';')[0]!
}

const call = (cookie: string, name: string, body: string, headers: Record<string, string> = {}) =>
  fetch(`${origin}/api/${name}`, {
    method: 'POST',
    headers: { cookie, origin, 'content-type': 'application/json', ...headers },
    body,
  })

describe('web server', () => {
  it('lets nobody in without the first address', async () => {
    expect((await fetch(origin + '/')).status).toBe(403)
    expect(await (await fetch(origin + '/')).text()).toBe('closed\n')
    expect((await fetch(origin + '/assets/a.js')).status).toBe(403)
    expect((await fetch(origin + '/?token=wrong', { redirect: 'manual' })).status).toBe(403)
    expect((await call('', 'app.status', '{}')).status).toBe(403)
    expect((await call(`qabyldau_${server.port}=${'a'.repeat(43)}`, 'app.status', '{}')).status).toBe(403)
  })

  it('gives each browser a client of its own, and the same browser the same one', async () => {
    const [first, second] = [await enter(), await enter()]
    const who = async (cookie: string) =>
      ((await (await call(cookie, 'app.status', '{}')).json()) as { value: { client: string; kind: string } })
        .value
    const one = await who(first)
    expect(one.kind).toBe('window')
    expect((await who(second)).client).not.toBe(one.client)
    const again = await fetch(server.url, { redirect: 'manual', headers: { cookie: first } })
    expect([again.status, again.headers.get('set-cookie')]).toEqual([303, null])
    expect((await who(first)).client).toBe(one.client)
    // The cookie is not the client: what the core knows would not let anybody in.
    expect(first).not.toContain(one.client)
  })

  it('serves the pages with their policies, and a new nonce each time', async () => {
    const cookie = await enter()
    const page = async (address: string) => {
      const answer = await fetch(origin + address, { headers: { cookie } })
      return {
        status: answer.status,
        csp: answer.headers.get('content-security-policy')!,
        text: await answer.text(),
      }
    }
    const [one, two] = [await page('/'), await page('/people/3')]
    const nonce = /nonce="([^"]+)"/.exec(one.text)![1]!
    expect(one.csp).toContain(`'nonce-${nonce}'`)
    expect(two.text).not.toContain(nonce)
    expect((await page('/paper.html')).csp).toContain("'unsafe-inline'")
    expect((await page('/assets/a.js')).status).toBe(200)
    expect((await page('/assets/b.js')).status).toBe(404)
  })

  it('carries calls, and says no in values', async () => {
    const cookie = await enter()
    const good = await call(cookie, 'person.get', '{"id":1}')
    expect(await good.json()).toMatchObject({ ok: true, value: { name: 'person.get', input: { id: 1 } } })
    expect(good.headers.get('cache-control')).toBe('no-store')
    expect(good.headers.get('access-control-allow-origin')).toBeNull()
    const broken = await call(cookie, 'person.get', '{')
    expect([broken.status, await broken.json()]).toEqual([
      400,
      { ok: false, error: { code: 'input_invalid' } },
    ])
    const crash = await call(cookie, 'app.crash', '{}')
    expect([crash.status, await crash.json()]).toEqual([500, { ok: false, error: { code: 'internal' } }])
    expect((await call(cookie, 'person.get', '{}', { origin: 'http://evil.example' })).status).toBe(403)
    expect((await call(cookie, 'person.get', JSON.stringify('x'.repeat(maxCallBytes)))).status).toBe(413)
  })

  it('refuses a foreign host name, which fetch cannot send', async () => {
    const cookie = await enter()
    const status = await new Promise((resolve, reject) => {
      httpRequest(
        { host: '127.0.0.1', port: server.port, path: '/', headers: { host: 'evil.example', cookie } },
        (answer) => resolve(answer.resume().statusCode),
      )
        .on('error', reject)
        .end()
    })
    expect(status).toBe(403)
  })

  it('gives a file only to the browser that it was put there for', async () => {
    const [mine, other] = [await enter(), await enter()]
    const put = await fetch(origin + '/files', {
      method: 'POST',
      headers: { cookie: mine, origin, 'x-file-name': encodeURIComponent('пакет.zip') },
      body: new Uint8Array([1, 2, 3]),
    })
    const { token, name } = (await put.json()) as { token: string; name: string }
    expect(name).toBe('пакет.zip')
    const got = await fetch(`${origin}/files/${token}`, { headers: { cookie: mine } })
    expect(new Uint8Array(await got.arrayBuffer())).toEqual(new Uint8Array([1, 2, 3]))
    expect(got.headers.get('content-disposition')).toContain("filename*=UTF-8''%D0%BF")
    expect((await fetch(`${origin}/files/${token}`, { headers: { cookie: other } })).status).toBe(404)
  })

  it('tells what changed', async () => {
    const cookie = await enter()
    const stop = new AbortController()
    const stream = await fetch(origin + '/events', { headers: { cookie }, signal: stop.signal })
    expect(stream.headers.get('content-type')).toContain('text/event-stream')
    const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader()
    expect((await reader.read()).value).toBe(': open\n\n')
    expect(server.listening()).toBe(1)
    for (const listener of listeners) listener({ type: 'changed', topics: ['people'] })
    expect((await reader.read()).value).toBe('data: {"type":"changed","topics":["people"]}\n\n')
    stop.abort()
  })

  it('says that a port is taken', async () => {
    const second = startServer({
      app,
      rendererFolder: folder,
      port: server.port,
      log: () => {},
      closedText: '',
    })
    await expect(second).rejects.toMatchObject({ code: 'EADDRINUSE' })
  })
})

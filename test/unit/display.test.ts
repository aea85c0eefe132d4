/** The listener of the display: its policy as tables, and over real HTTP with a core that only notes who called. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Ports } from '../../main/core/ports'
import { keepDisplay, listenForDisplay, type DisplayListener } from '../../main/display'
import { admitsStream, assetsIn, decideDisplay, maxStreams, maxStreamsOfOne } from '../../main/display-policy'
import type { AppEvent } from '../../shared/contract'

const assets = new Set(['assets/display-AbC12345.js'])
const ask = (method: string, url: string, headers: Record<string, string> = {}) => {
  const decided = decideDisplay({ method, url, headers }, assets)
  return decided.refusal ? decided.refusal.status : decided.route.to
}

describe('policy', () => {
  it.each([
    ['GET', '/', {}, 'page'],
    ['HEAD', '/', {}, 'page'],
    ['GET', '/', { 'sec-fetch-site': 'cross-site' }, 'page'],
    ['GET', '/view.json', {}, 'view'],
    ['GET', '/view.json', { 'sec-fetch-site': 'same-origin' }, 'view'],
    ['GET', '/view.json', { 'sec-fetch-site': 'cross-site' }, 403],
    ['GET', '/events', {}, 'events'],
    ['GET', '/events', { 'sec-fetch-site': 'same-site' }, 403],
    ['GET', '/assets/display-AbC12345.js', {}, 'asset'],
    ['GET', '/assets/index-AbC12345.js', {}, 404],
    ['GET', '/index.html', {}, 404],
    ['GET', '/display.html', {}, 404],
    ['GET', '/files/abc', {}, 404],
    ['GET', '/api/queue.display', {}, 404],
    ['POST', '/api/queue.display', {}, 405],
    ['POST', '/', {}, 405],
    ['OPTIONS', '/', {}, 405],
    ['DELETE', '/view.json', {}, 405],
    ['GET', '/', { 'content-length': '5' }, 400],
    ['GET', '/', { 'transfer-encoding': 'chunked' }, 400],
    ['GET', '/?token=x', {}, 400],
    ['GET', '/../desk.json', {}, 400],
    ['GET', '/assets/..%2f..%2fdesk.json', {}, 400],
    ['GET', '//elsewhere/', {}, 404],
    ['GET', 'http://elsewhere/', {}, 400],
    ['GET', '/' + 'a'.repeat(300), {}, 400],
  ] as const)('%s %s with %o is %s', (method, url, headers, answer) => {
    expect(ask(method, url, headers)).toBe(answer)
  })

  it('limits the streams of all and of one screen', () => {
    const of = (n: number, address = 'a') => Array.from({ length: n }, () => address)
    expect(admitsStream(of(maxStreamsOfOne - 1), 'a')).toBe(true)
    expect(admitsStream(of(maxStreamsOfOne), 'a')).toBe(false)
    expect(admitsStream(of(maxStreamsOfOne), 'b')).toBe(true)
    expect(admitsStream(of(maxStreams), 'b')).toBe(false)
  })

  it('finds the files that a built page is made of', () => {
    expect(
      assetsIn(
        '<script src="/assets/display-AbC12345.js"></script> import"./text-Zz_9-xyz.js"; url(/assets/i-1234567.woff2)',
      ),
    ).toEqual(['assets/display-AbC12345.js', 'assets/text-Zz_9-xyz.js', 'assets/i-1234567.woff2'])
  })
})

describe('listener', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'qabyldau-display-'))
  const listeners = new Set<(event: AppEvent) => void>()
  const called: string[] = []
  let setting = { on: false, port: 4180 }
  const app = {
    call: (name: string) => {
      called.push(name)
      return Promise.resolve({
        ok: true as const,
        value: name === 'queue.listener' ? setting : { waiting: 3 },
      })
    },
    on(listener: (event: AppEvent) => void) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  const announce = (event: AppEvent) => listeners.forEach((listener) => listener(event))
  const parts = { app, rendererFolder: folder, log: () => {} }
  let listener: DisplayListener
  let origin: string

  beforeAll(async () => {
    mkdirSync(path.join(folder, 'assets'))
    writeFileSync(path.join(folder, 'display.html'), '<script src="/assets/display-AbC12345.js"></script>')
    writeFileSync(path.join(folder, 'index.html'), 'desk')
    writeFileSync(path.join(folder, 'assets/display-AbC12345.js'), 'import"./part-Zz123456.js"')
    writeFileSync(path.join(folder, 'assets/part-Zz123456.js'), 'export {}')
    writeFileSync(path.join(folder, 'assets/index-AbC12345.js'), 'desk')
    listener = await listenForDisplay(parts, { port: 0, host: '127.0.0.1' })
    origin = 'http://127.0.0.1:' + listener.port
  })
  afterAll(async () => {
    await listener.close()
    rmSync(folder, { recursive: true })
  })

  it('gives the page, its files and the public view, closed by a policy and without a cookie', async () => {
    const page = await fetch(origin + '/')
    expect(page.status).toBe(200)
    expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none';.*script-src 'self'/u)
    expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    for (const name of ['set-cookie', 'access-control-allow-origin'])
      expect(page.headers.get(name)).toBeNull()
    expect((await fetch(origin + '/assets/part-Zz123456.js')).status).toBe(200)
    const view = await fetch(origin + '/view.json')
    expect(await view.json()).toEqual({ ok: true, value: { waiting: 3 } })
    expect(new Set(called)).toEqual(new Set(['queue.display']))
  })

  it.each(['/index.html', '/assets/index-AbC12345.js', '/api/queue.state', '/files/x', '/?token=x'])(
    'has nothing at %s',
    async (url) => {
      expect((await fetch(origin + url)).ok).toBe(false)
    },
  )

  it('takes nothing', async () => {
    const answer = await fetch(origin + '/view.json', { method: 'POST', body: '{}' })
    expect(answer.status).toBe(405)
    expect(called.filter((name) => name !== 'queue.display')).toEqual([])
  })

  it('tells a screen that something changed, and no more than that; one screen has few streams', async () => {
    const open = () =>
      new Promise<{ status: number; next: () => Promise<string>; close: () => void }>((resolve) => {
        const request = httpRequest(origin + '/events', (answer) => {
          const lines = answer[Symbol.asyncIterator]()
          resolve({
            status: answer.statusCode!,
            next: async () => String((await lines.next()).value),
            close: () => request.destroy(),
          })
        })
        request.on('error', () => {})
        request.end()
      })
    const first = await open()
    expect(await first.next()).toBe(': open\n\n')
    announce({ type: 'changed', topics: ['people'] })
    announce({ type: 'changed', topics: ['queue', 'people'] })
    expect(await first.next()).toBe('data: changed\n\n')
    const rest = [await open(), await open(), await open()]
    const tooMany = await open()
    expect([...rest.map(({ status }) => status), tooMany.status]).toEqual([200, 200, 200, 503])
    for (const one of [first, ...rest, tooMany]) one.close()
  })

  it('listens only as long as the setting says so', async () => {
    const opened: number[] = []
    let closed = 0
    let waitFor = () => {}
    const happens = () => new Promise<void>((resolve) => (waitFor = resolve))
    const listen = (_parts: unknown, { port }: { port: number }) => {
      opened.push(port)
      waitFor()
      return Promise.resolve({
        port,
        close: () => {
          closed++
          waitFor()
          return Promise.resolve()
        },
      })
    }
    setting = { on: false, port: 4180 }
    const stop = keepDisplay(parts, { fault: null }, listen)
    setting = { on: true, port: 4180 }
    let change = happens()
    announce({ type: 'changed', topics: ['settings'] })
    await change
    expect([opened, closed]).toEqual([[4180], 0])
    setting = { on: true, port: 4181 }
    change = happens()
    announce({ type: 'changed', topics: ['settings'] })
    await change
    await stop()
    expect(opened.at(0)).toBe(4180)
    expect(closed).toBe(opened.length)
    expect(listeners.size).toBe(1)
  })

  it('says why the port could not be had, until it can or is not wanted any more', async () => {
    const refuses = (code: string) => () => Promise.reject(Object.assign(new Error(code), { code }))
    const state: NonNullable<Ports['display']> = { fault: null }
    setting = { on: true, port: 4180 }
    const stop = keepDisplay(parts, state, refuses('EADDRINUSE'))
    await expect.poll(() => state.fault).toBe('port_taken')
    setting = { on: false, port: 4180 }
    announce({ type: 'changed', topics: ['settings'] })
    await expect.poll(() => state.fault).toBe(null)
    await stop()

    setting = { on: true, port: 4180 }
    const stopOther = keepDisplay(parts, state, refuses('EACCES'))
    await expect.poll(() => state.fault).toBe('refused')
    await stopOther()
  })
})

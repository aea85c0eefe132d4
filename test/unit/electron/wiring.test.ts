/** That each policy is wired to Electron; the module itself is `test/fakes/electron.ts`. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { AppEvent } from '../../../shared/contract'

vi.mock('electron', () => import('../../fakes/electron'))
const core = {
  call: vi.fn(() => Promise.resolve({ ok: true, value: 1 })),
  on: vi.fn((_listener: (event: AppEvent) => void) => () => {}),
  files: { put: vi.fn(() => ({ token: 't', name: 'n', type: 't', bytes: 1 })), get: vi.fn() },
  close: vi.fn(() => Promise.resolve()),
}
vi.mock('../../../main/core/app', () => ({ openApp: vi.fn(() => Promise.resolve(core)) }))

let fake: typeof import('../../fakes/electron')
let noted: (typeof fake)['noted']
let app: (typeof fake)['app']
const client = { id: 'window', kind: 'window' as const }
const folder = mkdtempSync(path.join(tmpdir(), 'qabyldau-electron-'))
writeFileSync(path.join(folder, 'index.html'), '<html><head></head></html>')
writeFileSync(path.join(folder, 'paper.html'), '<html><head></head></html>')
const data = process.argv.push('--data', folder)

afterAll(() => {
  process.argv.length = data - 2
  rmSync(folder, { recursive: true })
})
beforeEach(async () => {
  vi.clearAllMocks()
  vi.resetModules()
  fake = (await import('electron')) as unknown as typeof fake
  ;({ noted, app } = fake)
  fake.reset()
})

const own = { senderFrame: { url: 'qabyldau://desk/', parent: null } }

describe('Electron shell', () => {
  it('opens the screen of the hall once, for pages of its own only', async () => {
    await import('../../../main/electron/index')
    await vi.waitFor(() => expect(fake.BrowserWindow.all).toHaveLength(1))
    const open = noted.handlers.get('display') as (...args: unknown[]) => Promise<unknown>
    await expect(open({ senderFrame: { url: 'https://elsewhere.kz/', parent: null } })).rejects.toThrow(
      'refused',
    )
    expect(fake.BrowserWindow.all).toHaveLength(1)
    await open(own)
    await open(own)
    expect(fake.BrowserWindow.all).toHaveLength(2)
    const display = fake.BrowserWindow.all[1]!
    expect(display.loaded).toEqual(['qabyldau://desk/display.html'])
    expect(display.focused).toBe(1)
    expect(display.options.webPreferences).toMatchObject({ sandbox: true, contextIsolation: true })
  })

  it('starts in order: sandbox, scheme, one window', async () => {
    await import('../../../main/electron/index')
    await vi.waitFor(() => expect(fake.BrowserWindow.all).toHaveLength(1))
    expect(noted.sandboxed).toBe(true)
    expect(noted.paths['userData']).toBe(path.join(folder, 'electron'))
    expect(noted.schemes.map(({ scheme }) => scheme)).toEqual(['qabyldau'])
    // A scheme that skips the CSP would undo all of it.
    expect(noted.schemes[0]!.privileges['bypassCSP']).toBeUndefined()
    const [window] = fake.BrowserWindow.all
    expect(window!.loaded).toEqual(['qabyldau://desk/'])
    expect(window!.options.webPreferences).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
    })
    expect([...noted.handlers.keys()]).toEqual(['call', 'printers', 'print', 'print-ticket', 'display'])
  })

  it('brings the window to the front at a second start', async () => {
    await import('../../../main/electron/index')
    await vi.waitFor(() => expect(fake.BrowserWindow.all).toHaveLength(1))
    const window = fake.BrowserWindow.all[0]!
    window.minimized = true
    app.emit('second-instance')
    expect([window.minimized, window.focused]).toEqual([false, 1])
  })

  it('leaves at once when another desk holds the lock', async () => {
    noted.lock = false
    await import('../../../main/electron/index')
    expect(noted.quits).toBe(1)
    expect(fake.BrowserWindow.all).toHaveLength(0)
    expect(noted.handlers.size).toBe(0)
  })

  it('closes the register before it ends', async () => {
    await import('../../../main/electron/index')
    await vi.waitFor(() => expect(fake.BrowserWindow.all).toHaveLength(1))
    const event = { preventDefault: vi.fn() }
    app.emit('will-quit', event)
    expect(event.preventDefault).toHaveBeenCalledOnce()
    await vi.waitFor(() => expect(noted.quits).toBe(1))
    expect(core.close).toHaveBeenCalledOnce()
  })

  it('answers our own top frame only', async () => {
    const { serveCalls } = await import('../../../main/electron/ipc')
    const stop = serveCalls(core as never, client)
    const handler = noted.handlers.get('call') as (...args: unknown[]) => Promise<unknown>
    expect(await handler(own, 'app.status', { at: new Date(0) })).toEqual({ ok: true, value: 1 })
    expect(core.call).toHaveBeenCalledWith('app.status', { at: '1970-01-01T00:00:00.000Z' }, client)
    for (const senderFrame of [
      null,
      { url: 'https://evil.example/', parent: null },
      { ...own.senderFrame, parent: {} },
    ])
      await expect(handler({ senderFrame }, 'app.status', {})).rejects.toThrow('refused')
    expect(await handler(own, 7, {})).toEqual({
      ok: false,
      error: { code: 'operation_unknown', params: { name: '' } },
    })
    expect(core.call).toHaveBeenCalledOnce()
    stop()
    expect(noted.handlers.size).toBe(0)
  })

  it('passes events on to its windows', async () => {
    const { serveCalls } = await import('../../../main/electron/ipc')
    serveCalls(core as never, client)
    const window = new fake.BrowserWindow({ webPreferences: {} })
    const event: AppEvent = { type: 'changed', topics: ['people'] }
    core.on.mock.calls[0]![0](event)
    expect(window.webContents.sent).toEqual([['event', event]])
  })

  it('blocks navigation, redirects, windows and webviews of every page', async () => {
    const { guardEverything } = await import('../../../main/electron/guards')
    guardEverything(() => {})
    const contents = new fake.FakeWebContents()
    app.emit('web-contents-created', {}, contents)
    for (const name of ['will-navigate', 'will-frame-navigate', 'will-redirect']) {
      const foreign = { url: 'https://evil.example/', preventDefault: vi.fn() }
      const ours = { url: 'qabyldau://desk/people', preventDefault: vi.fn() }
      contents.emit(name, foreign)
      contents.emit(name, ours)
      expect([name, foreign.preventDefault.mock.calls.length, ours.preventDefault.mock.calls.length]).toEqual(
        [name, 1, 0],
      )
    }
    const webview = { preventDefault: vi.fn() }
    contents.emit('will-attach-webview', webview)
    expect(webview.preventDefault).toHaveBeenCalledOnce()
    expect(contents.openHandler!({ url: 'https://evil.example/' })).toEqual({ action: 'deny' })
    expect(contents.openHandler!({ url: 'https://egov.kz/' })).toEqual({ action: 'deny' })
    expect(noted.opened).toEqual(['https://egov.kz/'])
  })

  it('denies permissions by request and by check', async () => {
    const { guardSession } = await import('../../../main/electron/guards')
    guardSession()
    const answer = vi.fn()
    ;(noted.permissionRequest as (...args: unknown[]) => void)({}, 'media', answer)
    expect(answer).toHaveBeenCalledWith(false)
    expect((noted.permissionCheck as () => boolean)()).toBe(false)
    expect((noted.devicePermission as () => boolean)()).toBe(false)
  })

  it('saves files of ours only, and asks where', async () => {
    const { serveDownloads } = await import('../../../main/electron/downloads')
    serveDownloads()
    const item = (url: string) => ({
      getURL: () => url,
      getFilename: () => '../bad:name.docx',
      setSaveDialogOptions: vi.fn(),
    })
    const [event, ours, foreign] = [
      { preventDefault: vi.fn() },
      item('qabyldau://desk/files/t'),
      item('https://evil.example/x'),
    ]
    fake.session.defaultSession.emit('will-download', event, ours)
    expect(ours.setSaveDialogOptions).toHaveBeenCalledWith({
      defaultPath: path.join('/home/clerk/Documents', 'bad_name.docx'),
    })
    expect(event.preventDefault).not.toHaveBeenCalled()
    fake.session.defaultSession.emit('will-download', event, foreign)
    expect(event.preventDefault).toHaveBeenCalledOnce()
  })

  it('serves pages and files under its own scheme with the same headers', async () => {
    const { respond } = await import('../../../main/electron/scheme')
    const ask = (url: string, init?: RequestInit) =>
      respond(new Request(url, init), core as never, client, folder)
    const page = await ask('qabyldau://desk/')
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(await page.text()).toContain('csp-nonce')
    expect((await ask('qabyldau://desk/paper.html')).status).toBe(200)
    expect((await ask('qabyldau://desk/..%2f..%2fetc/passwd.js')).status).toBe(404)
    expect((await ask('qabyldau://other/')).status).toBe(403)
    expect((await ask('qabyldau://desk/', { method: 'DELETE' })).status).toBe(405)
    core.files.get.mockReturnValueOnce({ name: 'a.pdf', type: 'application/pdf', bytes: new Uint8Array([1]) })
    const file = await ask('qabyldau://desk/files/token')
    expect([file.status, file.headers.get('content-type')]).toEqual([200, 'application/pdf'])
    expect((await ask('qabyldau://desk/files/gone')).status).toBe(404)
    const put = await ask('qabyldau://desk/files', {
      method: 'POST',
      headers: { 'x-file-name': encodeURIComponent('пакет.zip') },
      body: new Uint8Array([1, 2]),
    })
    expect(await put.json()).toMatchObject({ token: 't' })
    expect(core.files.put).toHaveBeenCalledWith(expect.objectContaining({ name: 'пакет.zip' }), client)
  })

  it('gives the page four functions and none of Electron’s objects', async () => {
    await import('../../../main/electron/preload')
    const bridge = noted.exposed['qabyldau'] as Record<string, (...args: unknown[]) => unknown>
    expect(Object.keys(bridge).sort()).toEqual([
      'call',
      'on',
      'openDisplay',
      'print',
      'printTicket',
      'printers',
    ])
    await bridge['call']!('app.status', {})
    expect(fake.ipcRenderer.invoked).toEqual([['call', 'app.status', {}]])
    const heard: unknown[][] = []
    const off = bridge['on']!((...args: unknown[]) => heard.push(args)) as () => void
    fake.ipcRenderer.emit('event', { sender: 'secret' }, { type: 'changed', topics: [] })
    off()
    fake.ipcRenderer.emit('event', {}, {})
    expect(heard).toEqual([[{ type: 'changed', topics: [] }]])
  })

  it('prints on the printer that was asked for, when it is there and takes the paper', async () => {
    const { servePrinting } = await import('../../../main/electron/print')
    const { BrowserWindow } = fake
    new BrowserWindow({ webPreferences: {} })
    const stop = servePrinting()
    const print = noted.handlers.get('print') as (...args: unknown[]) => Promise<unknown>
    const printers = noted.handlers.get('printers') as (...args: unknown[]) => Promise<unknown>
    const order = { token: 'tok', printer: 'HP_1020', copies: 2 }
    expect(await print(own, order)).toMatchObject({ ok: false, error: { code: 'printer_missing' } })
    noted.printers = [{ name: 'HP_1020', displayName: 'HP LaserJet 1020' }]
    expect(await printers(own)).toEqual([{ name: 'HP_1020', title: 'HP LaserJet 1020' }])
    noted.lying = true
    expect(await print(own, order)).toEqual({ ok: true, value: null })
    expect(noted.printed).toEqual([
      expect.objectContaining({
        silent: true,
        deviceName: 'HP_1020',
        copies: 2,
        landscape: true,
        pageSize: 'A4',
      }),
    ])
    noted.printerTakes = false
    expect(await print(own, order)).toMatchObject({ ok: false, error: { code: 'printer_failed' } })
    expect(await print(own, { ...order, copies: 500 })).toMatchObject({ error: { code: 'input_invalid' } })
    for (const senderFrame of [null, { url: 'https://evil.example/', parent: null }]) {
      expect(() => print({ senderFrame }, order)).toThrow('refused')
      expect(() => printers({ senderFrame })).toThrow('refused')
    }
    // Only the window of the desk is left.
    expect(BrowserWindow.all).toHaveLength(1)
    stop()
    expect(noted.handlers.size).toBe(0)
  })

  it('prints a ticket from the page itself, on its own size, when the printer is there and takes it', async () => {
    const { servePrinting } = await import('../../../main/electron/print')
    const { webContents: sender } = new fake.BrowserWindow({ webPreferences: {} })
    const stop = servePrinting()
    const ticket = noted.handlers.get('print-ticket') as (...args: unknown[]) => Promise<unknown>
    const order = { printer: 'XP-80', paper: 'receipt80' }
    expect(await ticket({ ...own, sender }, order)).toMatchObject({ error: { code: 'printer_missing' } })
    noted.printers = [{ name: 'XP-80', displayName: 'XP-80' }]
    expect(await ticket({ ...own, sender }, order)).toEqual({ ok: true, value: null })
    expect(noted.printed).toEqual([
      expect.objectContaining({
        silent: true,
        deviceName: 'XP-80',
        pageSize: { width: 80_000, height: 110_000 },
      }),
    ])
    noted.printerTakes = false
    expect(await ticket({ ...own, sender }, order)).toMatchObject({ error: { code: 'printer_failed' } })
    for (const wrong of [null, { ...order, paper: 'wall' }, { ...order, printer: '' }])
      expect(await ticket({ ...own, sender }, wrong)).toMatchObject({ error: { code: 'input_invalid' } })
    expect(() => ticket({ senderFrame: null, sender }, order)).toThrow('refused')
    stop()
  })

  it('prints a paper in a window that is never shown, and throws the window away', async () => {
    const { createPdfPrinter } = await import('../../../main/electron/pdf')
    const made: string[] = []
    app.on('web-contents-created', () => made.push('window'))
    const pdf = await createPdfPrinter(() => 'tok').print(new Uint8Array([1]))
    expect(Buffer.from(pdf).toString()).toBe('%PDF-')
    expect(made).toEqual(['window'])
    expect(fake.BrowserWindow.all).toHaveLength(0)
  })
})

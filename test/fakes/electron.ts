/**
 * A stand-in for the `electron` module: it notes what was registered and lets a test fire it. Not a simulation:
 * what Electron itself does with the answers is tried in the e2e project `electron`.
 */
import { EventEmitter } from 'node:events'

type Handler = (...args: never[]) => unknown

export const noted = {
  handlers: new Map<string, Handler>(),
  protocols: new Map<string, (request: Request) => Promise<Response>>(),
  schemes: [] as { scheme: string; privileges: Record<string, boolean> }[],
  permissionRequest: undefined as Handler | undefined,
  permissionCheck: undefined as Handler | undefined,
  devicePermission: undefined as Handler | undefined,
  opened: [] as string[],
  exposed: {} as Record<string, Record<string, Handler>>,
  sandboxed: false,
  quits: 0,
  errors: [] as string[],
  paths: {} as Record<string, string>,
  menus: [] as unknown[],
  /** What `requestSingleInstanceLock` answers. */
  lock: true,
  printers: [] as { name: string; displayName: string }[],
  printed: [] as unknown[],
  printerTakes: true,
  /** Whether the paper that is laid out is a landscape one. */
  lying: false,
  /** Safe storage of the system: its name, or `none`. */
  safe: 'gnome_libsecret',
}

export class FakeWebContents extends EventEmitter {
  sent: unknown[][] = []
  openHandler: ((details: { url: string }) => { action: string }) | undefined
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }) {
    this.openHandler = handler
  }
  send(...message: unknown[]) {
    this.sent.push(message)
  }
  executeJavaScript = () => Promise.resolve({ lying: noted.lying })
  getPrintersAsync = () => Promise.resolve(noted.printers)
  print(options: unknown, answer: (done: boolean, reason: string) => void) {
    noted.printed.push(options)
    answer(noted.printerTakes, noted.printerTakes ? '' : 'failed')
  }
  printToPDF = () => Promise.resolve(Buffer.from('%PDF-'))
}

export class BrowserWindow extends EventEmitter {
  static all: BrowserWindow[] = []
  static getAllWindows = () => BrowserWindow.all
  webContents = new FakeWebContents()
  loaded: string[] = []
  minimized = false
  focused = 0
  destroyed = false
  constructor(readonly options: { show?: boolean; webPreferences: Record<string, unknown> }) {
    super()
    BrowserWindow.all.push(this)
    app.emit('web-contents-created', {}, this.webContents)
  }
  loadURL(url: string) {
    this.loaded.push(url)
    return Promise.resolve()
  }
  isMinimized = () => this.minimized
  restore = () => (this.minimized = false)
  focus = () => this.focused++
  show = () => {}
  isDestroyed = () => this.destroyed
  destroy() {
    this.destroyed = true
    BrowserWindow.all = BrowserWindow.all.filter((window) => window !== this)
  }
}

class FakeApp extends EventEmitter {
  isPackaged = true
  enableSandbox = () => (noted.sandboxed = true)
  setPath = (name: string, value: string) => (noted.paths[name] = value)
  getPath = () => '/home/clerk/Documents'
  whenReady = () => Promise.resolve()
  requestSingleInstanceLock = () => noted.lock
  quit = () => noted.quits++
  exit = () => noted.quits++
}
export const app = new FakeApp()

export const ipcMain = {
  handle: (channel: string, handler: Handler) => noted.handlers.set(channel, handler),
  removeHandler: (channel: string) => noted.handlers.delete(channel),
}

export const protocol = {
  registerSchemesAsPrivileged: (schemes: typeof noted.schemes) => noted.schemes.push(...schemes),
  handle: (scheme: string, handler: (request: Request) => Promise<Response>) =>
    noted.protocols.set(scheme, handler),
}

class FakeSession extends EventEmitter {
  setPermissionRequestHandler = (handler: Handler) => (noted.permissionRequest = handler)
  setPermissionCheckHandler = (handler: Handler) => (noted.permissionCheck = handler)
  setDevicePermissionHandler = (handler: Handler) => (noted.devicePermission = handler)
}
export const session = { defaultSession: new FakeSession() }

export const shell = {
  openExternal: (url: string) => {
    noted.opened.push(url)
    return Promise.resolve()
  },
}

/** Reversible, so that a test sees what is kept and what comes back. */
export const safeStorage = {
  isEncryptionAvailable: () => noted.safe !== 'none',
  getSelectedStorageBackend: () => noted.safe,
  encryptString: (text: string) => Buffer.from(text, 'utf8').reverse(),
  decryptString: (bytes: Buffer) => Buffer.from(bytes).reverse().toString('utf8'),
}

export const dialog = { showErrorBox: (_title: string, text: string) => noted.errors.push(text) }

export const Menu = {
  buildFromTemplate: (template: unknown) => template,
  setApplicationMenu: (menu: unknown) => noted.menus.push(menu),
}

class FakeIpcRenderer extends EventEmitter {
  invoked: unknown[][] = []
  invoke(...message: unknown[]) {
    this.invoked.push(message)
    return Promise.resolve({ ok: true, value: null })
  }
}
export const ipcRenderer = new FakeIpcRenderer()

export const contextBridge = {
  exposeInMainWorld: (name: string, api: Record<string, Handler>) => (noted.exposed[name] = api),
}

/** Forget everything, as a new process would. */
export function reset(): void {
  for (const emitter of [app, session.defaultSession, ipcRenderer]) emitter.removeAllListeners()
  BrowserWindow.all = []
  ipcRenderer.invoked = []
  noted.handlers.clear()
  noted.protocols.clear()
  Object.assign(noted, {
    schemes: [],
    opened: [],
    exposed: {},
    sandboxed: false,
    quits: 0,
    errors: [],
    lock: true,
    printers: [],
    safe: 'gnome_libsecret',
    printed: [],
    printerTakes: true,
    lying: false,
  })
}

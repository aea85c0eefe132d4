/** A desk for each test: its own process on its own data folder, in either shell. */
import { spawn, type ChildProcess } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { _electron, test as base, expect, type ElectronApplication, type Page } from '@playwright/test'
import { hasDisplay } from '../../main/web/browsers'
import { electronBinary } from '../../main/web/electron-binary'

const root = path.resolve(import.meta.dirname, '../..')

export interface ShellOptions {
  shell: 'web' | 'electron'
  /** What the desk finds at its start: the invented centre, or nothing, as on the day of installation. */
  holds: 'demo' | 'nothing'
}

/** Where the global set-up names the folder with the invented centre, which every desk of it copies. */
export const demoFolder = 'QABYLDAU_E2E_DEMO'

export interface Desk {
  /** The window. Another object after `restart` under Electron: read it anew. */
  readonly page: Page
  readonly dataFolder: string
  /** Address by which another browser comes to the same desk; empty under Electron. */
  readonly address: string
  /** Faults of pages so far: violations of the content security policy and uncaught errors. */
  readonly faults: string[]
  /** End the process as a power cut would, without a word. */
  kill(): Promise<void>
  /** End it in order, start it again on the same data and open its first page. */
  restart(): Promise<void>
}

/** Electron's program where it can run here. */
export function electronProgram(): string | undefined {
  return hasDisplay() ? electronBinary(root) : undefined
}

/** A sentence of the catalogue as it stands, `area.key`; for sentences without parameters. */
export function words(language: 'kk' | 'ru' | 'en', key: string): string {
  const [area = '', name = ''] = key.split(/\.(.*)/s)
  const file = path.join(root, 'shared/locale', language, area + '.json')
  const text = (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>)[name]
  if (text === undefined) throw new Error(`No sentence ${key} in ${language}`)
  return text
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill(signal)
  await gone
}

/** Everything that a page does wrong without the test noticing. */
function watch(page: Page, faults: string[]): void {
  // With somebody listening all the time Playwright holds every chooser of files back, also one that opens at once.
  page.on('filechooser', () => undefined)
  page.on('pageerror', (error) => faults.push('uncaught: ' + error.message))
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) faults.push('csp: ' + message.text())
  })
}

abstract class Shell implements Desk {
  readonly faults: string[] = []
  address = ''
  constructor(readonly dataFolder: string) {}
  abstract get page(): Page
  abstract start(): Promise<void>
  abstract kill(): Promise<void>
  abstract stop(): Promise<void>
  async restart(): Promise<void> {
    await this.stop()
    await this.start()
  }
}

export class WebShell extends Shell {
  #server: ChildProcess | undefined

  constructor(
    dataFolder: string,
    readonly page: Page,
  ) {
    super(dataFolder)
    watch(page, this.faults)
  }

  async start(): Promise<void> {
    const program = path.join(root, 'dist/main/start.js')
    const server = spawn(process.execPath, [program, '--web', '--no-open', '--data', this.dataFolder], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, QABYLDAU_LANG: 'ru' },
    })
    this.#server = server
    this.address = await new Promise<string>((resolve, reject) => {
      createInterface(server.stdout).once('line', (line) => resolve(line.replace('Qabyldau: ', '')))
      server.once('exit', (code) => reject(new Error(`The desk ended with ${code} before it was ready`)))
    })
    await this.page.goto(this.address)
  }

  async kill(): Promise<void> {
    if (this.#server) await ended(this.#server, 'SIGKILL')
  }

  async stop(): Promise<void> {
    if (this.#server) await ended(this.#server, 'SIGTERM')
  }
}

class ElectronShell extends Shell {
  #app: ElectronApplication | undefined
  #page: Page | undefined

  get page(): Page {
    if (!this.#page) throw new Error('The desk is not running')
    return this.#page
  }

  async start(): Promise<void> {
    this.#app = await _electron.launch({
      executablePath: electronProgram(),
      // Chromium refuses to start for root with its sandbox.
      args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), root, '--data', this.dataFolder],
      env: { ...(process.env as Record<string, string>), QABYLDAU_LANG: 'ru', TZ: 'Asia/Almaty' },
    })
    this.#page = await this.#app.firstWindow()
    watch(this.#page, this.faults)
  }

  async kill(): Promise<void> {
    if (this.#app) await ended(this.#app.process(), 'SIGKILL')
    this.#app = undefined
  }

  async stop(): Promise<void> {
    await this.#app?.close()
    this.#app = undefined
  }
}

export const test = base.extend<ShellOptions & { desk: Desk }>({
  shell: ['web', { option: true }],
  holds: ['demo', { option: true }],
  desk: async ({ shell, holds, browser }, use, info) => {
    info.skip(shell === 'electron' && !electronProgram(), 'Electron or a display is not here')
    const dataFolder = mkdtempSync(path.join(tmpdir(), 'qabyldau-e2e-'))
    const demo = process.env[demoFolder]
    if (holds === 'demo' && demo) cpSync(demo, dataFolder, { recursive: true })
    const context = shell === 'web' ? await browser.newContext() : undefined
    const desk = context ? new WebShell(dataFolder, await context.newPage()) : new ElectronShell(dataFolder)
    try {
      await desk.start()
      await use(desk)
      expect(desk.faults, 'what the pages did wrong').toEqual([])
    } finally {
      await context?.close()
      await desk.stop()
      rmSync(dataFolder, { recursive: true, force: true, maxRetries: 5 })
    }
  },
})

export { expect }

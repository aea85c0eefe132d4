/**
 * `npm start`: the desk in Electron where that can run, else in an installed browser, else only its address.
 * One line on stdout when a browser can come in; everything else goes to stderr.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import path from 'node:path'
import { parseArgs } from 'node:util'
import type { Translator } from '../../shared/locale'
import { openApp } from '../core/app'
import { startRunner } from '../core/targets/runner'
import { keepDisplay } from '../display'
import { environmentTranslator } from '../language'
import { commonPorts, dataFolder, programFolder, rendererFolder } from '../places'
import { findBrowser, hasDisplay, openWindow } from './browsers'
import { electronBinary, fetchElectron } from './electron-binary'
import { createPdfPrinter } from './pdf'
import { startServer } from './server'

/** Seconds that the one attempt to fetch Electron may take. */
const fetchLimit = 20
/** An Electron that ends with an error this soon (milliseconds) could not start: the browser takes over. */
const stillborn = 15_000
/** How long a desk without a window waits for it to come back, as in a reload (milliseconds). */
const windowGrace = 3_000

export interface StartOptions {
  web: boolean
  open: boolean
  port: number
  data: string | undefined
  help: boolean
}

/** Read the arguments of `npm start`; null when they make no sense. */
export function readStartOptions(args: string[]): StartOptions | null {
  try {
    const { values } = parseArgs({
      args,
      options: {
        web: { type: 'boolean', default: false },
        'no-open': { type: 'boolean', default: false },
        port: { type: 'string', default: '0' },
        data: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    })
    const port = Number(values.port)
    if (!/^\d+$/.test(values.port) || port > 65535 || values.data === '') return null
    return { web: values.web, open: !values['no-open'], port, data: values.data, help: values.help }
  } catch {
    return null
  }
}

const say = (text: string) => process.stderr.write(text + '\n')

/** Run the desk until its window is closed or the process is told to end. Sets the exit code. */
export async function startDesk(args: string[]): Promise<void> {
  const t = environmentTranslator()
  const options = readStartOptions(args)
  if (!options) {
    say(t('cli.start_usage'))
    process.exitCode = 2
    return
  }
  if (options.help) {
    process.stdout.write(t('cli.start_usage') + '\n')
    return
  }
  const data = dataFolder(options.data)
  // A port or "no window" was asked for: that is the web shell, whatever else is here.
  const wantsWeb = options.web || !options.open || options.port !== 0
  if (!wantsWeb && hasDisplay() && (await runElectron(data, t))) return
  await runWeb(data, options, t)
}

/** Whether Electron ran; false when it is not here, cannot be fetched or cannot start. */
async function runElectron(data: string, t: Translator): Promise<boolean> {
  const root = programFolder()
  const program =
    electronBinary(root) ?? (await fetchElectron(root, data, fetchLimit, () => say(t('cli.start_fetching'))))
  if (!program) {
    say(t('cli.start_no_electron'))
    return false
  }
  const started = Date.now()
  const child = spawn(program, [root, '--data', data], { stdio: ['ignore', 'ignore', 'inherit'] })
  const forward = (signal: NodeJS.Signals) => child.kill(signal)
  process.on('SIGINT', forward)
  process.on('SIGTERM', forward)
  const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve) => {
    child.once('error', () => resolve([1, null]))
    child.once('exit', (...end) => resolve(end))
  })
  process.off('SIGINT', forward)
  process.off('SIGTERM', forward)
  const asked = signal === 'SIGINT' || signal === 'SIGTERM'
  if (code !== 0 && !asked && Date.now() - started < stillborn) {
    say(t('cli.start_electron_failed'))
    return false
  }
  process.exitCode = asked ? 0 : (code ?? 1)
  return true
}

async function runWeb(data: string, options: StartOptions, t: Translator): Promise<void> {
  const ports = commonPorts(data)
  const browser = findBrowser()
  const printer = browser
    ? createPdfPrinter({ rendererFolder: rendererFolder(), executablePath: browser })
    : undefined
  const display = { fault: null }
  const app = await openApp({
    ...ports,
    display,
    ...(printer ? { printPdf: (docx) => printer.print(docx) } : {}),
  })
  const stopRunner = startRunner(app)
  const stopDisplay = keepDisplay({ app, rendererFolder: rendererFolder(), log: ports.log }, display)
  const closeCore = async () => {
    stopRunner()
    await stopDisplay()
    await app.close()
    await printer?.close()
  }

  let server
  try {
    server = await startServer({
      app,
      rendererFolder: rendererFolder(),
      port: options.port,
      log: ports.log,
      closedText: t('cli.web_closed'),
    })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    say(
      code === 'EADDRINUSE'
        ? t('cli.start_port_busy', { port: String(options.port) })
        : t('cli.start_port_refused', { port: String(options.port), code: code ?? '' }),
    )
    await closeCore()
    process.exitCode = 1
    return
  }
  process.stdout.write(`Qabyldau: ${server.url}\n`)

  const { close, listening, url } = server
  let ending = false
  const windows: ChildProcess[] = []
  const end = async () => {
    if (ending) return
    ending = true
    for (const window of windows) window.kill()
    await close()
    await closeCore()
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end())

  if (!options.open) return
  const window = openWindow(url, path.join(data, 'browser'))
  if (!window) {
    say(t(browser ? 'cli.start_no_display' : 'cli.start_no_browser'))
    return
  }
  windows.push(window)
  window.once('error', () => say(t('cli.start_no_browser')))
  // Closing the window ends the desk, unless another browser came in by the address.
  window.once('exit', () => {
    setTimeout(() => {
      if (listening() === 0) void end()
      else say(t('cli.start_stays'))
    }, windowGrace)
  })
}

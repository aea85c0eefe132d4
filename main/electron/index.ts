/** The first shell: a window of its own. The order matters; each step lives in a module of its own. */
import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { app, BrowserWindow, dialog } from 'electron'
import { openApp, type App, type Client } from '../core/app'
import { startRunner } from '../core/targets/runner'
import { keepDisplay } from '../display'
import { environmentTranslator } from '../language'
import { commonPorts, dataFolder, programFolder, rendererFolder } from '../places'
import { serveDisplay } from './display'
import { serveDownloads } from './downloads'
import { guardEverything, guardSession } from './guards'
import { serveCalls } from './ipc'
import { setMenu } from './menu'
import { createPdfPrinter } from './pdf'
import { servePrinting } from './print'
import { registerScheme, serveScheme } from './scheme'
import { safeSecrets } from './secrets'
import { openDeskWindow } from './window'

/** `--data DIR` of the command line; other arguments are Chromium's. */
function askedFolder(args: readonly string[]): string | undefined {
  const at = args.indexOf('--data')
  return at === -1 ? undefined : args[at + 1]
}

const root = programFolder()
const ports = commonPorts(dataFolder(askedFolder(process.argv)), root)
const t = environmentTranslator()

app.enableSandbox()
// One desk for each data folder: the lock lies in this folder too.
app.setPath('userData', path.join(ports.dataFolder, 'electron'))
registerScheme()
guardEverything(ports.log)

let core: App | undefined
let stopRunner = () => {}
let stopDisplay = () => Promise.resolve()

async function run(): Promise<void> {
  await app.whenReady()
  guardSession()
  serveDownloads()
  setMenu(t)
  const client: Client = { id: randomUUID(), kind: 'window' }
  const printer = createPdfPrinter((docx) => {
    if (!core) throw new Error('closing')
    return core.files.put({ name: 'paper.docx', type: 'application/octet-stream', bytes: docx }, client).token
  })
  const display = { fault: null }
  core = await openApp({ ...ports, ...safeSecrets(), display, printPdf: (docx) => printer.print(docx) })
  stopRunner = startRunner(core)
  stopDisplay = keepDisplay({ app: core, rendererFolder: rendererFolder(root), log: ports.log }, display)
  serveScheme(core, client, rendererFolder(root))
  serveCalls(core, client)
  servePrinting()
  serveDisplay(path.join(root, 'dist', 'main'))
  await openDeskWindow(path.join(root, 'dist', 'main'))
}

if (app.requestSingleInstanceLock()) {
  app.on('second-instance', () => {
    const [window] = BrowserWindow.getAllWindows()
    if (!window) return
    if (window.isMinimized()) window.restore()
    window.focus()
  })
  app.on('window-all-closed', () => app.quit())
  app.on('will-quit', (event) => {
    if (!core) return
    // Close the register before the process goes, once.
    event.preventDefault()
    const closing = core
    core = undefined
    stopRunner()
    void stopDisplay()
      .then(() => closing.close())
      .finally(() => app.quit())
  })
  run().catch((error: unknown) => {
    ports.log('error', 'electron.start', { message: error instanceof Error ? error.message : String(error) })
    dialog.showErrorBox('Қабылдау', t('cli.electron_failed'))
    app.exit(1)
  })
} else {
  app.quit()
}

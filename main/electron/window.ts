/** The window of the desk. */
import path from 'node:path'
import { BrowserWindow, type WebPreferences } from 'electron'
import { startPage } from './security'

/** Every switch that Electron's security list names, said aloud although most are the default. */
export const webPreferences = {
  contextIsolation: true,
  sandbox: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  spellcheck: false,
} as const satisfies WebPreferences

/** Open the desk; shown when its first picture is ready. `mainFolder` is `dist/main`. */
export async function openDeskWindow(mainFolder: string): Promise<BrowserWindow> {
  const window = new BrowserWindow({
    width: 1366,
    height: 768,
    minWidth: 1024,
    minHeight: 640,
    show: false,
    title: 'Қабылдау',
    webPreferences: { ...webPreferences, preload: path.join(mainFolder, 'preload.cjs') },
  })
  window.once('ready-to-show', () => window.show())
  await window.loadURL(startPage)
  return window
}

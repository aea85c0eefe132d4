/** The screen of the hall as a window of its own; it can be dragged to the second monitor and made full. */
import path from 'node:path'
import { BrowserWindow, ipcMain } from 'electron'
import { displayChannel } from './channels'
import { allowSender, startPage } from './security'
import { webPreferences } from './window'

/** Open it when a page of ours asks; one at a time. `mainFolder` is `dist/main`. */
export function serveDisplay(mainFolder: string): void {
  let open: BrowserWindow | undefined
  ipcMain.handle(displayChannel, async (event) => {
    if (!allowSender(event.senderFrame)) throw new Error('refused')
    if (open && !open.isDestroyed()) return open.focus()
    open = new BrowserWindow({
      width: 1280,
      height: 720,
      title: 'Қабылдау',
      webPreferences: { ...webPreferences, preload: path.join(mainFolder, 'preload.cjs') },
    })
    await open.loadURL(startPage + 'display.html')
  })
}

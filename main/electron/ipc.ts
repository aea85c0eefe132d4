/** The seam in Electron: one call, one event channel. Only JSON values cross, as over HTTP. */
import { BrowserWindow, ipcMain } from 'electron'
import { fail } from '../../shared/errors'
import type { App, Client } from '../core/app'
import { callChannel, eventChannel } from './channels'
import { allowSender } from './security'

/** Serve the contract to our own pages; returns the function that stops. */
export function serveCalls(app: Pick<App, 'call' | 'on'>, client: Client): () => void {
  ipcMain.handle(callChannel, async (event, name: unknown, input: unknown) => {
    if (!allowSender(event.senderFrame)) throw new Error('refused')
    if (typeof name !== 'string') return fail('operation_unknown', { name: '' })
    // IPC would also carry dates and maps, which HTTP would not.
    const json: unknown = input === undefined ? undefined : JSON.parse(JSON.stringify(input))
    return app.call(name, json, client)
  })
  const off = app.on((event) => {
    for (const window of BrowserWindow.getAllWindows()) {
      if (!window.isDestroyed()) window.webContents.send(eventChannel, event)
    }
  })
  return () => {
    off()
    ipcMain.removeHandler(callChannel)
  }
}

/** Runs in the sandbox before the page: six functions, and nothing of Electron's own reaches the page. */
import { contextBridge, ipcRenderer } from 'electron'
import type { Bridge, Printer } from '../../shared/bridge'
import type { AppEvent } from '../../shared/contract'
import type { Result } from '../../shared/errors'
import {
  callChannel,
  displayChannel,
  eventChannel,
  printChannel,
  printersChannel,
  printTicketChannel,
} from './channels'

const bridge = {
  call: (name, input) => ipcRenderer.invoke(callChannel, name, input) as Promise<Result<unknown>>,
  on(listener) {
    // The listener gets the event's value only: Electron's event object would carry the sender.
    const hear = (_event: unknown, value: AppEvent) => listener(value)
    ipcRenderer.on(eventChannel, hear)
    return () => void ipcRenderer.off(eventChannel, hear)
  },
  printers: () => ipcRenderer.invoke(printersChannel) as Promise<Printer[]>,
  print: (order) => ipcRenderer.invoke(printChannel, order) as Promise<Result<null>>,
  printTicket: (order) => ipcRenderer.invoke(printTicketChannel, order) as Promise<Result<null>>,
  openDisplay: () => ipcRenderer.invoke(displayChannel) as Promise<void>,
} satisfies Bridge

contextBridge.exposeInMainWorld('qabyldau', bridge)

/** Papers straight to a printer of this computer, without a dialog. */
import { BrowserWindow, ipcMain, type WebContentsPrintOptions } from 'electron'
import { fail, ok, type Result } from '../../shared/errors'
import type { Printer, PrintOrder } from '../../shared/bridge'
import { printChannel, printersChannel } from './channels'
import { inTurn, withPaper } from './paper-window'
import { allowSender } from './security'

/** What the page asks for, or null: it must name one waiting file, one printer and a sensible number of copies. */
export function readOrder(value: unknown): PrintOrder | null {
  if (typeof value !== 'object' || value === null) return null
  const { token, printer, copies } = value as Record<string, unknown>
  if (typeof token !== 'string' || !/^[\w-]{1,100}$/.test(token)) return null
  if (typeof printer !== 'string' || printer === '' || printer.length > 300) return null
  if (typeof copies !== 'number' || !Number.isInteger(copies) || copies < 1 || copies > 20) return null
  return { token, printer, copies }
}

/**
 * How a paper is printed: on A4, with the margins that the paper itself names, one copy after the other, on one
 * side, because what is torn off or handed over must not carry another paper on its back.
 */
export const printOptions = (order: PrintOrder, lying: boolean): WebContentsPrintOptions => ({
  silent: true,
  deviceName: order.printer,
  copies: order.copies,
  collate: true,
  duplexMode: 'simplex',
  pageSize: 'A4',
  landscape: lying,
  margins: { marginType: 'default' },
  // The crosses in the tick boxes are backgrounds.
  printBackground: true,
})

/** Serve the printing of our own pages; returns the function that stops. */
export function servePrinting(): () => void {
  const turn = inTurn()

  async function printers(): Promise<Printer[]> {
    const [window] = BrowserWindow.getAllWindows()
    if (!window) return []
    const found = await window.webContents.getPrintersAsync()
    return found.map(({ name, displayName }) => ({ name, title: displayName || name }))
  }

  async function print(value: unknown): Promise<Result<null>> {
    const order = readOrder(value)
    if (!order) return fail('input_invalid')
    if (!(await printers()).some(({ name }) => name === order.printer))
      return fail('printer_missing', { printer: order.printer })
    try {
      await withPaper(
        order.token,
        (page, { lying }) =>
          new Promise<void>((resolve, reject) => {
            page.print(printOptions(order, lying), (done, reason) =>
              done ? resolve() : reject(new Error(reason)),
            )
          }),
      )
      return ok(null)
    } catch {
      return fail('printer_failed', { printer: order.printer })
    }
  }

  ipcMain.handle(printersChannel, (event) => {
    if (!allowSender(event.senderFrame)) throw new Error('refused')
    return printers()
  })
  ipcMain.handle(printChannel, (event, order: unknown) => {
    if (!allowSender(event.senderFrame)) throw new Error('refused')
    return turn(() => print(order))
  })
  return () => {
    ipcMain.removeHandler(printersChannel)
    ipcMain.removeHandler(printChannel)
  }
}

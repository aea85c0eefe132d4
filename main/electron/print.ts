/** Papers straight to a printer of this computer, without a dialog. */
import { BrowserWindow, ipcMain, type WebContents, type WebContentsPrintOptions } from 'electron'
import { fail, ok, type Result } from '../../shared/errors'
import type { Printer, PrintOrder, TicketOrder } from '../../shared/bridge'
import { ticketPapers, ticketSizes } from '../../shared/rules/queue'
import { printChannel, printersChannel, printTicketChannel } from './channels'
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

/** What the page asks for when it prints itself as a ticket, or null: one printer and a paper that is known. */
export function readTicketOrder(value: unknown): TicketOrder | null {
  if (typeof value !== 'object' || value === null) return null
  const { printer, paper } = value as Record<string, unknown>
  if (typeof printer !== 'string' || printer === '' || printer.length > 300) return null
  const known = ticketPapers.find((one) => one === paper)
  return known ? { printer, paper: known } : null
}

/** How a ticket is printed: on its own size, which the system is told in thousandths of a millimetre. */
export function ticketOptions({ printer, paper }: TicketOrder): WebContentsPrintOptions {
  const { width, height } = ticketSizes[paper]
  return {
    silent: true,
    deviceName: printer,
    pageSize: { width: width * 1000, height: height * 1000 },
    margins: { marginType: 'default' },
    printBackground: true,
  }
}

/** Print a page; rejects with the reason of the system. */
const toPrinter = (page: WebContents, options: WebContentsPrintOptions): Promise<void> =>
  new Promise((resolve, reject) => {
    page.print(options, (done, reason) => (done ? resolve() : reject(new Error(reason))))
  })

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

  async function print<T extends { printer: string }>(
    order: T | null,
    doIt: (order: T) => Promise<void>,
  ): Promise<Result<null>> {
    if (!order) return fail('input_invalid')
    const { printer } = order
    if (!(await printers()).some(({ name }) => name === printer)) return fail('printer_missing', { printer })
    try {
      await doIt(order)
      return ok(null)
    } catch {
      return fail('printer_failed', { printer })
    }
  }

  ipcMain.handle(printersChannel, (event) => {
    if (!allowSender(event.senderFrame)) throw new Error('refused')
    return printers()
  })
  ipcMain.handle(printChannel, (event, order: unknown) => {
    if (!allowSender(event.senderFrame)) throw new Error('refused')
    return turn(() =>
      print(readOrder(order), (read) =>
        withPaper(read.token, (page, { lying }) => toPrinter(page, printOptions(read, lying))),
      ),
    )
  })
  ipcMain.handle(printTicketChannel, (event, order: unknown) => {
    if (!allowSender(event.senderFrame)) throw new Error('refused')
    return turn(() => print(readTicketOrder(order), (read) => toPrinter(event.sender, ticketOptions(read))))
  })
  return () => {
    ipcMain.removeHandler(printersChannel)
    ipcMain.removeHandler(printChannel)
    ipcMain.removeHandler(printTicketChannel)
  }
}

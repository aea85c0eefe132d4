/**
 * Paper comes out in two ways: through the dialog of the browser, or, in the Electron shell, straight from the
 * printer that was chosen on this computer.
 */
import type { ErrorValue } from '../shared/errors'
import type { TicketPaper } from '../shared/rules/queue'
import { bridge } from './api/client'
import { recall, remember } from './memory'

/** Name of the printer that is used without asking; null asks every time. */
export const chosenPrinter = (): string | null => (bridge() && recall('printer')) || null
export const choosePrinter = (name: string | null): void => remember('printer', name ?? '')

/** Straight to a printer; null when it took the paper, else why not. */
export async function printOn(printer: string, token: string, copies: number): Promise<ErrorValue | null> {
  const result = await bridge()?.print({ token, printer, copies })
  return result?.ok ? null : (result?.error ?? { code: 'printer_missing', params: { printer } })
}

/** Name of the printer of tickets, which mostly prints on a roll; null asks every time. */
export const chosenTicketPrinter = (): string | null => (bridge() && recall('ticket-printer')) || null
export const chooseTicketPrinter = (name: string | null): void => remember('ticket-printer', name ?? '')

/** What stands on the page now, on the printer of tickets; false when none is chosen or it did not take it. */
export async function printOnTicketPrinter(paper: TicketPaper): Promise<boolean> {
  const printer = chosenTicketPrinter()
  return printer !== null && ((await bridge()?.printTicket({ printer, paper }))?.ok ?? false)
}

/** After `print` came back, a browser that says nothing more within this many milliseconds has nothing to say. */
const silence = 1_000

/** Open the print dialog of a page; resolves when it was answered. Whether with yes, no browser tells. */
export function askBrowser(page: Window): Promise<void> {
  return new Promise((resolve) => {
    page.addEventListener('afterprint', () => resolve(), { once: true })
    page.focus()
    page.print()
    setTimeout(resolve, silence)
  })
}

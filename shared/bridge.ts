/** What the preload script of the Electron shell puts on `window.qabyldau`: functions, never Electron's own objects. */
import type { AppEvent } from './contract'
import type { Result } from './errors'
import type { TicketPaper } from './rules/queue'

/** A printer of this computer. */
export interface Printer {
  /** As the system names it. */
  name: string
  /** As people know it. */
  title: string
}

/** A file that waits under a token, straight to a printer. */
export interface PrintOrder {
  token: string
  /** `name` of the printer. */
  printer: string
  copies: number
}

/** What the page shows while it prints itself, in this case a ticket of the queue, straight to a printer. */
export interface TicketOrder {
  /** `name` of the printer. */
  printer: string
  paper: TicketPaper
}

export interface Bridge {
  /** One operation of the contract; never rejects for a refusal. */
  call(name: string, input: unknown): Promise<Result<unknown>>
  /** Hear what changed; returns the function that stops it. */
  on(listener: (event: AppEvent) => void): () => void
  printers(): Promise<Printer[]>
  /** Resolves when the printer has taken the paper. Errors: `printer_missing`, `printer_failed`, `input_invalid`. */
  print(order: PrintOrder): Promise<Result<null>>
  /** The page as it lays itself out for print, on the size of a ticket. Errors as in `print`. */
  printTicket(order: TicketOrder): Promise<Result<null>>
  /** The screen of the hall in a window of its own; a second call brings it to the front. */
  openDisplay(): Promise<void>
}

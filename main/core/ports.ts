import type { DisplayFault } from '../../shared/contract/queue'
import type { OfficeProgram } from '../../shared/model'
import type { DeliveryParts } from './targets/parts'

/** What a shell supplies to the core. The core knows no Electron, no HTTP and no browser. */
export interface Ports {
  /** Folder of the register, its backups, batches and the centre's own templates. */
  dataFolder: string
  /** Where the register is, in place of what the folder and the environment say (`main/db/place.ts`). */
  register?: string
  /** Folder of the shipped templates. */
  templatesFolder: string
  /** Compiled worker that fills templates (`paper-worker.js`). */
  paperWorker: string | URL
  appVersion: string
  /** The clock: UTC. Tests pass their own. */
  now(): Date
  /**
   * Cost of scrypt for new passwords; no shell that people sign in to names one, tests and the demo of
   * the command line take a small one.
   */
  passwordCost?: number
  /** Diagnostics for maintainers: no personal data, never a name or an IIN. */
  log(level: 'info' | 'warn' | 'error', event: string, detail?: Record<string, unknown>): void
  /**
   * The system's safe storage, where the shell has one: what `protect` gives only this account of this PC reveals.
   * Without it secrets lie in the data folder, readable by its owner alone.
   */
  secrets?: { protect(text: string): string; reveal(text: string): string }
  /** Turn an issued DOCX into PDF with the same page that previews it; absent where there is no browser. */
  printPdf?: (docx: Uint8Array) => Promise<Uint8Array>
  /** Why the screen of the hall is not served in the network although it should be; the shell writes it. */
  display?: { fault: DisplayFault | null }
  /** What deliveries stand on; tests replace parts of it. */
  delivery?: Partial<DeliveryParts>
  /** The same by a program that a centre chose; absent where it is not installed. Throws `office_failed`. */
  officePdf?: Partial<Record<OfficeProgram, (docx: Uint8Array) => Promise<Uint8Array>>>
}

/** Who calls: a window or browser that signs in, the command line with a password, or the OS scheduler. */
export interface Client {
  /** Unguessable; sessions hang on it. */
  id: string
  kind: 'window' | 'cli' | 'scheduler'
}

/** A file that crosses the contract as a token. */
export interface ShelvedFile {
  name: string
  type: string
  bytes: Uint8Array
  /** Words for the margin of a print, outside the wording; the bytes stay as issued. */
  mark?: string
}

/** Files waiting to be fetched or just uploaded; a token only works for the client it was made for. */
export interface FileShelf {
  put(file: ShelvedFile, client: Client): { token: string; name: string; type: string; bytes: number }
  get(token: string, client: Client): ShelvedFile | undefined
}

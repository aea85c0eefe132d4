import type { FileHandle } from 'node:fs/promises'
import { shownDrives } from './drives'

/** What deliveries stand on; tests replace parts, e.g. by a disk that is full half way. */
export interface DeliveryParts {
  /** Folders at which the system shows drives now. */
  drives(): Promise<string[]>
  /** Write all of a chunk at this offset. */
  write(file: FileHandle, chunk: Uint8Array, at: number): Promise<void>
  /** Everything written is on the medium. */
  sync(file: FileHandle): Promise<void>
  /** Size of a chunk, bytes; a delivery can be stopped between two. */
  chunk: number
  /** Milliseconds that a server may be silent. */
  silence: number
}

export const realParts: DeliveryParts = {
  drives: () => shownDrives(),
  async write(file, chunk, at) {
    for (let done = 0; done < chunk.length;) {
      const { bytesWritten } = await file.write(chunk, done, chunk.length - done, at + done)
      done += bytesWritten
    }
  },
  sync: (file) => file.sync(),
  chunk: 256 * 1024,
  silence: 60_000,
}

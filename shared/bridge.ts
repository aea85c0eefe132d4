/** What the preload script of the Electron shell puts on `window.qabyldau`: functions, never Electron's own objects. */
import type { AppEvent } from './contract'
import type { Result } from './errors'

export interface Bridge {
  /** One operation of the contract; never rejects for a refusal. */
  call(name: string, input: unknown): Promise<Result<unknown>>
  /** Hear what changed; returns the function that stops it. */
  on(listener: (event: AppEvent) => void): () => void
}

/** Who works at which client. In memory: a restart of the desk asks everyone to sign in again. */

interface Session {
  staffId: number
  /** Milliseconds since the epoch of the last sign of life. */
  activeAt: number
  locked: boolean
}

export class Sessions {
  readonly #byClient = new Map<string, Session>()

  open(clientId: string, staffId: number, now: Date): void {
    this.#byClient.set(clientId, { staffId, activeAt: now.getTime(), locked: false })
  }

  close(clientId: string): void {
    this.#byClient.delete(clientId)
  }

  lock(clientId: string): void {
    const session = this.#byClient.get(clientId)
    if (session) session.locked = true
  }

  touch(clientId: string, now: Date): void {
    const session = this.#byClient.get(clientId)
    if (session && !session.locked) session.activeAt = now.getTime()
  }

  /** Nobody of this staff id stays signed in: after a password reset or when somebody leaves. */
  closeAllOf(staffId: number): void {
    for (const [client, session] of this.#byClient) {
      if (session.staffId === staffId) this.#byClient.delete(client)
    }
  }

  /**
   * State of a client. A session idle for longer than `idleMinutes` is locked here, whatever the screen
   * thinks.
   */
  of(clientId: string, now: Date, idleMinutes: number) {
    const session = this.#byClient.get(clientId)
    if (!session) return { state: 'none' as const, staffId: null, idleSeconds: null }
    const left = idleMinutes * 60 - (now.getTime() - session.activeAt) / 1000
    if (left <= 0) session.locked = true
    return session.locked
      ? { state: 'locked' as const, staffId: session.staffId, idleSeconds: null }
      : { state: 'open' as const, staffId: session.staffId, idleSeconds: Math.ceil(left) }
  }
}

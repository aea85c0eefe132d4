/** Who means to do what on which day; what falls on a day off is done on the next working day. */
export class Agenda {
  readonly #days = new Map<string, (() => Promise<void>)[]>()

  plan(day: string, act: () => Promise<void>): void {
    const acts = this.#days.get(day)
    if (acts) acts.push(act)
    else this.#days.set(day, [act])
  }

  /** Everything planned until the end of a day, also what is planned meanwhile for that day. */
  async live(day: string): Promise<void> {
    for (;;) {
      const due = [...this.#days.keys()].filter((one) => one <= day).sort()[0]
      if (due === undefined) return
      const acts = this.#days.get(due)!
      this.#days.delete(due)
      for (const act of acts) await act()
    }
  }
}

/** Chance that can be lived again: the same seed gives the same year. */
export interface Chance {
  /** From 0 to below 1. */
  next(): number
  /** Whether something of this probability happens. */
  is(probability: number): boolean
  /** A whole number from `from` to `to`, both included. */
  between(from: number, to: number): number
  pick<T>(list: readonly T[]): T
}

/** Mulberry32: small, quick, and good enough to choose what invented people do. */
export function chance(seed: number): Chance {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const between = (from: number, to: number) => from + Math.floor(next() * (to - from + 1))
  return {
    next,
    is: (probability) => next() < probability,
    between,
    pick: (list) => list[between(0, list.length - 1)]!,
  }
}

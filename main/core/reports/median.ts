/** Median and longest of values that occur several times each; of an even number the mean of the two in the middle. */
export function medianOf(
  counted: readonly { value: number; n: number }[],
): { n: number; median: number; longest: number } | null {
  const sorted = counted.filter(({ n }) => n > 0).sort((a, b) => a.value - b.value)
  const n = sorted.reduce((sum, one) => sum + one.n, 0)
  if (n === 0) return null
  const at = (index: number): number => {
    let seen = 0
    for (const one of sorted) if ((seen += one.n) > index) return one.value
    return 0
  }
  return {
    n,
    median: (at(Math.floor((n - 1) / 2)) + at(Math.floor(n / 2))) / 2,
    longest: sorted.at(-1)!.value,
  }
}

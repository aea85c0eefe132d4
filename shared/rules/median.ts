/**
 * Median and longest of values that occur several times each. Of an even number the median is the mean of the two in
 * the middle, which `middle` names; of an odd number both are the one in the middle. Null without a value.
 */
export function medianOf(
  counted: readonly { value: number; n: number }[],
): { n: number; median: number; longest: number; middle: readonly [number, number] } | null {
  const sorted = counted.filter(({ n }) => n > 0).sort((a, b) => a.value - b.value)
  const n = sorted.reduce((sum, one) => sum + one.n, 0)
  if (n === 0) return null
  const at = (index: number): number => {
    let seen = 0
    for (const one of sorted) if ((seen += one.n) > index) return one.value
    return 0
  }
  const middle = [at(Math.floor((n - 1) / 2)), at(Math.floor(n / 2))] as const
  return { n, median: (middle[0] + middle[1]) / 2, longest: sorted.at(-1)!.value, middle }
}

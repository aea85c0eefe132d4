import { readFileSync } from 'node:fs'

/** Rows of a fixture without quoting, keyed by its heading. */
export function fixture(name: string): Record<string, string>[] {
  const text = readFileSync(new URL(`../../fixtures/${name}`, import.meta.url), 'utf8')
  const [heading = '', ...lines] = text.trim().split(/\r?\n/u)
  const keys = heading.split(',')
  return lines.map((line) => {
    const cells = line.split(',')
    if (cells.length !== keys.length) throw new Error(`${name}: ${line}`)
    return Object.fromEntries(keys.map((key, index) => [key, cells[index] ?? '']))
  })
}

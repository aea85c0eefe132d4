/** What holds for the words of every finding, whatever its rule. */
import { readFileSync } from 'node:fs'
import { expect } from 'vitest'
import { screenLanguages } from '../../shared/locale'
import { explain, rules, type Finding } from '../../shared/rules/engine/finding'

const levels = ['block', 'warn', 'compute', 'record', 'print', 'info']

/**
 * Each finding is said in all languages: a whole sentence with its values in it, no key, no ISO day, no code name,
 * the text of its rule, and why the days on the way did not count.
 */
export function expectExplained(findings: readonly Finding[]): void {
  for (const finding of findings) {
    expect(rules.has(finding.rule), finding.rule).toBe(true)
    for (const language of screenLanguages) {
      const { sentence, about, source, skipped } = explain(finding, language)
      const what = `${finding.rule} ${finding.code} ${language}: ${sentence}`
      expect(sentence.length, what).toBeGreaterThan(15)
      expect(sentence, what).not.toMatch(/[{}]|undefined|\d{4}-\d{2}-\d{2}|[a-z]_[a-z]/u)
      if (language !== 'en') expect(sentence, what).not.toMatch(/null|true|false/u)
      expect(sentence, what).toMatch(/^(?:[\p{Lu}\d]|egov\.kz|enbek\.kz).*\.$/u)
      for (const text of [about, source]) expect(text, what).not.toBe('')
      const off = (finding.deadline?.days ?? []).filter(({ kind }) =>
        ['weekend', 'holiday', 'moved_off'].includes(kind),
      )
      expect(skipped.map(({ day }) => day)).toEqual(off.map(({ day }) => day))
      for (const { why } of skipped) expect(why, what).toMatch(/^[^._]+$/u)
    }
  }
}

/** Every code of a file of the engine that stands directly in a call of `found`, `missing`, `duty` or `measure`. */
export function codesIn(file: string): string[] {
  const source = readFileSync(new URL(`../../shared/rules/engine/${file}`, import.meta.url), 'utf8')
  const calls = /(?:found|missing|duty|measure)\(\s*[^,()]+,\s*(?:'[a-z]+',\s*)?'([a-z0-9_]+)'/gu
  const codes = [...source.matchAll(calls)].map((match) => match[1]!)
  return [...new Set(codes)].filter((code) => !levels.includes(code))
}

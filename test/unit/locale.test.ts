/** The catalogues are complete: every key in every language, every message well formed, the same values named. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser'
import { describe, expect, it } from 'vitest'
import { errorCodes } from '../../shared/errors'
import { services } from '../../shared/law/catalogue'
import { screenLanguages, translate } from '../../shared/locale'

const root = path.resolve(import.meta.dirname, '../..')
const areas = readdirSync(path.join(root, 'shared/locale/en')).filter((name) => name.endsWith('.json'))
const read = (language: string, area: string) =>
  JSON.parse(readFileSync(path.join(root, 'shared/locale', language, area), 'utf8')) as Record<string, string>

/** Names of the values that a message shows. */
function namesIn(elements: MessageFormatElement[]): string[] {
  return elements.flatMap((element) => {
    if (element.type === TYPE.literal || element.type === TYPE.pound) return []
    const own = 'value' in element ? [element.value] : []
    if (element.type === TYPE.select || element.type === TYPE.plural) {
      return [...own, ...Object.values(element.options).flatMap((option) => namesIn(option.value))]
    }
    return own
  })
}
const values = (text: string) => [...new Set(namesIn(parse(text, { ignoreTag: true })))].sort()

describe('catalogues', () => {
  it.each(areas)('%s has the same keys in Kazakh, Russian and English', (area) => {
    const keys = Object.keys(read('en', area)).sort()
    for (const language of screenLanguages) expect(Object.keys(read(language, area)).sort()).toEqual(keys)
  })

  it.each(areas)('%s is well formed, without an empty sentence, and shows the same values', (area) => {
    for (const [key, english] of Object.entries(read('en', area))) {
      for (const language of screenLanguages) {
        const text = read(language, area)[key]!
        expect([language, key, text.trim()]).not.toEqual([language, key, ''])
        expect([language, key, values(text)]).toEqual([language, key, values(english)])
      }
    }
  })

  it('has a sentence with a next step for every error code, in every language', () => {
    for (const language of screenLanguages) {
      expect(Object.keys(read(language, 'error.json')).sort()).toEqual([...errorCodes].sort())
    }
  })

  it('says every problem that the law’s data and the core can raise', () => {
    const known = read('en', 'problem.json')
    const fromLaw = services.flatMap((service) =>
      (service.documents ?? []).flatMap((list) =>
        list.items.flatMap((item) => Object.values(item.problems ?? {})),
      ),
    )
    const sources = ['main/core/persons/rules.ts', 'main/core/intake/rules.ts']
      .map((file) => readFileSync(path.join(root, file), 'utf8'))
      .join('\n')
    const fromCode = [
      ...sources.matchAll(
        /(?:add|block|warn)\(\s*(?:'(?:block|warn)',\s*)?'[\w.]+'(?: \+ [\w.]+)?,\s*'([a-z_]+)'/g,
      ),
    ].map((match) => match[1]!)
    expect(fromCode.length).toBeGreaterThan(15)
    for (const code of [...fromLaw, ...fromCode]) expect(known).toHaveProperty(code)
  })

  it('inflects by number in Russian', () => {
    const left = (n: number) => translate('ru', 'error.password_wrong', { left: n })
    expect(left(1)).toContain('1 попытка')
    expect(left(3)).toContain('3 попытки')
    expect(left(5)).toContain('5 попыток')
  })

  it('tells an error also when a value of its sentence was forgotten', () => {
    expect(translate('en', 'error.file_too_large')).toContain('too large')
    expect(translate('en', 'error.file_too_large', { max: 64 })).toContain('64 MB')
  })

  it('shows a name with markup as it is', () => {
    expect(translate('kk', 'error.person_exists', { name: '<b>Ким</b>' })).toContain('<b>Ким</b>')
  })
})

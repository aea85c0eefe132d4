/**
 * A language nobody speaks, for tests: every sentence of the catalogues in brackets and longer by two fifths. What
 * stands on a screen without brackets is data, or was forgotten; what is cut off would be cut in some language.
 */
import type { Translator } from './index'

const longer = (text: string) => `⟦${text}${' ёжы'.repeat(Math.ceil(text.length / 10))}⟧`

export function pseudoTranslator(t: Translator): Translator {
  const same: typeof t.any = (key, params) => longer(t.any(key, params))
  return Object.assign((...given: Parameters<Translator>) => longer(t(...given)), {
    language: t.language,
    any: same,
    has: t.has,
    local: t.local,
    error: (error: Parameters<Translator['error']>[0]) => longer(t.error(error)),
  })
}

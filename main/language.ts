/** The language of terminals and native menus: asked for, or the environment's. */
import { translator, screenLanguages, type Translator } from '../shared/locale'
import type { ScreenLanguage } from '../shared/model'

type Environment = Record<string, string | undefined>

/**
 * `QABYLDAU_LANG`, then the usual variables, then what the system itself says (Windows and macOS set no
 * variables); Russian when none of them is a language of the desk, as in most offices' systems.
 */
export function environmentLanguage(
  environment: Environment = process.env,
  system: string = process.platform === 'linux' ? '' : Intl.DateTimeFormat().resolvedOptions().locale,
): ScreenLanguage {
  const wanted =
    environment['QABYLDAU_LANG'] ||
    environment['LC_ALL'] ||
    environment['LC_MESSAGES'] ||
    environment['LANG'] ||
    system
  return screenLanguages.find((language) => wanted.toLowerCase().startsWith(language)) ?? 'ru'
}

export const environmentTranslator = (): Translator => translator(environmentLanguage())

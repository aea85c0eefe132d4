/**
 * The catalogues: every sentence that a person can see, in Kazakh, Russian and English.
 * `locale/<language>/<area>.json`, keys written `area.key`; ICU message syntax (plurals, selects).
 */
import { IntlMessageFormat } from 'intl-messageformat'
import type { ErrorValue, FieldError } from '../errors'
import type { LocalText, ScreenLanguage } from '../model'
import * as en from './en'
import * as kk from './kk'
import * as ru from './ru'

type Areas = typeof en
type KeysOf<A extends keyof Areas> = `${A & string}.${keyof Areas[A] & string}`
/** Every key of the catalogues, checked by the compiler. */
export type MessageKey = { [A in keyof Areas]: KeysOf<A> }[keyof Areas]
export type MessageParams = Record<string, string | number | boolean | null | undefined>

const catalogues: Record<ScreenLanguage, Record<string, Record<string, string>>> = { kk, ru, en }
const cache = new Map<string, IntlMessageFormat>()

export const screenLanguages: readonly ScreenLanguage[] = ['kk', 'ru', 'en']

function lookUp(language: ScreenLanguage, key: string): string | undefined {
  const dot = key.indexOf('.')
  return catalogues[language][key.slice(0, dot)]?.[key.slice(dot + 1)]
}

/**
 * The sentence of a key. A key missing at run time (only possible for computed keys) shows itself, so that
 * it is seen and reported; the tests keep the catalogues complete. A value that was not given shows its name:
 * telling a person what went wrong must not go wrong itself.
 */
export function translate(language: ScreenLanguage, key: string, params: MessageParams = {}): string {
  const text = lookUp(language, key)
  if (text === undefined) return key
  const id = language + '\n' + key
  let message = cache.get(id)
  if (!message) {
    // Tags in messages are text here: names may hold "<", and nothing of ours is markup.
    message = new IntlMessageFormat(text, language, undefined, { ignoreTag: true })
    cache.set(id, message)
  }
  try {
    return message.format(params) as string
  } catch {
    return text
  }
}

/** A sentence in every language of the desk, for what is kept or printed in one chosen later. */
export const inEveryLanguage = (key: MessageKey, params?: MessageParams): LocalText => ({
  kk: translate('kk', key, params),
  ru: translate('ru', key, params),
  en: translate('en', key, params),
})

/** Translator bound to a language; `t` checks its keys, `t.any` takes a key computed at run time. */
export function translator(language: ScreenLanguage) {
  const t = (key: MessageKey, params?: MessageParams) => translate(language, key, params)
  return Object.assign(t, {
    language,
    any: (key: string, params?: MessageParams) => translate(language, key, params),
    has: (key: string) => lookUp(language, key) !== undefined,
    local: (text: LocalText) => text[language],
    error: (error: ErrorValue | FieldError) => translate(language, 'error.' + error.code, error.params),
  })
}
export type Translator = ReturnType<typeof translator>

import type { LawLanguage, LawText } from './schema'

/** The language a text is shown in: the one asked for, else an official one, else any. */
export function languageOf(
  text: LawText,
  asked: LawLanguage,
  official: readonly LawLanguage[],
): LawLanguage | undefined {
  return [asked, ...(text.official ?? []), ...official, 'kk' as const, 'ru' as const, 'en' as const].find(
    (language) => text[language] !== undefined,
  )
}

/** The language of the screen; changing it never touches what is typed. */
import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react'
import { I18nProvider } from 'react-aria-components'
import { screenLanguages, translator, type Translator } from '../shared/locale'
import { pseudoTranslator } from '../shared/locale/pseudo'
import type { ScreenLanguage } from '../shared/model'
import { recall, remember } from './memory'

interface Languages {
  t: Translator
  language: ScreenLanguage
  setLanguage(language: ScreenLanguage): void
  /** The desk's own language, used until somebody chooses one on this computer. */
  suggest(language: ScreenLanguage): void
}

const Context = createContext<Languages | null>(null)

function chosen(): ScreenLanguage | null {
  const kept = recall('language')
  return screenLanguages.find((language) => language === kept) ?? null
}

/** The pseudo-language of maintainers is on where `qabyldau.pseudo` stands in the memory of this computer. */
const speak = (language: ScreenLanguage): Translator =>
  recall('pseudo') === null ? translator(language) : pseudoTranslator(translator(language))

export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, set] = useState<ScreenLanguage>(() => chosen() ?? 'kk')
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  const setLanguage = useCallback((next: ScreenLanguage) => {
    remember('language', next)
    set(next)
  }, [])
  const suggest = useCallback((next: ScreenLanguage) => {
    if (!chosen()) set(next)
  }, [])
  const value = useMemo(
    () => ({ t: speak(language), language, setLanguage, suggest }),
    [language, setLanguage, suggest],
  )
  return (
    <Context.Provider value={value}>
      <I18nProvider locale={language === 'kk' ? 'kk-KZ' : language === 'ru' ? 'ru-RU' : 'en-GB'}>
        {children}
      </I18nProvider>
    </Context.Provider>
  )
}

function useLanguages(): Languages {
  const value = useContext(Context)
  if (!value) throw new Error('LanguageProvider is missing')
  return value
}

/** The translator of the language on the screen. */
export function useT(): Translator {
  return useLanguages().t
}

export function useLanguage() {
  const { language, setLanguage, suggest } = useLanguages()
  return { language, setLanguage, suggest }
}

export { formatDate, formatDateTime, formatDay, formatTime, weekday, weekdayShort } from './format'

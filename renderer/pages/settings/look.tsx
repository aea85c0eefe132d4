import { useAppearance, type Theme, type TypeSize } from '../../appearance'
import { Choice } from '../../components'
import { useLanguage, useT } from '../../i18n'

const themes: readonly Theme[] = ['system', 'light', 'dark']
const sizes: readonly TypeSize[] = ['100', '125', '150']

/** Look of this computer; applied at once, nothing to save. */
export function LookPart() {
  const t = useT()
  const { theme, type, setTheme, setType } = useAppearance()
  const { language, setLanguage } = useLanguage()
  return (
    <div className="page-body settings-form">
      <p className="second">{t('settings.look_lead')}</p>
      <div className="fields">
        <Choice
          label={t('settings.look_theme')}
          value={theme}
          onChange={setTheme}
          options={themes.map((value) => ({ value, label: t(`settings.theme_${value}`) }))}
        />
        <Choice
          label={t('settings.look_size')}
          value={type}
          onChange={setType}
          options={sizes.map((value) => ({ value, label: t(`settings.look_size_${value}`) }))}
        />
        <Choice
          label={t('settings.look_language')}
          value={language}
          onChange={setLanguage}
          options={(['kk', 'ru', 'en'] as const).map((value) => ({
            value,
            label: t(`settings.language_${value}`),
          }))}
        />
      </div>
    </div>
  )
}

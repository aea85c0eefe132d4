import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Printer } from '../../../shared/bridge'
import type { ErrorValue } from '../../../shared/errors'
import { bridge, call } from '../../api/client'
import { useAppearance, type Theme, type TypeSize } from '../../appearance'
import { Button, Choice, ErrorNote, SelectField, useToast } from '../../components'
import { useLanguage, useT } from '../../i18n'
import {
  choosePrinter,
  chooseTicketPrinter,
  chosenPrinter,
  chosenTicketPrinter,
  printOn,
} from '../../printing'

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
      {bridge() && <PrinterChoice />}
    </div>
  )
}

/** The form of the sample: both columns, ticks and a tear-off line show whether the measures are kept. */
const sampleForm = '214-annex1'

/** In the list, for no printer: a question each time. */
const everyTime = '?'

/** One of the printers of this computer, or a question each time. */
function PrinterField({
  label,
  help,
  chosen,
  onChoose,
}: {
  label: string
  help: string
  chosen: string | null
  onChoose: (name: string | null) => void
}) {
  const t = useT()
  const printers = useQuery<Printer[]>({
    queryKey: ['printers'],
    queryFn: () => bridge()?.printers() ?? Promise.resolve([]),
  })
  const names = [...(printers.data ?? [])]
  // A printer that is switched off for now stays the chosen one.
  if (chosen && !names.some(({ name }) => name === chosen)) names.push({ name: chosen, title: chosen })
  return (
    <SelectField
      width={6}
      label={label}
      help={help}
      value={chosen ?? everyTime}
      onChange={(name) => onChoose(name === everyTime ? null : name)}
      options={[
        { value: everyTime, label: t('settings.look_printer_ask') },
        ...names.map(({ name, title }) => ({ value: name, label: title })),
      ]}
    />
  )
}

/** The printers of this computer; only the installed desk can print without the dialog of the system. */
function PrinterChoice() {
  const t = useT()
  const toast = useToast()
  const [chosen, setChosen] = useState(chosenPrinter)
  const [tickets, setTickets] = useState(chosenTicketPrinter)
  const [error, setError] = useState<ErrorValue | null>(null)
  const [busy, setBusy] = useState(false)
  const tryIt = async () => {
    if (!chosen || busy) return
    setBusy(true)
    const sample = await call('form.sample', { formId: sampleForm, language: 'kk' })
    const refused = sample.ok ? await printOn(chosen, sample.value.token, 1) : sample.error
    setBusy(false)
    setError(refused)
    if (!refused) toast(t('settings.look_printer_tried'), { icon: 'print' })
  }
  return (
    <div className="fields">
      <PrinterField
        label={t('settings.look_printer')}
        help={t('settings.look_printer_help')}
        chosen={chosen}
        onChoose={(name) => {
          choosePrinter(name)
          setChosen(chosenPrinter())
          setError(null)
        }}
      />
      {chosen && (
        <Button small icon="print" onPress={() => void tryIt()}>
          {t('settings.look_printer_try')}
        </Button>
      )}
      <ErrorNote error={error} />
      <PrinterField
        label={t('settings.look_ticket_printer')}
        help={t('settings.look_ticket_printer_help')}
        chosen={tickets}
        onChoose={(name) => {
          chooseTicketPrinter(name)
          setTickets(chosenTicketPrinter())
        }}
      />
    </div>
  )
}

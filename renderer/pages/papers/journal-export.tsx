/** The journal of a period as a file: a paper with room for the signature, a sheet, or CSV. */
import { useState } from 'react'
import type { ErrorValue } from '../../../shared/errors'
import { isDay } from '../../../shared/rules/dates'
import { call } from '../../api/client'
import { download } from '../../api/files'
import { Button, Choice, DateField, Dialog, ErrorNote, RadioRow, useToast } from '../../components'
import { useT } from '../../i18n'

const formats = ['docx', 'xlsx', 'csv'] as const
type Format = (typeof formats)[number]

interface Props {
  kind: 'applications' | 'documents'
  /** What the list beside it shows; the period can be changed in the dialog. */
  from?: string | null
  to?: string | null
  state?: 'all' | 'open' | 'granted' | 'refused'
}

function ExportDialog({ kind, from, to, state, onClose }: Props & { onClose: () => void }) {
  const t = useT()
  const toast = useToast()
  const [first, setFirst] = useState(from ?? '')
  const [last, setLast] = useState(to ?? '')
  const [as, setAs] = useState<Format>('docx')
  const [language, setLanguage] = useState<'kk' | 'ru'>(t.language === 'ru' ? 'ru' : 'kk')
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<ErrorValue | null>(null)
  const badFirst = first !== '' && !isDay(first)
  const badLast = last !== '' && !isDay(last)
  const turned = !badFirst && !badLast && first !== '' && last !== '' && last < first

  const save = async () => {
    if (busy || badFirst || badLast || turned) return
    setBusy(true)
    setRefused(null)
    const result = await call('journal.file', {
      kind,
      from: first || null,
      to: last || null,
      as,
      language,
      ...(state ? { state } : {}),
    })
    setBusy(false)
    if (!result.ok) return setRefused(result.error)
    download(result.value.token, result.value.name)
    toast(t('journal.export_done', { name: result.value.name }), { icon: 'download' })
    onClose()
  }

  return (
    <Dialog
      open
      onClose={onClose}
      title={t(`journal.export_title_${kind}`)}
      actions={
        <Button kind="primary" icon="download" shortcut="F8" onPress={() => void save()}>
          {busy ? t('journal.export_making') : t('journal.export_save')}
        </Button>
      }
    >
      <div className="fields">
        <DateField
          label={t('desk.journal_from')}
          value={first}
          onChange={setFirst}
          century="near"
          width={6}
          error={badFirst && t('desk.date_wrong')}
        />
        <DateField
          label={t('desk.journal_to')}
          value={last}
          onChange={setLast}
          century="near"
          width={6}
          error={badLast ? t('desk.date_wrong') : turned && t('desk.period_wrong')}
        />
        <p className="help w12">{t('journal.export_period')}</p>
        <RadioRow
          list
          label={t('journal.export_format')}
          value={as}
          onChange={setAs}
          options={formats.map((value) => ({
            value,
            label: t(`journal.export_${value}`),
            note: t(`journal.export_${value}_help`),
          }))}
        />
        <Choice
          label={t('journal.export_language')}
          value={language}
          onChange={setLanguage}
          options={(['kk', 'ru'] as const).map((value) => ({ value, label: t(`desk.language_${value}`) }))}
        />
      </div>
      <ErrorNote error={refused} />
    </Dialog>
  )
}

/** The button that opens it. */
export function JournalExport(props: Props) {
  const t = useT()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button kind="plain" small icon="download" shortcut="Ctrl+E" onPress={() => setOpen(true)}>
        {t('journal.export')}
      </Button>
      {open && <ExportDialog {...props} onClose={() => setOpen(false)} />}
    </>
  )
}

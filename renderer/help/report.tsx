/** Report a problem: what goes along is shown before it leaves the PC. */
import { useState } from 'react'
import { useLocation } from 'wouter'
import type { OutputOf } from '../../shared/contract'
import { download } from '../api/files'
import { useCommand } from '../api/hooks'
import { Button, ErrorNote, TextField } from '../components'
import { useT } from '../i18n'

export function ProblemReport() {
  const t = useT()
  const [address] = useLocation()
  const [words, setWords] = useState('')
  const [made, setMade] = useState<OutputOf<'help.report'> | null>(null)
  const [saved, setSaved] = useState('')
  const report = useCommand('help.report')
  const onto = useCommand('help.saveReport')
  const input = () => ({
    words,
    screen: {
      address,
      width: window.innerWidth,
      height: window.innerHeight,
      scale: window.devicePixelRatio,
      language: t.language,
      browser: navigator.userAgent,
    },
  })
  const make = async () => {
    setSaved('')
    const result = await report.run(input())
    if (result.ok) setMade(result.value)
  }
  const save = async (drive: string) => {
    const result = await onto.run({ ...input(), drive })
    if (result.ok) setSaved(result.value.name)
  }
  return (
    <>
      <p>{t('help.report_lead')}</p>
      <TextField
        multiline
        label={t('help.report_words')}
        help={t('help.report_words_hint')}
        value={words}
        maxLength={2000}
        onChange={(text) => {
          setWords(text)
          setMade(null)
        }}
        kazakhKeys
      />
      <Button kind="primary" notReady={report.busy ? [t('common.opening')] : []} onPress={() => void make()}>
        {t('help.report_make')}
      </Button>
      <ErrorNote error={report.error ?? onto.error} />
      {made && (
        <>
          <p role="status">
            {t('help.report_made', { name: made.name, kb: String(Math.ceil(made.bytes / 1024)) })}
          </p>
          <pre className="help-report" tabIndex={0} aria-label={t('help.report_text')}>
            {made.text}
          </pre>
          <p className="acts">
            <Button icon="download" onPress={() => download(made.token, made.name)}>
              {t('help.report_save')}
            </Button>
            {made.drives.map((drive) => (
              <Button key={drive} icon="disk" onPress={() => void save(drive)}>
                {t('help.report_drive', { drive })}
              </Button>
            ))}
          </p>
        </>
      )}
      <p role="status">{saved && t('help.report_on_drive', { name: saved })}</p>
    </>
  )
}

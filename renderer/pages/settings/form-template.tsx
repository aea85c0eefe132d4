/** The template of a form: what a file would change, putting it in place, going back. */
import { useRef, useState } from 'react'
import type { OutputOf } from '../../../shared/contract'
import type { ErrorValue } from '../../../shared/errors'
import type { PaperLanguage, TemplateFault, WordingLine } from '../../../shared/model'
import { call } from '../../api/client'
import { download, upload } from '../../api/files'
import { useCall, useCommand, useInvalidate } from '../../api/hooks'
import { Button, Choice, Dialog, ErrorNote, Facts, Note, PaperView, Tick, useToast } from '../../components'
import { useDesk } from '../../desk'
import { formatDateTime } from '../../format'
import { useT } from '../../i18n'

export type Held = OutputOf<'form.list'>[number]
type Check = OutputOf<'form.check'>
interface Which {
  formId: string
  language: PaperLanguage
}

const docx = '.docx,application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** Everything that is wrong with a template, each with the piece of the file that it is about. */
export function Faults({ faults }: { faults: readonly TemplateFault[] }) {
  const t = useT()
  return (
    <ul className="faults">
      {faults.map(({ problem, reason, at }, n) => (
        <li key={n}>
          {t('settings.forms_fault', { problem })}
          {(at || problem === 'render') && (
            <>
              : <span className="mono break">{at || reason}</span>
            </>
          )}
        </li>
      ))}
    </ul>
  )
}

/** Two wordings: lines that went, lines that came, and inside a changed line what changed. */
export function Wording({ lines }: { lines: readonly WordingLine[] | null }) {
  const t = useT()
  if (!lines) return <Note tone="today">{t('settings.forms_wording_unreadable')}</Note>
  const count = (is: WordingLine['is']) => lines.filter((line) => line.is === is).length
  const changed = Math.max(count('removed'), count('added'))
  const sign = { same: '', removed: '−', added: '+' }
  const word = { same: null, removed: t('settings.forms_wording_was'), added: t('settings.forms_wording_is') }
  return (
    <div className="wording">
      <p className="help" role="status">
        {changed === 0
          ? t('settings.forms_wording_same')
          : t('settings.forms_wording_changes', { n: changed })}
      </p>
      {changed > 0 && (
        <ol tabIndex={0} aria-label={t('settings.forms_look_wording')}>
          {lines.map(({ is, parts }, n) => (
            <li key={n} className={is}>
              <span aria-hidden>{sign[is]}</span>
              <span>
                {word[is] && <span className="vh">{word[is]}: </span>}
                {parts.map(({ text, marked }, part) =>
                  marked ? <mark key={part}>{text}</mark> : <span key={part}>{text}</span>,
                )}
              </span>
            </li>
          ))}
        </ol>
      )}
    </div>
  )
}

/** What the centre's template changes in the shipped wording. */
export function WordingInUse({ held }: { held: Held }) {
  const t = useT()
  const { formId, language, source } = held
  const own = source === 'centre'
  const answer = useCall('form.compare', { formId, language }, { enabled: own })
  if (!own) return <Note>{t('settings.forms_shipped_in_use')}</Note>
  return (
    <>
      <p className="help">{t('settings.forms_compare_lead')}</p>
      <ErrorNote error={answer.error} />
      {answer.data && <Wording lines={answer.data.wording} />}
    </>
  )
}

/** The file that Word is given to edit. */
export function TemplateButton({
  version = null,
  children,
  ...which
}: Which & { version?: string | null; children: string }) {
  const [error, setError] = useState<ErrorValue | null>(null)
  const save = async () => {
    const result = await call('form.template', { formId: which.formId, language: which.language, version })
    setError(result.ok ? null : result.error)
    if (result.ok) download(result.value.token, result.value.name)
  }
  return (
    <>
      <Button kind="plain" small icon="download" onPress={() => void save()}>
        {children}
      </Button>
      <ErrorNote error={error} />
    </>
  )
}

/** Choose a file, see what is wrong with it and what it changes, put it in place. */
export function ReplaceButton({ held, title }: { held: Held; title: string }) {
  const t = useT()
  const input = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ErrorValue | null>(null)
  const [checked, setChecked] = useState<{ token: string; found: Check } | null>(null)
  const { formId, language } = held
  const take = async (file: File) => {
    setBusy(true)
    const uploaded = await upload(file)
    const token = uploaded.ok ? uploaded.value.token : ''
    const result = uploaded.ok ? await call('form.check', { formId, language, token }) : uploaded
    setBusy(false)
    if (result.ok) setChecked({ token, found: result.value as Check })
    else setError(result.error)
  }
  return (
    <>
      <input
        ref={input}
        type="file"
        accept={docx}
        hidden
        aria-label={t('settings.forms_replace')}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0]
          event.currentTarget.value = ''
          if (file) void take(file)
        }}
      />
      <Button small icon="upload" onPress={() => !busy && input.current?.click()}>
        {busy ? t('settings.forms_checking') : t('settings.forms_replace')}
      </Button>
      {error && (
        <Dialog open onClose={() => setError(null)} title={t('settings.forms_replace')}>
          <ErrorNote error={error} />
        </Dialog>
      )}
      {checked && (
        <CheckDialog
          which={{ formId, language }}
          translated={held.wording === 'own_translation'}
          title={title}
          token={checked.token}
          found={checked.found}
          onClose={() => setChecked(null)}
        />
      )}
    </>
  )
}

const samples = ['usual', 'long'] as const
const looks = [...samples, 'wording'] as const

function CheckDialog({
  which,
  translated,
  title,
  token,
  found,
  onClose,
}: {
  which: Which
  /** What is printed now is our own translation. */
  translated: boolean
  title: string
  token: string
  found: Check
  onClose: () => void
}) {
  const t = useT()
  const toast = useToast()
  const invalidate = useInvalidate()
  const command = useCommand('form.replace')
  const [look, setLook] = useState<(typeof looks)[number]>(found.usual ? 'usual' : 'wording')
  const [official, setOfficial] = useState(false)
  const shown = looks.filter((value) => (value === 'wording' ? found.wording : found[value]))
  const { faults, pages, inUse } = found
  const sample = look === 'wording' ? null : found[look]
  const put = async () => {
    if (command.busy) return
    const result = await command.run({ ...which, token, official })
    if (!result.ok) return
    invalidate('settings')
    toast(t('settings.forms_put_in_place_done'), { icon: 'disk' })
    onClose()
  }
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t('settings.forms_check_title', { file: found.fileName })}
      actions={
        <Button
          kind="primary"
          icon="disk"
          shortcut="F8"
          notReady={
            faults.length > 0
              ? [t('settings.forms_check_blocked')]
              : inUse
                ? [t('settings.forms_in_use')]
                : []
          }
          onPress={() => void put()}
        >
          {command.busy ? t('settings.forms_checking') : t('settings.forms_put_in_place')}
        </Button>
      }
    >
      <div className="form-check">
        <p className="help">{t('settings.forms_check_of', { title, language: which.language })}</p>
        {faults.length > 0 ? (
          <Note tone="stop">
            <p role="alert">{t('settings.forms_check_refused')}</p>
            <Faults faults={faults} />
          </Note>
        ) : (
          <Note tone={inUse ? 'info' : 'done'}>
            {t(inUse ? 'settings.forms_in_use' : 'settings.forms_check_passed')}
          </Note>
        )}
        {found.usual && (
          <Facts
            rows={[
              [
                t('settings.forms_pages'),
                pages.usual === null
                  ? t('settings.forms_pages_not_checked')
                  : t('settings.forms_pages_found', {
                      usual: pages.usual,
                      long: pages.long ?? '–',
                      most: pages.most,
                    }),
              ],
            ]}
          />
        )}
        {translated && faults.length === 0 && (
          <Tick checked={official} onChange={setOfficial} note={t('settings.forms_official_text_note')}>
            {t('settings.forms_official_text')}
          </Tick>
        )}
        {shown.length > 1 && (
          <Choice
            bare
            label={t('settings.forms_look')}
            value={look}
            onChange={setLook}
            options={shown.map((value) => ({
              value,
              label: t(
                value === 'wording' ? 'settings.forms_look_wording' : `settings.forms_sample_${value}`,
              ),
            }))}
          />
        )}
        {sample ? (
          <div className="form-check-sheet">
            <PaperView token={sample.token} title={t('settings.forms_sample_of', { title })} />
          </div>
        ) : (
          found.wording && <Wording lines={found.wording} />
        )}
        <ErrorNote error={command.error} />
      </div>
    </Dialog>
  )
}

/** Templates that were in use before, to look at or to use again. */
export function History({ held }: { held: Held }) {
  const t = useT()
  const { can } = useDesk()
  const [asked, setAsked] = useState<string | null>(null)
  const { formId, language, superseded, source } = held
  const rows = [
    ...superseded.map(({ id, at }) => ({
      id,
      text: t('settings.forms_history_until', { date: formatDateTime(at) }),
    })),
    { id: 'shipped', text: t('settings.forms_history_shipped') },
  ]
  return (
    <>
      {superseded.length === 0 && <p className="help">{t('settings.forms_history_none')}</p>}
      <ul className="form-history">
        {rows.map(({ id, text }) => (
          <li key={id}>
            <span>{text}</span>
            <TemplateButton formId={formId} language={language} version={id}>
              {t('settings.forms_template_of')}
            </TemplateButton>
            {can('settings') && (id !== 'shipped' || source === 'centre') && (
              <Button small icon="undo" onPress={() => setAsked(id)}>
                {t('settings.forms_back')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {asked && <BackDialog which={{ formId, language }} to={asked} onClose={() => setAsked(null)} />}
    </>
  )
}

function BackDialog({ which, to, onClose }: { which: Which; to: string; onClose: () => void }) {
  const t = useT()
  const toast = useToast()
  const invalidate = useInvalidate()
  const command = useCommand('form.revert')
  const back = async () => {
    if (command.busy) return
    const result = await command.run({ ...which, to })
    if (!result.ok) return
    invalidate('settings')
    toast(t('settings.forms_back_done'), { icon: 'undo' })
    onClose()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('settings.forms_back_title')}
      actions={
        <Button kind="primary" icon="undo" shortcut="F8" onPress={() => void back()}>
          {command.busy ? t('settings.forms_checking') : t('settings.forms_back')}
        </Button>
      }
    >
      <p>{t('settings.forms_back_lead')}</p>
      <ErrorNote error={command.error} />
    </Dialog>
  )
}

/** R100, R172: vacancies of the portal from a file, each line looked at before anything changes. */
import { useRef, useState } from 'react'
import type { OutputOf } from '../../../shared/contract'
import type { ImportedField, ImportLine } from '../../../shared/contract/vacancies'
import type { ErrorValue } from '../../../shared/errors'
import type { Translator } from '../../../shared/locale'
import { call } from '../../api/client'
import { upload } from '../../api/files'
import { useCommand, useInvalidate } from '../../api/hooks'
import { Button, Choice, Dialog, ErrorNote, Note, useToast } from '../../components'
import { formatDate, formatDateTime, shortName } from '../../format'
import { useT } from '../../i18n'

type Read = OutputOf<'vacancy.readFile'> & { token: string }
type Take = 'file' | 'here'

const captions: Record<ImportedField, Parameters<Translator>[0]> = {
  organisation: 'jobs.f_organisation',
  profession: 'jobs.f_profession',
  qualification: 'jobs.f_qualification',
  experienceMonths: 'jobs.f_experience',
  payFrom: 'jobs.f_pay_from',
  payTo: 'jobs.f_pay_to',
  hours: 'jobs.f_hours',
  requirements: 'jobs.f_requirements',
  address: 'jobs.f_address',
  places: 'jobs.f_places',
  appearedOn: 'jobs.f_appeared',
  registeredOn: 'jobs.f_registered',
}

function shown(t: Translator, field: ImportedField, value: string): string {
  if (value === '') return t('desk.none')
  if (field === 'hours') return t.any('jobs.hours_' + value)
  return field.endsWith('On') ? formatDate(value) : value
}

/** The button, the choice of the file and its preview. */
export function VacancyImport() {
  const t = useT()
  const input = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState(false)
  const [read, setRead] = useState<Read | null>(null)
  const [error, setError] = useState<ErrorValue | null>(null)
  const look = async (token: string) => {
    const result = await call('vacancy.readFile', { token })
    if (result.ok) setRead({ ...result.value, token })
    else setError(result.error)
  }
  const take = async (file: File) => {
    setBusy(true)
    setError(null)
    const uploaded = await upload(file)
    if (uploaded.ok) await look(uploaded.value.token)
    else setError(uploaded.error)
    setBusy(false)
  }
  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".csv,.txt,text/csv"
        hidden
        aria-label={t('offer.import_label')}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0]
          event.currentTarget.value = ''
          if (file) void take(file)
        }}
      />
      <Button small shortcut="F4" onPress={() => !busy && input.current?.click()}>
        {busy ? t('offer.import_reading') : t('offer.import')}
      </Button>
      {error && (
        <Dialog open onClose={() => setError(null)} title={t('offer.import_label')}>
          <ErrorNote error={error} />
          <p className="help">{t('offer.import_help')}</p>
        </Dialog>
      )}
      {read && (
        <Preview
          key={read.lines.map(({ version }) => version).join()}
          read={read}
          onAgain={() => void look(read.token)}
          onClose={() => setRead(null)}
        />
      )}
    </>
  )
}

function Line({ line }: { line: ImportLine }) {
  const t = useT()
  const title = [line.profession, line.organisation].filter(Boolean).join(', ') || line.text
  return (
    <>
      {t('offer.import_line', { line: String(line.line) })}: {title}
      {line.organisationNew && <span className="second"> · {t('offer.import_organisation_new')}</span>}
      {line.reason && <span className="second line-2">{t(`offer.reason_${line.reason}`)}</span>}
      {line.differences.map(({ field, here, file }) => (
        <span key={field} className="second line-2">
          {t('offer.import_field', {
            field: t(captions[field]),
            here: shown(t, field, here),
            file: shown(t, field, file),
          })}
        </span>
      ))}
    </>
  )
}

const kinds = ['conflict', 'unusable', 'changed', 'new', 'known'] as const

/** What would be taken over and what not; what was changed here too waits for a choice. */
function Preview({ read, onAgain, onClose }: { read: Read; onAgain: () => void; onClose: () => void }) {
  const t = useT()
  const toast = useToast()
  const invalidate = useInvalidate()
  const command = useCommand('vacancy.importFile')
  const [taken, setTaken] = useState<Readonly<Record<number, Take>>>({})
  const of = (kind: ImportLine['kind']) => read.lines.filter((line) => line.kind === kind)
  const chosen = of('conflict').flatMap(({ line, version }) => {
    const take = taken[line]
    return take && version !== null ? [{ line, version, take }] : []
  })
  const count = of('new').length + of('changed').length + chosen.length
  const apply = async () => {
    if (command.busy) return
    const result = await command.run({ token: read.token, choices: chosen })
    if (!result.ok) {
      if (result.error.code === 'vacancy_file_changed') onAgain()
      return
    }
    invalidate('vacancies', 'organisations')
    toast(t('offer.import_done', { ...result.value }))
    onClose()
  }
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t('offer.import_title', { file: read.fileName })}
      actions={
        count > 0 && (
          <Button kind="primary" icon="disk" shortcut="F8" onPress={() => void apply()}>
            {t('offer.import_apply', { n: count })}
          </Button>
        )
      }
    >
      {read.before && (
        <Note tone="today">
          {t('offer.import_before', {
            by: shortName(read.before.by),
            at: formatDateTime(read.before.at),
            n: read.before.applied,
          })}
        </Note>
      )}
      {kinds.map((kind) => {
        const lines = of(kind)
        return (
          lines.length > 0 && (
            <section key={kind} className="import-lines">
              <h3>{t(`offer.import_${kind}`, { n: lines.length })}</h3>
              {kind === 'conflict' && <p className="help">{t('offer.import_conflict_help')}</p>}
              <ul>
                {lines.map((line) => (
                  <li key={line.line}>
                    <Line line={line} />
                    {kind === 'conflict' && (
                      <Choice
                        bare
                        label={t('offer.import_choice', { line: String(line.line) })}
                        value={taken[line.line] ?? null}
                        onChange={(take) => setTaken((now) => ({ ...now, [line.line]: take }))}
                        options={(['file', 'here'] as const).map((value) => ({
                          value,
                          label: t(`offer.import_take_${value}`),
                        }))}
                      />
                    )}
                  </li>
                ))}
              </ul>
            </section>
          )
        )
      })}
      {count === 0 && of('conflict').length === 0 && <p className="empty">{t('offer.import_nothing')}</p>}
      {of('unusable').length > 0 && <p className="help">{t('offer.import_help')}</p>}
      <ErrorNote error={command.error} />
    </Dialog>
  )
}

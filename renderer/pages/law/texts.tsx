/** Texts that the orders leave open: read by the clerk, put in by the administrator. */
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { Link } from 'wouter'
import type { OutputOf } from '../../../shared/contract'
import type { LawTextId, LawTextVersion } from '../../../shared/law/texts'
import { useCall, useCommand, useInvalidate } from '../../api/hooks'
import {
  Button,
  Chip,
  DateField,
  Dialog,
  ErrorNote,
  Fold,
  Note,
  Part,
  TextField,
  useToast,
} from '../../components'
import { useDesk } from '../../desk'
import { formatDate } from '../../format'
import { useT } from '../../i18n'
import { useFieldErrors, useTyped } from '../settings/form'

type Row = OutputOf<'law.texts'>[number]

export function LawTexts() {
  const t = useT()
  const head = useRef<HTMLHeadingElement>(null)
  const { can } = useDesk()
  const answer = useCall('law.texts', {})
  const [editing, setEditing] = useState<Row | null>(null)
  useEffect(() => head.current?.focus(), [])
  return (
    <article className="law-service">
      <header className="law-head">
        <div>
          <h2 tabIndex={-1} ref={head}>
            {t('law.texts_title')}
          </h2>
          <p className="second">{t('law.texts_lead')}</p>
        </div>
      </header>
      <ErrorNote error={answer.error} />
      {answer.data?.map((row) => (
        <Part
          key={row.id}
          className="law-open-text"
          title={t(`law.text_${row.id}`)}
          end={
            can('settings') && (
              <Button small icon={row.versions.length > 0 ? 'plus' : 'mend'} onPress={() => setEditing(row)}>
                {t(row.versions.length > 0 ? 'law.text_replace' : 'law.text_put_in')}
              </Button>
            )
          }
        >
          <p className="second">
            {t(`law.text_${row.id}_about`)}{' '}
            <span className="quiet">{t('law.text_rules', { rules: row.rules.join(', ') })}</span>
          </p>
          {row.current ? (
            <Version version={row.current} />
          ) : (
            <Note tone="today">{t(row.versions.length > 0 ? 'law.text_none_today' : 'law.text_none')}</Note>
          )}
          {(row.versions.length > 1 || (row.versions.length > 0 && !row.current)) && (
            <Fold title={t('law.text_versions', { n: row.versions.length })}>
              <ol className="law-versions">
                {row.versions.map((version) => (
                  <li key={version.at}>
                    <Version version={version} now={version.at === row.current?.at} />
                  </li>
                ))}
              </ol>
            </Fold>
          )}
        </Part>
      ))}
      {editing && <TextDialog row={editing} onClose={() => setEditing(null)} />}
    </article>
  )
}

/** A text beside what refers to it: as the centre put it in, else what the act leaves and where to put it in. */
export function OpenText({ id, children }: { id: LawTextId | undefined; children: ReactNode }) {
  const t = useT()
  const current = useCall('law.texts', {}, { enabled: id !== undefined }).data?.find(
    (one) => one.id === id,
  )?.current
  if (current) return <Version version={current} />
  return (
    <>
      {children}
      {id && (
        <p className="second">
          <Link href="/law/texts">{t('law.texts_open')}</Link>
        </p>
      )}
    </>
  )
}

/** One version, in the language of the screen where it has one. */
function Version({ version, now }: { version: LawTextVersion; now?: boolean }) {
  const t = useT()
  const { status } = useDesk()
  const order = t.language === 'ru' ? (['ru', 'kk'] as const) : (['kk', 'ru'] as const)
  const language = order.find((one) => version[one] !== '') ?? order[0]
  return (
    <div className="law-version">
      {language !== order[0] && <p className="second">{t('law.text_no_language')}</p>}
      <p className="law-words" lang={language}>
        {version[language]}
      </p>
      <p className="quiet law-source">
        {[
          t('law.text_from', { date: formatDate(version.from) }),
          t('law.text_source', { source: version.source }),
          t('law.text_by', { by: version.by, at: formatDate(version.at) }),
        ].join(' · ')}{' '}
        {now && <Chip tone="done">{t('law.text_now')}</Chip>}
        {version.from > status.today && <Chip tone="wait">{t('law.text_later')}</Chip>}
      </p>
    </div>
  )
}

function TextDialog({ row, onClose }: { row: Row; onClose: () => void }) {
  const t = useT()
  const toast = useToast()
  const invalidate = useInvalidate()
  const { status } = useDesk()
  const command = useCommand('law.saveText')
  const newest = row.versions[0]
  const { typed, set, now } = useTyped({
    from: status.today,
    kk: newest?.kk ?? '',
    ru: newest?.ru ?? '',
    source: '',
  })
  const { errors, fault, clear, show, refuse } = useFieldErrors()

  const save = async () => {
    if (command.busy) return
    const typed = now()
    const wrong: Record<string, string> = {}
    if (!/^\d{4}-\d{2}-\d{2}$/.test(typed.from)) wrong['from'] = t('law.day_wrong')
    if (typed.kk.trim() === '' && typed.ru.trim() === '') wrong['kk'] = t('law.text_one_needed')
    if (typed.source.trim() === '') wrong['source'] = t('law.field_needed')
    if (Object.keys(wrong).length > 0) return show(wrong)
    clear()
    const result = await command.run({ id: row.id, ...typed })
    if (!result.ok) return refuse(result.error, ['from', 'kk', 'ru', 'source'])
    invalidate('settings')
    toast(t('law.text_saved', { date: formatDate(typed.from) }), { icon: 'law' })
    onClose()
  }

  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t(`law.text_${row.id}`)}
      actions={
        <Button kind="primary" icon="disk" shortcut="F8" onPress={() => void save()}>
          {command.busy ? t('law.saving') : t('common.save')}
        </Button>
      }
    >
      <div className="fields">
        {(['kk', 'ru'] as const).map((language) => (
          <TextField
            key={language}
            field={language}
            label={t(`law.text_${language}`)}
            value={typed[language]}
            onChange={set(language)}
            error={errors[language]}
            lang={language}
            kazakhKeys={language === 'kk'}
            maxLength={20_000}
            multiline
            tall
            autoFocus={language === 'kk'}
          />
        ))}
        <TextField
          kazakhKeys
          field="source"
          width={8}
          label={t('law.days_source')}
          help={t('law.days_source_help')}
          value={typed.source}
          maxLength={500}
          onChange={set('source')}
          error={errors['source']}
        />
        <DateField
          field="from"
          width={4}
          century="near"
          label={t('law.text_day')}
          help={newest && t('law.text_day_help', { date: formatDate(newest.from) })}
          value={typed.from}
          onChange={set('from')}
          error={errors['from']}
        />
        {fault && <ErrorNote error={command.error} />}
      </div>
    </Dialog>
  )
}

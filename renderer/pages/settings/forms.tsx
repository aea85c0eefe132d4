import { useMemo, useState } from 'react'
import type { Translator } from '../../../shared/locale'
import type { PaperLanguage } from '../../../shared/model'
import { download } from '../../api/files'
import { useCall } from '../../api/hooks'
import {
  Button,
  Chip,
  Choice,
  DataTable,
  ErrorNote,
  Facts,
  Note,
  PaperView,
  TextField,
  type Column,
} from '../../components'
import { useDesk } from '../../desk'
import { formatDateTime } from '../../format'
import { useT } from '../../i18n'
import { Faults, History, ReplaceButton, TemplateButton, WordingInUse, type Held } from './form-template'

/** One form with what is held of it in each language. */
interface Form {
  formId: string
  edition: string
  title: Held['title']
  held: Partial<Record<PaperLanguage, Held>>
}

const languages: readonly PaperLanguage[] = ['kk', 'ru']
/** A sample is filled anew only when it is asked for again after this many milliseconds (tokens run out). */
const sampleLife = 5 * 60_000

function formsOf(list: readonly Held[]): Form[] {
  const forms = new Map<string, Form>()
  for (const held of list) {
    const { formId, edition, title } = held
    const form = forms.get(formId) ?? { formId, edition, title, held: {} }
    form.held[held.language] = held
    forms.set(formId, form)
  }
  return [...forms.values()]
}

/** `214-annex3` is annex 3, `217-std18-annex1` is annex 1 of standard 18, `217-std14-annex` its only annex. */
function placeOf(t: Translator, formId: string): string {
  const [, standard, annex] = /^\d+-(?:std(\d+)-)?annex(\d*)$/.exec(formId) ?? []
  const place = [
    standard && t('settings.forms_standard', { n: standard }),
    annex && t('settings.forms_annex', { n: annex }),
  ]
  return place.filter(Boolean).join(', ') || formId
}

function HeldChip({ held }: { held: Held | undefined }) {
  const t = useT()
  if (!held) return <Chip tone="wait">{t('settings.forms_absent')}</Chip>
  if (held.problem) return <Chip tone="stop">{t('settings.forms_problem')}</Chip>
  if (held.source === 'centre')
    return (
      <Chip tone="info" icon="mend">
        {t('settings.forms_centre')}
      </Chip>
    )
  return held.wording === 'official' ? (
    <Chip tone="done">{t('settings.forms_official')}</Chip>
  ) : (
    <Chip tone="wait" icon="info">
      {t('settings.forms_own_translation')}
    </Chip>
  )
}

function columnsOf(t: Translator): Column<Form>[] {
  return [
    {
      id: 'form',
      header: t('settings.forms_form'),
      value: (form) => t.local(form.title),
      cell: (form) => (
        <>
          {t.local(form.title)}
          <span className="second">{placeOf(t, form.formId)}</span>
        </>
      ),
      rowHeader: true,
    },
    ...languages.map((language): Column<Form> => ({
      id: language,
      header: t(`settings.forms_${language}`),
      width: '9.5rem',
      value: (form) => form.held[language]?.wording ?? '',
      cell: (form) => <HeldChip held={form.held[language]} />,
    })),
  ]
}

/** Whether a form is meant by what was typed: words of its titles in any language, its place or its file name. */
function isMeant(t: Translator, { title, formId }: Form, typed: string): boolean {
  const text = [title.kk, title.ru, title.en, placeOf(t, formId), formId].join(' ').toLowerCase()
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}

/** Forms held by edition, with their wording in each language, a sample of each, and the centre's own files. */
export function FormsPart() {
  const t = useT()
  const answer = useCall('form.list', {})
  const [picked, setPicked] = useState<string | null>(null)
  const [language, setLanguage] = useState<PaperLanguage>(t.language === 'ru' ? 'ru' : 'kk')
  const columns = useMemo(() => columnsOf(t), [t])
  const [typed, setTyped] = useState('')
  const all = useMemo(() => formsOf(answer.data ?? []), [answer.data])
  const forms = useMemo(() => all.filter((form) => isMeant(t, form, typed)), [all, t, typed])
  const selected = forms.find((form) => form.formId === picked) ?? forms[0]
  const own = answer.data?.filter((held) => held.source === 'centre').length ?? 0
  return (
    <div className="split forms">
      <div className="list">
        <div className="toolbar">
          <h2>{t('settings.forms_title')}</h2>
          {answer.data && (
            <span className="second">{t('settings.forms_lead', { n: answer.data.length, own })}</span>
          )}
          <div className="end form-search">
            <TextField
              bare
              type="search"
              label={t('settings.forms_search')}
              value={typed}
              onChange={setTyped}
              maxLength={100}
              kazakhKeys
              inputProps={{ placeholder: t('settings.forms_search') }}
            />
          </div>
        </div>
        <ErrorNote error={answer.error} />
        {answer.data && (
          <DataTable
            label={t('settings.forms_caption')}
            columns={columns}
            rows={forms}
            rowId={(form) => form.formId}
            groups={{
              of: (form) => form.edition,
              title: (edition) => t('settings.forms_edition', { n: edition }),
            }}
            selectedId={selected?.formId ?? null}
            onSelect={(form) => setPicked(form.formId)}
            emptyText={t('settings.forms_none_found')}
          />
        )}
      </div>
      {selected && <FormPanel form={selected} language={language} onLanguage={setLanguage} />}
    </div>
  )
}

const looks = ['sample', 'wording', 'history'] as const

function FormPanel({
  form,
  language: wanted,
  onLanguage,
}: {
  form: Form
  language: PaperLanguage
  onLanguage: (language: PaperLanguage) => void
}) {
  const t = useT()
  const { can } = useDesk()
  const [look, setLook] = useState<(typeof looks)[number]>('sample')
  const held = form.held[wanted] ?? Object.values(form.held)[0]
  const language = held?.language ?? wanted
  const sample = useCall(
    'form.sample',
    { formId: form.formId, language },
    { enabled: held !== undefined && look === 'sample', staleTime: sampleLife },
  )
  const token = sample.data && !(sample.isStale && sample.isFetching) ? sample.data.token : null
  const title = t('settings.forms_sample_of', { title: t.local(form.title) })
  return (
    <section className="desk sample" aria-label={title}>
      <div className="sample-head">
        <div className="toolbar">
          <Choice
            bare
            label={t('settings.forms_language')}
            value={language}
            onChange={onLanguage}
            options={languages
              .filter((value) => form.held[value])
              .map((value) => ({ value, label: t(`settings.forms_${value}`) }))}
          />
          <Choice
            bare
            label={t('settings.forms_look')}
            value={look}
            onChange={setLook}
            options={looks.map((value) => ({ value, label: t(`settings.forms_look_${value}`) }))}
          />
        </div>
        <div className="toolbar">
          {held && can('settings') && <ReplaceButton held={held} title={t.local(form.title)} />}
          {held && (
            <TemplateButton formId={form.formId} language={language}>
              {t('settings.forms_template')}
            </TemplateButton>
          )}
          {look === 'sample' && sample.data && (
            <Button
              kind="plain"
              small
              icon="download"
              onPress={() => sample.data && download(sample.data.token, sample.data.name)}
            >
              {t('settings.forms_download')}
            </Button>
          )}
        </div>
        {held && (
          <Facts
            as="list"
            rows={[
              [
                t('settings.forms_source'),
                t(
                  held.source === 'centre' ? 'settings.forms_source_centre' : 'settings.forms_source_shipped',
                ),
              ],
              [
                t('settings.forms_wording'),
                t(held.wording === 'official' ? 'settings.forms_official' : 'settings.forms_own_translation'),
              ],
              held.source === 'centre' && [
                t('settings.forms_replaced'),
                held.replacedAt
                  ? t('settings.forms_replaced_by', {
                      date: formatDateTime(held.replacedAt),
                      name: held.replacedBy ?? '',
                    })
                  : t('settings.forms_replaced_by_hand'),
              ],
              ['SHA-256', <span className="mono break">{held.sha256}</span>],
            ]}
          />
        )}
        {held?.wording === 'own_translation' && (
          <Note tone="today">{t('settings.forms_own_translation_note')}</Note>
        )}
        {held?.problem && (
          <Note tone="stop">
            {held.faults.length > 0 ? (
              <Faults faults={held.faults} />
            ) : t.has('error.' + held.problem) ? (
              t.error({ code: held.problem as never })
            ) : (
              held.problem
            )}
          </Note>
        )}
        {look === 'sample' && !held?.problem && <ErrorNote error={sample.error} />}
      </div>
      {held && look !== 'sample' && (
        <div className="sample-body">
          {look === 'wording' ? <WordingInUse held={held} /> : <History held={held} />}
        </div>
      )}
      {held && look === 'sample' && !sample.error && (
        <PaperView token={token} title={title} onRetry={() => void sample.refetch()} />
      )}
    </section>
  )
}

import { useMemo, useState } from 'react'
import type { OutputOf } from '../../../shared/contract'
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
  type Column,
} from '../../components'
import { useT } from '../../i18n'

type Held = OutputOf<'form.list'>[number]

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

/** `214-annex3` is annex 3. */
const annexOf = (formId: string): string => /annex(.+)$/.exec(formId)?.[1] ?? ''

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
          <span className="second">
            {annexOf(form.formId) ? t('settings.forms_annex', { n: annexOf(form.formId) }) : form.formId}
          </span>
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

/** Forms held by edition, with their wording in each language and a sample of each. */
export function FormsPart() {
  const t = useT()
  const answer = useCall('form.list', {})
  const [picked, setPicked] = useState<string | null>(null)
  const [language, setLanguage] = useState<PaperLanguage>(t.language === 'ru' ? 'ru' : 'kk')
  const columns = useMemo(() => columnsOf(t), [t])
  const forms = useMemo(() => formsOf(answer.data ?? []), [answer.data])
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
          />
        )}
      </div>
      {selected && <Sample form={selected} language={language} onLanguage={setLanguage} />}
    </div>
  )
}

function Sample({
  form,
  language,
  onLanguage,
}: {
  form: Form
  language: PaperLanguage
  onLanguage: (language: PaperLanguage) => void
}) {
  const t = useT()
  const held = form.held[language]
  const sample = useCall(
    'form.sample',
    { formId: form.formId, language },
    { enabled: held !== undefined, staleTime: sampleLife },
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
            options={languages.map((value) => ({ value, label: t(`settings.forms_${value}`) }))}
          />
          <div className="end">
            {sample.data && (
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
              ['SHA-256', <span className="mono break">{held.sha256}</span>],
            ]}
          />
        )}
        {held?.wording === 'own_translation' && (
          <Note tone="today">{t('settings.forms_own_translation_note')}</Note>
        )}
        {held?.problem && (
          <Note tone="stop">
            {t.has('error.' + held.problem) ? t.error({ code: held.problem as never }) : held.problem}
          </Note>
        )}
        <ErrorNote error={sample.error} />
      </div>
      {held && !sample.error && (
        <PaperView token={token} title={title} onRetry={() => void sample.refetch()} />
      )}
    </section>
  )
}

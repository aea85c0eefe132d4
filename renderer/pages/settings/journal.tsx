import { useMemo, useState } from 'react'
import type { OutputOf } from '../../../shared/contract'
import type { Translator } from '../../../shared/locale'
import { call } from '../../api/client'
import { useCall } from '../../api/hooks'
import { Button, DataTable, ErrorNote, Note, type Column } from '../../components'
import type { ErrorValue } from '../../../shared/errors'
import { actor, formatDateTime } from '../../format'
import { useT } from '../../i18n'
import { saveCsv } from '../today/csv'

type Entry = OutputOf<'audit.list'>['entries'][number]
const step = 100

/** The operation in words; one without words (a later version wrote it) shows its name. */
function what(t: Translator, { operation }: Entry): string {
  const key = 'settings.op_' + operation.replaceAll('.', '_')
  return t.has(key) ? t.any(key) : operation
}

function record(t: Translator, { entity, entityId }: Entry): string {
  const key = 'settings.entity_' + entity
  return `${t.has(key) ? t.any(key) : entity} ${entityId}`
}

function columnsOf(t: Translator): Column<Entry>[] {
  return [
    {
      id: 'seq',
      header: t('settings.journal_seq'),
      width: '5rem',
      value: (entry) => entry.seq,
      rowHeader: true,
    },
    {
      id: 'at',
      header: t('settings.journal_at'),
      width: '10rem',
      value: (entry) => entry.at,
      cell: (entry) => <span className="nowrap">{formatDateTime(entry.at)}</span>,
    },
    { id: 'by', header: t('settings.journal_by'), value: (entry) => actor(t, entry.by) },
    { id: 'what', header: t('settings.journal_what'), value: (entry) => what(t, entry) },
    { id: 'entity', header: t('settings.journal_entity'), value: (entry) => record(t, entry) },
    {
      id: 'hash',
      header: t('settings.journal_hash'),
      width: '7rem',
      value: (entry) => entry.hash,
      cell: (entry) => (
        <span className="second mono" title={entry.hash}>
          {entry.hash.slice(0, 4)}…{entry.hash.slice(-4)}
        </span>
      ),
      sortable: false,
    },
  ]
}

/** Every change with who and when; the chain of hashes says whether somebody altered it outside the program. */
export function JournalPart() {
  const t = useT()
  const answer = useCall('audit.list', { limit: step })
  const [earlier, setEarlier] = useState<readonly Entry[]>([])
  const [end, setEnd] = useState(false)
  const [error, setError] = useState<ErrorValue | null>(null)
  const [picked, setPicked] = useState<number | null>(null)
  const columns = useMemo(() => columnsOf(t), [t])
  const entries = useMemo(() => {
    const newest = answer.data?.entries ?? []
    const oldest = newest.at(-1)?.seq ?? 0
    return [...newest, ...earlier.filter((entry) => entry.seq < oldest)]
  }, [answer.data, earlier])
  const more = async () => {
    const last = entries.at(-1)
    if (!last) return
    const result = await call('audit.list', { limit: step, before: last.seq })
    setError(result.ok ? null : result.error)
    if (!result.ok) return
    setEarlier([...earlier, ...result.value.entries])
    setEnd(result.value.entries.length < step)
  }
  const csv = () =>
    saveCsv(
      'qabyldau-journal',
      [
        t('settings.journal_seq'),
        t('settings.journal_at'),
        t('settings.journal_by'),
        t('settings.journal_what'),
        t('settings.journal_entity'),
        t('settings.journal_hash'),
      ],
      entries.map((entry) => [
        entry.seq,
        formatDateTime(entry.at),
        actor(t, entry.by),
        what(t, entry),
        record(t, entry),
        entry.hash,
      ]),
    )
  return (
    <div className="page-body">
      <div className="toolbar">
        <h2>{t('settings.journal_title')}</h2>
        {entries.length > 0 && (
          <div className="end">
            <Button kind="plain" small shortcut="Ctrl+E" onPress={csv}>
              {t('desk.csv')}
            </Button>
          </div>
        )}
      </div>
      <ErrorNote error={answer.error ?? error} />
      {answer.data && (
        <>
          <div className="journal-note">
            {answer.data.whole ? (
              <Note tone="done" icon="safe">
                {t('settings.journal_whole')}
              </Note>
            ) : (
              <Note tone="stop">
                {t('settings.journal_broken', { seq: String(answer.data.brokenAt ?? '') })}
              </Note>
            )}
          </div>
          <DataTable
            label={t('settings.journal_caption')}
            columns={columns}
            rows={entries}
            rowId={(entry) => entry.seq}
            selectedId={picked}
            onSelect={(entry) => setPicked(entry.seq)}
            emptyText={t('settings.journal_none')}
          />
          {!end && answer.data.entries.length === step && (
            <p className="list-foot">
              <Button small onPress={() => void more()}>
                {t('settings.journal_more')}
              </Button>
            </p>
          )}
        </>
      )}
    </div>
  )
}

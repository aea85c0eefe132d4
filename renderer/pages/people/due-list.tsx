/** R56: job seekers due for the transition to unemployed, and the file with what AIS decided. */
import { useMemo, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import type { OutputOf } from '../../../shared/contract'
import type { ErrorValue } from '../../../shared/errors'
import type { Translator } from '../../../shared/locale'
import { call } from '../../api/client'
import { upload } from '../../api/files'
import { useCall, useCommand, useInvalidate } from '../../api/hooks'
import { Button, DataTable, Dialog, ErrorNote, Note, useToast, type Column } from '../../components'
import { useDesk } from '../../desk'
import { formatDate, formatDateTime, shortName } from '../../format'
import { useT } from '../../i18n'
import { saveCsv } from '../today/csv'
import { ListTools, PrintHead } from '../today/list'
import '../person/panels/status.css'

type Row = OutputOf<'registration.due'>['rows'][number]
type Read = OutputOf<'registration.readFile'> & { token: string }

const barsText = (t: Translator, row: Row): string =>
  row.bars.map((bar) => t.local(bar.sentence)).join(' ') || t('status.no_bars')

function columnsOf(t: Translator): Column<Row>[] {
  return [
    {
      id: 'expected',
      header: t('status.col_expected'),
      width: '8rem',
      value: (row) => row.expected,
      cell: (row) => formatDate(row.expected),
    },
    {
      id: 'person',
      header: t('status.col_person'),
      width: '17rem',
      value: (row) => row.personName,
      cell: (row) => (
        <>
          <a className="main" href={'#/people/' + row.personId} tabIndex={-1}>
            {row.personName}
          </a>
          <span className="second">
            {row.iinMasked} · {row.applicationNumber}
          </span>
        </>
      ),
      rowHeader: true,
    },
    {
      id: 'since',
      header: t('status.col_since'),
      width: '8rem',
      value: (row) => row.since,
      cell: (row) => formatDate(row.since),
    },
    {
      id: 'bars',
      header: t('status.col_bars'),
      value: (row) => row.bars.length,
      cell: (row) => <span className={row.bars.length ? undefined : 'second'}>{barsText(t, row)}</span>,
    },
    {
      id: 'responsible',
      header: t('status.col_responsible'),
      width: '7rem',
      value: (row) => row.responsible,
      cell: (row) => <span className="second">{shortName(row.responsible)}</span>,
    },
  ]
}

export function DueList() {
  const t = useT()
  const [, go] = useLocation()
  const { can } = useDesk()
  const answer = useCall('registration.due', {})
  const [selected, setSelected] = useState<number | null>(null)
  const columns = useMemo(() => columnsOf(t), [t])
  const rows = answer.data?.rows ?? []
  const csv = () =>
    saveCsv(
      'qabyldau-due',
      columns.map((column) => String(column.header)),
      rows.map((row) => [
        formatDate(row.expected),
        row.personName,
        formatDate(row.since),
        barsText(t, row),
        row.responsible,
      ]),
    )
  return (
    <div className="page-body">
      <PrintHead title={t('status.due_title')} />
      <div className="toolbar">
        <p className="second">{t('status.due_lead')}</p>
        {can('mediate') && <StatusImport />}
        {rows.length > 0 && <ListTools onCsv={csv} />}
      </div>
      <ErrorNote error={answer.error} />
      {answer.data ? (
        <DataTable
          label={t('status.due_title')}
          columns={columns}
          rows={rows}
          rowId={(row) => row.personId}
          selectedId={selected}
          onSelect={(row) => setSelected(row.personId)}
          onOpen={(row) => go('/people/' + row.personId)}
          emptyText={t('status.due_none')}
        />
      ) : (
        !answer.error && <p className="empty">{t('desk.loading')}</p>
      )}
    </div>
  )
}

function StatusImport() {
  const t = useT()
  const input = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState(false)
  const [read, setRead] = useState<Read | null>(null)
  const [error, setError] = useState<ErrorValue | null>(null)
  const take = async (file: File) => {
    setBusy(true)
    setError(null)
    const uploaded = await upload(file)
    const result = uploaded.ok
      ? await call('registration.readFile', { token: uploaded.value.token })
      : uploaded
    setBusy(false)
    if (!result.ok) setError(result.error)
    else if (uploaded.ok) setRead({ ...result.value, token: uploaded.value.token } as Read)
  }
  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".csv,.txt,text/csv"
        hidden
        aria-label={t('status.import')}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0]
          event.currentTarget.value = ''
          if (file) void take(file)
        }}
      />
      <Button small icon="upload" shortcut="F6" onPress={() => !busy && input.current?.click()}>
        {busy ? t('status.reading') : t('status.import')}
      </Button>
      {error && (
        <Dialog open onClose={() => setError(null)} title={t('status.import')}>
          <ErrorNote error={error} />
          <p className="help">{t('status.import_help')}</p>
        </Dialog>
      )}
      {read && <Preview read={read} onClose={() => setRead(null)} />}
    </>
  )
}

type Line = Read['lines'][number]

function Lines({ lines }: { lines: readonly Line[] }) {
  const t = useT()
  return (
    <ul className="status-lines">
      {lines.map((line) => (
        <li key={line.line}>
          {t('status.import_line', { line: String(line.line) })}: {line.personName || line.text}
          {line.status && line.on && `, ${t(`status.is_${line.status}`)}, ${formatDate(line.on)}`}
          {(line.reason || line.held) && (
            <span className="second line-2">
              {[
                line.reason && t(`status.reason_${line.reason}`),
                line.held &&
                  t('status.import_held', {
                    status: t(`status.is_${line.held.status}`),
                    date: formatDate(line.held.on),
                    by: shortName(line.held.by),
                  }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}

/** What would be taken over and what not, before anything changes. */
function Preview({ read, onClose }: { read: Read; onClose: () => void }) {
  const t = useT()
  const toast = useToast()
  const invalidate = useInvalidate()
  const command = useCommand('registration.importFile')
  const left = read.lines.filter((line) => line.reason !== null)
  const apply = async () => {
    if (command.busy) return
    const result = await command.run({ token: read.token })
    if (!result.ok) return
    invalidate('registrations', 'people', 'deadlines')
    toast(t('status.import_done', { ...result.value }))
    onClose()
  }
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t('status.import_title', { file: read.fileName })}
      actions={
        read.clean > 0 && (
          <Button kind="primary" icon="disk" shortcut="F8" onPress={() => void apply()}>
            {t('status.import_apply', { n: read.clean })}
          </Button>
        )
      }
    >
      {read.before && (
        <Note tone="today">
          {t('status.import_before', {
            by: shortName(read.before.by),
            at: formatDateTime(read.before.at),
            n: read.before.applied,
          })}
        </Note>
      )}
      {left.length > 0 && (
        <section>
          <h3>{t('status.import_left', { n: left.length })}</h3>
          <Lines lines={left} />
        </section>
      )}
      {read.clean > 0 ? (
        <section>
          <h3>{t('status.import_clean', { n: read.clean })}</h3>
          <Lines lines={read.lines.filter((line) => line.reason === null)} />
        </section>
      ) : (
        <p className="empty">{t('status.import_nothing')}</p>
      )}
      {left.length > 0 && <p className="help">{t('status.import_help')}</p>}
      <ErrorNote error={command.error} />
    </Dialog>
  )
}

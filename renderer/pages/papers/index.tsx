/** Issued papers: what waits for the printer, what waits to be handed over, all of them, and the sheet itself. */
import { useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { Link, useLocation, useSearch } from 'wouter'
import type { ErrorValue } from '../../../shared/errors'
import type { Translator } from '../../../shared/locale'
import type { DocumentRow } from '../../../shared/model'
import { call } from '../../api/client'
import { download } from '../../api/files'
import { useCall, useInvalidate } from '../../api/hooks'
import {
  ActionBar,
  Button,
  Chip,
  DataTable,
  Dialog,
  ErrorNote,
  Kbd,
  Note,
  Page,
  PaperView,
  Progress,
  useErrorText,
  useToast,
  type Column,
  type PaperHandle,
} from '../../components'
import { useDesk } from '../../desk'
import { formatDate, shortName } from '../../format'
import { useT } from '../../i18n'
import { useKey } from '../../keys'
import { Filters } from '../today/list'
import { CancelledNote } from './cancelled'
import { usePaperFile } from './file'
import { JournalExport } from './journal-export'
import { usePrintMany, type PrintQuestion } from './print-many'
import type { Failed, PrintJob } from './queue'
import { RecordButton } from './record'
import { VerifyButton } from './verify'
import { paperTitle } from './words'
import './papers.css'

const shows = ['to_print', 'to_hand_over', 'all'] as const
type Show = (typeof shows)[number]
const step = 100
const most = 500

/** Printed or not, handed over or not: at most two words. */
function PaperState({ document }: { document: DocumentRow }) {
  const t = useT()
  return (
    <span className="paper-state">
      {document.cancelled ? (
        <Chip tone="stop">{t('desk.paper_state_cancelled')}</Chip>
      ) : document.electronic ? (
        // R49: it need not be printed; a print is a copy.
        <Chip tone="info" icon="card">
          {t('portal.electronic')}
        </Chip>
      ) : document.printed === 0 ? (
        <Chip tone="today" icon="print">
          {t('desk.paper_state_to_print')}
        </Chip>
      ) : (
        <Chip tone="done">
          {document.printed === 1
            ? t('desk.paper_state_printed')
            : t('desk.paper_state_printed_times', { n: document.printed })}
        </Chip>
      )}
      {document.toHandOver &&
        (!document.cancelled || document.handedOverOn) &&
        (document.handedOverOn ? (
          <Chip tone="done">
            {t('desk.paper_state_handed_over', { date: formatDate(document.handedOverOn) })}
          </Chip>
        ) : (
          <Chip tone="wait">{t('desk.paper_state_to_hand_over')}</Chip>
        ))}
    </span>
  )
}

interface Ticks {
  has: (id: number) => boolean
  toggle: (id: number) => void
}

function columnsOf(t: Translator, ticks: Ticks, canPrint: boolean): Column<DocumentRow>[] {
  const tick: Column<DocumentRow> = {
    id: 'tick',
    header: t('desk.papers_tick'),
    width: '2.5rem',
    bare: true,
    sortable: false,
    value: () => null,
    cell: (row) => (
      <input
        type="checkbox"
        className="box"
        disabled={row.cancelled !== null}
        tabIndex={-1}
        checked={ticks.has(row.id)}
        onChange={() => ticks.toggle(row.id)}
        aria-label={t('desk.papers_tick_row', { title: paperTitle(t, row), name: row.personName })}
      />
    ),
  }
  return [
    ...(canPrint ? [tick] : []),
    {
      id: 'document',
      header: t('desk.col_document'),
      value: (row) => paperTitle(t, row),
      cell: (row) => (
        <>
          <span className="strong-name">
            {t.local(row.title)} {row.number && <span className="nowrap">№ {row.number}</span>}
          </span>
          <span className="second">{row.personName}</span>
        </>
      ),
      rowHeader: true,
    },
    {
      id: 'language',
      header: t('desk.col_language'),
      width: '5.5rem',
      value: (row) => t(`desk.language_${row.language}`),
    },
    {
      id: 'issued',
      header: t('desk.col_issued'),
      width: '7rem',
      value: (row) => row.issuedAt,
      cell: (row) => (
        <>
          {formatDate(row.issuedAt)}
          <span className="second">{shortName(row.issuedBy)}</span>
        </>
      ),
    },
    {
      id: 'state',
      header: t('desk.col_state'),
      width: '9.5rem',
      value: (row) => row.printed,
      cell: (row) => <PaperState document={row} />,
    },
  ]
}

const stepWords = {
  preparing: 'desk.printing_prepare',
  printing: 'desk.printing_direct',
  marking: 'desk.printing_mark',
} as const

function Printing({ job, onStop }: { job: PrintJob; onStop: () => void }) {
  const t = useT()
  const what = job.now ? `${paperTitle(t, job.now)}, ${job.now.personName}` : ''
  const words =
    job.step === 'at_printer'
      ? t('desk.printing_sheet')
      : t(stepWords[job.step], { n: job.done, total: job.total, what })
  return (
    <section className="part queue-box" aria-live="polite">
      <h2>{t('desk.printing')}</h2>
      <Progress
        label={t('desk.printing')}
        value={job.done}
        max={job.total}
        note={words}
        action={
          (job.step === 'preparing' || job.step === 'printing') && (
            <Button small shortcut="Esc" onPress={onStop}>
              {t('desk.stop')}
            </Button>
          )
        }
      />
    </section>
  )
}

/** A browser does not tell whether its dialog ended with paper. */
function DidItPrint({ question }: { question: PrintQuestion | null }) {
  const t = useT()
  return (
    <Dialog
      open={question !== null}
      onClose={() => question?.answer(false)}
      title={t('desk.printing_ask')}
      actions={
        <Button kind="primary" autoFocus onPress={() => question?.answer(true)}>
          {t('desk.printing_yes')}
        </Button>
      }
    >
      <p>{t('desk.printing_ask_help', { n: question?.count ?? 0 })}</p>
    </Dialog>
  )
}

/** Papers that a job left out, each with its reason. */
function LeftOut({ failed }: { failed: readonly Failed[] }) {
  const t = useT()
  const text = useErrorText()
  if (failed.length === 0) return null
  return (
    <Note tone="stop">
      <p>{t('desk.printing_left', { n: failed.length })}</p>
      <ul>
        {failed.map(({ document, error }) => (
          <li key={document.id}>
            {paperTitle(t, document)}, {document.personName}:{' '}
            {error ? text(error) : t('desk.printing_unshown')}
          </li>
        ))}
      </ul>
    </Note>
  )
}

/** The sheet at the right, with its file as Word or PDF. */
function Sheet({ document }: { document: DocumentRow | undefined }) {
  const t = useT()
  const view = useRef<PaperHandle>(null)
  const file = usePaperFile(document?.id ?? null)
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<{ id: number; error: ErrorValue } | null>(null)
  const get = async (id: number, as: 'docx' | 'pdf') => {
    setBusy(true)
    const result = await call('document.file', { id, as })
    setBusy(false)
    setRefused(result.ok ? null : { id, error: result.error })
    if (result.ok) download(result.value.token, result.value.name)
  }
  if (!document) return <p className="empty paper-none">{t('desk.paper_pick')}</p>
  const error = file.error ?? (refused?.id === document.id ? refused.error : null)
  return (
    <>
      <div className="toolbar paper-bar">
        <Link href={'/applications/' + document.applicationId}>
          {t('desk.paper_of_case', { number: document.applicationNumber })}
        </Link>
        <div className="end">
          <RecordButton document={document} />
          <Button kind="plain" small icon="download" onPress={() => void get(document.id, 'docx')}>
            {t('desk.papers_docx')}
          </Button>
          <Button kind="plain" small icon="download" onPress={() => void get(document.id, 'pdf')}>
            {busy ? t('desk.papers_file_making') : t('desk.papers_pdf')}
          </Button>
        </div>
      </div>
      <ErrorNote error={error} />
      <CancelledNote document={document} />
      {!file.error && (
        <PaperView ref={view} token={file.token} title={paperTitle(t, document)} onRetry={file.again} />
      )}
    </>
  )
}

export default function PapersPage() {
  const t = useT()
  const { can } = useDesk()
  const [, go] = useLocation()
  const toast = useToast()
  const invalidate = useInvalidate()
  const asked = new URLSearchParams(useSearch()).get('show')
  const show: Show = shows.find((each) => each === asked) ?? 'to_print'
  const [limit, setLimit] = useState(step)
  const [picked, setPicked] = useState<number | null>(null)
  const [ticked, setTicked] = useState<ReadonlySet<number>>(new Set())
  const [leftOut, setLeftOut] = useState<readonly Failed[]>([])
  const [failed, setFailed] = useState(false)
  const { job, question, run, stop } = usePrintMany()
  const answer = useCall('document.list', { show, limit }, { keepPrevious: true })
  const counts = useCall('today.list', {}).data
  const canPrint = can('papers')

  const rows = useMemo(() => answer.data?.documents ?? [], [answer.data])
  const total = answer.data?.total ?? 0
  const selected = rows.find((row) => row.id === picked) ?? rows[0]
  const printable = rows.filter((row) => row.cancelled === null)
  const chosen = printable.filter((row) => ticked.has(row.id))
  const toPrint = chosen.length > 0 ? chosen : selected && !selected.cancelled ? [selected] : []
  const toggle = (id: number) => {
    const next = new Set(ticked)
    if (!next.delete(id)) next.add(id)
    setTicked(next)
  }
  const columns = columnsOf(t, { has: (id) => ticked.has(id), toggle }, canPrint)
  const tickAll = () =>
    setTicked(chosen.length === printable.length ? new Set() : new Set(printable.map((row) => row.id)))
  useKey(
    'Ctrl+A',
    () => {
      const field = document.activeElement
      if (field instanceof HTMLInputElement && field.type !== 'checkbox') field.select()
      else tickAll()
    },
    { label: t('desk.papers_tick_all'), when: canPrint && rows.length > 0 },
  )

  const print = async () => {
    if (job) return
    setLeftOut([])
    setFailed(false)
    const result = await run(toPrint)
    invalidate('documents')
    if (result.is === 'not_printed') return setFailed(true)
    setLeftOut(result.failed)
    if (result.is === 'kept') return toast(t('desk.printing_kept'), { icon: 'stop' })
    if (result.is === 'stopped') {
      const { done, total, count } = result
      const words = count > 0 ? 'desk.printing_stopped_direct' : 'desk.printing_stopped'
      return toast(t(words, { n: count || done, total }), { icon: 'stop' })
    }
    // What failed stays ticked, to be tried again.
    setTicked(new Set(result.failed.map(({ document }) => document.id)))
    if (result.count > 0) toast(t('desk.printed_done', { n: result.count }), { icon: 'print' })
    // The printed rows left the queue, and the cursor with them.
    setTimeout(() => document.querySelector<HTMLElement>('.papers-page tr[tabindex="0"]')?.focus(), 300)
  }

  // Space ticks and Enter leads to the sheet: the list itself knows only walking.
  const onKeyDown = (event: KeyboardEvent) => {
    const row = (event.target as HTMLElement).closest('tr[data-row]')
    if (!row || row !== event.target || event.key !== ' ' || !canPrint) return
    event.preventDefault()
    toggle(Number(row.getAttribute('data-row')))
  }

  const count: Record<Show, number | undefined> = {
    to_print: counts?.toPrint,
    to_hand_over: counts?.toHandOver,
    all: show === 'all' ? answer.data?.total : undefined,
  }
  return (
    <Page title={t('desk.papers_title')} className="papers-page">
      <div className="page-head">
        <h1>{t('desk.papers_title')}</h1>
        <Filters
          label={t('desk.papers_tabs')}
          value={show}
          onChange={(value) => {
            setTicked(new Set())
            setLimit(step)
            go('/papers?show=' + value, { replace: true })
          }}
          options={shows.map((value) => ({
            value,
            label: t(`desk.papers_tab_${value}`),
            count: count[value],
          }))}
        />
        <div className="end">
          <VerifyButton />
          {show === 'all' && rows.length > 0 && <JournalExport kind="documents" />}
          {canPrint && toPrint.length > 0 && (
            <Button kind="primary" icon="print" shortcut="F9" onPress={() => void print()}>
              {chosen.length > 0
                ? t('desk.papers_print_many', { n: chosen.length })
                : t('desk.papers_print_one')}
            </Button>
          )}
        </div>
      </div>
      <div className="split">
        <div className="list" onKeyDown={onKeyDown}>
          <ErrorNote error={answer.error} />
          <LeftOut failed={leftOut} />
          {failed && <Note tone="stop">{t('desk.printing_failed')}</Note>}
          {answer.data ? (
            <DataTable
              label={t('desk.papers_caption')}
              columns={columns}
              rows={rows}
              rowId={(row) => row.id}
              selectedId={selected?.id ?? null}
              onSelect={(row) => setPicked(row.id)}
              onOpen={() => document.getElementById('paper')?.focus()}
              emptyText={t(`desk.papers_none_${show}`)}
            />
          ) : (
            !answer.error && <p className="empty">{t('desk.loading')}</p>
          )}
          {rows.length > 0 && rows.length < total && (
            <p className="list-foot">
              {t('desk.shown_of', { n: rows.length, total })}
              {limit < most && (
                <Button small onPress={() => setLimit(Math.min(limit + step, most))}>
                  {t('desk.more')}
                </Button>
              )}
            </p>
          )}
          {job && <Printing job={job} onStop={stop} />}
          <DidItPrint question={question} />
        </div>
        <section className="desk paper-desk" aria-label={t('desk.paper_sheet')} tabIndex={-1} id="paper">
          <Sheet document={selected} />
        </section>
      </div>
      <ActionBar>
        <p className="keys">
          {canPrint && (
            <>
              <span>
                <Kbd>Space</Kbd> {t('desk.keys_tick')}
              </span>
              <span>
                <Kbd>Ctrl+A</Kbd> {t('desk.keys_tick_all')}
              </span>
            </>
          )}
          <span>
            <Kbd>Enter</Kbd> {t('desk.keys_sheet')}
          </span>
          {canPrint && (
            <span>
              <Kbd>F9</Kbd> {t('desk.keys_print')}
            </span>
          )}
        </p>
      </ActionBar>
    </Page>
  )
}

/** Issued papers: what waits for the printer, what waits to be handed over, all of them, and the sheet itself. */
import { useMemo, useState } from 'react'
import { useParams, useSearch } from 'wouter'
import type { Translator } from '../../../shared/locale'
import type { DocumentRow } from '../../../shared/model'
import { useCall, useInvalidate } from '../../api/hooks'
import {
  ActionBar,
  Button,
  Chip,
  DataTable,
  ErrorNote,
  Kbd,
  Note,
  Page,
  useToast,
  type Column,
} from '../../components'
import { useDesk } from '../../desk'
import { formatDate, shortName } from '../../format'
import { useT } from '../../i18n'
import { JournalExport } from './journal-export'
import { usePrintMany } from './print-many'
import { DidItPrint, LeftOut, Printing } from './printing'
import type { Failed } from './queue'
import { Sheet } from './sheet'
import { SigningView } from './signing'
import { SlipView } from './slip'
import { SlipsView } from './slips'
import { PapersTabs, shows, type Show } from './tabs'
import { useTicks, type Ticks } from './ticks'
import { VerifyButton } from './verify'
import { paperTitle } from './words'
import './papers.css'

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

/** The papers themselves, or the way of referrals: signed by the director, and their slips. */
export default function PapersPage() {
  const { view, id } = useParams<{ view?: string; id?: string }>()
  const referral = Number(id)
  if (view === 'signing') return <SigningView />
  if (view === 'slips') return referral > 0 ? <SlipView key={referral} id={referral} /> : <SlipsView />
  return <IssuedPapers />
}

function IssuedPapers() {
  const t = useT()
  const { can } = useDesk()
  const toast = useToast()
  const invalidate = useInvalidate()
  const asked = new URLSearchParams(useSearch()).get('show')
  const show: Show = shows.find((each) => each === asked) ?? 'to_print'
  const [limit, setLimit] = useState(step)
  const [picked, setPicked] = useState<number | null>(null)
  const [leftOut, setLeftOut] = useState<readonly Failed[]>([])
  const [failed, setFailed] = useState(false)
  const { job, question, run, stop } = usePrintMany()
  const answer = useCall('document.list', { show, limit }, { keepPrevious: true })
  const canPrint = can('papers')

  const rows = useMemo(() => answer.data?.documents ?? [], [answer.data])
  const total = answer.data?.total ?? 0
  const selected = rows.find((row) => row.id === picked) ?? rows[0]
  const printable = rows.filter((row) => row.cancelled === null)
  const ticks = useTicks(printable, {
    label: t('desk.papers_tick_all'),
    when: canPrint && rows.length > 0,
  })
  const { chosen, set: setTicked, onKeyDown } = ticks
  const toPrint = chosen.length > 0 ? chosen : selected && !selected.cancelled ? [selected] : []
  const columns = columnsOf(t, ticks, canPrint)

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

  return (
    <Page title={t('desk.papers_title')} className="papers-page">
      <div className="page-head">
        <h1>{t('desk.papers_title')}</h1>
        <PapersTabs
          value={show}
          all={show === 'all' ? answer.data?.total : undefined}
          onShow={() => {
            setTicked(new Set())
            setLimit(step)
          }}
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

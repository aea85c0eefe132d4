/** R172: batches of the central system: looked at first, conflicts decided by a person, then taken. */
import { useMemo, useState, type KeyboardEvent } from 'react'
import type { OutputOf } from '../../../shared/contract'
import {
  centralOutcomes,
  type CentralBatch,
  type CentralDecision,
  type CentralOf,
  type CentralOutcome,
  type CentralRow,
} from '../../../shared/contract/central'
import type { ErrorCode, ErrorValue } from '../../../shared/errors'
import type { Translator } from '../../../shared/locale'
import { call } from '../../api/client'
import { upload } from '../../api/files'
import { useCall, useCommand, useInvalidate } from '../../api/hooks'
import {
  Button,
  Chip,
  Choice,
  DataTable,
  Dialog,
  ErrorNote,
  Filters,
  Note,
  TextField,
  useToast,
  type Column,
  type Tone,
  FilePick,
} from '../../components'
import { useDesk } from '../../desk'
import { formatDate, formatDateTime, shortName } from '../../format'
import { useT } from '../../i18n'
import './central.css'

type Preview = OutputOf<'central.preview'>
type Take = 'theirs' | 'ours' | 'later'

const idOf = ({ batch, kind, key }: Pick<CentralRow, 'batch' | 'kind' | 'key'>) => `${batch} ${kind} ${key}`

const tones: Record<CentralOutcome, Tone> = {
  conflict: 'stop',
  waiting: 'today',
  new: 'done',
  changed: 'done',
  already: 'wait',
  kept: 'info',
  older: 'wait',
  open: 'wait',
}

/** Why a record waits, in words, with its field. */
function reasonText(t: Translator, { reason }: CentralRow): string | null {
  if (!reason) return null
  const key = 'central.reason_' + reason.code
  const why = t.has(key) ? t.any(key) : t.error({ ...reason, code: reason.code as ErrorCode })
  const field = reason.field && 'central.field_' + reason.field
  return field && t.has(field) ? t('central.at_field', { why, field: t.any(field) }) : why
}

function Changes({ row }: { row: CentralRow }) {
  const t = useT()
  return (
    <ul className="central-changes">
      {row.changes.map(({ field, before, after }) => {
        const values = {
          field: t.any('central.field_' + field),
          before: t.local(before) || t('central.nothing'),
          after: t.local(after) || t('central.nothing'),
        }
        return (
          <li key={field}>
            {t.local(before) === '' ? t('central.change_new', values) : t('central.change', values)}
          </li>
        )
      })}
    </ul>
  )
}

/** `done`: it happened, and is not only looked at. */
function columnsOf(t: Translator, sequence: number | null, done: boolean): Column<CentralRow>[] {
  const outcome = ({ outcome: one }: CentralRow) =>
    done && (one === 'new' || one === 'changed') ? t(`central.done_${one}`) : t(`central.outcome_${one}`)
  return [
    {
      id: 'what',
      header: t('central.col_what'),
      value: (row) => row.about,
      cell: (row) => (
        <>
          {row.place ? (
            <a className="main" href={'#' + row.place}>
              {row.about}
            </a>
          ) : (
            <span className="main">{row.about || t('central.nobody')}</span>
          )}
          <span className="second line-2">
            {[row.iinMasked, row.batch !== sequence && t('central.of_batch', { n: String(row.batch) })]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </>
      ),
      width: '15rem',
      rowHeader: true,
    },
    {
      id: 'kind',
      header: t('central.col_kind'),
      value: (row) => t(`central.kind_${row.kind}`),
      width: '10rem',
    },
    {
      id: 'day',
      header: t('central.col_day'),
      value: (row) => row.day,
      cell: (row) => <span className="nowrap">{formatDate(row.day)}</span>,
      width: '6.5rem',
    },
    {
      id: 'outcome',
      header: t('central.col_outcome'),
      value: (row) => centralOutcomes.indexOf(row.outcome),
      cell: (row) => <Chip tone={tones[row.outcome]}>{outcome(row)}</Chip>,
      width: '10rem',
    },
    {
      id: 'changes',
      header: t('central.col_changes'),
      value: (row) => row.changes.length,
      cell: (row) => (
        <>
          <Changes row={row} />
          <span className="second">{reasonText(t, row)}</span>
          {row.decided && (
            <span className="second line-2">
              {row.decided.take === 'theirs'
                ? t('central.decided_theirs')
                : t('central.decided_ours', { reason: row.decided.reason })}
            </span>
          )}
        </>
      ),
      sortable: false,
    },
  ]
}

/** Rows shown at once. */
const step = 200

/** Rows with a filter by what becomes of them. */
function Rows(props: {
  rows: readonly CentralRow[]
  sequence: number | null
  done: boolean
  selectedId?: string | null
  onSelect?: (row: CentralRow) => void
}) {
  const { rows, sequence, done } = props
  const t = useT()
  const [shown, setShown] = useState<CentralOutcome | 'all'>('all')
  const [limit, setLimit] = useState(step)
  const columns = useMemo(() => columnsOf(t, sequence, done), [t, sequence, done])
  const count = (outcome: CentralOutcome) => rows.filter((row) => row.outcome === outcome).length
  const present = centralOutcomes.filter((outcome) => count(outcome) > 0)
  const word = (one: CentralOutcome) =>
    done && (one === 'new' || one === 'changed') ? t(`central.done_${one}`) : t(`central.outcome_${one}`)
  // Conflicts first: they are what a person is asked for.
  const sorted = [...rows].sort(
    (a, b) => centralOutcomes.indexOf(a.outcome) - centralOutcomes.indexOf(b.outcome),
  )
  const fitting = sorted.filter((row) => shown === 'all' || row.outcome === shown)
  return (
    <>
      {present.length > 1 && (
        <Filters
          label={t('central.filter')}
          value={shown}
          onChange={setShown}
          options={[
            { value: 'all' as const, label: t('central.filter_all'), count: rows.length },
            ...present.map((value) => ({ value, label: word(value), count: count(value) })),
          ]}
        />
      )}
      <DataTable
        className="central-table"
        label={t('central.title')}
        columns={columns}
        rows={fitting.slice(0, limit)}
        rowId={idOf}
        {...(props.onSelect ? { onSelect: props.onSelect, selectedId: props.selectedId ?? null } : {})}
      />
      {fitting.length > limit && (
        <p>
          <Button small onPress={() => setLimit(limit + step)}>
            {t('desk.more')}
          </Button>
        </p>
      )}
    </>
  )
}

/** What a person decides about one conflict. */
function Decide(props: {
  row: CentralRow
  take: Take
  reason: string
  onTake: (take: Take) => void
  onReason: (reason: string) => void
  error: string | undefined
}) {
  const { row, take } = props
  const t = useT()
  const { choice, held } = row
  const takes = (['theirs', 'ours', 'later'] as const).filter((one) => one === 'later' || choice?.[one])
  return (
    <section className="central-one" aria-live="polite">
      <h3>
        {t('central.decide')} <span className="second">{row.about}</span>
      </h3>
      <p className="second">
        {[
          reasonText(t, row),
          held && t('central.held', { by: shortName(held.by), at: held.at ? formatDateTime(held.at) : '' }),
          choice?.refused &&
            t('central.theirs_refused', { why: t.error({ code: choice.refused as ErrorCode }) }),
          t('central.record', { key: row.key, version: String(row.version) }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <div className="choice-line">
        <Choice
          bare
          label={t('central.decide')}
          value={take}
          onChange={props.onTake}
          options={takes.map((value) => ({ value, label: t(`central.choose_${value}`) }))}
        />
        {take === 'ours' && (
          <TextField
            label={t('central.reason')}
            field="reason"
            value={props.reason}
            onChange={props.onReason}
            error={props.error}
            maxLength={500}
            kazakhKeys
          />
        )}
      </div>
      <p className="help">{t('central.decide_help')}</p>
    </section>
  )
}

const keys: Readonly<Record<string, Take>> = { Digit1: 'theirs', Digit2: 'ours', Digit0: 'later' }

function PreviewDialog({
  preview,
  of,
  skip,
  onClose,
}: {
  preview: Preview
  of: CentralOf
  skip: boolean
  onClose: () => void
}) {
  const t = useT()
  const toast = useToast()
  const invalidate = useInvalidate()
  const command = useCommand('central.apply')
  const { batch, before, missing, rows } = preview
  const conflicts = rows.filter((row) => row.choice)
  const [picked, setPicked] = useState<string | null>(conflicts[0] ? idOf(conflicts[0]) : null)
  const [takes, setTakes] = useState<Readonly<Record<string, Take>>>({})
  const [reasons, setReasons] = useState<Readonly<Record<string, string>>>({})
  const [asked, setAsked] = useState(false)
  const selected = conflicts.find((row) => idOf(row) === picked)
  const decide = (row: CentralRow, take: Take) => {
    if (take === 'later' || row.choice?.[take]) setTakes((now) => ({ ...now, [idOf(row)]: take }))
  }
  const decisions = conflicts.flatMap((row): CentralDecision[] => {
    const take = takes[idOf(row)]
    const { batch: sequence, kind, key, choice } = row
    return take === 'theirs' || take === 'ours'
      ? [{ batch: sequence, kind, key, seen: choice!.seen, take, reason: reasons[idOf(row)]?.trim() ?? '' }]
      : []
  })
  const unreasoned = decisions.find(({ take, reason }) => take === 'ours' && reason === '')
  const count =
    rows.filter(({ outcome }) => outcome === 'new' || outcome === 'changed').length + decisions.length
  const fresh = batch !== null && before === null
  const apply = async () => {
    if (command.busy) return
    if (unreasoned) {
      setAsked(true)
      setPicked(idOf(unreasoned))
      return
    }
    const result = await command.run({ of, skip, decisions })
    if (!result.ok) return
    invalidate('exchange', 'people', 'vacancies', 'registrations', 'portal', 'deregistrations', 'offers')
    toast(t('central.applied', { n: result.value.applied, left: result.value.left }), { icon: 'safe' })
    onClose()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const take = keys[event.code.replace(/^Numpad/u, 'Digit')]
    if (!take || !selected || event.target instanceof HTMLInputElement) return
    event.preventDefault()
    decide(selected, take)
  }
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={
        batch
          ? t('central.preview_title', { n: String(batch.sequence), at: formatDateTime(batch.createdAt) })
          : t('central.preview_waiting')
      }
      actions={
        (count > 0 || fresh) && (
          <Button kind="primary" icon="disk" shortcut="F8" onPress={() => void apply()}>
            {command.busy ? t('central.applying') : t('central.apply', { n: count })}
          </Button>
        )
      }
    >
      <div onKeyDown={onKeyDown}>
        <p className="help">
          {[
            t('central.preview_lead', { n: rows.length }),
            batch && t(batch.signed ? 'central.signed' : 'central.unsigned'),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
        {before && (
          <Note tone="info">
            <p>{t('central.before', { at: formatDateTime(before.at), by: shortName(before.by) })}</p>
          </Note>
        )}
        {missing.length > 0 && (
          <Note tone="today">
            <p>{t('central.missing', { n: missing.length, list: rangesOf(missing) })}</p>
          </Note>
        )}
        {count === 0 && conflicts.length === 0 && <p className="empty">{t('central.all_same')}</p>}
        <Rows
          rows={rows}
          sequence={batch?.sequence ?? null}
          done={false}
          selectedId={picked}
          onSelect={(row) => setPicked(idOf(row))}
        />
        {selected && (
          <Decide
            key={idOf(selected)}
            row={selected}
            take={takes[idOf(selected)] ?? 'later'}
            reason={reasons[idOf(selected)] ?? ''}
            onTake={(take) => decide(selected, take)}
            onReason={(reason) => setReasons((now) => ({ ...now, [idOf(selected)]: reason }))}
            error={asked && unreasoned ? t('central.reason_needed') : undefined}
          />
        )}
        <ErrorNote error={command.error} />
      </div>
    </Dialog>
  )
}

/** `1-3, 7`: numbers that follow each other as one. */
function rangesOf(numbers: readonly number[]): string {
  const runs: [number, number][] = []
  for (const n of numbers) {
    const last = runs.at(-1)
    if (last && last[1] === n - 1) last[1] = n
    else runs.push([n, n])
  }
  return runs.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`)).join(', ')
}

function ResultDialog({ sequence, onClose }: { sequence: number; onClose: () => void }) {
  const t = useT()
  const answer = useCall('central.rows', { sequence })
  return (
    <Dialog open wide onClose={onClose} title={t('central.result_title', { n: String(sequence) })}>
      <ErrorNote error={answer.error} />
      {answer.data && <Rows rows={answer.data.rows} sequence={sequence} done />}
    </Dialog>
  )
}

const batchColumns = (t: Translator): Column<CentralBatch>[] => [
  {
    id: 'no',
    header: t('central.col_no'),
    value: (batch) => batch.sequence,
    width: '4rem',
    rowHeader: true,
  },
  {
    id: 'taken',
    header: t('central.col_taken'),
    value: (batch) => batch.takenAt,
    cell: (batch) => <span className="nowrap">{formatDateTime(batch.takenAt)}</span>,
    width: '10rem',
  },
  {
    id: 'by',
    header: t('central.col_by'),
    value: (batch) => batch.by,
    cell: (batch) => shortName(batch.by),
    width: '11rem',
  },
  {
    id: 'counts',
    header: t('central.col_counts'),
    value: (batch) => batch.counts.conflict + batch.counts.waiting,
    cell: (batch) => (
      <>
        {centralOutcomes
          .filter((outcome) => batch.counts[outcome] > 0)
          .map((outcome) => {
            const word =
              outcome === 'new' || outcome === 'changed'
                ? t(`central.done_${outcome}`)
                : t(`central.outcome_${outcome}`)
            return `${word} ${batch.counts[outcome]}`
          })
          .join(' · ')}
        {batch.finishedAt === null && <Chip tone="stop">{t('central.unfinished')}</Chip>}
      </>
    ),
    sortable: false,
  },
]

/** The section of the page *Exchange*. */
export function CentralSection() {
  const t = useT()
  const { can } = useDesk()
  const answer = useCall('central.list', {})
  const [busy, setBusy] = useState(false)
  const [seen, setSeen] = useState<{ preview: Preview; of: CentralOf; skip: boolean } | null>(null)
  const [refused, setRefused] = useState<{ error: ErrorValue; of: CentralOf } | null>(null)
  const [opened, setOpened] = useState<number | null>(null)
  const columns = useMemo(() => batchColumns(t), [t])
  const list = answer.data

  const look = async (of: CentralOf, skip = false) => {
    setBusy(true)
    setRefused(null)
    const result = await call('central.preview', { of, skip })
    setBusy(false)
    if (!result.ok) return setRefused({ error: result.error, of })
    const { batch } = result.value
    // The token of the upload ends in minutes; a person may look longer.
    setSeen({ preview: result.value, of: batch ? { kept: batch.sha256 } : of, skip })
  }
  const read = async (file: File) => {
    setBusy(true)
    const uploaded = await upload(file)
    setBusy(false)
    if (uploaded.ok) await look({ token: uploaded.value.token })
    else setRefused({ error: uploaded.error, of: { waiting: true } })
  }
  const order = refused?.error.code === 'central_order' ? refused.error.params : null
  const waits = list ? list.waiting + list.conflicts : 0
  return (
    <section className="central" aria-labelledby="central">
      <h2 id="central">{t('central.title')}</h2>
      <p className="help">{t('central.help')}</p>
      {can('mediate') && (
        <p className="acts batch-acts">
          <FilePick
            accept=".zip,application/zip"
            icon="look"
            label={busy ? t('central.reading') : t('central.pick')}
            shortcut="F4"
            onFile={(file) => !busy && void read(file)}
          />
          {waits > 0 && (
            <Button
              icon="wait"
              shortcut="Shift+F4"
              label={t('central.try_again')}
              onPress={() => !busy && void look({ waiting: true })}
            >
              {t('central.try_again')}
            </Button>
          )}
        </p>
      )}
      {list && waits > 0 && (
        <Note tone="today">
          <p>{t('central.waiting_now', { conflicts: list.conflicts, waiting: list.waiting })}</p>
        </Note>
      )}
      {list && list.missing.length > 0 && (
        <Note tone="stop">
          <p>{t('central.gaps', { list: rangesOf(list.missing) })}</p>
        </Note>
      )}
      {refused && (
        <>
          <ErrorNote error={refused.error}>
            <p>{t('central.refused_aside')}</p>
          </ErrorNote>
          {order && (
            <div className="batch-acts">
              <p className="help">
                {t('central.skip_help', {
                  expected: String(order['expected']),
                  sequence: String(order['sequence']),
                })}
              </p>
              <Button small onPress={() => void look(refused.of, true)}>
                {t('central.skip')}
              </Button>
            </div>
          )}
        </>
      )}
      <ErrorNote error={answer.error} />
      {list && (
        <DataTable
          label={t('central.list')}
          columns={columns}
          rows={list.batches}
          rowId={(batch) => batch.sequence}
          onOpen={(batch) => setOpened(batch.sequence)}
          emptyText={t('central.list_none')}
        />
      )}
      {seen && (
        <PreviewDialog
          key={seen.preview.batch?.sha256 ?? 'waiting'}
          {...seen}
          onClose={() => setSeen(null)}
        />
      )}
      {opened !== null && <ResultDialog sequence={opened} onClose={() => setOpened(null)} />}
    </section>
  )
}

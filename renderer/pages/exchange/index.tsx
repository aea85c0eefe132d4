/** What leaves the centre: records that wait, batches made, and the check of a batch file. */
import { useMemo, useState } from 'react'
import type { OutputOf } from '../../../shared/contract'
import type { ErrorValue } from '../../../shared/errors'
import type { Translator } from '../../../shared/locale'
import { RecordKind } from '../../../shared/model'
import { call } from '../../api/client'
import { download, upload } from '../../api/files'
import { useCall, useCommand, useInvalidate } from '../../api/hooks'
import {
  Button,
  Chip,
  DataTable,
  ErrorNote,
  Facts,
  Icon,
  Note,
  Page,
  PageHead,
  Part,
  useErrorText,
  useToast,
  type Column,
  type IconName,
  FilePick,
} from '../../components'
import { actor, formatDateTime } from '../../format'
import { useT } from '../../i18n'
import { TakeAnswer } from './answer'
import { CentralSection } from './central'
import { Keys } from './keys'
import { Making } from './making'
import { RefusedRecords } from './refused'
import './exchange.css'
import { Targets } from './targets'

type State = OutputOf<'exchange.state'>
type Batch = State['batches'][number]

/** A SHA-256 in short; the whole value on focus and for a pointer, and always for a screen reader. */
function Sha({ value }: { value: string }) {
  return (
    <span className="sha mono" tabIndex={0} title={value} aria-label={value}>
      <span className="sha-short" aria-hidden="true">
        {value.slice(0, 4)}…{value.slice(-4)}
      </span>
      <span className="sha-whole" aria-hidden="true">
        {value}
      </span>
    </span>
  )
}

const answerLook = {
  none: { tone: 'wait', icon: 'wait' },
  accepted: { tone: 'done', icon: 'safe' },
  partly: { tone: 'today', icon: 'warn' },
  refused: { tone: 'stop', icon: 'stop' },
} as const

/** What the receiver said of a batch. */
function AnswerChip({ batch }: { batch: Batch }) {
  const t = useT()
  const { tone, icon } = answerLook[batch.answer]
  return (
    <Chip tone={tone} icon={icon}>
      {batch.answer === 'partly'
        ? t('exchange.batch_partly', { n: batch.refused })
        : t(`exchange.batch_${batch.answer}`)}
    </Chip>
  )
}

function columnsOf(t: Translator): Column<Batch>[] {
  return [
    {
      id: 'sequence',
      header: t('desk.col_batch_no'),
      width: '4rem',
      value: (batch) => batch.sequence,
      rowHeader: true,
    },
    {
      id: 'made',
      header: t('desk.col_made'),
      width: '10rem',
      value: (batch) => batch.createdAt,
      cell: (batch) => <span className="nowrap">{formatDateTime(batch.createdAt)}</span>,
    },
    {
      id: 'records',
      header: t('desk.col_records'),
      width: '4.5rem',
      num: true,
      value: (batch) => batch.records,
    },
    {
      id: 'state',
      header: t('desk.col_state'),
      value: (batch) => batch.answer,
      cell: (batch) => <AnswerChip batch={batch} />,
      sortable: false,
    },
    {
      id: 'sha',
      header: t('desk.col_sha'),
      width: '8rem',
      value: (batch) => batch.sha256,
      cell: (batch) => <Sha value={batch.sha256} />,
      sortable: false,
    },
  ]
}

const kinds = RecordKind.options

function Counts({ counts }: { counts: Partial<Record<RecordKind, number>> }) {
  const t = useT()
  return (
    <Facts
      as="list"
      rows={kinds.map((kind) => [t(`desk.kind_${kind}`), String(counts[kind] ?? 0)] as const)}
    />
  )
}

function Figure({ n, icon, label, note }: { n: number; icon: IconName; label: string; note: string }) {
  const t = useT()
  return (
    <li>
      <b>{new Intl.NumberFormat(t.language === 'en' ? 'en' : 'ru').format(n)}</b>
      <span className="strong">
        <Icon small name={icon} />
        {label}
      </span>
      <span className="second">{note}</span>
    </li>
  )
}

/** What of the waiting records must leave by when. */
const dueText = (t: Translator, { dueToday, overdue }: State) =>
  [
    ...(overdue > 0 ? [t('exchange.overdue', { n: overdue })] : []),
    t('exchange.due_today', { n: dueToday }),
  ].join('; ')

function Flow({ state }: { state: State }) {
  const t = useT()
  const last = state.batches[0]
  return (
    <ol className="flow exchange-flow" aria-label={t('desk.exchange_flow')}>
      <Figure
        n={state.waitingTotal}
        icon="wait"
        label={t('desk.exchange_waiting')}
        note={dueText(t, state)}
      />
      <Figure
        n={state.sentTotal}
        icon="batch"
        label={t('exchange.sent')}
        note={
          last
            ? t('desk.day_end_batch_last', { n: String(last.sequence), at: formatDateTime(last.createdAt) })
            : ''
        }
      />
      <Figure n={state.acceptedTotal} icon="safe" label={t('exchange.accepted')} note="" />
      <Figure n={state.refusedTotal} icon="warn" label={t('exchange.refused')} note="" />
      <li className="exchange-kinds">
        <span className="strong">
          <Icon small name="list" />
          {t('desk.exchange_waiting_kinds')}
        </span>
        <span className="second">
          {kinds.map((kind) => `${t(`desk.kind_${kind}`)} ${state.waiting[kind] ?? 0}`).join(' · ')}
        </span>
      </li>
    </ol>
  )
}

function BatchDetails({ batch, encrypts }: { batch: Batch; encrypts: boolean }) {
  const t = useT()
  const [error, setError] = useState<{ sequence: number; error: ErrorValue } | null>(null)
  const get = async (encrypted: boolean) => {
    const file = await call('exchange.file', { sequence: batch.sequence, encrypted })
    setError(file.ok ? null : { sequence: batch.sequence, error: file.error })
    if (file.ok) download(file.value.token, file.value.name)
  }
  return (
    <Part title={t('desk.batch_title', { n: String(batch.sequence) })}>
      <Facts
        as="list"
        rows={[
          [
            t('desk.batch_period_label'),
            batch.from
              ? t('desk.batch_period', { from: formatDateTime(batch.from), to: formatDateTime(batch.to) })
              : t('desk.batch_period_first', { to: formatDateTime(batch.to) }),
          ],
          [t('desk.batch_by'), actor(t, batch.by)],
          [
            t('exchange.answered_at'),
            <>
              <AnswerChip batch={batch} />
              {batch.answeredAt ? ` ${formatDateTime(batch.answeredAt)}` : ''}
              {batch.answerReason && (
                <span className="second"> {t.any(`exchange.batch_refusal_${batch.answerReason}`)}</span>
              )}
            </>,
          ],
          [
            t('exchange.signed_by'),
            batch.signedBy ? <span className="mono break">{batch.signedBy}</span> : t('exchange.unsigned'),
          ],
          [t('desk.batch_file'), <span className="break">{batch.fileName}</span>],
          ['SHA-256', <span className="mono break">{batch.sha256}</span>],
          [
            t('desk.batch_previous'),
            batch.previous ? <span className="mono break">{batch.previous}</span> : t('desk.batch_first'),
          ],
        ]}
      />
      <h3 className="batch-counts">{t('desk.batch_counts')}</h3>
      <Counts counts={batch.counts} />
      <p className="acts batch-acts">
        {encrypts && (
          <Button icon="download" onPress={() => void get(true)}>
            {t('exchange.download_encrypted')}
          </Button>
        )}
        <Button icon="download" onPress={() => void get(false)}>
          {t('desk.batch_download')}
        </Button>
      </p>
      <ErrorNote error={error?.sequence === batch.sequence ? error.error : null} />
    </Part>
  )
}

type Checked =
  | { file: string; is: 'whole'; check: OutputOf<'exchange.verify'> }
  | { file: string; is: 'bad'; error: ErrorValue }

/** Check a batch file without taking anything from it. */
function Verify() {
  const t = useT()
  const errorText = useErrorText()
  const [busy, setBusy] = useState(false)
  const [checked, setChecked] = useState<Checked | null>(null)
  const verify = async (file: File) => {
    setBusy(true)
    setChecked(null)
    const uploaded = await upload(file)
    const result = uploaded.ok ? await call('exchange.verify', { token: uploaded.value.token }) : uploaded
    setBusy(false)
    setChecked(
      result.ok
        ? { file: file.name, is: 'whole', check: result.value }
        : { file: file.name, is: 'bad', error: result.error },
    )
  }
  return (
    <Part title={t('desk.verify_title')}>
      <p className="help">{t('desk.verify_help')}</p>
      <p className="acts batch-acts">
        <FilePick
          accept=".zip,application/zip"
          label={busy ? t('desk.verify_busy') : t('desk.verify_pick')}
          shortcut="F6"
          onFile={(file) => !busy && void verify(file)}
        />
      </p>
      <div aria-live="polite">
        {checked?.is === 'whole' && (
          <Note tone="done" icon="safe">
            <p>
              {t('desk.verify_ok', {
                file: checked.file,
                n: String(checked.check.sequence),
                centre: checked.check.centre,
                at: formatDateTime(checked.check.createdAt),
                records: Object.values(checked.check.counts).reduce((sum, n) => sum + n, 0),
              })}
            </p>
            <Counts counts={checked.check.counts} />
            <p className="second mono break">SHA-256 {checked.check.sha256}</p>
            <p className="second">
              {checked.check.signature === null
                ? t('exchange.unsigned')
                : checked.check.signature.known
                  ? t('exchange.verify_signed')
                  : t('exchange.verify_unknown_key', { key: checked.check.signature.key })}
            </p>
          </Note>
        )}
        {checked?.is === 'bad' && (
          <Note tone="stop">
            <p>{t('desk.verify_bad', { file: checked.file })}</p>
            <p>{errorText(checked.error)}</p>
          </Note>
        )}
      </div>
    </Part>
  )
}

function lead(t: Translator, state: State): string {
  if (state.waitingTotal === 0) return t('desk.exchange_lead_done')
  return `${dueText(t, state)}. ${
    state.waitingSince
      ? t('desk.exchange_lead_waiting', { n: state.waitingTotal, since: formatDateTime(state.waitingSince) })
      : t('desk.exchange_lead_waiting_plain', { n: state.waitingTotal })
  }`
}

export default function ExchangePage() {
  const t = useT()
  const toast = useToast()
  const invalidate = useInvalidate()
  const make = useCommand('exchange.make')
  const answer = useCall('exchange.state', {}, { refetchInterval: make.busy ? 500 : false })
  const [picked, setPicked] = useState<number | null>(null)
  const columns = useMemo(() => columnsOf(t), [t])
  const state = answer.data
  const selected = state?.batches.find((batch) => batch.sequence === picked) ?? state?.batches[0]

  const run = async () => {
    if (make.busy) return
    const result = await make.run({})
    invalidate('exchange')
    if (!result.ok) return
    void call('target.deliver', { background: true })
    setPicked(result.value.sequence)
    toast(t('desk.exchange_made', { n: String(result.value.sequence), records: result.value.records }), {
      icon: 'safe',
    })
  }

  return (
    <Page title={t('desk.exchange_title')}>
      <PageHead
        title={t('desk.exchange_title')}
        lead={state ? lead(t, state) : t('desk.loading')}
        actions={
          state && (
            <Button
              kind="primary"
              icon="batch"
              shortcut="F8"
              notReady={state.waitingTotal === 0 ? [t('desk.exchange_nothing')] : []}
              describedBy="exchange-not-ready"
              onPress={() => void run()}
            >
              {make.busy ? t('desk.exchange_making') : t('desk.exchange_make')}
            </Button>
          )
        }
      />
      <div className="page-body">
        <ErrorNote error={answer.error ?? make.error} />
        {state?.making && <Making making={state.making} />}
        {state?.waitingTotal === 0 && (
          <p className="not-ready exchange-not-ready" id="exchange-not-ready">
            <strong>{t('common.not_ready')}:</strong> {t('desk.exchange_nothing')}
          </p>
        )}
        {state && (
          <>
            <Flow state={state} />
            {state.refusedTotal > 0 && <RefusedRecords />}
            <div className="two">
              <div className="exchange-left">
                <section aria-labelledby="batches">
                  <h2 id="batches">{t('desk.exchange_batches')}</h2>
                  <DataTable
                    label={t('desk.exchange_caption')}
                    columns={columns}
                    rows={state.batches}
                    rowId={(batch) => batch.sequence}
                    selectedId={selected?.sequence ?? null}
                    onSelect={(batch) => setPicked(batch.sequence)}
                    emptyText={t('desk.exchange_none')}
                  />
                  {state.batches.length > 0 && (
                    <p className="help exchange-help">{t('desk.exchange_chain_help')}</p>
                  )}
                </section>
                <Keys state={state} />
                <Verify />
              </div>
              <div>
                <TakeAnswer />
                {selected && <BatchDetails batch={selected} encrypts={Boolean(state.receiver?.age)} />}
              </div>
            </div>
            <Targets />
          </>
        )}
        <CentralSection />
      </div>
    </Page>
  )
}

/** Referrals on their way to the person: printed, signed by the director, handed over, many at once (R134, R135). */
import { useMemo, useState } from 'react'
import type { Referral } from '../../../shared/contract/referrals'
import type { ErrorValue } from '../../../shared/errors'
import type { Translator } from '../../../shared/locale'
import { useCall, useCommand, useInvalidate } from '../../api/hooks'
import {
  ActionBar,
  Button,
  Chip,
  DataTable,
  DateField,
  Dialog,
  ErrorNote,
  Kbd,
  Note,
  Page,
  Tick,
  useToast,
  type Column,
} from '../../components'
import { useDesk } from '../../desk'
import { formatDate } from '../../format'
import { useT } from '../../i18n'
import { organisationName } from '../jobs/words'
import { backToList } from './focus'
import { usePrintMany } from './print-many'
import { DidItPrint, LeftOut, Printing } from './printing'
import type { Failed } from './queue'
import { Sheet } from './sheet'
import { PapersTabs } from './tabs'
import { useTicks, type Ticks } from './ticks'

const most = 200
const stages = ['to_print', 'to_sign', 'to_hand_over'] as const
const looks = { to_print: 'today', to_sign: 'wait', to_hand_over: 'info' } as const

function columnsOf(t: Translator, ticks: Ticks): Column<Referral>[] {
  return [
    {
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
          tabIndex={-1}
          checked={ticks.has(row.id)}
          onChange={() => ticks.toggle(row.id)}
          aria-label={t('referral.tick_row', { number: row.number, name: row.person.name })}
        />
      ),
    },
    {
      id: 'referral',
      header: t('referral.col_referral'),
      value: (row) => row.number,
      cell: (row) => (
        <>
          <span className="strong-name">
            <span className="nowrap">№ {row.number}</span>, {t.local(row.measureName)}
          </span>
          <span className="second">{row.person.name}</span>
        </>
      ),
      rowHeader: true,
    },
    {
      id: 'organisation',
      header: t('referral.col_organisation'),
      width: '12rem',
      value: (row) => (row.organisation ? organisationName(t, row.organisation) : row.destination),
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
      value: (row) => row.issuedOn,
      cell: (row) => (
        <>
          {formatDate(row.issuedOn)}
          {row.signed && (
            <span className="second">{t('referral.signed_on', { date: formatDate(row.signed.on) })}</span>
          )}
        </>
      ),
    },
  ]
}

/** What is being asked before several referrals move on. */
type Asked = 'sign_other_day' | 'hand_over'

export function SigningView() {
  const t = useT()
  const { can } = useDesk()
  const toast = useToast()
  const invalidate = useInvalidate()
  const [picked, setPicked] = useState<number | null>(null)
  const [asked, setAsked] = useState<Asked | null>(null)
  const [refused, setRefused] = useState<ErrorValue | null>(null)
  const [leftOut, setLeftOut] = useState<readonly Failed[]>([])
  const [failed, setFailed] = useState(false)
  const { job, question, run, stop } = usePrintMany()
  const sign = useCommand('referral.sign')
  const lists = [
    useCall('referral.list', { show: 'to_print', limit: most }, { keepPrevious: true }),
    useCall('referral.list', { show: 'to_sign', limit: most }, { keepPrevious: true }),
    useCall('referral.list', { show: 'to_hand_over', limit: most }, { keepPrevious: true }),
  ]
  const rows = lists.flatMap((list) => list.data?.referrals ?? [])
  const mayDecide = can('decide')
  const maySign = can('sign')
  const ticks = useTicks(rows, { label: t('desk.papers_tick_all'), when: mayDecide && rows.length > 0 })
  const { chosen, set: setTicked } = ticks
  const columns = useMemo(() => columnsOf(t, ticks), [t, ticks])
  const selected = rows.find((row) => row.id === picked) ?? rows[0]
  const meant = chosen.length > 0 ? chosen : selected ? [selected] : []
  // What is ticked moves on by the step that it waits for; the furthest behind decides what the key does.
  const stage = stages.find((each) => meant.some((row) => row.stage === each))
  const going = meant.filter((row) => row.stage === stage)
  const versions = going.map(({ id, version }) => ({ id, version }))

  const done = (words: string) => {
    setRefused(null)
    setTicked(new Set())
    setAsked(null)
    invalidate('referrals', 'documents', 'applications', 'deadlines')
    toast(words)
    backToList()
  }
  const print = async () => {
    if (job) return
    setLeftOut([])
    setFailed(false)
    const papers = meant.flatMap((row) => (row.document ? [row.document] : []))
    const result = await run(papers)
    invalidate('documents', 'referrals')
    backToList()
    if (result.is === 'not_printed') return setFailed(true)
    setLeftOut(result.failed)
    if (result.is === 'kept') return toast(t('desk.printing_kept'), { icon: 'stop' })
    if (result.count > 0) toast(t('desk.printed_done', { n: result.count }), { icon: 'print' })
  }
  const markSigned = async (on: string) => {
    const result = await sign.run({ referrals: versions, on })
    if (!result.ok) return setRefused(result.error)
    done(t('referral.signed_done', { n: result.value.length }))
  }
  const error = lists.find((list) => list.error)?.error ?? refused
  return (
    <Page title={t('referral.tab_signing')} className="papers-page">
      <div className="page-head">
        <h1>{t('desk.papers_title')}</h1>
        <PapersTabs value="signing" />
      </div>
      <div className="split">
        <div className="list" onKeyDown={ticks.onKeyDown}>
          {rows.length > 0 && (
            <p className="second">
              {maySign
                ? t('referral.signing_help')
                : `${t('referral.signing_help')} ${t('referral.sign_whose')}`}
            </p>
          )}
          <ErrorNote error={error} />
          <LeftOut failed={leftOut} />
          {failed && <Note tone="stop">{t('desk.printing_failed')}</Note>}
          <DataTable
            label={t('referral.signing_caption')}
            columns={columns}
            rows={rows}
            rowId={(row) => row.id}
            selectedId={selected?.id ?? null}
            onSelect={(row) => setPicked(row.id)}
            onOpen={() => document.getElementById('paper')?.focus()}
            groups={{
              of: (row) => row.stage,
              title: (group, of) => (
                <Chip tone={looks[group as (typeof stages)[number]]}>
                  {t.any('referral.stage_' + group)} {of.length}
                </Chip>
              ),
            }}
            emptyText={t('referral.signing_none')}
          />
          {job && <Printing job={job} onStop={stop} />}
          <DidItPrint question={question} />
        </div>
        <section className="desk paper-desk" aria-label={t('desk.paper_sheet')} tabIndex={-1} id="paper">
          <Sheet document={selected?.document ?? undefined} />
        </section>
      </div>
      <ActionBar
        actions={
          <>
            {can('papers') && meant.length > 0 && (
              <Button
                icon="print"
                shortcut="F9"
                kind={stage === 'to_print' ? 'primary' : 'default'}
                onPress={() => void print()}
              >
                {t('referral.print_n', { n: meant.length })}
              </Button>
            )}
            {maySign && stage === 'to_sign' && (
              <>
                <Button onPress={() => setAsked('sign_other_day')}>{t('referral.sign_other_day')}</Button>
                <Button kind="primary" icon="mend" shortcut="F8" onPress={() => void markSigned('')}>
                  {sign.busy ? t('jobs.saving') : t('referral.sign_n', { n: going.length })}
                </Button>
              </>
            )}
            {mayDecide && stage === 'to_hand_over' && (
              <Button kind="primary" icon="granted" shortcut="F8" onPress={() => setAsked('hand_over')}>
                {t('referral.hand_over_n', { n: going.length })}
              </Button>
            )}
          </>
        }
      >
        <p className="keys">
          <span>
            <Kbd>Space</Kbd> {t('desk.keys_tick')}
          </span>
          <span>
            <Kbd>Ctrl+A</Kbd> {t('desk.keys_tick_all')}
          </span>
          <span>
            <Kbd>Enter</Kbd> {t('desk.keys_sheet')}
          </span>
        </p>
      </ActionBar>
      {asked === 'sign_other_day' && (
        <SignDialog count={going.length} error={refused} onClose={() => setAsked(null)} onSign={markSigned} />
      )}
      {asked === 'hand_over' && (
        <HandOverDialog
          referrals={going}
          onClose={() => setAsked(null)}
          onDone={(count) => done(t('referral.handed_done', { n: count }))}
        />
      )}
    </Page>
  )
}

/** The day on which the director signed, where it was not today. */
function SignDialog(props: {
  count: number
  error: ErrorValue | null
  onClose: () => void
  onSign: (on: string) => Promise<void>
}) {
  const t = useT()
  const [on, setOn] = useState('')
  return (
    <Dialog
      open
      onClose={props.onClose}
      title={t('referral.sign_n', { n: props.count })}
      actions={
        <Button kind="primary" shortcut="F8" onPress={() => void props.onSign(on)}>
          {t('referral.sign_n', { n: props.count })}
        </Button>
      }
    >
      <ErrorNote error={props.error} />
      <DateField
        autoFocus
        century="near"
        label={t('referral.f_signed_on')}
        field="on"
        value={on}
        onChange={setOn}
      />
    </Dialog>
  )
}

/** Hand several signed referrals over: each person was seen with the identity document. */
function HandOverDialog(props: {
  referrals: readonly Referral[]
  onClose: () => void
  onDone: (count: number) => void
}) {
  const t = useT()
  const handOver = useCommand('referral.handOver')
  const [seen, setSeen] = useState(false)
  const [on, setOn] = useState('')
  const [tried, setTried] = useState(false)
  const run = async () => {
    setTried(true)
    if (!seen) return
    const result = await handOver.run({
      referrals: props.referrals.map(({ id, version }) => ({ id, version })),
      identitySeen: seen,
      on,
    })
    if (result.ok) props.onDone(result.value.length)
  }
  return (
    <Dialog
      open
      onClose={props.onClose}
      title={t('referral.hand_over_n', { n: props.referrals.length })}
      actions={
        <Button
          kind="primary"
          shortcut="F8"
          notReady={seen ? [] : [t('referral.identity_missing')]}
          onPress={() => void run()}
          onNotReady={() => setTried(true)}
        >
          {t('referral.hand_over_n', { n: props.referrals.length })}
        </Button>
      }
    >
      <ErrorNote error={handOver.error} />
      <ul className="lines">
        {props.referrals.map((one) => (
          <li key={one.id}>
            <span>
              № {one.number}, {one.person.name} <span className="second">{one.person.iinMasked}</span>
            </span>
          </li>
        ))}
      </ul>
      <div className="fields">
        <div className="field">
          <Tick
            checked={seen}
            onChange={setSeen}
            field="identitySeen"
            error={tried && !seen ? t('referral.identity_missing') : undefined}
          >
            {t('referral.identity_seen')}
          </Tick>
        </div>
        <DateField
          width={6}
          optional
          century="near"
          label={t('referral.f_handed_on')}
          help={t('referral.today_when_empty')}
          field="on"
          value={on}
          onChange={setOn}
        />
      </div>
    </Dialog>
  )
}

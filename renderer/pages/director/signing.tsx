/** Signing a whole queue: the director looks at each paper, then signs all that were looked at by one key. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import type { Refusal, SigningRow } from '../../../shared/contract/director'
import type { ErrorValue } from '../../../shared/errors'
import { useCall, useCommand, useInvalidate } from '../../api/hooks'
import {
  ActionBar,
  Button,
  Chip,
  DataTable,
  ErrorNote,
  Icon,
  Kbd,
  Note,
  Page,
  PageHead,
  useErrorText,
  useToast,
  type Column,
} from '../../components'
import { useDesk } from '../../desk'
import { formatDate } from '../../format'
import { useT } from '../../i18n'
import { organisationName } from '../jobs/words'
import { backToList } from '../papers/focus'
import { Sheet } from '../papers/sheet'
import '../papers/papers.css'
import './director.css'

/** By referral, the paper that was on the screen. */
type Seen = ReadonlyMap<number, number>

/** What each of the staff looked at since the desk was opened: going to another page loses nothing of it. */
const seenBy = new Map<number, Seen>()

const rowId = ({ referral }: SigningRow) => referral.id

/** A row with what stands in its way: told by the last signing, by a newer paper, or by the list itself. */
interface Line extends SigningRow {
  seen: boolean
  reason: Refusal | null
}

function useColumns(): Column<Line>[] {
  const t = useT()
  const text = useErrorText()
  return useMemo(
    () => [
      {
        id: 'paper',
        header: t('director.sign_col_paper'),
        value: ({ referral }) => referral.number,
        cell: ({ referral, reason }) => (
          <>
            <span className="strong-name">
              <span className="nowrap">№ {referral.number}</span>, {t.local(referral.measureName)}
            </span>
            <span className="second">
              {[
                referral.person.name,
                referral.organisation ? organisationName(t, referral.organisation) : referral.destination,
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
            {reason && (
              <span className="sign-why">
                <Icon small name="stop" />
                {text(reason)}
              </span>
            )}
          </>
        ),
        rowHeader: true,
      },
      {
        id: 'issued',
        header: t('desk.col_issued'),
        width: '6.5rem',
        value: ({ referral }) => referral.issuedOn,
        cell: ({ referral }) => formatDate(referral.issuedOn),
      },
      {
        id: 'seen',
        header: t('director.sign_col_seen'),
        width: '7.5rem',
        value: ({ seen }) => Number(seen),
        cell: ({ seen }) => seen && <Chip tone="done">{t('director.sign_seen')}</Chip>,
      },
    ],
    [t, text],
  )
}

export default function DirectorSigning() {
  const t = useT()
  const [, go] = useLocation()
  const { me } = useDesk()
  const toast = useToast()
  const invalidate = useInvalidate()
  const [seen, setSeen] = useState<Seen>(() => seenBy.get(me.id) ?? new Map())
  const [picked, setPicked] = useState<number | null>(null)
  const [opened, setOpened] = useState<number | null>(null)
  const [left, setLeft] = useState<ReadonlyMap<number, Refusal>>(new Map())
  const [refused, setRefused] = useState<ErrorValue | null>(null)
  const answer = useCall('director.signing', { also: [...seen.keys()] }, { keepPrevious: true })
  const sign = useCommand('director.sign')
  const start = useRef<HTMLDivElement>(null)

  const keep = useCallback(
    (next: Seen) => {
      seenBy.set(me.id, next)
      setSeen(next)
    },
    [me.id],
  )
  const lines = (answer.data?.rows ?? []).map((row): Line => {
    const { id, document } = row.referral
    const paper = seen.get(id)
    const newer: Refusal | null =
      paper !== undefined && paper !== document?.id ? { code: 'paper_superseded', params: {} } : null
    return { ...row, seen: paper === document?.id, reason: left.get(id) ?? newer ?? row.refused }
  })
  const going = lines.filter((line) => line.seen && line.reason === null)
  const shown = lines.find(({ referral }) => referral.id === opened)?.referral
  const columns = useColumns()

  const ready = answer.data !== undefined
  useEffect(() => {
    if (ready) start.current?.querySelector<HTMLElement>('tr[tabindex="0"]')?.focus({ preventScroll: true })
  }, [ready])

  const open = (line: Line) => {
    if (line.referral.id === opened) return document.getElementById('paper')?.focus()
    setOpened(line.referral.id)
  }
  const looked = () => {
    if (!shown?.document || seen.get(shown.id) === shown.document.id) return
    keep(new Map(seen).set(shown.id, shown.document.id))
    const rest = new Map(left)
    if (rest.delete(shown.id)) setLeft(rest)
  }
  const signAll = async () => {
    if (sign.busy || going.length === 0) return
    const result = await sign.run({
      papers: going.map(({ referral: { id, version } }) => ({ id, version, documentId: seen.get(id)! })),
    })
    if (!result.ok) return setRefused(result.error)
    setRefused(null)
    const { signed, refused: others } = result.value
    const rest = new Map(seen)
    for (const { id } of signed) rest.delete(id)
    keep(rest)
    setLeft(new Map(others.map(({ id, error }) => [id, error])))
    invalidate('referrals', 'documents', 'applications', 'deadlines', 'director')
    if (signed.length > 0) toast(t('director.sign_done', { n: signed.length }))
    backToList()
  }
  return (
    <Page title={t('director.sign_title')} className="papers-page signing-page">
      <PageHead
        title={t('director.sign_title')}
        lead={
          answer.data &&
          t('director.sign_seen_of', {
            n: lines.filter((line) => line.seen).length,
            total: lines.length,
          })
        }
        actions={
          <Button small kind="plain" shortcut="Esc" onPress={() => go('/director')}>
            {t('director.sign_back')}
          </Button>
        }
      />
      <div className="split">
        <div className="list" ref={start}>
          <ErrorNote error={answer.error ?? refused} />
          {left.size > 0 && <Note tone="today">{t('director.sign_left', { n: left.size })}</Note>}
          <DataTable
            label={t('director.sign_caption')}
            columns={columns}
            rows={lines}
            rowId={rowId}
            selectedId={picked ?? lines[0]?.referral.id ?? null}
            onSelect={({ referral }) => setPicked(referral.id)}
            onOpen={open}
            emptyText={t('director.to_sign_none')}
          />
        </div>
        <section className="desk paper-desk" aria-label={t('desk.paper_sheet')} tabIndex={-1} id="paper">
          <Sheet document={shown?.document ?? undefined} empty={t('director.sign_pick')} onReady={looked} />
        </section>
      </div>
      <ActionBar
        actions={
          <Button
            kind="primary"
            icon="mend"
            shortcut="F8"
            notReady={going.length === 0 ? [t('director.sign_open_first')] : []}
            onPress={() => void signAll()}
          >
            {sign.busy ? t('jobs.saving') : t('director.sign_n', { n: going.length })}
          </Button>
        }
      >
        <p className="keys">
          <span>
            <Kbd>Enter</Kbd> {t('director.sign_key_open')}
          </span>
        </p>
      </ActionBar>
    </Page>
  )
}

/** Duties of an unemployed person, the grounds that follow, and the road to deregistration (R81-R97). */
import { useState } from 'react'
import type { Deregistration, DutyRow, RaisedGround } from '../../../../shared/contract/deregistrations'
import type { Told } from '../../../../shared/rules/engine/finding'
import { useCall, useCommand, useInvalidate } from '../../../api/hooks'
import {
  Button,
  Chip,
  DeadlineChip,
  ErrorNote,
  Fold,
  FromCentral,
  Icon,
  Note,
  Part,
  useToast,
} from '../../../components'
import { useDesk } from '../../../desk'
import { formatDate, formatDateTime, shortName } from '../../../format'
import { useT } from '../../../i18n'
import {
  CompleteDialog,
  CorrectDialog,
  ExplainDialog,
  FactDialog,
  NotifyDialog,
  SendDialog,
  TakeOverDialog,
  WithdrawDialog,
  type Duties,
} from './duties-dialogs'
import './duties.css'

type Open =
  | { kind: 'fact' | 'takeOver' }
  | { kind: 'explain' | 'complete' | 'correct'; row: DutyRow }
  | { kind: 'send'; ground: RaisedGround }
  | { kind: 'withdraw' | 'notify'; one: Deregistration }
  | null
type Show = (open: Open) => void

/** The one thing that F6 does now: what is furthest on its road comes first. */
function nextOf(page: Duties): string | null {
  const untold = page.cases.find(({ notice }) => notice && notice.on === null)
  if (untold) return `notify:${untold.id}`
  const sent = page.cases.find(({ state }) => state === 'sent')
  if (sent) return sent.sent?.raised === false ? `withdraw:${sent.id}` : `takeOver:${sent.id}`
  const ground = page.can.send && page.grounds.find(({ possible }) => !possible)
  if (ground) return `send:${ground.key}`
  const asks = page.can.record && page.rows.find((row) => row.asks)
  return asks ? `explain:${asks.key}` : null
}

function Tests({ tests }: { tests: readonly Told[] }) {
  const t = useT()
  return tests.map((told, i) => {
    const tone = told.level === 'warn' ? 'c-ground' : told.level === 'block' ? 'c-warn' : 'second'
    return (
      <span key={i} className={'duty-test ' + tone}>
        <Icon small name={told.level === 'warn' || told.level === 'block' ? 'warn' : 'check'} />
        <span>{t.local(told.sentence)}</span>
      </span>
    )
  })
}

export function DutiesPanel({
  personId,
  onPaper,
}: {
  personId: number
  onPaper: (documentId: number) => void
}) {
  const t = useT()
  const { can } = useDesk()
  const answer = useCall('deregistration.get', { personId })
  const [open, setOpen] = useState<Open>(null)
  const page = answer.data
  if (!page) return <ErrorNote error={answer.error} />
  const { registration } = page
  if (!registration) return null
  const works = can('mediate')
  const next = works ? nextOf(page) : null
  const key = (name: string) => (next === name ? ({ kind: 'primary', shortcut: 'F6' } as const) : {})
  const props = { personId, onClose: () => setOpen(null) }
  const list = (
    <ul className="duties">
      {page.rows.map((row) => (
        <Row
          key={row.key}
          row={row}
          works={works && page.can.record}
          keyOf={key}
          show={setOpen}
          grounds={page.grounds}
        />
      ))}
    </ul>
  )
  return (
    <Part title={t('deregistration.title')} className="duties-panel">
      {registration.until === null && (
        <p className={page.refusals > 0 ? undefined : 'second'}>
          {t('deregistration.refusals', { n: page.refusals })}
        </p>
      )}
      {page.cases.map((one) => (
        <Case key={one.id} one={one} works={works} keyOf={key} show={setOpen} onPaper={onPaper} />
      ))}
      {page.grounds.length > 0 && (
        <section>
          <h3>{t('deregistration.grounds')}</h3>
          <ul className="duties">
            {page.grounds.map((ground) => (
              <li key={ground.key}>
                <Chip tone={ground.possible ? 'today' : 'stop'}>
                  {t('deregistration.ground', { ground: ground.ground })}
                  {ground.possible && ` (${t('deregistration.possible')})`}
                </Chip>{' '}
                {t.local(ground.told.sentence)}
                {ground.title && <span className="second">{t.local(ground.title)}</span>}
                <span className="second">{t.local(ground.told.source)}</span>
                {works && page.can.send && !ground.possible && (
                  <p className="acts">
                    <Button
                      small
                      icon="next"
                      {...key('send:' + ground.key)}
                      onPress={() => setOpen({ kind: 'send', ground })}
                    >
                      {t('deregistration.send')}
                    </Button>
                  </p>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      <Tests tests={page.findings} />
      {page.rows.length === 0 && <p className="second">{t('deregistration.none')}</p>}
      {page.rows.length > 0 &&
        (registration.until === null ? (
          list
        ) : (
          <Fold title={t('deregistration.past', { n: page.rows.length })}>{list}</Fold>
        ))}
      {works && page.can.record && (
        <p className="acts">
          <Button small icon="plus" shortcut="Shift+Ins" onPress={() => setOpen({ kind: 'fact' })}>
            {t('deregistration.add')}
          </Button>
          {page.can.takeOver && page.can.send && (
            <Button small onPress={() => setOpen({ kind: 'takeOver' })}>
              {t('deregistration.take_over')}
            </Button>
          )}
        </p>
      )}
      {open?.kind === 'fact' && <FactDialog {...props} page={page} />}
      {open?.kind === 'takeOver' && (
        <TakeOverDialog
          {...props}
          sent={page.cases.find(({ state }) => state === 'sent')?.sent?.ground ?? null}
        />
      )}
      {open?.kind === 'explain' && <ExplainDialog {...props} row={open.row} />}
      {open?.kind === 'complete' && <CompleteDialog {...props} row={open.row} />}
      {open?.kind === 'correct' && <CorrectDialog {...props} row={open.row} />}
      {open?.kind === 'send' && <SendDialog {...props} ground={open.ground} />}
      {open?.kind === 'withdraw' && <WithdrawDialog {...props} one={open.one} />}
      {open?.kind === 'notify' && <NotifyDialog {...props} one={open.one} />}
    </Part>
  )
}

type KeyOf = (name: string) => { kind?: 'primary'; shortcut?: string }

function Row({
  row,
  works,
  keyOf,
  show,
  grounds,
}: {
  row: DutyRow
  works: boolean
  keyOf: KeyOf
  show: Show
  grounds: readonly RaisedGround[]
}) {
  const t = useT()
  // The ground stands above in its own list.
  const raised = grounds.find(({ key }) => key === row.key)
  const tests = row.tests.filter(
    ({ sentence }) => t.local(sentence) !== (raised && t.local(raised.told.sentence)),
  )
  const judged = row.reason?.judgement ?? null
  return (
    <li>
      {t.local(row.title)}
      <Tests tests={tests} />
      {row.reason && (
        <span className="second">
          {t('deregistration.said', {
            source: row.source,
            judgement: judged ?? 'none',
            text: row.reason.explanation,
            by: shortName(row.reason.by),
          })}
        </span>
      )}
      {row.at && row.source === 'fact' && (
        <span className="second">
          {t('deregistration.recorded_by', { by: shortName(row.by), at: formatDateTime(row.at) })}
          {row.corrections > 0 && ` · ${t('deregistration.corrected', { n: row.corrections })}`}
        </span>
      )}
      {works && (
        <p className="acts">
          {row.asks && (
            <Button small {...keyOf('explain:' + row.key)} onPress={() => show({ kind: 'explain', row })}>
              {t(row.asks === 'decision' ? 'deregistration.decide' : 'deregistration.explain')}
            </Button>
          )}
          {row.open && (
            <Button small onPress={() => show({ kind: 'complete', row })}>
              {t(`deregistration.complete_${row.open}`)}
            </Button>
          )}
          {(row.fact ?? judged) && (
            <Button small kind="plain" icon="mend" onPress={() => show({ kind: 'correct', row })}>
              {t('deregistration.correct')}
            </Button>
          )}
        </p>
      )}
    </li>
  )
}

function Case({
  one,
  works,
  keyOf,
  show,
  onPaper,
}: {
  one: Deregistration
  works: boolean
  keyOf: KeyOf
  show: Show
  onPaper: (documentId: number) => void
}) {
  const t = useT()
  const toast = useToast()
  const invalidate = useInvalidate()
  const paper = useCommand('deregistration.paper')
  const { sent, withdrawn, decided, notice } = one
  const print = async () => {
    const result = await paper.run({ id: one.id, version: one.version })
    if (!result.ok) return
    invalidate('deregistrations', 'documents')
    toast(t('deregistration.notified_paper'), { icon: 'papers' })
  }
  return (
    <section>
      {decided && (
        <p>
          <Chip tone="stop">
            {t('deregistration.decided', { on: formatDate(decided.on), ground: decided.ground })}
          </Chip>
          {!decided.known && <span className="second">{t('deregistration.unknown_ground')}</span>}
          <FromCentral of={decided.central} />
        </p>
      )}
      {sent && (
        <p className={decided ? 'second' : undefined}>
          {t('deregistration.sent', { on: formatDate(sent.on), ground: sent.ground })}
          <span className="second"> · {shortName(sent.by)}</span>
        </p>
      )}
      {withdrawn && (
        <p className="second">
          {t('deregistration.withdrawn', { on: formatDate(withdrawn.on), reason: withdrawn.reason })}
        </p>
      )}
      {one.state === 'sent' && one.awaited && (
        <>
          <p>
            <DeadlineChip
              why={one.awaited.why}
              due={one.awaited.why.due}
              workingDaysLeft={one.awaited.workingDaysLeft}
            />
          </p>
          {!sent!.raised && <Note tone="today">{t('deregistration.not_raised')}</Note>}
          {works && (
            <p className="acts">
              <Button small {...keyOf(`takeOver:${one.id}`)} onPress={() => show({ kind: 'takeOver' })}>
                {t('deregistration.take_over')}
              </Button>
              <Button small {...keyOf(`withdraw:${one.id}`)} onPress={() => show({ kind: 'withdraw', one })}>
                {t('deregistration.withdraw')}
              </Button>
            </p>
          )}
        </>
      )}
      {notice && (
        <>
          <p>
            {notice.on === null ? (
              <DeadlineChip why={notice.why} due={notice.why.due} workingDaysLeft={notice.workingDaysLeft} />
            ) : (
              t('deregistration.notified', { on: formatDate(notice.on), channel: notice.channel })
            )}
            {notice.on && (
              <span className="second"> {[notice.akim, notice.text].filter(Boolean).join(' · ')}</span>
            )}
          </p>
          <p className="acts">
            {works && notice.on === null && (
              <Button small {...keyOf(`notify:${one.id}`)} onPress={() => show({ kind: 'notify', one })}>
                {t('deregistration.notify')}
              </Button>
            )}
            {works && notice.on !== null && notice.documentId === null && (
              <Button small icon="papers" onPress={() => void print()}>
                {t('deregistration.paper')}
              </Button>
            )}
            {notice.documentId !== null && (
              <Button kind="plain" small icon="papers" onPress={() => onPaper(notice.documentId!)}>
                {t('desk.timeline_paper')}
              </Button>
            )}
          </p>
          <ErrorNote error={paper.error} />
        </>
      )}
    </section>
  )
}

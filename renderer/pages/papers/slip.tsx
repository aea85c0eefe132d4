/** A notice that came back, beside its referral, line by line (R141, R180). */
import { useEffect, useRef, useState } from 'react'
import { Link, useLocation } from 'wouter'
import type { OutputOf } from '../../../shared/contract'
import type { Referral, SlipBlank, SlipFields, SlipLine } from '../../../shared/contract/referrals'
import { slipOutcomes } from '../../../shared/rules/engine/referrals'
import { isDay } from '../../../shared/rules/dates'
import type { ErrorValue } from '../../../shared/errors'
import { call } from '../../api/client'
import { useCall, useCommand, useInvalidate } from '../../api/hooks'
import {
  ActionBar,
  Button,
  Chip,
  Choice,
  CorrectionDialog,
  DateField,
  Dialog,
  ErrorNote,
  FieldMessage,
  Icon,
  Note,
  Page,
  PageHead,
  Part,
  SelectField,
  Split,
  TextField,
  Tick,
  focusField,
  useToast,
} from '../../components'
import { useDesk } from '../../desk'
import { formatDate, formatPhone } from '../../format'
import { useDebounced } from '../../frame/use-debounced'
import { useT } from '../../i18n'
import { useKey } from '../../keys'
import { organisationName } from '../jobs/words'
import { SlipState } from './slips'

const looks = {
  same: { tone: 'done', icon: 'check' },
  differs: { tone: 'today', icon: 'warn' },
  told: { tone: 'wait', icon: 'plus' },
  missing: { tone: 'wait', icon: 'none' },
} as const

export function SlipView({ id }: { id: number }) {
  const t = useT()
  const found = useCall('referral.get', { id })
  if (!found.data)
    return (
      <Page title={t('referral.tab_slips')}>
        <PageHead title={t('referral.tab_slips')} />
        <div className="page-body">
          <ErrorNote error={found.error} />
        </div>
      </Page>
    )
  // Taken back, the form begins anew.
  return <SlipForm key={found.data.slip?.enteredAt ?? ''} referral={found.data} />
}

/** What is typed to begin with: the slip that is in question, else nothing but today. */
const startOf = (referral: Referral, today: string): SlipFields =>
  referral.slip?.fields ?? {
    outcome: 'came',
    returnedOn: today,
    name: referral.nameOnPaper,
    hireOrderCopy: false,
    written: {},
    note: '',
  }

function SlipForm({ referral }: { referral: Referral }) {
  const t = useT()
  const { can, status } = useDesk()
  const [, go] = useLocation()
  const toast = useToast()
  const invalidate = useInvalidate()
  // How it was found goes with this step alone: an address that is opened later was not scanned.
  const [by] = useState(() => (window.history.state as { by?: string } | null)?.by)
  const keep = useCommand('referral.returnSlip')
  const [slip, setSlip] = useState(() => startOf(referral, status.today))
  const [refused, setRefused] = useState<ErrorValue | null>(null)
  const [confirming, setConfirming] = useState(false)
  const [stopping, setStopping] = useState(false)
  const [correcting, setCorrecting] = useState(false)
  const open = referral.closed === null && !referral.cancelled
  const compared = useCall(
    'referral.compare',
    { id: referral.id, slip: useDebounced(slip, 120) },
    { enabled: open && can('decide'), keepPrevious: true },
  ).data
  const put = (patch: Partial<SlipFields>) => setSlip((was) => ({ ...was, ...patch }))
  const first = useRef(referral.blanks[0]?.id)
  useEffect(() => {
    if (open && first.current) focusField('written.' + first.current)
  }, [open])

  const notReady = [
    ...(can('decide') ? [] : [t('counter.no_right_decide')]),
    ...(referral.signed || referral.archive ? [] : [t('error.referral_not_signed')]),
    ...(compared?.missing ?? []).map(({ text }) => t.local(text)),
  ]
  const save = async () => {
    if (notReady.length > 0) {
      const field = compared?.missing[0]?.field
      if (field) focusField(field)
      return
    }
    const result = await keep.run({ id: referral.id, version: referral.version, slip })
    invalidate('referrals', 'plans', 'vacancies', 'people')
    if (!result.ok) return setRefused(result.error)
    setRefused(null)
    const { closed } = result.value
    toast(
      closed ? t(`referral.done_${closed.as}`, { number: referral.number }) : t('referral.kept_in_question'),
    )
    if (closed) go('/papers/slips')
  }
  useKey('Esc', () => go('/papers/slips'), { label: t('common.back') })
  const doubtful = compared?.doubtful ?? false
  const inQuestion = referral.state === 'notice_in_question'
  return (
    <Page title={t('referral.slip_title', { number: referral.number })} className="slip-page">
      <PageHead
        title={t('referral.slip_title', { number: referral.number })}
        lead={
          <>
            <Link href={'/people/' + referral.person.id}>{referral.person.name}</Link>
            {' · '}
            {[
              referral.organisation ? organisationName(t, referral.organisation) : referral.destination,
              t.local(referral.measureName),
            ]
              .filter(Boolean)
              .join(' · ')}
          </>
        }
        actions={<SlipState referral={referral} />}
      />
      <Split
        asideLabel={t('referral.slip_follows')}
        main={
          <>
            {(by === 'unchanged' || by === 'changed') && open && (
              <Note icon="scan" tone={by === 'changed' ? 'today' : 'info'}>
                {t(`referral.scanned_${by}`, { number: referral.number })}
              </Note>
            )}
            {referral.cancelled && <Note tone="stop">{t('error.paper_cancelled')}</Note>}
            <ErrorNote error={refused} />
            {open ? (
              <Fields referral={referral} slip={slip} compared={compared} put={put} />
            ) : (
              <Kept referral={referral} />
            )}
          </>
        }
        aside={<Aside referral={referral} compared={compared} open={open} />}
      />
      <ActionBar
        actions={
          <>
            <Button shortcutShown="Esc" onPress={() => go('/papers/slips')}>
              {t('common.back')}
            </Button>
            {open && inQuestion && can('decide') && (
              <Button shortcut="F7" onPress={() => setConfirming(true)}>
                {t('referral.confirm')}
              </Button>
            )}
            {open && (
              <Button
                kind="primary"
                shortcut="F8"
                notReady={notReady}
                onPress={() => void save()}
                onNotReady={() => void save()}
              >
                {keep.busy
                  ? t('jobs.saving')
                  : doubtful
                    ? t('referral.keep_in_question')
                    : t(`referral.close_${slip.outcome}`)}
              </Button>
            )}
            {referral.slip && !referral.cancelled && can('decide') && (
              <Button shortcut="F3" onPress={() => setCorrecting(true)}>
                {t('referral.correct_slip')}
              </Button>
            )}
            {referral.closed && !referral.stopped && takesPart(referral) && can('decide') && (
              <Button onPress={() => setStopping(true)}>{t('referral.stop')}</Button>
            )}
          </>
        }
      >
        {open && doubtful && notReady.length === 0 && (
          <p className="warn-line">
            <Icon small name="warn" /> {t('referral.doubtful_help')}
          </p>
        )}
        {notReady.length > 0 && <p className="not-ready">{notReady[0]}</p>}
      </ActionBar>
      {confirming && <ConfirmDialog referral={referral} onClose={() => setConfirming(false)} />}
      {correcting && <CorrectSlipDialog referral={referral} onClose={() => setCorrecting(false)} />}
      {stopping && <StopDialog referral={referral} onClose={() => setStopping(false)} />}
    </Page>
  )
}

const takesPart = ({ closed }: Referral) =>
  closed !== null && ['enrolled', 'hired', 'relocated'].includes(closed.as)

type Compared = OutputOf<'referral.compare'> | undefined

/** The outcome, and each line of the notice with what the referral says. */
function Fields(props: {
  referral: Referral
  slip: SlipFields
  compared: Compared
  put: (patch: Partial<SlipFields>) => void
}) {
  const t = useT()
  const { referral, slip, compared, put } = props
  const lineOf = (field: string) => compared?.lines.find((one) => one.field === field)
  const wrong = (field: string) => {
    const missing = compared?.missing.find((one) => one.field === field)
    return missing && t.local(missing.text)
  }
  const write = (id: string, value: string) => put({ written: { ...slip.written, [id]: value } })
  return (
    <>
      <div className="fields slip-top">
        <Choice
          width={8}
          label={t('referral.outcome')}
          field="outcome"
          value={slip.outcome}
          onChange={(outcome) => put({ outcome })}
          options={slipOutcomes.map((value) => ({ value, label: t(`referral.outcome_${value}`) }))}
        />
        <DateField
          width={4}
          century="near"
          label={t('referral.f_returnedOn')}
          field="returnedOn"
          value={slip.returnedOn}
          onChange={(returnedOn) => put({ returnedOn })}
          error={slip.returnedOn === '' ? undefined : wrong('returnedOn')}
        />
      </div>
      <table className="slip-table" aria-label={t('referral.slip_lines')}>
        <colgroup>
          <col style={{ width: '28%' }} />
          <col style={{ width: '23%' }} />
          <col style={{ width: '32%' }} />
          <col style={{ width: '17%' }} />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">{t('referral.col_line')}</th>
            <th scope="col">{t('referral.col_in_referral')}</th>
            <th scope="col">{t('referral.col_in_slip')}</th>
            <th scope="col">{t('referral.col_verdict')}</th>
          </tr>
        </thead>
        <tbody>
          <Line
            line={lineOf('name')}
            field="name"
            caption={t('referral.line_name')}
            issued={referral.nameOnPaper}
          >
            <TextField
              bare
              kazakh
              label={t('referral.line_name')}
              field="name"
              value={slip.name}
              onChange={(name) => put({ name })}
              maxLength={300}
            />
          </Line>
          {slip.outcome === 'came' &&
            referral.blanks.map((blank) => (
              <Line
                key={blank.id}
                line={lineOf(blank.id)}
                field={blank.id}
                caption={t.any('referral.line_' + blank.id)}
                error={wrong('written.' + blank.id)}
              >
                <Blank
                  blank={blank}
                  value={slip.written[blank.id] ?? ''}
                  onChange={(value) => write(blank.id, value)}
                />
              </Line>
            ))}
        </tbody>
      </table>
      <div className="fields">
        {referral.asksCopy && slip.outcome === 'came' && (
          <div className="field">
            <Tick
              field="hireOrderCopy"
              checked={slip.hireOrderCopy}
              onChange={(hireOrderCopy) => put({ hireOrderCopy })}
            >
              {t('referral.copy_attached')}
            </Tick>
          </div>
        )}
        <TextField
          multiline
          optional
          kazakhKeys
          label={t('referral.f_note')}
          field="note"
          value={slip.note}
          onChange={(note) => put({ note })}
          maxLength={1000}
        />
      </div>
    </>
  )
}

const shownValue = (value: string) => (isDay(value) ? formatDate(value) : value)

function Line(props: {
  line: SlipLine | undefined
  field: string
  caption: string
  issued?: string
  error?: string | undefined
  children: React.ReactNode
}) {
  const t = useT()
  const { line } = props
  const issued = line?.issued ?? props.issued ?? null
  const verdict = line?.verdict ?? 'missing'
  const { tone, icon } = looks[verdict]
  return (
    <tr>
      <th scope="row">{props.caption}</th>
      <td className={issued === null ? 'quiet' : undefined}>
        {issued === null ? t('referral.not_told') : shownValue(issued)}
      </td>
      <td>
        {props.children}
        {props.error && <FieldMessage>{props.error}</FieldMessage>}
      </td>
      <td>
        <Chip tone={tone} icon={icon}>
          {t(`referral.verdict_${verdict}`)}
        </Chip>
      </td>
    </tr>
  )
}

function Blank({
  blank,
  value,
  onChange,
}: {
  blank: SlipBlank
  value: string
  onChange: (value: string) => void
}) {
  const t = useT()
  const field = 'written.' + blank.id
  const label = t.any('referral.line_' + blank.id)
  if (blank.kind === 'date')
    return <DateField bare century="near" label={label} field={field} value={value} onChange={onChange} />
  if (blank.kind === 'choice')
    return (
      <SelectField
        bare
        label={label}
        field={field}
        value={value || 'none'}
        onChange={(next) => onChange(next === 'none' ? '' : next)}
        options={[
          { value: 'none', label: t('referral.choice_none') },
          ...blank.options.map((option) => ({ value: option, label: t.any('referral.choice_' + option) })),
        ]}
      />
    )
  return (
    <TextField
      bare
      kazakhKeys
      label={label}
      field={field}
      value={value}
      onChange={onChange}
      maxLength={300}
    />
  )
}

/** What was kept of a slip whose referral is closed. */
function Kept({ referral }: { referral: Referral }) {
  const t = useT()
  const { slip } = referral
  if (!slip) return <p className="empty">{t('referral.no_slip')}</p>
  return (
    <dl className="facts-list">
      <dt>{t('referral.outcome')}</dt>
      <dd>{t(`referral.outcome_${slip.fields.outcome}`)}</dd>
      <dt>{t('referral.f_returnedOn')}</dt>
      <dd>{formatDate(slip.returnedOn)}</dd>
      {referral.blanks
        .filter(({ id }) => slip.fields.written[id])
        .map(({ id, kind }) => (
          <div key={id} className="contents">
            <dt>{t.any('referral.line_' + id)}</dt>
            <dd>
              {kind === 'choice'
                ? t.any('referral.choice_' + slip.fields.written[id]!)
                : shownValue(slip.fields.written[id]!)}
            </dd>
          </div>
        ))}
      {slip.fields.note && (
        <>
          <dt>{t('referral.f_note')}</dt>
          <dd>{slip.fields.note}</dd>
        </>
      )}
      {slip.decision && (
        <>
          <dt>{t('referral.accepted_because')}</dt>
          <dd>{slip.decision.reason}</dd>
        </>
      )}
      {referral.stopped && (
        <>
          <dt>{t('referral.stopped_on')}</dt>
          <dd>
            {formatDate(referral.stopped.on)}, {referral.stopped.why}
          </dd>
        </>
      )}
    </dl>
  )
}

/** What follows, what differs, and whom to ask. */
function Aside({ referral, compared, open }: { referral: Referral; compared: Compared; open: boolean }) {
  const t = useT()
  const { organisation } = referral
  const findings = open ? (compared?.findings ?? []) : (referral.slip?.findings ?? [])
  const others = (
    useCall('referral.list', { show: 'waiting', limit: 6 }, { enabled: open }).data?.referrals ?? []
  )
    .filter(({ id }) => id !== referral.id)
    .slice(0, 4)
  return (
    <>
      {open && compared && (
        <Part title={t('referral.when_closed')}>
          <ul className="lines">
            <li>
              <Icon
                small
                name={compared.doubtful ? 'wait' : 'check'}
                className={compared.doubtful ? 'c-today' : 'c-done'}
              />
              <span>
                {compared.doubtful
                  ? t('referral.follows_question')
                  : t(`referral.follows_${compared.closes}`)}
              </span>
            </li>
            {!compared.doubtful && (
              <li>
                <Icon small name="sent" />
                <span>{t('referral.follows_batch')}</span>
              </li>
            )}
          </ul>
        </Part>
      )}
      {findings.length > 0 && (
        <Part title={t('referral.differences')}>
          <ul className="lines">
            {findings.map((one) => (
              <li key={one.rule + one.sentence.ru}>
                <Icon
                  small
                  name={one.level === 'info' ? 'info' : 'warn'}
                  className={one.level === 'info' ? 'c-info' : 'c-today'}
                />
                <span>
                  {t.local(one.sentence)} <span className="second">{t.local(one.source)}</span>
                </span>
              </li>
            ))}
          </ul>
        </Part>
      )}
      {organisation && (
        <Part title={t('referral.whom_to_ask')}>
          <p>{organisationName(t, organisation)}</p>
          <p className="second">
            {[organisation.contact, formatPhone(organisation.phone)].filter(Boolean).join(' · ')}
          </p>
        </Part>
      )}
      {others.length > 0 && (
        <Part title={t('referral.still_out')}>
          <ul className="lines">
            {others.map((one) => (
              <li key={one.id}>
                <Icon small name="calendar" />
                <span>
                  <Link href={'/papers/slips/' + one.id}>
                    № {one.number}, {one.person.name}
                  </Link>
                  <br />
                  <span className="second">
                    {one.slipDue ? formatDate(one.slipDue.due) : t('referral.no_limit')}
                  </span>
                </span>
              </li>
            ))}
          </ul>
        </Part>
      )}
    </>
  )
}

function ConfirmDialog({ referral, onClose }: { referral: Referral; onClose: () => void }) {
  const t = useT()
  const toast = useToast()
  const invalidate = useInvalidate()
  const [, go] = useLocation()
  const confirm = useCommand('referral.confirmSlip')
  const [reason, setReason] = useState('')
  const run = async () => {
    const result = await confirm.run({ id: referral.id, version: referral.version, reason })
    if (!result.ok) return
    invalidate('referrals', 'plans', 'vacancies', 'people')
    toast(t(`referral.done_${result.value.closed!.as}`, { number: referral.number }))
    go('/papers/slips')
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('referral.confirm')}
      actions={
        <Button
          kind="primary"
          shortcut="F8"
          notReady={reason.trim() === '' ? [t('error.reason_needed')] : []}
          onPress={() => void run()}
          onNotReady={() => focusField('reason')}
        >
          {t('referral.confirm')}
        </Button>
      }
    >
      <ErrorNote error={confirm.error} />
      <ul className="lines">
        {(referral.slip?.findings ?? []).map((one) => (
          <li key={one.rule + one.sentence.ru}>
            <Icon small name="warn" className="c-today" />
            <span>{t.local(one.sentence)}</span>
          </li>
        ))}
      </ul>
      <TextField
        autoFocus
        multiline
        kazakhKeys
        label={t('referral.f_reason')}
        field="reason"
        value={reason}
        onChange={setReason}
        maxLength={1000}
      />
    </Dialog>
  )
}

/** Another notice in the place of the kept one, or none: the referral waits again. */
function CorrectSlipDialog({ referral, onClose }: { referral: Referral; onClose: () => void }) {
  const t = useT()
  const toast = useToast()
  const invalidate = useInvalidate()
  const [start] = useState(referral)
  const [slip, setSlip] = useState(() => startOf(start, ''))
  const [takeBack, setTakeBack] = useState(false)
  const compared = useCall(
    'referral.compare',
    { id: start.id, slip: useDebounced(slip, 120) },
    { keepPrevious: true },
  ).data
  const of = { id: start.id, version: start.version }
  return (
    <CorrectionDialog
      title={t('referral.correct_slip')}
      lead={
        <p>
          № {start.number}, {start.person.name}
        </p>
      }
      typed={{ slip: takeBack ? null : slip }}
      fields={[]}
      foresee={(what) => call('referral.foresee', { ...of, ...what })}
      save={(what, reason) => call('referral.correct', { ...of, ...what, reason })}
      onSaved={() => {
        invalidate('referrals', 'plans', 'vacancies', 'people')
        toast(t('referral.correct_done'))
        onClose()
      }}
      onClose={onClose}
    >
      {() => (
        <>
          <div className="fields">
            <div className="field">
              <Tick field="takeBack" checked={takeBack} onChange={setTakeBack}>
                {t('referral.correct_take_back')}
              </Tick>
            </div>
          </div>
          {!takeBack && (
            <Fields
              referral={start}
              slip={slip}
              compared={compared}
              put={(patch) => setSlip((was) => ({ ...was, ...patch }))}
            />
          )}
        </>
      )}
    </CorrectionDialog>
  )
}

/** The person left the measure before its last day. */
export function StopDialog({ referral, onClose }: { referral: Referral; onClose: () => void }) {
  const t = useT()
  const toast = useToast()
  const invalidate = useInvalidate()
  const stop = useCommand('referral.stop')
  const [on, setOn] = useState('')
  const [why, setWhy] = useState('')
  const run = async () => {
    const result = await stop.run({ id: referral.id, version: referral.version, on, why })
    if (!result.ok) return
    invalidate('referrals', 'people')
    toast(t('referral.stop_done', { name: referral.person.name }))
    onClose()
  }
  const notReady = [
    ...(isDay(on) ? [] : [t('referral.stop_day_missing')]),
    ...(why.trim() === '' ? [t('error.reason_needed')] : []),
  ]
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('referral.stop')}
      actions={
        <Button
          kind="primary"
          shortcut="F8"
          notReady={notReady}
          onPress={() => void run()}
          onNotReady={() => focusField(isDay(on) ? 'why' : 'on')}
        >
          {t('common.save')}
        </Button>
      }
    >
      <ErrorNote error={stop.error} />
      <div className="fields">
        <DateField
          autoFocus
          width={6}
          century="near"
          label={t('referral.f_stop_on')}
          field="on"
          value={on}
          onChange={setOn}
        />
        <TextField
          kazakhKeys
          label={t('referral.f_stop_why')}
          field="why"
          value={why}
          onChange={setWhy}
          maxLength={300}
        />
      </div>
    </Dialog>
  )
}

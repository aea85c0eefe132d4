/** The director's desk: the day in a sentence, what waits for the signature, what is late and whose, who stands in. */
import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import type { OutputOf } from '../../../shared/contract'
import type { Acting } from '../../../shared/contract/director'
import type { WorkItem } from '../../../shared/contract/work'
import { useCall, useCommand, useInvalidate } from '../../api/hooks'
import {
  Button,
  Chip,
  DateField,
  DeadlineChip,
  Dialog,
  ErrorNote,
  Page,
  PageHead,
  Part,
  SelectField,
  Split,
  TextField,
  useFieldErrors,
  useToast,
} from '../../components'
import { formatDate, formatDateTime, shortName } from '../../format'
import { useT } from '../../i18n'
import './director.css'

type Desk = OutputOf<'director.desk'>

/** What waits for the signature, by form; the signing list shows each sheet. */
function ToSign({ desk }: { desk: Desk }) {
  const t = useT()
  const [, go] = useLocation()
  return (
    <Part
      title={t('director.to_sign')}
      end={
        desk.toSign.length > 0 && (
          <Button kind="primary" small icon="mend" shortcut="F8" onPress={() => go('/director/signing')}>
            {t('director.to_sign_open')}
          </Button>
        )
      }
    >
      {desk.toSign.length === 0 ? (
        <p className="empty">{t('director.to_sign_none')}</p>
      ) : (
        <table aria-label={t('director.to_sign')}>
          <thead>
            <tr>
              <th scope="col">{t('director.col_form')}</th>
              <th scope="col" className="num">
                {t('director.col_n')}
              </th>
              <th scope="col">{t('director.col_oldest')}</th>
              <th scope="col">{t('director.col_due')}</th>
            </tr>
          </thead>
          <tbody>
            {desk.toSign.map((one) => (
              <tr key={one.formId}>
                <th scope="row">{t.local(one.title)}</th>
                <td className="num">
                  <Link href="/director/signing">{one.n}</Link>
                </td>
                <td>{formatDate(one.oldest)}</td>
                <td>{formatDate(one.due)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Part>
  )
}

/** Overdue duties under the name of each clerk; each opens its record or is given to another. */
function Overdue({ desk, onAssign }: { desk: Desk; onAssign: (item: WorkItem) => void }) {
  const t = useT()
  return (
    <Part title={t('director.overdue')}>
      {desk.overdue.length === 0 && <p className="empty">{t('director.overdue_none')}</p>}
      {desk.overdue.length > 0 && (
        <table className="overdue" aria-label={t('director.overdue')}>
          <thead className="vh">
            <tr>
              <th scope="col">{t('director.col_when')}</th>
              <th scope="col">{t('director.col_what')}</th>
              <th scope="col">{t('director.assign')}</th>
            </tr>
          </thead>
          {desk.overdue.map((group) => (
            <tbody key={group.staffId ?? 0}>
              <tr>
                <th scope="rowgroup" colSpan={3} className="overdue-of">
                  {t('director.overdue_of', {
                    name: group.name || t('director.nobody'),
                    n: group.items.length,
                  })}
                </th>
              </tr>
              {group.items.map((item) => (
                <tr key={item.id}>
                  <td className="overdue-when">
                    <DeadlineChip why={item.why} due={item.due} workingDaysLeft={item.workingDaysLeft} />
                  </td>
                  <td>
                    <Link href={item.place}>{t.local(item.what)}</Link>
                    <span className="second">
                      {[item.about ? t.local(item.about) : '', item.person?.name].filter(Boolean).join(' · ')}
                    </span>
                    {item.assigned && (
                      <span className="second">
                        {t('director.assigned', {
                          by: shortName(item.assigned.by),
                          date: formatDateTime(item.assigned.at),
                        })}
                        {item.assigned.note && `: ${item.assigned.note}`}
                      </span>
                    )}
                  </td>
                  <td className="end">
                    <Button small kind="plain" onPress={() => onAssign(item)}>
                      {t('director.assign')}
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          ))}
        </table>
      )}
    </Part>
  )
}

function AssignDialog({ item, onClose }: { item: WorkItem; onClose: () => void }) {
  const t = useT()
  const toast = useToast()
  const invalidate = useInvalidate()
  const staff = useCall('session.staff', {}).data ?? []
  const [to, setTo] = useState<string | null>(null)
  const [note, setNote] = useState('')
  const assign = useCommand('director.assign')
  const save = async () => {
    if (to === null || assign.busy) return
    const result = await assign.run({ workId: item.id, staffId: Number(to), note })
    if (!result.ok) return
    invalidate('director')
    toast(t('director.assign_done', { name: result.value.responsible }))
    onClose()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('director.assign_title')}
      actions={
        <Button
          kind="primary"
          shortcut="F8"
          notReady={to === null ? [t('director.assign_to')] : []}
          onPress={() => void save()}
        >
          {t('director.assign_save')}
        </Button>
      }
    >
      <p>
        {t.local(item.what)}
        <span className="second">{item.person?.name}</span>
      </p>
      <ErrorNote error={assign.error} />
      <div className="fields">
        <SelectField
          label={t('director.assign_to')}
          value={to}
          onChange={setTo}
          options={staff
            .filter(
              ({ id, roles }) =>
                id !== item.responsibleId && (roles.includes('specialist') || roles.includes('director')),
            )
            .map(({ id, fullName }) => ({ value: String(id), label: fullName }))}
        />
        <TextField kazakhKeys label={t('director.assign_note')} value={note} onChange={setNote} optional />
      </div>
    </Dialog>
  )
}

const looks = { to_come: 'info', now: 'today', over: 'wait', revoked: 'stop' } as const

/** Who stands, stood and will stand in; the director names and ends. */
function ActingPart() {
  const t = useT()
  const answer = useCall('director.acting', {})
  const [naming, setNaming] = useState(false)
  const [ending, setEnding] = useState<Acting | null>(null)
  const { acting = [], mayName = false, staff = [] } = answer.data ?? {}
  return (
    <Part
      title={t('director.acting')}
      end={
        mayName && (
          <Button small shortcut="F6" onPress={() => setNaming(true)}>
            {t('director.acting_name')}
          </Button>
        )
      }
    >
      <ErrorNote error={answer.error} />
      {!acting.some(({ state }) => state === 'now') && <p className="empty">{t('director.acting_none')}</p>}
      <ul className="lines">
        {acting.map((one) => (
          <li key={one.id}>
            <span className="overdue-what">
              {t('director.acting_line', {
                name: shortName(one.name),
                from: formatDate(one.from),
                until: formatDate(one.until),
                number: one.orderNumber,
                on: formatDate(one.orderOn),
              })}
              <span className="second">{one.revoked ? one.revoked.why : one.reason}</span>
              <Chip tone={looks[one.state]}>{t(`director.state_${one.state}`)}</Chip>
            </span>
            {mayName && (one.state === 'now' || one.state === 'to_come') && (
              <Button small kind="plain" onPress={() => setEnding(one)}>
                {t('director.acting_revoke')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {naming && <NameDialog staff={staff} onClose={() => setNaming(false)} />}
      {ending && <RevokeDialog acting={ending} onClose={() => setEnding(null)} />}
    </Part>
  )
}

const nameFields = ['staffId', 'from', 'until', 'orderNumber', 'orderOn', 'reason'] as const

function NameDialog({
  staff,
  onClose,
}: {
  staff: readonly { id: number; name: string }[]
  onClose: () => void
}) {
  const t = useT()
  const toast = useToast()
  const invalidate = useInvalidate()
  const [fields, setFields] = useState({
    staffId: '',
    from: '',
    until: '',
    orderNumber: '',
    orderOn: '',
    reason: '',
  })
  const name = useCommand('director.name')
  const errors = useFieldErrors(name.error, nameFields)
  const set = (key: keyof typeof fields) => (value: string) => setFields({ ...fields, [key]: value })
  const save = async () => {
    if (fields.staffId === '' || name.busy) return
    const result = await name.run({ ...fields, staffId: Number(fields.staffId) })
    if (!result.ok) return
    invalidate('director', 'session')
    const { name: who, from, until } = result.value
    toast(
      t('director.acting_done', { name: shortName(who), from: formatDate(from), until: formatDate(until) }),
    )
    onClose()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('director.acting_title')}
      actions={
        <Button
          kind="primary"
          shortcut="F8"
          notReady={fields.staffId === '' ? [t('director.acting_who')] : []}
          onPress={() => void save()}
        >
          {t('director.acting_save')}
        </Button>
      }
    >
      <p className="help">{t('director.acting_help')}</p>
      <ErrorNote error={errors.rest} />
      <div className="fields">
        <SelectField
          label={t('director.acting_who')}
          value={fields.staffId || null}
          onChange={set('staffId')}
          error={errors.of('staffId')}
          options={staff.map(({ id, name: label }) => ({ value: String(id), label }))}
        />
        <DateField
          width={6}
          century="near"
          label={t('director.acting_from')}
          value={fields.from}
          onChange={set('from')}
          error={errors.of('from')}
        />
        <DateField
          width={6}
          century="near"
          label={t('director.acting_until')}
          value={fields.until}
          onChange={set('until')}
          error={errors.of('until')}
        />
        <TextField
          kazakhKeys
          width={6}
          label={t('director.acting_order')}
          value={fields.orderNumber}
          onChange={set('orderNumber')}
          error={errors.of('orderNumber')}
        />
        <DateField
          width={6}
          century="near"
          label={t('director.acting_order_on')}
          value={fields.orderOn}
          onChange={set('orderOn')}
          error={errors.of('orderOn')}
        />
        <TextField
          kazakhKeys
          label={t('director.acting_reason')}
          value={fields.reason}
          onChange={set('reason')}
          error={errors.of('reason')}
        />
      </div>
    </Dialog>
  )
}

function RevokeDialog({ acting, onClose }: { acting: Acting; onClose: () => void }) {
  const t = useT()
  const toast = useToast()
  const invalidate = useInvalidate()
  const [why, setWhy] = useState('')
  const revoke = useCommand('director.revoke')
  const errors = useFieldErrors(revoke.error, ['why'])
  const save = async () => {
    const result = await revoke.run({ id: acting.id, why })
    if (!result.ok) return
    invalidate('director', 'session')
    toast(t('director.acting_revoked'))
    onClose()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('director.acting_revoke_title')}
      actions={
        <Button kind="primary" shortcut="F8" onPress={() => void save()}>
          {t('director.acting_revoke')}
        </Button>
      }
    >
      <p>{acting.name}</p>
      <ErrorNote error={errors.rest} />
      <div className="fields">
        <TextField
          kazakhKeys
          autoFocus
          label={t('director.acting_why')}
          value={why}
          onChange={setWhy}
          error={errors.of('why')}
        />
      </div>
    </Dialog>
  )
}

/** Slips, complaints, the batch and drafts: a line each, with the place where it is done. */
function Rest({ desk }: { desk: Desk }) {
  const t = useT()
  const { complaints, batch, drafts } = desk
  return (
    <Part title={t('director.rest')}>
      <ul className="lines">
        <li>
          <Link href="/papers/slips">{t('director.doubtful')}</Link>
          <b>{desk.doubtful}</b>
        </li>
        <li>
          <Link href="/papers/slips">{t('director.slips_overdue')}</Link>
          <b>{desk.slipsOverdue}</b>
        </li>
        <li>
          <span>
            <Link href="/people">{t('director.complaints')}</Link>
            {complaints.due && (
              <span className="second">
                {t('director.complaints_due', {
                  overdue: complaints.overdue,
                  due: formatDate(complaints.due),
                })}
              </span>
            )}
          </span>
          <b>{complaints.open}</b>
        </li>
        <li>
          <span>
            <Link href="/exchange">{t(batch.today ? 'director.batch_today' : 'director.batch_not')}</Link>
            <span className="second">
              {t('director.batch_waiting', { n: batch.waiting })}
              {batch.last && ` · ${formatDateTime(batch.last)}`}
            </span>
          </span>
        </li>
      </ul>
      <h3>{t('director.drafts')}</h3>
      {drafts.length === 0 ? (
        <p className="empty">{t('director.drafts_none')}</p>
      ) : (
        <ul className="lines">
          {drafts.map((one) => (
            <li key={one.staffId}>
              <Link href="/counter">
                {t('director.drafts_of', {
                  name: shortName(one.name),
                  n: one.n,
                  date: formatDateTime(one.oldest),
                })}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Part>
  )
}

export default function DirectorPage() {
  const t = useT()
  const answer = useCall('director.desk', {})
  const [giving, setGiving] = useState<WorkItem | null>(null)
  const desk = answer.data
  return (
    <Page title={t('director.title')} className="director-page">
      <PageHead
        title={t('director.title')}
        lead={
          desk
            ? t('director.sentence', {
                accepted: desk.accepted,
                decided: desk.decided,
                issued: desk.issued,
                registered: desk.registered,
              })
            : t('desk.loading')
        }
      />
      <Split
        asideLabel={t('director.rest')}
        main={
          <>
            <ErrorNote error={answer.error} />
            {desk && <ToSign desk={desk} />}
            {desk && <Overdue desk={desk} onAssign={setGiving} />}
          </>
        }
        aside={
          <>
            {desk && <Rest desk={desk} />}
            <ActingPart />
          </>
        }
      />
      {giving && <AssignDialog item={giving} onClose={() => setGiving(null)} />}
    </Page>
  )
}

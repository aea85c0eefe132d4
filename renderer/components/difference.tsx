/** What a correction would change, shown before it is saved; and the frame that every correction is made in. */
import { useEffect, useRef, useState, type ReactNode } from 'react'
import type { Difference, PersonStanding, WorkItem } from '../../shared/contract/work'
import type { ErrorValue, Result } from '../../shared/errors'
import type { Translator } from '../../shared/locale'
import { formatDate } from '../format'
import { useT } from '../i18n'
import { Button } from './button'
import { Dialog } from './dialog'
import { TextField } from './fields'
import { Icon } from './icon'
import { ErrorNote, useFieldErrors } from './status'
import './difference.css'

function statusWords(t: Translator, { status, since }: Pick<PersonStanding, 'status' | 'since'>): string {
  const word = t.any('common.person_' + status)
  return since ? t('common.person_since', { status: word, date: formatDate(since) }) : word
}

function dutyWords(t: Translator, item: WorkItem, due = item.due): string {
  const what = [t.local(item.what), item.about && t.local(item.about)].filter(Boolean).join(', ')
  return due ? t('work.diff_duty', { what, date: formatDate(due) }) : what
}

function Lines({
  caption,
  sign,
  lines,
}: {
  caption: string
  sign: '+' | '−' | '→'
  lines: readonly string[]
}) {
  if (lines.length === 0) return null
  return (
    <div>
      <h4>{caption}</h4>
      <ul>
        {lines.map((line, i) => (
          <li key={i}>
            <span className="sign" aria-hidden="true">
              {sign}
            </span>
            {line}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** How a person stands before and after: status, what the rules find, and the open duties. */
export function DifferenceView({ difference }: { difference: Difference }) {
  const t = useT()
  const { before, after, findings, work } = difference
  const moved = before.status !== after.status || before.since !== after.since
  const empty =
    !moved &&
    [findings.gone, findings.came, work.gone, work.came, work.moved].every((list) => list.length === 0)
  const sentences = (list: typeof findings.came) => list.map((one) => t.local(one.sentence))
  return (
    <div className="difference">
      {moved && (
        <div>
          <h4>{t('work.diff_status')}</h4>
          <p className="status-moved">
            <del>{statusWords(t, before)}</del> <Icon small name="next" />
            <span className="vh">{t('work.diff_becomes')}</span>
            <ins>{statusWords(t, after)}</ins>
          </p>
        </div>
      )}
      <Lines caption={t('work.diff_found_came')} sign="+" lines={sentences(findings.came)} />
      <Lines caption={t('work.diff_found_gone')} sign="−" lines={sentences(findings.gone)} />
      <Lines
        caption={t('work.diff_work_came')}
        sign="+"
        lines={work.came.map((item) => dutyWords(t, item))}
      />
      <Lines
        caption={t('work.diff_work_gone')}
        sign="−"
        lines={work.gone.map((item) => dutyWords(t, item))}
      />
      <Lines
        caption={t('work.diff_work_moved')}
        sign="→"
        lines={work.moved.map(({ from, to }) =>
          t('work.diff_moved', {
            what: dutyWords(t, to, null),
            from: from.due ? formatDate(from.due) : t('work.no_day'),
            to: to.due ? formatDate(to.due) : t('work.no_day'),
          }),
        )}
      />
      {empty && <p>{t('work.diff_none')}</p>}
    </div>
  )
}

export interface CorrectionDialogProps<I> {
  title: ReactNode
  /** Above the fields: what is corrected, as it stands. */
  lead?: ReactNode
  /** What would be saved, without the reason; null while something is missing. */
  typed: I | null
  foresee: (typed: I) => Promise<Result<Difference>>
  save: (typed: I, reason: string) => Promise<Result<unknown>>
  /** After it was saved: tell the screens, say so, close. */
  onSaved: () => void
  onClose: () => void
  /** Paths of the fields below; an error of another path stands at the foot. */
  fields: readonly string[]
  /** The fields; `errorOf` gives what stands beside one. */
  children: (errorOf: (path: string) => string | undefined) => ReactNode
}

/** Milliseconds without a key after which the difference is computed by itself. */
const pause = 400

interface Foreseen {
  /** What was typed when it was asked for. */
  of: string
  result: Result<Difference>
}

/**
 * The frame of a correction. F7, or a pause in typing, shows what it would change; F8 saves, but only what the
 * difference on the screen was computed for, and with a reason.
 */
export function CorrectionDialog<I>(props: CorrectionDialogProps<I>) {
  const { title, lead, typed, fields, onSaved, onClose, children } = props
  const t = useT()
  const [reason, setReason] = useState('')
  const [foreseen, setForeseen] = useState<Foreseen | null>(null)
  const [saving, setSaving] = useState(false)
  const [fault, setFault] = useState<ErrorValue | null>(null)
  const key = JSON.stringify(typed)
  const latest = useRef({ key, typed, foresee: props.foresee })
  useEffect(() => {
    latest.current = { key, typed, foresee: props.foresee }
  })
  const look = async () => {
    const { key: of, typed: what, foresee } = latest.current
    if (what === null) return
    const result = await foresee(what)
    // An answer to what stands there no more would be shown beside other values.
    if (latest.current.key === of) setForeseen({ of, result })
  }
  useEffect(() => {
    setFault(null)
    const timer = setTimeout(() => void look(), pause)
    return () => clearTimeout(timer)
  }, [key])

  const shown = foreseen?.of === key ? foreseen.result : null
  const refused = fault ?? (shown && !shown.ok ? shown.error : null)
  const { of: errorOf, rest } = useFieldErrors(refused, [...fields, 'reason'])
  const notReady = [
    ...(typed === null ? [t('work.correct_fields_needed')] : []),
    ...(typed !== null && !shown?.ok ? [t('work.correct_look_first')] : []),
    ...(reason.trim() === '' ? [t('work.correct_reason_needed')] : []),
  ]
  const save = async () => {
    if (saving || typed === null) return
    setSaving(true)
    const result = await props.save(typed, reason.trim())
    setSaving(false)
    if (result.ok) onSaved()
    else setFault(result.error)
  }
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={title}
      actions={
        <>
          <Button
            kind="primary"
            icon="disk"
            shortcut="F8"
            notReady={notReady}
            onNotReady={() => void look()}
            onPress={() => void save()}
          >
            {saving ? t('desk.saving') : t('work.correct_save')}
          </Button>
          <Button icon="search" shortcut="F7" onPress={() => void look()}>
            {t('work.correct_look')}
          </Button>
        </>
      }
    >
      {lead}
      <div className="correction">
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            void look()
          }}
        >
          {children(errorOf)}
          <div className="fields">
            <TextField
              field="reason"
              kazakhKeys
              label={t('work.correct_reason')}
              help={t('work.correct_reason_help')}
              maxLength={500}
              value={reason}
              onChange={setReason}
              error={errorOf('reason')}
            />
          </div>
          <button type="submit" hidden />
        </form>
        <section className="foreseen" aria-live="polite">
          <h3>{t('work.diff_title')}</h3>
          {shown?.ok ? (
            <DifferenceView difference={shown.value} />
          ) : (
            <p className="second">
              {t(typed === null ? 'work.correct_fields_needed' : 'work.correct_look_help')}
            </p>
          )}
        </section>
      </div>
      <ErrorNote error={rest} />
    </Dialog>
  )
}

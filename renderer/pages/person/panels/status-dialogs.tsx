/** Dialogs of the status: the answer of AIS, what is known, papers on request, the social payment. */
import { useState, type ReactNode } from 'react'
import type { AisStatus, StatusNotes } from '../../../../shared/contract/registrations'
import { call } from '../../../api/client'
import { useCommand, useInvalidate } from '../../../api/hooks'
import {
  Choice,
  DateField,
  FormDialog,
  Note,
  RadioRow,
  SelectField,
  TextField,
  Tick,
  useFieldErrors,
  useToast,
} from '../../../components'
import { useDesk } from '../../../desk'
import { formatDate } from '../../../format'
import { useT } from '../../../i18n'
import type { Status } from './status'

interface Props {
  personId: number
  page: Status
  onClose: () => void
}

export interface TypedAnswer {
  status: AisStatus | null
  on: string
  grounds: string[]
}

/** What AIS decided, as it is entered and as it is corrected: status, day, and the grounds of a refusal. */
export function AnswerFields({
  page,
  typed,
  onChange,
  errorOf,
  tried,
  dayHelp,
}: {
  page: Status
  typed: TypedAnswer
  onChange: (next: TypedAnswer) => void
  errorOf: (path: string) => string | undefined
  tried: boolean
  dayHelp?: ReactNode
}) {
  const t = useT()
  const { status, on, grounds } = typed
  return (
    <>
      <RadioRow
        label={t('status.take_over_status')}
        value={status}
        onChange={(value) => onChange({ ...typed, status: value })}
        options={(['unemployed', 'refused'] as const).map((value) => ({
          value,
          label: t(`status.take_over_${value}`),
        }))}
        error={tried && status === null && t('status.choose_status')}
      />
      <DateField
        field="on"
        width={6}
        century="near"
        label={t('status.take_over_on')}
        help={dayHelp}
        value={on}
        onChange={(value) => onChange({ ...typed, on: value })}
        error={tried && on.trim() === '' ? t('status.day_needed') : errorOf('on')}
      />
      {status === 'refused' && (
        <div className="w12" role="group" aria-label={t('status.take_over_grounds')} data-field="grounds">
          <p className="caption">{t('status.take_over_grounds')}</p>
          {page.grounds.map((ground, i) => (
            <Tick
              key={ground.id}
              checked={grounds.includes(ground.id)}
              onChange={(checked) =>
                onChange({
                  ...typed,
                  grounds: checked ? [...grounds, ground.id] : grounds.filter((id) => id !== ground.id),
                })
              }
              error={i === page.grounds.length - 1 && errorOf('grounds')}
            >
              {i + 1}. {t.local(ground.title)}
            </Tick>
          ))}
        </div>
      )}
    </>
  )
}

/** R56, R58: what AIS decided. The answer that somebody else entered meanwhile is told, never written over. */
export function TakeOverDialog({ personId, page, onClose }: Props) {
  const t = useT()
  const toast = useToast()
  const invalidate = useInvalidate()
  const command = useCommand('registration.takeOver')
  // What stood on the screen when the dialog opened.
  const [seen] = useState(page.answers[0]?.id ?? null)
  const [status, setStatus] = useState<AisStatus | null>(null)
  const [on, setOn] = useState('')
  const [grounds, setGrounds] = useState<string[]>([])
  const [source, setSource] = useState('')
  const [tried, setTried] = useState(false)
  const { of, rest } = useFieldErrors(command.error, ['on', 'grounds'])
  const save = async () => {
    setTried(true)
    if (status === null || on.trim() === '') return
    const chosen = status === 'refused' ? grounds : []
    const result = await command.run({ personId, seen, status, on, grounds: chosen, source })
    if (!result.ok) {
      if (result.error.code === 'status_exists') invalidate('registrations')
      return
    }
    invalidate('registrations', 'people', 'deadlines')
    toast(t('status.take_over_saved'))
    onClose()
  }
  const { transition } = page
  return (
    <FormDialog
      title={t('status.take_over')}
      error={rest}
      busy={command.busy}
      action={t('common.save')}
      onSave={() => void save()}
      onClose={onClose}
    >
      {page.bars.length > 0 && (
        <Note tone="today">
          {page.bars.map((bar) => (
            <p key={bar.rule}>{t.local(bar.sentence)}</p>
          ))}
          <p className="second">{t('status.bars_help')}</p>
        </Note>
      )}
      <div className="fields">
        <AnswerFields
          page={page}
          typed={{ status, on, grounds }}
          onChange={(next) => {
            setStatus(next.status)
            setOn(next.on)
            setGrounds(next.grounds)
          }}
          errorOf={of}
          tried={tried}
          dayHelp={transition && t('status.take_over_on_help', { expected: formatDate(transition.expected) })}
        />
        <TextField
          field="source"
          optional
          kazakhKeys
          label={t('status.take_over_source')}
          help={t('status.take_over_source_help')}
          maxLength={300}
          value={source}
          onChange={setSource}
        />
      </div>
    </FormDialog>
  )
}

type Answer = 'yes' | 'no' | 'unknown'
const answerOf = (value: boolean | null): Answer => (value === null ? 'unknown' : value ? 'yes' : 'no')

/** R57-R64: what the clerk knows before the transition. */
export function NotesDialog({ personId, page, onClose }: Props) {
  const t = useT()
  const toast = useToast()
  const invalidate = useInvalidate()
  const command = useCommand('registration.note')
  const [base, setBase] = useState({ version: page.notesVersion, notes: page.notes })
  const [stale, setStale] = useState(false)
  const [notes, setNotes] = useState<StatusNotes>(page.notes)
  const { of, rest } = useFieldErrors(command.error, ['notes.placedOn', 'notes.refusedOn'])
  const put = (patch: Partial<StatusNotes>) => setNotes((now) => ({ ...now, ...patch }))
  /** What somebody else noted meanwhile comes in where nothing was typed here. */
  const readAgain = async () => {
    const now = await call('registration.get', { personId })
    if (!now.ok) return
    const mine = (Object.keys(notes) as (keyof StatusNotes)[]).filter((key) => notes[key] !== base.notes[key])
    setNotes({ ...now.value.notes, ...Object.fromEntries(mine.map((key) => [key, notes[key]])) })
    setBase({ version: now.value.notesVersion, notes: now.value.notes })
    setStale(true)
  }
  const save = async () => {
    const result = await command.run({ personId, version: base.version, notes })
    if (!result.ok && result.error.code === 'version_conflict') return readAgain()
    if (!result.ok) return
    invalidate('registrations')
    toast(t('status.notes_saved'))
    onClose()
  }
  const question = (field: 'employed' | 'studentClaimsMeasures' | 'falseData', label: string) => (
    <Choice
      field={field}
      label={label}
      value={answerOf(notes[field])}
      onChange={(value) => put({ [field]: value === 'unknown' ? null : value === 'yes' })}
      options={(['yes', 'no', 'unknown'] as const).map((value) => ({ value, label: t(`status.${value}`) }))}
    />
  )
  return (
    <FormDialog
      title={t('status.notes')}
      error={rest}
      busy={command.busy}
      action={t('common.save')}
      onSave={() => void save()}
      onClose={onClose}
    >
      <p className="help">{t('status.notes_help')}</p>
      {stale && <Note tone="today">{t('status.notes_stale')}</Note>}
      <div className="fields">
        {question('employed', t('status.f_employed'))}
        {question('studentClaimsMeasures', t('status.f_student'))}
        {question('falseData', t('status.f_false'))}
        <SelectField
          width={6}
          label={t('status.f_sentence')}
          value={notes.sentence ?? 'unknown'}
          onChange={(value) => put({ sentence: value === 'unknown' ? null : value })}
          options={[
            { value: 'unknown', label: t('status.unknown') },
            ...(
              [
                'none',
                'correctional_labour',
                'compulsory_labour',
                'imprisonment',
                'imprisonment_conditional',
              ] as const
            ).map((value) => ({ value, label: t(`status.sentence_${value}`) })),
          ]}
        />
        <SelectField
          width={6}
          label={t('status.f_pension')}
          value={notes.pensionKind ?? 'none'}
          onChange={(value) => put({ pensionKind: value === 'none' ? null : value })}
          options={(['none', 'nuclear_test_zone', 'five_children'] as const).map((value) => ({
            value,
            label: t(`status.pension_${value}`),
          }))}
        />
        <DateField
          field="notes.refusedOn"
          width={6}
          optional
          century="near"
          label={t('status.f_refused')}
          value={notes.refusedOn}
          onChange={(refusedOn) => put({ refusedOn })}
          error={of('notes.refusedOn')}
        />
        <DateField
          field="notes.placedOn"
          width={6}
          optional
          century="near"
          label={t('status.f_placed')}
          value={notes.placedOn}
          onChange={(placedOn) => put({ placedOn })}
          error={of('notes.placedOn')}
        />
      </div>
    </FormDialog>
  )
}

/** R66, R67, R71: a paper is printed only because somebody asked for it. */
export function PaperDialog({ personId, page, onClose }: Props) {
  const t = useT()
  const toast = useToast()
  const invalidate = useInvalidate()
  const { status: desk } = useDesk()
  const command = useCommand('registration.notice')
  const [kind, setKind] = useState<'notice' | 'information'>(page.can.notice ? 'notice' : 'information')
  const [askedBy, setAskedBy] = useState('')
  const [askedOn, setAskedOn] = useState(desk.today)
  const { of, rest } = useFieldErrors(command.error, ['askedOn'])
  const save = async () => {
    const result = await command.run({ personId, kind, askedBy, askedOn })
    if (!result.ok) return
    invalidate('registrations', 'documents')
    toast(t('status.paper_issued'), { icon: 'papers' })
    onClose()
  }
  return (
    <FormDialog
      title={t('status.paper')}
      error={rest}
      busy={command.busy}
      action={t('status.paper_issue')}
      onSave={() => void save()}
      onClose={onClose}
    >
      <p className="help">{t('status.paper_help')}</p>
      <div className="fields">
        <RadioRow
          list
          label={t('status.paper_kind')}
          value={kind}
          onChange={setKind}
          options={(['notice', 'information'] as const)
            .filter((value) => value === 'information' || page.can.notice)
            .map((value) => ({ value, label: t(`status.paper_${value}`) }))}
        />
        <TextField
          width={8}
          optional
          kazakhKeys
          field="askedBy"
          label={t('status.paper_asked_by')}
          help={t('status.paper_asked_by_help')}
          maxLength={300}
          value={askedBy}
          onChange={setAskedBy}
        />
        <DateField
          width={4}
          field="askedOn"
          century="near"
          label={t('status.paper_asked_on')}
          value={askedOn}
          onChange={setAskedOn}
          error={of('askedOn')}
        />
      </div>
    </FormDialog>
  )
}

/** R68: the person was told of the documents; the reminder waits to be printed. */
export function PaymentDialog({ personId, page, onClose }: Props) {
  const t = useT()
  const toast = useToast()
  const invalidate = useInvalidate()
  const { status: desk } = useDesk()
  const command = useCommand('registration.informPayment')
  const [on, setOn] = useState(desk.today)
  const { of, rest } = useFieldErrors(command.error, ['on'])
  const save = async () => {
    const result = await command.run({ personId, on })
    if (!result.ok) return
    invalidate('registrations', 'documents', 'deadlines')
    toast(t('status.payment_informed'), { icon: 'papers' })
    onClose()
  }
  return (
    <FormDialog
      title={t('status.payment')}
      error={rest}
      busy={command.busy}
      action={t('status.payment_inform')}
      onSave={() => void save()}
      onClose={onClose}
    >
      {page.payment?.told.map((told, i) => (
        <p key={i}>{t.local(told.sentence)}</p>
      ))}
      <div className="fields">
        <DateField
          width={6}
          field="on"
          century="near"
          label={t('status.payment_on')}
          value={on}
          onChange={setOn}
          error={of('on')}
        />
      </div>
    </FormDialog>
  )
}

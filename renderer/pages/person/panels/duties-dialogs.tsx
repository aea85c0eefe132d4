/** Dialogs of duties and grounds: a fact, its explanation, its correction, and the road to deregistration. */
import { useState } from 'react'
import type { InputOf, OutputOf } from '../../../../shared/contract'
import {
  deregistrationChannels,
  dutyKinds,
  type Deregistration,
  type DutyFact,
  type DutyKind,
  type DutyRow,
  type RaisedGround,
} from '../../../../shared/contract/deregistrations'
import { groundCodes, type GroundCode } from '../../../../shared/rules/engine/deregistration'
import { call } from '../../../api/client'
import { useCommand, useInvalidate } from '../../../api/hooks'
import {
  Choice,
  CorrectionDialog,
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
import { useT } from '../../../i18n'
import { blankFacts, DutyFields, emptyFields, factPaths } from './duty-fields'

export type Duties = OutputOf<'deregistration.get'>

interface Props {
  personId: number
  onClose: () => void
}

/** Tell the screens and close; the topics that a deregistration touches. */
function useDone(onClose: () => void) {
  const toast = useToast()
  const invalidate = useInvalidate()
  return (text: string, icon?: 'papers') => {
    invalidate('deregistrations', 'plans', 'registrations', 'people', 'deadlines', 'documents')
    toast(text, icon ? { icon } : {})
    onClose()
  }
}

/** R81 to R92: one dialog for every kind of fact; it asks by kind. */
export function FactDialog({ personId, page, onClose }: Props & { page: Duties }) {
  const t = useT()
  const done = useDone(onClose)
  const command = useCommand('deregistration.record')
  const [fact, setFact] = useState<DutyFact>(blankFacts.change)
  const [tried, setTried] = useState(false)
  const { of, rest } = useFieldErrors(command.error, factPaths(fact.kind))
  const missing = tried ? emptyFields(fact) : []
  const save = async () => {
    setTried(true)
    if (emptyFields(fact).length > 0) return
    const result = await command.run({ personId, fact })
    if (result.ok) done(t('deregistration.saved'))
  }
  const choose = (kind: DutyKind) => {
    setTried(false)
    command.reset()
    setFact(blankFacts[kind])
  }
  return (
    <FormDialog
      title={t('deregistration.add')}
      error={rest}
      busy={command.busy}
      action={t('common.save')}
      onSave={() => void save()}
      onClose={onClose}
    >
      <div className="fields">
        <SelectField
          field="kind"
          label={t('deregistration.kind')}
          value={fact.kind}
          onChange={choose}
          options={dutyKinds.map((value) => ({ value, label: t(`deregistration.kind_${value}`) }))}
        />
      </div>
      <DutyFields
        fact={fact}
        onChange={setFact}
        errorOf={(path) =>
          missing.some((name) => path === 'fact.' + name) ? t('deregistration.needed') : of(path)
        }
      />
      {fact.kind === 'change' && (
        <Note icon="message">
          <p>{t.local(page.changesToTell.sentence)}</p>
        </Note>
      )}
    </FormDialog>
  )
}

/** R81, R86, R87: the day of coming or of the report, once there is one. */
export function CompleteDialog({ row, onClose }: Props & { row: DutyRow }) {
  const t = useT()
  const done = useDone(onClose)
  const { status } = useDesk()
  const command = useCommand('deregistration.complete')
  const [on, setOn] = useState(status.today)
  const paths = ['fact.cameOn', 'fact.reportedOn', 'fact.on']
  const { of, rest } = useFieldErrors(command.error, paths)
  const save = async () => {
    const result = await command.run({ id: row.id, version: row.version, on })
    if (result.ok) done(t('deregistration.completed'))
  }
  return (
    <FormDialog
      title={t('deregistration.complete')}
      error={rest}
      busy={command.busy}
      action={t('common.save')}
      onSave={() => void save()}
      onClose={onClose}
    >
      <p>{t.local(row.title)}</p>
      <div className="fields">
        <DateField
          width={6}
          autoFocus
          century="near"
          field="fact.on"
          label={t('deregistration.complete_on')}
          value={on}
          onChange={setOn}
          error={paths.map(of).find(Boolean)}
        />
      </div>
    </FormDialog>
  )
}

type Judgement = 'valid' | 'not_valid' | 'later'

/** The judgement of a reason, or of a missed answer, in the words of each. */
function JudgementField({
  row,
  later,
  value,
  onChange,
}: {
  row: DutyRow
  later: boolean
  value: Judgement | null
  onChange: (value: Judgement) => void
}) {
  const t = useT()
  const offer = row.source === 'offer'
  const options: Judgement[] = ['valid', 'not_valid', ...(later ? (['later'] as const) : [])]
  return (
    <Choice
      field="judgement"
      label={t(offer ? 'deregistration.enough' : 'deregistration.judgement')}
      value={value}
      onChange={onChange}
      options={options.map((one) => ({
        value: one,
        label: t(
          one === 'later'
            ? 'deregistration.later'
            : offer
              ? `deregistration.enough_${one}`
              : `deregistration.judgement_${one}`,
        ),
      }))}
    />
  )
}

/** R96, R85: what the person said, and what the employee makes of it. */
export function ExplainDialog({ personId, row, onClose }: Props & { row: DutyRow }) {
  const t = useT()
  const done = useDone(onClose)
  const offer = row.source === 'offer'
  const command = useCommand('deregistration.explain')
  const [explanation, setExplanation] = useState(row.reason?.explanation ?? '')
  const [judgement, setJudgement] = useState<Judgement | null>(null)
  const [tried, setTried] = useState(false)
  const { of, rest } = useFieldErrors(command.error, ['explanation'])
  const save = async () => {
    setTried(true)
    if (explanation.trim() === '' || judgement === null) return
    const result = await command.run({
      personId,
      source: row.source,
      id: row.id,
      version: row.reasonVersion,
      explanation,
      judgement: judgement === 'later' ? null : judgement,
    })
    if (result.ok) done(t(offer ? 'deregistration.decided_saved' : 'deregistration.explained'))
  }
  return (
    <FormDialog
      title={t(offer ? 'deregistration.decide_title' : 'deregistration.explain_title')}
      error={rest}
      busy={command.busy}
      action={t('common.save')}
      onSave={() => void save()}
      onClose={onClose}
    >
      <p>{t.local(row.title)}</p>
      {row.tests.map((told, i) => (
        <p key={i} className="second">
          {t.local(told.sentence)}
        </p>
      ))}
      <div className="fields">
        <TextField
          multiline
          autoFocus
          kazakhKeys
          field="explanation"
          label={t(offer ? 'deregistration.decision_why' : 'deregistration.explanation')}
          maxLength={1000}
          value={explanation}
          onChange={setExplanation}
          error={tried && explanation.trim() === '' ? t('deregistration.needed') : of('explanation')}
        />
        <JudgementField row={row} later={!offer} value={judgement} onChange={setJudgement} />
        {tried && judgement === null && <p className="error w12">{t('deregistration.needed')}</p>}
      </div>
    </FormDialog>
  )
}

type Correction = InputOf<'deregistration.foresee'>

/** A recorded fact, or a judgement, corrected: what would change is shown first. */
export function CorrectDialog({ personId, row, onClose }: Props & { row: DutyRow }) {
  const t = useT()
  const done = useDone(onClose)
  const [fact, setFact] = useState(row.fact)
  const [mistaken, setMistaken] = useState(false)
  const { reason } = row
  const [what, setWhat] = useState<'fact' | 'judged'>(fact ? 'fact' : 'judged')
  const [explanation, setExplanation] = useState(reason?.explanation ?? '')
  const [judgement, setJudgement] = useState<Judgement | null>(reason?.judgement ?? null)
  const of = { personId, source: row.source, id: row.id }
  const judged =
    explanation.trim() !== '' && (judgement === 'valid' || judgement === 'not_valid')
      ? { ...of, version: row.reasonVersion, judged: { explanation, judgement } }
      : null
  const changed = mistaken || JSON.stringify(fact) !== JSON.stringify(row.fact)
  const typed: Correction | null =
    what === 'judged'
      ? judged
      : fact && changed && emptyFields(fact).length === 0
        ? { ...of, version: row.version, ...(mistaken ? { mistaken } : { fact }) }
        : null
  return (
    <CorrectionDialog
      title={t('deregistration.correct_title')}
      lead={<p>{t.local(row.title)}</p>}
      typed={typed}
      foresee={(input) => call('deregistration.foresee', input)}
      save={(input, why) => call('deregistration.correct', { ...input, reason: why })}
      onSaved={() => done(t('deregistration.corrected_saved'))}
      onClose={onClose}
      fields={[...(fact ? factPaths(fact.kind) : []), 'explanation']}
    >
      {(errorOf) => (
        <>
          {fact && reason?.judgement && (
            <RadioRow
              bare
              label={t('deregistration.correct')}
              value={what}
              onChange={setWhat}
              options={[
                { value: 'fact', label: t('deregistration.kind') },
                { value: 'judged', label: t('deregistration.explain') },
              ]}
            />
          )}
          {what === 'fact' && fact && (
            <>
              {!mistaken && <DutyFields fact={fact} onChange={setFact} errorOf={errorOf} />}
              <Tick checked={mistaken} onChange={setMistaken}>
                {t('deregistration.mistaken')}
              </Tick>
            </>
          )}
          {what === 'judged' && (
            <div className="fields">
              <TextField
                kazakhKeys
                field="explanation"
                label={t(
                  row.source === 'offer' ? 'deregistration.decision_why' : 'deregistration.explanation',
                )}
                maxLength={1000}
                value={explanation}
                onChange={setExplanation}
                error={errorOf('explanation')}
              />
              <JudgementField row={row} later={false} value={judgement} onChange={setJudgement} />
            </div>
          )}
        </>
      )}
    </CorrectionDialog>
  )
}

/** R93, R169: what goes to the labour mobility centre, read once more before it goes. */
export function SendDialog({ personId, ground, onClose }: Props & { ground: RaisedGround }) {
  const t = useT()
  const done = useDone(onClose)
  const command = useCommand('deregistration.send')
  const save = async () => {
    const result = await command.run({ personId, key: ground.key })
    if (result.ok) done(t('deregistration.sent_done'))
  }
  return (
    <FormDialog
      title={t('deregistration.send_title')}
      error={command.error}
      busy={command.busy}
      action={t('deregistration.send_do')}
      onSave={() => void save()}
      onClose={onClose}
    >
      <p>
        <strong>{t.local(ground.told.sentence)}</strong>
      </p>
      {ground.title && <p>{t.local(ground.title)}</p>}
      {ground.explanation && (
        <p>
          {t('deregistration.explanation')}: {ground.explanation}
        </p>
      )}
      <p className="second">{t.local(ground.told.source)}</p>
      <p className="help">{t('deregistration.send_lead')}</p>
    </FormDialog>
  )
}

type OfCase = Props & { one: Deregistration }

export function WithdrawDialog({ one, onClose }: OfCase) {
  const t = useT()
  const done = useDone(onClose)
  const command = useCommand('deregistration.withdraw')
  const [reason, setReason] = useState('')
  const { of, rest } = useFieldErrors(command.error, ['reason'])
  const save = async () => {
    const result = await command.run({ id: one.id, version: one.version, reason })
    if (result.ok) done(t('deregistration.withdrawn_done'))
  }
  return (
    <FormDialog
      title={t('deregistration.withdraw_title')}
      error={rest}
      busy={command.busy}
      action={t('deregistration.withdraw')}
      onSave={() => void save()}
      onClose={onClose}
    >
      <div className="fields">
        <TextField
          autoFocus
          kazakhKeys
          field="reason"
          label={t('deregistration.withdraw_why')}
          maxLength={1000}
          value={reason}
          onChange={setReason}
          error={of('reason')}
        />
      </div>
    </FormDialog>
  )
}

/** R93: the day and the ground as the labour mobility centre decided. */
export function TakeOverDialog({ personId, sent, onClose }: Props & { sent: GroundCode | null }) {
  const t = useT()
  const done = useDone(onClose)
  const { status } = useDesk()
  const command = useCommand('deregistration.takeOver')
  const [on, setOn] = useState(status.today)
  const [ground, setGround] = useState<GroundCode | null>(sent)
  const [source, setSource] = useState('')
  const [tried, setTried] = useState(false)
  const { of, rest } = useFieldErrors(command.error, ['on'])
  const save = async () => {
    setTried(true)
    if (ground === null) return
    const result = await command.run({ personId, on, ground, source })
    if (result.ok) done(t('deregistration.taken_over'))
  }
  return (
    <FormDialog
      title={t('deregistration.take_over_title')}
      error={rest}
      busy={command.busy}
      action={t('common.save')}
      onSave={() => void save()}
      onClose={onClose}
    >
      <p className="help">{t('deregistration.take_over_help')}</p>
      <div className="fields">
        <DateField
          width={5}
          autoFocus
          century="near"
          field="on"
          label={t('deregistration.take_over_on')}
          value={on}
          onChange={setOn}
          error={of('on')}
        />
        <SelectField
          width={7}
          field="ground"
          label={t('deregistration.take_over_ground')}
          value={ground}
          onChange={setGround}
          options={groundCodes.map((value) => ({ value, label: t(`deregistration.code_${value}`) }))}
          error={tried && ground === null && t('deregistration.needed')}
        />
        <TextField
          optional
          kazakhKeys
          field="source"
          label={t('deregistration.take_over_source')}
          maxLength={300}
          value={source}
          onChange={setSource}
        />
      </div>
    </FormDialog>
  )
}

/** R94, R95: the person was told; who lives in a rural place through the akim, with the paper. */
export function NotifyDialog({ one, onClose }: OfCase) {
  const t = useT()
  const done = useDone(onClose)
  const { status } = useDesk()
  const command = useCommand('deregistration.notify')
  const [on, setOn] = useState(status.today)
  const [channel, setChannel] = useState<(typeof deregistrationChannels)[number]>('mobile')
  const [rural, setRural] = useState(false)
  const [akim, setAkim] = useState('')
  const [text, setText] = useState('')
  const [paper, setPaper] = useState(false)
  const { of, rest } = useFieldErrors(command.error, ['on', 'akim', 'channel'])
  const save = async () => {
    const input = { id: one.id, version: one.version, on, channel, rural, akim, text, paper }
    const result = await command.run(input)
    if (!result.ok) return
    if (result.value.document) done(t('deregistration.notified_paper'), 'papers')
    else done(t('deregistration.notified_done'))
  }
  return (
    <FormDialog
      title={t('deregistration.notify_title')}
      error={rest}
      busy={command.busy}
      action={t('common.save')}
      onSave={() => void save()}
      onClose={onClose}
    >
      <div className="fields">
        <div className="w12">
          <Tick
            checked={rural}
            onChange={(lives) => {
              setRural(lives)
              if (lives) setChannel('akim')
            }}
          >
            {t('deregistration.rural')}
          </Tick>
        </div>
        <RadioRow
          field="channel"
          label={t('deregistration.channel')}
          value={channel}
          onChange={setChannel}
          options={deregistrationChannels.map((value) => ({
            value,
            label: t(`deregistration.channel_${value}`),
          }))}
          error={of('channel')}
        />
        {channel === 'akim' && (
          <TextField
            kazakh
            field="akim"
            label={t('deregistration.akim')}
            help={t('deregistration.notify_akim_paper')}
            maxLength={300}
            value={akim}
            onChange={setAkim}
            error={of('akim')}
          />
        )}
        <DateField
          width={5}
          century="near"
          field="on"
          label={t('deregistration.notify_on')}
          value={on}
          onChange={setOn}
          error={of('on')}
        />
        <TextField
          width={7}
          optional
          kazakhKeys
          field="text"
          label={t('deregistration.notify_text')}
          maxLength={1000}
          value={text}
          onChange={setText}
        />
        {channel !== 'akim' && (
          <div className="w12">
            <Tick checked={paper} onChange={setPaper}>
              {t('deregistration.notify_paper')}
            </Tick>
          </div>
        )}
      </div>
    </FormDialog>
  )
}

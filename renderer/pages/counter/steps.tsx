import { useId, useState, type ReactNode } from 'react'
import type { OutputOf } from '../../../shared/contract'
import type { ChecklistRow, ConsentRow, Problem } from '../../../shared/model'
import {
  Button,
  Chip,
  Choice,
  DateField,
  FieldMessage,
  Fold,
  Icon,
  TextField,
  Tick,
  type Tone,
} from '../../components'
import { capital } from '../../format'
import { useT } from '../../i18n'
import { useFromVisit } from './from-visit'
import { IdentityDocumentFields } from './person'
import { Said, stepOf, useProblem, type StepName } from './problems'
import { change, changePerson, type Intake } from './store'

type Check = OutputOf<'intake.check'>

/** A part of the intake with its name in the margin and how it stands. */
export function Step({
  name,
  problems,
  ahead,
  children,
}: {
  name: StepName
  /** What the core found; undefined before anything is there to judge. */
  problems?: readonly Problem[] | undefined
  /** The part comes later: one quiet line instead of it. */
  ahead?: boolean
  children: ReactNode
}) {
  const t = useT()
  const id = useId()
  const own = problems?.filter((problem) => stepOf(problem) === name) ?? []
  const blocked = own.filter((problem) => problem.severity === 'block').length
  return (
    <section className={'step' + (ahead ? ' ahead' : '')} aria-labelledby={id}>
      <div className="step-name">
        <h2 id={id}>{t(`counter.step_${name}`)}</h2>
        {problems &&
          (blocked > 0 ? (
            <p className="state is-stop">
              <Icon small name="stop" />
              {t('counter.state_blocked', { n: blocked })}
            </p>
          ) : (
            <p className="state is-done">
              <Icon small name="check" />
              {t('counter.state_done')}
            </p>
          ))}
        {!problems && !ahead && name === 'person' && <p className="state">{t('counter.who_came')}</p>}
      </div>
      {ahead ? <p>{children}</p> : <div>{children}</div>}
    </section>
  )
}

/** A question with two answers. */
export function YesNo({
  label,
  need,
  field,
  value,
  onChange,
  quiet,
}: {
  label: string
  need?: string
  field: string
  value: boolean | null
  onChange: (value: boolean) => void
  quiet: boolean
}) {
  const t = useT()
  const { error, warning } = useProblem(field, { quiet })
  return (
    <div className="question">
      <span>
        {label}
        {need && <span className="need">{need}</span>}
      </span>
      <Choice
        bare
        label={label}
        field={field}
        value={value === null ? null : value ? 'yes' : 'no'}
        onChange={(answer) => onChange(answer === 'yes')}
        options={[
          { value: 'yes', label: t('common.yes') },
          { value: 'no', label: t('common.no') },
        ]}
      />
      {(error || warning) && (
        <div className="said">
          {error && <FieldMessage>{error}</FieldMessage>}
          {warning && <FieldMessage kind="warn">{warning}</FieldMessage>}
        </div>
      )}
    </div>
  )
}

const rowTone: Record<ChecklistRow['state'], Tone> = {
  unanswered: 'wait',
  ready: 'done',
  present: 'done',
  missing: 'stop',
  expired: 'stop',
  absent_allowed: 'wait',
  condition_open: 'wait',
  not_asked: 'wait',
}

/** R14-R16, R121-R125: the list of the law for this person; each line says how it stands. */
export function PapersStep({
  intake,
  check,
  quiet,
}: {
  intake: Intake
  check: Check | undefined
  quiet: boolean
}) {
  const t = useT()
  if (!check) return <p className="quiet">{t('counter.checking')}</p>
  if (check.checklist.length === 0) return <p className="second">{t('counter.papers_none')}</p>
  // Where no paper can be digital and none bears a date the titles have the room: those of 2014 are long.
  const digital = check.checklist.some((row) => row.digitalAllowed || row.printed)
  const dated = check.checklist.some(
    (row) => row.asksExpiry || (intake.data.checklist[row.id]?.expiresOn ?? null) !== null,
  )
  const speaks = check.checklist.find((row) => row.representative && row.state === 'present')
  return (
    <>
      <table className="checklist">
        <caption className="vh">{t('counter.papers_caption')}</caption>
        <colgroup>
          <col />
          <col style={{ width: digital ? '12.5rem' : '9rem' }} />
          <col style={{ width: digital || dated ? '7.5rem' : '6rem' }} />
          <col style={{ width: '8.5rem' }} />
        </colgroup>
        <thead className="vh">
          <tr>
            <th scope="col">{t('counter.col_paper')}</th>
            <th scope="col">{t('counter.col_shown')}</th>
            <th scope="col">{t('counter.col_valid')}</th>
            <th scope="col">{t('counter.col_state')}</th>
          </tr>
        </thead>
        <tbody>
          {check.checklist.map((row) => (
            <PaperRow key={check.edition + row.id} row={row} intake={intake} quiet={quiet} />
          ))}
        </tbody>
      </table>
      {speaks && <Representative row={speaks} intake={intake} quiet={quiet} />}
    </>
  )
}

/** Words of the law longer than this many letters are shown in three lines; the rest unfolds. */
const longTitle = 110

/** What the law calls the paper, whether it must be there, and what else of it there is to know. */
function PaperTitle({ row }: { row: ChecklistRow }) {
  const t = useT()
  const title = t.local(row.title)
  const long = Math.max(title.length, row.condition ? t.local(row.condition).length : 0) > longTitle
  // Of a paper that the program makes there is nothing to know.
  const note = row.printed ? null : row.note
  const need = [
    // A condition is said in full; that the paper is then required goes without saying.
    row.condition || (row.need === 'if_available' && !row.because) ? '' : t(`counter.need_${row.need}`),
    row.because ? t.local(row.because) : '',
    row.printed ? t('counter.printed_by_program') : '',
  ].filter(Boolean)
  return (
    <>
      <span className={long ? 'clamp' : undefined}>{title}</span>
      {row.condition && (
        <span className={long ? 'need clamp' : 'need'}>
          {t('counter.need_condition', { condition: t.local(row.condition) })}
        </span>
      )}
      {need.length > 0 && <span className="need">{need.join(' · ')}</span>}
      {(long || row.alternatives.length > 0 || note) && (
        <div className="need">
          <Fold
            title={
              row.alternatives.length > 0
                ? t('counter.alternatives', { n: row.alternatives.length })
                : t(note ? 'counter.paper_note' : 'counter.whole_title')
            }
          >
            {long && <p>{title}</p>}
            {long && row.condition && <p>{t.local(row.condition)}</p>}
            {row.alternatives.length > 0 && (
              <ul>
                {row.alternatives.map((one) => (
                  <li key={one.kk}>{t.local(one)}</li>
                ))}
              </ul>
            )}
            {note && <p>{t.local(note)}</p>}
          </Fold>
        </div>
      )}
    </>
  )
}

function PaperRow({ row, intake, quiet }: { row: ChecklistRow; intake: Intake; quiet: boolean }) {
  const t = useT()
  const { data } = intake
  const field = 'checklist.' + row.id
  const { error, warning } = useProblem(field, { quiet })
  // What was typed instead of a day stays in the field until it is one.
  const [noDay, setNoDay] = useState('')
  const [dated, setDated] = useState(false)
  const title = t.local(row.title)
  const fromVisit = useFromVisit(intake.person)
  const known = intake.person?.identityDocument
  const answer = data.checklist[row.id] ?? { shown: null, number: '', expiresOn: null }
  function set(patch: Partial<typeof answer>) {
    change({ checklist: { ...data.checklist, [row.id]: { ...answer, ...patch } } })
  }
  const asked = row.need === 'required' || row.need === 'if_available'
  const identity = row.id === 'identity_document'
  const onPaper = asked && answer.shown === 'paper'
  const wrongDay = onPaper && noDay !== ''
  const numbered = onPaper && (identity || row.asksExpiry)
  const below = Boolean(error || warning || wrongDay || numbered)
  const mark = row.need === 'required' || !row.digitalAllowed
  const expiry = row.asksExpiry || dated || answer.expiresOn !== null || noDay !== ''
  return (
    <>
      <tr className={[below ? 'has-error' : '', row.need === 'not_asked' ? 'not-asked' : ''].join(' ')}>
        <th scope="row">
          <PaperTitle row={row} />
        </th>
        {row.printed ? (
          <td className="second" colSpan={2}>
            {t('counter.printed_on_accept')}
          </td>
        ) : (
          <>
            <td colSpan={row.condition && !asked ? 2 : 1}>
              {row.condition && (
                <div className="concerns">
                  <span aria-hidden="true">{t('counter.concerns')}</span>
                  <Choice
                    bare
                    label={`${t('counter.concerns')} ${t.local(row.condition)}: ${title}`}
                    field={asked ? 'conditions.' + row.id : field}
                    value={row.need === 'condition_open' ? null : asked ? 'yes' : 'no'}
                    onChange={(next) =>
                      change({ conditions: { ...data.conditions, [row.id]: next === 'yes' } })
                    }
                    options={[
                      { value: 'yes', label: t('common.yes') },
                      { value: 'no', label: t('common.no') },
                    ]}
                  />
                </div>
              )}
              {asked && (
                <Choice
                  bare
                  label={title}
                  field={field}
                  value={answer.shown}
                  onChange={(shown) => set({ shown })}
                  options={
                    row.digitalAllowed
                      ? [
                          { value: 'paper', label: t('counter.shown_paper') },
                          { value: 'digital', label: t('counter.shown_digital') },
                          { value: 'none', label: t('counter.shown_none') },
                        ]
                      : [
                          { value: 'paper', label: t('counter.shown_present') },
                          { value: 'none', label: t('counter.shown_none') },
                        ]
                  }
                />
              )}
            </td>
            {!(row.condition && !asked) && (
              <td>
                {onPaper && expiry && (
                  <DateField
                    bare
                    century="near"
                    label={t('counter.valid_until', { paper: title })}
                    field={field + '.expiresOn'}
                    autoFocus={dated}
                    value={noDay || (answer.expiresOn ?? '')}
                    help={identity ? fromVisit(answer.expiresOn, known?.expiresOn ?? null) : undefined}
                    onChange={(typed) => {
                      const isDay = /^\d{4}-\d{2}-\d{2}$/.test(typed)
                      setNoDay(isDay ? '' : typed)
                      set({ expiresOn: isDay ? typed : null })
                    }}
                    invalid={noDay !== ''}
                  />
                )}
                {onPaper && !expiry && (
                  <Button
                    small
                    kind="plain"
                    icon="calendar"
                    label={t('counter.valid_until', { paper: title })}
                    onPress={() => setDated(true)}
                  >
                    {t('counter.expiry')}
                  </Button>
                )}
              </td>
            )}
          </>
        )}
        <td>
          <Chip
            tone={row.state === 'unanswered' && mark && !quiet ? 'stop' : rowTone[row.state]}
            {...(['absent_allowed', 'not_asked'].includes(row.state) ? { icon: 'none' as const } : {})}
          >
            {t(`counter.row_${row.state}`)}
          </Chip>
        </td>
      </tr>
      {below && (
        <tr className="reason">
          <td colSpan={4}>
            {numbered &&
              (identity ? (
                <IdentityDocumentFields
                  fields={data.person}
                  number={answer.number}
                  help={fromVisit(answer.number, known?.number ?? null)}
                  onKind={(kind) =>
                    changePerson({ identityDocument: { ...data.person.identityDocument, kind } })
                  }
                  onNumber={(number) => set({ number })}
                />
              ) : (
                <div className="pair-fields">
                  <TextField
                    bare
                    label={t('counter.document_number')}
                    field={field + '.number'}
                    value={answer.number}
                    onChange={(number) => set({ number })}
                    maxLength={60}
                    before="№"
                  />
                </div>
              ))}
            {wrongDay && <FieldMessage>{t('problem.birth_date_invalid')}</FieldMessage>}
            {error && <FieldMessage>{error}</FieldMessage>}
            {warning && <FieldMessage kind="warn">{warning}</FieldMessage>}
          </td>
        </tr>
      )}
    </>
  )
}

/** R16, R124, R149: who speaks for the applicant, and by which paper. */
function Representative({ row, intake, quiet }: { row: ChecklistRow; intake: Intake; quiet: boolean }) {
  const t = useT()
  const own = intake.data.legalRepresentative
  const set = (patch: Partial<typeof own>) => change({ legalRepresentative: { ...own, ...patch } })
  const name = useProblem('legalRepresentative.fullName', { quiet })
  const kind = useProblem('legalRepresentative.kind', { quiet })
  const document = useProblem('legalRepresentative.document', { quiet })
  return (
    <fieldset className="representative">
      <legend>
        <h3>{t('counter.representative')}</h3>
      </legend>
      <p className="second">
        {[row.because ?? row.condition, row.title]
          .filter((text) => text !== null)
          .map((text) => t.local(text))
          .map((text, at) => (at === 0 ? capital(text) : text))
          .join(': ')}
        {row.source && ` · ${t.local(row.source)}`}
      </p>
      <div className="fields">
        <TextField
          width={8}
          label={t('counter.representative_name')}
          field="legalRepresentative.fullName"
          value={own.fullName}
          onChange={(fullName) => set({ fullName })}
          kazakh
          maxLength={1000}
          {...name}
        />
        <TextField
          width={4}
          label={t('common.iin')}
          optional
          numeric
          field="legalRepresentative.iin"
          value={own.iin}
          onChange={(iin) => set({ iin })}
          maxLength={40}
        />
        <Choice
          width={own.kind === 'proxy' ? 7 : 12}
          label={t('counter.representative_kind')}
          field="legalRepresentative.kind"
          value={own.kind}
          onChange={(next) => set({ kind: next })}
          options={(['parent', 'guardian', 'trustee', 'proxy'] as const).map((value) => ({
            value,
            label: t(`counter.representative_${value}`),
          }))}
          {...kind}
        />
        {own.kind === 'proxy' && (
          <TextField
            width={5}
            label={t('counter.representative_document')}
            help={t('counter.representative_document_help')}
            field="legalRepresentative.document"
            value={own.document}
            onChange={(next) => set({ document: next })}
            kazakhKeys
            maxLength={200}
            {...document}
          />
        )}
      </div>
    </fieldset>
  )
}

/** R17: the answers that stand on the form. */
export function ConsentStep({
  intake,
  consents,
  quiet,
}: {
  intake: Intake
  consents: readonly ConsentRow[]
  quiet: boolean
}) {
  const t = useT()
  const { data } = intake
  const set = (id: string, value: boolean | null) => change({ consents: { ...data.consents, [id]: value } })
  return (
    <div>
      {consents.map((consent) => {
        const field = 'consents.' + consent.id
        const value = data.consents[consent.id] ?? null
        return consent.answer === 'yes_no' ? (
          <YesNo
            key={consent.id}
            label={t.local(consent.title)}
            field={field}
            value={value}
            onChange={(next) => set(consent.id, next)}
            quiet={quiet}
          />
        ) : (
          <div className="question" key={consent.id}>
            <Tick
              field={field}
              checked={value === true}
              onChange={(next) => set(consent.id, next ? true : null)}
            >
              {t.local(consent.title)}
            </Tick>
            <Said field={field} quiet={quiet} />
          </div>
        )
      })}
    </div>
  )
}

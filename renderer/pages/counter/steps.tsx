import { useId, useState, type ReactNode } from 'react'
import type { OutputOf } from '../../../shared/contract'
import type { ChecklistRow, ConsentRow, Problem } from '../../../shared/model'
import { useCall } from '../../api/hooks'
import {
  Chip,
  Choice,
  DateField,
  ErrorNote,
  FieldMessage,
  Icon,
  RadioRow,
  TextField,
  Tick,
  type Tone,
} from '../../components'
import { useT } from '../../i18n'
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
function YesNo({
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

/** Which service, in which language, on which day, and what its law asks of the person (R11, R12, R182). */
export function ServiceStep({
  intake,
  check,
  quiet,
}: {
  intake: Intake
  check: Check | undefined
  quiet: boolean
}) {
  const t = useT()
  const { data } = intake
  const services = useCall('intake.services', {})
  const date = useProblem('applicationDate', { quiet })
  const second = useProblem('secondReason', { quiet })
  const act = check?.act ?? services.data?.find((service) => service.code === data.serviceCode)?.act
  return (
    <div className="services">
      <ErrorNote error={services.error} />
      {services.data?.length === 0 && <p className="help">{t('counter.services_none')}</p>}
      {services.data && services.data.length > 0 && (
        <RadioRow
          bare
          label={t('counter.service')}
          field="serviceCode"
          value={data.serviceCode}
          onChange={(serviceCode) => change({ serviceCode })}
          options={services.data.map((service) => ({ value: service.code, label: t.local(service.name) }))}
        />
      )}
      {act && <p className="second">{t.local(act)}</p>}
      <div className="line">
        <Choice
          label={t('counter.language')}
          field="language"
          value={data.language}
          onChange={(language) => change({ language })}
          options={[
            { value: 'kk', label: t('common.paper_kk') },
            { value: 'ru', label: t('common.paper_ru') },
          ]}
        />
        <DateField
          label={t('counter.application_date')}
          field="applicationDate"
          value={data.applicationDate}
          onChange={(applicationDate) => change({ applicationDate })}
          invalid={date.error !== undefined}
        />
      </div>
      <Said field="applicationDate" quiet={quiet} />
      <div>
        <YesNo
          label={t('counter.no_work')}
          field="declaredNoWork"
          value={data.declaredNoWork}
          onChange={(declaredNoWork) => change({ declaredNoWork })}
          quiet={quiet}
        />
        <YesNo
          label={t('counter.in_area')}
          field="inArea"
          value={data.inArea}
          onChange={(inArea) => change({ inArea })}
          quiet={quiet}
        />
      </div>
      {(second.error || second.warning || data.secondReason !== '') && (
        <TextField
          label={t('counter.second_reason')}
          field="secondReason"
          value={data.secondReason}
          onChange={(secondReason) => change({ secondReason })}
          maxLength={500}
          kazakhKeys
          {...second}
        />
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
}

/** R14-R16: the list of the law for this person; each line says how it stands. */
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
  return (
    <>
      <table className="checklist">
        <caption className="vh">{t('counter.papers_caption')}</caption>
        <colgroup>
          <col />
          <col style={{ width: '13.5rem' }} />
          <col style={{ width: '7.5rem' }} />
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
            <PaperRow key={row.id} row={row} intake={intake} quiet={quiet} />
          ))}
        </tbody>
      </table>
      {check.checklist.some((row) => row.id === 'legal_representative') && (
        <Representative intake={intake} quiet={quiet} />
      )}
    </>
  )
}

function PaperRow({ row, intake, quiet }: { row: ChecklistRow; intake: Intake; quiet: boolean }) {
  const t = useT()
  const { data } = intake
  const field = 'checklist.' + row.id
  const { error, warning } = useProblem(field, { quiet })
  const answer = data.checklist[row.id] ?? { shown: null, number: '', expiresOn: null }
  const title = t.local(row.title)
  // What is no day stays on the screen, but never becomes part of the draft.
  const [noDay, setNoDay] = useState('')
  function set(patch: Partial<typeof answer>) {
    change({ checklist: { ...data.checklist, [row.id]: { ...answer, ...patch } } })
  }
  const identity = row.id === 'identity_document'
  const onPaper = answer.shown === 'paper'
  const wrongDay = onPaper && noDay !== ''
  const below = Boolean(error || warning || wrongDay || (identity && onPaper))
  const mark = row.need === 'required' || !row.digitalAllowed
  return (
    <>
      <tr className={below ? 'has-error' : undefined}>
        <th scope="row">
          {title}
          {row.need !== 'if_available' || row.because || row.printed ? (
            <span className="need">
              {[
                t(`counter.need_${row.need}`),
                row.because ? t.local(row.because) : '',
                row.printed ? t('counter.printed_by_program') : '',
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          ) : null}
        </th>
        {row.printed ? (
          <td className="second" colSpan={2}>
            {t('counter.printed_on_accept')}
          </td>
        ) : (
          <>
            <td>
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
            </td>
            <td>
              {row.asksExpiry && onPaper && (
                <DateField
                  bare
                  century="near"
                  label={t('counter.valid_until', { paper: title })}
                  field={field + '.expiresOn'}
                  value={noDay || (answer.expiresOn ?? '')}
                  onChange={(typed) => {
                    const isDay = /^\d{4}-\d{2}-\d{2}$/.test(typed)
                    setNoDay(isDay ? '' : typed)
                    set({ expiresOn: isDay ? typed : null })
                  }}
                  invalid={noDay !== ''}
                />
              )}
            </td>
          </>
        )}
        <td>
          <Chip
            tone={row.state === 'unanswered' && mark && !quiet ? 'stop' : rowTone[row.state]}
            {...(row.state === 'absent_allowed' ? { icon: 'none' as const } : {})}
          >
            {t(`counter.row_${row.state}`)}
          </Chip>
        </td>
      </tr>
      {below && (
        <tr className="reason">
          <td colSpan={4}>
            {identity && onPaper && (
              <IdentityDocumentFields
                fields={data.person}
                number={answer.number}
                onKind={(kind) =>
                  changePerson({ identityDocument: { ...data.person.identityDocument, kind } })
                }
                onNumber={(number) => set({ number })}
              />
            )}
            {wrongDay && <FieldMessage>{t('problem.birth_date_invalid')}</FieldMessage>}
            {error && <FieldMessage>{error}</FieldMessage>}
            {warning && <FieldMessage kind="warn">{warning}</FieldMessage>}
          </td>
        </tr>
      )}
    </>
  )
}

/** R16: who speaks for a person younger than 16. */
function Representative({ intake, quiet }: { intake: Intake; quiet: boolean }) {
  const t = useT()
  const own = intake.data.legalRepresentative
  const set = (patch: Partial<typeof own>) => change({ legalRepresentative: { ...own, ...patch } })
  const name = useProblem('legalRepresentative.fullName', { quiet })
  const kind = useProblem('legalRepresentative.kind', { quiet })
  return (
    <fieldset className="representative">
      <legend>
        <h3>{t('counter.representative')}</h3>
      </legend>
      <p className="second">{t('counter.minor')}</p>
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
          width={12}
          label={t('counter.representative_kind')}
          field="legalRepresentative.kind"
          value={own.kind}
          onChange={(next) => set({ kind: next })}
          options={[
            { value: 'parent', label: t('counter.representative_parent') },
            { value: 'guardian', label: t('counter.representative_guardian') },
            { value: 'trustee', label: t('counter.representative_trustee') },
          ]}
          {...kind}
        />
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

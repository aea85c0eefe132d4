/** What is found about an arrival of a portal, and what must be decided before it is taken over. */
import type { PortalChoice, PortalJudgement, PortalPersonField } from '../../../shared/contract/portal'
import { Choice, DeadlineChip, Icon, Note, TextField, Tick } from '../../components'
import { formatDate, shownParams } from '../../format'
import { useT } from '../../i18n'
import { workingDaysLeft } from '../application/left'
import { captionOf, show } from '../person/fields'

export interface Deciding {
  /** Which of two data stays, by field; the choice of the contract is made of it once all are decided. */
  kept: Partial<Record<PortalPersonField, 'held' | 'told'>>
  secondReason: string
  similarSeen: boolean
}
export const undecided: Deciding = { kept: {}, secondReason: '', similarSeen: false }

/** The choice as the contract takes it; `take` is null while a field is not decided. */
export function choiceOf(judgement: Pick<PortalJudgement, 'differs'>, deciding: Deciding): PortalChoice {
  const fields = judgement.differs.map(({ field }) => field)
  return {
    take: fields.every((field) => deciding.kept[field])
      ? fields.filter((field) => deciding.kept[field] === 'told')
      : null,
    secondReason: deciding.secondReason,
    similarSeen: deciding.similarSeen,
  }
}

/** Whether everything that a judgement asks is answered. */
export function answered(judgement: PortalJudgement, deciding: Deciding): boolean {
  const choice = choiceOf(judgement, deciding)
  return (
    judgement.reason === null &&
    judgement.asks.every((ask) =>
      ask === 'person_data'
        ? choice.take !== null
        : ask === 'second_reason'
          ? choice.secondReason.trim() !== ''
          : choice.similarSeen,
    )
  )
}

/** Why it cannot be taken over, each in a sentence. */
export function Stops({ judgement }: { judgement: PortalJudgement }) {
  const t = useT()
  const { reason, problems, known } = judgement
  if (reason === null) return null
  const stops = problems.filter(({ severity, field }) => severity === 'block' && field !== 'secondReason')
  return (
    <>
      <p>
        {t(`portal.reason_${reason}`)}{' '}
        {known && <a href={'#/applications/' + known.applicationId}>{known.number}</a>}
      </p>
      {reason === 'unfit' && (
        <ul className="second">
          {stops.map(({ field, code, params }) => (
            <li key={field + code}>{t.any('problem.' + code, shownParams(params))}</li>
          ))}
        </ul>
      )}
    </>
  )
}

/** Data side by side, the open application, people who are alike: each with its answer. */
export function Asks({
  judgement,
  deciding,
  name,
  onChange,
}: {
  judgement: PortalJudgement
  deciding: Deciding
  /** Makes the fields of one line different from those of the next. */
  name: string
  onChange: (next: Deciding) => void
}) {
  const t = useT()
  const { differs, openApplication, asks } = judgement
  return (
    <>
      {differs.length > 0 && (
        <table className="conflict">
          <caption className="second">{t('portal.differs')}</caption>
          <tbody>
            {differs.map(({ field, held, told }) => (
              <tr key={field}>
                <th scope="row">{captionOf(t, field)}</th>
                <td>
                  <Choice
                    bare
                    field={`${name}.${field}`}
                    label={captionOf(t, field)}
                    value={deciding.kept[field] ?? null}
                    onChange={(value) =>
                      onChange({ ...deciding, kept: { ...deciding.kept, [field]: value } })
                    }
                    options={[
                      { value: 'held', label: t('portal.keep', { value: show(t, field, held) }) },
                      { value: 'told', label: t('portal.take', { value: show(t, field, told) }) },
                    ]}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {openApplication && (
        <>
          <Note tone="today">
            {t('portal.open_application', { number: openApplication.number })}{' '}
            <a href={'#/applications/' + openApplication.id}>{openApplication.number}</a>
          </Note>
          <TextField
            field={`${name}.secondReason`}
            kazakhKeys
            label={t('portal.second_reason')}
            maxLength={500}
            value={deciding.secondReason}
            onChange={(secondReason) => onChange({ ...deciding, secondReason })}
          />
        </>
      )}
      {(asks.includes('similar') || deciding.similarSeen) && (
        <Tick
          field={`${name}.similarSeen`}
          checked={deciding.similarSeen}
          onChange={(similarSeen) => onChange({ ...deciding, similarSeen })}
        >
          {t('portal.similar')}
        </Tick>
      )}
    </>
  )
}

/** The day and the term by the rules, and what else is to be known. */
export function Found({ judgement, today }: { judgement: PortalJudgement; today: string }) {
  const t = useT()
  const { due, told, automatic, registeredSince } = judgement
  return (
    <>
      {due && (
        <p>
          <DeadlineChip why={due} due={due.due} workingDaysLeft={workingDaysLeft(due, today)} />
        </p>
      )}
      {told.map((one) => (
        <p key={one.rule + one.field} className="with-icon">
          <Icon small name={one.level === 'record' ? 'warn' : 'info'} />
          <span>
            {t.local(one.sentence)} <span className="second">{t.local(one.source)}</span>
          </span>
        </p>
      ))}
      {automatic && <p className="second">{t('portal.automatic_note')}</p>}
      {registeredSince && (
        <p className="second">{t('portal.registered_already', { date: formatDate(registeredSince) })}</p>
      )}
    </>
  )
}

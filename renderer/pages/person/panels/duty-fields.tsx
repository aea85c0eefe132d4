/** The fields of a fact of an unemployed person, by its kind; shared by recording and correcting. */
import type { DutyFact, DutyKind } from '../../../../shared/contract/deregistrations'
import type { MessageKey } from '../../../../shared/locale'
import { changeKinds } from '../../../../shared/rules/engine/plan'
import { DateField, SelectField, TextField } from '../../../components'
import { useT } from '../../../i18n'

/** A fact with nothing said yet. */
export const blankFacts: { [K in DutyKind]: Extract<DutyFact, { kind: K }> } = {
  change: { kind: 'change', change: 'residence', eventOn: '', reportedOn: '', knownFrom: '' },
  invitation: { kind: 'invitation', toldOn: '', cameOn: '', about: '' },
  summons: { kind: 'summons', toldOn: '', cameOn: '', about: '' },
  stopped: { kind: 'stopped', on: '', source: '', about: '' },
  court: { kind: 'court', court: 'imprisonment', inForceOn: '', document: '' },
  contributions: { kind: 'contributions', medical: '', pension: '', social: '', source: '' },
  false_documents: { kind: 'false_documents', foundOn: '', documents: '' },
}

interface Field {
  name: string
  label: MessageKey
  as: 'day' | 'text'
  /** May stay empty, and what that means. */
  empty?: MessageKey | true
  width?: 4 | 6
}

const day = (name: string, label: MessageKey, empty?: Field['empty']): Field => ({
  name,
  label,
  as: 'day',
  width: 6,
  ...(empty && { empty }),
})
const text = (name: string, label: MessageKey, empty?: Field['empty']): Field => ({
  name,
  label,
  as: 'text',
  ...(empty && { empty }),
})

const fieldsOf: Record<DutyKind, readonly Field[]> = {
  change: [
    day('eventOn', 'deregistration.event_on'),
    day('reportedOn', 'deregistration.reported_on', 'deregistration.reported_help'),
    text('knownFrom', 'deregistration.known_from', true),
  ],
  invitation: [
    day('toldOn', 'deregistration.told_on'),
    day('cameOn', 'deregistration.came_on', 'deregistration.came_help'),
    text('about', 'deregistration.about_measure'),
  ],
  summons: [
    day('toldOn', 'deregistration.told_on'),
    day('cameOn', 'deregistration.came_on', 'deregistration.came_help'),
    text('about', 'deregistration.about_place'),
  ],
  stopped: [
    day('on', 'deregistration.stopped_on'),
    text('about', 'deregistration.about_measure'),
    text('source', 'deregistration.source'),
  ],
  court: [day('inForceOn', 'deregistration.in_force_on'), text('document', 'deregistration.document')],
  contributions: [
    { ...day('medical', 'deregistration.medical', true), width: 4 },
    { ...day('pension', 'deregistration.pension', true), width: 4 },
    { ...day('social', 'deregistration.social', true), width: 4 },
    text('source', 'deregistration.source', true),
  ],
  false_documents: [day('foundOn', 'deregistration.found_on'), text('documents', 'deregistration.documents')],
}

const valueOf = (fact: DutyFact, name: string) => (fact as unknown as Record<string, string>)[name] ?? ''

/** Paths of the fields that an error of the core may name. */
export const factPaths = (kind: DutyKind): string[] => fieldsOf[kind].map(({ name }) => 'fact.' + name)

/** Fields that must not be empty and are. */
export const emptyFields = (fact: DutyFact): string[] =>
  fieldsOf[fact.kind]
    .filter(({ name, empty }) => !empty && valueOf(fact, name).trim() === '')
    .map(({ name }) => name)

export function DutyFields({
  fact,
  onChange,
  errorOf,
}: {
  fact: DutyFact
  onChange: (fact: DutyFact) => void
  errorOf: (path: string) => string | undefined
}) {
  const t = useT()
  const put = (name: string, value: string) => onChange({ ...fact, [name]: value } as DutyFact)
  return (
    <div className="fields">
      {fact.kind === 'change' && (
        <SelectField
          label={t('deregistration.change')}
          value={fact.change}
          onChange={(change) => onChange({ ...fact, change })}
          options={changeKinds.map((value) => ({ value, label: t(`deregistration.change_${value}`) }))}
        />
      )}
      {fact.kind === 'court' && (
        <SelectField
          label={t('deregistration.court_kind')}
          value={fact.court}
          onChange={(court) => onChange({ ...fact, court })}
          options={(['imprisonment', 'compulsory_treatment'] as const).map((value) => ({
            value,
            label: t(`deregistration.court_${value}`),
          }))}
        />
      )}
      {fieldsOf[fact.kind].map(({ name, label, as, empty, width }) => {
        const path = 'fact.' + name
        const shared = {
          field: path,
          label: t(label),
          value: valueOf(fact, name),
          onChange: (value: string) => put(name, value),
          error: errorOf(path),
          optional: Boolean(empty),
          ...(width && { width }),
          ...(typeof empty === 'string' && { help: t(empty) }),
        }
        return as === 'day' ? (
          <DateField {...shared} key={name} century="near" />
        ) : (
          <TextField {...shared} key={name} kazakhKeys maxLength={1000} />
        )
      })}
      {fact.kind === 'contributions' && <p className="help w12">{t('deregistration.contributions_help')}</p>}
    </div>
  )
}

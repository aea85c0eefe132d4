import { useState, type ReactNode } from 'react'
import type { Person, PersonFields } from '../../../shared/model'
import { AddressKind, IdentityDocumentKind, PersonCategory } from '../../../shared/model'
import { readIin } from '../../../shared/rules/iin'
import { call } from '../../api/client'
import { useCall } from '../../api/hooks'
import {
  Button,
  Chip,
  Choice,
  DateField,
  ErrorNote,
  Facts,
  Fold,
  NameLetters,
  SelectField,
  TextField,
  Tick,
  focusField,
} from '../../components'
import { digitsOf } from '../../digits'
import { formatDate, formatPhone } from '../../format'
import { ClassifierField } from '../../frame/classifier-field'
import { PersonStatusChip } from '../../frame/person-results'
import { useDebounced } from '../../frame/use-debounced'
import { useT } from '../../i18n'
import { useFromVisit } from './from-visit'
import { Said, useProblem } from './problems'
import { becomeKnown, change, changePerson, setMending, type Intake } from './store'

export const wholeName = (fields: Pick<PersonFields, 'lastName' | 'firstName' | 'middleName'>) =>
  [fields.lastName, fields.firstName, fields.middleName]
    .map((part) => part.trim())
    .filter(Boolean)
    .join(' ')

/** A known person in one card; F3 opens the fields. */
export function PersonCard({ intake, age }: { intake: Intake; age: number | null }) {
  const t = useT()
  const { person } = intake.data
  const known = intake.person
  const fromVisit = useFromVisit(known)
  const marked = (key: 'mobile' | 'address', shown: string) =>
    shown && (
      <>
        {shown} {/* Open fields bear their own mark. */}
        {!intake.mending && <span className="help">{fromVisit(person[key], known?.[key] ?? null)}</span>}
      </>
    )
  return (
    <div className="person">
      <div>
        <p className="name">
          {wholeName(person) || t('counter.new_person')}
          {known && <PersonStatusChip status={known.status} since={known.statusSince} />}
          {known?.formerNames.at(-1) && (
            <Chip tone="wait" icon="history">
              {t('counter.former_name', { name: known.formerNames.at(-1)?.name })}
            </Chip>
          )}
        </p>
        <Facts
          rows={[
            [t('common.iin'), <span className="mono">{person.iin}</span>],
            [
              t('counter.birth'),
              [
                formatDate(person.birthDate),
                age !== null && !intake.data.archive ? t('counter.age_note', { n: age }) : '',
              ]
                .filter(Boolean)
                .join(', '),
            ],
            [t('counter.mobile'), marked('mobile', formatPhone(person.mobile))],
            [t(`common.address_${person.addressKind}`), marked('address', person.address)],
          ]}
        />
      </div>
      <div>
        <Button
          small
          shortcut="F3"
          onPress={() => {
            setMending(!intake.mending)
            if (!intake.mending) setTimeout(() => focusField('person.lastName'))
          }}
        >
          {t(intake.mending ? 'counter.mend_done' : 'counter.mend')}
        </Button>
      </div>
    </div>
  )
}

/** The same person's data as fields; each problem stands beside its field. */
export function PersonForm({ intake, fresh }: { intake: Intake; fresh: boolean }) {
  const t = useT()
  const { person } = intake.data
  const quiet = { quiet: fresh }
  const [fromIin, setFromIin] = useState<Pick<ReturnType<typeof readIin>, 'birthDate' | 'sex'> | null>(() => {
    const read = readIin(person.iin)
    return read.valid && read.birthDate === person.birthDate
      ? { birthDate: read.birthDate, sex: read.sex }
      : null
  })
  const problems = {
    iin: useProblem('person.iin', quiet),
    iinReason: useProblem('person.iinOverrideReason', quiet),
    lastName: useProblem('person.lastName', quiet),
    firstName: useProblem('person.firstName', quiet),
    middleName: useProblem('person.middleName', quiet),
    birthDate: useProblem('person.birthDate', quiet),
    sex: useProblem('person.sex', quiet),
    mismatchReason: useProblem('person.mismatchReason'),
    category: useProblem('person.category', quiet),
    address: useProblem('person.address', quiet),
    mobile: useProblem('person.mobile', quiet),
    phone: useProblem('person.phone', quiet),
    email: useProblem('person.email', quiet),
  }
  const text = (
    key:
      | 'lastName'
      | 'firstName'
      | 'middleName'
      | 'address'
      | 'mobile'
      | 'phone'
      | 'email'
      | 'labourActivity'
      | 'education'
      | 'iinOverrideReason'
      | 'mismatchReason',
  ) => ({
    field: 'person.' + key,
    value: person[key],
    onChange: (value: string) => changePerson({ [key]: value }),
  })
  const fromVisit = useFromVisit(intake.person)
  const mark = (
    key:
      'address' | 'addressKind' | 'category' | 'mobile' | 'phone' | 'email' | 'labourActivity' | 'education',
  ) => ({ help: fromVisit(person[key], intake.person?.[key] ?? null) })
  const setIin = (typed: string) => {
    const patch: Partial<PersonFields> = { iin: typed }
    const read = digitsOf(typed).length === 12 ? readIin(typed) : null
    // The document has the last word (R181): what was typed by hand is not overwritten.
    if (read?.valid) {
      const { birthDate } = read
      if (birthDate && (person.birthDate === '' || person.birthDate === fromIin?.birthDate))
        patch.birthDate = birthDate
      if (read.sex && (person.sex === null || person.sex === fromIin?.sex)) patch.sex = read.sex
      setFromIin({ birthDate: read.birthDate, sex: read.sex })
    }
    changePerson(patch)
  }
  // An empty number is no override: the paper of the service needs one.
  const asksReason =
    person.iinOverrideReason !== '' ||
    (person.iin.trim() !== '' && Boolean(problems.iin.error || problems.iinReason.warning))
  const asksMismatch = Boolean(problems.mismatchReason.error || person.mismatchReason !== '')
  return (
    <div className="fields">
      <TextField
        width={4}
        label={t('common.iin')}
        field="person.iin"
        value={person.iin}
        onChange={setIin}
        maxLength={40}
        inputProps={{ inputMode: 'numeric' }}
        {...problems.iin}
      />
      <DateField
        width={4}
        label={t('counter.birth')}
        field="person.birthDate"
        value={person.birthDate}
        onChange={(birthDate) => changePerson({ birthDate })}
        {...problems.birthDate}
        help={
          fromIin?.birthDate && fromIin.birthDate === person.birthDate ? t('counter.from_iin') : undefined
        }
      />
      <Choice
        width={4}
        label={t('counter.sex')}
        field="person.sex"
        value={person.sex}
        onChange={(sex) => changePerson({ sex })}
        options={[
          { value: 'female', label: t('common.sex_female') },
          { value: 'male', label: t('common.sex_male') },
        ]}
        {...problems.sex}
      />
      {asksReason && (
        <TextField
          width={12}
          label={t('counter.iin_reason')}
          maxLength={500}
          kazakhKeys
          {...text('iinOverrideReason')}
          {...problems.iinReason}
        />
      )}
      {asksMismatch && (
        <TextField
          width={12}
          label={t('counter.mismatch_reason')}
          maxLength={500}
          kazakhKeys
          {...text('mismatchReason')}
          {...problems.mismatchReason}
        />
      )}
      <TextField
        width={4}
        label={t('counter.last_name')}
        kazakhKeys
        maxLength={1000}
        {...text('lastName')}
        {...problems.lastName}
      />
      <TextField
        width={4}
        label={t('counter.first_name')}
        kazakhKeys
        maxLength={1000}
        {...text('firstName')}
        {...problems.firstName}
      />
      <TextField
        width={4}
        label={t('counter.middle_name')}
        optional
        kazakhKeys
        maxLength={1000}
        {...text('middleName')}
        {...problems.middleName}
      />
      <NameLetters fields={['person.lastName', 'person.firstName', 'person.middleName']} />
      <ClassifierField
        kind="kato"
        width={8}
        label={t('counter.address')}
        kazakhKeys
        maxLength={2000}
        {...text('address')}
        {...mark('address')}
        code={person.addressCode}
        onChange={(address, addressCode) => changePerson({ address, addressCode })}
        {...problems.address}
      />
      <SelectField
        width={4}
        label={t('counter.address_kind')}
        field="person.addressKind"
        {...mark('addressKind')}
        value={person.addressKind}
        onChange={(addressKind) => changePerson({ addressKind })}
        options={AddressKind.options.map((value) => ({ value, label: t(`common.address_${value}`) }))}
      />
      <TextField
        width={4}
        label={t('counter.mobile')}
        type="tel"
        maxLength={60}
        {...text('mobile')}
        {...mark('mobile')}
        {...problems.mobile}
      />
      <SelectField
        width={8}
        label={t('counter.category')}
        field="person.category"
        {...mark('category')}
        value={person.category}
        onChange={(category) => changePerson({ category })}
        options={PersonCategory.options.map((value) => ({ value, label: t(`common.category_${value}`) }))}
        {...problems.category}
      />
      <div className="field">
        <Fold
          title={t('counter.more_fields')}
          startOpen={Boolean(problems.email.error || problems.phone.error)}
        >
          <div className="fields folded">
            <TextField
              width={4}
              label={t('counter.phone')}
              optional
              type="tel"
              maxLength={60}
              {...text('phone')}
              {...mark('phone')}
              {...problems.phone}
            />
            <TextField
              width={8}
              label={t('counter.email')}
              optional
              type="email"
              maxLength={200}
              {...text('email')}
              {...mark('email')}
              {...problems.email}
            />
            <ClassifierField
              kind="nkz"
              width={6}
              label={t('counter.labour_activity')}
              optional
              kazakhKeys
              maxLength={1000}
              {...text('labourActivity')}
              {...mark('labourActivity')}
              code={person.labourActivityCode}
              onChange={(labourActivity, labourActivityCode) =>
                changePerson({ labourActivity, labourActivityCode })
              }
            />
            <TextField
              width={6}
              label={t('counter.education')}
              optional
              kazakhKeys
              maxLength={1000}
              {...text('education')}
              {...mark('education')}
            />
          </div>
        </Fold>
      </div>
    </div>
  )
}

/** People who may be the same, shown before anything is saved (R31). */
export function Similar({ intake }: { intake: Intake }) {
  const t = useT()
  const fields = useDebounced(intake.data.person, 250)
  const enabled =
    intake.data.personId === null && (fields.lastName.trim().length > 1 || digitsOf(fields.iin).length === 12)
  const similar = useCall(
    'person.similar',
    { person: fields, exceptId: null },
    { enabled, keepPrevious: true, staleTime: 0 },
  )
  const people = enabled ? (similar.data ?? []) : []
  const take = async (id: number) => {
    const result = await call('person.get', { id })
    if (result.ok) becomeKnown(result.value.person)
  }
  if (people.length === 0) return <ErrorNote error={enabled ? similar.error : null} />
  return (
    <section className="similar" aria-label={t('counter.similar_title')}>
      <h3>{t('counter.similar_title')}</h3>
      <ul className="lines">
        {people.slice(0, 5).map((person) => (
          <li key={person.id}>
            <span>
              <b>{person.fullName}</b>
              <span className="second block">
                {[
                  formatDate(person.birthDate),
                  person.iinMasked,
                  ...person.reasons.map((reason) => t(`counter.reason_${reason}`)),
                ].join(' · ')}
              </span>
            </span>
            <span className="end">
              <Button small onPress={() => void take(person.id)}>
                {t('counter.similar_this')}
              </Button>
            </span>
          </li>
        ))}
      </ul>
      <Tick
        field="similarSeen"
        checked={intake.data.similarSeen}
        onChange={(similarSeen) => change({ similarSeen })}
      >
        {t('counter.similar_other')}
      </Tick>
      <Said field="similarSeen" quiet />
    </section>
  )
}

/** Which document: its kind, number and until when it is good. */
export function IdentityDocumentFields({
  fields,
  number,
  help,
  onKind,
  onNumber,
}: {
  fields: PersonFields
  number: string
  help?: ReactNode
  onKind: (kind: Person['identityDocument']['kind']) => void
  onNumber: (number: string) => void
}) {
  const t = useT()
  return (
    <div className="pair-fields">
      <SelectField
        bare
        label={t('counter.document_kind')}
        value={fields.identityDocument.kind}
        onChange={onKind}
        options={IdentityDocumentKind.options.map((value) => ({
          value,
          label: t(`common.document_${value}`),
        }))}
      />
      <TextField
        bare
        label={t('counter.document_number')}
        field="checklist.identity_document.number"
        value={number}
        onChange={onNumber}
        maxLength={60}
        before="№"
        help={help}
      />
    </div>
  )
}

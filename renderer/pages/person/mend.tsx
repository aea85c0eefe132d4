import { useState } from 'react'
import { Controller, useForm, useWatch, type Control } from 'react-hook-form'
import type { Translator } from '../../../shared/locale'
import {
  AddressKind,
  IdentityDocumentKind,
  PersonCategory,
  type Person,
  type PersonFields,
} from '../../../shared/model'
import type { ErrorValue } from '../../../shared/errors'
import { isDay } from '../../../shared/rules/dates'
import { readIin } from '../../../shared/rules/iin'
import { call } from '../../api/client'
import { useCommand, useInvalidate } from '../../api/hooks'
import {
  Button,
  Choice,
  DateField,
  Dialog,
  NameLetters,
  Note,
  SelectField,
  TextField,
  focusField,
  useErrorText,
  useToast,
} from '../../components'
import { ClassifierField } from '../../frame/classifier-field'
import { formatDate, formatTime } from '../../format'
import { useT } from '../../i18n'
import { Conflict } from './conflict'
import { captionOf, differing, errorsByField, fieldsOf, valueAt, type FieldPath } from './fields'

type Errors = ReadonlyMap<FieldPath, string>

interface FieldProps {
  control: Control<PersonFields>
  path: FieldPath
  errors: Errors
  width?: 3 | 4 | 5 | 6 | 7 | 8 | 12
}

function Text(
  props: FieldProps & {
    kazakh?: boolean
    multiline?: boolean
    numeric?: boolean
    autoFocus?: boolean
    optional?: boolean
    type?: 'email' | 'tel'
    help?: string
    warning?: string | undefined
  },
) {
  const t = useT()
  const { control, path, errors, kazakh, warning, ...rest } = props
  return (
    <Controller
      control={control}
      name={path}
      render={({ field }) => (
        <TextField
          {...rest}
          field={path}
          label={captionOf(t, path)}
          value={(field.value as string | null) ?? ''}
          onChange={field.onChange}
          onBlur={field.onBlur}
          error={errors.get(path)}
          warning={errors.has(path) ? undefined : warning}
          kazakhKeys={kazakh}
        />
      )}
    />
  )
}

function Day({
  control,
  path,
  errors,
  width,
  optional,
  warning,
}: FieldProps & { optional?: boolean; warning?: string | undefined }) {
  const t = useT()
  return (
    <Controller
      control={control}
      name={path}
      render={({ field }) => (
        <DateField
          field={path}
          width={width}
          optional={optional}
          label={captionOf(t, path)}
          value={(field.value as string | null) ?? ''}
          onChange={(value) => field.onChange(value === '' && path !== 'birthDate' ? null : value)}
          century={path === 'birthDate' || path.endsWith('issuedOn') ? 'past' : 'near'}
          error={errors.get(path)}
          warning={errors.has(path) ? undefined : warning}
        />
      )}
    />
  )
}

function Select({
  control,
  path,
  errors,
  width,
  options,
}: FieldProps & { options: { value: string; label: string }[] }) {
  const t = useT()
  return (
    <Controller
      control={control}
      name={path}
      render={({ field }) => (
        <SelectField
          field={path}
          width={width}
          label={captionOf(t, path)}
          value={field.value as string | null}
          onChange={field.onChange}
          options={options}
          error={errors.get(path)}
        />
      )}
    />
  )
}

/** Days that are no days are found before the core is asked. */
function badDays(t: Translator, fields: PersonFields): Map<FieldPath, string> {
  const days: FieldPath[] = ['birthDate', 'identityDocument.issuedOn', 'identityDocument.expiresOn']
  const bad = days.filter((path) => {
    const value = valueAt(fields, path)
    return value ? !isDay(value) : path === 'birthDate'
  })
  return new Map(bad.map((path) => [path, t('desk.date_wrong')]))
}

/** What the number itself says about what is typed. */
function useIinHints(control: Control<PersonFields>) {
  const t = useT()
  const [iin, birthDate, sex, override, mismatch] = useWatch({
    control,
    name: ['iin', 'birthDate', 'sex', 'iinOverrideReason', 'mismatchReason'],
  })
  const reading = readIin(iin)
  const invalid = iin.trim() !== '' && !reading.valid
  const birthDiffers =
    reading.valid && reading.birthDate !== null && birthDate !== '' && reading.birthDate !== birthDate
  const sexDiffers = reading.valid && reading.sex !== null && sex !== null && reading.sex !== sex
  return {
    iin:
      invalid && reading.error
        ? t.error({ code: reading.error, params: { error: reading.error, expected: reading.expectedDigit } })
        : undefined,
    suggestion: invalid ? reading.suggestion : null,
    birth: birthDiffers ? t('desk.iin_birth_differs', { date: formatDate(reading.birthDate) }) : undefined,
    sex: sexDiffers ? t('desk.iin_sex_differs', { sex: t.any('common.sex_' + reading.sex) }) : undefined,
    askOverride: invalid || iin.trim() === '' || override !== '',
    askMismatch: birthDiffers || sexDiffers || mismatch !== '',
  }
}

/**
 * Mend a person. What somebody else saved meanwhile is shown beside what was typed; nothing typed is lost, also
 * when the save is refused.
 */
export function MendDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const t = useT()
  const toast = useToast()
  const errorText = useErrorText()
  const invalidate = useInvalidate()
  const save = useCommand('person.save')
  const [base] = useState(person)
  const [errors, setErrors] = useState<Errors>(new Map())
  const [fault, setFault] = useState<string | null>(null)
  const [theirs, setTheirs] = useState<{ person: Person; mine: PersonFields } | null>(null)
  const [leaving, setLeaving] = useState(false)
  const form = useForm<PersonFields>({ defaultValues: fieldsOf(base) })
  const { control } = form
  const hints = useIinHints(control)

  const showErrors = (found: Errors, foot: string | null) => {
    setErrors(found)
    setFault(foot)
    const first = [...found.keys()][0]
    if (first) setTimeout(() => focusField(first))
  }

  const refused = async (error: ErrorValue, mine: PersonFields) => {
    if (error.code === 'version_conflict') {
      const now = await call('person.get', { id: base.id })
      if (now.ok) setTheirs({ person: now.value.person, mine })
      else setFault(errorText(now.error))
      return
    }
    const { known, rest } = errorsByField(t, error.fields)
    showErrors(known, rest.length > 0 ? rest.join(' ') : known.size > 0 ? null : errorText(error))
  }

  const store = async (mine: PersonFields, version: number) => {
    setFault(null)
    const result = await save.run({ id: base.id, version, fields: mine })
    if (!result.ok) return refused(result.error, mine)
    invalidate('people')
    toast(t('desk.mend_saved', { time: formatTime(result.value.updatedAt) }))
    onClose()
  }

  const submit = form.handleSubmit((mine) => {
    const bad = badDays(t, mine)
    if (bad.size > 0) return showErrors(bad, null)
    setErrors(new Map())
    return store(mine, base.version)
  })

  const close = () => {
    const dirty = theirs !== null || differing(fieldsOf(base), form.getValues()).length > 0
    if (dirty && !leaving) setLeaving(true)
    else onClose()
  }

  const leave = leaving && (
    <Note tone="today">
      <p>
        <strong>{t('desk.leave_title')}</strong> {t('desk.leave_text')}
      </p>
      <p className="acts">
        <Button small onPress={onClose}>
          {t('desk.leave_yes')}
        </Button>
        <Button small autoFocus onPress={() => setLeaving(false)}>
          {t('desk.leave_no')}
        </Button>
      </p>
    </Note>
  )

  if (theirs)
    return (
      <Conflict
        base={fieldsOf(base)}
        theirs={theirs.person}
        mine={theirs.mine}
        busy={save.busy}
        fault={fault}
        foot={leave}
        onSave={(merged) => void store(merged, theirs.person.version)}
        onBack={(merged) => {
          form.reset(merged)
          setTheirs(null)
        }}
        onClose={close}
      />
    )

  const field = { control, errors }
  return (
    <Dialog
      wide
      open
      onClose={close}
      title={t('desk.mend_title')}
      actions={
        <>
          <Button kind="primary" icon="disk" shortcut="F8" onPress={() => void submit()}>
            {save.busy ? t('desk.saving') : t('common.save')}
          </Button>
          {fault && (
            <p className="not-ready" role="alert">
              <strong>{t('desk.not_saved')}</strong> {fault}
            </p>
          )}
        </>
      }
    >
      <form
        className="mend"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <section>
          <h3>{t('desk.mend_part_name')}</h3>
          <div className="fields">
            <Text {...field} path="lastName" width={4} kazakh autoFocus />
            <Text {...field} path="firstName" width={4} kazakh />
            <Text {...field} path="middleName" width={4} kazakh optional />
            <NameLetters fields={['lastName', 'firstName', 'middleName']} />
            <Text {...field} path="iin" width={4} numeric warning={hints.iin} />
            <Day {...field} path="birthDate" width={4} warning={hints.birth} />
            <Controller
              control={control}
              name="sex"
              render={({ field: sex }) => (
                <Choice
                  field="sex"
                  width={4}
                  label={captionOf(t, 'sex')}
                  value={sex.value}
                  onChange={sex.onChange}
                  options={(['male', 'female'] as const).map((value) => ({
                    value,
                    label: t.any('common.sex_' + value),
                  }))}
                  error={errors.get('sex')}
                  warning={hints.sex}
                />
              )}
            />
            {hints.suggestion && (
              <p className="w12 acts">
                <span className="second">{t('desk.iin_suggestion', { iin: hints.suggestion })}</span>{' '}
                <Button small onPress={() => form.setValue('iin', hints.suggestion ?? '')}>
                  {t('desk.iin_use', { iin: hints.suggestion })}
                </Button>
              </p>
            )}
            {hints.askOverride && <Text {...field} path="iinOverrideReason" help={t('desk.f_reason_help')} />}
            {hints.askMismatch && <Text {...field} path="mismatchReason" help={t('desk.f_reason_help')} />}
            <Text
              {...field}
              path="fullNameRuGen"
              width={6}
              optional
              help={t('desk.f_full_name_ru_gen_help')}
            />
            <Select
              {...field}
              path="category"
              width={6}
              options={PersonCategory.options.map((value) => ({
                value,
                label: t.any('common.category_' + value),
              }))}
            />
          </div>
        </section>
        <section>
          <h3>{t('desk.mend_part_contacts')}</h3>
          <div className="fields">
            <Controller
              control={control}
              name="address"
              render={({ field: address }) => (
                <ClassifierField
                  kind="kato"
                  field="address"
                  width={8}
                  label={captionOf(t, 'address')}
                  value={address.value}
                  code={form.getValues('addressCode')}
                  onChange={(text, code) => {
                    address.onChange(text)
                    form.setValue('addressCode', code)
                  }}
                  onBlur={address.onBlur}
                  error={errors.get('address')}
                  kazakhKeys
                />
              )}
            />
            <Select
              {...field}
              path="addressKind"
              width={4}
              options={AddressKind.options.map((value) => ({
                value,
                label: t.any('common.address_' + value),
              }))}
            />
            <Text {...field} path="mobile" width={4} type="tel" />
            <Text {...field} path="phone" width={4} type="tel" optional />
            <Text {...field} path="email" width={4} type="email" optional />
          </div>
        </section>
        <section>
          <h3>{t('desk.f_document')}</h3>
          <div className="fields">
            <Select
              {...field}
              path="identityDocument.kind"
              width={4}
              options={IdentityDocumentKind.options.map((value) => ({
                value,
                label: t.any('common.document_' + value),
              }))}
            />
            <Text {...field} path="identityDocument.number" width={4} />
            <Text {...field} path="identityDocument.issuer" width={4} kazakh optional />
            <Day {...field} path="identityDocument.issuedOn" width={4} optional />
            <Day {...field} path="identityDocument.expiresOn" width={4} optional />
          </div>
        </section>
        <section>
          <h3>{t('desk.mend_part_more')}</h3>
          <div className="fields">
            <Text {...field} path="labourActivity" width={6} kazakh optional multiline />
            <Text {...field} path="education" width={6} kazakh optional multiline />
          </div>
        </section>
        <button type="submit" hidden />
      </form>
      <div className="mend-foot">{leave}</div>
    </Dialog>
  )
}

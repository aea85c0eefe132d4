/** A complaint written down, or what was written down corrected with a reason. */
import {
  ComplaintAbout,
  ComplaintAddressee,
  type Complaint,
  type ComplaintFields,
} from '../../../shared/contract/complaints'
import { fullName } from '../../../shared/rules/names'
import { useCall, useCommand, useInvalidate } from '../../api/hooks'
import { Button, DateField, Dialog, Icon, RadioRow, SelectField, TextField, useToast } from '../../components'
import { useDesk } from '../../desk'
import { formatDate } from '../../format'
import { useDebounced } from '../../frame/use-debounced'
import { useT } from '../../i18n'
import { useFieldErrors, useTyped } from '../settings/form'

type Path = Exclude<keyof ComplaintFields, 'personId'> | 'received' | 'court' | 'reason' | 'personId'
const paths: readonly Path[] = [
  'personId',
  'name',
  'applicationId',
  'serviceCode',
  'about',
  'on',
  'addressee',
  'text',
  'received',
  'court',
  'reason',
]
const none = 'none'

export function ComplaintDialog(props: {
  /** Mended; absent: a new one. */
  complaint?: Complaint
  /** Who complains, where it is known. */
  personId?: number
  onClose: (saved?: Complaint) => void
}) {
  const t = useT()
  const toast = useToast()
  const invalidate = useInvalidate()
  const { status } = useDesk()
  const { complaint, onClose } = props
  const enter = useCommand('complaint.enter')
  const correct = useCommand('complaint.correct')
  const busy = enter.busy || correct.busy
  const { typed, set, now } = useTyped<Record<Path, string>>({
    personId: String(complaint?.personId ?? props.personId ?? ''),
    name: complaint && complaint.personId === null ? complaint.who : '',
    applicationId: String(complaint?.applicationId ?? none),
    serviceCode: complaint?.serviceCode ?? 'S-JS',
    about: complaint?.about ?? '',
    on: complaint ? (complaint.on ?? '') : status.today,
    addressee: complaint?.addressee ?? '',
    text: complaint?.text ?? '',
    received: '',
    court: '',
    reason: '',
  })
  const { errors, fault, clear, refuse } = useFieldErrors()
  const laws = useCall('complaint.laws', {}).data ?? []
  const personId = Number(typed.personId) || null
  const applications =
    useCall('person.get', { id: personId ?? 1 }, { enabled: personId !== null }).data?.applications ?? []
  const application =
    personId === null ? undefined : applications.find(({ id }) => String(id) === typed.applicationId)
  const law = laws.find(({ code }) => code === (application?.serviceCode ?? typed.serviceCode))
  const store = async () => {
    if (busy) return
    clear()
    const { about, addressee, applicationId, received, court, reason, ...rest } = now()
    const fields: ComplaintFields = {
      ...rest,
      personId: Number(rest.personId) || null,
      applicationId: Number(rest.personId) ? Number(applicationId) || null : null,
      about: (about || null) as ComplaintFields['about'],
      addressee: (addressee || null) as ComplaintFields['addressee'],
    }
    const result = complaint
      ? await correct.run({ id: complaint.id, version: complaint.version, fields, reason })
      : await enter.run({ fields, received, court })
    if (!result.ok) {
      if (result.error.code === 'version_conflict') invalidate('complaints')
      return refuse(result.error, paths)
    }
    invalidate('complaints', 'people')
    toast(t(complaint ? 'complaint.corrected' : 'complaint.saved', { number: result.value.number }))
    onClose(result.value)
  }
  const day = (path: 'on' | 'received' | 'court', more: object = {}) => (
    <DateField
      field={path}
      width={4}
      century="near"
      optional
      label={t(`complaint.f_${path}`)}
      value={typed[path]}
      onChange={set(path)}
      error={errors[path]}
      {...more}
    />
  )
  return (
    <Dialog
      wide
      open
      onClose={() => onClose()}
      title={t(complaint ? 'complaint.correct_title' : 'complaint.new_title')}
      actions={
        <>
          <Button kind="primary" icon="disk" shortcut="F8" onPress={() => void store()}>
            {busy ? t('desk.saving') : t('common.save')}
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
        className="fields"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void store()
        }}
      >
        <WhoField
          personId={typed.personId}
          name={typed.name}
          fixed={props.personId !== undefined}
          onPerson={(id) => {
            set('personId')(id)
            set('applicationId')(none)
          }}
          onName={set('name')}
          error={errors['name']}
        />
        {applications.length > 0 && (
          <SelectField
            field="applicationId"
            width={12}
            label={t('complaint.f_application')}
            value={application ? typed.applicationId : none}
            onChange={set('applicationId')}
            options={[
              { value: none, label: t('complaint.no_application') },
              ...applications.map((one) => ({
                value: String(one.id),
                label: `${one.number}, ${formatDate(one.acceptanceDate)}`,
                note: t.local(one.serviceName),
              })),
            ]}
          />
        )}
        {!application && (
          <SelectField
            field="serviceCode"
            width={12}
            label={t('complaint.f_service')}
            value={typed.serviceCode}
            onChange={set('serviceCode')}
            error={errors['serviceCode']}
            options={laws.map(({ code, name }) => ({ value: code, label: t.local(name) }))}
          />
        )}
        <RadioRow
          field="about"
          label={t('complaint.f_about')}
          value={typed.about || null}
          onChange={set('about')}
          error={errors['about']}
          options={ComplaintAbout.options.map((value) => ({ value, label: t(`complaint.about_${value}`) }))}
        />
        {law?.addressed && (
          <RadioRow
            field="addressee"
            label={t('complaint.f_addressee')}
            value={typed.addressee || null}
            onChange={set('addressee')}
            error={errors['addressee']}
            options={ComplaintAddressee.options.map((value) => ({
              value,
              label: t(`complaint.to_${value}`),
            }))}
          />
        )}
        {day('on', { optional: false })}
        {!complaint && day('received', { help: t('complaint.f_received_help') })}
        {!complaint && day('court', { help: t('complaint.f_court_help') })}
        <TextField
          field="text"
          multiline
          tall
          kazakhKeys
          label={t('complaint.f_text')}
          maxLength={4000}
          value={typed.text}
          onChange={set('text')}
          error={errors['text']}
        />
        {complaint && (
          <TextField
            field="reason"
            kazakhKeys
            label={t('complaint.f_reason')}
            maxLength={500}
            value={typed.reason}
            onChange={set('reason')}
            error={errors['reason']}
          />
        )}
        <button type="submit" hidden />
      </form>
      {law?.told.map((one) => (
        <p key={one.rule} className="second with-icon">
          <Icon small name="info" />
          <span>{t.local(one.sentence)}</span>
        </p>
      ))}
    </Dialog>
  )
}

/** Somebody of the register, found by name or number, or a name as it is written. */
function WhoField(props: {
  personId: string
  name: string
  fixed: boolean
  onPerson: (id: string) => void
  onName: (name: string) => void
  error: string | undefined
}) {
  const t = useT()
  const { personId, name, onPerson, onName } = props
  const wanted = useDebounced(name.trim(), 150)
  const searching = !props.fixed && wanted.length >= 2
  const found = useCall(
    'person.search',
    { text: wanted, limit: 6 },
    { enabled: searching, keepPrevious: true },
  ).data
  const id = Number(personId) || null
  const chosen = useCall('person.get', { id: id ?? 1 }, { enabled: id !== null }).data?.person
  if (props.fixed)
    return (
      <p className="field">
        <span className="caption">{t('complaint.f_who')}</span> <b>{chosen && fullName(chosen)}</b>
      </p>
    )
  const people = searching && found ? found.people : []
  return (
    <>
      <TextField
        field="name"
        autoFocus
        kazakh
        label={t('complaint.f_who')}
        help={t('complaint.f_who_help')}
        maxLength={300}
        value={name}
        onChange={(text) => {
          onName(text)
          if (personId !== '') onPerson('')
        }}
        error={props.error}
      />
      {(people.length > 0 || chosen) && (
        <RadioRow
          bare
          list
          field="personId"
          label={t('complaint.f_who')}
          value={personId === '' ? none : personId}
          onChange={(value) => onPerson(value === none ? '' : value)}
          options={[
            ...[
              ...(chosen && !people.some((one) => one.id === chosen.id)
                ? [{ id: chosen.id, fullName: fullName(chosen), iinMasked: '' }]
                : []),
              ...people,
            ].map((one) => ({ value: String(one.id), label: one.fullName, note: one.iinMasked })),
            { value: none, label: t('complaint.not_registered') },
          ]}
        />
      )}
    </>
  )
}

/** One application of a portal, typed by hand; judged while it is typed (R46 to R48, R51, R136). */
import { useState } from 'react'
import {
  emptyPortalFields,
  portalPersonFields,
  type PortalChannel,
  type PortalFields,
} from '../../../shared/contract/portal'
import type { PaperLanguage, PersonFields } from '../../../shared/model'
import { useCall, useCommand, useInvalidate } from '../../api/hooks'
import {
  Button,
  Choice,
  DateField,
  NameLetters,
  Dialog,
  Note,
  SelectField,
  TextField,
  focusField,
  useToast,
} from '../../components'
import { useDesk } from '../../desk'
import { shownParams } from '../../format'
import { useDebounced } from '../../frame/use-debounced'
import { useT } from '../../i18n'
import { captionOf } from '../person/fields'
import { useFieldErrors, useTyped } from '../settings/form'
import { answered, Asks, choiceOf, Found, Stops, undecided } from './portal-asks'
import '../person/person.css'
import './people.css'

type Path = Exclude<keyof PortalFields, 'person' | 'consents'> | keyof PortalFields['person']
type Typed = Record<Path, string>
const personPaths = ['iin', ...portalPersonFields, 'mismatchReason'] as const
/** What no consent says: the portal did not tell. */
const untold = 'untold'

const fieldsOf = (typed: Typed, consents: PortalFields['consents']): PortalFields => ({
  channel: typed.channel as PortalChannel,
  portalNumber: typed.portalNumber,
  sentOn: typed.sentOn,
  sentTime: typed.sentTime,
  serviceCode: typed.serviceCode,
  measure: typed.measure,
  recipient: typed.recipient,
  language: typed.language as PaperLanguage,
  consents,
  person: {
    ...(Object.fromEntries(personPaths.map((path) => [path, typed[path]])) as PortalFields['person']),
    sex: (typed.sex || null) as PersonFields['sex'],
  },
})

export function ArrivalDialog({ onClose }: { onClose: (applicationId: number | null) => void }) {
  const t = useT()
  const toast = useToast()
  const invalidate = useInvalidate()
  const { status } = useDesk()
  const enter = useCommand('portal.enter')
  const { person, consents: _, ...rest } = emptyPortalFields
  const { typed, set, now } = useTyped<Typed>({
    ...rest,
    ...person,
    sex: '',
    language: t.language === 'ru' ? 'ru' : 'kk',
  })
  const [consents, setConsents] = useState<PortalFields['consents']>({})
  const [deciding, setDeciding] = useState(undecided)
  const [tried, setTried] = useState(false)
  const { errors, fault, clear, show } = useFieldErrors()
  const asked = useDebounced(JSON.stringify({ typed, consents, deciding }), 200)
  const begun = typed.portalNumber.trim() !== '' && typed.iin.trim() !== ''
  const judged = JSON.parse(asked) as { typed: Typed; consents: PortalFields['consents'] }
  const fields = fieldsOf(judged.typed, judged.consents)
  const offered = useCall('intake.services', { archiveDate: null }).data ?? []
  const service = offered.find(({ code }) => code === typed.serviceCode)
  // What was chosen of the two data is sent along, so that their mismatches are judged too.
  const [last, setLast] = useState<Parameters<typeof choiceOf>[0]>({ differs: [] })
  const answer = useCall(
    'portal.judge',
    { fields, choice: choiceOf(last, deciding) },
    { enabled: begun, keepPrevious: true },
  )
  const judgement = begun ? answer.data : undefined
  if (judgement && JSON.stringify(judgement.differs) !== JSON.stringify(last.differs))
    setLast({ differs: judgement.differs })

  const store = async () => {
    if (enter.busy) return
    clear()
    setTried(true)
    const result = await enter.run({ fields: fieldsOf(now(), consents), choice: choiceOf(last, deciding) })
    if (result.ok) {
      invalidate('portal', 'applications', 'people', 'deadlines', 'registrations')
      toast(t('portal.entered_toast'))
      return onClose(result.value.applicationId)
    }
    const found: Record<string, string> = {}
    for (const { path } of result.error.fields ?? []) {
      const name = path.split('.').pop() ?? ''
      const problem = judgement?.problems.find((one) => one.field === path && one.severity === 'block')
      if (name in typed)
        found[name] ??= problem
          ? t.any('problem.' + problem.code, shownParams(problem.params))
          : t('desk.field_needed')
    }
    if (judgement?.reason && judgement.at)
      found[judgement.at.split('.').pop()!] = t(`portal.reason_${judgement.reason}`)
    show(found)
    // What must be decided stands below the fields: lead there when nothing else is wrong.
    const open = judgement?.differs.find(({ field }) => !deciding.kept[field])?.field
    if (Object.keys(found).length === 0)
      setTimeout(() =>
        focusField('choice.' + (open ?? (judgement?.openApplication ? 'secondReason' : 'similarSeen'))),
      )
  }

  const text = (path: Path, label: string, width: 3 | 4 | 6 | 8 | 12, more: object = {}) => (
    <TextField
      field={path}
      width={width}
      label={label}
      value={typed[path]}
      onChange={set(path)}
      error={errors[path]}
      maxLength={300}
      kazakhKeys
      {...more}
    />
  )
  const own = (path: (typeof personPaths)[number], width: 3 | 4 | 6 | 8 | 12, more: object = {}) =>
    text(path, captionOf(t, path), width, more)
  const select = (path: 'measure' | 'recipient', label: string, list: { value: string; label: string }[]) =>
    list.length > 0 && (
      <SelectField
        field={path}
        width={6}
        label={label}
        value={typed[path] || null}
        onChange={set(path)}
        error={errors[path]}
        options={list}
      />
    )
  const needsReason =
    typed.mismatchReason !== '' ||
    judgement?.problems.some(({ field }) => field === 'person.mismatchReason') === true
  return (
    <Dialog
      wide
      open
      onClose={() => onClose(null)}
      title={t('portal.enter_title')}
      actions={
        <>
          <Button kind="primary" icon="disk" shortcut="F8" onPress={() => void store()}>
            {enter.busy ? t('desk.saving') : t('portal.enter_save')}
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
        <Choice
          field="channel"
          width={3}
          label={t('portal.f_channel')}
          value={typed.channel}
          onChange={set('channel')}
          options={(['egov', 'enbek'] as const).map((value) => ({
            value,
            label: t(`common.channel_${value}`),
          }))}
        />
        {text('portalNumber', t('portal.f_number'), 3, { autoFocus: true, kazakhKeys: false })}
        <DateField
          field="sentOn"
          width={3}
          century="near"
          label={t('portal.f_sent_on')}
          value={typed.sentOn}
          onChange={set('sentOn')}
          error={errors['sentOn']}
        />
        {text('sentTime', t('portal.f_sent_time'), 3, {
          kazakhKeys: false,
          maxLength: 5,
          help: t('portal.time_help'),
        })}
        <SelectField
          field="serviceCode"
          width={8}
          label={t('portal.f_service')}
          value={typed.serviceCode}
          onChange={(code) => {
            set('serviceCode')(code)
            set('measure')('')
            set('recipient')('')
          }}
          error={errors['serviceCode']}
          options={offered.map(({ code, name }) => ({ value: code, label: t.local(name) }))}
        />
        <Choice
          field="language"
          width={4}
          label={t('counter.paper_language')}
          value={typed.language}
          onChange={set('language')}
          options={(['kk', 'ru'] as const).map((value) => ({ value, label: t(`common.paper_${value}`) }))}
        />
        {select(
          'measure',
          t('counter.measure'),
          (service?.measures ?? []).map(({ id, title }) => ({ value: id, label: t.local(title) })),
        )}
        {select(
          'recipient',
          t('counter.recipient'),
          (service?.recipients ?? []).map(({ id, title }) => ({ value: id, label: t.local(title) })),
        )}
        {own('iin', 4, { numeric: true, maxLength: 40 })}
        <DateField
          field="birthDate"
          width={4}
          label={captionOf(t, 'birthDate')}
          value={typed.birthDate}
          onChange={set('birthDate')}
          error={errors['birthDate']}
        />
        <Choice
          field="sex"
          width={4}
          label={captionOf(t, 'sex')}
          value={typed.sex || null}
          onChange={set('sex')}
          error={errors['sex']}
          options={(['male', 'female'] as const).map((value) => ({
            value,
            label: t.any('common.sex_' + value),
          }))}
        />
        {needsReason && own('mismatchReason', 12)}
        {own('lastName', 4)}
        {own('firstName', 4)}
        {own('middleName', 4, { optional: true })}
        <NameLetters fields={['lastName', 'firstName', 'middleName']} />
        {own('address', 12)}
        {own('mobile', 6, { optional: true, type: 'tel', kazakhKeys: false })}
        {own('email', 6, { optional: true, type: 'email', kazakhKeys: false })}
        {own('labourActivity', 6, { optional: true, maxLength: 1000 })}
        {own('education', 6, { optional: true, maxLength: 1000 })}
        {(service?.consents ?? []).map((consent) => (
          <Choice
            key={consent.id}
            field={'consents.' + consent.id}
            label={t.local(consent.title)}
            value={consents[consent.id] == null ? untold : consents[consent.id] ? 'yes' : 'no'}
            onChange={(value) =>
              setConsents({ ...consents, [consent.id]: value === untold ? null : value === 'yes' })
            }
            options={[
              { value: 'yes', label: t('common.yes') },
              { value: 'no', label: t('common.no') },
              {
                value: untold,
                label: t(consent.answer === 'must_agree' ? 'portal.consent_signed' : 'portal.consent_untold'),
              },
            ]}
          />
        ))}
        <button type="submit" hidden />
      </form>
      {judgement && (
        <section className="portal-found" aria-live="polite">
          {judgement.reason !== null && (tried || judgement.known) && (
            <Note tone="stop">
              <Stops judgement={judgement} />
            </Note>
          )}
          <Asks name="choice" judgement={judgement} deciding={deciding} onChange={setDeciding} />
          {tried && judgement.reason === null && !answered(judgement, deciding) && (
            <Note tone="today">{t('portal.decide_first')}</Note>
          )}
          <Found judgement={judgement} today={status.today} />
        </section>
      )}
    </Dialog>
  )
}

import { useState } from 'react'
import {
  emptyOrganisation,
  OrganisationKind,
  type Organisation,
  type OrganisationFields,
} from '../../../shared/contract/organisations'
import type { Translator } from '../../../shared/locale'
import { call } from '../../api/client'
import { useCommand, useInvalidate } from '../../api/hooks'
import { Button, Dialog, FieldMessage, TextField, Tick, useToast } from '../../components'
import { ClassifierField } from '../../frame/classifier-field'
import { useT } from '../../i18n'
import { useFieldErrors } from '../settings/form'
import { Stale } from './stale'
import { organisationName } from './words'

type Path = Exclude<keyof OrganisationFields, 'kinds' | 'activityCode'>

const captions: Record<Path, Parameters<Translator>[0]> = {
  nameKk: 'jobs.o_name_kk',
  nameRu: 'jobs.o_name_ru',
  bin: 'jobs.o_bin',
  phone: 'jobs.o_phone',
  email: 'jobs.o_email',
  activity: 'jobs.o_activity',
  legalAddress: 'jobs.o_legal',
  address: 'jobs.o_address',
  contact: 'jobs.o_contact',
  note: 'jobs.o_note',
}
const paths = Object.keys(captions) as Path[]

const fieldsOf = (organisation: Organisation | null): OrganisationFields =>
  Object.fromEntries(
    (['kinds', 'activityCode', ...paths] as const).map((path) => [
      path,
      (organisation ?? emptyOrganisation)[path],
    ]),
  ) as unknown as OrganisationFields

/** Add an organisation or mend one. */
export function OrganisationDialog(props: {
  organisation: Organisation | null
  onClose: (saved?: Organisation) => void
}) {
  const t = useT()
  const toast = useToast()
  const invalidate = useInvalidate()
  const save = useCommand('organisation.save')
  const { organisation, onClose } = props
  const [typed, setTyped] = useState(() => fieldsOf(organisation))
  const [active, setActive] = useState(organisation?.active ?? true)
  const { errors, fault, clear, show, refuse } = useFieldErrors()
  const [theirs, setTheirs] = useState<Organisation | null>(null)

  const store = async (version: number | null) => {
    if (save.busy) return
    if (typed.kinds.length === 0) return show({ kinds: t('jobs.o_kind_needed') })
    clear()
    const result = await save.run({ id: organisation?.id ?? null, version, fields: typed, active })
    if (result.ok) {
      invalidate('organisations', 'vacancies')
      toast(t('jobs.saved', { name: organisationName(t, result.value) }))
      return onClose(result.value)
    }
    if (result.error.code === 'version_conflict' && organisation) {
      const fresh = await call('organisation.get', { id: organisation.id })
      if (fresh.ok) return setTheirs(fresh.value)
    }
    refuse(result.error, paths)
  }
  const version = theirs?.version ?? organisation?.version ?? null
  const text = (path: Path, width: 4 | 6 | 12, more: object = {}) => (
    <TextField
      field={path}
      width={width}
      label={t(captions[path])}
      value={typed[path]}
      onChange={(value) => setTyped({ ...typed, [path]: value })}
      error={errors[path]}
      maxLength={path === 'bin' ? 40 : path === 'phone' ? 100 : path === 'email' ? 200 : 300}
      kazakhKeys
      {...more}
    />
  )
  return (
    <Dialog
      wide
      open
      onClose={() => onClose()}
      title={t(organisation ? 'jobs.organisation_edit' : 'jobs.organisation_add')}
      actions={
        <>
          <Button kind="primary" icon="disk" shortcut="F8" onPress={() => void store(version)}>
            {save.busy ? t('jobs.saving') : t('common.save')}
          </Button>
          {fault && (
            <p className="not-ready" role="alert">
              <strong>{t('jobs.not_saved')}</strong> {fault}
            </p>
          )}
        </>
      }
    >
      {theirs && (
        <Stale
          by={theirs.updatedBy}
          theirs={paths
            .filter((path) => theirs[path] !== typed[path])
            .map((path) => [t(captions[path]), theirs[path]] as const)}
          onMine={() => void store(theirs.version)}
          onTheirs={() => {
            invalidate('organisations')
            onClose()
          }}
        />
      )}
      <form
        className="fields"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void store(version)
        }}
      >
        {text('nameKk', 6, { lang: 'kk', kazakh: true, autoFocus: true, help: t('jobs.o_name_help') })}
        {text('nameRu', 6, { lang: 'ru' })}
        {text('bin', 4, { numeric: true, optional: true })}
        {text('phone', 4, { type: 'tel', optional: true })}
        {text('email', 4, { type: 'email', optional: true })}
        <ClassifierField
          kind="oked"
          field="activity"
          width={12}
          label={t('jobs.o_activity')}
          optional
          value={typed.activity}
          code={typed.activityCode}
          onChange={(activity, activityCode) => setTyped({ ...typed, activity, activityCode })}
          error={errors['activity']}
          maxLength={500}
          kazakhKeys
        />
        {text('legalAddress', 6, { optional: true })}
        {text('address', 6, { optional: true })}
        {text('contact', 6, { optional: true, kazakh: true })}
        {text('note', 6, { optional: true })}
        <fieldset className="field" data-field="kinds">
          <legend className="caption">{t('jobs.o_kinds')}</legend>
          <div className="job-kinds">
            {OrganisationKind.options.map((kind) => (
              <Tick
                key={kind}
                checked={typed.kinds.includes(kind)}
                onChange={(on) =>
                  setTyped({
                    ...typed,
                    kinds: OrganisationKind.options.filter((one) =>
                      one === kind ? on : typed.kinds.includes(one),
                    ),
                  })
                }
              >
                {t(`jobs.kind_${kind}`)}
              </Tick>
            ))}
          </div>
          {errors['kinds'] && <FieldMessage>{errors['kinds']}</FieldMessage>}
        </fieldset>
        {organisation && (
          <div className="field">
            <Tick checked={active} onChange={setActive}>
              {t('jobs.o_active')}
            </Tick>
          </div>
        )}
        <button type="submit" hidden />
      </form>
    </Dialog>
  )
}

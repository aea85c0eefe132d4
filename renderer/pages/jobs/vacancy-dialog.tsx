import { useState } from 'react'
import type { Vacancy } from '../../../shared/contract/vacancies'
import type { Translator } from '../../../shared/locale'
import { postsNotCovered, type PostNotCovered } from '../../../shared/rules/engine/mediation'
import { workHours, type WorkHours } from '../../../shared/rules/matching'
import { call } from '../../api/client'
import { useCommand, useInvalidate } from '../../api/hooks'
import { Button, DateField, Dialog, SelectField, TextField, useToast } from '../../components'
import { digitsOf } from '../../digits'
import { formatDate } from '../../format'
import { ClassifierField } from '../../frame/classifier-field'
import { useT } from '../../i18n'
import { useFieldErrors, useTyped } from '../settings/form'
import { OrganisationField } from './organisation-field'
import { Stale } from './stale'

const texts = ['profession', 'qualification', 'requirements', 'address', 'portalNumber'] as const
const numbers = ['experienceMonths', 'payFrom', 'payTo', 'places', 'placesLeft'] as const
const days = ['appearedOn', 'registeredOn'] as const
const paths = [...texts, ...numbers, ...days]
type Path = (typeof paths)[number]
type Typed = Record<Path | 'professionCode' | 'organisationId' | 'hours' | 'post', string>

const captions: Record<Path, Parameters<Translator>[0]> = {
  profession: 'jobs.f_profession',
  qualification: 'jobs.f_qualification',
  requirements: 'jobs.f_requirements',
  address: 'jobs.f_address',
  portalNumber: 'jobs.f_portal',
  experienceMonths: 'jobs.f_experience',
  payFrom: 'jobs.f_pay_from',
  payTo: 'jobs.f_pay_to',
  places: 'jobs.f_places',
  placesLeft: 'jobs.f_places_left',
  appearedOn: 'jobs.f_appeared',
  registeredOn: 'jobs.f_registered',
}

const typedOf = (vacancy: Vacancy | null, organisationId: number | null): Typed => ({
  ...(Object.fromEntries(
    paths.map((path) => [path, vacancy ? String(vacancy[path] ?? '') : path.startsWith('places') ? '1' : '']),
  ) as Record<Path, string>),
  professionCode: vacancy?.professionCode ?? '',
  organisationId: String(vacancy?.organisationId ?? organisationId ?? ''),
  hours: vacancy?.hours ?? 'none',
  post: 'none',
})

const numberOf = (text: string): number | null => (text.trim() === '' ? null : Number(digitsOf(text)))

/** Register a vacancy or mend one (R98 to R100). */
export function VacancyDialog(props: {
  vacancy: Vacancy | null
  /** The employer, where it is known. */
  organisationId?: number
  onClose: (saved?: Vacancy) => void
}) {
  const t = useT()
  const toast = useToast()
  const invalidate = useInvalidate()
  const save = useCommand('vacancy.save')
  const { vacancy, onClose } = props
  const { typed, set, now } = useTyped(typedOf(vacancy, props.organisationId ?? null))
  const { errors, fault, clear, show, refuse } = useFieldErrors()
  const [theirs, setTheirs] = useState<Vacancy | null>(null)

  const store = async (version: number | null) => {
    if (save.busy) return
    const fields = now()
    const wrong: Record<string, string> = {}
    if (fields.organisationId === '') wrong['organisationId'] = t('jobs.f_organisation_needed')
    for (const path of numbers)
      if (fields[path].trim() !== '' && digitsOf(fields[path]) !== fields[path].replace(/\s/gu, ''))
        wrong[path] = t('jobs.number_wrong')
    if (Object.keys(wrong).length > 0) return show(wrong)
    clear()
    const result = await save.run({
      id: vacancy?.id ?? null,
      version,
      post: fields.post === 'none' ? null : (fields.post as PostNotCovered),
      fields: {
        ...(Object.fromEntries([...texts, ...days].map((path) => [path, fields[path]])) as Pick<
          Typed,
          (typeof texts)[number] | (typeof days)[number]
        >),
        professionCode: fields.professionCode,
        organisationId: Number(fields.organisationId),
        hours: fields.hours === 'none' ? null : (fields.hours as WorkHours),
        // No experience asked for and none typed are the same.
        experienceMonths: numberOf(fields.experienceMonths) || null,
        payFrom: numberOf(fields.payFrom),
        payTo: numberOf(fields.payTo),
        places: numberOf(fields.places) ?? 1,
        placesLeft: numberOf(fields.placesLeft) ?? numberOf(fields.places) ?? 1,
      },
    })
    if (result.ok) {
      invalidate('vacancies')
      toast(t('jobs.saved', { name: result.value.profession }))
      return onClose(result.value)
    }
    if (result.error.code === 'version_conflict' && vacancy) {
      const fresh = await call('vacancy.get', { id: vacancy.id })
      if (fresh.ok) return setTheirs(fresh.value)
    }
    refuse(result.error, [...paths, 'organisationId', 'post'])
  }

  const text = (path: Path, width: 3 | 4 | 6 | 8 | 12, more: object = {}) => (
    <TextField
      field={path}
      width={width}
      label={t(captions[path])}
      value={typed[path]}
      onChange={set(path)}
      error={errors[path]}
      maxLength={path === 'requirements' ? 1000 : path === 'portalNumber' ? 60 : 300}
      kazakhKeys
      {...more}
    />
  )
  const day = (path: (typeof days)[number], help?: string) => (
    <DateField
      field={path}
      width={4}
      century="near"
      optional
      label={t(captions[path])}
      value={typed[path]}
      onChange={set(path)}
      error={errors[path]}
      {...(help ? { help } : {})}
    />
  )
  return (
    <Dialog
      wide
      open
      onClose={() => onClose()}
      title={t(vacancy ? 'jobs.vacancy_edit' : 'jobs.vacancy_add')}
      actions={
        <>
          <Button
            kind="primary"
            icon="disk"
            shortcut="F8"
            onPress={() => void store(theirs?.version ?? vacancy?.version ?? null)}
          >
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
            .filter((path) => String(theirs[path] ?? '') !== typed[path])
            .map((path) => {
              const value = String(theirs[path] ?? '')
              return [t(captions[path]), path.endsWith('On') ? formatDate(value) : value] as const
            })}
          onMine={() => void store(theirs.version)}
          onTheirs={() => {
            invalidate('vacancies')
            onClose()
          }}
        />
      )}
      <form
        className="fields"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void store(theirs?.version ?? vacancy?.version ?? null)
        }}
      >
        <OrganisationField
          value={typed.organisationId}
          onChange={set('organisationId')}
          error={errors['organisationId']}
          autoFocus={typed.organisationId === ''}
        />
        <ClassifierField
          kind="nkz"
          field="profession"
          width={6}
          label={t('jobs.f_profession')}
          help={t('jobs.f_profession_help')}
          value={typed.profession}
          code={typed.professionCode}
          onChange={(profession, code) => {
            set('profession')(profession)
            set('professionCode')(code)
          }}
          error={errors['profession']}
          maxLength={300}
          kazakhKeys
          autoFocus={typed.organisationId !== ''}
        />
        <SelectField
          field="post"
          width={6}
          label={t('jobs.f_post')}
          value={typed.post}
          onChange={set('post')}
          error={errors['post']}
          options={[
            { value: 'none', label: t('jobs.f_post_none') },
            ...postsNotCovered.map((value) => ({ value: value as string, label: t(`jobs.post_${value}`) })),
          ]}
        />
        {text('qualification', 8, { optional: true })}
        {text('experienceMonths', 4, { numeric: true, optional: true })}
        {text('payFrom', 4, { numeric: true, optional: true })}
        {text('payTo', 4, { numeric: true, optional: true })}
        <SelectField
          field="hours"
          width={4}
          label={t('jobs.f_hours')}
          value={typed.hours}
          onChange={set('hours')}
          options={[
            { value: 'none', label: t('jobs.hours_none') },
            ...workHours.map((value) => ({ value: value as string, label: t(`jobs.hours_${value}`) })),
          ]}
        />
        {text('requirements', 12, { multiline: true, optional: true })}
        {text('address', 6, { optional: true, help: t('jobs.f_address_help') })}
        {text('places', 3, { numeric: true })}
        {text('placesLeft', 3, { numeric: true })}
        {day('appearedOn')}
        {day('registeredOn', t('jobs.f_registered_help'))}
        {text('portalNumber', 4, { optional: true, kazakhKeys: false, help: t('jobs.f_portal_help') })}
        <button type="submit" hidden />
      </form>
    </Dialog>
  )
}

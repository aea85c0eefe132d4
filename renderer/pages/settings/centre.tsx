import { useState } from 'react'
import type { OutputOf } from '../../../shared/contract'
import type { Centre } from '../../../shared/model'
import { useCall, useCommand, useInvalidate } from '../../api/hooks'
import { ErrorNote, SelectField, TextField, useToast } from '../../components'
import { formatTime } from '../../format'
import { useT } from '../../i18n'
import { FormFoot, same, useFieldErrors } from './form'

const inKazakh = [
  ['nameKk', 'settings.name_kk', null],
  ['areaKk', 'settings.area_kk', 'settings.area_kk_help'],
  ['addressKk', 'settings.address_kk', null],
  ['mobilityCentreKk', 'settings.mobility_kk', null],
] as const
const inRussian = [
  ['nameRu', 'settings.name_ru', null],
  ['areaRu', 'settings.area_ru', 'settings.area_ru_help'],
  ['addressRu', 'settings.address_ru', null],
  ['mobilityCentreRu', 'settings.mobility_ru', null],
] as const
const known = [...inKazakh, ...inRussian]
  .map(([field]) => field as string)
  .concat('director', 'bin', 'region')

/** The names that stand on papers. */
export function CentrePart() {
  const answer = useCall('settings.get', {})
  if (!answer.data)
    return <div className="page-body">{answer.error && <ErrorNote error={answer.error} />}</div>
  return <CentreForm settings={answer.data} />
}

function CentreForm({ settings }: { settings: OutputOf<'settings.get'> }) {
  const t = useT()
  const toast = useToast()
  const invalidate = useInvalidate()
  const command = useCommand('settings.saveCentre')
  const [saved, setSaved] = useState(settings.centre)
  const [centre, setCentre] = useState(settings.centre)
  const { errors, fault, clear, refuse } = useFieldErrors()
  const set = (field: keyof Centre) => (value: string) => setCentre({ ...centre, [field]: value })

  const save = async () => {
    if (command.busy) return
    clear()
    const result = await command.run({ centre })
    if (!result.ok) return refuse(result.error, known)
    setSaved(result.value)
    setCentre(result.value)
    invalidate('settings')
    toast(t('settings.saved', { time: formatTime(new Date().toISOString()) }))
  }

  const column = (rows: typeof inKazakh | typeof inRussian, lang: string) => (
    <div className="fields">
      {rows.map(([field, label, help]) => (
        <TextField
          key={field}
          field={field}
          label={t(label)}
          help={help && t(help)}
          value={centre[field]}
          onChange={set(field)}
          error={errors[field]}
          kazakhKeys
          lang={lang}
          multiline={field.startsWith('name')}
        />
      ))}
    </div>
  )
  return (
    <form
      className="page-body settings-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <p className="second">{t('settings.centre_lead')}</p>
      <div className="side-by">
        <section aria-labelledby="centre-kk">
          <h2 id="centre-kk">{t('settings.centre_kk')}</h2>
          {column(inKazakh, 'kk')}
        </section>
        <section aria-labelledby="centre-ru">
          <h2 id="centre-ru">{t('settings.centre_ru')}</h2>
          {column(inRussian, 'ru')}
        </section>
      </div>
      <section aria-labelledby="centre-common">
        <h2 id="centre-common">{t('settings.centre_common')}</h2>
        <div className="fields">
          <TextField
            field="director"
            width={5}
            label={t('settings.director')}
            value={centre.director}
            onChange={set('director')}
            error={errors['director']}
            kazakh
          />
          <TextField
            field="bin"
            width={3}
            numeric
            optional
            label={t('settings.bin')}
            value={centre.bin}
            onChange={set('bin')}
            error={errors['bin']}
          />
          <SelectField
            field="region"
            width={4}
            label={t('settings.region')}
            value={centre.region || null}
            onChange={set('region')}
            options={settings.regions.map(({ code, kk, ru }) => ({
              value: code,
              label: t.language === 'kk' ? kk : ru,
            }))}
            error={errors['region']}
          />
        </div>
      </section>
      <FormFoot busy={command.busy} unchanged={same(saved, centre)} fault={fault} />
    </form>
  )
}

import { useState } from 'react'
import type { OrganisationKind } from '../../../shared/contract/organisations'
import { call } from '../../api/client'
import { useCall } from '../../api/hooks'
import { RadioRow, TextField } from '../../components'
import { useDebounced } from '../../frame/use-debounced'
import { useT } from '../../i18n'
import { organisationName } from './words'

/** An organisation of the register: typed, then chosen from what is found; the kind narrows what is offered. */
export function OrganisationField(props: {
  /** Id as text; empty: none is chosen. */
  value: string
  onChange: (id: string) => void
  error: string | undefined
  autoFocus?: boolean
  field?: string
  label?: string
  kind?: OrganisationKind
  optional?: boolean
}) {
  const t = useT()
  const { value, onChange, error, kind = null } = props
  const label = props.label ?? t('jobs.f_organisation')
  const [text, setText] = useState('')
  const wanted = useDebounced(text.trim(), 120)
  const kept = useCall('organisation.get', { id: Number(value) || 1 }, { enabled: value !== '' }).data
  const chosen = value === '' ? undefined : kept
  const searching = wanted.length >= 2
  const found = useCall(
    'organisation.search',
    { text: wanted, kind, limit: 6 },
    { enabled: searching, keepPrevious: true },
  ).data
  const options = searching && found ? found.organisations : []
  const missing = searching && found?.total === 0
  // What stands in the field counts, not what was found before.
  const enter = async () => {
    const fresh = await call('organisation.search', { text: text.trim(), kind, limit: 1 })
    const first = fresh.ok ? fresh.value.organisations[0] : undefined
    if (!first) return
    onChange(String(first.id))
    setText('')
  }
  const rows = [...(chosen && !options.some((one) => one.id === chosen.id) ? [chosen] : []), ...options]
  return (
    <>
      <TextField
        field={props.field ?? 'organisationId'}
        label={label}
        optional={props.optional ?? false}
        value={text}
        onChange={setText}
        error={error}
        {...(missing ? { warning: t('jobs.f_organisation_none') } : {})}
        help={t('jobs.f_organisation_help')}
        kazakhKeys
        autoFocus={props.autoFocus ?? false}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || text.trim() === '') return
          event.preventDefault()
          void enter()
        }}
      />
      {rows.length > 0 && (
        <RadioRow
          bare
          list
          label={label}
          value={value}
          onChange={onChange}
          options={rows.map((one) => ({
            value: String(one.id),
            label: organisationName(t, one),
            note: [one.bin && `${t('jobs.o_bin')} ${one.bin}`, one.address || one.legalAddress]
              .filter(Boolean)
              .join(' · '),
          }))}
        />
      )}
    </>
  )
}

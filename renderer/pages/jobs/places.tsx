/** Training groups and subsidised places of organisations, and how many of them are free. */
import { useMemo, useState } from 'react'
import type { MeasurePlace, MeasurePlaceFields } from '../../../shared/contract/referrals'
import type { LocalText } from '../../../shared/model'
import type { Translator } from '../../../shared/locale'
import { useCall, useCommand, useInvalidate } from '../../api/hooks'
import {
  Button,
  Chip,
  DataTable,
  DateField,
  Dialog,
  ErrorNote,
  SelectField,
  TextField,
  Tick,
  useToast,
  type Column,
} from '../../components'
import { useDesk } from '../../desk'
import { digitsOf } from '../../digits'
import { formatDate } from '../../format'
import { useT } from '../../i18n'
import { useFieldErrors } from '../settings/form'
import { ListTools, PrintHead } from '../today/list'
import { OrganisationField } from './organisation-field'
import { organisationName } from './words'

const columnsOf = (t: Translator): Column<MeasurePlace>[] => [
  {
    id: 'title',
    header: t('referral.col_place'),
    value: (row) => row.title,
    cell: (row) => (
      <>
        <span className="main">{row.title}</span>
        <span className="second">
          {organisationName(t, { nameKk: row.organisationKk, nameRu: row.organisationRu })}
        </span>
      </>
    ),
    rowHeader: true,
  },
  {
    id: 'measure',
    header: t('referral.col_measure'),
    width: '15rem',
    value: (row) => t.local(row.measureName),
  },
  {
    id: 'days',
    header: t('referral.col_days'),
    width: '13rem',
    value: (row) => row.startsOn,
    cell: (row) => t('referral.place_days', { from: formatDate(row.startsOn), to: formatDate(row.endsOn) }),
  },
  {
    id: 'free',
    header: t('referral.col_free'),
    width: '9rem',
    num: true,
    value: (row) => row.free,
    cell: (row) => (
      <Chip tone={!row.active ? 'wait' : row.free < 0 ? 'stop' : row.free === 0 ? 'today' : 'done'}>
        {row.active
          ? t('referral.free_of', { free: row.free, places: row.places })
          : t('referral.place_closed')}
      </Chip>
    ),
  },
]

export function PlacesView() {
  const t = useT()
  const { can } = useDesk()
  const [measure, setMeasure] = useState('')
  const [past, setPast] = useState(false)
  const [edited, setEdited] = useState<MeasurePlace | 'new' | null>(null)
  const answer = useCall('referral.places', { measure, past }, { keepPrevious: true })
  const columns = useMemo(() => columnsOf(t), [t])
  const measures = answer.data?.measures ?? []
  return (
    <div className="page-body">
      <PrintHead title={t('referral.view_places')} />
      <div className="toolbar jobs-bar">
        <SelectField
          label={t('referral.col_measure')}
          value={measure || 'all'}
          onChange={(value) => setMeasure(value === 'all' ? '' : value)}
          options={[
            { value: 'all', label: t('referral.every_measure') },
            ...measures.map(({ code, name }) => ({ value: code, label: t.local(name) })),
          ]}
        />
        <Tick checked={past} onChange={setPast}>
          {t('referral.places_past')}
        </Tick>
        <ListTools>
          {can('mediate') && (
            <Button small kind="primary" icon="plus" shortcut="Ins" onPress={() => setEdited('new')}>
              {t('referral.place_add')}
            </Button>
          )}
        </ListTools>
      </div>
      <ErrorNote error={answer.error} />
      {answer.data && (
        <DataTable
          label={t('referral.places_caption')}
          columns={columns}
          rows={answer.data.places}
          rowId={(row) => row.id}
          {...(can('mediate') ? { onOpen: setEdited } : {})}
          emptyText={t('referral.places_none')}
        />
      )}
      {edited && (
        <PlaceDialog
          place={edited === 'new' ? null : edited}
          measures={measures}
          onClose={() => setEdited(null)}
        />
      )}
    </div>
  )
}

type Typed = Omit<MeasurePlaceFields, 'organisationId' | 'places'> & {
  organisationId: string
  places: string
}

/** Add a group or places, or mend them. */
function PlaceDialog(props: {
  place: MeasurePlace | null
  measures: readonly { code: string; name: LocalText }[]
  onClose: () => void
}) {
  const t = useT()
  const toast = useToast()
  const invalidate = useInvalidate()
  const save = useCommand('referral.savePlace')
  const { place, measures, onClose } = props
  const { errors, fault, clear, show, refuse } = useFieldErrors()
  const [typed, setTyped] = useState<Typed>({
    organisationId: String(place?.organisationId ?? ''),
    measure: place?.measure ?? measures[0]?.code ?? '',
    title: place?.title ?? '',
    startsOn: place?.startsOn ?? '',
    endsOn: place?.endsOn ?? '',
    places: String(place?.places ?? 1),
    note: place?.note ?? '',
    active: place?.active ?? true,
  })
  const put = (patch: Partial<Typed>) => setTyped((was) => ({ ...was, ...patch }))
  const store = async () => {
    if (save.busy) return
    const places = Number(digitsOf(typed.places))
    const wrong = {
      ...(typed.organisationId === '' && { organisationId: t('jobs.f_organisation_needed') }),
      ...(!(places > 0 && places <= 10_000) && { places: t('jobs.number_wrong') }),
    }
    if (Object.keys(wrong).length > 0) return show(wrong)
    clear()
    const result = await save.run({
      id: place?.id ?? null,
      version: place?.version ?? null,
      fields: { ...typed, organisationId: Number(typed.organisationId), places },
    })
    if (!result.ok) return refuse(result.error, ['organisationId', 'measure', 'title', 'startsOn', 'endsOn'])
    invalidate('referrals')
    toast(t('jobs.saved', { name: result.value.title }))
    onClose()
  }
  const day = (field: 'startsOn' | 'endsOn') => (
    <DateField
      width={4}
      century="near"
      label={t(`referral.f_${field}`)}
      field={field}
      value={typed[field]}
      onChange={(value) => put({ [field]: value })}
      error={errors[field]}
    />
  )
  return (
    <Dialog
      wide
      open
      onClose={onClose}
      title={t(place ? 'referral.place_edit' : 'referral.place_add')}
      actions={
        <>
          <Button kind="primary" icon="disk" shortcut="F8" onPress={() => void store()}>
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
      <form
        className="fields"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void store()
        }}
      >
        <SelectField
          width={8}
          label={t('referral.col_measure')}
          field="measure"
          value={typed.measure}
          onChange={(measure) => put({ measure })}
          options={measures.map(({ code, name }) => ({ value: code, label: t.local(name) }))}
          error={errors['measure']}
        />
        <TextField
          width={4}
          numeric
          label={t('referral.f_places')}
          field="places"
          value={typed.places}
          onChange={(places) => put({ places })}
          error={errors['places']}
        />
        <OrganisationField
          value={typed.organisationId}
          onChange={(organisationId) => put({ organisationId })}
          error={errors['organisationId']}
          autoFocus={place === null}
        />
        <TextField
          kazakhKeys
          label={t('referral.f_title')}
          help={t('referral.f_title_help')}
          field="title"
          value={typed.title}
          onChange={(title) => put({ title })}
          maxLength={300}
          error={errors['title']}
        />
        {day('startsOn')}
        {day('endsOn')}
        <TextField
          multiline
          optional
          kazakhKeys
          label={t('referral.f_note')}
          field="note"
          value={typed.note}
          onChange={(note) => put({ note })}
          maxLength={1000}
        />
        <div className="field">
          <Tick checked={typed.active} onChange={(active) => put({ active })}>
            {t('referral.place_active')}
          </Tick>
        </div>
        <button type="submit" hidden />
      </form>
    </Dialog>
  )
}

/** What the referral of a case asks for: who takes the person in, where, from when to when (R134 to R147). */
import type { OutputOf } from '../../../shared/contract'
import type { MeasurePlace, ReferralFields } from '../../../shared/contract/referrals'
import type { Translator } from '../../../shared/locale'
import type { Counterpart } from '../../../shared/rules/engine/referrals'
import { useCall } from '../../api/hooks'
import { Button, Choice, DateField, Icon, RadioRow, SelectField, TextField } from '../../components'
import { digitsOf } from '../../digits'
import { formatDate } from '../../format'
import { ClassifierField } from '../../frame/classifier-field'
import { useT } from '../../i18n'
import { OrganisationField } from '../jobs/organisation-field'
import { organisationName } from '../jobs/words'

type Preparation = OutputOf<'referral.prepare'>

const kinds = {
  education_organisation: 'education',
  employer: 'employer',
  training_organisation: 'training',
  creditor: 'creditor',
  receiving_centre: 'career_centre',
} as const satisfies Record<Counterpart, string>

const placeNote = (t: Translator, place: MeasurePlace): string =>
  [
    organisationName(t, { nameKk: place.organisationKk, nameRu: place.organisationRu }),
    t('referral.place_days', { from: formatDate(place.startsOn), to: formatDate(place.endsOn) }),
    t('referral.place_free', { free: place.free, places: place.places }),
  ].join(' · ')

export function ReferralForm({
  prepared,
  typed,
  onChange,
  said,
}: {
  prepared: Preparation
  typed: ReferralFields
  onChange: (patch: Partial<ReferralFields>) => void
  said: (field: string) => string | undefined
}) {
  const t = useT()
  const { asks, counterpart, counterparts, fields, places } = prepared
  const has = (field: keyof ReferralFields) => asks.includes(field)
  const error = (field: keyof ReferralFields) => said('referral.' + field)
  const count = (field: 'months' | 'days') => ({
    width: 3 as const,
    numeric: true,
    label: t(`referral.f_${field}`),
    field: 'referral.' + field,
    value: typed[field] === null ? '' : String(typed[field]),
    onChange: (text: string) => onChange({ [field]: Number(digitsOf(text).slice(0, 3)) || null }),
    error: error(field),
  })
  const day = (field: 'startOn' | 'endOn' | 'commissionOn' | 'issuedOn', help?: string) => (
    <DateField
      width={4}
      century="near"
      label={t(`referral.f_${field}`)}
      field={'referral.' + field}
      value={typed[field]}
      onChange={(value) => onChange({ [field]: value })}
      error={error(field)}
      optional={field === 'endOn' && has('months')}
      {...(help ? { help } : {})}
    />
  )
  const text = (field: 'commissionNumber' | 'destination' | 'number', width: 4 | 6 | 8 | 12) => (
    <TextField
      width={width}
      kazakhKeys
      label={t(`referral.f_${field}`)}
      field={'referral.' + field}
      value={typed[field]}
      onChange={(value) => onChange({ [field]: value })}
      maxLength={field === 'number' ? 40 : field === 'commissionNumber' ? 60 : 300}
      error={error(field)}
    />
  )
  return (
    <>
      {counterparts.length > 1 && (
        <Choice
          label={t('referral.f_counterpart')}
          field="referral.counterpart"
          value={typed.counterpart}
          onChange={(value) => onChange({ counterpart: value, organisationId: null, placeId: null })}
          options={counterparts.map((value) => ({ value, label: t(`referral.counterpart_${value}`) }))}
          error={error('counterpart')}
        />
      )}
      {has('number') && text('number', 4)}
      {has('issuedOn') && day('issuedOn')}
      {places.length > 0 && (
        <div className="picks long field">
          <RadioRow
            list
            label={t('referral.f_place')}
            field="referral.placeId"
            value={String(typed.placeId ?? 'none')}
            onChange={(value) => {
              const place = places.find(({ id }) => String(id) === value)
              onChange(
                place
                  ? {
                      placeId: place.id,
                      organisationId: place.organisationId,
                      profession: place.title,
                      vacancyId: null,
                    }
                  : { placeId: null },
              )
            }}
            options={[
              { value: 'none', label: t('referral.place_none') },
              ...places.map((place) => ({
                value: String(place.id),
                label: place.title,
                note: placeNote(t, place),
              })),
            ]}
            error={error('placeId')}
          />
        </div>
      )}
      {has('organisationId') && counterpart && (
        <OrganisationField
          field="referral.organisationId"
          kind={kinds[counterpart]}
          label={t(`referral.organisation_${counterpart}`)}
          optional={counterpart === 'receiving_centre'}
          value={String(fields.organisationId ?? '')}
          onChange={(id) => onChange({ organisationId: Number(id), placeId: null, vacancyId: null })}
          error={error('organisationId')}
        />
      )}
      {counterpart === 'employer' && fields.organisationId !== null && (
        <VacancyField
          organisationId={fields.organisationId}
          value={typed.vacancyId}
          onChange={(vacancyId, profession) =>
            onChange({ vacancyId, ...(profession && typed.profession === '' ? { profession } : {}) })
          }
          error={error('vacancyId')}
        />
      )}
      {has('profession') && (
        <ClassifierField
          kind="nkz"
          width={12}
          label={t('referral.f_profession')}
          field="referral.profession"
          value={typed.profession}
          code={typed.professionCode}
          onChange={(profession, professionCode) => onChange({ profession, professionCode })}
          maxLength={300}
          kazakhKeys
          error={error('profession')}
        />
      )}
      {has('category') && (
        <SelectField
          width={8}
          label={t('referral.f_category')}
          field="referral.category"
          value={typed.category || fields.category || 'none'}
          onChange={(category) => onChange({ category: category === 'none' ? '' : category })}
          options={[
            ...(fields.category === '' ? [{ value: 'none', label: t('referral.category_none') }] : []),
            ...prepared.categories.map((value) => ({ value, label: t.any('referral.category_' + value) })),
          ]}
          error={error('category')}
        />
      )}
      {has('startOn') && day('startOn')}
      {has('months') && <TextField {...count('months')} />}
      {has('days') && <TextField {...count('days')} />}
      {has('endOn') &&
        day(
          'endOn',
          typed.endOn === '' && fields.endOn !== ''
            ? t('referral.end_computed', { date: formatDate(fields.endOn) })
            : undefined,
        )}
      {has('commissionOn') && day('commissionOn')}
      {has('commissionNumber') && text('commissionNumber', 4)}
      {has('destination') && text('destination', 12)}
      {has('family') && (
        <Family family={typed.family} onChange={(family) => onChange({ family })} error={error('family')} />
      )}
      {has('digitalConsent') && (
        <Choice
          label={t('referral.f_digitalConsent')}
          field="referral.digitalConsent"
          value={typed.digitalConsent}
          onChange={(digitalConsent) => onChange({ digitalConsent })}
          options={(['one_time_password', 'sms_answer'] as const).map((value) => ({
            value,
            label: t(`referral.digital_${value}`),
          }))}
          error={error('digitalConsent')}
        />
      )}
      <Findings prepared={prepared} />
    </>
  )
}

/** An open vacancy of the employer, where the place is one. */
function VacancyField(props: {
  organisationId: number
  value: number | null
  onChange: (id: number | null, profession: string) => void
  error: string | undefined
}) {
  const t = useT()
  const { organisationId, value } = props
  const found = useCall('vacancy.search', { organisationId, state: 'open', limit: 50 }).data?.vacancies ?? []
  if (found.length === 0) return null
  return (
    <SelectField
      width={8}
      optional
      label={t('referral.f_vacancy')}
      field="referral.vacancyId"
      value={String(value ?? 'none')}
      onChange={(id) =>
        props.onChange(
          id === 'none' ? null : Number(id),
          found.find((one) => String(one.id) === id)?.profession ?? '',
        )
      }
      options={[
        { value: 'none', label: t('referral.vacancy_none') },
        ...found.map((one) => ({
          value: String(one.id),
          label: t('referral.vacancy_of', { profession: one.profession, left: one.placesLeft }),
        })),
      ]}
      error={props.error}
    />
  )
}

/** R142: who moves along, with the relation. */
function Family(props: {
  family: ReferralFields['family']
  onChange: (family: ReferralFields['family']) => void
  error: string | undefined
}) {
  const t = useT()
  const { family, onChange } = props
  const put = (index: number, patch: Partial<ReferralFields['family'][number]>) =>
    onChange(family.map((one, i) => (i === index ? { ...one, ...patch } : one)))
  return (
    <fieldset className="field family" data-field="referral.family">
      <legend className="caption">{t('referral.f_family')}</legend>
      {family.map((one, i) => (
        <div className="family-row" key={i}>
          <TextField
            kazakhKeys
            label={t('referral.f_relation')}
            value={one.relation}
            onChange={(relation) => put(i, { relation })}
            maxLength={60}
          />
          <TextField
            kazakh
            label={t('referral.f_member')}
            value={one.fullName}
            onChange={(fullName) => put(i, { fullName })}
            maxLength={200}
          />
          <Button
            small
            kind="plain"
            icon="remove"
            onPress={() => onChange(family.filter((_, at) => at !== i))}
          >
            {t('referral.family_remove')}
          </Button>
        </div>
      ))}
      <Button small icon="plus" onPress={() => onChange([...family, { relation: '', fullName: '' }])}>
        {t('referral.family_add')}
      </Button>
      {props.error && (
        <p className="error" role="alert">
          <Icon small name="stop" />
          {props.error}
        </p>
      )}
    </fieldset>
  )
}

/** What the rules find, each with its source; what binds stands first. */
function Findings({ prepared }: { prepared: Preparation }) {
  const t = useT()
  const { findings, notes, missing } = prepared
  const fields = new Set(missing.map(({ text }) => text.ru))
  // What is missing stands beside its field already.
  const told = findings.filter(({ level, sentence }) => level !== 'print' && !fields.has(sentence.ru))
  const warns = told.filter(({ level }) => level === 'warn' || level === 'block' || level === 'record')
  const infos = told.filter((one) => !warns.includes(one))
  if (told.length + notes.length === 0) return null
  return (
    <ul className="lines field referral-findings">
      {notes.map(({ field, text }) => (
        <li key={(field ?? '') + text.ru}>
          <Icon small name="warn" className="c-today" />
          <span>{t.local(text)}</span>
        </li>
      ))}
      {[...warns, ...infos].map((one) => (
        <li key={one.rule + one.sentence.ru}>
          <Icon
            small
            name={warns.includes(one) ? 'warn' : 'info'}
            className={warns.includes(one) ? 'c-today' : 'c-info'}
          />
          <span>
            {t.local(one.sentence)} <span className="second">{t.local(one.source)}</span>
          </span>
        </li>
      ))}
    </ul>
  )
}

/** A referral that was issued: its number, where the person goes, whether it is signed. */
export function IssuedReferral({ prepared }: { prepared: Preparation }) {
  const t = useT()
  const { issued } = prepared
  if (!issued) return null
  const place = issued.organisation ? organisationName(t, issued.organisation) : issued.destination
  return (
    <p>
      {t('referral.issued_line', { number: issued.number, place })}
      <br />
      <span className="second">
        {[
          issued.profession,
          issued.startsOn &&
            t('referral.place_days', { from: formatDate(issued.startsOn), to: formatDate(issued.endsOn) }),
          issued.slipDue && t('referral.slip_by', { date: formatDate(issued.slipDue.due) }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </p>
  )
}

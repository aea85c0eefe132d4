/** R43: the file of an assistant before it is taken in, case by case, with what the clerk must choose. */
import { useState } from 'react'
import type { OutputOf } from '../../../shared/contract'
import type { RuralField, RuralIncoming } from '../../../shared/contract/rural'
import type { MessageKey, Translator } from '../../../shared/locale'
import { call } from '../../api/client'
import { useCommand, useInvalidate } from '../../api/hooks'
import {
  Button,
  Chip,
  Choice,
  DateField,
  Dialog,
  Note,
  TextField,
  Tick,
  useErrorText,
  useToast,
} from '../../components'
import { useDesk } from '../../desk'
import { formatDate, formatDateTime, formatPhone, shortName } from '../../format'
import { useT } from '../../i18n'
import { problemText } from '../counter/problems'

export type Read = OutputOf<'rural.readFile'> & { token: string }
type Keep = Partial<Record<RuralField, 'ours' | 'theirs'>>
interface Chosen {
  on: boolean
  keep: Keep
  similarSeen: boolean
  secondReason: string
}

const captions: Record<RuralField, MessageKey> = {
  iin: 'common.iin',
  iinOverrideReason: 'counter.iin_reason',
  lastName: 'counter.last_name',
  firstName: 'counter.first_name',
  middleName: 'counter.middle_name',
  fullNameRuGen: 'rural.field_genitive',
  birthDate: 'rural.card_birth',
  sex: 'rural.card_sex',
  category: 'rural.card_category',
  addressKind: 'counter.address_kind',
  address: 'counter.address',
  phone: 'counter.phone',
  mobile: 'counter.mobile',
  email: 'counter.email',
  identityDocument: 'rural.card_document',
  labourActivity: 'counter.labour_activity',
  education: 'counter.education',
  mismatchReason: 'counter.mismatch_reason',
}

/** A value of a field as people read it. */
function valueText(t: Translator, field: RuralField, value: string): string {
  if (value === '') return t('desk.none')
  if (field === 'birthDate') return formatDate(value)
  if (field === 'phone' || field === 'mobile') return formatPhone(value)
  if (field === 'sex') return t.any('common.sex_' + value)
  if (field === 'category') return t.any('common.category_' + value)
  if (field === 'addressKind') return t.any('common.address_' + value)
  if (field !== 'identityDocument') return value
  const [kind = '', ...rest] = value.split(' ')
  return [
    t.any('common.document_' + kind),
    ...rest.map((part) => (/^\d{4}-\d{2}-\d{2}$/.test(part) ? formatDate(part) : part)),
  ].join(', ')
}

const usable = ({ verdict }: RuralIncoming) => verdict === 'new' || verdict === 'known'

/** What keeps a ticked case from being taken in; the words name the first thing to do. */
function openOf(t: Translator, one: RuralIncoming, chosen: Chosen): string | null {
  if (one.differences.some(({ field, chosen: asked }) => asked && !chosen.keep[field]))
    return t('rural.choose_fields')
  if (one.similar.length > 0 && !chosen.similarSeen) return t('rural.look_at_similar')
  if (one.openApplication && chosen.secondReason.trim() === '') return t('rural.say_second')
  return null
}

export function TakeIn({ read: first, onClose }: { read: Read; onClose: () => void }) {
  const t = useT()
  const toast = useToast()
  const { status } = useDesk()
  const invalidate = useInvalidate()
  const errorText = useErrorText()
  const command = useCommand('rural.takeIn')
  const [read, setRead] = useState(first)
  const [receivedOn, setReceivedOn] = useState(status.today)
  const [fault, setFault] = useState<string | null>(null)
  const [chosen, setChosen] = useState<Record<string, Chosen>>(() =>
    Object.fromEntries(
      first.cases.map((one) => [one.id, { on: usable(one), keep: {}, similarSeen: false, secondReason: '' }]),
    ),
  )
  const set = (id: string, patch: Partial<Chosen>) =>
    setChosen((all) => ({ ...all, [id]: { ...all[id]!, ...patch } }))
  const look = async (day: string) => {
    const result = await call('rural.readFile', { token: read.token, receivedOn: day })
    setFault(result.ok ? null : errorText(result.error))
    if (result.ok) setRead({ ...result.value, token: read.token })
  }
  const ticked = read.cases.filter((one) => usable(one) && chosen[one.id]?.on)
  const open = ticked.flatMap((one) => {
    const why = openOf(t, one, chosen[one.id]!)
    return why ? [`${one.personName}: ${why}`] : []
  })
  const take = async () => {
    if (command.busy) return
    setFault(null)
    const result = await command.run({
      token: read.token,
      receivedOn,
      cases: ticked.map(({ id, person }) => {
        const { keep, similarSeen, secondReason } = chosen[id]!
        return { id, personVersion: person?.version ?? null, keep, similarSeen, secondReason }
      }),
    })
    if (!result.ok) {
      setFault(errorText(result.error))
      if (result.error.code === 'version_conflict') await look(receivedOn)
      return
    }
    invalidate('rural', 'people', 'applications', 'documents', 'deadlines')
    toast(t('rural.taken', { n: result.value.taken }))
    onClose()
  }
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t('rural.file_title', { number: read.number })}
      actions={
        <>
          <Button
            kind="primary"
            icon="disk"
            shortcut="F8"
            notReady={ticked.length === 0 ? [t('rural.none_ticked')] : open}
            onPress={() => void take()}
          >
            {t('rural.take_in_n', { n: ticked.length })}
          </Button>
          {fault && (
            <p className="not-ready" role="alert">
              <strong>{t('settings.not_saved')}</strong> {fault}
            </p>
          )}
        </>
      }
    >
      <p>
        {t('rural.file_lead', {
          assistant: read.assistant,
          district: t.language === 'ru' ? read.district.ru : read.district.kk,
          akim: read.akim,
          sent: formatDate(read.sentOn),
        })}
      </p>
      {read.before && (
        <Note tone="today">
          {t('rural.file_before', { by: shortName(read.before.by), at: formatDateTime(read.before.at) })}
        </Note>
      )}
      <div className="fields">
        <DateField
          field="receivedOn"
          width={4}
          century="near"
          label={t('rural.received_on')}
          value={receivedOn}
          onChange={(day) => {
            setReceivedOn(day)
            void look(day)
          }}
        />
        <p className="second field">{t('rural.received_help')}</p>
      </div>
      <ul className="village-cases">
        {read.cases.map((one, i) => (
          <Incoming
            key={one.id || i}
            one={one}
            chosen={chosen[one.id] ?? { on: false, keep: {}, similarSeen: false, secondReason: '' }}
            set={(patch) => set(one.id, patch)}
          />
        ))}
      </ul>
    </Dialog>
  )
}

const verdictTone = { new: 'done', known: 'info', taken: 'wait', unusable: 'stop' } as const

function Incoming({
  one,
  chosen,
  set,
}: {
  one: RuralIncoming
  chosen: Chosen
  set: (patch: Partial<Chosen>) => void
}) {
  const t = useT()
  const name = one.personName || t('rural.no_name')
  const stops = one.problems.filter(({ severity }) => severity === 'block')
  return (
    <li>
      <div className="village-case-head">
        {usable(one) ? (
          <Tick checked={chosen.on} onChange={(on) => set({ on })}>
            <b>{name}</b>
          </Tick>
        ) : (
          <b>{name}</b>
        )}
        <Chip tone={verdictTone[one.verdict]}>{t(`rural.verdict_${one.verdict}`)}</Chip>
      </div>
      <p className="second">
        {[
          one.iinMasked,
          one.check && t(`rural.result_${one.check.result}`) + ', ' + formatDate(one.check.on),
          one.check?.note,
          one.application && '№ ' + one.application.number,
          one.fault && t(`rural.fault_${one.fault}`),
          ...stops.map((problem) => problemText(t, problem)),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {usable(one) && chosen.on && <Choices one={one} chosen={chosen} set={set} />}
    </li>
  )
}

function Choices({
  one,
  chosen,
  set,
}: {
  one: RuralIncoming
  chosen: Chosen
  set: (patch: Partial<Chosen>) => void
}) {
  const t = useT()
  const { differences, similar, openApplication } = one
  return (
    <>
      {differences.length > 0 && (
        <table className="village-differences">
          <caption className="vh">{t('rural.differences')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('rural.field')}</th>
              <th scope="col">{t('rural.ours')}</th>
              <th scope="col">{t('rural.theirs')}</th>
              <th scope="col">{t('rural.stays')}</th>
            </tr>
          </thead>
          <tbody>
            {differences.map(({ field, ours, theirs, chosen: asked }) => (
              <tr key={field}>
                <th scope="row">{t(captions[field])}</th>
                <td>{valueText(t, field, ours)}</td>
                <td>{valueText(t, field, theirs)}</td>
                <td>
                  {asked ? (
                    <Choice
                      bare
                      label={t('rural.stays_of', { field: t(captions[field]), name: one.personName })}
                      value={chosen.keep[field] ?? null}
                      onChange={(side) => set({ keep: { ...chosen.keep, [field]: side } })}
                      options={[
                        { value: 'ours', label: t('rural.keep_ours') },
                        { value: 'theirs', label: t('rural.keep_theirs') },
                      ]}
                    />
                  ) : (
                    <span className="second">{t('rural.document_counts')}</span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {similar.length > 0 && (
        <Note tone="today">
          <p>{t('rural.similar')}</p>
          <ul>
            {similar.map((person) => (
              <li key={person.id}>
                <a href={'#/people/' + person.id}>{person.fullName}</a>, {formatDate(person.birthDate)},{' '}
                {person.iinMasked}
              </li>
            ))}
          </ul>
          <Tick checked={chosen.similarSeen} onChange={(similarSeen) => set({ similarSeen })}>
            {t('counter.similar_other')}
          </Tick>
        </Note>
      )}
      {openApplication && (
        <TextField
          label={t('counter.second_reason')}
          help={t('rural.open_application', { number: openApplication.number })}
          value={chosen.secondReason}
          onChange={(secondReason) => set({ secondReason })}
          maxLength={500}
          kazakhKeys
        />
      )}
    </>
  )
}

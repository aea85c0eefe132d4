import { useEffect, useId, useRef, useState } from 'react'
import type { OutputOf } from '../../../shared/contract'
import { notHeld } from '../../../shared/law/intake'
import type { Translator } from '../../../shared/locale'
import type { IntakeDraft } from '../../../shared/model'
import { isDay } from '../../../shared/rules/dates'
import { foldName } from '../../../shared/rules/names'
import { useCall } from '../../api/hooks'
import { Choice, DateField, ErrorNote, Icon, Kbd, RadioRow, TextField, Tick } from '../../components'
import { useDesk } from '../../desk'
import { capital } from '../../format'
import { useT } from '../../i18n'
import { kazakhLetter, typeLetter, useKey } from '../../keys'
import { editionText, placeText } from '../law/text'
import { Said, useProblem } from './problems'
import { YesNo } from './steps'
import { change, chooseService, setArchive, type Intake } from './store'

type Check = OutputOf<'intake.check'>
export type Service = OutputOf<'intake.services'>[number]

/** Services on the day of acceptance; of an archive entry once its day is typed. */
export function useServices({ archive }: Pick<IntakeDraft, 'archive'>) {
  const { status } = useDesk()
  const day = archive?.acceptanceDate ?? ''
  const known = isDay(day) && day <= status.today
  return useCall(
    'intake.services',
    { archiveDate: archive && day },
    { enabled: archive === null || known, staleTime: 300_000 },
  )
}

/** The desk where it is handed in: the one chosen, or the usual one. */
export const deskOf = (service: Service | undefined, { place }: Pick<IntakeDraft, 'place'>) =>
  service?.places.find((one) => one.id === place) ?? service?.places[0]

/** Kinds of application that this desk takes. */
const casesHere = (service: Service, data: Pick<IntakeDraft, 'place'>) =>
  service.cases.filter(({ id }) => deskOf(service, data)?.cases.includes(id))

/** Choices that the service does not offer (any more), put right; what leaves no choice is chosen. */
function mended(service: Service, data: IntakeDraft): Partial<IntakeDraft> {
  const one = (options: readonly { id: string }[], value: string) =>
    options.some(({ id }) => id === value) ? value : options.length === 1 ? options[0]!.id : ''
  const place = service.places.some(({ id }) => id === data.place) ? data.place : ''
  const right = {
    place,
    caseId: one(casesHere(service, { place }), data.caseId),
    measure: one(service.measures, data.measure),
    recipient: one(service.recipients, data.recipient),
  }
  return Object.fromEntries(
    Object.entries(right).filter(([key, value]) => data[key as keyof typeof right] !== value),
  )
}

/** One of what the law leaves to choose; nothing where it leaves no choice. */
function Pick({
  field,
  label,
  value,
  options,
  quiet,
}: {
  field: 'place' | 'caseId' | 'measure' | 'recipient' | 'term'
  label: string
  value: string
  options: readonly { id: string; label: string; group?: string | undefined }[]
  quiet: boolean
}) {
  const problem = useProblem(field, { quiet })
  if (options.length < 2) return null
  const longest = Math.max(...options.map((one) => one.label.length))
  const shared = {
    label,
    field,
    value: value === '' ? null : value,
    onChange: (next: string) => change({ [field]: next }),
    options: options.map(({ id: value, label, group }) => ({ value, label, group })),
    ...problem,
  }
  if (options.length <= 3 && longest <= 32 && options.every((one) => !one.group))
    return <Choice {...shared} />
  return (
    <div className={longest > 36 ? 'picks long' : 'picks'}>
      <RadioRow {...shared} />
    </div>
  )
}

/** Number of the standard and edition of the act; or that its edition is not held. */
function editionOfService(t: Translator, service: Service): string {
  if (service.edition === notHeld) return t('counter.edition_not_held')
  const edition = t('counter.edition', { edition: editionText(t, service.edition) })
  return service.number === null ? edition : `${t('law.standard', { number: service.number })}, ${edition}`
}

/** A service found by typing: a name in any language, a number, a code. */
function Finder({
  services,
  value,
  onPicked,
}: {
  services: readonly Service[]
  value: string
  onPicked: () => void
}) {
  const t = useT()
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [open, setOpen] = useState(false)
  const [active, setActive] = useState(0)
  useKey(
    'F5',
    () => {
      input.current?.focus()
      setOpen(true)
    },
    { label: t('counter.other_service') },
  )
  // What was found must not hang below the edge of the page.
  useEffect(() => {
    if (open) document.getElementById(id + '-l')?.scrollIntoView({ block: 'nearest' })
  }, [id, open, text])
  const words = foldName(text).split(' ').filter(Boolean)
  const found = services
    .filter((service) => {
      const { kk, ru, en } = service.name
      const all = foldName([kk, ru, en, service.code, service.number ?? '', service.edition].join(' '))
      return words.every((word) => all.includes(word))
    })
    .sort((a, b) => Number(b.number === Number(text)) - Number(a.number === Number(text)))
  const at = Math.min(active, found.length - 1)
  const chosen = services.find((service) => service.code === value)
  const close = () => {
    setOpen(false)
    setText('')
    setActive(0)
  }
  const pick = (service: Service | undefined) => {
    if (!service) return
    chooseService(service.code)
    close()
    onPicked()
  }
  const walk = (to: number) => {
    setOpen(true)
    const next = open ? Math.max(0, Math.min(found.length - 1, to)) : at
    setActive(next)
    document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: 'nearest' })
  }
  return (
    <div className="service-finder">
      <div className="field">
        <label htmlFor={id}>
          {t('counter.service_find')} <Kbd>F5</Kbd>
        </label>
        <input
          ref={input}
          id={id}
          className="input"
          role="combobox"
          aria-expanded={open}
          aria-controls={id + '-l'}
          aria-autocomplete="list"
          aria-activedescendant={open && found[at] ? `${id}-${at}` : undefined}
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          data-field="serviceCode"
          value={text}
          placeholder={t('counter.service_find_help')}
          onChange={(event) => {
            setText(event.currentTarget.value)
            setOpen(true)
            setActive(0)
          }}
          onClick={() => setOpen(true)}
          onBlur={close}
          onKeyDown={(event) => {
            const letter = kazakhLetter(event.nativeEvent)
            if (letter) {
              event.preventDefault()
              event.stopPropagation()
              typeLetter(event.currentTarget, letter)
            } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
              event.preventDefault()
              walk(at + (event.key === 'ArrowDown' ? 1 : -1))
            } else if (event.key === 'Enter') {
              event.preventDefault()
              if (open) pick(found[at])
              else setOpen(true)
            } else if (event.key === 'Escape' && open) {
              event.preventDefault()
              event.stopPropagation()
              close()
            }
          }}
        />
        {open && (
          <div className="results" id={id + '-l'} role="listbox" aria-label={t('counter.service')}>
            {found.map((service, i) => (
              <div
                key={service.code}
                id={`${id}-${i}`}
                role="option"
                aria-selected={i === at}
                onPointerDown={(event) => event.preventDefault()}
                onClick={() => pick(service)}
              >
                <b>{t.local(service.name)}</b>
                <span className="second">{editionOfService(t, service)}</span>
              </div>
            ))}
            {found.length === 0 && <p className="empty">{t('law.none')}</p>}
          </div>
        )}
      </div>
      {chosen && (
        <p>
          <b>{t.local(chosen.name)}</b>
          <span className="second block">{editionOfService(t, chosen)}</span>
        </p>
      )}
    </div>
  )
}

/** R1, R179: an old paper case: its day, its number, whether its papers are made too. */
function ArchiveFields({ archive, quiet }: { archive: NonNullable<IntakeDraft['archive']>; quiet: boolean }) {
  const t = useT()
  const date = useProblem('archive.acceptanceDate', { quiet })
  const number = useProblem('archive.paperNumber', { quiet })
  const set = (patch: Partial<typeof archive>) => change({ archive: { ...archive, ...patch } })
  return (
    <>
      <div className="line archive-fields">
        <DateField
          label={t('counter.archive_date')}
          field="archive.acceptanceDate"
          value={archive.acceptanceDate}
          onChange={(acceptanceDate) => set({ acceptanceDate })}
          invalid={date.error !== undefined}
        />
        <TextField
          label={t('counter.archive_number')}
          field="archive.paperNumber"
          value={archive.paperNumber}
          onChange={(paperNumber) => set({ paperNumber })}
          maxLength={60}
          kazakhKeys
        />
        <Tick field="archive.papers" checked={archive.papers} onChange={(papers) => set({ papers })}>
          {t('counter.archive_papers')}
        </Tick>
      </div>
      <Said field="archive.acceptanceDate" quiet={quiet} />
      {number.error && <Said field="archive.paperNumber" quiet={quiet} />}
    </>
  )
}

/** More of them than can stand side by side are found by typing. */
const sideBySide = 5

/** Which service, from when, what of it is applied for, and what its law asks of the person (R11, R12, R182). */
export function ServiceStep({
  intake,
  check,
  services,
  quiet,
  onChosen,
}: {
  intake: Intake
  check: Check | undefined
  services: ReturnType<typeof useServices>
  quiet: boolean
  /** Another service was chosen by its key or by typing: the fields of the last one may be gone. */
  onChosen: () => void
}) {
  const t = useT()
  const { data } = intake
  const { archive } = data
  const list = services.data
  const service = list?.find((one) => one.code === data.serviceCode)
  const date = useProblem('applicationDate', { quiet })
  const second = useProblem('secondReason', { quiet })

  useEffect(() => {
    if (!list) return
    if (!service) {
      if (list[0]) chooseService(list[0].code)
      return
    }
    const patch = mended(service, data)
    if (Object.keys(patch).length > 0) change(patch)
  }, [list, service, data])

  const byTyping = archive !== null || (list?.length ?? 0) > sideBySide
  useKey(
    'F5',
    () => {
      const at = list?.findIndex((one) => one.code === data.serviceCode) ?? -1
      const next = list?.[(at + 1) % list.length]
      if (!next) return
      chooseService(next.code)
      onChosen()
    },
    { label: t('counter.other_service'), when: !byTyping && (list?.length ?? 0) > 1 },
  )
  const toggle = () => {
    setArchive(archive === null)
    onChosen()
  }
  useKey('Ctrl+M', toggle, { label: t('counter.archive') })

  const named = (options: readonly { id: string; title: Service['name'] }[]) =>
    options.map(({ id, title }) => ({ id, label: t.local(title) }))
  const act = service?.edition === notHeld ? undefined : (check?.act ?? service?.act)
  const desks = (service?.places ?? []).map(({ id }) => ({
    id,
    label: id === 'provider' && !archive ? t('counter.place_here') : placeText(t, id),
  }))
  return (
    <div className="services">
      {!archive && <ErrorNote error={services.error} />}
      {!archive && list?.length === 0 && <p className="help">{t('counter.services_none')}</p>}
      {!byTyping && list && list.length > 0 && (
        <RadioRow
          bare
          label={t('counter.service')}
          field="serviceCode"
          value={data.serviceCode}
          onChange={chooseService}
          options={list.map((one) => ({ value: one.code, label: t.local(one.name) }))}
        />
      )}
      <div className="service-head">
        {!archive && <p className="second">{act && t.local(act)}</p>}
        <Tick checked={archive !== null} onChange={toggle}>
          {archive ? (
            <b className="archive-mark">
              <Icon small name="history" />
              {t('counter.archive')}
            </b>
          ) : (
            t('counter.archive')
          )}{' '}
          <Kbd>Ctrl+M</Kbd>
        </Tick>
      </div>
      {archive && <ArchiveFields archive={archive} quiet={quiet} />}
      {byTyping &&
        (list ? (
          <Finder services={list} value={data.serviceCode} onPicked={onChosen} />
        ) : (
          <p className="help">{t('counter.archive_date_first')}</p>
        ))}
      {archive && list && act && <p className="second">{t.local(act)}</p>}
      {service && (
        <>
          <Pick
            field="caseId"
            label={t('counter.case')}
            value={data.caseId}
            options={named(casesHere(service, data))}
            quiet={quiet}
          />
          <Pick
            field="measure"
            label={t('counter.measure')}
            value={data.measure}
            options={service.measures.map(({ id, title, group }) => ({
              id,
              label: t.local(title),
              group: group ? capital(t.local(group)) : undefined,
            }))}
            quiet={quiet}
          />
          <Pick
            field="recipient"
            label={t('counter.recipient')}
            value={data.recipient}
            options={named(service.recipients)}
            quiet={quiet}
          />
          <Pick
            field="term"
            label={t('counter.term')}
            value={data.term}
            options={named(check?.terms ?? [])}
            quiet={quiet}
          />
        </>
      )}
      <div className="line">
        <Pick
          field="place"
          label={t('counter.place')}
          value={deskOf(service, data)?.id ?? ''}
          options={desks}
          quiet={quiet}
        />
        <Choice
          label={t('counter.language')}
          field="language"
          value={data.language}
          onChange={(language) => change({ language })}
          options={[
            { value: 'kk', label: t('common.paper_kk') },
            { value: 'ru', label: t('common.paper_ru') },
          ]}
        />
        <DateField
          label={t(archive ? 'counter.application_date_archive' : 'counter.application_date')}
          field="applicationDate"
          value={data.applicationDate}
          onChange={(applicationDate) => change({ applicationDate })}
          invalid={date.error !== undefined}
        />
      </div>
      <Said field="applicationDate" quiet={quiet} />
      {service && service.questions.length > 0 && (
        <div>
          {service.questions.includes('no_work') && (
            <YesNo
              label={t('counter.no_work')}
              field="declaredNoWork"
              value={data.declaredNoWork}
              onChange={(declaredNoWork) => change({ declaredNoWork })}
              quiet={quiet}
            />
          )}
          {service.questions.includes('in_area') && (
            <YesNo
              label={t('counter.in_area')}
              field="inArea"
              value={data.inArea}
              onChange={(inArea) => change({ inArea })}
              quiet={quiet}
            />
          )}
        </div>
      )}
      {(second.error || second.warning || data.secondReason !== '') && (
        <TextField
          label={t('counter.second_reason')}
          field="secondReason"
          value={data.secondReason}
          onChange={(secondReason) => change({ secondReason })}
          maxLength={500}
          kazakhKeys
          {...second}
        />
      )}
    </div>
  )
}

/** The law at hand: find a service, see what it asks, lay two editions side by side. */
import { useCallback, useEffect, useRef } from 'react'
import { useLocation, useParams } from 'wouter'
import type { OutputOf } from '../../../shared/contract'
import { useCall, useCommand, useInvalidate } from '../../api/hooks'
import { Button, ErrorNote, Note, Page, useToast } from '../../components'
import { useDesk } from '../../desk'
import { useT } from '../../i18n'
import { useKey } from '../../keys'
import { Compare } from './compare'
import { Finder } from './finder'
import { Service } from './service'
import type { LawRow } from './text'
import { LawTexts } from './texts'
import './law.css'

interface Address {
  edition: string
  code: string
}

/** Address of a service, `/law/129/S-REF`; with another one beside it, `/law/129/S-REF/172/S-REF`. */
const addressOf = (...services: Address[]): string =>
  '/law' + services.map(({ edition, code }) => `/${edition}/${code}`).join('')

export default function LawPage() {
  const t = useT()
  const { can } = useDesk()
  const [, go] = useLocation()
  const { edition, code, withEdition, withCode } = useParams<Record<string, string | undefined>>()
  const input = useRef<HTMLInputElement>(null)
  const service = edition && code ? { edition, code } : null
  const texts = edition === 'texts' && !code
  const other = withEdition && withCode ? { edition: withEdition, code: withCode } : null
  const search = useCallback(() => {
    input.current?.focus()
    input.current?.select()
  }, [])

  // The key of the rail leads to the search also from a service that is open here.
  useEffect(() => {
    const arrive = () => {
      if (/^#?\/law\/?$/.test(location.hash)) search()
    }
    window.addEventListener('hashchange', arrive)
    return () => window.removeEventListener('hashchange', arrive)
  }, [search])
  useKey('Esc', () => (other && service ? go(addressOf(service)) : search()))

  const open = useCallback((row: LawRow) => go(addressOf(row)), [go])
  const list = useCall('law.list', {}).data
  const rows = list?.services
  // The older one stands at the left, whichever was open first.
  const since = (one: Address) =>
    rows?.find((row) => row.code === one.code && row.edition === one.edition)?.inForce.from ?? ''
  const sides: [Address, Address] | null =
    service && other ? (since(service) <= since(other) ? [service, other] : [other, service]) : null
  return (
    <Page title={t('law.title')} className={'law-page' + (sides ? ' comparing' : '')}>
      <div className="law-split">
        <div className="law-left">
          <div className="law-title">
            <h1>{t('law.title')}</h1>
            <TextsButton open={texts} onPress={() => go('/law/texts')} />
          </div>
          {list && list.faults.length > 0 && <Faults faults={list.faults} />}
          <Finder
            input={input}
            opened={service ? `${service.code}/${service.edition}` : undefined}
            onOpen={open}
          />
        </div>
        <div className="law-right">
          {texts ? (
            <LawTexts />
          ) : service && sides ? (
            rows && (
              <Compare
                key={addressOf(...sides)}
                a={sides[0]}
                b={sides[1]}
                onBack={() => go(addressOf(service))}
              />
            )
          ) : service ? (
            <Opened
              key={addressOf(service)}
              {...service}
              rows={rows ?? []}
              onCompare={(row) => go(addressOf(service, row))}
              onOpen={(next) => go(addressOf(next))}
            />
          ) : (
            <div className="law-none">
              <h2>{t('law.choose_title')}</h2>
              <p className="quiet">{t('law.choose_text')}</p>
              <p className="quiet">{t('law.keys')}</p>
              {can('settings') && (
                <div className="law-files">
                  <p className="second">{t('law.files_help')}</p>
                  <Reload />
                </div>
              )}
            </div>
          )}
        </div>
      </div>
    </Page>
  )
}

/** Leads to the texts that the orders leave open, and says how many of them are not put in. */
function TextsButton({ open, onPress }: { open: boolean; onPress: () => void }) {
  const t = useT()
  const missing = useCall('law.texts', {}).data?.filter((row) => row.current === null).length ?? 0
  return (
    <div className="end">
      <Button small kind={open ? 'default' : 'plain'} icon="list" onPress={onPress}>
        {t('law.texts_open')}
      </Button>
      {missing > 0 && <span className="second">{t('law.texts_missing', { n: missing })}</span>}
    </div>
  )
}

/** Law files of the centre that were left out, with what stands in for them. */
function Faults({ faults }: { faults: OutputOf<'law.list'>['faults'] }) {
  const t = useT()
  const { can } = useDesk()
  return (
    <Note tone="today">
      <p>
        {t('law.faults_title')} {!can('settings') && t('law.faults_tell')}
      </p>
      <ul className="second">
        {faults.map((fault) => (
          <li key={fault.file + fault.path + fault.reason}>
            {t('law.fault', { ...fault, path: fault.path || t('law.fault_whole') })}
          </li>
        ))}
      </ul>
      <Reload />
    </Note>
  )
}

/** For the administrator: read the centre's own law files again, without a new start. */
function Reload() {
  const t = useT()
  const { can } = useDesk()
  const toast = useToast()
  const invalidate = useInvalidate()
  const reload = useCommand('law.reload')
  const again = async () => {
    if (reload.busy) return
    const result = await reload.run({})
    if (!result.ok) return
    invalidate('settings', 'deadlines')
    toast(t('law.reloaded', { faults: result.value.faults.length }), { icon: 'law' })
  }
  if (!can('settings')) return null
  return (
    <>
      <Button small icon="again" onPress={() => void again()}>
        {t('law.reload')}
      </Button>
      <ErrorNote error={reload.error} />
    </>
  )
}

function Opened(props: {
  code: string
  edition: string
  rows: readonly LawRow[]
  onCompare: (row: LawRow) => void
  onOpen: (next: Address) => void
}) {
  const t = useT()
  const { code, edition, ...rest } = props
  const answer = useCall('law.get', { code, edition }, { staleTime: Infinity })
  if (!answer.data)
    return answer.error ? <ErrorNote error={answer.error} /> : <p className="empty">{t('law.loading')}</p>
  return <Service service={answer.data} {...rest} />
}

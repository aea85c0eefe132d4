/** The law at hand: find a service, see what it asks, lay two editions side by side. */
import { useCallback, useEffect, useRef } from 'react'
import { useLocation, useParams } from 'wouter'
import { useCall } from '../../api/hooks'
import { ErrorNote, Page } from '../../components'
import { useT } from '../../i18n'
import { useKey } from '../../keys'
import { Compare } from './compare'
import { Finder } from './finder'
import { Service } from './service'
import type { LawRow } from './text'
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
  const [, go] = useLocation()
  const { edition, code, withEdition, withCode } = useParams<Record<string, string | undefined>>()
  const input = useRef<HTMLInputElement>(null)
  const service = edition && code ? { edition, code } : null
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
  const rows = useCall('law.list', {}).data?.services
  // The older one stands at the left, whichever was open first.
  const since = (one: Address) =>
    rows?.find((row) => row.code === one.code && row.edition === one.edition)?.inForce.from ?? ''
  const sides: [Address, Address] | null =
    service && other ? (since(service) <= since(other) ? [service, other] : [other, service]) : null
  return (
    <Page title={t('law.title')} className={'law-page' + (sides ? ' comparing' : '')}>
      <div className="law-split">
        <div className="law-left">
          <h1>{t('law.title')}</h1>
          <Finder
            input={input}
            opened={service ? `${service.code}/${service.edition}` : undefined}
            onOpen={open}
          />
        </div>
        <div className="law-right">
          {service && sides ? (
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
            </div>
          )}
        </div>
      </div>
    </Page>
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

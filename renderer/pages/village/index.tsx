/** The village: cases of an assistant, what she sent, and what the centre took in from assistants. */
import { useLocation, useParams } from 'wouter'
import { useCall } from '../../api/hooks'
import { ErrorNote, Filters, Page } from '../../components'
import { useDesk } from '../../desk'
import { useT } from '../../i18n'
import { CasePage } from './case'
import { CasesView } from './cases'
import { ReceivedView } from './received'
import { TransfersView } from './transfers'
import '../person/panels/status.css'
import './village.css'

type View = 'cases' | 'transfers' | 'received'

export default function VillagePage() {
  const { view, id } = useParams<{ view?: string; id?: string }>()
  if (view === 'cases' && id) return <CasePage id={id} key={id} />
  return <Views asked={view} />
}

function Views({ asked }: { asked: string | undefined }) {
  const t = useT()
  const [, go] = useLocation()
  const { can } = useDesk()
  const cases = useCall('rural.cases', {})
  const centre = can('intake')
  // At the centre nobody has cases of their own, unless they work in a village as well.
  const own = !centre || cases.data === undefined || cases.data.place !== null || cases.data.cases.length > 0
  const views: readonly View[] = [
    ...(own ? (['cases', 'transfers'] as const) : []),
    ...(centre ? (['received'] as const) : []),
  ]
  const view = views.find((one) => one === asked) ?? (centre ? 'received' : 'cases')
  return (
    <Page title={t('rural.title')} className="list-page village-page">
      <div className="page-head">
        <h1>{t('rural.title')}</h1>
        {views.length > 1 && (
          <Filters
            label={t('rural.views')}
            value={view}
            onChange={(next) => go('/rural/' + next)}
            options={views.map((value) => ({ value, label: t(`rural.view_${value}`) }))}
          />
        )}
      </div>
      <ErrorNote error={cases.error} />
      {view === 'cases' && <CasesView />}
      {view === 'transfers' && <TransfersView />}
      {view === 'received' && <ReceivedView />}
    </Page>
  )
}

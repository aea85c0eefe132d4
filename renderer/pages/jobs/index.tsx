/** Vacancies of employers, who fits them, and the organisations that the centre works with. */
import { useLocation, useParams } from 'wouter'
import { Filters, Page } from '../../components'
import { useT } from '../../i18n'
import { OffersView } from './offers/list'
import { MeasuresView } from './measures'
import { OrganisationsView } from './organisations'
import { PlacesView } from './places'
import { VacanciesView } from './vacancies'
import './jobs.css'

const views = {
  vacancies: VacanciesView,
  offers: OffersView,
  organisations: OrganisationsView,
  places: PlacesView,
  measures: MeasuresView,
}
type View = keyof typeof views

export default function JobsPage() {
  const t = useT()
  const [, go] = useLocation()
  const params = useParams<{ view?: string; id?: string }>()
  const view: View = params.view && params.view in views ? (params.view as View) : 'vacancies'
  const Shown = views[view]
  const opened = Number(params.id) || null
  const shared = { opened, onOpen: (id: number) => go(`/jobs/${view}/${id}`, { replace: true }) }
  return (
    <Page title={t('jobs.title')} className="list-page jobs-page">
      <div className="page-head">
        <h1>{t('jobs.title')}</h1>
        <Filters
          label={t('jobs.views')}
          value={view}
          onChange={(next) => go('/jobs/' + next)}
          options={[
            { value: 'vacancies', label: t('jobs.view_vacancies') },
            { value: 'offers', label: t('offer.view') },
            { value: 'organisations', label: t('jobs.view_organisations') },
            { value: 'places', label: t('referral.view_places') },
            { value: 'measures', label: t('referral.view_measures') },
          ]}
        />
      </div>
      <Shown {...shared} />
    </Page>
  )
}

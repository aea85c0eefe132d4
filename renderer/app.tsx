/** The frame: rail, search box, top bar, and the page of the address. */
import { lazy, Suspense, useEffect, useState, type ComponentType } from 'react'
import { Link, Route, Router, Switch, useLocation } from 'wouter'
import { useHashLocation } from 'wouter/use-hash-location'
import type { Right } from '../shared/rights'
import { useCall } from './api/hooks'
import { Brand, Choice, Icon, Page, type IconName } from './components'
import { useDesk } from './desk'
import { formatDay, shortName } from './format'
import { QueueIndicator } from './frame/queue-indicator'
import { SearchBox } from './frame/search-box'
import { HelpPanel, type HelpTab } from './help/panel'
import { useLanguage, useT } from './i18n'
import { openCounter } from './intent'
import { comboAria, useKey, type Combo } from './keys'
import ApplicationPage from './pages/application'
import Counter from './pages/counter'
import type { MessageKey } from '../shared/locale'

const Today = lazy(() => import('./pages/today'))
const People = lazy(() => import('./pages/people'))
const PersonPage = lazy(() => import('./pages/person'))
const ComplaintPage = lazy(() => import('./pages/complaint'))
const Papers = lazy(() => import('./pages/papers'))
const Jobs = lazy(() => import('./pages/jobs'))
const Village = lazy(() => import('./pages/village'))
const Exchange = lazy(() => import('./pages/exchange'))
const Law = lazy(() => import('./pages/law'))
const Reports = lazy(() => import('./pages/reports'))
const Director = lazy(() => import('./pages/director'))
const DirectorSigning = lazy(() => import('./pages/director/signing'))
const Settings = lazy(() => import('./pages/settings'))

interface Entry {
  path: string
  title: MessageKey
  icon: IconName
  right: Right
  page: ComponentType
  /** Pattern of the addresses of its parts, where it has any. */
  parts?: string
  /** Digit of its key with Alt; an assistant in a village counts what she has. */
  digit: number
  /** An assistant in a village needs it as well. */
  village?: true
}

/** In the order of a clerk's day. */
const entries: readonly Entry[] = [
  {
    path: '/today',
    digit: 1,
    title: 'common.rail_today',
    icon: 'today',
    right: 'people_read',
    page: Today,
    village: true,
  },
  {
    path: '/counter',
    digit: 2,
    title: 'common.rail_counter',
    icon: 'counter',
    right: 'intake',
    page: Counter,
    parts: '/counter/:view?',
  },
  {
    path: '/people',
    digit: 3,
    title: 'common.rail_people',
    icon: 'people',
    right: 'people_read',
    page: People,
    village: true,
  },
  {
    path: '/papers',
    digit: 4,
    title: 'common.rail_papers',
    icon: 'papers',
    right: 'people_read',
    page: Papers,
    parts: '/papers/:view?/:id?',
  },
  {
    path: '/jobs',
    digit: 5,
    title: 'common.rail_jobs',
    icon: 'jobs',
    right: 'people_read',
    page: Jobs,
    parts: '/jobs/:view?/:id?',
  },
  {
    path: '/exchange',
    digit: 6,
    title: 'common.rail_exchange',
    icon: 'exchange',
    right: 'exchange',
    page: Exchange,
  },
  {
    path: '/rural',
    digit: 0,
    title: 'common.rail_rural',
    icon: 'village',
    right: 'rural',
    page: Village,
    parts: '/rural/:view?/:id?',
    village: true,
  },
  {
    path: '/law',
    digit: 7,
    title: 'common.rail_law',
    icon: 'law',
    right: 'signed_in',
    page: Law,
    parts: '/law/:edition?/:code?/:withEdition?/:withCode?',
    village: true,
  },
  {
    path: '/reports',
    digit: 8,
    title: 'common.rail_reports',
    icon: 'reports',
    right: 'reports',
    page: Reports,
  },
  {
    path: '/settings',
    digit: 9,
    title: 'common.rail_settings',
    icon: 'settings',
    right: 'signed_in',
    page: Settings,
    parts: '/settings/:tab?',
    village: true,
  },
]

export default function App() {
  return (
    <Router hook={useHashLocation}>
      <Frame />
    </Router>
  )
}

function Frame() {
  const t = useT()
  const { me, can } = useDesk()
  const [path, navigate] = useLocation()
  const [help, setHelp] = useState(false)
  const [helpTab, setHelpTab] = useState<HelpTab>('page')
  const assistant = can('rural') && !can('intake')
  const own = entries.filter(
    (entry) => (entry.right === 'signed_in' || can(entry.right)) && (!assistant || entry.village),
  )
  // Who may only sign in (an administrator) begins with the settings.
  const first = assistant ? '/rural' : (own.find((entry) => entry.right !== 'signed_in')?.path ?? '/settings')
  useEffect(() => {
    if (path === '/' || path === '') navigate(first, { replace: true })
  }, [path, navigate, first])
  useKey('F1', () => setHelp((open) => !open), { label: t('help.key') })
  useKey('F2', () => openCounter({ kind: 'new' }, navigate), {
    label: t('common.key_new_intake'),
    when: can('intake'),
  })
  return (
    <>
      <a
        className="skip"
        href="#main"
        onClick={(event) => {
          event.preventDefault()
          document.getElementById('main')?.querySelector<HTMLElement>('input, button, a, [tabindex]')?.focus()
        }}
      >
        {t('common.skip')}
      </a>
      <div className="shell">
        <Rail entries={own} path={path} />
        <TopBar onHelp={() => setHelp((open) => !open)} />
        <div className="main">
          <CalendarBanner />
          <ActingBanner />
          <Suspense
            fallback={
              <p className="waiting" role="status">
                <span className="vh">{t('common.opening')}</span>
              </p>
            }
          >
            <Switch>
              {own.map((entry) => (
                <Route key={entry.path} path={entry.parts ?? entry.path} component={entry.page} />
              ))}
              {can('direct') && <Route path="/director" component={Director} />}
              {can('direct') && <Route path="/director/signing" component={DirectorSigning} />}
              {can('people_read') && <Route path="/people/:id" component={PersonPage} />}
              {can('people_read') && <Route path="/complaints/:id" component={ComplaintPage} />}
              {can('people_read') && (
                <Route path="/applications/:id">
                  {({ id }) => <ApplicationPage key={id} id={Number(id)} />}
                </Route>
              )}
              <Route>{path === '/' ? null : <Nowhere name={me.fullName} />}</Route>
            </Switch>
          </Suspense>
        </div>
      </div>
      {help && <HelpPanel tab={helpTab} onTab={setHelpTab} onClose={() => setHelp(false)} />}
    </>
  )
}

function Rail({ entries: list, path }: { entries: readonly Entry[]; path: string }) {
  const t = useT()
  const { status, can } = useDesk()
  const { language } = useLanguage()
  const today = useCall('today.list', {}, { enabled: can('people_read') }).data
  const due =
    useCall('vacancy.search', { state: 'due', limit: 1 }, { enabled: can('people_read') }).data?.due ?? 0
  const assistant = can('rural') && !can('intake')
  const keyOf = (entry: Entry, i: number) => keyOfEntry(entry, i, assistant)
  const counts: Record<string, { n: number; words: string } | undefined> = today
    ? {
        '/today': {
          n: today.overdue + today.dueToday,
          words: t('common.count_today', { n: today.overdue + today.dueToday }),
        },
        '/papers': { n: today.toPrint, words: t('common.count_papers', { n: today.toPrint }) },
        '/jobs': { n: due, words: t('common.count_jobs', { n: due }) },
        '/exchange': { n: today.toSend, words: t('common.count_exchange', { n: today.toSend }) },
      }
    : {}
  return (
    <nav className="rail" aria-label={t('common.rail')}>
      <Brand />
      <ul>
        {list.map((entry, i) => {
          const count = counts[entry.path]
          const here =
            path === entry.path ||
            path.startsWith(entry.path + '/') ||
            (entry.path === '/today' && path.startsWith('/director')) ||
            (entry.path === '/people' && /^\/(?:applications|complaints)\//u.test(path))
          return (
            <li key={entry.path} className={entry.path === '/law' ? 'gap' : undefined}>
              <RailKey combo={keyOf(entry, i)} path={entry.path} label={t(entry.title)} />
              <Link
                href={entry.path}
                aria-current={here ? 'page' : undefined}
                aria-keyshortcuts={comboAria(keyOf(entry, i))}
              >
                <Icon name={entry.icon} />
                <span>{t(entry.title)}</span>
                {count && count.n > 0 && (
                  <span className="count">
                    <span aria-hidden="true">{count.n}</span>
                    <span className="vh"> {count.words}</span>
                  </span>
                )}
              </Link>
            </li>
          )
        })}
      </ul>
      <div className="rail-foot">
        {status.demoPassword !== null && <p className="strong">{t('common.demo_centre')}</p>}
        {status.centreName && <p>{language === 'ru' ? status.centreName.ru : status.centreName.kk}</p>}
        <p className="quiet">{t('common.data_here')}</p>
      </div>
    </nav>
  )
}

/** `Alt+1` to `Alt+9` as on every desk of a centre; the village, which few desks have much of, is `Alt+0`. */
const keyOfEntry = (entry: Entry, i: number, assistant: boolean): Combo =>
  `Alt+${assistant ? i + 1 : entry.digit}`

function RailKey({ combo, path, label }: { combo: string; path: string; label: string }) {
  const [, navigate] = useLocation()
  useKey(combo, () => navigate(path), { label })
  return null
}

function TopBar({ onHelp }: { onHelp: () => void }) {
  const t = useT()
  const { me, status, can, lock } = useDesk()
  const { language, setLanguage } = useLanguage()
  useKey('Ctrl+L', lock, { label: t('common.lock') })
  const position = language === 'ru' ? me.positionRu : me.positionKk
  return (
    <header className="topbar">
      <SearchBox />
      <div className="topbar-end">
        {/* An assistant works in her village, far from the hall. */}
        {(can('intake') || !can('rural')) && <QueueIndicator />}
        <span className="wide-only">{formatDay(t, status.today)}</span>
        <button
          type="button"
          className="link-quiet"
          onClick={lock}
          aria-keyshortcuts="Control+L"
          title={t('common.lock') + ' (Ctrl L)'}
        >
          <Icon name="lock" />
          <span>
            {shortName(me.fullName)}
            {position && <span className="wide-only">, {position}</span>}
          </span>
          <span className="vh">: {t('common.lock')}</span>
        </button>
        <button
          type="button"
          className="link-quiet"
          onClick={onHelp}
          aria-keyshortcuts="F1"
          title={t('help.key') + ' (F1)'}
        >
          <Icon name="help" />
          <span className="vh">{t('help.key')}</span>
        </button>
        <LanguageSwitch language={language} onChange={setLanguage} />
      </div>
    </header>
  )
}

/** Kazakh or Russian; English, for maintainers, is chosen in the settings. */
export function LanguageSwitch({
  language,
  onChange,
}: {
  language: string
  onChange: (language: 'kk' | 'ru') => void
}) {
  const t = useT()
  return (
    <Choice
      bare
      label={t('common.language')}
      value={language === 'en' ? null : (language as 'kk' | 'ru')}
      onChange={onChange}
      options={[
        { value: 'kk', label: 'Қаз' },
        { value: 'ru', label: 'Рус' },
      ]}
    />
  )
}

/** A year whose calendar is computed or missing is announced, not guessed silently. */
function CalendarBanner() {
  const t = useT()
  const { status } = useDesk()
  const missing = status.calendarWarnings.filter((warning) => warning.status === 'missing')
  if (missing.length === 0) return null
  return (
    <div className="banner today">
      <Icon name="warn" />
      {missing.map((warning) => t('common.calendar_missing', { year: String(warning.year) })).join(' ')}
    </div>
  )
}

/** Who stands in for the director is told so on every page, since papers and the audit trail say it too. */
function ActingBanner() {
  const t = useT()
  const { me } = useDesk()
  if (me.acting === null) return null
  return (
    <div className="banner today">
      <Icon name="info" />
      {t('director.acting_you', { name: me.acting })}
    </div>
  )
}

function Nowhere({ name }: { name: string }) {
  const t = useT()
  return (
    <Page title={t('common.nowhere')}>
      <div className="page-head">
        <h1>{t('common.nowhere')}</h1>
      </div>
      <div className="page-body">
        <p>{t('common.nowhere_next', { name })}</p>
      </div>
    </Page>
  )
}

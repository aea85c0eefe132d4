/** Settings: only the parts that the rights of whoever is signed in allow. */
import { useLocation, useParams } from 'wouter'
import type { ComponentType } from 'react'
import type { Right } from '../../../shared/rights'
import { Filters, Page } from '../../components'
import { useDesk } from '../../desk'
import { useT } from '../../i18n'
import { BackupPart } from './backup'
import { CalendarPart } from './calendar'
import { CentrePart } from './centre'
import { ClassifiersPart } from './classifiers'
import { DeskPart } from './desk'
import { FormsPart } from './forms'
import { JournalPart } from './journal'
import { LookPart } from './look'
import { PasswordPart } from './password'
import { QueuePart } from './queue'
import { StaffPart } from './staff'
import './settings.css'

const tabs = [
  'centre',
  'desk',
  'calendar',
  'classifiers',
  'staff',
  'queue',
  'forms',
  'journal',
  'backup',
  'look',
  'password',
] as const
type Tab = (typeof tabs)[number]

const parts: Record<Tab, { right: Right; part: ComponentType }> = {
  centre: { right: 'settings', part: CentrePart },
  desk: { right: 'settings', part: DeskPart },
  calendar: { right: 'signed_in', part: CalendarPart },
  classifiers: { right: 'settings', part: ClassifiersPart },
  staff: { right: 'staff', part: StaffPart },
  queue: { right: 'settings', part: QueuePart },
  forms: { right: 'signed_in', part: FormsPart },
  journal: { right: 'audit', part: JournalPart },
  backup: { right: 'settings', part: BackupPart },
  look: { right: 'signed_in', part: LookPart },
  password: { right: 'signed_in', part: PasswordPart },
}

export default function SettingsPage() {
  const t = useT()
  const { can } = useDesk()
  const [, go] = useLocation()
  const { tab: asked } = useParams<{ tab?: string }>()
  const own = tabs.filter((tab) => parts[tab].right === 'signed_in' || can(parts[tab].right))
  const tab = own.find((each) => each === asked) ?? own[0] ?? 'look'
  const { part: Part } = parts[tab]
  return (
    <Page title={t('settings.title')} className="settings-page">
      <div className="page-head">
        <h1>{t('settings.title')}</h1>
        <Filters
          label={t('settings.tabs')}
          value={tab}
          onChange={(value) => go('/settings/' + value, { replace: true })}
          options={own.map((value) => ({ value, label: t(`settings.tab_${value}`) }))}
        />
      </div>
      <Part key={tab} />
    </Page>
  )
}

/** People of the register and the journal of their applications. */
import { useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import { Button, Filters, Page } from '../../components'
import { useDesk } from '../../desk'
import { useT } from '../../i18n'
import { openCounter } from '../../intent'
import { DueList } from './due-list'
import { Journal } from './journal'
import { ComplaintList } from './complaint-list'
import { PeopleList } from './people-list'
import { PortalList } from './portal-list'

type Tab = 'people' | 'due' | 'journal' | 'portal' | 'complaints'

/** Where one was before a record was opened: Esc leads back there. */
let last: Tab = 'people'

export default function PeoplePage() {
  const t = useT()
  const { can } = useDesk()
  const [, go] = useLocation()
  const [tab, setTab] = useState<Tab>(last)
  useEffect(() => {
    last = tab
  }, [tab])
  return (
    <Page title={t('desk.people_title')} className="list-page">
      <div className="page-head">
        <h1>{t('desk.people_title')}</h1>
        <Filters
          label={t('desk.people_tabs')}
          value={tab}
          onChange={setTab}
          options={[
            { value: 'people', label: t('desk.people_tab_people') },
            { value: 'due', label: t('desk.people_tab_due') },
            { value: 'journal', label: t('desk.people_tab_journal') },
            { value: 'portal', label: t('portal.tab') },
            { value: 'complaints', label: t('complaint.tab') },
          ]}
        />
        <div className="end">
          {can('intake') && (
            <Button kind="primary" icon="plus" shortcut="F2" onPress={() => openCounter({ kind: 'new' }, go)}>
              {t('desk.new_intake')}
            </Button>
          )}
        </div>
      </div>
      {tab === 'people' && <PeopleList />}
      {tab === 'due' && <DueList />}
      {tab === 'journal' && <Journal />}
      {tab === 'portal' && <PortalList />}
      {tab === 'complaints' && <ComplaintList />}
    </Page>
  )
}

import { Filters } from '../../components'
import { useLocation } from 'wouter'
import { useCall } from '../../api/hooks'
import { useT } from '../../i18n'

export const shows = ['to_print', 'to_hand_over', 'all'] as const
export type Show = (typeof shows)[number]
type View = 'signing' | 'slips'

/** The lists of papers and the two of referrals: signing, and the notices that come back. */
export function PapersTabs({
  value,
  all,
  onShow,
}: {
  value: Show | View
  /** How many papers there are, where that is known. */
  all?: number | undefined
  onShow?: () => void
}) {
  const t = useT()
  const [, go] = useLocation()
  const counts = useCall('today.list', {}).data
  const referrals = useCall('referral.list', { limit: 1 }).data?.counts
  const signing = referrals && referrals.to_print + referrals.to_sign + referrals.to_hand_over
  return (
    <Filters
      label={t('desk.papers_tabs')}
      value={value}
      onChange={(next) => {
        onShow?.()
        go(next === 'signing' || next === 'slips' ? '/papers/' + next : '/papers?show=' + next, {
          replace: true,
        })
      }}
      options={[
        { value: 'to_print', label: t('desk.papers_tab_to_print'), count: counts?.toPrint },
        { value: 'to_hand_over', label: t('desk.papers_tab_to_hand_over'), count: counts?.toHandOver },
        { value: 'signing', label: t('referral.tab_signing'), count: signing },
        {
          value: 'slips',
          label: t('referral.tab_slips'),
          count: referrals && referrals.overdue + referrals.in_question,
        },
        { value: 'all', label: t('desk.papers_tab_all'), count: all },
      ]}
    />
  )
}

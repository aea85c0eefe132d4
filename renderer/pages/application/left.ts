import type { DeadlineWhy } from '../../../shared/model'

/**
 * Working days from today to the due day, counted on the days the core explained; 0 today, negative when past.
 * Days beyond the strip (an overdue case) count as calendar days without weekends.
 */
export function workingDaysLeft(why: DeadlineWhy, today: string): number {
  if (today === why.due) return 0
  if (today < why.due)
    return why.days.filter(
      (day) => day.day > today && (day.kind === 'counted' || day.kind === 'worked_weekend'),
    ).length
  let late = 0
  for (let day = Date.parse(why.due) + 86_400_000; day <= Date.parse(today); day += 86_400_000) {
    const weekday = new Date(day).getUTCDay()
    if (weekday !== 0 && weekday !== 6) late++
  }
  return -Math.max(1, late)
}

/** Which explanation belongs to which page. */
export const topics = [
  'today',
  'counter',
  'queue',
  'people',
  'person',
  'application',
  'complaint',
  'papers',
  'signing',
  'slips',
  'jobs',
  'exchange',
  'rural',
  'law',
  'reports',
  'director',
  'settings',
] as const
export type Topic = (typeof topics)[number]

/** The longest beginning of an address that fits wins. */
const places: readonly (readonly [string, Topic])[] = [
  ['/counter/queue', 'queue'],
  ['/director', 'director'],
  ['/people/', 'person'],
  ['/applications/', 'application'],
  ['/complaints/', 'complaint'],
  ['/papers/signing', 'signing'],
  ['/papers/slips', 'slips'],
  ...(
    [
      'today',
      'counter',
      'people',
      'papers',
      'jobs',
      'exchange',
      'rural',
      'law',
      'reports',
      'settings',
    ] as const
  ).map((name) => [`/${name}`, name] as const),
]

/** The topic of an address as it stands after `#`; an unknown page is explained by Today. */
export function topicOf(address: string): Topic {
  const fits = places.filter(([start]) => address.startsWith(start))
  return fits.sort(([a], [b]) => b.length - a.length)[0]?.[1] ?? 'today'
}

/** Steps of the guided first day, and the operations that show that one was done. */
export const daySteps = [
  { id: 'accept', address: '/counter', operations: ['intake.accept'] },
  { id: 'print', address: '/papers', operations: ['document.printed'] },
  { id: 'check', address: '/people', operations: ['application.check'] },
  { id: 'decide', address: '/people', operations: ['application.decide'] },
  { id: 'inform', address: '/people', operations: ['application.inform', 'application.mark'] },
  { id: 'batch', address: '/exchange', operations: ['exchange.make'] },
  { id: 'copy', address: '/settings/backup', operations: ['backup.make'] },
  { id: 'lock', address: '/today', operations: ['session.lock'] },
] as const

export const helpWords = [
  'application',
  'receipt',
  'notice',
  'referral',
  'job_seeker',
  'unemployed',
  'suitable_work',
  'deregistration',
  'plan',
  'measure',
  'checklist',
  'edition',
  'working_day',
  'iin',
  'batch',
  'acknowledgement',
  'complaint',
  'kandas',
  'assistant',
  'journal',
] as const

/** What a user notices in this version, the newest first. */
export const helpNews = [
  'classifiers',
  'queue',
  'search',
  'reports',
  'help',
  'exchange',
  'referrals',
] as const

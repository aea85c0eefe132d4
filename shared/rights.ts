/** Who may do what. Checked in `main/core/dispatch.ts`; screens only read it to hide what would be refused. */
export const roles = ['administrator', 'director', 'specialist', 'assistant'] as const
export type Role = (typeof roles)[number]

/**
 * `public`: before sign-in. `signed_in`: anyone on the staff. The others name a kind of work.
 */
export const rights = [
  'public',
  'signed_in',
  'people_read',
  'people_write',
  'intake',
  'decide',
  'papers',
  'mediate',
  /** What goes through an assistant in a village: her cases, and what the centre took over from her. */
  'rural',
  'exchange',
  'settings',
  'staff',
  'audit',
] as const
export type Right = (typeof rights)[number]

const byRole: Record<Role, readonly Right[]> = {
  administrator: ['people_read', 'exchange', 'settings', 'staff', 'audit'],
  director: [
    'people_read',
    'people_write',
    'intake',
    'decide',
    'papers',
    'mediate',
    'rural',
    'exchange',
    'audit',
  ],
  specialist: ['people_read', 'people_write', 'intake', 'decide', 'papers', 'mediate', 'rural', 'exchange'],
  // R42: she checks and sends; numbers, decisions and batches are the centre's.
  assistant: ['people_read', 'people_write', 'rural'],
}

/** The operating system's scheduler has no password: it may make the day's batch and nothing else. */
const schedulerRights: readonly Right[] = ['public', 'exchange']

/** Rights of a person with these roles; several roles add up. */
export function rightsOf(own: readonly Role[]): Set<Right> {
  return new Set<Right>(['public', 'signed_in', ...own.flatMap((role) => byRole[role])])
}

/** Rights of the unattended command line (`qabyldau export`). */
export function rightsOfScheduler(): Set<Right> {
  return new Set(schedulerRights)
}

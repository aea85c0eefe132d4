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
  'reports',
  /** The director's own: figures by clerk, whose a piece of work is. An acting director has it for a time. */
  'direct',
  /** R134: to record the director's signature; the director's own, and where nobody has that role, the specialists'. */
  'sign',
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
    'reports',
    'direct',
    'sign',
    'audit',
  ],
  specialist: [
    'people_read',
    'people_write',
    'intake',
    'decide',
    'papers',
    'mediate',
    'rural',
    'exchange',
    'reports',
  ],
  // R42: she checks and sends; numbers, decisions and batches are the centre's.
  assistant: ['people_read', 'people_write', 'rural'],
}

/** The operating system's scheduler has no password: it may make the day's batch and nothing else. */
const schedulerRights: readonly Right[] = ['public', 'exchange']

/**
 * Rights of a person with these roles; several roles add up. Who stands in for the director has theirs as well. In a
 * centre where nobody on the staff is a director, whoever decides records that the director signed on paper.
 */
export function rightsOf(
  own: readonly Role[],
  { acting = false, directed = true }: { acting?: boolean; directed?: boolean } = {},
): Set<Right> {
  const held: readonly Role[] = acting ? [...own, 'director'] : own
  const given = new Set<Right>(['public', 'signed_in', ...held.flatMap((role) => byRole[role])])
  if (!directed && given.has('decide')) given.add('sign')
  return given
}

/** Rights of the unattended command line (`qabyldau export`). */
export function rightsOfScheduler(): Set<Right> {
  return new Set(schedulerRights)
}

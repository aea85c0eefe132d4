import { auditHash, auditHeadKey, readSetting, type AuditHead, type AuditRow } from '../context'
import type { HandlersOf } from '../handlers'

/** Entries read at a time while the chain is walked, so that memory stays flat. */
const stride = 2000

export const auditHandlers: HandlersOf<'audit'> = {
  async 'audit.list'({ db }, { limit, before }) {
    const entries = await db<AuditRow>('audit')
      .where('seq', '<', before ?? Number.MAX_SAFE_INTEGER)
      .orderBy('seq', 'desc')
      .limit(limit)

    // Read before the walk: what is written meanwhile only makes the trail longer.
    const head = await readSetting<AuditHead | null>(db, auditHeadKey, null)
    let previous = ''
    let expected = 1
    let brokenAt: number | null = null
    for (;;) {
      const rows = await db<AuditRow>('audit').where('seq', '>=', expected).orderBy('seq').limit(stride)
      for (const row of rows) {
        if (
          brokenAt === null &&
          (row.seq !== expected ||
            row.previous !== previous ||
            row.hash !== auditHash(row) ||
            (row.seq === head?.seq && row.hash !== head.hash))
        ) {
          brokenAt = row.seq
        }
        previous = row.hash
        expected = row.seq + 1
      }
      if (rows.length < stride || brokenAt !== null) break
    }
    if (brokenAt === null && head && expected <= head.seq) brokenAt = expected
    return {
      whole: brokenAt === null,
      brokenAt,
      entries: entries.map((row) => ({
        seq: row.seq,
        at: row.at,
        by: row.by,
        operation: row.operation,
        entity: row.entity,
        entityId: row.entity_id,
        hash: row.hash,
      })),
    }
  },
}

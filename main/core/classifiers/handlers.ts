/** State classifiers: what is held, what fits to what is typed, and their files. */
import { ClassifierKind } from '../../../shared/contract/classifiers'
import { cleanName } from '../../../shared/rules/names'
import { audit, dayFrom, readDesk, staffName, todayOf, type Context } from '../context'
import { keepFile, takenBefore, uploadedFile } from '../files/taken'
import type { HandlersOf } from '../handlers'
import { applyChanges, changesOf, entriesTable, suggestEntries, type Change } from './entries'
import { readClassifierFile } from './file'

/** Lines and faults that a preview shows. */
const shownLines = 12
const shownFaults = 100

const countsOf = (changes: readonly Change[]) => {
  const count = (kind: Change['change']) => changes.filter(({ change }) => change === kind).length
  return { added: count('added'), changed: count('changed'), ended: count('ended') }
}

const order: readonly Change['change'][] = ['changed', 'ended', 'added', 'same']

/** Some of every kind of change first, as in the file. */
function firstLines(changes: readonly Change[]): Change[] {
  const each = Math.ceil(shownLines / order.length)
  const of = order.map((kind) => changes.filter(({ change }) => change === kind))
  return [...of.flatMap((some) => some.slice(0, each)), ...of.flatMap((some) => some.slice(each))].slice(
    0,
    shownLines,
  )
}

async function heldKind({ db }: Context, kind: ClassifierKind) {
  const count = async (inForce: boolean) => {
    const [row] = (await entriesTable(db)
      .where({ kind })
      .modify((query) => void (inForce ? query.whereNull('ended_on') : query.whereNotNull('ended_on')))
      .count({ n: '*' })) as { n: number | string }[]
    return Number(row!.n)
  }
  type Last = { name: string; at: string; staff_id: number; edition: string; valid_from: string } | undefined
  const last = await db('classifier_entries as e')
    .join('classifier_files as f', 'f.id', 'e.file_id')
    .where('e.kind', kind)
    .orderBy([
      { column: 'f.at', order: 'desc' },
      { column: 'e.id', order: 'desc' },
    ])
    .first<Last>('f.name', 'f.at', 'f.staff_id', 'e.edition', 'e.valid_from')
  return {
    kind,
    entries: await count(true),
    ended: await count(false),
    last: last
      ? {
          fileName: last.name,
          edition: last.edition,
          validFrom: last.valid_from,
          at: last.at,
          by: await staffName(db, last.staff_id),
        }
      : null,
  }
}

export const classifierHandlers: HandlersOf<'classifier'> = {
  async 'classifier.list'(context) {
    const held = []
    for (const kind of ClassifierKind.options) held.push(await heldKind(context, kind))
    return held
  },

  'classifier.suggest': ({ db }, { kind, text, limit }) => suggestEntries(db, kind, text, limit),

  async 'classifier.read'(context, { kind, token }) {
    const file = uploadedFile(context, token)
    const read = await readClassifierFile(kind, file.bytes)
    const changes = await changesOf(context.db, kind, read)
    return {
      fileName: file.name,
      rows: read.entries.length,
      ...countsOf(changes),
      lines: firstLines(changes).map(({ change, line, entry }) => ({
        change,
        line,
        code: entry.code,
        nameKk: entry.name_kk,
        nameRu: entry.name_ru,
      })),
      faults: read.faults.slice(0, shownFaults),
      faulty: read.faults.length,
      before: await takenBefore(context, 'classifier_files', file),
    }
  },

  async 'classifier.import'(context, { kind, token, edition: typed, validFrom }) {
    const file = uploadedFile(context, token)
    const edition = cleanName(typed)
    const day = dayFrom(validFrom, todayOf(context, await readDesk(context)), '', 'validFrom')
    // Reading takes a second or two; nobody has to wait for it.
    const read = await readClassifierFile(kind, file.bytes)
    return context.write(async (inside) => {
      const { db } = inside
      const changes = await changesOf(db, kind, read)
      const counts = countsOf(changes)
      const applied = counts.added + counts.changed + counts.ended
      if (applied === 0) return counts
      const fileId = await keepFile(inside, 'classifier_files', file, applied)
      await applyChanges(db, kind, changes, { fileId, edition, validFrom: day })
      await audit(inside, 'classifier', kind, {
        file: file.name.slice(0, 200),
        sha256: file.sha256,
        edition,
        validFrom: day,
        ...counts,
      })
      inside.changes.add('settings')
      return counts
    })
  },
}

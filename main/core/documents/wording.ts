/** The wording of two templates side by side: a changed comma is a defect, so it must be seen. */
import { diffArrays } from 'diff'
import type { WordingLine } from '../../../shared/model'

/** Milliseconds after which two files count as wholly different; forms take a few. */
const patience = 500

const plain = (is: WordingLine['is'], text: string): WordingLine => ({ is, parts: [{ text, marked: false }] })

/** Words, spaces and marks; the library's own split takes a Kazakh word to pieces. */
const wordsOf = (line: string) => line.match(/[\p{L}\p{M}\p{N}_]+|\s+|[^]/gu) ?? []

/** A line and what it became, word by word; null when they have too little in common to be the same line. */
function changedLine(before: string, after: string): [WordingLine, WordingLine] | null {
  const pieces = diffArrays(wordsOf(before), wordsOf(after), { timeout: patience })
  if (!pieces) return null
  const shared = pieces.filter((piece) => !piece.added && !piece.removed)
  const common = shared.flatMap((piece) => piece.value.join('').trim()).join('').length
  if (common * 2 < Math.min(before.length, after.length)) return null
  const side = (is: 'removed' | 'added'): WordingLine => ({
    is,
    parts: pieces
      .filter((piece) => (is === 'removed' ? !piece.added : !piece.removed))
      .map((piece) => ({ text: piece.value.join(''), marked: piece.added || piece.removed })),
  })
  return [side('removed'), side('added')]
}

/** What the second wording changes in the first; lines that stay are there too. */
export function compareWording(before: readonly string[], after: readonly string[]): WordingLine[] {
  const changes = diffArrays([...before], [...after], { timeout: patience }) ?? [
    { value: [...before], removed: true, added: false },
    { value: [...after], removed: false, added: true },
  ]
  const lines: WordingLine[] = []
  for (const [at, change] of changes.entries()) {
    if (change.added && changes[at - 1]?.removed) continue
    const next = change.removed && changes[at + 1]?.added ? changes[at + 1]!.value : []
    if (!change.removed) {
      lines.push(...change.value.map((text) => plain(change.added ? 'added' : 'same', text)))
      continue
    }
    // A line stands right above what it became.
    for (let n = 0; n < Math.max(change.value.length, next.length); n++) {
      const [old, now] = [change.value[n], next[n]]
      if (old === undefined) lines.push(plain('added', now!))
      else if (now === undefined) lines.push(plain('removed', old))
      else lines.push(...(changedLine(old, now) ?? [plain('removed', old), plain('added', now)]))
    }
  }
  return lines
}

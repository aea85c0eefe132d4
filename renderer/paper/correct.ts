/** What docx-preview leaves to be put right, so that its pages agree with Word and LibreOffice. */

interface Strut {
  paragraph: HTMLElement
  size: string
  family: string
}

/**
 * A paragraph's own font is the strut of its lines, whatever its runs are set in: give it the size and family
 * of its biggest run. All are read before any is written, otherwise each one would be laid out anew.
 */
export function correctStruts(root: HTMLElement): void {
  const struts: Strut[] = []
  for (const paragraph of root.querySelectorAll('p')) {
    let biggest: CSSStyleDeclaration | null = null
    let most = 0
    for (const run of paragraph.querySelectorAll('span')) {
      if (!run.textContent) continue
      const style = getComputedStyle(run)
      const size = parseFloat(style.fontSize)
      if (size > most) {
        most = size
        biggest = style
      }
    }
    if (biggest) struts.push({ paragraph, size: biggest.fontSize, family: biggest.fontFamily })
  }
  for (const { paragraph, size, family } of struts) {
    paragraph.style.fontSize = size
    paragraph.style.fontFamily = family
  }
}

/** What docx-preview read: a tree whose rows know whether they are heads. */
interface Read {
  type?: string
  isHeader?: boolean | null
  children?: Read[]
}

/** Rows in their order, tables within tables included. */
const rowsOf = (element: Read): Read[] =>
  (element.children ?? []).flatMap((child) => [...(child.type === 'row' ? [child] : []), ...rowsOf(child)])

/**
 * The head of a table stands on each of its sheets, as Word and LibreOffice print it: docx-preview reads which rows
 * are heads and makes nothing of it. A head whose cells reach into the rows below stays where it is.
 */
export function repeatHeads(root: HTMLElement, body: Read): void {
  const read = rowsOf(body)
  const rows = [...root.querySelectorAll('tr')]
  if (read.length !== rows.length) return
  // The mark needs no value: one without is read as null.
  const heads = new Set(rows.filter((_, i) => read[i]!.isHeader !== undefined && read[i]!.isHeader !== false))
  for (const table of root.querySelectorAll('table')) {
    const own = [...table.rows]
    const first = own.findIndex((row) => !heads.has(row))
    const head = own.slice(0, Math.max(0, first))
    const reachesOut = head.some((row, i) => [...row.cells].some((cell) => i + cell.rowSpan > head.length))
    if (head.length > 0 && !reachesOut) table.createTHead().append(...head)
  }
}

/** Put each tick box into an element of its own, which the style sheet draws. */
export function drawTickBoxes(root: HTMLElement): void {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  const found: Text[] = []
  while (walker.nextNode())
    if (/[□☐☒☑]/.test(walker.currentNode.nodeValue ?? '')) found.push(walker.currentNode as Text)
  for (const node of found) {
    const pieces = node.data.split(/([□☐☒☑])/).filter(Boolean)
    node.replaceWith(
      ...pieces.map((piece) => {
        if (!/^[□☐☒☑]$/.test(piece)) return piece
        const box = document.createElement('span')
        box.className = /[☒☑]/.test(piece) ? 'tick on' : 'tick'
        box.textContent = piece
        return box
      }),
    )
  }
}

/** A link in a paper leads nowhere: the page may be inside the desk. */
export function unlink(root: HTMLElement): void {
  for (const link of root.querySelectorAll('a')) link.removeAttribute('href')
}

/** Long and short side of a sheet, in CSS px. */
export const [longSide, shortSide] = [(297 * 96) / 25.4, (210 * 96) / 25.4]

/** Upper and lower margin of the printed pages, by the direction of the sheet. */
export type PageMargins = Map<'portrait' | 'landscape', string>

/** Margins and directions of these sections. Those that lie on their side get the class `lying`. */
export function pageMargins(root: HTMLElement): PageMargins {
  const margins: PageMargins = new Map()
  for (const section of root.querySelectorAll<HTMLElement>('section')) {
    const lies = parseFloat(section.style.width) > parseFloat(section.style.minHeight)
    section.classList.toggle('lying', lies)
    const way = lies ? 'landscape' : 'portrait'
    const { paddingTop, paddingBottom } = section.style
    if (!margins.has(way)) margins.set(way, `${paddingTop || '15mm'} 0 ${paddingBottom || '15mm'}`)
  }
  return margins
}

/**
 * Upper and lower margin and the direction of the sections become those of the printed page, so that a second
 * sheet has them too. Those at the sides stay with the section: nothing could be drawn in a margin of the page.
 */
export function pageRules(margins: PageMargins): string {
  const rules = [...margins].map(([way, margin]) => {
    const name = margins.size > 1 ? way : ''
    return `@page ${name} { size: A4 ${way}; margin: ${margin}; }`
  })
  // Pages with names cost a break where the name changes, so one direction goes without.
  if (margins.size > 1) rules.push('section { page: portrait } section.lying { page: landscape }')
  return rules.join(' ')
}

/** Height of a section's content and of the room for it on one sheet, in CSS px. */
function heights(section: HTMLElement): { content: number; room: number } {
  const style = getComputedStyle(section)
  const padding = parseFloat(style.paddingTop) + parseFloat(style.paddingBottom)
  // The last paragraph of a file is an empty point after a table.
  return {
    content: section.scrollHeight - padding - 2,
    room: (section.matches('.lying') ? shortSide : longSide) - padding,
  }
}

/**
 * A form that needs more than one sheet goes on at its tear-off line, the paragraph with a dashed rule above:
 * what is below stands on a sheet of its own and can be cut off whole. Below a form that is longer than a sheet
 * it is only kept whole.
 */
export function breakAtTearOff(root: HTMLElement): void {
  for (const section of root.querySelectorAll<HTMLElement>('section')) {
    const { content, room } = heights(section)
    if (content <= room) continue
    const line = [...section.querySelectorAll('p')].find(
      (paragraph) => getComputedStyle(paragraph).borderTopStyle === 'dashed',
    )
    const article = line?.parentElement
    if (!line || !article || article.parentElement !== section) continue
    const part = article.cloneNode() as HTMLElement
    for (let node: ChildNode | null = line; node;) {
      const next: ChildNode | null = node.nextSibling
      part.append(node)
      node = next
    }
    if (heights(section).content > room) {
      part.style.breakInside = 'avoid'
      section.append(part)
      continue
    }
    const sheet = section.cloneNode() as HTMLElement
    sheet.append(part)
    section.after(sheet)
  }
}

/** Sheets that the sections need, from their height on screen. */
export function countPages(root: HTMLElement): number {
  let pages = 0
  for (const section of root.querySelectorAll<HTMLElement>('section')) {
    const { content, room } = heights(section)
    pages += Math.max(1, Math.ceil(content / room))
  }
  return pages
}

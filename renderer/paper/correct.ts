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

/** Margins of the sections become those of the printed page, so that a second sheet has them too. */
export function printMargins(root: HTMLElement): string {
  const section = root.querySelector<HTMLElement>('section')
  const margins = section?.style.padding || '15mm'
  return `@page { size: A4; margin: ${margins}; }`
}

/** Sheets that the sections need, from their height on screen. */
export function countPages(root: HTMLElement): number {
  let pages = 0
  for (const section of root.querySelectorAll<HTMLElement>('section')) {
    const style = getComputedStyle(section)
    const padding = parseFloat(style.paddingTop) + parseFloat(style.paddingBottom)
    const sheet = (297 * 96) / 25.4
    // The last paragraph of a file is an empty point after a table.
    pages += Math.max(1, Math.ceil((section.scrollHeight - padding - 2) / (sheet - padding)))
  }
  return pages
}

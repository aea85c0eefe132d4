/**
 * `/paper.html?token=T[&token=T2…]`: issued papers as they will be printed.
 *
 * Says how far it is in `<html data-state="loading | ready | failed" data-pages="N" data-reason="…">` and, when it stands in a
 * frame of the desk, by the message `{ type: 'paper', state, pages }`.
 */
import { renderAsync } from 'docx-preview'
import { correctStruts, countPages, drawTickBoxes, printMargins, unlink } from './correct'
import { installFonts } from './fonts'
import './paper.css'

const sheetWidth = (210 * 96) / 25.4
const sheetHeight = (297 * 96) / 25.4
const root = document.documentElement
const paper = document.getElementById('paper')!

function report(state: 'ready' | 'failed', pages: number): void {
  root.dataset.pages = String(pages)
  root.dataset.state = state
  if (window.parent !== window) window.parent.postMessage({ type: 'paper', state, pages }, location.origin)
}

/** Below this a form of 12 pt is hard to read on the screen of an office. */
const readable = 0.72

/** Show as much of the sheet as fits the frame, as large as can be read, never wider than the frame or itself. */
function fit(): void {
  const wide = (root.clientWidth - 32) / sheetWidth
  const whole = (root.clientHeight - 32) / sheetHeight
  paper.style.setProperty(
    '--scale',
    String(Math.min(1, Math.max(0.2, Math.min(wide, Math.max(whole, readable))))),
  )
}

async function show(tokens: string[]): Promise<number> {
  installFonts()
  for (const [i, token] of tokens.entries()) {
    const answer = await fetch('/files/' + encodeURIComponent(token))
    if (!answer.ok) throw new Error('file ' + answer.status)
    const sheet = document.createElement('div')
    await renderAsync(await answer.arrayBuffer(), sheet, sheet, {
      // A name of its own keeps the styles of one document off the others.
      className: 'sheet' + i,
      inWrapper: false,
      breakPages: true,
      ignoreLastRenderedPageBreak: true,
      useBase64URL: true,
      renderAltChunks: false,
      renderComments: false,
    })
    unlink(sheet)
    drawTickBoxes(sheet)
    paper.append(sheet)
  }
  correctStruts(paper)
  const page = document.createElement('style')
  page.textContent = printMargins(paper)
  document.head.append(page)
  fit()
  // Laying out asks for the fonts; only then is there something to wait for.
  void paper.offsetHeight
  await document.fonts.ready
  return countPages(paper)
}

window.addEventListener('resize', fit)
const tokens = new URLSearchParams(location.search).getAll('token').filter(Boolean)
try {
  if (tokens.length === 0) throw new Error('no token')
  report('ready', await show(tokens))
} catch (error) {
  root.dataset.reason = error instanceof Error ? error.message : String(error)
  paper.replaceChildren()
  report('failed', 0)
}

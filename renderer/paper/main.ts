/**
 * `/paper.html?token=T[&token=T2…]`: issued papers as they will be printed. `/paper.html?queue` waits for papers:
 * the desk hands them over one at a time by the message `{ type: 'add', token, copies }`.
 *
 * Says how far it is in `<html data-state="loading | ready | failed" data-pages="N" data-lying data-reason="…">`
 * and, when it stands in a frame of the desk, by the messages of `messages.ts`.
 */
import { renderAsync } from 'docx-preview'
import { markHeader } from '../../shared/security'
import {
  breakAtTearOff,
  correctStruts,
  countPages,
  drawTickBoxes,
  longSide,
  printedPages,
  shortSide,
  unlink,
} from './correct'
import { installFonts } from './fonts'
import { readAdd, type PaperMessage } from './messages'
import './paper.css'

const root = document.documentElement
const paper = document.getElementById('paper')!

function tell(state: PaperMessage['state'], pages: number, token?: string): void {
  if (window.parent !== window)
    window.parent.postMessage(
      { type: 'paper', state, pages, ...(token && { token }) } satisfies PaperMessage,
      location.origin,
    )
}

function report(state: 'ready' | 'failed', pages: number): void {
  root.dataset.pages = String(pages)
  root.toggleAttribute('data-lying', paper.querySelector('.lying') !== null)
  root.dataset.state = state
  tell(state, pages)
}

/** Below this a form of 12 pt is hard to read on the screen of an office. */
const readable = 0.72

/** Show as much of the sheet as fits the frame, as large as can be read, never wider than the frame or itself. */
function fit(): void {
  const lying = paper.querySelector('.lying') !== null
  const wide = (root.clientWidth - 32) / (lying ? longSide : shortSide)
  const whole = (root.clientHeight - 32) / (lying ? shortSide : longSide)
  paper.style.setProperty(
    '--scale',
    String(Math.min(1, Math.max(0.2, Math.min(wide, Math.max(whole, readable))))),
  )
}

/** In the class of everything that docx-preview makes, until the styles have a name of their own. */
const nameless = 'qsheet'
/** Names of the style sets on this page. Papers of one template share theirs, so that many are as quick as few. */
const styleSets = new Map<string, string>()
const pageRule = document.createElement('style')

async function render(file: ArrayBuffer): Promise<HTMLElement> {
  const sheet = document.createElement('div')
  const styles = document.createElement('div')
  await renderAsync(file, sheet, styles, {
    className: nameless,
    inWrapper: false,
    breakPages: true,
    ignoreLastRenderedPageBreak: true,
    useBase64URL: true,
    renderAltChunks: false,
    renderComments: false,
  })
  const text = [...styles.querySelectorAll('style')].map((style) => style.textContent).join('\n')
  let name = styleSets.get(text)
  if (name === undefined) {
    name = nameless + styleSets.size
    styleSets.set(text, name)
    const style = document.createElement('style')
    style.textContent = text.replaceAll(nameless, name)
    document.head.append(style)
  }
  for (const element of sheet.querySelectorAll('[class]'))
    element.setAttribute('class', element.getAttribute('class')!.replaceAll(nameless, name))
  unlink(sheet)
  drawTickBoxes(sheet)
  return sheet
}

/** Lay out one more paper, as often as asked; returns the pages of one copy. Throws when it cannot be shown. */
async function add(token: string, copies = 1): Promise<number> {
  const answer = await fetch('/files/' + encodeURIComponent(token))
  if (!answer.ok) throw new Error('file ' + answer.status)
  const sheet = await render(await answer.arrayBuffer())
  const mark = answer.headers.get(markHeader)
  if (mark)
    for (const section of sheet.querySelectorAll('section')) section.dataset.mark = decodeURIComponent(mark)
  paper.append(sheet)
  correctStruts(sheet)
  const rule = printedPages(paper)
  if (pageRule.textContent !== rule) pageRule.textContent = rule
  // Laying out asks for the fonts; only then is there something to wait for.
  void paper.offsetHeight
  await document.fonts.ready
  // Set in a font of this PC it would be another paper.
  if ([...document.fonts].some((font) => font.status === 'error')) throw new Error('font')
  breakAtTearOff(sheet)
  const pages = countPages(sheet)
  for (let copy = 1; copy < copies; copy++) sheet.after(sheet.cloneNode(true))
  return pages
}

/** Papers that come by and by; one that cannot be shown leaves nothing behind. */
function waitForPapers(): void {
  let last: Promise<void> = Promise.resolve()
  const next = async ({ token, copies }: { token: string; copies: number }) => {
    const before = paper.lastChild
    try {
      tell('added', await add(token, copies), token)
    } catch {
      while (paper.lastChild !== before) paper.lastChild!.remove()
      tell('refused', 0, token)
    }
  }
  window.addEventListener('message', (event) => {
    const order = event.source === window.parent ? readAdd(event.data) : null
    if (order) last = last.then(() => next(order))
  })
}

async function show(tokens: string[]): Promise<number> {
  let pages = 0
  for (const token of tokens) pages += await add(token)
  fit()
  return pages
}

window.addEventListener('resize', fit)
const query = new URLSearchParams(location.search)
const tokens = query.getAll('token').filter(Boolean)
try {
  installFonts()
  document.head.append(pageRule)
  if (query.has('queue')) waitForPapers()
  else if (tokens.length === 0) throw new Error('no token')
  report('ready', await show(tokens))
} catch (error) {
  root.dataset.reason = error instanceof Error ? error.message : String(error)
  paper.replaceChildren()
  report('failed', 0)
}

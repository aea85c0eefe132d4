/**
 * `/paper.html?token=T[&token=T2…]`: issued papers as they will be printed. `/paper.html?queue` waits for papers:
 * the desk hands them over one at a time by the message `{ type: 'add', token, copies }`, and they stand on the
 * page after `{ type: 'finish' }`.
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
  pageMargins,
  pageRules,
  repeatHeads,
  shortSide,
  unlink,
  type PageMargins,
} from './correct'
import { installFonts } from './fonts'
import { readOrder, type PaperMessage } from './messages'
import './paper.css'

const root = document.documentElement
const paper = document.getElementById('paper')!

/** To the desk around this page; without one the page hears it itself. */
function tell(state: PaperMessage['state'], pages: number, token?: string): void {
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
const margins: PageMargins = new Map()

async function render(file: ArrayBuffer): Promise<HTMLElement> {
  const sheet = document.createElement('div')
  const styles = document.createElement('div')
  const { documentPart } = (await renderAsync(file, sheet, styles, {
    className: nameless,
    inWrapper: false,
    breakPages: true,
    ignoreLastRenderedPageBreak: true,
    useBase64URL: true,
    renderAltChunks: false,
    renderComments: false,
  })) as { documentPart: { body: Parameters<typeof repeatHeads>[1] } }
  repeatHeads(sheet, documentPart.body)
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

/** Lay out one more paper; returns its sheet and the pages of it. Throws when it cannot be shown. */
async function add(token: string): Promise<{ sheet: HTMLElement; pages: number }> {
  const answer = await fetch('/files/' + encodeURIComponent(token))
  if (!answer.ok) throw new Error('file ' + answer.status)
  const sheet = await render(await answer.arrayBuffer())
  const mark = answer.headers.get(markHeader)
  if (mark)
    for (const section of sheet.querySelectorAll('section')) section.dataset.mark = decodeURIComponent(mark)
  paper.append(sheet)
  correctStruts(sheet)
  const own = pageMargins(sheet)
  // Laying out asks for the fonts; only then is there something to wait for.
  void paper.offsetHeight
  await document.fonts.ready
  // Set in a font of this PC it would be another paper.
  if ([...document.fonts].some((font) => font.status === 'error')) throw new Error('font')
  breakAtTearOff(sheet)
  const pages = countPages(sheet)
  // The first paper of a direction decides the margins of all.
  for (const [way, margin] of own) if (!margins.has(way)) margins.set(way, margin)
  const rule = pageRules(margins)
  if (pageRule.textContent !== rule) pageRule.textContent = rule
  return { sheet, pages }
}

const isThere = (image: HTMLImageElement): Promise<void> =>
  image.complete
    ? Promise.resolve()
    : new Promise((resolve, reject) => {
        image.addEventListener('load', () => resolve(), { once: true })
        image.addEventListener('error', () => reject(new Error('image')), { once: true })
      })

/**
 * Papers that come by and by. Each is laid out, to know that it can be shown and where it breaks, and then kept as
 * text: on the page it would take fifty times as much memory. They come back onto the page, which the screen does
 * not show, to be laid out once more by the printing itself.
 */
function waitForPapers(): void {
  const kept: string[] = []
  let all = 0

  async function take(token: string, copies: number): Promise<void> {
    try {
      const { sheet, pages } = await add(token)
      // As XML: the parser of HTML would put blocks that stand in a paragraph behind it.
      const text = new XMLSerializer().serializeToString(sheet)
      for (let copy = 0; copy < copies; copy++) kept.push(text)
      all += pages * copies
      paper.replaceChildren()
      tell('added', pages, token)
    } catch {
      paper.replaceChildren()
      tell('refused', 0, token)
    }
  }

  async function finish(): Promise<void> {
    root.toggleAttribute('data-unseen', true)
    const parser = new DOMParser()
    try {
      for (const text of kept) {
        const sheet = parser.parseFromString(text, 'application/xhtml+xml').documentElement
        if (sheet.localName !== 'div') throw new Error('text')
        paper.append(sheet)
      }
      await Promise.all([...paper.querySelectorAll('img')].map(isThere))
      report('ready', all)
    } catch {
      paper.replaceChildren()
      report('failed', 0)
    }
  }

  let last: Promise<void> = Promise.resolve()
  window.addEventListener('message', (event) => {
    const order = event.source === window.parent ? readOrder(event.data) : null
    if (order) last = last.then(() => (order.type === 'add' ? take(order.token, order.copies) : finish()))
  })
}

async function show(tokens: string[]): Promise<number> {
  let all = 0
  for (const token of tokens) all += (await add(token)).pages
  fit()
  return all
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

/**
 * The screen of the hall: which ticket to which window, how many wait, the time. Numbers only; both languages,
 * Kazakh first. The same page stands in a window of Electron, in the browser of this PC, and on another PC of the
 * centre, and finds its own way to the figures.
 */
import kk from '../../shared/locale/kk/queue.json'
import ru from '../../shared/locale/ru/queue.json'
import type { Bridge } from '../../shared/bridge'
import type { AppEvent } from '../../shared/contract'
import type { DisplayView } from '../../shared/contract/queue'
import type { Result } from '../../shared/errors'
import '@fontsource-variable/inter/wght.css'
import './display.css'

type Key = keyof typeof kk & `display_${string}`
/** As many calls as can be read from five metres. */
const rows = 5
/** Milliseconds between two looks, and without an answer after which the screen says so. */
const lookEvery = 4_000
const silence = 15_000

const make = (tag: string, className: string, text = '', lang = '') => {
  const element = document.createElement(tag)
  element.className = className
  element.textContent = text
  if (lang) element.lang = lang
  return element
}
const both = (key: Key) => [make('span', 'kk', kk[key], 'kk'), make('span', 'ru', ru[key], 'ru')]

const root = document.getElementById('display')!
const centre = make('div', 'centre')
const clock = make('time', 'clock')
const calls = make('ol', 'calls')
calls.setAttribute('aria-live', 'polite')
const waiting = make('strong', 'waiting-n')
const text = make('p', 'text')
const lost = make('p', 'lost')
lost.setAttribute('role', 'status')
lost.hidden = true
lost.append(...both('display_lost'))
const sound = make('button', 'sound', `${kk.display_sound} · ${ru.display_sound}`) as HTMLButtonElement
sound.type = 'button'
sound.hidden = true

const head = make('header', 'head')
head.append(centre, clock)
const columns = make('div', 'columns')
for (const key of ['display_ticket', 'display_window'] as const) {
  const column = make('div', 'column')
  column.append(...both(key))
  columns.append(column)
}
const foot = make('footer', 'foot')
const count = make('p', 'waiting')
count.append(...both('display_waiting'), waiting)
foot.append(count, text, sound)
root.append(head, columns, calls, lost, foot)
document.title = `${kk.display_title} · ${ru.display_title}`

/* ---------- sound: off unless the centre wants it ---------- */

let audio: AudioContext | undefined
/** A soft tone of two notes, at a quarter of the volume. */
function chime(): void {
  audio ??= new AudioContext()
  // Browsers keep silent until somebody has touched the page.
  sound.hidden = audio.state === 'running'
  if (audio.state !== 'running') return
  for (const [n, pitch] of [660, 880].entries()) {
    const tone = audio.createOscillator()
    const volume = audio.createGain()
    const at = audio.currentTime + n * 0.25
    tone.frequency.value = pitch
    volume.gain.setValueAtTime(0.25, at)
    volume.gain.exponentialRampToValueAtTime(0.001, at + 0.5)
    tone.connect(volume).connect(audio.destination)
    tone.start(at)
    tone.stop(at + 0.5)
  }
}
sound.addEventListener('click', () => {
  audio ??= new AudioContext()
  void audio.resume().then(() => {
    sound.hidden = true
    chime()
  })
})

/* ---------- what is shown ---------- */

let heardAt = 0
let told: { now: number; at: number; timeZone: string } | undefined
let newest = ''

function show(view: DisplayView): void {
  heardAt = Date.now()
  lost.hidden = true
  told = { now: Date.parse(view.now), at: heardAt, timeZone: view.timeZone }
  centre.replaceChildren(make('span', 'kk', view.centre.kk, 'kk'), make('span', 'ru', view.centre.ru, 'ru'))
  const first = view.calls[0]
  const mark = first ? first.code + first.at : ''
  const fresh = mark !== newest && newest !== '' && mark !== ''
  if (mark !== newest || calls.childElementCount === 0) {
    calls.replaceChildren(
      ...view.calls.slice(0, rows).map((call, i) => {
        const row = make('li', i === 0 && call.state === 'called' ? 'call now' : 'call')
        row.append(
          make('span', 'code', call.code),
          make('span', 'arrow', '→'),
          make('span', 'window', call.window),
        )
        row.querySelector('.arrow')!.setAttribute('aria-hidden', 'true')
        return row
      }),
    )
    if (!first) {
      const none = make('li', 'none')
      none.append(...both('display_none'))
      calls.append(none)
    }
  }
  // What was called and is being served keeps its row.
  const shown = [...calls.children].map((row) => row.querySelector('.code')?.textContent ?? '')
  const wanted = view.calls.slice(0, rows).map(({ code }) => code)
  if (first && shown.join() !== wanted.join()) {
    newest = ''
    calls.replaceChildren()
    return show(view)
  }
  if (first) calls.firstElementChild!.className = first.state === 'called' ? 'call now' : 'call'
  newest = mark || ' '
  waiting.textContent = String(view.waiting)
  text.replaceChildren(
    ...(view.text.kk ? [make('span', 'kk', view.text.kk, 'kk')] : []),
    ...(view.text.ru ? [make('span', 'ru', view.text.ru, 'ru')] : []),
  )
  if (view.sound && fresh) chime()
}

setInterval(() => {
  if (told) {
    const now = new Date(told.now + Date.now() - told.at)
    clock.textContent = new Intl.DateTimeFormat('ru', {
      hour: '2-digit',
      minute: '2-digit',
      timeZone: told.timeZone,
    }).format(now)
  }
  if (heardAt > 0 && Date.now() - heardAt > silence) lost.hidden = false
}, 1000)

/* ---------- where it comes from ---------- */

const bridge = (window as { qabyldau?: Bridge }).qabyldau
/** Served by the shell of this PC; on another PC the listener of the display serves it at `/`. */
const here = location.pathname === '/display.html'

async function look(): Promise<void> {
  try {
    const answer = bridge
      ? await bridge.call('queue.display', {})
      : ((await (
          await fetch(here ? '/api/queue.display' : '/view.json', {
            ...(here && { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }),
            cache: 'no-store',
          })
        ).json()) as Result<unknown>)
    if (answer.ok) show(answer.value as DisplayView)
    else lost.hidden = false
  } catch {
    lost.hidden = false
  }
}

if (bridge)
  bridge.on((event: AppEvent) => {
    if (event.topics.includes('queue') || event.topics.includes('settings')) void look()
  })
else {
  // The browser itself connects again when the stream breaks.
  const source = new EventSource('/events')
  source.onmessage = () => void look()
}
void look()
setInterval(() => void look(), lookEvery)

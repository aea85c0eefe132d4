/**
 * The pseudo-language: every sentence of the catalogues stands in brackets and is two fifths longer. Words outside of
 * brackets must be data of the core; labels that are cut off would be cut in a language, too.
 */
import type { Page } from '@playwright/test'
import deadlines from '../../shared/law/deadlines.json' with { type: 'json' }
import holidays from '../../shared/law/holidays.json' with { type: 'json' }
import referralRules from '../../shared/law/rules-referrals.json' with { type: 'json' }
import { expect, test } from './fixtures'
import { enterDemo } from './hands'
import { addressesOf, settle } from './screens'

/** Names of keys, of the program and of languages are the same in every language. */
const same = new Set(
  'qabyldau қабылдау қаз рус english русский қазақша ctrl alt shift esc enter tab ins insert space sha docx pdf csv xlsx zip json'.split(
    ' ',
  ),
)
/** Words; letters of a hash, which is shown in fours, or of a number are none. */
const wordsOf = (text: string) =>
  (text.toLowerCase().match(/(?<![\p{L}\d])\p{L}{2,}(?![\p{L}\d])/gu) ?? []).filter(
    (word) => !/^[a-f]{4}$/.test(word),
  )

function* stringsOf(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value
  else if (Array.isArray(value)) for (const one of value) yield* stringsOf(one)
  else if (value && typeof value === 'object') for (const one of Object.values(value)) yield* stringsOf(one)
}

/** What stands on the page without brackets: text, and the words that a screen reader says instead. */
const outside = (page: Page) =>
  page.evaluate(() => {
    const texts: string[] = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node instanceof Element)
        for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'aria-valuetext'])
          texts.push(node.getAttribute(name) ?? '')
      else if (!node.parentElement?.closest('script, style, pre')) texts.push(node.textContent ?? '')
    }
    return texts
      .map((text) => {
        let left = text
        // Sentences may hold others.
        for (let before = ''; before !== left;) {
          before = left
          left = left.replace(/⟦[^⟦⟧]*⟧/gu, ' ')
        }
        return left.trim()
      })
      .filter((text) => /\p{L}{2}/u.test(text))
  })

const clipped = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('button, a, label, legend, th, td, h1, h2, h3, p, dt, dd, li, span')]
      .filter((element) => {
        const style = getComputedStyle(element)
        if (style.clipPath !== 'none' || element.clientWidth < 8) return false
        return (
          style.overflowX !== 'visible' &&
          style.overflowX !== 'auto' &&
          element.scrollWidth > element.clientWidth + 1
        )
      })
      .map(
        (element) =>
          `${element.tagName.toLowerCase()}.${element.className}: ${element.textContent?.slice(0, 60)}`,
      ),
  )

for (const [who, name] of [
  ['specialist', /Әбенова/],
  ['administrator', /Тілеуова/],
] as const)
  test(`no word outside the catalogues and no label cut off, ${who}`, async ({ desk }) => {
    test.setTimeout(300_000)
    const { page } = desk
    const data = new Set<string>(same)
    // The law is data in every language, part of which the screens hold themselves; so are the zones of time.
    const held = [deadlines, holidays, referralRules, Intl.supportedValuesOf('timeZone')]
    for (const text of stringsOf(held)) for (const word of wordsOf(text)) data.add(word)
    page.on('response', (response) => {
      if (!response.url().includes('/api/')) return
      void response
        .json()
        .then((answer) => {
          for (const text of stringsOf(answer)) for (const word of wordsOf(text)) data.add(word)
        })
        .catch(() => undefined)
    })
    await enterDemo(page, name)
    await page.evaluate(() => localStorage.setItem('qabyldau.pseudo', '1'))
    await page.reload()
    await expect(page.getByText('⟦').first()).toBeVisible()
    const forgotten: string[] = []
    const cut: string[] = []
    for (const address of addressesOf(who)) {
      await settle(page, address)
      for (const text of await outside(page))
        if (wordsOf(text).some((word) => !data.has(word))) forgotten.push(`${address}: ${text}`)
      for (const label of await clipped(page)) cut.push(`${address}: ${label}`)
    }
    expect([...new Set(forgotten)]).toEqual([])
    expect([...new Set(cut)]).toEqual([])
  })

/** Every screen of the invented centre, by who sees it, and how to tell that one has come to rest. */
import type { Page } from '@playwright/test'
import { expect } from './fixtures'

const specialist = [
  '#/today',
  '#/counter',
  '#/counter/queue',
  '#/people',
  '#/people/1',
  '#/applications/2',
  '#/applications/5',
  '#/papers',
  '#/papers/signing',
  '#/papers/slips',
  '#/jobs',
  '#/jobs/organisations',
  '#/exchange',
  '#/rural',
  '#/law',
  '#/law/217/STD-25',
  '#/law/129/S-REF/172/S-REF',
  '#/reports',
  '#/settings',
]
const tabs = [
  'centre',
  'desk',
  'calendar',
  'classifiers',
  'staff',
  'forms',
  'journal',
  'backup',
  'look',
  'password',
  'queue',
]

export const addressesOf = (who: 'specialist' | 'administrator'): string[] =>
  who === 'specialist' ? specialist : tabs.map((tab) => '#/settings/' + tab)

/** Go there and wait until what it says is the same at two looks; gives that text. */
export async function settle(page: Page, address: string): Promise<string> {
  await page.evaluate((hash) => (location.hash = hash), address)
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible()
  let text = ''
  await expect
    .poll(async () => {
      const before = text
      text = await page.locator('body').innerText()
      return text !== '' && text === before
    })
    .toBe(true)
  return text
}

/** What stands beyond the right edge of the window in the bar or beside the list, where nothing scrolls sideways. */
export const beyondEdge = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('.topbar *, .aside *')]
      .filter((element) => element.getBoundingClientRect().right > window.innerWidth + 1)
      .map(
        (element) =>
          `${element.tagName.toLowerCase()}.${element.className}: ${element.textContent?.slice(0, 60)}`,
      ),
  )

/** Every screen of the invented centre, in both languages and in large type: whole, and without a raw key. */
import type { Page } from '@playwright/test'
import { expect, test, words } from './fixtures'
import { enterDemo, t } from './hands'

const screens = [
  '#/today',
  '#/counter',
  '#/people',
  '#/people/1',
  '#/papers',
  '#/exchange',
  '#/law',
  '#/law/217/STD-25',
  '#/law/129/S-REF/172/S-REF',
  '#/applications/2',
  '#/applications/5',
]
const tabs = ['centre', 'desk', 'calendar', 'staff', 'forms', 'journal', 'backup', 'look', 'password']

async function look(page: Page, address: string): Promise<void> {
  await page.evaluate((hash) => (location.hash = hash), address)
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible()
  // The screen has come to rest: what it says is the same at two looks.
  let text = ''
  await expect
    .poll(async () => {
      const before = text
      text = await page.locator('body').innerText()
      return text !== '' && text === before
    })
    .toBe(true)
  expect(text, address).not.toMatch(/\b(common|counter|desk|error|law|problem|settings|setup)\.[a-z]\w+/)
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(overflow, `${address} is wider than its window`).toBeLessThanOrEqual(0)
}

test('every screen of a specialist, in Kazakh and Russian', async ({ desk }) => {
  test.slow()
  const { page } = desk
  await enterDemo(page, /Әбенова/)
  for (const screen of screens) await look(page, screen)
  await page.getByText('Рус', { exact: true }).click()
  await expect(page.getByRole('link', { name: words('ru', 'common.rail_today') })).toBeVisible()
  for (const screen of screens) await look(page, screen)
})

test('every part of the settings of an administrator, in large type', async ({ desk }) => {
  test.slow()
  const { page } = desk
  await enterDemo(page, /Тілеуова/)
  await page.evaluate(() => (document.documentElement.dataset['type'] = '150'))
  for (const tab of tabs) {
    await look(page, '#/settings/' + tab)
    await expect(page.getByRole('heading', { name: t('settings.title'), level: 1 })).toBeVisible()
    await expect(page.locator('.filters [aria-pressed="true"]').first()).toHaveText(t('settings.tab_' + tab))
  }
})

/** Every screen of the invented centre, in both languages and in large type: whole, and without a raw key. */
import type { Page } from '@playwright/test'
import { expect, test, words } from './fixtures'
import { enterDemo, t } from './hands'
import { addressesOf, beyondEdge, settle } from './screens'

async function look(page: Page, address: string): Promise<void> {
  const text = await settle(page, address)
  expect(text, address).not.toMatch(/\b(common|counter|desk|error|law|problem|settings|setup)\.[a-z]\w+/)
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(overflow, `${address} is wider than its window`).toBeLessThanOrEqual(0)
  expect(await beyondEdge(page), address).toEqual([])
}

test('every screen of a specialist, in Kazakh and Russian', async ({ desk }) => {
  test.slow()
  const { page } = desk
  await enterDemo(page, /Әбенова/)
  for (const screen of addressesOf('specialist')) await look(page, screen)
  await page.getByText('Рус', { exact: true }).click()
  await expect(page.getByRole('link', { name: words('ru', 'common.rail_today') })).toBeVisible()
  for (const screen of addressesOf('specialist')) await look(page, screen)
})

test('every part of the settings of an administrator, in large type', async ({ desk }) => {
  test.slow()
  const { page } = desk
  await enterDemo(page, /Тілеуова/)
  await page.evaluate(() => (document.documentElement.dataset['type'] = '150'))
  for (const address of addressesOf('administrator')) {
    await look(page, address)
    await expect(page.getByRole('heading', { name: t('settings.title'), level: 1 })).toBeVisible()
    await expect(page.locator('.filters [aria-pressed="true"]').first()).toHaveText(
      t('settings.tab_' + address.replace('#/settings/', '')),
    )
  }
})

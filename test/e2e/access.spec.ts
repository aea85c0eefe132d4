/**
 * A desk that anyone can use: axe-core finds nothing on any screen, light, dark and in large type; at 200 % zoom
 * nothing is lost; whoever wants no motion gets none.
 */
import axe from 'axe-core'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { act, enterDemo, t } from './hands'
import { addressesOf, beyondEdge, settle } from './screens'

async function violations(page: Page, where: string): Promise<string[]> {
  // Straight into the page: its policy lets no script in, and one page serves all screens.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  const found = await page.evaluate(() =>
    (window as unknown as { axe: typeof axe }).axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      resultTypes: ['violations'],
      iframes: false,
    }),
  )
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(
      (node) => `${where}: ${id}: ${node.target.join(' ')}: ${node.failureSummary?.split('\n')[1]?.trim()}`,
    ),
  )
}

const looks = [
  { theme: 'light', type: '100' },
  { theme: 'dark', type: '100' },
  { theme: 'light', type: '150' },
] as const

/** Pages set their own look when they come: it is set again on each. */
const show = (page: Page, look: (typeof looks)[number]) =>
  page.evaluate(({ theme, type }) => Object.assign(document.documentElement.dataset, { theme, type }), look)

test.describe('before the first run', () => {
  test.use({ holds: 'nothing' })
  test('axe-core finds nothing on its pages, light, dark and in large type', async ({ desk }) => {
    const { page } = desk
    const found: string[] = []
    // A colour on its way from one look to the other is neither.
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await expect(page.getByRole('heading', { name: t('setup.language_title') })).toBeVisible()
    for (const look of looks) {
      await show(page, look)
      found.push(...(await violations(page, 'language')))
    }
    await act(page)
    await expect(page.getByLabel(t('setup.name_kk'), { exact: true })).toBeVisible()
    for (const look of looks) {
      await show(page, look)
      found.push(...(await violations(page, 'centre')))
    }
    expect(found).toEqual([])
  })
})

for (const look of looks)
  test(`axe-core finds nothing on any screen, ${look.theme}, type ${look.type} %`, async ({ desk }) => {
    test.setTimeout(300_000)
    const { page } = desk
    await expect(page.getByLabel(t('setup.password'), { exact: true })).toBeVisible()
    const found = await violations(page, 'sign-in')
    await enterDemo(page, /Әбенова/)
    await show(page, look)
    for (const address of addressesOf('specialist')) {
      await settle(page, address)
      found.push(...(await violations(page, address)))
    }
    await page.keyboard.press('F1')
    await expect(page.getByRole('complementary').last()).toBeVisible()
    found.push(...(await violations(page, 'F1')))
    await page.keyboard.press('F1')
    await page.keyboard.press('Control+L')
    await expect(page.locator('.lock')).toBeVisible()
    found.push(...(await violations(page, 'locked')))
    expect(found).toEqual([])
  })

test('axe-core finds nothing in the settings of an administrator', async ({ desk }) => {
  test.setTimeout(300_000)
  const { page } = desk
  await enterDemo(page, /Тілеуова/)
  const found: string[] = []
  for (const address of addressesOf('administrator')) {
    await settle(page, address)
    found.push(...(await violations(page, address)))
  }
  expect(found).toEqual([])
})

test('at 200 % zoom of a 1366 wide screen nothing is wider than the window, and no motion is forced', async ({
  desk,
}) => {
  test.setTimeout(300_000)
  const { page } = desk
  await enterDemo(page, /Әбенова/)
  // What a window of 1366 x 768 has left at 200 %.
  await page.setViewportSize({ width: 683, height: 384 })
  await page.emulateMedia({ reducedMotion: 'reduce' })
  for (const address of addressesOf('specialist')) {
    await settle(page, address)
    const { wide, moving } = await page.evaluate(() => ({
      wide: document.documentElement.scrollWidth - window.innerWidth,
      moving: document.getAnimations().filter(({ playState }) => playState === 'running').length,
    }))
    expect(wide, `${address} is wider than its window`).toBeLessThanOrEqual(0)
    expect(moving, `${address} moves`).toBe(0)
    expect(await beyondEdge(page), address).toEqual([])
  }
})

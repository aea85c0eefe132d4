/** The queue by the keyboard alone: a ticket is given out, called, served and finished; the hall sees it. */
import { expect, test } from './fixtures'
import { enterDemo, field, t, tabTo } from './hands'

const stripOf = (name: string) => `section[aria-label="${name}"]`

test('R9 R10 a ticket is given out, called with F4, served and finished; the display shows it', async ({
  desk,
}) => {
  const { page } = desk
  await enterDemo(page, /Әбенова/)
  await page.keyboard.press('Alt+2')
  const strip = page.locator(stripOf(t('queue.strip')))
  await expect(strip).toBeVisible()

  await test.step('give out a ticket', async () => {
    await page.keyboard.press('Alt+I')
    const dialog = page.getByRole('dialog')
    const print = dialog.getByRole('checkbox', { name: t('queue.f_print') })
    await tabTo(page, print)
    await page.keyboard.press('Space')
    await expect(print).not.toBeChecked()
    await page.keyboard.press('F8')
    await expect(dialog).toHaveCount(0)
    await expect(page.getByText('А-003').first()).toBeVisible()
  })

  const display = await page.context().newPage()
  await test.step('the hall sees how many wait', async () => {
    test.skip(test.info().project.name !== 'web', 'the second page is of the web shell')
    await display.goto(new URL('/display.html', page.url()).href)
    await expect(display.locator('.waiting-n')).toHaveText('4')
  })

  await test.step('F4 asks for the window first, then calls whoever has priority', async () => {
    await page.bringToFront()
    await page.keyboard.press('F4')
    await expect(page.getByRole('dialog')).toBeVisible()
    await page.keyboard.press('F8')
    await expect(strip.getByText('А-002', { exact: true })).toBeVisible()
    await expect(display.locator('.call.now .code')).toHaveText('А-002')
    await expect(display.locator('.call.now .window')).toHaveText('1')
    await expect(display.locator('.waiting-n')).toHaveText('3')
  })

  await test.step('came, and what is typed meanwhile is not lost by the next call', async () => {
    await page.keyboard.press('Alt+S')
    await expect(strip.getByRole('button', { name: t('queue.finish'), exact: true })).toBeVisible()
    await page.keyboard.press('F2')
    await expect(field(page, 'find')).toBeFocused()
    await page.keyboard.insertText('Тестова Айгүл')
    await page.keyboard.press('Insert')
    await expect(field(page, 'person.lastName')).toHaveValue('Тестова')
    // Nothing more than the name taken over from the search.
    await page.keyboard.press('F4')
    await expect(strip.getByText('А-001', { exact: true })).toBeVisible()
    await expect(page.getByText(t('queue.draft_kept'))).toBeVisible()
    await expect(field(page, 'find')).toBeVisible()
    await expect(page.getByText(/Тестова/).first()).toBeVisible()
  })

  await test.step('finished; the page of the queue has all of it', async () => {
    await page.keyboard.press('Alt+S')
    await expect(strip.getByRole('button', { name: t('queue.finish'), exact: true })).toBeVisible()
    await page.keyboard.press('Alt+C')
    await page.keyboard.press('Alt+Q')
    await expect(page.getByRole('heading', { name: t('queue.title'), level: 1 })).toBeVisible()
    await expect(page.locator('.queue-table tbody tr')).toHaveCount(2)
    await expect(page.locator('.queue-list').getByText(t('queue.state_served'))).toHaveCount(2)
    await expect(display.locator('.none')).toBeVisible()
  })
})

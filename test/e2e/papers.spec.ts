/** A wrong paper: cancelled on its case, said wherever it is shown, and issued again. */
import { expect, test } from './fixtures'
import { enterDemo, t } from './hands'

test('a cancelled paper says so, is not printed, and is issued again', async ({ desk }) => {
  const { page } = desk
  await enterDemo(page, /Әбенова/)
  await page.evaluate(() => (location.hash = '#/papers'))
  // The paper of the first list is on the screen until the one of the second is.
  const link = page.locator('.paper-bar').getByRole('link')
  const toPrint = await link.innerText()
  await page.getByRole('button', { name: new RegExp('^' + t('desk.papers_tab_to_hand_over')) }).click()
  await expect(link).not.toHaveText(toPrint)
  const words = /^Күші жойылған: .*; себебі: Бүлінген$/
  const mark = page.getByText(words)
  const reopen = () => page.getByRole('button', { name: t('desk.record_title') }).click()
  await link.click()
  await expect(page.locator('#print-paper')).not.toHaveAttribute('aria-disabled', 'true')

  await reopen()
  await page.getByRole('button', { name: t('desk.paper_cancel') }).click()
  await page.getByRole('dialog').getByRole('textbox').fill('Бүлінген')
  await page.keyboard.press('F8')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(mark).toBeVisible()
  await expect(page.locator('#print-paper')).toHaveCount(0)
  await expect(page.getByRole('radio', { name: new RegExp(t('desk.paper_state_cancelled')) })).toBeChecked()

  await test.step('on the page of the person, in the time line and over it', async () => {
    await page.keyboard.press('F5')
    await expect(page.getByRole('heading', { name: t('desk.timeline_paper_cancelled') })).toBeVisible()
    const paper = page.getByRole('button', { name: new RegExp(t('desk.paper_state_cancelled')) })
    await paper.first().click()
    await expect(page.getByRole('dialog').getByText(words)).toBeVisible()
    await expect(page.getByRole('button', { name: t('desk.papers_print_one') })).toHaveCount(0)
    await page.keyboard.press('Escape')
    await page.goBack()
  })

  await test.step('R180 issued again: the record read before is not the one shown', async () => {
    await expect(mark).toBeVisible()
    await reopen()
    await expect(page.getByRole('dialog').getByText(words)).toBeVisible()
    await expect(page.getByRole('dialog').getByRole('button', { name: t('desk.paper_cancel') })).toHaveCount(
      0,
    )
    await page.getByRole('button', { name: t('desk.paper_reissue') }).click()
    await expect(page.getByText(t('desk.paper_reissued'))).toBeVisible()
    await expect(
      page.getByRole('radiogroup', { name: t('counter.paper_of') }).getByRole('radio'),
    ).toHaveCount(3)
    await expect(mark).toHaveCount(0)
    await expect(page.locator('#print-paper')).toBeVisible()
  })
})

/** An employer, a vacancy of theirs, and who fits it, by the keyboard alone. */
import { expect, test } from './fixtures'
import { act, choose, enterDemo, registerVacancy, t, tabTo } from './hands'

test('a vacancy is registered, candidates are selected with their reasons, and it is closed', async ({
  desk,
}) => {
  const { page } = desk
  await enterDemo(page, /Әбенова/)
  const dialog = page.getByRole('dialog')

  await registerVacancy(page)

  const first = page.getByRole('checkbox').first()
  await tabTo(page, first)
  await page.keyboard.press('Space')
  const why = page.getByRole('button', { name: t('jobs.why'), exact: true }).first()
  await tabTo(page, why)
  await page.keyboard.press('Enter')
  await expect(page.getByText(t('jobs.fit_other_none')).first()).toBeVisible()
  await act(page)
  await expect(page.getByRole('checkbox')).toHaveCount(1)

  await tabTo(page, page.getByRole('button', { name: t('jobs.close'), exact: true }))
  await page.keyboard.press('Enter')
  await choose(page, dialog.getByRole('radiogroup'), t('jobs.closed_hired'))
  await act(page)
  await expect(dialog).toBeHidden()
  await expect(page.getByText(t('jobs.closed_hired'))).toBeVisible()
  await expect(page.getByText(t('jobs.none_open'))).toBeVisible()
})

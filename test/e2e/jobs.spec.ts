/** An employer, a vacancy of theirs, and who fits it, by the keyboard alone. */
import { expect, test } from './fixtures'
import { act, choose, enterDemo, t, tabTo, typeInto } from './hands'

test('a vacancy is registered, candidates are selected with their reasons, and it is closed', async ({
  desk,
}) => {
  const { page } = desk
  await enterDemo(page, /Әбенова/)
  const dialog = page.getByRole('dialog')
  const field = (key: string) => dialog.getByLabel(t(key))

  await page.keyboard.press('Alt+5')
  await expect(page.getByRole('heading', { name: t('jobs.title'), level: 1 })).toBeVisible()
  await tabTo(page, page.getByRole('button', { name: t('jobs.view_organisations') }))
  await page.keyboard.press('Enter')
  await page.keyboard.press('Insert')
  await typeInto(page, field('jobs.o_name_kk'), '«Көкөзек наны» ЖШС')
  await typeInto(page, field('jobs.o_bin'), '190440000021')
  await act(page)
  await expect(field('jobs.o_bin')).toHaveAttribute('aria-invalid', 'true')
  await typeInto(page, field('jobs.o_bin'), '190440000020')
  await typeInto(page, field('jobs.o_legal'), 'Көкөзек ауылы, Абай көшесі, 1-үй')
  await act(page)
  await expect(page.getByRole('heading', { name: '«Көкөзек наны» ЖШС' })).toBeVisible()

  await tabTo(page, page.getByRole('button', { name: t('jobs.view_vacancies') }))
  await page.keyboard.press('Enter')
  await expect(page.getByText(t('jobs.none_open'))).toBeVisible()
  await page.keyboard.press('Insert')
  const employer = dialog.getByRole('textbox', { name: t('jobs.f_organisation'), exact: true })
  await typeInto(page, employer, 'кокозек')
  await expect(dialog.getByRole('radio')).toHaveCount(1)
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('radio')).toBeChecked()
  await typeInto(page, field('jobs.f_profession'), 'Сатушы / продавец')
  await typeInto(page, field('jobs.f_pay_from'), '150000')
  await act(page)
  await expect(page.getByRole('heading', { name: 'Сатушы / продавец' })).toBeVisible()

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

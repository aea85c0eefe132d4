/** From a candidate to a hire, by the keyboard alone. */
import { expect, test } from './fixtures'
import { act, choose, enterDemo, field, registerVacancy, t, tabTo, typeInto } from './hands'

const daysAhead = (days: number) => {
  const [day, month, year] = new Date(Date.now() + days * 86_400_000)
    .toLocaleDateString('en-GB', { timeZone: 'Asia/Almaty' })
    .split('/')
  return `${day}.${month}.${year}`
}

test('a candidate is offered work, agrees, is interviewed and hired, and the vacancy closes', async ({
  desk,
}) => {
  test.slow()
  const { page } = desk
  await enterDemo(page, /Әбенова/)
  await registerVacancy(page)
  const dialog = page.getByRole('dialog')
  const offer = page.locator('.offer')
  const save = async () => {
    await act(page)
    await expect(dialog).toBeHidden()
  }

  const first = page.getByRole('checkbox').first()
  await tabTo(page, first)
  await page.keyboard.press('Space')
  await act(page)
  await expect(page.getByRole('button', { name: t('offer.offer'), exact: true })).toBeVisible()
  await page.keyboard.press('F6')
  await expect(field(page, 'offeredOn')).toBeFocused()
  await choose(page, field(page, 'suitable.health'), t('offer.yes'))
  await save()
  await expect(offer.getByText(t('offer.is_answer'))).toBeVisible()

  await page.keyboard.press('F7')
  await act(page)
  await expect(dialog.getByText(t('offer.answer_needed'))).toBeVisible()
  await choose(page, field(page, 'answer'), t('offer.answer_agree'))
  await tabTo(page, dialog.getByRole('checkbox', { name: t('offer.f_resume') }))
  await page.keyboard.press('Space')
  await save()
  await expect(offer.getByText(t('offer.is_resume'))).toBeVisible()

  await page.keyboard.press('F7')
  await expect(field(page, 'sentOn')).toBeFocused()
  await save()
  await expect(offer.getByText(t('offer.is_interview'))).toBeVisible()

  await page.keyboard.press('F7')
  await expect(field(page, 'on')).toBeFocused()
  await page.keyboard.insertText(daysAhead(3))
  await typeInto(page, field(page, 'time'), '27.15')
  await act(page)
  await expect(field(page, 'time')).toHaveAttribute('aria-invalid', 'true')
  await typeInto(page, field(page, 'time'), '10.00')
  await save()
  await expect(offer.getByText(t('offer.is_employer'))).toBeVisible()

  await page.keyboard.press('Alt+5')
  await tabTo(page, page.getByRole('button', { name: t('offer.view'), exact: true }))
  await page.keyboard.press('Enter')
  await expect(offer.getByText(t('offer.awaits_employer'), { exact: true })).toBeVisible()

  await page.keyboard.press('F6')
  await choose(page, field(page, 'answer'), t('offer.employer_hired'))
  await save()
  await expect(page.getByText(t('offer.list_none'))).toBeVisible()

  await tabTo(page, page.getByRole('button', { name: t('jobs.view_vacancies') }))
  await page.keyboard.press('Enter')
  await expect(page.getByText(t('jobs.none_open'))).toBeVisible()
})

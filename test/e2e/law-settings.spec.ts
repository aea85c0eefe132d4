/** What the administrator adds to the law: a text that the orders leave open, and the true first day of an edition. */
import { expect, test } from './fixtures'
import { enterDemo, t, tabTo, typeInto } from './hands'

test('the administrator puts in a text and a day, and both stand there with their source', async ({
  desk,
}) => {
  const { page } = desk
  await enterDemo(page, /Тілеуова/)
  await page.evaluate(() => (location.hash = '#/law/texts'))
  await expect(page.getByRole('heading', { name: t('law.texts_title'), level: 2 })).toBeFocused()
  const part = page.getByRole('region', { name: t('law.text_valid_reasons') })
  await expect(part.getByText(t('law.text_none'))).toBeVisible()
  await tabTo(page, part.getByRole('button', { name: t('law.text_put_in') }))
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  await typeInto(page, dialog.getByLabel(t('law.text_kk')), 'Ауырып қалу')
  await typeInto(page, dialog.getByLabel(t('law.days_source')), 'Ресми түсіндірме')
  await page.keyboard.press('F8')
  await expect(part.getByText('Ауырып қалу')).toBeVisible()

  await page.evaluate(() => (location.hash = '#/law/129/S-REF'))
  await tabTo(page, page.getByRole('button', { name: t('law.days_set') }))
  await page.keyboard.press('Enter')
  await typeInto(page, dialog.getByLabel(t('law.days_from')), '10.05.2024')
  await typeInto(page, dialog.getByLabel(t('law.days_source')), 'adilet.zan.kz')
  await page.keyboard.press('F8')
  await expect(dialog.getByRole('alert')).toContainText('S-REF/172')
  await typeInto(page, dialog.getByLabel(t('law.days_from')), '20.05.2024')
  await page.keyboard.press('F8')
  await expect(dialog).toBeHidden()
  await expect(page.getByText('adilet.zan.kz', { exact: false })).toBeVisible()
  await expect(page.getByText(/20\.05\.2024/)).toBeVisible()
})

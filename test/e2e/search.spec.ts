/** Aids of typing: places of the classifier, letters that the keyboard lacks, short dates, names found with a slip. */
import { expect, test } from './fixtures'
import { enterDemo, field, t, tabTo, typeInto } from './hands'

const places = [
  'te;name_kaz;name_rus',
  '330000000;Жетісу облысы;область Жетісу',
  '333600000;Көкөзек ауданы;Кокозекский район',
  '333620100;Көкөзек а.;с.Кокозек',
  '33362;Қысқа а.;с.Короткое',
].join('\r\n')
const village = 'Жетісу облысы, Көкөзек ауданы, Көкөзек а.'

test('places of a file are offered in an address, a name with a slip is found, dates and letters by any keyboard', async ({
  desk,
}) => {
  const { page } = desk
  await enterDemo(page, /Тілеуова/)

  // An administrator looks at the file first; the faulty line is named, the others are taken.
  await page.evaluate(() => (location.hash = '#/settings/classifiers'))
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: 'kato.csv', mimeType: 'text/csv', buffer: Buffer.from(places) })
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('row')).toHaveCount(4)
  await expect(dialog.getByRole('alert')).toBeVisible()
  await typeInto(page, dialog.getByLabel(t('classifier.edition')), 'НК РК 11-2021')
  await page.keyboard.press('F8')
  await expect(dialog).toBeHidden()
  await expect(page.getByText('НК РК 11-2021', { exact: false })).toBeVisible()

  await page.keyboard.press('Control+L')
  const password = page.getByLabel(t('setup.password'), { exact: true })
  await expect(password).toBeVisible()
  await page.getByText(/Әбенова/).click()
  await password.fill('qabyldau-demo')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('search')).toBeVisible()

  // Russian letters for Kazakh ones, and one letter left out.
  await page.keyboard.press('Control+K')
  await page.keyboard.insertText('куанышбеков нурдулет')
  await expect(page.getByRole('option')).toHaveCount(1)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: /Қуанышбеков Нұрдәулет/ })).toBeVisible()

  // Whoever comes again brings what was written on the last visit, marked until it is edited.
  await page.keyboard.press('F2')
  await expect(page.locator('.person .from-visit').first()).toBeVisible()
  await page.keyboard.press('F3')
  const address = field(page, 'person.address')
  const mark = page.locator('.field', { has: address }).locator('.from-visit')
  await expect(mark).toBeVisible()
  await typeInto(page, address, 'кокозек')
  await expect(mark).toBeHidden()
  const offers = page.getByRole('listbox', { name: t('classifier.suggestions') })
  await expect(offers.getByRole('option')).toHaveCount(2)
  await expect(address).toHaveAttribute('aria-expanded', 'true')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expect(offers.getByRole('option', { selected: true })).toContainText(village)
  await page.keyboard.press('Enter')
  await expect(address).toHaveValue(village)
  await page.keyboard.press('End')
  await page.keyboard.insertText(', Абай көшесі, 14')
  await expect(address).toHaveValue(village + ', Абай көшесі, 14')
  await expect(offers).toBeHidden()

  // Somebody new: a day as six digits, through a Kazakh layout; letters by the row and by Ctrl.
  await page.keyboard.press('Escape')
  await expect(field(page, 'find')).toBeFocused()
  await page.keyboard.insertText('880923402161')
  await page.keyboard.press('Enter')
  const born = field(page, 'person.birthDate')
  await typeInto(page, born, '"ғ03үғ')
  await page.keyboard.press('Tab')
  await expect(born).toHaveValue('15.03.1985')
  const name = field(page, 'person.firstName')
  await tabTo(page, name)
  const letters = page.getByRole('group', { name: t('common.kazakh_letters') })
  await letters.getByRole('button', { name: 'ә' }).click()
  await page.keyboard.insertText('сел')
  await page.keyboard.press('Control+KeyS')
  await expect(name).toHaveValue('Әселі')
})

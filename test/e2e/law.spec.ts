/** The law at hand while the applicant stands there: found, opened and compared without a mouse. */
import { expect, test } from './fixtures'
import { enterDemo, field, t, tabTo } from './hands'

test('from Today to the papers of a service in three keystrokes, then two editions side by side', async ({
  desk,
}) => {
  const { page } = desk
  await enterDemo(page, /Әбенова/)
  await expect(page.getByRole('heading', { name: t('common.rail_today'), level: 1 })).toBeVisible()

  await page.keyboard.press('Alt+7')
  const search = page.getByRole('combobox', { name: t('law.search_label') })
  await expect(search).toBeFocused()
  await page.keyboard.insertText('жолдама')
  await page.keyboard.press('Enter')
  const name = page.getByRole('heading', { name: /белсенді шараларына қатысуға жолдамалар беру/, level: 2 })
  await expect(name).toBeFocused()
  expect(new URL(page.url()).hash).toBe('#/law/129/S-REF')
  const papers = page.getByRole('region', { name: t('law.part_documents') })
  await expect(
    papers
      .getByRole('listitem')
      .filter({ hasText: t('law.need_required') })
      .first(),
  ).toBeVisible()
  await expect(papers.getByText('денсаулық жағдайы туралы анықтама')).toBeVisible()

  await tabTo(page, page.getByRole('button', { name: t('law.compare_with') }))
  await page.keyboard.press('Enter')
  const other = page.getByRole('dialog').getByRole('combobox')
  await expect(other).toBeFocused()
  await page.keyboard.insertText('172')
  await page.keyboard.press('Enter')
  const table = page.getByRole('table')
  await expect(table.getByRole('columnheader').nth(1)).toContainText('172')
  await expect(table.getByRole('columnheader').nth(2)).toContainText('129')
  const provider = table.getByRole('row', { name: new RegExp(t('law.field_provider')) })
  await expect(provider).toContainText(/халықты жұмыспен қамту орталығы/i)
  await expect(provider).toContainText('мансап орталығы')
  await expect(provider).toContainText(t('law.change_changed'))
  for (const change of ['law.change_removed', 'law.change_added'])
    await expect(table.getByText(t(change)).first()).toBeVisible()

  await page.keyboard.press('Escape')
  await expect(name).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(search).toBeFocused()
})

test('a service that was looked up is taken in for whoever stands there, or for the next one', async ({
  desk,
}) => {
  const { page } = desk
  await enterDemo(page, /Әбенова/)
  const find = async (text: string) => {
    await page.keyboard.press('F2')
    await expect(field(page, 'find')).toBeFocused()
    await page.keyboard.insertText(text)
    await expect(page.getByRole('option').first()).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(field(page, 'declaredNoWork').getByRole('radio').first()).toBeFocused()
  }
  const lookUp = async () => {
    await page.goto(page.url().replace(/#.*/, '#/law/129/S-REF'))
    await expect(page.getByRole('button', { name: t('law.accept_this') })).toBeVisible()
    await page.keyboard.press('F8')
  }
  await find('Рахымберген')
  await lookUp()
  await expect(page.getByText('Рахымберген Абылайхан').first()).toBeVisible()
  await expect(field(page, 'measure').getByRole('radio').first()).toBeFocused()
  // Kinds of a measure stand under its name.
  const kinds = page.getByRole('group', { name: 'Субсидияланатын жұмыс орны' })
  await expect(kinds.getByRole('radio')).toHaveCount(6)

  await page.keyboard.press('Escape')
  await expect(field(page, 'find')).toBeFocused()
  await lookUp()
  await expect(field(page, 'find')).toBeFocused()
  await page.keyboard.insertText('Тұрсынбай')
  await expect(page.getByRole('option').first()).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(field(page, 'measure').getByRole('radio').first()).toBeFocused()

  // Whoever comes after that came for the usual thing.
  await find('Рахымберген')
})

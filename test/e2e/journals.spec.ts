/** The journals as files, from the lists that they belong to, without a mouse. */
import { readFile } from 'node:fs/promises'
import { strFromU8, unzipSync } from 'fflate'
import { expect, test } from './fixtures'
import { enterDemo, t, tabTo, typeInto } from './hands'

test('the journal of applications for the file and the journal of papers as a spreadsheet', async ({
  desk,
}) => {
  const { page } = desk
  await enterDemo(page, /Әбенова/)
  const dialog = page.getByRole('dialog')
  const saved = async () => {
    const download = page.waitForEvent('download')
    await page.keyboard.press('F8')
    const file = await download
    await expect(dialog).toBeHidden()
    return { name: file.suggestedFilename(), files: unzipSync(await readFile(await file.path())) }
  }

  await page.keyboard.press('Alt+3')
  await tabTo(page, page.getByRole('button', { name: t('desk.people_tab_journal') }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('row').nth(1)).toBeVisible()
  await page.keyboard.press('Control+e')
  await expect(dialog).toBeVisible()
  await typeInto(page, dialog.getByLabel(t('desk.journal_to')), '01.01.2020')
  await typeInto(page, dialog.getByLabel(t('desk.journal_from')), '02.01.2020')
  await tabTo(page, dialog.getByRole('button', { name: t('journal.export_save') }))
  await expect(dialog.getByText(t('desk.period_wrong'))).toBeVisible()
  await typeInto(page, dialog.getByLabel(t('desk.journal_from')), '')
  await typeInto(page, dialog.getByLabel(t('desk.journal_to')), '')
  const paper = await saved()
  expect(paper.name).toMatch(/^qabyldau-applications-.*\.docx$/)
  expect(strFromU8(paper.files['word/document.xml']!)).toContain('Өтініштер журналы')

  await page.keyboard.press('Alt+4')
  await expect(page.getByRole('heading', { name: t('desk.papers_title'), level: 1 })).toBeVisible()
  await tabTo(page, page.getByRole('button', { name: t('desk.papers_tab_all') }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('row').nth(1)).toBeVisible()
  await page.keyboard.press('Control+e')
  await tabTo(page, dialog.getByRole('radio', { name: t('journal.export_docx') }))
  await page.keyboard.press('ArrowDown')
  const sheet = await saved()
  expect(sheet.name).toMatch(/^qabyldau-documents-.*\.xlsx$/)
  expect(strFromU8(sheet.files['xl/sharedStrings.xml']!)).toContain(t('journal.documents_title'))
})

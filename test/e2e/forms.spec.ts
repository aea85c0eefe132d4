/** A centre's own template, from the file to the form and back. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { expect, test } from './fixtures'
import { act, enterDemo, t } from './hands'

const shipped = path.resolve(import.meta.dirname, '../../templates/214/214-annex1.kk.docx')

/** The shipped form with a piece of its text replaced. */
function altered(from: string, to: string): Buffer {
  const files = unzipSync(readFileSync(shipped))
  const document = strFromU8(files['word/document.xml']!)
  files['word/document.xml'] = strToU8(document.replaceAll(from, to))
  return Buffer.from(zipSync(files))
}

test('a form is replaced by a file that passed, and taken back', async ({ desk }) => {
  const { page } = desk
  await enterDemo(page, /Тілеуова/)
  await page.evaluate(() => (location.hash = '#/settings/forms'))
  await page.getByLabel(t('settings.forms_search')).fill('214-annex1')
  await page
    .getByRole('row', { name: /1-қосымша/ })
    .first()
    .click()
  const choose = async (name: string, buffer: Buffer) => {
    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: t('settings.forms_replace') }).click()
    await (await chooser).setFiles({ name, mimeType: 'application/octet-stream', buffer })
  }
  const dialog = page.getByRole('dialog')

  await choose('қате.docx', altered('{{applicant_iin}}', '{{applicant_number}}'))
  await expect(dialog.getByRole('alert')).toContainText(t('settings.forms_check_refused'))
  await expect(dialog).toContainText('{{applicant_number}}')
  await expect(dialog.getByRole('button', { name: t('settings.forms_put_in_place') })).toHaveAttribute(
    'aria-disabled',
    'true',
  )
  // After the system's dialog of files the focus is a moment on its way.
  await dialog.press('Escape')
  await expect(dialog).toHaveCount(0)

  await choose('өз.docx', altered('{{applicant_iin}}', '{{applicant_iin}}.'))
  await expect(dialog).toContainText(t('settings.forms_check_passed'))
  await expect(dialog.frameLocator('iframe').locator('html')).toHaveAttribute('data-state', 'ready')
  await dialog.getByText(t('settings.forms_look_wording')).click()
  await expect(dialog.locator('.added mark').first()).toHaveText('.')
  await act(page)
  await expect(page.getByText(t('settings.forms_put_in_place_done'))).toBeVisible()
  await expect(page.getByRole('row', { name: /1-қосымша/ }).first()).toContainText(t('settings.forms_centre'))

  await page.getByText(t('settings.forms_look_wording')).click()
  await expect(page.locator('.added mark').first()).toHaveText('.')
  await page.getByText(t('settings.forms_look_history')).click()
  await page.getByRole('button', { name: t('settings.forms_back') }).click()
  await act(page)
  await expect(page.getByText(t('settings.forms_back_done'))).toBeVisible()
  await expect(page.getByText(t('settings.forms_source_shipped'))).toBeVisible()
})

/** F1, by the keyboard alone: the page explains itself, a first day ticks its steps, a problem becomes a file. */
import { readFileSync } from 'node:fs'
import { unzipSync } from 'fflate'
import { expect, test, words } from './fixtures'
import { enterDemo, t, tabTo } from './hands'

test('the page explains itself beside the work, in the language of the screen, and keeps what is typed', async ({
  desk,
}) => {
  const { page } = desk
  await enterDemo(page, /Әбенова/)
  const help = page.getByRole('complementary', { name: t('help.title') })
  await page.keyboard.press('F1')
  await expect(help.getByRole('heading', { name: t('help.topic_today_title') })).toBeVisible()
  await expect(help).toBeFocused()
  await page.evaluate(() => (location.hash = '#/exchange'))
  await expect(help.getByText(t('help.topic_exchange_what'))).toBeVisible()
  // The keys are those of this page, now.
  await expect(help.getByText(t('help.key'))).toBeVisible()

  await tabTo(page, help.getByRole('button', { name: t('help.tab_words') }))
  await page.keyboard.press('Enter')
  await tabTo(page, help.getByLabel(t('help.words_find')))
  // A Russian letter for the Kazakh one.
  await page.keyboard.insertText('жолдама')
  await expect(help.getByText(t('help.word_referral_means'))).toBeVisible()
  await expect(help.getByText(t('help.word_batch_means'))).toHaveCount(0)
  await page.getByText('Рус', { exact: true }).click()
  await expect(page.getByText(words('ru', 'help.word_referral_means'))).toBeVisible()
  await expect(page.getByLabel(words('ru', 'help.words_find'))).toHaveValue('жолдама')
  await page.keyboard.press('F1')
  await expect(page.getByRole('complementary', { name: words('ru', 'help.title') })).toHaveCount(0)
})

test('a first day ticks what was done, and a problem becomes a file that shows itself', async ({ desk }) => {
  const { page } = desk
  await enterDemo(page, /Тілеуова/)
  const help = page.getByRole('complementary', { name: t('help.title') })
  await page.keyboard.press('F1')
  await tabTo(page, help.getByRole('button', { name: t('help.tab_day') }))
  await page.keyboard.press('Enter')
  await tabTo(page, help.getByRole('button', { name: t('help.day_start') }))
  await page.keyboard.press('Enter')
  await expect(help.getByRole('listitem').first()).toHaveAttribute('aria-current', 'step')
  const copy = help.getByRole('listitem').filter({ hasText: t('help.day_copy_title') })
  await expect(copy.getByText(t('help.day_done'))).toHaveCount(0)
  await page.evaluate(() => (location.hash = '#/settings/backup'))
  await tabTo(page, page.getByRole('button', { name: t('settings.backup_make') }))
  await page.keyboard.press('Enter')
  await expect(copy.getByText(t('help.day_done'))).toBeVisible()

  await tabTo(page, help.getByRole('button', { name: t('help.tab_report') }))
  await page.keyboard.press('Enter')
  await tabTo(page, help.getByLabel(t('help.report_words')))
  await page.keyboard.insertText('Принтер үнсіз, 900101300017')
  await tabTo(page, help.getByRole('button', { name: t('help.report_make') }))
  await page.keyboard.press('Enter')
  await expect(help.getByText('Принтер үнсіз, #')).toBeVisible()
  await tabTo(page, help.getByRole('button', { name: t('help.report_save'), exact: true }))
  const [file] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')])
  const inside = unzipSync(readFileSync(await file.path()))
  expect(new TextDecoder().decode(inside['report.json'])).toContain('"address": "/settings/backup"')
})

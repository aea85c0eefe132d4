/** Reports and the director's desk by the keyboard: a figure and its list, files, a kept report, an acting director. */
import { readFile } from 'node:fs/promises'
import { strFromU8, unzipSync } from 'fflate'
import type { Page } from '@playwright/test'
import { applied, issued, publicWorks, referred } from './core'
import { expect, test } from './fixtures'
import { enterDemo, t, tabTo, typeInto } from './hands'

/** The bytes of what a key saves. */
async function saved(page: Page, press: () => Promise<void>) {
  const download = page.waitForEvent('download')
  await press()
  const file = await download
  return { name: file.suggestedFilename(), files: unzipSync(await readFile(await file.path())) }
}

test('a report of the year: a list behind a figure, spreadsheet, paper, the quarterly table, kept', async ({
  desk,
}) => {
  const { page } = desk
  await enterDemo(page, /Әбенова/)
  await page.keyboard.press('Alt+8')
  await expect(page.getByRole('heading', { name: t('report.title'), level: 1 })).toBeVisible()
  await tabTo(page, page.getByRole('radio', { name: t('report.period_month') }))
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('radio', { name: t('report.period_year') })).toBeChecked()

  const row = page.getByRole('row', { name: new RegExp('^' + t('report.f_applications_accepted')) })
  const number = row.getByRole('button').last()
  const n = Number(await number.textContent())
  expect(n).toBeGreaterThan(0)
  await tabTo(page, number)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('grid').getByRole('row')).toHaveCount(n + 1)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/#\/applications\/\d+$/)
  // Back to the list that was open, then to the report.
  await page.keyboard.press('Alt+8')
  await expect(page.getByRole('grid').getByRole('row')).toHaveCount(n + 1)
  await page.keyboard.press('Escape')
  await expect(number).toBeVisible()

  const sheet = await saved(page, () => page.keyboard.press('Control+e'))
  expect(sheet.name).toMatch(/^qabyldau-report-.*\.xlsx$/)
  expect(strFromU8(sheet.files['xl/sharedStrings.xml']!)).toContain(t('report.f_applications_accepted'))
  const press = async (name: string) => {
    await tabTo(page, page.getByRole('button', { name, exact: true }))
    await page.keyboard.press('Enter')
  }
  const paper = await saved(page, () => press(t('report.word')))
  expect(strFromU8(paper.files['word/document.xml']!)).toContain(t('report.title_paper'))
  const quarter = await saved(page, () => press(t('report.quarter')))
  expect(quarter.name).toMatch(/^qabyldau-quarter-.*\.docx$/)
  expect(strFromU8(quarter.files['word/document.xml']!)).toContain('тоқсандық кестесі')

  await page.keyboard.press('F8')
  await expect(page.getByText(t('report.keep_done'))).toBeVisible()
  const kept = page.getByRole('region', { name: t('report.kept_title') }).getByRole('button')
  await tabTo(page, kept.first())
  await page.keyboard.press('Enter')
  await expect(page.getByText(t('report.kept_same'))).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByText(t('report.kept_same'))).toBeHidden()
})

test('the director names an acting director, who then has the desk of the director', async ({ desk }) => {
  const { page } = desk
  await enterDemo(page, /Жақсыбеков/)
  await expect(page.getByRole('button', { name: t('director.open') })).toBeVisible()
  await page.keyboard.press('Control+d')
  await expect(page.getByRole('heading', { name: t('director.title'), level: 1 })).toBeVisible()
  await expect(page.getByRole('button', { name: t('director.acting_name') })).toBeVisible()
  await page.keyboard.press('F6')
  const dialog = page.getByRole('dialog')
  await tabTo(page, dialog.getByRole('button', { name: new RegExp(t('director.acting_who')) }))
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  const today = new Intl.DateTimeFormat('ru', { timeZone: 'Asia/Almaty' }).format(new Date())
  for (const [label, text] of [
    ['director.acting_from', today],
    ['director.acting_until', today],
    ['director.acting_order', '114-қ'],
    ['director.acting_order_on', today],
    ['director.acting_reason', 'еңбек демалысы'],
  ] as const)
    await typeInto(page, dialog.getByLabel(t(label), { exact: true }), text)
  await page.keyboard.press('F8')
  await expect(dialog).toBeHidden()
  const acting = page.getByRole('region', { name: t('director.acting') })
  await expect(acting.getByText(t('director.state_now'))).toBeVisible()

  await tabTo(page, acting.getByRole('button', { name: t('director.acting_revoke') }))
  await page.keyboard.press('Enter')
  await typeInto(page, dialog.getByLabel(t('director.acting_why')), 'оралды')
  await page.keyboard.press('F8')
  await expect(dialog).toBeHidden()
  await expect(acting.getByText(t('director.state_revoked'))).toBeVisible()
})

test('R134: the director looks at each paper of the queue and signs those that can be signed by one key', async ({
  desk,
}) => {
  const { page } = desk
  await enterDemo(page, /Жақсыбеков/)
  const works = await publicWorks(page, 3)
  const people = [
    { iin: '700110400407', lastName: 'Мысалова', firstName: 'Айгүл', birthDate: '1970-01-10' },
    { iin: '700211400406', lastName: 'Мысалова', firstName: 'Бақыт', birthDate: '1970-02-11' },
    { iin: '700312400405', lastName: 'Мысалова', firstName: 'Әлия', birthDate: '1970-03-12' },
  ]
  for (const [index, who] of people.slice(0, 2).entries()) await referred(page, who, index + 1, works)
  // The last one is not printed yet.
  await issued(page, await applied(page, people[2]!, 3), works)
  await page.keyboard.press('Control+d')
  await expect(page.getByRole('button', { name: t('director.to_sign_open') })).toBeVisible()
  await page.keyboard.press('F8')
  const rows = page.getByRole('grid').getByRole('row')
  await expect(rows).toHaveCount(4)
  await expect(rows.nth(3)).toContainText(t('error.referral_not_printed'))
  for (const n of [1, 2, 3]) {
    await expect(rows.nth(n)).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(rows.nth(n)).toContainText(t('director.sign_seen'))
    await page.keyboard.press('ArrowDown')
  }
  await page.keyboard.press('F8')
  await expect(rows).toHaveCount(2)
  await expect(rows.nth(1)).toContainText(t('error.referral_not_printed'))
  await page.keyboard.press('Escape')
  await expect(page.getByText(t('director.to_sign_none'))).toBeVisible()
})

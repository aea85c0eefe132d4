/** Nothing that was typed is lost: a killed process, a locked desk, a register that cannot be opened. */
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test, words } from './fixtures'
import { acceptIntake, field, fillIntake, firstRun, password, signIn, t, tabTo } from './hands'

test.use({ holds: 'nothing' })

test('a draft survives a killed process, and the language of the screen', async ({ desk }) => {
  test.slow()
  await firstRun(desk.page)
  await signIn(desk.page)
  await fillIntake(desk.page)
  await expect(desk.page.getByText(/Дискіге сақталды/)).toBeVisible()
  await desk.kill()
  await desk.restart()

  const { page } = desk
  await signIn(page)
  await page.keyboard.press('F2')
  await tabTo(page, page.getByRole('button', { name: 'Сейтжанова Айгерім Болатқызы', exact: true }))
  await page.keyboard.press('Enter')
  await expect(field(page, 'person.address')).toHaveValue('Көкөзек ауылы, Абай көшесі, 14-үй, 3-пәтер')
  // Switching the language keeps what is typed.
  await page.getByText('Рус', { exact: true }).click()
  await expect(page.getByRole('heading', { name: words('ru', 'counter.title') })).toBeVisible()
  await expect(field(page, 'person.address')).toHaveValue('Көкөзек ауылы, Абай көшесі, 14-үй, 3-пәтер')
  await page.getByText('Қаз', { exact: true }).click()
  await acceptIntake(page)
  await expect(page.getByText('Т-2026-00001').first()).toBeVisible()
})

test('the locked desk keeps what was typed and opens with the password', async ({ desk }) => {
  const { page } = desk
  await firstRun(page)
  await signIn(page)
  await page.keyboard.press('F2')
  await expect(field(page, 'find')).toBeFocused()
  await page.keyboard.insertText('850315400124')
  await page.keyboard.press('Enter')
  await field(page, 'person.lastName').focus()
  await page.keyboard.insertText('Сейтжанова')
  await page.keyboard.press('Control+L')
  await expect(page.getByRole('heading', { name: t('setup.locked_title') })).toBeVisible()
  await page.getByLabel(t('setup.password'), { exact: true }).focus()
  await page.keyboard.insertText('басқа құпиясөз')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert').filter({ hasText: /сәйкес келмеді/ })).toBeVisible()
  await page.keyboard.press('Control+A')
  await page.keyboard.insertText(password)
  await page.keyboard.press('Enter')
  await expect(field(page, 'person.lastName')).toHaveValue('Сейтжанова')
})

test('a register that is no register is a screen with a next step, not a blank window', async ({ desk }) => {
  const { page, dataFolder } = desk
  await expect(page.getByRole('heading').first()).toBeVisible()
  await desk.kill()
  const file = path.join(dataFolder, 'register.sqlite')
  writeFileSync(file, 'Бұл дерекқор емес. '.repeat(300))
  await desk.restart()
  await expect(desk.page.getByText(t('error.database_corrupt'))).toBeVisible()
  await expect(desk.page.getByRole('button', { name: t('common.try_again') })).toBeVisible()
})

/** Where batches go, by the keyboard alone: a folder, a drive (a folder that `QABYLDAU_DRIVES` names), the schedule. */
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from './fixtures'
import { act, choose, enterDemo, t, tabTo, typeInto } from './hands'

// Read by the desk when its process starts.
const drives = mkdtempSync(path.join(tmpdir(), 'qabyldau-drives-'))
const stick = path.join(drives, 'stick')
process.env['QABYLDAU_DRIVES'] = stick
test.afterAll(() => rmSync(drives, { recursive: true, force: true }))

test('a batch goes to a folder and waits for a drive, which may then be pulled', async ({ desk }) => {
  const { page } = desk
  mkdirSync(stick)
  const share = path.join(drives, 'share')
  await enterDemo(page, /Тілеуова/)
  await page.evaluate(() => (location.hash = '#/exchange'))
  await expect(page.getByRole('heading', { name: t('target.title') })).toBeVisible()
  const dialog = page.getByRole('dialog')
  const item = (name: string) => page.getByRole('listitem', { name })
  const addTarget = async () => {
    await expect(dialog).toHaveCount(0)
    await expect(page.getByRole('button', { name: t('target.add') })).toBeVisible()
    await page.keyboard.press('Insert')
  }

  // The folder is not there yet: the trial says so, saving is possible all the same.
  await addTarget()
  await typeInto(page, dialog.getByLabel(t('target.f_name')), 'Ортақ бума')
  await typeInto(page, dialog.getByLabel(t('target.f_path')), share)
  await tabTo(page, dialog.getByRole('button', { name: t('target.test') }))
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('alert')).toContainText(share)
  mkdirSync(share)
  await page.keyboard.press('Enter')
  await expect(dialog.getByText(/Сынақ файлы жазылды/)).toBeVisible()
  await page.keyboard.press('F8')
  await expect(item('Ортақ бума')).toBeVisible()

  await addTarget()
  await tabTo(page, dialog.getByRole('radio', { name: t('target.kind_folder') }))
  await page.keyboard.press('ArrowRight')
  await typeInto(page, dialog.getByLabel(t('target.f_name')), 'Көк флешка')
  await choose(page, dialog.getByRole('radiogroup', { name: t('target.f_drive') }), stick)
  await page.keyboard.press('F8')
  await expect(item('Көк флешка').getByText(t('target.drive_here'))).toBeVisible()
  expect(readdirSync(stick)).toEqual(['qabyldau-stick.json'])

  // The drive is away when the batch is made.
  renameSync(stick, stick + '-away')
  await act(page)
  await expect(item('Ортақ бума').getByText(t('target.state_idle'))).toBeVisible()
  const [batch = ''] = readdirSync(share)
  expect(batch).toMatch(/^qabyldau-.*\.zip/)
  await expect(item('Көк флешка').getByText(/дискісін салыңыз/)).toBeVisible()
  await expect(item('Көк флешка').getByText(t('target.drive_away'))).toBeVisible()

  renameSync(stick + '-away', stick)
  // The clock of the desk sees the drive and goes on by itself.
  await expect(item('Көк флешка').getByText(t('target.safe_to_pull'))).toBeVisible({ timeout: 30_000 })
  expect(readdirSync(stick).sort()).toEqual([batch, 'qabyldau-stick.json'].sort())

  await tabTo(page, page.getByRole('button', { name: t('target.schedule_change') }))
  await page.keyboard.press('Enter')
  await tabTo(page, dialog.getByRole('checkbox', { name: t('target.schedule_f_on') }))
  await page.keyboard.press('Space')
  await typeInto(page, dialog.getByLabel(t('target.schedule_f_times')), '25:00')
  await page.keyboard.press('F8')
  await expect(dialog.getByRole('alert')).toContainText(t('target.schedule_f_times_wrong'))
  await typeInto(page, dialog.getByLabel(t('target.schedule_f_times')), '13.00, 18:00')
  await page.keyboard.press('F8')
  await expect(page.getByText(/^Пакет 13:00, 18:00 уақытында/)).toBeVisible()
})

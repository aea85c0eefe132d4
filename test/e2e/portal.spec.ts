/** A file of egov.kz to the electronic result in the cabinet, and a complaint that is sent on: keyboard only. */
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { act, choose, enterDemo, field, t, tabTo, typeInto } from './hands'

/** A day in the centre's time zone, so many days from now, as it is typed. */
const day = (shift: number) =>
  new Intl.DateTimeFormat('ru-RU', { timeZone: 'Asia/Almaty' }).format(Date.now() + shift * 86_400_000)

const row = (number: string, iin: string, last: string, birth: string, service = 'S-JS') =>
  [
    ...[number, day(-1) + ' 10:15', iin, last, 'Айгерім', 'Болатқызы', birth, 'ә'],
    ...['Көкөзек ауылы, Абай көшесі, 2-үй', '+77015550199', '', '', 'жоғары', 'publish_resume', service],
  ].join(';')

async function openTab(page: Page, name: string) {
  await page.keyboard.press('Alt+3')
  await tabTo(page, page.getByRole('button', { name: t(name), exact: true }))
  await page.keyboard.press('Enter')
}

test('a file of egov.kz is shown before it is taken over, decided, signed and sent to the cabinet', async ({
  desk,
}) => {
  test.slow()
  const { page } = desk
  await enterDemo(page, /Әбенова/)
  await openTab(page, 'portal.tab')
  await expect(page.getByText(t('portal.none'))).toBeVisible()

  await page.keyboard.press('F6')
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('button', { name: t('portal.choose_file') })).toBeVisible()
  const chooser = page.waitForEvent('filechooser')
  await act(page)
  const file = [
    row('700000001', '910203400515', 'Тілегенова', '03.02.1991'),
    row('700000002', '910203400516', 'Қате', '03.02.1991'),
    row('700000003', '930405400735', 'Басқа', '05.04.1993', 'S-XX'),
  ].join('\r\n')
  await (await chooser).setFiles({ name: 'egov.csv', mimeType: 'text/csv', buffer: Buffer.from(file) })
  await expect(dialog.getByText(t('portal.reason_iin_wrong'))).toBeVisible()
  await expect(dialog.getByText(t('portal.reason_service_unknown'))).toBeVisible()
  await act(page)
  await expect(dialog).toHaveCount(0)

  const line = page.getByRole('row', { name: /Тілегенова/ })
  await expect(line).toContainText(t('portal.waits_check'))
  await tabTo(page, page.locator('tr[data-row]').first())
  await page.keyboard.press('Enter')
  await expect(page.getByText('700000001')).toBeVisible()
  await expect(page.getByText(t('portal.no_paper'))).toBeVisible()

  await choose(page, field(page, 'check.result'), t('counter.check_confirmed'))
  await act(page)
  await choose(page, field(page, 'decide.outcome'), t('counter.decide_granted'))
  await act(page)
  await expect(page.getByText(t('portal.result_help'))).toBeVisible()
  // Nobody hands anything over.
  await expect(page.getByRole('heading', { name: t('counter.step_hand_over') })).toHaveCount(0)
  await typeInto(page, field(page, 'sentOn'), day(0))
  await act(page)
  await expect(page.getByText(t('portal.sent_saved'))).toBeVisible()
  await expect(page.getByText(t('portal.state_sent')).first()).toBeVisible()
})

test('a complaint is entered, its term explained, and it is sent on', async ({ desk }) => {
  test.slow()
  const { page } = desk
  await enterDemo(page, /Әбенова/)
  await openTab(page, 'complaint.tab')
  await expect(page.getByText(t('complaint.none'))).toBeVisible()
  await page.keyboard.press('Insert')
  const dialog = page.getByRole('dialog')
  await typeInto(page, field(page, 'name'), 'Жұмабекова Раушан')
  await tabTo(page, field(page, 'serviceCode').getByRole('button'))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('listbox')).toBeVisible()
  // The services in force today: the referral is the last of them.
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await choose(page, field(page, 'about'), t('complaint.about_omission'))
  await typeInto(page, field(page, 'text'), 'Жолдама берілмеді')
  await typeInto(page, field(page, 'received'), day(0))
  await act(page)
  // The act names to whom it is addressed: that is asked for beside the field.
  await expect(dialog.getByRole('alert').first()).toBeVisible()
  await choose(page, field(page, 'addressee'), t('complaint.to_provider_head'))
  await act(page)
  await expect(page.getByRole('heading', { name: /Ш-\d{4}-00001/ })).toBeVisible()
  await expect(page.getByRole('heading', { name: t('complaint.terms') })).toBeVisible()

  // What is due first is under F8, and so is saving it.
  await act(page)
  await typeInto(page, field(page, 'note'), 'Аудан әкімдігіне')
  await page.keyboard.press('F8')
  await expect(page.getByText(t('complaint.step_saved'))).toBeVisible()
  await expect(page.getByText('Аудан әкімдігіне')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('row', { name: /Жұмабекова/ })).toContainText(t('complaint.state_forwarded'))
})

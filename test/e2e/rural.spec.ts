/** A person comes to the assistant in a village; the centre takes the file in, registers, and answers. */
import type { Page } from '@playwright/test'
import { ask } from './core'
import { expect, test } from './fixtures'
import { act, choose, enterDemo, field, t, tabTo, typeInto } from './hands'

const demo = 'qabyldau-demo'

async function enter(page: Page, who: RegExp): Promise<void> {
  const staff = await ask(page, 'session.staff', {})
  const staffId = staff.find(({ fullName }) => who.test(fullName))!.id
  await ask(page, 'session.signOut', {})
  await ask(page, 'session.signIn', { staffId, password: demo })
  await page.evaluate(() => (location.hash = '#/rural'))
  await page.reload()
  await expect(page.getByRole('search')).toBeVisible()
}

test('a case of a village is checked, sent, taken in and answered; a killed process loses nothing', async ({
  desk,
}) => {
  test.slow()
  await enterDemo(desk.page, /Тілеуова/)
  await ask(desk.page, 'staff.add', {
    staff: {
      fullName: 'Ермекова Сандуғаш Бекқызы',
      positionKk: 'ассистент',
      positionRu: 'ассистент',
      roles: ['assistant'],
      rural: {
        districtKk: 'Жаңақоныс ауылдық округі',
        districtRu: 'Жанаконысский сельский округ',
        akim: 'Сәдуақасов Мұрат Ерғалиұлы',
      },
      password: demo,
    },
  })
  await enter(desk.page, /Ермекова/)
  let { page } = desk
  // Her desk begins with the village and shows nothing of the counter.
  await expect(page.getByRole('heading', { name: t('rural.title'), level: 1 })).toBeVisible()
  await expect(page.getByRole('link', { name: t('common.rail_counter') })).toHaveCount(0)

  await expect(page.getByRole('button', { name: t('rural.new_case') })).toBeVisible()
  await page.keyboard.press('Insert')
  await expect(field(page, 'find')).toBeFocused()
  await page.keyboard.insertText('030303600120')
  await page.keyboard.press('Enter')
  await typeInto(page, field(page, 'person.lastName'), 'Жүнісова')
  await typeInto(page, field(page, 'person.firstName'), 'Мәдина')
  await typeInto(page, field(page, 'person.address'), 'Жаңақоныс ауылы, Абай көшесі, 1-үй')
  await typeInto(page, field(page, 'person.mobile'), '8 701 555 01 99')
  await choose(page, field(page, 'declaredNoWork'), t('common.yes'))
  await choose(page, field(page, 'inArea'), t('common.yes'))
  await choose(page, field(page, 'checklist.identity_document'), t('counter.shown_paper'))
  await choose(page, field(page, 'consents.publish_resume'), t('common.yes'))
  await choose(page, field(page, 'consents.outsourcing_transfer'), t('common.no'))
  await tabTo(page, field(page, 'consents.personal_data').getByRole('checkbox'))
  await page.keyboard.press('Space')
  await choose(page, field(page, 'aisAccessible'), t('common.no'))
  await choose(page, field(page, 'card'), t('rural.card_paper'))
  await tabTo(page, field(page, 'portalExplained').getByRole('checkbox'))
  await page.keyboard.press('Space')
  await expect(page.getByText(t('counter.state_done')).last()).toBeVisible()
  // On the disk, not only on the screen: a save from before may still be told.
  const [begun] = (await ask(page, 'rural.cases', {})).cases
  await expect
    .poll(async () => {
      const { facts, draft } = await ask(page, 'rural.get', { id: begun!.id })
      return facts.portalExplained && draft.consents['personal_data']
    })
    .toBe(true)

  await desk.kill()
  await desk.restart()
  page = desk.page
  await enter(page, /Ермекова/)
  await page.getByRole('link', { name: /Жүнісова/ }).click()
  await expect(field(page, 'person.lastName')).toHaveValue('Жүнісова')
  await act(page)
  const dialog = page.getByRole('dialog')
  const confirmed = dialog.getByRole('radio', { name: t('rural.result_confirmed') })
  await tabTo(page, confirmed)
  await page.keyboard.press('Space')
  await page.keyboard.press('F8')
  await expect(dialog).toBeHidden()
  await expect(page.getByText(t('rural.state_checked')).first()).toBeVisible()

  await act(page)
  await expect(dialog).toBeVisible()
  await page.keyboard.press('F8')
  await expect(dialog.getByRole('button', { name: t('rural.save_file') })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByText(t('rural.state_sent')).first()).toBeVisible()
  const { token, name } = await ask(page, 'rural.transferFile', { id: 1 })
  const text = await page.evaluate(async (file) => (await fetch('/files/' + file)).text(), token)

  await enter(page, /Әбенова/)
  await page.keyboard.press('Alt+0')
  await expect(page.getByText(t('rural.none_received'))).toBeVisible()
  const give = (content: string) =>
    page
      .locator('input[type=file]')
      .setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(content) })
  await give(text.slice(0, 500))
  await expect(dialog.getByRole('alert')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await give(text)
  await expect(dialog.getByText('Жүнісова Мәдина')).toBeVisible()
  await act(page)
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('link', { name: /Жүнісова/ })).toBeVisible()
})

/** Other services than the usual one, by the keyboard: a referral refused at intake and then accepted, an old paper case. */
import type { Page } from '@playwright/test'
import { checkDigit } from '../../shared/rules/iin'
import { expect, test } from './fixtures'
import { act, choose, enterDemo, field, printPaper, t, tabTo, typeInto } from './hands'

/** An IIN of somebody born so many months ago; `seventh` tells century and sex. */
function iinOf(months: number, seventh: number): string {
  const day = new Date()
  day.setMonth(day.getMonth() - months)
  const digits = `${day.toISOString().slice(2, 10).replaceAll('-', '')}${seventh}700`
  for (let last = 0; last < 10; last++) {
    const check = checkDigit(digits + last)
    if (check !== null) return `${digits}${last}${check}`
  }
  throw new Error('No IIN for ' + digits)
}
/** A girl of 17 and a half. */
const student = iinOf(17 * 12 + 6, 6)

/** Somebody new at the counter, with what every service asks of a person. */
async function newPerson(page: Page, digits: string, lastName: string, firstName: string): Promise<void> {
  await page.keyboard.press('F2')
  await expect(field(page, 'find')).toBeFocused()
  await page.keyboard.insertText(digits)
  await page.keyboard.press('Enter')
  await typeInto(page, field(page, 'person.lastName'), lastName)
  await typeInto(page, field(page, 'person.firstName'), firstName)
  await typeInto(page, field(page, 'person.address'), 'Көкөзек ауылы, Абай көшесі, 3-үй')
}

/** Press Space on a radio of a group that Tab has reached. */
async function pick(page: Page, path: string, name: RegExp): Promise<void> {
  const radio = field(page, path).getByRole('radio', { name })
  await radio.focus()
  await page.keyboard.press('Space')
  await expect(radio).toBeChecked()
}

test('R118 R124 R131 a student of 17 is refused public works without a consent, and accepted with it', async ({
  desk,
}) => {
  test.slow()
  const { page } = desk
  await enterDemo(page, /Әбенова/)
  await newPerson(page, student, 'Омарова', 'Дана')

  await test.step('another service is one key away and asks what its law asks', async () => {
    await page.keyboard.press('F5')
    await expect(field(page, 'declaredNoWork')).toHaveCount(0)
    await pick(page, 'measure', /қоғамдық жұмыс/i)
    await pick(page, 'recipient', /^жұмыссыз/i)
    await expect(field(page, 'checklist.parent_consent')).toHaveCount(0)
    await pick(page, 'recipient', /студент/i)
    await expect(field(page, 'checklist.parent_consent')).toBeVisible()
  })

  await test.step('R131: refused at intake, with the receipt in two copies', async () => {
    await choose(page, field(page, 'checklist.identity_document'), t('counter.shown_digital'))
    await choose(page, field(page, 'checklist.parent_consent'), t('counter.shown_none'))
    const refuse = page.getByRole('button', { name: t('counter.refuse') })
    await expect(refuse).toBeVisible()
    await page.keyboard.press('F6')
    const dialog = page.getByRole('dialog')
    await expect(dialog.getByRole('listitem')).toHaveCount(1)
    await expect(dialog.getByRole('textbox')).toBeFocused()
    await page.keyboard.press('F8')
    await expect(page.getByRole('heading', { name: t('counter.not_taken'), level: 1 })).toBeVisible()
    const paper = page.frameLocator('iframe').first()
    await expect(paper.getByText('Омарова Дана').first()).toBeVisible()
    await expect(page.locator('#print-paper')).toBeFocused()
    await expect(page.locator('#print-paper')).toHaveText(new RegExp(t('counter.print_two')))
    await printPaper(page)
    await tabTo(page, page.getByRole('button', { name: t('counter.open_case') }))
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: t('counter.not_taken_missing') })).toBeVisible()
    await expect(page.getByRole('heading', { name: t('counter.step_decide') })).toHaveCount(0)
  })

  await test.step('accepted when the consent is there', async () => {
    await page.keyboard.press('F2')
    await page.keyboard.insertText(student)
    await page.keyboard.press('Enter')
    await expect(field(page, 'declaredNoWork').getByRole('radio').first()).toBeFocused()
    await page.keyboard.press('F5')
    await pick(page, 'measure', /қоғамдық жұмыс/i)
    await pick(page, 'recipient', /студент/i)
    await choose(page, field(page, 'checklist.identity_document'), t('counter.shown_digital'))
    await choose(page, field(page, 'checklist.labour_book'), t('counter.shown_none'))
    await choose(page, field(page, 'checklist.parent_consent'), t('counter.shown_present'))
    await typeInto(page, field(page, 'legalRepresentative.fullName'), 'Омарова Сәуле')
    await choose(page, field(page, 'legalRepresentative.kind'), t('counter.representative_parent'))
    for (const consent of ['personal_data', 'protected_secret']) {
      await tabTo(page, field(page, 'consents.' + consent).getByRole('checkbox'))
      await page.keyboard.press('Space')
    }
    await act(page)
    await expect(page.getByRole('heading', { name: t('counter.accepted') })).toBeVisible()
    await expect(page.locator('.number')).toHaveText(/^Ж-\d{4}-00001$/)
  })
})

test('R1 R179 an old paper case under a standard of 2014, decided on its own dates', async ({ desk }) => {
  test.slow()
  const { page } = desk
  await enterDemo(page, /Әбенова/)
  await newPerson(page, iinOf(41 * 12, 4), 'Тасболатова', 'Гүлмира')

  await test.step('its day gives the edition; the service is found by its name', async () => {
    await page.keyboard.press('Control+m')
    await expect(field(page, 'archive.acceptanceDate')).toBeFocused()
    await page.keyboard.insertText('15102014')
    await typeInto(page, field(page, 'archive.paperNumber'), '17/2014')
    await page.keyboard.press('F5')
    await expect(field(page, 'serviceCode')).toBeFocused()
    // Without the Kazakh letters.
    await page.keyboard.insertText('жумыссыз азаматтарга аныктама')
    await expect(page.getByRole('option')).toHaveCount(1)
    await page.keyboard.press('Enter')
    await expect(page.getByText('№ 217').first()).toBeVisible()
  })

  await test.step('entered without papers', async () => {
    await act(page)
    await expect(page.getByRole('heading', { name: t('counter.entered'), level: 1 })).toBeVisible()
    await expect(page.getByRole('button', { name: t('counter.open_case') })).toBeFocused()
    await page.keyboard.press('Enter')
  })

  await test.step('the decision and the handing over bear the days typed', async () => {
    await choose(page, field(page, 'decide.outcome'), t('counter.decide_other_granted'))
    await typeInto(page, field(page, 'decide.on'), '20102014')
    await act(page)
    await typeInto(page, field(page, 'hand.on'), '211014')
    await typeInto(page, field(page, 'hand.number'), '031456789')
    await tabTo(page, page.getByRole('checkbox', { name: t('counter.hand_over_signed') }))
    await page.keyboard.press('Space')
    await act(page)
    await expect(page.getByText(t('counter.all_done'))).toBeVisible()
    await expect(page.getByText('21.10.2014')).toBeVisible()
  })

  await test.step('the journal marks it', async () => {
    await page.keyboard.press('Alt+3')
    await tabTo(page, page.getByRole('button', { name: t('desk.people_tab_journal') }))
    await page.keyboard.press('Enter')
    const row = page.getByRole('row').filter({ hasText: 'Тасболатова' }).filter({ hasText: '17/2014' })
    await expect(row).toContainText(t('desk.archive_mark'))
    await expect(row).toContainText('15.10.2014')
  })
})

/** Working the desk with the keyboard alone, as a clerk does. */
import { expect, type Locator, type Page } from '@playwright/test'
import { words } from './fixtures'

export const t = (key: string) => words('kk', key)
export const password = 'Тілеуова-2026'

/** Press Tab until this element has the focus; fails when the keyboard cannot get there. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible()
  for (let presses = 0; presses < 60; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error('The keyboard does not reach ' + target.toString())
}

/** Press F8 as soon as the main deed of the page is ready: a key pressed before that says why it is not. */
export async function act(page: Page): Promise<void> {
  const button = page.locator('button[aria-keyshortcuts="F8"]')
  await expect(button).toBeVisible()
  await expect(button).not.toHaveAttribute('aria-disabled', 'true')
  await page.keyboard.press('F8')
}

/** Print the paper in the preview once it stands there. */
export async function printPaper(page: Page): Promise<void> {
  await expect(page.locator('#print-paper')).not.toHaveAttribute('aria-disabled', 'true')
  await page.keyboard.press('F9')
  await expect(page.getByText(t('counter.printed_sent')).last()).toBeVisible()
}

/** Go to a field by Tab and type into it. */
export async function typeInto(page: Page, target: Locator, text: string): Promise<void> {
  await tabTo(page, target)
  await page.keyboard.press('Control+A')
  await page.keyboard.insertText(text)
}

/** Go to a group of radios by Tab and choose one with the arrows. */
export async function choose(page: Page, group: Locator, option: string): Promise<void> {
  const radios = group.getByRole('radio')
  await expect(radios.first()).toBeVisible()
  for (let presses = 0; presses < 80; presses++) {
    if (await group.evaluate((element) => element.contains(document.activeElement))) break
    await page.keyboard.press('Tab')
  }
  const wanted = group.getByRole('radio', { name: option, exact: true })
  const chosen = () =>
    group.evaluate((element) =>
      [...element.querySelectorAll<HTMLInputElement>('input[type=radio]')].findIndex(
        ({ checked }) => checked,
      ),
    )
  await page.keyboard.press('Space')
  await expect.poll(chosen).toBeGreaterThanOrEqual(0)
  for (let presses = 0; presses < 5; presses++) {
    const before = await chosen()
    if (await wanted.isChecked()) return
    await page.keyboard.press('ArrowRight')
    // The next press before this one is seen would go past what is wanted.
    await expect.poll(chosen).not.toBe(before)
  }
  throw new Error('The arrows do not reach ' + option)
}

const centre: [string, string][] = [
  ['setup.name_kk', 'Көкөзек ауданының мансап орталығы'],
  ['setup.name_ru', 'Карьерный центр Кокозекского района'],
  ['setup.area_kk', 'Көкөзек ауданының'],
  ['setup.area_ru', 'Кокозекского района'],
  ['setup.director', 'Жақсыбеков Ерлан Маратұлы'],
  ['setup.bin', '230440000010'],
]
const rest: [string, string][] = [
  ['setup.address_kk', 'Көкөзек ауылы, Тәуелсіздік көшесі, 5'],
  ['setup.address_ru', 'село Кокозек, улица Тауелсиздик, 5'],
  ['setup.mobility_kk', 'Жетісу облысының еңбек мобильділігі орталығы'],
  ['setup.mobility_ru', 'Центр трудовой мобильности области Жетісу'],
]

/** The first run to its end: a centre and one administrator who is a specialist too. */
export async function firstRun(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { name: t('setup.language_title') })).toBeVisible()
  await act(page)
  for (const [label, text] of centre) await typeInto(page, page.getByLabel(t(label), { exact: true }), text)
  await tabTo(page, page.getByRole('button', { name: new RegExp(t('setup.region')) }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('listbox')).toBeVisible()
  await page.keyboard.type('Жетісу')
  await page.keyboard.press('Enter')
  for (const [label, text] of rest) await typeInto(page, page.getByLabel(t(label), { exact: true }), text)
  await act(page)
  await typeInto(page, page.getByLabel(t('setup.full_name'), { exact: true }), 'Әбенова Гүлнұр Серікқызы')
  await typeInto(page, page.getByLabel(t('setup.position_kk'), { exact: true }), 'маман')
  await typeInto(page, page.getByLabel(t('setup.position_ru'), { exact: true }), 'специалист')
  const specialist = page.getByRole('checkbox', { name: t('setup.also_specialist') })
  if (!(await specialist.isChecked())) {
    await tabTo(page, specialist)
    await page.keyboard.press('Space')
  }
  await typeInto(page, page.getByLabel(t('setup.password'), { exact: true }), password)
  await typeInto(page, page.getByLabel(t('setup.password_again'), { exact: true }), password)
  await act(page)
}

/** Sign in as the first of the list. */
export async function signIn(page: Page): Promise<void> {
  const field = page.getByLabel(t('setup.password'), { exact: true })
  await expect(field).toBeVisible()
  const first = page.getByRole('radio').first()
  await expect(first).toBeVisible()
  if (!(await first.isChecked())) {
    await first.focus()
    await page.keyboard.press('Space')
  }
  await typeInto(page, field, password)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('search')).toBeVisible()
}

/** Make the invented centre on a desk that holds nothing, up to the page of signing in. */
export async function makeDemo(page: Page): Promise<void> {
  await page.getByRole('button', { name: t('setup.demo') }).click()
  await page.getByRole('button', { name: t('setup.demo_go') }).click({ timeout: 60_000 })
  await expect(page.getByLabel(t('setup.password'), { exact: true })).toBeVisible({ timeout: 30_000 })
}

/** Sign in as one of the staff of the invented centre. */
export async function enterDemo(page: Page, who: RegExp): Promise<void> {
  const field = page.getByLabel(t('setup.password'), { exact: true })
  await expect(field).toBeVisible()
  await page.getByText(who).click()
  await field.fill('qabyldau-demo')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('search')).toBeVisible()
}

/** A part of the form by its path in the draft: the control itself or the group around it. */
export const field = (page: Page, path: string): Locator => page.locator(`[data-field="${path}"]`)

export const newcomer = {
  // 850315400124 on the top row of the Kazakh layout.
  iin: 'үғқі"ғңққ"әң',
  birthDate: '15.03.1985',
  lastName: 'Сейтжанова',
  firstName: 'Айгерім',
  middleName: 'Болатқызы',
}

/** A person who is not in the register, up to the point where only one consent is missing. */
export async function fillIntake(page: Page, who = newcomer): Promise<void> {
  await page.keyboard.press('F2')
  await expect(field(page, 'find')).toBeFocused()
  await page.keyboard.insertText(who.iin)
  await page.keyboard.press('Enter')
  await expect(field(page, 'person.birthDate')).toHaveValue(who.birthDate)
  for (const name of ['lastName', 'firstName', 'middleName'] as const)
    await typeInto(page, field(page, 'person.' + name), who[name])
  await typeInto(page, field(page, 'person.address'), 'Көкөзек ауылы, Абай көшесі, 14-үй, 3-пәтер')
  await typeInto(page, field(page, 'person.mobile'), '8 701 555 01 24')
  await choose(page, field(page, 'declaredNoWork'), t('common.yes'))
  await choose(page, field(page, 'inArea'), t('common.yes'))
  await choose(page, field(page, 'checklist.identity_document'), t('counter.shown_paper'))
  await typeInto(page, field(page, 'checklist.identity_document.expiresOn'), '120934')
  await choose(page, field(page, 'checklist.education'), t('counter.shown_paper'))
  await choose(page, field(page, 'consents.publish_resume'), t('common.yes'))
  await choose(page, field(page, 'consents.outsourcing_transfer'), t('common.no'))
}

/** Accept what `fillIntake` left: the consent, then F8. */
export async function acceptIntake(page: Page): Promise<void> {
  await tabTo(page, field(page, 'consents.personal_data').getByRole('checkbox'))
  await page.keyboard.press('Space')
  await expect(page.getByRole('button', { name: t('counter.accept') })).not.toHaveAttribute(
    'aria-disabled',
    'true',
  )
  await act(page)
  await expect(page.getByRole('heading', { name: t('counter.accepted') })).toBeVisible()
}

/** An employer and a vacancy of theirs, from anywhere in the desk; the card of the vacancy stands open. */
export async function registerVacancy(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog')
  const field = (key: string) => dialog.getByLabel(t(key))
  await page.keyboard.press('Alt+5')
  await expect(page.getByRole('heading', { name: t('jobs.title'), level: 1 })).toBeVisible()
  await tabTo(page, page.getByRole('button', { name: t('jobs.view_organisations') }))
  await page.keyboard.press('Enter')
  await page.keyboard.press('Insert')
  await typeInto(page, field('jobs.o_name_kk'), '«Көкөзек наны» ЖШС')
  await typeInto(page, field('jobs.o_bin'), '190440000021')
  await act(page)
  await expect(field('jobs.o_bin')).toHaveAttribute('aria-invalid', 'true')
  await typeInto(page, field('jobs.o_bin'), '190440000020')
  await typeInto(page, field('jobs.o_legal'), 'Көкөзек ауылы, Абай көшесі, 1-үй')
  await act(page)
  await expect(page.getByRole('heading', { name: '«Көкөзек наны» ЖШС' })).toBeVisible()

  await tabTo(page, page.getByRole('button', { name: t('jobs.view_vacancies') }))
  await page.keyboard.press('Enter')
  await expect(page.getByText(t('jobs.none_open'))).toBeVisible()
  await page.keyboard.press('Insert')
  const employer = dialog.getByRole('textbox', { name: t('jobs.f_organisation'), exact: true })
  await typeInto(page, employer, 'кокозек')
  await expect(dialog.getByRole('radio')).toHaveCount(1)
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('radio')).toBeChecked()
  await typeInto(page, field('jobs.f_profession'), 'Сатушы / продавец')
  await typeInto(page, field('jobs.f_pay_from'), '150000')
  await act(page)
  await expect(page.getByRole('heading', { name: 'Сатушы / продавец' })).toBeVisible()
}

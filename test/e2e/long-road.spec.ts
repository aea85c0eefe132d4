/** The longest road of one person, by the keyboard alone: from the counter to the hire. */
import { addDays, localDay, shownDay } from '../../shared/rules/dates'
import { expect, test } from './fixtures'
import {
  acceptIntake,
  act,
  choose,
  enterDemo,
  field,
  fillIntake,
  printPaper,
  registerVacancy,
  t,
  tabTo,
  typeInto,
} from './hands'

const who = {
  iin: '910203400129',
  birthDate: '03.02.1991',
  lastName: 'Мысалова',
  firstName: 'Айгүл',
  middleName: 'Сынаққызы',
}
const person = [who.lastName, who.firstName, who.middleName].join(' ')
const professions = ['Сатушы / продавец', 'Аспаз / повар', 'Тігінші / швея']
const points = ['training', 'experience', 'health', 'hours', 'transport']
const dayAhead = (days: number) => shownDay(addDays(localDay(new Date(), 'Asia/Almaty'), days))

test('a person comes in, becomes unemployed, signs a plan, refuses twice and is hired', async ({ desk }) => {
  test.slow()
  const { page } = desk
  const dialog = page.getByRole('dialog')
  const timeline = page.locator('.timeline')
  const panel = (key: string) => page.getByRole('region', { name: t(key) })
  const offers = panel('offer.panel')
  const save = async () => {
    await act(page)
    await expect(dialog).toBeHidden()
  }
  /** Press the key that the button of a panel shows. */
  const press = async (key: string, of: string, button: string) => {
    await expect(panel(of).locator(`button[aria-keyshortcuts="${key}"]`)).toContainText(t(button))
    await page.keyboard.press(key)
    await expect(dialog).toBeVisible()
  }
  const openPerson = async () => {
    await page.keyboard.press('Control+K')
    await page.keyboard.insertText(who.iin)
    await expect(page.getByRole('option', { name: person })).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: person, level: 1 })).toBeVisible()
  }
  const today = async () => {
    await page.keyboard.press('Alt+1')
    await expect(page.getByRole('heading', { name: t('desk.today_title'), level: 1 })).toBeVisible()
  }
  const duty = (key: string) =>
    page
      .getByRole('row')
      .filter({ hasText: person })
      .filter({ hasText: t(key) })

  await test.step('R17 R18: she applies at the counter', async () => {
    await enterDemo(page, /Әбенова/)
    await fillIntake(page, who)
    await acceptIntake(page)
    await printPaper(page)
    for (const mark of ['receipt_given', 'documents_returned', 'information_given']) {
      await tabTo(page, page.getByRole('checkbox', { name: t('counter.mark_' + mark) }))
      await page.keyboard.press('Space')
    }
  })

  await test.step('R19 R27 R28 R29: checked, decided, handed over and told', async () => {
    await tabTo(page, page.getByRole('button', { name: t('counter.then_check') }))
    await page.keyboard.press('Enter')
    await choose(page, field(page, 'check.result'), t('counter.check_confirmed'))
    await act(page)
    await choose(page, field(page, 'decide.outcome'), t('counter.decide_granted'))
    await act(page)
    // The paper of the decision takes the place of the application in the preview.
    await expect(
      page.frameLocator('iframe').first().getByText('Жұмыс іздеуші ретінде тіркелгені туралы хабарлама'),
    ).toBeVisible()
    await printPaper(page)
    await typeInto(page, field(page, 'hand.number'), '031456789')
    await tabTo(page, page.getByRole('checkbox', { name: t('counter.hand_over_signed') }))
    await page.keyboard.press('Space')
    await act(page)
    await choose(page, field(page, 'inform.channel'), t('counter.channel_sms'))
    await act(page)
    await expect(page.getByText(t('counter.all_done'))).toBeVisible()
  })

  await test.step('R56: AIS has registered her as unemployed', async () => {
    await openPerson()
    await press('F4', 'status.title', 'status.take_over')
    await choose(page, dialog.getByRole('radiogroup').first(), t('status.take_over_unemployed'))
    await typeInto(page, field(page, 'on'), dayAhead(0))
    await save()
    await expect(timeline.getByText(t('desk.timeline_became_unemployed'))).toBeVisible()
  })

  await test.step('R68: of the social payment nothing is told before the centre has written its text', async () => {
    await press('F4', 'status.title', 'status.payment_inform')
    await act(page)
    await expect(dialog.getByText(t('error.payment_text_missing'))).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(dialog).toBeHidden()
  })

  await test.step('R74 R75 R76: the plan is drawn up and signed', async () => {
    await press('F7', 'plan.title', 'plan.draw_up')
    await expect(field(page, 'goal')).toBeFocused()
    await page.keyboard.insertText('тұрақты жұмыс')
    await typeInto(page, field(page, 'education'), 'жоғары')
    await typeInto(page, field(page, 'speciality'), 'есепші')
    await typeInto(page, field(page, 'validUntil'), dayAhead(60))
    await typeInto(page, field(page, 'measures.vacancy_information'), dayAhead(14))
    await typeInto(page, field(page, 'visits.0.on'), dayAhead(14))
    await typeInto(page, field(page, 'specialistPhone'), '8 7122 00 00 00')
    await typeInto(page, field(page, 'specialistEmail'), 'centre@example.invalid')
    await save()
    await tabTo(page, panel('plan.title').getByRole('button', { name: t('plan.sign') }))
    await page.keyboard.press('Enter')
    await expect(field(page, 'personSignedOn')).toHaveValue(dayAhead(0))
    await save()
    await expect(timeline.getByText(t('desk.timeline_plan_signed'))).toBeVisible()
  })

  await test.step('R99: an employer has three vacancies', async () => {
    await registerVacancy(page)
    for (const profession of professions.slice(1)) {
      await page.keyboard.press('Insert')
      const employer = dialog.getByRole('textbox', { name: t('jobs.f_organisation'), exact: true })
      await typeInto(page, employer, 'кокозек')
      await expect(dialog.getByRole('radio')).toHaveCount(1)
      await page.keyboard.press('Enter')
      await expect(dialog.getByRole('radio')).toBeChecked()
      await typeInto(page, dialog.getByLabel(t('jobs.f_profession')), profession)
      await save()
      await expect(page.getByRole('heading', { name: profession })).toBeVisible()
    }
  })

  await test.step('R104 R107: all three are offered to her', async () => {
    await openPerson()
    for (let made = 1; made <= professions.length; made++) {
      await tabTo(
        page,
        panel('jobs.panel')
          .getByRole('button', { name: t('offer.offer') })
          .first(),
      )
      await page.keyboard.press('Enter')
      await choose(page, field(page, 'channel'), t('offer.channel_in_person'))
      for (const point of points) await choose(page, field(page, 'suitable.' + point), t('offer.yes'))
      await save()
      await expect(offers.getByText(t('offer.is_answer'))).toHaveCount(made)
    }
  })

  await test.step('R97: two refusals of suitable work are counted', async () => {
    for (let refused = 1; refused <= 2; refused++) {
      await press('Shift+F6', 'offer.panel', 'offer.act_answer')
      await choose(page, field(page, 'answer'), t('offer.answer_refuse'))
      await typeInto(page, field(page, 'note'), 'жалақысы аз')
      await save()
      await expect(offers.getByText(t('offer.is_answer'))).toHaveCount(professions.length - refused)
      await expect(offers.locator('.refusals .chip')).toContainText(String(refused))
    }
  })

  await test.step('R109 R110: she agrees to the third, the resume goes out, the interview is agreed', async () => {
    await press('Shift+F6', 'offer.panel', 'offer.act_answer')
    await choose(page, field(page, 'answer'), t('offer.answer_agree'))
    await tabTo(page, dialog.getByRole('checkbox', { name: t('offer.f_resume') }))
    await page.keyboard.press('Space')
    await save()
    await press('Shift+F6', 'offer.panel', 'offer.act_send')
    await expect(field(page, 'sentOn')).toBeFocused()
    await save()
    await press('Shift+F6', 'offer.panel', 'offer.act_interview')
    await expect(field(page, 'on')).toBeFocused()
    await page.keyboard.insertText(dayAhead(0))
    await typeInto(page, field(page, 'time'), '10.00')
    await save()
    await today()
    await expect(duty('offer.awaits_visit')).toHaveCount(1)
  })

  await test.step('R112 R113: she comes to the employer, is hired and the vacancy closes', async () => {
    await openPerson()
    await press('Shift+F6', 'offer.panel', 'offer.act_visit')
    await save()
    await press('Shift+F6', 'offer.panel', 'offer.act_employer')
    await choose(page, field(page, 'answer'), t('offer.employer_hired'))
    await save()
    await expect(offers.locator('button[aria-keyshortcuts="Shift+F6"]')).toHaveCount(0)
    await expect(panel('jobs.panel').locator('.candidates > li')).toHaveCount(professions.length - 1)
  })

  await test.step('R77: the plan leaves for AIS with the batch', async () => {
    await today()
    await expect(duty('work.todo_plan_export')).toHaveCount(1)
    await page.keyboard.press('Alt+6')
    await expect(page.getByRole('heading', { name: t('desk.exchange_title'), level: 1 })).toBeVisible()
    await act(page)
    await expect(page.getByText(/qabyldau-\d+-\d+\.zip/).first()).toBeVisible()
  })

  await test.step('the time line tells all of it', async () => {
    await openPerson()
    for (const event of [
      'accepted',
      'checked',
      'registered',
      'handed_over',
      'informed',
      'became_unemployed',
      'plan_signed',
    ])
      await expect(timeline.getByText(t('desk.timeline_' + event)).first()).toBeVisible()
    for (const profession of professions)
      await expect(timeline.locator('li').filter({ hasText: profession }).first()).toBeVisible()
  })

  await test.step('of her duties the visit of the plan and the word about the payment are left', async () => {
    await today()
    await expect(duty('work.todo_visit')).toHaveCount(1)
    await expect(page.getByRole('row').filter({ hasText: person })).toHaveCount(2)
  })
})

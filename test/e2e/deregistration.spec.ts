/** From a missed visit to the notice of deregistration, by the keyboard alone (R89, R96, R93, R94). */
import path from 'node:path'
import { closeSqlite, openSqlite } from '../../main/db/sqlite'
import { addDays, localDay } from '../../shared/rules/dates'
import { expect, test } from './fixtures'
import { act, choose, enterDemo, t, tabTo, typeInto } from './hands'

/** Make the newest job seeker unemployed with a plan whose visit was yesterday; gives the person. */
async function missedVisit(dataFolder: string): Promise<number> {
  const db = openSqlite(path.join(dataFolder, 'register.sqlite'))
  const today = localDay(new Date(), 'Asia/Almaty')
  const since = addDays(today, -7)
  const seeker = (await db('registrations').whereNull('until').orderBy('id', 'desc').first()) as {
    id: number
    person_id: number
    application_id: number
  }
  const { person_id: person, application_id: application } = seeker
  await db('registrations').where({ id: seeker.id }).update({ until: since, end_reason: 'unemployed' })
  const of = { person_id: person, application_id: application }
  const made = { ...of, kind: 'unemployed', since, source: 'ais' }
  const [registration] = (await db('registrations').insert(made)) as number[]
  const [plan] = (await db('plans').insert({
    uid: 'plan-1',
    version: 1,
    person_id: person,
    registration_id: registration!,
    state: 'signed',
    goal: 'тұрақты жұмыс',
    education: 'жоғары',
    speciality: 'есепші',
    valid_until: addDays(today, 60),
    specialist_phone: '8 7122 00 00 00',
    specialist_email: 'centre@example.invalid',
    signed_at: new Date().toISOString(),
    person_signed_on: since,
    employee_signed_on: since,
    copy_given_on: since,
    employee_id: 3,
    updated_at: new Date().toISOString(),
    updated_by: 3,
  })) as number[]
  const action = 'мансап орталығына келу'
  await db('plan_visits').insert({ plan_id: plan!, on: addDays(today, -1), action })
  await closeSqlite(db)
  return person
}

test('a missed visit, judged, sent, decided and told with the paper', async ({ desk }) => {
  test.slow()
  const { page } = desk
  await enterDemo(page, /Әбенова/)
  const person = await missedVisit(desk.dataFolder)
  await page.goto(page.url().replace(/#.*$/u, '') + `#/people/${person}`)
  await page.reload()
  const dialog = page.getByRole('dialog')
  const panel = page.getByRole('region', { name: t('deregistration.title') })
  /** F6 is the next step of the road, whatever it is. */
  const next = async (key: string) => {
    await expect(panel.locator('button[aria-keyshortcuts="F6"]')).toHaveText(new RegExp(t(key)))
    await page.keyboard.press('F6')
    await expect(dialog).toBeVisible()
  }

  await test.step('R89 R96: the explanation is heard and judged first', async () => {
    await expect(panel.getByText('мансап орталығына келу')).toBeVisible()
    await next('deregistration.explain')
    await typeInto(page, dialog.getByLabel(t('deregistration.explanation')), 'ұмытып кеткен')
    await choose(page, dialog.getByRole('radiogroup'), t('deregistration.judgement_not_valid'))
    await act(page)
    await expect(dialog).toBeHidden()
    await expect(panel.getByRole('heading', { name: t('deregistration.grounds') })).toBeVisible()
  })

  await test.step('R93 R169: the ground is sent', async () => {
    await next('deregistration.send')
    await expect(dialog.getByText('ұмытып кеткен')).toBeVisible()
    await act(page)
    await expect(dialog).toBeHidden()
  })

  await test.step('R93: the decision is taken over as it was sent', async () => {
    await next('deregistration.take_over')
    await act(page)
    await expect(dialog).toBeHidden()
    await expect(page.getByText(t('common.person_deregistered')).first()).toBeVisible()
  })

  await test.step('R94 R95: a rural resident is told through the akim, with S6', async () => {
    await next('deregistration.notify')
    await tabTo(page, dialog.getByRole('checkbox', { name: t('deregistration.rural') }))
    await page.keyboard.press('Space')
    await act(page)
    await expect(dialog.getByLabel(t('deregistration.akim'))).toHaveAttribute('aria-invalid', 'true')
    await typeInto(page, dialog.getByLabel(t('deregistration.akim')), 'Көкөзек ауылдық округінің әкімі')
    await act(page)
    await expect(dialog).toBeHidden()
    const paper = panel.getByRole('button', { name: t('desk.timeline_paper') })
    await tabTo(page, paper)
    await page.keyboard.press('Enter')
    await expect(
      page
        .frameLocator('iframe')
        .first()
        .getByText('Жұмыссыз ретінде есептен шығару туралы хабарлама')
        .first(),
    ).toBeVisible()
  })
})
